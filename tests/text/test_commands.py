"""The commands ``text`` and ``audit``: what is printed, what is written, with which exit status, and one clear message for each mistake."""

from __future__ import annotations

import copy
import csv
import io
import os
import pickle
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from constitution_diff import diff, load, text
from constitution_diff.cli import DRAWINGS, TEXT_VIEWS, main
from constitution_diff.problems import UserError
from constitution_diff.text.coverage import COLUMNS
from constitution_diff.text.rendering import wrap_text
from constitution_diff.text.views import VIEWS

TEXTS = Path(__file__).parents[3] / "shared" / "texts"
KZ = (str(TEXTS / "kz" / "2019-03-23.ru.md"), str(TEXTS / "kz" / "2022-06-08.derived.ru.md"))
needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the folder of shared texts is not there: ../shared/texts")

OLD = """Article 1

1. The Senate may elect its chair.
2. The flag is blue, and the seal is round.
3. The Bank keeps the reserves of the State and reports to Parliament once a year.

Article 2

1. Judges are independent.
2. Courts are open to everybody.
"""
NEW = """Article 1

1. The Senate must elect its chair.
2. The flag is blue and the seal is round.

Article 2

1. Judges are independent.
2. Courts are open to everybody.
3. The Bank keeps the reserves of the State and reports to Parliament once a year.
"""
ACT = """Article 1

1) in paragraph 1 of Article 1, replace the word "may" by the word "must";
2) insert paragraph 3 in Article 2.
"""
ALL_FORMATS = [(view, name) for view, formats in VIEWS.items() for name in formats]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two versions of a text, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "act.txt").write_text(ACT, encoding="utf-8")
    return tmp_path


class Run:
    """Runs the command line in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *args: str) -> tuple[int, str, str]:
        """The exit status, standard output and standard error."""
        status = main(args)
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err

    def text(self, *args: str) -> str:
        """What ``text old.txt new.txt`` prints with more arguments, when all is well."""
        status, out, err = self("text", "old.txt", "new.txt", *args)
        assert (status, err) == (0, "")
        return out


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], here: Path) -> Run:
    """The command line, in the folder with the two versions."""
    assert here.is_dir()
    return Run(capsys)


# ---- the redline ---------------------------------------------------------------------------------------------------------------------


def test_a_redline_is_what_is_shown(run: Run) -> None:
    """Both names, the headline, the signs, what changed word by word, what was left out, and last the changes of wording."""
    assert run.text().splitlines() == [
        "old.txt → new.txt",
        "",
        "2 changes of substance: 1 substitution and 1 renumbering. Changed in wording only: 1 provision.",
        "[-deleted-] {+inserted+}; what only moved: [~from here~] {~to here~}",
        "",
        "Article 1",
        "1. The Senate [-may-]{+must+} elect its chair.",
        "[1 provision changed in wording only]",
        "<moved to 2(3)> [~3. The Bank keeps the reserves of the State and reports to Parliament once a",
        "year.~]",
        "",
        "Article 2",
        "[2 provisions unchanged]",
        "<moved from 1(3)> {~3. The Bank keeps the reserves of the State and reports to Parliament once a",
        "year.~}",
        "",
        "Notes on the comparison",
        "=" * 100,
        "",
        "WORDING ONLY",
        "-" * 100,
        "Wording only: 1 provision. Punctuation: 1(2).",
    ]


def test_all_shows_wording_and_whole_shows_the_rest(run: Run) -> None:
    """Folded changes are there when asked for, and so is what did not change."""
    assert "2. The flag" not in run.text()
    assert "2. The flag is blue[-,-] and the seal is round." in run.text("--all")
    assert "Judges are independent." not in run.text("--all")
    whole = run.text("--whole")
    assert "1. Judges are independent." in whole
    assert "unchanged]" not in whole


def test_a_redline_fits_a_terminal(run: Run, here: Path) -> None:
    """Lines are broken between words, in colour as without; a colour ends with its line and begins again on the next."""
    (here / "new.txt").write_text(OLD.replace("independent.", "independent" + " and impartial" * 40 + "."), encoding="utf-8")
    for color in ("never", "always"):
        out = run.text("--color", color)
        assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in out.splitlines()) <= 100
        assert all(line.count("\x1b[0m") * 2 == line.count("\x1b[") for line in out.splitlines())
        assert out.count("impartial") == 40


@given(st.text("ab ", max_size=40), st.integers(1, 12))
def test_wrapping_loses_nothing(line: str, width: int) -> None:
    """Spaces become ends of lines, and a line is longer than it may be only where it is one word."""
    wrapped = wrap_text(line, width)
    assert wrapped.replace("\n", " ") == line
    assert all(len(part) <= width or " " not in part.strip() for part in wrapped.split("\n"))


class Terminal(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.mark.parametrize(
    ("args", "no_color", "colored"),
    [
        ((), None, True),
        ((), "1", False),
        ((), "", True),  # an empty NO_COLOR says nothing
        (("--color", "never"), None, False),
        (("--color", "always"), "1", True),
    ],
)
def test_colour_on_a_terminal(
    here: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], no_color: str | None, *, colored: bool
) -> None:
    """A terminal gets colour, unless NO_COLOR holds something or the user says otherwise."""
    assert here.is_dir()
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["text", "old.txt", "new.txt", *args]) == 0
    assert ("\x1b[9;31mmay\x1b[0m" in terminal.getvalue()) == colored


def test_neither_a_pipe_nor_a_file_gets_colour(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for who asks for it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in run.text()
    run.text("--output", "out.txt")
    assert "\x1b" not in (here / "out.txt").read_text(encoding="utf-8")
    run.text("--output", "out.txt", "--color", "always")
    assert "\x1b[9;31mmay" in (here / "out.txt").read_text(encoding="utf-8")


def test_a_page_has_all_that_a_terminal_gets(run: Run) -> None:
    """Its title, headline, redline, and the notes: nothing that was not decided or could not be placed is told in one format only."""
    page = BeautifulSoup(run.text("--format", "html"), "html.parser")
    assert page.title is not None
    assert page.title.get_text() == "old.txt → new.txt"
    assert [tag.get_text() for tag in page.select("main del:not(.carried)")] == ["may"]
    assert [tag.get_text() for tag in page.select("footer h2, footer p")] == [
        "Wording only",
        "Wording only: 1 provision. Punctuation: 1(2).",
    ]


def test_markdown_is_read_back(run: Run) -> None:
    """A title, a heading for an article, what is gone struck and what is new bold."""
    html = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(run.text("--format", "markdown"))
    page = BeautifulSoup(html, "html.parser")
    assert [tag.get_text() for tag in page.find_all(["h1", "h2"])][:2] == ["old.txt → new.txt", "Article 1"]
    assert [tag.get_text() for tag in page.find_all("s")][:2] == ["deleted", "may"]
    assert [tag.get_text() for tag in page.find_all("strong")][:2] == ["inserted", "must"]


# ---- tables --------------------------------------------------------------------------------------------------------------------------

ROWS = {
    "changes": [
        ["Provision", "Change", "Substance or wording", "Paired by", "Similarity"],
        ["1(1)", "substitution", "substance", "same-number", "83 %"],
        ["1(2)", "substitution", "punctuation", "same-number", "99 %"],
        ["1(3) → 2(3)", "renumbering, moved", "substance", "same-text", "100 %"],
    ],
    "synopsis": [
        ["Before", "After"],
        ["1(1): 1. The Senate may elect its chair.", "1(1): 1. The Senate must elect its chair."],
        [
            "1(3): 3. The Bank keeps the reserves of the State and reports to Parliament once a year.",
            "2(3): 3. The Bank keeps the reserves of the State and reports to Parliament once a year.",
        ],
        ["Wording only: 1 provision. Punctuation: 1(2).", ""],
    ],
    "correlation": [
        ["Old number", "New number", "What happened", "Paired by", "Similarity"],
        ["1(3)", "2(3)", "renumbering, moved", "same-text", "100 %"],
    ],
}


@pytest.mark.parametrize("view", ROWS)
def test_a_table_is_the_same_in_a_spreadsheet_and_on_a_page(run: Run, view: str) -> None:
    """Row by row."""
    more = ("--all",) if view == "changes" else ()
    assert list(csv.reader(io.StringIO(run.text("--view", view, *more, "--format", "csv")))) == ROWS[view]
    page = BeautifulSoup(run.text("--view", view, *more, "--format", "html"), "html.parser")
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")] == ROWS[view]
    assert page.select_one("meta[charset=utf-8]")


def test_pandas_opens_a_table(run: Run) -> None:
    """Numbers of provisions are read as text."""
    frame = pd.read_csv(io.StringIO(run.text("--view", "correlation", "--all", "--format", "csv")), dtype=str)
    assert list(frame["Old number"]) == ["1", "1(1)", "1(2)", "2", "2(1)", "2(2)", "1(3)"]
    assert list(frame["New number"]) == ["1", "1(1)", "1(2)", "2", "2(1)", "2(2)", "2(3)"]


def test_the_amending_act_fills_the_third_column(run: Run) -> None:
    """Each change with the item that brought it."""
    out = run.text("--view", "comparison", "--amending", "act.txt", "--format", "csv")
    rows = {row["Provision"]: row["Amended by"] for row in csv.DictReader(io.StringIO(out))}
    assert rows == {"1(1)": "item 1 of article 1", "1(3) → 2(3)": "item 2 of article 1", "": "–"}


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_the_list_of_changes_can_tell_wording_one_by_one(run: Run, format_: str) -> None:
    """With --all, in every format."""
    folded, full = run.text("--view", "changes", "--format", format_), run.text("--view", "changes", "--all", "--format", format_)
    assert re.search(r"Changes of substance \(2\)", folded, re.IGNORECASE)
    assert re.search(r"Changes \(3\)", full, re.IGNORECASE)
    assert not re.search(r"1\(2\) .*punctuation", folded)
    assert re.search(r"1\(2\) .*punctuation", full)


def test_columns_of_latex_have_a_width(run: Run) -> None:
    """Or a provision would run off the page."""
    first = run.text("--view", "synopsis", "--format", "latex").splitlines()[0]
    assert first == r"\begin{longtable}{p{0.47\linewidth}p{0.47\linewidth}}"


def test_akoma_ntoso_is_read_again(run: Run, here: Path) -> None:
    """As the later version, with its modifications."""
    run.text("--view", "modifications", "--output", "new.xml")
    assert text.read_document(here / "new.xml").text == text.read_document(here / "new.txt").text
    kinds = re.findall(r'<textualMod [^>]*type="(\w+)"', (here / "new.xml").read_text(encoding="utf-8"))
    assert kinds == ["substitution", "substitution", "renumbering"]


def test_the_views_count_alike(run: Run) -> None:
    """What the headline says, the list, the frame and the page of the list hold."""
    alignment = text.align(text.read_document("old.txt"), text.read_document("new.txt"))
    rows = list(csv.reader(io.StringIO(run.text("--view", "changes", "--all", "--format", "csv"))))[1:]
    assert len(rows) == len(alignment.to_frame()) == len(alignment.changes) == 3
    assert len(alignment.substantive) == 2
    assert "2 changes of substance" in run.text("--view", "changes")


def test_a_mapping_is_followed(run: Run, here: Path) -> None:
    """What the user says corresponds."""
    (here / "map.toml").write_text('inserted = ["2(3)"]\n[provisions]\n"1(3)" = []\n', encoding="utf-8")
    out = run.text("--mapping", "map.toml", "--view", "correlation", "--format", "csv")
    assert out.splitlines()[1:] == ["1(3),–,repeal,mapping,–", "–,2(3),insertion,mapping,–"]


def test_nothing_changed(run: Run, here: Path) -> None:
    """Two files with one text, whatever their ends of line and their byte order mark."""
    (here / "new.txt").write_text("\ufeff" + OLD.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert "Nothing changed in the text.\n" in run.text("--exit-code")
    for view, name in ALL_FORMATS:
        assert run.text("--view", view, "--format", name)
    assert run.text("--view", "changes", "--format", "csv") == "Provision,Change,Substance or wording,Paired by,Similarity\n"


# ---- exit status and output ----------------------------------------------------------------------------------------------------------


def test_exit_code_tells_of_changes(run: Run, here: Path) -> None:
    """1 when something changed, were it wording only; otherwise, and without the option, 0."""
    assert run("text", "old.txt", "new.txt")[0] == 0
    assert run("text", "old.txt", "new.txt", "--exit-code")[0] == 1
    assert run("text", "old.txt", "old.txt", "--exit-code")[0] == 0
    (here / "new.txt").write_text(OLD.replace("blue,", "blue"), encoding="utf-8")
    status, out, _ = run("text", "old.txt", "new.txt", "--exit-code")
    assert status == 1
    assert "No change of substance. Changed in wording only: 1 provision." in out


@pytest.mark.parametrize(("view", "name"), ALL_FORMATS)
def test_a_file_holds_what_would_be_printed(run: Run, here: Path, view: str, name: str) -> None:
    """In every view and format, and nothing is printed then."""
    printed = run.text("--view", view, "--format", name)
    assert run.text("--view", view, "--format", name, "--output", "out") == ""
    assert (here / "out").read_bytes().decode() == printed
    assert printed.endswith("\n")


def test_an_output_is_written_in_full_or_not_at_all(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When something goes wrong at the end, what stood in the file stands, and nothing is left beside it."""
    (here / "out.txt").write_text("precious", encoding="utf-8")
    before = sorted(here.iterdir())

    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="the disk is gone"):
        run("text", "old.txt", "new.txt", "--output", "out.txt")
    assert (here / "out.txt").read_text(encoding="utf-8") == "precious"
    assert sorted(here.iterdir()) == before


def test_an_output_may_replace_what_was_read(run: Run, here: Path) -> None:
    """Both texts are read before anything is written."""
    printed = run.text()
    run.text("--output", "old.txt")
    assert (here / "old.txt").read_text(encoding="utf-8") == printed


# ---- mistakes ------------------------------------------------------------------------------------------------------------------------

MISTAKES = {
    ("none.txt", "new.txt"): "none.txt cannot be read: No such file or directory.",
    ("folder.txt", "new.txt"): "folder.txt cannot be read: Is a directory.",
    ("binary.txt", "new.txt"): "binary.txt: line 1: byte 0x89 cannot be read as UTF-8. Save the file in the encoding UTF-8.",
    ("empty.txt", "new.txt"): "empty.txt holds no text: everything would be new or gone. Name a file with a version of the text.",
    ("old.txt", "empty.txt"): "empty.txt holds no text",
    (
        "old.docx",
        "new.txt",
    ): "old.docx: the format of this file cannot be told from its name. Save it under a name with one of the endings '.xml'",
    ("broken.xml", "new.txt"): "broken.xml: line 1: this is not well-formed XML",
    ("entity.xml", "new.txt"): "entity.xml: the file has a document type declaration",
    ("old.txt", "bad\x1b[31m\nname.txt"): r"bad\x1b[31m\nname.txt cannot be read: No such file or directory.",
    ("old.txt",): "The following arguments are required: NEW. Try: constitution-diff text --help",
    ("old.txt", "new.txt", "--view", "redlin"): "There is no view 'redlin'. Did you mean 'redline'? Views: 'redline', 'changes'",
    ("old.txt", "new.txt", "--view", ""): "There is no view ''.",
    ("old.txt", "new.txt", "--format", "csv"): "The view redline has no format 'csv'. Formats: 'text', 'markdown' or 'html'.",
    ("old.txt", "new.txt", "--format", ""): "The view redline has no format ''.",
    ("old.txt", "new.txt", "--amending", "act.txt"): "An amending act is shown in the view comparison only. Add: --view comparison",
    ("old.txt", "new.txt", "--whole", "--view", "synopsis"): "Only a redline shows what did not change. Leave out --whole",
    ("old.txt", "new.txt", "--view", "comparison", "--amending", "none.txt"): "none.txt cannot be read",
    ("old.txt", "new.txt", "--mapping", "none.toml"): "none.toml cannot be read: No such file or directory.",
    ("old.txt", "new.txt", "--mapping", "broken.toml"): "broken.toml is no TOML file: Expected ']'",
    ("old.txt", "new.txt", "--mapping", "unknown.toml"): "The mapping names '99', and old.txt has no such provision.",
    ("old.txt", "new.txt", "--color", "red"): "Argument --color: invalid choice: 'red'",
    ("old.txt", "new.txt", "--output", "folder.txt"): "folder.txt is a directory. Name a file in it: --output folder.txt",
    ("old.txt", "new.txt", "--output", "nowhere/out.txt"): "nowhere/out.txt cannot be written: No such file or directory.",
}


@pytest.fixture
def mistaken(here: Path) -> Path:
    """The folder, with files that cannot be used in it."""
    (here / "folder.txt").mkdir()
    (here / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (here / "empty.txt").write_text(" \n\n", encoding="utf-8")
    (here / "old.docx").write_bytes(b"PK")
    (here / "broken.xml").write_text("<a><b></a>", encoding="utf-8")
    (here / "entity.xml").write_text('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', encoding="utf-8")
    (here / "broken.toml").write_text("[provisions", encoding="utf-8")
    (here / "unknown.toml").write_text('[provisions]\n"99" = "1"\n', encoding="utf-8")
    return here


@pytest.mark.parametrize("args", MISTAKES, ids=" ".join)
def test_a_mistake_has_one_clear_message(run: Run, mistaken: Path, args: tuple[str, ...]) -> None:
    """On standard error, on one line, with status 2; nothing is printed and nothing is written."""
    before = sorted(mistaken.rglob("*"))
    status, out, err = run("text", *args, *(() if "--output" in args else ("--output", "out.txt")))
    assert (status, out) == (2, "")
    assert err.startswith(f"constitution-diff: {MISTAKES[args]}")
    assert err.count("\n") == 1
    assert err.removesuffix("\n").isprintable()
    assert sorted(mistaken.rglob("*")) == before


def test_every_problem_of_a_mapping_is_named(run: Run, here: Path) -> None:
    """In one run, each on its line."""
    (here / "map.toml").write_text('[provision]\n"1" = "2"\n[provisions]\n"1" = 3\n', encoding="utf-8")
    status, out, err = run("text", "old.txt", "new.txt", "--mapping", "map.toml")
    assert (status, out) == (2, "")
    assert [line.split(". ")[0] for line in err.splitlines()] == [
        "map.toml: unknown key 'provision'",
        "map.toml: provisions, 1: found '3'",
    ]


LIBRARIES = {"old.md": "markdown_it", "old.xml": "lxml.etree", "old.txt": "rapidfuzz"}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_missing_library_is_named(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """With what to type to install it."""
    (here / name).write_text(OLD.replace("reserves", "gold"), encoding="utf-8")
    for module in [module for module in sys.modules if module.startswith(f"{LIBRARIES[name]}.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, LIBRARIES[name], None)
    status, out, err = run("text", name, "new.txt")
    assert (status, out) == (2, "")
    assert err.endswith("which is not installed. Install it with: pip install 'constitution-diff[text]'\n")


# ---- hostile texts -------------------------------------------------------------------------------------------------------------------

HOSTILE = '=1+1 <script>alert(1)</script> | `x` "><img src=x onerror=alert(1)> [x](javascript:alert(1)) \x1b[31m \u202egnp.exe \\input{x}'


@pytest.fixture
def hostile(here: Path) -> Path:
    """The folder, with a text and a file name that try to be more than text."""
    (here / "new.txt").write_text(f"{HOSTILE}\n\n{NEW}\nArticle 3\n\n{HOSTILE}\n", encoding="utf-8")
    (here / "<script>alert(1)<b>|`x`\x1b[31m\n.txt").write_text(OLD, encoding="utf-8")
    return here


@pytest.mark.parametrize("view", [view for view in TEXT_VIEWS if "html" in VIEWS[view]])
def test_a_page_runs_nothing(run: Run, hostile: Path, view: str) -> None:
    """No script, no picture, no address but within the page, no handler, whatever the texts and their names hold."""
    old = next(p.name for p in hostile.iterdir() if p.name.startswith("<"))
    status, out, _ = run("text", old, "new.txt", "--view", view, "--format", "html")
    page = BeautifulSoup(out, "html.parser")
    assert status == 0
    assert {tag.name for tag in page.find_all()}.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg"})
    assert not [name for tag in page.find_all() for name in tag.attrs if name.startswith("on") or name == "src"]
    assert all(str(tag["href"]).startswith("#line-") for tag in page.select("[href]"))
    assert "<script>alert(1)" in page.get_text()
    assert not {"\x1b", "\u202e"} & set(out)


@pytest.mark.parametrize("view", [view for view in TEXT_VIEWS if "csv" in VIEWS[view]])
def test_a_cell_is_no_formula(run: Run, hostile: Path, view: str) -> None:
    """No cell begins with what a spreadsheet runs."""
    assert hostile.is_dir()
    rows = list(csv.reader(io.StringIO(run.text("--view", view, "--all", "--format", "csv"))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    if view == "comparison":
        assert any(cell.startswith("'=1+1 <script>") for row in rows for cell in row)


@pytest.mark.parametrize(("view", "name"), [pair for pair in ALL_FORMATS if pair[1] != "akn"])
def test_nothing_hidden_is_printed(run: Run, hostile: Path, view: str, name: str) -> None:
    """Neither terminal commands nor changes of direction."""
    old = next(p.name for p in hostile.iterdir() if p.name.startswith("<"))
    _, out, _ = run("text", old, "new.txt", "--view", view, "--format", name, "--all")
    assert not {"\x1b", "\u202e", "\x00"} & set(out)


def test_markdown_stays_text(run: Run, hostile: Path) -> None:
    """No link, no code and no HTML comes of it."""
    assert hostile.is_dir()
    for view in ("redline", "changes", "synopsis", "comparison", "correlation"):
        html = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(run.text("--view", view, "--format", "markdown"))
        names = {tag.name for tag in BeautifulSoup(html, "html.parser").find_all()}
        assert names.isdisjoint({"script", "img", "a", "code"})


def test_a_text_with_one_provision_and_a_very_long_line(run: Run, here: Path) -> None:
    """Are texts like any other."""
    (here / "old.txt").write_text(f"Article 1\n\n{'word ' * 20_000}end.\n", encoding="utf-8")
    (here / "new.txt").write_text(f"Article 1\n\n{'word ' * 20_000}finish.\n", encoding="utf-8")
    assert "[-end-]{+finish+}.\n" in run.text()


# ---- audit ---------------------------------------------------------------------------------------------------------------------------

DATA = """
schema = 1
country = "XX"
name = { en = "Exland" }
coded = ["rights"]
[[revision]]
id = "first"
title = { en = "First" }
act = "Act"
route = "baseline"
adopted = 2000-01-01
sources = ["text"]
[[revision]]
id = "second"
title = { en = "Second" }
act = "Second act"
route = "parliament"
adopted = 2010-01-01
sources = ["text"]
GAPS
[source.text]
title = "The text"
"""
GAPS = """
[[revision.gap]]
articles = ["1", "2"]
reason = "The example codes nothing."
"""
AUDIT = ("audit", "xx.toml", "first", "second", "old.txt", "new.txt")


@pytest.fixture
def data(here: Path) -> Path:
    """The folder, with a country that codes nothing."""
    (here / "xx.toml").write_text(DATA.replace("GAPS", ""), encoding="utf-8")
    return here


def test_a_gap_is_status_1(run: Run, data: Path) -> None:
    """A changed provision that is neither coded nor has a reason."""
    assert data.is_dir()
    status, out, err = run(*AUDIT)
    assert (status, err) == (1, "")
    assert "0 coded" in out


def test_gaps_with_reasons_are_status_0(run: Run, data: Path) -> None:
    """The data file says why."""
    (data / "xx.toml").write_text(DATA.replace("GAPS", GAPS), encoding="utf-8")
    status, out, err = run(*AUDIT)
    assert (status, err) == (0, "")
    assert "The example codes nothing." in " ".join(out.split())


def test_no_change_at_all_is_status_0(run: Run, data: Path) -> None:
    """Nothing to code."""
    assert data.is_dir()
    assert run("audit", "xx.toml", "first", "second", "old.txt", "old.txt")[0] == 0


@pytest.mark.parametrize("name", DRAWINGS)
def test_an_audit_in_every_format(run: Run, data: Path, name: str) -> None:
    """And into a file, with the same status."""
    status, printed, _ = run(*AUDIT, "--format", name)
    assert (status, bool(printed)) == (1, True)
    assert run(*AUDIT, "--format", name, "--output", "out") == (1, "", "")
    assert (data / "out").read_text(encoding="utf-8") == printed


def test_an_audit_as_csv_has_every_row(run: Run, data: Path) -> None:
    """Provisions and changes, each with what it meets: a report's first table would leave out the changes."""
    _, printed, _ = run(*AUDIT, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["state"] for row in rows} >= {"gap"}
    assert data.is_dir()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("audit", "ZZ", *AUDIT[2:]), "There is no country 'ZZ'."),
        (("audit", "xx.toml", "third", *AUDIT[3:]), "XX has no revision 'third'."),
        ((*AUDIT, "--format", "html"), "There is no format 'html'. Formats: 'text', 'markdown' or 'csv'."),
        ((*AUDIT[:5], "none.txt"), "none.txt cannot be read: No such file or directory."),
        (AUDIT[:5], "The following arguments are required: NEW. Try: constitution-diff audit --help"),
    ],
)
def test_a_mistake_in_an_audit_is_status_2(run: Run, data: Path, args: tuple[str, ...], message: str) -> None:
    """One message, nothing written."""
    status, out, err = run(*args, "--output", "out.txt")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"constitution-diff: {message}")
    assert not (data / "out.txt").exists()


@needs_texts
def test_the_reform_of_june_2022_is_coded(run: Run) -> None:
    """Every changed provision of the real text, or its reason."""
    status, out, _ = run("audit", "KZ", "2019-03", "2022-06", *KZ)
    assert (status, "Gaps without a reason: none." in out) == (0, True)


@needs_texts
@pytest.mark.parametrize(("view", "name"), ALL_FORMATS)
def test_a_real_reform_in_every_view(run: Run, view: str, name: str) -> None:
    """Its prohibition of the death penalty is there wherever words are shown; everything for a terminal fits it."""
    status, out, err = run("text", *KZ, "--view", view, "--format", name, "--exit-code")
    assert (status, err) == (1, "")
    assert ("запрещается" in out) == (view in {"redline", "synopsis", "comparison", "modifications"})
    if name == "text":
        assert max(map(len, out.splitlines())) <= 100


# ---- Python --------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def alignment() -> text.Alignment:
    """The two versions, aligned."""
    return text.align(text.parse_document(OLD, "old", "plain"), text.parse_document(NEW, "new", "plain"))


def test_show_is_what_the_command_prints(run: Run) -> None:
    """In every view and format."""
    alignment = text.align(text.read_document("old.txt"), text.read_document("new.txt"))
    for view, name in ALL_FORMATS:
        assert alignment.show(view, name) == run.text("--view", view, "--format", name)
    assert alignment.show() == run.text()


@pytest.mark.parametrize("args", [("redlin",), ("redline", "csv"), ("correlation", "docx")])
def test_show_refuses_what_there_is_not(alignment: text.Alignment, args: tuple[str, ...]) -> None:
    """As the command does."""
    with pytest.raises(UserError, match="There is no view|has no format"):
        alignment.show(*args)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda whole: pickle.loads(pickle.dumps(whole))])  # noqa: S301 - made here
def test_a_copy_shows_the_same(alignment: text.Alignment, copied: Callable[[text.Alignment], text.Alignment]) -> None:
    """Also when the original had been used before: what it looks up by identity is looked up anew."""
    drawn = [alignment.show(view, name) for view, name in ALL_FORMATS]
    again = copied(alignment)
    assert [again.show(view, name) for view, name in ALL_FORMATS] == drawn
    third = again.before.find("1(3)")
    assert third is not None
    twin = again.twin(third)
    assert twin is again.after.find("2(3)")


def test_nothing_prints_a_whole_text(alignment: text.Alignment) -> None:
    """What a notebook shows of an object fits a few lines."""
    audit = text.audit(diff(load("KZ").at("2019-03"), load("KZ").at("2022-06")), alignment)
    for shown in (alignment, alignment.before, alignment.redline(), alignment.before.articles[0], audit):
        assert len(repr(shown)) < 250


def test_everything_public_has_a_docstring() -> None:
    """With its own words."""
    assert [name for name in text.__all__ if not getattr(text, name).__doc__] == []
    assert not hasattr(text, "nothing")
