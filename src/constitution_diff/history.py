"""A statement through time: the forms its rule took, and since when each of its parts stands. Pure.

A *state* is what one revision made of a statement, an article number included. A *form* is what the law was: consecutive states that differ only in
where the text says so, or in the name under which an institution goes on, are one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, overload

from attrs import evolve, field, frozen

from constitution_diff.country import Country, Lineage, Revision, Silence, State
from constitution_diff.facets import PowerPair
from constitution_diff.model import InForce, Institution, Power, Statement, differing_fields, mentions
from constitution_diff.pairing import ancestors, followed, heirs
from constitution_diff.problems import UserError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

_PLACE = frozenset({"id", "articles", "replaces"})
"""Fields that say where a rule stands and what it comes from, not what it is."""


def departures(earlier: Statement | Silence, later: Statement | Silence, predecessors: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The facets in which a later form of a rule departs from an earlier one; none when the law is the same.

    Args:
        earlier: The form before.
        later: The form after.
        predecessors: Per institution those whose place it took; what only followed a successor is no departure.
    """
    if isinstance(earlier, str) or isinstance(later, str):
        return frozenset() if earlier == later else frozenset({"existence"})
    former = followed(earlier, later, heirs(later, predecessors))
    if isinstance(former, Power) and isinstance(later, Power):
        return PowerPair(former, later).differing - _PLACE
    ignored = _PLACE | {"name"} if isinstance(later, Institution) and earlier.id != later.id else _PLACE
    return differing_fields(former, later) - ignored


@frozen
class Form:
    """One form of a rule, from the revision that brought it to the one that changed it.

    Attributes:
        statement: Id of the statement.
        content: What it says, in its latest wording and place, or which silence it is.
        since: Id of the revision that brought it.
        until: Id of the revision that changed it, or "" while it stands.
        states: The states it consists of, oldest first; none for what was before a statement's first state.
        starts: When it took effect.
        ends: When the form after it takes effect, or None while it stands.
    """

    statement: str
    content: Statement | Silence
    since: str
    until: str = ""
    states: tuple[State, ...] = ()
    starts: InForce = field(factory=InForce)
    ends: InForce | None = None

    @property
    def placed(self) -> str:
        """Id of the revision that put it where it stands in the text."""
        return self.states[-1].provenance.since if self.states else self.since


def forms_of(
    lineage: Lineage, revisions: Mapping[str, Revision], predecessors: Mapping[str, Iterable[str]], coded: AbstractSet[str]
) -> tuple[Form, ...]:
    """The forms of a statement, oldest first, from the first revision coded on.

    Args:
        lineage: The statement.
        revisions: The revisions of the country, oldest first.
        predecessors: Per institution those whose place it took.
        coded: The areas of the country that were read in full.
    """
    found = _unwritten(lineage, revisions, coded)
    for state in lineage.states:
        if found and not departures(found[-1].content, state.content, predecessors):
            found[-1] = evolve(found[-1], content=state.content, states=(*found[-1].states, state))
            continue
        found.append(Form(lineage.id, state.content, state.provenance.since, states=(state,), starts=state.provenance.in_force))
    ended = [evolve(earlier, until=later.since, ends=later.starts) for earlier, later in pairwise(found)]
    return (*ended, *found[-1:])


def _unwritten(lineage: Lineage, revisions: Mapping[str, Revision], coded: AbstractSet[str]) -> list[Form]:
    """What was before the first state of a statement: the text was silent, or nobody had read it."""
    found: list[Form] = []
    for revision in revisions.values():
        if revision.id == lineage.states[0].provenance.since:
            break
        silence: Silence = "silent" if lineage.area in coded - revision.not_coded else "not-coded"
        if not found or found[-1].content != silence:
            found.append(Form(lineage.id, silence, revision.id, starts=InForce(revision.in_force)))
    return found


# ---- one statement -------------------------------------------------------------------------------------------------------------------


@frozen(repr=False, slots=False)
class History(Sequence[Form]):
    """The successive forms of one rule, oldest first.

    Attributes:
        country: The country.
        id: The statement asked for.
        line: The statements told: it alone, or an institution with those it took the place of and those that took its place.
        forms: Their forms.
    """

    country: Country = field(eq=False)
    id: str
    line: tuple[str, ...]
    forms: tuple[Form, ...]

    @overload
    def __getitem__(self, index: int) -> Form: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Form, ...]: ...
    def __getitem__(self, index: int | slice) -> Form | tuple[Form, ...]:
        return self.forms[index]

    def __len__(self) -> int:
        return len(self.forms)

    def __iter__(self) -> Iterator[Form]:
        return iter(self.forms)

    def __repr__(self) -> str:
        lines = "".join(f"\n  {f.since} to {f.until or 'now'}: {f.content if isinstance(f.content, str) else f.statement}" for f in self)
        return f"<History {self.country.code} {self.id}: {len(self)} forms{lines}>"

    def table(self, tablefmt: str = "simple", *, width: int | None = 100) -> str:
        """The forms as a table, in a format of tabulate.

        Raises:
            UserError: No such format.
        """
        from constitution_diff.chronicle import history_table  # noqa: PLC0415

        return history_table(self).draw(tablefmt, width)

    def to_frame(self) -> pd.DataFrame:
        """Its states as a DataFrame: see :data:`constitution_diff.frames.TIMELINE_COLUMNS`."""
        from constitution_diff.frames import timeline_frame  # noqa: PLC0415

        return timeline_frame(self.country, self.line)

    def _repr_html_(self) -> str:
        return self.table("html", width=None)


def line_of(country: Country, name: str) -> tuple[str, ...]:
    """An institution with those whose place it took and those that took its place, over any number of steps; of anything else, itself."""
    predecessors = country.vocabulary.predecessors
    related = {name, *ancestors(name, predecessors), *(k for k in predecessors if name in ancestors(k, predecessors))}
    order = {revision.id: n for n, revision in enumerate(country.revisions)}
    known = [k for k in related if k in country.lineages]
    return tuple(sorted(known, key=lambda k: (order[country.lineages[k].states[0].provenance.since], k)))


def trace(country: Country, name: str) -> History:
    """The history of a statement.

    Args:
        country: The country.
        name: The id of a power, a norm or an institution.

    Raises:
        UserError: There is no such statement.
    """
    if name not in country.lineages:
        known = sorted(country.lineages)
        hint = did_you_mean(name, known, f"See all ids: constitution-diff blame {country.code} --format csv")
        raise UserError(f"{country.code} has no statement {name[:60]!r}. {hint}.")
    line = line_of(country, name)
    order = {revision.id: n for n, revision in enumerate(country.revisions)}
    forms = [f for member in line for f in country.forms(member)]
    if len(line) > 1:
        taken_over = {f.since for f in forms if f.content != "silent"}
        forms = [f for f in forms if f.content != "silent" or (f.states and f.since not in taken_over)]
    return History(country, name, line, tuple(sorted(forms, key=lambda f: (order[f.since], line.index(f.statement)))))


# ---- all statements of one moment ----------------------------------------------------------------------------------------------------


@frozen
class Origin:
    """Where a statement that stands comes from.

    Attributes:
        statement: The statement.
        since: Id of the revision that brought the rule to its present form.
        in_force: When that form took effect.
        placed: Id of the revision that put it where it stands in the text.
    """

    statement: Statement
    since: str
    in_force: InForce
    placed: str


def blame(country: Country, when: str | date | None = None, institution: str | None = None) -> tuple[Origin, ...]:
    """Every statement of a state with the revision that brought it to its present form, in the order of the text.

    Args:
        country: The country.
        when: A revision's id or a date; the latest revision when left out.
        institution: Only statements that speak of this institution.

    Raises:
        UserError: There is no such revision, date or institution.
    """
    state = country.at(when or country.revisions[-1].id)
    if institution is not None:
        state.expect(institution)
        state = state.touching(institution)
    found = []
    for statement in state:
        placed = statement.provenance.since
        form = next(f for f in country.forms(statement.id) if any(s.provenance.since == placed for s in f.states))
        found.append(Origin(statement, form.since, form.starts, placed))
    return tuple(sorted(found, key=lambda o: (o.statement.articles[:1] and o.statement.articles[0].order, o.statement.id)))


def speaks_of(statement: Statement | Silence, names: Iterable[str]) -> bool:
    """Whether a statement speaks of one of some institutions."""
    return not isinstance(statement, str) and not mentions(statement).isdisjoint(names)
