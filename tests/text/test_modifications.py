"""Akoma Ntoso, written: the later version as the body, the changes as its passive modifications, and all of it readable again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from constitution_diff.model import Citation
from constitution_diff.text.akoma import NAMESPACE, read_akoma_ntoso
from constitution_diff.text.alignment import align
from constitution_diff.text.modifications import name_provisions, to_akoma_ntoso
from constitution_diff.text.numbers import read_number
from constitution_diff.text.pairing import Alignment, Pairing, TextChange
from constitution_diff.text.provisions import ASIDES, Document, Provision, cite
from constitution_diff.text.reading import parse_document, read_document

TEXTS = Path(__file__).parents[3] / "shared" / "texts"

# ---- small documents ---------------------------------------------------------------------------------------------------------------


def provision(kind: str, label: str, *children: Provision, text: str = "", heading: str = "", citation: str = "") -> Provision:
    """A provision with a number, or without one when the label is empty."""
    cited = citation or (label if kind == "article" else "")
    number = read_number(label, letters=kind in ("point", "subpoint")) if label else None
    return Provision(kind, Citation(cited), 1, marker=label, number=number, heading=heading, text=text, children=children)


def document(*provisions: Provision, name: str = "version.md", language: str = "") -> Document:
    """A document of some provisions."""
    return Document(name, Provision("document", Citation(""), 1, children=provisions), language=language)


def alignment(
    before: tuple[Provision, ...], after: tuple[Provision, ...], *changes: TextChange, pairings: tuple[Pairing, ...] = ()
) -> Alignment:
    """Two versions and what a test says of them."""
    return Alignment(document(*before, name="2019.md"), document(*after, name="2022.md"), pairings, changes)


def change(kind: str, before: tuple[Provision, ...], after: tuple[Provision, ...], *, amended: bool = False) -> TextChange:
    """What became of a provision."""
    return TextChange(kind, before, after, "same-number", 0.8, amended=amended)


def unchanged(*provisions: Provision) -> str:
    """The document of some provisions, of which none changed."""
    return to_akoma_ntoso(alignment(provisions, provisions))


def body(written: str) -> str:
    """What stands in the body."""
    found = re.search(r"<body>\n(.*)</body>", written, re.DOTALL)
    assert found
    return found[1].replace("\n", "")


def modifications(written: str) -> list[str]:
    """The modifications, each on a line, without the identifiers of their parts."""
    lines = (line for line in written.split("\n") if line.startswith("<textualMod"))
    return [re.sub(r'(<(?:source|destination|old|new)) eId="[^"]*"', r"\1", line) for line in lines]


# ---- identifiers -------------------------------------------------------------------------------------------------------------------


def names(*provisions: Provision) -> list[str]:
    """The identifiers, in the order of the text."""
    whole = document(*provisions)
    named = name_provisions(whole)
    return [named[id(p)] for p in whole.provisions]


def test_identifiers_follow_the_naming_convention() -> None:
    """They name the way to a provision; that of an article begins with the article."""
    points = provision(
        "paragraph", "1", provision("point", "a)", provision("subpoint", "2)")), provision("alinea", ""), provision("alinea", "")
    )
    tree = provision("title", "III", provision("chapter", "II", provision("article", "44", points)))
    assert names(tree) == [
        "title_III",
        "title_III__chp_II",
        "art_44",
        "art_44__para_1",
        "art_44__para_1__point_a",
        "art_44__para_1__point_a__point_2",
        "art_44__para_1__al_1",
        "art_44__para_1__al_2",
    ]


def test_sections_are_named_like_articles_where_they_are_the_unit() -> None:
    """An act without articles is counted in sections."""
    assert names(provision("part", "1", provision("section", "11", provision("subsection", "2A")))) == [
        "part_1",
        "sec_11",
        "sec_11__subsec_2A",
    ]


def test_the_number_in_an_identifier_has_no_spaces_and_no_final_signs() -> None:
    """What stands between its pieces is a hyphen."""
    articles = [Provision("article", Citation(label), 1, number=read_number(label)) for label in ("71-1", "104.10", "3 bis", "16a")]
    assert names(*articles) == ["art_71-1", "art_104-10", "art_3-bis", "art_16a"]


def test_articles_of_an_annex_and_quoted_ones_are_named_in_it() -> None:
    """They are not the articles of the document."""
    quotation = provision("quotation", "", provision("article", "1"))
    assert names(provision("article", "1", quotation), provision("annex", "I", provision("article", "1"))) == [
        "art_1",
        "art_1__qstr_1",
        "art_1__qstr_1__art_1",
        "hcontainer_I",
        "hcontainer_I__art_1",
    ]


def test_a_number_that_stands_twice_is_told_apart() -> None:
    """Also from one that looks like it."""
    twice = [provision("article", "5") for _ in range(3)]
    assert names(*twice) == ["art_5", "art_5_2", "art_5_3"]
    other = Provision("article", Citation("5"), 1, number=read_number("5"))
    assert len(set(names(*twice, other, provision("chapter", ""), provision("chapter", "1")))) == 6


# ---- the body ----------------------------------------------------------------------------------------------------------------------


def test_the_body_is_the_later_version() -> None:
    """Text alone is content; text above others is their introduction."""
    points = (provision("point", "a)", text="one"), provision("point", "b)", text="two"))
    tree = provision("chapter", "II", provision("article", "5", *points, text="There are"), heading="Courts")
    assert body(to_akoma_ntoso(alignment((), (tree,)))) == (
        '<chapter eId="chp_II"><num>II</num><heading>Courts</heading>'
        '<article eId="art_5"><num>5</num><intro><p>There are</p></intro>'
        '<point eId="art_5__point_a"><num>a)</num><content><p>one</p></content></point>'
        '<point eId="art_5__point_b"><num>b)</num><content><p>two</p></content></point>'
        "</article></chapter>"
    )


def test_notes_stand_in_the_line_they_hang_on() -> None:
    """Or in a line of their own, behind others; the head of a file is a note too."""
    note, later = (provision("note", "", text=text) for text in ("A note", "Later"))
    article = provision("article", "5", note, provision("alinea", "", text="More"), later, text="Text")
    assert body(unchanged(article)) == (
        '<article eId="art_5"><num>5</num><intro><p>Text<authorialNote eId="art_5__authorialNote_1"><p>A note</p></authorialNote></p></intro>'
        '<alinea eId="art_5__al_1"><content><p>More</p></content></alinea>'
        '<alinea><content><p><authorialNote eId="art_5__authorialNote_2"><p>Later</p></authorialNote></p></content></alinea></article>'
    )


def test_a_quotation_is_a_quoted_structure() -> None:
    """In the element of the standard for what amends."""
    quotation = provision("quotation", "", provision("article", "7", text="New", citation="5"), citation="5")
    assert body(unchanged(provision("article", "5", quotation, text="Insert:"))) == (
        '<article eId="art_5"><num>5</num><intro><p>Insert:</p></intro>'
        '<alinea><content><p><mod eId="art_5__qstr_1__mod"><quotedStructure eId="art_5__qstr_1">'
        '<article eId="art_5__qstr_1__art_7"><num>7</num><content><p>New</p></content></article>'
        "</quotedStructure></mod></p></content></alinea></article>"
    )


def test_preface_and_preamble_stand_before_the_body() -> None:
    """When they are text only, and the first things; otherwise they are containers in the body."""
    preamble = provision("preamble", "", provision("alinea", "", text="adopt this."), heading="Preamble", text="We,", citation="preamble")
    article = provision("article", "1", text="Text")
    assert (
        '<preamble eId="preamble_1">\n<block name="heading">Preamble</block>\n<p>We,</p>\n<p>adopt this.</p>\n</preamble>\n<body>'
        in unchanged(preamble, article)
    )
    assert '<hcontainer eId="preamble_1" name="preamble"><heading>' in body(unchanged(article, preamble))
    head = provision("metadata", "", text="title: x")
    assert '<preface>\n<p><authorialNote eId="remark_1"><p>title: x</p></authorialNote></p>\n</preface>\n<preamble eId' in unchanged(
        head, preamble
    )
    divided = provision("preamble", "", provision("paragraph", "1", text="One", citation="preamble(1)"), citation="preamble")
    assert '<hcontainer eId="preamble_1" name="preamble">' in body(unchanged(divided, article))


def test_an_empty_document_has_an_empty_line() -> None:
    """The standard wants something in a body."""
    assert body(unchanged()) == "<alinea><content><p/></content></alinea>"
    assert read_akoma_ntoso(unchanged().encode(), "x").provisions == ()


def test_it_is_escaped_and_what_xml_cannot_hold_is_replaced() -> None:
    """Markup stays text; control characters, unpaired surrogates and what is no character become the sign for an unknown one."""
    text = "<b>&amp; \"x\" 'y' ]]> a\x01b\x1bc\ud800d\uffffe\u202ef\U0001f600"
    written = unchanged(provision("article", '"<5>', text=text, heading="<!--"))
    read = read_akoma_ntoso(written.encode(), "x").provisions[0]
    assert read.text == "<b>&amp; \"x\" 'y' ]]> a\ufffdb\ufffdc\ufffdd\ufffde\u202ef\U0001f600"
    assert (read.marker, read.heading) == ('"<5>', "<!--")


def test_what_the_document_says_of_itself() -> None:
    """The versions are expressions of one work, told apart by their names; what is not known is said to be unknown."""
    written = to_akoma_ntoso(Alignment(document(name="/a/b/old <1>.md"), document(name="new.md", language="kk"), ()))
    root = etree.fromstring(written)
    values = [e.get("value") for e in root.iter(f"{{{NAMESPACE}}}FRBRthis")]
    assert values == ["/akn/zz/act/nn", "/akn/zz/act/nn/kaz@new", "/akn/zz/act/nn/kaz@new.xml"]
    assert '<original eId="before" href="/akn/zz/act/nn/und@old-1" showAs="/a/b/old &lt;1&gt;.md"/>' in written
    assert '<act name="act" contains="singleVersion">' in written
    assert "<analysis" not in written


# ---- the modifications ---------------------------------------------------------------------------------------------------------------

OLD = "/akn/zz/act/nn/und@2019"


def test_a_substitution_keeps_the_old_text() -> None:
    """It no longer stands in the body; notes are not text. The new one does."""
    before = provision("article", "5", provision("point", "a)", text="old & tried"), provision("note", "", text="Note"), text="Old")
    after = provision("article", "5", text="New")
    assert modifications(
        to_akoma_ntoso(alignment((before,), (after,), change("substitution", (before,), (after,))), "/akn/kz/act/2022/1")
    ) == [
        (
            '<textualMod eId="pmod_1" type="substitution"><source href="/akn/kz/act/2022/1"/><destination href="#art_5"/>'
            f'<old href="{OLD}#art_5"><h:p>5 Old</h:p><h:p>a) old &amp; tried</h:p></old><new href="#art_5"/></textualMod>'
        )
    ]


def test_an_insertion_says_behind_what() -> None:
    """Or that it is the first of what it stands in; the first of all stands nowhere."""
    first, second = provision("paragraph", "1"), provision("paragraph", "2")
    article = provision("article", "5", first, second)
    changes = [change("insertion", (), (p,)) for p in (second, first, article)]
    assert modifications(to_akoma_ntoso(alignment((), (article,), *changes))) == [
        (
            '<textualMod eId="pmod_1" type="insertion"><source/><destination href="#art_5__para_2"/>'
            '<destination href="#art_5__para_1" pos="after"/><new href="#art_5__para_2"/></textualMod>'
        ),
        (
            '<textualMod eId="pmod_2" type="insertion"><source/><destination href="#art_5__para_1"/>'
            '<destination href="#art_5" pos="start"/><new href="#art_5__para_1"/></textualMod>'
        ),
        '<textualMod eId="pmod_3" type="insertion"><source/><destination href="#art_5"/><new href="#art_5"/></textualMod>',
    ]


def test_a_repeal_points_into_the_earlier_version() -> None:
    """What is gone has no place in the body."""
    gone = provision("article", "5", text="Gone")
    assert modifications(to_akoma_ntoso(alignment((gone,), (), change("repeal", (gone,), ())))) == [
        (
            f'<textualMod eId="pmod_1" type="repeal"><source/><destination href="{OLD}#art_5"/>'
            f'<old href="{OLD}#art_5"><h:p>5 Gone</h:p></old></textualMod>'
        )
    ]


def test_a_renumbered_and_amended_provision_is_modified_twice() -> None:
    """Its old identifier is its ``wId``."""
    before, after = provision("article", "5", text="Old"), provision("article", "6", text="New")
    pairings = (Pairing((before,), (after,), "similar-text", 0.8),)
    written = to_akoma_ntoso(alignment((before,), (after,), change("renumbering", (before,), (after,), amended=True), pairings=pairings))
    assert modifications(written) == [
        f'<textualMod eId="pmod_1" type="renumbering"><source/><destination href="#art_6"/><old href="{OLD}#art_5"/><new href="#art_6"/></textualMod>',
        (
            '<textualMod eId="pmod_2" type="substitution"><source/><destination href="#art_6"/>'
            f'<old href="{OLD}#art_5"><h:p>5 Old</h:p></old><new href="#art_6"/></textualMod>'
        ),
    ]
    assert '<article eId="art_6" wId="art_5">' in written


def test_a_provision_that_was_only_renumbered_is_modified_once() -> None:
    """Its text stands in the body."""
    before, after = provision("article", "5", text="Same"), provision("article", "6", text="Same")
    assert modifications(to_akoma_ntoso(alignment((before,), (after,), change("renumbering", (before,), (after,))))) == [
        f'<textualMod eId="pmod_1" type="renumbering"><source/><destination href="#art_6"/><old href="{OLD}#art_5"/><new href="#art_6"/></textualMod>'
    ]


def test_split_and_join_name_every_provision() -> None:
    """Of one, several were made; of several, one. What still stands in the body is not written again."""
    one, two = provision("article", "5", text="One"), provision("article", "6", text="Two")
    both = provision("article", "5", text="One Two")
    assert modifications(to_akoma_ntoso(alignment((both,), (one, two), change("split", (both,), (one, two))))) == [
        (
            '<textualMod eId="pmod_1" type="split"><source/><destination href="#art_5"/><destination href="#art_6"/>'
            f'<old href="{OLD}#art_5"><h:p>5 One Two</h:p></old><new href="#art_5"/><new href="#art_6"/></textualMod>'
        )
    ]
    joined = modifications(to_akoma_ntoso(alignment((one, two), (one,), change("join", (one, two), (one,)))))
    assert joined == [
        (
            '<textualMod eId="pmod_1" type="join"><source/><destination href="#art_5"/>'
            f'<old href="{OLD}#art_5"/><old href="{OLD}#art_6"><h:p>6 Two</h:p></old><new href="#art_5"/></textualMod>'
        )
    ]


def test_what_is_unchanged_is_no_modification() -> None:
    """Nor is it said to be analysed."""
    article = provision("article", "5")
    assert "<analysis" not in to_akoma_ntoso(alignment((article,), (article,), change("unchanged", (article,), (article,))))


# ---- read again --------------------------------------------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    ("law", "Сенат", "Қазақстан", "5", "<p>", "&amp;", "]]>", '"', "Article", "a\u202eb", "x\x01y", "é", "e\u0301", "\ufffe")
)
_LINES = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)
_TEXT = st.just("") | _LINES
_LABELS = st.sampled_from(("1", "2", "10", "2a", "3 bis", "71-1", "IV"))
_MARKS = {"paragraph": "{}.", "point": "({})", "subpoint": "{})", "article": "Article {}.", "alinea": ""}


def _plain(kind: str, text: str, children: list[Provision] = []) -> Provision:  # noqa: B006  # never changed
    return Provision(kind, Citation(""), 1, text=text, children=tuple(children))


def _numbered(kind: str, label: str, heading: str, text: str, children: list[Provision]) -> Provision:
    marker = _MARKS.get(kind, f"{kind.title()} {{}}").format(label)
    return Provision(kind, Citation(""), 1, marker, read_number(label), None, heading, text, tuple(children))


def _several(*kinds: st.SearchStrategy[Provision]) -> st.SearchStrategy[list[Provision]]:
    return st.lists(st.one_of(*kinds), max_size=3)


_NONE: st.SearchStrategy[list[Provision]] = st.just([])
_QUOTED = st.builds(_plain, st.just("alinea"), _LINES) | st.builds(
    _numbered, st.sampled_from(("article", "paragraph")), _LABELS, _TEXT, _LINES, _NONE
)
_QUOTATIONS = st.builds(_plain, st.just("quotation"), _TEXT, st.lists(_QUOTED, min_size=1, max_size=2))
_OTHERS = st.builds(_plain, st.sampled_from(("note", "metadata", "alinea")), _LINES) | _QUOTATIONS
_SUBPOINTS = st.builds(_numbered, st.just("subpoint"), _LABELS, _TEXT, _TEXT, _several(_OTHERS))
_POINTS = st.builds(_numbered, st.just("point"), _LABELS, _TEXT, _TEXT, _several(_OTHERS, _SUBPOINTS))
_PARAGRAPHS = st.builds(_numbered, st.just("paragraph"), _LABELS, _TEXT, _TEXT, _several(_OTHERS, _POINTS))
_ARTICLES = st.builds(_numbered, st.just("article"), _LABELS, _TEXT, _TEXT, _several(_OTHERS, _PARAGRAPHS))
_ANNEXES = st.builds(_numbered, st.just("annex"), _LABELS, _TEXT, _TEXT, _several(_OTHERS, _PARAGRAPHS))
_CHAPTERS = st.builds(
    _numbered, st.sampled_from(("title", "chapter", "section")), _LABELS, _TEXT, st.just(""), _several(_OTHERS, _ARTICLES)
)
_FRONT = st.builds(_plain, st.sampled_from(("preface", "preamble")), _LINES, _several(_OTHERS))


def _cited(provision: Provision, parent: Citation, *, quoted: bool = False) -> Provision:
    """The provision with the citations that a reader would give to it and to what is under it."""
    quoted |= provision.kind == "quotation"
    citation = (
        parent if quoted else Citation("preamble") if provision.kind == "preamble" else cite(provision.kind, provision.number, parent)
    )
    return evolve(provision, citation=citation, children=tuple(_cited(child, citation, quoted=quoted) for child in provision.children))


def _document(front: list[Provision], middle: list[Provision], last: Provision) -> Document:
    return document(*(_cited(p, Citation("")) for p in (*front, *middle, last)))


_DOCUMENTS = st.builds(_document, st.lists(_FRONT | _OTHERS, max_size=3), _several(_CHAPTERS, _ANNEXES, _OTHERS), _ARTICLES)
"""With an article always: without one, sections would be the unit."""


def told(whole: Document) -> Iterator[tuple[Citation, list[str]]]:
    """The citation and the words of every line, notes included."""
    return ((p.citation, re.findall(r"\w+", p.own)) for p in whole.provisions if p.own)


def again(alignment: Alignment) -> Document:
    """The later version, written and read."""
    return read_akoma_ntoso(to_akoma_ntoso(alignment).encode(), "again")


def check_references(written: str) -> None:
    """No identifier stands twice, and each that is referred to is there."""
    elements = list(etree.fromstring(written).iter(etree.Element))
    identifiers = [e.get("eId") for e in elements if e.get("eId")]
    assert len(set(identifiers)) == len(identifiers)
    assert {e.get("href", "")[1:] for e in elements if e.get("href", "").startswith("#")} <= set(identifiers)


@given(_DOCUMENTS, _DOCUMENTS)
def test_what_is_written_is_read_again(before: Document, after: Document) -> None:
    """With the same words under the same citations, in the same order."""
    assert list(told(again(Alignment(before, after, ())))) == list(told(after))


@given(_DOCUMENTS, _DOCUMENTS)
def test_identifiers_are_unique_and_lead_somewhere(before: Document, after: Document) -> None:
    """Whatever the aligner finds."""
    check_references(to_akoma_ntoso(align(before, after)))


def test_from_two_texts_to_akoma_ntoso() -> None:
    """The aligner and the writer together: an amended article, a new one, and one that is gone."""
    old, new = (
        parse_document(text, name, "markdown")
        for name, text in (
            (
                "2019.md",
                "# Article 1\n\nThe President appoints the judges of all courts.\n\n# Article 2\n\nAmnesty is granted by decree.\n",
            ),
            (
                "2022.md",
                (
                    "# Article 1\n\nThe Senate appoints the judges of all courts.\n\n"
                    "# Article 3\n\nNobody may hold two offices at the same time or own shares.\n"
                ),
            ),
        )
    )
    kinds = [re.findall(r'type="(\w+)"|destination href="[^"#]*(#\w+)"', line) for line in modifications(to_akoma_ntoso(align(old, new)))]
    assert sorted((found[0][0], found[1][1]) for found in kinds) == [
        ("insertion", "#art_3"),
        ("repeal", "#art_2"),
        ("substitution", "#art_1"),
    ]


REAL = sorted((*TEXTS.glob("akn/*.xml"), *TEXTS.glob("kz/*.md"), *TEXTS.glob("es/*.md"), *TEXTS.glob("de/gg-[06]0.md")))


@pytest.mark.skipif(not REAL, reason="the shared texts are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_texts_are_read_again(path: Path) -> None:
    """Constitutions and acts in six languages, from Akoma Ntoso and from Markdown."""
    whole = read_document(path)
    written = again(Alignment(whole, whole, ()))
    assert list(told(written)) == list(told(whole))
    assert written.text == whole.text
    assert written.remarks == ()
    assert {p.kind for p in written.provisions if p.kind in ASIDES} <= {"note"}


@pytest.mark.skipif(not REAL, reason="the shared texts are not here")
def test_the_changes_of_a_real_reform_lead_somewhere() -> None:
    """Each modification of the 2022 reform of Kazakhstan names provisions that are there."""
    before, after = (read_document(TEXTS / "kz" / name) for name in ("2019-03-23.ru.md", "2022-06-08.derived.ru.md"))
    aligned = align(before, after)
    written = to_akoma_ntoso(aligned)
    check_references(written)
    assert len(modifications(written)) >= len(aligned.changes) > 0
