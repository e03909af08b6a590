"""Opens data files. One of the two modules that do (the other is :mod:`constitution_diff.catalogue`, which finds them)."""

from __future__ import annotations

import gc
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from constitution_diff.checking import check_country
from constitution_diff.country import Country
from constitution_diff.decoding import Shared, read_country
from constitution_diff.problems import LONGEST_VALUE, DataError, Problem
from constitution_diff.reader import Log

LARGEST_FILE = 10_000_000
"""Bytes. A country coded in full takes some 300,000; a file thirty times as large is something else."""

_SYNTAX = {
    r"overwrite|twice|Duplicate|immutable|redefine": ("a key or a table stands here for the second time", "Keep one of the two"),
    r"Illegal character '\\n'|Unterminated": ("a text is not closed", 'Close it with the quotes it began with: `key = "text"`'),
    r"Unclosed array": ("a list that began before is not closed, or lacks a comma", 'Write it like `key = ["one", "two"]`'),
    r"Unclosed inline table": ("a table in a line is not closed, or lacks a comma", 'Write it like `key = { en = "one", ru = "two" }`'),
    r"end of an? \w+ declaration": ("a header is not closed", "Write it like `[table.id]` or `[[table]]`"),
    r"Expected '='": ("there is no = after the key", 'Write it like `key = "text"`; comments begin with #'),
    r"Expected newline": ("something stands behind the value", "Write each key on a line of its own"),
    r"Invalid date": ("there is no such day", "Write a day of the calendar: `2022-06-08`"),
    r"Invalid value": ("there is no value that can be read", 'Put text and ids in quotes: `key = "text"`; write dates like `2022-06-08`'),
    r"Unescaped|scalar|hex": ("a backslash has no meaning before what follows it", r"Write `\\` for a backslash"),
    r"nvalid character|Illegal": ("there is a character that no data file may hold", "Take it out"),
    r"": ("the syntax is wrong", 'Write `[table]`, `[[table]]` or `key = "value"`'),
}
"""What is wrong, and what to write, by what the parser of Python says; its own words are not shown, for they differ between versions."""


def _read(path: Path, name: str) -> str:
    """The text of a file."""

    def refuse(found: str, fix: str, place: str = "") -> DataError:
        return DataError([Problem(name, place, found, fix)])

    try:
        if path.is_dir():
            raise refuse("this is a directory", "Name a file in it that ends in .toml")
        if not path.exists():
            raise refuse("there is no such file", "Check the name and the folder")
        if not path.is_file():
            raise refuse("this is not a file but a device or a pipe", "Save the data in a file")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except PermissionError:
        raise refuse("the file may not be read", "Give yourself permission to read it") from None
    except OSError as error:
        raise refuse(f"the file cannot be read ({error.strerror})", "Check the name and the folder") from None
    if len(raw) > LARGEST_FILE:
        raise refuse(
            f"the file has more than {LARGEST_FILE:,} bytes", "Give one country its own file, without what is not part of the format"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"the file is not UTF-8: the byte {raw[error.start]:#04x} cannot be read"
        raise refuse(found, "Save the file as UTF-8", f"line {line}") from None


def load_toml(path: Path, name: str) -> dict[str, Any]:
    """The tables of a TOML file.

    Args:
        path: The file.
        name: What to call it in messages.

    Raises:
        DataError: It cannot be read, or is not TOML.
    """
    text = _read(path, name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = _syntax_problem(str(error), text, name)
    except ValueError:
        # Python refuses to read integers of thousands of digits, and the parser passes that on.
        problem = Problem(name, "", "the file holds a number of thousands of digits", "Write whole numbers of at most 18 digits")
    except RecursionError:
        problem = Problem(name, "", "the file is nested too deep", "Lists and tables go at most a few levels deep")
    raise DataError([problem])


def _syntax_problem(message: str, text: str, name: str) -> Problem:
    found, fix = next(words for pattern, words in _SYNTAX.items() if re.search(pattern, message))
    where = re.search(r"\(at line (\d+), column (\d+)\)", message)
    if where is None:
        return Problem(name, "end of the file", found, fix)
    line = text.replace("\r\n", "\n").split("\n")[int(where[1]) - 1].strip()
    return Problem(name, f"line {where[1]}, column {where[2]}", f"{found}: `{line[:LONGEST_VALUE]}`" if line else found, fix)


def load_country(path: Path, shared: Shared, name: str | None = None) -> Country:
    """The country a data file describes.

    Args:
        path: The file.
        shared: The vocabularies.
        name: What to call the file in messages; its path when left out.

    Raises:
        DataError: Anything is wrong with the file. It carries every problem found.
    """
    log = Log(name or str(path))
    with without_collection():
        data = load_toml(path, log.file)
        country = read_country(data, log, shared)
        terms = data.get("term")
        check_country(country, terms if isinstance(terms, dict) else {}, log)
    if log.problems:
        raise DataError(log.in_order())
    return country


@contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection for a while: reading builds some hundred thousand objects, no cycles among them, and each pass over them costs time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
