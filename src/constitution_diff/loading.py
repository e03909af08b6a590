"""Opens data files. One of the two modules that do (the other is :mod:`constitution_diff.catalogue`, which finds them)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from constitution_diff.checking import check_country
from constitution_diff.country import Country
from constitution_diff.decoding import Shared, read_country
from constitution_diff.problems import DataError, Problem
from constitution_diff.reader import Log

LARGEST_FILE = 10_000_000
"""Bytes. A country coded in full takes some 300,000; a file thirty times as large is something else."""


def load_toml(path: Path, name: str) -> dict[str, Any]:
    """The tables of a TOML file.

    Args:
        path: The file.
        name: What to call it in messages.

    Raises:
        DataError: It cannot be read, or is not TOML.
    """

    def refuse(found: str, fix: str) -> DataError:
        return DataError([Problem(name, "", found, fix)])

    try:
        if path.is_dir():
            raise refuse("this is a directory", "Name a file in it that ends in .toml")
        if not path.is_file():
            raise refuse("there is no such file", "Check the name and the folder")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise refuse(f"the file has {size:,} bytes", f"A country file has at most {LARGEST_FILE:,}")
        text = path.read_bytes().decode("utf-8")
    except PermissionError:
        raise refuse("the file may not be read", "Give yourself permission to read it") from None
    except UnicodeDecodeError as error:
        raise refuse(f"the file is not UTF-8: byte {error.start + 1} cannot be read", "Save it as UTF-8") from None
    except OSError as error:
        raise refuse(f"the file cannot be read ({error.strerror})", "Check the file") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"\(at (.*?)\)", str(error))
        twice = re.search(r"overwrite|twice|duplicate|already|immutable", str(error), re.IGNORECASE)
        found = f"the file is not valid TOML at {where[1]}" if where else "the file is not valid TOML"
        reason = "a key or table stands twice there" if twice else "the syntax is wrong there"
        raise refuse(f"{found}: {reason}", "Mend that place; see docs/data-format.md for examples") from None
    except RecursionError:
        raise refuse("the file is nested too deep", "Lists and tables go at most a few levels deep") from None


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
    data = load_toml(path, log.file)
    country = read_country(data, log, shared)
    terms = data.get("term")
    check_country(country, terms if isinstance(terms, dict) else {}, log)
    if log.problems:
        raise DataError(dict.fromkeys(log.problems))
    return country
