"""Frames: the same columns and dtypes whatever is in them, and cells that survive a CSV file."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd
import pytest
from attrs import evolve

from builders import any_of, constitution, institution, kazakhstan, norm, power, step
from constitution_diff.changes import Change, Changes, diff
from constitution_diff.effects import Effect
from constitution_diff.frames import BALANCE_COLUMNS, CHANGE_COLUMNS
from constitution_diff.model import InForce, Label, Provenance

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
        "sentence": "Veto: moves from the President to the NA.",
        "fingerprint": changes[0].fingerprint,
    }
    assert row.drop("in_force").to_dict() == expected
    assert pd.isna(row["in_force"])


def test_a_known_day_is_a_timestamp() -> None:
    """Days can be sorted and compared."""
    assert pd.Timestamp("2023-01-01") in set(kazakhstan().to_frame()["in_force"])


def test_several_ids_share_a_cell() -> None:
    """Separated so that they can be taken apart again."""
    before, after = power("veto", step()), power("veto", step(any_of("senate", "assembly")), articles=["9", "10", "104.10"])
    row = diff(constitution(before), constitution(after)).to_frame().iloc[0]
    assert (row["to"], row["articles_after"]) == ("assembly; senate", "9; 10; 104.10")


# ---- CSV ---------------------------------------------------------------------------------------------------------------------------


def through_csv(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame, written to CSV and read back the way the documentation says: dtypes given, no text read as missing."""
    kinds = {name: kind for name, kind in CHANGE_COLUMNS.items() if kind == "str"}
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)), dtype=kinds, keep_default_na=False, parse_dates=["in_force"])


def test_a_frame_survives_csv(changes: Changes) -> None:
    """Every text cell comes back as it was: 104.10, NA for a country or a name, and nothing for nothing."""
    text = [name for name, kind in CHANGE_COLUMNS.items() if kind == "str"]
    frame = changes.to_frame()
    assert through_csv(frame)[text].to_dict("records") == frame[text].to_dict("records")


def test_a_real_frame_survives_csv() -> None:
    """All of Kazakhstan, Cyrillic and dashes included."""
    text = [name for name, kind in CHANGE_COLUMNS.items() if kind == "str"]
    frame = kazakhstan().to_frame()
    assert through_csv(frame)[text].to_dict("records") == frame[text].to_dict("records")


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
