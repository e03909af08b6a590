"""Reads Akoma Ntoso 3.0, the XML of OASIS LegalDocML, into a tree of provisions. Pure: it gets bytes, and follows no address or entity in them.

The elements are those of the standard ("Akoma Ntoso Version 1.0 Part 2: Specifications"). An element of the hierarchy becomes a provision, a
paragraph its text, and what only groups others is passed through. What stands where the standard knows no text is kept and remarked upon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import Factory, define

from constitution_diff.model import Citation
from constitution_diff.problems import UserError, shown, visible
from constitution_diff.text.extras import need
from constitution_diff.text.languages import find_heading
from constitution_diff.text.numbers import LATIN, Number, read_number, roman
from constitution_diff.text.provisions import ALINEA, ARTICLE, ASIDES, BELOW, Document, Provision, Remark, cite
from constitution_diff.text.structure import PREAMBLE

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of the standard; its drafts add a suffix ("/WD17", "/CSD13"), and are read too."""

LANGUAGES: Mapping[str, str] = {
    "eng": "en", "rus": "ru", "kaz": "kk", "fra": "fr", "fre": "fr", "spa": "es", "esp": "es", "por": "pt", "deu": "de", "ger": "de", "ita": "it",
}  # fmt: skip
"""Languages as documents name them, with the codes of two letters that this package uses."""

HIERARCHY: Mapping[str, str] = {
    **{name: name for name in ("preface", "preamble", "book", "part", "title", "chapter", "section", "subsection", "division")},
    **{name: name for name in ("article", "paragraph", "point", "indent", "alinea")},
    "tome": "book",
    "clause": "article",
    "rule": "article",
    "subclause": "paragraph",
    "subrule": "paragraph",
    "subparagraph": "point",
    **dict.fromkeys(("subpart", "subtitle", "subchapter", "subdivision", "transitional", "level", "hcontainer", "component"), "division"),
    **dict.fromkeys(("tblock", "blockContainer"), "division"),
    "item": "point",
    "recital": "point",
    "proviso": "alinea",
    "list": "alinea",
    "sublist": "alinea",
    "blockList": "alinea",
    "coverPage": "preface",
    "conclusions": "alinea",
    "attachment": "annex",
}
"""The elements that become provisions, with the kind each has where nothing about its place says otherwise."""

NAMED: Mapping[str, str] = {"schedule": "annex", "annex": "annex", "preface": "preface", "preamble": "preamble"}
"""What an ``hcontainer`` is by its name."""

IF_LABELLED = frozenset({"tblock", "blockContainer", "list", "sublist", "blockList"})
"""Provisions only when they have a number or a heading of their own; groups otherwise."""
LISTS = frozenset({"list", "sublist", "blockList"})

LABELS = ("num", "heading", "subheading")

LINES = frozenset({"p", "block", "li", "tr", "caption", "listIntroduction", "listWrapUp", "from"})
"""The elements that are a line of text. A row of a table is one line."""

FLAT: Mapping[str, str] = {"authorialNote": "note", "remark": "note", "toc": "metadata"}
"""What is not the text of the law, and is kept as one line: notes of an editor, the table of contents."""

QUOTATIONS = frozenset({"quotedStructure", "embeddedStructure"})
"""Quoted provisions. Quoted words (``quotedText``) stay in the sentence they stand in."""

GROUPS = frozenset(
    [
        "akomaNtoso",
        "act",
        "bill",
        "doc",
        "portion",
        "documentCollection",
        "amendment",
        "amendmentList",
        "officialGazette",
        "statement",
        "judgment",
        "debate",
        "debateReport",
        "body",
        "mainBody",
        "portionBody",
        "collectionBody",
        "amendmentBody",
        "judgmentBody",
        "debateBody",
        "fragment",
        "fragmentBody",
        "content",
        "intro",
        "wrapUp",
        "container",
        "longTitle",
        "formula",
        "recitals",
        "citations",
        "citation",
        "attachments",
        "components",
        "interstitial",
        "table",
        "ul",
        "ol",
        "div",
        "subFlow",
        "documentRef",
        "componentRef",
        "introduction",
        "background",
        "motivation",
        "decision",
        "arguments",
        "remedies",
        "header",
        "debateSection",
        "speechGroup",
        "speech",
        "question",
        "answer",
        "other",
        "scene",
        "narrative",
        "summary",
    ]
)
"""What only holds other elements."""

APART = frozenset({*HIERARCHY, *LINES, *GROUPS, *QUOTATIONS, *LABELS, "crossHeading", "td", "th", "eol", "br", "tocItem"})
"""What is parted by a space from what stands beside it, also within a line."""

_RANGE = re.compile(r"(.+?)\s*(?:\s(?:to|a|à|al|до|по)\s|[–—])\s*(.+)")
_BARE = re.compile(r"\w[\w.\-/]*")
_HYPHENS = str.maketrans("‐‑–", "---")
_LONGEST_REMARK = 60

DEEPEST = 50
"""Provisions in provisions. The deepest acts have about ten; what reads a tree may take each level for a call."""


def read_akoma_ntoso(data: bytes, name: str) -> Document:
    """The document that an Akoma Ntoso file holds.

    Args:
        data: The bytes of the file.
        name: What messages and the document call it.

    Raises:
        UserError: It is no well-formed XML, no Akoma Ntoso 3.0, nested too deep, has a document type declaration, or lxml is not installed.
    """
    root = _parse(data, visible(name))
    reader = _Reader(visible(name), by_section=not _has_articles(root))
    reader.read(root)
    (document,) = reader.drafts
    return Document(name, _provision(document), tuple(reader.remarks), _language(root))


# ---- the XML ----------------------------------------------------------------------------------------------------------------------


def _parse(data: bytes, name: str) -> _Element:
    etree: Any = need("lxml.etree")
    if not data.strip():
        raise UserError(f"{name}: the file is empty. Give an Akoma Ntoso document.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,  # do not add collect_ids=False: with it, libxml2 opens external subsets after all
    )
    try:
        root: _Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        what = visible(error.msg.partition(", ")[0])
        raise UserError(
            f"{name}: line {error.lineno}: this is not well-formed XML, or is larger than is read: {what}. Check the file with an XML editor."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UserError(
            f"{name}: the file has a document type declaration (<!DOCTYPE ...>), through which a file can ask for other files."
            " Akoma Ntoso needs none: remove it."
        )
    if _name(root) != "akomaNtoso":
        raise UserError(
            f"{name}: line {_line(root)}: the root element is {shown(str(root.tag))}."
            f" Allowed is 'akomaNtoso' in the namespace {NAMESPACE!r} or one of its drafts."
        )
    return root


def _name(element: _Element) -> str:
    """The name of an element of the standard, ``""`` for any other."""
    space, _, name = str(element.tag).rpartition("}")
    return name if space.startswith(f"{{{NAMESPACE}") else ""


def _line(element: _Element) -> int:
    line: Any = element.sourceline
    return int(line or 1)


def _has(element: _Element, *names: str) -> bool:
    return any(_name(child) in names for child in element)


def _has_articles(root: _Element) -> bool:
    """Whether the articles are articles; in acts of the United States and the United Kingdom, they are sections."""
    return any(all(_name(a) not in QUOTATIONS for a in article.iterancestors()) for article in root.iter("{*}article"))


def _language(root: _Element) -> str:
    codes = (str(element.get("language", "")).lower() for element in root.iter("{*}FRBRlanguage"))
    code = next(codes, "")
    return LANGUAGES.get(code, code if code in LANGUAGES.values() else "")


def _has_stray_text(element: _Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


# ---- numbers ----------------------------------------------------------------------------------------------------------------------


def _numbers(marker: str, *, letters: bool) -> tuple[Number | None, Number | None]:
    """The number in a marker, and the last one where it names a range ("Articles 5 to 9")."""
    heading = find_heading(marker)
    if heading:
        return heading.number, heading.last
    found = _RANGE.fullmatch(marker)
    if found:
        first, last = (_number(part, letters=letters) for part in found.groups())
        if first and last and first < last:
            return first, last
    return _number(marker, letters=letters), None


def _number(marker: str, *, letters: bool) -> Number | None:
    """The number in a marker of any words: "5" of "Rule 5.", "3 bis" of "No. 3 bis", "a" of "(a)"."""
    found = (_BARE.search(word.translate(_HYPHENS)) for word in marker.split())
    words = [match[0].strip(".-/") if match else "" for match in found]
    places = [n for n, word in enumerate(words) if word[:1].isdecimal()]
    places += [
        n for n, word in enumerate(words) if len(word) == 1 or roman(word) is not None or (word[:-1].isupper() and read_number(word))
    ]
    if not places:
        return None
    end = places[0] + 1
    while end < len(words) and words[end].lower() in LATIN:
        end += 1
    return read_number(" ".join(words[places[0] : end]), letters=letters)


def _counts_in_letters(marker: str, kind: str, elder: Number | None) -> bool:
    """Whether a lone letter is one, and no Roman numeral: (i) behind (h) is, (v) behind (iv) is not, (i) as the first is not."""
    if kind not in (*BELOW, ALINEA):
        return False
    if elder is not None:
        return elder.key[0][1] == "a"
    return not re.fullmatch(r"\W*[iI]\W*", marker)


# ---- building the tree ------------------------------------------------------------------------------------------------------------


@define(eq=False)
class _Draft:
    """A provision while it is read: what has been said of it so far, in pieces."""

    kind: str
    citation: Citation
    line: int
    marker: list[str] = Factory(list)
    heading: list[str] = Factory(list)
    text: list[str] = Factory(list)
    children: list[_Draft] = Factory(list)
    number: Number | None = None
    last: Number | None = None
    unit: bool = False
    """Whether it is, or stands in, an article."""
    quoted: bool = False
    """Whether it is, or stands in, a quotation."""
    open_end: bool = False
    """Whether it is the rest of a line, and ends with what it stands in."""
    done: tuple[Provision, ...] = ()

    @property
    def has_begun(self) -> bool:
        """Whether there is text already, so that what comes next is another line."""
        return any(piece.strip() for piece in self.text) or any(child.kind not in ASIDES for child in self.children)

    @property
    def takes_label(self) -> bool:
        """Whether a number or a heading that comes next is its own."""
        return self.kind != "document" and not self.has_begun


def _collapsed(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def _provision(draft: _Draft) -> Provision:
    return Provision(
        draft.kind,
        draft.citation,
        draft.line,
        _collapsed(draft.marker),
        draft.number,
        draft.last,
        _collapsed(draft.heading),
        _collapsed(draft.text),
        tuple(provision for child in draft.children for provision in child.done),
    )


def _finish(draft: _Draft) -> None:
    """What the parent takes: the provision; nothing when it says nothing; of a line that only carries notes or quotations, these."""
    for child in draft.children:
        if child.open_end:
            _finish(child)
    provision = _provision(draft)
    if provision.own:
        draft.done = (provision,)
    elif draft.kind == ALINEA and all(child.kind in (*ASIDES, "quotation") for child in provision.children):
        draft.done = provision.children
    elif provision.children:
        draft.done = (provision,)


def _nothing() -> None:
    pass


class _Reader:
    """Walks through the XML without recursion, however deep it is.

    ``drafts`` are the provisions that are open, outermost first; ``lines`` what text is added to at each level of the XML, None where the standard
    knows no text; ``ends`` what is to be done at the end of each open element.
    """

    def __init__(self, name: str, *, by_section: bool) -> None:
        self.name = name
        self.units = ("section", "article") if by_section else ("article",)
        self.drafts = [_Draft("document", Citation(""), 1)]
        self.lines: list[list[str] | None] = [None]
        self.ends: list[Callable[[], None]] = []
        self.remarks: list[Remark] = []

    def read(self, root: _Element) -> None:
        walk: Any = need("lxml.etree").iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self.ends.pop()()
                self.say(element.tail, element)
            elif _name(element) == "meta":
                walk.skip_subtree()
                self.ends.append(_nothing)
            else:
                self.ends.append(self.start(element))
                self.say(element.text, element)
        _finish(self.drafts[0])

    def say(self, text: str | None, element: _Element) -> None:
        """Adds text where it stands. Text beside the elements of a structure has no place, and is kept as a line of its own."""
        line = self.lines[-1]
        if line is not None:
            line.append(text or "")
        elif text and text.strip():
            end = self.strange(element, "text where the standard has none")
            self.drafts[-1].text.append(text)
            end()

    def start(self, element: _Element) -> Callable[[], None]:
        """Begins an element; what it returns ends it."""
        name = _name(element)
        if name in FLAT:
            return self.flat(element, FLAT[name])
        if name in QUOTATIONS and self.drafts[-1].kind not in ASIDES:
            return self.quotation(element)
        if self.lines[-1] is not None:
            return self.inline(name)
        return self.structure(name, element)

    def structure(self, name: str, element: _Element) -> Callable[[], None]:
        """Begins an element that stands in a structure, not in a line."""
        label = element.get("name", "") if name == "block" else name
        if label in LABELS and self.drafts[-1].takes_label:
            return self.number() if label == "num" else self.title(self.drafts[-1])
        if name == "crossHeading":
            return self.cross_heading(element)
        if name in LINES:
            return self.line(element)
        if name in HIERARCHY and not self.is_group(name, element):
            return self.hierarchy(name, element)
        if (name in GROUPS or name in IF_LABELLED) and not _has_stray_text(element):
            return _nothing
        return self.strange(element, f"<{name or str(element.tag).rpartition('}')[2]}> where the standard has none")

    def is_group(self, name: str, element: _Element) -> bool:
        """Whether an element that may be a provision only groups others here. A list that begins behind another line is one, by its introduction."""
        if name not in IF_LABELLED or _has(element, *LABELS):
            return False
        return not (name in LISTS and self.drafts[-1].has_begun and _has(element, "intro", "listIntroduction"))

    # ---- what may begin --------------------------------------------------------------------------------------------------------------

    def begin(self, draft: _Draft, line: list[str] | None) -> Callable[[], None]:
        """Opens a provision under the innermost one; what comes next is added to the line."""
        if len(self.drafts) > DEEPEST:
            what = f"more than {DEEPEST} provisions stand in one another, which no law has"
            raise UserError(f"{self.name}: line {draft.line}: {what}. Check the file with an XML editor.")
        self.drafts[-1].children.append(draft)
        self.drafts.append(draft)
        self.lines.append(line)

        def close() -> None:
            self.lines.pop()
            _finish(self.drafts.pop())

        return close

    def child(self, kind: str, element: _Element) -> _Draft:
        """A provision of a kind that stands under the innermost one, with its citation as long as it has no number."""
        parent = self.drafts[-1]
        return _Draft(kind, parent.citation, _line(element), unit=parent.unit, quoted=parent.quoted)

    def hierarchy(self, name: str, element: _Element) -> Callable[[], None]:
        kind = self.kind(name, element)
        draft = self.child(kind, element)
        draft.unit |= kind in self.units
        if kind == "preamble" and not draft.quoted:
            draft.citation = PREAMBLE
        return self.begin(draft, None)

    def kind(self, name: str, element: _Element) -> str:
        """The kind of provision that an element of the hierarchy is in its place."""
        parent = self.drafts[-1]
        kind = HIERARCHY[name]
        if name == "hcontainer":
            kind = NAMED.get(element.get("name", ""), kind)
        if name == "component" and not any(_name(a) == "documentCollection" for a in element.getroottree().getroot()):
            kind = "annex"
        if parent.unit and kind in ("division", ARTICLE):
            kind = "paragraph"
        if kind in ("paragraph", "point") and not _has(element, "num"):
            return ALINEA
        if kind == "point" and parent.kind in ("point", "subpoint"):
            return "subpoint"
        return kind

    def line(self, element: _Element) -> Callable[[], None]:
        """The first line is the text of the provision it stands in, any further one an alinea of its own."""
        parent = self.drafts[-1]
        if parent.has_begun or parent.kind == "document":
            draft = self.child(ALINEA, element)
            return self.begin(draft, draft.text)
        parent.text.append("")
        self.lines.append(parent.text)
        return self.end_line

    def end_line(self) -> None:
        self.lines.pop()

    def flat(self, element: _Element, kind: str) -> Callable[[], None]:
        draft = self.child(kind, element)
        return self.begin(draft, draft.text)

    def quotation(self, element: _Element) -> Callable[[], None]:
        """Quoted provisions belong to another act: they are cited by the place that quotes them. The sentence may go on behind them."""
        within = self.lines[-1] is not None
        draft = self.child("quotation", element)
        draft.quoted, draft.unit = True, False
        close = self.begin(draft, None)

        def go_on() -> None:
            close()
            if within:
                rest = self.child(ALINEA, element)
                rest.open_end = True
                self.drafts[-1].children.append(rest)
                self.lines[-1] = rest.text

        return go_on

    def number(self) -> Callable[[], None]:
        draft, parent = self.drafts[-1], self.drafts[-2] if len(self.drafts) > 1 else self.drafts[-1]
        draft.marker.append(" ")
        self.lines.append(draft.marker)

        def close() -> None:
            self.lines.pop()
            marker = _collapsed(draft.marker)
            elder = next((c.number for c in reversed(parent.children) if c is not draft and c.number), None)
            letters = _counts_in_letters(marker, draft.kind, elder)
            draft.number, draft.last = _numbers(marker, letters=letters)
            draft.citation = self.cited(draft, parent)
            for note in draft.children:  # those in the number began before it was known
                note.citation = draft.citation
                _finish(note)

        return close

    def cited(self, draft: _Draft, parent: _Draft) -> Citation:
        if parent.quoted or draft.quoted:
            return draft.citation
        if draft.kind in self.units:
            return cite(ARTICLE, draft.number, parent.citation)
        below = parent.unit or draft.kind == ALINEA
        return cite("paragraph" if below else draft.kind, draft.number, parent.citation)

    def title(self, draft: _Draft) -> Callable[[], None]:
        draft.heading.append(" ")
        self.lines.append(draft.heading)
        return self.end_line

    def cross_heading(self, element: _Element) -> Callable[[], None]:
        draft = self.child("division", element)
        return self.begin(draft, draft.heading)

    def inline(self, name: str) -> Callable[[], None]:
        """Within a line everything is text. A raised figure in a number is one of its own: 83 with a raised 1 is 83-1."""
        line = self.lines[-1]
        assert line is not None  # noqa: S101  # the caller asked
        if name == "sup" and line is self.drafts[-1].marker and _collapsed(line)[-1:].isdecimal():
            line.append("-")
        if name not in APART:
            return _nothing
        line.append(" ")

        def part() -> None:
            if self.lines[-1] is not None:
                self.lines[-1].append(" ")

        return part

    def strange(self, element: _Element, what: str) -> Callable[[], None]:
        """Keeps what has no place as a line of its own, and says so."""
        draft = self.child(ALINEA, element)
        close = self.begin(draft, draft.text)

        def remark() -> None:
            close()
            text = _collapsed(draft.text)
            if text:
                self.remarks.append(Remark(draft.line, what, text[:_LONGEST_REMARK]))

        return remark
