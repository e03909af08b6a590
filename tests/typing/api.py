"""The public interface as users type it. Checked by mypy, never run."""

from datetime import date
from pathlib import Path
from typing import assert_type

import pandas as pd

import constitution_diff as cd

kz = cd.load("KZ")
assert_type(kz, cd.Country)
assert_type(cd.load(Path("my-country.toml")), cd.Country)
assert_type(cd.countries(), tuple[str, ...])

before, after = kz.at("2019-03"), kz.at(date(2022, 9, 1))
assert_type(before, cd.Constitution)
assert_type([i.seats for i in after.institutions], list[int | None])

changes = cd.diff(before, after)
assert_type(changes, cd.Changes)
assert_type(changes[0], cd.Change)
assert_type(changes[:2], cd.Changes)
assert_type(changes.of("transfer"), cd.Changes)
assert_type(changes.touching("president"), cd.Changes)
assert_type(changes.table("github"), str)
assert_type(changes.to_frame(), pd.DataFrame)
assert_type(changes.balance(), pd.DataFrame)
assert_type(changes.to_json(), str)
assert_type(changes.counts(), dict[str, int])
assert_type(changes.delta, cd.Delta)
assert_type(cd.apply(before, changes.delta), cd.Constitution)
assert_type(cd.delta_from_json("{}"), cd.Delta)

for change in changes:
    assert_type(change.rule, str)
    assert_type(change.source, tuple[str, ...])
    assert_type(change.before, cd.Institution | cd.Power | cd.Norm | None)
    assert_type(change.effects, tuple[cd.Effect, ...])


def nobody_gains(change: cd.Change) -> list[cd.Effect]:
    """A reading of one's own."""
    return [e for e in cd.read_effects(change) if e.direction == "decrease"]


changes.balance(reading=nobody_gains)
