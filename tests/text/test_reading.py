"""Documents from files: what is read, and what is said of a file that cannot be."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from constitution_diff.problems import DataError, UserError
from constitution_diff.text import extras, reading
from constitution_diff.text.alignment import align
from constitution_diff.text.reading import parse_document, read_document, read_mapping

TEXTS = Path(__file__).parents[3] / "shared" / "texts"
needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason=f"the legal texts are not here: {TEXTS}")
LAW = "Article 1\n\n1. Power belongs to the people.\n\n2. It is exercised by the Assembly.\n"


@pytest.mark.parametrize("ending", [".md", ".markdown", ".txt", ".text", ".TXT"])
def test_the_ending_tells_the_format(tmp_path: Path, ending: str) -> None:
    """A document is called by the name of its file."""
    (tmp_path / f"law{ending}").write_text(LAW, encoding="utf-8")
    document = read_document(tmp_path / f"law{ending}")
    assert document.name == f"law{ending}"
    assert [str(p.citation) for p in document.provisions] == ["1", "1(1)", "1(2)"]


def test_a_format_can_be_named(tmp_path: Path) -> None:
    """Where the ending does not tell it."""
    (tmp_path / "law.law").write_text(LAW, encoding="utf-8")
    assert len(read_document(tmp_path / "law.law", "plain").articles) == 1


@pytest.mark.parametrize("format_", ["plain", "markdown"])
@pytest.mark.parametrize("between", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=repr)
def test_line_ends_and_marks_do_not_matter(format_: str, between: str, mark: str) -> None:
    """Nor does it whether a letter is written with its accent or behind it."""
    document = parse_document((mark + LAW.replace("people", "peuple he\u0301ros")).replace("\n", between).encode(), "law", format_)
    assert document.text == "Article 1\n1. Power belongs to the peuple h\u00e9ros.\n2. It is exercised by the Assembly."


MISTAKES = {
    "missing.txt": (None, "cannot be read: No such file or directory"),
    "law.pdf": (b"%PDF", "cannot be told from its name. Save it under a name with one of the endings '.xml', '.akn', '.md'"),
    "law": (b"", "cannot be told from its name"),
    "latin.txt": (
        "Art. 1\n\nL'\u00c9tat".encode("latin-1"),
        "line 3: byte 0xc9 cannot be read as UTF-8. Save the file in the encoding UTF-8",
    ),
    "wide.txt": (LAW.encode("utf-16"), "UTF-16. Save it in the encoding UTF-8"),
    "broken.xml": (b"<akomaNtoso><act>", "line 1"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """The message names the file, what is wrong and what to do."""
    data, message = MISTAKES[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=re.escape(message)) as caught:
        read_document(tmp_path / name)
    assert name in str(caught.value)


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    """Even one that is called like a text."""
    (tmp_path / "law.txt").mkdir()
    with pytest.raises(UserError, match="cannot be read: Is a directory"):
        read_document(tmp_path / "law.txt")


def test_a_file_can_be_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is not read to its end."""
    monkeypatch.setattr(reading, "LARGEST", 10)
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    with pytest.raises(UserError, match="larger than 0 MB, the most that is read. Divide it"):
        read_document(tmp_path / "law.txt")


def test_there_is_no_such_format() -> None:
    """The known ones are named."""
    with pytest.raises(UserError, match="There is no text format 'pdf'. Known: 'akn', 'markdown' or 'plain'"):
        parse_document(LAW, "law", "pdf")


def test_a_text_without_a_number_is_remarked_on() -> None:
    """It is kept whole, and somebody is told that none of it was understood."""
    document = parse_document("Nothing here is numbered.\n\nNor here.\n", "law", "plain")
    assert document.text == "Nothing here is numbered.\nNor here."
    assert [(r.line, r.what) for r in document.remarks] == [(1, "no number was recognised in the whole document")]
    assert parse_document("", "law", "plain").remarks == ()


def test_the_language_of_headings_does_not_depend_on_chance() -> None:
    """Where a heading could be in two languages, the first of the two is taken, unless another heading decides."""
    assert parse_document("Article 1\n\nText.\n", "law", "plain").language == "en"
    assert parse_document("Titre I\n\nArticle 1\n\nTexte.\n", "law", "plain").language == "fr"


def test_control_characters_stay_in_the_text() -> None:
    """What writes them makes them harmless; the reader drops nothing."""
    assert "\u202e" in parse_document("Article 1\n\nOne \u202etwo\x1b[2J three.\n", "law", "plain").text


# ---- mappings ------------------------------------------------------------------------------------------------------------------------


def test_a_mapping_is_read_from_a_file(tmp_path: Path) -> None:
    """One to one, split, joined, gone, new."""
    file = tmp_path / "map.toml"
    file.write_text('inserted = ["9"]\n[provisions]\n"1" = "2"\n"3" = ["4", "5"]\n"6" = "7"\n"7" = "7"\n"8" = []\n', encoding="utf-8")
    assert [(said.before, said.after) for said in read_mapping(file)] == [
        (("8",), ()),
        (("1",), ("2",)),
        (("3",), ("4", "5")),
        (("6", "7"), ("7",)),
        ((), ("9",)),
    ]


def test_a_mapping_that_cannot_be_read(tmp_path: Path) -> None:
    """No file, no TOML, nothing usable."""
    with pytest.raises(UserError, match="cannot be read"):
        read_mapping(tmp_path / "none.toml")
    (tmp_path / "map.toml").write_text("60(2) -> 61(2)", encoding="utf-8")
    with pytest.raises(UserError, match=r'is no TOML file.*Write lines such as "60\(2\)" = "61\(2\)"'):
        read_mapping(tmp_path / "map.toml")
    (tmp_path / "map.toml").write_text("[provision]\n", encoding="utf-8")
    with pytest.raises(DataError, match="Did you mean 'provisions'"):
        read_mapping(tmp_path / "map.toml")


# ---- optional libraries --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("library", "project"),
    [("markdown_it", "markdown-it-py"), ("lxml", "lxml"), ("rapidfuzz", "rapidfuzz")],
    ids=["Markdown", "XML", "alignment"],
)
def test_a_missing_library_is_asked_for(monkeypatch: pytest.MonkeyPatch, library: str, project: str) -> None:
    """With the command that installs it."""

    def absent(module: str) -> ModuleType:
        if module.partition(".")[0] == library:
            raise ImportError(module)
        return import_module(module)

    monkeypatch.setattr(extras, "import_module", absent)
    with pytest.raises(UserError, match=rf"This needs {project}, which is not installed.*pip install 'constitution-diff\[text\]'"):
        extras.need(f"{library}.etree" if library == "lxml" else library)


def test_a_plain_text_needs_no_library_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only Markdown and XML need a parser; comparing what is the same needs no measure."""

    def absent(module: str) -> ModuleType:
        raise ImportError(module)

    monkeypatch.setattr(extras, "import_module", absent)
    document = parse_document(LAW, "law", "plain")
    assert align(document, parse_document(LAW, "law", "plain")).changes == ()
    with pytest.raises(UserError, match="This needs markdown-it-py"):
        parse_document(LAW, "law", "markdown")


# ---- real texts ----------------------------------------------------------------------------------------------------------------------

MARKUP = re.compile(r"<a\s[^<>]*>|</a>|\]\(#[^)]*\)")


@needs_texts
@pytest.mark.parametrize("folder", ["kz", "es", "de"])
def test_no_word_of_a_real_text_is_lost(folder: str) -> None:
    """The words of the tree, notes and heads of files included, are those of the file without its markup, in their order."""
    for file in sorted((TEXTS / folder).glob("*.md")):
        bare = MARKUP.sub(" ", file.read_text(encoding="utf-8"))
        tree = " ".join(p.own for p in read_document(file).provisions)
        assert re.findall(r"\w+", tree) == re.findall(r"\w+", bare), file.name


@needs_texts
@pytest.mark.parametrize(
    ("name", "articles", "remarks"),
    [
        ("kz/2019-03-23.ru.md", 99, 0),
        ("kz/2022-06-08.derived.ru.md", 101, 0),
        ("kz/2026-03-15.extract.ru.md", 45, 3),
        ("es/1978-12-29.md", 184, 0),
        ("de/gg-00.md", 146, 0),
        ("de/gg-64.md", 202, 0),
    ],
)
def test_real_texts_are_understood(name: str, articles: int, remarks: int) -> None:
    """Every article once, and nothing odd but in an extract, whose paragraphs do not begin with the first."""
    document = read_document(TEXTS / name)
    numbers = [str(article.citation) for article in document.articles]
    assert len(numbers) == len(set(numbers)) == articles
    assert len(document.remarks) == remarks
