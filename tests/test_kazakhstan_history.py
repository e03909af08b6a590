"""Nine states of Kazakhstan's constitution, 1995 to 2026, against the facts: terms, seats, consents, thresholds, the ten offices of 2026, reversals."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache, reduce
from itertools import combinations, pairwise

import pytest

from constitution_diff.catalogue import countries, load
from constitution_diff.changes import Change, Changes, diff
from constitution_diff.country import Constitution, Country
from constitution_diff.delta import apply, compare
from constitution_diff.facets import holders_among, participants
from constitution_diff.model import Power
from constitution_diff.roles import ROLES, Part
from constitution_diff.wording import tell_restoration

REVISIONS = ("1995", "1998-10", "2007-05", "2011-02", "2017-03", "2019-03", "2022-06", "2022-09", "2026-03")


@pytest.fixture(scope="module")
def kz() -> Country:
    """The country."""
    return load("KZ")


@cache
def made(revision: str) -> Changes:
    """What a revision changed."""
    return load("KZ").changes(revision)


def change(revision: str, statement: str) -> Change:
    """The one change of a revision that is about a statement."""
    (found,) = [c for c in made(revision) if c.statement == statement]
    return found


def power(state: Constitution, name: str) -> Power:
    """A power as a state has it."""
    found = state.statements[name]
    assert isinstance(found, Power)
    return found


def by_part(found: Power, part: Part) -> set[str]:
    """Who plays a part in a power."""
    return {name for name, played in participants(found).items() if played is part}


# ---- the states ----------------------------------------------------------------------------------------------------------------------


def test_nine_states_are_coded(kz: Country) -> None:
    """From the Constitution of 1995 to that of 2026."""
    assert tuple(r.id for r in kz.revisions) == REVISIONS


@pytest.mark.parametrize(
    ("day", "revision"),
    [
        ("1995-09-05", "1995"),
        ("1998-10-06", "1995"),
        ("1999-01-01", "1998-10"),
        ("2008-01-01", "2007-05"),
        ("2012-01-01", "2011-02"),
        ("2018-01-01", "2017-03"),
        ("2020-01-01", "2019-03"),
        ("2022-07-01", "2022-06"),
        ("2024-01-01", "2022-09"),
        ("2026-11-24", "2026-03"),
    ],
)
def test_a_day_falls_under_the_latest_revision(kz: Country, day: str, revision: str) -> None:
    """Every day since the Constitution of 1995 took effect can be asked for."""
    assert kz.at(day).version.revision == revision


def test_between_adoption_and_entry_into_force_a_constitution_is_pending(kz: Country) -> None:
    """On 1 May 2026 the new Constitution was adopted, and the Senate still there."""
    state = kz.at("2026-05-01")
    assert state.institution("senate")
    assert not state.institution("kurultai")
    assert "kurultai" in {p.id for p in kz.pending("2026-05-01")}


def test_from_july_2026_the_kurultai_is_there(kz: Country) -> None:
    """The day the Constitution of 2026 took effect."""
    state = kz.at(date(2026, 7, 1))
    assert state.institution("kurultai")
    assert not state.institution("senate")


# ---- numbers -------------------------------------------------------------------------------------------------------------------------


def _term(state: Constitution, *names: str) -> str | None:
    found = next((i for name in names if (i := state.institution(name))), None)
    return str(found.term) if found else None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("president",), [5, 7, 5, 5, 5, 5, 5, 7, 7]),
        (("constitutional-court", "constitutional-council"), [6, 6, 6, 6, 6, 6, 6, 8, 8]),
        (("senate",), [4, 6, 6, 6, 6, 6, 6, 6, None]),
        (("mazhilis", "kurultai"), [4, 5, 5, 5, 5, 5, 5, 5, 5]),
        (("maslikhats",), [4, 4, 5, 5, 5, 5, 5, 5, 5]),
    ],
)
def test_terms_in_years(kz: Country, names: tuple[str, ...], expected: list[int | None]) -> None:
    """State by state, as adopted."""
    assert [_term(kz.at(r), *names) for r in REVISIONS] == [n if n is None else f"{n} years" for n in expected]


def test_seats_of_the_lower_chamber_and_its_successor(kz: Country) -> None:
    """67, 77, 107, 98, and 145 in the Kurultai."""
    seats = [next(i.seats for name in ("mazhilis", "kurultai") if (i := kz.at(r).institution(name))) for r in REVISIONS]
    assert seats == [67, 77, 107, 107, 107, 107, 98, 98, 145]


def test_senators_appointed_by_the_president(kz: Country) -> None:
    """7, 15, 10, none."""
    counts = []
    for revision in REVISIONS:
        found = kz.at(revision).statements.get("appoint-upper-chamber-members")
        counts.append(sum(r.seats or 0 for r in found.routes) if isinstance(found, Power) else 0)
    assert counts == [7, 7, 15, 15, 15, 15, 10, 10, 0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("appoint-central-bank-governor", ["parliament", "parliament", *["senate"] * 6, ""]),
        ("appoint-prosecutor-general", [*["senate"] * 8, ""]),
        ("appoint-constitutional-court-chair", [*[""] * 6, "senate", "senate", ""]),
        ("appoint-prime-minister", ["parliament", "parliament", *["mazhilis"] * 6, "kurultai"]),
    ],
)
def test_whose_consent_an_appointment_needs(kz: Country, name: str, expected: list[str]) -> None:
    """State by state."""
    assert ["+".join(sorted(by_part(power(kz.at(r), name), Part.CONSENTS))) for r in REVISIONS] == expected


def test_the_majority_for_a_vote_of_no_confidence(kz: Country) -> None:
    """Two thirds of each chamber; from 2007 a majority of the Mazhilis; in 2026 of the Kurultai."""
    found = []
    for revision in REVISIONS:
        (step,) = [s for s in power(kz.at(revision), "pass-no-confidence").steps if ROLES[s.role].part is Part.DECIDES]
        assert step.threshold
        found.append((sorted(holders_among(participants(power(kz.at(revision), "pass-no-confidence")))), step.threshold.amount))
    assert found == [
        *[(["mazhilis", "senate"], Fraction(2, 3))] * 2,
        *[(["mazhilis"], Fraction(1, 2))] * 6,
        (["kurultai"], Fraction(1, 2)),
    ]


# ---- the ten offices of Article 46(5) of 2026 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "appoint-constitutional-court-chair",
        "appoint-central-bank-governor",
        "appoint-judicial-council-chair",
        "appoint-security-chief",
        "appoint-prosecutor-general",
    ],
)
def test_five_offices_lose_the_senates_consent(name: str) -> None:
    """The President decided and decides; what the Senate had to say is gone."""
    found = change("2026-03", name)
    assert (found.rule, found.source or found.target, found.partners) == ("consent-removed", ("president",), ("senate",))


@pytest.mark.parametrize("name", ["appoint-chief-justice", "appoint-ombudsman"])
def test_two_offices_move_from_the_senate_to_the_president(name: str) -> None:
    """Who elected them on proposal was the Senate; now the President appoints."""
    found = change("2026-03", name)
    assert (found.category, found.source, found.target) == ("transfer", ("senate",), ("president",))


@pytest.mark.parametrize("name", ["appoint-electoral-commission", "appoint-audit-body"])
def test_two_chairs_stay_the_presidents(kz: Country, name: str) -> None:
    """One seat each is filled by the President alone, before and after; what changes is who fills the others."""
    for revision in ("2022-09", "2026-03"):
        assert (1, {"president": Part.DECIDES}) in [
            (r.seats, participants(Power("x", "y", (r,)))) for r in power(kz.at(revision), name).routes
        ]


def test_the_head_of_the_state_guard_service_stays_the_presidents(kz: Country) -> None:
    """As the head of a body directly under the President, and by name since 2026: the rule only moved."""
    assert participants(power(kz.at("2026-03"), "appoint-heads-of-presidential-bodies")) == {"president": Part.DECIDES}
    assert change("2026-03", "appoint-heads-of-presidential-bodies").category == "relocation"


def test_the_judges_of_the_court_come_from_the_president_with_the_kurultais_consent(kz: Country) -> None:
    """Four by the President and three by each chamber before; ten by the President after."""
    found = change("2026-03", "appoint-constitutional-court-judges")
    assert found.rule == "seats-redistributed"
    before, after = (power(kz.at(r), "appoint-constitutional-court-judges") for r in ("2022-09", "2026-03"))
    assert sorted((r.seats or 0) for r in before.routes) == [3, 3, 4]
    assert [(r.seats, [s.role for s in r.steps]) for r in after.routes] == [(10, ["appoint", "consent"])]
    assert participants(after) == {"president": Part.DECIDES, "kurultai": Part.CONSENTS}
    (consent,) = [s for s in after.steps if ROLES[s.role].part is Part.CONSENTS]
    assert consent.threshold
    assert (consent.threshold.amount, consent.threshold.strict, consent.threshold.of) == (Fraction(1, 2), True, "members")


def test_a_second_refusal_of_consent_allows_dissolution(kz: Country) -> None:
    """One of the ways to dissolve the Kurultai, which none of the earlier texts knew."""
    ways = {r.id for r in power(kz.at("2026-03"), "dissolve-parliament").routes}
    assert "after-refusal-of-consent" in ways
    assert "46(8)" in power(kz.at("2026-03"), "dissolve-parliament").articles


# ---- a new constitution with its own numbering ---------------------------------------------------------------------------------------


def test_a_new_number_is_not_a_change_in_law() -> None:
    """Hundreds of rules only moved; they are told as that and nothing else."""
    moved = made("2026-03").of("relocation")
    assert len(moved) > len(made("2026-03")) // 2
    assert all(c.articles_before != c.articles_after and not c.effects for c in moved)


def test_the_kurultai_takes_the_place_of_parliament_and_its_chambers() -> None:
    """One institution for three."""
    found = change("2026-03", "kurultai")
    assert (found.rule, set(found.source)) == ("institutions-merged", {"parliament", "senate", "mazhilis"})


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("constitutional-court", ("constitutional-council", "constitutional-court")),
        ("accounts-committee", ("accounts-committee", "supreme-audit-chamber")),
        ("senate", ("senate", "kurultai")),
        ("mazhilis", ("mazhilis", "kurultai")),
        ("khalyk-kenesi", ("assembly-of-the-people", "khalyk-kenesi")),
        ("state-counsellor", ("state-counsellor",)),
    ],
)
def test_names_and_successors_resolve(kz: Country, asked: str, line: tuple[str, ...]) -> None:
    """From 1995 to 2026 each is one line."""
    assert kz.history(asked).line == line


def test_the_state_secretary_became_the_state_counsellor(kz: Country) -> None:
    """A new name is not a new office."""
    names = [kz.at(r).institution("state-counsellor") for r in ("1995", "2022-06")]
    assert [i and i.name["en"] for i in names] == ["State Secretary", "State Counsellor"]


@pytest.mark.parametrize(
    "name", ["appoint-constitutional-court-chair", "appoint-prime-minister", "pass-no-confidence", "veto-law", "adopt-law"]
)
def test_a_power_is_one_line_from_1995_to_2026(kz: Country, name: str) -> None:
    """It is found under one id in every state."""
    assert all(isinstance(kz.at(r).statements[name], Power) for r in REVISIONS)


# ---- reversals -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revision", "statement", "expected"),
    [
        ("2026-03", "appoint-constitutional-court-chair", "restores the rule in force from 1995 to June 2022"),
        ("2026-03", "appoint-judicial-council-chair", "restores the rule in force from October 1998 to June 2022"),
        ("2022-06", "first-president-re-election", "the text is silent again, as from 1995 to May 2007"),
        ("2022-09", "seat-of-the-capital", "restores the rule in force from May 2007 to March 2019"),
    ],
)
def test_a_change_names_the_rule_it_restores(revision: str, statement: str, expected: str) -> None:
    """In words that name the months."""
    assert tell_restoration(change(revision, statement)) == expected


def test_the_presidential_term_goes_back_twice() -> None:
    """Five, seven, five, seven years."""
    told = [c for r in REVISIONS[1:] for c in made(r) if c.statement == "president" and c.facets == {"term"}]
    assert [tell_restoration(c) for c in told] == [
        "",
        "restores the rule in force from 1995 to October 1998",
        "restores the rule in force from October 1998 to May 2007",
    ]


def test_what_is_left_of_june_2022(kz: Country) -> None:
    """The two consents are undone, the death penalty ban stands, the election of the Mazhilis is replaced."""
    verdicts = {f.change.statement: f.verdict for f in kz.fates("2022-06", "2026-11-24") if f.change.kind != "institution"}
    assert verdicts["appoint-constitutional-court-chair"] == "undone"
    assert verdicts["appoint-judicial-council-chair"] == "undone"
    assert verdicts["death-penalty"] == "stands"
    assert verdicts["appoint-upper-chamber-members"] == "replaced"


# ---- deltas are a groupoid -----------------------------------------------------------------------------------------------------------

PAIRS = [(code, before.id, after.id) for code in countries() for before, after in combinations(load(code).revisions, 2)]


@pytest.mark.parametrize(("code", "before", "after"), PAIRS)
def test_every_pair_of_states_applies_and_inverts(code: str, before: str, after: str) -> None:
    """Of all shipped countries: the delta leads from the one to the other and its inverse back; their composition is the identity."""
    one, other = load(code).at(before), load(code).at(after)
    delta = compare(one, other)
    assert apply(one, delta) == other
    assert apply(other, delta.inverse()) == one
    assert delta.inverse() == compare(other, one)
    assert delta.then(delta.inverse()) == compare(one, one)


@pytest.mark.parametrize(("code", "before", "after"), PAIRS)
def test_the_steps_between_two_states_compose(code: str, before: str, after: str) -> None:
    """Of all shipped countries: the deltas of the revisions between are together the delta of the two states."""
    ids = [r.id for r in load(code).revisions]
    states = [load(code).at(r) for r in ids[ids.index(before) : ids.index(after) + 1]]
    steps = [compare(*pair) for pair in pairwise(states)]
    assert reduce(lambda one, other: one.then(other), steps) == compare(states[0], states[-1])


def test_eight_reforms_in_a_row_are_one(kz: Country) -> None:
    """The findings too: before is the text of 1995, after that of 2026, and they are those of the direct comparison."""
    first, last = kz.at("1995"), kz.at("2026-03")
    whole = reduce(lambda one, other: one.then(other), map(made, REVISIONS[1:]))
    assert whole == diff(first, last)
    assert whole.delta == compare(first, last)
    for found in whole:
        for edit in found.edits:
            assert (edit.before, edit.after) == (first.statements.get(edit.id), last.statements.get(edit.id))
