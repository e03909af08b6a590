"""What a user says corresponds: how it is read, and that it comes before what the texts say."""

from __future__ import annotations

import pytest

from constitution_diff.model import Citation
from constitution_diff.problems import DataError, UserError
from constitution_diff.text.alignment import align
from constitution_diff.text.mapping import Correspondence, decode_mapping
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import Document
from constitution_diff.text.reading import parse_document

LAW = """
Article 1

1. The Assembly adopts the laws by a majority of its members.

2. Judges are independent and answer to the law alone.

Article 2

1. The President appoints the ambassadors on the advice of the Government.

2. Every citizen may petition the Ombudsman without cost.
"""


def law() -> Document:
    """Two articles of two paragraphs each."""
    return parse_document(LAW, "law", "plain")


def said(**data: object) -> Alignment:
    """The law and itself, aligned with a mapping."""
    return align(law(), law(), decode_mapping(data, "map.toml"))


def changes(alignment: Alignment) -> list[tuple[str, list[str], list[str], str]]:
    """The changes: kind, citations, rung."""
    return [(c.kind, [p.citation for p in c.before], [p.citation for p in c.after], c.rung) for c in alignment.changes]


def correspondence(before: str, after: str) -> Correspondence:
    """One line, from citations with spaces between."""
    return Correspondence(tuple(map(Citation, before.split())), tuple(map(Citation, after.split())))


def test_reading() -> None:
    """One to one, split, joined, gone, new; spaces around a citation do not count."""
    data = {"provisions": {"1": "2", " 3": ["3 ", "3a"], "4": "5", "5": ["5"], "6": []}, "inserted": ["7", "8"]}
    assert decode_mapping(data, "map.toml") == tuple(
        correspondence(before, after) for before, after in (("6", ""), ("1", "2"), ("3", "3 3a"), ("4 5", "5"), ("", "7"), ("", "8"))
    )
    assert decode_mapping({}, "map.toml") == ()
    assert decode_mapping({"inserted": "7"}, "map.toml") == (correspondence("", "7"),)


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ({"provision": {}}, ["map.toml: unknown key 'provision'. Did you mean 'provisions'? Allowed: `provisions` and `inserted`."]),
        ({"provisions": 3}, ['map.toml: provisions: found \'3\'. Write a table: `[provisions]`, then lines such as `"60(2)" = "61(2)"`.']),
        (
            {"provisions": {"": "2"}},
            ['map.toml: provisions: found "\'\'" before =. Write the provision of the earlier version: `"60(2)" = ...`.'],
        ),
    ],
)
def test_a_problem(data: dict[str, object], problems: list[str]) -> None:
    """The file, the place, what was found, what to write."""
    with pytest.raises(DataError) as caught:
        decode_mapping(data, "map.toml")
    assert str(caught.value).splitlines() == problems


def test_all_problems_at_once() -> None:
    """A number, a text that is empty, a list of both, a table."""
    with pytest.raises(DataError) as caught:
        decode_mapping({"provisions": {"1": 3, "2": [""], "3": ["a", 1]}, "inserted": {}, "more": 1}, "map.toml")
    assert [p.place for p in caught.value.problems] == ["", "inserted", "provisions, 1", "provisions, 2", "provisions, 3"]


def test_paragraphs_are_exchanged_against_their_texts() -> None:
    """Each is the other, moved and amended, though each stands where it stood word for word."""
    alignment = said(provisions={"1(1)": "2(1)", "2(1)": "1(1)"})
    assert changes(alignment) == [("renumbering", ["2(1)"], ["1(1)"], "mapping"), ("renumbering", ["1(1)"], ["2(1)"], "mapping")]
    assert all(c.amended and c.moved for c in alignment.changes)


def test_what_is_gone_is_gone_with_all_it_held() -> None:
    """Its paragraphs are not found again, in a new provision least of all."""
    assert changes(said(provisions={"2": []}, inserted=["2"])) == [
        ("repeal", ["2"], [], "mapping"),
        ("insertion", [], ["2"], "mapping"),
    ]


def test_parts() -> None:
    """A provision that was split, and two that were joined."""
    assert changes(said(provisions={"1(1)": ["1(1)", "2(1)"], "2(1)": []}))[0] == ("split", ["1(1)"], ["1(1)", "2(1)"], "mapping")
    assert changes(said(provisions={"1(1)": "1(1)", "2(1)": "1(1)"}, inserted=["2(1)"]))[0] == (
        "join",
        ["1(1)", "2(1)"],
        ["1(1)"],
        "mapping",
    )


def test_no_split_is_found_against_a_mapping() -> None:
    """A user who says that one is one has excluded that it became two."""
    before, after = (
        parse_document(text, "law", "plain") for text in (LAW, LAW.replace("majority", "majority.\n\nArticle 1a\n\n1. The majority"))
    )
    pairing = next(p for p in align(before, after, [correspondence("1", "1")]).pairings if p.rung == "mapping")
    assert [len(pairing.before), len(pairing.after)] == [1, 1]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (
            [correspondence("9", "1")],
            r"The mapping names '9', and law has no such provision\. Provisions are cited as in '44', '44\(1\)\(2\)'\.",
        ),
        ([correspondence("1", "1(9)")], r"The mapping names '1\(9\)', and law has no such provision\."),
        (
            [correspondence("1", "1"), correspondence("1", "2")],
            r"The mapping names 1 twice\. A provision corresponds to one, or is split or joined",
        ),
        ([correspondence("1", "1"), correspondence("", "1")], r"The mapping names 1 twice\."),
        ([correspondence("1", "2 2")], r"The mapping names 2 twice\."),
    ],
)
def test_a_mapping_that_fits_no_text(mapping: list[Correspondence], message: str) -> None:
    """What is not there, or is named twice, is said."""
    with pytest.raises(UserError, match=message):
        align(law(), law(), mapping)
