"""The report of a diff: what an analyst would open a paper with. Pure.

A report is a description, :class:`Report`: a title, facts, sections with tables. :func:`draw_text` and :func:`draw_markdown` draw it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from constitution_diff import escaping
from constitution_diff.balance import ENTRIES, take_balance
from constitution_diff.changes import Changes
from constitution_diff.country import Constitution, Figure, Pending, Revision
from constitution_diff.exchange import rows_to_csv
from constitution_diff.history import departures
from constitution_diff.model import NO_LABEL
from constitution_diff.rules import CATEGORIES
from constitution_diff.tables import Table, describe_changes, make_table
from constitution_diff.wording import Words, listing, lower_case, number_of, tell_restoration

WIDTH = 100


@frozen
class Section:
    """A part of a report.

    Attributes:
        heading: Its heading, or "".
        paragraphs: Text, paragraph by paragraph.
        table: Its table, or None.
        picture: Lines drawn with signs, shown as they are.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    picture: tuple[str, ...] = ()


@frozen
class Report:
    """A report as a description.

    Attributes:
        title: Its title.
        sections: Its parts, in order.
    """

    title: str
    sections: tuple[Section, ...]


# ---- describing ----------------------------------------------------------------------------------------------------------------------


def describe_report(changes: Changes) -> Report:
    """The report of a diff: the reforms between the two states, a headline, one table per category, the balance, what was not compared."""
    before, after = changes.before, changes.after
    name = after.vocabulary.name.get("en", after.version.country) or "Constitution"
    title = f"{name}: what changed between {_state(before)} and {_state(after)}"
    sections = [*(describe_reform(r, after) for r in _revisions(before, after)), _headline(changes)]
    for category in changes.counts():
        found = changes.of(category)
        heading = f"{CATEGORIES[category]} ({len(found)})"
        if category == "relocation" and len(found) < len(changes):
            text = (
                f"Elsewhere in the text, unchanged in law: {number_of(len(found), 'rules')}. Ask for the category relocation to see where."
            )
            sections.append(Section(heading, (text,)))
        else:
            sections.append(Section(heading, table=describe_changes(found)))
    sections += describe_reversals(changes)
    if any(c.effects for c in changes):
        sections.append(_balance(changes))
    sections += [*_pending(after), *_not_compared(changes), *_sources(before, after)]
    return Report(title, tuple(sections))


def _state(constitution: Constitution) -> str:
    version = constitution.version
    if not version.as_adopted:
        return f"the text in force on {_day(version.date)}"
    revision = constitution.vocabulary.revisions.get(version.revision)
    return f"the text of {_day(revision.signed or revision.adopted)}" if revision else str(version)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else "an unknown day"


def _revisions(before: Constitution, after: Constitution) -> list[Revision]:
    """The revisions that lie between two states, oldest first."""
    ids = list(after.vocabulary.revisions)
    first, last = (ids.index(c.version.revision) if c.version.revision in ids else -1 for c in (before, after))
    return [after.vocabulary.revisions[i] for i in ids[min(first, last) + 1 : max(first, last) + 1]]


def describe_reform(revision: Revision, after: Constitution) -> Section:
    """What a revision is and how it was adopted, with its votes."""
    days = [f"adopted {_day(revision.adopted)}"]
    if revision.signed:
        days.append(f"signed {_day(revision.signed)}")
    days.append(f"in force from {_day(revision.in_force)} unless a row says otherwise")
    paragraphs = [f"{revision.act}. Route: {revision.route}; {', '.join(days)}."]
    if revision.note:
        paragraphs.append(revision.note)
    sources = after.vocabulary.sources
    paragraphs.append(f"Sources: {'; '.join(sources[s].title for s in revision.sources if s in sources)}.")
    table = None
    if revision.figures:
        rows = [_figure(f, [sources[s].title if s in sources else s for s in f.sources]) for f in revision.figures]
        table = make_table(("Figure", "Count", "Share", "Status", "Source"), rows, (18, 12, 14, 16, 40))
    return Section(revision.title["en"], tuple(paragraphs), table)


def _figure(figure: Figure, sources: Iterable[str]) -> tuple[str, ...]:
    count = f"{figure.count:,}" if figure.count is not None else ""
    share = f"{figure.share} of {figure.of}" if figure.share and figure.of else figure.share
    status = f"{figure.status} ({figure.note})" if figure.note else figure.status
    return figure.what, count, share, status, "; ".join(sources)


_COUNTED = {
    "transfer": ("power moved", "powers moved"),
    "sharing": ("decision came to be shared, or no longer is", "decisions came to be shared, or no longer are"),
    "withdrawal": ("power lost", "powers lost"),
    "grant": ("new power", "new powers"),
    "restriction": ("change of restrictions", "changes of restrictions"),
    "abolition": ("abolition", "abolitions"),
    "guarantee": ("change of rights and guarantees", "changes of rights and guarantees"),
    "establishment": ("institution created, replaced or renamed", "institutions created, replaced or renamed"),
    "composition": ("change of composition", "changes of composition"),
    "term": ("change of terms", "changes of terms"),
    "eligibility": ("change of requirements for office", "changes of requirements for office"),
    "scope": ("change of scope", "changes of scope"),
    "procedure": ("change of procedure", "changes of procedure"),
    "entrenchment": ("change of entrenchment", "changes of entrenchment"),
    "relocation": ("rule moved in the text only", "rules moved in the text only"),
    "other": ("other change", "other changes"),
}


def headline(changes: Changes) -> str:
    """How many changes of each kind there are, in a sentence; rules that only moved in the text are counted apart."""
    if not changes:
        return "Nothing of this selection changed." if changes.delta else "Nothing changed."
    counts = changes.counts()
    moved = counts.pop("relocation", 0)
    elsewhere = f"{moved} {_COUNTED['relocation'][moved > 1]}" if moved else ""
    if not counts:
        return f"No change in law: {elsewhere}."
    number = sum(counts.values())
    parts = [f"{n} {_COUNTED[category][n > 1]}" for category, n in counts.items()]
    text = f"{number_of(number, 'changes')}: {listing(parts)}."
    return f"{text} Besides, {elsewhere}." if elsewhere else text


def _headline(changes: Changes) -> Section:
    return Section("In short", (headline(changes),))


def describe_reversals(changes: Changes) -> Iterator[Section]:
    """The earlier rules that some changes bring back, if any."""
    rows = [(c.sentence, tell_restoration(c), ", ".join(c.articles_after or c.articles_before)) for c in changes.reversals]
    if rows:
        table = make_table(("Change", "What it restores", "Articles"), rows, (46, 40, 12))
        yield Section(f"Earlier rules brought back ({len(rows)})", table=table)


_ENTRY_HEADINGS = {
    "gained": "Gained",
    "lost": "Lost",
    "now_shares": "Now shares",
    "no_longer_shares": "Shares no more",
    "say_gained": "Say gained",
    "say_lost": "Say lost",
    "restricted": "New bans",
    "freed": "Bans lifted",
    "protected": "New rights",
    "unprotected": "Rights lost",
}


def _balance(changes: Changes) -> Section:
    ledgers = take_balance(changes)
    shown = [e for e in ENTRIES if any(getattr(ledger, e) for ledger in ledgers)]
    old, new = Words(changes.before), Words(changes.after)
    rows = [
        (
            (new if changes.after.institution(ledger.institution) else old).label(ledger.institution),
            *(str(getattr(ledger, e) or "") for e in shown),
            f"{ledger.net:+d}" if ledger.net else "0",
        )
        for ledger in ledgers
    ]
    table = make_table(("Institution", *(_ENTRY_HEADINGS[e] for e in shown), "Net"), rows, (28, *([8] * len(shown)), 5))
    text = "Changes per institution, counted from the statements in the reading of docs/method.md. A count, not a measure of power."
    return Section("Balance per institution", (text,), table)


def _pending(after: Constitution) -> list[Section]:
    if not after.pending:
        return []
    return [pending_section(after, after.pending)]


def pending_section(constitution: Constitution, pending: Sequence[Pending]) -> Section:
    """What has been adopted and does not apply yet; rules that will only move in the text are counted, not listed."""
    predecessors = constitution.vocabulary.predecessors
    present = {p.id: constitution.get(p.id, constitution.lineages[p.id].area) for p in pending}
    told = [p for p in pending if departures(present[p.id], p.state.content, predecessors)]
    moving = len(pending) - len(told)
    text = (f"Only to move in the text, unchanged in law: {number_of(moving, 'rules')}, not listed here.",) if moving else ()
    day = f" on {_day(constitution.version.date)}" if not constitution.version.as_adopted else ""
    table = _pending_table(constitution, told) if told else None
    return Section(f"Adopted but not in force{day} ({len(pending)})", text, table)


def _pending_table(constitution: Constitution, pending: Iterable[Pending]) -> Table:
    words = Words(constitution)
    rows = []
    for item in pending:
        content = item.state.content
        label = constitution.vocabulary.labels.get(item.id, NO_LABEL).get("en", item.id)
        silence = "not coded" if content == "not-coded" else "no longer in the text"
        what = silence if isinstance(content, str) else words.statement(content)
        rows.append(
            (
                words.title(content) if not isinstance(content, str) else label,
                what,
                ", ".join(item.state.articles),
                words.awaited(item.state.provenance.in_force),
            )
        )
    return make_table(("What", "Rule to come", "Articles", "In force"), rows, (24, 46, 14, 16))


def _not_compared(changes: Changes) -> list[Section]:
    if not changes.areas_not_compared and not changes.not_compared:
        return []
    words = Words(changes.after)
    areas = listing(lower_case(words.label(a)) for a in changes.areas_not_compared)
    text = [f"Areas not read on both sides: {areas}."] if areas else []
    if changes.not_compared:
        text.append(f"Statements not read in both states: {listing(changes.not_compared)}.")
    return [Section("Not compared", tuple(text))]


def _sources(before: Constitution, after: Constitution) -> list[Section]:
    used = {s for side in (before, after) for statement in side for s in statement.provenance.sources}
    used |= {s for r in _revisions(before, after) for s in r.sources}
    found = [after.vocabulary.sources[s] for s in after.vocabulary.sources if s in used]
    rows = [(s.title, s.url, f"{s.repository}, {s.path}, {s.commit[:8]}" if s.repository else "") for s in found]
    return [Section("Sources read", table=make_table(("Document", "Address", "Copy used"), rows, (44, 30, 30)))] if rows else []


# ---- drawing -------------------------------------------------------------------------------------------------------------------------


def draw_text(report: Report, width: int = WIDTH) -> str:
    """The report as plain text."""
    return "\n".join(_text(report, width)).rstrip() + "\n"


def _text(report: Report, width: int) -> Iterator[str]:
    yield from textwrap.wrap(escaping.plain(report.title), width)
    yield "=" * width
    for section in report.sections:
        yield ""
        if section.heading:
            yield from textwrap.wrap(escaping.plain(section.heading).upper(), width)
            yield "-" * width
        for paragraph in section.paragraphs:
            yield from textwrap.wrap(escaping.plain(paragraph), width)
        if section.table:
            if section.paragraphs:
                yield ""
            yield section.table.draw("simple", width)
        yield from map(escaping.plain, section.picture)


def draw_csv(report: Report) -> str:
    """The first table of a report as CSV, safe to open in a spreadsheet."""
    table = next((s.table for s in report.sections if s.table), make_table((), ()))
    return rows_to_csv(table.headings, table.rows)


def draw_markdown(report: Report) -> str:
    """The report as Markdown."""
    lines = [f"# {escaping.markdown(report.title)}", ""]
    for section in report.sections:
        if section.heading:
            lines += [f"## {escaping.markdown(section.heading)}", ""]
        for paragraph in section.paragraphs:
            lines += [escaping.markdown(paragraph), ""]
        if section.table:
            lines += [section.table.draw("pipe", None), ""]
        if section.picture:
            lines += [*(f"    {escaping.plain(line)}".rstrip() for line in section.picture), ""]
    return "\n".join(lines).rstrip() + "\n"
