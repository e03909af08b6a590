"""The numbers that paragraphs and points begin with: "1.", "(2)", "а)", "3-1.", "1.ª", "5 bis)", "II –". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from constitution_diff.text.numbers import LATIN, Number, read_number, roman

_ADVERBS = "|".join(sorted(LATIN, key=len, reverse=True))
_MARKER = re.compile(
    r"(?P<open>[(\[]?)"
    rf"(?P<number>\d{{1,4}}(?:[-.‑]\d{{1,3}})*(?:\s?(?:{_ADVERBS})(?!\w))?[a-zа-я]?(?![^\Wºª])"
    r"|[IVXLC]{1,7}(?:[a-z]|-[A-Z])?(?!\w)|[ivxlc]{1,6}(?!\w)|(?P<letter>[^\W\d_])(?P=letter)?(?!\w))"
    r"(?P<close>\.?[ºª°]\.?\)?|[.)\]]{1,2}|\s[-–—](?=\s|$))(?=\s|$)"
)
_SUBSECTION_SIGN = re.compile(r"(?P<open>§\s?)(?P<number>\d{1,3}[ºª°]?(?:-?[A-Z](?!\w))?)(?P<close>[.:]?)(?=\s)")
_ONLY_PARAGRAPH = re.compile(r"Parágrafo\s+(?P<number>único)\s?[.:–-]?(?=\s|$)", re.IGNORECASE)
_BARE = re.compile(rf"(?P<number>\d{{1,2}}(?:(?:{_ADVERBS})(?!\w))?)\s+(?=[«„\"“]?\w)")
_MAY_GO_ON = re.compile(r"[(\[]?(?:\d{1,4}(?:[-.‑]\d{1,3})*|[IVXLC]{1,7}(?:-[A-Z])?)|§")
"""A first word that may be part of a marker of two."""
_BEHIND_A_NUMERAL = re.compile(r"(?:-[A-Z]|[a-z])$")
_LONGEST = 24
_NUMBERED_PARAGRAPH = frozenset({".1", "()1", "§1", "1", "section"})
_FIRST = frozenset({((1, ""),), ((1, "a"),), ((1, "a"),) * 2, ((ord("а"), "a"),)})


@frozen
class Reading:
    """One way to read a marker.

    Attributes:
        shape: The signs around the number and what it is counted in: what the markers of one list have in common.
        number: The number.
    """

    shape: str
    number: Number

    @property
    def is_first(self) -> bool:
        """Whether it begins a list."""
        return self.number.key in _FIRST


@frozen
class Marker:
    """A marker with the ways to read it; one letter can be a numeral.

    Attributes:
        label: As it is written.
        readings: The ways to read it, likeliest first.
        bracketed: Whether a bracket sets it apart, so that it cannot be the end of a sentence.
    """

    label: str
    readings: tuple[Reading, ...]
    bracketed: bool


def find_marker(line: str) -> Marker | None:
    """The marker that a line begins with, or None."""
    end = line.find(" ", 0, _LONGEST + 1)
    head = line[:end] if end >= 0 else line
    if len(head) > _LONGEST:
        return None
    marker = _read(head)
    if head in ("Parágrafo", "PARÁGRAFO"):
        found = _ONLY_PARAGRAPH.match(line)
        return Marker(found[0], (Reading("§1", Number("", ((1, ""),), found["number"])),), bracketed=True) if found else None
    if marker is None and end >= 0 and _MAY_GO_ON.fullmatch(head):
        found = _MARKER.match(line) or _SUBSECTION_SIGN.match(line)
        return _read(found[0]) if found else None
    return marker


def find_bare_number(line: str) -> Marker | None:
    """The number without any sign that a line begins with ("1 The Confederation ..."), or None; only what stands around it says that it is one."""
    found = _BARE.match(line)
    number = read_number(found["number"]) if found else None
    return Marker(number.label, (Reading("1", number),), bracketed=False) if number else None


def kind_below(shape: str, level: int) -> str:
    """The kind of a numbered line by the shape of its number and how deep it stands in an article, from 1."""
    if level == 1:
        return "paragraph" if shape in _NUMBERED_PARAGRAPH else "point"
    return "point" if level == 2 else "subpoint"  # noqa: PLR2004


@lru_cache(maxsize=20_000)
def _read(label: str) -> Marker | None:
    found = _MARKER.fullmatch(label) or _SUBSECTION_SIGN.match(f"{label} ")
    if found is None:
        return None
    readings = ((shape, read_number(found["number"], letters=shape.endswith("a"))) for shape in _shapes(found))
    known = tuple(Reading(shape, number) for shape, number in readings if number)
    return Marker(label.strip(), known, bool(found["open"]) or ")" in found["close"]) if known else None


def _shapes(found: re.Match[str]) -> list[str]:
    number, signs = found["number"], f"{found['open'].strip()}{found['close'].strip()}"
    if number[:1].isdecimal():  # whatever else stands around it: Brazil writes "§ 9º" and "§ 10."
        return ["§1" if signs[:1] == "§" else f"{signs}1"]
    case = "A" if number[:1].isupper() else ""
    kinds = ["a" * len(number)] if len(number) <= 2 and len(set(number)) == 1 else []  # noqa: PLR2004
    if roman(_BEHIND_A_NUMERAL.sub("", number) if case else number) is not None:
        kinds.append("i")
    if number in ("i", "I"):
        kinds.reverse()
    return [f"{signs}{case}{kind}" for kind in kinds] or [f"{signs}{case}a"]
