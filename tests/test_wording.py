"""Statements and changes in English, from typed fields alone: exact words for each kind of actor, step, number, silence and norm."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given

import constitution_diff as cd
from builders import any_of, at_least, constitution, country, each_of, institution, joint, more_than, norm, power, revision, route, step
from constitution_diff.changes import diff
from constitution_diff.country import Constitution
from constitution_diff.model import (
    Actor,
    Body,
    Frequency,
    InForce,
    Institution,
    Label,
    Measure,
    Members,
    Norm,
    Period,
    Power,
    Relatives,
    Renewal,
    Statement,
    Step,
    TermLimit,
    Threshold,
)
from constitution_diff.roles import ROLES
from constitution_diff.wording import Words, listing, number_of, side, tell_restoration
from strategies import reforms

STATE = constitution(
    institution("president"),
    institution("senate", name=Label(en="Senate", ru="Сенат")),
    institution("assembly", name=Label(en="the Assembly")),
    institution("parliament", article=False),
    institution("courts", plural=True),
    labels={
        "laws": "laws",
        "treaties": "treaties",
        "region": "in the region",
        "delivery": "delivery",
        "secret-ballot": "by secret ballot",
        "votes-are-equal": "votes are equal",
        "treason": "treason",
        "voters": "the voters",
        "everyone": "everyone",
        "decree": "decree",
        "join": "join",
        "parties": "parties",
        "enter": "enter",
        "homes": "homes",
        "be": "be",
        "land": "land",
        "people": "the people",
        "election": "from the next election",
        "first-in-line": "who is first in line",
    },
)
WORDS = Words(STATE)

PRESIDENT, SENATE, ASSEMBLY = Body("president"), Body("senate"), Body("assembly")


# ---- names -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("senate", "the Senate"),
        ("assembly", "the Assembly"),
        ("parliament", "Parliament"),
        ("voters", "the voters"),
        ("laws", "laws"),
        ("unknown-thing", "unknown-thing"),
    ],
)
def test_names_in_a_sentence(name: str, words: str) -> None:
    """Institutions take an article unless their name has one or needs none; terms are as written; an id without words is itself."""
    assert WORDS.the(name) == words


def test_an_institution_that_is_gone_keeps_its_article() -> None:
    """What ended is still an institution."""
    state = cd.load("KZ").at("2022-06")
    assert Words(state).the("constitutional-council") == "the Constitutional Council"


@pytest.mark.parametrize(("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "", "b", "c"], "a, b and c")])
def test_a_list_reads_as_a_list(words: list[str], expected: str) -> None:
    """With commas and a last word, without what is empty."""
    assert listing(words) == expected


# ---- who ---------------------------------------------------------------------------------------------------------------------------

ACTORS: dict[str, tuple[Actor, str]] = {
    "a body": (PRESIDENT, "the President approves"),
    "a body with a plural name": (Body("courts"), "the Courts approve"),
    "several people by a term": (Body("voters"), "the voters approve"),
    "the members of a body": (Members("senate"), "the members of the Senate approve"),
    "all members of a body": (Members("senate", share=Fraction(1)), "all members of the Senate approve"),
    "a share of the members": (Members("senate", share=Fraction(1, 5)), "at least 1/5 of the members of the Senate approve"),
    "a number of members": (Members("senate", count=3), "at least 3 members of the Senate approve"),
    "one member": (Members("senate", count=1), "at least 1 member of the Senate approves"),
    "members in many places": (Members("courts", within="region"), "the members of the Courts (in the region) approve"),
    "two together": (joint(SENATE, ASSEMBLY), "the Senate and the Assembly together approve"),
    "either": (any_of(PRESIDENT, SENATE), "the President or the Senate approves"),
    "either, the last a plural": (any_of(PRESIDENT, "courts"), "the President or the Courts approve"),
    "both, each on its own": (each_of(SENATE, ASSEMBLY), "each of the Senate and the Assembly approves"),
    "a group in a group": (
        any_of(PRESIDENT, joint(SENATE, ASSEMBLY)),
        "the President or the Senate and the Assembly together approve",
    ),
}


@pytest.mark.parametrize("who", ACTORS)
def test_an_actor_and_its_verb(who: str) -> None:
    """Who acts, with a verb in the right number."""
    actor, words = ACTORS[who]
    assert f"{WORDS.actor(actor)} {WORDS.verb(step(actor, 'approve'))}" == words


def test_relatives() -> None:
    """Of whom, and how close."""
    assert WORDS.actor(Relatives("president")) == "close relatives of the President"


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_has_a_verb_in_both_numbers(role: str) -> None:
    """One approves, several approve; only what somebody may do reads alike."""
    one, several = (WORDS.verb(step(who, role)) for who in ("president", "courts"))
    assert (one == several) == one.startswith("may ")


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_has_a_phrase_behind_a_decision(role: str) -> None:
    """With one place for the actor."""
    assert ROLES[role].phrase.count("{}") == 1


# ---- how many ----------------------------------------------------------------------------------------------------------------------

THRESHOLDS: dict[str, tuple[Threshold, str]] = {
    "at least a share": (at_least("2/3"), "at least 2/3 of all members"),
    "more than a share": (more_than("1/2", "present"), "more than 1/2 of those present"),
    "unanimity": (at_least("1", "members-in-office"), "unanimity of members in office"),
    "each chamber": (at_least("3/4", per="each-chamber"), "at least 3/4 of all members of each chamber"),
    "together": (more_than("1/2", per="jointly"), "more than 1/2 of all members, voting jointly"),
    "summed": (more_than("1/2", per="summed"), "more than 1/2 of all members, votes summed"),
    "a plurality of votes": (Threshold(None, strict=False, of="votes-cast"), "most of the votes cast"),
    "a plurality of members": (Threshold(None, strict=False, of="members"), "most of all members"),
    "a quorum": (
        more_than("1/2", "votes-cast", quorum=more_than("1/2", "voters")),
        "more than 1/2 of votes cast, turnout more than 1/2 of those voting",
    ),
    "a spread": (
        more_than("1/2", "votes-cast", spread=at_least("2/3", "regions")),
        "more than 1/2 of votes cast in at least 2/3 of regions",
    ),
}


@pytest.mark.parametrize("kind", THRESHOLDS)
def test_a_threshold(kind: str) -> None:
    """The fraction, of what, and counted how."""
    threshold, words = THRESHOLDS[kind]
    assert WORDS.threshold(threshold) == words


# ---- steps -------------------------------------------------------------------------------------------------------------------------

DETAILS: dict[str, tuple[Step, str]] = {
    "nothing said": (step(), ""),
    "candidates": (step(candidates=2), "2 candidates or more"),
    "a candidate": (step(candidates=1), "1 candidate or more"),
    "a method": (step(method="secret-ballot"), "by secret ballot"),
    "a deadline": (step(within=Period(60, "days")), "within 60 days"),
    "a deadline from a moment": (step(within=Period(1, "months"), counted_from="delivery"), "within 1 month of delivery"),
    "a waiting time": (step(not_before=Period(3, "months")), "not before 3 months"),
    "a waiting time and a deadline": (
        step(not_before=Period(3, "days"), within=Period(7, "days"), counted_from="delivery"),
        "not before 3 days after delivery and within 7 days of delivery",
    ),
    "conditions": (step(conditions=("votes-are-equal", "treason")), "votes are equal and treason"),
    "a word that binds": (step(binding=True), "binding"),
    "a word that does not bind": (step(binding=False), "not binding"),
    "an addressee": (step(to="senate"), "to the Senate"),
    "an opponent": (step(against="parliament"), "against Parliament"),
    "silence as consent": (step(silence="approved"), "silence: deemed approved"),
    "silence as refusal": (step(silence="rejected"), "silence: deemed rejected"),
    "silence that sends back": (step(silence="returned"), "silence: goes back"),
    "silence that ends it": (step(silence="lapses"), "silence: lapses"),
    "silence that goes on": (step(silence="proceeds"), "silence: goes on without it"),
    "silence before objections": (step(silence="objections-stand"), "silence: the objections stand"),
    "silence that bars": (step(silence="barred-for-session"), "silence: barred for the session"),
    "silence that leads elsewhere": (step(silence="second-vote"), "silence: second vote"),
    "refusal without effect": (step(refusal="approved"), "refusal without effect"),
    "refusal that ends it": (step(refusal="rejected"), "refusal ends it"),
    "refusal that sends back": (step(refusal="returned"), "refusal sends it back"),
    "refusal without which it lapses": (step(refusal="lapses"), "without it, lapses"),
    "refusal that does not stop it": (step(refusal="proceeds"), "refusal does not stop it"),
    "refusal before objections": (step(refusal="objections-stand"), "otherwise the objections stand"),
    "refusal that bars": (step(refusal="barred-for-session"), "refusal bars it for the session"),
    "refusal that leads elsewhere": (step(refusal="second-vote"), "otherwise: second vote"),
    "several things": (
        step(threshold=at_least("2/3"), within=Period(1, "days"), silence="approved"),
        "at least 2/3 of all members; within 1 day; silence: deemed approved",
    ),
}


@pytest.mark.parametrize("what", DETAILS)
def test_what_is_said_of_a_step(what: str) -> None:
    """In brackets behind the verb: everything the step says, in a fixed order."""
    said, words = DETAILS[what]
    assert WORDS.details(said) == (f" ({words})" if words else "")


def test_the_name_of_a_way_comes_before_the_name_of_an_outcome() -> None:
    """A route that is called like an outcome is meant where the power has one."""
    ways = (route(step(), id="rejected"), route(step("senate"), id="approved"))
    assert WORDS.details(step(silence="approved"), ways) == " (silence: approved)"


# ---- powers ------------------------------------------------------------------------------------------------------------------------

APPOINT = step("president", "appoint")
POWERS: dict[str, tuple[Power, str]] = {
    "one who decides": (power("act", APPOINT), "The President appoints"),
    "a decision with the say of others": (
        power("act", step("senate", "nominate"), APPOINT, step("assembly", "consent")),
        "The President appoints, on the nomination of the Senate, with the consent of the Assembly",
    ),
    "a procedure step by step": (
        power("act", step("assembly", "adopt", threshold=more_than("1/2")), step("senate", "approve", within=Period(60, "days"))),
        "The Assembly adopts (more than 1/2 of all members); the Senate approves (within 60 days)",
    ),
    "two who decide one after the other": (
        power("act", step("assembly", "adopt"), step("senate", "adopt")),
        "The Assembly adopts; the Senate adopts",
    ),
    "ways with names": (
        power("act", route(step("senate", "adopt"), id="second-vote"), route(step("president"), id="decree", conditions=("treason",))),
        "Second vote: the Senate adopts. Decree: the President decides [if treason]",
    ),
    "ways without names": (power("act", route(APPOINT), route(step("senate", "elect"))), "The President appoints. The Senate elects"),
    "ways that fill seats": (
        power("act", route(APPOINT, seats=1), route(step("senate", "elect"), seats=2, only=("laws",))),
        "1 seat: the President appoints. 2 seats: the Senate elects [for laws]",
    ),
    "what it covers": (power("act", APPOINT, only=("laws", "treaties")), "The President appoints [covers laws and treaties]"),
    "what is taken out": (power("act", APPOINT, excluded=("laws", "treaties")), "The President appoints [not laws or treaties]"),
    "a condition": (power("act", APPOINT, conditions=("votes-are-equal",)), "The President appoints [if votes are equal]"),
    "how often": (power("act", APPOINT, frequency=Frequency(2, "year", "at-most")), "The President appoints [at most twice a year]"),
    "how often exactly": (power("act", APPOINT, frequency=Frequency(1, "session")), "The President appoints [once a session]"),
    "how often at least": (
        power("act", APPOINT, frequency=Frequency(4, "year", "at-least")),
        "The President appoints [at least 4 times a year]",
    ),
    "by what act": (power("act", APPOINT, instrument="decree"), "The President appoints [by decree]"),
    "nobody": (power("act", denied=True), "Nobody has this power"),
}


@pytest.mark.parametrize("what", POWERS)
def test_how_a_power_is_exercised(what: str) -> None:
    """Everything its fields say, in one or a few sentences."""
    statement, words = POWERS[what]
    assert WORDS.statement(statement) == words


# ---- norms -------------------------------------------------------------------------------------------------------------------------

BAN = {"act": "join", "object": ("parties",)}
NORMS: dict[str, tuple[Norm, str]] = {
    "a ban": (norm("n", "president", **BAN), "The President must not join parties"),
    "a ban on two things": (norm("n", "president", act="join", object=("parties", "laws")), "The President must not join parties or laws"),
    "a ban on everyone": (norm("n", "everyone", act="enter", object=("homes",)), "Nobody may enter homes"),
    "a duty": (norm("n", "courts", modality="must", act="join", object=("parties", "laws")), "The Courts must join parties and laws"),
    "a permission": (norm("n", "everyone", modality="may", act="join", object=("parties",)), "Everyone may join parties"),
    "a guarantee of a thing": (norm("n", "everyone", modality="guaranteed", act="have", object=("homes",)), "Everyone is guaranteed homes"),
    "a guarantee to several": (
        norm("n", "courts", modality="guaranteed", act="have", object=("homes",)),
        "The Courts are guaranteed homes",
    ),
    "a guarantee of an act": (
        norm("n", "everyone", modality="guaranteed", act="join", object=("parties",)),
        "Everyone is guaranteed to join parties",
    ),
    "ownership": (
        norm("n", "people", kind="ownership", modality="guaranteed", act="have", object=("land", "homes")),
        "Land and homes belong to the people",
    ),
    "several subjects": (
        norm("n", "president", Relatives("president"), **BAN),
        "The President and close relatives of the President must not join parties",
    ),
    "exceptions": (
        norm("n", "president", **BAN, exceptions=("laws", "treaties")),
        "The President must not join parties, except laws or treaties",
    ),
    "only some cases of a ban": (
        norm("n", "president", **BAN, only_for=("treason",)),
        "The President must not join parties, in the case of treason",
    ),
    "only some cases of a permission": (
        norm("n", "president", modality="may", **BAN, only_for=("treason",)),
        "The President may join parties, only for treason",
    ),
    "a condition": (
        norm("n", "president", **BAN, conditions=("votes-are-equal",)),
        "The President must not join parties (votes are equal)",
    ),
    "an age": (
        norm("n", "president", modality="must", act="be", measure=Measure("at-least", Fraction(40), "years")),
        "The President must be at least 40 years",
    ),
    "a year": (
        norm("n", "president", modality="must", act="be", measure=Measure("exactly", Fraction(1), "years")),
        "The President must be 1 year",
    ),
    "a kind of act": (norm("n", "laws", modality="must", act="be", instrument="decree"), "Laws must be by decree"),
    "a waiver": (
        norm("n", "everyone", act="enter", object=("homes",), waiver=(step("senate", "consent"),)),
        "Nobody may enter homes, unless the Senate consents",
    ),
}


@pytest.mark.parametrize("what", NORMS)
def test_what_a_norm_says(what: str) -> None:
    """Who must, must not, may or is guaranteed what, with its limits."""
    statement, words = NORMS[what]
    assert WORDS.statement(statement) == words


# ---- institutions ------------------------------------------------------------------------------------------------------------------

INSTITUTIONS: dict[str, tuple[Institution, str]] = {
    "its name": (institution("high-court"), "High court"),
    "its place": (institution("high-court", part_of="parliament"), "High court (part of Parliament)"),
    "its predecessor": (institution("high-court", replaces=("council",)), "High court (replaces council)"),
    "its size": (institution("high-court", seats=11), "High court (11 members)"),
    "a single seat": (institution("high-court", seats=1), "High court (1 member)"),
    "members by right": (institution("high-court", by_right=("president",)), "High court (the President by right)"),
    "its term": (institution("high-court", term=Period(8, "years")), "High court (term 8 years)"),
    "one term": (institution("high-court", term_limit=TermLimit(1, consecutive=True)), "High court (one term)"),
    "two terms": (institution("high-court", term_limit=TermLimit(2)), "High court (at most 2 terms)"),
    "two terms in a row": (institution("high-court", term_limit=TermLimit(2, consecutive=True)), "High court (at most 2 terms in a row)"),
    "renewal by parts": (
        institution("high-court", renewal=Renewal(Fraction(1, 3), Period(3, "years"))),
        "High court (1/3 renewed every 3 years)",
    ),
}


@pytest.mark.parametrize("what", INSTITUTIONS)
def test_what_an_institution_is(what: str) -> None:
    """Its name, and in brackets its place, size and tenure."""
    statement, words = INSTITUTIONS[what]
    assert WORDS.statement(statement) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (InForce(), "date not known"),
        (InForce(None, "election"), "from the next election"),
        (InForce(date(2023, 1, 1)), "2023-01-01"),
        (InForce(date(2023, 1, 1), "election"), "2023-01-01 (from the next election)"),
    ],
)
def test_when_something_takes_effect(when: InForce, words: str) -> None:
    """An event stands for a day that is not known."""
    assert WORDS.in_force(when) == words


# ---- changes -----------------------------------------------------------------------------------------------------------------------

VETO = power("veto", step(), articles=["1"])
SENTENCES: dict[str, tuple[Statement | None, Statement | None, str]] = {
    "a transfer": (VETO, power("veto", step("senate")), "Veto: moves from the President to the Senate."),
    "a new power": (None, VETO, "Veto: new power of the President."),
    "an abolition": (VETO, power("veto", denied=True), "Veto: abolished; a power of the President before, of nobody now."),
    "a partner in the decision": (
        VETO,
        power("veto", step(), step("senate")),
        "Veto: now by the President and the Senate.",
    ),
    "a larger majority": (
        power("veto", step(threshold=more_than("1/2"))),
        power("veto", step(threshold=at_least("2/3"))),
        "Veto: more votes are needed (at least 2/3 of all members instead of more than 1/2 of all members).",
    ),
    "fewer members": (
        power("veto", step(Members("senate", Fraction(1, 3)), "petition")),
        power("veto", step(Members("senate", Fraction(1, 4)), "petition")),
        "Veto: fewer votes are needed (at least 1/4 of the members of the Senate instead of at least 1/3 of the members of the Senate).",
    ),
    "fewer members of one among several": (
        power("veto", step(any_of("president", Members("senate", Fraction(1, 3))), "petition")),
        power("veto", step(any_of("president", Members("senate", Fraction(1, 4))), "petition")),
        (
            "Veto: fewer votes are needed (the President or at least 1/4 of the members of the Senate"
            " instead of the President or at least 1/3 of the members of the Senate)."
        ),
    ),
    "less time": (
        power("veto", step(within=Period(60, "days"))),
        power("veto", step(within=Period(10, "days"))),
        "Veto: there is less time (within 10 days instead of within 60 days).",
    ),
    "another way": (
        power("veto", step()),
        power("veto", route(step(), id="at-once"), route(step(binding=False), id="later")),
        "Veto: a further way to exercise it: the President decides (not binding).",
    ),
    "another kind of act": (
        power("veto", step(), instrument="law"),
        power("veto", step(), instrument="decree"),
        "Veto: the kind of act it takes changes (decree instead of law).",
    ),
    "another frequency": (
        VETO,
        power("veto", step(), frequency=Frequency(1, "year", "at-most")),
        "Veto: may or must be used at another frequency (now at most once a year).",
    ),
    "a limit where there was none": (
        VETO,
        power("veto", step(), only=("treaties",)),
        "Veto: covers less than before (now limited to treaties).",
    ),
    "another waiver": (
        norm("ban", "president", waiver=(step("senate", "consent"),)),
        norm("ban", "president", waiver=(step("president", "consent"),)),
        "Ban: set aside by another procedure (unless the President consents instead of unless the Senate consents).",
    ),
    "a new ban": (None, norm("ban", "president", kind="party-ban"), "Ban: new restriction on the President."),
}


@pytest.mark.parametrize("what", SENTENCES)
def test_a_change_in_a_sentence(what: str) -> None:
    """What happened, with the names of its own constitution."""
    before, after, sentence = SENTENCES[what]
    both = [institution("president"), institution("senate")]
    (change,) = diff(*(constitution(*both, *([s] if s else [])) for s in (before, after)))
    assert change.sentence == sentence


def test_what_follows_an_institution_is_counted() -> None:
    """How many statements follow a successor unchanged, in the right number."""

    def state(name: str, powers: int, **details: tuple[str, ...]) -> Constitution:
        return constitution(institution(name, **details), *(power(f"power-{n}", step(name)) for n in range(powers)))

    sentences = [diff(state("council", n), state("court", n, replaces=("council",)))[0].sentence for n in (0, 1, 2)]
    assert [s.split(". ")[-1] for s in sentences[1:]] == ["1 statement follows it, unchanged.", "2 statements follow it, unchanged."]
    assert "follow" not in sentences[0]


def test_each_side_speaks_in_the_names_of_its_time() -> None:
    """The state before uses the names before, the state after those after."""
    old, new = (institution("house", name=Label(en=name)) for name in ("Old House", "New House"))
    before, after = constitution(old, power("veto", step("house"))), constitution(new, power("veto", step("house", binding=True)))
    change = diff(before, after)[-1]
    assert (side(change, "before"), side(change, "after")) == ("The Old House decides", "The New House decides (binding)")


def test_a_side_where_the_text_is_silent_is_a_dash() -> None:
    """Nothing stands there, and that can be seen."""
    (change,) = diff(constitution(), constitution(VETO))
    assert (side(change, "before"), side(change, "after")) == ("–", "President decides")


def test_a_change_taken_out_of_its_diff_is_told_by_ids() -> None:
    """Without the two states there are no names."""
    (change,) = diff(constitution(VETO), constitution(power("veto", step("senate"))))
    assert evolve(change, context=None).sentence == "Veto: moves from president to senate."


def test_a_clause_keeps_apart_from_a_title_with_a_colon() -> None:
    """What else happened is told without the title, whatever signs the title holds."""
    title = Label(en="Budget: the deadline")
    before = power("budget", step(), label=title)
    after = power("budget", step(), step("senate", "consent"), label=title, frequency=Frequency(1, "year", "at-most"))
    (change,) = diff(constitution(before), constitution(after))
    assert change.further == ("may or must be used at another frequency (now at most once a year)",)


@pytest.mark.parametrize(("number", "words"), [(0, "0 rules"), (1, "1 rule"), (2, "2 rules")])
def test_a_number_with_its_noun(number: int, words: str) -> None:
    """One of a thing stands in the singular."""
    assert number_of(number, "rules") == words


# ---- through time ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facet", "words"),
    [
        ("who:senate", "the part of the Senate"),
        ("existence", "that it stands in the text"),
        ("term_limit", "the limit on terms"),
        ("term", "the term"),
    ],
)
def test_a_facet_in_words(facet: str, words: str) -> None:
    """What of a rule is back, or is not."""
    assert WORDS.facet(facet) == words


@pytest.mark.parametrize(("name", "words"), [("1995", "1995"), ("2022-06", "June 2022"), ("2022-05", "2022-05"), ("nobody", "nobody")])
def test_when_a_revision_was(name: str, words: str) -> None:
    """Its month where its id is one, and else its id."""
    known = [revision("1995", "1995-08-30"), revision("2022-06", "2022-06-05"), revision("2022-05", "2022-06-05")]
    assert Words(country(known).at("1995")).moment(name) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (InForce(date(2023, 1, 1)), "2023-01-01"),
        (InForce(date(2023, 1, 1), "election"), "2023-01-01 (from the next election)"),
        (InForce(None, "election"), "from the next election (no day known)"),
        (InForce(), "date not known"),
    ],
)
def test_what_waits_for_an_event_says_that_its_day_is_not_known(when: InForce, words: str) -> None:
    """So that nobody takes it for a rule in force."""
    assert WORDS.awaited(when) == words


# ---- everything can be printed -----------------------------------------------------------------------------------------------------

UGLY = re.compile(r"\bNone\b|  |^ | $|^$| [;,.:)\]]|[(\[] |[;,:.]{2}|[{}]|\b1 (members|seats|candidates|years|days)\b")
"""Traces of a sentence put together carelessly: a missing word, two spaces, a loose comma, a plural of one."""


REVISIONS = [r.id for r in cd.load("KZ").revisions]


def hyphenated(text: str) -> set[str]:
    """The words of a text that are written with a hyphen, in small letters."""
    return set(re.findall(r"\b\w+(?:-\w+)+\b", text.casefold()))


@given(reforms())
def test_whatever_can_be_said_can_be_read(reform: tuple[Constitution, Constitution]) -> None:
    """Every statement and every change of every data file there could be gives a tidy sentence."""
    texts = [Words(state).statement(s) for state in reform for s in state]
    texts += [text for change in diff(*reform) for text in (change.sentence, side(change, "before"), side(change, "after"))]
    assert [text for text in texts if UGLY.search(text)] == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_real_statement_can_be_read(revision: str) -> None:
    """Every statement of Kazakhstan gives a tidy sentence."""
    words = Words(cd.load("KZ").at(revision))
    assert [s.id for s in cd.load("KZ").at(revision) if UGLY.search(words.statement(s))] == []


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_every_real_change_can_be_read(revision: str) -> None:
    """So does every change of Kazakhstan, and what it restores; none is told "in detail" only, for want of words."""
    changes = cd.load("KZ").changes(revision)
    restored = [text for change in changes.reversals if (text := tell_restoration(change))]
    told = [*(change.sentence for change in changes), *restored]
    assert [text for text in told if UGLY.search(text) or "(in detail)" in text] == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_id_is_left_in_a_real_statement(revision: str) -> None:
    """A word with a hyphen is one that a label has: every id was put into words."""
    state = cd.load("KZ").at(revision)
    labels = [*state.vocabulary.labels.values(), *(i.name for i in state.institutions)]
    known = {word for each in labels for word in hyphenated(each.get("en", ""))}
    words = Words(state)
    assert {s.id: left for s in state if (left := hyphenated(words.statement(s)) - known)} == {}
