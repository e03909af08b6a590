"""Documents and alignments by hand, and at random, for the tests of redlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from constitution_diff.model import Citation
from constitution_diff.text.pairing import Alignment, Pairing
from constitution_diff.text.provisions import Document, Provision
from constitution_diff.text.redline import Line, Redline, make_redline

Pair = tuple[Iterable[int], Iterable[int]]
"""Provisions that are the same one: their positions in both documents."""


def article(number: int, *paragraphs: str, heading: str = "") -> Provision:
    """An article with numbered paragraphs."""
    children = tuple(
        Provision("paragraph", Citation(f"{number}({n})"), n, marker=f"{n}.", text=text) for n, text in enumerate(paragraphs, start=1)
    )
    return Provision("article", Citation(str(number)), number, marker=f"Article {number}.", heading=heading, children=children)


def paragraphs(*texts: str) -> list[Provision]:
    """Paragraphs under no article."""
    return [Provision("paragraph", Citation(str(n)), n, text=text) for n, text in enumerate(texts, start=1)]


def document(*provisions: Provision, name: str = "made up", language: str = "") -> Document:
    """A document of these provisions."""
    return Document(name, Provision("document", Citation(""), 0, children=provisions), language=language)


def aligned(before: Document, after: Document, *pairs: Pair, moved: Sequence[int] = (), rung: str = "mapping") -> Alignment:
    """Two documents, aligned as the pairs say; ``moved`` are the positions of pairs that the alignment says have moved."""
    pairings = [
        Pairing(tuple(before.provisions[n] for n in old), tuple(after.provisions[n] for n in new), rung, 1.0, moved=place in moved)
        for place, (old, new) in enumerate(pairs)
    ]
    return Alignment(before, after, tuple(pairings))


def redline(before: Sequence[Provision], after: Sequence[Provision], *pairs: tuple[int, int]) -> Redline:
    """The redline of two rows of provisions, paired by position."""
    return make_redline(aligned(document(*before), document(*after), *(((old,), (new,)) for old, new in pairs)))


def spelled(line: Line) -> str:
    """A line with its changes marked by signs: ``[-gone-]``, ``{+new+}``, and capital signs for what was carried: ``[<away<]``, ``{>here>}``."""
    signs = {("keep", False): ("", ""), ("delete", False): ("[-", "-]"), ("insert", False): ("{+", "+}")}
    signs |= {("delete", True): ("[<", "<]"), ("insert", True): ("{>", ">}")}
    return "".join(run.text.join(signs[run.op, run.carried]) for run in line.runs)


# ---- at random -----------------------------------------------------------------------------------------------------------------------

KINDS = ("chapter", "article", "paragraph", "point", "alinea", "note")
TEXTS = st.lists(st.sampled_from(("the", "Senate", "may", "not", "in", "Article 5", ",", ".", "«a b»")), max_size=8).map(" ".join)


def documents(texts: SearchStrategy[str] = TEXTS) -> SearchStrategy[Document]:
    """Random trees: some provisions have no line of their own, some are notes."""
    leaves = st.builds(_provision, st.sampled_from(KINDS), texts, st.just([]))
    trees = st.recursive(
        leaves, lambda inner: st.builds(_provision, st.sampled_from(KINDS), texts, st.lists(inner, max_size=4)), max_leaves=12
    )
    return st.lists(trees, max_size=5).map(lambda provisions: document(*provisions))


def _provision(kind: str, text: str, children: list[Provision]) -> Provision:
    heading, _, rest = text.partition(".")
    return Provision(kind, Citation(str(len(text))), len(text), heading=heading, text=rest, children=tuple(children))


@st.composite
def alignments(draw: DrawFn, texts: SearchStrategy[str] = TEXTS) -> Alignment:
    """Two random documents, paired at random: provisions cross, join and split."""
    before, after = draw(documents(texts)), draw(documents(texts))
    old, new = (draw(st.permutations(range(len(side.provisions)))) for side in (before, after))
    pairings = []
    while old or new:
        several, many = draw(st.sampled_from(((1, 1), (1, 1), (1, 1), (2, 1), (1, 2), (1, 0), (0, 1))))
        left, right = old[:several], new[:many]
        old, new = old[several:], new[many:]
        pairings.append(
            Pairing(
                tuple(before.provisions[n] for n in left),
                tuple(after.provisions[n] for n in right),
                draw(st.sampled_from(("mapping", "same-number", "number-only"))),
                0.5,
                moved=draw(st.booleans()),
            )
        )
    return Alignment(before, after, tuple(pairings))
