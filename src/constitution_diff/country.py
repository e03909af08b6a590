"""A country's constitution through time: its revisions, the successive states of each statement, and the state at one moment. Pure."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attrs import evolve, field, frozen

from constitution_diff.model import (
    NO_LABEL,
    Citation,
    Confidence,
    Institution,
    Label,
    Norm,
    Power,
    Provenance,
    Statement,
    kind_of,
    mentions,
)
from constitution_diff.problems import UserError, did_you_mean, listed

if TYPE_CHECKING:
    import pandas as pd

    from constitution_diff.changes import Changes
    from constitution_diff.history import Form, History, Origin
    from constitution_diff.reversals import Fate

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Silence = Literal["silent", "not-coded"]
"""The text says nothing; nobody has read it. (That the text denies a power to everyone is a statement: ``Power.denied``.)"""


@frozen
class Figure:
    """One number reported of a vote. Differing reports of the same thing stand side by side.

    Attributes:
        what: registered, turnout, yes, no, invalid ...
        count: The number, or None when only a share was reported.
        share: The share as printed, with its sign ("68.05 %"), or "".
        of: What the share is taken of: another ``what``.
        status: ``final``, ``preliminary``, ``reported`` or ``misprint``.
        sources: Who says so.
        note: A remark.
    """

    what: str
    count: int | None = None
    share: str = ""
    of: str = ""
    status: str = "final"
    sources: tuple[str, ...] = ()
    note: str = ""


@frozen
class Gap:
    """Why a change of the text and a change of the statements have no counterpart: read by :func:`constitution_diff.text.coverage.audit`.

    Attributes:
        articles: Provisions that changed and are rightly not coded: as cited after the revision; what is gone, as cited before.
        statements: Ids of statements that changed, though nothing that they cite did.
        reason: Why.
    """

    articles: tuple[Citation, ...]
    statements: tuple[str, ...]
    reason: str


@frozen
class Revision:
    """An amending act, or the state that coding starts from.

    Attributes:
        id: How users name it.
        title: What it is called.
        act: The act.
        route: How it was adopted: see :data:`ROUTES`.
        adopted: The day it was adopted.
        in_force: The day its items take effect unless they say otherwise.
        signed: The day it was signed, if apart.
        sources: Ids of its sources; the first is the text read.
        confidence: How sure its states are unless they say otherwise.
        not_coded: Areas that nobody has read for this state.
        figures: The votes, as reported.
        new_constitution: Whether it took the place of the whole text, so that nothing the old one had left pending waits any more.
        gaps: Where its text and its statements do not match, and why.
        note: A remark.
    """

    id: str
    title: Label
    act: str
    route: str
    adopted: date
    in_force: date
    signed: date | None = None
    sources: tuple[str, ...] = ()
    confidence: Confidence = "verified"
    not_coded: frozenset[str] = frozenset()
    figures: tuple[Figure, ...] = ()
    new_constitution: bool = False
    gaps: tuple[Gap, ...] = ()
    note: str = ""


CHAMBERS = frozenset({"lower-chamber", "upper-chamber"})
"""The kinds of institution through which a parliament of several chambers acts."""

ROUTES = ("referendum", "parliament", "convention", "decree", "judgment", "baseline")
"""How a revision came about; ``baseline`` is the state that coding starts from."""


@frozen
class Source:
    """A document facts were read in."""

    id: str
    title: str
    language: str = ""
    url: str = ""
    repository: str = ""
    path: str = ""
    commit: str = ""


@frozen
class Event:
    """Something that brings statements into force when it happens."""

    id: str
    name: Label
    date: date | None = None
    sources: tuple[str, ...] = ()


@frozen
class State:
    """One form of a statement: what it says from a revision on, or that there is nothing to say.

    Attributes:
        content: The statement, or why there is none.
        provenance: Since when, from when in force, by what source.
        articles: Where the text says so, or used to.
    """

    content: Statement | Silence
    provenance: Provenance
    articles: tuple[Citation, ...]


@frozen
class Lineage:
    """A statement through time: its successive states, oldest first."""

    id: str
    kind: str
    area: str
    label: Label
    states: tuple[State, ...]


@frozen
class Pending:
    """A state that has been adopted but does not apply yet."""

    id: str
    state: State


@frozen
class Version:
    """Which state of which constitution this is, and how much of it was read.

    Attributes:
        country: The country's code.
        revision: Id of the latest revision in it.
        date: The day asked for, or the day the revision was adopted.
        as_adopted: True when every item of the revision counts, in force or not; False for what was in force on the date.
        coded: Areas read in full: there, a missing statement means that the text is silent.
        unread: Ids of single statements that nobody has read.
    """

    country: str = ""
    revision: str = ""
    date: date | None = None
    as_adopted: bool = True
    coded: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @property
    def reading(self) -> tuple[frozenset[str], frozenset[str]]:
        """How much was read: what two versions must share for a missing statement to mean the same in both."""
        return self.coded, self.unread

    def read(self, statement: str, area: str) -> bool:
        """Whether a missing statement means that the text is silent, rather than that nobody has looked."""
        return area in self.coded and statement not in self.unread

    def __str__(self) -> str:
        return f"{self.country}@{self.revision if self.as_adopted else self.date}"


@frozen
class Vocabulary:
    """The words and the documents that ids stand for.

    Attributes:
        labels: Words for ids: institutions, terms, events, areas.
        areas: All areas a constitution can be coded in.
        institutions: The institutions of all states, also of those to come.
        bare: Institutions whose English name takes no article.
        plural: Institutions whose name is a plural.
        sources: The documents.
        events: The events that bring statements into force.
        revisions: The revisions, oldest first.
        predecessors: Per institution the institutions whose place it took, at any time.
        name: The country's name.
    """

    labels: Mapping[str, Label] = field(factory=dict)
    areas: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    sources: Mapping[str, Source] = field(factory=dict)
    events: Mapping[str, Event] = field(factory=dict)
    revisions: Mapping[str, Revision] = field(factory=dict)
    predecessors: Mapping[str, tuple[str, ...]] = field(factory=dict)
    name: Label = NO_LABEL


@frozen(eq=False, slots=False, repr=False)
class Constitution:
    """The statements of one constitution at one moment.

    Two constitutions are equal when they say the same and the same areas were read, wherever they come from.

    Attributes:
        version: Which state of which constitution this is.
        statements: What it says, by id.
        ended: The states that say of a statement that the text no longer holds it, by id.
        pending: What has been adopted but does not apply yet; empty for a state as adopted.
        vocabulary: Words for the ids.
        lineages: All states of its country's statements, by id: what came before and after.
    """

    version: Version
    statements: Mapping[str, Statement]
    ended: Mapping[str, State] = field(factory=dict)
    pending: tuple[Pending, ...] = ()
    vocabulary: Vocabulary = field(factory=Vocabulary)
    lineages: Mapping[str, Lineage] = field(factory=dict)

    def get(self, statement: str, area: str) -> Statement | Silence:
        """What it says under an id, or which silence it is."""
        found = self.statements.get(statement)
        if found is not None:
            return found
        return "silent" if self.version.read(statement, area) else "not-coded"

    def institution(self, institution: str) -> Institution | None:
        """An institution that exists here, or None."""
        found = self.statements.get(institution)
        return found if isinstance(found, Institution) else None

    def expect(self, institution: str) -> None:
        """See to it that an institution exists here.

        Raises:
            UserError: It does not.
        """
        if self.institution(institution) is None:
            known = [i.id for i in self.institutions]
            hint = did_you_mean(institution, known, f"Known: {listed(known)}")
            raise UserError(f"There is no institution {institution[:60]!r} here. {hint}.")

    def touching(self, institution: str) -> Constitution:
        """The same state with only the statements that speak of an institution, or of all the chambers it consists of."""
        chambers = self.chambers_of(institution)
        found = {k: mentions(s) for k, s in self.statements.items()}
        return self._only({k: self.statements[k] for k, m in found.items() if institution in m or (chambers and chambers <= m)})

    def chambers_of(self, institution: str) -> frozenset[str]:
        """The chambers an institution consists of, where there are several: what all of them take part in, it takes part in."""
        chambers = {i.id for i in self.institutions if i.part_of == institution and i.kind in CHAMBERS}
        return frozenset(chambers) if len(chambers) > 1 else frozenset()

    def of_area(self, area: str) -> Constitution:
        """The same state with only the statements of an area."""
        return self._only({k: s for k, s in self.statements.items() if s.area == area})

    def _only(self, statements: Mapping[str, Statement]) -> Constitution:
        return evolve(self, statements=statements)

    @property
    def institutions(self) -> tuple[Institution, ...]:
        """Its institutions, by id."""
        return tuple(s for s in self if isinstance(s, Institution))

    @property
    def powers(self) -> tuple[Power, ...]:
        """Its powers, by id."""
        return tuple(s for s in self if isinstance(s, Power))

    @property
    def norms(self) -> tuple[Norm, ...]:
        """Its norms, by id."""
        return tuple(s for s in self if isinstance(s, Norm))

    def __iter__(self) -> Iterator[Statement]:
        return iter(sorted(self.statements.values(), key=lambda s: s.id))

    def __len__(self) -> int:
        return len(self.statements)

    def __contains__(self, statement: object) -> bool:
        return statement in self.statements

    @cached_property
    def _identity(self) -> Hashable:
        return (self.version.reading, frozenset(self.statements.items()))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Constitution):
            return NotImplemented
        return self.version.reading == other.version.reading and dict(self.statements) == dict(other.statements)

    def __hash__(self) -> int:
        return hash(self._identity)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{sum(kind_of(s) == kind for s in self.statements.values())} {kind}s" for kind in ("institution", "power", "norm")
        )
        return f"<Constitution {self.version}: {counts}>"


@frozen(eq=False, slots=False, repr=False)
class Country:
    """One country's constitution through time.

    Attributes:
        code: Its code ("KZ").
        name: Its name.
        coded: Areas that were read in full.
        revisions: Its revisions, oldest first.
        lineages: Its statements with their successive states, by id.
        vocabulary: Words for the ids.
        file: The file it was read from.
    """

    code: str
    name: Label
    coded: frozenset[str]
    revisions: tuple[Revision, ...]
    lineages: Mapping[str, Lineage]
    vocabulary: Vocabulary
    file: str = ""

    def __repr__(self) -> str:
        return f"<Country {self.code}: {', '.join(r.id for r in self.revisions)}; {len(self.lineages)} statements>"

    def revision(self, revision: str) -> Revision:
        """A revision by its id.

        Raises:
            UserError: There is none of that id.
        """
        return self.revisions[self._position(revision)]

    def _position(self, revision: str, otherwise: str = "") -> int:
        ids = [r.id for r in self.revisions]
        if revision not in ids:
            raise UserError(
                f"{self.code} has no revision {revision[:60]!r}. {did_you_mean(revision, ids, f'Known: {listed(ids)}{otherwise}')}."
            )
        return ids.index(revision)

    def at(self, when: str | date) -> Constitution:
        """The constitution at one moment.

        Args:
            when: A revision's id, for the text as adopted by it, every item applied; or a date (or ``"2022-09-01"``), for what was in force on
                that day.

        Raises:
            UserError: No such revision, no such date, or a date before the first state coded.
        """
        if isinstance(when, date):
            return self._in_force(when)
        if not isinstance(when, str):
            raise UserError(f"{when!r} is no moment. Give a revision's id, or a date such as '2022-09-01'.")
        if when in self.vocabulary.revisions:
            return self._as_adopted(when)
        try:
            day = date.fromisoformat(when)
        except ValueError:
            if _DAY.fullmatch(when):
                raise UserError(f"There is no day {when!r}. Write year-month-day, as 2022-09-01.") from None
            return self._as_adopted(self.revisions[self._position(when, "; or give a date")].id)  # raises, and says what is known
        return self._in_force(day)

    def before(self, revision: str) -> Constitution:
        """The text as adopted by the revision before this one.

        Raises:
            UserError: There is no such revision, or none before it.
        """
        position = self._position(revision)
        if position == 0:
            raise UserError(f"{self.code} is coded from {revision!r} on: there is no state before it. Choose a later revision.")
        return self.at(self.revisions[position - 1].id)

    # ---- through time ------------------------------------------------------------------------------------------------------------

    def changes(self, revision: str) -> Changes:
        """What a revision changed: the text as adopted by it against the text as adopted by the one before.

        Raises:
            UserError: There is no such revision, or none before it.
        """
        from constitution_diff.changes import diff  # noqa: PLC0415

        return diff(self.before(revision), self.at(revision))

    def forms(self, statement: str) -> tuple[Form, ...]:
        """The forms a rule took, oldest first: :func:`constitution_diff.history.forms_of`."""
        from constitution_diff.history import forms_of  # noqa: PLC0415

        return forms_of(self.lineages[statement], self.vocabulary.revisions, self.vocabulary.predecessors, self.coded)

    def history(self, statement: str) -> History:
        """The successive forms of a power, a norm or an institution; of an institution also those of its predecessors and successors.

        Raises:
            UserError: There is no such statement.
        """
        from constitution_diff.history import trace  # noqa: PLC0415

        return trace(self, statement)

    def blame(self, when: str | date | None = None, *, institution: str | None = None) -> tuple[Origin, ...]:
        """Each statement of a state with the revision that brought it to its present form: :func:`constitution_diff.history.blame`."""
        from constitution_diff.history import blame  # noqa: PLC0415

        return blame(self, when, institution)

    def pending(self, day: date | str) -> tuple[Pending, ...]:
        """What has been adopted by a day and does not apply on it. What waits for an event without a date stays until the date is known.

        Raises:
            UserError: It is no date, or lies before the first state coded.
        """
        if isinstance(day, str):
            return self._in_force(_date(day)).pending
        return self._in_force(day).pending

    def fates(self, revision: str, when: str | date | None = None) -> tuple[Fate, ...]:
        """What became of each change of a revision: :func:`constitution_diff.reversals.find_fates`."""
        from constitution_diff.reversals import find_fates  # noqa: PLC0415

        return find_fates(self, revision, when)

    def timeline(self) -> pd.DataFrame:
        """All states of all statements as a DataFrame, one row each: :data:`constitution_diff.frames.TIMELINE_COLUMNS`."""
        from constitution_diff.frames import timeline_frame  # noqa: PLC0415

        return timeline_frame(self, sorted(self.lineages))

    def _as_adopted(self, revision: str) -> Constitution:
        position = {r.id: n for n, r in enumerate(self.revisions)}
        last = position[revision]
        chosen = {
            lineage.id: max(
                (s for s in lineage.states if position[s.provenance.since] <= last),
                key=lambda s: position[s.provenance.since],
                default=None,
            )
            for lineage in self.lineages.values()
        }
        return self._build(Version(self.code, revision, self.revisions[last].adopted), self.revisions[last], chosen, ())

    def _in_force(self, day: date) -> Constitution:
        adopted = [r for r in self.revisions if (r.signed or r.adopted) <= day]
        if not adopted or day < self.revisions[0].in_force:
            raise UserError(f"{self.code} is coded from {self.revisions[0].in_force} on; {day} lies before. Choose a later date.")
        known = {r.id for r in adopted}
        latest = max((n for n, r in enumerate(adopted) if r.new_constitution and r.in_force <= day), default=0)
        past = {r.id for r in adopted[:latest]}
        chosen: dict[str, State | None] = {}
        pending = []
        for lineage in self.lineages.values():
            states = [s for s in lineage.states if s.provenance.since in known]
            applying = [n for n, s in enumerate(states) if s.provenance.since in past or s.provenance.in_force.by(day)]
            last = applying[-1] if applying else -1
            chosen[lineage.id] = states[last] if applying else None
            pending += [Pending(lineage.id, s) for s in states[last + 1 :]]
        return self._build(Version(self.code, adopted[-1].id, day, as_adopted=False), adopted[-1], chosen, tuple(pending))

    def _build(
        self, version: Version, revision: Revision, chosen: Mapping[str, State | None], pending: tuple[Pending, ...]
    ) -> Constitution:
        statements: dict[str, Statement] = {}
        ended: dict[str, State] = {}
        unread = set()
        for statement, state in chosen.items():
            if state is None:
                continue
            if state.content == "silent":
                ended[statement] = state
            elif state.content == "not-coded":
                unread.add(statement)
            else:
                statements[statement] = state.content
        version = evolve(version, coded=self.coded - revision.not_coded, unread=frozenset(unread))
        return Constitution(version, statements, ended, pending, self.vocabulary, self.lineages)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{text[:60]!r} is not a date. Write it like 2022-09-01.") from None
