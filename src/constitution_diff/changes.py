"""The findings of a diff: what changed, told as acts of law rather than lines. Pure.

:func:`diff` compares two constitutions exactly (:mod:`constitution_diff.delta`), pairs what belongs together
(:mod:`constitution_diff.pairing`) and asks the rules (:mod:`constitution_diff.rules`) what each difference means. Every statement that differs is
covered by at least one change, and one act is one change: a transfer is not also a loss and a gain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from attrs import evolve, field, frozen

from constitution_diff import delta as deltas
from constitution_diff.country import Constitution
from constitution_diff.delta import Delta, DeltaError, Edit
from constitution_diff.effects import Effect, Reading, read_effects
from constitution_diff.encoding import statement_to_data
from constitution_diff.facets import PowerPair
from constitution_diff.model import Citation, InForce, Institution, Norm, Power, Statement, kind_of, mentions, sort_citations
from constitution_diff.pairing import Pair, Pairing, followed, pair
from constitution_diff.problems import UserError, did_you_mean, listed
from constitution_diff.rules import CATEGORIES, RULES, Case, Finding, InstitutionCase, NormAlone, NormPair, PowerAlone, Rule

if TYPE_CHECKING:
    import pandas as pd

    from constitution_diff.reversals import Restoration

_RULES_BY_SUBJECT: Mapping[str, tuple[Rule, ...]] = {
    subject: tuple(r for r in RULES.values() if r.subject == subject) for subject in {r.subject for r in RULES.values()}
}
_BY_THE_WAY = frozenset({"articles", "replaces"})
"""Facets that need no explanation of their own once something else has changed."""


@frozen(eq=False, slots=False, repr=False)
class Change:
    """One finding: one act of law.

    Two changes are equal when they have the same fingerprint: the same rule, statements, actors and values, whatever their wording.

    Attributes:
        rule: Id of the rule that names it.
        category: The rule's category.
        statement: Id of the statement it is about.
        area: The statement's area.
        edits: The statements it covers, the one it is about first.
        aspects: Ids of further rules that describe parts of it.
        details: What each of these found.
        facets: What differs between the two sides of the statement, as far as this change tells it: see :mod:`constitution_diff.facets`.
        source: Institutions whose hold it loosens ("from").
        target: Institutions the power goes to, or whom the norm binds or protects ("to").
        partners: Institutions that gain or lose a say in another's decision.
        say: The kind of say, as a noun.
        compared: The statement before and after as they were compared, with successors read in the place of predecessors.
        carried: Ids of statements that only follow an institution to its successor.
        in_force: When it takes effect.
        articles_before: The articles before.
        articles_after: The articles after.
        context: The two constitutions, for words.
    """

    rule: str
    category: str
    statement: str
    area: str
    edits: tuple[Edit, ...]
    aspects: tuple[str, ...] = ()
    details: tuple[Finding, ...] = ()
    facets: frozenset[str] = frozenset()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    say: str = ""
    compared: tuple[Statement | None, Statement | None] = (None, None)
    carried: tuple[str, ...] = ()
    in_force: InForce = field(factory=InForce)
    articles_before: tuple[Citation, ...] = ()
    articles_after: tuple[Citation, ...] = ()
    context: tuple[Constitution, Constitution] | None = field(default=None, repr=False)

    @property
    def before(self) -> Statement | None:
        """The statement before, or None when the text was silent. Of an institution that was replaced: its predecessor."""
        return self._side("before")

    @property
    def after(self) -> Statement | None:
        """The statement after, or None when the text is silent."""
        return self._side("after")

    def _side(self, which: str) -> Statement | None:
        if kind_of_edit(self.edits[0]) != "institution":
            found: Statement | None = getattr(self.edits[0], which)
            return found
        return next((s for e in self.edits if e.id not in self.carried and (s := getattr(e, which))), None)

    @property
    def kind(self) -> str:
        """``institution``, ``power`` or ``norm``."""
        statement = self.after or self.before
        return kind_of(statement) if statement else ""

    @property
    def covers(self) -> tuple[str, ...]:
        """Ids of all statements it accounts for."""
        return tuple(e.id for e in self.edits)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits made of ids and values, so that a link or a note survives a reworded report."""
        import hashlib  # noqa: PLC0415 - not needed to compare
        import json  # noqa: PLC0415

        content = [
            self.rule,
            list(self.aspects),
            [[e.id, *_bare(e)] for e in self.edits],
            [list(self.source), list(self.target), list(self.partners)],
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":"), default=str).encode()).hexdigest()[:12]

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Whose authority grew or shrank, in the project's reading: :func:`constitution_diff.effects.read_effects`."""
        return read_effects(self)

    @cached_property
    def restores(self) -> Restoration | None:
        """The earlier form of the rule that it brings back, or None: :func:`constitution_diff.reversals.find_restoration`."""
        from constitution_diff.reversals import find_restoration  # noqa: PLC0415

        return find_restoration(self)

    @cached_property
    def sentence(self) -> str:
        """What happened, in a sentence."""
        from constitution_diff.wording import tell  # noqa: PLC0415

        return tell(self)

    @property
    def further(self) -> tuple[str, ...]:
        """What else happened in the same act, in clauses: one for each aspect."""
        from constitution_diff.wording import tell_further  # noqa: PLC0415

        return tell_further(self)

    def knows(self, name: str) -> bool:
        """Whether an id is that of an institution, before or after; without context every id counts as one."""
        return self.context is None or any(side.institution(name) for side in self.context)

    def touches(self, institution: str) -> bool:
        """Whether the change concerns an institution: as an actor in it, or as what it is about."""
        if institution in (*self.source, *self.target, *self.partners, self.statement):
            return True
        return any(institution in mentions(s) for e in self.edits[:1] for s in (e.before, e.after) if s) or any(
            e.id == institution for e in self.edits
        )

    def __eq__(self, other: object) -> bool:
        return self.fingerprint == other.fingerprint if isinstance(other, Change) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __repr__(self) -> str:
        actors = {"from": self.source, "to": self.target, "partners": self.partners}
        said = "".join(f" {key}={'+'.join(names)}" for key, names in actors.items() if names)
        also = f" also={'+'.join(self.aspects)}" if self.aspects else ""
        return f"<{self.rule} {self.statement}{said}{also}>"


def _bare(edit: Edit) -> list[dict[str, Any] | None]:
    """The content of a statement before and after, without words: a name counts only where it is what changed."""
    sides = [statement_to_data(s) if s else None for s in (edit.before, edit.after)]
    renamed = isinstance(edit.before, Institution) and isinstance(edit.after, Institution) and edit.before.name != edit.after.name
    for side in sides:
        if side and not renamed:
            side.pop("name", None)
    return [_in_one_order(side) for side in sides]


def _in_one_order(data: Any) -> Any:  # noqa: ANN401
    """Plain data with every list sorted whose order says nothing: lists of ids, and the actors of a group."""
    if isinstance(data, dict):
        return {key: sorted(value, key=str) if key in _GROUPS else _in_one_order(value) for key, value in data.items()}
    if not isinstance(data, list):
        return data
    return sorted(data) if all(isinstance(item, str) for item in data) else [_in_one_order(item) for item in data]


_GROUPS = frozenset({"joint", "any_of", "each_of", "subject"})


@frozen(eq=False, slots=False, repr=False)
class Changes(Sequence[Change]):
    """What changed between two constitutions: an immutable sequence of changes in the order of a report.

    Attributes:
        before: The constitution before.
        after: The constitution after.
        delta: The exact difference underneath.
        items: The changes.
        not_compared: Ids of statements that were not read in both states.
        areas_not_compared: Areas that were not read on both sides.
    """

    before: Constitution
    after: Constitution
    delta: Delta
    items: tuple[Change, ...]
    not_compared: tuple[str, ...] = ()
    areas_not_compared: tuple[str, ...] = ()

    # ---- as a sequence -------------------------------------------------------------------------------------------------------------

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> Changes: ...
    def __getitem__(self, index: int | slice) -> Change | Changes:
        return self._only(self.items[index]) if isinstance(index, slice) else self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.items)

    def __eq__(self, other: object) -> bool:
        return self.items == other.items if isinstance(other, Changes) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        lines = "".join(f"\n  {change!r}" for change in self.items)
        return f"<Changes {self.before.version} -> {self.after.version}: {len(self)}{lines}>"

    # ---- choosing ------------------------------------------------------------------------------------------------------------------

    def _only(self, items: Iterable[Change]) -> Changes:
        return evolve(self, items=tuple(items))

    def of(self, kind: str) -> Changes:
        """The changes of a category (``"transfer"``), or those a rule describes (``"consent-added"``), be it as their rule or as an aspect.

        Raises:
            UserError: There is no such category or rule.
        """
        if kind not in CATEGORIES and kind not in RULES:
            raise UserError(
                f"{kind[:60]!r} is neither a category nor a rule. {did_you_mean(kind, [*CATEGORIES, *RULES], f'Categories: {listed(CATEGORIES)}')}."
            )
        return self._only(c for c in self.items if kind in (c.category, c.rule, *c.aspects))

    def touching(self, institution: str) -> Changes:
        """The changes that concern an institution, by id.

        Raises:
            UserError: Neither state knows such an institution.
        """
        known = {i.id for side in (self.before, self.after) for i in side.institutions}
        if institution not in known:
            raise UserError(
                f"There is no institution {institution[:60]!r} in either state. {did_you_mean(institution, known, f'Known: {listed(sorted(known))}')}."
            )
        return self._only(c for c in self.items if c.touches(institution))

    @property
    def reversals(self) -> Changes:
        """The changes that bring back an earlier rule, in whole or in part: see :attr:`Change.restores`."""
        return self._only(c for c in self.items if c.restores)

    def then(self, following: Changes) -> Changes:
        """These changes and those that followed, as one: what changed from the first state to the last.

        Raises:
            DeltaError: The others do not begin where these end.
        """
        if self.after != following.before:
            raise DeltaError(f"{following.before.version} is not the state that {self.after.version} is")
        return diff(self.before, following.after)

    def counts(self) -> dict[str, int]:
        """How many changes there are of each category that occurs, in the order of a report."""
        return {category: n for category in CATEGORIES if (n := sum(c.category == category for c in self.items))}

    # ---- showing -------------------------------------------------------------------------------------------------------------------

    def table(self, tablefmt: str = "simple", *, columns: Sequence[str] | None = None, width: int | None = 100) -> str:
        """The changes as a table. Rules that only moved in the text share its last row, unless they are all there is: ``of("relocation")``.

        Args:
            tablefmt: A format of tabulate: simple, github, pipe, html, latex, ... Text is escaped for it.
            columns: Which columns, in which order: see :data:`constitution_diff.tables.COLUMNS`.
            width: The width to wrap plain text to; None for no wrapping.

        Raises:
            UserError: No such format or column.
        """
        from constitution_diff.tables import changes_table  # noqa: PLC0415

        return changes_table(self, tablefmt, columns=columns, width=width)

    def to_frame(self) -> pd.DataFrame:
        """The changes as a pandas DataFrame, one row each; the columns are the same when there are none."""
        from constitution_diff.frames import changes_frame  # noqa: PLC0415

        return changes_frame(self)

    def balance(self, reading: Reading = read_effects) -> pd.DataFrame:
        """Per institution, how many powers it gained, lost, now shares or no longer shares: see :func:`constitution_diff.frames.balance_frame`."""
        from constitution_diff.frames import balance_frame  # noqa: PLC0415

        return balance_frame(self, reading)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The changes as JSON, version 1: see ``fixtures/schema/diff-1.schema.json``."""
        from constitution_diff.exchange import changes_to_json  # noqa: PLC0415

        return changes_to_json(self, indent=indent)

    def _repr_html_(self) -> str:
        return self.table("html", width=None)


# ---- the diff ----------------------------------------------------------------------------------------------------------------------


def diff(before: Constitution, after: Constitution) -> Changes:
    """What changed from one constitution to another.

    Args:
        before: The state to start from: ``kz.at("2019-03")``.
        after: The state to end at.
    """
    delta = deltas.compare(before, after)
    pairing = pair(delta, {**before.vocabulary.predecessors, **after.vocabulary.predecessors})
    changes = sorted(_Differ(before, after, pairing).changes(), key=_report_order)
    areas = before.version.coded | after.version.coded | after.vocabulary.areas
    uncoded = areas - (before.version.coded & after.version.coded)
    unread = {*pairing.not_compared, *before.version.unread, *after.version.unread} - {name for c in changes for name in c.covers}
    return Changes(before, after, delta, tuple(changes), tuple(sorted(unread)), tuple(sorted(uncoded)))


_CATEGORY_ORDER = {name: n for n, name in enumerate(CATEGORIES)}


def _report_order(change: Change) -> tuple[Any, ...]:
    articles = change.articles_after or change.articles_before
    return (_CATEGORY_ORDER[change.category], not articles, articles and articles[0].order, change.statement, change.rule)


class _Differ:
    """Asks the rules about each pair, and sees to it that every statement is covered."""

    def __init__(self, before: Constitution, after: Constitution, pairing: Pairing) -> None:
        self.before, self.after, self.pairing = before, after, pairing
        self.context = (before, after)
        self.carried: dict[str, list[Edit]] = {}
        self.told_fields: dict[str, set[str]] = {}
        self.bodies = {p.id: p for p in pairing.pairs if isinstance((p.after or p.before)[0], Institution)}

    def changes(self) -> Iterator[Change]:
        institutions = []
        for found in self.pairing.pairs:
            former = self._followed(found)
            if former is not None and former == found.after[0]:
                self._carry(found)
            elif all(isinstance(s, Institution) for s in (*found.before, *found.after)):
                institutions.append(found)
            else:
                yield from self._statement(found, former)
        yield from self._institutions(institutions)

    def _followed(self, found: Pair) -> Statement | None:
        """The only statement before of a pair with one after, with successors read in the place of predecessors."""
        if len(found.before) != 1 or len(found.after) != 1:
            return None
        one, other = found.before[0], found.after[0]
        return followed(one, other, self.pairing.successors) if self.pairing.successors else one

    # ---- powers and norms ----------------------------------------------------------------------------------------------------------

    def _statement(self, found: Pair, former: Statement | None) -> Iterator[Change]:
        edit = _edits(found)[0]
        before, after = former or edit.before, edit.after
        case, subject, facets = _case(before, after)
        findings, left = _ask(subject, case, facets)
        if left - _BY_THE_WAY:
            raise AssertionError(f"no rule explains {sorted(left)} of {found.id}")
        if findings:
            yield self._change(findings, facets, (edit, *self._body(case, findings)), (before, after))

    def _body(self, case: Case, findings: list[tuple[Rule, Finding]]) -> Iterator[Edit]:
        """The body whose seats a change redistributes: its size and its seats by right are part of the same act."""
        if findings[0][0].id != "seats-redistributed" or not isinstance(case, PowerPair):
            return
        found = self.bodies.get(case.after.fills or "")
        if found and len(found.before) == len(found.after) == 1:
            old, new = found.before[0], found.after[0]
            told = {name for name in ("seats", "by_right") if getattr(old, name) != getattr(new, name)}
            if told:
                self.told_fields[found.id] = told
                yield from _edits(found)

    def _carry(self, found: Pair) -> None:
        """A statement that differs only because an institution goes on under another id belongs to the change of that institution."""
        names = mentions(found.before[0])
        heirs = {new for old, new in self.pairing.successors.items() if old in names}
        if not heirs:
            raise AssertionError(f"{found.id} differs in nothing that a rule or a successor could explain")
        for new in heirs:
            self.carried.setdefault(new, []).extend(_edits(found))

    # ---- institutions --------------------------------------------------------------------------------------------------------------

    def _institutions(self, pairs: list[Pair]) -> Iterator[Change]:
        existence = {i: p for p in pairs if p.relation != "same" or not p.before or not p.after for i in p.ids}
        parts: dict[str, list[Pair]] = {}
        for found in pairs:
            whole = self._whole(found, existence)
            if whole:
                parts.setdefault(whole.id, []).append(found)
        folded = {p.id for group in parts.values() for p in group}
        for found in pairs:
            if found.id not in folded:
                yield from self._institution(found, parts.get(found.id, []))

    def _whole(self, found: Pair, existence: Mapping[str, Pair]) -> Pair | None:
        """The outermost institution that comes, goes or is replaced and takes this one, which is part of it, along."""
        chain = [found]
        while outer := self._outer(chain[-1], existence):
            if outer.id in {p.id for p in chain}:  # each is part of the other: none takes the others along
                return None
            chain.append(outer)
        return chain[-1] if len(chain) > 1 else None

    def _outer(self, found: Pair, existence: Mapping[str, Pair]) -> Pair | None:
        """The institution that this one is part of and shares the fate of, if its fate is all there is to tell of it."""
        if found.id not in existence or self._institution_case(found).differing != {"existence"}:
            return None
        wholes = {existence.get(s.part_of or "") for s in (*found.before, *found.after) if isinstance(s, Institution)}
        whole = wholes.pop() if len(wholes) == 1 else None
        same_fate = whole is not None and (bool(whole.before), bool(whole.after)) == (bool(found.before), bool(found.after))
        return whole if same_fate and whole is not found else None

    def _carried(self, found: Pair) -> list[Edit]:
        return [e for i in found.ids for e in self.carried.get(i, ())]

    def _institution_case(self, found: Pair) -> InstitutionCase:
        before = tuple(s for s in found.before if isinstance(s, Institution))
        after = tuple(s for s in found.after if isinstance(s, Institution))
        former = self._followed(found)
        compared = (former,) if isinstance(former, Institution) else before
        return InstitutionCase(compared, after, found.relation, frozenset(self.told_fields.get(found.id, ())))

    def _institution(self, found: Pair, parts: list[Pair]) -> Iterator[Change]:
        case = self._institution_case(found)
        findings, left = _ask("institution", case, case.differing)
        if left - _BY_THE_WAY:
            raise AssertionError(f"no rule explains {sorted(left)} of {found.id}")
        along = tuple(e for p in parts for e in _edits(p))
        carried = {e.id: e for p in (found, *parts) for e in self._carried(p)}
        for number, finding in enumerate(findings):
            edits, rest = ((*_edits(found), *along), tuple(carried[k] for k in sorted(carried))) if number == 0 else (_edits(found), ())
            yield self._change([finding], case.differing, edits, (next(iter(found.before), None), next(iter(found.after), None)), rest)
        if not findings and carried:
            raise AssertionError(f"statements follow {found.id}, of which no change tells")

    # ---- putting a change together -------------------------------------------------------------------------------------------------

    def _change(
        self,
        findings: list[tuple[Rule, Finding]],
        differing: frozenset[str],
        edits: tuple[Edit, ...],
        compared: tuple[Statement | None, Statement | None],
        carried: tuple[Edit, ...] = (),
    ) -> Change:
        rule, finding = findings[0]
        main = edits if rule.subject == "institution" else edits[:1]
        statement = compared[1] or compared[0]
        if statement is None:
            raise AssertionError("a change is about something")
        return Change(
            rule=rule.id,
            category=rule.category,
            statement=statement.id,
            area=statement.area,
            edits=(*edits, *carried),
            aspects=tuple(r.id for r, _ in findings[1:]),
            details=tuple(f for _, f in findings[1:]),
            facets=frozenset().union(*(f.explains for _, f in findings)) & differing,
            source=finding.source,
            target=finding.target,
            partners=finding.partners,
            say=finding.say,
            compared=compared,
            carried=tuple(e.id for e in carried),
            in_force=self._in_force(main),
            articles_before=sort_citations(a for e in main if e.before for a in e.before.articles),
            articles_after=sort_citations(a for e in main for a in self._after(e)),
            context=self.context,
        )

    def _after(self, edit: Edit) -> tuple[Citation, ...]:
        if edit.after:
            return edit.after.articles
        return ()

    def _in_force(self, edits: Iterable[Edit]) -> InForce:
        for edit in edits:
            if edit.after:
                return edit.after.provenance.in_force
            if edit.id in self.after.ended:
                return self.after.ended[edit.id].provenance.in_force
        return InForce(self.after.version.date)


def kind_of_edit(edit: Edit) -> str:
    """The kind of the statement an edit is about."""
    statement = edit.after or edit.before
    return kind_of(statement) if statement else ""


def _edits(found: Pair) -> tuple[Edit, ...]:
    before, after = ({s.id: s for s in side} for side in (found.before, found.after))
    ids = dict.fromkeys([*(s.id for s in found.after), *(s.id for s in found.before)])
    return tuple(Edit(i, before.get(i), after.get(i)) for i in ids)


def _case(before: Statement | None, after: Statement | None) -> tuple[Case, str, frozenset[str]]:
    match before, after:
        case Power(), Power():
            powers = PowerPair(before, after)
            return powers, "power", powers.differing
        case Norm(), Norm():
            norms = NormPair(before, after)
            return norms, "norm", norms.differing
        case (None, Power() as power) | (Power() as power, None):
            return PowerAlone(power), f"power-{'disappears' if after is None else 'appears'}", frozenset({"existence"})
        case (None, Norm() as norm) | (Norm() as norm, None):
            return NormAlone(norm), f"norm-{'disappears' if after is None else 'appears'}", frozenset({"existence"})
        case _:
            kinds = " before and ".join(f"of the kind {kind_of(s)!r}" for s in (before, after) if s)
            raise UserError(f"{(after or before).id!r} is {kinds} after. An id names one thing: give one of the two another id.")  # type: ignore[union-attr]


def _ask(subject: str, case: Case, facets: frozenset[str]) -> tuple[list[tuple[Rule, Finding]], set[str]]:
    """Ask the rules in order; each may explain what those before it left open."""
    left = set(facets)
    if left - _BY_THE_WAY and "articles" in left:
        left.discard("articles")
    findings = []
    topics = _topics(left)
    for rule in _RULES_BY_SUBJECT[subject]:
        if not left:
            break
        if rule.on and not rule.on & topics:
            continue
        finding = rule.detect(case, left)
        if finding and finding.explains & left:
            findings.append((rule, finding))
            left -= finding.explains
            topics = _topics(left)
    return findings, left


def _topics(facets: Iterable[str]) -> set[str]:
    """What facets are about: ``who`` of ``who:senate``."""
    return {facet.split(":", 1)[0] for facet in facets}
