"""A statement's successive states in a file: the first in its own keys, later ones in full or as before, always with the same meaning."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import constitution_diff as cd
from builders import AREAS
from constitution_diff.country import Country, State
from constitution_diff.decoding import Shared, read_country
from constitution_diff.encoding import statement_to_data
from constitution_diff.model import InForce, Institution, Label, Provenance, Statement, kind_of
from constitution_diff.reader import Log
from strategies import institutions, norms, powers

HEAD = """
schema = 1
country = "XA"
name = { en = "Exland" }
coded = ["head-of-state", "legislature", "legislation"]

[[revision]]
id = "2001"
title = { en = "The first text" }
act = "Constitution of 2001"
route = "baseline"
adopted = 2001-01-01
sources = ["text"]

[[revision]]
id = "2011"
title = { en = "The reform" }
act = "Law of 5 June 2011"
route = "referendum"
adopted = 2011-06-05
in_force = 2011-07-01
confidence = "reported"
sources = ["newspaper", "text"]

[[revision]]
id = "2021"
title = { en = "The second reform" }
act = "Law of 4 March 2021"
route = "parliament"
adopted = 2021-03-04
sources = ["text"]

[source]
text.title = "The text"
newspaper.title = "A newspaper"

[term]
hold.en = "hold"
paid-work.en = "paid work"
offices.en = "other offices"
urgent.en = "the matter is urgent"

[institution.president]
kind = "head-of-state"
name = { en = "President" }
articles = ["1"]

[institution.assembly]
kind = "lower-chamber"
name = { en = "Assembly" }
articles = ["20"]
"""


def load(folder: Path, statement: str) -> Country:
    """The country that has this statement besides a president and an assembly. It passes every check."""
    path = folder / "exland.toml"
    path.write_text(f"{HEAD}\n{statement}", encoding="utf-8")
    return cd.load(path)


def written(country: Country) -> list[list[dict[str, Any]]]:
    """What the country says in each revision, as data."""
    return [[statement_to_data(s) for s in country.at(revision.id)] for revision in country.revisions]


def states(folder: Path, statement: str) -> tuple[State, ...]:
    """The states of the last statement of a country."""
    return list(load(folder, statement).lineages.values())[-1].states


def law(*later: str, own: str = 'steps = [{ actor = "assembly", role = "adopt" }]') -> str:
    """A power with states after the first, each written in a line."""
    return f"""
    [[power]]
    id = "adopt-law"
    articles = ["30"]
    {own}
    state = [{", ".join(later)}]
    """


def senate(*later: str, own: str = "seats = 10") -> str:
    """An institution with states after the first, each written in a line."""
    return f"""
    [institution.senate]
    kind = "upper-chamber"
    name = {{ en = "Senate" }}
    articles = ["10"]
    {own}
    state = [{", ".join(later)}]
    """


def ban(*later: str) -> str:
    """A norm with states after the first, each written in a line."""
    return f"""
    [[norm]]
    id = "no-other-office"
    area = "head-of-state"
    kind = "incompatibility"
    label = {{ en = "Other work of the President" }}
    articles = ["3"]
    subject = "president"
    modality = "must-not"
    act = "hold"
    object = ["paid-work"]
    state = [{", ".join(later)}]
    """


# ---- as before, and in full --------------------------------------------------------------------------------------------------------

ADOPT = 'steps = [{ actor = "assembly", role = "adopt" }]'
SIGN = 'steps = [{ actor = "assembly", role = "adopt" }, { actor = "president", role = "sign" }]'
WAYS = """route = [
    { id = "usual", steps = [{ actor = "assembly", role = "adopt" }] },
    { id = "fast", conditions = ["urgent"], steps = [{ actor = "president", role = "decide" }] },
]""".replace("\n", " ")
RULE = 'subject = "president", modality = "must-not", act = "hold"'

AS_BEFORE = {
    "an institution in other articles": (
        senate('{ since = "2011", as_before = true, articles = ["11"] }', own='seats = 10\nterm = "6 years"'),
        senate('{ since = "2011", seats = 10, term = "6 years", articles = ["11"] }', own='seats = 10\nterm = "6 years"'),
    ),
    "a power in other articles": (
        law('{ since = "2011", as_before = true, articles = ["31"] }'),
        law(f'{{ since = "2011", {ADOPT}, articles = ["31"] }}'),
    ),
    "a norm in other articles": (
        ban('{ since = "2011", as_before = true, articles = ["4"] }'),
        ban(f'{{ since = "2011", {RULE}, object = ["paid-work"], articles = ["4"] }}'),
    ),
    "an institution with more seats": (
        senate('{ since = "2011", as_before = true, seats = 12 }'),
        senate('{ since = "2011", seats = 12, articles = ["10"] }'),
    ),
    "an institution with a term besides": (
        senate('{ since = "2011", as_before = true, term = "6 years" }'),
        senate('{ since = "2011", seats = 10, term = "6 years", articles = ["10"] }'),
    ),
    "a power with another step": (
        law(f'{{ since = "2011", as_before = true, {SIGN} }}', own=f'{ADOPT}\nconditions = ["urgent"]'),
        law(f'{{ since = "2011", {SIGN}, conditions = ["urgent"], articles = ["30"] }}', own=f'{ADOPT}\nconditions = ["urgent"]'),
    ),
    "a norm about something else, and not also about the old": (
        ban('{ since = "2011", as_before = true, object = ["offices"] }'),
        ban(f'{{ since = "2011", {RULE}, object = ["offices"], articles = ["3"] }}'),
    ),
    "an institution with another name": (
        senate('{ since = "2011", as_before = true, name = { en = "Council" } }'),
        senate('{ since = "2011", seats = 10, name = { en = "Council" }, articles = ["10"] }'),
    ),
    "an institution that keeps its new name": (
        senate('{ since = "2011", as_before = true, name = { en = "Council" } }', '{ since = "2021", as_before = true, seats = 12 }'),
        senate(
            '{ since = "2011", seats = 10, name = { en = "Council" }, articles = ["10"] }',
            '{ since = "2021", seats = 12, name = { en = "Council" }, articles = ["10"] }',
        ),
    ),
    "one after another": (
        law('{ since = "2011", as_before = true, articles = ["31"] }', f'{{ since = "2021", as_before = true, {SIGN} }}'),
        law(f'{{ since = "2011", {ADOPT}, articles = ["31"] }}', f'{{ since = "2021", {SIGN}, articles = ["31"] }}'),
    ),
    "after one in full that dropped a key": (
        senate('{ since = "2011", articles = ["11"] }', '{ since = "2021", as_before = true, articles = ["12"] }'),
        senate('{ since = "2011", articles = ["11"] }', '{ since = "2021", articles = ["12"] }'),
    ),
    "routes where steps were": (
        law(f'{{ since = "2011", as_before = true, {WAYS} }}'),
        law(f'{{ since = "2011", {WAYS}, articles = ["30"] }}'),
    ),
    "steps where routes were": (
        law(f'{{ since = "2011", as_before = true, {ADOPT} }}', own=WAYS),
        law(f'{{ since = "2011", {ADOPT}, articles = ["30"] }}', own=WAYS),
    ),
    "denied where steps were": (
        law('{ since = "2011", as_before = true, denied = true }'),
        law('{ since = "2011", denied = true, articles = ["30"] }'),
    ),
    "denied where routes were": (
        law('{ since = "2011", as_before = true, denied = true }', own=WAYS),
        law('{ since = "2011", denied = true, articles = ["30"] }', own=WAYS),
    ),
    "steps where it was denied": (
        law(f'{{ since = "2011", as_before = true, {ADOPT} }}', own="denied = true"),
        law(f'{{ since = "2011", {ADOPT}, articles = ["30"] }}', own="denied = true"),
    ),
    "denied still, in other articles": (
        law('{ since = "2011", as_before = true, articles = ["31"] }', own="denied = true"),
        law('{ since = "2011", denied = true, articles = ["31"] }', own="denied = true"),
    ),
}


@pytest.mark.parametrize("what", AS_BEFORE)
def test_a_state_as_before_is_the_state_in_full(tmp_path: Path, what: str) -> None:
    """What is left out is as in the state before, what is given replaces it: the same constitution as written in full, in every revision."""
    short, full = AS_BEFORE[what]
    assert written(load(tmp_path, short)) == written(load(tmp_path, full))


def test_a_state_that_is_not_as_before_keeps_nothing(tmp_path: Path) -> None:
    """`as_before = false` says what leaving it out says."""
    later = states(tmp_path, senate('{ since = "2011", as_before = false, articles = ["10"] }'))[1].content
    assert isinstance(later, Institution)
    assert later.seats is None


# ---- what belongs to one state -----------------------------------------------------------------------------------------------------

OWN = {
    "sources": ('sources = ["newspaper"]', ("text",)),
    "confidence": ('confidence = "reported"', "verified"),
    "note": ('note = "Read in a hurry."', ""),
    "in_force": ("in_force = 2012-01-01", InForce(date(2021, 3, 4))),
}
"""Per key of the state before: how it is written there, and what a state as before has in its place, from its revision."""


@pytest.mark.parametrize("key", OWN)
def test_where_a_state_comes_from_is_not_kept(tmp_path: Path, key: str) -> None:
    """Source, confidence, remark and date of a state hold for that state alone; the next has those of its own revision."""
    line, default = OWN[key]
    first = f'{{ since = "2011", {ADOPT}, articles = ["30"], {line} }}'
    before, later = states(tmp_path, law(first, '{ since = "2021", as_before = true, articles = ["31"] }', own="denied = true"))[1:]
    assert getattr(before.provenance, key) != default
    assert getattr(later.provenance, key) == default


def test_a_state_as_before_may_say_where_it_comes_from(tmp_path: Path) -> None:
    """It has its own source, confidence, remark and date when it gives them."""
    own = 'in_force = 2012-01-01, sources = ["text"], confidence = "verified", note = "Checked."'
    later = states(tmp_path, law(f'{{ since = "2011", as_before = true, articles = ["31"], {own} }}'))[1]
    assert later.provenance == Provenance("2011", InForce(date(2012, 1, 1)), ("text",), "verified", "Checked.")


# ---- one constitution, written in several ways -------------------------------------------------------------------------------------

FIRST = """
    steps = [{ actor = "assembly", role = "adopt" }]
    articles = ["30"]
"""
SECOND = """
    steps = [{ actor = "assembly", role = "adopt" }]
    articles = ["31"]
"""
THIRD = """
    steps = [{ actor = "president", role = "decide" }]
    articles = ["31"]
"""
POWER = '[[power]]\nid = "adopt-law"\n'
LATER = '{ since = "2011", as_before = true, articles = ["31"] }, { since = "2021", as_before = true, '
WRITTEN = {
    "own keys, then tables": f"""{POWER} {FIRST}
        [[power.state]]
        since = "2011" {SECOND}
        [[power.state]]
        since = "2021" {THIRD}""",
    "own keys, then tables as before": f"""{POWER} {FIRST}
        [[power.state]]
        since = "2011"
        as_before = true
        articles = ["31"]
        [[power.state]]
        since = "2021"
        as_before = true
        steps = [{{ actor = "president", role = "decide" }}]""",
    "own keys with since": f"""{POWER} {FIRST}
        since = "2001"
        state = [{LATER} steps = [{{ actor = "president", role = "decide" }}] }}]""",
    "own keys, then a line": f"""{POWER} {FIRST}
        state = [{LATER} steps = [{{ actor = "president", role = "decide" }}] }}]""",
    "tables only": f"""{POWER}
        [[power.state]] {FIRST}
        [[power.state]]
        since = "2011" {SECOND}
        [[power.state]]
        since = "2021" {THIRD}""",
    "tables only, as before": f"""{POWER}
        [[power.state]]
        since = "2001" {FIRST}
        [[power.state]]
        since = "2011"
        as_before = true
        articles = ["31"]
        [[power.state]]
        since = "2021"
        as_before = true
        steps = [{{ actor = "president", role = "decide" }}]""",
}


@pytest.mark.parametrize("way", WRITTEN)
def test_the_way_a_file_is_written_makes_no_difference(tmp_path: Path, way: str) -> None:
    """Own keys and a list, or the list alone; later states in full, or as before: the constitution reads the same."""
    laws = [[s for s in said if s["id"] == "adopt-law"] for said in written(load(tmp_path, WRITTEN[way]))]
    by_assembly = {"statement": "power", "id": "adopt-law", "area": "legislation", "steps": [{"actor": "assembly", "role": "adopt"}]}
    by_president = {**by_assembly, "steps": [{"actor": "president", "role": "decide"}]}
    assert laws == [[{**by_assembly, "articles": ["30"]}], [{**by_assembly, "articles": ["31"]}], [{**by_president, "articles": ["31"]}]]


def test_own_keys_may_begin_late(tmp_path: Path) -> None:
    """The own keys are the first state there is, whichever revision brought it."""
    text = senate('{ since = "2021", as_before = true, seats = 12 }', own='since = "2011"\nseats = 10')
    assert [state.provenance.since for state in states(tmp_path, text)] == ["2011", "2021"]


# ---- any two forms of a statement --------------------------------------------------------------------------------------------------

KINDS = dict.fromkeys(("office", "court", "chamber"), "government")
SHARED = Shared({name: Label(en=name) for name in AREAS}, KINDS, {}, {})


def later_state(head: dict[str, Any], kind: str, *forms: dict[str, Any]) -> Statement:
    """The last of the states of a statement, read from plain data without fault."""
    revisions = [
        {"id": str(n), "title": {"en": "x"}, "act": "x", "route": "decree", "adopted": date(n, 1, 1), "sources": ["text"]}
        for n in range(2001, 2001 + len(forms))
    ]
    first, *others = ({"since": r["id"], **form} for r, form in zip(revisions, forms, strict=True))
    own = {**head, **first, "state": others}
    data = {"schema": 1, "country": "XA", "name": {"en": "x"}, "coded": [], "revision": revisions, "source": {"text": {"title": "x"}}}
    log = Log("test")
    country = read_country(data | {kind: {own.pop("id"): own} if kind == "institution" else [own]}, log, SHARED)
    assert log.problems == []
    (lineage,) = country.lineages.values()
    content = lineage.states[-1].content
    assert not isinstance(content, str)
    return content


@given(st.one_of(st.tuples(institutions, institutions), st.tuples(powers, powers), st.tuples(norms, norms)))
def test_any_state_may_be_written_as_what_differs(pair: tuple[Statement, Statement]) -> None:
    """Whatever two forms of a statement say: what the later gives and what it keeps of the earlier make the state as it reads in full."""
    kind = kind_of(pair[0])
    earlier, later = map(statement_to_data, pair)
    head = {key: v for key, v in earlier.items() if key in ("id", "area", "kind", "name")}
    if kind != "institution":
        head["label"] = {"en": "x"}
    before, after = ({key: v for key, v in form.items() if key not in ("statement", "id", "area", "kind")} for form in (earlier, later))
    differs = {key: v for key, v in after.items() if before.get(key) != v}
    assume(differs)
    ways = {"steps", "route", "denied"}
    kept = {key: v for key, v in before.items() if not (key in ways and ways & differs.keys())}
    assert later_state(head, kind, before, {"as_before": True, **differs}) == later_state(head, kind, before, kept | differs)
