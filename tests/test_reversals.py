"""What a change brings back, and what has become of what a reform gave."""

from __future__ import annotations

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given

from builders import country_of, decades, institution, lineage, norm, power, state, step, through
from constitution_diff.changes import Change, diff
from constitution_diff.country import Constitution, Silence
from constitution_diff.history import departures
from constitution_diff.model import Citation, InForce, Norm, Period, Statement, TermLimit
from constitution_diff.problems import UserError
from constitution_diff.wording import tell_restoration
from strategies import histories, reforms

ALONE = power("appoint-judge", step("president", "appoint"))
WITH_CONSENT = power("appoint-judge", step("president", "appoint"), step("senate", "consent"))
ON_PROPOSAL = power("appoint-judge", step("president", "appoint"), step("council", "propose"))
WITH_BOTH = power("appoint-judge", step("president", "appoint"), step("senate", "consent"), step("council", "propose"))
BY_SENATE = power("appoint-judge", step("senate", "elect"))
BAN = norm("ban", "president")
TRANSITION = evolve(BAN, area="transition")
FIVE, SEVEN = (institution("president", term=Period(years, "years")) for years in (5, 7))
ONCE = TermLimit(1)


def binding(*subjects: str) -> Norm:
    """The ban, for these."""
    return norm("ban", *subjects)


def last_change(*contents: Statement | Silence | None) -> Change:
    """The only change of the last revision of a statement that took these forms."""
    exland = decades(through(*contents), number=len(contents))
    changes = exland.changes(exland.revisions[-1].id)
    assert len(changes) == 1
    return changes[0]


# ---- what is back --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forms", "period"),
    [
        pytest.param((ALONE, WITH_CONSENT, ALONE), ("2000", "2010"), id="a consent that came and went"),
        pytest.param((WITH_CONSENT, ALONE, WITH_CONSENT), ("2000", "2010"), id="a consent that went and came"),
        pytest.param((ALONE, BY_SENATE, ALONE), ("2000", "2010"), id="a power that moved away and back"),
        pytest.param((FIVE, SEVEN, FIVE), ("2000", "2010"), id="a term"),
        pytest.param((BAN, "silent", BAN), ("2000", "2010"), id="a norm that went and came"),
        pytest.param((None, BAN, "silent"), ("2000", "2010"), id="silence"),
        pytest.param((ALONE, None, WITH_CONSENT, ALONE), ("2000", "2020"), id="a form that lasted through a revision"),
        pytest.param((ALONE, WITH_CONSENT, ALONE, WITH_CONSENT, ALONE), ("2020", "2030"), id="the latest of several"),
        pytest.param((ALONE, BY_SENATE, WITH_CONSENT, ALONE), ("2000", "2010"), id="not the form just before"),
        pytest.param(
            (ALONE, WITH_CONSENT, evolve(ALONE, articles=(Citation("46"),))), ("2000", "2010"), id="the same law in another article"
        ),
    ],
)
def test_a_rule_that_is_back_as_it_was_is_named(forms: tuple[Statement | Silence | None, ...], period: tuple[str, str]) -> None:
    """The change says from when to when the rule it restores was in force."""
    found = last_change(*forms).restores
    assert found is not None
    assert (found.form.since, found.form.until, found.whole) == (*period, True)


@pytest.mark.parametrize(
    ("forms", "restored", "missing"),
    [
        pytest.param((ALONE, WITH_CONSENT, ON_PROPOSAL), {"who:senate"}, {"who:council"}, id="one partner goes, another comes"),
        pytest.param((WITH_BOTH, ALONE, WITH_CONSENT), {"who:senate"}, {"who:council"}, id="one of two partners comes back"),
        pytest.param((ALONE, "silent", WITH_CONSENT), {"existence"}, {"who:senate"}, id="a power comes back in another form"),
    ],
)
def test_a_rule_that_is_back_in_part_says_what_is_and_what_is_not(
    forms: tuple[Statement | Silence, ...], restored: set[str], missing: set[str]
) -> None:
    """Facet by facet."""
    found = last_change(*forms).restores
    assert found is not None
    assert (set(found.restored), set(found.missing)) == (restored, missing)


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param((ALONE, WITH_CONSENT), id="there is nothing before"),
        pytest.param((ALONE, "silent", BY_SENATE), id="the power stands again, but in other hands"),
        pytest.param((BAN, "silent", evolve(BAN, act="lead", object=("bank",))), id="the ban stands again, but forbids another thing"),
        pytest.param((ALONE, WITH_CONSENT, BY_SENATE), id="something new"),
        pytest.param(("not-coded", WITH_CONSENT, ALONE), id="nobody has read what was before"),
        pytest.param((BAN, evolve(BAN, act="lead"), "silent"), id="a rule that goes is not back in part"),
        pytest.param((ALONE, WITH_CONSENT, WITH_BOTH), id="a second partner"),
    ],
)
def test_a_new_rule_restores_nothing(forms: tuple[Statement | Silence, ...]) -> None:
    """What never held before is no reversal."""
    assert last_change(*forms).restores is None


def test_one_change_of_an_institution_is_measured_by_what_it_changes() -> None:
    """The term is back as it was, whatever became of the term limit beside it; the limit is new."""
    exland = decades(through(FIVE, SEVEN, evolve(FIVE, term_limit=ONCE)))
    told = {c.rule: c.restores and c.restores.whole for c in exland.changes("2020")}
    assert told == {"term-shortened": True, "term-limit-added": None}


def test_a_diff_that_runs_backwards_restores_nothing() -> None:
    """Reading a reform backwards is not a reversal of it."""
    exland = decades(through(ALONE, WITH_CONSENT, ALONE))
    assert [c.restores for c in diff(exland.at("2020"), exland.at("2010"))] == [None]


def test_a_diff_over_several_revisions_looks_before_its_first_state() -> None:
    """What a diff compares with is not what it restores."""
    exland = decades(through(ALONE, WITH_CONSENT, BY_SENATE, ALONE), number=4)
    found = diff(exland.at("2010"), exland.at("2030"))[0].restores
    assert found is not None
    assert found.form.since == "2000"


def test_a_rule_is_back_through_a_successor() -> None:
    """The President decides alone, then with the Council's consent, then alone; a court that took the Council's place does not matter."""
    council, court = institution("council"), institution("court", replaces=("council",))
    alone, checked = power("arrest", step("council", "decide")), power("arrest", step("council", "decide"), step("senate", "consent"))
    again = power("arrest", step("court", "decide"))
    exland = decades(through(council, None, "silent"), through(None, None, court), through(alone, checked, again))
    found = next(c.restores for c in exland.changes("2020") if c.statement == "arrest")
    assert found is not None
    assert found.whole


def test_a_constitution_without_a_history_restores_nothing() -> None:
    """States that no country stands behind have no past."""
    exland = decades(through(ALONE, WITH_CONSENT, ALONE))
    bare = [evolve(exland.at(year), lineages={}) for year in ("2010", "2020")]
    assert diff(*bare)[0].restores is None


def test_reversals_are_the_changes_that_restore() -> None:
    """They can be asked for."""
    exland = decades(through(ALONE, WITH_CONSENT, ALONE), through(BAN, None, "silent"))
    assert [c.statement for c in exland.changes("2020").reversals] == ["appoint-judge"]


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ((ALONE, WITH_CONSENT, ALONE), "restores the rule in force from 2000 to 2010"),
        ((None, BAN, "silent"), "the text is silent again, as from 2000 to 2010"),
        (
            (ALONE, WITH_CONSENT, ON_PROPOSAL),
            "restores in part the rule in force from 2000 to 2010: that senate has no part; but not the part of council",
        ),
        ((ALONE, WITH_CONSENT), ""),
    ],
)
def test_a_restoration_is_told_in_a_clause(forms: tuple[Statement | Silence | None, ...], expected: str) -> None:
    """In words, from the revisions alone."""
    assert tell_restoration(last_change(*forms)) == expected


# ---- what became of it ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forms", "verdict", "by"),
    [
        pytest.param((ALONE, WITH_CONSENT, None), "stands", (), id="nothing since"),
        pytest.param((ALONE, WITH_CONSENT, ALONE), "undone", ("2020",), id="back to before"),
        pytest.param((ALONE, WITH_CONSENT, BY_SENATE), "replaced", ("2020",), id="neither"),
        pytest.param((ALONE, WITH_CONSENT, "silent"), "replaced", ("2020",), id="gone altogether"),
        pytest.param((ALONE, WITH_CONSENT, WITH_BOTH), "stands", ("2020",), id="more was added"),
        pytest.param((ALONE, WITH_BOTH, WITH_CONSENT), "stands in part", ("2020",), id="half of it"),
        pytest.param((ALONE, WITH_CONSENT, ON_PROPOSAL), "undone", ("2020",), id="undone, and something else added"),
        pytest.param((None, BAN, None), "stands", (), id="a new rule stands"),
        pytest.param((None, BAN, evolve(BAN, act="lead")), "stands", ("2020",), id="a new rule stands, amended"),
        pytest.param((None, BAN, "silent"), "undone", ("2020",), id="a new rule is gone"),
        pytest.param((BAN, "silent", None), "stands", (), id="what went is gone"),
        pytest.param((BAN, "silent", BAN), "undone", ("2020",), id="what went is back"),
        pytest.param((BAN, "silent", evolve(BAN, act="lead")), "undone in part", ("2020",), id="what went is back in another form"),
        pytest.param((ALONE, WITH_CONSENT, "not-coded"), "not coded", ("2020",), id="nobody has read it"),
        pytest.param((FIVE, SEVEN, evolve(SEVEN, term_limit=ONCE)), "stands", ("2020",), id="a term stands"),
        pytest.param(
            (binding("head"), binding("head", "judge"), binding("judge", "mayor")), "stands", ("2020",), id="whom it was extended to"
        ),
        pytest.param(
            (binding("head"), binding("head", "judge"), binding("head", "mayor")),
            "replaced",
            ("2020",),
            id="others than it was extended to",
        ),
        pytest.param(
            (binding("head", "judge"), binding("head"), binding("head", "judge", "mayor")),
            "replaced",
            ("2020",),
            id="whom it freed, bound anew",
        ),
        pytest.param((None, TRANSITION, "silent"), "lapsed", ("2020",), id="a rule for the transition is gone"),
        pytest.param((TRANSITION, "silent", None), "stands", (), id="a rule for the transition had gone before"),
    ],
)
def test_what_became_of_a_change(forms: tuple[Statement | Silence | None, ...], verdict: str, by: tuple[str, ...]) -> None:
    """Against what the revision made it, and what it was before."""
    (fate,) = decades(through(*forms), coded=("government", "transition")).fates("2010")
    assert (fate.verdict, fate.by) == (verdict, by)


def test_at_an_earlier_moment_later_revisions_do_not_count() -> None:
    """One can ask what stood when."""
    exland = decades(through(ALONE, WITH_CONSENT, ALONE))
    assert [f.verdict for f in exland.fates("2010", "2019-12-31")] == ["stands"]


def test_what_never_took_effect_is_not_in_force() -> None:
    """A change that waits for an event has not become anything yet."""
    waiting = state("2010", WITH_CONSENT, InForce(None, "election"))
    exland = decades(lineage(state("2000", ALONE, "2000-01-01"), waiting))
    assert [f.verdict for f in exland.fates("2010", "2025-01-01")] == ["not in force"]


def test_a_rule_that_goes_on_with_a_successor_stands() -> None:
    """A body that another one took the place of, alike in what the reform changed, keeps what the reform gave."""
    council = evolve(institution("council"), seats=7)
    court = institution("court", seats=7, replaces=("council",))
    exland = decades(through(institution("council"), council, "silent"), through(None, None, court))
    assert [f.verdict for f in exland.fates("2010")] == ["stands"]


def test_a_part_that_went_on_with_a_successor_and_shrank_does_not_stand() -> None:
    """What the reform gave the Council is compared with what the Court that took its place has."""
    with_council = power("appoint-judge", step("president", "appoint"), step("council", "consent"))
    with_court = power("appoint-judge", step("president", "appoint"), step("court", "propose"))
    court = institution("court", replaces=("council",))
    exland = decades(through(institution("council"), None, "silent"), through(None, None, court), through(ALONE, with_council, with_court))
    assert [f.verdict for f in exland.fates("2010")] == ["replaced"]


def test_of_what_merged_bodies_were_given_each_part_is_looked_at() -> None:
    """The consent goes on as the Assembly's; the proposal of the other chamber came to an end."""
    given = power("appoint-judge", step("president", "appoint"), step("chamber", "consent"), step("senate", "propose"))
    left = power("appoint-judge", step("president", "appoint"), step("assembly", "consent"))
    chambers = (through(institution(name), None, "silent") for name in ("chamber", "senate"))
    assembly = institution("assembly", replaces=("chamber", "senate"))
    exland = decades(*chambers, through(None, None, assembly), through(ALONE, given, left))
    assert [f.verdict for f in exland.fates("2010")] == ["stands in part"]


def test_a_part_that_is_back_with_a_successor_is_restored() -> None:
    """The Council's consent, weakened to a proposal, is a consent again when the Court has its place."""
    court = institution("court", replaces=("council",))
    forms = [
        power("appoint-judge", step("president", "appoint"), *(step(who, role) for who, role in others))
        for others in (
            [("council", "consent"), ("senate", "propose")],
            [("council", "propose"), ("senate", "propose")],
            [("court", "consent")],
        )
    ]
    exland = decades(through(institution("council"), None, "silent"), through(None, None, court), through(*forms))
    (change,) = [c for c in exland.changes("2020") if c.statement == "appoint-judge"]
    found = change.restores
    assert found is not None
    assert "no part" not in tell_restoration(change)
    assert (set(found.restored), set(found.missing)) == ({"who:court"}, {"who:senate"})


@pytest.mark.parametrize("replaces", [(), ("court",)])
def test_a_succession_that_was_taken_back_is_undone(replaces: tuple[str, ...]) -> None:
    """The Council stands again and the Court that took its place is gone, whether or not the text calls the one the successor of the other."""
    council, court = institution("council"), institution("court", replaces=("council",))
    exland = decades(through(council, "silent", evolve(council, replaces=replaces)), through(None, court, "silent"))
    assert [f.verdict for f in exland.fates("2010")] == ["undone"]


def test_of_several_successors_none_is_taken_for_the_one() -> None:
    """A body that was divided goes on as neither part."""
    council = evolve(institution("council"), term=Period(5, "years"))
    parts = (institution(name, term=Period(5, "years"), replaces=("council",)) for name in ("chamber", "tribunal"))
    exland = decades(through(institution("council"), council, "silent"), *(through(None, None, part) for part in parts))
    assert [(f.verdict, f.now) for f in exland.fates("2010")] == [("replaced", "silent")]


def test_what_does_not_apply_yet_has_changed_nothing() -> None:
    """On a day, a revision that was adopted and waits is not named among those that changed a rule since."""
    later = state("2020", ALONE, "2022-01-01")
    exland = decades(lineage(state("2000", ALONE, "2000-01-01"), state("2010", WITH_CONSENT, "2010-01-01"), later))
    assert [exland.fates("2010", day)[0].by for day in ("2021-01-01", "2022-01-01")] == [(), ("2020",)]


def test_rules_that_only_moved_are_left_out() -> None:
    """A new number is nothing that a reform gave."""
    exland = decades(through(ALONE, evolve(ALONE, articles=(Citation("46"),))))
    assert exland.fates("2010") == ()


def test_a_moment_before_the_revision_is_a_mistake() -> None:
    """Nothing can have become of it yet."""
    exland = decades(through(ALONE, WITH_CONSENT, ALONE))
    with pytest.raises(UserError, match="2010 lies before revision 2020. Choose a later moment"):
        exland.fates("2020", "2010")


# ---- whatever the texts say --------------------------------------------------------------------------------------------------------------


@given(reforms())
def test_at_its_own_revision_every_change_stands(reform: tuple[Constitution, Constitution]) -> None:
    """Nothing has become of a reform on the day it is made."""
    exland = country_of(*reform)
    assert {f.verdict for f in exland.fates("2010")} <= {"stands"}


@given(reforms())
def test_when_a_reform_is_taken_back_every_change_of_a_statement_is_undone(reform: tuple[Constitution, Constitution]) -> None:
    """The text is again what it was before; what an institution that has its place again had taken over counts as it did."""
    before, after = reform
    exland = country_of(before, after, before)
    assert {f.verdict for f in exland.fates("2010") if f.change.kind != "institution"} <= {"undone"}


@given(reforms())
def test_when_a_reform_is_taken_back_every_change_restores_the_rule_before(reform: tuple[Constitution, Constitution]) -> None:
    """Each names the rule of 2000 to 2010, as a whole."""
    before, after = reform
    for change in country_of(before, after, before).changes("2020"):
        if change.kind != "institution" and change.category != "relocation" and change.area != "transition":
            assert change.restores is not None
            assert (change.restores.form.since, change.restores.form.until, change.restores.whole) == ("2000", "2010", True)


@given(histories())
def test_every_form_begins_where_the_one_before_it_ends(history: tuple[Constitution, ...]) -> None:
    """The forms of a rule follow one another without a gap, differ from one another, and the last stands."""
    exland = country_of(*history)
    for name in exland.lineages:
        forms = exland.forms(name)
        assert [f.until for f in forms] == [*(f.since for f in forms[1:]), ""]
        assert all(departures(a.content, b.content, exland.vocabulary.predecessors) for a, b in pairwise(forms))


@given(histories())
def test_blame_names_a_revision_that_changed_the_statement(history: tuple[Constitution, ...]) -> None:
    """Every statement that stands is told once, and comes from a revision whose diff speaks of it, or from the first."""
    exland = country_of(*history)
    last = exland.revisions[-1].id
    origins = exland.blame()
    assert {o.statement.id for o in origins} == set(exland.at(last).statements)
    for origin in origins:
        if origin.since != "2000":
            assert origin.statement.id in {name for c in exland.changes(origin.since) for name in c.covers}
