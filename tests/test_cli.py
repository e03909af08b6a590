"""The command line: what is printed, what is written, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from constitution_diff.cli import COMMANDS, FORMATS, main
from constitution_diff.frames import TIMELINE_COLUMNS

THROUGH_TIME = {
    "log": ("log", "KZ"),
    "history": ("history", "KZ", "appoint-constitutional-court-chair"),
    "blame": ("blame", "KZ"),
    "fate": ("fate", "KZ", "2022-06"),
    "timeline": ("timeline", "KZ", "senate"),
}
"""A call of each command that looks through time."""


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Run the command line in this process: its exit status, standard output and standard error."""
    status = main(args)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


# ---- list, show, rules ---------------------------------------------------------------------------------------------------------------


def test_list_names_every_shipped_country(capsys: pytest.CaptureFixture[str]) -> None:
    """`list` shows code, name and revisions."""
    status, out, err = run(capsys, "list")
    assert (status, err) == (0, "")
    assert "KZ" in out
    assert "1995, 1998-10" in out
    assert "2022-09, 2026-03" in out


def test_show_an_institution_sorts_by_its_part(capsys: pytest.CaptureFixture[str]) -> None:
    """`show --institution` tells what it decides apart from where it only has a say."""
    _, out, _ = run(capsys, "show", "KZ", "--at", "2022-06", "--institution", "assembly-of-the-people")
    assert "WHAT IT DECIDES" not in out
    assert "Appointing senators" in out.split("WHERE IT HAS A SAY")[1]


def test_show_an_area_shows_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """`show --area` is limited to that area."""
    _, out, _ = run(capsys, "show", "KZ", "--at", "2022-06", "--area", "emergency")
    assert "44(16)" in out
    assert "15(2)" not in out


def test_show_without_at_is_the_latest_revision(capsys: pytest.CaptureFixture[str]) -> None:
    """`show KZ` shows the text as the latest revision adopted it."""
    _, out, _ = run(capsys, "show", "KZ")
    assert out.startswith("Kazakhstan, 2026-03\n")


def test_show_on_a_date_lists_what_is_pending(capsys: pytest.CaptureFixture[str]) -> None:
    """What has been adopted but does not apply yet is listed, not applied."""
    _, out, _ = run(capsys, "show", "KZ", "--at", "2022-09-01", "--institution", "constitutional-council")
    assert "Constitutional Council (7 members" in out
    waiting = out.split("ADOPTED BUT NOT IN FORCE ON 1 SEPTEMBER 2022", 1)[1]
    assert "Constitutional Court (replaces the Constitutional" in waiting
    assert "2023-01-01" in waiting


def test_rules_lists_the_whole_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    """`rules` has a line for each kind of change."""
    _, out, _ = run(capsys, "rules")
    assert "consent-added" in out
    assert "penalty-abolished" in out


def test_a_rule_is_shown_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """`rules RULE` explains one kind of change and shows a pair."""
    _, out, _ = run(capsys, "rules", "consent-added")
    assert "consent-removed" in out
    assert "EXAMPLE" in out


# ---- diff ----------------------------------------------------------------------------------------------------------------------------


def test_one_revision_alone_is_compared_with_the_state_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    """`diff KZ 2022-06` is `diff KZ 2019-03 2022-06`."""
    assert run(capsys, "diff", "KZ", "2022-06") == run(capsys, "diff", "KZ", "2019-03", "2022-06")


def test_the_order_of_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    """The reform comes first, then the headline, then the categories in their order, then the balance."""
    _, out, _ = run(capsys, "diff", "KZ", "2022-06")
    parts = [
        "AMENDMENTS ADOPTED BY THE REFERENDUM",
        "11,734,642",
        "IN SHORT",
        "POWERS THAT MOVED",
        "POWERS LOST",
        "PENALTIES, PRIVILEGES AND POWERS ABOLISHED OR BROUGHT IN",
        "PROCEDURE",
        "EARLIER RULES BROUGHT BACK",
        "BALANCE",
    ]
    assert [out.index(p) for p in parts] == sorted(out.index(p) for p in parts)


@pytest.mark.parametrize(
    "args",
    [("diff", "KZ", "2022-06"), ("show", "KZ", "2026-03"), ("history", "KZ", "elect-lower-chamber"), *THROUGH_TIME.values()],
    ids=" ".join,
)
def test_a_text_fits_into_100_columns(capsys: pytest.CaptureFixture[str], args: tuple[str, ...]) -> None:
    """No line of a text is longer than 100 characters, however many revisions there are, and however long their rules."""
    _, out, _ = run(capsys, *args)
    assert [line for line in out.splitlines() if len(line) > 100] == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_says_the_same_of_the_court(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Whatever the format, the consent of the Senate to the Chair of the Court is in it."""
    status, out, err = run(capsys, "diff", "KZ", "2022-06", "--format", name)
    assert (status, err) == (0, "")
    assert "Appointing the Chair" in out or '"consent-added"' in out


def test_html_is_one_table_with_a_row_for_each_change(capsys: pytest.CaptureFixture[str]) -> None:
    """The HTML is a table that can be pasted into a page."""
    _, out, _ = run(capsys, "diff", "KZ", "2022-06", "--format", "html", "--category", "abolition")
    rows = BeautifulSoup(out, "html.parser").select("table tbody tr")
    assert next(row.td.text.strip() for row in rows if row.td) == "Death penalty"
    assert len(rows) == 4


def test_csv_has_a_header_and_a_row_for_each_change(capsys: pytest.CaptureFixture[str]) -> None:
    """The CSV holds ids and words, one change to a row."""
    _, out, _ = run(capsys, "diff", "KZ", "2022-06", "--format", "csv", "--category", "transfer")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["Rule"], row["From"], row["To"]) == ("decision-moved", "senate", "mazhilis")


def test_json_is_version_1(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON names its version, the two states and the changes."""
    _, out, _ = run(capsys, "diff", "KZ", "2022-06", "--format", "json", "--institution", "assembly-of-the-people")
    data = json.loads(out)
    assert data["schema"] == 1
    assert (data["before"]["revision"], data["after"]["revision"]) == ("2019-03", "2022-06")
    assert {c["statement"] for c in data["changes"]} == {"appoint-upper-chamber-members", "elect-lower-chamber"}


def test_markdown_has_a_heading_for_each_category(capsys: pytest.CaptureFixture[str]) -> None:
    """The Markdown report has the sections of the text report."""
    _, out, _ = run(capsys, "diff", "KZ", "2022-06", "--format", "markdown")
    assert "## Powers that moved (1)" in out
    assert "| :----" in out or "|:----" in out


def test_nothing_changed_between_a_state_and_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """A state compared with itself says so, and `--exit-code` is 0."""
    status, out, _ = run(capsys, "diff", "KZ", "2022-06", "2022-06", "--exit-code")
    assert status == 0
    assert "Nothing changed." in out


def test_exit_code_tells_that_there_are_differences(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--exit-code`, differences give status 1; without it, 0."""
    assert run(capsys, "diff", "KZ", "2022-06", "--exit-code")[0] == 1
    assert run(capsys, "diff", "KZ", "2022-06")[0] == 0


def test_dates_compare_what_was_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    """Between two dates, only what took effect between them counts."""
    _, out, _ = run(capsys, "diff", "KZ", "2022-06-07", "2022-06-08", "--format", "json")
    rules = {c["statement"]: c["rule"] for c in json.loads(out)["changes"]}
    assert rules["death-penalty"] == "penalty-abolished"
    assert "adopt-law" not in rules


# ---- through time --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THROUGH_TIME)
def test_a_text_through_time_has_a_title(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Country and subject stand above a line; nothing is printed elsewhere."""
    status, out, err = run(capsys, *THROUGH_TIME[name])
    assert (status, err) == (0, "")
    assert re.match(r"Kazakhstan\b.+\n=+\n", out)


def test_the_log_lists_the_revisions_newest_first(capsys: pytest.CaptureFixture[str]) -> None:
    """From the Constitution of 2026 down to that of 1995, each with its route."""
    _, out, _ = run(capsys, "log", "KZ")
    listed, brought_back = out.split("EARLIER RULES BROUGHT BACK")
    assert "The capital                             restores the rule in force from May 2007 to" in brought_back
    assert re.findall(r"^(\d{4}(?:-\d{2})?) +(\w+)", listed, re.MULTILINE) == [
        ("2026-03", "referendum"),
        ("2022-09", "parliament"),
        ("2022-06", "referendum"),
        ("2019-03", "parliament"),
        ("2017-03", "parliament"),
        ("2011-02", "parliament"),
        ("2007-05", "parliament"),
        ("1998-10", "parliament"),
        ("1995", "referendum"),
    ]


def test_the_log_tells_gains_and_losses_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    """`--stat` adds to what the log says, and takes nothing from it."""
    _, short, _ = run(capsys, "log", "KZ")
    _, long, _ = run(capsys, "log", "KZ", "--stat")
    assert long.startswith(short)
    assert "BALANCE OF THE MAIN INSTITUTIONS" in long.removeprefix(short)


def test_a_history_tells_forms_and_what_came_back(capsys: pytest.CaptureFixture[str]) -> None:
    """The Chair of the Court: alone, with the Senate's consent from June 2022, alone again in 2026, which restores the rule of 1995."""
    _, out, _ = run(capsys, "history", "KZ", "appoint-constitutional-court-chair", "--format", "csv")
    forms = list(csv.DictReader(io.StringIO(out)))
    assert [(f["Since"], f["Decides"], f["Has a say"]) for f in forms] == [
        ("1995", "the President", ""),
        ("2022-06", "the President", "the Senate"),
        ("2026-03", "the President", ""),
    ]
    _, out, _ = run(capsys, "history", "KZ", "appoint-constitutional-court-chair", "--format", "markdown")
    assert "restores the rule in force from 1995 to June 2022" in out.split("## What changed", 1)[1]


def test_blame_tells_where_a_rule_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    """The revision that brought the rule is told, and apart from it the one that numbered it so."""
    _, out, _ = run(capsys, "blame", "KZ", "--at", "2022-06", "--format", "csv")
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["appoint-constitutional-court-chair"]["Since"] == "2022-06"
    security = rows["appoint-security-chief"]
    assert (security["Since"], security["Articles"], security["Numbered so since"]) == ("1995", "44(4), 55(2)", "2007-05")


def test_blame_of_an_institution_tells_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """`--institution` leaves only what speaks of it."""
    _, out, _ = run(capsys, "blame", "KZ", "--at", "2022-06", "--institution", "assembly-of-the-people", "--format", "csv")
    ids = {row["Id"] for row in csv.DictReader(io.StringIO(out))}
    assert "appoint-upper-chamber-members" in ids
    assert "appoint-prime-minister" not in ids


def test_the_fate_of_a_revision_depends_on_the_moment(capsys: pytest.CaptureFixture[str]) -> None:
    """In September 2022 all that June had given stood; in 2026 the consent to the Chair of the Court is undone."""
    verdicts = []
    for when in ("2022-09", "2026-03"):
        _, out, _ = run(capsys, "fate", "KZ", "2022-06", "--at", when, "--format", "csv")
        rows = csv.DictReader(io.StringIO(out))
        verdicts.append(
            next(r["What became of it"] for r in rows if r["What the revision changed"].startswith("Appointing the Chair of the C"))
        )
    assert verdicts == ["stands", "undone"]


def test_the_fate_of_a_revision_is_told_for_the_latest_text_unless_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """`fate KZ 2022-06` is `fate KZ 2022-06 --at 2026-03`."""
    assert run(capsys, "fate", "KZ", "2022-06") == run(capsys, "fate", "KZ", "2022-06", "--at", "2026-03")


def test_a_timeline_has_a_column_for_each_revision(capsys: pytest.CaptureFixture[str]) -> None:
    """The revisions stand above the signs, and below them what the signs mean."""
    _, out, _ = run(capsys, "timeline", "KZ", "senate")
    assert "1995    1998-10 2007-05 2011-02 2017-03 2019-03 2022-06 2022-09 2026-03" in out
    assert "● decides alone" in out


def test_a_timeline_of_everything_has_more_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """`--all` adds the powers that never changed."""
    _, short, _ = run(capsys, "timeline", "KZ", "senate")
    _, long, _ = run(capsys, "timeline", "KZ", "senate", "--all")
    assert len(long.splitlines()) > len(short.splitlines())


def test_a_revision_is_shown_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """`show KZ REV`: how it was adopted with its votes, what it changed, what it brought back, what takes effect when."""
    status, out, err = run(capsys, "show", "KZ", "2022-06")
    assert (status, err) == (0, "")
    assert out.startswith("Kazakhstan, 2022-06\n")
    parts = ["11,734,642", "IN SHORT", "POWERS THAT MOVED (1)", "EARLIER RULES BROUGHT BACK", "WHAT TAKES EFFECT WHEN"]
    assert [out.index(p) for p in parts] == sorted(out.index(p) for p in parts)


def test_a_page_leaves_out_what_only_moved(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the rules that the Constitution of 2026 only renumbered there is the number, and no list."""
    _, out, _ = run(capsys, "show", "KZ", "2026-03")
    assert "rules moved in the text only" in " ".join(out.split())
    assert "stands elsewhere in the text" not in " ".join(out.split())


@pytest.mark.parametrize("name", THROUGH_TIME)
def test_markdown_through_time_has_a_title_and_a_table_or_a_picture(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """The same description, drawn for a page: a table as a table, a timeline as a block of code."""
    _, out, _ = run(capsys, *THROUGH_TIME[name], "--format", "markdown")
    assert out.startswith("# Kazakhstan")
    assert re.search(r"^    .*●──" if name == "timeline" else r"^\|:-+\|", out, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("log", ["Revision", "Route", "Adopted", "In force", "Changes", "By category", "Restore"]),
        ("history", ["Since", "In force", "Decides", "Has a say", "Rule", "Articles"]),
        ("blame", ["What", "Id", "Since", "In force since", "Articles", "Numbered so since"]),
        ("fate", ["What became of it", "What the revision changed", "What holds now", "Changed by", "Articles now"]),
        ("timeline", list(TIMELINE_COLUMNS)),
    ],
)
def test_csv_through_time_has_a_header_and_full_rows(capsys: pytest.CaptureFixture[str], name: str, headings: list[str]) -> None:
    """One row for each revision, form, statement, change or state, for a spreadsheet."""
    _, out, _ = run(capsys, *THROUGH_TIME[name], "--format", "csv")
    first, *rows = csv.reader(io.StringIO(out))
    assert first == headings
    assert {len(row) for row in rows} == {len(headings)}


# ---- writing -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args", [("diff", "KZ", "2022-06", "--format", "markdown"), ("show", "KZ", "2022-06"), *THROUGH_TIME.values()], ids=" ".join
)
def test_output_writes_what_would_be_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path, args: tuple[str, ...]) -> None:
    """Whatever the command, `--output` writes the same text and prints nothing."""
    target = tmp_path / "report.txt"
    _, printed, _ = run(capsys, *args)
    assert run(capsys, *args, "--output", str(target)) == (0, "", "")
    assert target.read_text(encoding="utf-8") == printed


def test_a_failed_command_leaves_the_old_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A mistake writes nothing: what stood in the file stays, and no temporary file is left."""
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")
    status, _, _ = run(capsys, "diff", "KZ", "2022-06", "--institution", "nobody", "--output", str(target))
    assert status == 2
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]
    assert target.read_text(encoding="utf-8") == "old"


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk gives up half-way, the old file is whole and the temporary one is gone."""
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("constitution_diff.cli.os.replace", full)
    with pytest.raises(KeyboardInterrupt):
        main(["diff", "KZ", "2022-06", "--output", str(target)])
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("report.txt", "old")]


# ---- mistakes ------------------------------------------------------------------------------------------------------------------------

MISTAKES = {
    "no such country": (("show", "KZH"), "There is no country 'KZH'. Did you mean 'KZ'?"),
    "no such revision": (("diff", "KZ", "2019-03", "2022-6"), "KZ has no revision '2022-6'. Did you mean '2022-06'?"),
    "no state before the first": (
        ("diff", "KZ", "1995"),
        "KZ is coded from '1995' on: there is no state before it. Choose a later revision.",
    ),
    "one date alone": (("diff", "KZ", "2022-09-01"), "One date alone has nothing to be compared with."),
    "neither revision nor date": (("diff", "KZ", "yesterday"), "KZ has no revision 'yesterday'."),
    "a date before the coding": (("show", "KZ", "--at", "1993-01-28"), "KZ is coded from 1995-09-05 on; 1993-01-28 lies before."),
    "no such format": (("diff", "KZ", "2022-06", "--format", "markdwon"), "There is no format 'markdwon'. Did you mean 'markdown'?"),
    "no such category": (
        ("diff", "KZ", "2022-06", "--category", "transfers"),
        "'transfers' is neither a category nor a rule. Did you mean 'transfer'?",
    ),
    "no such institution": (
        ("diff", "KZ", "2022-06", "--institution", "senat"),
        "There is no institution 'senat' in either state. Did you mean 'senate'?",
    ),
    "no such institution to show": (
        ("show", "KZ", "--at", "2022-06", "--institution", "senat"),
        "There is no institution 'senat' here. Did you mean 'senate'?",
    ),
    "no such institution to show in an area": (
        ("show", "KZ", "--at", "2022-06", "--institution", "senat", "--area", "rights"),
        "There is no institution 'senat' here. Did you mean 'senate'?",
    ),
    "an institution that is gone": (("show", "KZ", "--institution", "senate"), "There is no institution 'senate' here."),
    "no such area": (("show", "KZ", "--area", "emergencies"), "There is no area 'emergencies'."),
    "no such revision to show": (("show", "KZ", "2022-6"), "KZ has no revision '2022-6'. Did you mean '2022-06'?"),
    "a date to show as a revision": (("show", "KZ", "2022-09-01"), "KZ has no revision '2022-09-01'."),
    "a revision and a moment": (
        ("show", "KZ", "2022-06", "--at", "2019-03"),
        "A revision as a page is shown whole; for the state it led to, or a part of it: constitution-diff show KZ --at 2022-06",
    ),
    "a revision and an institution": (("show", "KZ", "2022-06", "--institution", "senate"), "A revision as a page is shown whole"),
    "a revision and an area": (("show", "KZ", "2022-06", "--area", "rights"), "A revision as a page is shown whole"),
    "no such country to look through": (("log", "KZH"), "There is no country 'KZH'. Did you mean 'KZ'?"),
    "no such statement": (
        ("history", "KZ", "appoint-prime-ministers"),
        "KZ has no statement 'appoint-prime-ministers'. Did you mean 'appoint-prime-minister'?",
    ),
    "no such institution through time": (("timeline", "KZ", "senat"), "KZ has no statement 'senat'. Did you mean 'senate'?"),
    "a timeline of a power": (
        ("timeline", "KZ", "appoint-prime-minister"),
        "'appoint-prime-minister' is not an institution. Its history: constitution-diff history KZ appoint-prime-minister",
    ),
    "no such institution to blame": (
        ("blame", "KZ", "--at", "2022-06", "--institution", "senat"),
        "There is no institution 'senat' here. Did you mean 'senate'?",
    ),
    "no such revision to blame at": (("blame", "KZ", "--at", "2022-6"), "KZ has no revision '2022-6'. Did you mean '2022-06'?"),
    "a day to blame before the coding": (("blame", "KZ", "--at", "1993-01-28"), "KZ is coded from 1995-09-05 on; 1993-01-28 lies before."),
    "no such revision to follow": (("fate", "KZ", "2022-6"), "KZ has no revision '2022-6'. Did you mean '2022-06'?"),
    "no such day": (("show", "KZ", "--at", "2022-02-30"), "There is no day '2022-02-30'. Write year-month-day, as 2022-09-01."),
    "a date to follow": (("fate", "KZ", "2022-06-08"), "KZ has no revision '2022-06-08'."),
    "the fate of the first revision": (
        ("fate", "KZ", "1995"),
        "KZ is coded from '1995' on: there is no state before it. Choose a later revision.",
    ),
    "a revision before the one followed": (
        ("fate", "KZ", "2022-06", "--at", "2019-03"),
        "2019-03 lies before revision 2022-06. Choose a later moment.",
    ),
    "a day before the revision followed": (
        ("fate", "KZ", "2022-06", "--at", "2022-06-01"),
        "2022-06-01 lies before revision 2022-06. Choose a later moment.",
    ),
    "neither a revision nor a date to follow to": (("fate", "KZ", "2022-06", "--at", "today"), "or give a date."),
    "a statement left out": (("history", "KZ"), "The following arguments are required: POWER. Try: constitution-diff history --help"),
    "no such rule": (("rules", "consent-aded"), "There is no rule 'consent-aded'. Did you mean 'consent-added'?"),
    "no such command": (("dif",), "invalid choice: 'dif'"),
    "an option without its value": (("diff", "KZ", "2022-06", "--format"), "expected one argument"),
    "no such file": (("check", "nowhere.toml"), "nowhere.toml: there is no such file. Check the name and the folder."),
    "a directory as output": (("diff", "KZ", "2022-06", "--output", "."), ". is a directory."),
    **{
        f"no such format of {name}": ((*args, "--format", "html"), "There is no format 'html'. Formats: 'text', 'markdown' or 'csv'.")
        for name, args in THROUGH_TIME.items()
    },
    "a folder that is not there": (("diff", "KZ", "2022-06", "--output", "nowhere/report.txt"), "nowhere/report.txt cannot be written"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gets_one_clear_message(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A user's mistake: exit status 2, one message on standard error that says what to do, nothing on standard output."""
    args, message = MISTAKES[name]
    status, out, err = run(capsys, *args)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_where_no_date_will_do_none_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    """A command that takes a revision alone does not answer a date by asking for one."""
    _, _, err = run(capsys, "fate", "KZ", "2022-06-08")
    assert "give a date" not in err


def test_check_reports_the_good_and_the_bad(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`check` goes through all files: the good ones are named, the problems of the bad ones are all printed."""
    bad = tmp_path / "bad.toml"
    bad.write_text('schema = 2\ncountry = "Z"\n', encoding="utf-8")
    kz = Path(__file__).parents[1] / "fixtures" / "countries" / "kz.toml"
    status, out, err = run(capsys, "check", str(bad), str(kz))
    assert status == 2
    assert "no problems; KZ, 9 revisions" in out
    assert "schema: found 2" in err
    assert "country: 'Z' is not a country's code" in err


def test_check_names_the_file_as_it_was_given(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without an ending, in the working folder, is checked and named as typed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft").write_text("schema = 1\n", encoding="utf-8")
    _, _, err = run(capsys, "check", "draft")
    assert err.startswith("draft: ")


# ---- the program itself --------------------------------------------------------------------------------------------------------------


def test_no_arguments_print_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Called with nothing, it explains itself."""
    status, out, _ = run(capsys)
    assert status == 0
    assert [command for command in COMMANDS if f"\n    {command} " not in out] == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    """`COMMAND --help` says how it is used and what it does, and is no mistake."""
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert re.match(rf"usage: constitution-diff {command} .*\n\n[A-Z][^\n]+", capsys.readouterr().out, re.DOTALL)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the version of the package."""
    assert run(capsys, "--version") == (0, "constitution-diff 0.1.0\n", "")


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    """`constitution-diff diff ... | head -1` ends quietly."""
    command = f'"{sys.executable}" -m constitution_diff diff KZ 2022-06 | head -1'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Kazakhstan")


@pytest.mark.parametrize("args", [("diff", "KZ", "2022-06"), ("timeline", "KZ", "senate"), ("history", "KZ", "veto-law")], ids=" ".join)
def test_a_terminal_without_unicode_gets_the_report(args: tuple[str, ...]) -> None:
    """Letters the terminal lacks are replaced; nothing breaks."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "constitution_diff", *args],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Kazakhstan: ")
