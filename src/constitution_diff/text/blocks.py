"""What a reader of a format hands on: the lines of a document without its markup. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Block(NamedTuple):
    """A line of a document: made by the ten thousand, hence a tuple.

    Attributes:
        line: Its line in the source, from 1.
        text: Its text, without markup and on one line.
        level: The level of the heading it is, from 1; 0 for text.
        quoted: Whether it stands in a block quotation.
        fresh: Whether it begins a paragraph of the source; otherwise it may only be the next line of a sentence.
        aside: Whether it is no text of the document: its head, a comment.
    """

    line: int
    text: str
    level: int = 0
    quoted: bool = False
    fresh: bool = True
    aside: bool = False


def plain_blocks(text: str) -> Iterator[Block]:
    """The lines of a plain text; an empty line parts paragraphs."""
    fresh = True
    for line, raw in enumerate(text.split("\n"), 1):
        words = one_line(raw)
        if words:
            yield Block(line, words, 0, False, fresh)  # noqa: FBT003
        fresh = not words


def one_line(text: str) -> str:
    """The text with single spaces only."""
    if not text or (text.isprintable() and "  " not in text and text[0] != " " != text[-1] and text.isascii()):  # nearly always, and quick
        return text
    return " ".join(text.split())
