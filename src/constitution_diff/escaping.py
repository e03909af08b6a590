"""Makes text safe for each output format. Pure.

Labels may come from anybody's data file. Whatever they hold, they must stay text: no markup, no formula, no terminal command.
"""

from __future__ import annotations

import html
import re
import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
"""What makes a spreadsheet run a cell, or has made one run it."""

_LATEX = {
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
    '"': r"\textquotedbl{}",
    "–": "--",
    "→": r"$\rightarrow$",
}
_MARKDOWN = re.compile(r"([\\`*_\[\]|~!$])")
_WIKI = re.compile(r"[\[\]{}|<>&'*_^~!=\"]")


def plain(text: str) -> str:
    """For a terminal: no control, no direction and no other invisible characters; line breaks become spaces."""
    return "".join(
        " " if c in "\n\r\t" else c
        for c in text
        if c in "\n\r\t\u200c\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )


def markdown(text: str) -> str:
    """For a cell or a line of Markdown: nothing in it is markup, HTML or a link."""
    escaped = _MARKDOWN.sub(r"\\\1", html.escape(plain(text), quote=False))
    escaped = re.sub(r"^(\s*)([-+#]|\d+[.)])(?=\s)", r"\1\\\2", escaped)
    return re.sub(r"(?i)\b(https?|ftp|mailto|www)([:.])", r"\1&#8203;\2", escaped)


def latex(text: str) -> str:
    """For LaTeX."""
    return "".join(_LATEX.get(c, c) for c in plain(text))


def markup(text: str) -> str:
    """For HTML."""
    return html.escape(plain(text))


def wiki(text: str) -> str:
    """For wiki languages: their signs become HTML entities."""
    return _WIKI.sub(lambda m: f"&#{ord(m[0])};", plain(text))


def cell(text: str) -> str:
    """For CSV and spreadsheets: a cell that would be run as a formula is marked as text with an apostrophe."""
    clean = plain(text)
    return f"'{clean}" if clean.lstrip().startswith(FORMULA_STARTS) and clean != "-" else clean
