"""The numbers of provisions, as ordered keys. Pure.

A number is a name with an order: 71-1 stands between 71 and 72, 16a behind 16, "3 bis" behind 3, 61-10 behind 61-9, and "104.10" is not 104.1. It is
never a float.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, total_ordering

from attrs import field, frozen

Key = tuple[tuple[int, str], ...]

LATIN = {
    name: value
    for value, names in enumerate(
        (
            "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies novies", "decies", "undecies", "duodecies",
            "terdecies", "quaterdecies quattuordecies", "quindecies quinquiesdecies", "sexdecies sexiesdecies", "septdecies septiesdecies",
            "octodecies octiesdecies duodevicies", "novodecies noniesdecies undevicies", "vicies",
        ),
        start=2,
    )
    for name in names.split()
}  # fmt: skip
"""The adverbs that number what was inserted behind a provision: bis is the second of its name."""

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LOOKALIKES = str.maketrans("ІХСМ", "IXCM")
"""Cyrillic letters that are typed for Roman numerals."""
_ADVERBS = "|".join(sorted(LATIN, key=len, reverse=True))
_LONGEST = 60
"""Characters; what is longer is no number."""
_CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The Kazakh alphabet, which holds the Russian one in its order."""
_PIECES = re.compile(rf"\d+|(?:{_ADVERBS})(?![^\W\d_])|[^\W\d_]", re.IGNORECASE)
_ORDINAL_SIGNS = re.compile(r"(?<=\d)(?:[.\s]?[ºª°]|er\b|ère\b|re\b|o\b(?!\w))", re.IGNORECASE)


@total_ordering
@frozen(order=False, cache_hash=True)
class Number:
    """The number of a provision. Two are equal when they name the same place ("IV" and "4", "3 bis" and "3bis"), whatever their spelling.

    Attributes:
        key: What orders it: a value for each piece, with the system it is counted in ("" figures, "a" letters, "bis" Latin adverbs).
        label: As it is written, without brackets and dots.
        series: What is counted where it is not the articles: "amendment", "disposición transitoria".
    """

    series: str
    key: Key
    label: str = field(eq=False)

    def __lt__(self, other: Number) -> bool:
        return (self.series, self.key) < (other.series, other.key)

    def __str__(self) -> str:
        return self.label


def roman(text: str) -> int | None:
    """The value of a Roman numeral, or None when it is none."""
    plain = text.translate(_LOOKALIKES)
    if not plain or not _ROMAN.fullmatch(plain):
        return None
    values = [_ROMAN_VALUES[sign] for sign in plain.lower()]
    return sum(-v if v < max(values[n + 1 :], default=0) else v for n, v in enumerate(values))


@lru_cache(maxsize=20_000)
def read_number(text: str, *, letters: bool = False, series: str = "") -> Number | None:
    """The number that a text is, or None when it is none.

    Args:
        text: "44", "71-1", "16a", "IVa", "3 bis", "1.º", "б", "104.10".
        letters: Whether a lone letter, or one that is doubled, counts as such also where it could be a Roman numeral ("c", "ii").
        series: What is counted, where it is not the articles.
    """
    if len(text) > _LONGEST:
        return None
    label = _ORDINAL_SIGNS.sub("", text).strip()
    key = _key(label if label.isascii() else unicodedata.normalize("NFKC", label), letters=letters)
    return Number(series, key, label) if key else None


def _key(text: str, *, letters: bool) -> Key | None:
    lead = re.match(r"[^\W\d_]+", text)
    if lead is None:
        return _tail(text) if text[:1].isdecimal() else None
    word = lead[0]
    if len(set(word)) == 1 and len(word) <= 2 and (letters or roman(word) is None):  # noqa: PLR2004 - a letter, or one that is doubled: "aa"
        return ((_place(word[0]), "a"),) * len(word) + _tail(text[len(word) :])
    for end in range(len(word), 0, -1):  # IVa: the longest numeral that leaves one letter at most
        value = roman(word[:end]) if end >= len(word) - 1 or word[end:].lower() in LATIN else None
        if value is not None:
            return ((value, ""), *_tail(text[end:]))
    return None


def _tail(text: str) -> Key:
    return tuple(_piece(piece) for piece in _PIECES.findall(text))


def _piece(piece: str) -> tuple[int, str]:
    if piece.isdecimal():
        return int(piece[:9]), ""
    adverb = LATIN.get(piece.lower())
    return (adverb, "bis") if adverb else (_place(piece), "a")


def _place(letter: str) -> int:
    """The place of a letter in its alphabet: Latin from 1, Cyrillic from its first code; those of another alphabet by their code."""
    small = letter.lower()
    if "a" <= small <= "z":
        return ord(small) - ord("a") + 1
    place = _CYRILLIC.find(small)
    return ord(small) if place < 0 else ord("а") + place
