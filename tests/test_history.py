"""A statement through time: its forms, what it goes on as, and where each statement that stands comes from."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from builders import country, decades, institution, lineage, norm, power, revision, state, step, through
from constitution_diff.history import departures
from constitution_diff.model import Citation, InForce, Power, Statement, TermLimit
from constitution_diff.problems import UserError

ALONE = power("appoint-judge", step("president", "appoint"))
WITH_CONSENT = power("appoint-judge", step("president", "appoint"), step("senate", "consent"))
BY_COUNCIL = power("review-laws", step("council", "review"))
BY_COURT = power("review-laws", step("court", "review"))
COUNCIL = institution("council")
COURT = institution("court", replaces=("council",))


def moved(statement: Power, *articles: str) -> Power:
    """The same rule in other articles."""
    return evolve(statement, articles=tuple(map(Citation, articles)))


# ---- what departs from what ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        pytest.param(ALONE, ALONE, set(), id="the same"),
        pytest.param(ALONE, moved(ALONE, "46"), set(), id="the same in another article"),
        pytest.param(ALONE, WITH_CONSENT, {"who:senate"}, id="a partner"),
        pytest.param("silent", ALONE, {"existence"}, id="from silence"),
        pytest.param(ALONE, "silent", {"existence"}, id="to silence"),
        pytest.param("silent", "silent", set(), id="silence"),
        pytest.param(BY_COUNCIL, BY_COURT, set(), id="the same through a successor"),
        pytest.param(norm("ban", "president"), norm("ban", "senate"), {"subject"}, id="whom a norm binds"),
        pytest.param(COUNCIL, evolve(COUNCIL, seats=7), {"seats"}, id="the seats of a body"),
        pytest.param(COUNCIL, COURT, set(), id="a successor, alike but for its name"),
    ],
)
def test_what_departs_is_told_facet_by_facet(earlier: Statement, later: Statement, expected: set[str]) -> None:
    """Articles are a place and not law; a successor is who it succeeds."""
    assert departures(earlier, later, {"court": ("council",)}) == expected


def test_of_two_possible_heirs_none_is_taken() -> None:
    """Where two institutions took the place of one and a rule speaks of both, the rule before is not told with either."""
    after = power("review-laws", step("court", "review"), step("tribunal", "consent"))
    assert "who:council" in departures(BY_COUNCIL, after, {"court": ("council",), "tribunal": ("council",)})


# ---- forms ---------------------------------------------------------------------------------------------------------------------------


def test_states_of_the_same_law_are_one_form() -> None:
    """A rule that moves to another article keeps its form; its place is told apart."""
    exland = decades(through(ALONE, moved(ALONE, "46"), WITH_CONSENT))
    assert [(f.since, f.until, f.placed, len(f.states)) for f in exland.forms("appoint-judge")] == [
        ("2000", "2020", "2010", 2),
        ("2020", "", "2020", 1),
    ]


def test_before_its_first_state_the_text_was_silent() -> None:
    """The silence that a rule came out of is a form: a later silence can be compared with it."""
    exland = decades(through(None, ALONE, "silent"))
    assert [(f.since, f.content if isinstance(f.content, str) else "rule") for f in exland.forms("appoint-judge")] == [
        ("2000", "silent"),
        ("2010", "rule"),
        ("2020", "silent"),
    ]


def test_before_its_first_state_an_area_may_be_unread() -> None:
    """What nobody has read is not silence."""
    revisions = [revision("2000", "2000-01-01", not_coded=frozenset({"government"})), revision("2010", "2010-01-01")]
    assert country(revisions, through(None, ALONE)).forms("appoint-judge")[0].content == "not-coded"


@pytest.mark.parametrize(
    ("unread", "coded", "expected"),
    [
        pytest.param({"2000"}, {"government"}, [("2000", "not-coded"), ("2010", "silent")], id="read from 2010 on"),
        pytest.param({"2010"}, {"government"}, [("2000", "silent"), ("2010", "not-coded")], id="not read in 2010"),
        pytest.param(set(), set(), [("2000", "not-coded")], id="an area nobody read in full"),
    ],
)
def test_before_its_first_state_silence_and_the_unread_are_told_apart(
    unread: set[str], coded: set[str], expected: list[tuple[str, str]]
) -> None:
    """Revision by revision, as the state at each of them tells it."""
    areas = {year: frozenset({"government"} if year in unread else ()) for year in ("2000", "2010", "2020")}
    exland = country([revision(y, f"{y}-01-01", not_coded=a) for y, a in areas.items()], through(None, None, ALONE), coded=coded)
    assert [(f.since, f.content) for f in exland.forms("appoint-judge")[:-1]] == expected
    assert all(exland.at(since).get("appoint-judge", "government") == silence for since, silence in expected)


def test_a_form_lasts_from_the_day_it_took_effect_to_the_day_the_next_does() -> None:
    """Days are those of entry into force, not of adoption."""
    exland = country(
        [revision("2000", "2000-01-01"), revision("2010", "2010-01-01")],
        lineage(state("2000", ALONE, "2000-02-01"), state("2010", WITH_CONSENT, "2011-05-01")),
    )
    first, second = exland.forms("appoint-judge")
    assert (first.starts.date, first.ends, second.ends) == (date(2000, 2, 1), InForce(date(2011, 5, 1)), None)


def test_a_rule_goes_on_through_a_successor() -> None:
    """A power that only follows an institution to the one that took its place has one form."""
    exland = decades(through(COUNCIL, "silent"), through(None, COURT), through(BY_COUNCIL, BY_COURT))
    assert [f.since for f in exland.forms("review-laws")] == ["2000"]


def test_a_rule_goes_on_through_successors_of_successors() -> None:
    """Names resolve over any number of steps."""
    tribunal = institution("tribunal", replaces=("court",))
    by_tribunal = power("review-laws", step("tribunal", "review"))
    exland = decades(
        through(COUNCIL, "silent"),
        through(None, COURT, "silent"),
        through(None, None, tribunal),
        through(BY_COUNCIL, BY_COURT, by_tribunal),
    )
    assert [f.since for f in exland.forms("review-laws")] == ["2000"]


# ---- history -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["council", "court"])
def test_the_history_of_an_institution_is_that_of_its_line(asked: str) -> None:
    """Predecessors and successors are told together, under whichever name one asks; that one ends as the other begins is told once."""
    exland = decades(through(COUNCIL, "silent"), through(None, COURT), through(institution("president")))
    assert [(f.statement, f.since) for f in exland.history(asked)] == [("council", "2000"), ("court", "2010")]


def test_a_line_leaves_out_those_who_only_share_a_successor() -> None:
    """The Senate's line leads to the one chamber that took its place, and not back to the other chamber."""
    assembly = institution("assembly", replaces=("chamber", "senate"))
    exland = decades(through(institution("senate"), "silent"), through(institution("chamber"), "silent"), through(None, assembly))
    assert exland.history("senate").line == ("senate", "assembly")


def test_what_ended_and_was_not_succeeded_ends_in_silence() -> None:
    """The history of an abolished institution says so."""
    assert [f.content == "silent" for f in decades(through(COUNCIL, "silent")).history("council")] == [False, True]


def test_a_history_is_a_sequence_of_forms() -> None:
    """It can be counted, indexed and printed."""
    history = decades(through(ALONE, WITH_CONSENT)).history("appoint-judge")
    assert (len(history), history[-1].since, history[:1][0].until) == (2, "2010", "2010")
    assert "2000 to 2010" in repr(history)


def test_an_unknown_statement_is_a_mistake_that_names_the_nearest() -> None:
    """Asking for what is not there says what there is."""
    with pytest.raises(UserError, match="no statement 'apoint-judge'. Did you mean 'appoint-judge'"):
        decades(through(ALONE)).history("apoint-judge")


# ---- blame ---------------------------------------------------------------------------------------------------------------------------


def test_blame_names_who_brought_the_rule_and_who_put_it_where_it_stands() -> None:
    """Renumbering is not authorship."""
    exland = decades(through(ALONE, WITH_CONSENT, moved(WITH_CONSENT, "46")))
    (origin,) = exland.blame()
    assert (origin.since, origin.placed, origin.in_force) == ("2010", "2020", InForce(date(2010, 1, 1)))


def test_blame_looks_at_any_moment() -> None:
    """At an earlier state, later revisions are not named."""
    exland = decades(through(ALONE, WITH_CONSENT))
    assert [o.since for o in exland.blame("2000")] == ["2000"]


def test_blame_can_be_narrowed_to_an_institution() -> None:
    """Only statements that speak of it are told."""
    exland = decades(
        through(institution("president")), through(institution("senate")), through(WITH_CONSENT), through(norm("ban", "president"))
    )
    assert [o.statement.id for o in exland.blame(institution="senate")] == ["senate", "appoint-judge"]


def test_blame_of_an_unknown_institution_is_a_mistake() -> None:
    """It says which there are."""
    with pytest.raises(UserError, match="no institution 'sennate' here. Did you mean 'senate'"):
        decades(through(institution("senate"))).blame(institution="sennate")


# ---- pending -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "expected"), [("2009-12-31", []), ("2010-01-01", ["appoint-judge"]), ("2099-01-01", ["appoint-judge"])])
def test_what_waits_for_an_event_is_pending_until_its_day_is_known(day: str, expected: list[str]) -> None:
    """No date, no entry into force."""
    waiting = state("2010", WITH_CONSENT, InForce(None, "election"))
    exland = country([revision("2000", "2000-01-01"), revision("2010", "2010-01-01")], lineage(state("2000", ALONE, "2000-01-01"), waiting))
    assert [p.id for p in exland.pending(day)] == expected


def test_pending_takes_a_day() -> None:
    """A revision's id is no day: as adopted, nothing is pending."""
    with pytest.raises(UserError, match="'soon' is not a date"):
        decades(through(ALONE)).pending("soon")


def test_a_limit_that_goes_is_a_departure_of_its_own() -> None:
    """Term and term limit of one institution are two facets."""
    before = institution("president", term_limit=TermLimit(2))
    assert departures(before, institution("president"), {}) == {"term_limit"}


def test_a_moment_may_be_a_day() -> None:
    """Blame and fate take a date as well as its text."""
    exland = decades(through(ALONE, WITH_CONSENT))
    assert exland.blame(date(2005, 1, 1)) == exland.blame("2005-01-01")
    assert exland.fates("2010", date(2015, 1, 1))[0].verdict == "stands"
