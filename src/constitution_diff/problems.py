"""What is wrong with somebody's input, said so that they can mend it. Pure; imports nothing of the package."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from attrs import frozen


@frozen(order=True)
class Problem:
    """One mistake in a data file.

    Attributes:
        file: The file, as the user named it.
        place: Where in it, by ids ("power adopt-law, state 2022-06, step 2, role"); empty for the file as a whole.
        found: What stands there and why it cannot be used.
        fix: What is allowed or what to write instead.
    """

    file: str
    place: str
    found: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{self.file}: {place}{self.found}. {self.fix}."


class UserError(Exception):
    """A mistake of the caller that a message can mend: an unknown country, an impossible date, a file that does not load."""


class DataError(UserError):
    """A data file cannot be used. Carries every problem found, not only the first.

    Attributes:
        problems: All of them, in the order of the file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


def did_you_mean(value: str, allowed: Iterable[str], otherwise: str) -> str:
    """A suggestion when something allowed looks like the value, or else what is allowed."""
    near = difflib.get_close_matches(value, list(allowed), n=1, cutoff=0.7)
    return f"Did you mean {near[0]!r}? {otherwise}" if near else otherwise


def listed(values: Iterable[str]) -> str:
    """``'a', 'b' or 'c'``; a long list is cut short with its length."""
    quoted = [repr(v) for v in values]
    if len(quoted) > LONGEST_LIST:
        return f"{', '.join(quoted[:LONGEST_LIST])} ... ({len(quoted)} in all)"
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)


LONGEST_LIST = 24
