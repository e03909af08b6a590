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

from constitution_diff.facets import holders_among, participants
from constitution_diff.model import Norm, Power
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
    if isinstance(before or after, Power):
        old, new = _weights(before), _weights(after)
    elif isinstance(before or after, Norm):
        old, new = _standing(before), _standing(after)
    else:
        return ()
    effects = [
        Effect(name, "increase" if new.get(name, NOTHING) > old.get(name, NOTHING) else "decrease")
        for name in sorted(old.keys() | new.keys())
        if old.get(name, NOTHING) != new.get(name, NOTHING)
    ]
    return tuple(effects)


Weight: TypeAlias = tuple[int, int, Fraction]
NOTHING: Weight = (-1, 0, Fraction(0))


def _weights(power: object) -> Mapping[str, Weight]:
    if not isinstance(power, Power):
        return {}
    parts = participants(power)
    holders = holders_among(parts)
    binding = {name for name, part in parts.items() if part >= Part.PROPOSES}
    seats = seats_by_filler(power)
    whole = sum(seats.values())
    return {
        name: (part, -len(binding - {name}) if name in holders and not seats else 0, Fraction(seats.get(name, 0), whole) if whole else Fraction(0))
        for name, part in parts.items()
        if part > Part.FORMAL
    }


def _standing(norm: object) -> Mapping[str, Weight]:
    if not isinstance(norm, Norm):
        return {}
    weights: dict[str, Weight] = {}
    for name in (n for actor in norm.subject for n in _named(actor)):
        if norm.kind in RESTRICTIONS:
            weights[name] = (-2, 0, Fraction(0))
        elif norm.kind in GUARANTEES or norm.kind == "privilege":
            weights[name] = (0, 0, Fraction(0))
    for step in norm.waiver:
        for name in _named(step.actor):
            weights[name] = (0, 0, Fraction(0))
    return weights


def _named(actor: object) -> Iterable[str]:
    from constitution_diff.model import Relatives, actor_ids  # noqa: PLC0415

    return (actor.of,) if isinstance(actor, Relatives) else actor_ids(actor)  # type: ignore[arg-type]
