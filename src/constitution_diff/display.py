"""Descriptions of a constitution and of the catalogue of rules, to be drawn like a report; the example of a rule is read from its file."""

from __future__ import annotations

from collections.abc import Iterable

from constitution_diff.country import Constitution
from constitution_diff.examples import example_of
from constitution_diff.facets import holders_among, participants
from constitution_diff.model import Citation, Institution, Norm, Power, Statement, mentions
from constitution_diff.problems import UserError, did_you_mean, listed
from constitution_diff.report import Report, Section, pending_section
from constitution_diff.rules import RULES
from constitution_diff.tables import Table, make_table
from constitution_diff.wording import Words, side


def describe_constitution(constitution: Constitution, *, institution: str | None = None, area: str | None = None) -> Report:
    """What a constitution says, or what it says of one institution or in one area.

    Args:
        constitution: The state to show.
        institution: Only statements that speak of this institution, sorted by the part it plays.
        area: Only statements of this area.

    Raises:
        UserError: There is no such institution or area.
    """
    words = Words(constitution)
    if institution:
        constitution.expect(institution)
    if area:
        areas = sorted(constitution.version.coded | {s.area for s in constitution})
        if area not in areas:
            raise UserError(f"There is no area {area[:60]!r}. {did_you_mean(area, areas, f'Areas: {listed(areas)}')}.")
        constitution = constitution.of_area(area)
    name = constitution.vocabulary.name.get("en", constitution.version.country)
    version = constitution.version
    state = version.revision if version.as_adopted else f"in force on {version.date}"
    title = f"{name}, {state}"
    if institution:
        title = f"{title}: {words.label(institution)}"
        sections = _of_institution(constitution.touching(institution), words, institution)
    else:
        sections = [
            _section("Institutions", constitution.institutions, words),
            _section("Powers", constitution.powers, words),
            _section("Norms", constitution.norms, words),
        ]
    if constitution.pending:
        waiting = [p for p in constitution.pending if _wanted(p.state.content, p.id, institution, area)]
        if waiting:
            sections.append(pending_section(constitution, waiting))
    return Report(title, tuple(s for s in sections if s.table or s.paragraphs))


def _wanted(content: object, name: str, institution: str | None, area: str | None) -> bool:
    if isinstance(content, str):
        return institution in (None, name) and area is None
    statement: Statement = content  # type: ignore[assignment]
    return (institution is None or institution in mentions(statement)) and (area is None or statement.area == area)


def _of_institution(constitution: Constitution, words: Words, institution: str) -> list[Section]:
    held: list[Power] = []
    shared: list[Power] = []
    touched: list[Power] = []
    chambers = words.constitution.chambers_of(institution)
    for power in constitution.powers:
        parts = participants(power)
        taking_part = ({institution} & parts.keys()) | (chambers if chambers <= parts.keys() else frozenset())
        group = held if taking_part & holders_among(parts) else shared if taking_part else touched
        group.append(power)
    return [
        _section("The institution", [i for i in constitution.institutions if i.id == institution], words),
        _section("What it decides", held, words),
        _section("Where it has a say in the decision of others", shared, words),
        _section("What concerns it", touched, words),
        _section("What binds or protects it", constitution.norms, words),
        _section("Its parts and related institutions", [i for i in constitution.institutions if i.id != institution], words),
    ]


def _order(statement: Statement) -> tuple[object, ...]:
    return ((statement.articles[0] if statement.articles else Citation("~")).order, statement.id)


def _section(heading: str, statements: Iterable[Institution | Power | Norm], words: Words) -> Section:
    found = sorted(statements, key=_order)
    return Section(f"{heading} ({len(found)})", table=_table(found, words) if found else None)


def _table(statements: Iterable[Statement], words: Words) -> Table:
    rows = []
    for statement in statements:
        sure = "" if statement.provenance.confidence == "verified" else " (reported)"
        rows.append((words.title(statement), words.statement(statement), ", ".join(statement.articles) + sure))
    return make_table(("What", "Rule", "Articles"), rows, (28, 56, 16))


def describe_rules() -> Report:
    """The catalogue of changes."""
    rows = [(r.category, r.id, r.meaning) for r in sorted(RULES.values(), key=lambda r: r.category)]
    text = "One line per kind of change. For a real example: constitution-diff rules RULE"
    return Report(f"{len(RULES)} kinds of change", (Section("", (text,), make_table(("Category", "Rule", "Meaning"), rows, (14, 24, 60))),))


def describe_rule(name: str) -> Report:
    """One kind of change, with a real example of it.

    Raises:
        UserError: There is no such rule.
    """
    if name not in RULES:
        raise UserError(f"There is no rule {name[:60]!r}. {did_you_mean(name, RULES, 'See all: constitution-diff rules')}.")
    rule = RULES[name]
    example = example_of(name)
    facts = [rule.meaning, f"Category: {rule.category}. The other way round: {rule.inverse}."]
    change = example.change
    rows = [("Before", side(change, "before")), ("After", side(change, "after")), ("Told as", change.sentence)]
    return Report(name, (Section("", tuple(facts)), Section(f"Example: {example.title}", table=make_table(("", ""), rows, (10, 80)))))
