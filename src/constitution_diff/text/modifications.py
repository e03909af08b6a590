"""Writes what an alignment says as Akoma Ntoso 3.0: the later version, with the changes as its passive modifications. Pure.

The identifiers follow the OASIS "Akoma Ntoso Naming Convention Version 1.0": ``art_44__para_1__point_2``. What the versions do not say about
themselves is written as unknown: the country (``zz``), the dates (the year 1) and, unless the caller names it, the amending act.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile

from constitution_diff.text.akoma import LANGUAGES, NAMESPACE
from constitution_diff.text.pairing import Alignment, TextChange
from constitution_diff.text.provisions import ALINEA, ARTICLE, ASIDES, Document, Provision

XHTML = "http://www.w3.org/1999/xhtml"
"""The standard wants quoted old text in a vocabulary other than its own."""

ABBREVIATIONS: Mapping[str, str] = {
    "chapter": "chp", "section": "sec", "subsection": "subsec", "division": "dvs", "article": "art", "paragraph": "para", "subpoint": "point",
    "alinea": "al", "quotation": "qstr", "note": "authorialNote", "metadata": "remark",
    "annex": "hcontainer",
}  # fmt: skip
"""How kinds are called in identifiers, where not by their own name."""

RENAMED = ("renumbering", "split", "join")
"""What leaves the text as it is, unless the change says that it was amended too."""

_ELEMENTS: Mapping[str, str] = {"subpoint": "point", **dict.fromkeys(("preface", "preamble", "annex"), "hcontainer")}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORK = "/akn/zz/act/nn"
_UNKNOWN = '<FRBRdate date="0001-01-01" name="unknown"/><FRBRauthor href="#unknown"/>'

Names = Mapping[int, str]
"""Identifiers by the identity of the provision."""


def to_akoma_ntoso(alignment: Alignment, amending: str = "") -> str:
    """An Akoma Ntoso act: the later version, and what was changed in it.

    Each change of the alignment is a ``textualMod``; what was renumbered, split or joined and amended too is a second one, a substitution. The text
    of the earlier version is kept where it no longer stands in the body.

    Args:
        alignment: The two versions.
        amending: The address of the act that made the changes (``"/akn/kz/act/2022-06-08/nn"``), when it is known.
    """
    before, after = name_provisions(alignment.before), name_provisions(alignment.after)
    front, body = _front(alignment.after.root.children)
    pieces = (
        '<?xml version="1.0"?>\n',
        f'<akomaNtoso xmlns="{NAMESPACE}" xmlns:h="{XHTML}">\n<act name="act" contains="singleVersion">\n<meta>\n',
        *_identification(alignment.after),
        *_analysis(alignment, before, after, amending),
        *_references(alignment.before),
        "</meta>\n",
        *(piece for provision in front for piece in _front_matter(provision, after)),
        "<body>\n",
        *(_written(body, after, _earlier_names(alignment, before, after)) or ["<alinea><content><p/></content></alinea>\n"]),
        "</body>\n</act>\n</akomaNtoso>\n",
    )
    return "".join(pieces)


# ---- identifiers ------------------------------------------------------------------------------------------------------------------


def name_provisions(document: Document) -> dict[int, str]:
    """The identifier of each provision by its ``id()``, unique in the document.

    The identifier of an article does not name the chapter that it stands in, since articles are counted through a document. What has no number
    is counted among its fellows.
    """
    unit = ARTICLE if document.articles else "section"
    names: dict[int, str] = {id(document.root): ""}
    fellows: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    stack = [(child, "", "") for child in reversed(document.root.children)]
    while stack:
        provision, parent, scope = stack.pop()
        prefix = scope if provision.kind == unit else parent
        name = _name(provision, f"{prefix}__" if prefix else "", fellows)
        while name in names_taken(taken, name):
            name = f"{name}_{taken[name]}"
        names[id(provision)] = name
    return names
