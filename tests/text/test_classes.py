"""What became of each provision: the classes of change, told once and at the right place."""

from __future__ import annotations

import pytest

from constitution_diff.text.alignment import align
from constitution_diff.text.classes import is_trace, own_text
from constitution_diff.text.pairing import TextChange
from constitution_diff.text.provisions import Document
from constitution_diff.text.reading import parse_document

A = "The Assembly adopts the laws by a majority of its members."
B = "Judges are independent and answer to the law alone."
C = "The President appoints the ambassadors on the advice of the Government."
D = "Every citizen may petition the Ombudsman without cost."


def law(*lines: str) -> Document:
    """A plain text of these paragraphs."""
    return parse_document("\n\n".join(lines), "law", "plain")


def compare(before: Document, after: Document) -> list[TextChange]:
    """The changes."""
    return list(align(before, after).changes)


def told(before: Document, after: Document) -> list[tuple[str, str, bool, bool, str]]:
    """The changes: kind, number, amended, moved, wording."""
    return [(c.kind, c.number, c.amended, c.moved, c.wording) for c in compare(before, after)]


def test_own_text_is_what_a_provision_says_itself() -> None:
    """Its heading, its text and its paragraphs without a number, and not what has a number of its own."""
    article = law("Article 1. Seats", A, B, "1. Numbered.", C).find("1")
    assert article is not None
    assert own_text(article).splitlines() == ["Seats", A, B]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Article 1", "Repealed."], True),
        (["Article 1. (repealed by law 5 of 1990)"], True),
        (["Статья 1", "Исключена законом от 7 октября 1998 года."], True),
        (["Article 1"], True),
        (["Article 1", A], False),
        (["Article 1", "1. Repealed."], False),
    ],
)
def test_the_trace_of_a_repeal(lines: list[str], expected: bool) -> None:  # noqa: FBT001
    """An article that says only that it was repealed, or nothing."""
    article = law(*lines, "Article 2", B).find("1")
    assert article is not None
    assert is_trace(article) is expected


def test_a_sentence_that_begins_like_a_trace_is_compared() -> None:
    """What is said of repealed laws may change."""
    before, after = (law("Article 1", f"Repealed laws are {no}applied to deeds of before.") for no in ("", "not "))
    assert told(before, after) == [("substitution", "1", True, False, "")]


def test_traces() -> None:
    """One that comes, goes or is worded otherwise is no change of substance; one that is wider is a repeal of what it takes in."""
    whole = law("Article 1", A, "Article 2. Repealed", "Article 3", C)
    assert told(whole, law("Article 1", A, "Article 3", C)) == [("repeal", "2", False, False, "typography")]
    assert told(law("Article 1", A, "Article 3", C), whole) == [("insertion", "2", False, False, "typography")]
    assert told(whole, law("Article 1", A, "Article 2. (Repealed.)", "Article 3", C)) == [("substitution", "2", True, False, "punctuation")]
    wider = law("Article 1", A, "Articles 2 to 3. Repealed")
    assert [(c.kind, [p.citation for p in c.before]) for c in compare(whole, wider) if not c.wording] == [("repeal", ["3"])]


def test_what_is_new_or_gone_is_one_change_with_all_under_it() -> None:
    """An article with its paragraphs; the articles of a new chapter are told on their own."""
    small = law("Article 1", A)
    grown = law("Article 1", A, "Chapter 2. Courts", "Article 2", f"1. {B}", f"2. {C}")
    assert [(kind, number) for kind, number, *_ in told(small, grown)] == [("insertion", "chapter 2"), ("insertion", "2")]
    assert [(kind, number) for kind, number, *_ in told(grown, small)] == [("repeal", "chapter 2"), ("repeal", "2")]


def test_a_paragraph_found_elsewhere_is_told_though_its_article_is_new() -> None:
    """The new article is an insertion, what it took from another a renumbering."""
    before = law("Article 1", f"1. {A}", f"2. {B}")
    after = law("Article 1", f"1. {A}", "Article 1a", f"1. {C}", f"2. {B}")
    assert told(before, after) == [("insertion", "1a", False, False, ""), ("renumbering", "1a(2)", False, True, "")]


def test_wording_is_no_amendment_of_what_was_renumbered_too() -> None:
    """A renumbering is never folded away as wording, and a comma does not make it an amendment."""
    before = law("Article 1", A, "Article 2", "Laws, decrees and treaties are printed in the Gazette.")
    after = law("Article 1", A, "Article 2", C, "Article 3", "Laws, decrees, and treaties are printed in the Gazette.")
    assert told(before, after) == [("insertion", "2", False, False, ""), ("renumbering", "3", False, False, "")]


def test_a_split_is_no_amendment_when_every_word_is_there() -> None:
    """And is one when words have come or gone."""
    before = law("Article 1", f"{A} {B}", "Article 2", D)
    assert told(before, law("Article 1", A, "Article 1a", B, "Article 2", D)) == [("split", "1, 1a", False, False, "")]
    assert told(before, law("Article 1", A, "Article 1a", f"{B} Always.", "Article 2", D)) == [("split", "1, 1a", True, False, "")]
    assert told(law("Article 1", A, "Article 1a", B, "Article 2", D), before) == [("join", "1", False, False, "")]


def test_numbers_written_otherwise() -> None:
    """A chapter that became a part has another number, one in Roman numerals has not; brackets instead of a dot are typography."""
    before = law("Chapter 1. Foundations", "Article 1", f"1. {A}", f"2. {B}")
    assert told(before, law("Part I. Foundations", "Article 1", f"1. {A}", f"2. {B}")) == [("renumbering", "part I", False, False, "")]
    assert told(before, law("Chapter I. Foundations", "Article 1", f"1. {A}", f"2. {B}")) == [
        ("substitution", "chapter I", True, False, "typography")
    ]
    assert told(before, law("Chapter 1. Foundations", "Article 1", f"(1) {A}", f"(2) {B}")) == [
        ("substitution", "1(1)", True, False, "typography"),
        ("substitution", "1(2)", True, False, "typography"),
    ]


def test_an_article_that_changes_its_chapter_and_keeps_its_number() -> None:
    """It stays what it is, in another place; amended, it is a substitution that moved."""
    one, two, three = (["Article 1", A], ["Article 2", B], ["Article 3", C])
    before = law("Chapter 1. Courts", *one, *two, "Chapter 2. Offices", *three)
    assert told(before, law("Chapter 1. Courts", *one, "Chapter 2. Offices", *two, *three)) == [("unchanged", "2", False, True, "")]
    amended = ["Article 2", B.replace("alone", "only")]
    assert told(before, law("Chapter 1. Courts", *one, "Chapter 2. Offices", *amended, *three)) == [("substitution", "2", True, True, "")]
