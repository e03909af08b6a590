"""A redline drawn for a terminal, as Markdown, and as a page; a table as a page. Pure.

Whatever a text holds, it stays text: see :mod:`constitution_diff.escaping`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from constitution_diff import escaping
from constitution_diff.report import Report
from constitution_diff.tables import Table
from constitution_diff.text.provisions import ARTICLE
from constitution_diff.text.redline import Gap, Line, Redline, Run
from constitution_diff.wording import number_of

_COUNTED = {
    "changed": "changed",
    "inserted": "inserted",
    "deleted": "deleted",
    "moved-here": "moved",
    "unchanged": "unchanged",
}
"""What is counted in a summary; a move is counted once."""


def summary(redline: Redline) -> str:
    """How many provisions changed and how: ``"2 provisions changed, 1 inserted, 12 unchanged."``."""
    counts = [(redline.counts[state], word) for state, word in _COUNTED.items() if redline.counts[state]]
    if not counts:
        return "No provisions."
    (first, word), *others = counts
    return ", ".join([f"{number_of(first, 'provisions')} {word}", *(f"{count} {what}" for count, what in others)]) + "."


def _left_out(gap: Gap) -> str:
    wording = f"{number_of(gap.wording, 'provisions')} changed in wording only"
    if gap.wording == gap.size:
        return wording
    unchanged = f"{number_of(gap.size - gap.wording, 'provisions')} unchanged"
    return f"{unchanged}, {wording}" if gap.wording else unchanged


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs, with those of one fate that stand side by side as one: between two carried ones, what was taken out stands only where they came from."""
    for (op, carried), group in groupby(runs, key=lambda run: (run.op, run.carried)):
        yield Run(op, "".join(run.text for run in group), carried)


def _shown(redline: Redline, *, whole: bool, fold: bool) -> Iterable[tuple[int, Line] | Gap]:
    """The lines to draw with their positions, and the gaps between them."""
    places: Iterable[int | Gap] = range(len(redline.lines)) if whole else redline.changed_lines(fold=fold)
    return (place if isinstance(place, Gap) else (place, redline.lines[place]) for place in places)


# ---- text ----------------------------------------------------------------------------------------------------------------------------

_MARKS = {
    ("delete", False): ("[-", "-]"),
    ("insert", False): ("{+", "+}"),
    ("delete", True): ("[~", "~]"),
    ("insert", True): ("{~", "~}"),
}
_COLORS = {("delete", False): "9;31", ("insert", False): "4;32", ("delete", True): "9;35", ("insert", True): "4;35"}
_MOVE_COLOR, _QUIET = "35", "2"
_COLOR, _PLAIN = re.compile(r"\x1b\[[\d;]*m"), "\x1b[0m"
_LEGEND = "[-deleted-] {+inserted+}; what only moved: [~from here~] {~to here~}"
_UNSAFE = re.compile(r"\\|[\[{](?=[-+~]|\Z)|(?:(?<=[-+~])|\A)[\]}]|\A<(?=moved)")
"""What could be taken for one of the marks: it gets a backslash."""


def draw_text(redline: Redline, *, color: bool, whole: bool = False, fold: bool = False, headline: str = "") -> str:
    """The redline for a terminal.

    Without colour, signs mark what changed: ``[-deleted-]``, ``{+inserted+}``, and in what moved ``[~from here~]`` and ``{~to here~}`` for the words that
    only moved. A text that holds such signs itself has a backslash in them.

    Args:
        redline: The redline.
        color: Whether to mark with colours: red and struck, green and underlined, magenta for what moved.
        whole: Whether to show what did not change, too.
        fold: Whether to leave out what changed in wording only.
        headline: What stands above it; a count of the lines when left out.
    """
    lines = [escaping.plain(headline or summary(redline))]
    if not color:
        lines.append(_LEGEND)
    lines.append("")
    for item in _shown(redline, whole=whole, fold=fold):
        if isinstance(item, Gap):
            lines.append(_painted(f"[{_left_out(item)}]", _QUIET, color=color))
            continue
        _, line = item
        if lines[-1] and (line.level or line.provision.kind == ARTICLE):
            lines.append("")
        mark = _painted(f"<{escaping.plain(line.move)}> ", _MOVE_COLOR, color=color) if line.move else ""
        lines.append(mark + "".join(_text_run(run, color=color) for run in _merged(line.runs)))
    return "\n".join(lines) + "\n"


def _text_run(run: Run, *, color: bool) -> str:
    text = escaping.plain(run.text)
    if color:
        code = _COLORS.get((run.op, run.carried))
        return text if code is None else _painted(text, code, color=True)
    opening, closing = _MARKS.get((run.op, run.carried), ("", ""))
    return opening + _UNSAFE.sub(r"\\\g<0>", text) + closing


def _painted(text: str, code: str, *, color: bool) -> str:
    return f"\x1b[{code}m{text}{_PLAIN}" if color else text


def wrap_text(drawn: str, width: int) -> str:
    """Text for a terminal with its lines broken between words; a colour ends with each line and begins again on the next.

    Args:
        drawn: The text, with or without colours.
        width: The longest line; a word that is longer stays whole.
    """
    return "\n".join(_wrapped(line, width) for line in drawn.split("\n"))


def _wrapped(line: str, width: int) -> str:
    pieces: list[str] = []
    used, color = 0, ""
    for word in line.split(" "):
        size = len(_COLOR.sub("", word))
        if used and used + 1 + size > width:
            pieces.append(f"{_PLAIN if color else ''}\n{color}{word}")
            used = size
        else:
            pieces.append(f" {word}" if pieces else word)
            used += size + (len(pieces) > 1)
        codes = _COLOR.findall(word)
        color = codes[-1].replace(_PLAIN, "") if codes else color
    return "".join(pieces)


# ---- Markdown ------------------------------------------------------------------------------------------------------------------------

_GLUE = "&#8203;"
"""A space of no width, written as signs: beside it, asterisks and tildes always begin or end something."""
_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_DEEPEST_HEADING = 6


def draw_markdown(redline: Redline, *, whole: bool = False, fold: bool = False, headline: str = "") -> str:
    """The redline as Markdown: ``~~deleted~~ **inserted**``; where a provision moved to, the words it carried are plain, and ``~~`` where it stood.

    Args:
        redline: The redline.
        whole: Whether to show what did not change, too.
        fold: Whether to leave out what changed in wording only.
        headline: What stands above it; a count of the lines when left out.
    """
    paragraphs = [escaping.markdown(headline or summary(redline)), "~~deleted~~ **inserted**"]
    for item in _shown(redline, whole=whole, fold=fold):
        if isinstance(item, Gap):
            paragraphs.append(f"*\\[{_left_out(item)}\\]*")
            continue
        _, line = item
        heading = "#" * min(line.level + 1, _DEEPEST_HEADING) + " " if line.level else ""
        mark = f"*{escaping.markdown(line.move)}:* " if line.move else ""
        paragraphs.append(heading + mark + _markdown_runs(line.runs, moved=bool(line.move)).strip())
    return "\n\n".join(paragraphs) + "\n"


def _markdown_runs(runs: Iterable[Run], *, moved: bool) -> str:
    """Runs, each deletion struck as a whole; in one that moved, the words that were not carried are bold in it."""
    line = ""
    for op, group in groupby(_merged(runs), key=lambda run: run.op):
        inside = ""
        for run in group:
            strong = op == "insert" or moved
            inside = _joined(inside, _markdown_text(run.text, "**" if strong and not run.carried else ""))
        line = _joined(line, _marked(inside, "~~") if op == "delete" else inside)
    return line


def _markdown_text(text: str, mark: str) -> str:
    """A run with the white space at its ends, which must stand outside of marks."""
    plain = escaping.plain(text)
    core = escaping.markdown(plain)
    if not core:
        return " " if plain else ""
    return " " * plain[:1].isspace() + _marked(core, mark) + " " * plain[-1:].isspace()


def _marked(text: str, mark: str) -> str:
    core = text.strip()
    return text.replace(core, f"{mark}{core}{mark}", 1) if core else text


def _joined(left: str, right: str) -> str:
    """Two pieces side by side, with glue between them where an asterisk or a tilde would be read otherwise than it is meant."""
    return f"{left}{_GLUE}{right}" if left and right and _needs_glue(left, right) else left + right


def _needs_glue(left: str, right: str) -> bool:
    before, after = left.rstrip("*~"), right.lstrip("*~")
    if left[-1].isspace() or right[0].isspace() or (before == left and after == right):
        return False
    ends_well = before == left or before[-1:].isalnum() or right[0] in _ASCII_SIGNS
    begins_well = after == right or after[:1].isalnum() or left[-1] in _ASCII_SIGNS
    return left[-1] == right[0] or not (ends_well and begins_well)


# ---- HTML ----------------------------------------------------------------------------------------------------------------------------

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_STYLE = """
:root { color-scheme: light dark; --gone: #a4133c; --new: #1a6b3c; --moved: #6a3d9a; --gone-back: #fdecef; --new-back: #e8f6ed;
  --moved-back: #f3edf9; --quiet: #595959; --rule: #c4c4c4; }
@media (prefers-color-scheme: dark) { :root { --gone: #ff9bab; --new: #8fe3ae; --moved: #cfb2f5; --gone-back: #3d1820; --new-back: #12331f;
  --moved-back: #2c2040; --quiet: #adadad; --rule: #5a5a5a; } }
h1 { font-size: 1.5rem; }
body { font: 1.05rem/1.6 Georgia, "Times New Roman", serif; margin: 0 auto; padding: 1.5rem; max-width: 46rem; }
p, h1, h2, h3, h4, h5, h6 { margin: 0.7em 0; overflow-wrap: anywhere; }
ul { list-style: none; padding: 0; } li { display: inline-block; margin-inline-end: 1em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid var(--rule); padding: 0.3em 0.6em; text-align: start; vertical-align: top; unicode-bidi: plaintext; }
main, footer { overflow-x: auto; }
.table { max-width: 80rem; }
ins, del { padding: 0 0.1em; border-radius: 0.15em; }
ins { color: var(--new); background: var(--new-back); text-decoration: underline; text-underline-offset: 0.2em; }
del { color: var(--gone); background: var(--gone-back); text-decoration: line-through; }
.carried { color: var(--moved); background: var(--moved-back); }
ins.carried { text-decoration-style: double; }
.mark { color: var(--moved); font: italic 0.85em sans-serif; margin-inline-end: 0.5em; }
.gap { color: var(--quiet); font: 0.85em sans-serif; text-align: center; }
.point { margin-inline-start: 1.5em; } .subpoint { margin-inline-start: 3em; } .indent { margin-inline-start: 4.5em; }
:target { outline: 2px solid var(--moved); outline-offset: 0.3em; }
ins::before, del::before, ins::after, del::after { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
ins::before { content: " [inserted: "; } del::before { content: " [deleted: "; }
ins.carried::before { content: " [moved here: "; } del.carried::before { content: " [moved away: "; }
ins::after, del::after { content: "] "; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } ins, del, .carried { background: none; }
  h2, h3, h4, h5, h6 { break-after: avoid; } a { color: inherit; } }
""".strip()
"""What a screen reader says of insertions and deletions is put before and after them, where it cannot be seen."""

_HTML_LEGEND = (
    "<ul>\n<li><del>deleted</del></li>\n<li><ins>inserted</ins></li>\n"
    '<li><del class="carried">moved away from here</del></li>\n<li><ins class="carried">moved here</ins></li>\n</ul>'
)
_FILLING = re.compile(r" +(?=</t[dh]>)")
_INDENTED = ("point", "subpoint", "indent")


def draw_html(redline: Redline, title: str, *, whole: bool = False, fold: bool = False, notes: Report | None = None) -> str:
    """The redline as a page that needs no other file and runs no script; both ends of a move lead to each other.

    Args:
        redline: The redline.
        title: The title of the page.
        whole: Whether to show what did not change, too.
        fold: Whether to leave out what changed in wording only.
        notes: What stands around it: its title above, its sections below; above it a count of the lines when left out.
    """
    language = f' lang="{redline.after.language}"' if _LANGUAGE.fullmatch(redline.after.language) else ""
    body = "\n".join(_html_gap(item) if isinstance(item, Gap) else _html_line(*item) for item in _shown(redline, whole=whole, fold=fold))
    main = f"<main{language}>\n{body}\n</main>"
    footer = f"\n<footer>\n{_html_sections(notes)}</footer>" if notes and notes.sections else ""
    headline = notes.title if notes else summary(redline)
    return _page(title, f"<p>{escaping.markup(headline)}</p>\n{_HTML_LEGEND}", main + footer)


def draw_html_table(table: Table, title: str, headline: str) -> str:
    """A table as a page that needs no other file and runs no script.

    Args:
        table: The table.
        title: The title of the page.
        headline: What stands above the table.
    """
    return _page(title, f"<p>{escaping.markup(headline)}</p>", f"<main>\n{_html_table(table)}\n</main>", kind="table")


def _page(title: str, header: str, main: str, kind: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escaping.markup(title)}</title>
<style>
{_STYLE}
</style>
</head>
<body{f' class="{kind}"' if kind else ""}>
<header>
<h1 dir="auto">{escaping.markup(title)}</h1>
{header}
</header>
{main}
</body>
</html>
"""


def _html_sections(report: Report) -> str:
    parts: list[str] = []
    for section in report.sections:
        parts.append(f"<h2>{escaping.markup(section.heading)}</h2>")
        parts += [f"<p>{escaping.markup(paragraph)}</p>" for paragraph in section.paragraphs]
        if section.table:
            parts.append(_html_table(section.table))
    return "".join(f"{part}\n" for part in parts)


def _html_table(table: Table) -> str:
    """A table without the spaces with which tabulate fills its cells: on a page they only take room."""
    return _FILLING.sub("", table.draw("html", None))


def _html_gap(gap: Gap) -> str:
    return f'<p class="gap" lang="en">{_left_out(gap)}</p>'


def _html_line(place: int, line: Line) -> str:
    tag = f"h{min(line.level + 1, _DEEPEST_HEADING)}" if line.level else "p"
    kind = f' class="{line.provision.kind}"' if line.provision.kind in _INDENTED else ""
    move = escaping.markup(line.move)
    mark = f'<a class="mark" lang="en" href="#line-{line.other}">{move}</a> ' if line.move else ""
    runs = "".join(_html_run(run, move) for run in _merged(line.runs))
    return f'<{tag} id="line-{place}"{kind} dir="auto">{mark}{runs}</{tag}>'


def _html_run(run: Run, move: str) -> str:
    text = escaping.markup(run.text)
    if run.op == "keep":
        return text
    tag = "del" if run.op == "delete" else "ins"
    carried = f' class="carried" title="{move}"' if run.carried else ""
    return f"<{tag}{carried}>{text}</{tag}>"
