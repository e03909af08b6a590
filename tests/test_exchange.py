"""The JSON and CSV of a diff: everything is in it, its form is published, and what does not have that form is refused with every reason."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import constitution_diff as cd
from builders import DIRECTIONS, constitution, decades, institution, kazakhstan, norm, power, step, through
from constitution_diff.catalogue import fixtures
from constitution_diff.changes import Changes, diff
from constitution_diff.country import Constitution, Silence
from constitution_diff.encoding import statement_to_data
from constitution_diff.exchange import delta_from_json, rows_to_csv
from constitution_diff.model import Statement
from constitution_diff.problems import DataError
from constitution_diff.rules import CATEGORIES
from strategies import reforms

CHOICES: dict[str, Callable[[Changes], Changes]] = {
    "whole": lambda changes: changes,
    "a category": lambda changes: changes.of("sharing"),
    "a rule": lambda changes: changes.of("institution-replaced"),
    "an institution": lambda changes: changes.touching("president"),
    "nothing": lambda changes: changes[:0],
}


@cache
def form() -> dict[str, Any]:
    """The published form."""
    schema: dict[str, Any] = json.loads((fixtures() / "schema" / "diff-1.schema.json").read_text(encoding="utf-8"))
    return schema


def faults(text: str) -> list[str]:
    """What is wrong with some JSON by the published form."""
    validator = Draft202012Validator(form(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(text))]


# ---- nothing is lost ---------------------------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(reforms())
def test_the_delta_can_be_rebuilt(reform: tuple[Constitution, Constitution]) -> None:
    """From the JSON of a diff comes back the exact delta under it."""
    changes = diff(*reform)
    assert delta_from_json(changes.to_json()) == changes.delta


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_delta_of_a_real_reform_can_be_rebuilt(direction: str) -> None:
    """Of Kazakhstan, both ways."""
    assert delta_from_json(kazakhstan(direction).to_json()) == kazakhstan(direction).delta


def test_the_rebuilt_delta_leads_from_state_to_state() -> None:
    """A reader who has the state before and the JSON has the state after."""
    changes = kazakhstan()
    assert cd.apply(changes.before, delta_from_json(changes.to_json())) == changes.after


def test_a_choice_of_changes_gives_their_part_of_the_delta() -> None:
    """What the JSON was filtered to is what comes back."""
    chosen = kazakhstan().of("transfer")
    assert delta_from_json(chosen.to_json()).edits == tuple(sorted((e for c in chosen for e in c.edits), key=lambda e: e.id))


def test_what_was_not_compared_comes_back_too() -> None:
    """A statement that nobody read on the other side is no change, but it is part of the delta."""
    changes = diff(constitution(power("veto", step())), constitution(coded=()))
    assert (len(changes), delta_from_json(changes.to_json())) == (0, changes.delta)


def test_an_unread_statement_is_named_without_states() -> None:
    """Of a statement read in neither state there is nothing but its name."""
    changes = diff(constitution(unread=["veto"]), constitution())
    assert json.loads(changes.to_json())["not_compared"] == [{"statement": "veto", "before": None, "after": None}]


def test_unread_areas_are_named() -> None:
    """Areas that were not read in both states stand first."""
    changes = diff(constitution(coded=["government"]), constitution(coded=["government", "judiciary"]))
    assert json.loads(changes.to_json())["not_compared"] == [{"area": "judiciary"}]


# ---- the published form ------------------------------------------------------------------------------------------------------------


def test_the_published_form_is_a_json_schema() -> None:
    """The form is itself well formed."""
    Draft202012Validator.check_schema(form())


def test_the_published_form_lists_the_categories() -> None:
    """Categories are a closed list, and it is the package's own."""
    assert form()["$defs"]["category"]["enum"] == list(CATEGORIES)


def test_the_published_form_explains_itself() -> None:
    """Every field of every table has a description, or refers to a definition that has one."""
    definitions = form()["$defs"]
    tables = {"": form(), **definitions}
    fields = {(table, name): field for table, found in tables.items() for name, field in found.get("properties", {}).items()}
    described = {name for name, found in definitions.items() if found["description"]}
    silent = [
        place for place, f in fields.items() if "description" not in f and f.get("$ref", "").removeprefix("#/$defs/") not in described
    ]
    assert silent == []


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_real_diff_has_the_published_form(direction: str, choice: str) -> None:
    """Kazakhstan, both ways, whole and filtered."""
    assert faults(CHOICES[choice](kazakhstan(direction)).to_json()) == []


REVISIONS = [r.id for r in cd.load("KZ").revisions[1:]]


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_a_revision_restores_has_the_published_form(revision: str) -> None:
    """Whichever earlier rules the revisions of Kazakhstan bring back, in whole or in part."""
    assert faults(cd.load("KZ").changes(revision).reversals.to_json()) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_read_backwards_a_revision_restores_nothing(revision: str) -> None:
    """The JSON of a diff from a later state to an earlier one names no restoration, and still has the published form."""
    changes = cd.load("KZ").changes(revision)
    backwards = diff(changes.after, changes.before).to_json()
    assert {change["restores"] is None for change in json.loads(backwards)["changes"]} == {True}
    assert faults(backwards) == []


@given(reforms())
def test_every_diff_has_the_published_form(reform: tuple[Constitution, Constitution]) -> None:
    """Whatever a data file could say."""
    assert faults(diff(*reform).to_json()) == []


BREACHES: dict[str, Callable[[dict[str, Any]], None]] = {
    "another version": lambda data: data.update(schema=2),
    "a field nobody knows": lambda data: data.update(remark="..."),
    "no state": lambda data: data.pop("after"),
    "an unknown category": lambda data: data["changes"][0].update(category="coup"),
    "a rule that is no id": lambda data: data["changes"][0].update(rule="Power Moved"),
    "an article that is a number": lambda data: data["changes"][0]["articles"].update(after=[104.10]),
    "a fingerprint of words": lambda data: data["changes"][0].update(fingerprint="the transfer"),
    "a statement of no kind": lambda data: data["changes"][0]["after"].pop("statement"),
    "a day that is none": lambda data: data["changes"][0].update(in_force="2022-02-30"),
    "a restoration of nothing": lambda data: data["changes"][0].update(
        restores={"from": "1995", "until": "2007-05", "state": None, "whole": True, "restored": [], "missing": []}
    ),
    "a restoration by nobody": lambda data: data["changes"][0].update(restores={"whole": True}),
    "no word on what is restored": lambda data: data["changes"][0].pop("restores"),
    "an actor who is nobody": lambda data: data["changes"][0]["after"]["route"][0]["steps"][0].update(actor={}),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_the_published_form_is_closed(breach: str) -> None:
    """What the package never writes, the form does not allow."""
    data = json.loads(kazakhstan().of("decision-moved").to_json())
    BREACHES[breach](data)
    assert faults(json.dumps(data)) != []


# ---- reading what others wrote -----------------------------------------------------------------------------------------------------


def sample() -> dict[str, Any]:
    """The JSON of a small diff: a transfer and a succession that carries a power."""
    before: list[Statement] = [power("veto", step()), institution("council"), power("review", step("council"))]
    after: list[Statement] = [power("veto", step("senate")), institution("court", replaces=("council",)), power("review", step("court"))]
    data: dict[str, Any] = json.loads(diff(constitution(*before), constitution(*after)).to_json())
    return data


def reasons(data: object) -> list[str]:
    """Why some JSON is refused."""
    with pytest.raises(DataError) as refused:
        delta_from_json(data if isinstance(data, str) else json.dumps(data))
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("text", ["", "{", "not json", "[" * 100_000, "1" * 10_000])
def test_what_is_not_json_is_refused(text: str) -> None:
    """Whatever is wrong with it, in one message."""
    (reason,) = reasons(text)
    assert reason.startswith("diff.json: this is not JSON (")


@pytest.mark.parametrize("data", [[], "text", 1, None, {}, {"schema": 2}, {"schema": True}, {"schema": "1"}], ids=repr)
def test_another_form_is_refused(data: object) -> None:
    """What does not say that it is a diff of version 1 is not read."""
    assert reasons(json.dumps(data)) == ["diff.json: schema: this is not a diff of version 1. Use the output of --format json."]


MISTAKES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "no changes": (lambda data: data.pop("changes"), "changes: it is missing"),
    "no state": (lambda data: data.pop("before"), "before: it is missing"),
    "a state that is a list": (lambda data: data.update(after=[]), "after: found a list where a table belongs"),
    "a country that is a number": (lambda data: data["before"].update(country=7), "before, country: found the number 7 where text belongs"),
    "a day that is none": (lambda data: data["after"].update(date="yesterday"), "after, date: 'yesterday' is not a date"),
    "areas in a row": (lambda data: data["after"].update(coded="abc"), "after, coded: found the text 'abc' where a list belongs"),
    "a change that is text": (lambda data: data["changes"].append("veto"), "changes 3: found the text 'veto' where a table belongs"),
    "a change without a side": (lambda data: data["changes"][0].pop("before"), "changes 1, before: it is missing"),
    "a side that is text": (
        lambda data: data["changes"][0].update(after="senate"),
        "changes 1, after: found the text 'senate' where a table belongs",
    ),
    "a change that covers a number": (lambda data: data["changes"][0].update(covers=1), "changes 1, covers: found the number 1"),
    "a statement of no kind": (
        lambda data: data["changes"][0]["after"].update(statement="law"),
        "statement veto, statement: 'law' is not allowed",
    ),
    "a role nobody plays": (
        lambda data: data["changes"][0]["after"]["steps"][0].update(role="decid"),
        "role: 'decid' is not allowed here. Did you mean 'decide'?",
    ),
    "a key nobody knows": (lambda data: data["changes"][0]["after"].update(step=[]), "statement veto, step: this key is not known here"),
    "a change about something else": (
        lambda data: data["changes"][0].update(statement="sign"),
        "changes 1, statement: it holds 'veto' instead",
    ),
    "two stories of one statement": (
        lambda data: data["changes"].append({**data["changes"][0], "after": None}),
        "changes 3, statement: 'veto' differs from what was said of it before",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_by_its_place(mistake: str) -> None:
    """Where it stands and what stands there."""
    make, expected = MISTAKES[mistake]
    data = sample()
    make(data)
    assert [reason for reason in reasons(data) if expected in reason] != []


def test_all_mistakes_are_told_at_once() -> None:
    """Independent mistakes are found in one reading."""
    data = sample()
    chosen = ("a country that is a number", "a day that is none", "a role nobody plays", "a change that is text")
    for mistake in chosen:
        MISTAKES[mistake][0](data)
    told = "\n".join(reasons(data))
    assert [mistake for mistake in chosen if MISTAKES[mistake][1] not in told] == []


def test_what_a_later_version_adds_is_left_alone() -> None:
    """A field beside those of version 1 does not keep a diff from being read."""
    data = sample()
    data["remark"] = data["changes"][0]["remark"] = "added later"
    assert len(delta_from_json(json.dumps(data))) == 4


# ---- writing -----------------------------------------------------------------------------------------------------------------------


def test_json_can_be_written_in_one_line() -> None:
    """Without indentation, with a line break at the end."""
    assert kazakhstan().to_json(indent=None).count("\n") == 1


def test_json_holds_letters_as_they_are() -> None:
    """Names in Cyrillic can be read in the file."""
    assert "Конституционный" in kazakhstan().to_json()


def test_a_change_in_json_says_who_gained_and_who_lost() -> None:
    """Actors, effects, articles, entry into force, the sentence and the fingerprint are in it."""
    president, senate = institution("president"), institution("senate")
    changes = diff(
        constitution(president, senate, power("veto", step(), articles=["44(3)"])),
        constitution(president, senate, power("veto", step("senate"), articles=["104.10"])),
    )
    (change,), (data,) = changes, json.loads(changes.to_json())["changes"]
    del data["before"], data["after"]
    assert data == {
        "rule": "power-transferred",
        "category": "transfer",
        "also": [],
        "statement": "veto",
        "kind": "power",
        "area": "government",
        "covers": [],
        "from": ["president"],
        "to": ["senate"],
        "partners": [],
        "effects": [{"institution": "president", "direction": "decrease"}, {"institution": "senate", "direction": "increase"}],
        "articles": {"before": ["44(3)"], "after": ["104.10"]},
        "in_force": None,
        "in_force_event": None,
        "restores": None,
        "sentence": change.sentence,
        "fingerprint": change.fingerprint,
    }


ALONE = power("appoint-judge", step("president", "appoint"))
WITH_CONSENT = power("appoint-judge", step("president", "appoint"), step("senate", "consent"))
ON_PROPOSAL = power("appoint-judge", step("president", "appoint"), step("council", "propose"))
BAN = norm("ban", "president")


@pytest.mark.parametrize(
    ("forms", "restored", "missing"),
    [
        ((ALONE, WITH_CONSENT, ALONE), ["who:senate"], []),
        ((ALONE, WITH_CONSENT, ON_PROPOSAL), ["who:senate"], ["who:council"]),
        ((None, BAN, "silent"), ["existence"], []),
    ],
    ids=["a rule as it was", "a rule in part", "a silence"],
)
def test_a_change_in_json_says_what_it_restores(
    forms: tuple[Statement | Silence | None, ...],
    restored: list[str],
    missing: list[str],
) -> None:
    """From when to when the earlier form stood, what it said as a data file would write it, what of it is back and what is not."""
    changes = decades(through(*forms)).changes("2020")
    (data,) = json.loads(changes.to_json())["changes"]
    first = forms[0]
    assert data["restores"] == {
        "from": "2000",
        "until": "2010",
        "state": None if first is None or isinstance(first, str) else statement_to_data(first),
        "whole": not missing,
        "restored": restored,
        "missing": missing,
    }
    assert faults(changes.to_json()) == []


def test_what_a_change_restores_is_no_part_of_the_delta() -> None:
    """The earlier state is there to be read; the delta that comes back is that between the two states alone."""
    changes = decades(through(ALONE, WITH_CONSENT, ALONE)).changes("2020")
    assert delta_from_json(changes.to_json()) == changes.delta


# ---- CSV ---------------------------------------------------------------------------------------------------------------------------


def test_csv_can_be_read_back() -> None:
    """Commas, quotes and line breaks stay inside their cell; a line break becomes a space."""
    written = rows_to_csv(["a", "b"], [["one, two", 'say "three"'], ["", "four\nfive"]])
    assert list(csv.reader(io.StringIO(written))) == [["a", "b"], ["one, two", 'say "three"'], ["", "four five"]]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "|dir", "%x"])
def test_csv_holds_no_formula(cell: str) -> None:
    """A cell that a spreadsheet would run is marked as text."""
    assert rows_to_csv(["what"], [[cell]]).splitlines()[1].lstrip('"').startswith("'")
