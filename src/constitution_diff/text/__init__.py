r"""Legal text: documents read as trees of provisions, two versions aligned, shown as a redline, and checked against the coding.

    >>> from constitution_diff import text
    >>> before = text.parse_document("Article 1\n\n1. Power belongs to the people.\n", "1995", "plain")
    >>> after = text.parse_document("Article 1\n\n1. All power belongs to the people.\n", "2026", "plain")
    >>> alignment = text.align(before, after)
    >>> [(change.kind, change.number) for change in alignment.changes]
    [('substitution', '1(1)')]

It needs the libraries of the extra ``text``: ``pip install 'constitution-diff[text]'``. Everything public is named here and loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from constitution_diff.text.alignment import align
    from constitution_diff.text.amending import Amended, amending_provisions, find_amended
    from constitution_diff.text.coverage import Audit, audit
    from constitution_diff.text.mapping import Correspondence
    from constitution_diff.text.modifications import to_akoma_ntoso
    from constitution_diff.text.numbers import Number, read_number
    from constitution_diff.text.pairing import Alignment, Ambiguity, Pairing, Renaming, TextChange
    from constitution_diff.text.provisions import Document, Provision, Remark
    from constitution_diff.text.reading import parse_document, read_document, read_mapping
    from constitution_diff.text.redline import Line, Redline, Run, make_redline
    from constitution_diff.text.views import VIEWS, Choice, draw

_HOMES = {
    "alignment": ("align",),
    "amending": ("Amended", "amending_provisions", "find_amended"),
    "coverage": ("Audit", "audit"),
    "mapping": ("Correspondence",),
    "modifications": ("to_akoma_ntoso",),
    "numbers": ("Number", "read_number"),
    "pairing": ("Alignment", "Ambiguity", "Pairing", "Renaming", "TextChange"),
    "provisions": ("Document", "Provision", "Remark"),
    "reading": ("parse_document", "read_document", "read_mapping"),
    "redline": ("Line", "Redline", "Run", "make_redline"),
    "views": ("VIEWS", "Choice", "draw"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "VIEWS",
    "Alignment",
    "Ambiguity",
    "Amended",
    "Audit",
    "Choice",
    "Correspondence",
    "Document",
    "Line",
    "Number",
    "Pairing",
    "Provision",
    "Redline",
    "Remark",
    "Renaming",
    "Run",
    "TextChange",
    "align",
    "amending_provisions",
    "audit",
    "draw",
    "find_amended",
    "make_redline",
    "parse_document",
    "read_document",
    "read_mapping",
    "read_number",
    "to_akoma_ntoso",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
