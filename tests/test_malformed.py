"""Bad input: for each mistake a user can make, the exact messages; for any data at all, no traceback.

Each file in ``tests/malformed`` is a small country with the mistake it is named after, or, in a few, several; beside it stand the messages.
UPDATE_GOLDEN=1 writes the messages anew: ``make golden``. Read the difference before it goes in: would you know what to do?
"""

from __future__ import annotations

import copy
import os
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

import constitution_diff as cd
from constitution_diff.catalogue import shared
from constitution_diff.checking import check_country
from constitution_diff.cli import main
from constitution_diff.decoding import read_country
from constitution_diff.loading import LARGEST_FILE, load_country
from constitution_diff.problems import Problem
from constitution_diff.reader import Log

MALFORMED = Path(__file__).parent / "malformed"
VALID = MALFORMED / "valid.toml"
FILES = [path for path in sorted(MALFORMED.glob("*.toml")) if path != VALID]
SYNTAX = [path for path in FILES if path.stem.startswith(("syntax-", "repeated-"))]

Way: TypeAlias = tuple[str | int, ...]
"""The way to a value in a file, key by key."""


def named(path: Path) -> str:
    """The name of the mistake."""
    return path.stem


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a file."""
    with pytest.raises(cd.DataError) as refused:
        load_country(path, shared(), path.name)
    return refused.value.problems


def messages_of(path: Path) -> list[str]:
    """What is wrong with a file, in words."""
    return [str(problem) for problem in problems_of(path)]


def problems_of_text(folder: Path, text: str | bytes) -> list[str]:
    """What is wrong with a file that holds this."""
    path = folder / "some.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return messages_of(path)


# ---- one file for each mistake -------------------------------------------------------------------------------------------------------


def test_the_valid_file_has_no_problem() -> None:
    """The small country that the malformed ones resemble loads."""
    country = cd.load(VALID)
    assert (country.code, [r.id for r in country.revisions]) == ("XA", ["2001", "2011"])


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_mistake_is_told_in_these_words(path: Path) -> None:
    """The messages of a malformed file, all of them and in order, are those of its golden file."""
    told = "".join(f"{message}\n" for message in messages_of(path))
    golden = path.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(told, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    assert expected == told, f"The messages are not those of {golden.name}. If they should be, run `make golden` and read the difference."


def test_no_golden_file_is_left_over() -> None:
    """Each file of messages stands beside the file they are about."""
    assert {path.stem for path in FILES} == {path.stem for path in MALFORMED.glob("*.txt")}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_message_names_file_and_place_and_what_to_write(path: Path) -> None:
    """Each problem says in which file, where in it, what is wrong and, in a sentence of its own, what to do."""
    for problem in problems_of(path):
        assert problem.file == path.name
        assert problem.place
        assert not problem.found.endswith(".")
        assert re.fullmatch(r"[A-Z].*[^.]", problem.fix)
        assert str(problem) == f"{problem.file}: {problem.place}: {problem.found}. {problem.fix}."


QUOTED = r"(?<=['`])[\w\[ ]+|(?<=gives )[\w]+|(?<=holds )\w+|(?<=itself: )[\w-]+|\b(?:\d[\d.:-]*\d|\d|true|false)\b"
"""How a message quotes a value: in quotes, or as a number, or as a list of keys or ids."""

NOTHING_TO_QUOTE = (
    r"it is missing|it gives no \w+|there is no(ne| step| route| state before it)|there is neither a count nor a share|there are fewer than two actors|"
    r"the (list|text) is empty|this key is not known here|there are steps beside the routes|"
    r"it says the same as the state before it|its first state is silent|two states begin with the same revision|it replaces itself|"
    r"the state is \w+ and \w+ at once|the state before it is \w+: there is nothing to keep|"
    r"it says nothing that differs from the state before it|nobody has the power, yet there are steps|relatives cannot exercise a power|"
    r"the actors are nested too deep|this actor stands twice|a text is not closed|found a (list|table) where .* belongs?|"
    r"found a number of more than 18 digits"
)
"""What is wrong where there is no value, where the place names it already, or where it is a whole table."""


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_message_quotes_the_value_found(path: Path) -> None:
    """Each problem shows something that stands in the file at that place, unless nothing does."""
    text = path.read_text(encoding="utf-8")
    for problem in problems_of(path):
        quoted = re.findall(QUOTED, problem.found)
        assert re.fullmatch(NOTHING_TO_QUOTE, problem.found) or any(value in text for value in quoted), problem


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_problem_is_told_twice(path: Path) -> None:
    """No two problems of a file are at the same place with the same finding."""
    told = [(problem.place, problem.found) for problem in problems_of(path)]
    assert len(set(told)) == len(told)


def test_twelve_mistakes_are_told_in_one_run() -> None:
    """Whatever finds them, all problems of a file are reported at once, in the order in which they stand in it."""
    places = [problem.place.split(",")[0] for problem in problems_of(MALFORMED / "twelve-mistakes.toml")]
    assert places == [
        "country",
        "coded",
        "revision 2001",
        "revision 2001",
        "source text-2001",
        "institution senate",
        "institution assembly",
        "institution court",
        "power adopt-law",
        "power adopt-law",
        "power adopt-law",
        "power appoint-supreme-court-judges",
    ]


# ---- what is no text file, or no TOML ------------------------------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that is not there."""
    assert messages_of(tmp_path / "none.toml") == ["none.toml: there is no such file. Check the name and the folder."]


def test_a_directory(tmp_path: Path) -> None:
    """A directory where a file belongs."""
    assert messages_of(tmp_path) == [f"{tmp_path.name}: this is a directory. Name a file in it that ends in .toml."]


def test_a_pipe(tmp_path: Path) -> None:
    """What is neither file nor directory is not opened: reading it might never end."""
    os.mkfifo(tmp_path / "pipe.toml")
    assert messages_of(tmp_path / "pipe.toml") == ["pipe.toml: this is not a file but a device or a pipe. Save the data in a file."]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "the file may not be read. Give yourself permission to read it."),
        (OSError(5, "Input/output error"), "the file cannot be read (Input/output error). Check the name and the folder."),
    ],
    ids=["permission", "hardware"],
)
def test_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, error: OSError, message: str) -> None:
    """What the system refuses is told; simulated, for the tests may run as a user to whom nothing is refused."""

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert messages_of(VALID) == [f"valid.toml: {message}"]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding: the line and the byte are named."""
    text = 'schema = 1\ncountry = "XA"\nname = { en = "Exland", ru = "Эксландия" }\n'
    assert problems_of_text(tmp_path, text.encode("cp1251")) == [
        "some.toml: line 3: the file is not UTF-8: the byte 0xdd cannot be read. Save the file as UTF-8."
    ]


def test_a_file_of_fifty_megabytes(tmp_path: Path) -> None:
    """A file far larger than any constitution is not taken apart."""
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert messages_of(path) == [
        f"huge.toml: the file has more than {LARGEST_FILE:,} bytes. Give one country its own file, without what is not part of the format."
    ]


def test_a_file_with_a_nul_byte(tmp_path: Path) -> None:
    """A NUL byte is written out in the message, not printed."""
    (message,) = problems_of_text(tmp_path, 'schema = 1\ncountry = "X\0A"\n')
    found = r'there is a character that no data file may hold: `country = "X\x00A"`'
    assert message == f"some.toml: line 2, column 13: {found}. Take it out."


def test_lists_nested_deep(tmp_path: Path) -> None:
    """Lists nested deeper than the parser can follow."""
    assert problems_of_text(tmp_path, f"schema = 1\ncoded = {'[' * 100_000}{']' * 100_000}\n") == [
        "some.toml: the file is nested too deep. Lists and tables go at most a few levels deep."
    ]


def test_tables_nested_deep_in_one_key(tmp_path: Path) -> None:
    """Dotted keys nest as deep as they like without troubling the parser; what reads the tables is not troubled either."""
    deep = ".".join(["quorum"] * 3_000)
    steps = f'steps = [{{ actor = "senate", role = "adopt", threshold.{deep}.of = "members" }}]\n'
    text = (MALFORMED / "steps-empty.toml").read_text(encoding="utf-8").replace("steps = []\n", steps)
    assert "power adopt-law, step 1, threshold, quorum, quorum: this key is not known here" in "\n".join(problems_of_text(tmp_path, text))


def test_a_number_of_thousands_of_digits(tmp_path: Path) -> None:
    """Python refuses to read such a number with an error of its own, which does not escape."""
    assert problems_of_text(tmp_path, f"schema = {'1' * 5_000}\n") == [
        "some.toml: the file holds a number of thousands of digits. Write whole numbers of at most 18 digits."
    ]


def test_a_hexadecimal_number_of_thousands_of_digits(tmp_path: Path) -> None:
    """Python reads such a number, but refuses to print it: the message does not try."""
    found = "schema: found a number of more than 18 digits. It must be at most 9223372036854775807."
    assert f"some.toml: {found}" in problems_of_text(tmp_path, f"schema = 0x{'F' * 5_000}\n")


def test_an_article_of_thousands_of_digits(tmp_path: Path) -> None:
    """What is no number of an article is refused before anything tries to put it in order."""
    text = (MALFORMED / "article-as-number.toml").read_text(encoding="utf-8").replace("[10]", f'["{"1" * 5_000}"]')
    (message,) = problems_of_text(tmp_path, text)
    assert message.startswith(f"some.toml: institution senate, articles: '{'1' * 60}...' is not an article.")


def test_an_empty_file(tmp_path: Path) -> None:
    """An empty file is told what every file must have."""
    places = [message.split(": ")[1] for message in problems_of_text(tmp_path, "")]
    assert sorted(places) == ["coded", "country", "name", "revision", "schema"]


@pytest.mark.parametrize(
    "altered", [b"\xef\xbb\xbf" + VALID.read_bytes(), VALID.read_bytes().replace(b"\n", b"\r\n")], ids=["mark", "lines"]
)
def test_a_file_saved_by_another_editor_loads(tmp_path: Path, altered: bytes) -> None:
    """A byte order mark and line ends of other systems are no mistake."""
    path = tmp_path / "saved.toml"
    path.write_bytes(altered)
    assert cd.load(path).at("2011") == cd.load(VALID).at("2011")


# ---- the words of the parser ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SYNTAX, ids=named)
def test_the_words_of_the_parser_are_not_shown(path: Path) -> None:
    """Errors of syntax are told in the project's words: those of Python's parser differ between versions."""
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(path.read_text(encoding="utf-8"))
    words = str(refused.value).split(" (at ")[0]
    assert all(words not in message for message in messages_of(path))


def test_words_the_parser_may_use_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error the project has no words for is told with its place all the same."""

    def refuse(_: str) -> None:
        raise tomllib.TOMLDecodeError("Unheard-of thing (at line 2, column 3)")

    monkeypatch.setattr(tomllib, "loads", refuse)
    assert messages_of(VALID) == [
        'valid.toml: line 2, column 3: the syntax is wrong: `country = "XA"`. Write `[table]`, `[[table]]` or `key = "value"`.'
    ]


# ---- anything at all -----------------------------------------------------------------------------------------------------------------


def read(data: dict[str, Any]) -> Log:
    """Read the tables of a file, as loading does, and put its problems into words."""
    log = Log("some.toml")
    country = read_country(data, log, shared())
    terms = data.get("term")
    check_country(country, terms if isinstance(terms, dict) else {}, log)
    for problem in log.in_order():
        assert str(problem).isprintable()
    return log


def ways(value: object, way: Way = ()) -> Iterator[Way]:
    """The ways to every value in a file."""
    if way:
        yield way
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from ways(item, (*way, key))


def replaced(data: dict[str, Any], way: Way, value: object) -> dict[str, Any]:
    """The tables of a file with another value in one place."""
    result = copy.deepcopy(data)
    table: Any = result
    for key in way[:-1]:
        table = table[key]
    table[way[-1]] = value
    return result


ODD_VALUES: dict[str, object] = {
    "zero": 0,
    "negative": -1,
    "huge": 10**30,
    "decimal": 0.5,
    "not-a-number": float("nan"),
    "flag": True,
    "empty-text": "",
    "text": "x",
    "control": "\x1b[31m\u202e",
    "long-text": "x" * 10_000,
    "date": date(2001, 1, 1),
    "moment": datetime(2001, 1, 1),  # noqa: DTZ001
    "time": time(9, 30),
    "empty-list": [],
    "list": [1, "x", {}, []],
    "empty-table": {},
    "table": {"x": {}},
    "label": {"en": "x"},
}


@pytest.mark.parametrize("name", ODD_VALUES)
def test_an_odd_value_anywhere_is_no_traceback(name: str) -> None:
    """Whatever stands in place of any one value of a file, it is read or reported, and the report can be printed."""
    data = tomllib.loads(VALID.read_text(encoding="utf-8"))
    for way in ways(data):
        read(replaced(data, way, ODD_VALUES[name]))


keys = (
    st.sampled_from(
        ["id", "name", "en", "coded", "revision", "power", "state", "steps", "actor", "joint", "since", "as_before", "silent", "x"]
    )
    | st.text()
)
scalars = st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.times()
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=12)
tops = (
    st.sampled_from(["schema", "country", "name", "coded", "revision", "source", "term", "event", "institution", "power", "norm"])
    | st.text()
)


@given(st.dictionaries(tops, values, max_size=6))
def test_any_data_is_no_traceback(data: dict[str, Any]) -> None:
    """Random tables have problems, all of which can be printed."""
    assert read(data).problems


# ---- the command line ----------------------------------------------------------------------------------------------------------------


def test_check_prints_all_problems_of_all_files(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`check FILE...` prints every message of every file on standard error, names the good files, and exits with 2."""
    monkeypatch.chdir(MALFORMED)
    status = main(["check", *(path.name for path in [*FILES, VALID])])
    printed = capsys.readouterr()
    assert status == 2
    assert printed.err == "".join(path.with_suffix(".txt").read_text(encoding="utf-8") for path in FILES)
    assert printed.out == "valid.toml: no problems; XA, 2 revisions, 6 statements\n"


def test_check_names_a_file_as_the_user_did(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file that does not end in .toml is named in messages as it was typed."""
    monkeypatch.chdir(tmp_path)
    main(["check", "notes"])
    assert capsys.readouterr().err == "notes: there is no such file. Check the name and the folder.\n"


@pytest.mark.parametrize("command", ["show", "diff"])
def test_other_commands_tell_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """What is wrong with a file is told by every command that loads it, with nothing on standard output."""
    monkeypatch.chdir(MALFORMED)
    status = main([command, "twelve-mistakes.toml", *(["2001"] if command == "diff" else [])])
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert printed.err == (MALFORMED / "twelve-mistakes.txt").read_text(encoding="utf-8")
