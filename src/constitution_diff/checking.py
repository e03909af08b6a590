"""What must hold across a country file once each part of it has been read. Pure; every finding is reported to the log.

All checks run on every file. What has a problem already is left out of those that read whole statements, so that one mistake is not told twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TypeAlias

from attrs import evolve

from constitution_diff.country import Constitution, Country, Figure, Lineage, Revision
from constitution_diff.decoding import ANY, EVENT, INSTITUTION, SOURCE, STATEMENT, TERM
from constitution_diff.model import Institution, Power, Statement, kind_of, mentions
from constitution_diff.problems import did_you_mean, shown
from constitution_diff.reader import ID, Log

Finding: TypeAlias = tuple[Hashable, str, str, str]
"""What makes it the same finding in another revision; place, found, fix."""


def check_country(country: Country, terms: Mapping[str, object], log: Log) -> None:
    """Report everything in a country that does not fit together."""
    institutions = {k for k, lineage in country.lineages.items() if lineage.kind == "institution"}
    _references(country, institutions, set(terms), log)
    _unique_ids(country, terms, log)
    doubtful = _doubtful(log)
    for lineage in country.lineages.values():
        _order_of_states(country, lineage, log, whole=f"{lineage.kind} {lineage.id}" not in doubtful)
    for revision in country.revisions:
        _figures(revision, log)
    doubtful = _doubtful(log)
    sound = evolve(country, lineages={k: v for k, v in country.lineages.items() if f"{v.kind} {k}" not in doubtful})
    _States(sound, institutions, doubtful).report(log)


def _doubtful(log: Log) -> set[str]:
    """The statements that have a problem, by place: "power adopt-law"."""
    return {p.place.split(",", 1)[0] for p in log.problems}


def _references(country: Country, institutions: set[str], terms: set[str], log: Log) -> None:
    known = {
        INSTITUTION: institutions,
        TERM: terms,
        ANY: institutions | terms,
        SOURCE: set(country.vocabulary.sources),
        EVENT: set(country.vocabulary.events),
        STATEMENT: set(country.lineages),
    }
    for ref in log.references:
        allowed = known[ref.what]
        if ref.value not in allowed:
            tables = " or ".join(f"`[{kind}.{ref.value}]`" for kind in ref.what.split(" or "))
            define = f"Define it: {tables}" if ID.fullmatch(ref.value) else "Write an id in kebab-case that the file defines"
            if ref.what == STATEMENT:
                define = "Write the id of an institution, a power or a norm"
            log.report(ref.place, f"{shown(ref.value)} is not a known {ref.what}", did_you_mean(ref.value, sorted(allowed), define))


def _unique_ids(country: Country, terms: Mapping[str, object], log: Log) -> None:
    words = {**dict.fromkeys(country.vocabulary.events, "event"), **dict.fromkeys(terms, "term")}
    for name, kind in sorted(words.items()):
        taken = country.lineages.get(name)
        other = taken.kind if taken else "event" if kind == "term" and name in country.vocabulary.events else ""
        if other:
            log.report(f"{kind} {name}", f"the {other} {name!r} has this id already", "An id names one thing: choose another")


def _order_of_states(country: Country, lineage: Lineage, log: Log, *, whole: bool) -> None:
    order = {r.id: n for n, r in enumerate(country.revisions)}
    place = f"{lineage.kind} {lineage.id}"
    states = [s for s in lineage.states if s.provenance.since in order]
    if states and states[0].content == "silent":
        log.report(place, "its first state is silent", "Leave that state out: before its first state a statement is silent anyway")
    for earlier, later in pairwise(states):
        here = f"{place}, state {later.provenance.since}"
        first, second = (order[s.provenance.since] for s in (earlier, later))
        if first == second:
            log.report(here, "two states begin with the same revision", "Keep one state for each revision")
        elif second < first:
            log.report(here, f"it stands after the state of {earlier.provenance.since}, which is later", "List states oldest first")
        elif whole and earlier.content == later.content:
            log.report(here, "it says the same as the state before it", "Take it out, or say what changed")
    for state in states:
        revision = country.vocabulary.revisions[state.provenance.since]
        day = state.provenance.in_force.date
        if day and day < revision.adopted:
            log.report(
                f"{place}, state {revision.id}, in_force",
                f"{day} is before {revision.adopted}, when the revision was adopted",
                "Write the day it takes effect",
            )


# ---- the text as each revision adopted it --------------------------------------------------------------------------------------------


class _States:
    """Checks the text as each revision adopted it; what is wrong in several revisions is reported of the first.

    Args:
        country: The country without the statements that have a problem already.
        institutions: All institutions of the file.
        doubtful: Where there is a problem already: "power adopt-law".
    """

    def __init__(self, country: Country, institutions: set[str], doubtful: set[str]) -> None:
        self.country = country
        self.institutions = institutions
        self.doubtful = {name for kind, _, name in (place.partition(" ") for place in doubtful) if kind == "institution"}
        self.all_powers_read = not any(place.startswith("power") for place in doubtful)
        self.spoken_of = {
            id(s.content): mentions(s.content) for k in country.lineages.values() for s in k.states if not isinstance(s.content, str)
        }

    def report(self, log: Log) -> None:
        said = set()
        for revision in self.country.revisions:
            for key, place, found, fix in self._findings(self.country.at(revision.id)):
                if key not in said:
                    said.add(key)
                    log.report(place, found, fix)

    def _findings(self, constitution: Constitution) -> Iterator[Finding]:
        statements = constitution.statements
        existing = {name: s for name, s in sorted(statements.items()) if isinstance(s, Institution)}
        missing = self.institutions - set(existing) - constitution.version.unread - self.doubtful
        for statement in statements.values():
            if statement.id in existing or not missing.isdisjoint(self.spoken_of[id(statement)]):
                yield from self._speaks_of(statement, constitution.version.revision, existing, missing)
        for institution in existing.values():
            if institution.id in institution.replaces:
                place = f"institution {institution.id}"
                yield place, place, "it replaces itself", "Name its predecessor, or leave replaces out"
        for ring in _rings(existing):
            yield ring[0], f"institution {ring[0]}, part_of", f"it is part of itself: {' -> '.join(ring)}", "Break the circle"
        powers = [s for s in statements.values() if isinstance(s, Power) and (s.fills or any(r.seats for r in s.routes))]
        yield from self._seats(sorted(powers, key=lambda p: p.id), existing, constitution.version.revision)

    def _speaks_of(self, statement: Statement, revision: str, existing: Mapping[str, Institution], missing: set[str]) -> Iterator[Finding]:
        place = f"{kind_of(statement)} {statement.id}, state {statement.provenance.since}"
        replaced = set(statement.replaces) - {statement.id} if isinstance(statement, Institution) else set()
        for name in sorted((self.spoken_of[id(statement)] & missing) - replaced):
            found = f"it speaks of {name!r}, which does not exist in revision {revision}"
            yield (place, name), place, found, f"End this state, or say since when {name} exists"
        for name in sorted(replaced & existing.keys()):
            found = f"it replaces {name!r}, which still exists in revision {revision}"
            yield (place, name), place, found, f'Give {name} a state with `since = "{revision}"` and `silent = true`'

    def _seats(self, powers: Iterable[Power], existing: Mapping[str, Institution], revision: str) -> Iterator[Finding]:
        shares: dict[str, list[tuple[str, int | None]]] = {}
        for power in powers:
            for route in power.routes:
                if power.fills:
                    shares.setdefault(power.fills, []).append((f"{power.id}, {route.id}" if route.id else power.id, route.seats))
                elif route.seats:
                    place = f"power {power.id}, state {power.provenance.since}"
                    found = f"its routes fill seats ({route.seats}), but of no body"
                    yield place, place, found, 'Name the body beside the id: `fills = "senate"`'
        for body, filled in sorted(shares.items()):
            seats = existing[body].seats if body in existing else None
            total = sum(n or 0 for _, n in filled)
            complete = self.all_powers_read and all(n is not None for _, n in filled)
            if seats is not None and (total > seats or (complete and total < seats)):
                added = " + ".join(f"{n} ({way})" for way, n in filled if n is not None)
                found = f"in revision {revision} it has {seats} seats, but {added} = {total} are filled"
                yield (body, seats, tuple(filled)), f"institution {body}, seats", found, "Make the shares add up"


def _rings(existing: Mapping[str, Institution]) -> Iterator[list[str]]:
    """The ways from an institution through what it is part of back to itself."""
    seen: set[str] = set()
    for start in existing:
        path: dict[str, None] = {}
        here = start
        while here in existing and here not in seen and here not in path:
            path[here] = None
            here = existing[here].part_of or ""
        seen.update(path)
        if here in path:
            way = list(path)
            yield [*way[way.index(here) :], here]


# ---- votes ---------------------------------------------------------------------------------------------------------------------------


def _figures(revision: Revision, log: Log) -> None:
    place = f"revision {revision.id}, figure"
    final = {f.what: f for f in revision.figures if f.status == "final"}
    repeated = [what for what, n in Counter(f.what for f in revision.figures if f.status == "final").items() if n > 1]
    for what in repeated:
        numbers = " and ".join(str(f.count or f.share) for f in revision.figures if (f.what, f.status) == (what, "final"))
        log.report(f"{place} {what}", f"{numbers} are both called final", 'Keep one, and give the other `status = "reported"`')
    parts: dict[str, list[Figure]] = {}
    for figure in revision.figures:
        whole = final.get(figure.of)
        if figure.of and whole is None:
            fix = did_you_mean(figure.of, final, "Add that figure, or correct of")
            log.report(f"{place} {figure.what}", f"it is a share of {shown(figure.of)}, of which there is no final figure", fix)
        elif whole is not None and whole.count is not None and figure.count is not None and figure.status == "final":
            parts.setdefault(figure.of, []).append(figure)
            _share(figure, whole.count, place, log)
    for of, figures in parts.items():
        total, limit = sum(f.count or 0 for f in figures), final[of].count or 0
        if total > limit and of not in repeated:
            added = " + ".join(f"{f.count} ({f.what})" for f in figures)
            log.report(f"{place} {of}", f"{added} = {total} is more than the whole of {limit}", "Make the figures add up")


def _share(figure: Figure, whole: int, place: str, log: Log) -> None:
    """Whether the share printed beside a count is that count's share of the whole, to as many decimals as were printed."""
    if not figure.share or not whole:
        return
    printed = Decimal(figure.share.removesuffix("%").strip().replace(",", "."))
    exact = (Decimal(figure.count or 0) * 100 / whole).quantize(printed, rounding=ROUND_HALF_UP)
    if exact != printed:
        log.report(
            f"{place} {figure.what}",
            f"{figure.count} of {whole} is {exact} %, not {figure.share}",
            'Correct one of them, or mark the row `status = "misprint"`',
        )
