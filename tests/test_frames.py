"""Frames: the same columns and dtypes whatever is in them, and cells that survive a CSV file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from attrs import evolve

from builders import any_of, constitution, decades, institution, kazakhstan, lineage, norm, power, state, step, through
from constitution_diff.catalogue import load
from constitution_diff.changes import Change, Changes, diff
from constitution_diff.country import Country
from constitution_diff.effects import Effect
from constitution_diff.frames import BALANCE_COLUMNS, CHANGE_COLUMNS, TIMELINE_COLUMNS
from constitution_diff.model import Citation, InForce, Label, Provenance

TEXT = str(pd.Series(["text"]).astype("str").dtype)
"""What pandas calls the dtype of text: its versions differ."""


def dtypes_of(frame: pd.DataFrame) -> dict[str, str]:
    """The dtypes of the columns, in order, with text under one name."""
    return {str(name): "str" if str(dtype) == TEXT else str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.fixture
def changes() -> Changes:
    """In a country with the code NA, articles 104.1 and 104.10 change; a house is called NA, for National Assembly."""
    president, assembly = institution("president"), institution("assembly", name=Label(en="NA"))
    before = constitution(president, assembly, power("veto", step(), articles=["104.1"]))
    veto = power(
        "veto", step("assembly"), articles=["104.10"], provenance=Provenance(in_force=InForce(None, "election"), confidence="reported")
    )
    after = constitution(president, evolve(assembly, seats=450), veto)
    return diff(*(evolve(state, version=evolve(state.version, country="NA")) for state in (before, after)))


# ---- fixed columns -----------------------------------------------------------------------------------------------------------------

FRAMES: dict[str, tuple[Callable[[Changes], pd.DataFrame], dict[str, str]]] = {
    "changes": (Changes.to_frame, CHANGE_COLUMNS),
    "balance": (Changes.balance, BALANCE_COLUMNS),
}


@pytest.mark.parametrize("which", FRAMES)
@pytest.mark.parametrize("size", ["full", "empty"])
def test_columns_and_dtypes_are_fixed(which: str, size: str) -> None:
    """Whether there are changes or none."""
    make, columns = FRAMES[which]
    frame = make(kazakhstan() if size == "full" else kazakhstan()[:0])
    assert list(dtypes_of(frame).items()) == list(columns.items())


@pytest.mark.parametrize("which", FRAMES)
def test_frames_can_be_put_together(which: str) -> None:
    """An empty frame in the stack changes no dtype."""
    make, columns = FRAMES[which]
    assert dtypes_of(pd.concat([make(kazakhstan()[:0]), make(kazakhstan()), make(kazakhstan()[:0])])) == columns


def test_a_frame_has_a_row_for_each_change() -> None:
    """In the order of a report, numbered from nought."""
    frame = kazakhstan().to_frame()
    assert list(frame["fingerprint"]) == [c.fingerprint for c in kazakhstan()]
    assert list(frame.index) == list(range(len(kazakhstan())))


def test_no_cell_is_missing_but_a_day_that_is_not_known() -> None:
    """Text that is not there is the empty text."""
    assert [name for name, missing in kazakhstan().to_frame().isna().any().items() if missing] == ["in_force"]


def test_a_row_holds_the_values_of_a_change(changes: Changes) -> None:
    """Ids, what is shown, articles, entry into force, effects and how sure the source is."""
    row = changes.of("transfer").to_frame().iloc[0]
    expected = {
        "country": "NA",
        "rule": "power-transferred",
        "category": "transfer",
        "statement": "veto",
        "kind": "power",
        "area": "government",
        "what": "Veto",
        "before": "The President decides",
        "after": "The NA decides",
        "from": "president",
        "to": "assembly",
        "partners": "",
        "also": "",
        "articles_before": "104.1",
        "articles_after": "104.10",
        "in_force_event": "election",
        "increases": "assembly",
        "decreases": "president",
        "confidence": "reported",
        "restores": "",
        "sentence": "Veto: moves from the President to the NA.",
        "fingerprint": changes[0].fingerprint,
    }
    assert row.drop("in_force").to_dict() == expected
    assert pd.isna(row["in_force"])


def test_a_known_day_is_a_timestamp() -> None:
    """Days can be sorted and compared."""
    assert pd.Timestamp("2023-01-01") in set(kazakhstan().to_frame()["in_force"])


def test_a_row_says_which_earlier_rule_is_back() -> None:
    """In the words of a report; of a change that restores nothing, nothing."""
    alone, with_consent = power("veto", step()), power("veto", step(), step("senate", "consent"))
    exland = decades(through(institution("president")), through(institution("senate")), through(alone, with_consent, alone))
    assert [list(exland.changes(year).to_frame()["restores"]) for year in ("2010", "2020")] == [
        [""],
        ["restores the rule in force from 2000 to 2010"],
    ]


def test_several_ids_share_a_cell() -> None:
    """Separated so that they can be taken apart again."""
    before, after = power("veto", step()), power("veto", step(any_of("senate", "assembly")), articles=["9", "10", "104.10"])
    row = diff(constitution(before), constitution(after)).to_frame().iloc[0]
    assert (row["to"], row["articles_after"]) == ("assembly; senate", "9; 10; 104.10")


# ---- CSV ---------------------------------------------------------------------------------------------------------------------------


def through_csv(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The frame, written to CSV and read back the way the documentation says: dtypes given, no text read as missing."""
    kinds = {name: kind for name, kind in columns.items() if kind == "str"}
    days = [name for name in columns if name not in kinds]
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)), dtype=kinds, keep_default_na=False, parse_dates=days)


def assert_text_survives_csv(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """See to it that every cell of text comes back from CSV as it was."""
    text = [name for name, kind in columns.items() if kind == "str"]
    assert through_csv(frame, columns)[text].to_dict("records") == frame[text].to_dict("records")


def test_a_frame_survives_csv(changes: Changes) -> None:
    """Every text cell comes back as it was: 104.10, NA for a country or a name, and nothing for nothing."""
    assert_text_survives_csv(changes.to_frame(), CHANGE_COLUMNS)


def test_a_real_frame_survives_csv() -> None:
    """All of Kazakhstan, Cyrillic and dashes included."""
    assert_text_survives_csv(kazakhstan().to_frame(), CHANGE_COLUMNS)


def test_a_real_timeline_survives_csv() -> None:
    """So do the states of Kazakhstan."""
    assert_text_survives_csv(load("KZ").timeline(), TIMELINE_COLUMNS)


# ---- balance -----------------------------------------------------------------------------------------------------------------------


def test_a_balance_has_a_row_for_each_institution(changes: Changes) -> None:
    """By name, with what it gained and lost, and the sum."""
    balance = changes.balance()
    assert balance[["institution", "name", "gained", "lost", "net"]].to_dict("records") == [
        {"institution": "assembly", "name": "NA", "gained": 1, "lost": 0, "net": 1},
        {"institution": "president", "name": "President", "gained": 0, "lost": 1, "net": -1},
    ]


def test_an_institution_that_is_gone_is_named_as_before() -> None:
    """A name comes from the state after, or else from the state before."""
    council = institution("council", name=Label(en="Old Council"))
    changes = diff(constitution(council, power("veto", step("council"))), constitution())
    assert list(changes.balance()["name"]) == ["Old Council"]


def test_a_balance_takes_another_reading(changes: Changes) -> None:
    """Whoever reads effects differently gets a frame of the same form."""

    def nobody_gains(_: Change) -> list[Effect]:
        return []

    balance = changes.balance(nobody_gains)
    assert (len(balance), dtypes_of(balance)) == (0, BALANCE_COLUMNS)


def test_a_balance_counts_restrictions_apart() -> None:
    """A new ban is neither a gain nor a loss of power, but it weighs in the sum."""
    changes = diff(constitution(institution("president")), constitution(institution("president"), norm("party-ban", kind="party-ban")))
    assert changes.balance()[["restricted", "lost", "net"]].to_dict("records") == [{"restricted": 1, "lost": 0, "net": -1}]


# ---- through time ------------------------------------------------------------------------------------------------------------------

ALONE = power("pardon", step("president", "grant"), articles=["9"])
WITH_CONSENT = power("pardon", step("president", "grant"), step("senate", "consent"), articles=["9", "10"])


@pytest.fixture
def exland() -> Country:
    """A pardon that comes to need a consent and leaves the text, a ban nobody has read at first, and a council that gives way to a court."""
    return decades(
        through(institution("president", articles=["40"])),
        through(institution("senate")),
        through(institution("council"), "silent"),
        through(None, institution("court", replaces=("council",))),
        through(ALONE, WITH_CONSENT, "silent"),
        through("not-coded", norm("ban")),
    )


def states_of(frame: pd.DataFrame, statement: str, *columns: str) -> list[tuple[object, ...]]:
    """Some cells of the rows about one statement; a day as text, "" where there is none."""
    chosen = frame[frame["statement"] == statement][list(columns)]
    shown = chosen.apply(lambda column: column.dt.strftime("%Y-%m-%d").fillna("") if column.dtype.kind == "M" else column)
    return [tuple(row) for row in shown.itertuples(index=False)]


TIMELINES: dict[str, Callable[[], pd.DataFrame]] = {
    "a country": lambda: load("KZ").timeline(),
    "a power": lambda: load("KZ").history("veto-law").to_frame(),
    "nothing": lambda: decades().timeline(),
}


@pytest.mark.parametrize("which", TIMELINES)
def test_columns_and_dtypes_of_a_timeline_are_fixed(which: str) -> None:
    """Of a country, of one statement, and of a country of which nothing is coded."""
    assert list(dtypes_of(TIMELINES[which]()).items()) == list(TIMELINE_COLUMNS.items())


def test_a_timeline_has_a_row_for_each_state() -> None:
    """Of all statements, by id, oldest state first, numbered from nought."""
    kz = load("KZ")
    frame = kz.timeline()
    states = [(name, s.provenance.since) for name, each in sorted(kz.lineages.items()) for s in each.states]
    assert list(zip(frame["statement"], frame["revision"], strict=True)) == states
    assert list(frame.index) == list(range(len(states)))


def test_a_row_of_a_timeline_holds_the_values_of_a_state(exland: Country) -> None:
    """Whose it is, what it says in words and who decides, on which days, by which revision, in which articles, and how sure that is."""
    row = exland.timeline().query("statement == 'pardon' and revision == '2010'").iloc[0]
    assert row.to_dict() == {
        "country": "XX",
        "statement": "pardon",
        "kind": "power",
        "area": "government",
        "what": "Pardon",
        "state": "The President grants, with the consent of the Senate",
        "decides": "president",
        "from": pd.Timestamp("2010-01-01"),
        "until": pd.Timestamp("2020-01-01"),
        "event": "",
        "revision": "2010",
        "articles": "9; 10",
        "confidence": "verified",
    }


def test_a_state_lasts_until_the_next_one_takes_effect(exland: Country) -> None:
    """The day it ends is the day the next begins; the last has no end."""
    assert states_of(exland.timeline(), "pardon", "from", "until") == [
        ("2000-01-01", "2010-01-01"),
        ("2010-01-01", "2020-01-01"),
        ("2020-01-01", ""),
    ]


def test_that_the_text_says_nothing_and_that_nobody_has_read_it_are_states(exland: Country) -> None:
    """Each silence is told by its name, and nobody decides in it."""
    frame = exland.timeline()
    assert states_of(frame, "pardon", "state", "decides")[-1] == ("silent", "")
    assert states_of(frame, "ban", "state")[0] == ("not-coded",)


def test_a_state_that_waits_has_an_event_and_no_day() -> None:
    """As long as the day is unknown, the state before has no end either; once it is known, both have it."""
    waiting = (InForce(None, "election"), InForce(date(2012, 5, 1), "election"))
    told = [
        decades(lineage(state("2000", ALONE, "2000-01-01"), state("2010", WITH_CONSENT, when))).history("pardon").to_frame()
        for when in waiting
    ]
    assert [states_of(frame, "pardon", "from", "until", "event") for frame in told] == [
        [("2000-01-01", "", ""), ("", "", "election")],
        [("2000-01-01", "2012-05-01", ""), ("2012-05-01", "", "election")],
    ]


def test_all_who_decide_share_a_cell() -> None:
    """Those who hold a power, by id, without those who only have a say."""
    adopt = power("adopt-law", step("senate", "adopt"), step("assembly", "adopt"), step("president", "veto"))
    assert list(decades(through(adopt)).timeline()["decides"]) == ["assembly; senate"]


def test_a_norm_and_an_institution_have_nobody_who_decides(exland: Country) -> None:
    """That is a question about powers."""
    frame = exland.timeline()
    assert set(frame[frame["kind"] != "power"]["decides"]) == {""}


def test_the_frame_of_a_history_holds_its_line(exland: Country) -> None:
    """Of an institution, also the states of what it took the place of; a state that only moved is a row of its own."""
    assert list(exland.history("court").to_frame()["statement"]) == ["council", "council", "court"]
    moved = decades(through(ALONE, evolve(ALONE, articles=(Citation("10"),))))
    assert (len(moved.history("pardon")), len(moved.history("pardon").to_frame())) == (1, 2)


def test_no_cell_of_a_timeline_is_missing_but_days() -> None:
    """Text that is not there is the empty text."""
    assert {name for name, missing in load("KZ").timeline().isna().any().items() if missing} <= {"from", "until"}
