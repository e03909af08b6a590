"""From plain data (TOML tables, JSON objects) to the model. Pure; every misfit is reported to the reader's log, never raised.

The shape read here is the data dictionary of ``docs/data-format.md``; :mod:`constitution_diff.encoding` writes the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

from attrs import evolve, frozen

from constitution_diff.country import ROUTES, Country, Event, Figure, Lineage, Revision, Silence, Source, State, Vocabulary
from constitution_diff.model import (
    NO_LABEL,
    NORM_KINDS,
    Actor,
    AnyOf,
    Body,
    Confidence,
    Each,
    Frequency,
    InForce,
    Institution,
    Joint,
    Label,
    Measure,
    Members,
    Modality,
    Norm,
    Power,
    Provenance,
    Relatives,
    Renewal,
    Route,
    Statement,
    Step,
    TermLimit,
    Threshold,
)
from constitution_diff.reader import REVISION_ID, Log, Reader, Reference, describe
from constitution_diff.roles import ROLES

BASES = ("members", "members-in-office", "present", "votes-cast", "registered-voters", "regions", "voters")
PER = ("each-chamber", "jointly", "summed")
OUTCOMES = ("approved", "rejected", "returned", "lapses", "proceeds", "objections-stand", "barred-for-session")
MODALITIES = ("must", "must-not", "may", "guaranteed")
BOUNDS = ("exactly", "at-most", "at-least")
CONFIDENCES = ("verified", "reported")
FIGURE_STATUSES = ("final", "preliminary", "reported", "misprint")
DEEPEST_ACTOR = 4

INSTITUTION, TERM, ANY, SOURCE, EVENT = "institution", "term", "institution or term", "source", "event"
"""What a reference may point to."""


@frozen
class Shared:
    """The vocabularies all countries share, by id.

    Attributes:
        areas: Labels of the areas.
        kinds: Area of each kind of institution.
        powers: Area and label of each power.
        labels: Labels of kinds, for display.
    """

    areas: Mapping[str, Label]
    kinds: Mapping[str, str]
    powers: Mapping[str, tuple[str, Label]]
    labels: Mapping[str, Label]


# ---- actors and steps --------------------------------------------------------------------------------------------------------------

_GROUPS: dict[str, type[Joint | AnyOf | Each]] = {"joint": Joint, "any_of": AnyOf, "each_of": Each}


def _actor(raw: object, place: str, log: Log, what: str = INSTITUTION, depth: int = 0) -> Actor | None:
    if type(raw) is str:
        log.references.append(Reference(place, raw, what))
        return Body(raw)
    if type(raw) is not dict or depth > DEEPEST_ACTOR:
        found = "the actors are nested too deep" if type(raw) is dict else f"found {describe(raw)} where an actor belongs"
        log.report(
            place,
            found,
            'Write an institution\'s id, or { joint = ["senate", "mazhilis"] }, { any_of = [...] }, { each_of = [...] }, { members_of = "senate" }',
        )
        return None
    reader = Reader(raw, place, log)
    actor: Actor | None = None
    group = next((key for key in _GROUPS if reader.has(key)), None)
    if group:
        raw_parts = reader.take(group)
        if type(raw_parts) is not list or len(raw_parts) < 2:  # noqa: PLR2004
            reader.report(group, f"found {describe(raw_parts)}", f"List at least two actors: {group} = [{QUOTED_PAIR}]")
        else:
            parts = [_actor(item, f"{place}, {group} {n}", log, what, depth + 1) for n, item in enumerate(raw_parts, 1)]
            actor = _GROUPS[group](tuple(p for p in parts if p))
    elif reader.has("members_of"):
        actor = _members(reader, what)
    elif reader.has("relatives_of"):
        of = reader.refer("relatives_of", INSTITUTION)
        actor = Relatives(of or "", reader.text("degree") or "close")
    else:
        log.report(place, "the actor names nobody", "Write an institution's id, or one of joint, any_of, each_of, members_of")
    reader.close(also_known=(*_GROUPS, "members_of", "relatives_of"))
    return actor


QUOTED_PAIR = '"senate", "mazhilis"'


def _members(reader: Reader, what: str) -> Members:
    of = reader.refer("members_of", what) or ""
    share = count = None
    if type(reader.data.get("at_least")) is int:
        count = reader.integer("at_least", least=1)
    else:
        share = reader.fraction("at_least")
    return Members(of, share, count, reader.refer("within", TERM))


def _threshold(reader: Reader | None) -> Threshold | None:
    if reader is None:
        return None
    if reader.has("plurality_of"):
        threshold = Threshold(None, strict=False, of=reader.choice("plurality_of", BASES))
    else:
        strict = reader.has("more_than")
        if strict == reader.has("at_least"):
            reader.log.report(
                reader.place,
                "the threshold has no size, or two",
                'Write { more_than = "1/2", of = "members" } or { at_least = "2/3", of = "members" }',
            )
        amount = reader.fraction("more_than" if strict else "at_least")
        of = reader.choice("of", BASES, required=True)
        if strict and amount == 1:
            reader.report("more_than", "nothing is more than the whole", 'Write at_least = "1/1" for unanimity')
        threshold = Threshold(amount, strict, of)
    per = reader.choice("per", PER) or None
    threshold = evolve(threshold, per=per, quorum=_threshold(reader.table("quorum")), spread=_threshold(reader.table("spread")))
    reader.close(also_known=("more_than", "at_least", "plurality_of", "of", "per", "quorum", "spread"))
    return threshold


def _step(reader: Reader, route_ids: tuple[str, ...]) -> Step | None:
    raw = reader.take("actor", required=True, example='"president"')
    actor = _actor(raw, reader.at("actor"), reader.log) if reader.has("actor") else None
    if isinstance(actor, Relatives):
        reader.report("actor", "relatives cannot exercise a power", "Use relatives_of only as the subject of a norm")
    outcomes = (*OUTCOMES, *route_ids)
    step = Step(
        actor=actor or Body(""),
        role=reader.choice("role", ROLES, required=True, default="decide"),
        threshold=_threshold(reader.table("threshold", example='{ more_than = "1/2", of = "members" }')),
        within=reader.period("within"),
        counted_from=reader.refer("counted_from", TERM),
        not_before=reader.period("not_before"),
        silence=reader.choice("silence", outcomes) or None,
        refusal=reader.choice("refusal", outcomes) or None,
        binding=reader.flag("binding"),
        against=reader.refer("against", INSTITUTION),
        to=reader.refer("to", INSTITUTION),
        candidates=reader.integer("candidates", least=1),
        method=reader.refer("method", TERM),
        conditions=reader.refer_all("conditions", TERM),
    )
    reader.close()
    return step if actor else None


def _steps(reader: Reader, key: str, route_ids: tuple[str, ...] = ()) -> tuple[Step, ...]:
    if not reader.has(key):
        reader.take(key, required=True, example='[{ actor = "president", role = "appoint" }]')
    found = reader.tables(key, noun="step")
    if reader.has(key) and type(reader.data[key]) is list and not found:
        reader.report(key, "there is no step", 'Write [{ actor = "president", role = "appoint" }]')
    return tuple(s for s in (_step(item, route_ids) for item in found) if s)


def _routes(reader: Reader) -> tuple[Route, ...]:
    if not reader.has("route"):
        return (Route(_steps(reader, "steps")),)
    if reader.has("steps"):
        reader.report("steps", "there are steps beside the routes", "Put every step into a route")
        reader.take("steps")
    tables = reader.tables("route")
    ids = tuple(r.data["id"] for r in tables if type(r.data.get("id")) is str)
    routes = []
    for table in tables:
        route_id = table.identifier("id")
        if route_id and ids.count(route_id) > 1:
            table.report("id", f"two routes are called {route_id!r}", "Give each route an id of its own")
        routes.append(
            Route(
                _steps(table, "steps", ids),
                route_id,
                table.integer("seats", least=1),
                table.refer_all("only", ANY),
                table.refer_all("conditions", TERM),
            )
        )
        table.close()
    return tuple(routes)


# ---- the content of a state --------------------------------------------------------------------------------------------------------


def _power(reader: Reader, head: Power) -> Power:
    denied = bool(reader.flag("denied", default=False))
    if denied and (reader.has("steps") or reader.has("route")):
        reader.report("denied", "nobody has the power, yet there are steps", "Take out either the steps or denied = true")
    return evolve(
        head,
        routes=() if denied else _routes(reader),
        denied=denied,
        fills=reader.refer("fills", INSTITUTION),
        only=reader.refer_all("only", ANY),
        excluded=reader.refer_all("excluded", ANY),
        conditions=reader.refer_all("conditions", TERM),
        frequency=_frequency(reader.table("frequency", example='{ times = 2, per = "year", bound = "at-most" }')),
        instrument=reader.refer("instrument", TERM),
    )


def _frequency(reader: Reader | None) -> Frequency | None:
    if reader is None:
        return None
    times = reader.integer("times", least=1, required=True, example="2")
    per = reader.choice("per", ("day", "week", "month", "year", "session", "term"), required=True, default="year")
    bound = reader.choice("bound", BOUNDS, default="exactly")
    reader.close()
    return Frequency(times or 1, per, cast("Any", bound))


def _norm(reader: Reader, head: Norm) -> Norm:
    raw = reader.take("subject", required=True, example='"president"')
    items = raw if type(raw) is list else [raw] if reader.has("subject") else []
    subjects = tuple(a for a in (_actor(i, reader.at("subject"), reader.log, ANY) for i in items) if a)
    return evolve(
        head,
        subject=subjects,
        modality=cast("Modality", reader.choice("modality", MODALITIES, required=True, default="must")),
        act=reader.refer("act", TERM, required=True, example="hold") or "",
        object=reader.refer_all("object", ANY),
        exceptions=reader.refer_all("exceptions", ANY),
        only_for=reader.refer_all("only_for", ANY),
        conditions=reader.refer_all("conditions", ANY),
        measure=_measure(reader.table("measure", example='{ at_least = 40, unit = "years" }')),
        instrument=reader.refer("instrument", TERM),
        waiver=_steps(reader, "waiver") if reader.has("waiver") else (),
    )


def _measure(reader: Reader | None) -> Measure | None:
    if reader is None:
        return None
    given = [key for key in ("at_least", "at_most", "exactly") if reader.has(key)]
    if len(given) != 1:
        reader.log.report(
            reader.place,
            "the measure has no number, or several",
            'Write one of at_least, at_most, exactly: { at_least = 40, unit = "years" }',
        )
    key = given[0] if given else "at_least"
    written_as_text = type(reader.data.get(key)) is str
    amount = reader.fraction(key) if written_as_text else Fraction(reader.integer(key) or 0)
    unit = reader.text("unit", required=True, example='"years"')
    for other in given[1:]:
        reader.take(other)
    reader.close(also_known=("at_least", "at_most", "exactly"))
    return Measure(cast("Any", key.replace("_", "-")), amount or Fraction(0), unit)


def _institution(reader: Reader, head: Institution) -> Institution:
    name = reader.label("name") if reader.has("name") and not reader.taken("name") else head.name
    limit = reader.table("term_limit", example="{ times = 2, consecutive = true }")
    renewal = reader.table("renewal", example='{ share = "1/2", every = "3 years" }')
    term_limit = None
    if limit:
        term_limit = TermLimit(
            limit.integer("times", least=1, required=True, example="2") or 1, bool(limit.flag("consecutive", default=False))
        )
        limit.close()
    renewed = None
    if renewal:
        share, every = renewal.fraction("share"), renewal.period("every", example="3 years")
        if share is None or every is None:
            renewal.log.report(renewal.place, "the share or the period is missing", 'Write { share = "1/2", every = "3 years" }')
        else:
            renewed = Renewal(share, every)
        renewal.close(also_known=("share", "every"))
    return evolve(
        head,
        name=name,
        part_of=reader.refer("part_of", INSTITUTION),
        replaces=reader.refer_all("replaces", INSTITUTION),
        seats=reader.integer("seats", least=1),
        by_right=reader.refer_all("by_right", INSTITUTION),
        term=reader.period("term", example="5 years"),
        term_limit=term_limit,
        renewal=renewed,
    )


_CONTENT_KEYS = {
    "power": ("steps", "route", "denied", "fills", "only", "excluded", "conditions", "frequency", "instrument"),
    "norm": ("subject", "modality", "act", "object", "exceptions", "only_for", "conditions", "measure", "instrument", "waiver"),
    "institution": ("part_of", "replaces", "seats", "by_right", "term", "term_limit", "renewal"),
}
_PROVENANCE_KEYS = ("since", "articles", "in_force", "sources", "confidence", "note", "silent", "not_coded")


def _content(reader: Reader, head: Statement) -> Statement:
    if isinstance(head, Power):
        return _power(reader, head)
    return _norm(reader, head) if isinstance(head, Norm) else _institution(reader, head)


def read_statement(data: Mapping[str, Any], log: Log) -> Statement | None:
    """A statement as :func:`constitution_diff.encoding.statement_to_data` writes it: its head and one state in one table."""
    reader = Reader(data, f"statement {data.get('id', '')}"[:80], log)
    kind = reader.choice("statement", ("institution", "power", "norm"), required=True)
    area = reader.text("area")
    head: Statement
    if kind == "power":
        head = Power(reader.identifier("id"), area)
    elif kind == "norm":
        head = Norm(reader.identifier("id"), area, reader.choice("kind", NORM_KINDS), (), "must", "")
    elif kind == "institution":
        head = Institution(reader.identifier("id"), area, reader.text("kind"), reader.label("name"))
    else:
        return None
    statement = evolve(_content(reader, head), articles=reader.citations() if reader.has("articles") else ())
    reader.close()
    return statement


# ---- the file ----------------------------------------------------------------------------------------------------------------------


def read_country(data: Mapping[str, Any], log: Log, shared: Shared) -> Country:
    """A country from the tables of its file. The result is only good when the log holds no problem."""
    top = Reader(data, "", log)
    schema = top.integer("schema", required=True, example="1")
    if schema not in (None, 1):
        top.report("schema", f"found {schema}", "This version reads schema = 1")
    code = top.text("country", required=True, example='"KZ"')
    if code and not (code.isascii() and code.isalpha() and code.isupper() and len(code) in (2, 3)):
        top.report("country", f"found {code[:60]!r}", 'Write the country\'s code in two or three capital letters: "KZ"')
    name = top.label("name", required=True)
    coded = top.texts("coded", required=True, example="legislation")
    for area in coded:
        top.one_of("coded", area, list(shared.areas))
    revisions = _revisions(top, shared)
    sources, terms, events = _sources(top), _terms(top), _events(top)
    statements = _StatementReader(revisions, events, shared, log)
    for statement_id, reader in top.named_tables("institution"):
        statements.institution(statement_id, reader)
    for reader in top.tables("power"):
        statements.power(reader)
    for reader in top.tables("norm"):
        statements.norm(reader)
    top.close(also_known=("revision", "source", "term", "event", "institution", "power", "norm"))
    labels: dict[str, Label] = {**shared.areas, **shared.labels, **terms, **{e.id: e.name for e in events.values()}}
    labels |= {k: lineage.label for k, lineage in statements.lineages.items()}
    vocabulary = Vocabulary(
        labels, frozenset(statements.bare), frozenset(statements.plural), sources, events, {r.id: r for r in revisions}, name
    )
    return Country(code, name, frozenset(coded), tuple(revisions), statements.lineages, vocabulary, log.file)


def _revisions(top: Reader, shared: Shared) -> list[Revision]:
    found: list[Revision] = []
    tables = top.tables("revision")
    if not tables:
        top.report("revision", "there is none", "Write at least one [[revision]]: the state the coding starts from")
    for reader in tables:
        revision_id = reader.identifier("id", required=True, form=REVISION_ID, example="2022-06")
        if revision_id:
            reader.place = f"revision {revision_id}"
        if revision_id in {r.id for r in found}:
            reader.report("id", f"two revisions are called {revision_id!r}", "Give each revision an id of its own")
            continue
        adopted = reader.day("adopted", required=True)
        in_force = reader.day("in_force") or adopted
        signed = reader.day("signed")
        if adopted and in_force and in_force < adopted:
            reader.report("in_force", f"{in_force} is before it was adopted ({adopted})", "Put the later date second")
        if found and adopted and adopted < found[-1].adopted:
            reader.report("adopted", f"{adopted} is before revision {found[-1].id} ({found[-1].adopted})", "List revisions oldest first")
        not_coded = reader.texts("not_coded", example="rights")
        for area in not_coded:
            reader.one_of("not_coded", area, list(shared.areas))
        title = reader.label("title", required=True)
        revision = Revision(
            id=revision_id,
            title=title,
            act=reader.text("act", required=True),
            route=reader.choice("route", ROUTES, required=True),
            adopted=adopted or date.min,
            in_force=in_force or date.min,
            signed=signed,
            sources=reader.refer_all("sources", SOURCE, required=True, example="kz-law-2022-06-08"),
            confidence=cast("Confidence", reader.choice("confidence", CONFIDENCES, default="verified")),
            not_coded=frozenset(not_coded),
            figures=tuple(_figure(f) for f in reader.tables("figure")),
            note=reader.text("note"),
        )
        reader.close()
        if revision_id:
            found.append(revision)
    return found


def _figure(reader: Reader) -> Figure:
    share = reader.text("share", example='"68.05 %"')
    figure = Figure(
        what=reader.text("what", required=True, example='"turnout"'),
        count=reader.integer("count"),
        share=share,
        of=reader.text("of"),
        status=reader.choice("status", FIGURE_STATUSES, default="final"),
        sources=reader.refer_all("sources", SOURCE, required=True, example="commission-communique"),
        note=reader.text("note"),
    )
    if figure.count is None and not share:
        reader.report("count", "there is neither a count nor a share", 'Write count = 7_985_769 or share = "68.05 %"')
    reader.close()
    return figure


def _sources(top: Reader) -> dict[str, Source]:
    found = {}
    for source_id, reader in top.named_tables("source"):
        url = reader.text("url")
        if url and not url.startswith(("https://", "http://")):
            reader.report("url", f"found {url[:60]!r}", "Write a full address beginning with https://")
        found[source_id] = Source(
            source_id,
            reader.text("title", required=True),
            reader.text("language"),
            url,
            reader.text("repository"),
            reader.text("path"),
            reader.text("commit"),
        )
        reader.close()
    return found


def _terms(top: Reader) -> dict[str, Label]:
    return {term_id: reader.as_label() for term_id, reader in top.named_tables("term")}


def _events(top: Reader) -> dict[str, Event]:
    found = {}
    for event_id, reader in top.named_tables("event"):
        day, sources = reader.day("date"), reader.refer_all("sources", SOURCE)
        if day and not sources:
            reader.report("sources", "the date has no source", 'Write sources = ["..."] beside the date')
        found[event_id] = Event(event_id, reader.as_label(besides=("date", "sources")), day, sources)
    return found


class _StatementReader:
    """Reads the statements of a file into lineages."""

    def __init__(self, revisions: list[Revision], events: Mapping[str, Event], shared: Shared, log: Log) -> None:
        self.revisions = {r.id: r for r in revisions}
        self.order = {r.id: n for n, r in enumerate(revisions)}
        self.events = events
        self.shared = shared
        self.log = log
        self.lineages: dict[str, Lineage] = {}
        self.bare: set[str] = set()
        self.plural: set[str] = set()

    def institution(self, statement_id: str, reader: Reader) -> None:
        kind = reader.choice("kind", self.shared.kinds, required=True)
        area = reader.choice("area", self.shared.areas) or self.shared.kinds.get(kind, "")
        name = reader.label("name", required=True)
        article, plural = bool(reader.flag("article", default=True)), bool(reader.flag("plural", default=False))
        if not article:
            self.bare.add(statement_id)
        if plural:
            self.plural.add(statement_id)
        self._keep(reader, Institution(statement_id, area, kind, name, article=article, plural=plural))

    def power(self, reader: Reader) -> None:
        statement_id = reader.identifier("id", required=True, example="appoint-prime-minister")
        if statement_id:
            reader.place = f"power {statement_id}"
        area, label = self.shared.powers.get(statement_id, ("", NO_LABEL))
        if area:
            area = reader.choice("area", self.shared.areas, default=area)
            label = reader.label("label") if reader.has("label") else label
        else:
            area = reader.choice("area", self.shared.areas, required=True)
            label = reader.label("label", required=True)
        broader = reader.choice("broader", self.shared.powers) or None
        self._keep(reader, Power(statement_id, area, label=label, broader=broader))

    def norm(self, reader: Reader) -> None:
        statement_id = reader.identifier("id", required=True, example="party-ban-president")
        if statement_id:
            reader.place = f"norm {statement_id}"
        area = reader.choice("area", self.shared.areas, required=True)
        kind = reader.choice("kind", NORM_KINDS, required=True)
        self._keep(reader, Norm(statement_id, area, kind, (), "must", "", label=reader.label("label", required=True)))

    def _keep(self, reader: Reader, head: Statement) -> None:
        kind = type(head).__name__.lower()
        states: list[State] = []
        if reader.has("state"):
            tables = reader.tables("state")
            if not tables:
                reader.report("state", "there is no state", "Write at least one, or put the keys of the only state directly here")
            for table in tables:
                since = table.data.get("since")
                if type(since) is str:
                    table.place = f"{reader.place}, state {since[:60]}"
                states.append(self._state(table, head))
                table.close(also_known=(*_PROVENANCE_KEYS, *_CONTENT_KEYS[kind]))
        else:
            states.append(self._state(reader, head))
        reader.close(also_known=("state", *_PROVENANCE_KEYS, *_CONTENT_KEYS[kind]))
        if not head.id:
            return
        if head.id in self.lineages:
            self.log.report(
                reader.place,
                f"the id {head.id!r} is already taken by a {self.lineages[head.id].kind}",
                "An id names one thing: choose another",
            )
            return
        self.lineages[head.id] = Lineage(head.id, kind, head.area, head.label, tuple(states))

    def _state(self, reader: Reader, head: Statement) -> State:
        first = next(iter(self.revisions), "")
        since = reader.choice("since", self.revisions, default=first) if self.revisions else ""
        revision = self.revisions.get(since)
        provenance = Provenance(
            since=since,
            in_force=self._in_force(reader, revision),
            sources=reader.refer_all("sources", SOURCE) or (revision.sources[:1] if revision else ()),
            confidence=cast(
                "Confidence", reader.choice("confidence", CONFIDENCES, default=revision.confidence if revision else "verified")
            ),
            note=reader.text("note"),
        )
        silences: list[Silence] = []
        if reader.flag("silent", default=False):
            silences.append("silent")
        if reader.flag("not_coded", default=False):
            silences.append("not-coded")
        articles = reader.citations() if "not-coded" not in silences or reader.has("articles") else ()
        if not silences:
            return State(evolve(_content(reader, head), articles=articles, provenance=provenance), provenance, articles)
        said = [key for key in _CONTENT_KEYS[type(head).__name__.lower()] if reader.has(key)]
        if said or len(silences) > 1:
            reader.report(
                silences[0].replace("-", "_"),
                f"the state says that there is nothing to say, yet gives {', '.join(said) or 'two reasons'}",
                "Keep one or the other",
            )
            for key in said:
                reader.take(key)
        return State(silences[0], provenance, articles)

    def _in_force(self, reader: Reader, revision: Revision | None) -> InForce:
        default = InForce(revision.in_force if revision else None)
        if not reader.has("in_force"):
            return default
        if type(reader.data["in_force"]) is not dict:
            return InForce(reader.day("in_force")) if reader.has("in_force") else default
        table = reader.table("in_force")
        if table is None:
            return default
        event = table.refer("event", EVENT, required=True, example="as-current-terms-end")
        known = self.events[event].date if event and event in self.events else None
        when = InForce(table.day("date") or known, event)
        table.close(also_known=("event", "date"))
        return when
