"""What a reader of a format hands on: the lines of a document without its markup. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

_NARROWEST_PAGE = 40
_WIDEST_PAGE = 120
"""Characters; a document whose longest line is shorter or longer is not wrapped to the width of a page."""
_WRAPPED = 5
"""One in so many lines that have a next one must be full, or the document is not wrapped but has short lines."""


class Block(NamedTuple):
    """A line of a document: made by the ten thousand, hence a tuple.

    Attributes:
        line: Its line in the source, from 1.
        text: Its text, without markup and on one line.
        level: The level of the heading it is, from 1; 0 for text.
        quoted: Whether it stands in a block quotation.
        fresh: Whether it begins a paragraph of the source; otherwise it may only be the next line of a sentence.
        broken: Whether the line before ended only because the page is no wider.
        aside: The kind of what is no text of the document: "note", "metadata" (its head, a comment); "" for its text.
    """

    line: int
    text: str
    level: int = 0
    quoted: bool = False
    fresh: bool = True
    broken: bool = False
    aside: str = ""


def plain_blocks(text: str) -> Iterator[Block]:
    """The lines of a plain text; an empty line parts paragraphs."""
    lines = text.split("\n")
    width, before = page_width(lines), ""
    for line, raw in enumerate(lines, 1):
        words = one_line(raw)
        if words:
            yield Block(line, words, 0, False, not before, bool(before) and lacks_room(before, words, width))  # noqa: FBT003
            before = raw
        else:
            before = ""


def page_width(lines: Sequence[str]) -> float:
    """How wide the page is that lines are wrapped to, in characters; endless when they are not wrapped."""
    widest = len(max(lines, key=len, default="").rstrip())
    if _NARROWEST_PAGE <= widest <= _WIDEST_PAGE:
        followed = [(before, line.lstrip()) for before, line in pairwise(lines) if before and line]
        if sum(lacks_room(before, line, widest) for before, line in followed) * _WRAPPED >= len(followed):
            return widest
    return inf


def lacks_room(before: str, words: str, width: float) -> bool:
    """Whether the first word of a line would not have fitted on the line before, so that the break may say nothing."""
    end = words.find(" ")
    return len(before.rstrip()) + 1 + (end if end >= 0 else len(words)) > width


def one_line(text: str) -> str:
    """The text with single spaces only."""
    if not text or (text.isprintable() and "  " not in text and text[0] != " " != text[-1] and text.isascii()):  # nearly always, and quick
        return text
    return " ".join(text.split())
