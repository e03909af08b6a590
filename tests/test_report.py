"""The report of a diff, as a description and as drawn."""

from __future__ import annotations

import datetime as dt

import pytest

import constitution_diff as cd
from constitution_diff.display import describe_constitution, describe_rules
from constitution_diff.report import Report, Section, describe_report, draw_markdown, draw_text, headline
from constitution_diff.tables import COLUMNS, make_table


@pytest.fixture(scope="module")
def kz() -> cd.Country:
    """Kazakhstan."""
    return cd.load("KZ")


def section(report: Report, heading: str) -> Section:
    """The first section whose heading begins so."""
    return next(s for s in report.sections if s.heading.startswith(heading))


def cells(report: Report, heading: str) -> list[tuple[str, ...]]:
    """The rows of that section's table."""
    table = section(report, heading).table
    assert table is not None
    return list(table.rows)


def test_the_reform_is_told_with_every_reported_figure(kz: cd.Country) -> None:
    """Act, route, dates and sources come first; figures that differ stand side by side with who reported them."""
    report = describe_report(cd.diff(kz.at("2019-03"), kz.at("2022-06")))
    reform = section(report, "Amendments adopted by the referendum")
    assert "Route: referendum; adopted 5 June 2022, in force from 8 June 2022" in reform.paragraphs[0]
    turnouts = [row[2] for row in cells(report, "Amendments") if row[0] == "turnout"]
    assert turnouts == ["68.05 % of registered", "68.06 % of registered", "68.44 % of registered"]


def test_every_change_is_in_exactly_one_table(kz: cd.Country) -> None:
    """The tables of the categories hold all changes and none twice."""
    changes = cd.diff(kz.at("2019-03"), kz.at("2022-06"))
    report = describe_report(changes)
    headings = tuple(f"{words} (" for words in cd.CATEGORIES.values())
    rows = [row for s in report.sections if s.heading.startswith(headings) and s.table for row in s.table.rows]
    assert len(rows) == len(changes)


def test_each_row_cites_articles_and_entry_into_force(kz: cd.Country) -> None:
    """A row tells the articles before and after, and when the rule takes effect or what it waits for."""
    rows = cells(describe_report(cd.diff(kz.at("2019-03"), kz.at("2022-06"))), "Powers that need")
    assert [row[3:] for row in rows if "High Judicial Council" in row[0]] == [("82(4) → 44(4), 55(2), 82(4)", "as current terms end")]


def test_the_headline_counts_what_is_in_the_tables(kz: cd.Country) -> None:
    """The sentence in short is computed from the changes."""
    changes = cd.diff(kz.at("2019-03"), kz.at("2022-06"))
    assert headline(changes.of("transfer")) == "1 change: 1 power moved."
    assert headline(changes).startswith(f"{len(changes)} changes: 1 power moved, ")
    assert headline(changes.of("relocation")) == "Nothing of this selection changed."


def test_a_report_between_dates_lists_what_is_still_to_come(kz: cd.Country) -> None:
    """What the later date has not seen take effect is listed apart, with the event it waits for."""
    report = describe_report(cd.diff(kz.at("2022-06-07"), kz.at(dt.date(2022, 9, 1))))
    waiting = {row[0]: row[3] for row in cells(report, "Adopted but not in force on 1 September 2022")}
    assert waiting["Appointing the Chair of the High Judicial Council"] == "as current terms end"
    assert waiting["Adopting laws"] == "2023-01-01"


def test_the_title_names_both_states(kz: cd.Country) -> None:
    """Country and both states are in the title, revisions by name and dates as dates."""
    assert describe_report(cd.diff(kz.at("2019-03"), kz.at("2022-09-01"))).title == (
        "Kazakhstan: what changed between the text of 23 March 2019 and the text in force on 1 September 2022"
    )


def test_text_and_markdown_have_the_same_sections(kz: cd.Country) -> None:
    """Both drawings come from one description."""
    report = describe_report(cd.diff(kz.at("2019-03"), kz.at("2022-06")))
    text, markdown = draw_text(report), draw_markdown(report)
    headings = [s.heading for s in report.sections]
    assert [h for h in headings if h.upper() not in text] == []
    assert [line[3:] for line in markdown.splitlines() if line.startswith("## ")] == headings


def test_the_columns_of_a_table_are_the_callers_choice(kz: cd.Country) -> None:
    """Any columns in any order; an unknown one is a mistake with a suggestion."""
    changes = cd.diff(kz.at("2019-03"), kz.at("2022-06")).of("transfer")
    table = changes.table("tsv", columns=["rule", "from", "to", "fingerprint"])
    assert [line.split("\t")[:3] for line in table.splitlines()[1:]] == [["decision-moved", "senate", "mazhilis"]]
    with pytest.raises(cd.UserError, match="There is no column 'befor'. Did you mean 'before'?"):
        changes.table(columns=["befor"])


def test_every_column_can_be_drawn(kz: cd.Country) -> None:
    """Each known column has something to show for every change, if only nothing."""
    changes = cd.diff(kz.at("2019-03"), kz.at("2022-06"))
    assert all(isinstance(column.value(change), str) for column in COLUMNS.values() for change in changes)


def test_a_narrow_table_keeps_whole_words() -> None:
    """Wrapping breaks between words and never makes a table wider than asked."""
    table = make_table(("What", "Rule"), [("Adopting laws", "the Mazhilis adopts and the Senate approves within sixty days")], (1, 2))
    drawn = table.draw("simple", 40)
    assert max(map(len, drawn.splitlines())) <= 40
    assert {"Mazhilis", "approves", "sixty"} <= set(drawn.split())


def test_an_unknown_table_format_is_a_mistake() -> None:
    """A format tabulate does not know is refused with a suggestion."""
    with pytest.raises(cd.UserError, match="There is no table format 'githup'. Did you mean 'github'?"):
        make_table(("a",), [("b",)]).draw("githup")


def test_article_numbers_are_never_numbers() -> None:
    """104.10 stays 104.10 and does not become 104.1."""
    assert "104.10" in make_table(("Article",), [("104.10",), ("7",)]).draw("github")


def test_an_institution_is_shown_by_its_part(kz: cd.Country) -> None:
    """What the Senate decides stands apart from where it has a say, and from what protects others by its consent."""
    report = describe_constitution(kz.at("2022-06"), institution="senate")
    say = {row[0] for row in cells(report, "Where it has a say")}
    assert {"Appointing the Chair of the Constitutional Court", "Adopting laws"} <= say
    assert "Immunity of the Human Rights Commissioner" in {row[0] for row in cells(report, "What binds or protects it")}


def test_an_institution_can_be_shown_within_an_area(kz: cd.Country) -> None:
    """Institution and area narrow each other."""
    report = describe_constitution(kz.at("2022-06"), institution="president", area="territory")
    assert {row[2] for row in cells(report, "What it decides")} == {"87(4)", "86(5)"}


def test_a_reported_statement_is_marked(kz: cd.Country) -> None:
    """Nothing in Kazakhstan's text rests on a secondary source, so no statement of it is marked as reported."""
    report = describe_constitution(kz.at("2022-06"))
    assert not [row for s in report.sections if s.table for row in s.table.rows if "(reported)" in row[2]]


def test_the_catalogue_lists_each_rule_once() -> None:
    """`rules` has one line per rule."""
    rows = cells(describe_rules(), "")
    assert sorted(row[1] for row in rows) == sorted(cd.RULES)
