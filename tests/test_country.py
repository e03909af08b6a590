"""A country through time: as adopted or in force, before the coding and after, and three kinds of silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError

from builders import constitution, country, institution, lineage, norm, power, revision, state, step
from constitution_diff.country import Country, Version
from constitution_diff.model import InForce
from constitution_diff.problems import UserError

BY_PRESIDENT = power("appoint-judge", step("president", "appoint"), area="judiciary")
BY_SENATE = power("appoint-judge", step("senate", "elect"), area="judiciary")
BY_COUNCIL = power("appoint-judge", step("council", "appoint"), area="judiciary")


@pytest.fixture
def exland() -> Country:
    """Two reforms: the first takes effect part by part, the second does away with the council and has not been read for the legislature."""
    return country(
        [
            revision("1995", "1995-08-30", "1995-09-05"),
            revision("2010", "2010-06-01", "2010-07-01", signed=date(2010, 6, 10)),
            revision("2020", "2020-03-01", not_coded=frozenset({"legislature"})),
        ],
        lineage(state("1995", institution("president"), "1995-09-05")),
        lineage(
            state("1995", BY_PRESIDENT, "1995-09-05"),
            state("2010", BY_SENATE, "2011-01-01"),
            state("2020", BY_COUNCIL, InForce(None, "election")),
        ),
        lineage(state("2010", institution("council"), "2010-07-01"), state("2020", "silent", "2020-03-01")),
        lineage(state("1995", norm("party-ban"), "1995-09-05"), state("2010", "not-coded", "2010-07-01")),
    )


def _appointed(exland: Country, when: str | date) -> object:
    return exland.at(when).get("appoint-judge", "judiciary")


# ---- which state -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("when", "expected"), [("1995", BY_PRESIDENT), ("2010", BY_SENATE), ("2020", BY_COUNCIL)])
def test_a_revision_gives_the_text_as_adopted(exland: Country, when: str, expected: object) -> None:
    """Every item of the revision counts, in force or not."""
    assert _appointed(exland, when) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("1995-09-05", BY_PRESIDENT),
        ("2010-07-01", BY_PRESIDENT),
        ("2010-12-31", BY_PRESIDENT),
        ("2011-01-01", BY_SENATE),
        ("2020-03-01", BY_SENATE),
        ("2099-01-01", BY_SENATE),
    ],
)
def test_a_date_gives_what_was_in_force(exland: Country, when: str, expected: object) -> None:
    """From its own day on, a staged item counts; one that waits for an event without a date never does."""
    assert _appointed(exland, when) == expected


def test_a_date_and_its_text_are_the_same(exland: Country) -> None:
    """A date may be given as one or written out."""
    assert exland.at(date(2011, 1, 1)) == exland.at("2011-01-01")


@pytest.mark.parametrize(("when", "printed"), [("2010", "XX@2010"), ("2010-12-31", "XX@2010-12-31"), (date(2010, 12, 31), "XX@2010-12-31")])
def test_a_version_prints_what_was_asked_for(exland: Country, when: str | date, printed: str) -> None:
    """The revision, or the day."""
    assert str(exland.at(when).version) == printed


@pytest.mark.parametrize(
    ("when", "latest"), [("2010-06-09", "1995"), ("2010-06-10", "2010"), ("2020-02-29", "2010"), ("2020-03-01", "2020")]
)
def test_a_revision_is_known_from_the_day_it_was_signed(exland: Country, when: str, latest: str) -> None:
    """Before it is signed, or adopted where nobody signs, nothing of it is pending."""
    assert exland.at(when).version.revision == latest


@pytest.mark.parametrize("when", ["1995-09-04", "1900-01-01", date(1995, 8, 30)])
def test_no_state_before_the_coding(exland: Country, when: str | date) -> None:
    """A day on which the first state coded was not yet in force is refused, with the first day that can be asked for."""
    with pytest.raises(UserError, match=r"XX is coded from 1995-09-05 on; .* lies before"):
        exland.at(when)


@pytest.mark.parametrize("when", ["2011", "yesterday", ""])
def test_neither_a_revision_nor_a_date(exland: Country, when: str) -> None:
    """Anything else is refused, with the revisions there are."""
    with pytest.raises(UserError, match="Known: '1995', '2010' or '2020'; or give a date"):
        exland.at(when)


@pytest.mark.parametrize("when", ["1995-13-01", "2015-02-30"])
def test_no_such_day(exland: Country, when: str) -> None:
    """A date that the calendar does not have is not taken for a revision."""
    with pytest.raises(UserError, match=f"There is no day '{when}'"):
        exland.at(when)


def test_a_number_is_no_moment(exland: Country) -> None:
    """What is neither text nor a date is refused in words."""
    with pytest.raises(UserError, match="2010 is no moment"):
        exland.at(2010)  # type: ignore[arg-type]


def test_a_misspelt_revision_gets_a_suggestion(exland: Country) -> None:
    """What was probably meant is named."""
    with pytest.raises(UserError, match="XX has no revision '20100'. Did you mean '2010'?"):
        exland.revision("20100")


def test_a_revision_is_found_by_id(exland: Country) -> None:
    """With all that is known of it."""
    assert exland.revision("2010").signed == date(2010, 6, 10)


def test_the_state_before_a_revision(exland: Country) -> None:
    """The text as adopted by the revision before it."""
    assert exland.before("2010") == exland.at("1995")


def test_no_state_before_the_first_revision(exland: Country) -> None:
    """The first revision has none before it, and the message says what to do."""
    with pytest.raises(UserError, match="coded from '1995' on: there is no state before it. Choose a later revision"):
        exland.before("1995")


# ---- what is still to come ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "waiting"),
    [
        ("2010-06-09", []),
        ("2010-06-10", ["appoint-judge", "council", "party-ban"]),
        ("2010-07-01", ["appoint-judge"]),
        ("2011-01-01", []),
        ("2020-03-01", ["appoint-judge"]),
    ],
)
def test_what_was_adopted_but_does_not_apply_yet_is_pending(exland: Country, when: str, waiting: list[str]) -> None:
    """From the day an act is known until each part of it applies."""
    assert [p.id for p in exland.at(when).pending] == waiting


def test_a_pending_state_says_what_it_waits_for(exland: Country) -> None:
    """The state to come, with the event that brings it into force."""
    (pending,) = exland.at("2020-03-01").pending
    assert (pending.state.content, pending.state.provenance.in_force) == (BY_COUNCIL, InForce(None, "election"))


def test_nothing_is_pending_in_a_text_as_adopted(exland: Country) -> None:
    """As adopted, all of it counts."""
    assert exland.at("2020").pending == ()


def test_a_state_overtaken_before_it_applied_is_never_in_force() -> None:
    """When a later act takes effect first, what it overtook is neither in force nor pending."""
    overtaken = country(
        [revision("1", "2001-01-01"), revision("2", "2002-01-01"), revision("3", "2003-01-01")],
        lineage(state("1", BY_PRESIDENT, "2001-01-01"), state("2", BY_SENATE, "2005-01-01"), state("3", BY_COUNCIL, "2003-01-01")),
    )
    late = overtaken.at("2006-01-01")
    assert (late.get("appoint-judge", "judiciary"), late.pending) == (BY_COUNCIL, ())


# ---- what is not there -------------------------------------------------------------------------------------------------------------

SILENCES: dict[str, tuple[str, str, str]] = {
    "read, and nothing said yet": ("1995", "council", "silent"),
    "read, and no longer said": ("2020", "council", "silent"),
    "never heard of": ("1995", "veto", "silent"),
    "one statement that nobody has read": ("2010", "party-ban", "not-coded"),
}


@pytest.mark.parametrize("why", SILENCES)
def test_what_is_missing_has_a_reason(exland: Country, why: str) -> None:
    """A text that says nothing and a text that nobody has read are two silences."""
    when, statement, silence = SILENCES[why]
    assert exland.at(when).get(statement, "government") == silence


@pytest.mark.parametrize(("when", "silence"), [("2010", "silent"), ("2020", "not-coded"), ("2020-03-01", "not-coded")])
def test_an_area_can_be_unread_in_one_state(exland: Country, when: str, silence: str) -> None:
    """Where a revision was not read for an area, nothing is known of it."""
    assert exland.at(when).get("veto", "legislature") == silence


def test_an_area_that_was_never_coded_is_unread(exland: Country) -> None:
    """An area the file does not list as coded is not coded in any state."""
    assert exland.at("1995").get("veto", "oversight") == "not-coded"


def test_a_denied_power_is_a_statement() -> None:
    """The third silence is none: that nobody has a power is said by the text."""
    denied = power("death-penalty", denied=True)
    assert constitution(denied).get("death-penalty", "government") == denied


def test_what_the_text_no_longer_says_is_remembered(exland: Country) -> None:
    """Of a statement that ended, when and by what it ended is known."""
    assert exland.at("2020").ended["council"].provenance.since == "2020"


# ---- one state ---------------------------------------------------------------------------------------------------------------------

SENATE, VETO, BAN = institution("senate"), power("veto", step("senate", "veto")), norm("party-ban", area="legislature")


def test_statements_come_in_the_order_of_their_ids() -> None:
    """Whatever the order they were given in."""
    assert [s.id for s in constitution(VETO, SENATE, BAN)] == ["party-ban", "senate", "veto"]


def test_statements_are_sorted_by_kind() -> None:
    """Institutions, powers and norms can be asked for."""
    all_three = constitution(VETO, SENATE, BAN)
    assert (all_three.institutions, all_three.powers, all_three.norms) == ((SENATE,), (VETO,), (BAN,))


@pytest.mark.parametrize(("name", "found"), [("senate", SENATE), ("veto", None), ("assembly", None)])
def test_an_institution_is_found_by_id(name: str, found: object) -> None:
    """A power of that id is no institution."""
    assert constitution(VETO, SENATE).institution(name) == found


def test_a_state_can_be_narrowed_to_an_institution() -> None:
    """To what speaks of it, as the same state of the same constitution."""
    narrowed = constitution(VETO, SENATE, BAN).touching("senate")
    assert (list(narrowed), narrowed.version) == ([SENATE, VETO], constitution().version)


def test_a_state_can_be_narrowed_to_an_area() -> None:
    """To the statements coded under it."""
    assert list(constitution(VETO, SENATE, BAN).of_area("legislature")) == [BAN]


def test_a_state_has_a_size_and_members() -> None:
    """It can be counted and asked for ids."""
    both = constitution(VETO, SENATE)
    assert (len(both), "veto" in both, "party-ban" in both) == (2, True, False)


SAME: dict[str, Callable[[], object]] = {
    "in another order": lambda: constitution(SENATE, VETO),
    "of another revision": lambda: constitution(VETO, SENATE, revision="later"),
    "with other words for its ids": lambda: constitution(VETO, SENATE, labels={"veto": "Veto"}),
}
DIFFERENT: dict[str, Callable[[], object]] = {
    "that says less": lambda: constitution(VETO),
    "that says something else": lambda: constitution(VETO, institution("senate", seats=40)),
    "of which less was read": lambda: constitution(VETO, SENATE, coded=["government"]),
    "of which a statement was not read": lambda: constitution(VETO, SENATE, unread=["party-ban"]),
    "that is something else": lambda: [VETO, SENATE],
}


@pytest.mark.parametrize("how", SAME)
def test_states_that_say_the_same_are_equal(how: str) -> None:
    """Wherever they come from, with the same hash."""
    assert {constitution(VETO, SENATE), SAME[how]()} == {constitution(VETO, SENATE)}


@pytest.mark.parametrize("how", DIFFERENT)
def test_states_that_say_something_else_differ(how: str) -> None:
    """In what they say, or in how much of it was read."""
    assert constitution(VETO, SENATE) != DIFFERENT[how]()


def test_a_state_prints_what_it_is(exland: Country) -> None:
    """Which state, and how many statements of each kind."""
    assert repr(exland.at("2010")) == "<Constitution XX@2010: 2 institutions, 1 powers, 0 norms>"


def test_a_country_prints_what_it_is(exland: Country) -> None:
    """Its code, its revisions and how many statements it has."""
    assert repr(exland) == "<Country XX: 1995, 2010, 2020; 4 statements>"


@pytest.mark.parametrize("name", ["code", "revisions"])
def test_a_country_cannot_be_altered(exland: Country, name: str) -> None:
    """Setting a field is refused."""
    with pytest.raises(FrozenInstanceError):
        setattr(exland, name, ())


def test_a_version_says_what_was_read() -> None:
    """An area read in full, but for single statements."""
    version = Version(coded=frozenset({"budget"}), unread=frozenset({"veto"}))
    assert [version.read(*asked) for asked in (("adopt-budget", "budget"), ("veto", "budget"), ("adopt-law", "legislation"))] == [
        True,
        False,
        False,
    ]


def test_a_new_constitution_ends_what_the_old_one_had_left_pending() -> None:
    """What waited for an event that never came waits no more when the whole text has been replaced."""
    waiting = state("2010", BY_SENATE, InForce(None, "election"))
    revisions = [revision("1995", "1995-08-30"), revision("2010", "2010-06-01"), revision("2020", "2020-03-01", "2020-07-01")]
    replaced = [*revisions[:2], revision("2020", "2020-03-01", "2020-07-01", new_constitution=True)]
    for known, pending in ((revisions, ["appoint-judge"]), (replaced, [])):
        exland = country(known, lineage(state("1995", BY_PRESIDENT, "1995-08-30"), waiting))
        assert [p.id for p in exland.pending("2020-06-30")] == ["appoint-judge"]
        assert [p.id for p in exland.pending("2020-07-01")] == pending
