r"""Makes text safe for each output format. Pure.

Labels may come from anybody's data file. Whatever they hold, they must stay text: no markup, no formula, no terminal command. What is escaped is
escaped so that a reader sees the label as it is written; only what cannot be seen at all is taken out.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping

JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling of Persian, Sinhala and other languages, and of emoji."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

FORMULA_STARTS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell, or has made one run it; some spreadsheets take the wide forms for the narrow ones."""

LATEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # Some languages of babel give the straight quote a meaning; not every font has a command for it.
    '"': r"{\char34}",
    "`": r"{\char96}",
    # Behind the end of a row, these would be read as arguments of \\.
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "–": r"\textendash{}",
    "→": r"$\rightarrow$",
}
"""What LaTeX writes for each sign that it would not take as it is."""

_MARKDOWN: Mapping[str, str] = {
    **{sign: f"\\{sign}" for sign in "\\`*_[]{}~!$#^"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    # No escape keeps an address or a name of a user from becoming a link; a space of no width behind the sign does.
    "@": "@&#8203;",
}
_LATEX_TABLE, _MARKDOWN_TABLE = ({ord(sign): text for sign, text in signs.items()} for signs in (LATEX, _MARKDOWN))
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=,)(?=,)|(?<=')(?=')")
"""Between which LaTeX makes two signs one: two hyphens a dash, two commas or apostrophes a quotation mark."""
_BREAK = "\ue000"
"""A private character, which no plain text holds: it is written as ``{}``."""
_MARKDOWN_PLACES = re.compile(r"^(?=[-+=:](?:[-+=:\s]|$))|^(\d+)(?=[.)](?:\s|$))|(?=://)|(?i:(?<=www))(?=\.)")
"""Before what a backslash goes that is markup in some places only: what begins a list, a line or a definition, and addresses."""
_WIKI = re.compile(r"(?<![^\W_])-|-(?![^\W_])|[!-'*+/:<-@\[-`{-~]")
_RST = re.compile(r"(?<![^\W_])-|-(?![^\W_])|[!-'*+:<-@\[-`{-~]|^\.|^\(|^(?=\w+[.)](\s|$))")


def hidden(sign: str) -> bool:
    """Whether a character cannot be seen: control and direction characters, unpaired surrogates, what has no meaning in Unicode."""
    return unicodedata.category(sign) in _HIDDEN and sign not in JOINERS


def plain(text: str) -> str:
    """For a terminal: nothing hidden; line breaks, tabs and the like become spaces."""
    if text.isprintable():  # nearly always, and then there is nothing to do
        return text
    return "".join(" " if c.isspace() and hidden(c) else "" if hidden(c) else c for c in text)


def markdown(text: str) -> str:
    """For a cell or a line of Markdown: nothing in it is markup, HTML or a link."""
    escaped = plain(text).strip().translate(_MARKDOWN_TABLE)
    return _MARKDOWN_PLACES.sub(r"\1\\", escaped)


def latex(text: str) -> str:
    """For LaTeX."""
    return _LIGATURES.sub(_BREAK, plain(text)).translate(_LATEX_TABLE).replace(_BREAK, "{}")


def markup(text: str) -> str:
    """For HTML."""
    return html.escape(plain(text))


def wiki(text: str) -> str:
    """For wiki languages: signs become HTML entities, but for those that part words and sentences."""
    return _WIKI.sub(lambda m: f"&#{ord(m[0])};", plain(text))


def rst(text: str) -> str:
    """For reStructuredText: a backslash before every sign, but for those that part words and sentences, and before what would number a list."""
    return _RST.sub(r"\\\g<0>", plain(text).strip())


def cell(text: str) -> str:
    """For CSV and spreadsheets: a cell that would be run as a formula is marked as text with an apostrophe."""
    clean = plain(text)
    return f"'{clean}" if clean.lstrip().lstrip(JOINERS).startswith(FORMULA_STARTS) else clean


def json_text(text: str) -> str:
    r"""For JSON that may be printed in a terminal: what is hidden is written as ``\u202e``, which JSON reads back as it was."""
    return "".join(c if c == "\n" or not hidden(c) else "".join(f"\\u{unit:04x}" for unit in _utf16(c)) for c in text)


def _utf16(sign: str) -> memoryview:
    return memoryview(sign.encode("utf-16-le", "surrogatepass")).cast("H")
