"""Descriptions of a constitution through time, to be drawn like a report: log, history, blame, a revision as a page, what is left of a reform. Pure."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve

from constitution_diff.balance import take_balance
from constitution_diff.changes import Change, Changes
from constitution_diff.country import Constitution, Country, Lineage, Silence
from constitution_diff.facets import holders_among, participants
from constitution_diff.history import Form, History, speaks_of
from constitution_diff.model import Citation, InForce, Institution, Power, Statement, kind_of
from constitution_diff.problems import UserError
from constitution_diff.report import Report, Section, describe_reform, describe_reversals, headline
from constitution_diff.reversals import VERDICTS, Fate
from constitution_diff.roles import Part
from constitution_diff.rules import CATEGORIES
from constitution_diff.tables import Table, make_table
from constitution_diff.wording import DASH, Words, lower_case, number_of, tell_restoration

MAIN_KINDS = (
    "head-of-state",
    "deputy-head-of-state",
    "government",
    "head-of-government",
    "parliament",
    "lower-chamber",
    "upper-chamber",
    "constitutional-court",
    "supreme-court",
)
"""The kinds of institution whose balance the log gives."""


def _name(country: Country) -> str:
    return country.name.get("en", country.code)


def title_of(lineage: Lineage) -> str:
    """What a statement is called: in its latest state that says anything."""
    labels = [s.content.label for s in lineage.states if not isinstance(s.content, str)]
    return labels[-1].get("en", lineage.id) if labels else lineage.label.get("en", lineage.id)


# ---- log -----------------------------------------------------------------------------------------------------------------------------


def describe_log(country: Country, *, stat: bool = False) -> Report:
    """One row per revision, newest first: how and when it was adopted, how many changes it made of each category; then the earlier rules brought back.

    Args:
        country: The country.
        stat: Add what the main institutions gained and lost by each.
    """
    made = {r.id: country.changes(r.id) for r in country.revisions[1:]}
    rows = []
    for revision in reversed(country.revisions):
        changes = made.get(revision.id)
        counts, restoring = ("first state coded", "") if changes is None else (counted(changes), str(len(changes.reversals) or ""))
        number = str(len(changes) - moved(changes)) if changes is not None else DASH
        rows.append((revision.id, revision.route, str(revision.adopted), str(revision.in_force), number, counts, restoring))
    headings = ("Revision", "Route", "Adopted", "In force", "Changes", "By category", "Restore")
    sections = [Section("", (), make_table(headings, rows, (9, 11, 10, 10, 8, 38, 8)))]
    restored = [
        (r, title_of(country.lineages[c.statement]), tell_restoration(c))
        for r, changes in reversed(made.items())
        for c in changes.reversals
    ]
    if restored:
        table = make_table(("Revision", "Rule", "What came back"), restored, (9, 40, 49))
        sections.append(Section(f"Earlier rules brought back ({len(restored)})", table=table))
    if stat and made:
        sections.append(_stat(country, made))
    return Report(f"{_name(country)}: {number_of(len(country.revisions), 'states')} of the constitution, newest first", tuple(sections))


def moved(changes: Changes) -> int:
    """How many rules only moved in the text."""
    return changes.counts().get("relocation", 0)


def counted(changes: Changes) -> str:
    """How many changes there are of each category, in short."""
    parts = [f"{n} {category}" for category, n in changes.counts().items() if category != "relocation"]
    if moved(changes):
        parts.append(f"{moved(changes)} only moved in the text")
    return ", ".join(parts) or "none"


def _stat(country: Country, made: dict[str, Changes]) -> Section:
    contents = (s.content for k in country.lineages.values() for s in k.states)
    kinds = {content.id: content.kind for content in contents if isinstance(content, Institution)}
    sums: dict[str, dict[str, tuple[int, int]]] = {}
    for revision, changes in made.items():
        sums[revision] = {}
        for ledger in take_balance(changes):
            kind = kinds.get(ledger.institution, "")
            favour, against = sums[revision].get(kind, (0, 0))
            sums[revision][kind] = (favour + ledger.favour, against + ledger.against)
    words = Words(country.at(country.revisions[-1].id))
    rows = [(r, "; ".join(f"{words.label(k)} {_signed(sums[r][k])}" for k in MAIN_KINDS if k in sums[r]) or "none") for r in reversed(made)]
    text = "Entries for and against each kind of institution, in the reading of docs/method.md. A count, not a measure of power."
    return Section("Balance of the main institutions", (text,), make_table(("Revision", "For and against"), rows, (8, 90)))


def _signed(entries: tuple[int, int]) -> str:
    return f"+{entries[0]} -{entries[1]}"


# ---- a revision as a page ------------------------------------------------------------------------------------------------------------


def describe_revision(country: Country, revision: str) -> Report:
    """A revision as a page: what it is, how it was adopted, what it changed, what it brought back, what takes effect when.

    Raises:
        UserError: There is no such revision.
    """
    found = country.revision(revision)
    state = country.at(revision)
    sections = [describe_reform(found, state)]
    if found is country.revisions[0]:
        counts = Counter(kind_of(s) for s in state)
        what = ", ".join(number_of(n, f"{kind}s") for kind, n in sorted(counts.items()))
        return Report(f"{_name(country)}, {revision}", (*sections, Section("In short", (f"The first state coded: {what}.",))))
    changes = country.changes(revision)
    text = [headline(changes)]
    if changes.reversals:
        whole = sum(c.restores is not None and c.restores.whole for c in changes)
        text.append(f"Earlier rules brought back: {len(changes.reversals)}, of these {whole} in whole.")
    sections.append(Section("In short", tuple(text)))
    for category in changes.counts():
        if category == "relocation":
            continue
        rows = [(told_in_full(c), _articles(c)) for c in changes.of(category)]
        table = make_table(("Change", "Articles"), rows, (76, 22))
        sections.append(Section(f"{CATEGORIES[category]} ({len(rows)})", table=table))
    sections += [*describe_reversals(changes), *_staging(changes)]
    return Report(f"{_name(country)}, {revision}", tuple(sections))


def told_in_full(change: Change) -> str:
    """A change in a sentence, with what else happened in the same act."""
    further = "; ".join(change.further)
    return f"{change.sentence} Also: {further}." if further else change.sentence


def _articles(change: Change) -> str:
    return ", ".join(change.articles_after or change.articles_before)


def _staging(changes: Changes) -> Iterator[Section]:
    words = Words(changes.after)
    when: dict[InForce, int] = Counter(c.in_force for c in changes if c.category != "relocation")
    if len(when) > 1:
        rows = [(words.awaited(day), str(n)) for day, n in sorted(when.items(), key=lambda item: (str(item[0].date), item[0].event or ""))]
        yield Section("What takes effect when", table=make_table(("In force", "Changes"), rows, (60, 10)))


# ---- history -------------------------------------------------------------------------------------------------------------------------


def describe_history(history: History) -> Report:
    """The successive forms of a rule, and the changes between them."""
    country = history.country
    state = country.at(country.revisions[-1].id)
    label = Words(state).label(history.id) if history.id in state.vocabulary.institutions else title_of(country.lineages[history.id])
    sections = [Section("", table=history_table(history))]
    rows = []
    for revision in dict.fromkeys(f.since for f in history):
        if revision != country.revisions[0].id:
            rows += [
                (revision, told_in_full(c), tell_restoration(c))
                for c in country.changes(revision)
                if not {*c.covers}.difference(c.carried).isdisjoint(history.line) and c.category != "relocation"
            ]
    if rows:
        with_restoration = any(row[2] for row in rows)
        headings = ("Revision", "Change", "What it restores")[: 3 if with_restoration else 2]
        table = make_table(headings, [row[: len(headings)] for row in rows], (8, 54, 36)[: len(headings)])
        sections.append(Section("What changed", table=table))
    return Report(f"{_name(country)}: {label} through time", tuple(sections))


def history_table(history: History) -> Table:
    """The table of the successive forms of a rule: of a power with who decides and who has a say."""
    country = history.country
    powers = any(isinstance(f.content, Power) for f in history)
    rows = []
    for form in history:
        for number, stretch in enumerate(_stretches(country, form)):
            words = Words(country.at(stretch.placed))
            who = (_holders(stretch, words), _partners(stretch, words)) if powers else ()
            rule = _content(words, stretch) + (" [the same rule]" if number else "")
            rows.append((stretch.since, _span(words, stretch), *who, rule, _places(stretch)))
    headings = ["Since", "In force", *(("Decides", "Has a say") if powers else ()), "Rule", "Articles"]
    shares = [8, 12, *((14, 14) if powers else ()), 40, 14]
    if powers and not any(row[3] for row in rows):
        rows = [(*row[:3], *row[4:]) for row in rows]
        del headings[3], shares[3]
    return make_table(headings, rows, shares)


def _stretches(country: Country, form: Form) -> list[Form]:
    """A form in the words of its own times: cut where an institution in it goes on under another name."""
    found: list[Form] = []
    said = ""
    for state in form.states:
        if isinstance(state.content, str):
            return [form]
        since = state.provenance.since
        words = Words(country.at(since)).statement(state.content)
        if found and words == said:
            found[-1] = evolve(found[-1], states=(*found[-1].states, state))
            continue
        if found:
            found[-1] = evolve(found[-1], until=since, ends=state.provenance.in_force)
        found.append(evolve(form, content=state.content, since=since, states=(state,), starts=state.provenance.in_force))
        said = words
    return found or [form]


def _span(words: Words, form: Form) -> str:
    start = words.awaited(form.starts)
    if form.ends is None:
        return f"{start} on"
    return f"{start} to {form.ends.date or words.awaited(form.ends)}"


def _content(words: Words, form: Form) -> str:
    if form.content == "silent":
        return "no longer in the text" if form.states else "not in the text"
    return "not coded" if isinstance(form.content, str) else words.statement(form.content)


def _places(form: Form) -> str:
    places = dict.fromkeys(", ".join(s.articles) for s in form.states if not isinstance(s.content, str))
    return " → ".join(places)


def _holders(form: Form, words: Words) -> str:
    return words.all(sorted(holders_among(participants(form.content)))) if isinstance(form.content, Power) else ""


def _partners(form: Form, words: Words) -> str:
    if not isinstance(form.content, Power):
        return ""
    parts = participants(form.content)
    return words.all(sorted(name for name, part in parts.items() if part > Part.FORMAL and name not in holders_among(parts)))


# ---- blame ---------------------------------------------------------------------------------------------------------------------------


def describe_blame(country: Country, when: str | None = None, institution: str | None = None) -> Report:
    """Every statement of a state with the revision that brought its rule to its present form, and since when that is in force.

    Raises:
        UserError: There is no such revision, date or institution.
    """
    state = country.at(when or country.revisions[-1].id)
    words = Words(state)
    origins = country.blame(when, institution=institution)
    rows = [
        (
            words.title(o.statement),
            o.statement.id,
            o.since,
            words.awaited(o.in_force),
            ", ".join(o.statement.articles),
            o.placed if o.placed != o.since else "",
        )
        for o in origins
    ]
    title = f"{_name(country)}, {_when(state)}: {number_of(len(rows), 'statements')} and where they come from"
    if institution:
        title = f"{title}; only those that speak of {words.the(institution)}"
    by = Counter(o.since for o in origins)
    text = "By revision: " + ", ".join(f"{r.id} {by[r.id]}" for r in country.revisions if by[r.id]) + "."
    headings = ("What", "Id", "Since", "In force since", "Articles", "Numbered so since")
    table = make_table(headings, rows, (30, 26, 8, 12, 14, 10))
    return Report(title, (Section("", (text,), table),))


def _when(state: Constitution) -> str:
    return state.version.revision if state.version.as_adopted else f"in force on {state.version.date}"


# ---- what is left of a reform --------------------------------------------------------------------------------------------------------


_COUNTED = {
    "stands": ("stands", "stand"),
    "stands in part": ("stands in part", "stand in part"),
    "undone": ("was undone", "were undone"),
    "undone in part": ("was undone in part", "were undone in part"),
    "replaced": ("was replaced", "were replaced"),
    "lapsed": ("lapsed with the transition", "lapsed with the transition"),
    "not in force": ("does not apply yet", "do not apply yet"),
    "not coded": ("is not coded", "are not coded"),
}


def describe_fates(country: Country, revision: str, when: str | None = None) -> Report:
    """What became of each change of a revision.

    Raises:
        UserError: There is no such revision or moment, or nothing lies before the revision.
    """
    fates = country.fates(revision, when)
    state = country.at(when or country.revisions[-1].id)
    words = Words(state)
    counts = Counter(f.verdict for f in fates)
    short = f"{number_of(len(fates), 'changes')}: {', '.join(f'{counts[v]} {_COUNTED[v][counts[v] > 1]}' for v in VERDICTS if counts[v])}."
    meanings = [f"{v.capitalize()}: {lower_case(VERDICTS[v])}" for v in VERDICTS if counts[v]]
    order = list(VERDICTS)
    rows = [
        (f.verdict, f.change.sentence, _now(words, f), ", ".join(f.by) or DASH, ", ".join(_now_articles(f)))
        for f in sorted(fates, key=lambda f: order.index(f.verdict))
    ]
    table = make_table(
        ("What became of it", "What the revision changed", "What holds now", "Changed by", "Articles now"), rows, (10, 36, 34, 8, 10)
    )
    title = f"{_name(country)}: what is left of {revision} in the text {'as adopted by ' if state.version.as_adopted else ''}{_when(state)}"
    return Report(title, (Section("In short", (short, *meanings)), Section("Change by change", table=table)))


def _now(words: Words, fate: Fate) -> str:
    if fate.verdict == "stands" and not fate.since:
        return "unchanged"
    if isinstance(fate.now, str):
        return "the text says nothing" if fate.now == "silent" else "not coded"
    also = f" [differs now in {', '.join(sorted(map(words.facet, fate.since)))}]" if fate.verdict == "stands" else ""
    return words.statement(fate.now) + also


def _now_articles(fate: Fate) -> Sequence[Citation]:
    return () if isinstance(fate.now, str) else fate.now.articles


# ---- timeline ------------------------------------------------------------------------------------------------------------------------


def states_of(country: Country, statements: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The states of some statements, one row each, oldest first: :data:`constitution_diff.frames.TIMELINE_COLUMNS`, days as dates or None."""
    words = {revision.id: Words(country.at(revision.id)) for revision in country.revisions}
    for lineage in (country.lineages[name] for name in statements):
        ends = [*(s.provenance.in_force.date for s in lineage.states[1:]), None]
        for state, until in zip(lineage.states, ends, strict=True):
            here, provenance, content = words[state.provenance.since], state.provenance, state.content
            yield {
                "country": country.code,
                "statement": lineage.id,
                "kind": lineage.kind,
                "area": lineage.area,
                "what": title_of(lineage) if isinstance(content, str) else here.title(content),
                "state": content if isinstance(content, str) else here.statement(content),
                "decides": "; ".join(sorted(holders_among(participants(content)))) if isinstance(content, Power) else "",
                "from": provenance.in_force.date,
                "until": until,
                "event": provenance.in_force.event or "",
                "revision": provenance.since,
                "articles": "; ".join(state.articles),
                "confidence": provenance.confidence,
            }


def describe_states(country: Country, institution: str) -> Report:
    """The states of the powers of an institution and its line, one row each: a timeline for a spreadsheet.

    Raises:
        UserError: There is no such institution.
    """
    line = _line(country, institution)
    powers = [k for k in country.lineages.values() if k.kind == "power" and any(speaks_of(s.content, line) for s in k.states)]
    rows = [{k: "" if v is None else str(v) for k, v in row.items()} for row in states_of(country, (k.id for k in powers))]
    headings = rows[0].keys() if rows else ()
    return Report(f"{_name(country)}: the powers of {institution}", (Section("", table=make_table(headings, (r.values() for r in rows))),))


def _line(country: Country, institution: str) -> tuple[str, ...]:
    line = country.history(institution).line
    if institution not in country.vocabulary.institutions:
        raise UserError(f"{institution!r} is not an institution. Its history: constitution-diff history {country.code} {institution}")
    return line


HOLDS, SHARES, SAYS, ABSENT, UNREAD = "●", "◐", "○", "·", "?"
"""Signs of a timeline: decides alone; decides, and others consent, propose or decide with it; has a say in the decision of another; has none; not coded."""
MOVED, GAINED, LOST, OTHERWISE = "⇄", "+", "-", "*"
"""Marks behind a sign: the decision changed hands; a partner gained a say; a partner lost a say; it changed otherwise."""
LEGEND = (
    f"{HOLDS} decides alone   {SHARES} decides with or beside others   {SAYS} has a say   {ABSENT} no part   {UNREAD} not coded",
    f"{MOVED} changed hands   {GAINED} a partner gained a say   {LOST} a partner lost it   {OTHERWISE} changed otherwise",
)
_WIDTH, _LEAST_LABEL, _MOST_LABEL = 100, 26, 40


def describe_timeline(country: Country, institution: str, *, everything: bool = False) -> Report:
    """The powers of an institution, one row each, revision by revision, marked where they changed hands or gained a partner.

    Args:
        country: The country.
        institution: The institution; those it took the place of, and those that took its place, count as it.
        everything: Also show powers that never changed.

    Raises:
        UserError: There is no such institution.
    """
    line = _line(country, institution)
    marks = {r.id: {c.statement: _mark(c) for c in country.changes(r.id)} for r in country.revisions[1:]}
    states = [country.at(r.id) for r in country.revisions]
    rows, silent = [], 0
    for lineage in country.lineages.values():
        if lineage.kind != "power":
            continue
        cells = [_cell(state.get(lineage.id, lineage.area), line) for state in states]
        if all(cell in (ABSENT, UNREAD) for cell in cells):
            continue
        concerned = [{cell, before} - {ABSENT, UNREAD} for cell, before in zip(cells, [ABSENT, *cells], strict=False)]
        marked = [
            marks.get(state.version.revision, {}).get(lineage.id, "") if here else "" for state, here in zip(states, concerned, strict=True)
        ]
        if not any(marked) and len(set(cells)) == 1 and not everything:
            silent += 1
            continue
        place = next((s.articles[0].order for s in lineage.states if s.articles), ())
        rows.append((place, title_of(lineage), cells, marked))
    rows.sort(key=lambda row: row[:2])
    columns = [r.id for r in country.revisions]
    step = max(max(map(len, columns)) + 1, 4)
    space = min(_MOST_LABEL, max(_LEAST_LABEL, _WIDTH - step * len(columns)))
    fitting = max(1, (_WIDTH - space) // step)
    lines: list[str] = []
    for start in range(0, len(columns), fitting):
        part = slice(start, start + fitting)
        lines += [""] if start else []
        lines.append(" " * space + "".join(f"{c:<{step}}" for c in columns[part]).rstrip())
        for _, label, cells, marked in rows:
            lines += _row(label, cells[part], marked[part], step, space)
    words = Words(states[-1])
    shown = number_of(len(rows), "powers")
    text = [f"{shown} that changed, in the order of the first text." if not everything else f"{shown}."]
    if silent:
        rest = "1 more power" if silent == 1 else f"{silent} more powers"
        text.append(f"{rest} never changed hands, form or scope; --all shows {'it' if silent == 1 else 'them'}.")
    if len(line) > 1:
        text.append(f"Counted as one with {words.all(name for name in line if name != institution)}.")
    title = f"{_name(country)}: the powers of {words.the(institution)} through time"
    return Report(title, (Section("", tuple(text)), Section("", picture=(*lines, "", *LEGEND))))


def _mark(change: Change) -> str:
    if change.category == "relocation":
        return ""
    if change.category == "transfer":
        return MOVED
    if change.category == "sharing":
        return LOST if change.rule.endswith(("-removed", "-weakened")) else GAINED
    return OTHERWISE


def _cell(content: Statement | Silence, line: Iterable[str]) -> str:
    if content == "not-coded":
        return UNREAD
    if not isinstance(content, Power):
        return ABSENT
    parts = participants(content)
    own = [parts[name] for name in line if name in parts and parts[name] > Part.FORMAL]
    if not own:
        return ABSENT
    holders = holders_among(parts)
    if holders.isdisjoint(line):
        return SAYS
    binding = {name for name, part in parts.items() if part >= Part.PROPOSES} - set(line)
    return SHARES if binding else HOLDS


def _row(label: str, cells: Sequence[str], marks: Sequence[str], step: int, space: int) -> list[str]:
    """The lines of a row: its label, over as many lines as it needs, and its signs beside the first."""
    drawn = "".join(
        (cell + mark).ljust(step, "─" if cell not in (ABSENT, UNREAD) and n + 1 < len(cells) else " ")
        for n, (cell, mark) in enumerate(zip(cells, marks, strict=True))
    )
    first, *rest = textwrap.wrap(label, space - 3) or [""]
    return [f"{first:<{space}}{drawn}".rstrip(), *(f"  {line}" for line in rest)]
