"""What must hold across a country file once each part of it has been read. Pure; every finding is reported to the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from constitution_diff.country import Country, Figure, Lineage, Revision
from constitution_diff.decoding import EVENT, INSTITUTION, SOURCE, TERM
from constitution_diff.model import Institution, Power, mentions
from constitution_diff.problems import did_you_mean
from constitution_diff.reader import Log


def check_country(country: Country, terms: Mapping[str, object], log: Log) -> None:
    """Report everything in a country that does not fit together."""
    institutions = {k for k, lineage in country.lineages.items() if lineage.kind == "institution"}
    _references(country, institutions, set(terms), log)
    for lineage in country.lineages.values():
        _order_of_states(country, lineage, log)
    for revision in country.revisions:
        _figures(revision, log)
    if log.problems:
        return  # the checks below read whole states and would only repeat what was said
    _unique_ids(country, terms, log)
    for revision in country.revisions:
        _state_as_adopted(country, revision, institutions, log)


def _references(country: Country, institutions: set[str], terms: set[str], log: Log) -> None:
    known = {INSTITUTION: institutions, TERM: terms, SOURCE: set(country.vocabulary.sources), EVENT: set(country.vocabulary.events)}
    tables = {INSTITUTION: "[institution.{}]", TERM: "[term.{}]", SOURCE: "[source.{}]", EVENT: "[event.{}]"}
    for ref in log.references:
        allowed = known.get(ref.what, institutions | terms)
        if ref.value not in allowed:
            table = tables.get(ref.what, "[institution.{0}] or [term.{0}]").format(ref.value[:60])
            log.report(ref.place, f"{ref.value[:60]!r} is not a known {ref.what}", did_you_mean(ref.value, allowed, f"Define it: {table}"))


def _order_of_states(country: Country, lineage: Lineage, log: Log) -> None:
    order = {r.id: n for n, r in enumerate(country.revisions)}
    place = f"{lineage.kind} {lineage.id}"
    if lineage.states and lineage.states[0].content == "silent":
        log.report(place, "its first state is silent", "Leave that state out: before its first state a statement is silent anyway")
    for earlier, later in zip(lineage.states, lineage.states[1:], strict=False):
        here = f"{place}, state {later.provenance.since}"
        first, second = (order.get(s.provenance.since, -1) for s in (earlier, later))
        if first == second:
            log.report(here, "two states begin with the same revision", "Keep one state for each revision")
        elif second < first:
            log.report(here, f"it stands after the state of {earlier.provenance.since}, which is later", "List states oldest first")
        elif earlier.content == later.content:
            log.report(here, "it says the same as the state before it", "Take it out, or say what changed")
    for state in lineage.states:
        revision = country.vocabulary.revisions.get(state.provenance.since)
        day = state.provenance.in_force.date
        if revision and day and day < revision.adopted:
            log.report(
                f"{place}, state {revision.id}, in_force",
                f"{day} is before the revision was adopted ({revision.adopted})",
                "Put the day it takes effect",
            )


def _unique_ids(country: Country, terms: Mapping[str, object], log: Log) -> None:
    for name in sorted(set(terms) & set(country.lineages)):
        log.report(
            f"term {name}", f"the id {name!r} is already taken by a {country.lineages[name].kind}", "An id names one thing: choose another"
        )


def _state_as_adopted(country: Country, revision: Revision, institutions: set[str], log: Log) -> None:
    constitution = country.at(revision.id)
    existing = {i.id: i for i in constitution.institutions}
    for statement in constitution:
        place = f"{type(statement).__name__.lower()} {statement.id}, state {statement.provenance.since}"
        replaced = set(statement.replaces) if isinstance(statement, Institution) else set()
        gone = sorted((mentions(statement) & institutions) - set(existing) - replaced - constitution.version.unread)
        for name in gone:
            log.report(
                place,
                f"it speaks of {name!r}, which does not exist in revision {revision.id}",
                f"End this state, or say since when {name} exists",
            )
        for name in sorted(replaced & set(existing)):
            log.report(
                place, f"it replaces {name!r}, which still exists in revision {revision.id}", f"Give {name} a state with silent = true"
            )
    for institution in existing.values():
        if institution.id in institution.replaces:
            log.report(f"institution {institution.id}", "it replaces itself", "Name its predecessor, or leave replaces out")
        ring = _ring(institution, existing)
        if ring:
            log.report(f"institution {institution.id}, part_of", f"it is part of itself: {' -> '.join(ring)}", "Break the circle")
    for place, found, fix in _seats(constitution.powers, existing, revision):
        log.report(place, found, fix)


def _ring(start: Institution, existing: Mapping[str, Institution]) -> list[str]:
    path = [start.id]
    part_of = start.part_of
    while part_of and part_of in existing:
        path.append(part_of)
        if part_of == start.id:
            return path
        if part_of in path[:-1]:
            return []
        part_of = existing[part_of].part_of
    return []


def _seats(powers: tuple[Power, ...], existing: Mapping[str, Institution], revision: Revision) -> Iterator[tuple[str, str, str]]:
    shares: dict[str, list[tuple[str, int | None]]] = {}
    for power in powers:
        for route in power.routes:
            if power.fills:
                shares.setdefault(power.fills, []).append((power.id, route.seats))
            elif route.seats:
                yield (
                    f"power {power.id}, state {power.provenance.since}",
                    "routes fill seats, but of no body",
                    'Name the body beside the id: fills = "senate"',
                )
    for body, filled in sorted(shares.items()):
        total = existing[body].seats if body in existing else None
        numbers = [n for _, n in filled if n is not None]
        whole = len(numbers) == len(filled)
        if total is not None and (sum(numbers) > total or (whole and sum(numbers) != total)):
            added = " + ".join(f"{n} ({power})" for power, n in filled if n is not None)
            yield (
                f"institution {body}, seats",
                f"in revision {revision.id} it has {total} seats, but {added} = {sum(numbers)} are filled",
                "Make the shares add up",
            )


def _figures(revision: Revision, log: Log) -> None:
    place = f"revision {revision.id}, figure"
    final = {f.what: f for f in revision.figures if f.status == "final"}
    repeated = [what for what, n in Counter(f.what for f in revision.figures if f.status == "final").items() if n > 1]
    for what in repeated:
        log.report(f"{place} {what}", "two figures are called final", 'Keep the other as status = "reported" or "preliminary"')
    parts: dict[str, list[Figure]] = {}
    for figure in revision.figures:
        whole = final.get(figure.of)
        if figure.of and whole is None:
            log.report(
                f"{place} {figure.what}",
                f"it is a share of {figure.of!r}, of which there is no final figure",
                "Add that figure, or correct of",
            )
        elif whole is not None and whole.count is not None and figure.count is not None and figure.status == "final":
            parts.setdefault(figure.of, []).append(figure)
            _share(figure, whole.count, place, log)
    for of, figures in parts.items():
        total, limit = sum(f.count or 0 for f in figures), final[of].count or 0
        if total > limit:
            added = " + ".join(f"{f.count} ({f.what})" for f in figures)
            log.report(f"{place} {of}", f"{added} = {total} is more than the whole of {limit}", "Make the figures add up")


def _share(figure: Figure, whole: int, place: str, log: Log) -> None:
    number = figure.share.removesuffix("%").strip().replace(",", ".")
    if not number:
        return
    try:
        printed = Decimal(number)
    except ArithmeticError:
        log.report(f"{place} {figure.what}", f"the share {figure.share[:30]!r} is not a percentage", 'Write share = "68.05 %"')
        return
    exact = (Decimal(figure.count or 0) * 100 / Decimal(whole)).quantize(printed, rounding=ROUND_HALF_UP) if whole else printed
    if exact != printed:
        log.report(
            f"{place} {figure.what}",
            f"{figure.count} of {whole} is {exact} %, not {figure.share}",
            'Correct one of them, or mark the row status = "misprint"',
        )
