"""Writes the generated pages of the documentation: the catalogue of changes, from the rules and their examples.

Run by ``make docs``. ``tests/test_docs_generated.py`` compares what stands in the repository with what this would write.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from constitution_diff.escaping import markdown
from constitution_diff.examples import Example, example_file, example_of
from constitution_diff.rules import CATEGORIES, RULES, Rule
from constitution_diff.tables import COLUMNS
from constitution_diff.wording import side

ROOT = Path(__file__).resolve().parents[1]

INTRODUCTION = """\
# The catalogue of changes

<!-- Written by `make docs` from the rules and their examples. Do not edit: edit those. -->

Every change that a diff reports is named by one of the {count} rules below. A rule looks at one statement before and after, in the order of
the [method](method.md); the first that answers names the change, and the others that describe parts of it are its further aspects, so that one
act of law is one row. Where no rule has a name for what differs, the last ones of the catalogue report it, so that nothing is lost.

Rules come in pairs: read from the later state to the earlier one, the example of a rule is the example of its inverse. Ids are public and are
never reworded. Examples are small files in `fixtures/rules/`, coded for what they show and no more; most are cut out of real reforms, and those
that are constructed say so. On the command line: `constitution-diff rules consent-added`. To add a kind of change:
[adding-a-rule.md](adding-a-rule.md).
"""


def catalogue_page() -> str:
    """The page on all kinds of change, category by category."""
    return "\n".join([INTRODUCTION.format(count=len(RULES)), *_contents(), *_sections()]).rstrip() + "\n"


def _of(category: str) -> list[Rule]:
    return [rule for rule in RULES.values() if rule.category == category]


def _contents() -> Iterator[str]:
    for category, heading in CATEGORIES.items():
        yield f"- {markdown(heading)}: {', '.join(_link(rule.id) for rule in _of(category))}"
    yield ""


def _link(rule: str) -> str:
    return f"[`{rule}`](#{rule})"


def _sections() -> Iterator[str]:
    for category, heading in CATEGORIES.items():
        yield f"## {markdown(heading)}\n\nCategory `{category}`.\n"
        for rule in _of(category):
            yield from _rule(rule, example_of(rule.id))


def _rule(rule: Rule, example: Example) -> Iterator[str]:
    change = example.change
    inverse = "It is its own inverse." if rule.inverse == rule.id else f"The other way round: {_link(rule.inverse)}."
    yield f"### {rule.id}\n"
    yield f"{markdown(rule.meaning)} {inverse}\n"
    yield f"> {markdown(change.sentence)}\n"
    yield f"- Before: {markdown(side(change, 'before'))}"
    yield f"- After: {markdown(side(change, 'after'))}"
    yield f"- Articles: {markdown(COLUMNS['articles'].value(change))}"
    yield f"- Example: {markdown(example.title)} (`fixtures/rules/{example_file(rule.id).name}`)\n"


PAGES: Mapping[str, Callable[[], str]] = {"docs/changes.md": catalogue_page}
"""What is generated: the path in the repository, and what writes the text."""


def main() -> int:
    """Write every page that is out of date, and say which."""
    for name, write in PAGES.items():
        path, text = ROOT / name, write()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
