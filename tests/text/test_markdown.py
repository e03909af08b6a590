"""Markdown as law-in-git corpora keep it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constitution_diff.text.blocks import Block
from constitution_diff.text.markdown import markdown_blocks
from constitution_diff.text.provisions import Document
from constitution_diff.text.reading import parse_document
from outlines import outline, words_of


def read(text: str) -> Document:
    """The document that a Markdown text is."""
    return parse_document(text, "law", "markdown")


def texts(text: str) -> list[str]:
    """The lines without markup."""
    return [block.text for block in markdown_blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title", ["Title"]),
        ("###### Title ######", ["Title"]),
        ("Title\n=====", ["Title"]),
        ("Title\n-----", ["Title"]),
        ("**Article 1.** *Law* is `law`.", ["Article 1. Law is law."]),
        ("__Article 1__ and _law_", ["Article 1 and law"]),
        ("[Article 5](#art-5 'title') and ![seal](seal.png)", ["Article 5 and seal"]),
        ('<a id="art1"></a>\n\nLaw', ["Law"]),
        ('<a id="art1"></a>Law<br>is<sup>1</sup>', ["Lawis1"]),
        (r"1\. Law \*is\* law \[sic\]", ["1. Law *is* law [sic]"]),
        ("a &amp; b &lt; c", ["a & b < c"]),
        ("- a) law\n- b) law", ["a) law", "b) law"]),
        ("* law\n    * law\n        + law", ["law", "law", "law"]),
        ("1. law\n2. law\n\n3-1. law", ["1. law", "2. law", "3-1. law"]),
        ("    law that is set in", ["law that is set in"]),
        ("law  \nlaw\\\nlaw", ["law", "law", "law"]),
        ("> law\n> law", ["law", "law"]),
        ("| Name | Seats |\n|:--|--:|\n| Arca | 10 |", ["Name | Seats", "Arca | 10"]),
        ("law\n\n***\n\nlaw", ["law", "law"]),
        ("```text\nlaw\n```", ["text", "law"]),
        ("<div>\n<p>law</p>\n5 &lt; 6\n</div>", ["law", "5 < 6"]),
        ("5 < 6 and 7 > 2", ["5 < 6 and 7 > 2"]),
        ("<http://example.org> law", ["<http://example.org> law"]),
        ("[law]: is law", ["[law]: is law"]),
        ("law[^a]", ["law[a]"]),
        ("####### law", ["####### law"]),
        ("\u2028law\u2029law", ["law law"]),
        ("", []),
    ],
)
def test_markup_is_taken_off(text: str, expected: list[str]) -> None:
    """And nothing but markup; every line stays one."""
    assert texts(text) == expected


def test_lines_know_what_they_are() -> None:
    """Their line in the source, the level of a heading, what is quoted, what begins a paragraph."""
    text = "---\ntitle: Law\n---\n<!-- one\ntwo -->\n# Title\n\nlaw\nlaw  \nlaw <!-- three --> law\n\n> quoted\n"
    assert list(markdown_blocks(text)) == [
        Block(2, "title: Law", aside="metadata"),
        Block(4, "one", aside="metadata"),
        Block(5, "two", aside="metadata"),
        Block(6, "Title", level=1),
        Block(8, "law"),
        Block(9, "law", fresh=False),
        Block(10, "law"),
        Block(10, "three", fresh=False, aside="metadata"),
        Block(10, "law", fresh=False),
        Block(12, "quoted", quoted=True),
    ]


def test_the_head_of_a_file() -> None:
    """YAML and the title block of Pandoc are kept apart from the text; two lines of dashes around a text are no head."""
    assert (
        outline(read("---\ntitle: Law\ntags:\n  - a\n---\n\nWe."))
        == "metadata [] title: Law\nmetadata [] tags:\nmetadata [] a\npreamble [preamble]\n.alinea [preamble] We."
    )
    assert (
        outline(read("% Law\n  of Arcadia\n\nWe."))
        == "metadata [] Law\nmetadata [] of Arcadia\npreamble [preamble]\n.alinea [preamble] We."
    )
    assert outline(read("---\nWe give this law.\n\n---\n\nYou take it.")).splitlines()[1:] == [
        ".alinea [preamble] We give this law.",
        ".alinea [preamble] You take it.",
    ]


def test_a_comment_in_a_sentence() -> None:
    """The sentence goes on behind it."""
    assert outline(read("# Article 1\n\nLaw <!-- sic --> is\nlaw.")) == "article [1] Article 1 Law is law.\n.metadata [] sic"


def test_footnotes_are_notes() -> None:
    """Where they are defined, with all their paragraphs; where they are called, their name stays."""
    text = "# Article 1\n\nLaw[^1] is law.[^x]\n\n[^1]: The old one.\n[^x]: An example:\n\n    of two paragraphs.\n\n# Article 2\n\nLaw.\n"
    assert outline(read(text)).splitlines() == [
        "article [1] Article 1 Law[1] is law.[x]",
        ".note [1] [1]: The old one.".replace("]:", "]"),
        ".note [1] [x] An example:",
        ".note [1] of two paragraphs.",
        "article [2] Article 2 Law.",
    ]


def test_quoted_text_is_a_quotation() -> None:
    """But a preamble may be quoted as a whole."""
    assert outline(read("> *We,*\n> *the people.*\n\n# Article 1\n\nIt reads:\n\n> «5. Law.\n>\n> Law.»\n")).splitlines() == [
        "preamble [preamble]",
        ".alinea [preamble] We, the people.",
        "article [1] Article 1 It reads:",
        ".quotation [1]",
        "..alinea [1] «5. Law.",
        "..alinea [1] Law.»",
    ]


def test_headings_of_any_level() -> None:
    """Their words say what holds what; where these do not, their level does."""
    text = "# Law\n\n## I. Basics\n\n###### Article 1\n\nLaw.\n\n##### Rights\n\n###### Article 2\n\nLaw.\n\n## II. The state\n\n#### Article 3\n\nLaw.\n"
    assert outline(read(text)).splitlines() == [
        "division [] Law",
        ".division [division I] I. Basics",
        "..article [1] Article 1 Law.",
        "..division [division I] Rights",
        "...article [2] Article 2 Law.",
        ".division [division II] II. The state",
        "..article [3] Article 3 Law.",
    ]


def test_a_heading_under_an_article_ends_with_it() -> None:
    """The next article stands beside the one before, and a heading without number is none of an empty article of a lower level."""
    text = "## Article 1\n\nLaw.\n\n### Seal\n\n1. Round.\n\n## Article 2\n\n# Last words\n\n## Article 3\n\nLaw.\n"
    assert outline(read(text)).splitlines() == [
        "article [1] Article 1 Law.",
        ".division [1] Seal",
        "..paragraph [1(1)] 1. Round.",
        "article [2] Article 2",
        "division [] Last words",
        ".article [3] Article 3 Law.",
    ]


def test_a_heading_on_two_lines() -> None:
    """It is one; and so are a number and its title in two headings."""
    assert (
        outline(read("Part I\nof the law\n===\n\nArticle 1\n---\n\nLaw.")) == "part [part I] Part I of the law\n.article [1] Article 1 Law."
    )
    assert (
        outline(read("# Part I\n\n# The law\n\n## Article 1\n\n### Seal\n\nLaw."))
        == "part [part I] Part I The law\n.article [1] Article 1 Seal Law."
    )


def test_sections_under_an_article() -> None:
    """A deeper heading is a part of it."""
    assert outline(
        read("## Article I\n\n### Section 1\n\nLaw.\n\n### Section 2\n\nLaw.\n\n# Section 3\n\n## Article II\n\nLaw.")
    ).splitlines() == [
        "article [I] Article I",
        ".paragraph [I(1)] Section 1 Law.",
        ".paragraph [I(2)] Section 2 Law.",
        "section [section 3] Section 3",
        ".article [II] Article II Law.",
    ]


def test_where_articles_are_marked_up_no_other_line_is_one() -> None:
    """It is kept as text, and remarked on."""
    document = read("## Article 1\n\nLaw.\n\nArticle 2. Old\n\nLaw.\n")
    assert [str(a.citation) for a in document.articles] == ["1"]
    assert [str(remark) for remark in document.remarks] == [
        "line 5: this begins like an article, but here articles are marked up as headings: 'Article 2. Old'"
    ]
    assert words_of(document) == ["Article", "1", "Law", "Article", "2", "Old", "Law"]


def test_wrapped_markdown() -> None:
    """A sentence may be broken anywhere."""
    text = "## Article 1\n\n1. The council of the republic meets in the great hall of the old town of Arca on\n3. January, as is said in\nArticle 5 of the law.\n2. It rests.\n"
    assert [p.kind for p in read(text).provisions] == ["article", "paragraph", "paragraph"]


# -- nothing is lost --

_PLAIN = st.lists(st.sampled_from("the king may law Arca день закон 5 1999 и".split()), min_size=1, max_size=12).map(" ".join)  # noqa: SIM905
_SHAPES = st.sampled_from(
    [
        "{}",
        "# {}",
        "###### {}",
        "{}\n===",
        "{}\n---",
        "**{}**",
        "*{}*",
        "> {}",
        "> > {}",
        ">>>>>>>>>>>>>>>>>>>>>>>>>> {}",
        "- {}",
        "* {}",
        "    - {}",
        "1. {}",
        "a) {}",
        "- a) {}",
        "    {}",
        "\\[{}\\]",
        "[{}](#x)",
        "[{}](<y z>)",
        "`{}`",
        "{} &amp; {}",
        "<b>{}</b>",
        "{}  \n{}",
        "{}\\\n{}",
        "{}\n{}",
        "\\*{}",
        "\\# {}",
        "[^1]: {}",
        "{}[^1]",
        "\n{} <!-- {} -->\n",
        "\n<!-- {}\n{} -->\n",
        "\n<div>\n{}\n</div>\n",
        "\n```{}\n{}\n```\n",
        "~~~\n{}\n~~~",
        "\n",
        " {} ",
        " {} ",
        "\n",
        "---",
        "---",
        "\n",
        " {} ",
        " ",
        "\n",
        "---",
        "***",
        "Article 1",
        "## Article 2",
        "**Статья 3. {}**",
        "# Part I",
        "Preamble",
        "## Preamble",
        "<a id='q'></a>",
        "1. ",
        "!{}",
        "{}!",
        "<{}",
        "{}>",
        "[{}",
        "{}]",
        "({})",
        "&{};",
        "_{}",
        "",
    ]
)


@settings(max_examples=400)
@given(st.lists(st.tuples(_SHAPES, _PLAIN, _PLAIN, _PLAIN), max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]))
def test_no_word_is_lost(parts: list[tuple[str, str, str, str]], between: str) -> None:
    """The words of the tree are those of the document without its markup, in their order."""
    text = between.join(shape.format(*fill) for shape, *fill in parts)
    bare = re.sub(r"\]\((?:#x|<y z>)\)|</?(?:b|div|a)\b[^>]*>|&amp;", " ", text)
    assert re.findall(r"[^\W_]+", " ".join(words_of(read(text)))) == re.findall(r"[^\W_]+", bare)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Whatever its signs; it does not matter that they stand in lines that end in another way."""
    document = read(text)
    assert all(1 <= p.line <= text.count("\n") + text.count("\r") + 1 for p in document.provisions)


# -- hostile texts --


def test_quotes_in_quotes() -> None:
    """However many."""
    for depth in (1, 19, 20, 21, 1000, 100_000):
        assert texts(">" * depth + " law\n\n" + "> " * depth + "law") == ["law", "law"]


@pytest.mark.parametrize("sign", "[ ( > < & * _ ` ! # | - + = ~ 1 \\ a :".split())  # noqa: SIM905
def test_a_line_of_ten_megabytes(sign: str) -> None:
    """It is kept, or it is nothing but markup."""
    found = texts(sign * 10_000_000)
    assert found in ([], [sign * 10_000_000])


@pytest.mark.parametrize("line", ["x", "- x", "# x\n", "> x", "[^1]: x", "|x|", "<!-- x -->", "<!--", "<a", "[x](", "*x **x", "x\n="])
def test_very_many_lines(line: str) -> None:
    """Each is read once."""
    document = read(f"{line}\n" * 10_000)
    assert len(words_of(document)) in (0, 10_000, 20_000)
    assert document.provisions
