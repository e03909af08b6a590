"""What is said of a constitution through time: log, a revision as a page, history, blame, what is left, timeline."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from builders import country, decades, institution, lineage, norm, power, revision, state, step, through
from constitution_diff.chronicle import (
    describe_blame,
    describe_fates,
    describe_history,
    describe_log,
    describe_revision,
    describe_timeline,
)
from constitution_diff.country import Country, Figure, Silence, State
from constitution_diff.model import Citation, InForce, Label, Provenance
from constitution_diff.problems import UserError
from constitution_diff.report import Report, draw_csv, draw_markdown, draw_text

ALONE = power("appoint-judge", step("president", "appoint"))
WITH_CONSENT = power("appoint-judge", step("president", "appoint"), step("senate", "consent"))
PARDON = power("pardon", step("president", "grant"), articles=("9",))
BY_SENATE = power("pardon", step("senate", "grant"), articles=("9",))
BAN = norm("ban", "president")
PRESIDENT, SENATE = institution("president", kind="head-of-state"), institution("senate", kind="upper-chamber")


@pytest.fixture
def exland() -> Country:
    """2010: the President's appointments need a consent, and a ban comes. 2020: alone again; the ban stays; pardons pass to the Senate."""
    return decades(
        through(PRESIDENT),
        through(SENATE),
        through(ALONE, WITH_CONSENT, ALONE),
        through(PARDON, evolve(PARDON, articles=(Citation("10"),)), BY_SENATE),
        through(None, BAN),
    )


def rows(report: Report, heading: str = "") -> tuple[tuple[str, ...], ...]:
    """The rows of the table under a heading that begins so."""
    return next(s.table.rows for s in report.sections if s.table and s.heading.startswith(heading))


# ---- log -----------------------------------------------------------------------------------------------------------------------------


def test_the_log_has_one_row_per_revision_newest_first(exland: Country) -> None:
    """Route, dates, how many changes by category, how many restore an earlier rule; rules that moved are counted apart."""
    assert rows(describe_log(exland)) == (
        ("2020", "parliament", "2020-01-01", "2020-01-01", "2", "1 transfer, 1 sharing", "1"),
        ("2010", "parliament", "2010-01-01", "2010-01-01", "2", "1 sharing, 1 restriction, 1 only moved in the text", ""),
        ("2000", "parliament", "2000-01-01", "2000-01-01", "–", "first state coded", ""),
    )


def test_the_log_says_on_demand_what_each_kind_of_institution_gained_and_lost(exland: Country) -> None:
    """Entries for and against, by revision; kinds without any are left out."""
    (report,) = [s.table for s in describe_log(exland, stat=True).sections if s.heading.startswith("Balance")]
    assert report is not None
    assert report.headings == ("Revision", "For and against")
    assert report.rows == (
        ("2020", "head-of-state +1 -1; upper-chamber +1 -1"),
        ("2010", "head-of-state +0 -2; upper-chamber +1 -0"),
    )


# ---- a revision as a page ------------------------------------------------------------------------------------------------------------


def test_a_revision_is_a_page(exland: Country) -> None:
    """How it was adopted, what it changed, what it brought back; what only moved is not listed."""
    headings = [s.heading for s in describe_revision(exland, "2020").sections]
    assert headings == [
        "2020",
        "In short",
        "Powers that moved (1)",
        "Powers that need, or no longer need, another's consent, choice or say (1)",
        "Earlier rules brought back (1)",
    ]


def test_a_page_tells_the_votes() -> None:
    """Figures stand with the facts of adoption."""
    voted = evolve(revision("2000", "2000-01-01"), figures=(Figure("yes", 10),))
    assert rows(describe_revision(country([voted], through(PRESIDENT)), "2000"))[0][:2] == ("yes", "10")


def test_the_first_revision_tells_how_much_was_coded(exland: Country) -> None:
    """There is nothing before it to compare with."""
    assert describe_revision(exland, "2000").sections[-1].paragraphs == ("The first state coded: 2 institutions, 2 powers.",)


def test_a_page_tells_what_takes_effect_when() -> None:
    """Parts of an act that wait are counted by what they wait for; an event without a day says so."""
    waiting = state("2010", WITH_CONSENT, InForce(None, "election"))
    exland = decades(lineage(state("2000", ALONE, "2000-01-01"), waiting), through(None, BAN))
    assert rows(describe_revision(exland, "2010"), "What takes effect when") == (
        ("2010-01-01", "1"),
        ("election (no day known)", "1"),
    )


# ---- history -------------------------------------------------------------------------------------------------------------------------


def test_the_history_of_a_power_tells_who_decided_and_who_had_a_say(exland: Country) -> None:
    """One row per form, with its days, its revision and its articles."""
    assert rows(describe_history(exland.history("appoint-judge"))) == (
        ("2000", "2000-01-01 to 2010-01-01", "the President", "", "The President appoints", "2"),
        ("2010", "2010-01-01 to 2020-01-01", "the President", "the Senate", "The President appoints, with the consent of the Senate", "2"),
        ("2020", "2020-01-01 on", "the President", "", "The President appoints", "2"),
    )


def test_the_history_tells_the_changes_and_what_they_restore(exland: Country) -> None:
    """Below the forms stand the findings between them."""
    assert rows(describe_history(exland.history("appoint-judge")), "What changed")[-1] == (
        "2020",
        "Appoint judge: the decision of the President no longer needs the consent of the Senate.",
        "restores the rule in force from 2000 to 2010",
    )


def test_the_history_of_a_norm_has_no_deciders(exland: Country) -> None:
    """Its silence before is a row too; a change that restores nothing needs no column for it."""
    report = describe_history(exland.history("ban"))
    assert [row[0] + ": " + row[2] for row in rows(report)] == ["2000: not in the text", "2010: The President must not join"]
    assert rows(report, "What changed")[0][0] == "2010"


def test_a_form_that_moved_tells_its_places_in_order(exland: Country) -> None:
    """A new number is no new form."""
    assert [row[-1] for row in rows(describe_history(exland.history("pardon")))] == ["9 → 10", "9"]


# ---- blame ---------------------------------------------------------------------------------------------------------------------------


def test_blame_has_a_row_for_every_statement(exland: Country) -> None:
    """With the revision that brought the rule to its present form, and apart from it the one that numbered it so."""
    report = describe_blame(exland, "2010")
    assert [(row[1], row[2], row[4], row[5]) for row in rows(report)] == [
        ("president", "2000", "1", ""),
        ("senate", "2000", "1", ""),
        ("appoint-judge", "2010", "2", ""),
        ("ban", "2010", "3", ""),
        ("pardon", "2000", "10", "2010"),
    ]
    assert report.sections[0].paragraphs == ("By revision: 2000 3, 2010 2.",)


# ---- what is left --------------------------------------------------------------------------------------------------------------------


def test_what_is_left_of_a_revision_is_told_change_by_change(exland: Country) -> None:
    """What stands comes first; what became of the rest names the revision that did it and what holds now."""
    report = describe_fates(exland, "2010")
    assert report.sections[0].paragraphs[0] == "2 changes: 1 stands, 1 was undone."
    assert [(row[0], row[2], row[3]) for row in rows(report)] == [
        ("stands", "unchanged", "–"),
        ("undone", "The President appoints", "2020"),
    ]


# ---- timeline ------------------------------------------------------------------------------------------------------------------------


def test_the_timeline_marks_where_a_power_changed_hands_or_gained_a_partner(exland: Country) -> None:
    """One row per power, one sign per revision: alone, with others, a say, no part."""
    picture = describe_timeline(exland, "president").sections[1].picture
    assert picture[:3] == (
        "                                        2000 2010 2020",
        "Appoint judge                           ●────◐+───●-",
        "Pardon                                  ●────●────·⇄",
    )


def test_the_timeline_of_one_who_has_a_say(exland: Country) -> None:
    """Consent is a say; it can be gained and lost."""
    picture = describe_timeline(exland, "senate").sections[1].picture
    assert picture[1] == "Appoint judge                           ·    ○+───·-"


def test_powers_that_never_changed_are_counted_and_shown_on_demand() -> None:
    """The picture is of change; the rest is a number."""
    exland = decades(through(PRESIDENT), through(PARDON))
    report = describe_timeline(exland, "president")
    assert report.sections[0].paragraphs[1] == "1 more power never changed hands, form or scope; --all shows it."
    assert "●────●────●" in describe_timeline(exland, "president", everything=True).sections[1].picture[1]


def test_a_long_timeline_is_cut_into_blocks() -> None:
    """A line never grows wider than the screen."""
    exland = decades(through(PRESIDENT), through(ALONE, WITH_CONSENT), number=30)
    assert max(map(len, draw_text(describe_timeline(exland, "president")).splitlines())) <= 100


def test_what_nobody_read_is_neither_a_part_nor_none() -> None:
    """An unread state has a sign of its own."""
    exland = decades(through(PRESIDENT), through(ALONE, "not-coded", WITH_CONSENT))
    assert describe_timeline(exland, "president").sections[1].picture[1].endswith("●────?    ◐")


def test_a_power_that_nobody_had_read_at_first_has_a_row() -> None:
    """Of a state that is not coded, no article need be known."""
    unread = State("not-coded", Provenance("2000", InForce(date(2000, 1, 1))), ())
    exland = decades(through(PRESIDENT), lineage(unread, state("2010", ALONE, "2010-01-01")))
    assert describe_timeline(exland, "president").sections[1].picture[1].endswith("?    ●────●")


def test_a_timeline_names_the_institution_asked_for_and_those_counted_with_it() -> None:
    """A body that came back is not told under the name of the one that had its place in between."""
    council, court = institution("council"), institution("court", replaces=("council",))
    report = describe_timeline(decades(through(council, "silent", council), through(None, court, "silent")), "council")
    assert report.title == "Exland: the powers of the Council through time"
    assert report.sections[0].paragraphs[-1] == "Counted as one with the Court."


def test_a_timeline_is_of_an_institution(exland: Country) -> None:
    """For a single power there is its history."""
    with pytest.raises(UserError, match="'pardon' is not an institution"):
        describe_timeline(exland, "pardon")


# ---- drawing -------------------------------------------------------------------------------------------------------------------------


def test_a_picture_is_code_in_markdown(exland: Country) -> None:
    """Its signs stand under one another."""
    assert "    Appoint judge                           ●────◐+───●-" in draw_markdown(describe_timeline(exland, "president")).splitlines()


def test_csv_holds_the_table_of_a_description(exland: Country) -> None:
    """For a spreadsheet."""
    assert draw_csv(describe_log(exland)).splitlines()[:2] == [
        "Revision,Route,Adopted,In force,Changes,By category,Restore",
        '2020,parliament,2020-01-01,2020-01-01,2,"1 transfer, 1 sharing",1',
    ]


def test_csv_of_a_description_without_a_table_is_empty(exland: Country) -> None:
    """A picture has no rows."""
    assert draw_csv(describe_timeline(exland, "president")).strip() == ""


def test_a_long_label_goes_on_below_its_signs() -> None:
    """Powers that begin alike are told apart: no label is cut."""
    words = Label(en="Appointing the members of the body that reviews whether laws are constitutional")
    exland = decades(through(PRESIDENT), through(evolve(ALONE, label=words), evolve(WITH_CONSENT, label=words)))
    picture = describe_timeline(exland, "president").sections[1].picture
    assert picture[1:4] == (
        "Appointing the members of the body      ●────◐+───◐",
        "  that reviews whether laws are",
        "  constitutional",
    )


# ---- in the words of each time -----------------------------------------------------------------------------------------------------------


def test_a_rule_that_goes_on_under_another_name_is_told_in_the_words_of_each_time() -> None:
    """One form, two rows: a council reviewed until the court took its place, and it is the same rule."""
    council, court = institution("council"), institution("court", replaces=("council",))
    by_council, by_court = power("review", step("council", "review")), power("review", step("court", "review"))
    exland = decades(through(council, "silent"), through(None, court), through(by_council, by_court))
    history = exland.history("review")
    assert len(history) == 1
    assert [(row[0], row[1], row[3]) for row in rows(describe_history(history))] == [
        ("2000", "2000-01-01 to 2010-01-01", "The Council reviews"),
        ("2010", "2010-01-01 on", "The Court reviews [the same rule]"),
    ]


@pytest.mark.parametrize(("content", "expected"), [("silent", "no longer in the text"), ("not-coded", "not coded")])
def test_silences_are_told_apart_in_a_history(content: Silence, expected: str) -> None:
    """The text says nothing, or nobody has read it."""
    assert rows(describe_history(decades(through(BAN, content)).history("ban")))[1][2] == expected


def test_a_history_draws_itself(exland: Country) -> None:
    """As a table of any format, also in a notebook."""
    history = exland.history("appoint-judge")
    assert history.table("github").startswith("| Since")
    assert "<table>" in history._repr_html_()
