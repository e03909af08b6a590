"""Markdown as law-in-git corpora keep it. Pure; the parser is markdown-it-py, which reads CommonMark.

Lists and code are not read as such: "3-1." and "5a." are numbers of a law and no list items, and what is set in is no program. The numbers stay in the
text, as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from constitution_diff.text.blocks import Block
from constitution_diff.text.extras import need

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NOT_READ = ("list", "code", "reference", "autolink")
_MARKUP = re.compile(r"[\\`*_\[<&!]")
_FRONT = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PANDOC_TITLE = re.compile(r"\A(?:%.*\n(?:[ \t]+\S.*\n)*)+")
_TAG = re.compile(r"<[^<>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:?")
_HARD_BREAK = "\u2028"
"""Stands for a line break that the writer meant, until the lines are parted."""


def markdown_blocks(text: str) -> Iterator[Block]:
    """The lines of a Markdown document, without markup.

    Raises:
        UserError: The parser is not installed.
    """
    parser: MarkdownIt = need("markdown_it").MarkdownIt("commonmark").disable(list(_NOT_READ))
    text, offset = text.replace(_HARD_BREAK, " "), 0
    for pattern in (_FRONT, _PANDOC_TITLE):
        head = pattern.match(text)
        if head:
            yield from _head(head[0])
            offset = head[0].count("\n")
            text = text[head.end() :]
            break
    yield from _blocks(parser, parser.parse(text), offset)


def _head(text: str) -> Iterator[Block]:
    for line, raw in enumerate(text.split("\n"), 1):
        words = " ".join(raw.strip("%-").split())
        if words:
            yield Block(line, words, aside=True)


def _blocks(parser: MarkdownIt, tokens: Sequence[Token], offset: int) -> Iterator[Block]:
    level, quotes = 0, 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.map is not None and token.content:
            line = token.map[0] + offset + 1
            if token.type == "html_block":
                yield from _html(token.content, line)
            else:
                yield from _lines(parser, token, line, level, quoted=quotes > 0)


def _html(content: str, line: int) -> Iterator[Block]:
    """The text of a block of HTML; comments are no text of the document."""
    at = 0
    for comment in _COMMENT.finditer(content):
        yield from _raw(_TAG.sub(" ", content[at : comment.start()]), line + content.count("\n", 0, at), aside=False)
        yield from _raw(comment[1], line + content.count("\n", 0, comment.start()), aside=True)
        at = comment.end()
    yield from _raw(_TAG.sub(" ", content[at:]), line + content.count("\n", 0, at), aside=False)


def _raw(text: str, line: int, *, aside: bool) -> Iterator[Block]:
    for number, raw in enumerate(text.split("\n"), line):
        words = " ".join(raw.split())
        if words:
            yield Block(number, words, aside=aside)


def _lines(parser: MarkdownIt, token: Token, line: int, level: int, *, quoted: bool) -> Iterator[Block]:
    content = token.content if token.type == "inline" else token.content.rstrip("\n")
    text = _plain(parser, token) if token.type == "inline" and _MARKUP.search(content) else content.replace("  \n", f"{_HARD_BREAK}\n")
    fresh = True
    for number, raw in enumerate(text.split("\n"), line):
        words = " ".join(raw.replace(_HARD_BREAK, " ").split())
        if words:
            yield Block(number, words, level, quoted, fresh)
        fresh = raw.endswith(_HARD_BREAK)


def _plain(parser: MarkdownIt, token: Token) -> str:
    """The text of a paragraph without its markup; what marks a footnote keeps its name."""
    parts = []
    for child in parser.parseInline(token.content)[0].children or ():
        if child.type == "softbreak":
            parts.append("\n")
        elif child.type == "hardbreak":
            parts.append(f"{_HARD_BREAK}\n")
        elif child.type != "html_inline":
            parts.append(child.content)
    return _FOOTNOTE.sub(lambda found: f"[{found[1]}]", "".join(parts))
