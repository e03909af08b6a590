"""The tables, the report and the frames of a comparison of two texts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from constitution_diff.exchange import rows_to_csv
from constitution_diff.frames import CORRELATION_COLUMNS, TEXT_COLUMNS, correlation_frame, text_changes_frame
from constitution_diff.model import Citation
from constitution_diff.report import draw_csv, draw_markdown, draw_text
from constitution_diff.text.alignment import align
from constitution_diff.text.amending import Amended
from constitution_diff.text.numbers import read_number
from constitution_diff.text.pairing import Alignment, Ambiguity, Pairing, Renaming, TextChange
from constitution_diff.text.provisions import Document, Provision, Remark, cite
from constitution_diff.text.reading import read_document
from constitution_diff.text.synopsis import (
    correlate,
    describe_comparison,
    describe_correlation,
    describe_notes,
    describe_synopsis,
    describe_text_changes,
    describe_text_report,
    text_headline,
    text_of,
)

TEXTS = Path(__file__).parents[3] / "shared" / "texts"
TEXT = str(pd.Series(["text"]).astype("str").dtype)
"""What pandas calls the dtype of text: its versions differ."""


def provision(kind: str, number: str, text: str, *children: Provision, parent: str = "", marker: str = "") -> Provision:
    """A provision with a number."""
    read = read_number(number)
    return Provision(kind, cite(kind, read, Citation(parent)), 1, marker=marker or f"{number}.", number=read, text=text, children=children)


def article(number: str, text: str = "", *children: Provision) -> Provision:
    """An article."""
    return provision("article", number, text, *children, marker=f"Article {number}.")


def paragraph(number: str, text: str, *children: Provision) -> Provision:
    """A paragraph, cited ``"44(1)"``: its number comes with that of its article."""
    article_number, _, own = number.removesuffix(")").partition("(")
    return provision("paragraph", own, text, *children, parent=article_number)


def loose(text: str, kind: str = "alinea") -> Provision:
    """A paragraph without a number."""
    return Provision(kind, Citation(""), 1, text=text)


def document(*provisions: Provision, name: str = "made up", remarks: tuple[Remark, ...] = ()) -> Document:
    """A document of these provisions."""
    return Document(name, Provision("document", Citation(""), 0, children=provisions), remarks)


def aligned(
    *changes: TextChange, pairings: tuple[Pairing, ...] = (), ambiguities: tuple[Ambiguity, ...] = (), renamings: tuple[Renaming, ...] = ()
) -> Alignment:
    """A comparison with these changes."""
    before, after = document(name="old.md"), document(name="new.md", remarks=(Remark(7, "no such heading", "###"),))
    return Alignment(before, after, pairings, changes, ambiguities, renamings)


CHANGED = TextChange(
    "substitution",
    (paragraph("44(1)", "It may act.", loose("It reports."), paragraph("44(1)", "Point.")),),
    (paragraph("44(1)", "It must act.", loose("It reports."), loose("See the annex.", "note")),),
    "same-number",
    0.755,
    amended=True,
)
NEW = TextChange("insertion", (), (article("43-1", "", paragraph("43-1(1)", "New."), paragraph("43-1(2)", "Newer.")),), "unpaired", 0)
GONE = TextChange("repeal", (paragraph("46(4)", "Old."),), (), "unpaired", 0)
RENUMBERED = TextChange("renumbering", (article("104.1", "Same."),), (article("104.10", "Same."),), "same-text", 1, moved=True)
SPLIT = TextChange("split", (article("5", "One. Two."),), (article("5", "One."), article("6", "Two.")), "split", 0.9999, amended=True)
SPELLED = TextChange(
    "substitution", (article("7", "Colour."),), (article("7", "Color."),), "same-number", 0.9, amended=True, wording="spelling"
)
RENAMED = TextChange(
    "substitution", (article("8", "A cat."),), (article("8", "A dog."),), "same-number", 0.8, amended=True, wording="renaming"
)
RENAMING = Renaming("cat", "dog", ("8", "9(1)"))
ALL = aligned(CHANGED, NEW, GONE, RENUMBERED, SPLIT, SPELLED, RENAMED, renamings=(RENAMING,))
WORDING = "Wording only: 2 provisions. Spelling: 7. A name that was replaced throughout: 8."


# ---- before and after --------------------------------------------------------------------------------------------------------------


def test_a_synopsis_shows_before_and_after() -> None:
    """A row for each change under its citation: of what is new or gone the whole, of what changed its own words; wording is folded at the end."""
    table = describe_synopsis(ALL)
    assert table.headings == ("Before", "After")
    assert table.rows == (
        ("44(1): 1. It may act. It reports.", "44(1): 1. It must act. It reports."),
        ("–", "43-1: Article 43-1. 1. New. 2. Newer."),
        ("46(4): 4. Old.", "–"),
        ("104.1: Article 104.1. Same.", "104.10: Article 104.10. Same."),
        ("5: Article 5. One. Two.", "5; 6: Article 5. One. Article 6. Two."),
        (f"{WORDING} Names replaced throughout: cat → dog.", ""),
    )


def test_changes_of_wording_can_have_rows_of_their_own() -> None:
    """When asked, or when they are all there is."""
    rows = (("7: Article 7. Colour.", "7: Article 7. Color."), ("8: Article 8. A cat.", "8: Article 8. A dog."))
    assert describe_synopsis(ALL, fold=False).rows[-2:] == rows
    assert describe_synopsis(aligned(SPELLED, RENAMED)).rows == rows
    assert describe_synopsis(aligned(CHANGED)).rows == describe_synopsis(ALL).rows[:1]
    assert describe_synopsis(aligned()).rows == ()


def test_a_division_does_not_bring_its_articles() -> None:
    """They are changes of their own; a preamble, which has no number, is called by its kind."""
    chapter = provision("chapter", "II", "Courts", loose("Of judges."), article("70", "Judges."))
    preamble = Provision("preamble", Citation(""), 1, text="We, the people.")
    assert text_of(chapter, whole=True) == "II. Courts Of judges."
    assert describe_synopsis(aligned(TextChange("insertion", (), (preamble,), "unpaired", 0))).rows == (("–", "preamble: We, the people."),)


def test_a_comparative_table_has_the_amending_items() -> None:
    """The provision, before, after, and the items behind the change; those of folded changes stand in the last row."""
    items = {name: Amended(Citation(name), Provision("point", Citation(cited), 1), "substitution") for name, cited in AMENDING.items()}
    table = describe_comparison(aligned(CHANGED, NEW, RENUMBERED, SPELLED), {name: (item, item) for name, item in items.items()})
    assert table.headings == ("Provision", "Before", "After", "Amended by")
    assert table.rows == (
        ("44(1)", "1. It may act. It reports.", "1. It must act. It reports.", "item 8(3) of article 1"),
        ("43-1", "–", "Article 43-1. 1. New. 2. Newer.", "item 7 of article 1"),
        ("104.1 → 104.10", "Article 104.1. Same.", "Article 104.10. Same.", "–"),
        ("", "Wording only: 1 provision. Spelling: 7.", "", "article 2"),
    )


AMENDING = {"44(1)": "1(8)(3)", "43-1": "1(7)", "7": "2"}


# ---- old and new numbers -----------------------------------------------------------------------------------------------------------


def test_a_correlation_table_shows_what_has_another_number() -> None:
    """Or stands in another place, is new, gone, split or joined: with how the two were paired and how alike they are, rounded down."""
    table = describe_correlation(ALL)
    assert table.headings == ("Old number", "New number", "What happened", "Paired by", "Similarity")
    assert table.rows == (
        ("–", "43-1", "insertion", "unpaired", "–"),
        ("46(4)", "–", "repeal", "unpaired", "–"),
        ("104.1", "104.10", "renumbering, moved", "same-text", "100 %"),
        ("5", "5; 6", "split, amended", "split", "99 %"),
    )


def test_a_correlation_table_can_hold_everything() -> None:
    """What kept its number, what followed its article, and what is under something new; never a paragraph without a number."""
    old, new = article("2", "", paragraph("2(1)", "Same.")), article("3", "", paragraph("3(1)", "Same."))
    pairings = (
        Pairing((article("1"),), (article("1"),), "same-number", 1),
        Pairing((old,), (new,), "same-text", 1),
        Pairing((old.children[0],), (new.children[0],), "same-number", 1),
        Pairing((loose("A."),), (loose("B."),), "same-number", 0.5),
        Pairing((), NEW.after, "unpaired", 0),
        Pairing((), (NEW.after[0].children[0],), "unpaired", 0),
        Pairing((paragraph("46(4)", "Old."),), (), "unpaired", 0),
    )
    found = correlate(aligned(TextChange("renumbering", (old,), (new,), "same-text", 1), NEW, pairings=pairings), everything=True)
    assert [(line.before, line.after, line.kind) for line in found] == [
        ("1", "1", "unchanged"),
        ("2", "3", "renumbering"),
        ("2(1)", "3(1)", "renumbering"),
        ("", "43-1", "insertion"),
        ("", "43-1(1)", "insertion"),
        ("46(4)", "", "repeal"),
    ]


# ---- the list of changes and the report --------------------------------------------------------------------------------------------


def test_the_list_of_changes() -> None:
    """Each with its class, whether it is one of substance, how it was paired and how alike the texts are."""
    table = describe_text_changes(ALL.changes)
    assert table.headings == ("Provision", "Change", "Substance or wording", "Paired by", "Similarity")
    assert table.rows == (
        ("44(1)", "substitution", "substance", "same-number", "75 %"),
        ("43-1", "insertion", "substance", "unpaired", "–"),
        ("46(4)", "repeal", "substance", "unpaired", "–"),
        ("104.1 → 104.10", "renumbering, moved", "substance", "same-text", "100 %"),
        ("5 → 5; 6", "split, amended", "substance", "split", "99 %"),
        ("7", "substitution", "spelling", "same-number", "90 %"),
        ("8", "substitution", "renaming", "same-number", "80 %"),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), "Nothing changed in the text."),
        ((SPELLED,), "No change of substance. Changed in wording only: 1 provision."),
        ((NEW,), "1 change of substance: 1 insertion."),
        ((NEW, NEW, CHANGED, SPELLED), "3 changes of substance: 2 insertions and 1 substitution. Changed in wording only: 1 provision."),
    ],
)
def test_the_headline_counts(changes: tuple[TextChange, ...], expected: str) -> None:
    """Changes of wording are counted apart."""
    assert text_headline(aligned(*changes)) == expected


def test_the_report_of_a_comparison() -> None:
    """Counts, changes, wording, names, what was not decided with its candidates, and what the readers could not place."""
    ambiguity = Ambiguity(article("9"), "before", ((article("10"), 0.8), (article("11"), 0.79)))
    report = describe_text_report(aligned(CHANGED, SPELLED, RENAMED, ambiguities=(ambiguity,), renamings=(RENAMING,)))
    assert report.title == "old.md and new.md: what changed in the text"
    assert [s.heading for s in report.sections] == [
        "In short",
        "Changes of substance (1)",
        "Wording only",
        "Names replaced throughout (1)",
        "Not decided (1)",
        "Could not be placed (1)",
    ]
    assert report.sections[2].paragraphs == (WORDING,)
    rows = [s.table.rows for s in report.sections if s.table]
    assert rows == [
        (("44(1)", "substitution", "same-number", "75 %"),),
        (("cat", "dog", "8, 9(1)"),),
        (("9", "before", "10 (80 %); 11 (79 %)"),),
        (("new.md", "7", "no such heading", "###"),),
    ]


def test_the_report_without_the_changes() -> None:
    """Goes with a redline, which shows them."""
    assert [s.heading for s in describe_notes(aligned(CHANGED)).sections] == ["Could not be placed (1)"]


@pytest.mark.parametrize("draw", [draw_text, draw_markdown, draw_csv])
def test_the_report_is_drawn_like_any_other(draw: Callable[..., str]) -> None:
    """In the formats of a report."""
    assert "44(1)" in draw(describe_text_report(ALL))


# ---- safe in every format ----------------------------------------------------------------------------------------------------------

HOSTILE = '<script>|a*b*\x1b[31m\u202e\\input{x}"=1'


@pytest.mark.parametrize(
    ("tablefmt", "shown"),
    [
        ("simple", '<script>|a*b*[31m\\input{x}"=1'),
        ("html", "&lt;script&gt;|a*b*[31m\\input{x}&quot;=1"),
        ("github", '&lt;script&gt;&#124;a\\*b\\*\\[31m\\\\input\\{x\\}"=1'),
        ("latex_longtable", r"\textless{}script\textgreater{}\textbar{}a{*}b{*}{[}31m\textbackslash{}input\{x\}{\char34}=1"),
    ],
)
def test_text_stays_text(tablefmt: str, shown: str) -> None:
    """Whatever a document holds, it is no markup in any format."""
    hostile = TextChange("repeal", (article("1", HOSTILE),), (), "unpaired", 0)
    assert shown in describe_synopsis(aligned(hostile)).draw(tablefmt, None)


def test_a_cell_is_no_formula() -> None:
    """In CSV a provision that begins with a sign of a formula is marked as text."""
    change = TextChange("repeal", (Provision("alinea", Citation(""), 1, text="=1+1"),), (), "unpaired", 0)
    table = describe_comparison(aligned(change), {})
    assert rows_to_csv(table.headings, table.rows).splitlines()[1] == "alinea,'=1+1,–,–"


# ---- frames ------------------------------------------------------------------------------------------------------------------------

FRAMES: dict[str, tuple[Callable[[Alignment], pd.DataFrame], dict[str, str]]] = {
    "changes": (text_changes_frame, TEXT_COLUMNS),
    "correlation": (correlation_frame, CORRELATION_COLUMNS),
}


def dtypes_of(frame: pd.DataFrame) -> dict[str, str]:
    """The dtypes of the columns, in order, with text under one name."""
    return {str(name): "str" if str(dtype) == TEXT else str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.mark.parametrize("which", FRAMES)
@pytest.mark.parametrize("alignment", [ALL, aligned()], ids=["full", "empty"])
def test_columns_and_dtypes_are_fixed(which: str, alignment: Alignment) -> None:
    """Whether there are changes or none; and a stack of frames keeps them."""
    make, columns = FRAMES[which]
    frame = make(alignment)
    assert list(dtypes_of(frame).items()) == list(columns.items())
    assert dtypes_of(pd.concat([make(aligned()), frame])) == columns
    assert not frame.isna().any(axis=None)


def test_a_frame_has_a_row_for_each_change() -> None:
    """With ids, aspects and both texts."""
    frame = text_changes_frame(ALL)
    assert list(frame["kind"]) == [c.kind for c in ALL.changes]
    assert frame.iloc[0].to_dict() == {
        "before": "44(1)",
        "after": "44(1)",
        "kind": "substitution",
        "amended": True,
        "moved": False,
        "rung": "same-number",
        "similarity": 0.755,
        "wording": "",
        "text_before": "1. It may act. It reports.",
        "text_after": "1. It must act. It reports.",
        "amended_by": "",
    }
    assert list(frame["wording"])[-2:] == ["spelling", "renaming"]


def test_numbers_stay_names() -> None:
    """104.10 is not 104.1, NA is a text, and both survive a CSV file."""
    change = TextChange("renumbering", (article("104.1", "NA"),), (article("104.10", "NA"),), "same-text", 1)
    frame = text_changes_frame(aligned(change))
    again = pd.read_csv(io.StringIO(frame.to_csv(index=False)), dtype=str, keep_default_na=False)
    assert list(again.loc[0, ["before", "after"]]) == ["104.1", "104.10"]
    assert list(correlation_frame(aligned(change)).loc[0, ["before", "after"]]) == ["104.1", "104.10"]
    na = TextChange("repeal", (Provision("alinea", Citation("NA"), 1, text="NA"),), (), "unpaired", 0)
    assert list(text_changes_frame(aligned(na)).loc[0, ["before", "after", "text_before", "text_after"]]) == ["NA", "", "NA", ""]


def test_a_correlation_frame_can_hold_everything() -> None:
    """As the table can."""
    alignment = aligned(pairings=(Pairing((article("1"),), (article("1"),), "same-number", 1),))
    assert len(correlation_frame(alignment)) == 0
    assert list(correlation_frame(alignment, everything=True)["kind"]) == ["unchanged"]


# ---- real texts --------------------------------------------------------------------------------------------------------------------

needs_texts = pytest.mark.skipif(not TEXTS.exists(), reason="the legal texts are not here: ../shared/texts")


@pytest.mark.parametrize(("old", "new"), [("kz/2019-03-23.ru.md", "kz/2022-06-08.derived.ru.md"), ("de/gg-00.md", "de/gg-64.md")])
@needs_texts
def test_every_change_of_a_real_reform_has_one_row(old: str, new: str) -> None:
    """In a synopsis nothing is lost and nothing is told twice; in a full correlation table every numbered provision of either text has its line."""
    alignment = align(read_document(TEXTS / old), read_document(TEXTS / new))
    assert len(describe_synopsis(alignment, fold=False).rows) == len(alignment.changes) > 0
    lines = correlate(alignment, everything=True)
    for side, text in (("before", alignment.before), ("after", alignment.after)):
        told = sorted(c for line in lines for c in getattr(line, side).split("; ") if c)
        assert told == sorted(str(p.citation) for p in text.provisions if p.number is not None)
