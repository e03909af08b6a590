"""The changes of a text beside the changes of the statements coded from it: which of either have no counterpart in the other. Pure.

What meets is found by citation alone. A statement is cited in the numbers of its time, and so is a provision of each version of the text: old numbers
are compared with old ones and new with new, and what was renumbered in between needs no care.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from attrs import evolve, frozen

from constitution_diff.changes import Change, Changes
from constitution_diff.country import Revision
from constitution_diff.model import Citation
from constitution_diff.report import Report, Section
from constitution_diff.tables import make_table
from constitution_diff.text.pairing import Alignment, TextChange
from constitution_diff.text.provisions import ASIDES, DIVISIONS, Provision
from constitution_diff.wording import DASH, number_of

MATCHES: Mapping[str, str] = {
    "exact": "the coding cites this very provision",
    "above": "the coding cites the provision that this one stands in",
    "under": "the coding cites a part of this provision, which changed as a whole",
    "lead": "the coding cites a part of this provision, whose opening words changed; that does not code the opening words",
}
"""How a citation can meet a provision whose text changed, closest first."""

STATES: Mapping[str, str] = {
    "coded": "a change of the statements cites it",
    "explained": "not coded, and the data file says why",
    "gap": "not coded",
    "wording": "it may say the same as before, so that there is nothing to code",
    "form": "its number or place changed and its text did not, so that there is nothing to code",
}
"""What can be said of the coding of a changed provision."""

COLUMNS = ("provision", "kind", "wording", "state", "rule", "statement", "citation", "match", "through", "reason")
"""The columns of :attr:`Audit.records`."""

_WHOLE = ("insertion", "repeal", "renumbering", "split", "join")
_FORM_ALONE = ("renumbering", "split", "join", "unchanged")


@frozen(eq=False)
class Link:
    """A change of the statements that cites a provision whose text changed.

    Attributes:
        change: The change of the statements.
        place: The provision, as it is shown.
        citation: What is cited.
        match: How the two meet: one of :data:`MATCHES`.
        through: The statement that is cited from, where it is not the one the change is about but another that it accounts for: one that follows an
            institution to its successor, say.
    """

    change: Change
    place: str
    citation: Citation
    match: str
    through: str = ""

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """How directly the two meet, closest first."""
        return self.match == "lead", bool(self.through), list(MATCHES).index(self.match)


@frozen(eq=False)
class ChangedProvision:
    """A provision whose text changed, and what was made of it.

    A provision that is new or gone with all that is under it stands here once for each numbered provision that says something.

    Attributes:
        places: The provision as it is cited after the change; what is gone, as it was cited before. Several where one was split.
        text: The change of the text.
        links: The changes of the statements that cite it, each once, in the order of the diff.
        reason: Why it is not coded, or "".
    """

    places: tuple[Citation, ...]
    text: TextChange
    links: tuple[Link, ...] = ()
    reason: str = ""

    @property
    def place(self) -> str:
        """The provision, as it is shown."""
        return ", ".join(self.places)

    @property
    def coded(self) -> bool:
        """Whether a change of the statements answers to it."""
        return any(link.match != "lead" for link in self.links)

    @property
    def counted(self) -> bool:
        """Whether it belongs to what should be coded: its text changed, and in more than wording."""
        return not self.text.wording and (self.text.amended or self.text.kind not in _FORM_ALONE)

    @property
    def state(self) -> str:
        """One of :data:`STATES`."""
        if not self.counted:
            return "wording" if self.text.wording else "form"
        if self.coded:
            return "coded"
        return "explained" if self.reason else "gap"


@frozen(eq=False)
class ChangedStatement:
    """A change of the statements, and where it stands in the text.

    Attributes:
        change: The change.
        links: The provisions whose text changed and that it cites, in the order of the text.
        reason: Why there are none, or "".
    """

    change: Change
    links: tuple[Link, ...] = ()
    reason: str = ""


@frozen(order=True)
class Stale:
    """A reason in the data file that nothing needs.

    Attributes:
        revision: The revision it stands in.
        name: The provision or the statement it names.
        reason: The reason.
        found: What is the case instead.
    """

    revision: str
    name: str
    reason: str
    found: str


@frozen(eq=False)
class Audit:
    """The changes of a text and the changes of the statements, joined.

    Attributes:
        changes: The changes of the statements.
        alignment: The two versions of the text.
        provisions: The provisions whose text changed, in the order of the text.
        statements: The changes of the statements, in the order of the diff.
        stale: The reasons that nothing needs. Judged only of a comparison of two revisions that follow each other: of a longer one, what an earlier
            revision left open a later one may have closed.
    """

    changes: Changes
    alignment: Alignment
    provisions: tuple[ChangedProvision, ...]
    statements: tuple[ChangedStatement, ...]
    stale: tuple[Stale, ...] = ()

    def __repr__(self) -> str:
        return f"<Audit {self.alignment.before.name!r} -> {self.alignment.after.name!r}: {headline(self)}>"

    def of(self, state: str) -> tuple[ChangedProvision, ...]:
        """The provisions of one of the :data:`STATES`."""
        return tuple(p for p in self.provisions if p.state == state)

    @cached_property
    def counted(self) -> tuple[ChangedProvision, ...]:
        """The provisions that should be coded."""
        return tuple(p for p in self.provisions if p.counted)

    @cached_property
    def gaps(self) -> tuple[ChangedProvision | ChangedStatement, ...]:
        """The provisions that should be coded and are not, then the changes of the statements with nothing in the text behind them."""
        return (*(p for p in self.counted if not p.coded), *(s for s in self.statements if not s.links))

    @cached_property
    def unexplained(self) -> tuple[ChangedProvision | ChangedStatement, ...]:
        """The gaps for which the data file gives no reason."""
        return tuple(gap for gap in self.gaps if not gap.reason)

    @property
    def coverage(self) -> Fraction:
        """The share of the provisions that are coded or have a reason, of those that should be coded; 1 when there are none."""
        if not self.counted:
            return Fraction(1)
        return Fraction(len(self.counted) - len(self.of("gap")), len(self.counted))

    @cached_property
    def records(self) -> tuple[tuple[str, ...], ...]:
        """Everything as rows of the :data:`COLUMNS`: one for each provision and change that meet, one for each of either that meets nothing."""
        rows = []
        for p in self.provisions:
            told = (p.place, p.text.kind, p.text.wording, p.state)
            rows += [(*told, *_link_cells(link), p.reason) for link in p.links] or [(*told, "", "", "", "", "", p.reason)]
        for s in self.statements:
            if not s.links:
                rows.append(("", "", "", "explained" if s.reason else "gap", s.change.rule, s.change.statement, "", "", "", s.reason))
        return tuple(tuple(map(str, row)) for row in rows)


def _link_cells(link: Link) -> tuple[str, ...]:
    return link.change.rule, link.change.statement, link.citation, link.match, link.through


# ---- joining -------------------------------------------------------------------------------------------------------------------------


def audit(changes: Changes, alignment: Alignment) -> Audit:
    """Join the changes of the statements with the changes of the text they were coded from.

    Args:
        changes: All changes between two states of a country.
        alignment: The text of these two states.
    """
    reasons = _Reasons(_revisions_between(changes))
    citations = _index(changes)
    provisions = []
    for text in alignment.changes:
        for before, after in _parts(text):
            row = ChangedProvision(tuple(map(_place, after or before)), text)
            row = evolve(row, links=_links(row, (before, after), citations, alignment))
            provisions.append(row if row.coded else evolve(row, reason=reasons.of_provision(row)))
    linked: dict[int, list[Link]] = {id(change): [] for change in changes}
    for row in provisions:
        for link in row.links:
            linked[id(link.change)].append(link)
    statements = [ChangedStatement(change, tuple(linked[id(change)])) for change in changes]
    statements = [s if s.links else evolve(s, reason=reasons.of_statement(s.change.statement)) for s in statements]
    return Audit(changes, alignment, tuple(provisions), tuple(statements), reasons.stale(provisions, changes))


Sides = tuple[tuple[Provision, ...], tuple[Provision, ...]]
"""Provisions of the earlier and of the later version."""


def _parts(text: TextChange) -> Iterator[Sides]:
    """The provisions that a change of the text counts as: what is new or gone as a whole, part by part."""
    if text.kind == "insertion":
        yield from (((), (p,)) for top in text.after for p in _speaking(top))
    elif text.kind == "repeal":
        yield from (((p,), ()) for top in text.before for p in _speaking(top))
    else:
        yield text.before, text.after


def _speaking(top: Provision) -> Iterator[Provision]:
    """A provision and the numbered ones under it, apart from those that are no more than the number or the heading of others."""
    for provision in top.walk():
        said = [child for child in provision.children if child.kind not in ASIDES]
        speaks = provision.kind in DIVISIONS or provision.text or not all(child.is_unit for child in said) or not said
        if provision.is_unit and speaks:
            yield provision


def _place(provision: Provision) -> Citation:
    """How a provision is cited here: the preamble by its name."""
    return provision.citation or Citation(provision.kind)


@frozen
class _Cited:
    """A citation of a change.

    Attributes:
        position: The place of the change in the diff.
        change: The change.
        side: 0 before, 1 after.
        citation: What is cited.
        through: The statement it stands in, if the change is about another.
    """

    position: int
    change: Change
    side: int
    citation: Citation
    through: str = ""


Index = Mapping[tuple[int, Hashable], list[_Cited]]
"""What is cited, by side and article."""


def _index(changes: Iterable[Change]) -> Index:
    found: defaultdict[tuple[int, Hashable], list[_Cited]] = defaultdict(list)
    for position, change in enumerate(changes):
        for cited in _citations(position, change):
            found[cited.side, cited.citation.order[0]].append(cited)
    return found


def _citations(position: int, change: Change) -> Iterator[_Cited]:
    """All that a change cites: its own articles, and those of the other statements that it accounts for."""
    own = (change.articles_before, change.articles_after)
    for side, articles in enumerate(own):
        yield from (_Cited(position, change, side, article) for article in articles)
    for edit in change.edits:
        for side, statement in enumerate((edit.before, edit.after)):
            articles = statement.articles if statement else ()
            yield from (_Cited(position, change, side, article, edit.id) for article in articles if article not in own[side])


def _links(row: ChangedProvision, sides: Sides, citations: Index, alignment: Alignment) -> tuple[Link, ...]:
    """The changes that cite a provision on either side, each with the citation that meets it most directly."""
    whole = row.text.kind in _WHOLE or row.text.rung == "number-only"
    found: dict[int, Link] = {}
    for side, document in enumerate((alignment.before, alignment.after)):
        for place in map(_place, sides[side]):
            for cited in citations.get((side, place.order[0]), ()):
                match = _match(place, cited.citation)
                if match == "under" and not whole and document.find(cited.citation):
                    match = "lead"
                if match:
                    link = Link(cited.change, row.place, cited.citation, match, cited.through)
                    found[cited.position] = min(found.get(cited.position, link), link, key=lambda known: known.rank)
    return tuple(found[position] for position in sorted(found))


def _match(place: Citation, citation: Citation) -> str:
    """How a citation meets a provision by their numbers, level by level; "" when it does not."""
    there, cited = place.order, citation.order
    if there == cited:
        return "exact"
    if there[: len(cited)] == cited:
        return "above"
    return "under" if cited[: len(there)] == there else ""


# ---- reasons -------------------------------------------------------------------------------------------------------------------------


def _revisions_between(changes: Changes) -> tuple[Revision, ...]:
    """The revisions that lie between the two states, oldest first."""
    revisions = changes.after.vocabulary.revisions
    ids = list(revisions)
    first, last = sorted(ids.index(c.version.revision) if c.version.revision in ids else -1 for c in (changes.before, changes.after))
    return tuple(revisions[i] for i in ids[first + 1 : last + 1])


class _Reasons:
    """The reasons that the revisions between two states give for gaps, and which of them were needed."""

    def __init__(self, revisions: tuple[Revision, ...]) -> None:
        gaps = [(r.id, gap) for r in revisions for gap in r.gaps]
        self.alone = len(revisions) == 1
        self.articles = [(revision, article, gap.reason) for revision, gap in gaps for article in gap.articles]
        self.statements = [(revision, name, gap.reason) for revision, gap in gaps for name in gap.statements]
        self.used: set[str] = set()

    def of_provision(self, row: ChangedProvision) -> str:
        """The reason for a provision: one that names it, or what it stands in."""
        return self._take((a, reason) for _, a, reason in self.articles if any(_match(p, a) in ("exact", "above") for p in row.places))

    def of_statement(self, statement: str) -> str:
        """The reason for a change of a statement."""
        return self._take((name, reason) for _, name, reason in self.statements if name == statement)

    def _take(self, found: Iterable[tuple[str, str]]) -> str:
        name, reason = next(iter(found), ("", ""))
        self.used.add(name)
        return reason

    def stale(self, provisions: Iterable[ChangedProvision], changes: Changes) -> tuple[Stale, ...]:
        """The reasons that were not needed, and what is the case instead."""
        if not self.alone:
            return ()
        places = [place for row in provisions for place in row.places]
        changed = {change.statement for change in changes}
        return tuple(
            [
                Stale(revision, article, reason, "it is coded" if any(_match(p, article) for p in places) else "its text did not change")
                for revision, article, reason in self.articles
                if article not in self.used
            ]
            + [
                Stale(revision, name, reason, "its text changed" if name in changed else "it did not change")
                for revision, name, reason in self.statements
                if name not in self.used
            ]
        )


# ---- describing ----------------------------------------------------------------------------------------------------------------------


def headline(result: Audit) -> str:
    """How many of the provisions are coded, how many have a reason, how many neither, in a sentence."""
    total, coded, explained, gaps = len(result.counted), *(len(result.of(state)) for state in ("coded", "explained", "gap"))
    parts = f"{coded} coded, {explained} left out for a stated reason, {gaps} not coded"
    return f"{number_of(total, 'changed provisions')}: {parts}. Coverage: {coded + explained} of {total}."


def describe_audit(result: Audit) -> Report:
    """An audit as a report: the figures, then the provisions, the changes of the statements, and what needs no coding."""
    before, after = result.changes.before.version, result.changes.after.version
    country = result.changes.after.vocabulary.name.get("en", after.country)
    title = f"{country}: the text and the coding, {before.revision} to {after.revision}"
    return Report(
        title,
        (
            Section("In short", tuple(_figures(result))),
            *_provision_section("Changed provisions", result.counted),
            *_change_section(result.statements),
            *_provision_section("Wording only", result.of("wording")),
            *_provision_section("Number or place only", result.of("form")),
            *_stale_section(result.stale),
        ),
    )


def _figures(result: Audit) -> Iterator[str]:
    yield f"Texts: {result.alignment.before.name} and {result.alignment.after.name}."
    yield headline(result)
    of_wholes = Counter(id(p.text) for p in result.counted)
    in_parts = [times for times in of_wholes.values() if times > 1]
    if in_parts:
        yield f"Of these, {sum(in_parts)} stand in {number_of(len(in_parts), 'provisions')} that are new or gone as a whole, and count one by one."
    without = [s for s in result.statements if not s.links]
    explained = sum(bool(s.reason) for s in without)
    parts = f"{len(result.statements) - len(without)} with a change of the text, {explained} without one for a stated reason"
    yield f"{number_of(len(result.statements), 'changes')} of the statements: {parts}, {len(without) - explained} without."
    yield f"Gaps without a reason: {len(result.unexplained) or 'none'}."


def _provision_section(heading: str, provisions: tuple[ChangedProvision, ...]) -> Iterator[Section]:
    if provisions:
        rows = [(p.place, _kind(p.text), _coding(p)) for p in provisions]
        yield Section(f"{heading} ({len(rows)})", table=make_table(("Provision", "Text", "Coding"), rows, (16, 14, 66)))


def _kind(text: TextChange) -> str:
    return f"{text.kind} ({text.wording})" if text.wording else text.kind


def _coding(provision: ChangedProvision) -> str:
    told = [f"{link.change.rule} {link.change.statement} ({_meets(link)})" for link in provision.links]
    if provision.counted and not provision.coded:
        told.append(f"not coded: {provision.reason}" if provision.reason else "not coded")
    elif provision.reason:
        told.append(provision.reason)
    return "; ".join(told) or DASH


def _meets(link: Link) -> str:
    cites = link.match if link.match == "exact" else f"{link.match}: cites {link.citation}"
    return f"{cites}, through {link.through}" if link.through else cites


def _change_section(statements: tuple[ChangedStatement, ...]) -> Iterator[Section]:
    if statements:
        rows = [(s.change.rule, s.change.statement, _places(s)) for s in statements]
        table = make_table(("Rule", "Statement", "Provisions changed in the text"), rows, (22, 30, 46))
        yield Section(f"Changes of the statements ({len(rows)})", table=table)


def _places(statement: ChangedStatement) -> str:
    if not statement.links:
        return f"no textual change: {statement.reason}" if statement.reason else "no textual change"
    return "; ".join(f"{link.place} ({_meets(link)})" for link in statement.links)


def _stale_section(stale: tuple[Stale, ...]) -> Iterator[Section]:
    if stale:
        rows = [(s.revision, s.name, s.reason, s.found) for s in stale]
        text = "Take them out of the data file."
        table = make_table(("Revision", "Named", "Reason", "Found"), rows, (10, 20, 50, 20))
        yield Section(f"Reasons that nothing needs ({len(rows)})", (text,), table)
