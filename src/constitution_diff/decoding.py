"""From plain data (TOML tables, JSON objects) to the model. Pure; every misfit is reported to the reader's log, never raised.

The shape read here is the data dictionary of ``docs/data-format.md``; :mod:`constitution_diff.encoding` writes the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias, cast

from attrs import define, evolve, field, frozen

from constitution_diff.country import ROUTES, Country, Event, Figure, Gap, Lineage, Revision, Silence, Source, State, Vocabulary
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
from constitution_diff.problems import did_you_mean, listed, shown
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
"""How many groups of actors may stand inside one another."""
SHARE = re.compile(r"[0-9]{1,3}([.,][0-9]{1,6})? ?%")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")

INSTITUTION, TERM, ANY, SOURCE, EVENT, STATEMENT = "institution", "term", "institution or term", "source", "event", "statement"
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
_FORMS = (*_GROUPS, "members_of", "relatives_of")
_PAIR = '["senate", "mazhilis"]'
_STEP = '{ actor = "president", role = "appoint" }'
_THRESHOLD = '{ at_least = "2/3", of = "members" }'


def _actor(parent: Reader, key: str, raw: object, what: str = INSTITUTION, depth: int = 0) -> Actor | None:
    """Who acts: what stands under a key of a table, or in the list there ("subject 2"). Only the subject of a norm may be a term or somebody's relatives."""
    if type(raw) is str:
        parent.log.references.append(Reference(parent.at(key), raw, what))
        return Body(raw)
    if type(raw) is not dict:
        parent.report(
            key, f"found {describe(raw)} where an actor belongs", f'Write an id like `"senate"`, or a table like `{{ joint = {_PAIR} }}`'
        )
        return None
    if depth == DEEPEST_ACTOR:
        parent.report(key, "the actors are nested too deep", f"Nest them at most {DEEPEST_ACTOR} deep")
        return None
    reader = parent.inside(key, raw)
    form = reader.take_one(_FORMS, "actor", f"{{ joint = {_PAIR} }}")
    actor: Actor | None = None
    if form in _GROUPS:
        actor = _group(reader, form, what, depth)
    elif form == "members_of":
        actor = _members(reader, what)
    elif form:
        actor = Relatives(reader.refer(form, INSTITUTION) or "", reader.text("degree", example='"close"') or "close")
        if what is not ANY:
            reader.report(form, "relatives cannot exercise a power", "Use relatives_of only in the subject of a norm")
    reader.close(also_known=_FORMS)
    return actor


def _group(reader: Reader, form: str, what: str, depth: int) -> Actor | None:
    raw = reader.take(form)
    if type(raw) is not list:
        reader.report(form, f"found {describe(raw)} where a list belongs", f"Write it like `{form} = {_PAIR}`")
        return None
    if len(raw) < 2:  # noqa: PLR2004
        reader.report(form, "there are fewer than two actors", f"Write at least two: `{form} = {_PAIR}`")
    parts: dict[Actor, None] = {}
    for number, item in enumerate(raw, 1):
        part = _actor(reader, f"{form} {number}", item, what, depth + 1)
        if part in parts:
            reader.report(f"{form} {number}", "this actor stands twice", "Write it once")
        elif part:
            parts[part] = None
    return _GROUPS[form](tuple(parts))


def _members(reader: Reader, what: str) -> Members:
    of = reader.refer("members_of", what) or ""
    share = count = None
    if type(reader.data.get("at_least")) is int:
        count = reader.integer("at_least", least=1)
    else:
        share = reader.fraction("at_least", example="1/5")
    return Members(of, share, count, reader.refer("within", TERM))


def _threshold(reader: Reader | None, *, inner: bool = False) -> Threshold | None:
    """How many must agree. A threshold inside another, a quorum or a spread, has none inside itself."""
    if reader is None:
        return None
    size = reader.take_one(("more_than", "at_least", "plurality_of"), "size", _THRESHOLD)
    strict = size == "more_than"
    if size == "plurality_of":
        threshold = Threshold(None, strict=False, of=reader.choice(size, BASES))
    else:
        threshold = Threshold(reader.fraction(size) if size else None, strict, reader.choice("of", BASES, required=True))
    if strict and threshold.amount == 1:
        reader.report(size, "'1/1' is the whole, and nothing is more than that", 'Write `at_least = "1/1"` for unanimity')
    threshold = evolve(threshold, per=reader.choice("per", PER) or None)
    if not inner:
        quorum, spread = (_threshold(reader.table(key, example=_THRESHOLD), inner=True) for key in ("quorum", "spread"))
        threshold = evolve(threshold, quorum=quorum, spread=spread)
    reader.close(also_known=("more_than", "at_least", "plurality_of"))
    return threshold


Keys: TypeAlias = Mapping[str, Callable[[Reader], Any]]
"""How each of the keys that may be left out is read. Nearly all are, nearly always: only those that are given are asked for."""


def _given(reader: Reader, keys: Keys) -> dict[str, Any]:
    """What stands under those of some keys that are given."""
    return {key: read(reader) for key, read in keys.items() if key in reader.data}


_STEP_KEYS: Keys = {
    "threshold": lambda r: _threshold(r.table("threshold", example=_THRESHOLD)),
    "within": lambda r: r.period("within"),
    "counted_from": lambda r: r.refer("counted_from", TERM),
    "not_before": lambda r: r.period("not_before"),
    "binding": lambda r: r.flag("binding"),
    "against": lambda r: r.refer("against", INSTITUTION),
    "to": lambda r: r.refer("to", INSTITUTION),
    "candidates": lambda r: r.integer("candidates", least=1),
    "method": lambda r: r.refer("method", TERM),
    "conditions": lambda r: r.refer_all("conditions", TERM),
}


def _step(reader: Reader, route_ids: tuple[str, ...]) -> Step | None:
    raw = reader.take("actor", required=True, example='"president"')
    actor = _actor(reader, "actor", raw) if reader.has("actor") else None
    outcomes: dict[str, Any] = {
        key: reader.choice(key, (*OUTCOMES, *route_ids)) or None for key in ("silence", "refusal") if reader.has(key)
    }
    role = reader.choice("role", ROLES, required=True, default="decide")
    step = Step(actor or Body(""), role, **outcomes, **_given(reader, _STEP_KEYS))
    reader.close(also_known=("silence", "refusal", *_STEP_KEYS))
    return step if actor else None


def _steps(reader: Reader, key: str, route_ids: tuple[str, ...] = ()) -> tuple[Step, ...]:
    if not reader.has(key):
        reader.take(key, required=True, example=f"[{_STEP}]")
    found = reader.tables(key, noun=key.removesuffix("s"), example=_STEP)
    if reader.data.get(key) == []:
        reader.report(key, "there is no step", f"Write at least one: `{key} = [{_STEP}]`")
    return tuple(s for s in (_step(item, route_ids) for item in found) if s)


def _routes(reader: Reader) -> tuple[Route, ...]:
    if not reader.has("route"):
        return (Route(_steps(reader, "steps")),)
    if reader.has("steps"):
        reader.report("steps", "there are steps beside the routes", "Put every step into a route")
        reader.leave(["steps"])
    tables = reader.tables("route", header="power.route")
    if reader.data["route"] == []:
        reader.report("route", "there is no route", f"Write at least one, or the steps of the only way: `steps = [{_STEP}]`")
    ids = tuple(r.data["id"] for r in tables if type(r.data.get("id")) is str)
    seen: set[str] = set()
    routes = []
    for table in tables:
        route_id = table.identifier("id", example="first-reading")
        if route_id in seen:
            table.report("id", f"two routes are called {route_id!r}", "Give each route an id of its own")
        if route_id in OUTCOMES:
            table.report("id", f"{route_id!r} is an outcome of silence or refusal", "Give the route another id")
        route = Route(
            _steps(table, "steps", ids),
            route_id,
            table.integer("seats", least=1),
            table.refer_all("only", ANY),
            table.refer_all("conditions", TERM),
        )
        table.close()
        routes.append(route)
        if route_id:
            seen.add(route_id)
    return tuple(routes)


# ---- the content of a state --------------------------------------------------------------------------------------------------------


_POWER_KEYS: Keys = {
    "fills": lambda r: r.refer("fills", INSTITUTION),
    "only": lambda r: r.refer_all("only", ANY),
    "excluded": lambda r: r.refer_all("excluded", ANY),
    "conditions": lambda r: r.refer_all("conditions", TERM),
    "frequency": lambda r: _frequency(r.table("frequency", example='{ times = 2, per = "year", bound = "at-most" }')),
    "instrument": lambda r: r.refer("instrument", TERM),
}


def _power(reader: Reader) -> dict[str, Any]:
    denied = bool(reader.flag("denied", default=False))
    if denied and (reader.has("steps") or reader.has("route")):
        reader.report("denied", "nobody has the power, yet there are steps", "Take out either the steps or `denied = true`")
        reader.leave(["steps", "route"])
    return {"routes": () if denied else _routes(reader), "denied": denied, **_given(reader, _POWER_KEYS)}


def _frequency(reader: Reader | None) -> Frequency | None:
    if reader is None:
        return None
    times = reader.integer("times", least=1, required=True, example="2")
    per = reader.choice("per", ("day", "week", "month", "year", "session", "term"), required=True, default="year")
    bound = reader.choice("bound", BOUNDS, default="exactly")
    reader.close()
    return Frequency(times or 1, per, cast("Any", bound))


_NORM_KEYS: Keys = {
    "object": lambda r: r.refer_all("object", ANY),
    "exceptions": lambda r: r.refer_all("exceptions", ANY),
    "only_for": lambda r: r.refer_all("only_for", ANY),
    "conditions": lambda r: r.refer_all("conditions", ANY),
    "measure": lambda r: _measure(r.table("measure", example='{ at_least = 40, unit = "years" }')),
    "instrument": lambda r: r.refer("instrument", TERM),
    "waiver": lambda r: _steps(r, "waiver"),
}


def _norm(reader: Reader) -> dict[str, Any]:
    raw = reader.take("subject", required=True, example='"president"')
    items = {f"subject {n}": item for n, item in enumerate(raw, 1)} if type(raw) is list else {"subject": raw}
    if not items:
        reader.report("subject", "the list is empty", 'Write `subject = "president"`')
    subjects = (_actor(reader, key, item, ANY) for key, item in items.items() if reader.has("subject"))
    return {
        "subject": tuple(s for s in subjects if s),
        "modality": cast("Modality", reader.choice("modality", MODALITIES, required=True, default="must")),
        "act": reader.refer("act", TERM, required=True, example="hold") or "",
        **_given(reader, _NORM_KEYS),
    }


def _measure(reader: Reader | None) -> Measure | None:
    if reader is None:
        return None
    key = reader.take_one(("at_least", "at_most", "exactly"), "number", '{ at_least = 40, unit = "years" }')
    written_as_text = type(reader.data.get(key)) is str
    amount = reader.fraction(key) if written_as_text else Fraction(reader.integer(key, example="40") or 0) if key else None
    unit = reader.text("unit", required=True, example='"years"')
    reader.close(also_known=("at_least", "at_most", "exactly"))
    return Measure(cast("Any", key.replace("_", "-")), amount or Fraction(0), unit)


_INSTITUTION_KEYS: Keys = {
    "part_of": lambda r: r.refer("part_of", INSTITUTION),
    "replaces": lambda r: r.refer_all("replaces", INSTITUTION),
    "seats": lambda r: r.integer("seats", least=1),
    "by_right": lambda r: r.refer_all("by_right", INSTITUTION),
    "term": lambda r: r.period("term", example="5 years"),
    "term_limit": lambda r: _term_limit(r.table("term_limit", example="{ times = 2, consecutive = true }")),
    "renewal": lambda r: _renewal(r.table("renewal", example='{ share = "1/2", every = "3 years" }')),
}


def _term_limit(reader: Reader | None) -> TermLimit | None:
    if reader is None:
        return None
    times = reader.integer("times", least=1, required=True, example="2")
    limit = TermLimit(times or 1, bool(reader.flag("consecutive", default=False)))
    reader.close()
    return limit


def _renewal(reader: Reader | None) -> Renewal | None:
    if reader is None:
        return None
    share, every = reader.fraction("share", required=True, example="1/2"), reader.period("every", required=True, example="3 years")
    reader.close()
    return Renewal(share, every) if share and every else None


_CONTENT_KEYS = {
    "power": ("steps", "route", "denied", *_POWER_KEYS),
    "norm": ("subject", "modality", "act", *_NORM_KEYS),
    "institution": tuple(_INSTITUTION_KEYS),
}
_PROVENANCE_KEYS = ("since", "articles", "in_force", "sources", "confidence", "note", "silent", "not_coded")
_INSTEAD = {"steps": ("route", "denied"), "route": ("steps", "denied"), "denied": ("steps", "route")}
"""What a key replaces, besides itself, in a state that is as before."""


def _words_key(head: Statement) -> str:
    """The key of the words a statement goes by, which a state may repeat where they change."""
    return "name" if isinstance(head, Institution) else "label"


def _words(reader: Reader, head: Statement) -> Label:
    """The words a statement goes by in a state: its own, or those of the whole statement."""
    key = _words_key(head)
    return reader.label(key) if reader.has(key) and not reader.taken(key) else head.label


def _content(reader: Reader, head: Statement, **known: Any) -> Statement:  # noqa: ANN401
    """What a state says, with its articles and its provenance, as far as they are known."""
    match head:
        case Power():
            return Power(head.id, head.area, label=_words(reader, head), broader=head.broader, **_power(reader), **known)
        case Norm():
            return Norm(head.id, head.area, head.kind, label=_words(reader, head), **_norm(reader), **known)
        case Institution():
            return Institution(
                head.id,
                head.area,
                head.kind,
                name=_words(reader, head),
                article=head.article,
                plural=head.plural,
                **_given(reader, _INSTITUTION_KEYS),
                **known,
            )


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
        reader.leave(data)
        reader.close()
        return None
    statement = _content(reader, head)
    statement = evolve(statement, articles=reader.citations() if reader.has("articles") else ())
    reader.close(also_known=_CONTENT_KEYS[kind])
    return statement


# ---- the file ----------------------------------------------------------------------------------------------------------------------


def read_country(data: Mapping[str, Any], log: Log, shared: Shared) -> Country:
    """A country from the tables of its file. The result is only good when the log holds no problem."""
    top = Reader(data, "", log)
    schema = top.integer("schema", required=True, example="1")
    if schema not in (None, 1):
        top.report("schema", f"found {schema}", "This version reads `schema = 1`")
    code = top.text("country", required=True, example='"KZ"')
    if code and not (code.isascii() and code.isalpha() and code.isupper() and len(code) in (2, 3)):
        top.report("country", f"{shown(code)} is not a country's code", 'Write two or three capital letters: `country = "KZ"`')
    name = top.label("name", required=True)
    coded = top.texts("coded", required=True, empty=True, example="legislation")
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
        labels=labels,
        areas=frozenset(shared.areas),
        institutions=frozenset(k for k, lineage in statements.lineages.items() if lineage.kind == "institution"),
        bare=frozenset(statements.bare),
        plural=frozenset(statements.plural),
        sources=sources,
        events=events,
        revisions={r.id: r for r in revisions},
        predecessors=predecessors_among(statements.lineages.values()),
        name=name,
    )
    return Country(code, name, frozenset(coded), tuple(revisions), statements.lineages, vocabulary, log.file)


def predecessors_among(lineages: Iterable[Lineage]) -> dict[str, tuple[str, ...]]:
    """Per institution the institutions whose place it took, at any time."""
    found = {
        k.id: dict.fromkeys(name for s in k.states if isinstance(s.content, Institution) for name in s.content.replaces) for k in lineages
    }
    return {name: tuple(others) for name, others in found.items() if others}


def _revisions(top: Reader, shared: Shared) -> list[Revision]:
    found: list[Revision] = []
    tables = top.tables("revision")
    if not tables and type(top.data.get("revision", [])) is list:
        top.report("revision", "there is none", "Write at least one `[[revision]]`: the state that coding starts from")
    for reader in tables:
        revision_id = reader.identifier("id", required=True, form=REVISION_ID, example="2022-06")
        if revision_id:
            reader.call(f"revision {revision_id}")
        if revision_id in {r.id for r in found}:
            reader.report("id", f"two revisions are called {revision_id!r}", "Give each revision an id of its own")
            continue
        adopted = reader.day("adopted", required=True)
        in_force = reader.day("in_force") or adopted
        signed = reader.day("signed")
        if adopted and in_force and in_force < adopted:
            reader.report("in_force", f"{in_force} is before the day it was adopted, {adopted}", "Write the day it takes effect")
        if found and adopted and adopted < found[-1].adopted:
            reader.report(
                "adopted",
                f"{adopted} is before revision {found[-1].id}, which stands above and was adopted on {found[-1].adopted}",
                "List revisions oldest first",
            )
        not_coded = reader.texts("not_coded", example="rights")
        for area in not_coded:
            reader.one_of("not_coded", area, list(shared.areas))
        title = reader.label("title", required=True)
        revision = Revision(
            id=revision_id,
            title=title,
            act=reader.text("act", required=True, example='"Law of 8 June 2022"'),
            route=reader.choice("route", ROUTES, required=True),
            adopted=adopted or date.min,
            in_force=in_force or date.min,
            signed=signed,
            sources=reader.refer_all("sources", SOURCE, required=True, example="kz-law-2022-06-08"),
            confidence=cast("Confidence", reader.choice("confidence", CONFIDENCES, default="verified")),
            not_coded=frozenset(not_coded),
            figures=tuple(_figure(f) for f in reader.tables("figure", header="revision.figure")),
            new_constitution=bool(reader.flag("new_constitution", default=False)),
            gaps=_gaps(reader),
            note=reader.text("note"),
        )
        reader.close()
        if revision_id:
            found.append(revision)
    return found


def _figure(reader: Reader) -> Figure:
    share = reader.pattern("share", SHARE, "a percentage", example="68.05 %")
    figure = Figure(
        what=reader.text("what", required=True, example='"turnout"'),
        count=reader.integer("count"),
        share=share[0] if share else "",
        of=reader.text("of"),
        status=reader.choice("status", FIGURE_STATUSES, default="final"),
        sources=reader.refer_all("sources", SOURCE, required=True, example="commission-communique"),
        note=reader.text("note"),
    )
    if not reader.has("count") and not reader.has("share"):
        reader.report("count", "there is neither a count nor a share", 'Write `count = 7_985_769` or `share = "68.05 %"`')
    reader.close()
    return figure


def _gaps(revision: Reader) -> tuple[Gap, ...]:
    found = []
    explained: set[tuple[str, str]] = set()
    for reader in revision.tables("gap", header="revision.gap"):
        key = reader.take_one(("articles", "statements"), "provision", 'articles = ["44(3)"]')
        articles = reader.citations() if key == "articles" else ()
        statements = reader.refer_all("statements", STATEMENT, required=True) if key == "statements" else ()
        for name in (*articles, *statements):
            if (key, name) in explained:
                reader.report(key, f"{name!r} has a reason already", "Give it one reason")
            explained.add((key, name))
        found.append(Gap(articles, statements, reader.text("reason", required=True)))
        reader.close(also_known=("articles", "statements"))
    return tuple(found)


def _sources(top: Reader) -> dict[str, Source]:
    found = {}
    for source_id, reader in top.named_tables("source"):
        url = reader.pattern("url", ADDRESS, "a full address", example="https://example.org/constitution")
        found[source_id] = Source(
            source_id,
            reader.text("title", required=True),
            reader.text("language"),
            url[0] if url else "",
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
            reader.report("sources", f"the date {day} has no source", 'Write `sources = ["..."]` beside it')
        found[event_id] = Event(event_id, reader.as_label(besides=("date", "sources")), day, sources)
    return found


@define
class _AsBefore(Reader):
    """The table of a state that is as before. What it leaves out stands in the state before it, and so does whatever is wrong with that.

    Attributes:
        before: The state before it.
        left_out: The keys it leaves to that state.
    """

    before: Reader = field(kw_only=True)
    left_out: frozenset[str] = field(kw_only=True)

    @classmethod
    def over(cls, reader: Reader, before: Reader, left_out: Iterable[str]) -> _AsBefore:
        """A table laid over the one before it."""
        keys = frozenset(left_out)
        data = {**{key: value for key, value in before.data.items() if key in keys}, **reader.data}
        table = cls(data, reader.place, reader.log, reader.within, before=before, left_out=keys)
        table.leave(["as_before"])
        return table

    def rewrites(self, head: Statement) -> bool:
        """Whether it says anything else than the state before it, articles apart."""
        keys = (_words_key(head), *_CONTENT_KEYS[type(head).__name__.lower()])
        return not (self.data.keys() - self.left_out).isdisjoint(keys)

    def at(self, key: str) -> str:
        """The place of a key: where it is written. A problem that two states share thus has one place, and is told once."""
        word, _, number = key.partition(" ")
        names = (word, f"{word}s") if number else (key,)  # "step 2" is one of the steps
        return super().at(key) if self.left_out.isdisjoint(names) else self.before.at(key)

    def take(self, key: str, *, required: bool = False, example: str = "") -> Any:  # noqa: ANN401
        """The raw value. What is missing in the state before as well has been told of that one."""
        return super().take(key, required=required and key not in self.left_out, example=example)


class _StatementReader:
    """Reads the statements of a file into lineages."""

    def __init__(self, revisions: list[Revision], events: Mapping[str, Event], shared: Shared, log: Log) -> None:
        self.revisions = {r.id: r for r in revisions}
        self.order = {r.id: n for n, r in enumerate(revisions)}
        self.events = events
        self.shared = shared
        self.log = log
        self.lineages: dict[str, Lineage] = {}
        self.provenances: dict[str, Provenance] = {}
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
            reader.call(f"power {statement_id}")
        area, label = self.shared.powers.get(statement_id, ("", NO_LABEL))
        if not area and not reader.has("area") and not reader.has("label"):
            # Most likely a misspelt id: one message about it says more than two about missing keys.
            own = "A power of the country's own needs area and label"
            if statement_id:
                reader.report(
                    "id", f"{statement_id!r} is not in the shared vocabulary", did_you_mean(statement_id, self.shared.powers, own)
                )
            reader.leave(["area", "label"])
        elif area:
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
            reader.call(f"norm {statement_id}")
        area = reader.choice("area", self.shared.areas, required=True)
        kind = reader.choice("kind", NORM_KINDS, required=True)
        self._keep(reader, Norm(statement_id, area, kind, (), "must", "", label=reader.label("label", required=True)))

    def _keep(self, reader: Reader, head: Statement) -> None:
        kind = type(head).__name__.lower()
        own = (*_PROVENANCE_KEYS, *_CONTENT_KEYS[kind])
        header = f"{reader.place.replace(' ', '.')}.state" if kind == "institution" else f"{kind}.state"
        tables = reader.tables("state", header=header)
        if reader.data.get("state") == []:
            reader.report("state", "the list is empty", "Leave `state` out: the keys of an only state stand directly in the statement")
        for table in tables:
            since = table.data.get("since")
            if type(since) is str:
                table.call(f"{reader.place}, state {since[:60]}")
        states: list[State] = []
        before: Reader | None = None
        if not reader.has("state") or not reader.data.keys().isdisjoint(("as_before", *own)):
            # The keys written directly in a statement are its first state.
            before = self._full(reader, head, None, states)
            states.append(self._state(before, head, None))
        reader.close(also_known=("state", *own))
        for written in tables:
            table = self._full(written, head, before, states)
            states.append(self._state(table, head, states[-1] if states else None))
            table.close(also_known=("as_before", _words_key(head), *own))
            before = table
        if not head.id:
            return
        taken = self.lineages.get(head.id)
        if taken and taken.kind == kind:
            found, fix = f"another {kind} has the id {head.id!r}", "Make both one statement with several states, or choose another id"
            self.log.report(reader.place, found, fix)
        elif taken:
            self.log.report(reader.place, f"the {taken.kind} {head.id!r} has this id already", "An id names one thing: choose another")
        else:
            self.lineages[head.id] = Lineage(head.id, kind, head.area, head.label, tuple(states))

    def _full(self, reader: Reader, head: Statement, before: Reader | None, states: list[State]) -> Reader:
        """All that a state says: its table, laid over that of the state before it if it is as before."""
        if not reader.has("as_before") or not reader.flag("as_before", default=True):
            return reader
        silence = next((key for key in ("silent", "not_coded") if reader.data.get(key) is True), "")
        if silence:
            reader.report("as_before", f"the state is as_before and {silence} at once", "Keep the one that is true")
            return reader
        if before is None:
            reader.report("as_before", "there is no state before it", "Take out `as_before = true` and write the first state in full")
            return reader
        content = states[-1].content
        told = ("articles", _words_key(head), *_CONTENT_KEYS[type(head).__name__.lower()])
        if isinstance(content, str):
            found = f"the state before it is {content.replace('-', '_')}: there is nothing to keep"
            reader.report("as_before", found, "Take out `as_before = true` and write the state in full")
        elif reader.data.keys() <= {"as_before", *_PROVENANCE_KEYS} - {"articles"}:
            found = "it says nothing that differs from the state before it"
            reader.report("as_before", found, f"Write what differs ({listed(told)}), or take the state out")
        replaced = {key for name in reader.data for key in _INSTEAD.get(name, ())}
        return _AsBefore.over(reader, before, set(told) - set(reader.data) - replaced)

    @staticmethod
    def _said(reader: Reader, head: Statement, before: State | None, **known: Any) -> Statement:  # noqa: ANN401
        """What a state says. One that is as before in all but its articles says what was read already."""
        if isinstance(reader, _AsBefore) and before and not isinstance(before.content, str) and not reader.rewrites(head):
            reader.leave(reader.left_out)
            return evolve(before.content, **known)
        return _content(reader, head, **known)

    def _state(self, reader: Reader, head: Statement, before: State | None) -> State:
        since = next(iter(self.revisions), "")
        if before and not reader.has("since"):
            since = reader.text("since", required=True, example=f'"{next(reversed(self.revisions), "2022-06")}"')
        elif reader.has("since"):
            since = reader.choice("since", self.revisions) if self.revisions else reader.text("since")
        revision = self.revisions.get(since)
        provenance = self._provenance(reader, since, revision)
        silences: list[Silence] = []
        if reader.flag("silent", default=False):
            silences.append("silent")
        if reader.flag("not_coded", default=False):
            silences.append("not-coded")
        articles = reader.citations() if "not-coded" not in silences or reader.has("articles") else ()
        if not silences:
            return State(self._said(reader, head, before, articles=articles, provenance=provenance), provenance, articles)
        said = [key for key in _CONTENT_KEYS[type(head).__name__.lower()] if reader.has(key)]
        flag = silences[0].replace("-", "_")
        if said:
            reader.report(
                flag, f"the state has no content, yet it gives {', '.join(said)}", f"Take out either `{flag} = true` or the content"
            )
            reader.leave(said)
        if len(silences) > 1:
            reader.report(flag, "the state is silent and not_coded at once", "Keep the one that is true")
        return State(silences[0], provenance, articles)

    def _provenance(self, reader: Reader, since: str, revision: Revision | None) -> Provenance:
        """Where a state comes from; states that say no more than their revision share one."""
        own = not reader.data.keys().isdisjoint(("in_force", "sources", "confidence", "note"))
        if not own and since in self.provenances:
            return self.provenances[since]
        provenance = Provenance(
            since=since,
            in_force=self._in_force(reader, revision),
            sources=reader.refer_all("sources", SOURCE) or (revision.sources[:1] if revision else ()),
            confidence=cast(
                "Confidence", reader.choice("confidence", CONFIDENCES, default=revision.confidence if revision else "verified")
            ),
            note=reader.text("note"),
        )
        if not own:
            self.provenances[since] = provenance
        return provenance

    def _in_force(self, reader: Reader, revision: Revision | None) -> InForce:
        default = InForce(revision.in_force if revision else None)
        if not reader.has("in_force"):
            return default
        if type(reader.data["in_force"]) is not dict:
            return InForce(reader.day("in_force")) if reader.has("in_force") else default
        table = reader.table("in_force", example='{ event = "as-terms-end" }')
        if table is None:
            return default
        event = table.refer("event", EVENT, required=True, example="as-current-terms-end")
        known = self.events[event].date if event and event in self.events else None
        when = InForce(table.day("date") or known, event)
        table.close(also_known=("event", "date"))
        return when
