"""Factories for small constitutions: everything has a default, so that a test names only what it is about.

power("appoint-minister", step("president", "appoint"), step("senate", "consent"))
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from attrs import evolve

from constitution_diff.catalogue import load
from constitution_diff.changes import Changes, diff
from constitution_diff.country import Constitution, Country, Lineage, Revision, Silence, State, Version, Vocabulary
from constitution_diff.decoding import predecessors_among
from constitution_diff.model import (
    NO_LABEL,
    Actor,
    AnyOf,
    Body,
    Citation,
    Each,
    InForce,
    Institution,
    Joint,
    Label,
    Norm,
    Power,
    Provenance,
    Route,
    Statement,
    Step,
    Threshold,
    kind_of,
)

AREAS = ("government", "judiciary", "legislature")
"""The areas that the constitutions built here are coded for, unless told otherwise."""


def label(name: str) -> Label:
    """English words for an id: ``high-court`` is "High court"."""
    return Label(en=name.replace("-", " ").capitalize())


# ---- who and how -------------------------------------------------------------------------------------------------------------------


def actor(who: str | Actor) -> Actor:
    """An actor; an id stands for the body as a whole."""
    return Body(who) if isinstance(who, str) else who


def joint(*parts: str | Actor) -> Joint:
    """Actors who act together only."""
    return Joint(tuple(map(actor, parts)))


def any_of(*parts: str | Actor) -> AnyOf:
    """Actors each of whom can act alone."""
    return AnyOf(tuple(map(actor, parts)))


def each_of(*parts: str | Actor) -> Each:
    """Actors who all act, each on its own."""
    return Each(tuple(map(actor, parts)))


def step(who: str | Actor = "president", role: str = "decide", **details: Any) -> Step:  # noqa: ANN401
    """One actor's part in a power."""
    return Step(actor(who), role, **details)


def route(*steps: Step, **details: Any) -> Route:  # noqa: ANN401
    """One way to exercise a power."""
    return Route(steps, **details)


def at_least(fraction: str, of: str = "members", **details: Any) -> Threshold:  # noqa: ANN401
    """A threshold of at least a fraction."""
    return Threshold(Fraction(fraction), strict=False, of=of, **details)


def more_than(fraction: str, of: str = "members", **details: Any) -> Threshold:  # noqa: ANN401
    """A threshold of more than a fraction."""
    return Threshold(Fraction(fraction), strict=True, of=of, **details)


# ---- statements --------------------------------------------------------------------------------------------------------------------


def _citations(articles: Iterable[str]) -> tuple[Citation, ...]:
    return tuple(map(Citation, articles))


def institution(name: str = "president", /, *, articles: Iterable[str] = ("1",), **details: Any) -> Institution:  # noqa: ANN401
    """An institution."""
    given = {"area": "government", "kind": "office", "name": label(name), **details}
    return Institution(name, articles=_citations(articles), **given)


def power(name: str, /, *ways: Step | Route, articles: Iterable[str] = ("2",), **details: Any) -> Power:  # noqa: ANN401
    """A power: the steps of its only route, or its routes."""
    steps, routes = tuple(w for w in ways if isinstance(w, Step)), tuple(w for w in ways if isinstance(w, Route))
    given = {"area": "government", "label": label(name), **details}
    return Power(name, routes=(Route(steps), *routes) if steps else routes, articles=_citations(articles), **given)


def norm(name: str = "party-ban", /, *subject: str | Actor, articles: Iterable[str] = ("3",), **details: Any) -> Norm:  # noqa: ANN401
    """A norm; it binds the president unless told otherwise."""
    who = tuple(map(actor, subject or ("president",)))
    given = {"area": "government", "kind": "prohibition", "modality": "must-not", "act": "join", "label": label(name), **details}
    return Norm(name, subject=who, articles=_citations(articles), **given)


# ---- constitutions and countries ---------------------------------------------------------------------------------------------------


def constitution(
    *statements: Statement,
    revision: str = "now",
    coded: Iterable[str] = AREAS,
    unread: Iterable[str] = (),
    labels: dict[str, str] | None = None,
) -> Constitution:
    """The constitution made of some statements."""
    words = {name: Label(en=text) for name, text in (labels or {}).items()}
    version = Version("XX", revision, date(2020, 1, 1), coded=frozenset(coded), unread=frozenset(unread))
    return Constitution(version, {s.id: s for s in statements}, vocabulary=Vocabulary(words))


def shuffled(state: Constitution) -> Constitution:
    """The same constitution with its statements in the opposite order."""
    return evolve(state, statements=dict(reversed(list(state.statements.items()))))


def revision(name: str, adopted: str, in_force: str = "", /, **details: Any) -> Revision:  # noqa: ANN401
    """A revision, in force from the day of its adoption unless told otherwise."""
    given = {"title": label(name), "act": f"Act {name}", "route": "parliament", **details}
    return Revision(name, adopted=date.fromisoformat(adopted), in_force=date.fromisoformat(in_force or adopted), **given)


def state(since: str, content: Statement | Silence, in_force: str | InForce) -> State:
    """What a statement is from a revision on."""
    when = InForce(date.fromisoformat(in_force)) if isinstance(in_force, str) else in_force
    provenance = Provenance(since, when)
    if isinstance(content, str):
        return State(content, provenance, (Citation("1"),))
    return State(evolve(content, provenance=provenance), provenance, content.articles)


def lineage(*states: State) -> Lineage:
    """A statement through time, named after the first form it has."""
    first = next(s.content for s in states if not isinstance(s.content, str))
    words = first.name if isinstance(first, Institution) else first.label
    return Lineage(first.id, kind_of(first), first.area, words, states)


def country(revisions: Iterable[Revision], *lineages: Lineage, coded: Iterable[str] = AREAS) -> Country:
    """A country through time."""
    known = tuple(revisions)
    vocabulary = Vocabulary(
        {each.id: each.label for each in lineages},
        institutions=frozenset(each.id for each in lineages if each.kind == "institution"),
        revisions={r.id: r for r in known},
        predecessors=predecessors_among(lineages),
        name=NO_LABEL,
    )
    return Country("XX", Label(en="Exland"), frozenset(coded), known, {each.id: each for each in lineages}, vocabulary)


def through(*contents: Statement | Silence | None, years: Iterable[int] = range(2000, 2100, 10)) -> Lineage:
    """A statement that has one form after the other: 2000, 2010, 2020 ...; None where it stays as it was."""
    told = [(year, content) for year, content in zip(years, contents, strict=False) if content is not None]
    return lineage(*(state(str(year), content, f"{year}-01-01") for year, content in told))


def decades(*lineages: Lineage, number: int = 3, **details: Any) -> Country:  # noqa: ANN401
    """A country with a revision every ten years from 2000 on."""
    return country([revision(str(year), f"{year}-01-01") for year in range(2000, 2000 + 10 * number, 10)], *lineages, **details)


def country_of(*texts: Constitution) -> Country:
    """A country whose text was each of these in turn, from 2000 on, ten years each; all of it was read."""
    years = range(2000, 2000 + 10 * len(texts), 10)
    lineages = []
    for name in sorted({name for text in texts for name in text.statements}):
        contents: list[Statement | Silence] = [text.statements.get(name, "silent") for text in texts]
        told = [None if n and content == contents[n - 1] else content for n, content in enumerate(contents)]
        lineages.append(through(*(told if contents[0] != "silent" else [None, *told[1:]]), years=years))
    return decades(*lineages, number=len(texts))


# ---- a real reform -----------------------------------------------------------------------------------------------------------------

DIRECTIONS = ("forwards", "backwards")


@cache
def kazakhstan(direction: str = "forwards") -> Changes:
    """The reform of 2022, as time went or backwards."""
    kz = load("KZ")
    states = kz.at("2019-03"), kz.at("2022-06")
    return diff(*states) if direction == "forwards" else diff(*states[::-1])
