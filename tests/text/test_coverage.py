"""The audit: which changes of a text are coded, and which coded changes stand in the text."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import constitution_diff as cd
from builders import constitution, institution, kazakhstan, norm, power, revision, step
from constitution_diff.country import Gap, Version
from constitution_diff.model import Citation
from constitution_diff.report import draw_csv, draw_markdown, draw_text
from constitution_diff.text.alignment import align
from constitution_diff.text.coverage import COLUMNS, MATCHES, STATES, Audit, audit, describe_audit, headline
from constitution_diff.text.numbers import read_number
from constitution_diff.text.pairing import Alignment, TextChange
from constitution_diff.text.provisions import Document, Provision
from constitution_diff.text.reading import read_document

TEXTS = Path(__file__).parents[3] / "shared" / "texts" / "kz"


# ---- small texts and small codings ---------------------------------------------------------------------------------------------------


def provision(citation: str, *children: Provision, text: str = "Some words.", kind: str = "") -> Provision:
    """A provision with a number, or a section, or the preamble."""
    cited = Citation(citation)
    last = cited.paragraphs[-1] if cited.paragraphs else cited.article.split(" ")[-1]
    return Provision(
        kind or ("paragraph" if cited.paragraphs else "article"), cited, 1, number=read_number(last), text=text, children=children
    )


def inserted(*provisions: Provision) -> TextChange:
    """Provisions that are new."""
    return TextChange("insertion", (), provisions, "unpaired", 0)


def repealed(*provisions: Provision) -> TextChange:
    """Provisions that are gone."""
    return TextChange("repeal", provisions, (), "unpaired", 0)


def substituted(before: str | Provision, after: str | Provision = "", **details: Any) -> TextChange:  # noqa: ANN401
    """A provision whose text changed, under the same number unless told otherwise."""
    old = provision(before) if isinstance(before, str) else before
    new = provision(after) if isinstance(after, str) and after else after or old
    assert isinstance(new, Provision)
    return TextChange(
        **{"kind": "substitution", "before": (old,), "after": (new,), "rung": "same-number", "similarity": 0.8, "amended": True, **details}
    )


def aligned(*changes: TextChange) -> Alignment:
    """Two texts that consist of the provisions that changed."""
    sides = ([p for c in changes for p in c.before], [p for c in changes for p in c.after])
    old, new = (
        Document(name, Provision("document", Citation(""), 1, children=tuple(found))) for name, found in zip("ab", sides, strict=True)
    )
    return Alignment(old, new, (), changes)


def coded(before: Iterable[str] = (), after: Iterable[str] = (), *, gaps: Iterable[Gap] = (), others: int = 0) -> cd.Changes:
    """One change of a power, which cites these articles before and after; without articles on a side the power does not exist there."""
    old = power("appoint", step("president", "appoint"), articles=before)
    new = power("appoint", step("president", "appoint"), step("senate", "consent"), articles=after)
    bodies = (institution("president"), institution("senate"))
    states = (
        constitution(*bodies, *([old] if before else []), revision="old"),
        constitution(*bodies, *([new] if after else []), revision="new"),
    )
    revisions = [revision("old", "2000-01-01"), revision("new", "2010-01-01", gaps=tuple(gaps))]
    revisions += [revision(f"other-{n}", "2020-01-01") for n in range(others)]
    vocabulary = evolve(states[1].vocabulary, revisions={r.id: r for r in revisions})
    last = Version("XX", revisions[-1].id, coded=states[1].version.coded)
    return cd.diff(states[0], evolve(states[1], vocabulary=vocabulary, version=last))


def gap(reason: str, *articles: str, statements: Iterable[str] = ()) -> Gap:
    """A reason."""
    return Gap(tuple(map(Citation, articles)), tuple(statements), reason)


def matches(result: Audit) -> list[tuple[str, str]]:
    """Each provision with how it is met, or with its state."""
    return [(p.place, p.links[0].match if p.links else p.state) for p in result.provisions]


# ---- when a citation meets a provision -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cited", "changed", "match"),
    [
        ("44(4)", "44(4)", "exact"),
        ("52(5)", "52(5)(1)", "above"),
        ("71", "71(3)", "above"),
        ("71", "71(3)(2)", "above"),
        ("57(1)(2)", "57(1)", "under"),
        ("83-1", "83-1(2)", "above"),
        ("preamble", "preamble", "exact"),
        ("section VI", "section VI", "exact"),
    ],
)
def test_a_citation_meets_a_provision(cited: str, changed: str, match: str) -> None:
    """The same provision, one above it, or a part of it that the text does not number."""
    assert matches(audit(coded([cited], [cited]), aligned(substituted(changed)))) == [(changed, match)]


@pytest.mark.parametrize(
    ("cited", "changed"),
    [
        ("44(1)", "44(10)"),
        ("44(10)", "44(1)"),
        ("7", "71"),
        ("71", "7"),
        ("71", "71-1"),
        ("71-1", "71"),
        ("71", "71-1(1)"),
        ("44(10)", "44(10-1)"),
        ("44(1)(2)", "44(2)"),
        ("1(44)", "44"),
        ("104.10", "104.1"),
        ("6", "section 6"),
    ],
)
def test_a_citation_does_not_meet_its_neighbours(cited: str, changed: str) -> None:
    """A number that begins like another is another."""
    result = audit(coded([cited], [cited]), aligned(substituted(changed)))
    assert matches(result) == [(changed, "gap")]
    assert result.statements[0].links == ()


def test_old_numbers_are_compared_with_old_ones() -> None:
    """A provision that is gone is met by what was cited before, not by what is cited now."""
    gone = aligned(repealed(provision("44(4)")))
    assert matches(audit(coded(["44(4)"], ["9"]), gone)) == [("44(4)", "exact")]
    assert matches(audit(coded(["9"], ["44(4)"]), gone)) == [("44(4)", "gap")]


def test_new_numbers_are_compared_with_new_ones() -> None:
    """A provision that is new is met by what is cited now, not by what was cited before."""
    new = aligned(inserted(provision("44(4)")))
    assert matches(audit(coded(["9"], ["44(4)"]), new)) == [("44(4)", "exact")]
    assert matches(audit(coded(["44(4)"], ["9"]), new)) == [("44(4)", "gap")]


def test_a_renumbered_provision_is_met_by_either_of_its_numbers() -> None:
    """What moved on in the text is the same provision, whichever of its numbers is cited; the neighbour that had the number before is another."""
    alignment = aligned(
        substituted("4", "5", kind="renumbering", rung="same-text"), substituted("5", "6", kind="renumbering", rung="same-text")
    )
    assert matches(audit(coded(["4"], []), alignment)) == [("5", "exact"), ("6", "gap")]
    assert matches(audit(coded([], ["5"]), alignment)) == [("5", "exact"), ("6", "gap")]


def test_the_closest_citation_counts() -> None:
    """Of several citations that meet a provision, the most direct is told."""
    result = audit(coded(["71", "71(2)"], ["71"]), aligned(substituted("71(2)")))
    assert [(link.citation, link.match) for link in result.provisions[0].links] == [("71(2)", "exact")]


def test_several_changes_may_cite_a_provision() -> None:
    """Each is told once, in the order of the diff."""
    bodies = (institution("president"), institution("senate"))
    rules = (norm("ban-one", articles=["44"]), norm("ban-two", articles=["44(4)"]), norm("ban-three", articles=["44(4)"]))
    old = constitution(*bodies, rules[2])
    changes = cd.diff(old, constitution(*bodies, *rules[:2]))
    result = audit(changes, aligned(substituted("44(4)")))
    assert [(link.change.statement, link.match) for link in result.provisions[0].links] == [
        (c.statement, "above" if c.statement == "ban-one" else "exact") for c in changes
    ]
    assert len(changes) == 3


def test_a_statement_that_follows_an_institution_codes_its_provision() -> None:
    """Where a body took the place of another, the statements that only follow it are cited through that change."""
    result = next(c for c in kazakhstan() if c.rule == "institution-replaced" and c.statement == "constitutional-court")
    row = audit(kazakhstan(), aligned(substituted("4(1)"))).provisions[0]
    assert [(link.change, link.match, link.through) for link in row.links] == [(result, "exact", "normative-resolutions-as-law")]


# ---- what changed as a whole ---------------------------------------------------------------------------------------------------------

CHAPTER = provision(
    "section X",
    provision("99", provision("99(1)"), provision("99(2)", provision("99(2)(1)"), provision("99(2)(2)"), text=""), text=""),
    text="",
    kind="section",
)


def test_a_new_whole_counts_with_each_provision_that_says_something() -> None:
    """One coded paragraph does not code a new article; a bare number is no provision, a heading of a section is one."""
    result = audit(coded([], ["99(1)"]), aligned(inserted(CHAPTER)))
    assert matches(result) == [("section X", "gap"), ("99(1)", "exact"), ("99(2)(1)", "gap"), ("99(2)(2)", "gap")]


def test_a_whole_that_is_gone_counts_likewise() -> None:
    """Its provisions are those of the earlier version."""
    result = audit(coded(["99(2)"], []), aligned(repealed(CHAPTER)))
    assert matches(result) == [("section X", "gap"), ("99(1)", "gap"), ("99(2)(1)", "above"), ("99(2)(2)", "above")]


def test_the_opening_words_of_a_new_list_are_coded_with_a_point_of_it() -> None:
    """What is new as a whole is met by a citation of a part."""
    new = provision("44", provision("44(1)"), text="The President:")
    assert matches(audit(coded([], ["44(1)"]), aligned(inserted(new)))) == [("44", "under"), ("44(1)", "exact")]


def test_opening_words_that_changed_are_not_coded_by_a_point_that_did_not() -> None:
    """They stand behind the change of the statement, yet remain a gap."""
    opening = provision("44", provision("44(1)"), text="The President:")
    result = audit(coded(["44(1)"], ["44(1)"]), evolve(aligned(substituted(opening)), before=_document(opening), after=_document(opening)))
    assert matches(result) == [("44", "lead")]
    assert [p.state for p in result.provisions] == ["gap"]
    assert [link.place for link in result.statements[0].links] == ["44"]


def test_an_article_that_is_another_altogether_is_met_by_its_parts() -> None:
    """Where only the number was kept, the article changed as a whole."""
    article = provision("71", provision("71(2)"))
    alignment = evolve(aligned(substituted(article, rung="number-only")), before=_document(article), after=_document(article))
    assert matches(audit(coded(["71(2)"], ["71(2)"]), alignment)) == [("71", "under")]


def test_a_split_provision_is_met_by_each_of_its_numbers() -> None:
    """What was divided stands in one row under all its new numbers."""
    split = TextChange("split", (provision("5"),), (provision("5"), provision("6")), "split", 0.9, amended=True)
    assert matches(audit(coded([], ["6(1)"]), aligned(split))) == [("5, 6", "under")]


def _document(top: Provision) -> Document:
    return Document("text", Provision("document", Citation(""), 1, children=(top,)))


# ---- what needs no coding ------------------------------------------------------------------------------------------------------------


def test_wording_alone_needs_no_coding() -> None:
    """It is no gap and does not count; a change that cites it is told all the same."""
    alignment = aligned(substituted("4(1)", wording="renaming"), substituted("9", wording="spelling"))
    result = audit(coded(["4"], ["4"]), alignment)
    assert [(p.place, p.state, [link.match for link in p.links]) for p in result.provisions] == [
        ("4(1)", "wording", ["above"]),
        ("9", "wording", []),
    ]
    assert result.counted == ()
    assert result.gaps == ()
    assert result.coverage == 1


@pytest.mark.parametrize("kind", ["renumbering", "split", "join", "unchanged"])
def test_another_number_alone_needs_no_coding(kind: str) -> None:
    """What moved in the text and says the same is no gap."""
    result = audit(coded(["1"], ["1"]), aligned(substituted("4", "5", kind=kind, amended=False)))
    assert [p.state for p in result.provisions] == ["form"]
    assert result.counted == ()


def test_a_renumbered_provision_that_was_amended_needs_coding() -> None:
    """Another number does not hide another text."""
    assert [p.state for p in audit(coded(["1"], ["1"]), aligned(substituted("4", "5", kind="renumbering"))).provisions] == ["gap"]


# ---- reasons -------------------------------------------------------------------------------------------------------------------------


def test_a_gap_may_have_a_reason() -> None:
    """A reason names the provision, or what it stands in: as it is cited after the change; what is gone, as before."""
    alignment = aligned(substituted("73(1)"), substituted("74(1)", "75(1)", kind="renumbering"), repealed(provision("8")), substituted("9"))
    result = audit(coded(["9"], ["9"], gaps=[gap("A style.", "73", "75(1)"), gap("Spent.", "8")]), alignment)
    assert [(p.place, p.state, p.reason) for p in result.provisions] == [
        ("73(1)", "explained", "A style."),
        ("75(1)", "explained", "A style."),
        ("8", "explained", "Spent."),
        ("9", "coded", ""),
    ]
    assert len(result.gaps) == 3
    assert result.unexplained == ()


def test_a_reason_for_a_part_is_none_for_the_whole() -> None:
    """Nor is one for a neighbour, or for the number that a provision had before."""
    result = audit(
        coded(["1"], ["1"], gaps=[gap("A style.", "73(1)", "7", "5")]),
        aligned(substituted("73"), substituted("5", "6", kind="renumbering")),
    )
    assert [p.place for p in result.provisions if p.state == "gap"] == ["73", "6"]


def test_a_change_without_a_text_is_a_gap_unless_there_is_a_reason() -> None:
    """The reason names the statement."""
    alignment = aligned()
    bare, told = (audit(coded(["1"], ["1"], gaps=gaps), alignment) for gaps in ((), [gap("Another act.", statements=["appoint"])]))
    assert [s.change.statement for s in bare.unexplained if not hasattr(s, "place")] == ["appoint"]
    assert [s.reason for s in told.statements] == ["Another act."]
    assert len(told.gaps) == 1
    assert told.unexplained == ()
    assert told.coverage == 1


def test_reasons_that_nothing_needs_are_told() -> None:
    """The provision is coded or did not change; the statement is in the text or did not change."""
    gaps = [gap("A.", "9", "10"), gap("B.", statements=["appoint", "other"])]
    result = audit(coded(["9"], ["9"], gaps=gaps), aligned(substituted("9")))
    assert [(s.revision, s.name, s.reason, s.found) for s in result.stale] == [
        ("new", "9", "A.", "it is coded"),
        ("new", "10", "A.", "its text did not change"),
        ("new", "appoint", "B.", "its text changed"),
        ("new", "other", "B.", "it did not change"),
    ]


def test_over_several_revisions_no_reason_is_called_stale() -> None:
    """The reasons of each revision on the way count; what one left open another may have closed."""
    result = audit(coded(["9"], ["9"], gaps=[gap("A.", "9"), gap("B.", "10")], others=1), aligned(substituted("9"), substituted("10")))
    assert [(p.place, p.state) for p in result.provisions] == [("9", "coded"), ("10", "explained")]
    assert result.stale == ()


def test_reasons_are_read_from_the_data_file() -> None:
    """They reach the revision in the order of the file."""
    valid = Path(__file__).parents[1] / "malformed" / "valid.toml"
    assert cd.load(valid).revision("2011").gaps == (
        gap("A heading states no rule.", "section II", "title III, chapter 2"),
        gap("It rests on another act.", statements=["senate"]),
    )


# ---- figures and reports -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed() -> Audit:
    """One provision of each state, and a reason that nothing needs."""
    alignment = aligned(
        substituted("1(1)"),
        substituted("2", wording="renaming"),
        inserted(provision("3")),
        repealed(provision("4")),
        substituted("5", "6", kind="renumbering", amended=False),
    )
    return audit(coded(["1"], ["1"], gaps=[gap("A matter of style.", "3"), gap("Gone.", "7")]), alignment)


def test_the_coverage_counts_provisions(mixed: Audit) -> None:
    """Of three provisions that should be coded one is, and one has a reason."""
    assert [p.state for p in mixed.provisions] == ["coded", "wording", "explained", "gap", "form"]
    assert mixed.coverage == Fraction(2, 3)
    assert headline(mixed) == "3 changed provisions: 1 coded, 1 left out for a stated reason, 1 not coded. Coverage: 2 of 3."


def test_the_report(mixed: Audit) -> None:
    """Figures first, then the provisions, the changes, what needs no coding, and the reasons to take out."""
    report = describe_audit(mixed)
    assert report.title == "XX: the text and the coding, old to new"
    assert report.sections[0].paragraphs == (
        "Texts: a and b.",
        headline(mixed),
        "1 change of the statements: 1 with a change of the text, 0 without one for a stated reason, 0 without.",
        "Gaps without a reason: 1.",
    )
    assert {s.heading: s.table.rows for s in report.sections if s.table} == {
        "Changed provisions (3)": (
            ("1(1)", "substitution", "consent-added appoint (above: cites 1)"),
            ("3", "insertion", "not coded: A matter of style."),
            ("4", "repeal", "not coded"),
        ),
        "Changes of the statements (1)": (("consent-added", "appoint", "1(1) (above: cites 1)"),),
        "Wording only (1)": (("2", "substitution (renaming)", "–"),),
        "Number or place only (1)": (("6", "renumbering", "–"),),
        "Reasons that nothing needs (1)": (("new", "7", "Gone.", "its text did not change"),),
    }


def test_a_change_without_a_text_is_told_in_the_report() -> None:
    """With its reason, if it has one."""
    bare, told = (
        describe_audit(audit(coded(["1"], ["1"], gaps=gaps), aligned())) for gaps in ((), [gap("Another act.", statements=["appoint"])])
    )
    assert [s.table.rows[0][2] for r in (bare, told) for s in r.sections if s.table] == [
        "no textual change",
        "no textual change: Another act.",
    ]


def test_the_records_are_one_row_for_each_meeting(mixed: Audit) -> None:
    """Plain text in fixed columns, for a DataFrame or a file."""
    assert COLUMNS == ("provision", "kind", "wording", "state", "rule", "statement", "citation", "match", "through", "reason")
    assert mixed.records == (
        ("1(1)", "substitution", "", "coded", "consent-added", "appoint", "1", "above", "", ""),
        ("2", "substitution", "renaming", "wording", "", "", "", "", "", ""),
        ("3", "insertion", "", "explained", "", "", "", "", "", "A matter of style."),
        ("4", "repeal", "", "gap", "", "", "", "", "", ""),
        ("6", "renumbering", "", "form", "", "", "", "", "", ""),
    )
    alone = audit(coded(["1"], ["1"]), aligned())
    assert alone.records == (("", "", "", "gap", "consent-added", "appoint", "", "", "", ""),)


def test_an_audit_of_nothing() -> None:
    """Two equal texts and two equal states: nothing to cover, all covered."""
    same = constitution(institution())
    result = audit(cd.diff(same, same), aligned())
    assert (result.provisions, result.statements, result.gaps, result.records) == ((), (), (), ())
    assert result.coverage == 1
    assert "Gaps without a reason: none." in draw_text(describe_audit(result))


# ---- properties ----------------------------------------------------------------------------------------------------------------------

LEVELS = st.lists(st.sampled_from(["1", "2", "10", "1-1", "11"]), min_size=1, max_size=3)
CITATIONS = LEVELS.map(lambda levels: levels[0] + "".join(f"({level})" for level in levels[1:]))


@given(st.sets(CITATIONS, min_size=1, max_size=4), st.lists(CITATIONS, max_size=6, unique=True), st.sets(CITATIONS, max_size=3))
def test_both_sides_tell_the_same_meetings(cited: set[str], changed: list[str], explained: set[str]) -> None:
    """What meets meets seen from either side; every provision has one state; the coverage is what the states say."""
    result = audit(coded(cited, cited, gaps=[gap("A style.", *sorted(explained))]), aligned(*map(substituted, changed)))
    assert [link for p in result.provisions for link in p.links] == [link for s in result.statements for link in s.links]
    assert sum(len(result.of(state)) for state in STATES) == len(changed)
    assert {link.match for p in result.provisions for link in p.links} <= MATCHES.keys()
    assert result.coverage == (1 - Fraction(len(result.of("gap")), len(changed)) if changed else 1)
    assert len(result.of("gap")) == sum(1 for g in result.unexplained if g in result.provisions)


# ---- the reform of June 2022 ---------------------------------------------------------------------------------------------------------


STATES_OF_THE_TEXT = {"2019-03": "2019-03-23.ru.md", "2022-06": "2022-06-08.derived.ru.md", "2022-09": "2022-09-17.derived.ru.md"}


@cache
def audit_of(before: str, after: str) -> Audit:
    """The audit of two revisions of Kazakhstan with their real texts."""
    if not TEXTS.is_dir():
        pytest.skip("the legal texts are not there: ../shared/texts/kz")
    kz = cd.load("KZ")
    old, new = (read_document(TEXTS / STATES_OF_THE_TEXT[name]) for name in (before, after))
    return audit(cd.diff(kz.at(before), kz.at(after)), align(old, new))


@pytest.fixture
def june() -> Audit:
    """The reform of June 2022."""
    return audit_of("2019-03", "2022-06")


def test_the_reform_of_june_2022_is_covered(june: Audit) -> None:
    """Every changed provision is coded, or the data file says why not; every coded change stands in the text."""
    assert june.unexplained == ()
    assert june.coverage == 1
    assert [s.change.statement for s in june.statements if not s.links] == []
    assert june.stale == ()


def test_the_gaps_of_june_2022_are_these(june: Audit) -> None:
    """Two headings, and two paragraphs in which only the name of the body changed."""
    reasons = {p.place: p.reason for p in june.provisions if p.reason}
    assert list(reasons) == ["section VI", "73(1)", "73(2)", "section VII"]
    assert len(set(reasons.values())) == 3
    assert len(june.counted) + len(june.of("wording")) == 77


def test_the_provisions_of_june_2022_are_those_of_the_amending_law(june: Audit) -> None:
    """Every article that the law's 35 items name changed, and no other."""
    articles = {Citation(place).article for p in june.provisions for place in p.places}
    existing = {4, 6, 15, 23, 24, 42, 43, 44, 46, 47, *range(50, 59), 61, 62, 71, 72, 73, 74, 78, 82, 83, 87, 88, 91}
    assert articles == {*map(str, existing), "83-1", "99", "section VI", "section VII"}


@pytest.mark.parametrize(
    ("before", "after"), [("2022-06", "2022-09"), ("2019-03", "2022-09"), ("2022-06", "2019-03"), ("2022-09", "2022-06")], ids="-to-".join
)
def test_other_comparisons_are_covered_as_well(before: str, after: str) -> None:
    """The reform of September 2022, both together, and each backwards."""
    result = audit_of(before, after)
    assert result.unexplained == ()
    assert result.coverage == 1


def test_june_2022_can_be_drawn(june: Audit) -> None:
    """As text, Markdown and CSV."""
    report = describe_audit(june)
    assert "Gaps without a reason: none." in draw_text(report)
    assert "| 88(4) " in draw_markdown(report)
    assert len(draw_csv(report).splitlines()) == 1 + len(june.counted)
