"""The whole report of the flagship case, as text and as Markdown, against files that were read through when they were made.

UPDATE_GOLDEN=1 writes the files anew instead: ``make golden``. Read the difference before it goes in.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import constitution_diff as cd
from constitution_diff.report import WIDTH, Report, describe_report, draw_markdown, draw_text

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "If the new output is what it should be, run `make golden` and read the difference."


@pytest.fixture(scope="module")
def report() -> Report:
    """What the referendum of June 2022 changed in Kazakhstan."""
    kz = cd.load("KZ")
    return describe_report(cd.diff(kz.at("2019-03"), kz.at("2022-06")))


def golden(name: str, drawn: str) -> str:
    """The content of a golden file; written anew from what was drawn when asked to."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert file.exists(), f"There is no tests/golden/{name}. Run `make golden`."
    return file.read_text(encoding="utf-8")


def test_the_text_report_is_the_golden_one(report: Report) -> None:
    """What `constitution-diff diff KZ 2019-03 2022-06` prints changes only on purpose."""
    drawn = draw_text(report)
    assert drawn == golden("kz-2022-06.txt", drawn), f"The text report is not tests/golden/kz-2022-06.txt. {REFRESH}"


def test_the_markdown_report_is_the_golden_one(report: Report) -> None:
    """The same report in Markdown changes only on purpose."""
    drawn = draw_markdown(report)
    assert drawn == golden("kz-2022-06.md", drawn), f"The Markdown report is not tests/golden/kz-2022-06.md. {REFRESH}"


def test_no_line_of_the_text_report_is_longer_than_its_width(report: Report) -> None:
    """The report fits a terminal or a page of a hundred columns."""
    assert [line for line in draw_text(report).splitlines() if len(line) > WIDTH == 100] == []
