"""How versions are paired: small reforms with exactly the changes they must yield, also those that must yield none."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.model import Citation
from constitution_diff.problems import DataError, UserError
from constitution_diff.text.alignment import align
from constitution_diff.text.mapping import Correspondence, decode_mapping
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import Document
from constitution_diff.text.reading import parse_document

SENTENCES = (
    "The Assembly adopts the laws by a majority of its members.",
    "Judges are independent and answer to the law alone.",
    "The President appoints the ambassadors on the advice of the Government.",
    "Every citizen may petition the Ombudsman without cost.",
    "The budget is debated in public before the end of the year.",
    "No tax may be raised unless a statute provides for it.",
    "Local councils are elected for four years by secret ballot.",
    "The capital stands on the river and hosts both chambers.",
)
"""Sentences that have little in common."""
DETAILS = "Details are laid down by law."


def document(*articles: str | list[str]) -> Document:
    """A plain text: articles from 1 on; a list is one of numbered paragraphs, a text with a colon has its own number: ``"5a: ..."``."""
    lines = []
    for n, said in enumerate(articles, 1):
        number, _, text = said.partition(": ") if isinstance(said, str) and said.partition(": ")[0][:1].isdecimal() else (str(n), "", said)
        lines.append(f"Article {number}")
        lines += [f"{m}. {p}" for m, p in enumerate(text, 1)] if isinstance(text, list) else [text]
    return parse_document("\n\n".join(line for line in lines if line), "law", "plain")


def changes(alignment: Alignment) -> list[str]:
    """The changes in short: ``"substitution 1"``, ``"renumbering 5 -> 6"``, with what else is said of them."""
    told = []
    for c in alignment.changes:
        before, after = (", ".join(p.citation for p in side) for side in (c.before, c.after))
        place = before if before == after else " -> ".join(filter(None, (before, after))) if before and after else before or after
        also = [
            word
            for word, holds in (
                ("amended", c.amended and c.kind in ("renumbering", "split", "join")),
                ("moved", c.moved),
                (c.wording, c.wording),
            )
            if holds
        ]
        told.append(" ".join([c.kind, place, *also]))
    return told


def compare(before: Document, after: Document) -> list[str]:
    """The changes between two versions, in short."""
    return changes(align(before, after))


A, B, C, D, E, F, G, H = SENTENCES

# ---- articles ------------------------------------------------------------------------------------------------------------------------

REFORMS = {
    "nothing": (document(A, B), document(A, B), []),
    "a word": (document(A, B), document(A.replace("majority", "third"), B), ["substitution 1"]),
    "an article behind the last": (document(A, B), document(A, B, C), ["insertion 3"]),
    "an article between, with a letter": (document(A, B), document(A, f"1a: {C}", f"2: {B}"), ["insertion 1a"]),
    "an article between, the rest renumbered": (
        document(A, B, C),
        document(A, D, B, C),
        ["insertion 2", "renumbering 2 -> 3", "renumbering 3 -> 4"],
    ),
    "an article gone, the rest renumbered": (document(A, B, C), document(A, C), ["repeal 2", "renumbering 3 -> 2"]),
    "an article gone with a trace": (document(A, B, C), document(A, "Repealed.", C), ["repeal 2"]),
    "an article gone with all it held": (document(A, [B, C, D]), document(A, "Repealed."), ["repeal 2"]),
    "an article reinstated": (document(A, "Repealed.", C), document(A, B, C), ["insertion 2"]),
    "another text under the same number": (document(A, B, C), document(A, H, C), ["substitution 2"]),
    "two articles change places": (document(A, B, C), document(A, C, B), ["renumbering 3 -> 2", "renumbering 2 -> 3 moved"]),
    "an article moves to the end": (
        document(A, B, C, D),
        document(B, C, D, A),
        ["renumbering 2 -> 1", "renumbering 3 -> 2", "renumbering 4 -> 3", "renumbering 1 -> 4 moved"],
    ),
    "renumbered and amended": (
        document(A, B),
        document(C, A, B.replace("alone", "only")),
        ["insertion 1", "renumbering 1 -> 2", "renumbering 2 -> 3 amended"],
    ),
    "an article split": (
        document([A, C, D], B),
        document([A], B, [C, D]),
        ["split 1 -> 1, 3"],
    ),
}


@pytest.mark.parametrize("reform", REFORMS)
def test_articles(reform: str) -> None:
    """One thing happens, and it alone is told; what an article keeps is compared inside it."""
    before, after, expected = REFORMS[reform]
    told = [c for c in compare(before, after) if "(" not in c]
    assert sorted(told) == sorted(expected)


# ---- paragraphs ----------------------------------------------------------------------------------------------------------------------

PARAGRAPHS = {
    "one between": ([A, B], [A, C, B], ["insertion 1(2)", "renumbering 1(2) -> 1(3)"]),
    "one gone": ([A, B, C], [A, C], ["repeal 1(2)", "renumbering 1(3) -> 1(2)"]),
    "one amended": ([A, B], [A, B.replace("alone", "only")], ["substitution 1(2)"]),
    "two change places": ([A, B], [B, A], ["renumbering 1(1) -> 1(2) moved", "renumbering 1(2) -> 1(1)"]),
    "one split": ([f"{A} {C}", B], [A, C, B], ["split 1(1) -> 1(1), 1(2)", "renumbering 1(2) -> 1(3)"]),
    "two joined": ([A, C, B], [f"{A} {C}", B], ["join 1(1), 1(2) -> 1(1)", "renumbering 1(3) -> 1(2)"]),
    "boilerplate stays where it is": ([A, DETAILS, B, DETAILS], [A, DETAILS, B.replace("alone", "only"), DETAILS], ["substitution 1(3)"]),
}


@pytest.mark.parametrize("reform", PARAGRAPHS)
def test_paragraphs(reform: str) -> None:
    """The same for the paragraphs of an article."""
    before, after, expected = PARAGRAPHS[reform]
    assert sorted(compare(document(before), document(after))) == sorted(expected)


def test_a_paragraph_moves_to_another_article() -> None:
    """Word for word, or amended on the way."""
    before = document([A, B], [C, D])
    assert compare(before, document([A], [C, D, B])) == ["renumbering 1(2) -> 2(3) moved"]
    assert compare(before, document([A], [C, D, B.replace("alone", "only")])) == ["renumbering 1(2) -> 2(3) amended moved"]


def test_a_paragraph_without_a_number_belongs_to_its_provision() -> None:
    """Whether it is new, gone or amended, the provision changed."""
    before = parse_document(f"Article 1\n\n1. {A}\n\n{B}\n", "law", "plain")
    for text in (A, f"{A}\n\n{B}\n\n{C}", f"{A}\n\n{B.replace('alone', 'only')}"):
        assert compare(before, parse_document(f"Article 1\n\n1. {text}\n", "law", "plain")) == ["substitution 1(1)"]


def test_headings() -> None:
    """A heading that changed is a change of its part; a new one above old articles moves nothing."""
    before = parse_document(f"Chapter 1. Foundations\n\nArticle 1\n\n{A}\n\nArticle 2\n\n{B}\n", "law", "plain")
    renamed = parse_document(f"Chapter 1. Principles\n\nArticle 1\n\n{A}\n\nArticle 2\n\n{B}\n", "law", "plain")
    parted = parse_document(f"Chapter 1. Foundations\n\nArticle 1\n\n{A}\n\nChapter 2. The courts\n\nArticle 2\n\n{B}\n", "law", "plain")
    assert compare(before, renamed) == ["substitution chapter 1"]
    assert [c for c in compare(before, parted) if not c.endswith("2 moved")] == ["insertion chapter 2"]


def test_a_range_that_was_repealed() -> None:
    """Each article of it is gone; what stands behind is as it was."""
    after = parse_document(f"Article 1\n\n{A}\n\nArticles 2 to 4. Repealed.\n\nArticle 5\n\n{E}\n", "law", "plain")
    assert compare(document(A, B, C, D, E), after) == ["repeal 2", "repeal 3 -> 2", "repeal 4 -> 2"]


# ---- wording -------------------------------------------------------------------------------------------------------------------------

WORDINGS = {
    "typography": ("The “Gazette” prints every law of the State.", "The «gazette» prints every law of the state."),
    "punctuation": ("The Gazette prints laws, decrees and treaties.", "The Gazette prints laws, decrees, and treaties."),
    "spelling": ("Die Straße gehört dem Bund, daß er sie erhalte.", "Die Strasse gehört dem Bund, dass er sie erhalte."),
    "": ("The Gazette prints every law.", "The Gazette prints no law."),
}


@pytest.mark.parametrize("why", WORDINGS)
def test_wording(why: str) -> None:
    """What may say the same is told apart, and only that."""
    before, after = WORDINGS[why]
    assert compare(document(before), document(after)) == [f"substitution 1 {why}".strip()]


def test_a_name_replaced_throughout() -> None:
    """In every form; a provision that tells of the past may keep it, when nine others do not."""
    old = [f"Решение {n} принимает Высший Совет Республики в срок {n} дней." for n in range(1, 5)]
    old += [f"Судья номер {n} отвечает перед Высшим Советом по делу {n}." for n in range(5, 11)]
    new = [s.replace("Высший Совет", "Высший Суд").replace("Высшим Советом", "Высшим Судом") for s in old]
    told = "Первый состав Высшего Совета действует до выборов."
    alignment = align(document(*old, told), document(*new, told))
    assert {change.wording for change in alignment.changes} == {"renaming"}
    assert len(alignment.changes) == len(old)
    assert [(r.before, r.after, r.kept) for r in alignment.renamings] == [("Высший Совет", "Высший Суд", ("11",))]


def test_a_power_given_to_another_body_is_no_renaming() -> None:
    """The other body was there before: what it got is substance, in however many provisions."""
    before = document(
        "The Senate appoints the auditor of the State.", "The Senate dismisses the auditor of the State.", "The Bank issues money."
    )
    after = document(
        "The Bank appoints the auditor of the State.", "The Bank dismisses the auditor of the State.", "The Bank issues money."
    )
    assert compare(before, after) == ["substitution 1", "substitution 2"]


# ---- what is not decided -------------------------------------------------------------------------------------------------------------


def test_two_like_candidates_are_reported_and_not_chosen() -> None:
    """A paragraph that two new ones resemble equally is paired with neither, and both are named."""
    said = "The council may grant permits for markets held on {} in the town square."
    before = document([A, B, said.format("feast days")], [D])
    after = document([A, B], [D, said.format("work days"), said.format("rest days")])
    alignment = align(before, after)
    assert changes(alignment) == ["repeal 1(3)", "insertion 2(2)", "insertion 2(3)"]
    assert [(a.side, a.provision.citation, [p.citation for p, _ in a.candidates]) for a in alignment.ambiguities] == [
        ("before", "1(3)", ["2(2)", "2(3)"])
    ]


def test_a_number_alone_does_not_hide_a_doubt() -> None:
    """An article with another text under its number, which two new ones resemble, is told with both."""
    said = "The council may grant permits for markets held on {} in the town square."
    alignment = align(document(A, B, said.format("feast days")), document(A, B, C, said.format("work days"), said.format("rest days")))
    assert changes(alignment) == ["substitution 3", "insertion 4", "insertion 5"]
    assert [[p.citation for p, _ in a.candidates] for a in alignment.ambiguities] == [["4", "5"]]


def test_a_mapping_decides() -> None:
    """One to one, split, joined, gone and new: what the user says comes first, whatever the texts say."""
    before, after = document(A, B, C), document(A, B, C)
    said = decode_mapping({"provisions": {"1": "2", "2": "1", "3": []}, "inserted": ["3"]}, "map.toml")
    alignment = align(before, after, said)
    assert sorted(f"{c.kind} {c.number}" for c in alignment.changes) == ["insertion 3", "renumbering 1", "renumbering 2", "repeal 3"]
    assert {c.rung for c in alignment.changes} == {"mapping"}
    split = align(document(A, B), document(A, B, C), [Correspondence((Citation("2"),), (Citation("2"), Citation("3")))])
    assert changes(split) == ["split 2 -> 2, 3 amended"]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"provisions": {"9": "1"}}, "'9'"),
        ({"provisions": {"1": "9"}}, "'9'"),
        ({"provisions": {"1": "1", "2": ["1", "2"]}}, "1 twice"),
    ],
)
def test_a_mapping_that_fits_no_text(mapping: dict[str, object], message: str) -> None:
    """What is not there, or is named twice, is said."""
    with pytest.raises(UserError, match=message):
        align(document(A, B), document(A, B), decode_mapping(mapping, "map.toml"))


def test_every_problem_of_a_mapping_is_told() -> None:
    """In one run, with what to write."""
    with pytest.raises(DataError) as caught:
        decode_mapping({"provision": {}, "provisions": {"1": 2, "3": [""]}, "inserted": 5}, "map.toml")
    assert [str(p.place) for p in caught.value.problems] == ["", "inserted", "provisions, 1", "provisions, 3"]
    with pytest.raises(DataError, match="Write a table"):
        decode_mapping({"provisions": ["1"]}, "map.toml")


# ---- properties ----------------------------------------------------------------------------------------------------------------------

paragraphs = st.lists(st.sampled_from((*SENTENCES, DETAILS)), min_size=1, max_size=4)
constitutions = st.lists(paragraphs, min_size=1, max_size=6)


@given(constitutions, constitutions)
def test_every_provision_is_paired_once(before: list[list[str]], after: list[list[str]]) -> None:
    """Each of either version stands in one pairing and no other, and the same comparison gives the same changes."""
    old, new = document(*before), document(*after)
    alignment = align(old, new)
    for side, doc in (("before", old), ("after", new)):
        counts = Counter(id(p) for pairing in alignment.pairings for p in getattr(pairing, side))
        assert counts == Counter(id(p) for p in doc.provisions)
    assert changes(alignment) == changes(align(old, new))


@given(constitutions)
def test_a_text_and_itself_differ_in_nothing(articles: list[list[str]]) -> None:
    """However often its sentences recur."""
    alignment = align(document(*articles), document(*articles))
    assert alignment.changes == ()
    assert alignment.ambiguities == ()


@given(st.permutations(SENTENCES), st.sets(st.integers(0, 7), max_size=5))
def test_what_is_added_and_taken_out_mirrors(sentences: list[str], kept: set[int]) -> None:
    """A reform that only repeals, read backwards, only inserts the same articles."""
    whole = document(*sentences)
    part = document(*[f"{n + 1}: {s}" for n, s in enumerate(sentences) if n in kept] or ["99: Nothing."])
    gone = {c.number for c in align(whole, part).changes if c.kind == "repeal"}
    assert gone == {c.number for c in align(part, whole).changes if c.kind == "insertion"}
    assert gone == {str(n + 1) for n in range(8) if n not in kept}


# ---- size ----------------------------------------------------------------------------------------------------------------------------


def test_unrelated_texts_of_many_provisions() -> None:
    """Ten thousand provisions against ten thousand others take no longer than reading them, near enough."""
    old, new = (document(*([f"{side}{n} {side}word{n % 97} ends here."] for n in range(5_000))) for side in "ab")
    alignment = align(old, new)
    assert len(alignment.changes) >= 5_000


def test_one_sentence_ten_thousand_times() -> None:
    """A text that says one thing over and over, with one article more."""
    assert compare(document(*[A] * 5_000), document(*[A] * 5_001)) == ["insertion 5001"]


def test_an_endless_word() -> None:
    """Ten million letters without a space, and one letter more."""
    word = "a" * 10_000_000
    assert compare(document(word), document(f"{word}b")) == ["substitution 1"]
