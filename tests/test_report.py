"""The report of a diff, as a description and as drawn."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

import constitution_diff as cd
from builders import country, decades, institution, lineage, norm, power, revision, state, step, through
from constitution_diff.cli import FORMATS
from constitution_diff.display import describe_constitution, describe_rules
from constitution_diff.model import Citation, InForce
from constitution_diff.report import Report, Section, describe_report, draw_markdown, draw_text, headline
from constitution_diff.tables import COLUMNS, describe_changes, make_table


@pytest.fixture(scope="module")
def kz() -> cd.Country:
    """Kazakhstan."""
    return cd.load("KZ")


def section(report: Report, heading: str) -> Section:
    """The first section whose heading begins so."""
    return next(s for s in report.sections if s.heading.startswith(heading))


def label(country: cd.Country, statement: str, revision: str = "2022-06") -> str:
    """What a report calls a power or a norm in a state."""
    return country.at(revision).statements[statement].label["en"]


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
    assert waiting[label(kz, "appoint-judicial-council-chair")] == "as current terms end (no day known)"
    assert waiting[label(kz, "adopt-law")] == "2023-01-01"


def test_the_title_names_both_states(kz: cd.Country) -> None:
    """Country and both states are in the title: a revision by the day of its text, a date by what was in force on it."""
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


# ---- rules that only moved in the text -----------------------------------------------------------------------------------------------

ALONE = power("appoint-judge", step("president", "appoint"))
WITH_CONSENT = power("appoint-judge", step("president", "appoint"), step("senate", "consent"))


def moving(number: int, *others: cd.Statement) -> cd.Changes:
    """A reform that only moves some rules in the text, and brings some others."""
    rules = [power(f"pardon-{n}", step("president", "grant"), articles=[f"{n}"]) for n in range(number)]
    moved = [through(rule, evolve(rule, articles=(Citation("90"),))) for rule in rules]
    people = [through(institution(name)) for name in ("president", "senate")]
    return decades(*people, *moved, *(through(None, other) for other in others)).changes("2010")


@pytest.mark.parametrize(("number", "rules"), [(1, "1 rule"), (2, "2 rules")])
def test_rules_that_only_moved_are_a_sentence_of_the_report(number: int, rules: str) -> None:
    """Beside changes in law they are counted, not listed, and the reader is told how to see them."""
    found = section(describe_report(moving(number, norm("ban", "president"))), f"Moved in the text only ({number})")
    assert found.paragraphs == (f"Elsewhere in the text, unchanged in law: {rules}. Ask for the category relocation to see where.",)
    assert found.table is None


def test_rules_that_only_moved_are_listed_when_asked_for() -> None:
    """The report of that category has a row for each, with both places."""
    rows = cells(describe_report(moving(2, norm("ban", "president")).of("relocation")), "Moved in the text only (2)")
    assert [(row[0], row[3]) for row in rows] == [("Pardon 0", "0 → 90"), ("Pardon 1", "1 → 90")]


@pytest.mark.parametrize(("number", "rules"), [(1, "1 rule"), (3, "3 rules")])
def test_rules_that_only_moved_share_the_last_row_of_a_table(number: int, rules: str) -> None:
    """Beside changes in law."""
    rows = describe_changes(moving(number, norm("ban", "president"))).rows
    assert [row[0] for row in rows] == ["Ban", f"{rules} moved in the text only"]
    assert rows[-1][1:] == ("", "", "", "")


def test_a_table_of_rules_that_only_moved_lists_them() -> None:
    """Where there is nothing else to tell, or where every change is wanted, each has its row."""
    assert [row[0] for row in describe_changes(moving(2)).rows] == ["Pardon 0", "Pardon 1"]
    assert len(describe_changes(moving(2, norm("ban", "president")), fold=False).rows) == 3


@pytest.mark.parametrize("name", ["csv", "json"])
def test_data_hold_every_rule_that_moved(name: str) -> None:
    """Formats for programs fold nothing."""
    assert FORMATS[name](moving(2, norm("ban", "president"))).count("stands elsewhere in the text") == 2


@pytest.mark.parametrize(
    ("number", "others", "expected"),
    [
        (0, ["ban"], "1 change: 1 change of restrictions."),
        (1, ["ban"], "1 change: 1 change of restrictions. Besides, 1 rule moved in the text only."),
        (2, ["ban", "other-ban"], "2 changes: 2 changes of restrictions. Besides, 2 rules moved in the text only."),
        (1, [], "No change in law: 1 rule moved in the text only."),
        (2, [], "No change in law: 2 rules moved in the text only."),
    ],
)
def test_the_headline_counts_rules_that_only_moved_apart(number: int, others: list[str], expected: str) -> None:
    """They are no change in law."""
    assert headline(moving(number, *(norm(name, "president") for name in others))) == expected


# ---- earlier rules, and rules to come ------------------------------------------------------------------------------------------------


def test_the_report_tells_which_earlier_rules_are_back() -> None:
    """Each with what happened, what it restores, and where the text says so."""
    people = [through(institution(name)) for name in ("president", "senate")]
    changes = decades(*people, through(ALONE, WITH_CONSENT, ALONE), through(None, None, norm("ban"))).changes("2020")
    assert cells(describe_report(changes), "Earlier rules brought back (1)") == [
        (
            "Appoint judge: the decision of the President no longer needs the consent of the Senate.",
            "restores the rule in force from 2000 to 2010",
            "2",
        )
    ]


def test_a_report_of_nothing_restored_does_not_speak_of_it(kz: cd.Country) -> None:
    """Read backwards, no reform brings anything back."""
    headings = [s.heading for s in describe_report(cd.diff(kz.at("2022-06"), kz.at("2019-03"))).sections]
    assert [h for h in headings if h.startswith("Earlier rules")] == []


@pytest.mark.parametrize(("number", "rules"), [(1, "1 rule"), (2, "2 rules")])
def test_rules_that_are_only_to_move_are_a_sentence_among_those_to_come(number: int, rules: str) -> None:
    """What changes in law is listed with what it waits for; the rest is counted."""
    later = InForce(None, "election")
    pardons = [power(f"pardon-{n}", step("president", "grant")) for n in range(number)]
    moved = [evolve(rule, articles=(Citation("90"),)) for rule in pardons]
    exland = country(
        [revision("2000", "2000-01-01"), revision("2010", "2010-01-01")],
        through(institution("president")),
        through(institution("senate")),
        lineage(state("2000", ALONE, "2000-01-01"), state("2010", WITH_CONSENT, later)),
        *(lineage(state("2000", a, "2000-01-01"), state("2010", b, later)) for a, b in zip(pardons, moved, strict=True)),
    )
    report = describe_report(cd.diff(exland.at("2005-01-01"), exland.at("2015-01-01")))
    assert section(report, "Adopted but not in force").heading == f"Adopted but not in force on 1 January 2015 ({number + 1})"
    assert section(report, "Adopted but not in force").paragraphs == (
        f"Only to move in the text, unchanged in law: {rules}, not listed here.",
    )
    assert [(row[0], row[3]) for row in cells(report, "Adopted but not in force")] == [("Appoint judge", "election (no day known)")]


# ---- tables --------------------------------------------------------------------------------------------------------------------------


def test_a_narrow_table_keeps_whole_words() -> None:
    """Wrapping breaks between words and never makes a table wider than asked."""
    table = make_table(("What", "Rule"), [("Adopting laws", "the Mazhilis adopts and the Senate approves within sixty days")], (1, 2))
    drawn = table.draw("simple", 40)
    assert max(map(len, drawn.splitlines())) <= 40
    assert {"Mazhilis", "approves", "sixty"} <= set(drawn.split())


def test_headings_leave_room_for_long_cells() -> None:
    """A column whose heading needs more than its share takes it from the others, and the table is no wider than asked."""
    headings = ("Revision", "Adopted", "In force", "Changes", "By category")
    table = make_table(headings, [("2022-06", "2022-06-05", "2022-06-08", "58", "1 transfer, 3 sharing, " * 9)], (1, 1, 1, 1, 20))
    assert max(map(len, table.draw("simple", 70).splitlines())) <= 70


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
    assert {label(kz, name) for name in ("appoint-constitutional-court-chair", "adopt-law")} <= say
    assert label(kz, "immunity-ombudsman") in {row[0] for row in cells(report, "What binds or protects it")}


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
