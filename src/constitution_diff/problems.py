"""What is wrong with somebody's input, said so that they can mend it. Pure; imports nothing of the package."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from attrs import field, frozen

LONGEST_LIST = 48
LONGEST_VALUE = 60


def visible(text: str) -> str:
    r"""The text with what cannot be seen written out (``\x1b``): a message quotes strangers' files, and is read in a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


@frozen(order=True)
class Problem:
    """One mistake in a data file.

    Attributes:
        file: The file, as the user named it.
        place: Where in it, by ids ("power adopt-law, state 2022-06, step 2, role"); empty for the file as a whole.
        found: What stands there and why it cannot be used.
        fix: What is allowed or what to write instead; what can be typed as it stands is in backquotes.
    """

    file: str = field(converter=visible)
    place: str = field(converter=visible)
    found: str = field(converter=visible)
    fix: str = field(converter=visible)

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


def shown(value: str) -> str:
    """A piece of somebody's text for a message: in quotes, and cut short when it is long."""
    return repr(value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}...")


def nearest(value: str, allowed: Iterable[str]) -> str:
    """The one of the allowed values that looks like the value, or ``""``."""
    return next(iter(difflib.get_close_matches(value[:LONGEST_VALUE], list(allowed), n=1, cutoff=0.7)), "")


def did_you_mean(value: str, allowed: Iterable[str], otherwise: str) -> str:
    """A suggestion when something allowed looks like the value, or else what is allowed."""
    near = nearest(value, allowed)
    return f"Did you mean {near!r}? {otherwise}" if near else otherwise


def listed(values: Iterable[str]) -> str:
    """``'a', 'b' or 'c'``; a long list is cut short with its length."""
    quoted = [repr(v) for v in values]
    if len(quoted) > LONGEST_LIST:
        return f"{', '.join(quoted[:LONGEST_LIST])} ... ({len(quoted)} in all)"
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)
