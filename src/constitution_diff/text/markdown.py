"""Markdown as law-in-git corpora keep it. Pure; the parser is markdown-it-py, which reads CommonMark.

Lists and code are not read as such: "3-1." and "5a." are numbers of a law and no list items, and what is set in is no program. The numbers stay in the
text, as they are written; the sign before an item and the bars of a table are markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING

from attrs import frozen

from constitution_diff.text.blocks import Block, lacks_room, page_width
from constitution_diff.text.extras import need

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NOT_READ = ("list", "code", "reference", "autolink", "inline")
"""Inline markup is read where there is any, and not in every paragraph."""
_MARKUP = re.compile(r"[\\`*_\[<&!]")
_LONGEST = 100_000
"""Characters; a paragraph that is longer is kept with its markup, which would take too long to read."""
_FRONT = re.compile(r"\A---[ \t]*\n(?:(?:[\w.\"'-]+[ \t]*:.*|[ \t#\]}-].*|)\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PANDOC_TITLE = re.compile(r"\A(?:%.*\n(?:[ \t]+\S.*\n)*)+")
_DEEP_QUOTE = re.compile(r"^(?:[ \t]*+>){10,}+", re.MULTILINE)
"""The parser leaves out what is quoted more deeply than twenty times."""
_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>")
_COMMENT_SIGNS = re.compile(r"(<!--|-->)")
_COMMENT = re.compile(r"<!--(.*)-->", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,40})\](:?)")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_TABLE_RULE = re.compile(r"[\s|:-]*\|[\s|:-]*")
_SET_IN = (" " * 4, "\t")
_HARD_BREAK = "\u2028"
"""Stands for a line break that the writer meant, until the lines are parted."""
_INLINE_COMMENT = "\u2029"
"""Stands around a comment in the middle of a line."""


def markdown_blocks(text: str) -> Iterator[Block]:
    """The lines of a Markdown document, without markup.

    Raises:
        UserError: The parser is not installed.
    """
    parser: MarkdownIt = need("markdown_it").MarkdownIt("commonmark").disable(list(_NOT_READ))
    text = _DEEP_QUOTE.sub("> ", text.replace(_HARD_BREAK, " ").replace(_INLINE_COMMENT, " "))
    head = _FRONT.match(text) or _PANDOC_TITLE.match(text)
    if head:
        yield from _head(head[0])
        text = "\n" * head[0].count("\n") + text[head.end() :]
    lines = text.split("\n")
    yield from _Reader(parser, lines, page_width(lines)).read(parser.parse(text))


def _head(text: str) -> Iterator[Block]:
    for line, raw in enumerate(text.split("\n"), 1):
        words = " ".join(raw.strip(" \t%-").split())
        if words:
            yield Block(line, words, aside="metadata")


@frozen
class _Reader:
    """Reads the tokens of a document.

    Attributes:
        parser: The parser they came from.
        lines: The lines of the source.
        width: How wide its page is.
    """

    parser: MarkdownIt
    lines: Sequence[str]
    width: float

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """The lines without markup."""
        level, quotes, in_note = 0, 0, False
        for token in tokens:
            if token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "heading_close":
                level = 0
            elif token.type in ("blockquote_open", "blockquote_close"):
                quotes += token.nesting
            elif token.map is not None and token.type == "html_block":
                yield from _html(token.content, token.map[0] + 1)
            elif token.map is not None and (token.content or token.info):
                definition = _FOOTNOTE.match(token.content)
                in_note = bool(definition and definition[2]) or (in_note and self.lines[token.map[0]].startswith(_SET_IN))
                yield from self._paragraph(token, level, quoted=quotes > 0, aside="note" if in_note else "")

    def _paragraph(self, token: Token, level: int, *, quoted: bool, aside: str) -> Iterator[Block]:
        first = (token.map or [0])[0]
        fresh = True
        for number, raw in enumerate(self._text(token).split("\n"), first + 1):
            line, begins = (raw, False) if level else _item(raw)
            fresh = fresh or begins or (bool(aside) and self.lines[number - 1].startswith("[^"))
            for words, is_comment in _pieces(line):
                broken = not fresh and lacks_room(self.lines[number - 2], words, self.width)
                yield Block(number, words, level, quoted, fresh, broken, "metadata" if is_comment else aside)
                fresh = fresh and is_comment
            fresh = fresh or raw.endswith(_HARD_BREAK)

    def _text(self, token: Token) -> str:
        """The text of a paragraph without its markup, on the lines of the source."""
        content = token.content
        if token.type == "fence":
            return f"{token.info}\n{content}"
        if len(content) > _LONGEST or not _MARKUP.search(content):
            return content.replace("  \n", f"{_HARD_BREAK}\n")
        children: list[Token] = []
        self.parser.inline.parse(content, self.parser, {}, children)
        return _FOOTNOTE.sub(r"[\1]", "".join(_inline(child) for child in children))


def _item(line: str) -> tuple[str, bool]:
    """A line without the sign of an item or the bars of a table, and whether it had them and so is one of its own."""
    bullet = _BULLET.match(line)
    if bullet:
        return line[bullet.end() :], True
    if not line.lstrip().startswith("|"):
        return line, False
    return "" if _TABLE_RULE.fullmatch(line) else line.strip(" \t|"), True


def _inline(token: Token) -> str:
    if token.type == "softbreak":
        return "\n"
    if token.type == "hardbreak":
        return f"{_HARD_BREAK}\n"
    if token.type == "html_inline":
        comment = _COMMENT.fullmatch(token.content)
        words = f"{_INLINE_COMMENT}{' '.join(comment[1].split())}{_INLINE_COMMENT}" if comment else ""
        return words + "\n" * token.content.count("\n")
    return token.content


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """The text of a line and the comments in it, each with whether it is one."""
    for number, piece in enumerate(line.split(_INLINE_COMMENT)):
        words = " ".join(piece.split())
        if words:
            yield words, number % 2 == 1


def _html(content: str, line: int) -> Iterator[Block]:
    """The text of a block of HTML; comments are no text of the document."""
    aside, pieces = False, [""]
    for piece in _COMMENT_SIGNS.split(content):
        if piece == ("-->" if aside else "<!--"):
            text = "".join(pieces)
            yield from _raw(text, line, aside=aside)
            line += text.count("\n")
            aside, pieces = not aside, [""]
        else:
            pieces.append(piece)
    yield from _raw("".join(pieces), line, aside=False)


def _raw(text: str, line: int, *, aside: bool) -> Iterator[Block]:
    plain = text if aside else unescape(_TAG.sub(lambda tag: "\n" * tag[0].count("\n") or " ", text))
    for number, raw in enumerate(plain.split("\n"), line):
        words = " ".join(raw.split())
        if words:
            yield Block(number, words, aside="metadata" if aside else "")
