"""Escaping: whatever a text holds, it stays the same text in every format, and nothing but text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff import escaping

PUNCTUATION = r"[!-/:-@\[-`{-~]"
SIGNS = st.text(alphabet="\\`*_[]{}<>()~!$#^&|@:/.;-+=%\"' aB1ж\u0301\u200d\n\x1b\u202e", max_size=30)
"""Texts made of what means something in one format or another."""
texts = st.text(alphabet=st.characters(), max_size=30) | SIGNS


# ---- reading back --------------------------------------------------------------------------------------------------------------------
#
# What a reader of each format sees, by the rules of the format and not by ours.


def read_markdown(text: str) -> str:
    """A line of Markdown: a backslash before a sign stands for the sign, and entities are what they are in HTML."""
    return re.sub(rf"\\({PUNCTUATION})|(&[#\w]+;)", lambda m: m[1] or html.unescape(m[2]), text).replace("\u200b", "")


def read_latex(text: str) -> str:
    """LaTeX: its commands for signs; empty braces only keep signs apart."""
    signs = {"{}": "", **{command: sign for sign, command in escaping.LATEX.items()}}
    return re.sub("|".join(map(re.escape, sorted(signs, key=len, reverse=True))), lambda m: signs[m[0]], text)


def read_rst(text: str) -> str:
    """reStructuredText: a backslash stands for whatever follows it."""
    return re.sub(r"\\(.)", r"\1", text)


def stripped(text: str) -> str:
    """What a terminal shows, without the spaces around it."""
    return escaping.plain(text).strip()


FORMATS: dict[str, tuple[Callable[[str], str], Callable[[str], str], Callable[[str], str]]] = {
    "markdown": (escaping.markdown, read_markdown, stripped),
    "latex": (escaping.latex, read_latex, escaping.plain),
    "html": (escaping.markup, html.unescape, escaping.plain),
    "wiki": (escaping.wiki, html.unescape, escaping.plain),
    "rst": (escaping.rst, read_rst, stripped),
}
"""How a text is written for a format, how it is read back, and what must come back."""


@pytest.mark.parametrize("name", FORMATS)
@given(text=texts)
def test_what_is_written_is_read_back(name: str, text: str) -> None:
    """Every visible character, letters and digits among them, comes back in order from each format."""
    write, read, expected = FORMATS[name]
    assert read(write(text)) == expected(text)


@pytest.mark.parametrize("name", [*FORMATS, "plain", "cell"])
@given(text=texts)
def test_nothing_hidden_is_written(name: str, text: str) -> None:
    """No format lets a control or direction character through, or anything else that cannot be seen."""
    written = getattr(escaping, {"html": "markup"}.get(name, name))(text)
    assert [c for c in written if escaping.hidden(c)] == []


# ---- plain text ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("red \x1b[31malert\x1b[0m", "red [31malert[0m"),
        ("a\x9bb\x07c\x00d", "abcd"),
        ("one\ntwo\r\nthree\tfour\x85five\u2028six", "one two  three four five six"),
        ("left\u202etfel\u2066x\u200f", "lefttfelx"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("half a pair \ud800", "half a pair "),
        ("private \ue000", "private "),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("Қазақстан и\u0306 日本", "Қазақстан и\u0306 日本"),
        ("50\u00a0%", "50\u00a0%"),
    ],
    ids=["colours", "controls", "breaks", "directions", "soft", "surrogate", "private", "joiner", "emoji", "letters", "space"],
)
def test_plain_text_shows_what_can_be_seen(text: str, shown: str) -> None:
    """Hidden characters go, breaks become spaces, and the spelling of every language stays."""
    assert escaping.plain(text) == shown


@given(texts)
def test_plain_text_of_plain_text_is_the_same(text: str) -> None:
    """What has been made plain once stays as it is."""
    assert escaping.plain(escaping.plain(text)) == escaping.plain(text)


# ---- Markdown ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", "a &#124; b"),
        ("<b>&lt;</b>", "&lt;b&gt;&amp;lt;&lt;/b&gt;"),
        ("[a](b) ![c](d)", r"\[a\](b) \!\[c\](d)"),
        ("`x` **y** _z_ ~~q~~", r"\`x\` \*\*y\*\* \_z\_ \~\~q\~\~"),
        ("https://example.org", r"https\://example.org"),
        ("www.example.org", r"www\.example.org"),
        ("a@example.org", "a@&#8203;example.org"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("---", r"\---"),
        ("+ item", r"\+ item"),
        ("===", r"\==="),
        (": definition", r"\: definition"),
        ("12. item", r"12\. item"),
        ("1) item", r"1\) item"),
        ("    code", "code"),
        ("104.10", "104.10"),
        ("-6", "-6"),
        ("44(3), 55(2)", "44(3), 55(2)"),
        ("head-of-state: 1/2", "head-of-state: 1/2"),
    ],
)
def test_markdown_escapes_markup_and_nothing_else(text: str, written: str) -> None:
    """What would be markup is escaped; numbers, articles and hyphens stay readable in the source."""
    assert escaping.markdown(text) == written


@given(SIGNS)
def test_markdown_leaves_no_sign_bare(text: str) -> None:
    """Every sign of markup stands behind a backslash or is an entity."""
    assert re.fullmatch(rf"(?:\\{PUNCTUATION}|&(?:amp|lt|gt|#124|#8203);|[^\\`*_\[\]{{}}~!$#^&<>|])*", escaping.markdown(text))


@given(SIGNS)
def test_markdown_leaves_no_address_whole(text: str) -> None:
    """Nothing is left that would become a link by itself."""
    assert re.search(r"(?<!\\):/?/|www\.|@(?!&#8203;)", escaping.markdown(f"{text} https://a.b www.a.b a@b.c")) is None


# ---- LaTeX, HTML, wikis, reStructuredText ----------------------------------------------------------------------------------------------


@given(SIGNS)
def test_latex_leaves_no_sign_bare(text: str) -> None:
    """Every sign with a meaning in LaTeX is written by its command."""
    commands = "|".join(map(re.escape, escaping.LATEX.values()))
    assert re.fullmatch(rf'(?:{commands}|{{}}|[^\\&%$#_{{}}~^<>|"`\[\]*])*', escaping.latex(text))


@given(SIGNS)
def test_latex_joins_no_signs(text: str) -> None:
    """No two hyphens, commas or apostrophes stand together, which LaTeX would print as one sign."""
    assert re.search(r"--|,,|''", escaping.latex(text)) is None


def test_latex_takes_no_argument_from_a_label() -> None:
    """A cell that begins a row cannot be read as an argument of the end of the row before it."""
    assert escaping.latex(r"[1cm] *\input{x}") == r"{[}1cm{]} {*}\textbackslash{}input\{x\}"


@given(SIGNS)
def test_html_leaves_no_sign_bare(text: str) -> None:
    """No sign of markup is left, not even one that matters in attributes only."""
    assert re.fullmatch(r"(?:&(?:amp|lt|gt|quot|#x27);|[^&<>\"'])*", escaping.markup(text))


@given(SIGNS)
def test_wiki_leaves_only_what_parts_words_and_sentences(text: str) -> None:
    """Signs are entities, but for full stops, commas, semicolons, brackets and the hyphens inside words."""
    assert re.fullmatch(r"(?:&#\d+;|(?<=[^\W_])-(?=[^\W_])|[^!-'*+/:<-@\[-`{-~-])*", escaping.wiki(text))


@given(SIGNS)
def test_rst_leaves_only_what_parts_words_and_sentences(text: str) -> None:
    """Signs stand behind a backslash, but for full stops, commas, semicolons, slashes, brackets and the hyphens inside words."""
    assert re.fullmatch(r"(?:\\.|(?<=[^\W_])-(?=[^\W_])|[^!-'*+:<-@\[-`{-~-])*", escaping.rst(text))


@pytest.mark.parametrize("text", [".. raw:: html", "(a) item", "1. item", "IV) item", "#. item", "- item"])
def test_rst_takes_no_directive_or_list_from_a_label(text: str) -> None:
    """What would begin a directive or a list begins with a backslash."""
    assert escaping.rst(text).startswith("\\")


# ---- spreadsheets --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "|calc",
        "%x",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\t=1",
        "\r\n=1",
        "\x1b=1",
        "\u200d=1",
        "\u00a0=1",
    ],
)
def test_a_cell_is_never_run(text: str) -> None:
    """What a spreadsheet would run as a formula is marked as text."""
    assert escaping.cell(text) == f"'{escaping.plain(text)}"


@pytest.mark.parametrize("text", ["", "44(3)", "1/2", "'=1", "–", "Senate = upper chamber", "5 -1"])
def test_a_cell_that_is_no_formula_stays_as_it_is(text: str) -> None:
    """Only what begins like a formula is marked."""
    assert escaping.cell(text) == text


@given(texts)
def test_a_cell_adds_nothing_but_its_mark(text: str) -> None:
    """Letters and digits of a cell stay in order: at most one apostrophe is put before them."""
    assert escaping.cell(text) in {escaping.plain(text), f"'{escaping.plain(text)}"}


# ---- JSON ----------------------------------------------------------------------------------------------------------------------------


@given(st.text(alphabet=st.characters(), max_size=30) | SIGNS | st.sampled_from(["\ud800", "\U000e0041", "\x9b"]))
def test_json_holds_the_text_exactly(text: str) -> None:
    """JSON loses nothing: what is hidden is written out and read back as it was."""
    assert json.loads(escaping.json_text(json.dumps({text: text}, ensure_ascii=False, indent=2))) == {text: text}


@given(texts)
def test_json_can_be_printed(text: str) -> None:
    """Apart from its line breaks, JSON holds nothing that a terminal would obey."""
    assert [c for c in escaping.json_text(json.dumps([text], ensure_ascii=False, indent=2)) if escaping.hidden(c) and c != "\n"] == []
