"""The numbers that paragraphs and points begin with."""

from __future__ import annotations

import pytest

from constitution_diff.text.markers import find_bare_number, find_marker


@pytest.mark.parametrize(
    ("line", "label", "number"),
    [
        ("1. Arcadia", "1.", "1"),
        ("1) Arcadia", "1)", "1"),
        ("(1) Arcadia", "(1)", "1"),
        ("[1] Arcadia", "[1]", "1"),
        ("2-1. Arcadia", "2-1.", "2-1"),
        ("2a. Arcadia", "2a.", "2a"),
        ("5 bis) Arcadia", "5 bis)", "5 bis"),
        ("1º Arcadia", "1º", "1"),
        ("1.º) Arcadia", "1.º)", "1"),
        ("1° l'Arcadie", "1°", "1"),
        ("а) Аркадия", "а)", "а"),
        ("ә) Аркадия", "ә)", "ә"),
        ("aa) Arkadien", "aa)", "aa"),
        ("(iv) Arcadia", "(iv)", "iv"),
        ("IV - a paz", "IV -", "IV"),
        ("II – a paz", "II –", "II"),
        ("XII-A - a paz", "XII-A -", "XII-A"),
        ("§ 1º O rei", "§ 1º", "1"),
        ("§ 10. O rei", "§ 10.", "10"),
        ("§ 1º-A O rei", "§ 1º-A", "1-A"),
        ("Parágrafo único. O rei", "Parágrafo único.", "único"),
        ("1.", "1.", "1"),
    ],
)
def test_a_marker_is_found(line: str, label: str, number: str) -> None:
    """With its signs, as it is written."""
    marker = find_marker(line)
    assert marker is not None
    assert (marker.label, marker.readings[0].number.label) == (label, number)


@pytest.mark.parametrize(
    "line",
    [
        "Arcadia",
        "1 Arcadia",
        "1.5 million",
        "1,000 members",
        "(the king)",
        "(a king)",
        "II Arcadia",
        "2024-05-01",
        "§",
        "a king",
        "",
        "-",
        "12345. x",
        "1.a",
    ],
)
def test_other_words_are_no_markers(line: str) -> None:
    """Sums, dates and words in brackets."""
    assert find_marker(line) is None


def test_a_letter_may_be_a_numeral() -> None:
    """Only what stands before it tells; the likelier reading is the first."""
    for line, shapes in {"(c) x": ["()a", "()i"], "(i) x": ["()i", "()a"], "(b) x": ["()a"], "(ii) x": ["()aa", "()i"]}.items():
        marker = find_marker(line)
        assert marker is not None
        assert [reading.shape for reading in marker.readings] == shapes


def test_only_brackets_set_a_marker_apart() -> None:
    """A number with a dot may be the end of a sentence."""
    found = {line: find_marker(line) for line in ("(1) x", "1) x", "1. x")}
    assert [marker.bracketed for marker in found.values() if marker] == [True, True, False]


def test_a_bare_number_needs_words_behind_it() -> None:
    """As in Switzerland; the caller judges whether it is the next one."""
    marker = find_bare_number("2bis Der Bund schützt.")
    assert marker is not None
    assert marker.label == "2bis"
    assert find_bare_number("2, 3") is None
    assert find_bare_number("2024 war ein Jahr") is None
