"""The numbers of provisions: what is one, which are equal, and in which order they stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.text.numbers import Number, read_number, roman


def number(text: str, *, letters: bool = False) -> Number:
    """The number that a text is."""
    found = read_number(text, letters=letters)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    "texts",
    [
        "2 3 10 104.1 104.2 104.10 105",
        "61 61-1 61-2 61-9 61-10 61-11 62",
        "70 71 71-1 72",
        "16 16a 16b 17",
        "3 3bis 3ter 3quater 3quinquies 3sexies 3septies 3octies 3novies 3decies 4",
        "I II III IV V IX X XI XIV XIX XL XC CD M",
        "1º 2º 10º",
        "1er 2 3",
        "3-A 3-B 4",
        "5 5a 5a-1 5b",
        "IV IVa IVb V",
    ],
)
def test_numbers_stand_in_order(texts: str) -> None:
    """Inserted numbers stand behind the one they follow, whatever the system."""
    numbers = [number(text) for text in texts.split()]
    assert all(one < other for one, other in pairwise(numbers))
    assert sorted({*numbers}) == numbers


@pytest.mark.parametrize(
    "letters",
    ["a b c d i l m v x z", "а б в г д е ж з и к л м", "а ә б в г ғ д", "aa bb cc"],
)
def test_letters_stand_in_the_order_of_their_alphabet(letters: str) -> None:
    """Also those that could be Roman numerals, and those that Kazakh has and Russian has not."""
    numbers = [number(letter, letters=True) for letter in letters.split()]
    assert sorted({*numbers}) == numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IV", "4"),
        ("iv", "IV"),
        ("3 bis", "3bis"),
        ("3-bis", "3 bis"),
        ("1.º", "1"),
        ("1er", "1"),
        ("16A", "16a"),
        ("ІІ", "II"),
        ("71‑1", "71-1"),
    ],
)
def test_spelling_does_not_matter(one: str, other: str) -> None:
    """Two numbers are equal when they name the same place; a set knows them as one."""
    assert number(one) == number(other)
    assert len({number(one), number(other)}) == 1


@pytest.mark.parametrize(("one", "other"), [("104.10", "104.1"), ("3 bis", "3b"), ("3a", "3-1"), ("11", "1-1")])
def test_other_numbers_are_not_equal(one: str, other: str) -> None:
    """A number is no float, and what it is counted in matters."""
    assert number(one) != number(other)


def test_a_series_is_apart() -> None:
    """The first amendment is not the first article."""
    assert read_number("I", series="amendment") != read_number("I")


def test_a_label_is_kept() -> None:
    """Without the signs of an ordinal."""
    assert [str(number(text)) for text in ("71-1", "3 bis", "IVa", "1.º", "2ª")] == ["71-1", "3 bis", "IVa", "1", "2"]


@pytest.mark.parametrize("text", ["", " ", "-", "§", "abc", "the", "1" * 100, "a" * 1_000_000, "bis", "(", "…"])
def test_other_words_are_no_numbers(text: str) -> None:
    """Nor is what is far too long."""
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("MCMXCIX", 1999), ("xiv", 14), ("ХХ", 20), ("IIII", None), ("IC", None), ("", None), ("VX", None)]
)
def test_roman_numerals(text: str, value: int | None) -> None:
    """Only those that are written by the rules."""
    assert roman(text) == value


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_plain_numbers_are_ordered_like_integers(one: int, other: int) -> None:
    """And so are the second parts of two that begin alike."""
    assert (number(str(one)) < number(str(other))) == (one < other)
    assert (number(f"7-{one}") < number(f"7-{other}")) == (one < other)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    """No text is too odd."""
    found = read_number(text)
    assert found is None or found.key
