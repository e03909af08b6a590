"""The findings of a diff: nothing lost, nothing twice, nothing guessed; what a change is, and what it is read to mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise, permutations
from typing import Any, TypeAlias

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings

from builders import (
    DIRECTIONS,
    any_of,
    at_least,
    constitution,
    each_of,
    institution,
    joint,
    kazakhstan,
    label,
    more_than,
    norm,
    power,
    route,
    shuffled,
    step,
)
from constitution_diff.balance import Ledger, take_balance
from constitution_diff.changes import Change, Changes, diff
from constitution_diff.country import Constitution
from constitution_diff.delta import DeltaError, compare
from constitution_diff.effects import Effect, read_effects
from constitution_diff.model import Label, Power, Provenance, Statement
from constitution_diff.pairing import pair
from constitution_diff.problems import UserError
from strategies import constitutions, histories, reforms, successions

Reform: TypeAlias = tuple[Constitution, Constitution]
Statements: TypeAlias = list[Statement]

PRESIDENT, SENATE, COUNCIL, COURT = (institution(name) for name in ("president", "senate", "council", "court"))
SUCCESSOR = institution("court", replaces=("council",))


def reform(before: Iterable[Statement], after: Iterable[Statement]) -> Changes:
    """What changed from some statements to others."""
    return diff(constitution(*before), constitution(*after))


def told(changes: Changes) -> list[str]:
    """The changes as they print, without the brackets."""
    return [repr(change).strip("<>") for change in changes]


# ---- nothing lost, nothing twice ---------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(reforms())
def test_every_difference_is_covered(pair_of_states: Reform) -> None:
    """Whatever differs is covered by a change, or listed as not compared, and never both."""
    changes = diff(*pair_of_states)
    covered = {name for change in changes for name in change.covers}
    assert {e.id for e in changes.delta.edits} - set(changes.not_compared) == covered


@given(reforms())
def test_a_change_covers_only_what_differs(pair_of_states: Reform) -> None:
    """Every statement a change covers is an edit of the delta, as it stands there."""
    changes = diff(*pair_of_states)
    assert {edit for change in changes for edit in change.edits} <= set(changes.delta.edits)


@given(reforms())
def test_no_finding_is_told_twice(pair_of_states: Reform) -> None:
    """No rule names two changes of the same statement, and no change names a rule twice."""
    changes = diff(*pair_of_states)
    findings = Counter((rule, change.statement) for change in changes for rule in (change.rule, *change.aspects))
    assert max(findings.values(), default=1) == 1


@given(reforms())
def test_the_order_of_statements_never_matters(pair_of_states: Reform) -> None:
    """States written in another order give equal changes and the same JSON to the letter."""
    before, after = pair_of_states
    one, other = diff(before, after), diff(shuffled(before), shuffled(after))
    assert (one, one.to_json()) == (other, other.to_json())


@given(constitutions)
def test_nothing_changed_between_a_state_and_itself(state: Constitution) -> None:
    """Diffing a constitution with itself finds nothing."""
    assert len(diff(state, state)) == 0


@given(reforms())
def test_every_change_can_be_told(pair_of_states: Reform) -> None:
    """Whatever a change is, there is a sentence for it."""
    assert all(change.sentence.endswith(".") for change in diff(*pair_of_states))


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_every_difference_of_a_real_reform_is_covered(direction: str) -> None:
    """In Kazakhstan, both ways, everything was read and everything that differs is covered."""
    changes = kazakhstan(direction)
    assert {name for change in changes for name in change.covers} == {e.id for e in changes.delta.edits}


ACTS: dict[str, tuple[Statements, Statements, list[str]]] = {
    "a transfer is not also a loss and a gain": (
        [power("appoint-judge", step("president", "appoint"))],
        [power("appoint-judge", step("senate", "appoint"))],
        ["power-transferred appoint-judge from=president to=senate"],
    ),
    "a new consent is one change": (
        [power("appoint-judge", step("president", "appoint"))],
        [power("appoint-judge", step("president", "appoint"), step("senate", "consent"))],
        ["consent-added appoint-judge from=president partners=senate"],
    ),
    "what also changed in the same act are its aspects": (
        [power("declare-war", step("senate", threshold=more_than("1/2")), articles=["9"])],
        [power("declare-war", step("senate", threshold=at_least("2/3")), step("president", "confirm"), articles=["10"])],
        ["consent-added declare-war from=senate partners=president also=threshold-raised"],
    ),
    "a body and its seats are shared out anew in one bargain": (
        [institution("court", seats=7), power("fill-court", route(step("president", "appoint"), seats=7), fills="court")],
        [
            institution("court", seats=11),
            power("fill-court", route(step("president", "appoint"), seats=4), route(step("senate", "appoint"), seats=7), fills="court"),
        ],
        ["seats-redistributed fill-court from=president to=senate"],
    ),
    "a parliament comes with its chambers and their committees": (
        [],
        [
            institution("parliament"),
            institution("senate", part_of="parliament"),
            institution("committee", part_of="senate"),
        ],
        ["institution-established parliament to=parliament"],
    ),
    "a power that moves to another article has not changed in law": (
        [power("appoint-judge", step("president", "appoint"), articles=["44(3)"])],
        [power("appoint-judge", step("president", "appoint"), articles=["46(3)"])],
        ["power-relocated appoint-judge"],
    ),
    "words are no change": (
        [power("appoint-judge", step("president", "appoint"))],
        [power("appoint-judge", step("president", "appoint"), label=Label(en="Naming judges"))],
        [],
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_one_act_is_one_finding(act: str) -> None:
    """One act of law, though it touches several fields or statements, is one change."""
    before, after, expected = ACTS[act]
    assert told(reform(before, after)) == expected


@pytest.mark.parametrize("act", ACTS)
def test_one_finding_covers_the_whole_act(act: str) -> None:
    """Everything that the act touches is covered by its change."""
    before, after, _ = ACTS[act]
    changes = reform(before, after)
    assert {name for change in changes for name in change.covers} == {edit.id for edit in changes.delta.edits}


def test_institutions_that_are_part_of_each_other_are_told_one_by_one() -> None:
    """Where each is part of the other, neither takes the other along: a circle loses nothing."""
    changes = reform([], [institution("council", part_of="court"), institution("court", part_of="council")])
    assert told(changes) == ["institution-established council to=council", "institution-established court to=court"]


def test_a_part_that_changes_beyond_its_fate_is_told_on_its_own() -> None:
    """A chair replaced together with the body it leads is told with it, unless something else about the chair changed too."""
    before: Statements = [COUNCIL, institution("council-chair", part_of="council", seats=1)]
    after: Statements = [SUCCESSOR, institution("court-chair", part_of="court", replaces=("council-chair",), seats=2)]
    changes = reform(before, after)
    assert [c.rule for c in changes if c.statement == "court-chair"] == ["institution-replaced", "seats-changed"]


KINDS: dict[str, Statement] = {"institution": institution("veto"), "power": power("veto", step()), "norm": norm("veto")}


@pytest.mark.parametrize(("one", "other"), list(permutations(KINDS, 2)))
def test_an_id_names_one_kind_of_thing(one: str, other: str) -> None:
    """States in which one id is a power here and a norm there cannot be compared; the message says which id, and what it is on each side."""
    with pytest.raises(UserError, match=f"'veto' is of the kind '{one}' before and of the kind '{other}' after"):
        reform([KINDS[one]], [KINDS[other]])


# ---- what was not read -------------------------------------------------------------------------------------------------------------

VETO = power("veto", step(), area="legislature")
SILENCES: dict[str, Constitution] = {
    "silent": constitution(),
    "denied": constitution(power("veto", denied=True, area="legislature")),
    "not coded": constitution(unread=["veto"]),
}
BETWEEN_SILENCES = {
    ("silent", "denied"): (["power-excluded veto"], ()),
    ("denied", "silent"): (["power-exclusion-lifted veto"], ()),
    ("silent", "not coded"): ([], ("veto",)),
    ("not coded", "silent"): ([], ("veto",)),
    ("denied", "not coded"): ([], ("veto",)),
    ("not coded", "denied"): ([], ("veto",)),
}
BETWEEN_SILENCE_AND_A_POWER = {
    "silent": (["power-no-longer-stated veto from=president"], ["power-granted veto to=president"], ()),
    "denied": (["power-abolished veto from=president"], ["power-restored veto to=president"], ()),
    "not coded": ([], [], ("veto",)),
}


@pytest.mark.parametrize(("one", "other"), BETWEEN_SILENCES)
def test_three_silences_differ(one: str, other: str) -> None:
    """That the text is silent, that it denies a power to everyone and that nobody has read it are three things, each way."""
    changes = diff(SILENCES[one], SILENCES[other])
    assert (told(changes), changes.not_compared) == BETWEEN_SILENCES[one, other]


@pytest.mark.parametrize("silence", BETWEEN_SILENCE_AND_A_POWER)
def test_each_silence_ends_a_power_in_its_own_way(silence: str) -> None:
    """Silence drops a power, a denial abolishes it, and of what nobody has read nothing can be said."""
    lost, _, not_compared = BETWEEN_SILENCE_AND_A_POWER[silence]
    changes = diff(constitution(VETO), SILENCES[silence])
    assert (told(changes), changes.not_compared) == (lost, not_compared)


@pytest.mark.parametrize("silence", BETWEEN_SILENCE_AND_A_POWER)
def test_each_silence_gives_way_to_a_power_in_its_own_way(silence: str) -> None:
    """After silence a power is granted, after a denial it is restored, and after an unread text nothing can be said."""
    _, gained, not_compared = BETWEEN_SILENCE_AND_A_POWER[silence]
    changes = diff(SILENCES[silence], constitution(VETO))
    assert (told(changes), changes.not_compared) == (gained, not_compared)


HALF_CODED: dict[str, Statement] = {
    "a power": VETO,
    "an institution": institution("senate", area="legislature"),
    "a norm": norm("immunity", area="legislature", kind="immunity"),
}


@pytest.mark.parametrize("what", HALF_CODED)
def test_half_a_coding_is_not_an_abolition(what: str) -> None:
    """What stands in an area that nobody has read after the reform is not compared, instead of abolished."""
    changes = diff(constitution(HALF_CODED[what]), constitution(coded=["government"]))
    assert (told(changes), changes.not_compared) == ([], (HALF_CODED[what].id,))


@pytest.mark.parametrize("what", HALF_CODED)
def test_half_a_coding_is_not_an_addition(what: str) -> None:
    """What stands in an area that nobody has read before the reform is not compared, instead of new."""
    changes = diff(constitution(coded=["government"]), constitution(HALF_CODED[what]))
    assert (told(changes), changes.not_compared) == ([], (HALF_CODED[what].id,))


def test_areas_read_on_one_side_are_named() -> None:
    """The areas that were not read on both sides are listed, in alphabetical order."""
    changes = diff(constitution(coded=["government", "legislature"]), constitution(coded=["judiciary", "government"]))
    assert changes.areas_not_compared == ("judiciary", "legislature")


def test_what_stands_on_both_sides_is_compared_wherever_it_stands() -> None:
    """A statement given on both sides has been read on both, whatever the areas say."""
    before, after = (constitution(power("veto", step(who)), coded=()) for who in ("president", "senate"))
    assert told(diff(before, after)) == ["power-transferred veto from=president to=senate"]


# ---- pairing -----------------------------------------------------------------------------------------------------------------------

PREDECESSORS: Statements = [COUNCIL, institution("panel")]
ALL_HEIRS: Statements = [institution(heir, replaces=("council", "panel")) for heir in ("court", "tribunal")]
SUCCESSIONS: dict[str, tuple[Statements, Statements, str]] = {
    "succession": ([COUNCIL], [SUCCESSOR], "institution-replaced court from=council to=court"),
    "merger": (PREDECESSORS, ALL_HEIRS[:1], "institutions-merged court from=council+panel to=court"),
    "split": (
        [COUNCIL],
        [institution(heir, replaces=("council",)) for heir in ("court", "tribunal")],
        "institution-split court from=council to=court+tribunal",
    ),
    "unclear": (PREDECESSORS, ALL_HEIRS, "succession-unclear court from=council+panel to=court+tribunal"),
}
BACKWARDS = {
    "succession": "institution-replaced council from=court to=council",
    "merger": "institution-split council from=court to=council+panel",
    "split": "institutions-merged council from=court+tribunal to=council",
    "unclear": "succession-unclear council from=court+tribunal to=council+panel",
}


@pytest.mark.parametrize("relation", SUCCESSIONS)
def test_institutions_pair_through_succession(relation: str) -> None:
    """Those that take the place of others are paired with them, and why is said."""
    before, after, _ = SUCCESSIONS[relation]
    pairs = pair(compare(constitution(*before), constitution(*after))).pairs
    assert [(p.before, p.after, p.relation) for p in pairs] == [(tuple(before), tuple(after), relation)]


@pytest.mark.parametrize("relation", SUCCESSIONS)
def test_a_succession_is_one_change(relation: str) -> None:
    """One taking the place of another is neither an abolition nor an establishment; where two ways are possible, all are named."""
    before, after, expected = SUCCESSIONS[relation]
    assert told(reform(before, after)) == [expected]


@pytest.mark.parametrize("relation", SUCCESSIONS)
def test_a_succession_is_found_backwards(relation: str) -> None:
    """Read backwards in time, a successor gives way to its predecessor, and a merger is a split."""
    before, after, _ = SUCCESSIONS[relation]
    assert told(reform(after, before)) == [BACKWARDS[relation]]


def test_without_a_successor_an_institution_is_abolished() -> None:
    """Names and powers never pair institutions: without a link, one goes and another comes."""
    changes = reform([COUNCIL], [institution("tribunal", name=label("council"))])
    assert told(changes) == ["institution-abolished council from=council", "institution-established tribunal to=tribunal"]


FOLLOWERS: dict[str, Callable[[str], Statement]] = {
    "a power": lambda name: power("review-laws", step(name, "review"), step("senate", "petition", to=name)),
    "a norm": lambda name: norm("immunity", name, kind="immunity"),
    "a part": lambda name: institution("registry", part_of=name),
    "members by right": lambda name: institution("senate", by_right=(name,)),
}


@pytest.mark.parametrize("what", FOLLOWERS)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_what_follows_a_successor_has_not_moved(what: str, direction: str) -> None:
    """A statement that only speaks of the successor in place of the predecessor is carried by the change of the institution."""
    follower = FOLLOWERS[what]
    old, new = constitution(COUNCIL, follower("council")), constitution(SUCCESSOR, follower("court"))
    (change,) = diff(old, new) if direction == "forwards" else diff(new, old)
    assert (change.rule, change.carried) == ("institution-replaced", (follower("court").id,))


@pytest.mark.parametrize("direction", DIRECTIONS)
@given(states=successions())
def test_everything_follows_a_successor(direction: str, states: Reform) -> None:
    """Whatever speaks of a body that is replaced, and however, a pure succession is one change that covers it all."""
    changes = diff(*states) if direction == "forwards" else diff(*states[::-1])
    assert [(c.rule, set(c.covers)) for c in changes] == [("institution-replaced", {e.id for e in changes.delta.edits})]


def test_a_power_of_two_bodies_follows_their_merger() -> None:
    """What two bodies did together, the body they merged into does: nothing has moved."""
    before: Statements = [*PREDECESSORS, power("review-laws", step(joint("council", "panel"), "review"))]
    (change,) = reform(before, [*ALL_HEIRS[:1], power("review-laws", step("court", "review"))])
    assert (change.rule, change.carried) == ("institutions-merged", ("review-laws",))


def test_a_power_that_changes_while_it_follows_is_told_with_the_successor_read_in() -> None:
    """A power that follows a successor and is shared besides is a change of its own, but no transfer."""
    before: Statements = [COUNCIL, power("review-laws", step("council", "review"))]
    after: Statements = [SUCCESSOR, power("review-laws", step("court", "review"), step("senate", "approve"))]
    assert told(reform(before, after))[0] == "consent-added review-laws from=court partners=senate"


def test_after_a_split_nothing_is_carried() -> None:
    """Which of two successors a power went to is told power by power."""
    before: Statements = [COUNCIL, power("review-laws", step("council", "review"))]
    after = [institution(heir, replaces=("council",)) for heir in ("court", "tribunal")]
    changes = reform(before, [*after, power("review-laws", step("court", "review"))])
    assert told(changes)[0] == "power-transferred review-laws from=council to=court"


def test_a_named_successor_tells_what_became_of_a_predecessor_nobody_looked_for() -> None:
    """That the successor says whom it replaces is enough, though the predecessor's area was not read again."""
    before = constitution(institution("council", area="judiciary"), power("review-laws", step("council")))
    after = constitution(SUCCESSOR, power("review-laws", step("court")), coded=["government"])
    assert told(diff(before, after)) == ["institution-replaced court from=council to=court"]


# ---- fingerprints ------------------------------------------------------------------------------------------------------------------


def _appointed(by: str = "president", **details: Any) -> Power:  # noqa: ANN401
    return power("appoint-judge", step(by, "appoint"), **details)


def _fingerprint(before: Statement, after: Statement) -> str:
    (change,) = reform([before], [after])
    return change.fingerprint


REWORDED = {
    "the label": _appointed("senate", label=Label(en="Naming judges")),
    "a note": _appointed("senate", provenance=Provenance(note="read again")),
    "the confidence": _appointed("senate", provenance=Provenance(confidence="reported")),
    "a source": _appointed("senate", provenance=Provenance(sources=("gazette",))),
}
REVALUED = {
    "another actor": _appointed("government"),
    "another threshold": power("appoint-judge", step("senate", "appoint", threshold=at_least("2/3"))),
    "another article": _appointed("senate", articles=["104.10"]),
    "another area": _appointed("senate", area="judiciary"),
}


@pytest.mark.parametrize("what", REWORDED)
def test_a_fingerprint_survives_new_words(what: str) -> None:
    """Words, notes and sources are not part of what a fingerprint is made of."""
    assert _fingerprint(_appointed(), REWORDED[what]) == _fingerprint(_appointed(), _appointed("senate"))


@pytest.mark.parametrize("what", REVALUED)
def test_a_fingerprint_tells_values_apart(what: str) -> None:
    """Another actor, number or article is another change."""
    assert _fingerprint(_appointed(), REVALUED[what]) != _fingerprint(_appointed(), _appointed("senate"))


def test_a_fingerprint_survives_another_name_of_an_institution() -> None:
    """That a body is called otherwise throughout does not matter to a change of its size."""
    renamed = {"name": Label(en="Upper House")}
    assert _fingerprint(institution("senate", seats=50, **renamed), institution("senate", seats=40, **renamed)) == _fingerprint(
        institution("senate", seats=50), institution("senate", seats=40)
    )


def test_a_fingerprint_tells_new_names_apart() -> None:
    """Of a change of name, the names are the values."""
    old, one, other = (institution("council", name=Label(en=name)) for name in ("Council", "Court", "Tribunal"))
    assert _fingerprint(old, one) != _fingerprint(old, other)


def test_a_fingerprint_depends_on_the_direction() -> None:
    """There and back are two changes."""
    assert _fingerprint(_appointed(), _appointed("senate")) != _fingerprint(_appointed("senate"), _appointed())


def test_fingerprints_are_distinct_within_a_real_reform() -> None:
    """No two changes of Kazakhstan, forwards and backwards, share a fingerprint."""
    fingerprints = [change.fingerprint for direction in DIRECTIONS for change in kazakhstan(direction)]
    assert len(set(fingerprints)) == len(fingerprints)


def test_a_fingerprint_is_short_and_plain() -> None:
    """Twelve hexadecimal digits, good for a link."""
    fingerprint = _fingerprint(_appointed(), _appointed("senate"))
    assert len(fingerprint) == 12
    assert int(fingerprint, 16) >= 0


# ---- a change ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def moved() -> Change:
    """The appointment of judges moves from the president to the senate."""
    (change,) = reform([PRESIDENT, SENATE, _appointed()], [PRESIDENT, SENATE, _appointed("senate")])
    return change


def test_a_change_prints_rule_statement_and_actors(moved: Change) -> None:
    """What it is, about what, from whom, to whom."""
    assert repr(moved) == "<power-transferred appoint-judge from=president to=senate>"


def test_a_change_prints_partners_and_aspects() -> None:
    """Several institutions, and several aspects, are joined by a plus."""
    before = _appointed(only=("judges",))
    after = power("appoint-judge", step("president", "appoint"), step("senate", "consent"), step("council", "approve"), frequency=None)
    assert [repr(c) for c in reform([before], [after])] == [
        "<consent-added appoint-judge from=president partners=council+senate also=scope-widened>"
    ]


def test_a_change_holds_both_sides(moved: Change) -> None:
    """The statement before and after, as each text has it."""
    assert (moved.before, moved.after) == (_appointed(), _appointed("senate"))


def test_a_change_of_an_institution_holds_predecessor_and_successor() -> None:
    """The two sides of a succession are the old body and the new one."""
    (change,) = reform([COUNCIL], [SUCCESSOR])
    assert (change.before, change.after) == (COUNCIL, SUCCESSOR)


def test_equal_changes_have_equal_hashes(moved: Change) -> None:
    """The same finding, found again under other words, is equal and falls together in a set."""
    (again,) = reform([_appointed()], [_appointed("senate", label=Label(en="Naming judges"))])
    assert {moved, again} == {again}


def test_different_changes_are_not_equal(moved: Change) -> None:
    """Another finding is not equal."""
    (other,) = reform([_appointed()], [_appointed("government")])
    assert moved != other


def test_a_change_equals_nothing_but_a_change(moved: Change) -> None:
    """A fingerprint is not a change."""
    assert moved != moved.fingerprint


@pytest.mark.parametrize("name", ["rule", "edits", "source"])
def test_a_change_cannot_be_altered(moved: Change, name: str) -> None:
    """Setting a field is refused."""
    with pytest.raises(FrozenInstanceError):
        setattr(moved, name, ())


def test_the_lists_of_a_change_are_tuples() -> None:
    """Nothing in a change can be appended to."""
    names = ("edits", "aspects", "source", "target", "partners", "compared", "carried", "covers", "effects", "articles_before")
    assert {type(getattr(change, name)) for change in kazakhstan("forwards") for name in names} == {tuple}


# ---- changes as a sequence ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def changes() -> Changes:
    """A transfer, a new consent and a new ban: three changes in the order of a report."""
    before: Statements = [PRESIDENT, SENATE, _appointed(), power("declare-war", step())]
    after: Statements = [
        *(PRESIDENT, SENATE, _appointed("senate")),
        power("declare-war", step(), step("senate", "consent")),
        norm("party-ban", kind="party-ban"),
    ]
    return reform(before, after)


def test_changes_stand_in_the_order_of_a_report(changes: Changes) -> None:
    """First by category, then by article."""
    assert [c.category for c in changes] == ["transfer", "sharing", "restriction"]


def test_within_a_category_changes_stand_in_the_order_of_the_text() -> None:
    """By article, as a text counts and not as a computer sorts; what cites no article comes last."""
    after = [power(f"power-{n}", step(), articles=cited) for n, cited in enumerate(([], ["10"], ["9"], ["9-1"], ["9(2)"]))]
    assert [c.articles_after for c in reform([], after)] == [("9",), ("9(2)",), ("9-1",), ("10",), ()]


def test_changes_have_a_length(changes: Changes) -> None:
    """There are as many as there are findings."""
    assert len(changes) == 3


def test_changes_can_be_indexed(changes: Changes) -> None:
    """From the front and from the back."""
    assert (changes[0].rule, changes[-1].rule) == ("power-transferred", "restriction-added")


def test_no_change_beyond_the_last(changes: Changes) -> None:
    """An index out of range is an error, as of any sequence."""
    with pytest.raises(IndexError):
        changes[3]


def test_a_slice_of_changes_is_changes(changes: Changes) -> None:
    """A slice keeps the two states it is about and can be filtered and drawn like the whole."""
    assert (changes[1:].counts(), changes[1:].before) == ({"sharing": 1, "restriction": 1}, changes.before)


def test_changes_can_be_walked_through(changes: Changes) -> None:
    """Forwards and backwards, the same changes."""
    assert list(reversed(changes)) == list(changes)[::-1]


def test_a_change_can_be_looked_for(changes: Changes) -> None:
    """Membership and position, as of any sequence."""
    assert changes[1] in changes
    assert changes.index(changes[1]) == 1


def test_no_changes_are_false() -> None:
    """An empty diff reads as "nothing changed"."""
    assert not reform([PRESIDENT], [PRESIDENT])


def test_equal_changes_of_two_diffs_are_equal(changes: Changes) -> None:
    """The same findings are equal and hash alike, wherever the states came from."""
    again = diff(shuffled(changes.before), shuffled(changes.after))
    assert (changes == again, hash(changes) == hash(again)) == (True, True)


def test_changes_are_not_a_list(changes: Changes) -> None:
    """A list of the same changes is something else."""
    assert changes != list(changes)


def test_changes_print_states_and_findings(changes: Changes) -> None:
    """Which states, how many changes, and a line for each."""
    assert repr(changes).splitlines() == ["<Changes XX@now -> XX@now: 3", *(f"  {c!r}" for c in changes[:2]), f"  {changes[2]!r}>"]


def test_changes_cannot_be_altered(changes: Changes) -> None:
    """Setting a field is refused."""
    with pytest.raises(FrozenInstanceError):
        changes.items = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("transfer", ["power-transferred"]), ("consent-added", ["consent-added"]), ("relocation", [])],
)
def test_changes_can_be_chosen_by_category_or_rule(changes: Changes, kind: str, expected: list[str]) -> None:
    """Those of a category, or of a rule; none, when there are none."""
    assert [c.rule for c in changes.of(kind)] == expected


def test_changes_can_be_chosen_by_aspect() -> None:
    """A rule that describes a part of a change finds it."""
    before = power("declare-war", step("senate", threshold=more_than("1/2")))
    after = power("declare-war", step("senate", threshold=at_least("2/3")), step("president", "confirm"))
    assert [c.rule for c in reform([before], [after]).of("threshold-raised")] == ["consent-added"]


def test_an_unknown_kind_of_change_is_refused_with_a_suggestion(changes: Changes) -> None:
    """A misspelt rule is named, with what was probably meant."""
    with pytest.raises(UserError, match=r"'concent-added' is neither a category nor a rule\. Did you mean 'consent-added'\?"):
        changes.of("concent-added")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("president", ["power-transferred", "consent-added", "restriction-added"]), ("senate", ["power-transferred", "consent-added"])],
)
def test_changes_can_be_chosen_by_institution(changes: Changes, name: str, expected: list[str]) -> None:
    """Those in which it loses, gains, takes part or is bound."""
    assert [c.rule for c in changes.touching(name)] == expected


def test_an_unknown_institution_is_refused_with_a_suggestion(changes: Changes) -> None:
    """A misspelt institution is named, with what was probably meant; a power is no institution."""
    with pytest.raises(UserError, match=r"no institution 'senat' in either state\. Did you mean 'senate'\?"):
        changes.touching("senat")


def test_a_choice_keeps_what_was_not_compared() -> None:
    """Filtering changes says nothing new about what nobody has read."""
    changes = diff(constitution(VETO), constitution(coded=["government"]))
    assert changes.of("transfer").not_compared == ("veto",)


def test_changes_are_counted_by_category(changes: Changes) -> None:
    """The categories that occur, in the order of a report."""
    assert list(changes.counts().items()) == [("transfer", 1), ("sharing", 1), ("restriction", 1)]


# ---- effects: whose authority grew, whose shrank ---------------------------------------------------------------------------------

HELD, SHARED = power("act", step()), power("act", step(), step("senate", "consent"))
UP, DOWN = "increase", "decrease"
READINGS: dict[str, tuple[Statement | None, Statement | None, dict[str, str]]] = {
    "a transfer takes from one and gives to another": (HELD, power("act", step("senate")), {"president": DOWN, "senate": UP}),
    "a power nobody else had is a gain": (None, HELD, {"president": UP}),
    "a power that goes to nobody is a loss": (HELD, None, {"president": DOWN}),
    "a power denied to everyone is a loss": (HELD, power("act", denied=True), {"president": DOWN}),
    "a consent binds the holder and favours the partner": (HELD, SHARED, {"president": DOWN, "senate": UP}),
    "a consent that falls away frees the holder": (SHARED, HELD, {"president": UP, "senate": DOWN}),
    "advice does not bind the holder": (HELD, power("act", step(), step("senate", "advise")), {"senate": UP}),
    "who acts for form only gains nothing": (HELD, power("act", step(), step("senate", "publish")), {}),
    "a consent that becomes advice frees the holder": (
        SHARED,
        power("act", step(), step("senate", "advise")),
        {"president": UP, "senate": DOWN},
    ),
    "one more who can act alone takes nothing from the first": (HELD, power("act", step(any_of("president", "senate"))), {"senate": UP}),
    "one more who must act along binds the first": (
        HELD,
        power("act", step(joint("president", "senate"))),
        {"president": DOWN, "senate": UP},
    ),
    "to act together instead of one after the other is not read": (
        power("act", step(each_of("president", "senate"))),
        power("act", step(joint("president", "senate"))),
        {},
    ),
    "a choice among candidates favours who chooses": (
        power("act", step("president", "nominate"), step("senate", "elect")),
        power("act", step("president", "nominate", candidates=2), step("senate", "elect")),
        {"president": DOWN, "senate": UP},
    ),
    "a larger share of seats is a gain": (
        power("act", route(step("president", "appoint"), seats=2), route(step("senate", "appoint"), seats=2), fills="court"),
        power("act", route(step("president", "appoint"), seats=1), route(step("senate", "appoint"), seats=2), fills="court"),
        {"president": DOWN, "senate": UP},
    ),
    "a threshold is not read": (HELD, power("act", step(threshold=at_least("2/3"))), {}),
    "another article is not read": (HELD, power("act", step(), articles=["99"]), {}),
    "a ban weighs on whom it binds": (None, norm("act", "president", kind="party-ban"), {"president": DOWN}),
    "a ban that falls frees whom it bound": (norm("act", "president", kind="party-ban"), None, {"president": UP}),
    "a guarantee favours whom it protects": (None, norm("act", "senate", kind="immunity"), {"senate": UP}),
    "a privilege that falls is a loss": (norm("act", "president", kind="privilege"), None, {"president": DOWN}),
    "who can waive an immunity gains": (
        norm("act", "council", kind="immunity"),
        norm("act", "council", kind="immunity", waiver=(step("senate", "consent"),)),
        {"senate": UP},
    ),
    "a duty is not read": (None, norm("act", "senate", kind="duty"), {}),
    "the size of a body is not read": (institution("act"), institution("act", seats=9), {}),
}


@pytest.mark.parametrize("case", READINGS)
def test_effects_follow_from_the_say_each_has(case: str) -> None:
    """Whose authority grew and whose shrank, by the criteria of the method."""
    before, after, expected = READINGS[case]
    changes = reform(*([PRESIDENT, SENATE, COUNCIL, *([side] if side else [])] for side in (before, after)))
    assert {e.institution: e.direction for change in changes for e in change.effects} == expected


def test_only_institutions_are_affected() -> None:
    """Whoever a norm protects that is no institution, all citizens say, has no authority to grow."""
    (change,) = reform([], [norm("right", "everyone", kind="right")])
    assert change.effects == ()


# ---- balance -----------------------------------------------------------------------------------------------------------------------


def _ledgers(before: Statements, after: Statements) -> list[Ledger]:
    return list(take_balance(reform([PRESIDENT, SENATE, *before], [PRESIDENT, SENATE, *after])))


ENTRIES: dict[str, tuple[Statement | None, Statement | None, list[Ledger]]] = {
    "transfer": (HELD, power("act", step("senate")), [Ledger("president", lost=1), Ledger("senate", gained=1)]),
    "sharing": (HELD, SHARED, [Ledger("president", now_shares=1), Ledger("senate", say_gained=1)]),
    "no longer sharing": (SHARED, HELD, [Ledger("president", no_longer_shares=1), Ledger("senate", say_lost=1)]),
    "grant": (None, HELD, [Ledger("president", gained=1)]),
    "withdrawal": (HELD, None, [Ledger("president", lost=1)]),
    "a grant with partners": (None, SHARED, [Ledger("president", gained=1), Ledger("senate", say_gained=1)]),
    "restriction": (None, norm("act", kind="party-ban"), [Ledger("president", restricted=1)]),
    "restriction lifted": (norm("act", kind="party-ban"), None, [Ledger("president", freed=1)]),
    "guarantee": (None, norm("act", kind="immunity"), [Ledger("president", protected=1)]),
    "guarantee removed": (norm("act", kind="immunity"), None, [Ledger("president", unprotected=1)]),
    "privilege": (norm("act", kind="privilege"), None, [Ledger("president", unprotected=1)]),
    "nothing read": (HELD, power("act", step(), articles=["99"]), []),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_each_effect_has_its_entry(case: str) -> None:
    """Gains, losses, decisions now shared, restrictions and guarantees are counted apart."""
    before, after, expected = ENTRIES[case]
    assert _ledgers([before] if before else [], [after] if after else []) == expected


def test_a_ledger_adds_up_several_changes() -> None:
    """Entries count changes; the institution with most entries comes first."""
    before: Statements = [HELD, power("declare-war", step())]
    after: Statements = [
        power("act", step("senate")),
        power("declare-war", step(), step("senate", "consent")),
        norm("act-ban", kind="party-ban"),
    ]
    assert _ledgers(before, after) == [
        Ledger("president", lost=1, now_shares=1, restricted=1),
        Ledger("senate", gained=1, say_gained=1),
    ]


def test_the_net_is_what_favours_less_what_burdens() -> None:
    """A count of entries, for one side and the other."""
    assert (
        Ledger("senate", gained=2, say_gained=1, freed=1, lost=1).net,
        Ledger("president", lost=1, now_shares=2, unprotected=1).net,
    ) == (3, -4)


def test_another_reading_takes_the_place_of_the_default() -> None:
    """Whoever reads effects differently gets a balance of their own reading."""
    changes = reform([PRESIDENT, SENATE, HELD], [PRESIDENT, SENATE, SHARED])

    def everything_favours_the_senate(_: Change) -> list[Effect]:
        return [Effect("senate", "increase")]

    assert take_balance(changes, everything_favours_the_senate) == (Ledger("senate", say_gained=1),)


def test_the_default_reading_is_a_function_like_any_other() -> None:
    """The effects of a change are what the project's own reading says."""
    (change,) = reform([PRESIDENT, SENATE, HELD], [PRESIDENT, SENATE, SHARED])
    assert change.effects == read_effects(change) == (Effect("president", "decrease"), Effect("senate", "increase"))


def test_a_change_without_context_reads_every_id_as_an_institution() -> None:
    """A change taken out of its diff still has effects."""
    (change,) = reform([], [norm("right", "everyone", kind="right")])
    assert evolve(change, context=None).effects == (Effect("everyone", "increase"),)


# ---- in a row --------------------------------------------------------------------------------------------------------------------------


@given(histories())
def test_changes_in_a_row_are_those_of_the_first_state_and_the_last(history: tuple[Constitution, ...]) -> None:
    """Put together in any grouping, the findings are those of the direct comparison, and so is the delta underneath."""
    one, two, three = (diff(*states) for states in pairwise(history))
    whole = diff(history[0], history[-1])
    for together in (one.then(two).then(three), one.then(two.then(three))):
        assert together == whole
        assert together.delta == whole.delta


@given(reforms())
def test_no_changes_before_or_after_change_nothing(pair_of_states: Reform) -> None:
    """The changes of a state against itself are neutral, and a reform taken back leaves none."""
    before, after = pair_of_states
    changes = diff(before, after)
    assert diff(before, before).then(changes) == changes == changes.then(diff(after, after))
    assert changes.then(diff(after, before)).delta == compare(before, before)


def test_changes_that_do_not_meet_cannot_be_put_together() -> None:
    """The second must begin where the first ends."""
    first, second = reform([PRESIDENT], [SENATE]), reform([COUNCIL], [COURT])
    with pytest.raises(DeltaError):
        first.then(second)


def test_what_else_happened_in_one_act_is_told_in_clauses() -> None:
    """Each aspect in the words of its own rule, with its own partners; the primary rule is the sentence."""
    before = power("appoint", step("president", "appoint"), step("council", "propose"))
    after = power("appoint", step("president", "appoint"), step("senate", "consent", threshold=at_least("2/3")))
    (change,) = reform([PRESIDENT, SENATE, COUNCIL, before], [PRESIDENT, SENATE, COUNCIL, after])
    assert change.sentence == "Appoint: the decision of the President now needs the consent of the Senate."
    assert change.further == ("the decision of the President no longer depends on the proposal of the Council",)


def test_a_change_without_aspects_has_nothing_further_to_tell() -> None:
    """One rule, one sentence."""
    (change,) = reform([SENATE], [evolve(SENATE, seats=7)])
    assert change.further == ()
