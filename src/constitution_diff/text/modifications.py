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

from attrs import frozen

from constitution_diff import escaping
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
        *(piece for kind, provisions in front for piece in _front_matter(kind, provisions, after)),
        "<body>\n",
        *(_written(body, after, _earlier_names(alignment, before, after)) or ["<alinea><content><p/></content></alinea>\n"]),
        "</body>\n</act>\n</akomaNtoso>\n",
    )
    return "".join(pieces)


# ---- identifiers ------------------------------------------------------------------------------------------------------------------


def name_provisions(document: Document) -> dict[int, str]:
    """The identifier of each provision by its ``id()``, unique in the document.

    The identifier of an article does not name the chapter that it stands in, since articles are counted through a document. What has no number
    is counted among its fellows, and a number that stands twice gets a number of its own.
    """
    unit = ARTICLE if document.articles else "section"
    names: dict[int, str] = {id(document.root): ""}
    taken, fellows = {""}, Counter[str]()
    stack = [(child, "", "") for child in reversed(document.root.children)]
    while stack:
        provision, parent, scope = stack.pop()
        name = plain = _name(provision, scope if provision.kind == unit else parent, fellows)
        while name in taken:
            fellows[f"{plain}_"] += 1
            name = f"{plain}_{fellows[f'{plain}_'] + 1}"
        taken.add(name)
        names[id(provision)] = name
        inner = name if provision.kind in ("annex", "quotation") else scope
        stack.extend((child, name, inner) for child in reversed(provision.children))
    return names


def _name(provision: Provision, prefix: str, fellows: Counter[str]) -> str:
    name = f"{prefix}__" if prefix else ""
    name += ABBREVIATIONS.get(provision.kind, provision.kind)
    number = provision.number
    said = re.sub(r"[\W_]+", "-", f"{number.series} {number.label}" if number else "").strip("-")
    if not said:
        fellows[name] += 1
        said = str(fellows[name])
    return f"{name}_{said}"


def _earlier_names(alignment: Alignment, before: Names, after: Names) -> dict[int, str]:
    """The earlier identifier of each provision that has another one now (``wId``)."""
    pairs = ((p.before[0], p.after[0]) for p in alignment.pairings if p.before and p.after)
    return {id(new): before[id(old)] for old, new in pairs if old.number and new.number and before[id(old)] != after[id(new)]}


# ---- the text ---------------------------------------------------------------------------------------------------------------------


def _xml(text: str) -> str:
    """Text for an element or an attribute; what XML cannot hold is replaced by the sign for an unknown character, and what cannot be seen is written out."""
    plain = html.escape(_ILLEGAL.sub("\ufffd", text))
    return plain if plain.isprintable() else "".join(f"&#x{ord(c):x};" if escaping.hidden(c) else c for c in plain)


def _written(provisions: tuple[Provision, ...], names: Names, earlier: Names) -> list[str]:
    """Provisions as elements, with all that is under them. Works without recursion, since a tree may be deep."""
    written: list[str] = []
    stack: list[str | Provision] = list(reversed(provisions))
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            written.append(piece)
        else:
            stack.extend(reversed(tuple(_pieces(piece, names, earlier))))
    return written


def _pieces(provision: Provision, names: Names, earlier: Names) -> Iterator[str | Provision]:
    """An element in pieces; those of what is under it are still to be written."""
    if provision.kind in ASIDES:
        yield f"<alinea><content><p>{_note(provision, names)}</p></content></alinea>\n"
    elif provision.kind == "quotation":
        name = _xml(names[id(provision)])
        yield f'<alinea><content><p><mod eId="{name}__mod"><quotedStructure eId="{name}">\n'
        notes = _leading_notes(provision)
        yield _label(provision, notes, names)
        yield _line(provision, notes, names)
        yield from provision.children[len(notes) :]
        yield "</quotedStructure></mod></p></content></alinea>\n"
    else:
        yield from _hierarchy(provision, names, earlier)


def _hierarchy(provision: Provision, names: Names, earlier: Names) -> Iterator[str | Provision]:
    element = _ELEMENTS.get(provision.kind, provision.kind)
    once = earlier.get(id(provision))
    attributes = f' eId="{_xml(names[id(provision)])}"' + (f' wId="{_xml(once)}"' if once else "")
    attributes += f' name="{provision.kind}"' if element == "hcontainer" else ""
    notes = _leading_notes(provision)
    rest = provision.children[len(notes) :]
    line = _line(provision, notes, names)
    part = "intro" if rest else "content"
    yield f"<{element}{attributes}>{_label(provision, notes, names)}\n"
    yield f"<{part}>{line}</{part}>\n" if line else ""
    yield from rest
    yield f"</{element}>\n"


def _leading_notes(provision: Provision) -> tuple[Provision, ...]:
    """The notes that hang on the line of a provision."""
    return tuple(takewhile(lambda child: child.kind in ASIDES, provision.children)) if provision.own else ()


def _label(provision: Provision, notes: tuple[Provision, ...], names: Names) -> str:
    """Number and heading; the notes stand at the last piece of a line that there is."""
    on_number, on_heading = ((), notes) if provision.heading else (notes, ())
    if provision.text:
        on_number = on_heading = ()
    return _inline("num", provision.marker, on_number, names) + _inline("heading", provision.heading, on_heading, names)


def _line(provision: Provision, notes: tuple[Provision, ...], names: Names) -> str:
    return _inline("p", provision.text, notes, names)


def _inline(element: str, text: str, notes: tuple[Provision, ...], names: Names) -> str:
    return f"<{element}>{_xml(text)}{''.join(_note(note, names) for note in notes)}</{element}>" if text else ""


def _note(provision: Provision, names: Names) -> str:
    lines = "".join(f"<p>{_xml(p.own)}</p>" for p in provision.walk() if p.own)
    return f'<authorialNote eId="{_xml(names[id(provision)])}">{lines}</authorialNote>'


def _front(provisions: tuple[Provision, ...]) -> tuple[list[tuple[str, tuple[Provision, ...]]], tuple[Provision, ...]]:
    """What goes into the places that the standard has before the body, and the rest. The head of a file is the preface."""
    head = tuple(takewhile(lambda p: p.kind in ASIDES, provisions))
    front = [("preface", head)] if head else []
    taken = len(head)
    for kind in ("preface", "preamble")[len(front) :]:
        if any(p.kind == kind and all(_is_plain(child) for child in p.children) for p in provisions[taken : taken + 1]):
            front.append((kind, provisions[taken : taken + 1]))
            taken += 1
    return front, provisions[taken:]


def _is_plain(provision: Provision) -> bool:
    """Whether it is text, perhaps with notes: all that the standard allows before the body."""
    own = provision.kind == ALINEA and not (provision.marker or provision.heading)
    return provision.kind in ASIDES or (own and bool(provision.text) and all(child.kind in ASIDES for child in provision.children))


def _front_matter(kind: str, provisions: tuple[Provision, ...], names: Names) -> Iterator[str]:
    own = [names[id(p)] for p in provisions if p.kind == kind]
    yield f'<{kind} eId="{_xml(own[0])}">\n' if own else f"<{kind}>\n"
    for provision in provisions:
        yield from _paragraphs(provision, names)
    yield f"</{kind}>\n"


def _paragraphs(provision: Provision, names: Names) -> Iterator[str]:
    """A provision without numbers under it, as lines."""
    if provision.kind in ASIDES:
        yield f"<p>{_note(provision, names)}</p>\n"
        return
    for name, text in (("num", provision.marker), ("heading", provision.heading)):
        yield f'<block name="{name}">{_xml(text)}</block>\n' if text else ""
    notes = _leading_notes(provision) if provision.text else ()
    yield f"{_line(provision, notes, names)}\n"
    for child in provision.children[len(notes) :]:
        yield from _paragraphs(child, names)


# ---- what the document says of itself -----------------------------------------------------------------------------------------------


def _language(document: Document) -> str:
    return next((long for long, short in LANGUAGES.items() if short == document.language), "und")


def _address(document: Document) -> str:
    """The address of a version: the name that it was given stands where the date of a version would."""
    stem = re.split(r"[\\/]", document.name)[-1].rpartition(".")
    version = re.sub(r"[^A-Za-z0-9.-]+", "-", stem[0] or stem[2]).strip("-") or "nn"
    return f"{_WORK}/{_language(document)}@{version}"


def _identification(document: Document) -> Iterator[str]:
    address = _address(document)
    yield '<identification source="#constitution_diff">\n'
    for level, this, more in (
        ("Work", _WORK, '<FRBRcountry value="zz"/>'),
        ("Expression", address, f'<FRBRlanguage language="{_language(document)}"/>'),
        ("Manifestation", f"{address}.xml", '<FRBRformat value="application/akn+xml"/>'),
    ):
        uri = f'<FRBRthis value="{this}"/><FRBRuri value="{this}"/>'
        yield f"<FRBR{level}>{uri}{_UNKNOWN}{more}</FRBR{level}>\n"
    yield "</identification>\n"


def _references(before: Document) -> Iterator[str]:
    yield '<references source="#constitution_diff">\n'
    yield f'<original eId="before" href="{_address(before)}" showAs="{_xml(before.name or "the earlier version")}"/>\n'
    yield '<TLCOrganization eId="unknown" href="/ontology/organization/unknown" showAs="unknown"/>\n'
    yield '<TLCObject eId="constitution_diff" href="/ontology/object/constitution_diff" showAs="constitution_diff"/>\n'
    yield "</references>\n"


# ---- the changes ------------------------------------------------------------------------------------------------------------------


@frozen
class _Argument:
    """One of the things that a modification names: its source, what it changes, the old text, the new one."""

    role: str
    href: str
    pos: str = ""
    lines: str = ""


def _analysis(alignment: Alignment, before: Names, after: Names, amending: str) -> Iterator[str]:
    parts = [(kind, change) for change in alignment.changes for kind in _types(change)]
    if not parts:
        return
    yield '<analysis source="#constitution_diff">\n<passiveModifications>\n'
    places = _places(alignment.after)
    address = _address(alignment.before)
    for number, (kind, change) in enumerate(parts, 1):
        olds = [f"{address}#{before[id(p)]}" for p in change.before]
        news = [f"#{after[id(p)]}" for p in change.after]
        beside = [spot for p in change.after for spot in places.get(id(p), ())] if kind == "insertion" else []
        arguments = [
            _Argument("source", amending),
            *(_Argument("destination", href) for href in news or olds),
            *(_Argument("destination", f"#{after[id(place)]}", pos) for place, pos in beside),
            *(_Argument("old", href, lines=_gone(kind, p, change)) for href, p in zip(olds, change.before, strict=True)),
            *(_Argument("new", href) for href in news),
        ]
        yield from _modification(f"pmod_{number}", kind, arguments)
    yield "</passiveModifications>\n</analysis>\n"


def _types(change: TextChange) -> tuple[str, ...]:
    if change.kind == "unchanged":
        return ()
    return (change.kind, "substitution") if change.kind in RENAMED and change.amended else (change.kind,)


def _gone(kind: str, provision: Provision, change: TextChange) -> str:
    """The text of the earlier version, where it no longer stands in the body."""
    if kind == "renumbering" or provision.body in {p.body for p in change.after}:
        return ""
    return "".join(f"<h:p>{_xml(p.own)}</h:p>" for p in provision.walk() if p.own and p.kind not in ASIDES)


def _places(document: Document) -> dict[int, tuple[tuple[Provision, str], ...]]:
    """Behind what each provision stands, or in what, when it is the first."""
    places: dict[int, tuple[tuple[Provision, str], ...]] = {}
    for parent in document.root.walk():
        before: tuple[tuple[Provision, str], ...] = () if parent is document.root else ((parent, "start"),)
        for child in parent.children:
            places[id(child)] = before
            before = ((child, "after"),)
    return places


def _modification(name: str, kind: str, arguments: list[_Argument]) -> Iterator[str]:
    yield f'<textualMod eId="{name}" type="{kind}">'
    counts = Counter[str]()
    for argument in arguments:
        role = argument.role
        counts[role] += 1
        said = (("href", argument.href), ("pos", argument.pos))
        attributes = "".join(f' {attribute}="{_xml(value)}"' for attribute, value in said if value)
        end = f">{argument.lines}</{role}>" if argument.lines else "/>"
        yield f'<{role} eId="{name}__{role}_{counts[role]}"{attributes}{end}'
    yield "</textualMod>\n"
