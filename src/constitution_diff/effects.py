"""A reading of changes: whose authority grew, and whose shrank. Pure.

This is judgement, kept apart from the facts. The reading here is the project's own, stated in ``docs/method.md``; any function with the same
signature can take its place: ``changes.balance(reading=my_reading)``.

The weight of an institution in a power is a pair: its greatest part (none, formal, learns, advises, proposes, consents, decides), and, for holders,
how few others bind it. An institution whose part grows gains; one whose part shrinks loses; a holder that keeps the decision loses when more
others must agree, and gains when fewer must. Of seats, the share of all seats filled counts. A restriction weighs on the institutions it
binds, a guarantee favours those it protects. Nothing else is claimed: relocations, thresholds and deadlines are not read as gain or loss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from constitution_diff.facets import alternative_holders, holders_among, participants
from constitution_diff.model import Norm, Power, actor_ids
from constitution_diff.roles import Part
from constitution_diff.rules.composition import seats_by_filler
from constitution_diff.rules.norms import GUARANTEES, RESTRICTIONS

if TYPE_CHECKING:
    from constitution_diff.changes import Change

Direction = Literal["increase", "decrease"]


@frozen(order=True)
class Effect:
    """What a change means for one institution's authority.

    Attributes:
        institution: The institution.
        direction: ``increase`` or ``decrease``.
    """

    institution: str
    direction: Direction


Reading: TypeAlias = "Callable[[Change], Iterable[Effect]]"


def read_effects(change: Change) -> tuple[Effect, ...]:
    """The project's own reading of a change."""
    before, after = change.compared
    if change.rule in {"acts-jointly", "acts-separately"} or change.area == "transition":
        return ()
    if isinstance(before or after, Power):
        old, new = _weights(before), _weights(after)
    elif isinstance(before or after, Norm):
        old, new = _standing(before), _standing(after)
    else:
        return ()
    return tuple(
        Effect(name, "increase" if new.get(name, NOTHING) > old.get(name, NOTHING) else "decrease")
        for name in sorted(old.keys() | new.keys())
        if old.get(name, NOTHING) != new.get(name, NOTHING) and change.knows(name)
    )


Weight: TypeAlias = tuple[int, int, int, Fraction]
NOTHING: Weight = (-1, 0, 0, Fraction(0))
FAVOURED: Weight = (0, 0, 0, Fraction(0))
RESTRICTED: Weight = (-2, 0, 0, Fraction(0))


def _weights(power: object) -> Mapping[str, Weight]:
    """Per institution: its part; minus the others that bind it, if it holds the power; whether it chooses or offers the choice; its share of seats."""
    if not isinstance(power, Power):
        return {}
    parts = participants(power)
    holders, free = holders_among(parts), alternative_holders(power)
    binding = {name for name, part in parts.items() if part >= Part.PROPOSES} - free
    seats = seats_by_filler(power)
    filled = sum(seats.values())
    offering = {name for s in power.steps if (s.candidates or 1) > 1 for name in actor_ids(s.actor)}
    weights = {}
    for name, part in parts.items():
        if part > Part.FORMAL:
            bound = -len(binding - {name}) if name in holders and len(seats) < 2 else 0  # noqa: PLR2004
            choice = 0 if not offering else -1 if name in offering else 1
            weights[name] = (int(part), bound, choice, Fraction(seats.get(name, 0), filled) if filled else Fraction(0))
    return weights


def _standing(norm: object) -> Mapping[str, Weight]:
    if not isinstance(norm, Norm):
        return {}
    weights: dict[str, Weight] = {}
    for name in (n for actor in norm.subject for n in actor_ids(actor)):
        if norm.kind in RESTRICTIONS:
            weights[name] = RESTRICTED
        elif norm.kind in GUARANTEES or norm.kind == "privilege":
            weights[name] = FAVOURED
    for step in norm.waiver:
        for name in actor_ids(step.actor):
            weights[name] = FAVOURED
    return weights
