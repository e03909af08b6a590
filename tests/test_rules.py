"""The catalogue of changes: each rule has an example that makes it fire and nothing else, an inverse, and a sentence; and pairs that yield nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from fractions import Fraction
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest
from attrs import evolve, fields, frozen

from builders import (
    any_of,
    at_least,
    constitution,
    country,
    each_of,
    institution,
    joint,
    lineage,
    norm,
    power,
    revision,
    route,
    state,
    step,
)
from constitution_diff.catalogue import fixtures, shared
from constitution_diff.changes import Change, Changes, diff
from constitution_diff.country import Country
from constitution_diff.examples import example_file, example_of
from constitution_diff.facets import PowerPair
from constitution_diff.loading import load_country
from constitution_diff.model import (
    Citation,
    Frequency,
    InForce,
    Institution,
    Label,
    Measure,
    Members,
    Norm,
    Period,
    Power,
    Provenance,
    Renewal,
    Route,
    Statement,
    Step,
    TermLimit,
    Threshold,
)
from constitution_diff.rules import CATEGORIES, RULES, Finding, Rule, rule
from constitution_diff.rules.rule import Subject

FILES = sorted((fixtures() / "rules").glob("*.toml"))


def load_example(name: str) -> Country:
    """The country file that shows a rule or its inverse."""
    return load_country(example_file(name), shared())


def found(changes: Changes) -> list[tuple[str, tuple[str, ...]]]:
    """The rules that fired, each with the further aspects."""
    return [(change.rule, change.aspects) for change in changes]


# ---- every rule has an example -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULES)
def test_the_example_of_a_rule_shows_that_rule_and_nothing_else(name: str) -> None:
    """In the example of a rule there is one change; the rule names it, and no other rule describes a part of it."""
    assert found(example_of(name).changes) == [(name, ())]


@pytest.mark.parametrize("name", RULES)
def test_the_example_read_backwards_shows_the_inverse(name: str) -> None:
    """With the two sides swapped, the example of a rule has one change, and the rule's inverse names it."""
    changes = example_of(name).changes
    assert found(diff(changes.after, changes.before)) == [(RULES[name].inverse, ())]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_example_file_belongs_to_a_rule(path: Path) -> None:
    """An example file is named after a rule, and its inverse has no file of its own."""
    assert path.stem in RULES
    assert {p.stem for p in FILES} & {path.stem, RULES[path.stem].inverse} == {path.stem}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_an_example_goes_from_one_state_to_one_other(path: Path) -> None:
    """An example file has two revisions, the first of which is where its coding starts."""
    revisions = load_example(path.stem).revisions
    assert [r.route == "baseline" for r in revisions] == [True, False]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_an_example_is_real_or_says_that_it_is_constructed(path: Path) -> None:
    """A pair that no country has is called constructed in its titles and its source, and stands under no country's name."""
    example = load_example(path.stem)
    said = [r.title["en"].startswith("Constructed example: ") for r in example.revisions]
    said += [source.title == "Constructed example" for source in example.vocabulary.sources.values()]
    assert set(said) == {example.code == "ZZ"}


def test_an_example_read_backwards_says_so() -> None:
    """The title of an example tells when the pair is read from the later state to the earlier one."""
    assert example_of("consent-removed").title == f"{example_of('consent-added').title}, read backwards"


# ---- rules come in pairs -------------------------------------------------------------------------------------------------------------

OPPOSITES = (
    {"abolished", "established"},
    {"abolished", "granted"},
    {"abolished", "restored"},
    {"added", "dropped"},
    {"added", "lifted"},
    {"added", "removed"},
    {"extended", "shortened"},
    {"jointly", "separately"},
    {"lengthened", "shortened"},
    {"lowered", "raised"},
    {"narrowed", "widened"},
    {"reserved", "unreserved"},
    {"strengthened", "weakened"},
)
"""The last words of the names of two rules that are inverse to each other."""

NO_DIRECTION = {"changed", "moved", "reclassified", "redistributed", "relocated", "renamed", "replaced", "transferred", "unclear"}
"""The last words of the names of rules that are their own inverse."""

OTHERWISE_NAMED = {
    frozenset({"power-granted", "power-no-longer-stated"}): "a text that falls silent on a power has not abolished it",
    frozenset({"power-excluded", "power-exclusion-lifted"}): "what is lifted is not the power but its exclusion",
    frozenset({"penalty-banned", "penalty-ban-lifted"}): "what is lifted is not the penalty but its ban",
    frozenset({"institutions-merged", "institution-split"}): "several are merged, one is split",
}
"""Pairs whose names do not end in opposites, each with the reason."""


def ends_in_opposites(one: str, other: str) -> bool:
    """Whether two names are alike but for their last words, which are opposites."""
    (stem, last), (other_stem, other_last) = (name.rsplit("-", 1) for name in (one, other))
    return stem == other_stem and {last, other_last} in OPPOSITES


PAIRED = [r for r in RULES.values() if r.inverse != r.id]


@pytest.mark.parametrize("paired", PAIRED, ids=lambda r: r.id)
def test_inverses_are_mutual(paired: Rule) -> None:
    """The inverse of a rule exists, and its inverse is the rule."""
    assert RULES[paired.inverse].inverse == paired.id


@pytest.mark.parametrize("each", RULES.values(), ids=lambda r: r.id)
def test_a_rule_and_its_inverse_look_at_the_same_kind_of_case(each: Rule) -> None:
    """Both look at two forms of the same kind of statement, or one at what appears and the other at what disappears."""
    swapped = {"appears": "disappears", "disappears": "appears"}
    expected = re.sub("(dis)?appears$", lambda m: swapped[m[0]], each.subject)
    assert RULES[each.inverse].subject == expected


@pytest.mark.parametrize("paired", [r for r in PAIRED if frozenset({r.id, r.inverse}) not in OTHERWISE_NAMED], ids=lambda r: r.id)
def test_the_names_of_a_pair_end_in_opposites(paired: Rule) -> None:
    """Whoever knows the name of a rule can guess that of its inverse."""
    assert ends_in_opposites(paired.id, paired.inverse)


@pytest.mark.parametrize("pair", OTHERWISE_NAMED, ids=" ".join)
def test_no_exception_among_the_names_is_stale(pair: frozenset[str]) -> None:
    """A pair excepted from the rule on names is a pair, and does break that rule."""
    one, other = sorted(pair)
    assert RULES[one].inverse == other
    assert not ends_in_opposites(one, other)


@pytest.mark.parametrize("name", [r.id for r in RULES.values() if r.inverse == r.id])
def test_a_rule_that_is_its_own_inverse_names_no_direction(name: str) -> None:
    """The name of a rule that fires either way round does not sound as if it fired in one direction."""
    assert name.rsplit("-", 1)[-1] in NO_DIRECTION


# ---- every rule can be told ----------------------------------------------------------------------------------------------------------

EMPTY = {"", "–", "nobody", "nobody else", "in detail", "say"}
"""What the wording puts into a field of a sentence for which a change has nothing to say."""


def filled(change: Change) -> dict[str, str]:
    """What the fields of a rule's sentence were filled with."""
    pieces = Formatter().parse(RULES[change.rule].sentence)
    pattern = "".join(re.escape(text) + (f"(?P<{name}>.*?)" if name else "") for text, name, _, _ in pieces)
    told = re.fullmatch(rf"{pattern}( \d+ statements? follows? it, unchanged\.)?", change.sentence, re.DOTALL)
    assert told, change.sentence
    return told.groupdict()


@pytest.mark.parametrize("name", RULES)
def test_the_sentence_of_a_rule_leaves_no_field_empty(name: str) -> None:
    """A change has something to say for every field of the sentence of its rule."""
    assert EMPTY & {text for text in filled(example_of(name).change).values() if text is not None} == set()


@pytest.mark.parametrize("name", RULES)
def test_the_sentence_of_a_rule_is_a_sentence(name: str) -> None:
    """It begins with a capital letter, ends with one full stop, and holds no doubled blank or sign."""
    assert re.fullmatch(r"[A-ZÀ-Þ](?!.*(  |\.\.|,,|;;| [,.;:])).*\.", example_of(name).change.sentence)


@pytest.mark.parametrize("each", RULES.values(), ids=lambda r: r.id)
def test_the_meaning_of_a_rule_is_told_in_sentences(each: Rule) -> None:
    """The meaning of a rule, which the catalogue prints, is prose that ends with a full stop."""
    assert each.meaning.endswith(".")


def test_every_category_has_a_rule() -> None:
    """No heading of a report stands for nothing."""
    assert {r.category for r in RULES.values()} == set(CATEGORIES)


# ---- every facet is explained --------------------------------------------------------------------------------------------------------


@frozen
class Varied:
    """A field of a statement, two values for it, and the rule that names the difference."""

    of: type
    field: str
    before: Any
    after: Any
    rule: str


STEP = step("president", "appoint")
OTHER_STEP = step("senate", "consent")

VARIED = (
    Varied(Power, "area", "government", "judiciary", "power-changed"),
    Varied(Power, "routes", (Route((STEP,)),), (Route((STEP, OTHER_STEP)),), "consent-added"),
    Varied(Power, "denied", before=False, after=True, rule="power-abolished"),
    Varied(Power, "fills", None, "senate", "power-changed"),
    Varied(Power, "only", ("judges",), ("judges", "prosecutors"), "scope-widened"),
    Varied(Power, "excluded", (), ("judges",), "scope-narrowed"),
    Varied(Power, "conditions", (), ("in-wartime",), "condition-added"),
    Varied(Power, "frequency", None, Frequency(1, "year"), "frequency-changed"),
    Varied(Power, "instrument", "law", "decree", "instrument-changed"),
    Varied(Power, "articles", (Citation("1"),), (Citation("2"),), "power-relocated"),
    Varied(Route, "steps", (STEP,), (STEP, OTHER_STEP), "consent-added"),
    Varied(Route, "id", "", "ordinary", "steps-changed"),
    Varied(Route, "seats", 3, 4, "seats-redistributed"),
    Varied(Route, "only", (), ("judges",), "steps-changed"),
    Varied(Route, "conditions", (), ("in-wartime",), "condition-added"),
    Varied(Step, "actor", Members("senate", Fraction(1, 3)), Members("senate", Fraction(1, 4)), "threshold-lowered"),
    Varied(Step, "role", "appoint", "elect", "steps-changed"),
    Varied(Step, "threshold", at_least("1/2"), at_least("2/3"), "threshold-raised"),
    Varied(Step, "within", Period(1, "months"), Period(60, "days"), "deadline-extended"),
    Varied(Step, "counted_from", None, "submission", "deadline-changed"),
    Varied(Step, "not_before", None, Period(1, "weeks"), "deadline-changed"),
    Varied(Step, "silence", None, "approved", "silence-changed"),
    Varied(Step, "refusal", "rejected", "returned", "refusal-changed"),
    Varied(Step, "binding", before=None, after=False, rule="binding-changed"),
    Varied(Step, "against", None, "president", "steps-changed"),
    Varied(Step, "to", None, "president", "steps-changed"),
    Varied(Step, "candidates", 2, 3, "candidates-changed"),
    Varied(Step, "method", None, "by-lot", "method-changed"),
    Varied(Step, "conditions", ("in-wartime",), (), "condition-removed"),
    Varied(Norm, "area", "government", "judiciary", "norm-changed"),
    Varied(Norm, "kind", "duty", "responsibility", "norm-changed"),
    Varied(Norm, "subject", (), (STEP.actor,), "restriction-widened"),
    Varied(Norm, "modality", "must-not", "may", "norm-changed"),
    Varied(Norm, "act", "join", "lead", "norm-changed"),
    Varied(Norm, "object", ("party",), ("party", "union"), "restriction-widened"),
    Varied(Norm, "exceptions", (), ("in-wartime",), "restriction-narrowed"),
    Varied(Norm, "only_for", (), ("in-wartime",), "restriction-narrowed"),
    Varied(Norm, "conditions", ("in-wartime",), (), "restriction-widened"),
    Varied(Norm, "measure", None, Measure("at-most", Fraction(72), "hours"), "norm-changed"),
    Varied(Norm, "instrument", None, "law", "norm-changed"),
    Varied(Norm, "waiver", (), (OTHER_STEP,), "waiver-changed"),
    Varied(Norm, "articles", (Citation("1"),), (Citation("2"),), "norm-relocated"),
    Varied(Institution, "area", "government", "judiciary", "institution-reclassified"),
    Varied(Institution, "kind", "government", "ministry", "institution-reclassified"),
    Varied(Institution, "name", Label(en="Council"), Label(en="Court"), "institution-renamed"),
    Varied(Institution, "part_of", None, "government", "institution-reclassified"),
    Varied(Institution, "replaces", (), ("council",), "institution-changed"),
    Varied(Institution, "seats", 9, 11, "seats-changed"),
    Varied(Institution, "by_right", (), ("former-presidents",), "seats-by-right-granted"),
    Varied(Institution, "term", Period(7, "years"), Period(5, "years"), "term-shortened"),
    Varied(Institution, "term_limit", None, TermLimit(2), "term-limit-added"),
    Varied(Institution, "renewal", None, Renewal(Fraction(1, 2), Period(3, "years")), "renewal-changed"),
    Varied(Institution, "articles", (Citation("1"),), (Citation("2"),), "institution-relocated"),
)
"""One difference in each field of law, and the rule that must name it. Where that is a fallback, no rule has a name for it yet."""


def holding(varied: Varied, value: Any) -> Statement:  # noqa: ANN401
    """A statement that differs from the usual one in one field only."""
    details = {varied.field: value}
    if varied.of is Power:
        return evolve(power("appoint-minister", STEP, fills="cabinet"), **details)
    if varied.of is Route:
        return power("appoint-minister", evolve(route(STEP), **details), fills="cabinet")
    if varied.of is Step:
        return power("appoint-minister", evolve(STEP, **details))
    return evolve(norm(), **details) if varied.of is Norm else evolve(institution("council"), **details)


@pytest.mark.parametrize("varied", VARIED, ids=lambda v: f"{v.of.__name__}.{v.field}")
def test_a_difference_in_one_field_is_one_change(varied: Varied) -> None:
    """Whatever field of a statement differs, one rule names the difference, and that rule explains all of it."""
    before, after = (constitution(holding(varied, value)) for value in (varied.before, varied.after))
    assert found(diff(before, after)) == [(varied.rule, ())]


@pytest.mark.parametrize("kind", [Power, Route, Step, Norm, Institution])
def test_no_field_of_law_is_left_out_above(kind: type) -> None:
    """The table above has a row for every field that counts as law."""
    law = {a.name for a in fields(kind) if a.eq and not (a.name == "id" and kind is not Route)}
    assert {v.field for v in VARIED if v.of is kind} == law


# ---- adding a rule -------------------------------------------------------------------------------------------------------------------


def detect(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:  # noqa: ARG001
    """Nothing is ever found."""
    return None


@pytest.fixture
def kept_rules() -> Iterator[dict[str, Rule]]:
    """The catalogue as it is; what a test adds is taken out again."""
    before = dict(RULES)
    yield before
    RULES.clear()
    RULES.update(before)


def test_a_function_with_a_docstring_becomes_a_rule(kept_rules: dict[str, Rule]) -> None:
    """The decorator adds a rule whose meaning is the docstring and whose inverse, unless named, is the rule itself."""
    rule("nothing-changed", category="other", subject="power", sentence="{what}: nothing.")(detect)
    added = RULES["nothing-changed"]
    assert (added.meaning, added.inverse, "nothing-changed" in kept_rules) == ("Nothing is ever found.", "nothing-changed", False)


@pytest.mark.usefixtures("kept_rules")
@pytest.mark.parametrize(
    ("name", "category", "docstring"),
    [("consent-added", "sharing", "Why."), ("nothing-changed", "miscellaneous", "Why."), ("nothing-changed", "other", None)],
    ids=["a name that is taken", "a category that does not exist", "no meaning"],
)
def test_the_catalogue_refuses(name: str, category: str, docstring: str | None) -> None:
    """A rule needs a name of its own, a category of the report, and a meaning."""

    def undescribed(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:  # noqa: ARG001
        return None

    undescribed.__doc__ = docstring
    with pytest.raises(ValueError, match=f"rule '{name}'"):
        rule(name, category=category, subject="power", sentence="{what}: nothing.")(undescribed)


# ---- what is no change ---------------------------------------------------------------------------------------------------------------

TWICE_SOURCED = Provenance("1999", InForce(None, "elections"), ("gazette",), "reported", "As printed in the gazette.")

UNCHANGED = {
    "identical states": (
        constitution(power("appoint-minister", STEP), norm(), institution()),
        constitution(power("appoint-minister", STEP), norm(), institution()),
    ),
    "where it was read, since when, and how sure": (
        constitution(power("appoint-minister", STEP)),
        constitution(power("appoint-minister", STEP, provenance=TWICE_SOURCED)),
    ),
    "the words for a power": (
        constitution(power("appoint-minister", STEP, label=Label(en="Appointing ministers"))),
        constitution(
            power("appoint-minister", STEP, label=Label(en="Naming ministers", fr="Nommer les ministres"), broader="appoint-officials")
        ),
    ),
    "the words for a norm": (constitution(norm(label=Label(en="No party"))), constitution(norm(label=Label(en="Above parties")))),
    "the grammar of a name": (constitution(institution("courts")), constitution(institution("courts", plural=True, article=False))),
    "the order of statements": (
        constitution(institution("senate"), power("appoint-minister", STEP), norm()),
        constitution(norm(), power("appoint-minister", STEP), institution("senate")),
    ),
    "what nobody has read on one side": (
        constitution(power("appoint-minister", STEP)),
        constitution(coded=["judiciary", "legislature"]),
    ),
}
"""Two states of a constitution that say the same law, by what they differ in."""


@pytest.mark.parametrize("difference", UNCHANGED)
def test_what_is_not_law_is_no_change(difference: str) -> None:
    """Two states that differ in nothing the law says, or in what nobody compared, have no change between them."""
    before, after = UNCHANGED[difference]
    assert found(diff(before, after)) == []


def test_a_power_that_only_follows_its_holder_has_not_moved() -> None:
    """When a court takes the place of a council, a power of the council that the court now has is part of that one change."""
    before = constitution(institution("council"), power("review-laws", step("council", "review")))
    after = constitution(institution("court", replaces=("council",)), power("review-laws", step("court", "review")))
    assert found(diff(before, after)) == [("institution-replaced", ())]


def test_a_state_that_no_longer_recalls_the_predecessor_adds_no_change() -> None:
    """That a later state of an institution leaves out whom it once replaced is not told beside what did change."""
    before = constitution(institution("court", replaces=("council",), term=Period(6, "years")))
    after = constitution(institution("court", term=Period(8, "years")))
    assert found(diff(before, after)) == [("term-lengthened", ())]


# ---- one act, one name ---------------------------------------------------------------------------------------------------------------


def between(before: tuple[Step | Route, ...], after: tuple[Step | Route, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """The rules that fire between two ways to adopt a law."""
    return found(diff(constitution(power("adopt-law", *before)), constitution(power("adopt-law", *after))))


def test_who_can_only_override_is_no_partner() -> None:
    """A parliament that may now override a veto does not consent to it: the decision does not wait for it."""
    veto, override = step("president", "return"), step("parliament", "override", against="president")
    assert between((veto,), (veto, override)) == [("override-added", ())]


def test_an_adopter_that_may_now_override_is_told_once() -> None:
    """A chamber that adopts laws and may now override another gains an override, and the course of the procedure is no further change."""
    adopt, consent = step("assembly", "adopt"), step("senate", "approve")
    override = step("assembly", "override", against="senate")
    assert between((adopt, consent), (adopt, consent, override)) == [("override-added", ())]


def test_a_veto_that_passes_to_another_is_one_change() -> None:
    """When one institution loses a veto and another gains it, the veto has passed from the one to the other."""
    decide = step("president")
    assert between((decide, step("senate", "veto")), (decide, step("assembly", "veto"))) == [("partner-replaced", ())]


def test_adopting_one_after_the_other_and_adopting_together_differ() -> None:
    """Two chambers that both adopted and now adopt in joint session act jointly, though their roles are the same."""
    assert between((step("assembly", "adopt"), step("senate", "adopt")), (step(joint("assembly", "senate"), "adopt"),)) == [
        ("acts-jointly", ())
    ]


def test_a_smaller_share_of_members_is_a_lower_threshold() -> None:
    """When a quarter of the members may do what took a third, also as one of several who may, fewer votes are needed."""

    def petition(share: str) -> Step:
        return step(any_of("government", Members("assembly", Fraction(share))), "petition")

    assert between((petition("1/3"),), (petition("1/4"),)) == [("threshold-lowered", ())]


def test_a_share_of_members_and_a_number_of_members_cannot_be_ranked() -> None:
    """When sixty members may do what took a third of them, the votes are counted otherwise."""
    third, sixty = Members("assembly", Fraction(1, 3)), Members("assembly", count=60)
    assert between((step(third, "petition"),), (step(sixty, "petition"),)) == [("threshold-changed", ())]


def test_a_plurality_is_part_of_a_choice() -> None:
    """Where several candidates must now be offered, that most votes decide among them is not told apart."""
    before = (step("president", "appoint"), step("council", "consent"))
    plurality = Threshold(None, strict=False, of="votes-cast")
    after = (step("president", "propose", candidates=2), step("council", "consent", threshold=plurality), step("president", "appoint"))
    assert between(before, after) == [("choice-added", ())]


def test_a_quorum_for_a_choice_is_told_beside_it() -> None:
    """A fraction that must agree is more than the plurality a choice implies, and stays a further aspect."""
    before = (step("president", "appoint"), step("council", "consent"))
    after = (
        step("president", "propose", candidates=2),
        step("council", "consent", threshold=at_least("2/3")),
        step("president", "appoint"),
    )
    assert between(before, after) == [("choice-added", ("threshold-changed",))]


def test_a_way_that_stays_word_for_word_is_the_same_way() -> None:
    """When a second way is added beside one that had no name of its own, the same institutions taking part in both, nothing else has changed."""
    ask = step("senate", "request", threshold=at_least("2/3"))
    again = step("senate", "request", threshold=at_least("2/3"), binding=True)
    assert between((ask,), (route(ask, id="first"), route(again, id="again"))) == [("way-added", ())]


def test_consultation_of_several_is_one_change() -> None:
    """Several institutions that are first consulted by the same reform are told together."""
    decide = step("president")
    assert between((decide,), (step(each_of("senate", "assembly"), "be-consulted"), decide)) == [("consultation-added", ())]


def test_two_acts_of_one_reform_are_two_changes() -> None:
    """A power that is lost and another that is gained are told apart, each by its own rule."""
    sold = country(
        [revision("old", "2000-01-01"), revision("new", "2010-01-01")],
        lineage(state("old", power("pardon", STEP), "2000-01-01"), state("new", "silent", "2010-01-01")),
        lineage(state("new", power("veto-law", STEP), "2010-01-01")),
    )
    assert found(diff(sold.at("old"), sold.at("new"))) == [("power-no-longer-stated", ()), ("power-granted", ())]


# ---- the page on adding a rule -------------------------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[1] / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """What stands in code type in the first column of the table under a heading of the page."""
    section = PAGE.split(f"### {heading}\n", 1)[1].split("\n### ", 1)[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def test_the_page_lists_every_kind_of_case() -> None:
    """The table of what a rule can look at is the closed list of the code."""
    assert first_cells("What it looks at") == list(get_args(Subject))


def test_the_page_lists_every_field_of_a_sentence() -> None:
    """The table of fields holds those that the sentences of the catalogue use, and no other."""
    used = {f"{{{name}}}" for each in RULES.values() for _, name, _, _ in Formatter().parse(each.sentence) if name}
    assert set(first_cells("The sentence")) == used


def test_a_partner_in_an_added_way_is_no_partner_in_the_others() -> None:
    """Where one more way comes with a partner of its own, the decision in the old way stands without it."""
    before = power("appoint", route(step("president", "appoint"), id="usual"))
    after = power(
        "appoint",
        route(step("president", "appoint"), id="usual"),
        route(step("president", "appoint"), step("senate", "consent"), id="in-war"),
    )
    assert [c.rule for c in diff(constitution(before), constitution(after))] == ["way-added"]
    assert [c.rule for c in diff(constitution(after), constitution(before))] == ["way-removed"]
