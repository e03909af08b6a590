"""Who fills the seats of a body, and how many there are."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from constitution_diff.facets import PowerPair
from constitution_diff.model import Power, actor_ids
from constitution_diff.roles import ROLES, Part
from constitution_diff.rules.rule import Finding, InstitutionCase, rule


def seats_by_filler(power: Power) -> dict[str, int]:
    """How many seats of the body each institution decides on."""
    found: dict[str, int] = {}
    for route in power.routes:
        for step in route.steps:
            if ROLES[step.role].part is Part.DECIDES and route.seats is not None:
                for name in actor_ids(step.actor):
                    found[name] = found.get(name, 0) + route.seats
    return found


@rule(
    "seats-redistributed",
    category="composition",
    subject="power",
    on=("seats",),
    sentence="{what}: {before}; now {after}.",
)
def _redistributed(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """The seats of a body are shared out anew among those who fill them, or their number changes.

    One finding holds the size of the body, the share of each appointing or electing institution, and seats held by right: they are one bargain.
    """
    if "denied" in unexplained:
        return None
    before, after = seats_by_filler(pair.before), seats_by_filler(pair.after)
    movers = {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)}
    changed = [route for pair_of_routes in pair.routes if None in pair_of_routes for route in pair_of_routes if route]
    came_or_went = {n for n in pair.parts_before.keys() ^ pair.parts_after.keys() if n not in movers}
    within_routes = {f"who:{n}" for route in changed for s in route.steps for n in actor_ids(s.actor)}
    return Finding(
        {"seats", *(f"who:{n}" for n in movers), *within_routes},
        source=tuple(sorted(n for n in movers if after.get(n, 0) < before.get(n, 0))),
        target=tuple(sorted(n for n in movers if after.get(n, 0) > before.get(n, 0))),
        partners=tuple(sorted(n for n in came_or_went if (pair.parts_before | pair.parts_after)[n] > Part.FORMAL)),
    )


@rule(
    "seats-changed",
    category="composition",
    subject="institution",
    sentence="{what}: {before}; now {after}.",
)
def _seats(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """The number of members changes while the rule on who fills the seats stays as it is or is left to statute."""
    return Finding({"seats"}, target=(case.after[0].id,)) if "seats" in unexplained else None


def _by_right(case: InstitutionCase) -> tuple[frozenset[str], frozenset[str]]:
    before, after = (frozenset(side[0].by_right) if side else frozenset() for side in (case.before, case.after))
    return before, after


@rule(
    "seats-by-right-abolished",
    category="composition",
    subject="institution",
    inverse="seats-by-right-granted",
    sentence="{what}: the seats held by right by {partners} are abolished.",
)
def _right_abolished(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """Holders of an office are no longer members of a body by right."""
    before, after = _by_right(case)
    return Finding({"by_right"}, partners=tuple(sorted(before - after))) if "by_right" in unexplained and before > after else None


@rule(
    "seats-by-right-granted",
    category="composition",
    subject="institution",
    inverse="seats-by-right-abolished",
    sentence="{what}: seats by right for {partners}.",
)
def _right_granted(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """Holders of an office become members of a body by right."""
    before, after = _by_right(case)
    return Finding({"by_right"}, partners=tuple(sorted(after - before))) if "by_right" in unexplained and after > before else None
