"""Citations in the order of a text, words by language, lengths of time, and what counts when two statements are compared."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from builders import any_of, institution, joint, norm, power, route, step
from constitution_diff.model import (
    AnyOf,
    Body,
    Citation,
    InForce,
    Label,
    Members,
    Period,
    Power,
    Provenance,
    Relatives,
    Route,
    Statement,
    Step,
    actor_ids,
    differing_fields,
    kind_of,
    mentions,
    sort_citations,
)
from strategies import statements

# ---- citations ---------------------------------------------------------------------------------------------------------------------

TEXT = [
    *("preamble", "9", "10", "44", "44(2)", "44(3)", "44(3)(1)", "44(3)(2)", "44(10)", "44(10)(1)", "44(10-1)", "44(11)"),
    *("71", "71(2)", "71-1", "71-1(1)", "71-2", "71a", "72", "104.1", "104.2", "104.10", "105"),
]
"""Citations in the order in which they stand in a text."""


def test_citations_sort_in_the_order_of_the_text() -> None:
    """9 before 10, all of 71 before 71-1 before 72, paragraph 2 before 10 before 10-1, 104.2 before 104.10."""
    assert sort_citations(sorted(TEXT)) == tuple(TEXT)


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(TEXT)))
def test_each_citation_comes_before_the_next(earlier: str, later: str) -> None:
    """The key of order tells any two neighbours apart."""
    assert Citation(earlier).order < Citation(later).order


@given(st.lists(st.sampled_from(TEXT)))
def test_sorting_citations_drops_repetitions(citations: list[str]) -> None:
    """Each article is cited once, however often it was named, and in the same order whatever the order given."""
    assert sort_citations(citations) == tuple(c for c in TEXT if c in citations)


def test_an_article_number_is_a_name() -> None:
    """104.10 is not 104.1, in a list, in a set and as text."""
    assert {Citation("104.10"), Citation("104.1")} == {"104.1", "104.10"}


@pytest.mark.parametrize(
    ("citation", "article", "paragraphs"),
    [
        ("44", "44", ()),
        ("44(3)", "44", ("3",)),
        ("71(3)(2)", "71", ("3", "2")),
        ("44(10-1)", "44", ("10-1",)),
        ("104.10(a)", "104.10", ("a",)),
    ],
)
def test_a_citation_has_an_article_and_paragraphs(citation: str, article: str, paragraphs: tuple[str, ...]) -> None:
    """What stands before the first bracket is the article; the brackets hold paragraphs, outermost first."""
    assert (Citation(citation).article, Citation(citation).paragraphs) == (article, paragraphs)


# ---- words -------------------------------------------------------------------------------------------------------------------------


def test_a_label_gives_words_by_language() -> None:
    """A label is a mapping from languages to words."""
    label = Label(en="Senate", ru="Сенат")
    assert (label["ru"], list(label), len(label), label.get("kk", "?")) == ("Сенат", ["en", "ru"], 2, "?")


def test_labels_with_the_same_words_are_equal() -> None:
    """In any order of the languages, and as keys of a dictionary."""
    one, other = Label(en="Senate", ru="Сенат"), Label({"ru": "Сенат"}, en="Senate")
    assert {one: 1}[other] == 1


@pytest.mark.parametrize("other", [Label(en="Chamber"), Label(en="Senate", ru="Сенат"), Label()])
def test_labels_with_other_words_differ(other: Label) -> None:
    """Other words, more languages or none make another label."""
    assert Label(en="Senate") != other


def test_a_label_is_no_dictionary() -> None:
    """A dictionary can be altered, a label cannot: they are never equal."""
    assert Label(en="Senate") != {"en": "Senate"}


def test_a_label_cannot_be_altered() -> None:
    """Words cannot be set."""
    with pytest.raises(TypeError):
        Label(en="Senate")["en"] = "Chamber"  # type: ignore[index]


def test_a_label_prints_its_words() -> None:
    """For whoever reads a failing test."""
    assert repr(Label(en="Senate")) == "Label({'en': 'Senate'})"


# ---- time --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(1, "days"), "1 day"),
        (Period(60, "days"), "60 days"),
        (Period(2, "working days"), "2 working days"),
        (Period(1, "months"), "1 month"),
    ],
)
def test_a_period_reads_as_written(period: Period, words: str) -> None:
    """One of a unit is singular."""
    assert str(period) == words


def test_a_period_is_what_the_text_says() -> None:
    """60 days are not 2 months."""
    assert Period(60, "days") != Period(2, "months")


DAY = date(2023, 1, 1)


@pytest.mark.parametrize(
    ("when", "applies"),
    [
        (InForce(DAY), True),
        (InForce(date(2022, 12, 31)), True),
        (InForce(date(2023, 1, 2)), False),
        (InForce(None, "election"), False),
        (InForce(DAY, "election"), True),
        (InForce(), False),
    ],
)
def test_a_statement_applies_from_its_day_on(when: InForce, *, applies: bool) -> None:
    """On the day itself and after; an event without a known date has not happened."""
    assert when.by(DAY) is applies


# ---- statements --------------------------------------------------------------------------------------------------------------------

STATEMENTS: list[Statement] = [institution("senate"), power("veto", step()), norm("party-ban")]


@pytest.mark.parametrize("statement", STATEMENTS, ids=kind_of)
def test_provenance_is_carried_along_but_does_not_count(statement: Statement) -> None:
    """Who said so and how sure we are makes no other law."""
    assert evolve(statement, provenance=Provenance("2022-06", InForce(DAY), ("gazette",), "reported", "a note")) == statement


def test_the_label_of_a_power_does_not_count() -> None:
    """The words a power or a norm is shown by make no other law."""
    assert (power("veto", step(), label=Label(en="Veto")), norm("ban", label=Label(en="Ban"))) == (power("veto", step()), norm("ban"))


def test_the_name_of_an_institution_counts() -> None:
    """What a body is called is law: a change of name is a change."""
    assert institution("senate", name=Label(en="Upper House")) != institution("senate")


def test_where_the_text_says_so_counts() -> None:
    """A statement that moved to another article differs."""
    assert power("veto", step(), articles=["45"]) != power("veto", step(), articles=["46"])


@given(statements)
def test_equal_statements_have_equal_hashes(statement: Statement) -> None:
    """A copy with another provenance is equal and falls together in a set."""
    assert len({statement, evolve(statement, provenance=Provenance(note="again"))}) == 1


@pytest.mark.parametrize("statement", STATEMENTS, ids=kind_of)
def test_a_statement_cannot_be_altered(statement: Statement) -> None:
    """Setting a field is refused."""
    with pytest.raises(FrozenInstanceError):
        statement.id = "other"  # type: ignore[misc]


@pytest.mark.parametrize(("statement", "kind"), list(zip(STATEMENTS, ["institution", "power", "norm"], strict=True)))
def test_a_statement_has_a_kind(statement: Statement, kind: str) -> None:
    """There are three kinds of statement."""
    assert kind_of(statement) == kind


@pytest.mark.parametrize("statement", STATEMENTS, ids=kind_of)
def test_only_what_is_law_differs(statement: Statement) -> None:
    """A statement differs from another form of itself in the fields that are law, not in words or provenance."""
    elsewhere = evolve(statement, area="elsewhere", provenance=Provenance(note="read again"))
    assert differing_fields(statement, elsewhere) == {"area"}


def test_the_order_of_a_list_counts_only_where_it_says_something() -> None:
    """Offices, conditions, articles and the members of a group have no order; steps follow one another."""
    one, other = Step(AnyOf((Body("a"), Body("b"))), "decide"), Step(Body("c"), "consent")
    turned = Step(AnyOf((Body("b"), Body("a"))), "decide")
    first = Power("p", "x", (Route((one, other)),), only=("m", "n"), articles=(Citation("1"), Citation("2")))
    second = Power("p", "x", (Route((turned, other)),), only=("n", "m"), articles=(Citation("2"), Citation("1")))
    assert (first, hash(first)) == (second, hash(second))
    assert first != evolve(first, routes=(Route((other, one)),))


@pytest.mark.parametrize(
    ("actor", "ids"),
    [
        (Body("senate"), ["senate"]),
        (Members("senate", Fraction(1, 5)), ["senate"]),
        (Relatives("president"), ["president"]),
        (joint("senate", any_of("assembly", Members("council"))), ["senate", "assembly", "council"]),
    ],
)
def test_an_actor_consists_of_institutions(actor: Body, ids: list[str]) -> None:
    """In the order written, through groups of groups."""
    assert list(actor_ids(actor)) == ids


MENTIONS: dict[str, tuple[Statement, set[str]]] = {
    "an institution with what it is part of, replaces, and who sits in it by right": (
        institution("senate", part_of="parliament", replaces=("council",), by_right=("ex-president",)),
        {"senate", "parliament", "council", "ex-president"},
    ),
    "a power with who acts, upon whom, for which body and in which matters": (
        power(
            "veto",
            route(step("president", "veto", against="parliament"), step("court", "advise", to="senate"), only=("budget",)),
            fills="council",
            only=("laws",),
            excluded=("treaties",),
        ),
        {"president", "parliament", "court", "senate", "council", "budget", "laws", "treaties"},
    ),
    "a norm with whom it binds, what it is about and who can waive it": (
        norm("ban", "president", object=("party",), exceptions=("leave",), only_for=("term",), waiver=(step("senate", "consent"),)),
        {"president", "party", "leave", "term", "senate"},
    ),
}


@pytest.mark.parametrize("what", MENTIONS)
def test_a_statement_speaks_of_ids(what: str) -> None:
    """Whatever a statement names is found."""
    statement, ids = MENTIONS[what]
    assert mentions(statement) == ids


@pytest.mark.parametrize(("one", "other"), list(permutations([None, "rejected", "approved"], 2)))
def test_silence_about_silence_differs_from_each_answer(one: str | None, other: str | None) -> None:
    """What a text does not say about a missed deadline is neither of the things it could say."""
    assert step(silence=one) != step(silence=other)


def test_the_steps_of_a_power_are_those_of_all_its_routes() -> None:
    """In the order of the routes."""
    ways = [route(step("president"), step("senate", "consent")), route(step("court"))]
    assert [s.actor for s in power("veto", *ways).steps] == [Body("president"), Body("senate"), Body("court")]
