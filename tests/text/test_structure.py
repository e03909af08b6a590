"""From lines to the tree: made-up constitutions in eight languages, wrapped prose, lists, and the promise that no word is lost."""

from __future__ import annotations

import re
import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constitution_diff.text.provisions import Document
from constitution_diff.text.reading import parse_document
from constitutions import MARKDOWN, TREES, as_plain
from outlines import outline, words_of


def plain(text: str) -> Document:
    """The document that a plain text is."""
    return parse_document(text, "law", "plain")


@pytest.mark.parametrize("language", MARKDOWN)
def test_a_constitution_in_markdown(language: str) -> None:
    """Every part of it is where it belongs and is cited as lawyers cite it, and nothing is remarked on."""
    document = parse_document(MARKDOWN[language], "law", "markdown")
    assert outline(document).splitlines() == TREES[language].strip().splitlines()
    assert (document.language, document.remarks) == (language, ())


@pytest.mark.parametrize("language", MARKDOWN)
def test_a_constitution_in_plain_text(language: str) -> None:
    """The same tree without markup."""
    document = plain(as_plain(MARKDOWN[language]))
    assert outline(document).splitlines() == TREES[language].strip().splitlines()
    assert (document.language, document.remarks) == (language, ())


@pytest.mark.parametrize("width", [50, 72, 80, 100])
@pytest.mark.parametrize("language", MARKDOWN)
def test_a_wrapped_constitution(language: str, width: int) -> None:
    """Long paragraphs that are wrapped to the width of a page give the tree of those that are not."""
    long = re.sub(
        r"(?m)([.;])$",
        r" - and this holds for every arcadian, however far he may live from the sea or the hills\1",
        as_plain(MARKDOWN[language]),
    )
    wrapped = "\n".join(
        line for raw in long.split("\n") for line in (textwrap.wrap(raw, width, break_long_words=False, break_on_hyphens=False) or [""])
    )
    assert wrapped != long
    assert outline(plain(wrapped)) == outline(plain(long))


# -- headings and what only looks like one --


def test_the_united_states() -> None:
    """An article that holds sections, and amendments with numbers of their own."""
    document = plain(
        "Article I\n\nSection 1. All power is here.\n\nSection 2\n\nThe house sits.\n\nIt is paid.\n\n(1) It speaks.\n\n"
        "Article II\n\nSection 1. He is chosen.\n\nAmendment I\n\nSpeech is free.\n\nAmendment XIV\n\nSection 1. All are equal.\n"
    )
    assert outline(document).splitlines() == [
        "article [I] Article I",
        ".paragraph [I(1)] Section 1. All power is here.",
        ".paragraph [I(2)] Section 2 The house sits.",
        "..alinea [I(2)] It is paid.",
        "..point [I(2)(1)] (1) It speaks.",
        "article [II] Article II",
        ".paragraph [II(1)] Section 1. He is chosen.",
        "article [amendment I] Amendment I Speech is free.",
        "article [amendment XIV] Amendment XIV",
        ".paragraph [amendment XIV(1)] Section 1. All are equal.",
    ]
    assert document.remarks == ()


def test_a_section_behind_an_article_holds_articles() -> None:
    """Where the article before it has its text, or was repealed."""
    document = plain("Article 1\n\nLaw.\n\nSection 1\n\nArticle 2. Repealed\n\nSection 1\n\nArticle 3\n\nLaw.")
    assert outline(document).splitlines() == [
        "article [1] Article 1 Law.",
        "section [section 1] Section 1",
        ".article [2] Article 2. Repealed",
        "section [section 1] Section 1",
        ".article [3] Article 3 Law.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Article 5 of the Treaty stays in force.",
        "Article 5, paragraph 2 stays in force.",
        "Articles 5 and 6 stay in force.",
        "Статья 5 Закона остается в силе.",
        "Artikel 5 Absatz 2 gilt entsprechend.",
        "L'article 5 reste en vigueur.",
        "Art. 5º da lei fica em vigor.",
        "Part of it stays in force.",
    ],
)
def test_a_sentence_that_speaks_of_an_article_is_text(sentence: str) -> None:
    """Even as a paragraph of its own."""
    assert outline(plain(f"Article 1\n\nLaw.\n\n{sentence}\n")) == f"article [1] Article 1 Law.\n.alinea [1] {sentence}"


@pytest.mark.parametrize("begins", ["Article 5. This", "1. January", "(a) or", "2) and", "Chapter 3. That", "§ 7 of"])
def test_a_broken_line_is_no_heading_and_no_point(begins: str) -> None:
    """In the middle of a wrapped sentence anything may stand at the beginning of a line."""
    full = "The council of the republic meets in the great hall of the old town of Arca as in"
    document = plain(f"Article 1\n\n1. {full}\n{begins} is how the line goes on.\n")
    assert [p.kind for p in document.provisions] == ["article", "paragraph"]


def test_a_heading_may_be_broken() -> None:
    """As long as it is one."""
    lines = [
        "Article 1. The inalienable constitutional rights of all arcadians, and particularly of everybody abroad",
        "1. All who live in Arcadia are free, and no law may take this freedom from them.",
        "Article 2. The council of the republic meets in the great hall of the old town of Arca.",
    ]
    document = plain("\n\n".join(textwrap.fill(line, 80) for line in lines))
    assert [(a.heading, a.text) for a in document.articles] == [(lines[0][11:], ""), ("", lines[2][11:])]


def test_lines_without_empty_lines_between_them() -> None:
    """Headings and lists that stand close; the title of a part on its own line, or in capitals under its number."""
    document = plain(
        "PART I\nTHE STATE\nChapter 1\nFoundations\nArticle 1. Power\n1. Power is:\n(a) old;\n(b) new.\n2. It stays.\nArticle 2\nThe seal is round.\n"
    )
    assert outline(document).splitlines() == [
        "part [part I] PART I THE STATE",
        ".chapter [part I, chapter 1] Chapter 1 Foundations",
        "..article [1] Article 1. Power",
        "...paragraph [1(1)] 1. Power is:",
        "....point [1(1)(a)] (a) old;",
        "....point [1(1)(b)] (b) new.",
        "...paragraph [1(2)] 2. It stays.",
        "..article [2] Article 2 The seal is round.",
    ]


def test_what_stands_before_the_preamble_is_a_preface() -> None:
    """The title of a plain text; capitals behind an article begin another part."""
    document = plain(
        "CONSTITUTION OF ARCADIA\n\nPREAMBLE\n\nWe give this law.\n\nArticle 1\n\nLaw.\n\nFINAL PROVISIONS\n\nArticle 2\n\nLaw.\n"
    )
    assert outline(document).splitlines() == [
        "preface []",
        ".alinea [] CONSTITUTION OF ARCADIA",
        "preamble [preamble] PREAMBLE",
        ".alinea [preamble] We give this law.",
        "article [1] Article 1 Law.",
        "division [] FINAL PROVISIONS",
        ".article [2] Article 2 Law.",
    ]


def test_letters_of_headings() -> None:
    """C behind B is a letter and no hundred."""
    document = plain("".join(f"Section {letter}\n\nArticle {n}\n\nLaw.\n\n" for n, letter in enumerate("ABCDI", 1)))
    keys = [p.number.key for p in document.provisions if p.kind == "section" and p.number]
    assert keys == [((1, "a"),), ((2, "a"),), ((3, "a"),), ((4, "a"),), ((1, ""),)]


def test_an_annex_is_divided_like_the_document() -> None:
    """Its parts are under it; the next annex is not."""
    assert outline(plain("Schedule 1\n\nPart I\n\nWords.\n\nSchedule 2\n\nWords.\n")).splitlines() == [
        "annex [annex 1] Schedule 1",
        ".part [annex 1, part I] Part I",
        "..alinea [annex 1, part I] Words.",
        "annex [annex 2] Schedule 2",
        ".alinea [annex 2] Words.",
    ]


# -- lists --


def test_letters_and_numerals_of_lists() -> None:
    """(i) behind (h) is a letter; behind (b) it begins a list of its own."""
    document = plain(
        "Article 1\n\nLaw:\n"
        + "".join(f"({c}) x;\n" for c in "abcdefghij")
        + "\nArticle 2\n\nLaw:\n(a) x;\n(b) x:\n(i) x;\n(ii) x;\n(v) x;\n(c) x.\n"
    )
    cited = [str(p.citation) for p in document.provisions if p.kind in ("point", "subpoint")]
    assert cited == [*(f"1({c})" for c in "abcdefghij"), "2(a)", "2(b)", "2(b)(i)", "2(b)(ii)", "2(b)(v)", "2(c)"]
    assert document.remarks == ()


def test_a_list_after_a_paragraph_without_a_number() -> None:
    """It begins again, and text behind a list belongs to what the list belongs to."""
    assert outline(plain("Article 1\n\n1. One:\n\na) x;\n\nb) y.\n\nMore:\n\na) z.\n\nLast.\n")).splitlines() == [
        "article [1] Article 1",
        ".paragraph [1(1)] 1. One:",
        "..point [1(1)(a)] a) x;",
        "..point [1(1)(b)] b) y.",
        "..alinea [1(1)] More:",
        "...point [1(1)(a)] a) z.",
        "..alinea [1(1)] Last.",
    ]


def test_what_does_not_follow_is_kept_and_remarked_on() -> None:
    """With its line."""
    document = plain("Article 1\n\n2. Two.\n\n2. Two again.\n\n1. One.\n\nArticle 1\n\nAgain.\n")
    assert [str(remark) for remark in document.remarks] == [
        "line 3: the numbers do not begin with the first: '2. Two.'",
        "line 5: the number does not follow the one before: '2. Two again.'",
        "line 5: the number 2 stands here twice: '2. Two again.'",
        "line 7: the number does not follow the one before: '1. One.'",
        "line 9: the number 1 stands here twice: 'Article 1 Again.'",
    ]
    assert [p.own for p in document.provisions] == ["Article 1", "2. Two.", "2. Two again.", "1. One.", "Article 1 Again."]


def test_a_note_stands_where_it_stood() -> None:
    """At the end of an article it is one on the article; between two points it stays there."""
    document = plain("Article 1\n\n1. One:\n\na) x;\n\nNote: old.\n\nb) y.\n\nNote: older.\n")
    assert outline(document).splitlines() == [
        "article [1] Article 1",
        ".paragraph [1(1)] 1. One:",
        "..point [1(1)(a)] a) x;",
        "...note [1(1)(a)] Note: old.",
        "..point [1(1)(b)] b) y.",
        ".note [1] Note: older.",
    ]


def test_a_bullet_begins_a_line_of_its_own() -> None:
    """Also where the line before is full."""
    items = ["the law names those who may speak for the council and those who may not do so;", "the law names no one else."]
    document = plain(
        "Article 1\n\nThe council of the republic of Arcadia is chosen by the people of Arcadia for:\n"
        + "".join(f"– {item}\n" for item in items)
    )
    assert [p.own for p in document.provisions[1:]] == [f"– {item}" for item in items]


# -- nothing is lost --

_WORDS = st.lists(
    st.sampled_from(["the", "king", "may", "law", "council", "seal", "Arca", "день", "закон", "5", "1999", "(a)", "b)", "и", "-", "—"]),
    min_size=1,
    max_size=30,
).map(" ".join)
_STARTS = st.sampled_from(
    [
        "Article 1",
        "ARTICLE II",
        "Article 3 bis.",
        "Articles 5 to 9.",
        "Статья 71-1",
        "5-бап",
        "Art. 5º",
        "§ 3",
        "§ 1º",
        "Parágrafo único.",
        "Section 1.",
        "Section A",
        "Chapter 2",
        "Часть I",
        "Titre premier",
        "I.",
        "1.",
        "2.",
        "(1)",
        "(a)",
        "(i)",
        "a)",
        "aa)",
        "1)",
        "3-1.",
        "I -",
        "1",
        "- ",
        "– ",
        "Note:",
        "Сноска.",
        "Preamble",
        "PREAMBLE",
        "FINAL WORDS",
        "Annex 1",
        "Amendment I",
        "Disposición final",
        "Repealed",
        "«",
        "\t",
        "  ",
        "\u202b",
        "\x00",
        "",
    ]
)
_LINES = st.lists(st.one_of(st.builds("{} {}".format, _STARTS, _WORDS), _STARTS, _WORDS, st.just(""), st.text(max_size=40)), max_size=40)


def words(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


@settings(max_examples=400)
@given(_LINES)
def test_no_word_is_lost(lines: list[str]) -> None:
    """The words of the tree are those of the text, in their order, whatever the text; so are its lines."""
    text = "\n".join(lines)
    document = plain(text)
    assert words_of(document) == words(text)
    source = text.replace("\r", "\n").split("\n")
    for provision in document.provisions:
        if provision.own:
            line = words(source[provision.line - 1])
            assert words(provision.own)[: len(line)] == line[: len(words(provision.own))]
    assert list(document.remarks) == sorted(document.remarks, key=lambda remark: remark.line)
    assert all(remark.text in " ".join(source[remark.line - 1].split()) or "twice" in remark.what for remark in document.remarks)


_SENTENCES = st.lists(
    st.sampled_from(
        [
            "the",
            "king",
            "may",
            "not",
            "make",
            "laws",
            "for",
            "councils",
            "of",
            "Arca",
            "and",
            "the",
            "hills",
            "by",
            "the",
            "sea",
            "on",
            "Monday",
            "under",
            "Article",
            "5",
            "of",
            "the",
            "Treaty",
        ]
    ),
    min_size=25,
    max_size=60,
)
_HEADS = ("Chapter {0}. Power", "Article {0}", "Article {0}. The seal", "Article {0}-1")
_MARKS = ("{0}. ", "({0}) ", "{0}) ", "", "")


@st.composite
def laws(draw: st.DrawFn) -> list[str]:
    """The paragraphs of a well-formed law, each on one line."""
    paragraphs = [draw(_SENTENCES)]
    lines = [" ".join(paragraphs[0]).capitalize() + "."]
    for n in range(1, draw(st.integers(2, 6))):
        lines.append(draw(st.sampled_from(_HEADS)).format(n))
        mark = draw(st.sampled_from(_MARKS))
        lines += [mark.format(m) + " ".join(draw(_SENTENCES)).capitalize() + "." for m in range(1, draw(st.integers(2, 5)))]
    return lines


@given(laws(), st.integers(60, 110))
def test_wrapping_changes_no_word_and_no_citation(lines: list[str], width: int) -> None:
    """Paragraphs with empty lines between them may be broken anywhere."""
    whole = plain("\n\n".join(lines))
    broken = plain("\n\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines))
    assert outline(broken) == outline(whole)


# -- hostile texts --


@pytest.mark.parametrize("line", ["a", "[", "(", ">", "1", "-", "I", "§", "а", "1. ", "(a) ", "Article ", "\u202e", "\x00"])
def test_a_line_of_ten_megabytes(line: str) -> None:
    """One word, or one sign, again and again."""
    text = line * (10_000_000 // len(line))
    document = plain(f"Article 1\n\n{text}")
    assert " ".join(p.own for p in document.provisions) == f"Article 1 {text}".strip()
    assert len(document.provisions) <= 2


@pytest.mark.parametrize(
    "line", ["x", "(a) x", "1. x:", "x:\n", "Article 1", "Section 1", "PREAMBLE\n", "CAPITALS\n", "Note: x\n", "(a)\n(i)"]
)
def test_very_many_lines(line: str) -> None:
    """A document may have far more lines than a constitution; what takes a look back at all of them would not end."""
    text = f"Article 1\n\n{line}\n" * 2 + f"{line}\n" * 50_000
    assert words_of(plain(text)) == words(text)


def test_an_article_of_very_many_points() -> None:
    """Each is found."""
    document = plain("Article 1\n\n" + "".join(f"{n}-{m}) x;\n" for n in range(1, 101) for m in range(1, 201)))
    assert len(document.root.children[0].children) == 20_000
    assert document.find("1(77-199)") is not None
    assert [remark.line for remark in document.remarks] == [3]


def test_deep_nesting() -> None:
    """As many lists in one another as there are ways to write their numbers."""
    marks = ["1.", "1)", "(1)", "[1]", "a.", "a)", "(a)", "[a]", "A.", "A)", "(A)", "i)", "1º", "1.º", "aa)", "(aa)"]
    document = plain("Article 1\n\n" + "".join(f"{mark} x:\n" for mark in marks))
    assert len(document.provisions) == len(marks) + 1
    assert document.root.full.count("x:") == len(marks)
