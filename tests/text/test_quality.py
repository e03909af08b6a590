"""How well versions of real constitutions are compared, against what is recorded of their amendments."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from constitution_diff.text.alignment import align
from constitution_diff.text.pairing import Alignment, TextChange
from constitution_diff.text.provisions import ARTICLE, Document
from constitution_diff.text.reading import read_document

TEXTS = Path(__file__).parents[3] / "shared" / "texts"
pytestmark = pytest.mark.skipif(not TEXTS.is_dir(), reason=f"the legal texts are not here: {TEXTS}")

LAWS = range(1, 65)
"""The laws that amended the Basic Law of Germany, 1951 to 2019."""


@cache
def read(name: str) -> Document:
    """A shared text."""
    return read_document(TEXTS / name)


@cache
def german(law: int) -> Alignment:
    """The Basic Law before and after a law."""
    return align(read(f"de/gg-{law - 1:02d}.md"), read(f"de/gg-{law:02d}.md"))


def recorded(law: int) -> set[tuple[str, str]]:
    """What the files say of a law: articles created, deleted and updated, by number; "0" is the preamble."""
    truth = json.loads((TEXTS / "de" / "truth_file_level.json").read_text(encoding="utf-8"))
    changes = next(entry["file_diff"] for entry in truth if entry["id"] == law)
    return {(kind, str(number)) for kind in ("created", "deleted", "updated") for number in changes[kind]}


def found(alignment: Alignment) -> set[tuple[str, str]]:
    """The same, of an alignment: a number is created when only the later version has it, and a change tells of its article."""
    old, new = ({str(article.citation) for article in document.articles} for document in (alignment.before, alignment.after))
    sides = [(change, p) for change in alignment.changes for p in (*change.before, *change.after)]
    touched = {"0" if p.kind == "preamble" else p.citation.article for _, p in sides if p.kind == "preamble" or p.citation[:1].isdecimal()}
    told = {str(p.citation) for _, p in sides if p.kind == ARTICLE}
    created, deleted = (new - old) & told, (old - new) & told
    updated = touched - created - deleted
    return {("created", n) for n in created} | {("deleted", n) for n in deleted} | {("updated", n) for n in updated}


def lines(alignment: Alignment) -> list[tuple[str, str]]:
    """The changes, as class and number."""
    return [(change.kind, change.number) for change in alignment.changes]


def test_the_basic_law_of_germany() -> None:
    """Precision and recall of changed, inserted, repealed and renumbered articles, over 64 laws, are at least 0.98 each. They are 1."""
    expected = {(law, *entry) for law in LAWS for entry in recorded(law)}
    actual = {(law, *entry) for law in LAWS for entry in found(german(law))}
    right = len(expected & actual)
    assert len(expected) == 233
    assert (right / len(actual), right / len(expected)) >= (0.98, 0.98)
    assert actual == expected


def carried(alignment: Alignment) -> list[tuple[str, str, str]]:
    """The articles that were renumbered, split or joined: class, old numbers, new numbers."""

    def told(change: TextChange) -> tuple[str, str, str]:
        return change.kind, *(", ".join(p.citation for p in side) for side in (change.before, change.after))  # type: ignore[return-value]

    kinds = ("renumbering", "split", "join")
    return [told(c) for c in alignment.changes if c.kind in kinds and any(p.kind == ARTICLE for p in (*c.before, *c.after))]


def test_no_move_of_an_article_is_invented() -> None:
    """In seventy years one article got another number, which the law's record says; of one, a sentence went to a new article."""
    assert {law: moves for law in LAWS if (moves := carried(german(law)))} == {
        16: [("renumbering", "96a", "96")],
        17: [("split", "65a", "65a, 115b")],
    }


def test_nothing_is_left_undecided_where_the_record_is_plain() -> None:
    """No case is ambiguous between one state of the Basic Law and the next."""
    assert {law: german(law).ambiguities for law in LAWS if german(law).ambiguities} == {}


@pytest.mark.parametrize(
    ("before", "after", "articles"),
    [("1978-12-29", "1992-08-28", {"13"}), ("1992-08-28", "2011-09-27", {"135"}), ("2011-09-27", "2024-02-17", {"49"})],
)
def test_the_constitution_of_spain(before: str, after: str, articles: set[str]) -> None:
    """Three reforms, an article each."""
    alignment = align(read(f"es/{before}.md"), read(f"es/{after}.md"))
    assert {p.citation.article for change in alignment.changes for p in (*change.before, *change.after)} == articles


JUNE_2022 = """
4(1) 6(3) 15(2) 23(2) 24(1) 42(2) 42(5) +43(3) +43(4) 44(2) 44(3) 44(4) 44(7) 44(10-1) 44(19) -46(4) 47(1) 47(2) 50(2) 50(3) 51(1) 52(5)(1)
52(5)(2) +52(5)(3) +53(1-1) +53(1-2) 53(2) 53(6) 54(1) 54(2)(2) 55(2) 55(3) 56(1)(1) +56(1)(3-1) 57(1) 58(3)(7) 61(2) 61(3) 61(4) 61(5) -61(5-1)
62(5) 62(6) VI 71(1) 71(2) 71(3) 71(4) 71(5) 71(6) 72(1) 72(2) +72(3) +72(4) +72(5) 73(1) 73(2) 73(3) 74(2) 74(3) VII 78 82(4) 82(5) 83(4)
+83-1 87(4) 87(5) 88(4) 91(2) 91(3) +99
"""
"""What the law of 8 June 2022 changed in Kazakhstan, item by item: with + what is new, with - what is gone."""


def test_the_reform_of_june_2022() -> None:
    """Exactly the provisions that the thirty-five items of the law name, and the headings of two sections; nothing moved."""
    alignment = align(read("kz/2019-03-23.ru.md"), read("kz/2022-06-08.derived.ru.md"))
    signs = {"insertion": "+", "repeal": "-", "substitution": ""}
    assert [f"{signs[kind]}{number.removeprefix('section ')}" for kind, number in lines(alignment)] == JUNE_2022.split()
    assert not any(change.moved for change in alignment.changes)
    assert not alignment.ambiguities
    articles = {c.number.partition("(")[0] for c in alignment.changes if c.number[:1].isdecimal()}
    assert len(articles) == 33


def test_names_replaced_in_june_2022() -> None:
    """The Council became a Court and the Accounts Committee a Chamber; the first composition of the Council keeps its name."""
    renamings = align(read("kz/2019-03-23.ru.md"), read("kz/2022-06-08.derived.ru.md")).renamings
    assert len(renamings) == 2
    assert [renaming.kept for renaming in renamings] == [(), ("97",)]


def test_the_reform_of_september_2022() -> None:
    """The capital's name in two places is wording; the rest is substance."""
    alignment = align(read("kz/2022-06-08.derived.ru.md"), read("kz/2022-09-17.derived.ru.md"))
    assert [change.number for change in alignment.changes] == ["2(3)", "2(3-1)", "41(1)", "42(5)", "71(1)", "91(2)", "94-2"]
    assert [change.wording for change in alignment.changes] == ["renaming", "renaming", "", "", "", "", ""]


@pytest.mark.parametrize("name", ["kz/2019-03-23.ru.md", "es/1978-12-29.md", "de/gg-64.md", "akn/it_senato_ddl_2013.xml"])
def test_a_text_and_itself(name: str) -> None:
    """Nothing changed, and every provision has its counterpart."""
    alignment = align(read(name), read_document(TEXTS / name))
    assert alignment.changes == ()
    assert alignment.ambiguities == ()
    assert all(pairing.before and pairing.after for pairing in alignment.pairings)


@pytest.mark.parametrize("law", [7, 17, 42, 52, 63])
def test_a_reform_taken_back(law: int) -> None:
    """What was new is gone, and the same articles are touched."""
    opposite = {"created": "deleted", "deleted": "created", "updated": "updated"}
    back = align(german(law).after, german(law).before)
    assert found(back) == {(opposite[kind], number) for kind, number in found(german(law))}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("de/gg-00.md", "de/gg-64.md"),
        ("es/1978-12-29.md", "es/2024-02-17.md"),
        ("kz/2022-09-17.derived.ru.md", "kz/2026-03-15.extract.ru.md"),
    ],
)
def test_distant_versions(before: str, after: str) -> None:
    """Every provision of either version is in the pairings, and each later one once."""
    alignment = align(read(before), read(after))
    olds, news = ([p for p in d.provisions if p.kind not in ("note", "metadata")] for d in (alignment.before, alignment.after))
    assert {id(p) for pairing in alignment.pairings for p in pairing.before} == {id(p) for p in olds}
    assert [id(p) for p in news if sum(p in pairing.after for pairing in alignment.pairings) != 1] == []
