"""How a power is exercised, with what reach, while those who take part stay the same."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from fractions import Fraction

from attrs import evolve

from constitution_diff.facets import PowerPair, all_conditions
from constitution_diff.model import Actor, AnyOf, Each, Joint, Members, Period, Power, Threshold
from constitution_diff.roles import Part
from constitution_diff.rules.rule import Finding, rule

DAYS = {
    "hours": Fraction(1, 24),
    "days": Fraction(1),
    "working days": Fraction(7, 5),
    "weeks": Fraction(7),
    "months": Fraction(30),
    "years": Fraction(365),
}
"""Rough length of the units of time, only to tell whether a deadline grew or shrank."""


# ---- scope -------------------------------------------------------------------------------------------------------------------------


def _reach(before: Power, after: Power) -> int:
    """1 when the power covers more, -1 when it covers less, 0 when the two cannot be ranked."""
    listed = (frozenset(before.only), frozenset(after.only))
    taken_out = (frozenset(before.excluded), frozenset(after.excluded))
    more = (listed[0] <= listed[1] if all(listed) else not listed[1]) and taken_out[0] >= taken_out[1]
    less = (listed[0] >= listed[1] if all(listed) else not listed[0]) and taken_out[0] <= taken_out[1]
    return 0 if more == less else 1 if more else -1


def _about(facet: str, pair: PowerPair) -> Finding:
    return Finding({facet}, target=tuple(sorted(pair.holders_after)))


def _scope(pair: PowerPair, direction: int) -> Finding | None:
    return _about("scope", pair) if _reach(pair.before, pair.after) == direction else None


@rule(
    "scope-widened",
    category="scope",
    subject="power",
    on=("scope",),
    inverse="scope-narrowed",
    sentence="{what}: covers more than before ({difference}).",
)
def _widened(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """A power covers further offices, matters or acts, or an exclusion falls away."""
    return _scope(pair, 1)


@rule(
    "scope-narrowed",
    category="scope",
    subject="power",
    on=("scope",),
    inverse="scope-widened",
    sentence="{what}: covers less than before ({difference}).",
)
def _narrowed(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """A power covers fewer offices, matters or acts, or something is taken out of it."""
    return _scope(pair, -1)


@rule(
    "scope-changed", category="scope", subject="power", on=("scope",), sentence="{what}: covers other matters than before ({difference})."
)
def _scope_changed(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """The offices, matters or acts a power covers change, neither simply more nor simply fewer."""
    return _scope(pair, 0)


# ---- thresholds --------------------------------------------------------------------------------------------------------------------


def _thresholds(pair: PowerPair) -> list[tuple[Threshold | None, Threshold | None]]:
    return [(old.threshold, new.threshold) for old, new in pair.steps if old.threshold != new.threshold]


def _height(before: Threshold | None, after: Threshold | None) -> int:
    """1 when the threshold rises, -1 when it falls, 0 when base, form or one of the two makes them incomparable."""
    if before is None or after is None or before.amount is None or after.amount is None:
        return 0
    if (before.of, before.per, before.quorum, before.spread) != (after.of, after.per, after.quorum, after.spread):
        return 0
    old, new = (before.amount, before.strict), (after.amount, after.strict)
    return 1 if new > old else -1


def _sizes(actor: Actor) -> list[tuple[str, Fraction]]:
    """How many members of a body must act ("a third of the deputies"), wherever that is said."""
    if isinstance(actor, Members):
        return [("share", actor.share) if actor.share is not None else ("count", Fraction(actor.count or 0))]
    return [size for part in actor.parts for size in _sizes(part)] if isinstance(actor, AnyOf | Each | Joint) else []


def _unsized(actor: Actor) -> Actor:
    if isinstance(actor, Members):
        return evolve(actor, share=None, count=None)
    return evolve(actor, parts=tuple(map(_unsized, actor.parts))) if isinstance(actor, AnyOf | Each | Joint) else actor


def _resized(pair: PowerPair) -> set[int]:
    """The heights by which the number of members that must act changed; none when the actors changed in any other way."""
    changed = [(old.actor, new.actor) for old, new in pair.steps if old.actor != new.actor]
    if any(_unsized(old) != _unsized(new) for old, new in changed):
        return set()
    sizes = [pair for old, new in changed for pair in zip(_sizes(old), _sizes(new), strict=True) if pair[0] != pair[1]]
    return {0 if before[0] != after[0] else 1 if after > before else -1 for before, after in sizes}


def _threshold(pair: PowerPair, unexplained: AbstractSet[str], direction: int) -> Finding | None:
    votes = {_height(*t) for t in _thresholds(pair)} if "threshold" in unexplained else set()
    members = _resized(pair) if "form" in unexplained else set()
    heights = votes | members
    told = {facet for facet, found in (("threshold", votes), ("form", members)) if found}
    fits = heights == {direction} if direction else len(heights) > 1 or heights == {0}
    return Finding(told) if told and fits else None


@rule(
    "threshold-raised",
    category="procedure",
    subject="power",
    inverse="threshold-lowered",
    sentence="{what}: more votes are needed ({votes}).",
)
def _raised(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A larger share, or number, of the same voters or members must agree or act."""
    return _threshold(pair, unexplained, 1)


@rule(
    "threshold-lowered",
    category="procedure",
    subject="power",
    inverse="threshold-raised",
    sentence="{what}: fewer votes are needed ({votes}).",
)
def _lowered(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A smaller share, or number, of the same voters or members must agree or act."""
    return _threshold(pair, unexplained, -1)


@rule("threshold-changed", category="procedure", subject="power", sentence="{what}: the votes needed are counted otherwise ({votes}).")
def _threshold_changed(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """The base of a threshold, or its form, changes (of those present, of all members; a plurality; a quorum), so that the two cannot be ranked."""
    return _threshold(pair, unexplained, 0)


# ---- deadlines, silence, refusal ---------------------------------------------------------------------------------------------------


def _days(period: Period | None) -> Fraction | None:
    return DAYS[period.unit] * period.amount if period and period.unit in DAYS else None


def _deadline(pair: PowerPair, direction: int) -> Finding | None:
    found = set()
    for old, new in pair.steps:
        if (old.within, old.counted_from, old.not_before) != (new.within, new.counted_from, new.not_before):
            before, after = _days(old.within), _days(new.within)
            ranked = before is not None and after is not None and before != after and old.not_before == new.not_before
            found.add((1 if after > before else -1) if ranked and before is not None and after is not None else 0)
    return Finding({"deadline"}) if (found == {direction} if direction else len(found) > 1 or found == {0}) else None


@rule(
    "deadline-extended",
    category="procedure",
    subject="power",
    on=("deadline",),
    inverse="deadline-shortened",
    sentence="{what}: there is more time ({time}).",
)
def _extended(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """A participant has more time to act."""
    return _deadline(pair, 1)


@rule(
    "deadline-shortened",
    category="procedure",
    subject="power",
    on=("deadline",),
    inverse="deadline-extended",
    sentence="{what}: there is less time ({time}).",
)
def _shortened(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """A participant has less time to act."""
    return _deadline(pair, -1)


@rule(
    "deadline-changed", category="procedure", subject="power", on=("deadline",), sentence="{what}: the deadline is set otherwise ({time})."
)
def _deadline_changed(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """A deadline appears or falls away, is counted from another moment, or is left to statute."""
    return _deadline(pair, 0)


@rule("silence-changed", category="procedure", subject="power", on=("silence",), sentence="{what}: silence now means something else.")
def _silence(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """What follows when a participant does not act in time changes: consent is deemed given or refused, the act lapses, the procedure goes on."""
    return _about("silence", pair)


@rule("refusal-changed", category="procedure", subject="power", on=("refusal",), sentence="{what}: a refusal now has another consequence.")
def _refusal(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """What follows when a participant says no changes: the act falls, returns, or can be passed over it."""
    return _about("refusal", pair)


def _overriding(pair: PowerPair, power: Power) -> tuple[str, ...]:
    return tuple(sorted({name for names, _ in pair.overrides(power) for name in names}))


@rule(
    "override-added",
    category="procedure",
    subject="power",
    on=("override",),
    inverse="override-removed",
    sentence="{what}: a refusal can now be overridden by {partners}.",
)
def _override(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """An institution may now pass over the refusal or the veto of another, usually by a larger majority."""
    if _overriding(pair, pair.before):
        return None
    partners = _overriding(pair, pair.after)
    return Finding({"override", *(f"who:{n}" for n in partners)}, partners=partners)


@rule(
    "override-removed",
    category="procedure",
    subject="power",
    on=("override",),
    inverse="override-added",
    sentence="{what}: a refusal can no longer be overridden by {partners}.",
)
def _no_override(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution may no longer pass over the refusal or the veto of another."""
    return _override(pair.backwards, unexplained)


@rule(
    "override-changed",
    category="procedure",
    subject="power",
    on=("override",),
    sentence="{what}: a refusal can now be overridden by {target}; before, by {source}.",
)
def _override_changed(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """Who may override whom changes."""
    before, after = _overriding(pair, pair.before), _overriding(pair, pair.after)
    return Finding({"override", *(f"who:{n}" for n in (*before, *after))}, before, after)


@rule("binding-changed", category="procedure", subject="power", on=("binding",), sentence="{what}: a participant's word binds otherwise.")
def _binding(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """Whether the others are bound by what a participant says changes."""
    return _about("binding", pair)


@rule(
    "candidates-changed",
    category="procedure",
    subject="power",
    on=("candidates",),
    sentence="{what}: another number of candidates must be offered.",
)
def _candidates(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """The number of candidates that must be offered changes, there being a choice before and after."""
    return _about("candidates", pair)


# ---- conditions, frequency, form ---------------------------------------------------------------------------------------------------


def _conditions(pair: PowerPair, direction: int) -> Finding | None:
    before, after = frozenset(all_conditions(pair.before)), frozenset(all_conditions(pair.after))
    found = 1 if before < after else -1 if after < before else 0
    return _about("conditions", pair) if found == direction else None


@rule(
    "condition-added",
    category="procedure",
    subject="power",
    on=("conditions",),
    inverse="condition-removed",
    sentence="{what}: now tied to a further condition ({difference}).",
)
def _condition_added(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """A power may only be used when a further condition holds."""
    return _conditions(pair, 1)


@rule(
    "condition-removed",
    category="procedure",
    subject="power",
    on=("conditions",),
    inverse="condition-added",
    sentence="{what}: no longer tied to a condition ({difference}).",
)
def _condition_removed(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """A condition for the use of a power falls away."""
    return _conditions(pair, -1)


@rule(
    "condition-changed",
    category="procedure",
    subject="power",
    on=("conditions",),
    sentence="{what}: tied to other conditions ({difference}).",
)
def _condition_changed(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """The conditions for the use of a power are others."""
    return _conditions(pair, 0)


@rule(
    "frequency-changed",
    category="procedure",
    subject="power",
    on=("frequency",),
    sentence="{what}: may or must be used at another frequency ({difference}).",
)
def _frequency(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """How often a power may or must be used changes."""
    return _about("frequency", pair)


@rule(
    "instrument-changed",
    category="procedure",
    subject="power",
    on=("instrument",),
    sentence="{what}: the kind of act it takes changes ({difference}).",
)
def _instrument(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """The holder stays, but the act it uses is another (a decree instead of a statute): who can review or repeal it changes with it."""
    return _about("instrument", pair)


@rule("method-changed", category="procedure", subject="power", on=("method",), sentence="{what}: decided in another way.")
def _method(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """The way of voting or choosing changes: the electoral system, a secret ballot, a lot."""
    return _about("method", pair)


def _equal_weight(pair: PowerPair) -> set[str]:
    """The facets of institutions whose greatest part is what it was."""
    return {
        f"who:{n}"
        for n in pair.parts_before.keys() | pair.parts_after.keys()
        if pair.parts_before.get(n, Part.FORMAL) == pair.parts_after.get(n, Part.FORMAL)
    }


def _more_ways(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    gone, come = ([pair for pair in pair.routes if pair[side] is None] for side in (1, 0))
    if not come or gone or "routes" not in unexplained:
        return None
    newcomers = {f"who:{name}" for name in pair.only_in_new_ways}
    told = unexplained & ({"routes", "order", "route-scope", "form"} | newcomers | _equal_weight(pair))
    return Finding(told, target=tuple(sorted(pair.holders_after)))


@rule(
    "way-added",
    category="procedure",
    subject="power",
    on=("routes",),
    inverse="way-removed",
    sentence="{what}: a further way to exercise it: {ways}.",
)
def _way_added(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A power can be exercised in one more way (in another case, on another ground, by another course); those there were stay."""
    return _more_ways(pair, unexplained)


@rule(
    "way-removed",
    category="procedure",
    subject="power",
    on=("routes",),
    inverse="way-added",
    sentence="{what}: one way to exercise it is gone: {ways}.",
)
def _way_removed(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """One of the ways to exercise a power falls away; the others stay."""
    return _more_ways(pair.backwards, unexplained)


@rule(
    "steps-changed",
    category="procedure",
    subject="power",
    sentence="{what}: the course of the procedure changes; nobody gains or loses a say.",
)
def _steps(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """The course of the procedure changes (order, routes, roles of equal weight, acting as a body or through members) while nobody gains or loses weight."""
    explained = unexplained & ({"order", "routes", "route-scope", "form", "addressee"} | _equal_weight(pair))
    return Finding(explained, target=tuple(sorted(pair.holders_after))) if explained else None
