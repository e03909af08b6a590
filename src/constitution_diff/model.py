"""The typed statements of a constitution: institutions, powers and norms, and the parts they are made of.

Everything here is immutable and pure; it imports attrs and nothing that reads, prints or draws. Ids are kebab-case strings. In one country an
id names one thing, whatever its kind.

Equality is equality of law: two statements are equal when they say the same and cite the same articles. The order of a list counts where it says
something (steps follow one another) and does not where it says nothing (offices, conditions, articles). Who said so, how sure we are and
since when (:class:`Provenance`), and the words used for display, are carried along but do not count.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias, TypeVar

from attrs import field, frozen


class Label(Mapping[str, str]):
    """Words for display by language code. Immutable and hashable."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str] | None = None, **more: str) -> None:
        self._words = {**(words or {}), **more}

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(frozenset(self._words.items()))

    def __eq__(self, other: object) -> bool:
        return self._words == other._words if isinstance(other, Label) else NotImplemented

    def __repr__(self) -> str:
        return f"Label({self._words})"


NO_LABEL = Label()

T = TypeVar("T")


class Citation(str):
    """An article with its paragraphs, as written in the text: ``"44(3)"``, ``"83-1"``, ``"71(3)(2)"``, ``"104.10"``.

    A string, because an article number is a name: ``104.10`` is not ``104.1`` and ``83-1`` is not a subtraction. It sorts in the order of the
    text: 9 before 10, 71(2) before 71-1 before 72, 44(2) before 44(10).
    """

    __slots__ = ()

    @property
    def article(self) -> str:
        """The article without its paragraphs: ``"44"`` of ``"44(3)"``."""
        return self.split("(", 1)[0]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs, outermost first: ``("3", "2")`` of ``"71(3)(2)"``."""
        return tuple(re.findall(r"\(([^()]*)\)", self))

    @property
    def order(self) -> tuple[tuple[tuple[int, int, str], ...], ...]:
        """The sort key that puts citations in the order of the text, level by level: all of article 71 comes before 71-1."""
        return _order(self)


@lru_cache(maxsize=10_000)
def _order(citation: Citation) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    return tuple(
        tuple((1, int(piece), "") if piece.isdecimal() else (0, 0, piece) for piece in re.findall(r"\d+|[^\W\d_]+|[^\w\s]", level))
        for level in (citation.article, *citation.paragraphs)
    )


def sort_citations(citations: Iterable[str]) -> tuple[Citation, ...]:
    """The distinct citations in the order of the text."""
    found = tuple(dict.fromkeys(map(Citation, citations)))
    return found if len(found) < 2 else tuple(sorted(found, key=lambda c: (c.order, c)))  # noqa: PLR2004


class AnyOrder(tuple[T, ...]):
    """Several things whose order says nothing: it is kept for display and does not count when two are compared."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        same = tuple.__eq__(self, other)  # nearly always the answer, and quick
        if same is not False:
            return same
        return isinstance(other, tuple) and len(self) == len(other) and frozenset(self) == frozenset(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(tuple(sorted(self, key=repr)))


def _in_any_order(things: Iterable[T]) -> tuple[T, ...]:
    """A tuple whose order does not count. One that is sorted already may stay plain, which compares quickest; it equals and hashes the same."""
    found = tuple(things)
    return found if len(found) < 2 or found == tuple(sorted(found, key=repr)) else AnyOrder(found)  # noqa: PLR2004


def ids_in_any_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids as a tuple whose order does not count."""
    return _in_any_order(ids)


def actors_in_any_order(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors as a tuple whose order does not count."""
    return _in_any_order(actors)


# ---- time --------------------------------------------------------------------------------------------------------------------------


@frozen
class InForce:
    """When a statement takes effect: on a date, or when an event happens, whose date may not be known.

    Attributes:
        date: The day it takes effect, or None while that is not known.
        event: Id of the event that brings it into force, or None when the date alone does.
    """

    date: dt.date | None = None
    event: str | None = None

    def by(self, day: dt.date) -> bool:
        """Whether it is in force on that day. An event without a known date has not happened."""
        return self.date is not None and self.date <= day


Confidence = Literal["verified", "reported"]


@frozen
class Provenance:
    """Where a statement comes from.

    Attributes:
        since: Id of the revision that brought it to this form.
        in_force: When that form takes effect.
        sources: Ids of the sources it was read in.
        confidence: ``verified`` when read in the official text or a faithful copy of it, ``reported`` when only a secondary source says so.
        note: A remark for the reader; never a rule.
    """

    since: str = ""
    in_force: InForce = InForce()
    sources: tuple[str, ...] = ()
    confidence: Confidence = "verified"
    note: str = ""


@frozen
class Period:
    """A length of time, as the text gives it: 60 days is not 2 months.

    Attributes:
        amount: How many.
        unit: hours, days, working days, weeks, months, years, sessions.
    """

    amount: int
    unit: str

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.removesuffix('s') if self.amount == 1 else self.unit}"


# ---- who ---------------------------------------------------------------------------------------------------------------------------


@frozen
class Body:
    """One institution acting as a whole."""

    id: str


@frozen
class Members:
    """Some or all members of a body acting as individuals.

    Attributes:
        of: The body.
        share: The least share of its members that must act, or None.
        count: The least number of its members that must act, or None.
        within: Term that says where, when the body exists in many places ("maslikhats located in the region").
    """

    of: str
    share: Fraction | None = None
    count: int | None = None
    within: str | None = None


@frozen
class Joint:
    """Several actors who can only act together."""

    parts: tuple[Actor, ...] = field(converter=actors_in_any_order)


@frozen
class AnyOf:
    """Several actors each of whom can act alone."""

    parts: tuple[Actor, ...] = field(converter=actors_in_any_order)


@frozen
class Each:
    """Several actors who all act, each on its own (both chambers, in separate sittings)."""

    parts: tuple[Actor, ...] = field(converter=actors_in_any_order)


@frozen
class Relatives:
    """The relatives of whoever holds an office; the subject of a norm, never the holder of a power."""

    of: str
    degree: str = "close"


Actor: TypeAlias = Body | Members | Joint | AnyOf | Each | Relatives


def actor_ids(actor: Actor) -> Iterator[str]:
    """The institutions an actor consists of, in the order written."""
    if isinstance(actor, Body):
        yield actor.id
    elif isinstance(actor, Members | Relatives):
        yield actor.of
    else:
        for part in actor.parts:
            yield from actor_ids(part)


# ---- how ---------------------------------------------------------------------------------------------------------------------------


@frozen
class Threshold:
    """How many must agree.

    Attributes:
        amount: The fraction required, or None for a plurality.
        strict: True for "more than", False for "at least".
        of: The base the fraction is taken of: members (all seats filled by law), members-in-office, present, votes-cast, registered-voters,
            regions, candidates.
        per: each-chamber, jointly or summed, when more than one body votes.
        quorum: Share of the base that must take part for the vote to count.
        spread: Share of territorial units in which the threshold must be met.
    """

    amount: Fraction | None
    strict: bool
    of: str
    per: str | None = None
    quorum: Threshold | None = None
    spread: Threshold | None = None


@frozen
class Step:
    """One actor's part in the exercise of a power.

    Attributes:
        actor: Who.
        role: Id of one of :data:`constitution_diff.roles.ROLES`.
        threshold: How many of its members must agree.
        within: The time it has.
        counted_from: Term that says from when.
        not_before: The time that must have passed first.
        silence: What follows when it does not act in time: ``approved``, ``rejected``, ``lapses``, ``proceeds``, or the id of a route.
        refusal: What follows when it says no: ``rejected``, ``returned``, ``lapses``, or the id of a route.
        binding: Whether the others are bound, where the text says otherwise than the role suggests.
        against: The institution whose act is vetoed or overridden.
        to: The institution addressed.
        candidates: The least number of candidates it must offer.
        method: Term for the way it acts (an electoral system, a secret ballot, by lot).
        conditions: Terms that must hold.
    """

    actor: Actor
    role: str
    threshold: Threshold | None = None
    within: Period | None = None
    counted_from: str | None = None
    not_before: Period | None = None
    silence: str | None = None
    refusal: str | None = None
    binding: bool | None = None
    against: str | None = None
    to: str | None = None
    candidates: int | None = None
    method: str | None = None
    conditions: tuple[str, ...] = field(default=(), converter=ids_in_any_order)


@frozen
class Route:
    """One way to exercise a power: an ordered series of steps.

    Attributes:
        steps: The steps in order.
        id: Its name, where another route refers to it or several exist.
        seats: How many seats of a body are filled this way.
        only: Offices or matters it is for, when not for all.
        conditions: Terms that must hold for this route.
    """

    steps: tuple[Step, ...]
    id: str = ""
    seats: int | None = None
    only: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    conditions: tuple[str, ...] = field(default=(), converter=ids_in_any_order)


@frozen
class Frequency:
    """How often: at most, at least or exactly so many times per period."""

    times: int
    per: str
    bound: Literal["exactly", "at-most", "at-least"] = "exactly"


@frozen
class TermLimit:
    """How often the same person may hold an office.

    Attributes:
        times: The largest number of terms.
        consecutive: True when only terms in a row count.
    """

    times: int
    consecutive: bool = False


@frozen
class Renewal:
    """The share of a body renewed at a time ("half of it every three years")."""

    share: Fraction
    every: Period


@frozen
class Measure:
    """A number a norm sets: an age, a residence, a ceiling.

    Attributes:
        bound: ``at-least``, ``at-most`` or ``exactly``.
        amount: The number.
        unit: What is counted: years, days, hours, deputies ...
    """

    bound: Literal["at-least", "at-most", "exactly"]
    amount: Fraction
    unit: str


# ---- statements --------------------------------------------------------------------------------------------------------------------

_PROVENANCE = Provenance()


@frozen
class Institution:
    """An office or body: its identity, its place, its size and tenure. Its powers are statements of their own.

    Attributes:
        id: Its identity, which survives a change of name.
        area: The area it is coded under.
        kind: Its kind, shared by all countries.
        name: Its name by language.
        part_of: The institution it is part of.
        replaces: The institutions whose place it takes.
        seats: Its number of members, where the text fixes it.
        by_right: Offices whose former or present holders are members by right, for life.
        term: How long its members or holder serve.
        term_limit: How often the same person may serve.
        renewal: The share renewed at a time.
        articles: Where the text says so.
        article: Whether English puts "the" before the name.
        plural: Whether the name is a plural.
    """

    id: str
    area: str
    kind: str
    name: Label
    part_of: str | None = None
    replaces: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    seats: int | None = None
    by_right: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    term: Period | None = None
    term_limit: TermLimit | None = None
    renewal: Renewal | None = None
    articles: tuple[Citation, ...] = field(default=(), converter=sort_citations)
    article: bool = field(default=True, eq=False)
    plural: bool = field(default=False, eq=False)
    provenance: Provenance = field(default=_PROVENANCE, eq=False)

    @property
    def label(self) -> Label:
        """Its name."""
        return self.name


@frozen
class Power:
    """Something institutions can do, and how it is exercised.

    Attributes:
        id: The power, from the shared vocabulary or the country's own.
        area: The area it belongs to.
        routes: The ways to exercise it; empty only when the text denies it to everyone.
        denied: True when the text says that nobody has this power. A text that says nothing has no statement at all.
        fills: The body whose seats it fills.
        only: Offices, matters or acts it covers, when the text lists them.
        excluded: Offices, matters or acts the text takes out of it.
        conditions: Terms that must hold for it to be used.
        frequency: How often it may or must be used.
        instrument: The kind of act it is exercised by (a law, a decree).
        articles: Where the text says so.
        label: What the power is, by language.
        broader: Id in the shared vocabulary of the power this one is part of.
    """

    id: str
    area: str
    routes: tuple[Route, ...] = ()
    denied: bool = False
    fills: str | None = None
    only: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    excluded: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    conditions: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    frequency: Frequency | None = None
    instrument: str | None = None
    articles: tuple[Citation, ...] = field(default=(), converter=sort_citations)
    label: Label = field(default=NO_LABEL, eq=False)
    broader: str | None = field(default=None, eq=False)
    provenance: Provenance = field(default=_PROVENANCE, eq=False)

    @property
    def steps(self) -> Iterator[Step]:
        """The steps of all routes."""
        for route in self.routes:
            yield from route.steps


Modality = Literal["must", "must-not", "may", "guaranteed"]


@frozen
class Norm:
    """What is forbidden, required, permitted or guaranteed.

    Attributes:
        id: Its identity.
        area: The area it belongs to.
        kind: The kind of norm: see :data:`NORM_KINDS`.
        subject: Whom it binds or protects.
        modality: ``must``, ``must-not``, ``may`` or ``guaranteed``.
        act: Id of what is done or left ("hold", "join", "impose").
        object: What the act is done to.
        exceptions: Cases taken out.
        only_for: The only cases it holds for.
        conditions: Terms that must hold.
        measure: The number it sets.
        instrument: The kind of act reserved for the matter ("constitutional-law").
        waiver: The steps by which it can be set aside in a single case ("without the consent of the Senate").
        articles: Where the text says so.
        label: What it is about, by language.
    """

    id: str
    area: str
    kind: str
    subject: tuple[Actor, ...] = field(converter=actors_in_any_order)
    modality: Modality
    act: str
    object: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    exceptions: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    only_for: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    conditions: tuple[str, ...] = field(default=(), converter=ids_in_any_order)
    measure: Measure | None = None
    instrument: str | None = None
    waiver: tuple[Step, ...] = ()
    articles: tuple[Citation, ...] = field(default=(), converter=sort_citations)
    label: Label = field(default=NO_LABEL, eq=False)
    provenance: Provenance = field(default=_PROVENANCE, eq=False)


Statement: TypeAlias = Institution | Power | Norm

NORM_KINDS: dict[str, str] = {
    "appointment-ban": "who may not be appointed or hold an office",
    "party-ban": "who may not belong to or support a party",
    "incompatibility": "what cannot be combined with an office",
    "prohibition": "what nobody may do, or the legislature may not enact",
    "duty": "what must be done",
    "right": "a right or liberty",
    "guarantee": "a guarantee to an office or a body",
    "immunity": "a protection from arrest or prosecution",
    "penalty": "a punishment the state may or may not impose",
    "privilege": "a rule for one named person",
    "ownership": "to whom things belong",
    "eligibility": "a requirement for an office",
    "entrenchment": "what cannot be amended, or a restriction on amending",
    "reservation": "the kind of act that must regulate a matter",
    "source-of-law": "what counts as law and which act prevails",
    "effect": "what follows from a decision",
    "responsibility": "who answers to whom",
    "transition": "how the old law passes into the new",
}
"""The kinds of norm and what each is about."""


def kind_of(statement: Statement) -> str:
    """``institution``, ``power`` or ``norm``."""
    return type(statement).__name__.lower()


def differing_fields(before: object, after: object) -> frozenset[str]:
    """The fields in which two objects of one class differ, as its equality sees them."""
    names = (a.name for a in type(before).__attrs_attrs__ if a.eq)  # type: ignore[attr-defined]
    return frozenset(name for name in names if getattr(before, name) != getattr(after, name))


def mentions(statement: Statement) -> frozenset[str]:
    """The ids a statement speaks of: its actors, those addressed or overridden, the body it fills, what it covers. Terms are among them."""
    found: set[str | None]
    if isinstance(statement, Institution):
        found = {statement.id, statement.part_of, *statement.replaces, *statement.by_right}
        return frozenset(f for f in found if f)
    steps: Iterable[Step]
    if isinstance(statement, Power):
        found = {statement.fills, *statement.only, *statement.excluded, *(name for r in statement.routes for name in r.only)}
        steps = statement.steps
    else:
        found = {*(name for s in statement.subject for name in actor_ids(s)), *statement.object, *statement.exceptions, *statement.only_for}
        steps = statement.waiver
    for step in steps:
        found.update(actor_ids(step.actor))
        found |= {step.against, step.to}
    return frozenset(f for f in found if f)
