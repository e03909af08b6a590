"""A redline drawn: what a reader sees is the text, in a terminal, in Markdown and on a page, and nothing in a text can be more than text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from constitution_diff import escaping
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.redline import Redline, make_redline
from constitution_diff.text.rendering import draw_html, draw_markdown, draw_text, summary
from redline_builders import aligned, alignments, article, document, paragraphs, redline

SIGNS = st.text("\\`*_[]{}<>()~!#&|@:/.;-+=\"' aB1ж\u0301\u200d\n\x1b\u202e", max_size=24)
"""Texts made of what means something in one format or another."""
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1)) ![x](http://example.org/x.png)",
    "</del></p></main><style>*{display:none}</style>",
    "\x1b[31mred\x1b]8;;http://example.org\x07",
    "\u202eoverride\u2066",
    "# **bold** ~~struck~~ `code` | cell | http://example.org www.example.org a@example.org",
    "[-forged-] {+forged+} [~forged~] <moved to 5>",
)
hostile = SIGNS | st.sampled_from(HOSTILE) | st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join)


@pytest.fixture
def reform() -> Redline:
    """An article with a word changed, a paragraph gone, and one that moved behind the next article and changed."""
    before = document(
        article(1, "The Senate may elect.", "Gone.", "Untouched."),
        article(2, "It moves with a word.", "A paragraph that stays where it is.", heading="Courts"),
        language="en",
    )
    after = document(
        article(1, "The Senate must elect.", "Untouched."),
        article(2, "A paragraph that stays where it is.", heading="Courts"),
        article(3, "It moves with a change."),
        language="en",
    )
    return make_redline(aligned(before, after, ([0], [0]), ([1], [1]), ([3], [2]), ([4], [3]), ([5], [5 + 1]), ([6], [4]), moved=[4]))


def test_a_summary_counts(reform: Redline) -> None:
    """A move is one, though it is seen twice."""
    assert summary(reform) == "3 provisions changed, 1 inserted, 1 deleted, 1 moved, 2 unchanged."
    assert summary(redline(paragraphs("a"), paragraphs("a"), (0, 0))) == "1 provision unchanged."
    assert summary(redline([], [])) == "No provisions."


# ---- text ----------------------------------------------------------------------------------------------------------------------------


def test_text_without_colour_marks_by_signs(reform: Redline) -> None:
    """What is deleted, inserted, moved and left out can be told apart on paper."""
    assert draw_text(reform, color=False).splitlines() == [
        "3 provisions changed, 1 inserted, 1 deleted, 1 moved, 2 unchanged.",
        "[-deleted-] {+inserted+}; what only moved: [~from here~] {~to here~}",
        "",
        "Article 1.",
        "1. The Senate [-may-]{+must+} elect.",
        "[-2. Gone.-]",
        "[-3-]{+2+}. Untouched.",
        "",
        "Article 2. Courts",
        "<moved to 3(1)> [~1. It moves with a ~][-word-][~.~]",
        "[-2-]{+1+}. A paragraph that stays where it is.",
        "",
        "{+Article 3.+}",
        "<moved from 2(1)> {~1. It moves with a ~}{+change+}{~.~}",
    ]


def test_text_in_colour_marks_by_colour_and_line() -> None:
    """Red and struck, green and underlined: also those who do not see the colours see the lines."""
    found = redline(paragraphs("same", "It may."), paragraphs("same", "It must."), (0, 0), (1, 1))
    assert draw_text(found, color=True).splitlines()[2:] == [
        "\x1b[2m[1 provision unchanged]\x1b[0m",
        "It \x1b[9;31mmay\x1b[0m\x1b[4;32mmust\x1b[0m.",
    ]
    assert draw_text(found, color=True, whole=True).splitlines()[2] == "same"


def test_moves_have_a_colour_of_their_own() -> None:
    """Words that were carried look like neither deletions nor insertions."""
    found = redline(paragraphs("Short.", "A much longer line."), paragraphs("A much longer line.", "Short."), (0, 1), (1, 0))
    assert draw_text(found, color=True, whole=True).splitlines()[2:] == [
        "\x1b[35m<moved to 2> \x1b[0m\x1b[9;35mShort.\x1b[0m",
        "A much longer line.",
        "\x1b[35m<moved from 1> \x1b[0m\x1b[4;35mShort.\x1b[0m",
    ]


MARKS = {"[-": "-]", "{+": "+}", "[~": "~]", "{~": "~}"}


def read_marks(line: str) -> Iterator[tuple[str, str]]:
    """The runs of a line of text without colour, by the rules that its reader is told: marks, and backslashes before what is none."""
    opening, text, at = "", "", 0
    while at < len(line):
        two = line[at : at + 2]
        if two[0] == "\\":
            text, at = text + two[1:], at + 2
        elif two in MARKS and not opening:
            yield opening, text
            opening, text, at = two, "", at + 2
        elif opening and two == MARKS[opening]:
            yield opening, text
            opening, text, at = "", "", at + 2
        else:
            text, at = text + two[0], at + 1
    assert not opening
    yield opening, text


@given(hostile, hostile)
@example("[", "[-")
@example("] a", "] b")
def test_no_text_can_forge_a_mark(before: str, after: str) -> None:
    """Read back by the marks, the line is both texts, but for what cannot be seen."""
    found = redline(paragraphs(f"x{before}"), paragraphs(f"x{after}"), (0, 0))
    line = draw_text(found, color=False, whole=True).removesuffix("\n").split("\n")[-1]
    runs = list(read_marks(line))
    assert "".join(text for opening, text in runs if opening != "[-") == escaping.plain(f"x{after}")
    assert "".join(text for opening, text in runs if opening != "{+") == escaping.plain(f"x{before}")


@given(alignments(hostile))
def test_nothing_hidden_reaches_a_terminal(alignment: Alignment) -> None:
    """In colour, the only control signs are the colours."""
    found = make_redline(alignment)
    for color in (False, True):
        drawn = (
            re.sub(r"\x1b\[[\d;]+m", "", draw_text(found, color=color, whole=True)) if color else draw_text(found, color=color, whole=True)
        )
        assert not any(escaping.hidden(sign) for sign in drawn if sign != "\n")
        assert drawn.count("\n") <= 3 + 2 * len(found.lines)


# ---- Markdown ------------------------------------------------------------------------------------------------------------------------


def test_markdown_strikes_and_emboldens(reform: Redline) -> None:
    """Where a provision went, the words it carried are plain; where it was, all is struck and the words it lost are bold as well."""
    assert draw_markdown(reform).split("\n\n") == [
        "3 provisions changed, 1 inserted, 1 deleted, 1 moved, 2 unchanged.",
        "~~deleted~~ **inserted**",
        "## Article 1.",
        "1\\. The Senate ~~may~~**must** elect.",
        "~~2\\. Gone.~~",
        "~~3~~**2**. Untouched.",
        "## Article 2. Courts",
        "*moved to 3(1):* ~~1\\. It moves with a **word**.~~",
        "~~2~~**1**. A paragraph that stays where it is.",
        "## **Article 3.**",
        "*moved from 2(1):* 1\\. It moves with a **change**.\n",
    ]


def test_markdown_leaves_out_what_did_not_change_unless_asked() -> None:
    """And says how much."""
    found = redline(paragraphs("same", "It may."), paragraphs("same", "It must."), (0, 0), (1, 1))
    assert draw_markdown(found).split("\n\n")[2:] == ["*\\[1 provision unchanged\\]*", "It ~~may~~**must**.\n"]
    assert draw_markdown(found, whole=True).split("\n\n")[2:] == ["same", "It ~~may~~**must**.\n"]


def squeezed(text: str) -> str:
    """Without white space, of which Markdown keeps no count, and without the spaces of no width that keep its signs apart."""
    return "".join(text.replace("\u200b", "").split())


def read_markdown(text: str) -> BeautifulSoup:
    """The page that a Markdown processor with strikethrough, tables and bare links makes of a text."""
    return BeautifulSoup(MarkdownIt("gfm-like", {"linkify": False}).render(text), "html.parser")


@given(hostile, hostile)
@example("5", "5, as amended")
@example("5, as", "5 as")
@example("a(b)c", "a[b]c")
@example("word", "*word*")
def test_markdown_reads_as_the_text(before: str, after: str) -> None:
    """Read by a Markdown processor, all but what is struck is the new text, and all but what is bold the old one; there is no link and no image."""
    found = redline(paragraphs(f"x {before}"), paragraphs(f"x {after}"), (0, 0))
    for gone, kept in (("s", after), ("strong", before)):
        page = read_markdown(draw_markdown(found, whole=True).split("\n\n", 2)[2])
        assert {tag.name for tag in page.find_all()} <= {"p", "s", "strong"}
        for tag in page.find_all(gone):
            tag.decompose()
        assert squeezed(page.get_text()) == squeezed(escaping.plain(f"x {kept}"))


@given(alignments(hostile))
def test_markdown_of_any_redline_holds_the_new_text(alignment: Alignment) -> None:
    """Also where provisions moved: the words that were carried stand plain at the new place."""
    found = make_redline(alignment)
    page = read_markdown(draw_markdown(found, whole=True).split("\n\n", 2)[2] if found.lines else "")
    assert {tag.name for tag in page.find_all()} <= {"p", "s", "strong", "em", "h2", "h3", "h4", "h5", "h6"}
    for tag in page.find_all(["s", "em"]):
        tag.decompose()
    assert squeezed(page.get_text()) == squeezed(escaping.plain(alignment.after.text))


# ---- HTML ----------------------------------------------------------------------------------------------------------------------------


def main_of(page: str) -> Tag:
    """The part of a page that holds the redline."""
    main = BeautifulSoup(page, "html.parser").main
    assert main is not None
    return main


def test_html_marks_links_and_headings(reform: Redline) -> None:
    """Insertions and deletions are elements of their own; both ends of a move lead to each other."""
    away = '<del class="carried" title="moved to 3(1)">'
    here = '<ins class="carried" title="moved from 2(1)">'
    assert str(main_of(draw_html(reform, "Reform"))).splitlines() == [
        '<main lang="en">',
        '<h2 dir="auto" id="line-0">Article 1.</h2>',
        '<p dir="auto" id="line-1">1. The Senate <del>may</del><ins>must</ins> elect.</p>',
        '<p dir="auto" id="line-2"><del>2. Gone.</del></p>',
        '<p dir="auto" id="line-3"><del>3</del><ins>2</ins>. Untouched.</p>',
        '<h2 dir="auto" id="line-4">Article 2. Courts</h2>',
        f'<p dir="auto" id="line-5"><a class="mark" href="#line-8" lang="en">moved to 3(1)</a> {away}1. It moves with a </del><del>word</del>{away}.</del></p>',
        '<p dir="auto" id="line-6"><del>2</del><ins>1</ins>. A paragraph that stays where it is.</p>',
        '<h2 dir="auto" id="line-7"><ins>Article 3.</ins></h2>',
        f'<p dir="auto" id="line-8"><a class="mark" href="#line-5" lang="en">moved from 2(1)</a> {here}1. It moves with a </ins><ins>change</ins>{here}.</ins></p>',
        "</main>",
    ]


def test_html_is_a_whole_page(reform: Redline) -> None:
    """A title, a language, a summary, a legend, colours for day, night and paper; no script and nothing from elsewhere."""
    page = draw_html(reform, "A & B")
    soup = BeautifulSoup(page, "html.parser")
    assert [tag.get_text() for tag in soup.find_all(["title", "h1"])] == ["A & B", "A & B"]
    assert [item.get_text() for item in soup.find_all("li")] == ["deleted", "inserted", "moved away from here", "moved here"]
    assert summary(reform) in soup.get_text()
    assert all(words in page for words in ("prefers-color-scheme: dark", "@media print", "default-src 'none'", '<html lang="en">'))
    assert not soup.find_all(["script", "link", "img", "iframe", "object", "form", "base"])


def test_html_leaves_out_what_did_not_change_unless_asked() -> None:
    """And says how much."""
    found = redline(paragraphs("same", "It may."), paragraphs("same", "It must."), (0, 0), (1, 1))
    assert [p.get_text() for p in main_of(draw_html(found, "x")).find_all("p")] == ["1 provision unchanged", "It maymust."]
    assert [p.get_text() for p in main_of(draw_html(found, "x", whole=True)).find_all("p")] == ["same", "It maymust."]


@pytest.mark.parametrize(("language", "shown"), [("kk", "kk"), ("pt-BR", "pt-BR"), ('x" onload="y', None), ("", None)])
def test_only_a_language_becomes_an_attribute(language: str, shown: str | None) -> None:
    """Whatever a document says of itself."""
    found = make_redline(aligned(document(), document(language=language)))
    main = main_of(draw_html(found, "x"))
    assert main.attrs == ({"lang": shown} if shown else {})


ALLOWED = {"p": {"id", "dir", "class", "lang"}, "a": {"class", "lang", "href"}, "ins": {"class", "title"}, "del": {"class", "title"}}
ALLOWED |= {f"h{level}": {"id", "dir", "class"} for level in range(2, 7)}


@given(alignments(hostile))
def test_html_holds_the_new_text_and_nothing_else(alignment: Alignment) -> None:
    """Parsed back, all but the deletions and marks is the new text, but for what cannot be seen; every element and attribute is one of ours."""
    found = make_redline(alignment)
    main = main_of(draw_html(found, "x", whole=True))
    for tag in main.find_all():
        assert set(tag.attrs) <= ALLOWED[tag.name]
        assert re.fullmatch(r"#line-\d+", str(tag.get("href", "#line-0")))
    targets = {str(tag["id"]) for tag in main.find_all(id=True)}
    assert {str(tag["href"]).removeprefix("#") for tag in main.find_all("a")} <= targets
    for tag in main.select("del, .mark"):
        tag.decompose()
    lines = [tag.get_text() for tag, line in zip(main.find_all(id=True), found.lines, strict=True) if line.after]
    expected = [escaping.plain(line.after.own) for line in found.lines if line.after]
    assert [squeezed(line) for line in lines] == [squeezed(line) for line in expected]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_a_title(text: str) -> None:
    """It names the page, and does nothing."""
    soup = BeautifulSoup(draw_html(redline([], []), text), "html.parser")
    assert [tag.get_text() for tag in soup.find_all(["title", "h1"])] == [escaping.plain(text)] * 2
    assert {tag.name for tag in soup.find_all()} <= {
        *("html", "head", "meta", "title", "style", "body", "header", "h1", "p", "ul", "li", "del", "ins", "main")
    }
