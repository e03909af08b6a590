"""The health of the shipped data, country by country, and the reach of the coding of Kazakhstan. A failing test says what to write.

What the loader refuses anyway (an id that points nowhere, a missing key, seats that do not add up) is tested with the loader.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import constitution_diff as cd
from constitution_diff.catalogue import fixtures
from constitution_diff.country import Country
from constitution_diff.model import Institution, Label
from constitution_diff.reader import ID

LONGEST_LABEL = 100
LONGEST_NOTE = 300

NOT_TERMS = {
    *("id", "label", "name", "note", "articles", "sources", "confidence", "since", "kind", "area", "broader"),
    *("modality", "role", "silence", "refusal", "threshold", "frequency", "unit"),
}
"""Keys of a statement whose values are never ids of terms, though they may look like one ("initiate" is a role and a term)."""


def numbered(last: int, *inserted: str, without: AbstractSet[str] = frozenset()) -> set[str]:
    """The articles 1 to the last, with those inserted between them and without those repealed."""
    return ({str(number) for number in range(1, last + 1)} | set(inserted)) - without


REPEALED = {"84"}
ARTICLES = {
    "1995": numbered(98),
    "1998-10": numbered(98),
    "2007-05": numbered(98, "94-1", without=REPEALED),
    "2011-02": numbered(98, "94-1", without=REPEALED),
    "2017-03": numbered(98, "94-1", without=REPEALED),
    "2019-03": numbered(98, "94-1", without=REPEALED),
    "2022-06": numbered(99, "83-1", "94-1", without=REPEALED),
    "2022-09": numbered(99, "83-1", "94-1", "94-2", without=REPEALED),
    "2026-03": numbered(96),
}
"""The articles of the Constitution of Kazakhstan, by the revision that left them so."""


@pytest.fixture(params=sorted((fixtures() / "countries").glob("*.toml")), ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    """The file of each shipped country in turn."""
    return Path(request.param)


@pytest.fixture
def country(path: Path) -> Country:
    """The country as the package reads it."""
    return cd.load(path)


@pytest.fixture
def data(path: Path) -> dict[str, Any]:
    """The tables of its file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def strings(value: object, leaving_out: AbstractSet[str] = frozenset()) -> Iterator[str]:
    """All strings inside a value, apart from those under some keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in leaving_out:
                yield from strings(inner, leaving_out)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, leaving_out)


def values_of(value: object, key: str) -> Iterator[object]:
    """All values under a key, however deep it stands."""
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for inner in value.values():
            yield from values_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from values_of(inner, key)


def statements(data: dict[str, Any]) -> list[object]:
    """The tables of all statements."""
    return [data.get("institution", {}), data.get("power", []), data.get("norm", [])]


def labels(country: Country, data: dict[str, Any]) -> Iterator[tuple[str, str, Label]]:
    """The kind, the id and the words of everything in the file that has words, in each of its states."""
    for lineage in country.lineages.values():
        found = {lineage.label, *(s.content.name for s in lineage.states if isinstance(s.content, Institution))}
        for label in sorted(found, key=lambda words: words["en"]):
            yield lineage.kind, lineage.id, label
    for kind in ("term", "event"):
        for name in data.get(kind, {}):
            yield kind, name, country.vocabulary.labels[name]


# ---- every country -------------------------------------------------------------------------------------------------------------------


def test_every_source_is_used(data: dict[str, Any]) -> None:
    """A document is listed because some revision, figure, event or statement relies on it."""
    unused = set(data["source"]) - set(strings(list(values_of(data, "sources"))))
    assert not unused, (
        f"Nothing cites these sources: {sorted(unused)}. Name them under sources = [...], or delete their [source.ID] tables."
    )


def test_every_term_is_used(data: dict[str, Any]) -> None:
    """A term is defined because some statement speaks of it."""
    unused = set(data.get("term", {})) - set(strings(statements(data), NOT_TERMS))
    assert not unused, f"No statement uses these terms: {sorted(unused)}. Delete their [term.ID] tables."


def test_every_event_is_used(data: dict[str, Any]) -> None:
    """An event is defined because some statement waits for it."""
    unused = set(data.get("event", {})) - set(strings(list(values_of(statements(data), "in_force"))))
    assert not unused, f"No statement waits for these events: {sorted(unused)}. Delete their [event.ID] tables."


def test_every_state_has_a_source_that_exists(country: Country) -> None:
    """Whatever the file says, it says where it was read."""
    bare = [
        f"{lineage.id} ({state.provenance.since})"
        for lineage in country.lineages.values()
        for state in lineage.states
        if not state.provenance.sources or set(state.provenance.sources) - set(country.vocabulary.sources)
    ]
    assert not bare, (
        f"These states name no known source: {bare}. Give the revision or the state sources = [...] from the [source.ID] tables."
    )


def test_labels_are_unique_per_kind(country: Country, data: dict[str, Any]) -> None:
    """No two institutions, powers, norms, terms or events go by the same English words."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, name, label in labels(country, data):
        ids[kind, label["en"].casefold()].add(name)
    twice = {f"{kind} {words!r}": sorted(names) for (kind, words), names in ids.items() if len(names) > 1}
    assert not twice, f"The same words for different ids: {twice}. Merge the two if they mean the same; otherwise word them apart."


def test_labels_are_short(country: Country, data: dict[str, Any]) -> None:
    """A label fits into a cell of a table."""
    long = {name: len(words) for _, name, label in labels(country, data) for words in label.values() if len(words) > LONGEST_LABEL}
    assert not long, f"Labels of more than {LONGEST_LABEL} characters: {long}. Shorten the words; what is a rule belongs into typed fields."


def test_notes_are_short(country: Country) -> None:
    """A note is a remark, not a rule in disguise."""
    notes = {f"{x.id} ({s.provenance.since})": len(s.provenance.note) for x in country.lineages.values() for s in x.states}
    long = {place: length for place, length in notes.items() if length > LONGEST_NOTE}
    assert not long, f"Notes of more than {LONGEST_NOTE} characters: {long}. Shorten them; what is a rule belongs into typed fields."


def test_ids_are_in_kebab_case(data: dict[str, Any]) -> None:
    """Ids read alike throughout: small letters, digits and single hyphens."""
    tables = [data[kind] for kind in ("source", "term", "event", "institution") if kind in data]
    ids = [name for table in tables for name in table] + list(strings(list(values_of([data.get("power", []), data.get("norm", [])], "id"))))
    odd = sorted(name for name in ids if not ID.fullmatch(name))
    assert not odd, f"Ids that are not in kebab-case: {odd}. Write them like constitutional-court."


def test_terms_stand_in_alphabetical_order(data: dict[str, Any]) -> None:
    """A term is found where the alphabet says, and two people who add terms do not collide."""
    terms = list(data.get("term", {}))
    misplaced = [f"[term.{late}] goes before [term.{early}]" for early, late in pairwise(terms) if late < early]
    assert not misplaced, f"Terms out of order: {misplaced}. Sort the [term.ID] tables by id."


# ---- Kazakhstan ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def kazakhstan() -> Country:
    """The Constitution of Kazakhstan through time."""
    return cd.load("KZ")


def articles(country: Country, revision: str) -> set[str]:
    """The articles that some statement of a state cites."""
    return {c.article for statement in country.at(revision) for c in statement.articles}


def test_institutions_of_kazakhstan_have_russian_names(kazakhstan: Country) -> None:
    """Every institution can be found in the Russian text by its name."""
    names = {
        (lineage.id, state.content.name)
        for lineage in kazakhstan.lineages.values()
        for state in lineage.states
        if isinstance(state.content, Institution)
    }
    nameless = sorted(name for name, label in names if "ru" not in label)
    assert not nameless, f'Institutions without a Russian name: {nameless}. Add ru = "..." to their name.'


@pytest.mark.parametrize("revision", ARTICLES)
def test_every_article_of_kazakhstan_is_coded(kazakhstan: Country, revision: str) -> None:
    """Each article in the text is cited by some statement."""
    missing = ARTICLES[revision] - articles(kazakhstan, revision)
    assert not missing, f"No statement cites these articles in {revision}: {sorted(missing)}. Code what they say."


@pytest.mark.parametrize("revision", ARTICLES)
def test_no_statement_of_kazakhstan_cites_an_unknown_article(kazakhstan: Country, revision: str) -> None:
    """A citation leads to an article that exists."""
    unknown = articles(kazakhstan, revision) - ARTICLES[revision]
    assert not unknown, f"There are no such articles in {revision}: {sorted(unknown)}. Correct the citations."
