"""From the lines of a document to its tree of provisions. Pure.

A line is a heading, a numbered paragraph, or text; what it is follows from its first words and from what stands before it. Nothing is dropped: a line
that fits nowhere stays where it stands, as text, and is remarked on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from attrs import define, field

from constitution_diff.model import Citation
from constitution_diff.text.blocks import Block
from constitution_diff.text.languages import PREAMBLES, Heading, find_heading, is_note
from constitution_diff.text.markers import Marker, Reading, find_marker, kind_below
from constitution_diff.text.numbers import Number
from constitution_diff.text.provisions import ALINEA, ARTICLE, DIVISIONS, Document, Provision, Remark, cite

_UNNUMBERED = ("document", "preamble", "preface")
"""In which a number at the beginning of a line is none."""
_ENDS = frozenset('.:;!?…»”“")]')
"""How a line ends behind which another may begin."""
_LONGEST_HEADING = 14
"""Words; what stands behind the number of an article on its own line and is longer is its text."""
_OPEN_ENDS = (".", ":", ";", ",")
_SHORT = 60
PREAMBLE = Citation("preamble")
_WIDEST_PAGE = 120
"""Characters; a document without a longer line is taken to be wrapped to the width of a page."""

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
        open: The provisions that can still get more, outermost first.
        wrapped: Whether the lines of a paragraph are broken to a width, so that the end of a line says nothing.
        marked: Whether articles have been marked up as headings; then no other line is one.
        ended: Whether the line before ended like a sentence.
        paused: Whether it ended at least like a clause.
        last: What a line that only goes on belongs to.
    """

    open: list[_Node] = field(factory=lambda: [_Node("document", Citation(""), 1)])
    remarks: list[Remark] = field(factory=list)
    languages: Counter[str] = field(factory=Counter)
    wrapped: bool = False
    marked: bool = False
    ended: bool = True
    paused: bool = True
    last: _Node | None = None

    def take(self, block: Block) -> None:
        """Put a line where it belongs."""
        if block.aside:
            self._add(_Node("metadata", Citation(""), block.line, text=block.text), self._open_division())
        elif block.fresh and is_note(block.text):
            self._add(_Node("note", self._open_article().citation, block.line, text=block.text), self._open_article())
        elif block.quoted and len(self.open) > 1 and self.open[-1].kind != "preamble":
            self._take_quotation(block)
        elif not (self._take_heading(block) or self._take_marker(block)):
            self._take_text(block)
        self.ended = block.text[-1] in _ENDS or block.level > 0
        self.paused = self.ended or block.text.endswith(",")

    # -- headings --

    def _take_heading(self, block: Block) -> bool:
        begins = block.fresh or self.ended
        heading = find_heading(block.text, bare=block.level > 0) if begins else None
        if heading and (block.level or (self._stands_alone(heading) and not (self.marked and heading.kind == ARTICLE))):
            self.languages.update(heading.languages)
            self._open_heading(heading, block)
            return True
        if not block.level:
            return False
        top = self.open[-1]
        if len(self.open) > 1 and top.marker and not (top.text or top.children):
            top.heading = f"{top.heading} {block.text}".strip()
            self.last = top
        else:
            self._open_untitled(block)
        return True

    def _stands_alone(self, heading: Heading) -> bool:
        """Whether a line that begins like a heading is one, and no sentence that speaks of an article."""
        if heading.marker.startswith("§") and self._open_article().kind == ARTICLE:
            return False
        rest = heading.rest
        return not rest or heading.separated or (not (rest[0].islower() or rest[0] in ",;)") and _is_heading(rest))

    def _open_heading(self, heading: Heading, block: Block) -> None:
        rank = _RANKS.get(heading.kind, 0.0)
        if heading.outranks:
            rank = _RANK_ABOVE_CHAPTERS
        if heading.kind == ARTICLE:
            self.marked |= block.level > 0
            self._close(lambda node: node.kind not in ("document", "division", "annex", *DIVISIONS))
        else:
            self._close(lambda node: _closes(node, rank, block.level))
        parent = self.open[-1]
        node = _Node(
            heading.kind, cite(heading.kind, heading.number, parent.citation), block.line, heading.marker, heading.number, heading.last, level=block.level, rank=rank
        )  # fmt: skip
        if block.level or heading.kind != ARTICLE or _is_heading(heading.rest):
            node.heading = heading.rest
        else:
            node.text = heading.rest
        self._open(node)

    def _open_untitled(self, block: Block) -> None:
        word = re.match(r"\w*", block.text)
        kind = "preamble" if word and word[0].lower() in PREAMBLES else "division"
        self._close(lambda node: node.kind != "document" and not 0 < node.level < block.level)
        citation = PREAMBLE if kind == "preamble" else self.open[-1].citation
        self._open(_Node(kind, citation, block.line, heading=block.text, level=block.level))

    # -- numbered paragraphs --

    def _take_marker(self, block: Block) -> bool:
        top = self.open[-1]
        marker = find_marker(block.text) if top.kind not in _UNNUMBERED else None
        placed = marker and self._place(marker, begins=block.fresh or self.paused or not self.wrapped)
        if not marker or not placed:
            return False
        depth, reading = placed
        del self.open[depth:]
        parent = self.open[-1]
        kind = kind_below(reading.shape, 1 + sum(1 for node in self.open if node.shape))
        self._check_order(block, reading, parent)
        citation, text = cite(kind, reading.number, parent.citation), block.text[len(marker.label) :].lstrip()
        self._open(_Node(kind, citation, block.line, marker.label, reading.number, text=text, shape=reading.shape))
        return True

    def _place(self, marker: Marker, *, begins: bool) -> tuple[int, Reading] | None:
        """How deep a numbered line belongs, and how its number is read; None when it is the middle of a sentence."""
        for depth in range(len(self.open) - 1, 0, -1):  # the next of a list that is open
            node = self.open[depth]
            for reading in marker.readings:
                if node.shape == reading.shape and node.number and _goes_before(node.number, reading.number, begins=begins):
                    return depth, reading
        for reading in marker.readings:  # the first of a list
            if reading.is_first and (begins or marker.bracketed):
                return len(self.open), reading
        if not begins:
            return None
        reading, deepest = marker.readings[0], len(self.open)
        return next((d for d in range(deepest - 1, 0, -1) if self.open[d].shape == reading.shape), deepest), reading

    def _check_order(self, block: Block, reading: Reading, parent: _Node) -> None:
        fellow = next((child for child in reversed(parent.children) if child.shape == reading.shape), None)
        if fellow and fellow.number and not fellow.number < reading.number:
            self._remark(block, "the number does not follow the one before")
        elif not fellow and not reading.is_first:
            self._remark(block, "the numbers do not begin with the first")

    # -- text --

    def _take_text(self, block: Block) -> None:
        if self._goes_on(block):
            return
        if self.open[-1].kind == "document":
            self._open(_Node("preamble", PREAMBLE, block.line))
        self._close(lambda node: node.kind == ALINEA or bool(node.shape and node.kind != "paragraph"))
        top = self.open[-1]
        if top.kind == ARTICLE and not (top.text or top.children) and not block.quoted:
            top.text = block.text
            self.last = top
            return
        alinea = _Node(ALINEA, top.citation, block.line, text=block.text)
        self._add(alinea, top)
        if block.text.endswith(":"):  # a list of its own may follow
            self.open.append(alinea)

    def _take_quotation(self, block: Block) -> None:
        top = self.open[-1]
        quotation = top.children[-1] if top.children and top.children[-1].kind == "quotation" else None
        if quotation is None:
            quotation = _Node("quotation", top.citation, block.line)
            top.children.append(quotation)
        if not self._goes_on(block):
            self._add(_Node(ALINEA, top.citation, block.line, text=block.text), quotation)

    def _goes_on(self, block: Block) -> bool:
        """Whether a line is the next one of a sentence; then it is added to it."""
        if block.fresh or self.last is None or (self.ended and not self.wrapped):
            return False
        self.last.text = f"{self.last.text} {block.text}".strip()
        return True

    # -- the tree --

    def _open(self, node: _Node) -> None:
        self._add(node, self.open[-1])
        self.open.append(node)

    def _add(self, node: _Node, parent: _Node) -> None:
        parent.children.append(node)
        self.last = node

    def _close(self, closes: Callable[[_Node], bool]) -> None:
        while len(self.open) > 1 and closes(self.open[-1]):
            self.open.pop()

    def _open_division(self) -> _Node:
        return next(node for node in reversed(self.open) if not node.shape and node.kind != "quotation")

    def _open_article(self) -> _Node:
        return next((node for node in reversed(self.open) if node.kind == ARTICLE), self.open[-1])

    def _remark(self, block: Block, what: str) -> None:
        self.remarks.append(Remark(block.line, what, block.text[:_SHORT]))


def _closes(node: _Node, rank: float, level: int) -> bool:
    """Whether a heading of this rank and level ends the provision."""
    if node.kind == "document":
        return False
    if node.kind in ("division", "preamble") or not node.rank or not rank:
        return not (level and 0 < node.level < level)
    return node.rank >= rank


def _is_heading(rest: str) -> bool:
    return not rest.endswith(_OPEN_ENDS) and len(rest.split()) <= _LONGEST_HEADING


def _goes_before(before: Number, after: Number, *, begins: bool) -> bool:
    """Whether a number is greater; in the middle of a sentence, whether it is the very next one: 3 behind 2, 2-1 and 2a; 2-1 behind 2."""
    (old, old_kind), (new, new_kind) = before.key[0], after.key[0]
    return before < after and (begins or (old_kind == new_kind and new - old in (0, 1)))


def _finish(root: _Node) -> Provision:
    """The tree as it stays; without recursion, since a document may be nested deeply."""
    done: dict[int, Provision] = {}
    stack: list[tuple[_Node, bool]] = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if not ready and node.children:
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
    lines = list(blocks)
    builder = _Builder(wrapped=all(len(block.text) <= _WIDEST_PAGE for block in lines))
    for block in lines:
        builder.take(block)
    root = _finish(builder.open[0])
    language = next((lang for lang, _ in builder.languages.most_common(1)), "")
    return Document(name, root, (*builder.remarks, *_repeated(root)), language)


def _repeated(root: Provision) -> list[Remark]:
    """The articles whose number stands twice under one head."""
    seen: set[tuple[int, object]] = set()
    found = []
    for provision in root.walk():
        for child in provision.children:
            if child.number is not None:
                key = (id(provision), (child.kind, child.number))
                if key in seen:
                    found.append(Remark(child.line, f"the number {child.number} stands here twice", child.own[:_SHORT]))
                seen.add(key)
    return found
