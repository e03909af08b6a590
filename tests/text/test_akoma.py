"""Akoma Ntoso, read: which element becomes which provision, how it is cited, and that neither a word nor the reader is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from constitution_diff.problems import UserError
from constitution_diff.text.akoma import DEEPEST, GROUPS, HIERARCHY, LINES, NAMESPACE, read_akoma_ntoso
from constitution_diff.text.provisions import Document, Provision

TEXTS = Path(__file__).parents[3] / "shared" / "texts" / "akn"


# ---- small documents ---------------------------------------------------------------------------------------------------------------


def akn(inside: str, *, namespace: str = NAMESPACE, before: str = "") -> bytes:
    """A file whose root holds what is given."""
    return f'{before}<akomaNtoso xmlns="{namespace}">{inside}</akomaNtoso>'.encode()


def act(body: str, *, around: str = "{}") -> bytes:
    """An act with a body."""
    return akn(f'<act name="act"><meta/>{around.format(f"<body>{body}</body>")}</act>')


def article(inside: str, number: str = "1") -> bytes:
    """An act with one article."""
    return act(f"<article><num>{number}</num>{inside}</article>")


def read(data: bytes) -> Document:
    """The document in a file without a name."""
    return read_akoma_ntoso(data, "act.xml")


def outline(document: Document) -> list[str]:
    """A line for each provision, set in by its depth: kind, [citation] and its own line."""
    lines = []
    stack: list[tuple[Provision, int]] = [(p, 0) for p in reversed(document.root.children)]
    while stack:
        provision, depth = stack.pop()
        cited = f" [{provision.citation}]" if provision.citation else ""
        lines.append(f"{'  ' * depth}{provision.kind}{cited}: {provision.own}")
        stack.extend((child, depth + 1) for child in reversed(provision.children))
    return lines


# ---- what becomes of the elements --------------------------------------------------------------------------------------------------


def test_divisions_articles_paragraphs_and_points() -> None:
    """The hierarchy is kept; articles are cited by their number, what is under them by its place, divisions by their kind."""
    body = """
      <part><num>PART ONE</num>
        <chapter><num>Chapter II</num><heading>The President</heading><subheading>of the Republic</subheading>
          <article><num>Article 44.</num><heading>Powers</heading>
            <paragraph><num>1.</num><list>
              <intro><p>The President:</p></intro>
              <point><num>(a)</num><content><p>appoints,</p></content></point>
              <point><num>b)</num><list>
                <intro><p>dismisses</p></intro>
                <point><num>i)</num><content><p>judges</p></content></point>
                <point><num>ii)</num><content><p>ministers</p></content></point>
              </list></point>
              <wrapUp><p>as the law provides.</p></wrapUp>
            </list></paragraph>
            <paragraph><num>(2)</num><content><p>One line.</p><p>Another line.</p></content></paragraph>
          </article>
        </chapter>
      </part>"""
    assert outline(read(act(body))) == [
        "part [part ONE]: PART ONE",
        "  chapter [part ONE, chapter II]: Chapter II The President of the Republic",
        "    article [44]: Article 44. Powers",
        "      paragraph [44(1)]: 1. The President:",
        "        point [44(1)(a)]: (a) appoints,",
        "        point [44(1)(b)]: b) dismisses",
        "          subpoint [44(1)(b)(i)]: i) judges",
        "          subpoint [44(1)(b)(ii)]: ii) ministers",
        "        alinea [44(1)]: as the law provides.",
        "      paragraph [44(2)]: (2) One line.",
        "        alinea [44(2)]: Another line.",
    ]


def test_sections_are_the_unit_where_there_are_no_articles() -> None:
    """Acts of the United States and the United Kingdom are cited by their sections."""
    body = """
      <chapter><num>3</num><section><num>§ 11.</num><heading>Warrants</heading>
        <subsection><num>(2A)</num><intro><p>A warrant must</p></intro>
          <paragraph><num>(a)</num><intro><p>name</p></intro>
            <subparagraph><num>(i)</num><content><p>a person</p></content></subparagraph>
          </paragraph>
        </subsection>
      </section></chapter>"""
    assert outline(read(act(body))) == [
        "chapter [chapter 3]: 3",
        "  section [11]: § 11. Warrants",
        "    subsection [11(2A)]: (2A) A warrant must",
        "      paragraph [11(2A)(a)]: (a) name",
        "        point [11(2A)(a)(i)]: (i) a person",
    ]


def test_sections_that_hold_articles_are_divisions() -> None:
    """A section is cited as a division where the act has articles, and as a part of the article where it stands in one."""
    body = (
        "<section><num>Section 2</num><article><num>5</num><section><num>Section 3</num><content><p>Text</p></content></section></article>"
        "</section>"
    )
    assert outline(read(act(body))) == ["section [section 2]: Section 2", "  article [5]: 5", "    section [5(3)]: Section 3 Text"]


def test_what_has_no_number_is_an_alinea() -> None:
    """A paragraph, point or subparagraph without a number is cited as what it stands in."""
    inside = "<paragraph><content><p>One.</p></content></paragraph><alinea><content><p>Two.</p></content></alinea>"
    inside += "<subparagraph><content><p>Three.</p></content></subparagraph><indent><num>–</num><content><p>Four.</p></content></indent>"
    assert outline(read(article(inside))) == [
        "article [1]: 1",
        "  alinea [1]: One.",
        "  alinea [1]: Two.",
        "  alinea [1]: Three.",
        "  indent [1]: – Four.",
    ]


def test_before_and_behind_the_body() -> None:
    """Cover page, preface, preamble, conclusions and attachments are kept."""
    around = """
      <coverPage><p>Cover</p></coverPage><preface><longTitle><p>An <docTitle>Act</docTitle></p></longTitle></preface>
      <preamble><formula name="f"><p>We, the people,</p></formula><recitals><intro><p>Whereas:</p></intro>
        <recital><num>(1)</num><p>first</p></recital></recitals></preamble>{}
      <conclusions><p>Done</p><p>The President</p></conclusions>
      <attachments><attachment><num>Annex I</num><doc name="d"><meta/><mainBody><p>A flag</p><p>blue</p></mainBody></doc></attachment>
      </attachments>"""
    body = "<article><num>1</num><content><p>Text</p></content></article>"
    assert outline(read(act(body, around=around))) == [
        "preface: Cover",
        "preface: An Act",
        "preamble [preamble]: We, the people,",
        "  alinea [preamble]: Whereas:",
        "  point [preamble(1)]: (1) first",
        "article [1]: 1 Text",
        "alinea: Done",
        "  alinea: The President",
        "annex [annex I]: Annex I A flag",
        "  alinea [annex I]: blue",
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<bill><meta/><body>{}</body></bill>", ["article [7]: 7 Text"]),
        ("<doc><meta/><mainBody>{}</mainBody></doc>", ["article [7]: 7 Text"]),
        ("<portion><meta/><portionBody>{}</portionBody></portion>", ["article [7]: 7 Text"]),
        (
            "<documentCollection><collectionBody/></documentCollection><components><component><bill><body>{}</body></bill></component></components>",
            ["division: ", "  article [7]: 7 Text"],
        ),
        ("<act><body/><components><component><doc><mainBody>{}</mainBody></doc></component></components></act>", ["annex: ", "  article [7]: 7 Text"]),
    ],
    ids=["bill", "doc", "portion", "documentCollection", "components of an act"],
)  # fmt: skip
def test_the_kinds_of_document(inside: str, expected: list[str]) -> None:
    """Bills, documents of any kind, portions and collections are read like acts."""
    assert expected == outline(read(akn(inside.format("<article><num>7</num><content><p>Text</p></content></article>"))))


@pytest.mark.parametrize("suffix", ["", "/WD17", "/CSD13"])
@pytest.mark.parametrize("prefix", ["", "an"])
def test_drafts_of_the_standard_and_prefixes(suffix: str, prefix: str) -> None:
    """The namespace may be that of a draft, and the elements may have a prefix."""
    name = f"{prefix}:" if prefix else ""
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    body = f"<{name}act><{name}body><{name}article><{name}num>3</{name}num></{name}article></{name}body></{name}act>"
    data = f'<{name}akomaNtoso {declared}="{NAMESPACE}{suffix}">{body}</{name}akomaNtoso>'
    assert outline(read(data.encode())) == ["article [3]: 3"]


def test_a_note_does_not_part_the_sentence_it_stands_in() -> None:
    """A note is a child of the provision; the text goes on."""
    inside = """<heading>Of<authorialNote><p>On the heading</p></authorialNote> bodies</heading><content>
      <p>The first<authorialNote marker="1"><p>A note</p><p>of two lines.</p></authorialNote> sentence.</p>
      <p>The second <remark>[an editor]</remark> sentence.</p></content>"""
    assert outline(read(article(inside))) == [
        "article [1]: 1 Of bodies The first sentence.",
        "  note [1]: On the heading",
        "  note [1]: A note of two lines.",
        "  alinea [1]: The second sentence.",
        "    note [1]: [an editor]",
    ]


def test_a_note_in_the_number_belongs_to_the_provision() -> None:
    """It is cited as the provision, though it stands before its number is known."""
    assert outline(read(article("", "12<authorialNote><p>Repealed.</p></authorialNote>"))) == ["article [12]: 12", "  note [12]: Repealed."]


def test_quoted_provisions_are_cited_by_the_place_that_quotes_them() -> None:
    """They belong to another act. The sentence goes on behind them; quoted words stay in it."""
    inside = """<paragraph><num>2</num><content><p>After “<mod><quotedText>old</quotedText>” insert—
      <quotedStructure><article><num>5</num><content><p>New <b>text</b>.</p></content></article></quotedStructure></mod>, and
      <b>so</b> on.</p></content></paragraph>"""
    document = read(article(inside))
    assert outline(document) == [
        "article [1]: 1",
        "  paragraph [1(2)]: 2 After “old” insert—",
        "    quotation [1(2)]: ",
        "      article [1(2)]: 5 New text.",
        "    alinea [1(2)]: , and so on.",
    ]
    assert "1(2)" == document.provisions[1].citation == document.find("1(2)").citation  # type: ignore[union-attr]
    assert document.find("5") is None


def test_a_list_behind_another_line_has_its_introduction_above_it() -> None:
    """Its points do not become points of the line before."""
    inside = """<content><p>A sentence.</p><blockList><listIntroduction>There are:</listIntroduction>
      <item><num>1)</num><p>one</p></item><item><p>another</p></item></blockList></content>"""
    assert outline(read(article(inside))) == [
        "article [1]: 1 A sentence.",
        "  alinea [1]: There are:",
        "    point [1(1)]: 1) one",
        "    alinea [1]: another",
    ]


def test_a_row_of_a_table_is_one_line() -> None:
    """What stands in its cells is parted by spaces."""
    inside = "<content><table><tr><th><p>Body</p></th><th><p>Seats</p></th></tr><tr><td><p>Senate</p></td><td><p>50</p></td></tr></table></content>"
    assert outline(read(article(inside))) == ["article [1]: 1 Body Seats", "  alinea [1]: Senate 50"]


def test_a_table_of_contents_is_not_text() -> None:
    """It repeats the headings, and is kept as metadata."""
    body = "<chapter><num>1</num><intro><toc><tocItem>Art. 1</tocItem><tocItem>Art. 2</tocItem></toc></intro></chapter>"
    document = read(act(body))
    assert outline(document) == ["chapter [chapter 1]: 1", "  metadata [chapter 1]: Art. 1 Art. 2"]
    assert document.text == "1"


def test_headings_between_provisions_and_named_containers() -> None:
    """A cross heading is a division, a schedule an annex, another container a division, or a paragraph inside an article."""
    body = """<crossHeading>General</crossHeading><article><num>1</num><hcontainer name="x"><num>2</num><content><p>Text</p></content>
      </hcontainer></article><hcontainer name="schedule"><num>SCHEDULE 1</num></hcontainer><hcontainer name="x"><heading>End</heading></hcontainer>"""
    assert outline(read(act(body))) == [
        "division: General",
        "article [1]: 1",
        "  paragraph [1(2)]: 2 Text",
        "annex [annex 1]: SCHEDULE 1",
        "division: End",
    ]


@pytest.mark.parametrize(
    ("marker", "citation"),
    [
        ("Article 5", "5"), ("Art. 5.", "5"), ("ARTICLE V", "V"), ("5", "5"), ("Статья 71-1.", "71-1"), ("Artículo 1º.-", "1"), ("§ 3 bis.", "3 bis"),
        ("Art. 16a", "16a"), ("Articles 5 to 9", "5"), ("104.10.", "104.10"), ("83<sup>1</sup>", "83-1"), ("«7.»", "7"), ("61‑1", "61-1"),
        ("Artículo primero", "primero"), ("", ""), ("—", ""), ("Article", ""),
    ],
)  # fmt: skip
def test_the_number_in_a_marker(marker: str, citation: str) -> None:
    """The bare number is what a provision is cited by; what holds none is cited as what it stands in."""
    (provision,) = read(article("<content><p>Text</p></content>", marker)).provisions
    assert citation == provision.citation


def test_a_range_has_a_last_number() -> None:
    """One provision may stand for several."""
    for marker in ("Articles 5 to 9", "5–9", "5 à 9"):
        (provision,) = read(article("", marker)).provisions
        assert (str(provision.number), str(provision.last)) == ("5", "9"), marker


def test_letters_and_roman_numerals_are_told_apart_by_their_fellows() -> None:
    """(i) behind (h) is a letter, (i) as the first is one, (v) behind (iv) is five."""

    def keys(*markers: str) -> list[int]:
        points = "".join(f"<point><num>({m})</num><content><p>x</p></content></point>" for m in markers)
        return [p.number.key[0][0] for p in read(article(points)).provisions[1:] if p.number]

    assert keys("h", "i", "j") == [8, 9, 10]
    assert keys("i", "ii") == [1, 2]
    assert keys("iv", "v") == [4, 5]
    assert keys("c", "d") == [3, 4]


def test_text_is_on_one_line_with_single_spaces() -> None:
    """White space is collapsed; comments, instructions and typographical elements part no word, line breaks do."""
    inside = "<content><p> The\n\n  <b>S</b>enate<!-- no --><?no?>s\u00a0and&#x85;courts<eol/>sit\u2028here </p></content>"
    assert outline(read(article(inside))) == ["article [1]: 1 The Senates and courts sit here"]


def test_marks_that_cannot_be_seen_are_kept() -> None:
    """Escaping them is the business of whoever shows the text."""
    (provision,) = read(article("<content><p>a\u202eb&#x200f;c\u200bd</p></content>")).provisions
    assert provision.text == "a\u202eb\u200fc\u200bd"


def test_lines_and_language() -> None:
    """A provision knows the line of the file that it begins on, a document the language that it says it is in."""
    data = akn(
        '<act><meta><FRBRlanguage language="spa"/></meta><body>\n<article>\n<num>1</num></article>\n\n<article><num>2</num></article></body></act>'
    )
    document = read(data)
    assert [p.line for p in document.provisions] == [2, 5]
    assert document.language == "es"
    assert read(article("")).language == ""


# ---- what has no place ---------------------------------------------------------------------------------------------------------------


def test_what_cannot_be_placed_is_kept_and_remarked_upon() -> None:
    """Text where the standard has none, unknown elements and those of other vocabularies become lines of their own."""
    body = (
        '<article><num>1</num>\nstray <odd>strange</odd>\n<m:math xmlns:m="urn:m">x</m:math><content>bare <b>words</b></content></article>'
    )
    document = read(act(body))
    assert outline(document) == [
        "article [1]: 1",
        "  alinea [1]: stray",
        "  alinea [1]: strange",
        "  alinea [1]: x",
        "  alinea [1]: bare words",
    ]
    assert [str(remark) for remark in document.remarks] == [
        "line 1: text where the standard has none: 'stray'",
        "line 2: <odd> where the standard has none: 'strange'",
        "line 3: <math> where the standard has none: 'x'",
        "line 3: <content> where the standard has none: 'bare words'",
    ]


def test_a_number_behind_the_text_is_kept_as_a_line() -> None:
    """It is not the number of the provision."""
    document = read(act("<article><content><p>Text</p></content><num>9</num></article>"))
    assert outline(document) == ["article: Text", "  alinea: 9"]
    assert [remark.what for remark in document.remarks] == ["<num> where the standard has none"]


# ---- no word is lost -----------------------------------------------------------------------------------------------------------------

NOTES = frozenset({"authorialNote", "remark"})
INLINE = frozenset({
    "a", "abbr", "b", "date", "def", "docAuthority", "docCommittee", "docDate", "docNumber", "docProponent", "docPurpose", "docStage", "docTitle",
    "docType", "docketNumber", "fillIn", "i", "img", "inline", "legislature", "location", "marker", "mmod", "mod", "mref", "omissis", "organization",
    "person", "placeholder", "process", "quotedText", "ref", "role", "rref", "shortTitle", "signature", "span", "term", "u",
})  # fmt: skip


def spoken(element: etree._Element, *, notes: bool) -> Iterator[str]:
    """The text of an element without ``meta``, in the order of the file: that of the notes, or all but that of the notes."""
    name = etree.QName(element).localname
    if name == "meta":
        return
    inside = name in NOTES
    edge = "" if name in INLINE else " "
    if inside and notes:
        yield " ".join(map(str, element.itertext()))
    elif not inside:
        yield edge + (element.text or "") * (not notes)
        for child in element.iterchildren(etree.Element):
            yield from spoken(child, notes=notes)
            yield (child.tail or "") * (not notes)
        yield edge
    if inside and not notes:
        yield ""


def words(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", text)


def said(document: Document, *, notes: bool) -> list[str]:
    """The words of the notes, or of everything else, in the order of the tree."""
    return [word for p in document.provisions if (p.kind == "note") == notes for word in words(p.own)]


SAMPLES = sorted(TEXTS.glob("*.xml"))


@pytest.mark.skipif(not SAMPLES, reason="the shared Akoma Ntoso documents are not here")
@pytest.mark.parametrize("notes", [False, True], ids=["text", "notes"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_words_of_the_tree_are_the_words_of_the_file(path: Path, *, notes: bool) -> None:
    """In real documents of five authorities, every word stands in the tree, in the order of the file, and nothing had to be remarked on."""
    document = read_akoma_ntoso(path.read_bytes(), path.name)
    root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
    assert words("".join(spoken(root, notes=notes))) == said(document, notes=notes)
    assert document.remarks == ()


@pytest.mark.skipif(not SAMPLES, reason="the shared Akoma Ntoso documents are not here")
@pytest.mark.parametrize(
    ("name", "citation", "beginning"),
    [
        ("eu", "2(b)", "(b) ‘mixture’ means"),
        ("it", "1(1)(d)(2)", "2) dopo il quarto comma"),
        ("uk", "1(6)(a)(ii)", "ii a court order"),
        ("us_Act", "2(4)(C)", "(C) is not a ferry"),
        ("us_Title9", "305(2)", "(2) In all other cases"),
        ("uy", "3(B)", "B) Sin perjuicio"),
    ],
)
def test_real_provisions_are_found_by_their_citation(name: str, citation: str, beginning: str) -> None:
    """In each of the real documents, a provision of the lowest level is found where it would be looked for."""
    (path,) = TEXTS.glob(f"{name}*.xml")
    found = read_akoma_ntoso(path.read_bytes(), path.name).find(citation)
    assert found is not None
    assert found.own.startswith(beginning)


_OTHERS = ("num", "heading", "mod", "quotedStructure", "authorialNote", "remark", "toc", "b", "crossHeading", "tr", "td", "unknown", "sup")
_NAMES = st.sampled_from((*sorted(HIERARCHY), *sorted(GROUPS - {"akomaNtoso"}), *sorted(LINES), *_OTHERS))
_TREES = st.recursive(
    st.just(""),
    lambda inner: st.lists(
        st.tuples(_NAMES, inner, st.booleans()).map(lambda t: f"{'WORD ' * t[2]}<{t[0]}>{t[1]} WORD</{t[0]}>"), max_size=4
    ).map("".join),
    max_leaves=25,
)


@given(_TREES)
def test_no_word_is_lost_whatever_stands_in_whatever(tree: str) -> None:
    """However elements are nested, allowed or not, every word is in the tree once."""
    count = 0

    def name_word(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"w{count}w"

    document = read(akn(re.sub("WORD", name_word, tree)))
    found = re.findall(r"w\d+w", " ".join(p.own for p in document.provisions))
    assert Counter(f"w{n}w" for n in range(1, count + 1)) == Counter(found)


# ---- hostile and broken files ---------------------------------------------------------------------------------------------------------

DOCTYPE = "has a document type declaration"
LAUGHS = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file://{secret}">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file://{secret}"> %p; ]>',
        '<!DOCTYPE x SYSTEM "file://{secret}">',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY x "harmless">]>',
    ],
    ids=["external entity", "parameter entity", "external subset", "address", "entity"],
)
def test_a_document_type_declaration_is_refused_and_its_files_are_not_opened(doctype: str, tmp_path: Path) -> None:
    """A file that is asked for and holds no declarations would be another error, if it were opened."""
    secret = tmp_path / "secret"
    secret.write_text("<!no declarations", encoding="utf-8")
    with pytest.raises(UserError, match=DOCTYPE) as caught:
        read(akn("<act><body><article><num>&x;</num></article></body></act>", before=doctype.replace("{secret}", str(secret))))
    assert "no declarations" not in str(caught.value)


@pytest.mark.parametrize("body", ["<p>&e9;</p>", '<p title="&e9;"/>'], ids=["text", "attribute"])
def test_a_billion_laughs_are_refused(body: str) -> None:
    """Entities that multiply one another are not written out."""
    with pytest.raises(UserError, match="act.xml: "):
        read(akn(body, before=f'<!DOCTYPE x [<!ENTITY e0 "laugh">{LAUGHS}]>'))


def test_a_file_of_a_hundred_thousand_levels_is_refused() -> None:
    """Without running out of stack."""
    with pytest.raises(UserError, match=r"act\.xml: line 1: .*larger than is read: Excessive depth in document"):
        read(act("<point>" * 100_000 + "</point>" * 100_000))


def test_the_deepest_tree_that_is_read() -> None:
    """Deeper than any law, and not so deep that what walks through the tree level by level runs out of stack; else the line is named."""

    def points(levels: int) -> bytes:
        return article("\n<point><num>1</num>" * levels + "<content><p>Text</p></content>" + "</point>" * levels)

    whole = read(points(DEEPEST - 1)).root
    assert whole.body == "1 " * DEEPEST + "Text"
    with pytest.raises(UserError, match=re.escape("act.xml: line 51: more than 50 provisions stand in one another, which no law has.")):
        read(points(DEEPEST))


def test_elements_that_make_no_provision_may_be_deep() -> None:
    """As deep as the parser reads: groups in groups, and one mark in another."""
    assert outline(read(article("<content>" * 200 + "<p>Text</p>" + "</content>" * 200))) == ["article [1]: 1 Text"]
    assert outline(read(article("<content><p>" + "<b>" * 200 + "Text" + "</b>" * 200 + "</p></content>"))) == ["article [1]: 1 Text"]


def test_one_word_of_ten_megabytes() -> None:
    """It is read, or refused with its line, but for no longer than a moment."""
    half = "x" * 5_000_000
    assert half == read(article(f"<content><p>{half}</p></content>")).provisions[0].text
    with pytest.raises(UserError, match=r"line 1: .*larger than is read"):
        read(article(f"<content><p>{half}{half}x</p></content>"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "act.xml: the file is empty. Give an Akoma Ntoso document."),
        (b" \n\t", "act.xml: the file is empty. Give an Akoma Ntoso document."),
        (act("\n\n<article><num>1")[:-40], "act.xml: line 3: this is not well-formed XML"),
        (act("<p>\n\n&none;</p>"), "act.xml: line 3: this is not well-formed XML, or is larger than is read: Entity 'none' not defined"),
        (act("<p>\n\xe9</p>").replace(b"\xc3\xa9", b"\xc3"), "act.xml: line 2: this is not well-formed XML"),
        (act("<p>&#1;</p>"), "act.xml: line 1: this is not well-formed XML"),
        (bytes(range(256)), "act.xml: line 1: this is not well-formed XML"),
        (
            b"\n<html/>",
            f"act.xml: line 2: the root element is 'html'. Allowed is 'akomaNtoso' in the namespace '{NAMESPACE}' or one of its drafts.",
        ),
        (b"<akomaNtoso/>", "act.xml: line 1: the root element is 'akomaNtoso'. Allowed is 'akomaNtoso' in the namespace"),
        (akn("", namespace="http://www.akomantoso.org/2.0"), "the root element is '{http://www.akomantoso.org/2.0}akomaNtoso'. Allowed"),
    ],
    ids=["empty", "blank", "truncated", "unknown entity", "broken UTF-8", "control character", "binary", "HTML", "no namespace", "version 2"],
)  # fmt: skip
def test_a_file_that_cannot_be_read(data: bytes, message: str) -> None:
    """The message names the file, the line where there is one, what was found and what is allowed."""
    with pytest.raises(UserError, match=re.escape(message)):
        read(data)


def test_the_name_of_a_file_cannot_command_a_terminal() -> None:
    """What cannot be seen in a name is written out in messages."""
    with pytest.raises(UserError, match=re.escape(r"\x1b[31m.xml: the file is empty")):
        read_akoma_ntoso(b"", "\x1b[31m.xml")


def test_other_files_are_not_included() -> None:
    """An XInclude is an unknown element."""
    data = act('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>')
    assert read(data).provisions == ()


def test_other_encodings_are_read_as_they_say() -> None:
    """The encoding is that of the XML declaration or of the byte order mark."""
    text = article("<content><p>Жұмыс</p></content>").decode()
    assert read(text.encode("utf-16")).text == "1 Жұмыс"
    assert read(f'<?xml version="1.0" encoding="koi8-r"?>{text.replace("ұ", "у")}'.encode("koi8-r")).text == "1 Жумыс"


def test_an_empty_document_has_no_provisions() -> None:
    """A file may say nothing."""
    assert read(akn("")).provisions == ()
