"""How alike two texts are, which texts are worth comparing, and what keeps its order."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.text import similarity as module
from constitution_diff.text.similarity import Candidates, contained, longest_increasing, rank, similarity, words_in

WORDS = st.lists(st.sampled_from(("the", "senate", "may", "not", "act")), max_size=8).map(tuple)


def test_words_are_small_and_whole() -> None:
    """Numbers and words with a hyphen or an apostrophe are one; punctuation is none."""
    assert words_in("Статья 71-1: l’État, co-operation (2/3).") == ("статья", "71-1", "l’état", "co-operation", "2", "3")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the senate acts", "the senate acts", 1.0),
        ("the senate acts", "a bank pays", 0.0),
        ("the senate may act", "the senate may not act", 8 / 9),
        ("a b", "b a", 0.5),
        ("", "", 1.0),
        ("", "the senate", 0.0),
    ],
)
def test_similarity_is_the_share_of_words_in_common(before: str, after: str, expected: float) -> None:
    """In the same order; twice the common words over all words."""
    assert similarity(words_in(before), words_in(after)) == pytest.approx(expected)


@given(WORDS, WORDS)
def test_similarity_is_the_same_both_ways(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """It lies between 0 and 1, and only the same texts are wholly alike."""
    alike = similarity(one, other)
    assert alike == similarity(other, one)
    assert 0 <= alike <= 1
    assert (alike == 1) == (one == other)


def test_what_lies_below_the_least_is_nothing() -> None:
    """A value that does not matter is not computed."""
    assert similarity(("a", "b"), ("a", "c"), 0.6) == 0
    assert similarity(("a", "b"), ("a", "c"), 0.5) == 0.5
    assert similarity(("a", "b"), ("a", "c"), 1.2) == 0


def test_very_long_texts_are_compared_without_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing the order of many words takes too long."""
    monkeypatch.setattr(module, "LONGEST_PRODUCT", 3)
    assert similarity(("a", "b"), ("b", "a")) == 1.0
    assert similarity(("a", "b"), ("b", "c")) == 0.5
    assert similarity(("a", "b"), ("b", "c"), 0.6) == 0


def test_how_much_of_a_part_stands_in_a_whole() -> None:
    """All of it, half of it, or nothing to look for."""
    assert contained(("b", "c"), ("a", "b", "c", "d")) == pytest.approx(1)
    assert contained(("b", "x"), ("a", "b", "c", "d")) == pytest.approx(0.5)
    assert contained((), ("a",)) == contained(("a",), ()) == 0


def test_candidates_share_words_that_few_texts_have() -> None:
    """A word that stands in many texts tells nothing."""
    texts = {f"text {n}": ("the", "article", f"word{n}") for n in range(40)}
    candidates = Candidates(texts)
    assert candidates.like(("the", "article", "word7")) == ["text 7"]
    assert candidates.like(("the", "article")) == []


def test_ranking() -> None:
    """The most alike first, and only those that are alike enough."""
    words = ("a", "b", "c", "d")
    texts = [("half", ("a", "b", "x", "y")), ("same", words), ("near", ("a", "b", "c", "x"))]
    assert rank(words, texts, 0.6) == [("same", 1.0), ("near", 0.75)]


@given(st.lists(st.integers(0, 20), unique=True, max_size=9))
def test_the_longest_increasing_selection(values: list[int]) -> None:
    """No increasing selection is longer."""
    kept = sorted(longest_increasing(values))
    chosen = [values[n] for n in kept]
    assert chosen == sorted(chosen)
    longest = max(size for size in range(len(values) + 1) for some in combinations(values, size) if list(some) == sorted(some))
    assert len(kept) == longest
