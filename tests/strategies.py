"""Hypothesis strategies for statements, constitutions and reforms: everything a data file could say, from small pools of ids.

Small pools make collisions likely: two statements speak of the same institutions, institutions succeed one another, routes resemble each other.
Strategies are built once, when this module is imported: building them anew for each example would take longer than the examples themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from builders import AREAS, constitution, label
from constitution_diff.country import Constitution, Version
from constitution_diff.decoding import BASES, BOUNDS, MODALITIES, OUTCOMES, PER
from constitution_diff.model import (
    NORM_KINDS,
    Actor,
    AnyOf,
    Body,
    Citation,
    Each,
    Frequency,
    Institution,
    Joint,
    Label,
    Measure,
    Members,
    Norm,
    Period,
    Power,
    Relatives,
    Renewal,
    Route,
    Statement,
    Step,
    TermLimit,
    Threshold,
    mentions,
)
from constitution_diff.pairing import follow
from constitution_diff.roles import ROLES

T = TypeVar("T")
Fields: TypeAlias = dict[str, SearchStrategy[Any]]
Values: TypeAlias = dict[str, Any]

INSTITUTIONS = ("president", "government", "senate", "assembly", "council", "court", "tribunal")
POWERS = ("adopt-law", "appoint-judge", "declare-war", "dissolve-assembly", "elect-senate")
NORMS = ("party-ban", "immunity-judges", "death-penalty", "entrenched-clauses")


_rarely = st.sampled_from((False, False, False, True))


@st.composite
def mostly(draw: DrawFn, usual: SearchStrategy[T], rare: SearchStrategy[T]) -> T:
    """The usual three times in four; ``one_of`` would take every alternative alike, however often it is listed."""
    return draw(rare if draw(_rarely) else usual)


def some(items: SearchStrategy[T], least: int = 0, most: int = 2) -> SearchStrategy[tuple[T, ...]]:
    """A few distinct things."""
    return st.lists(items, min_size=least, max_size=most, unique=True).map(tuple)


def _one_of_fields(fields: Fields) -> SearchStrategy[tuple[str, Any]]:
    """The name of a field and a value for it."""

    def named(name: str) -> SearchStrategy[tuple[str, Any]]:
        return fields[name].map(lambda value: (name, value))

    return st.one_of([named(name) for name in fields])


def _details(fields: Fields, most: int = 2) -> SearchStrategy[Values]:
    """Values for a few of the fields; the others keep their defaults."""
    return st.lists(_one_of_fields(fields), max_size=most).map(dict)


institution_ids = st.sampled_from(INSTITUTIONS)
terms = st.sampled_from(("treason", "war", "secret-ballot"))
some_terms = some(terms)
some_matters = some(terms | institution_ids)
areas = st.sampled_from(AREAS)
counts = st.sampled_from((1, 2, 3, 7))
fractions = st.sampled_from((Fraction(1, 5), Fraction(1, 2), Fraction(2, 3), Fraction(1)))
articles = some(st.sampled_from([Citation(c) for c in ("9", "10", "44(3)", "71(3)(2)", "83-1", "104.1", "104.10")]), least=1)
periods = st.builds(Period, counts, st.sampled_from(("hours", "days", "working days", "months", "years", "sessions")))


# ---- who and how -------------------------------------------------------------------------------------------------------------------


def _members(of: str, size: Fraction | int | None, within: str | None) -> Members:
    return Members(of, size if isinstance(size, Fraction) else None, size if isinstance(size, int) else None, within)


def _groups(parts: SearchStrategy[Actor]) -> SearchStrategy[Actor]:
    several = some(parts, least=2)
    return st.one_of(several.map(Joint), several.map(AnyOf), several.map(Each))


bodies: SearchStrategy[Actor] = st.builds(Body, institution_ids)
members: SearchStrategy[Actor] = st.builds(_members, institution_ids, st.none() | fractions | counts, st.none() | terms)
groups = _groups(bodies | members)
actors: SearchStrategy[Actor] = mostly(bodies, st.one_of(members, groups, _groups(bodies | groups)))
subjects: SearchStrategy[Actor] = mostly(actors, st.builds(Relatives, institution_ids, st.sampled_from(("close", "distant"))))


def _threshold(amount: Fraction | None, strict: bool, of: str) -> Threshold:  # noqa: FBT001
    return Threshold(amount, strict=strict and amount not in (None, 1), of=of)


_plain_thresholds = st.builds(_threshold, st.none() | fractions, st.booleans(), st.sampled_from(BASES))
thresholds = st.builds(
    lambda plain, details: evolve(plain, **details),
    _plain_thresholds,
    _details({"per": st.sampled_from(PER), "quorum": _plain_thresholds, "spread": _plain_thresholds}, most=1),
)

ROUTE_IDS = ("first", "second", "third")
STEP_FIELDS: Fields = {
    "threshold": thresholds,
    "within": periods,
    "counted_from": terms,
    "not_before": periods,
    "silence": st.sampled_from(OUTCOMES),
    "refusal": st.sampled_from(OUTCOMES),
    "binding": st.booleans(),
    "against": institution_ids,
    "to": institution_ids,
    "candidates": counts,
    "method": terms,
    "conditions": some_terms,
}
roles = st.sampled_from(sorted(ROLES))
steps = st.builds(lambda who, role, details: Step(who, role, **details), actors, roles, _details(STEP_FIELDS))
series = st.lists(steps, min_size=1, max_size=3).map(tuple)

ROUTE_FIELDS: Fields = {"id": st.sampled_from(ROUTE_IDS), "seats": counts, "only": some_matters, "conditions": some_terms}
routes = st.builds(lambda course, details: Route(course, **details), series, _details(ROUTE_FIELDS))


def _distinct(ways: Sequence[Route]) -> tuple[Route, ...]:
    """The routes, without the id where another one has it already: no two routes of a power share an id."""
    return tuple(evolve(way, id="") if any(way.id == other.id for other in ways[:n]) else way for n, way in enumerate(ways))


ways_to_exercise = st.one_of(series.map(lambda course: (Route(course),)), st.lists(routes, min_size=1, max_size=3).map(_distinct))


# ---- statements --------------------------------------------------------------------------------------------------------------------

INSTITUTION_FIELDS: Fields = {
    "area": areas,
    "kind": st.sampled_from(("court", "chamber", "office")),
    "name": st.sampled_from(("Council", "Court", "Chamber")).map(lambda name: Label(en=name)),
    "part_of": st.none() | st.sampled_from(INSTITUTIONS[:3]),
    "replaces": some(institution_ids),
    "seats": st.none() | counts,
    "by_right": some(institution_ids),
    "term": st.none() | periods,
    "term_limit": st.none() | st.builds(TermLimit, counts, st.booleans()),
    "renewal": st.none() | st.builds(Renewal, fractions, periods),
    "articles": articles,
}
POWER_FIELDS: Fields = {
    "area": areas,
    "routes": ways_to_exercise,
    "fills": st.none() | institution_ids,
    "only": some_matters,
    "excluded": some_matters,
    "conditions": some_terms,
    "frequency": st.none() | st.builds(Frequency, counts, st.sampled_from(("year", "session")), st.sampled_from(BOUNDS)),
    "instrument": st.none() | terms,
    "articles": articles,
}
NORM_FIELDS: Fields = {
    "area": areas,
    "subject": some(subjects, least=1),
    "modality": st.sampled_from(MODALITIES),
    "act": terms,
    "object": some_matters,
    "exceptions": some_matters,
    "only_for": some_matters,
    "conditions": some_matters,
    "measure": st.none()
    | st.builds(Measure, st.sampled_from(BOUNDS), st.sampled_from((0, 40)).map(Fraction) | fractions, st.just("years")),
    "instrument": st.none() | terms,
    "waiver": st.just(()) | series,
    "articles": articles,
}


def _institution(name: str, part_of: str | None, cited: tuple[Citation, ...], details: Values) -> Institution:
    return evolve(Institution(name, "government", "office", label(name), part_of, articles=cited), **details)


def _power(name: str, ways: tuple[Route, ...], cited: tuple[Citation, ...], details: Values) -> Power:
    return evolve(Power(name, "government", ways, articles=cited, label=label(name)), **details)


def _norm(name: str, kind: str, subject: tuple[Actor, ...], cited: tuple[Citation, ...], details: Values) -> Norm:
    return evolve(Norm(name, "government", kind, subject, "must-not", "treason", articles=cited, label=label(name)), **details)


def denied(power: Power) -> Power:
    """The power as one that the text denies to everyone."""
    return evolve(power, routes=(), denied=True)


institutions = st.builds(_institution, institution_ids, INSTITUTION_FIELDS["part_of"], articles, _details(INSTITUTION_FIELDS, most=3))
held_powers = st.builds(_power, st.sampled_from(POWERS), ways_to_exercise, articles, _details(POWER_FIELDS))
powers = mostly(held_powers, held_powers.map(denied))
norms = st.builds(
    _norm, st.sampled_from(NORMS), st.sampled_from(sorted(NORM_KINDS)), some(subjects, least=1), articles, _details(NORM_FIELDS, most=3)
)
statements: SearchStrategy[Statement] = st.one_of(institutions, powers, norms)


# ---- constitutions -----------------------------------------------------------------------------------------------------------------

_codings = st.sampled_from([*[(AREAS, False)] * 4, (AREAS, True), (AREAS[:2], False), (AREAS[:1], True), ((), False)])


@st.composite
def _constitution_of(draw: DrawFn, said: dict[str, Statement]) -> Constitution:
    """A constitution that says this; some areas or single statements may not have been read."""
    coded, overlooked = draw(_codings)
    missing = [name for name in (*INSTITUTIONS, *POWERS, *NORMS) if name not in said]
    version = Version("XX", "now", date(2020, 1, 1), coded=frozenset(coded), unread=frozenset(missing[::2] if overlooked else ()))
    return Constitution(version, said)


def _by_id(said: Sequence[Statement]) -> dict[str, Statement]:
    """The statements by id; what is part of something is part of something that exists."""
    bodies = [s.id for s in said if isinstance(s, Institution)]
    return {s.id: evolve(s, part_of=bodies[0]) if isinstance(s, Institution) and s.part_of and s.part_of not in bodies else s for s in said}


constitutions = (
    mostly(st.lists(statements, min_size=4, max_size=10), st.lists(statements, max_size=3)).map(_by_id).flatmap(_constitution_of)
)


# ---- reforms -----------------------------------------------------------------------------------------------------------------------

_alterations_of_steps = st.sampled_from(("drop", "insert", "actor", "role", "detail", "detail"))
_places = st.integers(0, 5)
_step_detail = _one_of_fields(STEP_FIELDS)
_field_of: dict[type[Statement], SearchStrategy[tuple[str, Any]]] = {
    Institution: _one_of_fields(INSTITUTION_FIELDS),
    Power: _one_of_fields(POWER_FIELDS),
    Norm: _one_of_fields(NORM_FIELDS),
}


def _alter_series(draw: DrawFn, course: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps with one taken out, added or altered in one thing."""
    altered, place = list(course), draw(_places) % len(course)
    match draw(_alterations_of_steps):
        case "insert":
            altered.insert(place, draw(steps))
        case "drop" if len(course) > 1:
            del altered[place]
        case "actor":
            altered[place] = evolve(course[place], actor=draw(actors))
        case "role":
            altered[place] = evolve(course[place], role=draw(roles))
        case _:
            altered[place] = evolve(course[place], **dict([draw(_step_detail)]))
    return tuple(altered)


def _alter_power(draw: DrawFn, power: Power) -> Power:
    how = draw(st.sampled_from(("step", "step", "step", "field", "denied")))
    if how == "denied":
        return denied(power)
    if how == "step" and power.routes:
        chosen = draw(_places) % len(power.routes)
        return evolve(
            power,
            routes=tuple(evolve(way, steps=_alter_series(draw, way.steps)) if n == chosen else way for n, way in enumerate(power.routes)),
        )
    name, value = draw(_field_of[Power])
    return evolve(power, **{name: value}) if name != "routes" else evolve(power, routes=value, denied=False)


def _alter(draw: DrawFn, said: dict[str, Statement], name: str) -> None:
    old = said[name]
    said[name] = _alter_power(draw, old) if isinstance(old, Power) else evolve(old, **dict([draw(_field_of[type(old)])]))


def _drop(_: DrawFn, said: dict[str, Statement], name: str) -> None:
    del said[name]


def _restate(draw: DrawFn, said: dict[str, Statement], name: str) -> None:
    """Something else altogether under the same id."""
    said[name] = evolve(draw(_kinds[type(said[name])]), id=name)


def _succeed(draw: DrawFn, said: dict[str, Statement], _: str) -> None:
    """Institutions take the place of others: one to one, merged, split, or so that it cannot be told; what speaks of them may follow."""
    spoken_of = Counter(name for s in said.values() for name in mentions(s))
    bodies = sorted((s for s in said.values() if isinstance(s, Institution)), key=lambda s: -spoken_of[s.id])
    heirs = [heir for heir in draw(_heirs) if heir not in said]
    if not bodies or not heirs:
        return
    model, *others = bodies
    gone = tuple(s.id for s in (model, *others[: draw(_merged)]))
    for old in gone:
        del said[old]
    said |= {heir: evolve(model, id=heir, replaces=gone) for heir in heirs}
    if draw(st.booleans()):
        said |= {k: follow(s, dict.fromkeys(gone, heirs[0])) for k, s in said.items() if k not in heirs}


_kinds: dict[type[Statement], SearchStrategy[Statement]] = {Institution: institutions, Power: powers, Norm: norms}
_merged = st.sampled_from((0, 0, 0, 1))
_heirs = some(institution_ids, least=1)
_operations: SearchStrategy[Callable[[DrawFn, dict[str, Statement], str], None]] = st.sampled_from(
    (_alter, _alter, _alter, _restate, _succeed, _drop)
)
_touched = some(_places, least=1, most=4)
_new_statements = st.lists(statements, max_size=1)


@st.composite
def amended(draw: DrawFn, before: Constitution) -> Constitution:
    """The constitution after an amendment: most of it as it was."""
    said = dict(before.statements)
    names = sorted(said)
    for place in draw(_touched):
        name = names[place % len(names)] if names else ""
        if name in said:
            draw(_operations)(draw, said, name)
    for new in draw(_new_statements):
        said.setdefault(new.id, new)
    return draw(_constitution_of(said))


@st.composite
def reforms(draw: DrawFn) -> tuple[Constitution, Constitution]:
    """A constitution before and after an amendment."""
    before = draw(constitutions)
    return before, draw(amended(before))


@st.composite
def histories(draw: DrawFn) -> tuple[Constitution, Constitution, Constitution, Constitution]:
    """A constitution and three amendments in a row."""
    first = draw(constitutions)
    second = draw(amended(first))
    third = draw(amended(second))
    return first, second, third, draw(amended(third))


@st.composite
def successions(draw: DrawFn) -> tuple[Constitution, Constitution]:
    """A council that a high court takes the place of, in everything that speaks of it; nothing else changes."""
    said = dict(draw(constitutions).statements)
    council = evolve(draw(institutions), id="council")
    heir = follow(evolve(council, id="high-court", replaces=("council",)), {"council": "high-court"})
    others = {name: s for name, s in said.items() if name != "council"}
    followed = {name: follow(s, {"council": "high-court"}) for name, s in others.items()}
    return constitution(council, *others.values()), constitution(heir, *followed.values())
