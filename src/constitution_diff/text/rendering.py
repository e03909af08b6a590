"""A redline drawn for a terminal, as Markdown, and as a page. Pure.

Whatever a text holds, it stays text: see :mod:`constitution_diff.escaping`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from constitution_diff import escaping
from constitution_diff.text.redline import Gap, Line, Redline, Run
from constitution_diff.wording import number_of

NOTHING = "Nothing changed."

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
    return ", ".join([f"{_provisions(first)} {word}", *(f"{count} {what}" for count, what in others)]) + "."


def _provisions(count: int) -> str:
    return f"{count} provision{'s' if count != 1 else ''}"


def _shown(redline: Redline, *, whole: bool) -> Iterable[tuple[int, Line] | Gap]:
    """The lines to draw with their positions, and the gaps between them."""
    places: Iterable[int | Gap] = range(len(redline.lines)) if whole else redline.changed_lines()
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
_LEGEND = "[-deleted-] {+inserted+}, and for what moved [~here before~] {~here now~}"
_UNSAFE = re.compile(r"\\|[\[{](?=[-+~]|\Z)|(?:(?<=[-+~])|\A)[\]}]")
"""What could be taken for one of the marks: it gets a backslash."""


def draw_text(redline: Redline, *, color: bool, whole: bool = False) -> str:
    """The redline for a terminal.

    Without colour, signs mark what changed: ``[-deleted-]``, ``{+inserted+}``, and in what moved ``[~here before~]`` and ``{~here now~}`` for the words
    that only moved. A text that holds such signs itself has a backslash in them.

    Args:
        redline: The redline.
        color: Whether to mark with colours: red and struck, green and underlined, magenta for what moved.
        whole: Whether to show what did not change, too.
    """
    lines = [summary(redline)]
    if not color and len(lines[0]) and any(line.state != "unchanged" for line in redline.lines):
        lines.append(_LEGEND)
    lines.append("")
    for item in _shown(redline, whole=whole):
        if isinstance(item, Gap):
            lines.append(_painted(f"[{_provisions(item.size)} unchanged]", _QUIET, color=color))
            continue
        _, line = item
        if line.level:
            lines.append("")
        mark = _painted(f"<{escaping.plain(line.move)}> ", _MOVE_COLOR, color=color) if line.move else ""
        lines.append(mark + "".join(_text_run(run, color=color) for run in line.runs))
    return "\n".join(lines) + "\n"


def _text_run(run: Run, *, color: bool) -> str:
    text = escaping.plain(run.text)
    if color:
        code = _COLORS.get((run.op, run.carried))
        return text if code is None else _painted(text, code, color=True)
    opening, closing = _MARKS.get((run.op, run.carried), ("", ""))
    return opening + _UNSAFE.sub(r"\\\g<0>", text) + closing


def _painted(text: str, code: str, *, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
