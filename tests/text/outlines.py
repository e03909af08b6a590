"""What tests of reading compare: the tree of a document as lines, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from constitution_diff.text.provisions import Document, Provision


def outline(document: Document) -> str:
    """The tree: the kind of every provision, how it is cited, the last number of a range, and its own line; a dot for every level."""
    return "\n".join(_lines(document.root, 0))


def _lines(provision: Provision, depth: int) -> Iterator[str]:
    for child in provision.children:
        last = f" to {child.last}" if child.last else ""
        yield f"{'.' * depth}{child.kind} [{child.citation}]{last} {child.own}".rstrip()
        yield from _lines(child, depth + 1)


def words_of(document: Document) -> list[str]:
    """Its words, in the order of the tree."""
    return [word for provision in document.root.walk() for word in re.findall(r"\w+", provision.own)]
