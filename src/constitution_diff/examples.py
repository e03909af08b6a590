"""The examples of the catalogue: for each kind of change, a small pair of states that shows it, real wherever there is one. Finds and opens ``fixtures/rules/*.toml``.

An example is a country file with exactly two revisions, named after the rule that fires. For a rule and its inverse one file is enough: read
backwards, it is the example of the inverse.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import frozen

from constitution_diff.catalogue import fixtures, shared
from constitution_diff.changes import Change, Changes, diff
from constitution_diff.loading import load_country
from constitution_diff.rules import RULES


@frozen
class Example:
    """A small pair of states.

    Attributes:
        rule: The rule it shows.
        title: What it is.
        changes: What changed in it: exactly one thing, the change of the rule.
        backwards: Whether the pair is read backwards in time.
    """

    rule: str
    title: str
    changes: Changes
    backwards: bool

    @property
    def change(self) -> Change:
        """The change it shows."""
        return next(c for c in self.changes if c.rule == self.rule)


def example_file(rule: str) -> Path:
    """The file that shows a rule: its own, or that of its inverse."""
    own, other = (fixtures() / "rules" / f"{name}.toml" for name in (rule, RULES[rule].inverse))
    return own if own.is_file() else other


@cache
def example_of(rule: str) -> Example:
    """The example of a rule.

    Args:
        rule: The rule's id.
    """
    path = example_file(rule)
    country = load_country(path, shared(), f"rules/{path.name}")
    before, after = (country.at(r.id) for r in country.revisions)
    backwards = path.stem != rule
    title = country.revisions[1].title["en"]
    return Example(
        rule, f"{title}, read backwards" if backwards else title, diff(after, before) if backwards else diff(before, after), backwards
    )
