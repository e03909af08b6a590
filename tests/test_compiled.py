"""A country that ships is compiled as Python compiles a module: read once, made anew when what it came from has changed, never trusted when broken."""

from __future__ import annotations

import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from constitution_diff import catalogue
from constitution_diff.catalogue import _Compiled, load, shared
from constitution_diff.country import Country
from constitution_diff.loading import load_country
from constitution_diff.problems import DataError

EXLAND = """
schema = 1
country = "XX"
name = { en = "Exland" }
coded = ["head-of-state"]
[[revision]]
id = "first"
title = { en = "First" }
act = "Act"
route = "baseline"
adopted = 2000-01-01
sources = ["text"]
[source.text]
title = "The text"
[institution.president]
kind = "head-of-state"
name = { en = "President" }
articles = ["1"]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file, older than anything that is written now, where byte code may be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "xx.toml"
    path.write_text(EXLAND, encoding="utf-8")
    return path


def compiled(file: Path) -> Path:
    """Where its byte code is kept."""
    return Path(cache_from_source(str(file)))


def read(file: Path) -> Country:
    """The country, compiled if need be."""
    return _Compiled(file.stem, str(file)).country()


def no_reading(*_: object) -> Country:
    """Stands in for the reader where nothing may be read."""
    raise AssertionError("it was read again")


def test_a_country_is_read_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time it comes from its compiled form."""
    first = read(file)
    monkeypatch.setattr(catalogue, "load_country", no_reading)
    assert read(file).lineages == first.lineages


def test_a_file_that_changed_is_read_again(file: Path) -> None:
    """An older compiled form is no longer that of the file."""
    read(file)
    file.write_text(EXLAND.replace('en = "President"', 'en = "Head of State"'), encoding="utf-8")
    os.utime(file, (2**31 - 10, 2**31 - 10))
    state = read(file).at("first").institution("president")
    assert state
    assert state.name["en"] == "Head of State"


def test_code_that_changed_reads_it_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A compiled form is as old as the youngest of what made it: the file, the vocabularies, the package."""
    module = file.parent / "package" / "catalogue.py"
    module.parent.mkdir()
    module.touch()
    monkeypatch.setattr(catalogue, "__file__", str(module))
    read(file)
    os.utime(module, (2**31 - 10, 2**31 - 10))
    monkeypatch.setattr(catalogue, "load_country", no_reading)
    with pytest.raises(AssertionError, match="it was read again"):
        read(file)


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", None], ids=["empty", "no byte code", "cut off"])
def test_a_broken_compiled_form_is_none(file: Path, rubbish: bytes | None) -> None:
    """What cannot be read from there is read from the file."""
    expected = read(file).lineages
    whole = compiled(file).read_bytes()
    compiled(file).write_bytes(whole[: len(whole) // 2] if rubbish is None else rubbish)
    assert read(file).lineages == expected


def test_nothing_is_written_where_python_may_not_write(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who forbids byte code forbids this too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read(file)
    assert not compiled(file).exists()


def test_problems_are_told_as_ever(file: Path) -> None:
    """A file that is wrong is not compiled, and all its problems are told."""
    file.write_text(EXLAND.replace("schema = 1", "schema = 2"), encoding="utf-8")
    with pytest.raises(DataError, match="schema: found 2"):
        read(file)
    assert not compiled(file).exists()


def test_the_compiled_kazakhstan_is_the_one_that_is_read() -> None:
    """Nothing is lost on the way."""
    path = catalogue.fixtures() / "countries" / "kz.toml"
    kz, from_text = load("KZ"), load_country(path, shared(), path.name)
    for name in ("code", "name", "coded", "revisions", "lineages", "vocabulary", "file"):
        assert getattr(kz, name) == getattr(from_text, name)
