"""Whole reports of Kazakhstan, against files that were read through when they were made: one reform, every revision as a page, and the log.

UPDATE_GOLDEN=1 writes the files anew instead: ``make golden``. Read the difference before it goes in.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import constitution_diff as cd
from constitution_diff.chronicle import describe_log, describe_revision
from constitution_diff.report import WIDTH, Report, describe_report, draw_markdown, draw_text

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "If the new output is what it should be, run `make golden` and read the difference."

KZ = cd.load("KZ")


def reform() -> Report:
    """What the referendum of June 2022 changed in Kazakhstan."""
    return describe_report(cd.diff(KZ.at("2019-03"), KZ.at("2022-06")))


def page(revision: str) -> str:
    """A revision as a page of text."""
    return draw_text(describe_revision(KZ, revision))


FILES: dict[str, Callable[[], str]] = {
    "kz-2019-03-2022-06.txt": lambda: draw_text(reform()),
    "kz-2019-03-2022-06.md": lambda: draw_markdown(reform()),
    "kz-log.txt": lambda: draw_text(describe_log(KZ, stat=True)),
    **{f"kz-{revision.id}.txt": partial(page, revision.id) for revision in KZ.revisions},
}
"""What is kept: ``diff KZ 2019-03 2022-06`` as text and as Markdown, ``log KZ --stat``, and ``show KZ REV`` of every revision."""


@pytest.mark.parametrize("name", FILES)
def test_a_report_is_the_golden_one(name: str) -> None:
    """What the command line prints changes only on purpose."""
    drawn, file = FILES[name](), GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert file.exists(), f"There is no tests/golden/{name}. Run `make golden`."
    assert drawn == file.read_text(encoding="utf-8"), f"The report is not tests/golden/{name}. {REFRESH}"


def test_no_golden_file_is_left_over() -> None:
    """Each file in the folder is one of those above."""
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


def test_no_line_of_the_text_report_is_longer_than_its_width() -> None:
    """The report fits a terminal or a page of a hundred columns."""
    assert [line for line in draw_text(reform()).splitlines() if len(line) > WIDTH == 100] == []
