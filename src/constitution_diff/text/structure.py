"""From the lines of a document to its tree of provisions. Pure.

A line is a heading, a numbered paragraph, or text; what it is follows from its first words and from what stands before it. Nothing is dropped: a line
that fits nowhere stays where it stands, as text, and is remarked on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from attrs import define, field

from constitution_diff.model import Citation
from constitution_diff.text.blocks import Block
from constitution_diff.text.languages import PREAMBLES, Heading, find_heading, is_note, says_repealed
from constitution_diff.text.markers import Marker, Reading, find_bare_number, find_marker, kind_below
from constitution_diff.text.numbers import Number, read_number
from constitution_diff.text.provisions import ALINEA, ARTICLE, DIVISIONS, HEADED, HOLDERS, Document, Provision, Remark, cite

_UNNUMBERED = ("document", "preamble", "preface")
"""In which a number at the beginning of a line is none."""
_ENDS = frozenset('.:;!?…»”“")]')
"""How a line ends behind which another may begin."""
_BULLETS = ("- ", "– ", "— ", "• ", "* ")
_ORDINAL_SIGNS = "ºª°"
_LONGEST_HEADING = 14
"""Words; what stands behind the number of an article on its own line and is longer is its text."""
_LONGEST_TITLE = 200
"""Characters; lines that go on a heading are no part of it when it is longer."""
_SHORTEST_CAPITALS = 4
_OPEN_ENDS = (".", ":", ";", ",")
_SHORT = 60
PREAMBLE = Citation("preamble")
_LANGUAGES = ("en", "ru", "kk", "fr", "es", "pt", "de", "it")
"""The languages of headings; of two in which all headings could be written, the first is taken."""

_RANKS = {kind: rank for rank, kind in enumerate(DIVISIONS, 1)} | {"annex": 0}
_RANK_ABOVE_CHAPTERS = _RANKS["chapter"] - 0.5


@define(eq=False)
class _Node:
    """A provision that is still being written."""

    kind: str
    citation: Citation
    line: int
    marker: str = ""
    number: Number | None = None
    last: Number | None = None
    heading: str = ""
    text: str = ""
    level: int = 0
    rank: float = 0
    shape: str = ""
    children: list[_Node] = field(factory=list)


@define
class _Builder:
    """Takes the lines one by one.

    Attributes:
        lines: The lines.
        at: The place of the line that is taken.
        open: The provisions that can still get more, outermost first.
        marked: Whether articles have been marked up as headings; then no other line is one.
        headed: Whether the line before was a heading.
        before: The line before.
        last: What a line that only goes on belongs to.
        more: The lines that go on it and are not yet joined to it.
    """

    lines: list[Block]
    at: int = 0
    open: list[_Node] = field(factory=lambda: [_Node("document", Citation(""), 1)])
    remarks: list[Remark] = field(factory=list)
    languages: Counter[str] = field(factory=Counter)
    marked: bool = False
    headed: bool = True
    before: str = "."
    last: _Node | None = None
    more: list[str] = field(factory=list)

    def take_all(self) -> _Node:
        """Put every line where it belongs; return the whole."""
        for at, block in enumerate(self.lines):
            if block.aside == "metadata":
                self._take_metadata(block)
            else:
                self.at = at
                headed = self._take(block)
                self.headed = headed and not (self.last and self.last.text)
                self.before = block.text
        self._settle()
        return self.open[0]

    def _take(self, block: Block) -> bool:
        """Put a line where it belongs; whether it is a heading."""
        if block.aside or (block.fresh and is_note(block.text)):
            return self._take_note(block)
        if block.quoted and len(self.open) > 1 and self.open[-1].kind not in ("preamble", "preface"):
            return self._take_quotation(block)
        return self._take_heading(block) or (not self._take_marker(block) and self._take_text(block))

    @property
    def ended(self) -> bool:
        """Whether the line before ended like a sentence."""
        return self.headed or self.before[-1] in _ENDS

    @property
    def paused(self) -> bool:
        """Whether it ended at least like a clause: with a comma, or with "; and"."""
        return self.ended or self.before.endswith(",") or self.before.rpartition(" ")[0].endswith(";")

    # -- headings --

    def _take_heading(self, block: Block) -> bool:
        heading = find_heading(block.text, bare=block.level > 0) if not block.broken or self.ended else None
        if heading and (block.level or self._stands_alone(heading)):
            if heading.kind == "section" and self._is_in_article(heading, block.level):
                self.languages.update(heading.languages)
                self._open_numbered(block, Marker(heading.marker, (Reading("section", heading.number),), bracketed=True))
                return True
            if block.level or heading.kind != ARTICLE or not self.marked:
                self.languages.update(heading.languages)
                self._open_heading(heading, block)
                return True
            self._remark(block, "this begins like an article, but here articles are marked up as headings")
        if block.level and not self._names(block):
            self._open_untitled(block)
        return block.level > 0

    def _stands_alone(self, heading: Heading) -> bool:
        """Whether a line that begins like a heading is one, and no sentence that speaks of an article."""
        if heading.marker.startswith("§") and self._open_article().kind == ARTICLE:
            return False
        rest = heading.rest
        if not rest or heading.separated:
            return True
        return not (rest[0].islower() or rest[0] in ",;)") and (heading.marker[-1] in _ORDINAL_SIGNS or self._is_heading(rest))

    def _is_in_article(self, heading: Heading, level: int) -> bool:
        """Whether a section is a part of an article: the first behind one that has nothing yet, or the next of it."""
        article = self._open_article()
        if article.kind != ARTICLE:
            return False
        if level:
            return 0 < article.level < level
        if any(node.shape == "section" for node in self.open):
            return True
        has_text = article.children or article.last or article.text.endswith(_OPEN_ENDS) or len(article.text.split()) > _LONGEST_HEADING
        return Reading("", heading.number).is_first and not has_text and not says_repealed(article.heading or article.text)

    def _is_heading(self, text: str) -> bool:
        """Whether a text is short and ends like a heading, with the lines that it is broken into."""
        words = len(text.split())
        for block in islice(self.lines, self.at + 1, None):
            if not block.broken or words > _LONGEST_HEADING or text[-1] in _ENDS:
                break
            text, words = block.text, words + len(block.text.split())
        return words <= _LONGEST_HEADING and not text.endswith(_OPEN_ENDS)

    def _open_heading(self, heading: Heading, block: Block) -> None:
        rank = _RANK_ABOVE_CHAPTERS if heading.outranks else _RANKS.get(heading.kind, 0.0)
        if heading.kind == ARTICLE:
            self.marked |= block.level > 0
            self._leave_article(block.level)
        else:
            self._close(lambda node: _closes(node, rank, block.level))
        parent = self.open[-1]
        number = _in_letters(heading, parent)
        node = _Node(
            heading.kind, cite(heading.kind, number, parent.citation), block.line, heading.marker, number, heading.last, level=block.level, rank=rank
        )  # fmt: skip
        if not heading.rest or block.level or heading.kind != ARTICLE or self._is_heading(heading.rest):
            node.heading = heading.rest
        else:
            node.text = heading.rest
        self._open(node)

    def _leave_article(self, level: int) -> None:
        """Close the article that is open, what is under it, and headings that a heading of this level cannot stand under."""
        for depth, node in enumerate(self.open):
            if node.kind == ARTICLE:
                del self.open[depth:]
                break
        self._close(lambda node: node.kind not in HEADED or (node.kind == "division" and 0 < level < node.level))

    def _open_untitled(self, block: Block) -> None:
        """Open a part of the document that has a heading and no number."""
        word = re.match(r"\w*", block.text)
        kind = "preamble" if word and word[0].lower() in PREAMBLES else "division"
        if block.level:
            self._close(lambda node: not 0 < node.level < block.level)
        else:
            self._leave_article(0)
            self._close(lambda node: node.kind == "division" and not node.level)
        citation = PREAMBLE if kind == "preamble" else self.open[-1].citation
        self._open(_Node(kind, citation, block.line, heading=block.text, level=block.level))

    def _names(self, block: Block) -> bool:
        """Whether a line is the heading of the provision above, or goes on it; then it is added to it."""
        top = self.open[-1]
        longest = 0 if block.fresh else _LONGEST_TITLE
        if top.kind not in HOLDERS or top.text or top.children or self.more or len(top.heading) > longest:
            return False
        if block.level:
            fits = block.level >= top.level and (top.marker != "" or not block.fresh)
        else:
            fits = (top.kind != ARTICLE or _is_in_capitals(block.text)) and self._is_heading(block.text)
        if fits:
            top.heading = f"{top.heading} {block.text}".strip()
            self.last = top
        return fits

    # -- numbered paragraphs --

    def _take_marker(self, block: Block) -> bool:
        if self.open[-1].kind in _UNNUMBERED or (block.broken and not self.paused):
            return False
        marker = find_marker(block.text) or self._find_bare_number(block)
        if not marker or (block.broken and not self._begins_list(marker)):
            return False
        self._open_numbered(block, marker)
        return True

    def _begins_list(self, marker: Marker) -> bool:
        """Whether a number at the beginning of a broken line is no date or sum that the line happened to begin with."""
        return marker.bracketed or self.before.endswith(":") or not marker.readings[0].is_first

    def _find_bare_number(self, block: Block) -> Marker | None:
        """A number without a sign, where it is the first of an article or the next: Switzerland writes "1 The Confederation ..."."""
        marker = find_bare_number(block.text) if block.fresh and block.text[0].isdecimal() else None
        if not marker:
            return None
        reading, top = marker.readings[0], self.open[-1]
        before = next((node.number for node in self.open if node.shape == reading.shape), None)
        if before:
            return marker if reading.number.key[0][0] - before.key[0][0] in (0, 1) else None
        return marker if reading.is_first and top.kind == ARTICLE and not (top.text or top.children) else None

    def _open_numbered(self, block: Block, marker: Marker) -> None:
        depth, reading = self._place(marker)
        before = self.open[depth] if depth < len(self.open) else None
        del self.open[depth:]
        parent = self.open[-1]
        kind = kind_below(reading.shape, 1 + sum(1 for node in self.open if node.shape))
        if before is None or before.shape != reading.shape:
            before = next((child for child in reversed(parent.children) if child.shape == reading.shape), None)
        self._check_order(block, reading, before)
        citation, text = cite(kind, reading.number, parent.citation), block.text[len(marker.label) :].lstrip()
        self._open(_Node(kind, citation, block.line, marker.label, reading.number, text=text, shape=reading.shape))

    def _place(self, marker: Marker) -> tuple[int, Reading]:
        """How deep a numbered line belongs, and how its number is read: as the next of a list that is open, or as the first of one."""
        several = len(marker.readings) > 1
        place = self._next_of_list(marker, nearest=several) or self._first_of_list(marker)
        return place or (several and self._next_of_list(marker, nearest=False)) or self._astray(marker)

    def _next_of_list(self, marker: Marker, *, nearest: bool) -> tuple[int, Reading] | None:
        """The innermost list that a number goes on; a nearest one leaves out no number: (i) behind (h), and not behind (b)."""
        for depth in range(len(self.open) - 1, 0, -1):
            node = self.open[depth]
            for reading in marker.readings:
                if node.shape != reading.shape or node.number is None or not node.number < reading.number:
                    continue
                if not (nearest and reading.number.key[0][0] - node.number.key[0][0] > 1):
                    return depth, reading
        return None

    def _first_of_list(self, marker: Marker) -> tuple[int, Reading] | None:
        for reading in marker.readings:
            if reading.is_first and all(node.shape != reading.shape for node in self.open):
                article = (
                    self._open_article() if reading.shape == "§1" else self.open[-1]
                )  # Brazil's § stands in the article also behind its points
                return self.open.index(article) + 1, reading
        return None

    def _astray(self, marker: Marker) -> tuple[int, Reading]:
        reading, deepest = marker.readings[0], len(self.open)
        return next((depth for depth in range(deepest - 1, 0, -1) if self.open[depth].shape == reading.shape), deepest), reading

    def _check_order(self, block: Block, reading: Reading, before: _Node | None) -> None:
        if before is None or before.number is None:
            if not reading.is_first:
                self._remark(block, "the numbers do not begin with the first")
        elif not before.number < reading.number:
            self._remark(block, "the number does not follow the one before")

    # -- text --

    def _take_text(self, block: Block) -> bool:
        if self._begins_part(block):
            self._open_untitled(block)
            return True
        if not block.quoted and self.open[-1].marker and self._names(block):
            return True
        if not self._goes_on(block):
            self._settle()
            self._add_text(block)
        return False

    def _begins_part(self, block: Block) -> bool:
        """Whether a line without a number begins another part: the word "Preamble", or capitals behind an article."""
        if not block.fresh or block.quoted:
            return False
        if self._open_article().kind == ARTICLE:
            top = self.open[-1]
            is_empty = top.kind == ARTICLE and not (top.heading or top.text or top.children)
            return not self.marked and not is_empty and _is_in_capitals(block.text) and self._is_heading(block.text)
        if block.text.strip(" .:").lower() not in PREAMBLES:
            return False
        if self.open[-1].kind == "preamble" and not self.open[-1].heading:
            _make_preface(self.open[-1])
        return True

    def _add_text(self, block: Block) -> None:
        if self.open[-1].kind == "document":
            self._open(_Node("preamble", PREAMBLE, block.line))
        top = self.open[-1]
        if (top.kind == ARTICLE or top.shape) and not (top.text or top.children or block.quoted):
            top.text, self.last = block.text, top
            return
        self._close(lambda node: node.kind == ALINEA or bool(node.shape and node.kind != "paragraph"))
        top = self.open[-1]
        alinea = _Node(ALINEA, top.citation, block.line, text=block.text)
        self._add(alinea, top)
        if block.text.endswith(":"):  # a list of its own may follow
            self.open.append(alinea)

    def _take_quotation(self, block: Block) -> bool:
        top = self.open[-1]
        quotation = top.children[-1] if top.children and top.children[-1].kind == "quotation" else None
        if quotation is None:
            quotation = _Node("quotation", top.citation, block.line)
            self._add(quotation, top)
        if self.last is quotation or not self._goes_on(block):
            self._add(_Node(ALINEA, top.citation, block.line, text=block.text), quotation)
        return False

    def _take_note(self, block: Block) -> bool:
        if not self._goes_on(block):
            self._add(_Node("note", self.open[-1].citation, block.line, text=block.text), self.open[-1])
        return False

    def _take_metadata(self, block: Block) -> None:
        """Add what stands outside the text; a sentence may go on behind it."""
        last = self.last
        self._add(_Node("metadata", Citation(""), block.line, text=block.text), self.open[-1])
        self.last = last

    def _goes_on(self, block: Block) -> bool:
        """Whether a line is the next one of a sentence; then it is added to it."""
        if block.fresh or self.last is None or (self.ended and (not block.broken or block.text.startswith(_BULLETS))):
            return False
        self.more.append(block.text)
        return True

    def _settle(self) -> None:
        """Join the lines of what has ended."""
        if not self.more or not self.last:
            return
        if self.last.heading and not self.last.text:
            self.last.heading = " ".join([self.last.heading, *self.more])
        else:
            self.last.text = " ".join([self.last.text, *self.more]).lstrip()
        self.more.clear()

    # -- the tree --

    def _open(self, node: _Node) -> None:
        self._add(node, self.open[-1])
        self.open.append(node)

    def _add(self, node: _Node, parent: _Node) -> None:
        self._settle()
        parent.children.append(node)
        self.last = node

    def _close(self, closes: Callable[[_Node], bool]) -> None:
        while len(self.open) > 1 and closes(self.open[-1]):
            self.open.pop()

    def _open_article(self) -> _Node:
        return next((node for node in reversed(self.open) if node.kind == ARTICLE), self.open[-1])

    def _remark(self, block: Block, what: str) -> None:
        self.remarks.append(Remark(block.line, what, block.text[:_SHORT]))


def _closes(node: _Node, rank: float, level: int) -> bool:
    """Whether a heading of this rank and level ends the provision."""
    if node.kind == "annex" and rank:  # it may be divided like the document
        return 0 < level <= node.level
    if node.kind in ("division", "preamble") or not node.rank or not rank:
        return not (level and 0 < node.level < level)
    return node.rank >= rank


def _in_letters(heading: Heading, parent: _Node) -> Number:
    """The number of a heading: a letter, and no Roman numeral, where the one before is the letter before ("C" behind "B")."""
    letter = read_number(heading.number.label, letters=True) if len(heading.number.label) == 1 else None
    if letter is None or letter.key == heading.number.key:
        return heading.number
    before = next((child.number for child in reversed(parent.children) if child.kind == heading.kind), None)
    place, system = letter.key[0]
    return letter if before and before.key == ((place - 1, system),) else heading.number


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and len(text) >= _SHORTEST_CAPITALS and not says_repealed(text)


def _make_preface(node: _Node) -> None:
    """Turn into a preface what was taken for the preamble before that began."""
    node.kind, node.citation = "preface", Citation("")
    for child in node.children:
        child.citation = node.citation


def _raise_notes(article: _Node) -> None:
    """The notes at the end of an article are those of the article, and not of its last paragraph."""
    last = article
    while last.children and last.children[-1].kind != "note":
        last = last.children[-1]
    first = len(last.children)
    while first and last.children[first - 1].kind == "note":
        first -= 1
    notes = last.children[first:]
    del last.children[first:]
    for note in notes:
        note.citation = article.citation
    article.children += notes


def _finish(root: _Node) -> Provision:
    """The tree as it stays; without recursion, since a document may be nested deeply."""
    done: dict[int, Provision] = {}
    stack: list[tuple[_Node, bool]] = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if not ready and node.children:
            if node.kind == ARTICLE:
                _raise_notes(node)
            stack.append((node, True))
            stack.extend((child, False) for child in node.children)
            continue
        children = tuple(done.pop(id(child)) for child in node.children)
        done[id(node)] = Provision(
            node.kind, node.citation, node.line, node.marker, node.number, node.last, node.heading, node.text, children
        )  # fmt: skip
    return done[id(root)]


def build_document(blocks: Iterable[Block], name: str) -> Document:
    """The document that some lines make.

    Args:
        blocks: The lines, in order.
        name: What the document is called.
    """
    builder = _Builder(list(blocks))
    root = _finish(builder.take_all())
    languages = builder.languages
    language = min(languages, key=lambda name: (-languages[name], _LANGUAGES.index(name)), default="")
    remarks = [*builder.remarks, *_repeated(root), *_unread(root)]
    return Document(name, root, tuple(sorted(remarks, key=lambda remark: remark.line)), language)


def _unread(root: Provision) -> list[Remark]:
    """That a document has text, and no number in it was recognised."""
    if any(provision.number for provision in root.walk()):
        return []
    said = (provision for provision in root.walk() if provision.text)
    return [Remark(p.line, "no number was recognised in the whole document", p.text.split(" ")[0][:_SHORT]) for p in islice(said, 1)]


def _repeated(root: Provision) -> list[Remark]:
    """The provisions whose number stands twice under one head."""
    found = []
    for provision in root.walk():
        if len(provision.children) > 1:
            seen: set[tuple[str, Number]] = set()
            for child in provision.children:
                if child.number is not None:
                    key = (child.kind, child.number)
                    if key in seen:
                        found.append(Remark(child.line, f"the number {child.number} stands here twice", child.own[:_SHORT]))
                    seen.add(key)
    return found
