"""Headings in eight languages."""

from __future__ import annotations

import pytest

from constitution_diff.text.languages import find_heading, is_note, says_repealed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # Arabic, Roman, letters
        ("Article 5", ("article", "5", "", "")),
        ("ARTICLE XIV. Seal", ("article", "XIV", "", "Seal")),
        ("Article A: Seal", ("article", "A", "", "Seal")),
        ("Section C", ("section", "C", "", "")),
        ("Article One", ("article", "One", "", "")),
        ("Art. 12a Siegel", ("article", "12a", "", "Siegel")),
        ("Статья 5. Герб", ("article", "5", "", "Герб")),
        ("ГЛАВА IV", ("chapter", "IV", "", "")),
        ("5-бап. Елтаңба", ("article", "5", "", "Елтаңба")),
        ("IІ бөлім", ("section", "IІ", "", "")),
        ("3-тарау", ("chapter", "3", "", "")),
        ("Article 1er", ("article", "1", "", "")),
        ("Article premier", ("article", "premier", "", "")),
        ("TITRE II - LE SCEAU", ("title", "II", "", "LE SCEAU")),
        ("Quatrième partie", ("part", "Quatrième", "", "")),
        ("Artículo 5.- Sello", ("article", "5", "", "Sello")),
        ("CAPÍTULO PRIMERO. Del sello", ("chapter", "PRIMERO", "", "Del sello")),
        ("Disposición transitoria segunda", ("article", "segunda", "", "")),
        ("Art. 5º O selo", ("article", "5", "", "O selo")),
        ("Artigo 5.º", ("article", "5", "", "")),
        ("Parte prima", ("part", "prima", "", "")),
        ("2. Abschnitt: Siegel", ("section", "2", "", "Siegel")),
        ("Zweiter Teil", ("part", "Zweiter", "", "")),
        ("§ 5 Siegel", ("article", "5", "", "Siegel")),
        ("Amendment XXVII", ("article", "XXVII", "", "")),
        ("Schedule 2", ("annex", "2", "", "")),
        # inserted
        ("Статья 71-1. Суд", ("article", "71-1", "", "Суд")),
        ("71-1-бап. Сот", ("article", "71-1", "", "Сот")),
        ("Article 3 bis. Seal", ("article", "3 bis", "", "Seal")),
        ("Art. 3-ter", ("article", "3-ter", "", "")),
        ("Artikel 16a", ("article", "16a", "", "")),
        ("Art. 103-B. O selo", ("article", "103-B", "", "O selo")),
        ("Art. 3º-A. O selo", ("article", "3-A", "", "O selo")),
        ("Article 61-10", ("article", "61-10", "", "")),
        ("Article XIV-A", ("article", "XIV-A", "", "")),
        # ranges
        ("Articles 5 to 9. Repealed", ("article", "5", "9", "Repealed")),
        ("Статьи 5-9. Исключены", ("article", "5", "9", "Исключены")),
        ("Статьи 5 и 6 исключены", ("article", "5", "6", "исключены")),
        ("5-9-баптар алып тасталды", ("article", "5", "9", "алып тасталды")),
        ("Articles 6 à 8 (abrogés)", ("article", "6", "8", "(abrogés)")),
        ("Artículos 3 a 5. (Derogados)", ("article", "3", "5", "(Derogados)")),
        ("Artigos 14.º a 16.º (Revogados)", ("article", "14", "16", "(Revogados)")),
        ("Artikel 59–61 (aufgehoben)", ("article", "59", "61", "(aufgehoben)")),
        ("§§ 5-9 (weggefallen)", ("article", "5", "9", "(weggefallen)")),
        ("Artt. 5-9. (Abrogati)", ("article", "5", "9", "(Abrogati)")),
    ],
)
def test_a_heading_is_taken_apart(line: str, expected: tuple[str, str, str, str]) -> None:
    """Its kind, its number, the last number of a range, and what stands behind."""
    heading = find_heading(line)
    assert heading is not None
    assert (heading.kind, heading.number.label, heading.last.label if heading.last else "", heading.rest) == expected


@pytest.mark.parametrize("line", ["Статья 5-9", "Article 5-9", "Article 3-1"])
def test_behind_the_singular_a_hyphen_makes_an_inserted_number(line: str) -> None:
    """Not a range."""
    heading = find_heading(line)
    assert heading is not None
    assert heading.last is None
    assert "-" in heading.number.label


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [("Articles 5 and 9", "5", "and 9"), ("Articles 9 to 5", "9", "to 5"), ("Article 5 - 9 lives", "5", "- 9 lives")],
)
def test_what_is_no_range_is_kept(line: str, number: str, rest: str) -> None:
    """Two numbers that are apart, or the wrong way round."""
    heading = find_heading(line)
    assert heading is not None
    assert (heading.number.label, heading.last) == (number, None)
    assert f"{heading.marker} {heading.rest}".split() == f"{line[: -len(rest)]} {rest}".split()


@pytest.mark.parametrize(
    "line",
    [
        "Article of faith",
        "articles",
        "Parting words",
        "Article 12345678",
        "Article 5x7",
        "Статья",
        "бап",
        "Artikel",
        "Titles",
        "5 members",
        "1. January",
        "",
        "§",
    ],
)
def test_other_lines_are_no_headings(line: str) -> None:
    """A number cut out of a longer word neither."""
    assert find_heading(line) is None


def test_a_numeral_alone_is_a_heading_where_the_markup_says_so() -> None:
    """As in "II. The President"."""
    assert find_heading("II. The President") is None
    heading = find_heading("II. The President", bare=True)
    assert heading is not None
    assert (heading.kind, heading.marker, heading.rest) == ("division", "II.", "The President")


@pytest.mark.parametrize(
    "line",
    [
        "Note. Old.",
        "NOTE: old",
        "Сноска. Старое.",
        "Примечание: старое",
        "Ескерту. Ескі.",
        "Nota: viejo",
        "Anmerkung: alt",
        "Remarque : vieux",
    ],
)
def test_notes_of_an_editor(line: str) -> None:
    """They begin with the word for one and a sign."""
    assert is_note(line)


@pytest.mark.parametrize("line", ["Notes of the bank are money.", "Note that", "Нота вручается.", "Notable: old"])
def test_other_lines_are_no_notes(line: str) -> None:
    """The word alone does not make one."""
    assert not is_note(line)


@pytest.mark.parametrize(
    "text",
    [
        "Repealed",
        "(Repealed by Act 5.)",
        "Исключена",
        "Алып тасталды",
        "(abrogé)",
        "(Derogado)",
        "(Revogado)",
        "(aufgehoben)",
        "(weggefallen)",
        "(Abrogato)",
        "Утратила силу",
    ],
)
def test_a_trace_of_a_repeal(text: str) -> None:
    """In every language."""
    assert says_repealed(text)


@pytest.mark.parametrize("text", ["The law is repealed by parliament.", "", "Repealed " + "word " * 50, "(" * 1_000_000])
def test_other_texts_are_no_traces(text: str) -> None:
    """Nor a long text that begins so."""
    assert not says_repealed(text)
