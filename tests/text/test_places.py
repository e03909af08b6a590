"""What the places of provisions tell: which of several that say the same is which, and what moved."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.model import Citation
from constitution_diff.text.alignment import align
from constitution_diff.text.numbers import read_number
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import Document, Provision
from constitution_diff.text.reading import parse_document

TEXTS = (
    "The Assembly adopts the laws by a majority of its members.",
    "Judges are independent and answer to the law alone.",
    "The President appoints the ambassadors on the advice of the Government.",
    "Every citizen may petition the Ombudsman without cost.",
    "The budget is debated in public before the end of the year.",
    "No tax may be raised unless a statute provides for it.",
    "Local councils are elected for four years by secret ballot.",
    "The capital stands on the river and hosts both chambers.",
)
A, B, C, D, E, F, G, H = TEXTS
FORMULA = "Details of this are laid down by a law that the Assembly adopts."


def law(*lines: str) -> Document:
    """A plain text of these paragraphs."""
    return parse_document("\n\n".join(lines), "law", "plain")


def numbered(*texts: str) -> Document:
    """Articles from 1 on."""
    return law(*(line for n, text in enumerate(texts, 1) for line in (f"Article {n}", text)))


def paragraphs(*articles: list[str]) -> Document:
    """Articles of numbered paragraphs."""
    return law(*(line for n, ps in enumerate(articles, 1) for line in (f"Article {n}", *(f"{m}. {p}" for m, p in enumerate(ps, 1)))))


def changes(alignment: Alignment) -> list[str]:
    """The changes in short."""
    told = []
    for c in alignment.changes:
        before, after = (", ".join(p.citation for p in side) for side in (c.before, c.after))
        place = before if before == after else " -> ".join(filter(None, (before, after)))
        told.append(f"{c.kind} {place}{' moved' if c.moved else ''}")
    return told


def compare(before: Document, after: Document) -> list[str]:
    """The changes between two versions, in short."""
    return changes(align(before, after))


# ---- sentences that recur ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("formula", [FORMULA, "So be it."])
def test_what_recurs_is_known_by_its_neighbours(formula: str) -> None:
    """Though all later articles have other numbers, each formula still follows the same article."""
    before = numbered(A, formula, B, formula, C, formula)
    shifted = [f"renumbering {n} -> {n + 1}" for n in range(2, 7)]
    assert compare(before, numbered(A, D, formula, B, formula, C, formula)) == ["insertion 2", *shifted]
    assert compare(before, numbered(A, B, formula, C, formula)) == ["repeal 2", *(f"renumbering {n} -> {n - 1}" for n in range(3, 7))]


def test_what_recurs_and_could_be_either_is_left_open() -> None:
    """One of two that say the same is gone, and all have other numbers; the same the other way round."""
    alignment = align(law("Article 1", A, "Article 3", FORMULA, "Article 4", FORMULA), law("Article 1", A, "Article 2", FORMULA))
    assert changes(alignment) == ["repeal 3", "repeal 4", "insertion 2"]
    assert [(a.provision.citation, [p.citation for p, _ in a.candidates]) for a in alignment.ambiguities] == [("3", ["2"]), ("4", ["2"])]
    alignment = align(law("Article 1", A, "Article 2", FORMULA), law("Article 1", A, "Article 3", FORMULA, "Article 4", FORMULA))
    assert changes(alignment) == ["repeal 2", "insertion 3", "insertion 4"]
    assert [[p.citation for p, _ in a.candidates] for a in alignment.ambiguities] == [["3", "4"]]


def test_a_formula_does_not_move() -> None:
    """One article loses it, another gets it, a third keeps it: nothing went from the one to the other."""
    assert compare(paragraphs([A, FORMULA], [B, FORMULA], [C]), paragraphs([A], [B, FORMULA], [C, FORMULA])) == [
        "repeal 1(2)",
        "insertion 3(2)",
    ]
    other = FORMULA.replace("Assembly", "Senate")
    assert compare(paragraphs([A, FORMULA], [B, FORMULA], [C]), paragraphs([A], [B, FORMULA], [C, other])) == [
        "repeal 1(2)",
        "insertion 3(2)",
    ]


def test_a_copy_is_no_split() -> None:
    """A paragraph that is found whole in two places became neither of them."""
    alignment = align(paragraphs([A, B], [C]), paragraphs([A], [C, B], [B, D]))
    assert changes(alignment) == ["repeal 1(2)", "insertion 2(2)", "insertion 3"]
    assert [[p.citation for p, _ in a.candidates] for a in alignment.ambiguities] == [["2(2)", "3(1)"]]


def test_short_points_keep_their_text_under_other_letters() -> None:
    """In one list, a word is enough."""
    before = law("Article 1", "The State protects:", "a) voting;", "b) taxes;", "c) defence.")
    after = law("Article 1", "The State protects:", "a) voting;", "b) schools;", "c) taxes;", "d) defence.")
    assert compare(before, after) == ["insertion 1(b)", "renumbering 1(b) -> 1(c)", "renumbering 1(c) -> 1(d)"]


# ---- what moved ----------------------------------------------------------------------------------------------------------------------


def test_what_an_article_holds_moves_with_it() -> None:
    """Two articles change places; their paragraphs are where they were."""
    assert compare(paragraphs([A, B], [C, D], [E, F]), paragraphs([A, B], [E, F], [C, D])) == [
        "renumbering 3 -> 2",
        "renumbering 2 -> 3 moved",
    ]


def test_chapters_change_places() -> None:
    """The one with fewer articles moved, and its heading with them."""
    one, two, three = (
        ["Chapter 1. State", "Article 1", A],
        ["Chapter 2. Laws", "Article 2", B, "Article 3", C],
        ["Chapter 3. Towns", "Article 4", D],
    )
    after = law(*one, "Chapter 2. Towns", "Article 2", D, "Chapter 3. Laws", "Article 3", B, "Article 4", C)
    assert sorted(compare(law(*one, *two, *three), after)) == [
        "renumbering 2 -> 3",
        "renumbering 3 -> 4",
        "renumbering 4 -> 2 moved",
        "renumbering chapter 2 -> chapter 3",
        "renumbering chapter 3 -> chapter 2 moved",
    ]


def test_articles_change_their_chapter() -> None:
    """One goes to the end of the document, one only to the other side of a heading; both keep their numbers."""
    one, two, three, four = (["Article " + str(n), text] for n, text in enumerate((A, B, C, D), 1))
    before = law("Chapter 1. State", *one, *two, "Chapter 2. Laws", *three, "Chapter 3. Towns", *four)
    after = law("Chapter 1. State", *one, *three, "Chapter 2. Laws", "Chapter 3. Towns", *four, *two)
    assert sorted(compare(before, after)) == ["unchanged 2 moved", "unchanged 3 moved"]


def test_a_new_heading_moves_nothing() -> None:
    """Nor does the heading move that now stands further down."""
    articles = [["Article " + str(n), text] for n, text in enumerate((A, B, C, D), 1)]
    before = law("Chapter 1. State", *articles[0], "Chapter 2. Laws", *articles[1], *articles[2], *articles[3])
    after = law("Chapter 1. State", *articles[0], "Chapter 2. Towns", *articles[1], "Chapter 3. Laws", *articles[2], *articles[3])
    assert compare(before, after) == ["insertion chapter 2", "renumbering chapter 2 -> chapter 3"]


def test_articles_numbered_anew_in_each_chapter() -> None:
    """A chapter is put in, and each article is still the one of its own chapter."""
    before = law("Chapter 1. State", "Article 1", A, "Article 2", B, "Chapter 2. Laws", "Article 1", C, "Article 2", D)
    after = law(
        *("Chapter 1. State", "Article 1", A, "Article 2", B, "Chapter 2. Towns", "Article 1", E, "Article 2", F),
        *("Chapter 3. Laws", "Article 1", C, "Article 2", D.replace("citizen", "person")),
    )
    assert compare(before, after) == [
        "insertion chapter 2",
        "insertion 1",
        "insertion 2",
        "renumbering chapter 2 -> chapter 3",
        "substitution 2",
    ]


def test_points_that_get_a_paragraph_above_them_have_not_moved() -> None:
    """A number was put before the first words of an article; its list stands where it stood."""
    before = law("Article 1", "The Union makes laws on:", f"a) {A}", f"b) {B}")
    after = law("Article 1", "1. The Union makes laws on:", f"a) {A}", f"b) {B}", f"2. {C}")
    assert not any(c.moved for c in align(before, after).changes)


# ---- reforms at random ---------------------------------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False), st.integers(0, 6))
def test_what_came_and_went_is_told_whatever_else_happens(rnd: random.Random, steps: int) -> None:
    """Articles are put in, taken out and moved, all are numbered anew: exactly those are new or gone, and the rest is where it is."""
    old = list(TEXTS[:5])
    new, spare = list(old), list(TEXTS[5:])
    for _ in range(steps):
        what = rnd.choice(("put in", "take out", "move"))
        if what == "put in" and spare:
            new.insert(rnd.randint(0, len(new)), spare.pop())
        elif new and what != "put in":
            text = new.pop(rnd.randrange(len(new)))
            if what == "move":
                new.insert(rnd.randint(0, len(new)), text)
    alignment = align(numbered(*old), numbered(*new))
    where = {text: str(n) for n, text in enumerate(new, 1)}
    expected = {("repeal", str(n), "") for n, text in enumerate(old, 1) if text not in where}
    expected |= {("renumbering", str(n), where[text]) for n, text in enumerate(old, 1) if where.get(text, str(n)) != str(n)}
    expected |= {("insertion", "", where[text]) for text in new if text not in old}
    # An article that took the number of one that went is paired with it by that number alone.
    told = {
        (kind, b, a)
        for c in alignment.changes
        for b, a in [("".join(p.citation for p in c.before), "".join(p.citation for p in c.after))]
        for kind, b, a in ([("repeal", b, ""), ("insertion", "", a)] if c.rung == "number-only" else [(c.kind, b, a)])
    }
    assert {change for change in told if change[0] != "unchanged"} == expected
    stayed = [p for p in alignment.pairings if p.before and p.after and p.before[0].number and not p.moved and p.rung != "number-only"]
    order = [p.before[0].line for p in stayed]
    assert order == sorted(order)


@given(st.permutations(TEXTS))
def test_a_new_order_taken_back(texts: list[str]) -> None:
    """As many articles moved on the way back, and each back to where it was."""
    there, back = align(numbered(*TEXTS), numbered(*texts)), align(numbered(*texts), numbered(*TEXTS))
    pairs = {(c.before[0].citation, c.after[0].citation) for c in there.changes if c.kind == "renumbering"}
    assert pairs == {(c.after[0].citation, c.before[0].citation) for c in back.changes if c.kind == "renumbering"}
    assert sum(c.moved for c in there.changes) == sum(c.moved for c in back.changes)


def nested(kind: str, word: str, depth: int = 400) -> Document:
    """Provisions in provisions, in one article."""
    inner: tuple[Provision, ...] = ()
    for n in range(depth, 0, -1):
        number = None if kind == "alinea" else read_number(str(n))
        inner = (Provision(kind, Citation(f"1({n})"), n, marker=f"{n}.", number=number, text=f"{word} {n}", children=inner),)
    article = Provision("article", Citation("1"), 1, marker="Article 1", number=read_number("1"), children=inner)
    return Document("law", Provision("document", Citation(""), 0, children=(article,)))


@pytest.mark.parametrize("kind", ["point", "alinea", "chapter"])
def test_provisions_nested_deeper_than_the_stack(kind: str) -> None:
    """A tree that no law has is compared like any other."""
    assert align(nested(kind, "one"), nested(kind, "one")).changes == ()
    assert align(nested(kind, "one"), nested(kind, "other")).changes
