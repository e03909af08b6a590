"""The generated pages of the documentation are up to date."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from constitution_diff.rules import RULES

ROOT = Path(__file__).parents[1]
PAGES: dict[str, Callable[[], str]] = runpy.run_path(str(ROOT / "tools" / "write_docs.py"))["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    """What stands in the repository is what the tool writes from the rules and their examples."""
    path = ROOT / name
    current = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert current == PAGES[name](), f"{name} is out of date. Run: make docs"


def test_the_catalogue_has_a_section_for_every_rule() -> None:
    """Every rule has one heading in the catalogue, to which the links on the page lead."""
    assert sorted(re.findall("^### (.+)$", PAGES["docs/changes.md"](), re.MULTILINE)) == sorted(RULES)
