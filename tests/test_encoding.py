"""Statements as plain data and back: what is written is what was said, no more and no less."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

import constitution_diff as cd
from builders import any_of, at_least, each_of, institution, joint, more_than, norm, power, route, step
from constitution_diff.decoding import read_statement
from constitution_diff.encoding import statement_to_data
from constitution_diff.model import (
    Frequency,
    Label,
    Measure,
    Members,
    Period,
    Provenance,
    Relatives,
    Renewal,
    Statement,
    TermLimit,
    Threshold,
)
from constitution_diff.reader import Log
from strategies import statements


def read(data: dict[str, Any]) -> Statement | None:
    """The statement in some data, which must be without fault."""
    log = Log("test")
    statement = read_statement(data, log)
    assert log.problems == []
    return statement


# ---- there and back ----------------------------------------------------------------------------------------------------------------


@given(statements)
def test_a_statement_survives_the_way_through_data(statement: Statement) -> None:
    """Reading what was written gives an equal statement, and nothing in it is refused."""
    assert read(statement_to_data(statement)) == statement


@given(statements)
def test_a_statement_survives_the_way_through_json(statement: Statement) -> None:
    """The data are JSON: text, whole numbers, true and false, lists and tables, nothing that JSON would alter."""
    data = statement_to_data(statement)
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("code", cd.countries())
def test_every_real_statement_survives_the_way_through_json(code: str) -> None:
    """All statements of a country, in all revisions."""
    country = cd.load(code)
    real = [statement for revision in country.revisions for statement in country.at(revision.id)]
    assert [read(json.loads(json.dumps(statement_to_data(s)))) for s in real] == real


# ---- the shape ---------------------------------------------------------------------------------------------------------------------

SHAPES: dict[str, tuple[Statement, dict[str, Any]]] = {
    "an institution": (
        institution("senate", seats=50, term=Period(6, "years"), articles=["50(2)"]),
        {
            "statement": "institution",
            "id": "senate",
            "area": "government",
            "kind": "office",
            "name": {"en": "Senate"},
            "seats": 50,
            "term": "6 years",
            "articles": ["50(2)"],
        },
    ),
    "a power with one way": (
        power("veto", step("president", "veto", against="parliament"), articles=["104.10"]),
        {
            "statement": "power",
            "id": "veto",
            "area": "government",
            "steps": [{"actor": "president", "role": "veto", "against": "parliament"}],
            "articles": ["104.10"],
        },
    ),
    "a power with several ways": (
        power(
            "fill-court", route(step("president", "appoint"), id="first", seats=1), route(step("senate", "elect"), seats=2), fills="court"
        ),
        {
            "statement": "power",
            "id": "fill-court",
            "area": "government",
            "fills": "court",
            "route": [
                {"id": "first", "steps": [{"actor": "president", "role": "appoint"}], "seats": 1},
                {"steps": [{"actor": "senate", "role": "elect"}], "seats": 2},
            ],
            "articles": ["2"],
        },
    ),
    "a power that is denied to everyone": (
        power("veto", denied=True),
        {"statement": "power", "id": "veto", "area": "government", "denied": True, "articles": ["2"]},
    ),
    "a norm": (
        norm("ban", "president", joint("senate", "court"), kind="party-ban", object=("party",)),
        {
            "statement": "norm",
            "id": "ban",
            "area": "government",
            "kind": "party-ban",
            "subject": ["president", {"joint": ["senate", "court"]}],
            "modality": "must-not",
            "act": "join",
            "object": ["party"],
            "articles": ["3"],
        },
    ),
}


@pytest.mark.parametrize("what", SHAPES)
def test_a_statement_is_written_like_a_data_file(what: str) -> None:
    """Head and state in one table; what is not said is not there."""
    statement, data = SHAPES[what]
    assert statement_to_data(statement) == data


ACTORS = {
    "an id": (step("senate").actor, "senate"),
    "members": (Members("senate"), {"members_of": "senate"}),
    "a share of the members": (Members("senate", share=Fraction(1, 5)), {"members_of": "senate", "at_least": "1/5"}),
    "a number of members": (Members("council", count=3, within="region"), {"members_of": "council", "at_least": 3, "within": "region"}),
    "together": (joint("senate", "assembly"), {"joint": ["senate", "assembly"]}),
    "either": (any_of("senate", "assembly"), {"any_of": ["senate", "assembly"]}),
    "both": (each_of("senate", Members("assembly")), {"each_of": ["senate", {"members_of": "assembly"}]}),
}


@pytest.mark.parametrize("what", ACTORS)
def test_an_actor_is_an_id_or_a_table(what: str) -> None:
    """A body is written by its id, anything else as a table that says what it is."""
    actor, data = ACTORS[what]
    assert statement_to_data(power("act", step(actor)))["steps"][0]["actor"] == data


def test_relatives_are_a_subject() -> None:
    """Of whom, and how close."""
    assert statement_to_data(norm("ban", Relatives("president")))["subject"] == [{"relatives_of": "president", "degree": "close"}]


DETAILS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a strict threshold": ({"threshold": more_than("1/2")}, {"threshold": {"more_than": "1/2", "of": "members"}}),
    "unanimity": ({"threshold": at_least("1")}, {"threshold": {"at_least": "1/1", "of": "members"}}),
    "a plurality": ({"threshold": Threshold(None, strict=False, of="votes-cast")}, {"threshold": {"plurality_of": "votes-cast"}}),
    "a quorum and a spread": (
        {"threshold": more_than("1/2", "votes-cast", quorum=more_than("1/2", "voters"), spread=at_least("2/3", "regions"))},
        {
            "threshold": {
                "more_than": "1/2",
                "of": "votes-cast",
                "quorum": {"more_than": "1/2", "of": "voters"},
                "spread": {"at_least": "2/3", "of": "regions"},
            }
        },
    ),
    "one day": ({"within": Period(1, "days")}, {"within": "1 day"}),
    "a word that does not bind": ({"binding": False}, {"binding": False}),
    "nothing said on whether it binds": ({"binding": None}, {}),
}


@pytest.mark.parametrize("what", DETAILS)
def test_a_step_writes_what_is_said(what: str) -> None:
    """Fractions as text, lengths of time as text, false only where it was said."""
    details, data = DETAILS[what]
    assert statement_to_data(power("act", step("senate", **details)))["steps"] == [{"actor": "senate", "role": "decide", **data}]


FIELDS: dict[str, tuple[Statement, str, object]] = {
    "a frequency": (
        power("act", step(), frequency=Frequency(2, "year", "at-most")),
        "frequency",
        {"times": 2, "per": "year", "bound": "at-most"},
    ),
    "an age": (
        norm("age", measure=Measure("at-least", Fraction(40), "years")),
        "measure",
        {"at_least": 40, "unit": "years"},
    ),
    "a share": (
        norm("share", measure=Measure("at-most", Fraction(1, 2), "seats")),
        "measure",
        {"at_most": "1/2", "unit": "seats"},
    ),
    "terms in a row": (institution(term_limit=TermLimit(2, consecutive=True)), "term_limit", {"times": 2, "consecutive": True}),
    "terms at all": (institution(term_limit=TermLimit(2)), "term_limit", {"times": 2}),
    "a renewal": (
        institution(renewal=Renewal(Fraction(1, 2), Period(3, "years"))),
        "renewal",
        {"share": "1/2", "every": "3 years"},
    ),
    "names": (institution(name=Label(en="President", ru="Президент")), "name", {"en": "President", "ru": "Президент"}),
}


@pytest.mark.parametrize("what", FIELDS)
def test_a_field_writes_what_is_said(what: str) -> None:
    """A whole number as one, a fraction as text."""
    statement, key, data = FIELDS[what]
    assert statement_to_data(statement)[key] == data


def test_where_a_statement_comes_from_is_not_written() -> None:
    """Provenance and labels stay behind: equal statements are written alike."""
    veto = power("veto", step())
    assert statement_to_data(evolve(veto, provenance=Provenance(note="read again"), label=Label(en="Veto"))) == statement_to_data(veto)
