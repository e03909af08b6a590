"""The exact difference of two constitutions: a groupoid. Deltas lead from state to state, back, and one after another, and lose nothing."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations

import pytest
from hypothesis import given

import constitution_diff as cd
from builders import constitution, institution, norm, power, shuffled, step
from constitution_diff.country import Constitution
from constitution_diff.delta import Delta, DeltaError, Edit, apply, compare
from constitution_diff.model import Label
from strategies import constitutions, histories, reforms

OLD = power("appoint-judge", step("president", "appoint"))
NEW = power("appoint-judge", step("senate", "elect"))


# ---- what a delta holds ------------------------------------------------------------------------------------------------------------


def test_a_delta_lists_what_differs_by_id() -> None:
    """What went, what came and what differs are edits, sorted by id; what stayed is not there."""
    before = constitution(norm("stays"), OLD, institution("council"))
    after = constitution(institution("zemstvo"), NEW, norm("stays"))
    assert compare(before, after).edits == (
        Edit("appoint-judge", OLD, NEW),
        Edit("council", institution("council"), None),
        Edit("zemstvo", None, institution("zemstvo")),
    )


def test_words_for_display_are_no_difference() -> None:
    """A power with another label is the same power."""
    assert not compare(
        constitution(OLD), constitution(power("appoint-judge", step("president", "appoint"), label=Label(en="Naming judges")))
    )


def test_a_delta_has_as_many_edits_as_statements_that_differ() -> None:
    """The length of a delta counts edits, and an empty delta is false."""
    assert (len(compare(constitution(OLD), constitution(NEW))), bool(compare(constitution(OLD), constitution(OLD)))) == (1, False)


# ---- laws --------------------------------------------------------------------------------------------------------------------------


@given(reforms())
def test_applying_a_delta_leads_to_the_state_after(reform: tuple[Constitution, Constitution]) -> None:
    """``apply(before, compare(before, after))`` is ``after``."""
    before, after = reform
    assert apply(before, compare(before, after)) == after


@given(reforms())
def test_the_inverse_leads_back(reform: tuple[Constitution, Constitution]) -> None:
    """The inverse of a delta, applied to the state after, gives the state before."""
    before, after = reform
    assert apply(after, compare(before, after).inverse()) == before


@given(reforms())
def test_the_inverse_is_the_delta_of_the_opposite_direction(reform: tuple[Constitution, Constitution]) -> None:
    """Comparing the other way round and inverting are the same."""
    before, after = reform
    assert compare(before, after).inverse() == compare(after, before)


@given(reforms())
def test_inverting_twice_changes_nothing(reform: tuple[Constitution, Constitution]) -> None:
    """The inverse is an involution."""
    delta = compare(*reform)
    assert delta.inverse().inverse() == delta


@given(constitutions)
def test_nothing_differs_from_itself(state: Constitution) -> None:
    """Comparing a constitution with itself gives no edits."""
    assert compare(state, state).edits == ()


@given(reforms())
def test_deltas_are_equal_only_when_they_do_the_same(reform: tuple[Constitution, Constitution]) -> None:
    """A delta equals the empty one exactly when its two states are equal."""
    before, after = reform
    assert (compare(before, after) == compare(before, before)) == (before == after)


@given(reforms())
def test_the_order_of_statements_never_matters(reform: tuple[Constitution, Constitution]) -> None:
    """Two states written in another order have the same delta."""
    before, after = reform
    assert compare(shuffled(before), shuffled(after)) == compare(before, after)


@given(histories())
def test_deltas_compose(history: tuple[Constitution, ...]) -> None:
    """From the first state to the second and on to the third is from the first to the third."""
    first, second, third, _ = history
    assert compare(first, second).then(compare(second, third)) == compare(first, third)


@given(histories())
def test_composition_is_associative(history: tuple[Constitution, ...]) -> None:
    """Of three deltas in a row it does not matter which two are put together first."""
    one, two, three = (compare(*states) for states in pairwise(history))
    assert one.then(two).then(three) == one.then(two.then(three))


@given(reforms())
def test_the_empty_delta_is_neutral(reform: tuple[Constitution, Constitution]) -> None:
    """Doing nothing before or after a delta leaves it as it is."""
    before, after = reform
    delta = compare(before, after)
    assert compare(before, before).then(delta) == delta == delta.then(compare(after, after))


@given(reforms())
def test_a_delta_and_its_inverse_cancel_out(reform: tuple[Constitution, Constitution]) -> None:
    """There and back again is nowhere."""
    before, after = reform
    delta = compare(before, after)
    assert delta.then(delta.inverse()) == compare(before, before)


@given(reforms())
def test_equal_deltas_have_equal_hashes(reform: tuple[Constitution, Constitution]) -> None:
    """A delta can be a key: shuffled states give the same hash."""
    before, after = reform
    assert hash(compare(shuffled(before), shuffled(after))) == hash(compare(before, after))


# ---- misfits -----------------------------------------------------------------------------------------------------------------------

EMPTY = constitution()
MISFITS = {
    "the statement says something else": (constitution(NEW), compare(constitution(OLD), EMPTY)),
    "the statement is missing": (EMPTY, compare(constitution(OLD), constitution(NEW))),
    "the statement is there already": (constitution(OLD), compare(EMPTY, constitution(OLD))),
    "other areas were read": (constitution(OLD, coded=()), compare(constitution(OLD), constitution(NEW))),
    "other statements were read": (constitution(OLD, unread=["veto"]), compare(constitution(OLD), constitution(NEW))),
}
GAPS = {
    "the statement says something else": (compare(EMPTY, constitution(OLD)), compare(constitution(NEW), EMPTY)),
    "the statement was there already": (compare(EMPTY, constitution(OLD)), compare(EMPTY, constitution(OLD))),
    "other areas were read": (compare(EMPTY, constitution(OLD)), compare(constitution(OLD, coded=()), EMPTY)),
}


@pytest.mark.parametrize("why", MISFITS)
def test_a_delta_applies_only_where_it_starts(why: str) -> None:
    """A constitution that is not the one the delta starts from is refused."""
    state, delta = MISFITS[why]
    with pytest.raises(DeltaError, match="is not"):
        apply(state, delta)


@pytest.mark.parametrize("why", GAPS)
def test_deltas_compose_only_end_to_end(why: str) -> None:
    """Two deltas of which the second does not begin where the first ends are refused."""
    one, two = GAPS[why]
    with pytest.raises(DeltaError, match="is not"):
        one.then(two)


def test_a_misfit_names_the_statement() -> None:
    """The message says which statement does not fit."""
    with pytest.raises(DeltaError, match="'appoint-judge'"):
        apply(EMPTY, compare(constitution(OLD), EMPTY))


# ---- real constitutions ------------------------------------------------------------------------------------------------------------


@cache
def _states(code: str) -> tuple[Constitution, ...]:
    """Every state as adopted, and what was in force on the first and the last day of each revision and long after."""
    country = cd.load(code)
    days = {r.in_force for r in country.revisions} | {
        s.provenance.in_force.date for lineage in country.lineages.values() for s in lineage.states if s.provenance.in_force.date
    }
    return (
        *(country.at(r.id) for r in country.revisions),
        *(country.at(day) for day in sorted(days) if day >= country.revisions[0].in_force),
    )


def _pairs(code: str) -> list[tuple[Constitution, Constitution]]:
    return list(permutations(_states(code), 2))


@pytest.mark.parametrize("code", cd.countries())
def test_applying_real_reforms_leads_to_the_state_after(code: str) -> None:
    """Between any two states of a country, as adopted or in force, the delta leads from one to the other."""
    assert all(apply(before, compare(before, after)) == after for before, after in _pairs(code))


@pytest.mark.parametrize("code", cd.countries())
def test_real_reforms_can_be_undone(code: str) -> None:
    """Between any two states of a country, the inverse leads back."""
    assert all(apply(after, compare(before, after).inverse()) == before for before, after in _pairs(code))


@pytest.mark.parametrize("code", cd.countries())
def test_real_states_do_not_differ_from_themselves(code: str) -> None:
    """No state of a country differs from itself."""
    assert not any(compare(state, state) for state in _states(code))


@pytest.mark.parametrize("code", cd.countries())
def test_real_reforms_compose(code: str) -> None:
    """Through any third state of a country, two deltas in sequence are the delta of the whole way."""
    ways: list[tuple[Delta, Delta, Delta]] = [(compare(a, b), compare(b, c), compare(a, c)) for a, b, c in permutations(_states(code), 3)]
    assert all(one.then(two) == whole for one, two, whole in ways)


@pytest.mark.parametrize("code", cd.countries())
def test_the_order_of_real_statements_never_matters(code: str) -> None:
    """Two states of a country written in another order have the same delta."""
    assert all(compare(shuffled(before), shuffled(after)) == compare(before, after) for before, after in _pairs(code))
