"""Typed access to plain data (what TOML or JSON gives), which reports every misfit instead of stopping at the first. Pure.

A :class:`Reader` wraps one table. Each getter takes the value out, checks its exact type and returns something usable in any case, so that
reading goes on and all problems of a file are found in one run. :meth:`Reader.close` reports the keys nobody asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from constitution_diff.escaping import hidden
from constitution_diff.model import NO_LABEL, Citation, Label, Period
from constitution_diff.problems import Problem, did_you_mean, listed, nearest, shown

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
REVISION_ID = re.compile(r"[0-9a-z]+([-.][0-9a-z]+)*")
_DIVISION = r"[a-z]+ [0-9A-Za-z]+([-.][0-9A-Za-z]+)*"
CITATION = re.compile(
    rf"(?=.{{1,40}}$)({_DIVISION}(, {_DIVISION})+|[0-9A-Za-z]+([-./ ][0-9A-Za-z]+)*(\([0-9A-Za-z]+([-.][0-9A-Za-z]+)*\))*)"
)
UNITS = ("hours", "days", "working days", "weeks", "months", "years", "sessions")
PERIOD = re.compile(rf"([1-9][0-9]{{0,3}}) ({'|'.join(f'{unit}?' for unit in UNITS)})")
FRACTION = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")
LANGUAGE = re.compile(r"[a-z]{2,3}")

_ABSENT: Any = object()
_LARGEST = 2**63 - 1
"""What a TOML integer may be; Python would go on, and then refuse to print it."""
_TYPES: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a decimal number",
    str: "text",
    dict: "a table",
    list: "a list",
    date: "a date",
}


def describe(value: object) -> str:
    """A value as it may be shown in a message: what kind of thing it is and, cut short, what it says."""
    match value:
        case bool():
            words = str(value).lower()
        case str():
            words = f"the text {shown(value)}"
        case int() if abs(value) > _LARGEST:
            words = "a number of more than 18 digits"
        case int() | float():
            words = f"the number {value}"
        case datetime() | time():
            words = f"the time {value}"
        case date():
            words = f"the date {value}"
        case _:
            words = _TYPES.get(type(value), "something else")
    return words


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
    _tables: dict[str, Reader] = field(factory=dict)

    def report(self, place: str, found: str, fix: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(self.file, place, found, fix))

    def enter(self, table: Reader) -> None:
        """Remember where a table stands, so that a problem reported by its place can be put in order."""
        self._tables.setdefault(table.place, table)

    def in_order(self) -> list[Problem]:
        """The problems, each once, in the order of the file: table by table, in each first what is missing, then key by key."""
        return sorted(dict.fromkeys(self.problems), key=lambda p: self._position(p.place))

    def _position(self, place: str) -> tuple[int, ...]:
        parts = place.split(", ")
        for n in range(len(parts), 0, -1):
            table = self._tables.get(", ".join(parts[:n]))
            if table:
                return (*table.position, *map(table.index, parts[n : n + 1]))
        top = self._tables.get("")
        return (top.index(parts[0]),) if top else ()


@define
class Reader:
    """One table of plain data.

    Attributes:
        data: The table.
        place: Where it stands, by ids.
        log: Where problems go.
        within: The table it stands in, the key it stands under there, and its number in the list there; None for the whole file.
    """

    data: Mapping[str, Any]
    place: str
    log: Log
    within: tuple[Reader, str, int] | None = None
    _used: set[str] = field(factory=set)
    _missing: list[tuple[tuple[str, ...], str, str, str]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.log.enter(self)

    # ---- bookkeeping ---------------------------------------------------------------------------------------------------------------

    def call(self, place: str) -> None:
        """Name the place of this table by ids, once they are known."""
        self.place = place
        self.log.enter(self)

    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self.place}, {key}" if self.place else key

    @property
    def position(self) -> tuple[int, ...]:
        """Where it stands, by numbers: the way to it through the file."""
        if self.within is None:
            return ()
        outer, key, number = self.within
        return (*outer.position, outer.index(key), number)

    def index(self, key: str) -> int:
        """The number of a key in this table, also of a place in its list ("step 2" in ``steps``); before all others when it is not there."""
        word = key.split(" ", 1)[0]
        return next((n for n, name in enumerate(self.data) if name.startswith(word)), -1)

    def inside(self, key: str, data: Mapping[str, Any], place: str = "", number: int = 0) -> Reader:
        """A table inside this one, under a key; by default its place is that of the key."""
        return Reader(data, place or self.at(key), self.log, (self, key, number))

    def report(self, key: str, found: str, fix: str) -> None:
        """Report a problem with one key."""
        self.log.report(self.at(key), found, fix)

    def has(self, key: str) -> bool:
        """Whether the key is given; does not take it."""
        return key in self.data

    def taken(self, key: str) -> bool:
        """Whether somebody has asked for the key already."""
        return key in self._used

    def leave(self, keys: Iterable[str]) -> None:
        """Take keys whose values do not matter, because what is wrong with them has been said."""
        self._used.update(keys)

    def close(self, also_known: Iterable[str] = ()) -> None:
        """Report every key that was never asked for, and what is missing unless such a key looks like it."""
        unknown = [key for key in self.data if key not in self._used]
        if not unknown and not self._missing:
            return
        known = sorted({*self._used, *also_known})
        for key in unknown:
            self.report(key[:60], "this key is not known here", did_you_mean(key, known, f"Known keys: {listed(known)}"))
        misspelt = {nearest(key, known) for key in unknown}
        for keys, place, found, fix in self._missing:
            if not misspelt.intersection(keys):
                self.log.report(place, found, fix)

    def take(self, key: str, *, required: bool = False, example: str = "") -> Any:  # noqa: ANN401
        """The raw value, or a marker when it is not given."""
        self._used.add(key)
        value = self.data.get(key, _ABSENT)
        if value is _ABSENT and required:
            self._missing.append(((key,), self.at(key), "it is missing", f"Write `{key} = {example}`"))
        return value

    def take_one(self, keys: Sequence[str], what: str, example: str) -> str:
        """Which one of some keys is given, or ``""`` when none is or several are. The value is left for the caller to take."""
        given = [key for key in keys if key in self.data]
        fix = f"Write one of {', '.join(keys)}: `{example}`"
        if len(given) > 1:
            self.log.report(self.place, f"it gives {', '.join(given[:-1])} and {given[-1]}", fix)
            self.leave(given)
        elif not given:
            self._missing.append((tuple(keys), self.place, f"it gives no {what}", fix))
        return given[0] if len(given) == 1 else ""

    def _typed(self, key: str, kind: type, *, required: bool, example: str) -> Any:  # noqa: ANN401
        if not required and key not in self.data:  # by far the most keys are left out
            self._used.add(key)
            return _ABSENT
        value = self.take(key, required=required, example=example)
        if value is _ABSENT:
            return _ABSENT
        if type(value) is not kind:
            self.report(key, f"found {describe(value)} where {_TYPES[kind]} belongs", f"Write it like `{key} = {example}`")
            return _ABSENT
        return value

    # ---- scalars -------------------------------------------------------------------------------------------------------------------

    def text(self, key: str, *, required: bool = False, example: str = '"..."') -> str:
        """A piece of text for display, or ``""``."""
        value = self._typed(key, str, required=required, example=example)
        if value is _ABSENT:
            return ""
        if not value.strip():
            self.report(key, "the text is empty", f"Write `{key} = {example}`" if required else f"Write something, or leave {key} out")
        return self._printable(key, value)

    def _printable(self, key: str, value: str) -> str:
        """The text, if it holds only what may be shown in a terminal; control and direction characters are refused."""
        bad = None if value.isprintable() else next(filter(hidden, value), None)
        if bad is not None:
            self.report(
                key,
                f"the text {shown(value)} holds the invisible character U+{ord(bad):04X}",
                "Take it out: text may hold letters, digits, signs and plain spaces",
            )
            return ""
        return value

    def integer(self, key: str, *, least: int = 0, required: bool = False, example: str = "7") -> int | None:
        """A whole number, or None."""
        value = self._typed(key, int, required=required, example=example)
        if value is _ABSENT:
            return None
        if not least <= value <= _LARGEST:
            self.report(
                key, f"found {describe(value)}", f"It must be at least {least}" if value < least else f"It must be at most {_LARGEST}"
            )
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
        if not required and key not in self.data:
            self._used.add(key)
            return default
        options = list(options)
        value = self._typed(key, str, required=required, example=repr(options[0]).replace("'", '"'))
        if value is _ABSENT:
            return default
        return self.one_of(key, value, options) or default

    def one_of(self, key: str, value: str, options: Sequence[str]) -> str:
        """The value when it is among the options; otherwise a problem and ``""``."""
        if value in options:
            return value
        self.report(key, f"{shown(value)} is not allowed here", did_you_mean(value, options, f"Allowed: {listed(options)}"))
        return ""

    def pattern(self, key: str, form: re.Pattern[str], what: str, *, required: bool = False, example: str) -> re.Match[str] | None:
        """Text of a given form, which is called ``what`` in messages."""
        value = self._typed(key, str, required=required, example=f'"{example}"')
        if value is _ABSENT:
            return None
        match = form.fullmatch(value)
        if match is None:
            self.report(key, f"{shown(value)} is not {what}", f'Write it like `{key} = "{example}"`')
        return match

    def period(self, key: str, *, required: bool = False, example: str = "60 days") -> Period | None:
        """A length of time."""
        match = self.pattern(key, PERIOD, f"a number of {', '.join(UNITS[:-1])} or {UNITS[-1]}", required=required, example=example)
        if match is None:
            return None
        unit = match[2] if match[2].endswith("s") else match[2] + "s"
        return Period(int(match[1]), unit)

    def fraction(self, key: str, *, required: bool = False, example: str = "2/3") -> Fraction | None:
        """A fraction between 0 and 1, written as text."""
        match = self.pattern(key, FRACTION, "a fraction", required=required, example=example)
        if match is None:
            return None
        value = Fraction(int(match[1]), int(match[2]))
        if value > 1:
            self.report(key, f"{match[0]!r} is more than the whole", 'A fraction is at most `"1/1"`')
            return None
        return value

    # ---- ids and references --------------------------------------------------------------------------------------------------------

    def identifier(self, key: str, *, required: bool = False, form: re.Pattern[str] = ID, example: str = "constitutional-court") -> str:
        """An id, or ``""``."""
        what = "an id in kebab-case" if form is ID else "an id"
        match = self.pattern(key, form, what, required=required, example=example)
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
        if values:
            place = self.at(key)
            self.log.references += [Reference(place, v, what) for v in values]
        return values

    def texts(self, key: str, *, required: bool = False, empty: bool = False, example: str = "senate") -> tuple[str, ...]:
        """A list of distinct strings; one that is required may still be empty if so allowed."""
        value = self._typed(key, list, required=required, example=f'["{example}"]')
        if value is _ABSENT:
            return ()
        if required and not value and not empty:
            self.report(key, "the list is empty", f'Write `{key} = ["{example}"]`')
        good: dict[str, None] = {}
        for number, item in enumerate(value, 1):
            if type(item) is not str:
                self.report(f"{key} {number}", f"found {describe(item)} where text belongs", f'Write it like `{key} = ["{example}"]`')
            elif item in good:
                self.report(f"{key} {number}", f"{shown(item)} stands twice", "Write it once")
            else:
                good[item] = None
        return tuple(good)

    def citations(self, key: str = "articles") -> tuple[Citation, ...]:
        """The articles a statement cites; at least one."""
        good = []
        for value in self.texts(key, required=True, example="44(3)"):
            if CITATION.fullmatch(value):
                good.append(Citation(value))
            else:
                self.report(key, f"{shown(value)} is not an article", f'Write an article with its paragraphs: `{key} = ["44(3)", "83-1"]`')
        return tuple(good)

    # ---- tables --------------------------------------------------------------------------------------------------------------------

    def label(self, key: str, *, required: bool = False) -> Label:
        """Words by language; English is required."""
        value = self._typed(key, dict, required=required, example='{ en = "..." }')
        return NO_LABEL if value is _ABSENT else self.inside(key, value).as_label()

    def as_label(self, *, besides: Iterable[str] = ()) -> Label:
        """This table as words by language, apart from some keys."""
        words = {key: self.text(key, required=key == "en") for key in self.data if key not in besides and LANGUAGE.fullmatch(key)}
        if "en" not in words:
            self.report("en", "it is missing", 'Every label needs English: `en = "..."`')
        self.close(also_known=("en", "ru", "kk", *besides))
        return Label(words)

    def table(self, key: str, *, example: str, required: bool = False) -> Reader | None:
        """A table inside this one."""
        value = self._typed(key, dict, required=required, example=example)
        return None if value is _ABSENT else self.inside(key, value)

    def tables(self, key: str, *, header: str = "", noun: str = "", example: str = "") -> list[Reader]:
        """A list of tables.

        Args:
            key: The key.
            header: How the list is written above each table, by default the key.
            noun: What one of them is called in places, by default the key.
            example: One of them, where they are written in a line.
        """
        value = self.take(key)
        if value is _ABSENT:
            return []
        write = f"Write it like `{key} = [{example}]`" if example else f"Write `[[{header or key}]]` above each of them"
        if type(value) is not list:
            self.report(key, f"found {describe(value)} where a list of tables belongs", write)
            return []
        readers = []
        for number, item in enumerate(value, 1):
            place = self.at(f"{noun or key} {number}")
            if type(item) is dict:
                readers.append(self.inside(key, item, place, number))
            else:
                self.log.report(place, f"found {describe(item)} where a table belongs", write)
        return readers

    def named_tables(self, key: str) -> list[tuple[str, Reader]]:
        """A table of tables, each under its id."""
        value = self.take(key)
        if value is _ABSENT:
            return []
        if type(value) is not dict:
            self.report(key, f"found {describe(value)} where tables with ids belong", f"Write `[{key}.some-id]` and its keys below")
            return []
        own = [name for name, item in value.items() if type(item) is not dict]
        if own:
            self.report(key, f"it holds {', '.join(own)[:60]}, which belong under an id", f"Write `[{key}.some-id]` above them")
        found = []
        for number, (name, item) in enumerate(value.items(), 1):
            place = f"{key} {name[:60]}"
            if not ID.fullmatch(name):
                self.log.report(place, f"{shown(name)} is not an id in kebab-case", f"Write it like `[{key}.constitutional-court]`")
            elif name not in own:
                found.append((name, self.inside(key, item, place, number)))
        return found
