"""Typed access to plain data (what TOML or JSON gives), which reports every misfit instead of stopping at the first. Pure.

A :class:`Reader` wraps one table. Each getter takes the value out, checks its exact type and returns something usable in any case, so that
reading goes on and all problems of a file are found in one run. :meth:`Reader.close` reports the keys nobody asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from constitution_diff.model import NO_LABEL, Citation, Label, Period
from constitution_diff.problems import Problem, did_you_mean, listed

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
REVISION_ID = re.compile(r"[0-9a-z]+([-.][0-9a-z]+)*")
CITATION = re.compile(r"[0-9A-Za-z]+([-./ ][0-9A-Za-z]+)*(\([0-9A-Za-z]+([-.][0-9A-Za-z]+)*\))*")
PERIOD = re.compile(r"([1-9][0-9]{0,3}) (hours?|days?|working days?|weeks?|months?|years?|sessions?)")
FRACTION = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")
LANGUAGE = re.compile(r"[a-z]{2,3}")

JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling of Persian, Sinhala and other languages."""

_ABSENT: Any = object()
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_TYPES = {
    bool: "true/false",
    int: "an integer",
    float: "a decimal number",
    str: "text",
    dict: "a table",
    list: "a list",
    date: "a date",
    datetime: "a time",
}


def describe(value: object) -> str:
    """A value as it may be shown in a message: its type and, cut short, what it is."""
    kind = _TYPES.get(type(value), type(value).__name__)
    shown = repr(value) if isinstance(value, str) else str(value)
    return kind if isinstance(value, dict | list) else f"{kind} {shown[:60]}{'...' if len(shown) > 60 else ''}"  # noqa: PLR2004


@frozen
class Reference:
    """An id used somewhere that must be defined elsewhere: checked when the whole file has been read."""

    place: str
    value: str
    what: str


@define
class Log:
    """What reading one file collects: its problems, and the ids it refers to."""

    file: str
    problems: list[Problem] = field(factory=list)
    references: list[Reference] = field(factory=list)

    def report(self, place: str, found: str, fix: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(self.file, place, found, fix))


@define
class Reader:
    """One table of plain data.

    Attributes:
        data: The table.
        place: Where it stands, by ids.
        log: Where problems go.
    """

    data: Mapping[str, Any]
    place: str
    log: Log
    _used: set[str] = field(factory=set)

    # ---- bookkeeping ---------------------------------------------------------------------------------------------------------------

    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self.place}, {key}" if self.place else key

    def report(self, key: str, found: str, fix: str) -> None:
        """Report a problem with one key."""
        self.log.report(self.at(key), found, fix)

    def has(self, key: str) -> bool:
        """Whether the key is given; does not take it."""
        return key in self.data

    def taken(self, key: str) -> bool:
        """Whether somebody has asked for the key already."""
        return key in self._used

    def close(self, also_known: Iterable[str] = ()) -> None:
        """Report every key that was never asked for."""
        for key in self.data:
            if key not in self._used:
                known = sorted({*self._used, *also_known})
                self.report(str(key)[:60], "this key is not known here", did_you_mean(key, known, f"Known keys: {listed(known)}"))

    def take(self, key: str, *, required: bool = False, example: str = "") -> Any:  # noqa: ANN401
        """The raw value, or a marker when it is not given."""
        self._used.add(key)
        value = self.data.get(key, _ABSENT)
        if value is _ABSENT and required:
            self.report(key, "it is missing", f"Write {key} = {example}")
        return value

    def _typed(self, key: str, kind: type, *, required: bool, example: str) -> Any:  # noqa: ANN401
        value = self.take(key, required=required, example=example)
        if value is _ABSENT:
            return _ABSENT
        if type(value) is not kind:
            self.report(key, f"found {describe(value)} where {_TYPES[kind]} belongs", f"Write {key} = {example}")
            return _ABSENT
        return value

    # ---- scalars -------------------------------------------------------------------------------------------------------------------

    def text(self, key: str, *, required: bool = False, example: str = '"..."') -> str:
        """A piece of text for display, or ``""``."""
        value = self._typed(key, str, required=required, example=example)
        return "" if value is _ABSENT else self.printable(key, value)

    def printable(self, key: str, value: str) -> str:
        """The text, if it holds only what may be shown in a terminal; control and direction characters are refused."""
        bad = next((c for c in value if unicodedata.category(c) in _INVISIBLE and c not in JOINERS), None)
        if bad is not None:
            self.report(
                key,
                f"the text holds the invisible character U+{ord(bad):04X}",
                "Take it out: text may hold letters, digits, signs and plain spaces",
            )
            return ""
        if not value.strip():
            self.report(key, "the text is empty", f"Write something, or leave {key} out")
        return value

    def integer(self, key: str, *, least: int = 0, required: bool = False, example: str = "7") -> int | None:
        """A whole number, or None."""
        value = self._typed(key, int, required=required, example=example)
        if value is _ABSENT:
            return None
        if value < least:
            self.report(key, f"found {value}", f"It must be at least {least}")
            return None
        return int(value)

    def flag(self, key: str, *, default: bool | None = None) -> bool | None:
        """True or false; the default when not given."""
        value = self._typed(key, bool, required=False, example="true")
        return default if value is _ABSENT else bool(value)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A calendar date, or None."""
        value = self._typed(key, date, required=required, example="2022-06-08")
        return None if value is _ABSENT else value

    def choice(self, key: str, options: Iterable[str], *, required: bool = False, default: str = "") -> str:
        """One of a closed list."""
        options = list(options)
        value = self._typed(key, str, required=required, example=repr(options[0]).replace("'", '"'))
        if value is _ABSENT:
            return default
        return self.one_of(key, value, options) or default

    def one_of(self, key: str, value: str, options: Sequence[str]) -> str:
        """The value when it is among the options; otherwise a problem and ``""``."""
        if value in options:
            return value
        self.report(key, f"found {value[:60]!r}", did_you_mean(value, options, f"Allowed: {listed(options)}"))
        return ""

    def pattern(self, key: str, form: re.Pattern[str], *, required: bool = False, example: str) -> re.Match[str] | None:
        """Text of a given form."""
        value = self._typed(key, str, required=required, example=f'"{example}"')
        if value is _ABSENT:
            return None
        match = form.fullmatch(value)
        if match is None:
            self.report(key, f"found {value[:60]!r}", f'Write it like "{example}"')
        return match

    def period(self, key: str, *, example: str = "60 days") -> Period | None:
        """A length of time."""
        match = self.pattern(key, PERIOD, example=example)
        if match is None:
            return None
        unit = match[2] if match[2].endswith("s") else match[2] + "s"
        return Period(int(match[1]), unit)

    def fraction(self, key: str) -> Fraction | None:
        """A fraction between 0 and 1, written as text."""
        match = self.pattern(key, FRACTION, example="2/3")
        if match is None:
            return None
        value = Fraction(int(match[1]), int(match[2]))
        if value > 1:
            self.report(key, f"found {match[0]!r}, more than the whole", 'A fraction is at most "1/1"')
            return None
        return value

    # ---- ids and references --------------------------------------------------------------------------------------------------------

    def identifier(self, key: str, *, required: bool = False, form: re.Pattern[str] = ID, example: str = "constitutional-court") -> str:
        """An id in kebab-case, or ``""``."""
        match = self.pattern(key, form, required=required, example=example)
        return match[0] if match else ""

    def refer(self, key: str, what: str, *, required: bool = False, example: str = "senate") -> str | None:
        """An id that must be defined elsewhere in the file, or None."""
        value = self._typed(key, str, required=required, example=f'"{example}"')
        if value is _ABSENT:
            return None
        self.log.references.append(Reference(self.at(key), value, what))
        return str(value)

    def refer_all(self, key: str, what: str, *, required: bool = False, example: str = "senate") -> tuple[str, ...]:
        """A list of ids that must be defined elsewhere in the file."""
        values = self.texts(key, required=required, example=example)
        self.log.references.extend(Reference(self.at(key), v, what) for v in values)
        return values

    def texts(self, key: str, *, required: bool = False, example: str = "senate") -> tuple[str, ...]:
        """A list of distinct strings."""
        value = self._typed(key, list, required=required, example=f'["{example}"]')
        if value is _ABSENT:
            return ()
        if required and not value:
            self.report(key, "the list is empty", f'Write {key} = ["{example}"]')
        good: list[str] = []
        for number, item in enumerate(value, 1):
            if type(item) is not str:
                self.report(f"{key} {number}", f"found {describe(item)} where text belongs", f'Write {key} = ["{example}"]')
            elif item in good:
                self.report(f"{key} {number}", f"{item[:60]!r} stands twice", "Write it once")
            else:
                good.append(item)
        return tuple(good)

    def citations(self, key: str = "articles") -> tuple[Citation, ...]:
        """The articles a statement cites; at least one."""
        good = []
        for value in self.texts(key, required=True, example="44(3)"):
            if CITATION.fullmatch(value):
                good.append(Citation(value))
            else:
                self.report(key, f"found {value[:60]!r}", 'Write an article with its paragraphs like "44(3)" or "83-1"')
        return tuple(good)

    # ---- tables --------------------------------------------------------------------------------------------------------------------

    def label(self, key: str, *, required: bool = False) -> Label:
        """Words by language; English is required."""
        value = self._typed(key, dict, required=required, example='{ en = "..." }')
        return NO_LABEL if value is _ABSENT else Reader(value, self.at(key), self.log).as_label()

    def as_label(self, *, besides: Iterable[str] = ()) -> Label:
        """This table as words by language, apart from some keys."""
        words: dict[str, str] = {}
        for key in self.data:
            if key in besides:
                continue
            if LANGUAGE.fullmatch(key):
                words[key] = self.text(key)
        if "en" not in words:
            self.report("en", "it is missing", 'Every label needs English: en = "..."')
        self.close(also_known=("en", "ru", "kk", *besides))
        return Label(words)

    def table(self, key: str, *, required: bool = False, example: str = "{ ... }") -> Reader | None:
        """A table inside this one."""
        value = self._typed(key, dict, required=required, example=example)
        return None if value is _ABSENT else Reader(value, self.at(key), self.log)

    def tables(self, key: str, noun: str | None = None) -> list[Reader]:
        """A list of tables."""
        value = self._typed(key, list, required=False, example="[{ ... }]")
        if value is _ABSENT:
            return []
        readers = []
        for number, item in enumerate(value, 1):
            place = self.at(f"{noun or key} {number}")
            if type(item) is dict:
                readers.append(Reader(item, place, self.log))
            else:
                self.log.report(place, f"found {describe(item)} where a table belongs", "Write { key = value, ... }")
        return readers

    def named_tables(self, key: str) -> list[tuple[str, Reader]]:
        """A table of tables, each under its id."""
        group = self.table(key, example=f"a table: [{key}.some-id]")
        if group is None:
            return []
        found = []
        for name, item in group.data.items():
            place = f"{key} {name[:60]}"
            if not ID.fullmatch(name):
                self.log.report(place, f"the id {name[:60]!r} is not kebab-case", 'Write ids like "constitutional-court"')
            elif type(item) is not dict:
                self.log.report(place, f"found {describe(item)} where a table belongs", f"Write [{key}.{name}] and its keys below")
            else:
                found.append((name, Reader(item, place, self.log)))
        return found
