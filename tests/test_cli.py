"""The command line: what is printed, what is written, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from constitution_diff.cli import FORMATS, main


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
    assert "2019-03, 2022-06" in out


def test_show_an_institution_sorts_by_its_part(capsys: pytest.CaptureFixture[str]) -> None:
    """`show --institution` tells what it decides apart from where it only has a say."""
    _, out, _ = run(capsys, "show", "KZ", "--at", "2022-06", "--institution", "assembly-of-the-people")
    assert "WHAT IT DECIDES" not in out
    assert "Appointing senators" in out.split("WHERE IT HAS A SAY")[1]


def test_show_an_area_shows_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """`show --area` is limited to that area."""
    _, out, _ = run(capsys, "show", "KZ", "--area", "emergency")
    assert "44(16)" in out
    assert "15(2)" not in out


def test_show_without_at_is_the_latest_revision(capsys: pytest.CaptureFixture[str]) -> None:
    """`show KZ` shows the text as the latest revision adopted it."""
    _, out, _ = run(capsys, "show", "KZ")
    assert out.startswith("Kazakhstan, 2022-06\n")


def test_show_on_a_date_lists_what_is_pending(capsys: pytest.CaptureFixture[str]) -> None:
    """What has been adopted but does not apply yet is listed, not applied."""
    _, out, _ = run(capsys, "show", "KZ", "--at", "2022-09-01", "--institution", "constitutional-council")
    assert "NOT IN FORCE YET" in out
    assert "Constitutional Council (7 members" in out


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
        "ABOLITIONS",
        "PROCEDURE",
        "BALANCE",
    ]
    assert [out.index(p) for p in parts] == sorted(out.index(p) for p in parts)


def test_a_report_fits_into_100_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """No line of the text report is longer than 100 characters."""
    _, out, _ = run(capsys, "diff", "KZ", "2022-06")
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


# ---- writing -------------------------------------------------------------------------------------------------------------------------


def test_output_writes_what_would_be_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--output` writes the same text and prints nothing."""
    target = tmp_path / "report.md"
    _, printed, _ = run(capsys, "diff", "KZ", "2022-06", "--format", "markdown")
    status, out, err = run(capsys, "diff", "KZ", "2022-06", "--format", "markdown", "--output", str(target))
    assert (status, out, err) == (0, "", "")
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
    "no state before the first": (("diff", "KZ", "2019-03"), "KZ is coded from '2019-03' on"),
    "one date alone": (("diff", "KZ", "2022-09-01"), "One date alone has nothing to be compared with."),
    "neither revision nor date": (("diff", "KZ", "yesterday"), "KZ has no revision 'yesterday'."),
    "a date before the coding": (("show", "KZ", "--at", "1999-01-01"), "KZ is coded from 2019-03-23 on; 1999-01-01 lies before."),
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
        ("show", "KZ", "--institution", "senat"),
        "There is no institution 'senat' here. Did you mean 'senate'?",
    ),
    "no such institution to show in an area": (
        ("show", "KZ", "--institution", "senat", "--area", "rights"),
        "There is no institution 'senat' here. Did you mean 'senate'?",
    ),
    "no such area": (("show", "KZ", "--area", "emergencies"), "There is no area 'emergencies'."),
    "no such rule": (("rules", "consent-aded"), "There is no rule 'consent-aded'. Did you mean 'consent-added'?"),
    "no such command": (("dif",), "invalid choice: 'dif'"),
    "an option without its value": (("diff", "KZ", "2022-06", "--format"), "expected one argument"),
    "no such file": (("check", "nowhere.toml"), "nowhere.toml: there is no such file. Check the name and the folder."),
    "a directory as output": (("diff", "KZ", "2022-06", "--output", "."), ". is a directory."),
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


def test_check_reports_the_good_and_the_bad(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`check` goes through all files: the good ones are named, the problems of the bad ones are all printed."""
    bad = tmp_path / "bad.toml"
    bad.write_text('schema = 2\ncountry = "Z"\n', encoding="utf-8")
    kz = Path(__file__).parents[1] / "fixtures" / "countries" / "kz.toml"
    status, out, err = run(capsys, "check", str(bad), str(kz))
    assert status == 2
    assert "no problems; KZ, 2 revisions" in out
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
    assert all(command in out for command in ("list", "show", "diff", "rules", "check"))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the version of the package."""
    assert run(capsys, "--version") == (0, "constitution-diff 0.1.0\n", "")


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    """`constitution-diff diff ... | head -1` ends quietly."""
    command = f'"{sys.executable}" -m constitution_diff diff KZ 2022-06 | head -1'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Kazakhstan")


def test_a_terminal_without_unicode_gets_the_report() -> None:
    """Letters the terminal lacks are replaced; nothing breaks."""
    done = subprocess.run(
        [sys.executable, "-m", "constitution_diff", "diff", "KZ", "2022-06"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert (done.returncode, done.stderr) == (0, b"")
