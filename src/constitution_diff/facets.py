"""What two forms of a statement differ in, taken apart into *facets* that rules can explain one by one. Pure.

A facet is a name: ``threshold``, ``scope``, ``who:senate``. Between two forms of a statement, the facets that differ are computed here, without
judgement; a rule says which of them it explains; what no rule explains goes to the fallback. That is how nothing is lost.

Of a power, the facets are: ``who:ID`` (the roles one institution plays), ``form`` (as a body, through members, jointly), ``seats``, ``threshold``,
``deadline``, ``silence``, ``refusal``, ``override``, ``binding``, ``candidates``, ``addressee``, ``method``, ``conditions``, ``scope``, ``frequency``, ``instrument``, ``order``,
``routes``, ``route-scope``, ``fills``, ``denied``, ``area``, ``articles``. Of norms and institutions they are the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from attrs import frozen

from constitution_diff.model import Actor, AnyOf, Each, Power, Route, Step, actor_ids, differing_fields
from constitution_diff.roles import ROLES, Part

_STEP_FACETS = {
    "actor": "form",
    "threshold": "threshold",
    "within": "deadline",
    "counted_from": "deadline",
    "not_before": "deadline",
    "silence": "silence",
    "refusal": "refusal",
    "binding": "binding",
    "against": "addressee",
    "to": "addressee",
    "candidates": "candidates",
    "method": "method",
    "conditions": "conditions",
}
_ROUTE_FACETS = {"seats": "seats", "only": "route-scope", "conditions": "conditions", "id": "routes"}
_POWER_FACETS = {
    "area": "area",
    "denied": "denied",
    "fills": "fills",
    "only": "scope",
    "excluded": "scope",
    "conditions": "conditions",
    "frequency": "frequency",
    "instrument": "instrument",
    "articles": "articles",
}


def all_conditions(power: Power) -> tuple[str, ...]:
    """The conditions of a power, of its ways and of their steps, each once, in the order of the text."""
    of_ways = (c for r in power.routes for c in (*r.conditions, *(x for s in r.steps for x in s.conditions)))
    return tuple(dict.fromkeys((*power.conditions, *of_ways)))


def whose_part(facet: str) -> str:
    """The institution whose part in a power a facet is, or ""."""
    name, _, who = facet.partition(":")
    return who if name == "who" else ""


def participants(power: Power | None) -> dict[str, Part]:
    """Who has a part in a power, and the greatest part of each."""
    return {name: max(parts) for name, parts in parts_played(power).items()} if power else {}


def parts_played(power: Power) -> dict[str, set[Part]]:
    """Who has a part in a power, and all parts of each."""
    found: dict[str, set[Part]] = {}
    for step in power.steps:
        for name in actor_ids(step.actor):
            found.setdefault(name, set()).add(ROLES[step.role].part)
    return found


def holders_among(parts: dict[str, Part]) -> frozenset[str]:
    """Who holds a power: those who decide; where nobody decides, those whose part is greatest (a right to petition, to be heard)."""
    top = max(parts.values(), default=None)
    return frozenset(name for name, part in parts.items() if part == top)


def alternative_holders(power: Power) -> frozenset[str]:
    """The holders who can act without the other holders: each of a set of alternatives, or the holder of a route of its own."""
    found = set()
    top = max((ROLES[s.role].part for s in power.steps), default=Part.DECIDES)
    for route in power.routes:
        deciders = [s for s in route.steps if ROLES[s.role].part is top]
        for step in deciders:
            if isinstance(step.actor, AnyOf) or (len(power.routes) > 1 and len(deciders) == 1):
                found |= set(actor_ids(step.actor))
    return frozenset(found)


def joint_groups(power: Power) -> Iterator[frozenset[str]]:
    """The groups of institutions that decide or consent together in one step."""
    for step in power.steps:
        if ROLES[step.role].part >= Part.CONSENTS and not isinstance(step.actor, AnyOf | Each):
            group = frozenset(actor_ids(step.actor))
            if len(group) > 1:
                yield group


def _ids(step: Step) -> tuple[str, ...]:
    return tuple(sorted(actor_ids(step.actor)))


def _signature(route: Route) -> tuple[tuple[str, ...], ...]:
    return tuple(_ids(s) for s in route.steps)


def match_routes(before: tuple[Route, ...], after: tuple[Route, ...]) -> list[tuple[Route | None, Route | None]]:
    """Which way before is which way after: by id, then by all it says, then by who takes part, then the only one left on each side."""
    if len(before) == len(after) == 1:
        return [(before[0], after[0])]
    left, right = list(before), list(after)
    pairs: list[tuple[Route | None, Route | None]] = []

    def join(key: Callable[[Route], object]) -> None:
        for old in tuple(left):
            value = key(old)
            same = [new for new in right if value and value == key(new)]
            if len(same) == 1:
                pairs.append((old, same[0]))
                left.remove(old)
                right.remove(same[0])

    join(lambda route: route.id)
    join(lambda route: (route.steps, route.seats, route.only, route.conditions))
    join(_signature)
    if left and right and (len(left) == len(right) == 1):
        pairs.append((left.pop(), right.pop()))
    return [*pairs, *((old, None) for old in left), *((None, new) for new in right)]


def _keyed(steps: Iterable[Step]) -> dict[tuple[tuple[str, ...], str, int], Step]:
    found: dict[tuple[tuple[str, ...], str, int], Step] = {}
    for step in steps:
        ids, turn = _ids(step), 0
        while (ids, step.role, turn) in found:
            turn += 1
        found[ids, step.role, turn] = step
    return found


@frozen(slots=False, eq=False)
class PowerPair:
    """Two forms of one power; the form before is told with the names of successors.

    Attributes:
        before: The form before.
        after: The form after.
    """

    before: Power
    after: Power

    @cached_property
    def backwards(self) -> PowerPair:
        """The same pair read the other way round."""
        return PowerPair(self.after, self.before)

    @cached_property
    def parts_before(self) -> dict[str, Part]:
        """Who had which part."""
        return participants(self.before)

    @cached_property
    def parts_after(self) -> dict[str, Part]:
        """Who has which part."""
        return participants(self.after)

    @cached_property
    def holders_before(self) -> frozenset[str]:
        """Who held it."""
        return holders_among(self.parts_before)

    @cached_property
    def holders_after(self) -> frozenset[str]:
        """Who holds it."""
        return holders_among(self.parts_after)

    @cached_property
    def routes(self) -> list[tuple[Route | None, Route | None]]:
        """Which route before is which route after."""
        return match_routes(self.before.routes, self.after.routes)

    @cached_property
    def only_in_new_ways(self) -> frozenset[str]:
        """Who takes part only in ways that were added to those there are: in these, nobody gained a say."""
        if not any(old and new for old, new in self.routes):
            return frozenset()
        added, others = (
            {n for old, new in self.routes for s in (new.steps if new and bool(old) is kept else ()) for n in actor_ids(s.actor)}
            for kept in (False, True)
        )
        return frozenset(added - others)

    @cached_property
    def steps(self) -> list[tuple[Step, Step]]:
        """The steps that stand on both sides: the same institutions in the same route, in the same role if there is such a step."""
        matched = []
        for old, new in self.routes:
            if old and new:
                left, right = _keyed(old.steps), _keyed(new.steps)
                matched += [(left.pop(key), right.pop(key)) for key in tuple(left) if key in right]
                for key, step in left.items():
                    same = next((other for other in right if other[0] == key[0]), None)
                    if same:
                        matched.append((step, right.pop(same)))
        return matched

    @staticmethod
    def overrides(power: Power) -> frozenset[tuple[tuple[str, ...], str | None]]:
        """Who may override whom."""
        return frozenset((_ids(s), s.against) for s in power.steps if s.role == "override")

    def candidates(self, power: Power) -> int:
        """The least number of candidates that must be offered; 1 where the text asks for none."""
        return max((s.candidates or 1 for s in power.steps), default=1)

    @cached_property
    def differing(self) -> frozenset[str]:
        """The facets that differ."""
        before, after = self.before, self.after
        fields = differing_fields(before, after)
        found = {_POWER_FACETS[name] for name in fields if name in _POWER_FACETS}
        if "routes" not in fields:
            return frozenset(found)
        for old, new in self.steps:
            found |= {_STEP_FACETS[name] for name in differing_fields(old, new) if name in _STEP_FACETS}
        if self.candidates(before) != self.candidates(after):
            found.add("candidates")
        if self.overrides(before) != self.overrides(after):
            found.add("override")
        roles_before, roles_after = self._roles("before"), self._roles("after")
        found |= {f"who:{name}" for name in roles_before.keys() | roles_after.keys() if roles_before.get(name) != roles_after.get(name)}
        for route_before, route_after in self.routes:
            found |= _route_facets(route_before, route_after)
        return frozenset(found or {"routes"})

    def _roles(self, side: str) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for number, pair in enumerate(self.routes):
            route = pair[0] if side == "before" else pair[1]
            for step in route.steps if route else ():
                for name in actor_ids(step.actor):
                    found.setdefault(name, []).append((number, step.role))
        return {name: sorted(roles) for name, roles in found.items()}


def _route_facets(before: Route | None, after: Route | None) -> set[str]:
    if before is None or after is None:
        route = before or after
        return {"seats"} if route and route.seats is not None else {"routes"}
    found = {_ROUTE_FACETS[name] for name in differing_fields(before, after) if name in _ROUTE_FACETS}
    old, new = list(_keyed(before.steps)), list(_keyed(after.steps))
    if [k for k in old if k in new] != [k for k in new if k in old]:
        found.add("order")
    return found


def members_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The institutions in a list of actors."""
    return frozenset(name for actor in actors for name in actor_ids(actor))
