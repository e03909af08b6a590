"""A document as a tree of provisions. Pure.

The terms are those of Akoma Ntoso 3.0 (OASIS LegalDocML, "Akoma Ntoso Version 1.0 Part 1: XML Vocabulary").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from constitution_diff.model import Citation
from constitution_diff.text.numbers import Number

DIVISIONS = ("book", "part", "title", "chapter", "section", "subsection")
"""What holds articles, outermost first. The kind is what the heading says; a Russian *razdel* and a German *Abschnitt* are sections."""
ARTICLE = "article"
HEADED = ("division", "annex", *DIVISIONS)
"""What has a heading and holds articles. A *division* has a heading of no known kind."""
HOLDERS = (ARTICLE, *HEADED)
BELOW = ("paragraph", "point", "subpoint", "indent")
"""What an article is divided into, outermost first."""
ALINEA = "alinea"
"""A paragraph without a number."""
ASIDES = ("note", "metadata")
"""What stands in a document and is not its text: notes of an editor, the head of a file."""
PARTS = (ALINEA, "quotation", *ASIDES)
"""What is no provision of its own, but a part of one."""
KINDS = ("document", "preface", "preamble", *HOLDERS, *BELOW, ALINEA, "quotation", *ASIDES)
"""The kinds of provision. A *quotation* is new text that an amending act quotes."""


def cite(kind: str, number: Number | None, parent: Citation) -> Citation:
    """How a provision is cited: ``"44"``, ``"44(1)"``, ``"title III, chapter II"``; without a number, as what it stands in.

    Args:
        kind: Its kind.
        number: Its number.
        parent: How what it stands in is cited.
    """
    if number is None:
        return parent
    label = " ".join(number.label.split())
    series = number.series
    if kind == ARTICLE:
        return Citation(f"{series} {label}".strip())
    if kind in BELOW:
        return Citation(f"{parent}({label})")
    above = parent if parent and not parent[:1].isdecimal() else ""
    return Citation(", ".join(part for part in (above, f"{series or kind} {label}") if part))


@frozen(eq=False)
class Provision:
    """One provision: a line of its own and what is under it.

    Attributes:
        kind: One of :data:`KINDS`.
        citation: Where it stands, as it would be cited: ``"44(1)(2)"``; that of the provision it belongs to when it has no number.
        line: The line of the source it begins on, from 1.
        marker: Its number as it is written, with its word: ``"Article 44."``, ``"(2)"``, ``"а)"``; ``""`` when it has none.
        number: Its number.
        last: The last number, where one provision stands for a range ("Articles 5 to 9: repealed").
        heading: Its heading.
        text: Its text, without what is under it.
        children: What is under it, in order.
    """

    kind: str
    citation: Citation
    line: int
    marker: str = ""
    number: Number | None = None
    last: Number | None = None
    heading: str = ""
    text: str = ""
    children: tuple[Provision, ...] = ()

    def __repr__(self) -> str:
        own = self.own if len(self.own) <= 60 else f"{self.own[:60]}..."  # noqa: PLR2004
        return f"<{self.kind} {self.citation or '-'} line {self.line}: {own!r}>"

    @property
    def is_unit(self) -> bool:
        """Whether it is a provision of its own, and not a paragraph without a number, a quotation or a note."""
        return self.kind not in PARTS

    @cached_property
    def own(self) -> str:
        """Its own line: marker, heading and text."""
        return " ".join(part for part in (self.marker, self.heading, self.text) if part)

    @property
    def body(self) -> str:
        """What it says, without its own number: heading, text and all that is under it with their numbers. Notes are left out."""
        if self.children:
            return self._whole
        return f"{self.heading}\n{self.text}" if self.heading and self.text else self.heading or self.text

    @cached_property
    def _whole(self) -> str:
        parts = [self.heading, self.text, *(child.full for child in self.children if child.kind not in ASIDES)]
        return "\n".join(part for part in parts if part)

    @property
    def full(self) -> str:
        """All it says, with its number; notes are left out."""
        return f"{self.marker} {self.body}".strip()

    def walk(self) -> Iterator[Provision]:
        """It and all that is under it, in the order of the text."""
        stack = [self]
        while stack:
            provision = stack.pop()
            yield provision
            stack.extend(reversed(provision.children))


@frozen(order=True)
class Remark:
    """Something in a document that could not be placed, and is kept where it stands.

    Attributes:
        line: The line, from 1.
        what: What is the matter.
        text: The beginning of the line.
    """

    line: int
    what: str
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}: {self.text!r}"


@frozen(eq=False)
class Document:
    """A document, read.

    Attributes:
        name: Its name: the file it was read from, or what the caller called it.
        root: The whole, a provision of kind "document".
        remarks: What could not be placed, in the order of the text.
        language: The language of its headings ("en", "ru", ...), or "" when they have none.
    """

    name: str
    root: Provision
    remarks: tuple[Remark, ...] = ()
    language: str = ""
    _places: dict[Citation, Provision] = field(init=False, repr=False, factory=dict)

    def __repr__(self) -> str:
        return f"<Document {self.name!r}, {len(self.articles)} articles, {len(self.provisions)} provisions>"

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """Every provision, the root left out, in the order of the text."""
        return tuple(self.root.walk())[1:]

    @cached_property
    def articles(self) -> tuple[Provision, ...]:
        """The articles, in the order of the text."""
        return tuple(p for p in self.provisions if p.kind == ARTICLE)

    @cached_property
    def text(self) -> str:
        """The text: the line of every provision, without notes and the head of the file, each on a line of its own."""
        return "\n".join(p.own for p in self.provisions if p.kind not in ASIDES and p.own)

    def find(self, citation: str) -> Provision | None:
        """The provision that is cited so (``"44(1)(2)"``), or None; the first when a number stands twice."""
        if not self._places:
            for provision in reversed(self.provisions):
                if provision.number is not None:
                    self._places[provision.citation] = provision
        return self._places.get(Citation(citation))
