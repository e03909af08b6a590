"""The specification of the flagship case: what the referendum of 5 June 2022 changed in the Constitution of Kazakhstan, item by item of the amending law.

Each row of :data:`REFORM` is one change that the diff must find, with the items of the law that make it. The rest of the module holds what a row
cannot: the inside of the rules that changed, what did not change, what applied on which day, the votes, and the way back.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from attrs import frozen

import constitution_diff as cd
from constitution_diff.changes import Change, Changes
from constitution_diff.country import Constitution, Country, Figure
from constitution_diff.facets import holders_among, participants
from constitution_diff.model import Body, InForce, Joint, Members, Norm, Period, Power, Relatives, Route, Step, TermLimit, Threshold
from constitution_diff.rules import RULES
from constitution_diff.rules.composition import seats_by_filler

PUBLICATION = InForce(date(2022, 6, 8))
NEW_YEAR = InForce(date(2023, 1, 1))
COURT_FORMED = InForce(date(2023, 1, 1), "as-current-terms-end")
TERMS_END = InForce(None, "as-current-terms-end")
NEXT_MAZHILIS = InForce(date(2023, 3, 19), "mazhilis-viii-elections")


@frozen
class Item:
    """One change that the reform made.

    Attributes:
        rule: The rule that names it.
        statement: The statement it is about.
        law: The items of article 1 of the amending law that make it.
        category: Its category.
        source: Whose hold it loosens.
        target: Whom the power goes to, or whom the norm binds or protects.
        partners: Who gains or loses a say in another's decision.
        before: The articles before.
        after: The articles after.
        in_force: When it takes effect.
    """

    rule: str
    statement: str
    law: tuple[str, ...]
    category: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    in_force: InForce = PUBLICATION


REFORM = (
    Item(
        "institution-replaced",
        "constitutional-court",
        ("1", "8(5)", "10", "14(3)", "22", "23", "24(1)", "25(1)", "26(2)", "28", "34(2)"),
        category="establishment",
        source=("constitutional-council",),
        target=("constitutional-court",),
        before=("71(1)", "71(2)", "71(3)"),
        after=("71(1)", "71(2)"),
        in_force=NEW_YEAR,
    ),
    Item(
        "ownership-changed",
        "ownership-of-natural-resources",
        ("2",),
        category="guarantee",
        source=("state",),
        target=("people",),
        before=("6(3)",),
        after=("6(3)",),
    ),
    Item("penalty-abolished", "death-penalty", ("3",), category="abolition", source=("state",), before=("15(2)",), after=("15(2)",)),
    Item(
        "restriction-widened",
        "party-ban-judges-and-officials",
        ("4",),
        category="restriction",
        target=("central-electoral-commission", "constitutional-court", "supreme-audit-chamber"),
        before=("23(2)",),
        after=("23(2)",),
    ),
    Item(
        "guarantee-narrowed",
        "freedom-from-forced-labour",
        ("5",),
        category="guarantee",
        target=("everyone",),
        before=("24(1)",),
        after=("24(1)",),
    ),
    Item(
        "duty-changed",
        "witnesses-of-presidential-oath",
        ("6(1)",),
        category="restriction",
        target=("president",),
        before=("42(2)",),
        after=("42(2)",),
    ),
    Item(
        "privilege-abolished",
        "first-president-re-election",
        ("6(2)",),
        category="abolition",
        target=("first-president",),
        before=("42(5)",),
        after=(),
    ),
    Item(
        "restriction-added",
        "appointment-ban-president-relatives",
        ("7",),
        category="restriction",
        target=("president",),
        before=(),
        after=("43(4)",),
    ),
    Item("restriction-added", "party-ban-president", ("7",), category="restriction", target=("president",), before=(), after=("43(3)",)),
    Item(
        "steps-changed",
        "promulgate-law",
        ("8(1)",),
        category="procedure",
        target=("president",),
        before=("44(2)",),
        after=("44(2)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "holder-removed",
        "annul-acts-of-regional-executives",
        ("8(2)", "33"),
        category="withdrawal",
        source=("president",),
        before=("44(3)", "88(4)"),
        after=("88(4)",),
    ),
    Item(
        "consent-added",
        "appoint-constitutional-court-chair",
        ("8(3)", "16(1)", "23"),
        category="sharing",
        source=("president",),
        partners=("senate",),
        before=("71(2)",),
        after=("44(4)", "55(2)", "71(2)"),
        in_force=COURT_FORMED,
    ),
    Item(
        "consent-added",
        "appoint-judicial-council-chair",
        ("8(3)", "16(1)", "29"),
        category="sharing",
        source=("president",),
        partners=("senate",),
        before=("82(4)",),
        after=("44(4)", "55(2)", "82(4)"),
        in_force=TERMS_END,
    ),
    Item(
        "power-granted",
        "dismiss-constitutional-court-chair",
        ("8(3)",),
        category="grant",
        target=("president",),
        before=(),
        after=("44(4)",),
        in_force=COURT_FORMED,
    ),
    Item(
        "power-granted",
        "dismiss-judicial-council-chair",
        ("8(3)",),
        category="grant",
        target=("president",),
        before=(),
        after=("44(4)",),
        in_force=TERMS_END,
    ),
    Item(
        "institution-replaced",
        "supreme-audit-chamber",
        ("8(4)", "14(2)", "18", "19"),
        category="establishment",
        source=("accounts-committee",),
        target=("supreme-audit-chamber",),
        before=("44(7)", "53(2)", "57(1)"),
        after=("44(7)", "53(2)", "57(1)"),
    ),
    Item(
        "institution-renamed",
        "state-counsellor",
        ("8(6)",),
        category="establishment",
        target=("state-counsellor",),
        before=("44(19)",),
        after=("44(19)",),
    ),
    Item(
        "privilege-abolished",
        "first-president-status",
        ("9",),
        category="abolition",
        target=("first-president",),
        before=("46(4)",),
        after=(),
    ),
    Item(
        "seats-redistributed",
        "appoint-upper-chamber-members",
        ("11(1)",),
        category="composition",
        source=("president",),
        partners=("assembly-of-the-people",),
        before=("50(2)",),
        after=("50(2)",),
        in_force=NEXT_MAZHILIS,
    ),
    Item(
        "seats-redistributed",
        "elect-lower-chamber",
        ("11(2)", "12"),
        category="composition",
        source=("assembly-of-the-people",),
        before=("50(3)", "51(1)"),
        after=("50(3)", "51(1)"),
        in_force=NEXT_MAZHILIS,
    ),
    Item(
        "provision-changed",
        "loss-of-mandate-on-leaving-party",
        ("13",),
        category="procedure",
        target=("mazhilis",),
        before=("52(5)",),
        after=("52(5)",),
    ),
    Item("power-granted", "recall-members-of-parliament", ("13",), category="grant", target=("voters",), before=(), after=("52(5)",)),
    Item(
        "acts-jointly",
        "adopt-constitutional-law",
        ("14(1)", "15(1)", "20(4)"),
        category="procedure",
        target=("mazhilis", "senate"),
        before=("54(1)", "61(5-1)", "62(4)"),
        after=("53(1-1)", "62(4)"),
        in_force=NEW_YEAR,
    ),
    Item(
        "acts-jointly",
        "veto-constitutional-law",
        ("14(1)", "15(2)"),
        category="procedure",
        target=("mazhilis", "senate"),
        before=("44(2)", "54(2)(2)"),
        after=("44(2)", "53(1-2)"),
        in_force=NEW_YEAR,
    ),
    Item(
        "decision-moved",
        "adopt-law",
        ("15(1)", "20(3)", "21(1)"),
        category="transfer",
        source=("senate",),
        target=("mazhilis",),
        before=("54(1)", "61(4)", "61(5)", "62(5)"),
        after=("54(1)", "61(4)", "61(5)", "62(5)"),
        in_force=NEW_YEAR,
    ),
    Item(
        "guarantee-added",
        "immunity-ombudsman",
        ("16(2)", "31"),
        category="guarantee",
        target=("ombudsman",),
        partners=("senate",),
        before=(),
        after=("55(3)", "83-1(3)"),
    ),
    Item(
        "power-no-longer-stated",
        "consider-bills",
        ("17(1)",),
        category="withdrawal",
        source=("mazhilis",),
        before=("56(1)(1)",),
        after=(),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "hear-audit-reports",
        ("17(2)",),
        category="grant",
        target=("mazhilis",),
        before=(),
        after=("56(1)(3-1)",),
    ),
    Item(
        "seats-redistributed",
        "appoint-constitutional-court-judges",
        ("18", "19", "23"),
        category="composition",
        target=("mazhilis", "president", "senate"),
        before=("57(1)", "58(3)(7)", "71(3)"),
        after=("57(1)", "58(3)(7)", "71(3)"),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "consider-urgent-government-bills",
        ("20(1)",),
        category="grant",
        target=("mazhilis", "senate"),
        partners=("government",),
        before=(),
        after=("61(2)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "issue-decrees-with-force-of-law",
        ("20(2)",),
        category="grant",
        target=("government",),
        partners=("parliament",),
        before=(),
        after=("61(3)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "duty-changed",
        "two-readings",
        ("21(2)",),
        category="restriction",
        target=("parliament",),
        before=("62(6)",),
        after=("62(6)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "appoint-constitutional-court-deputy-chair",
        ("23",),
        category="grant",
        target=("president",),
        partners=("constitutional-court-chair",),
        before=(),
        after=("71(3)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-no-longer-stated",
        "break-ties-in-constitutional-council",
        ("23",),
        category="withdrawal",
        source=("constitutional-council-chair",),
        before=("71(2)",),
        after=(),
        in_force=NEW_YEAR,
    ),
    Item(
        "renewal-changed",
        "constitutional-court",
        ("23",),
        category="term",
        target=("constitutional-court",),
        before=("71(1)", "71(3)"),
        after=("71(1)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "term-limit-added",
        "constitutional-court",
        ("23",),
        category="term",
        target=("constitutional-court",),
        before=("71(1)", "71(3)"),
        after=("71(1)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "matter-reserved",
        "law-on-citizens-petitions",
        ("24(2)",),
        category="procedure",
        target=("parliament",),
        before=(),
        after=("72(3)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "petition-constitutional-court-citizens",
        ("24(2)",),
        category="grant",
        target=("citizens",),
        before=(),
        after=("72(3)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "petition-constitutional-court-ombudsman",
        ("24(2)",),
        category="grant",
        target=("ombudsman",),
        before=(),
        after=("72(5)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "petition-constitutional-court-prosecutor-general",
        ("24(2)",),
        category="grant",
        target=("prosecutor-general",),
        before=(),
        after=("72(4)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-no-longer-stated",
        "shorten-constitutional-review",
        ("25(2)",),
        category="withdrawal",
        source=("president",),
        before=("73(3)",),
        after=(),
        in_force=NEW_YEAR,
    ),
    Item(
        "duty-changed",
        "time-limit-of-constitutional-review",
        ("25(2)",),
        category="restriction",
        target=("constitutional-court",),
        before=("73(3)",),
        after=("73(3)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-granted",
        "set-date-of-invalidity",
        ("26(1)",),
        category="grant",
        target=("constitutional-court",),
        before=(),
        after=("74(2)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "provision-changed",
        "unconstitutional-acts",
        ("26(1)",),
        category="procedure",
        target=(
            "acts-found-to-infringe-constitutional-rights",
            "unconstitutional-laws-and-other-normative-acts",
            "unconstitutional-legal-acts-other-than-normative",
            "unconstitutional-provisions-of-acts",
        ),
        before=("74(2)",),
        after=("74(2)",),
        in_force=NEW_YEAR,
    ),
    Item(
        "power-no-longer-stated",
        "appoint-judicial-council",
        ("29",),
        category="withdrawal",
        source=("president",),
        before=("82(4)",),
        after=(),
        in_force=TERMS_END,
    ),
    Item(
        "reservation-changed",
        "law-on-high-judicial-council",
        ("29",),
        category="procedure",
        target=("parliament",),
        before=("82(5)",),
        after=("82(5)",),
    ),
    Item(
        "reservation-changed",
        "law-on-prosecutors-office",
        ("30",),
        category="procedure",
        target=("parliament",),
        before=("83(4)",),
        after=("83(4)",),
    ),
    Item(
        "guarantee-added", "independence-of-ombudsman", ("31",), category="guarantee", target=("ombudsman",), before=(), after=("83-1(2)",)
    ),
    Item("matter-reserved", "law-on-ombudsman", ("31",), category="procedure", target=("parliament",), before=(), after=("83-1(4)",)),
    Item("duty-added", "task-of-ombudsman", ("31",), category="restriction", target=("ombudsman",), before=(), after=("83-1(1)",)),
    Item(
        "choice-added",
        "appoint-regional-governors",
        ("32(1)",),
        category="sharing",
        source=("president",),
        partners=("maslikhats",),
        before=("87(4)",),
        after=("87(4)",),
        in_force=TERMS_END,
    ),
    Item(
        "scope-narrowed",
        "dismiss-regional-governors",
        ("32(1)",),
        category="scope",
        target=("president",),
        before=("87(4)",),
        after=("87(4)",),
    ),
    Item(
        "steps-changed",
        "pass-no-confidence-in-akims",
        ("32(2)",),
        category="procedure",
        target=("maslikhats",),
        before=("87(5)",),
        after=("87(5)",),
    ),
    Item(
        "privilege-abolished",
        "first-president-entrenchment",
        ("34(1)",),
        category="abolition",
        target=("first-president",),
        before=("91(2)",),
        after=(),
    ),
    Item(
        "transitional-rule-added",
        "continuity-of-council-and-committee",
        ("35",),
        category="other",
        target=("members-of-the-former-council-and-committee",),
        before=(),
        after=("99(1)",),
    ),
    Item(
        "transitional-rule-added",
        "interim-constitutional-review",
        ("35",),
        category="other",
        target=("former-constitutional-council",),
        before=(),
        after=("99(1)",),
    ),
    Item(
        "transitional-rule-added",
        "resolutions-of-the-council",
        ("35",),
        category="other",
        target=("normative-resolutions-of-the-council",),
        before=(),
        after=("99(2)",),
    ),
    Item(
        "transitional-rule-added",
        "start-of-rules-on-chambers",
        ("35",),
        category="other",
        target=("new-rules-on-forming-the-chambers",),
        before=(),
        after=("99(3)",),
    ),
)
"""Every change of the reform, in the order of the amending law."""

SUBITEMS = {6: 2, 8: 6, 11: 2, 14: 3, 15: 2, 16: 2, 17: 2, 20: 4, 21: 2, 24: 2, 25: 2, 26: 2, 32: 2, 34: 2}
"""How many subitems an item of article 1 of the law of 8 June 2022 has, where it has any; there are 35 items."""

ITEMS_OF_THE_LAW = {
    name for item in range(1, 36) for name in ([f"{item}({n})" for n in range(1, SUBITEMS[item] + 1)] if item in SUBITEMS else [str(item)])
}

HEADINGS_ONLY = {"27"}
"""Items that reword the heading of a section and no rule."""

COUNTS = {
    "transfer": 1,
    "sharing": 3,
    "withdrawal": 5,
    "grant": 11,
    "restriction": 7,
    "abolition": 4,
    "guarantee": 4,
    "establishment": 3,
    "composition": 3,
    "term": 2,
    "scope": 1,
    "procedure": 10,
    "other": 4,
}
"""How many changes of each category there are, in the order of a report."""

UNTOUCHED = {
    "president": "the term of the President and the limit of two terms in a row",
    "declare-emergency": "the state of emergency",
    "declare-martial-law": "martial law",
    "dissolve-parliament": "dissolution of Parliament and the Mazhilis",
    "succeed-head-of-state": "succession to the President",
    "appoint-prime-minister": "the appointment of the Prime Minister",
    "dismiss-prime-minister": "the dismissal of the Prime Minister",
    "dissolve-regional-council": "the early end of maslikhats",
    "appoint-ombudsman": "the election of the Human Rights Commissioner",
    "appoint-central-bank-governor": "the appointment of the Chair of the National Bank",
    "veto-law": "the veto on ordinary laws",
    "unamendable-provisions": "what no amendment may touch",
}
"""What the reform is often said to have changed, or might have, and did not."""


@pytest.fixture(scope="module")
def kz() -> Country:
    """The Constitution of Kazakhstan through time."""
    return cd.load("KZ")


@pytest.fixture(scope="module")
def before(kz: Country) -> Constitution:
    """The text of 23 March 2019."""
    return kz.at("2019-03")


@pytest.fixture(scope="module")
def after(kz: Country) -> Constitution:
    """The text as adopted by the referendum."""
    return kz.at("2022-06")


@pytest.fixture(scope="module")
def changes(before: Constitution, after: Constitution) -> Changes:
    """What the referendum changed."""
    return cd.diff(before, after)


def the(changes: Changes, statement: str, rule: str | None = None) -> Change:
    """The one change about a statement, of all rules or of one."""
    [found] = [c for c in changes if c.statement == statement and rule in (None, c.rule)]
    return found


def power(constitution: Constitution, name: str) -> Power:
    """A power that stands in a constitution."""
    found = constitution.statements[name]
    assert isinstance(found, Power)
    return found


def norm(constitution: Constitution, name: str) -> Norm:
    """A norm that stands in a constitution."""
    found = constitution.statements[name]
    assert isinstance(found, Norm)
    return found


def holders(constitution: Constitution, name: str) -> frozenset[str]:
    """Who holds a power."""
    return holders_among(participants(power(constitution, name)))


def steps(constitution: Constitution, name: str, route: str) -> tuple[Step, ...]:
    """The steps of one way to exercise a power."""
    [found] = [r for r in power(constitution, name).routes if r.id == route]
    return found.steps


def seats(constitution: Constitution, body: str) -> int | None:
    """The size of a body."""
    institution = constitution.institution(body)
    assert institution is not None
    return institution.seats


def more_than_half(*, per: str | None = None) -> Threshold:
    """A majority of all members."""
    return Threshold(Fraction(1, 2), strict=True, of="members", per=per)


def at_least(share: str, *, per: str | None = None) -> Threshold:
    """A qualified majority of all members."""
    return Threshold(Fraction(share), strict=False, of="members", per=per)


# ---- the whole -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", REFORM, ids=lambda item: f"{item.statement}:{item.rule}")
def test_each_rule_that_the_law_changed_is_one_change(changes: Changes, item: Item) -> None:
    """A change is named once, with who lost, who gained, who has a say now, the articles on both sides and its entry into force."""
    found = the(changes, item.statement, item.rule)
    assert item == Item(
        rule=found.rule,
        statement=found.statement,
        law=item.law,
        category=found.category,
        source=found.source,
        target=found.target,
        partners=found.partners,
        before=found.articles_before,
        after=found.articles_after,
        in_force=found.in_force,
    )


def test_the_diff_holds_nothing_that_the_law_did_not_change(changes: Changes) -> None:
    """Every change goes back to an item of the law."""
    assert {(c.rule, c.statement) for c in changes} == {(i.rule, i.statement) for i in REFORM}


def test_every_item_of_the_law_shows_up(changes: Changes) -> None:
    """Each item and subitem of the amending law is behind some change, headings apart."""
    told = {item for i in REFORM if the(changes, i.statement, i.rule) for item in i.law}
    assert told == ITEMS_OF_THE_LAW - HEADINGS_ONLY


def test_no_statement_is_told_by_two_changes(changes: Changes) -> None:
    """One act is one finding; only the renewal and the term limit of the body of constitutional review are told beside its replacement."""
    told = Counter(name for c in changes for name in c.covers if name not in ("constitutional-council", "constitutional-court"))
    assert {name for name, times in told.items() if times > 1} == set()


def test_the_number_of_changes_per_category(changes: Changes) -> None:
    """The size of the reform in figures."""
    assert changes.counts() == COUNTS


def test_all_statements_that_differ_are_covered(changes: Changes) -> None:
    """Nothing is lost between the exact difference and the findings."""
    assert {e.id for e in changes.delta.edits} == {name for c in changes for name in c.covers}


# ---- consent, choice, withdrawal -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("post", ["appoint-constitutional-court-chair", "appoint-judicial-council-chair"])
def test_the_senate_consents_to_two_more_appointments(after: Constitution, post: str) -> None:
    """The President appoints the Chairs of the Constitutional Court and of the High Judicial Council with the consent of the Senate."""
    [route] = power(after, post).routes
    assert [(s.actor, s.role) for s in route.steps] == [(Body("president"), "appoint"), (Body("senate"), "consent")]


def test_the_president_no_longer_annuls_acts_of_akims(before: Constitution, after: Constitution) -> None:
    """The Government, higher akims and the courts keep the power."""
    assert holders(before, "annul-acts-of-regional-executives") - holders(after, "annul-acts-of-regional-executives") == {"president"}
    assert holders(after, "annul-acts-of-regional-executives") == {"government", "higher-akims", "courts"}


def test_the_president_keeps_the_dismissal_of_regional_akims_at_discretion(before: Constitution, after: Constitution) -> None:
    """Only the akims of other units leave the reach of that power."""
    old, new = power(before, "dismiss-regional-governors"), power(after, "dismiss-regional-governors")
    assert old.routes == new.routes == (Route((Step(Body("president"), "dismiss"),)),)
    assert (old.only, new.only) == (("regional-akims", "akims-of-other-units"), ("regional-akims",))


def test_regional_akims_are_chosen_among_two_candidates_or_more(after: Constitution) -> None:
    """The President offers the candidates, the deputies of all maslikhats concerned choose by plurality, the President appoints."""
    [route] = power(after, "appoint-regional-governors").routes
    assert route.steps == (
        Step(Body("president"), "propose", candidates=2),
        Step(
            Members("maslikhats", within="all-maslikhats-of-the-region-or-city"),
            "consent",
            threshold=Threshold(None, strict=False, of="votes-cast"),
        ),
        Step(Body("president"), "appoint"),
    )


# ---- composition ---------------------------------------------------------------------------------------------------------------------


def test_the_president_appoints_ten_senators_instead_of_fifteen(before: Constitution, after: Constitution) -> None:
    """Five of the ten on the proposal of the Assembly of the People."""
    old, new = power(before, "appoint-upper-chamber-members"), power(after, "appoint-upper-chamber-members")
    assert [(r.seats, [(s.actor, s.role) for s in r.steps]) for r in old.routes] == [(15, [(Body("president"), "appoint")])]
    assert [(r.seats, [(s.actor, s.role) for s in r.steps]) for r in new.routes] == [
        (5, [(Body("president"), "appoint")]),
        (5, [(Body("assembly-of-the-people"), "propose"), (Body("president"), "appoint")]),
    ]


def test_the_mazhilis_shrinks_to_98_seats_all_elected_by_voters(before: Constitution, after: Constitution) -> None:
    """The nine seats of the Assembly of the People are gone."""
    assert (seats(before, "mazhilis"), seats(after, "mazhilis")) == (107, 98)
    assert seats_by_filler(power(before, "elect-lower-chamber")) == {"voters": 98, "assembly-of-the-people": 9}
    assert seats_by_filler(power(after, "elect-lower-chamber")) == {"voters": 98}


def test_the_mazhilis_is_elected_by_a_mixed_system(before: Constitution, after: Constitution) -> None:
    """The system enters the Constitution; universal, equal and direct suffrage by secret ballot stays."""
    [old], [new] = steps(before, "elect-lower-chamber", "voters"), steps(after, "elect-lower-chamber", "voters")
    assert (old.method, new.method) == (None, "mixed-electoral-system")
    assert old.conditions == new.conditions == ("universal-equal-direct-secret-suffrage",)


def test_the_court_has_eleven_judges_and_no_members_for_life(before: Constitution, after: Constitution) -> None:
    """Two, two, two, the Chair and the ex-Presidents become four, three, three and the Chair."""
    council, court = before.institution("constitutional-council"), after.institution("constitutional-court")
    assert council is not None
    assert court is not None
    assert (council.seats, council.by_right, court.seats, court.by_right) == (7, ("former-presidents",), 11, ())
    members = "appoint-constitutional-court-judges"
    assert seats_by_filler(power(before, members)) == {"president": 2, "senate": 2, "mazhilis": 2}
    assert seats_by_filler(power(after, members)) == {"president": 4, "senate": 3, "mazhilis": 3}
    chair = "appoint-constitutional-court-chair"
    assert seats_by_filler(power(before, chair)) == seats_by_filler(power(after, chair)) == {"president": 1}


def test_powers_of_the_council_follow_to_the_court(changes: Changes) -> None:
    """Review, interpretation and the statements that only speak of the body have not moved: they are told with its replacement."""
    carried = set(the(changes, "constitutional-court", "institution-replaced").carried)
    assert carried >= {"review-laws", "review-bills", "interpret-constitution", "adjudicate-elections", "remove-head-of-state"}
    assert carried >= {"adopt-constitutional-amendment", "immunity-constitutional-court", "petition-constitutional-court-officials"}


# ---- legislation ---------------------------------------------------------------------------------------------------------------------


def test_the_mazhilis_adopts_and_the_senate_approves_laws(before: Constitution, after: Constitution) -> None:
    """The Senate used to adopt what the Mazhilis had approved; each by a majority of all its members."""

    def votes(constitution: Constitution) -> list[tuple[object, str, Threshold | None]]:
        return [(s.actor, s.role, s.threshold) for s in steps(constitution, "adopt-law", "ordinary")[:2]]

    assert votes(before) == [(Body("mazhilis"), "approve", more_than_half()), (Body("senate"), "adopt", more_than_half())]
    assert votes(after) == [(Body("mazhilis"), "adopt", more_than_half()), (Body("senate"), "approve", more_than_half())]


def test_the_silence_of_the_senate_lets_a_law_proceed(before: Constitution, after: Constitution) -> None:
    """The Senate has sixty days, as before; now the law goes to the President if it does not decide."""
    old, new = steps(before, "adopt-law", "ordinary")[1], steps(after, "adopt-law", "ordinary")[1]
    assert (old.within, old.silence) == (Period(60, "days"), None)
    assert (new.within, new.silence) == (Period(60, "days"), "proceeds")


def test_the_mazhilis_overrides_the_senate_after_conciliation(after: Constitution) -> None:
    """A refusal leads to conciliation; a text of the commission that the Mazhilis refuses, to a vote of two thirds on the earlier text."""
    assert steps(after, "adopt-law", "ordinary")[1].refusal == "conciliation"
    assert steps(after, "adopt-law", "conciliation")[1].refusal == "override"
    assert steps(after, "adopt-law", "override")[0] == Step(
        Body("mazhilis"), "override", threshold=at_least("2/3"), against="senate", refusal="rejected"
    )


def test_constitutional_laws_are_adopted_in_joint_session(after: Constitution) -> None:
    """Both chambers together, by two thirds of each."""
    both = Joint((Body("mazhilis"), Body("senate")))
    assert steps(after, "adopt-constitutional-law", "ordinary") == (Step(both, "adopt", threshold=at_least("2/3", per="each-chamber")),)


def test_the_veto_on_constitutional_laws_is_overridden_in_joint_session(before: Constitution, after: Constitution) -> None:
    """By three quarters of each chamber, as before in separate sittings."""
    old, new = (power(side, "veto-constitutional-law").routes[0].steps[1] for side in (before, after))
    assert old.threshold == new.threshold == at_least("3/4", per="each-chamber")
    assert new.actor == Joint((Body("mazhilis"), Body("senate")))


def test_the_government_may_issue_temporary_acts_with_the_force_of_law(after: Constitution) -> None:
    """Only with an urgent bill of its own before Parliament; an act lapses if Parliament does not adopt the law."""
    found = power(after, "issue-decrees-with-force-of-law")
    assert (found.only, found.conditions) == (("matters-reserved-to-law",), ("urgent-government-bill-submitted",))
    assert [(s.actor, s.role, s.refusal) for s in found.steps] == [
        (Body("government"), "issue", None),
        (Body("parliament"), "confirm", "lapses"),
    ]


# ---- access, bans, immunity, privileges ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("petitioner", "matters"),
    [
        ("citizens", ("normative-acts-directly-affecting-own-rights",)),
        ("prosecutor-general", ("treaties-before-ratification", "interpretation-of-the-constitution", "normative-acts")),
        ("ombudsman", ("normative-acts-affecting-human-rights",)),
    ],
)
def test_three_more_may_turn_to_the_court(after: Constitution, petitioner: str, matters: tuple[str, ...]) -> None:
    """Citizens, the Prosecutor General and the Human Rights Commissioner, each for its own matters."""
    found = power(after, f"petition-constitutional-court-{petitioner}")
    assert (found.routes[0].steps, found.only) == ((Step(Body(petitioner), "petition", to="constitutional-court"),), matters)


def test_the_senate_can_lift_the_immunity_of_the_ombudsman(after: Constitution) -> None:
    """The same immunity, with the same exceptions, as that of the Prosecutor General."""
    ombudsman, prosecutor = norm(after, "immunity-ombudsman"), norm(after, "immunity-prosecutor-general")
    assert ombudsman.waiver == prosecutor.waiver == (Step(Body("senate"), "consent"),)
    assert ombudsman.object == prosecutor.object
    assert ombudsman.exceptions == prosecutor.exceptions


def test_close_relatives_of_the_president_are_kept_from_public_posts(after: Constitution) -> None:
    """From political posts in the civil service and from the head of quasi-public entities."""
    found = norm(after, "appointment-ban-president-relatives")
    assert (found.subject, found.modality) == ((Relatives("president", "close"),), "must-not")
    assert found.object == ("political-civil-service-posts", "headship-of-quasi-public-sector-entities")


def test_more_officials_are_kept_out_of_parties(before: Constitution, after: Constitution) -> None:
    """The ban of article 23 now names the Constitutional Court, the Central Election Commission and the Supreme Audit Chamber."""
    old, new = norm(before, "party-ban-judges-and-officials"), norm(after, "party-ban-judges-and-officials")
    bodies = ("constitutional-court", "central-electoral-commission", "supreme-audit-chamber")
    assert set(new.subject) - set(old.subject) == {Members(body) for body in bodies}
    assert set(old.subject) <= set(new.subject)


def test_recall_is_for_deputies_of_single_member_districts(after: Constitution) -> None:
    """Deputies elected on a party's list cannot be recalled; they lose the mandate with the party."""
    assert power(after, "recall-members-of-parliament").only == ("deputies-elected-in-single-member-districts",)
    assert norm(after, "loss-of-mandate-on-leaving-party").conditions == ("elected-on-the-list-of-that-party",)


def test_the_death_penalty_is_forbidden_without_exception(before: Constitution, after: Constitution) -> None:
    """What the text allowed for two groups of crimes it now forbids."""
    old, new = norm(before, "death-penalty"), norm(after, "death-penalty")
    assert (old.modality, len(old.only_for)) == ("may", 2)
    assert (new.modality, new.only_for, new.exceptions) == ("must-not", (), ())


# ---- what did not change -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", UNTOUCHED, ids=UNTOUCHED.get)
def test_no_change_covers_what_stayed(before: Constitution, after: Constitution, changes: Changes, statement: str) -> None:
    """It stands in both texts, says the same, and no change speaks of it."""
    assert before.statements[statement] == after.statements[statement]
    assert [c.rule for c in changes if statement in c.covers] == []


def test_the_term_of_the_president_stays_at_five_years_and_two_terms_in_a_row(after: Constitution) -> None:
    """The single term of seven years is a later law, of September 2022."""
    president = after.institution("president")
    assert president is not None
    assert (president.term, president.term_limit) == (Period(5, "years"), TermLimit(2, consecutive=True))


# ---- what applied on which day -------------------------------------------------------------------------------------------------------


def pending(constitution: Constitution) -> dict[str, InForce]:
    """What has been adopted and does not apply yet, and what it waits for."""
    return {p.id: p.state.provenance.in_force for p in constitution.pending}


WAITING_FOR_TERMS = {
    "appoint-judicial-council": TERMS_END,
    "appoint-judicial-council-chair": TERMS_END,
    "appoint-regional-governors": TERMS_END,
    "dismiss-judicial-council-chair": TERMS_END,
}
WAITING_FOR_THE_MAZHILIS = {
    "appoint-upper-chamber-members": NEXT_MAZHILIS,
    "elect-lower-chamber": NEXT_MAZHILIS,
    "mazhilis": NEXT_MAZHILIS,
}


@pytest.fixture(scope="module")
def september(kz: Country) -> Constitution:
    """What was in force on 1 September 2022."""
    return kz.at(date(2022, 9, 1))


@pytest.fixture(scope="module")
def new_year(kz: Country) -> Constitution:
    """What was in force on 1 January 2023."""
    return kz.at(date(2023, 1, 1))


def test_in_september_2022_the_bans_are_in_force(september: Constitution) -> None:
    """The ban on the death penalty and on a party for the President took effect on publication."""
    assert norm(september, "death-penalty").modality == "must-not"
    assert norm(september, "party-ban-president").modality == "must-not"


def test_in_september_2022_the_president_no_longer_annuls_acts_of_akims(september: Constitution) -> None:
    """That withdrawal did not wait."""
    assert "president" not in participants(power(september, "annul-acts-of-regional-executives"))


def test_in_september_2022_there_is_a_council_and_no_court(september: Constitution) -> None:
    """The Court begins with the new year."""
    assert september.institution("constitutional-council")
    assert september.institution("constitutional-court") is None


def test_in_september_2022_the_mazhilis_still_has_107_seats(september: Constitution) -> None:
    """The new composition waits for the elections of the eighth Mazhilis."""
    assert seats(september, "mazhilis") == 107


def test_in_september_2022_laws_are_still_adopted_by_the_senate(september: Constitution, before: Constitution) -> None:
    """The new procedure begins with the new year."""
    assert power(september, "adopt-law") == power(before, "adopt-law")


def test_in_september_2022_the_rest_is_pending(september: Constitution, changes: Changes) -> None:
    """Pending is all that the reform changed and that had not taken effect, each with the day or the event it waits for."""
    waiting = {name: c.in_force for c in changes if c.in_force != PUBLICATION for name in c.covers}
    assert pending(september).keys() == waiting.keys()
    assert pending(september) == waiting | WAITING_FOR_THE_MAZHILIS | WAITING_FOR_TERMS | {
        "constitutional-council-chair": NEW_YEAR,
        "constitutional-court-chair": NEW_YEAR,
    }


def test_on_new_year_2023_the_court_replaces_the_council(new_year: Constitution) -> None:
    """The Court exists, the Council does not."""
    assert new_year.institution("constitutional-court")
    assert new_year.institution("constitutional-council") is None


def test_on_new_year_2023_laws_are_adopted_by_the_new_procedure(new_year: Constitution, after: Constitution) -> None:
    """Ordinary and constitutional laws alike."""
    assert power(new_year, "adopt-law") == power(after, "adopt-law")
    assert power(new_year, "adopt-constitutional-law") == power(after, "adopt-constitutional-law")


def test_on_new_year_2023_the_chambers_and_the_terms_are_still_awaited(new_year: Constitution) -> None:
    """The Chair of the High Judicial Council and the regional akims wait for an event whose date is not known, the chambers for elections."""
    assert pending(new_year) == WAITING_FOR_TERMS | WAITING_FOR_THE_MAZHILIS


def test_from_the_elections_on_the_mazhilis_has_98_seats(kz: Country) -> None:
    """The composition of both chambers follows the new rules from the day of the elections of the eighth Mazhilis."""
    march = kz.at(date(2023, 3, 19))
    assert seats(march, "mazhilis") == 98
    assert pending(march) == WAITING_FOR_TERMS


# ---- the votes -----------------------------------------------------------------------------------------------------------------------


def figures(kz: Country, what: str) -> tuple[Figure, ...]:
    """All reports of one number."""
    return tuple(f for f in kz.revision("2022-06").figures if f.what == what)


def test_differing_reports_of_the_turnout_stand_side_by_side(kz: Country) -> None:
    """The final figure, the preliminary one and that at closing time."""
    assert [(f.count, f.share, f.status) for f in figures(kz, "turnout")] == [
        (7_985_769, "68.05 %", "final"),
        (7_986_293, "68.06 %", "preliminary"),
        (None, "68.44 %", "preliminary"),
    ]


def test_a_misprint_is_kept_as_a_misprint(kz: Country) -> None:
    """One source prints a number of invalid ballots that does not fit the share beside it."""
    assert [(f.count, f.share, f.status) for f in figures(kz, "invalid")] == [
        (205_924, "2.58 %", "final"),
        (20_696, "2.58 %", "misprint"),
    ]


def test_the_final_figures_add_up(kz: Country) -> None:
    """Yes, no, both boxes marked and invalid make the turnout."""
    final = {f.what: f.count or 0 for f in kz.revision("2022-06").figures if f.status == "final"}
    assert final == {
        "registered": 11_734_642,
        "turnout": 7_985_769,
        "yes": 6_163_516,
        "no": 1_490_470,
        "both boxes marked": 125_859,
        "invalid": 205_924,
    }
    assert sum(final[what] for what in ("yes", "no", "both boxes marked", "invalid")) == final["turnout"]


def test_every_figure_has_a_source(kz: Country) -> None:
    """No number without the one who reports it."""
    assert [f.what for f in kz.revision("2022-06").figures if not f.sources] == []


# ---- the way back --------------------------------------------------------------------------------------------------------------------


def test_the_diff_backwards_gives_the_inverse_rules(before: Constitution, after: Constitution, changes: Changes) -> None:
    """Read from after to before, every change becomes its inverse about the same statements."""
    forward = {(frozenset(c.covers), RULES[c.rule].inverse) for c in changes}
    assert {(frozenset(c.covers), c.rule) for c in cd.diff(after, before)} == forward


def test_the_delta_leads_from_one_text_to_the_other_and_back(before: Constitution, after: Constitution, changes: Changes) -> None:
    """Under the findings lies the exact difference."""
    assert cd.apply(before, changes.delta) == after
    assert cd.apply(after, changes.delta.inverse()) == before
