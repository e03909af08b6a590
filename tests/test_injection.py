"""Hostile data: a file may be valid and yet mean harm. Whatever its labels hold, every output shows them as text, and nothing is run or opened.

Each hostile label is put wherever a data file takes words; the file is loaded, two states are compared, and each output is read back by the rules
of its format.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from bs4 import BeautifulSoup, Tag
from tabulate import tabulate_formats

import constitution_diff as cd
from builders import country, institution, lineage, norm, power, revision, state, step
from constitution_diff import escaping
from constitution_diff.chronicle import (
    describe_blame,
    describe_fates,
    describe_history,
    describe_log,
    describe_revision,
    describe_states,
    describe_timeline,
)
from constitution_diff.cli import DRAWINGS, FORMATS, main
from constitution_diff.country import Country, Figure
from constitution_diff.model import Label
from constitution_diff.report import Report, describe_report, draw_csv, draw_markdown, draw_text
from constitution_diff.tables import TEXT
from test_escaping import read_latex, read_markdown, read_rst

Rows: TypeAlias = list[list[str]]

LABELS = {
    "tag": '<b onclick="alert(1)" style="position:fixed">bold</b>',
    "script": "</td></table><script>alert(1)</script>",
    "entity": "&lt;script&gt; &copy; &#60;",
    "link": "[click](javascript:alert(1)) <https://example.org> [a]: b [^1]",
    "image": "![seen](https://example.org/spy.png)",
    "address": "https://example.org/?a=1&b=2 www.example.org someone@example.org @someone #12",
    "pipes": "a | b || c |- d |} e",
    "pipe-first": "| a",
    "backslash-last": "a \\",
    "backslash-pipe": "a \\| b",
    "backquotes": "`code` ```block```",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ ''f'' /g/ +h+ =i=",
    "heading": "# heading #",
    "rule": "---",
    "item": "- item",
    "number": "1. item",
    "latex": r"\input{/etc/passwd} \write18{rm} $x^2$ %comment & ~ # _ {",
    "latex-argument": "[1cm] * end",
    "formula": "=cmd|' /C calc'!A0",
    "formula-plus": "+1+1",
    "formula-minus": "-2+3",
    "formula-at": "@SUM(1+1)*cmd",
    "formula-wide": "＝1+1",
    "separators": "one;=1+1,two\"three'four",
    "wiki": "{{macro}} [[link]] {code} {{{raw}}} !image.png! <<include>> ~~~~ @@html:<b>@@",
    "rst": ".. raw:: html |sub| :role:`x` x_ `y <http://example.org>`_",
    "template": "{0} {__class__} {{x}} %s %(x)s ${x}",
    "spaces": "  wide   space  ",
    "long": "x" * 300,
    "quotes": "\"double\" 'single' «guillemets» „low“",
    "cyrillic": "Сенат Қазақстанның",
    "combining": "cafe\u0301 и\u0306 c\u030c\u0327",
    "joiner": "می\u200cخواهم",
    "wide": "参议院 👩\u200d👧",
}
"""What the words of a file may be; the loader itself refuses what cannot be seen."""

HIDDEN = "\x1b[31m\x9b5m\u202e\u2066\x07\x00\x08\ud800\ue000\u2028\r\n\U000e0041"
"""What the loader refuses, but an object built in Python may hold."""


def quoted(text: str) -> str:
    """A text as it is written in a data file."""
    return json.dumps(text, ensure_ascii=False)


def hostile(label: str) -> str:
    """A valid data file all of whose words are this label."""
    words = quoted(label)
    return f"""
schema = 1
country = "XA"
name = {{ en = {words} }}
coded = ["government", "legislature"]

[[revision]]
id = "2001"
title = {{ en = {words} }}
act = {words}
route = "baseline"
adopted = 2001-01-01
sources = ["text"]
note = {words}

[[revision]]
id = "2011"
title = {{ en = {words} }}
act = {words}
route = "referendum"
adopted = 2011-06-05
sources = ["text"]
note = {words}

  [[revision.figure]]
  what = {words}
  count = 100
  sources = ["text"]
  note = {words}

[[revision]]
id = "2021"
title = {{ en = {words} }}
act = {words}
route = "parliament"
adopted = 2021-01-01
sources = ["text"]
note = {words}

[source.text]
title = {words}
language = {words}
url = "https://example.org/?q=|)](x)&amp;{{}}$%`*_~"
repository = {words}
path = "../../../../etc/passwd"
commit = {words}

[term.manner]
en = {words}

[event.later]
en = {words}

[institution.first]
kind = "head-of-state"
name = {{ en = {words} }}
articles = ["1"]

[institution.second]
kind = "lower-chamber"
name = {{ en = {words} }}
articles = ["2"]

[institution.third]
kind = "upper-chamber"
name = {{ en = {words} }}

  [[institution.third.state]]
  since = "2001"
  articles = ["3"]

  [[institution.third.state]]
  since = "2011"
  name = {{ en = {quoted(label + " renamed")} }}
  articles = ["3"]

[[power]]
id = "appoint-prime-minister"
label = {{ en = {words} }}

  [[power.state]]
  since = "2001"
  steps = [{{ actor = "first", role = "appoint", method = "manner", conditions = ["manner"] }}]
  articles = ["4"]

  [[power.state]]
  since = "2011"
  steps = [{{ actor = "second", role = "appoint" }}, {{ actor = {{ members_of = "third", within = "manner" }}, role = "consent" }}]
  in_force = {{ event = "later" }}
  articles = ["5"]
  note = {words}

  [[power.state]]
  since = "2021"
  steps = [{{ actor = "first", role = "appoint" }}, {{ actor = "third", role = "be-consulted", method = "manner" }}]
  articles = ["5"]
  note = {words}

[[norm]]
id = "no-other-office"
area = "government"
kind = "incompatibility"
label = {{ en = {words} }}
since = "2011"
subject = ["first", {{ relatives_of = "first", degree = {words} }}]
modality = "must-not"
act = "manner"
object = ["manner"]
measure = {{ at_least = 2, unit = {words} }}
articles = ["6"]
"""


@pytest.fixture(scope="module", params=LABELS)
def label(request: pytest.FixtureRequest) -> str:
    """Each hostile label in turn."""
    return LABELS[request.param]


@pytest.fixture(scope="module")
def file(label: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid file all of whose words are the label."""
    path = tmp_path_factory.mktemp("data") / "hostile.toml"
    path.write_text(hostile(label), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def loaded(file: Path) -> Country:
    """The country of the file."""
    return cd.load(file)


@pytest.fixture(scope="module")
def changes(loaded: Country) -> cd.Changes:
    """What changed between the first two states of the file."""
    return cd.diff(loaded.at("2001"), loaded.at("2011"))


DESCRIPTIONS: dict[str, Callable[[Country], Report]] = {
    "diff": lambda found: describe_report(cd.diff(found.at("2001"), found.at("2011"))),
    "diff of dates": lambda found: describe_report(cd.diff(found.at("2002-01-01"), found.at("2012-01-01"))),
    "log": lambda found: describe_log(found, stat=True),
    "show of a revision": lambda found: describe_revision(found, "2021"),
    "show of the first revision": lambda found: describe_revision(found, "2001"),
    "history of a power": lambda found: describe_history(found.history("appoint-prime-minister")),
    "history of an institution": lambda found: describe_history(found.history("third")),
    "blame": describe_blame,
    "fate": lambda found: describe_fates(found, "2011"),
    "timeline": lambda found: describe_timeline(found, "third", everything=True),
    "timeline as rows": lambda found: describe_states(found, "third"),
}
"""Everything that is described to be drawn as text, as Markdown or as CSV."""


@pytest.fixture(scope="module", params=DESCRIPTIONS)
def description(request: pytest.FixtureRequest, loaded: Country) -> Report:
    """Each description of the hostile country in turn."""
    return DESCRIPTIONS[request.param](loaded)


def hidden_in(drawn: str) -> list[str]:
    """What in a drawing a terminal might obey, or a reader might not see."""
    return [c for c in drawn if escaping.hidden(c) and c != "\n"]


# ---- reading tables back -------------------------------------------------------------------------------------------------------------
#
# By the rules of each format: where its cells end, and what its escapes stand for.


def split(lines: Iterator[str] | list[str], separator: str, read: Callable[[str], str]) -> Rows:
    """The cells of lines, without the borders at both ends."""
    return [[read(cell.strip()) for cell in re.split(separator, line.strip().removesuffix("|").strip("| "))] for line in lines]


def entities(text: str) -> str:
    """A cell in which signs are HTML entities."""
    return BeautifulSoup(text, "html.parser").get_text()


def read_markdown_table(drawn: str) -> Rows:
    """A table of Markdown: no cell holds a bare pipe, so that every pipe is a border."""
    return [[read_markdown(cell.strip()) for cell in line.strip()[1:-1].split("|")] for line in drawn.splitlines()[2:]]


def read_html_table(drawn: str) -> Rows:
    """A table of HTML."""
    return [[cell.get_text().strip() for cell in row.find_all("td")] for row in BeautifulSoup(drawn, "html.parser").select("tbody tr")]


def read_latex_table(drawn: str) -> Rows:
    """A table of LaTeX: a row ends with two backslashes, a cell with an ampersand."""
    rows = [line.removesuffix(r"\\") for line in drawn.splitlines() if line.endswith(r"\\")]
    return [[read_latex(cell.strip()) for cell in re.split(r"(?<!\\)&", row)] for row in rows[1:]]


def read_rst_table(drawn: str) -> Rows:
    """A simple table of reStructuredText: columns stand under their ruler."""
    ruler, _, _, *lines, _ = drawn.splitlines()
    spans = [match.span() for match in re.finditer("=+", ruler)]
    return [[read_rst(line[start:end].strip()) for start, end in spans] for line in lines]


def read_mediawiki_table(drawn: str) -> Rows:
    """A table of MediaWiki: a row begins with a pipe, cells are parted by two."""
    return [[entities(cell.strip()) for cell in line[1:].split("||")] for line in drawn.splitlines() if line.startswith("| ")]


def read_wiki_table(separator: str) -> Callable[[str], Rows]:
    """A table of a wiki in which each line is a row between borders."""

    def read(drawn: str) -> Rows:
        rows = [line for line in drawn.splitlines() if re.match(r"\|+[<. ]", line)]
        cells = [re.split(separator, line.strip()) for line in rows]
        return [[entities(cell.strip()) for cell in row if cell.strip()] for row in cells if row][1:]

    return read


def read_tsv(drawn: str) -> Rows:
    """Values separated by tabs."""
    return [[cell.strip() for cell in line.split("\t")] for line in drawn.splitlines()[1:]]


READERS: dict[str, Callable[[str], Rows]] = {
    **dict.fromkeys(("github", "pipe"), read_markdown_table),
    **dict.fromkeys(("html", "unsafehtml"), read_html_table),
    **dict.fromkeys(("latex", "latex_booktabs", "latex_longtable", "latex_raw"), read_latex_table),
    **dict.fromkeys(("jira", "orgtbl", "youtrack"), read_wiki_table(r"\|+")),
    "asciidoc": read_wiki_table(r"\|"),
    "moinmoin": read_wiki_table(r"\|\|"),
    "textile": read_wiki_table(r"\|[<_]\."),
    "mediawiki": read_mediawiki_table,
    "rst": read_rst_table,
    "tsv": read_tsv,
}
"""What reads back each format of tabulate that is markup or data; the others are for a terminal."""


def test_every_format_of_tabulate_is_read_back_here() -> None:
    """A format that tabulate learns is drawn only when its escaping is known and tested."""
    assert set(tabulate_formats) == READERS.keys() | TEXT


@pytest.mark.parametrize("name", READERS)
def test_a_label_is_the_text_of_its_cell(changes: cd.Changes, label: str, name: str) -> None:
    """In every format of markup, each row has its five cells, and the first says the label and nothing else."""
    rows = READERS[name](changes.table(name))
    assert {len(row) for row in rows} == {5}
    assert {label.strip(), f"'{label.strip()}", f"'{label}".strip()} & {row[0] for row in rows}


@pytest.mark.parametrize("name", sorted(TEXT))
def test_a_label_stands_in_a_text_table(changes: cd.Changes, label: str, name: str) -> None:
    """In every format for a terminal, an unwrapped table shows the label as it is."""
    assert label.strip() in changes.table(name, width=None)


def test_no_table_holds_what_a_terminal_obeys(changes: cd.Changes) -> None:
    """In no format of tabulate, wrapped or not, is there a control character."""
    drawn = [changes.table(name, width=width) for name in tabulate_formats for width in (100, None)]
    assert hidden_in("".join(drawn).replace("\t", " ")) == []


# ---- each format of the command line ---------------------------------------------------------------------------------------------------


def drawn_by(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What the command line prints."""
    assert main(args) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_format_holds_what_a_terminal_obeys(capsys: pytest.CaptureFixture[str], file: Path, name: str) -> None:
    """Whatever the format, what is printed holds no control characters."""
    assert hidden_in(drawn_by(capsys, "diff", str(file), "2001", "2011", "--format", name)) == []


SHOWN = {
    "show": ((), ("--at", "2012-01-01"), ("2021",)),
    "log": (("--stat",),),
    "history": (("appoint-prime-minister",), ("third",)),
    "blame": ((), ("--at", "2012-01-01")),
    "fate": (("2011",),),
    "timeline": (("third", "--all"),),
}
"""Commands beside ``diff``, each with what is asked of it."""


@pytest.mark.parametrize("command", SHOWN)
def test_no_command_prints_what_a_terminal_obeys(capsys: pytest.CaptureFixture[str], file: Path, command: str) -> None:
    """Whatever is asked and in whatever format, on a date with something pending too."""
    formats: tuple[tuple[str, ...], ...] = ((),) if command == "show" else tuple(("--format", name) for name in DRAWINGS)
    drawn = [drawn_by(capsys, command, str(file), *asked, *form) for asked in SHOWN[command] for form in formats]
    assert hidden_in("".join(drawn)) == []


def bare(soup: BeautifulSoup) -> list[Tag]:
    """The elements that no table of ours has, or that have attributes of theirs."""
    return [tag for tag in soup.select("*") if tag.name not in {"table", "thead", "tbody", "tr", "th", "td"} or set(tag.attrs) - {"style"}]


def test_html_holds_no_element_of_a_label(changes: cd.Changes) -> None:
    """The HTML holds the elements of a table, and attributes of alignment only; so does what a notebook shows."""
    for drawn in (changes.table("html"), changes.table("unsafehtml"), changes._repr_html_(), FORMATS["html"](changes)):
        soup = BeautifulSoup(drawn, "html.parser")
        assert bare(soup) == []
        assert {tag.get("style", "text-align: left;") for tag in soup.find_all(["td", "th"])} == {"text-align: left;"}


def test_a_notebook_shows_the_label(changes: cd.Changes, label: str) -> None:
    """The text of a cell in a notebook is the label."""
    assert label.strip() in {row[0] for row in read_html_table(changes._repr_html_())}


BARE = r"(?:\\[!-/:-@\[-`{-~]|&(?:amp|lt|gt|#124|#8203);|[^\\`*_\[\]{}~!$#^&<>|])*"
"""A line of Markdown in which every sign of markup is escaped."""


def flowing(report: Report) -> list[str]:
    """The lines of a report in Markdown, without the pictures, which stand as code: indented, apart from what is around them."""
    drawn = draw_markdown(report)
    for picture in (s.picture for s in report.sections if s.picture):
        block = "\n".join(f"    {escaping.plain(line)}".rstrip() for line in picture)
        assert f"\n\n{block}\n" in drawn
        drawn = drawn.replace(block, "")
    return drawn.splitlines()


def test_markdown_holds_no_markup_of_a_label(description: Report) -> None:
    """Apart from headings and the borders of tables, no line of a report has a bare sign: no HTML, no link, no image, no code."""
    for line in flowing(description):
        if re.fullmatch(r"\|[:|-]+\|", line):
            continue
        pieces = line[1:-1].split("|") if line.startswith("|") else [re.sub("^##? ", "", line)]
        assert [piece for piece in pieces if not re.fullmatch(BARE, piece)] == []


def test_markdown_tables_keep_their_columns(description: Report) -> None:
    """Each table of a report is drawn whole, with as many cells in every row as in its heading."""
    tables = re.findall(r"(?:^\|.*\n?)+", "\n".join(flowing(description)), re.MULTILINE)
    assert [len(table.splitlines()) - 2 for table in tables] == [len(s.table.rows) for s in description.sections if s.table]
    assert all(len({line.count("|") for line in table.splitlines()}) == 1 for table in tables)


def test_markdown_text_begins_no_block(description: Report) -> None:
    """No line of a report begins a list, a quotation, a rule or a block of code."""
    assert [line for line in flowing(description) if re.match(r"[-+*>=:]([-+*>=:\s]|$)|\d+[.)](\s|$)| {4}|\t", line)] == []


def test_csv_of_a_description_holds_no_formula(description: Report) -> None:
    """Each row of the CSV has as many cells as its heading, and none that a spreadsheet would run."""
    heading, *rows = csv.reader(io.StringIO(draw_csv(description)))
    assert {len(row) for row in rows} <= {len(heading)}
    assert [cell for row in rows for cell in row if cell.lstrip().startswith(escaping.FORMULA_STARTS)] == []


def test_no_drawing_of_a_description_holds_what_a_terminal_obeys(description: Report) -> None:
    """As text, as Markdown and as CSV."""
    assert hidden_in(draw_text(description) + draw_markdown(description) + draw_csv(description)) == []


@pytest.mark.parametrize("name", ["history of a power", "blame", "timeline", "timeline as rows"])
def test_a_description_shows_the_label(loaded: Country, label: str, name: str) -> None:
    """Nothing of a label is lost but what a narrow column cuts off: it stands in a cell or a row as it is."""
    report = DESCRIPTIONS[name](loaded)
    cells = [cell for s in report.sections if s.table for row in s.table.rows for cell in row]
    rows = [line for s in report.sections for line in s.picture]
    assert [text for text in (*cells, *rows) if label[:20] in text]


def test_latex_holds_no_command_of_a_label(changes: cd.Changes) -> None:
    """Apart from the commands of a table, only the commands that stand for signs are left."""
    lines = [line for line in FORMATS["latex"](changes).splitlines() if line.endswith(r"\\")]
    signs = "|".join(map(re.escape, ["{}", *escaping.LATEX.values()]))
    cells = [cell for line in lines for cell in re.split(r"(?<!\\)&", line.removesuffix(r"\\"))]
    assert [cell for cell in cells if not re.fullmatch(rf'(?:{signs}|[^\\&%$#_{{}}~^<>|"`\[\]*])*', cell)] == []


def test_csv_holds_the_label_and_no_formula(changes: cd.Changes, label: str) -> None:
    """Read by a program, the CSV gives the label in one cell of a row of full length, and no cell that a spreadsheet would run."""
    heading, *rows = csv.reader(io.StringIO(FORMATS["csv"](changes)))
    assert {len(row) for row in rows} == {len(heading)}
    assert {label, f"'{label}"} & {row[heading.index("What")] for row in rows}
    assert [cell for row in rows for cell in row if cell.lstrip().startswith(escaping.FORMULA_STARTS)] == []


def test_json_holds_the_label_exactly(changes: cd.Changes, label: str) -> None:
    """Read back, the JSON gives the label as it is in the file, in a name and in a sentence."""
    data = json.loads(FORMATS["json"](changes))
    (renamed,) = [change for change in data["changes"] if change["statement"] == "third"]
    assert renamed["before"]["name"]["en"] == label
    assert any(label in change["sentence"] for change in data["changes"] if change["kind"] == "power")


@pytest.mark.parametrize("name", [name for name in DESCRIPTIONS if name != "timeline as rows"])  # made for a spreadsheet alone
def test_text_keeps_its_width(tmp_path: Path, name: str) -> None:
    """However long a word is, no line of a report for a terminal is wider than the terminal."""
    path = tmp_path / "long.toml"
    path.write_text(hostile(LABELS["long"]), encoding="utf-8")
    drawn = draw_text(DESCRIPTIONS[name](cd.load(path)))
    assert [line for line in drawn.splitlines() if len(line) > 100] == []


def test_the_file_round_trips(changes: cd.Changes) -> None:
    """The exact delta comes back from the JSON, whatever the labels are."""
    assert cd.delta_from_json(changes.to_json()) == changes.delta


# ---- objects built in Python -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def made() -> Country:
    """A country made without the loader, whose words hold everything the loader would refuse."""
    words = Label(en=f"Pre{HIDDEN}sident")
    first, second = institution("president", name=words), institution("senate", name=words)
    appoint = [power("appoint-judge", step(who, "appoint"), label=words) for who in ("president", "senate")]
    details: dict[str, Any] = {"title": words, "act": words["en"], "note": words["en"]}
    vote = Figure(words["en"], 5, words["en"], words["en"], note=words["en"])
    return country(
        [revision("old", "2001-01-01", **details), revision("new", "2011-01-01", **details, figures=(vote,))],
        lineage(state("old", first, "2001-01-01")),
        lineage(state("old", second, "2001-01-01")),
        lineage(*(state(since, said, day) for since, said, day in zip(("old", "new"), appoint, ("2001-01-01", "2011-01-01"), strict=True))),
        lineage(state("new", norm("party-ban", "president", label=words), "2011-01-01")),
    )


@pytest.fixture
def built(made: Country) -> cd.Changes:
    """What changed between its two states."""
    return cd.diff(made.at("old"), made.at("new"))


@pytest.mark.parametrize("draw", [draw_text, draw_markdown, draw_csv])
def test_no_description_of_built_objects_holds_what_a_terminal_obeys(made: Country, draw: Callable[[Report], str]) -> None:
    """Nor does anything that tells of a country through time; what is left can be encoded."""
    reports = (
        describe_log(made, stat=True),
        describe_revision(made, "new"),
        describe_history(made.history("appoint-judge")),
        describe_history(made.history("president")),
        describe_blame(made),
        describe_fates(made, "new"),
        describe_timeline(made, "president", everything=True),
        describe_states(made, "president"),
    )
    drawn = "".join(map(draw, reports))
    assert hidden_in(drawn) == []
    assert drawn.encode()


@pytest.mark.parametrize("name", sorted(tabulate_formats))
def test_no_table_of_built_objects_holds_what_a_terminal_obeys(built: cd.Changes, name: str) -> None:
    """Tables take out what cannot be seen, wherever the words come from; what is left can be encoded."""
    drawn = built.table(name) + built.table(name, width=None)
    assert hidden_in(drawn.replace("\t", " ")) == []
    assert drawn.encode()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_format_of_built_objects_holds_what_a_terminal_obeys(built: cd.Changes, name: str) -> None:
    """So does every format of the command line."""
    drawn = FORMATS[name](built)
    assert hidden_in(drawn) == []
    assert drawn.encode()


def test_json_of_built_objects_holds_them_exactly(built: cd.Changes) -> None:
    """The JSON can be printed, and yet nothing of the words is lost."""
    data = json.loads(built.to_json())
    assert any(f"Pre{HIDDEN}sident" in change["sentence"] for change in data["changes"])


# ---- what a file can do ----------------------------------------------------------------------------------------------------------------

WATCH = """
import json, sys
import constitution_diff as cd
from constitution_diff import chronicle, report
from constitution_diff.cli import FORMATS

def draw_all(path):
    loaded = cd.load(path)
    drawn = [draw(cd.diff(loaded.at("2001"), loaded.at("2011"))) for draw in FORMATS.values()]
    reports = (
        chronicle.describe_log(loaded, stat=True),
        chronicle.describe_revision(loaded, "2021"),
        chronicle.describe_history(loaded.history("appoint-prime-minister")),
        chronicle.describe_blame(loaded),
        chronicle.describe_fates(loaded, "2011"),
        chronicle.describe_timeline(loaded, "third", everything=True),
    )
    drawn += [draw(found) for draw in (report.draw_text, report.draw_markdown, report.draw_csv) for found in reports]

other, path = sys.argv[1:]
for change in (cd.load(other).at("2001"), cd.load("KZ")):  # everything that is imported and shared is loaded now
    pass
draw_all(other)

seen = []
watched = ("open", "import", "exec", "compile", "os.", "shutil.", "subprocess.", "socket.", "ctypes.", "urllib.", "pathlib.", "glob.")
sys.addaudithook(lambda event, args: seen.append([event, str(args[0])]) if event.startswith(watched) else None)
draw_all(path)
print(json.dumps(seen))
"""


def test_a_file_opens_nothing_but_itself_and_runs_nothing(tmp_path: Path) -> None:
    """Loading, comparing and drawing a hostile file opens that one file: no other, no network, no program, no code."""
    paths = [tmp_path / "harmless.toml", tmp_path / "hostile.toml"]
    for path, words in zip(paths, ("Harmless", " ".join(text for name, text in LABELS.items() if name != "long")), strict=True):
        path.write_text(hostile(words), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", WATCH, *map(str, paths)], capture_output=True, text=True, check=True)  # noqa: S603
    assert json.loads(done.stdout) == [["open", str(paths[1])]]
