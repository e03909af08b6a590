"""Which statement before is which statement after. Pure.

Statements pair by id, never by wording. Institutions also pair through succession: the Constitutional Court that replaces the Constitutional
Council is its successor, and a power that only follows it there has not moved. Where succession can be read in more than one way, nothing is
chosen: the pair says so and names all candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import evolve, frozen

from constitution_diff.delta import Delta
from constitution_diff.facets import parts_played
from constitution_diff.model import (
    Actor,
    AnyOf,
    Body,
    Each,
    Institution,
    Joint,
    Members,
    Norm,
    Power,
    Relatives,
    Route,
    Statement,
    Step,
    mentions,
)
from constitution_diff.roles import Part

Relation = Literal["same", "succession", "merger", "split", "unclear"]


@frozen
class Pair:
    """What is compared with what.

    Attributes:
        before: The statements before: one, or none, or several institutions that merged.
        after: The statements after: one, or none, or several institutions that one was split into.
        relation: Why they belong together.
    """

    before: tuple[Statement, ...]
    after: tuple[Statement, ...]
    relation: Relation = "same"

    @property
    def id(self) -> str:
        """The id it is known by: that of the first statement after, or else before."""
        return (self.after or self.before)[0].id

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all statements in it."""
        return tuple(dict.fromkeys(s.id for s in (*self.before, *self.after)))


@frozen
class Pairing:
    """All pairs that differ, and the succession they were found by.

    Attributes:
        pairs: The pairs, by id.
        successors: For an institution that was replaced by exactly one other: the id it goes on under.
        not_compared: Edits whose other side nobody has read.
    """

    pairs: tuple[Pair, ...]
    successors: Mapping[str, str]
    not_compared: tuple[str, ...]


def pair(delta: Delta, predecessors: Mapping[str, Iterable[str]] | None = None) -> Pairing:
    """Pair the statements that differ.

    Args:
        delta: The statements.
        predecessors: Per institution those whose place it took at any time, also in states that lie between the two compared.
    """
    singles: list[Pair] = []
    gone: dict[str, Institution] = {}
    new: dict[str, Institution] = {}
    for edit in delta.edits:
        if edit.after is None and isinstance(edit.before, Institution):
            gone[edit.id] = edit.before
        elif edit.before is None and isinstance(edit.after, Institution):
            new[edit.id] = edit.after
        else:
            singles.append(Pair(tuple(s for s in (edit.before,) if s), tuple(s for s in (edit.after,) if s)))
    institutions, successors = _succession(gone, new, predecessors or {})
    pairs = sorted([*singles, *institutions], key=lambda p: p.id)
    not_compared = {p.id for p in pairs if _overlooked(p, delta)}
    return Pairing(tuple(p for p in pairs if p.id not in not_compared), successors, tuple(sorted(not_compared)))


def _overlooked(found: Pair, delta: Delta) -> bool:
    """Whether the other side is missing because nobody has read it. What a successor took the place of is not missing."""
    if found.before and found.after:
        return False
    one, other_side = (found.before[0], delta.after) if found.before else (found.after[0], delta.before)
    return not other_side.read(one.id, one.area)


def ancestors(institution: str, predecessors: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The institutions whose place an institution took, and those whose place these had taken, and so on."""
    found: set[str] = set()
    queue = list(predecessors.get(institution, ()))
    while queue:
        name = queue.pop()
        if name not in found and name != institution:
            found.add(name)
            queue += predecessors.get(name, ())
    return frozenset(found)


def _succession(
    gone: Mapping[str, Institution], new: Mapping[str, Institution], predecessors: Mapping[str, Iterable[str]]
) -> tuple[list[Pair], dict[str, str]]:
    """Pair the institutions that went with those that came. `replaces` may point either way: a diff can run backwards in time."""
    links: dict[str, set[str]] = {k: set() for k in (*gone, *new)}
    for here, there in ((new, gone), (gone, new)):
        for institution in here.values():
            known = {**predecessors, institution.id: {*institution.replaces, *predecessors.get(institution.id, ())}}
            for other in ancestors(institution.id, known):
                if other in there:
                    links[institution.id].add(other)
                    links[other].add(institution.id)
    pairs: list[Pair] = []
    successors: dict[str, str] = {}
    seen: set[str] = set()
    for start in sorted(links):
        if start in seen:
            continue
        group = _connected(start, links)
        seen |= group
        before = tuple(gone[k] for k in sorted(group) if k in gone)
        after = tuple(new[k] for k in sorted(group) if k in new)
        pairs.append(Pair(before, after, _relation(len(before), len(after))))
        if len(after) == 1:
            successors |= {b.id: after[0].id for b in before}
    return pairs, successors


def _relation(before: int, after: int) -> Relation:
    if not before or not after:
        return "same"
    if before == after == 1:
        return "succession"
    if after == 1:
        return "merger"
    return "split" if before == 1 else "unclear"


def _connected(start: str, links: Mapping[str, Iterable[str]]) -> set[str]:
    group, queue = {start}, [start]
    while queue:
        fresh = set(links[queue.pop()]) - group
        group |= fresh
        queue += sorted(fresh)
    return group


# ---- following successors ----------------------------------------------------------------------------------------------------------


def heirs(after: Statement, predecessors: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For each institution whose place one of those took that a statement speaks of: the one it goes on as. Where there are two, none is chosen."""
    names = mentions(after) - (set(after.replaces) if isinstance(after, Institution) else set())
    found: dict[str, set[str]] = {}
    for name in names:
        for other in ancestors(name, predecessors) - names:
            found.setdefault(other, set()).add(name)
    return {old: new.pop() for old, new in found.items() if len(new) == 1}


def followed(before: Statement, after: Statement, successors: Mapping[str, str]) -> Statement:
    """The statement before, told with the names of the successors that the statement after speaks of.

    Where one institution took the place of several, it goes on as those that played the part it plays; what the others had to say came to an end:
    a Senate's approval of what the Mazhilis adopts is not their successor's approval of its own act. Where none played its part, all are it.
    """
    names = mentions(after)
    chosen = {old: new for old, new in successors.items() if new in names}
    if not chosen or mentions(before).isdisjoint(chosen):
        return before
    if isinstance(before, Power) and isinstance(after, Power) and len(set(chosen.values())) < len(chosen):
        played, plays = ({name: parts - {Part.FORMAL} for name, parts in parts_played(s).items()} for s in (before, after))
        fitting = {old for old, new in chosen.items() if not played.get(old, set()).isdisjoint(plays.get(new, set()))}
        continued = {chosen[old] for old in fitting}
        chosen = {old: new for old, new in chosen.items() if old in fitting or old not in played or new not in continued}
    return follow(before, chosen)


def follow(statement: Statement, successors: Mapping[str, str]) -> Statement:  # noqa: C901
    """The statement with every institution that was replaced read as its successor."""
    merged = {name for name, number in Counter(successors.values()).items() if number > 1}

    def one(name: str) -> str:
        return successors.get(name, name)

    def some(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(one, names)))

    def actors(series: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(dict.fromkeys(map(actor, series)))

    def group(who: Joint | AnyOf | Each) -> Actor:
        """Of a group that has merged into one, that one is left."""
        parts = actors(who.parts)
        return parts[0] if len(parts) == 1 else evolve(who, parts=parts)

    def actor(who: Actor) -> Actor:
        match who:
            case Body(id):
                return Body(one(id))
            case Members() | Relatives():
                return evolve(who, of=one(who.of))
            case Joint() | AnyOf() | Each():
                return group(who)

    def step(old: Step) -> Step:
        new = evolve(old, actor=actor(old.actor), against=old.against and one(old.against), to=old.to and one(old.to))
        if new.threshold and isinstance(new.actor, Body) and new.actor.id in merged:
            new = evolve(new, threshold=evolve(new.threshold, per=None))  # of a single body there is no "each chamber"
        return new

    def steps(series: tuple[Step, ...]) -> tuple[Step, ...]:
        found: list[Step] = []
        for old in series:
            new = step(old)
            if new == old or new not in found:  # what two bodies did each, the one that took their place does once
                found.append(new)
        return tuple(found)

    def route(way: Route) -> Route:
        return evolve(way, steps=steps(way.steps), only=some(way.only))

    def ways(routes: tuple[Route, ...]) -> tuple[Route, ...]:
        """Of ways that differed in nothing but which of the merged bodies took them, one is left."""
        kept: dict[Route, Route] = {}
        for old in routes:
            new = route(old)
            kept.setdefault(new if new == old else evolve(new, id=""), new)
        left = tuple(kept.values())
        return (evolve(left[0], id=""),) if len(left) == 1 < len(routes) else left

    match statement:
        case Power():
            return evolve(
                statement,
                routes=ways(statement.routes),
                fills=statement.fills and one(statement.fills),
                only=some(statement.only),
                excluded=some(statement.excluded),
            )
        case Norm():
            return evolve(
                statement,
                subject=actors(statement.subject),
                object=some(statement.object),
                exceptions=some(statement.exceptions),
                only_for=some(statement.only_for),
                waiver=steps(statement.waiver),
            )
        case Institution():
            part_of = statement.part_of and one(statement.part_of)
            return evolve(statement, part_of=part_of, by_right=some(statement.by_right))
