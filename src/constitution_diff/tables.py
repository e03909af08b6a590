"""Tables, in any format of tabulate. The one module that imports it.

A table is a description, :class:`Table`: headings and rows of plain text. It is drawn, escaped for the format, only when asked.
"""

from __future__ import annotations

import re
import string
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen
from tabulate import tabulate, tabulate_formats

from constitution_diff import escaping
from constitution_diff.changes import Change, Changes
from constitution_diff.problems import UserError, did_you_mean, listed
from constitution_diff.wording import DASH, number_of, side, tell_restoration, words_of

TEXT = frozenset({"plain", "presto", "pretty", "psql", "simple", *(f for f in tabulate_formats if f.endswith(("grid", "outline")))})
"""Formats for a terminal: the only ones that are wrapped."""
WIKI = frozenset({"asciidoc", "jira", "mediawiki", "moinmoin", "orgtbl", "textile", "youtrack"})
SELF_ESCAPING = frozenset({"html", "latex", "latex_booktabs", "latex_longtable"})
"""Formats for which tabulate escapes cells on its own, by other rules than ours and only the cells."""
_SHIELD = {ord(sign): chr(0xE000 + ord(sign)) for sign in string.punctuation}
_UNSHIELD = {ord(private): chr(sign) for sign, private in _SHIELD.items()}
"""Signs that are escaped already pass tabulate as private characters. No text that has been escaped holds any otherwise."""

_ESCAPES: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(TEXT, escaping.plain),
    **dict.fromkeys(WIKI, escaping.wiki),
    **dict.fromkeys(("github", "pipe"), escaping.markdown),
    **dict.fromkeys(("latex", "latex_booktabs", "latex_longtable", "latex_raw"), escaping.latex),
    **dict.fromkeys(("html", "unsafehtml"), escaping.markup),
    "rst": escaping.rst,
    "tsv": escaping.cell,
}
FORMATS: Mapping[str, Callable[[str], str]] = {name: _ESCAPES[name] for name in sorted(tabulate_formats) if name in _ESCAPES}
"""The formats of tabulate with what escapes a cell for them. A format that tabulate may learn one day is not among them before it is escaped."""

FLOWING = frozenset({"plain", "simple"})
"""Formats without lines between rows: rows are set apart by an empty line."""
_DATE, _WHOLE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), "\N{NON-BREAKING HYPHEN}"
LONGEST_WHOLE = 14
"""Words up to this length are not broken where the table has room for them; "Constitutional" is that long."""
HEADING_PADDING = 2
"""tabulate makes a column at least this much wider than its heading."""


@frozen
class Column:
    """One column of a table of changes.

    Attributes:
        heading: Its heading.
        share: Its share of the width of a text table.
        value: What stands in it.
    """

    heading: str
    share: int
    value: Callable[[Change], str]


def _title(change: Change) -> str:
    statement = change.after or change.before
    return words_of(change, "after" if change.after else "before").title(statement) if statement else change.statement


def _articles(change: Change) -> str:
    before, after = ", ".join(change.articles_before), ", ".join(change.articles_after)
    if before == after:
        return before
    return f"{before or DASH} → {after or DASH}"


def _in_force(change: Change) -> str:
    return words_of(change, "after").in_force(change.in_force)


COLUMNS: Mapping[str, Column] = {
    "what": Column("What", 20, _title),
    "before": Column("Before", 24, lambda c: side(c, "before")),
    "after": Column("After", 26, lambda c: side(c, "after")),
    "articles": Column("Articles", 12, _articles),
    "in-force": Column("In force", 10, _in_force),
    "sentence": Column("Change", 60, lambda c: c.sentence),
    "rule": Column("Rule", 16, lambda c: c.rule),
    "aspects": Column("Also", 16, lambda c: ", ".join(c.aspects)),
    "category": Column("Category", 12, lambda c: c.category),
    "area": Column("Area", 14, lambda c: c.area),
    "statement": Column("Statement", 20, lambda c: c.statement),
    "from": Column("From", 14, lambda c: "; ".join(c.source)),
    "to": Column("To", 14, lambda c: "; ".join(c.target)),
    "partners": Column("Partners", 14, lambda c: "; ".join(c.partners)),
    "restores": Column("Restores", 30, tell_restoration),
    "fingerprint": Column("Fingerprint", 12, lambda c: c.fingerprint),
}
"""The columns a table of changes can have, by id."""

DEFAULT_COLUMNS = ("what", "before", "after", "articles", "in-force")


@frozen
class Table:
    """A table as a description.

    Attributes:
        headings: The headings.
        rows: The rows, cell by cell, as plain text.
        shares: The share of each column of the width of a text table.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]

    def draw(self, tablefmt: str = "simple", width: int | None = 100) -> str:
        """The table in a format of tabulate, escaped for it.

        Args:
            tablefmt: The format.
            width: The width to wrap plain text to; None for no wrapping. Markup is never wrapped.

        Raises:
            UserError: No such format.
        """
        if tablefmt not in FORMATS:
            raise UserError(f"There is no table format {tablefmt[:60]!r}. {did_you_mean(tablefmt, FORMATS, f'Known: {listed(FORMATS)}')}.")
        escape = FORMATS[tablefmt]
        headings = [escape(h) for h in self.headings]
        rows = [[escape(c) for c in row] for row in self.rows]
        if tablefmt in TEXT and width is not None:
            frame = 0 if tablefmt in FLOWING else 4
            widths = self._widths(rows, width - frame - (len(headings) - 1) * (2 if tablefmt in FLOWING else 3))
            rows = self._wrap(rows, widths, flowing=tablefmt in FLOWING)
            headings = ["\n".join(textwrap.wrap(h, w - HEADING_PADDING)) for h, w in zip(headings, widths, strict=True)]
        if tablefmt in SELF_ESCAPING:
            headings = [h.translate(_SHIELD) for h in headings]
            rows = [[c.translate(_SHIELD) for c in row] for row in rows]
        alignment = ["left"] * len(headings)
        drawn = tabulate(rows, headings, tablefmt=tablefmt, disable_numparse=True, colalign=alignment if rows else None)
        return drawn.translate(_UNSHIELD)

    def _widths(self, rows: list[list[str]], width: int) -> list[int]:
        least = [max((len(word) for word in h.split()), default=1) + HEADING_PADDING for h in self.headings]
        whole = [max([least[n], *(min(len(word), LONGEST_WHOLE) for r in rows for word in r[n].split())]) for n in range(len(least))]
        if sum(whole) <= width:
            least = whole
        longest = [max([least[n], *(len(r[n]) for r in rows)]) for n in range(len(self.headings))]
        return _share_out(least, longest, self.shares, width)

    def _wrap(self, rows: list[list[str]], widths: list[int], *, flowing: bool) -> list[list[str]]:
        wrapped = [[_lines(c, w) for c, w in zip(row, widths, strict=True)] for row in rows]
        if not flowing:
            return [["\n".join(lines) for lines in row] for row in wrapped]
        heights = [max(map(len, row)) for row in wrapped]
        apart = sum(h > 1 for h in heights) * 4 > len(heights)
        drawn: list[list[str]] = []
        for row, height in zip(wrapped, heights, strict=True):
            if apart and drawn:
                drawn.append([""] * len(row))
            drawn += [[lines[n] if n < len(lines) else "" for lines in row] for n in range(height)]
        return drawn


def _lines(text: str, width: int) -> list[str]:
    """The text wrapped, with its dates whole."""
    kept = _DATE.sub(lambda found: found[0].replace("-", _WHOLE), text)
    return [line.replace(_WHOLE, "-") for line in textwrap.wrap(kept, width)] or [""]


def _share_out(least: Sequence[int], longest: Sequence[int], shares: Sequence[int], width: int) -> list[int]:
    """The width of each column: what it needs if that is less than its share, at least what it cannot do without, and of what is left its share."""
    widths: dict[int, int] = {}
    while len(widths) < len(shares):
        left = [n for n in range(len(shares)) if n not in widths]
        total, space = sum(shares[n] for n in left), width - sum(widths.values())
        share = {n: space * shares[n] // total for n in left}
        content = {n: longest[n] for n in left if longest[n] <= share[n]}
        widths |= content or {n: least[n] for n in left if least[n] > share[n]} or share
    return [widths[n] for n in range(len(shares))]


def make_table(headings: Iterable[str], rows: Iterable[Iterable[str]], shares: Iterable[int] | None = None) -> Table:
    """A table from its parts; columns share the width equally unless told otherwise."""
    names = tuple(headings)
    return Table(names, tuple(tuple(row) for row in rows), tuple(shares or [1] * len(names)))


def describe_changes(changes: Iterable[Change], columns: Sequence[str] | None = None, *, fold: bool = True) -> Table:
    """The table of some changes.

    Args:
        changes: The changes.
        columns: Ids of :data:`COLUMNS`, in order.
        fold: Whether rules that only moved in the text share one row at the end, unless they are all there is.

    Raises:
        UserError: No such column.
    """
    chosen = list(columns or DEFAULT_COLUMNS)
    for name in chosen:
        if name not in COLUMNS:
            raise UserError(f"There is no column {name[:60]!r}. {did_you_mean(name, COLUMNS, f'Known: {listed(COLUMNS)}')}.")
    described = [COLUMNS[name] for name in chosen]
    found = list(changes)
    told = [c for c in found if c.category != "relocation"] if fold else found
    rows = [[c.value(change) for c in described] for change in told or found]
    if told and len(told) < len(found):
        rows.append([f"{number_of(len(found) - len(told), 'rules')} moved in the text only", *([""] * (len(described) - 1))])
    return make_table((c.heading for c in described), rows, (c.share for c in described))


def changes_table(changes: Changes, tablefmt: str = "simple", *, columns: Sequence[str] | None = None, width: int | None = 100) -> str:
    """The changes as a table in a format of tabulate: see :meth:`constitution_diff.changes.Changes.table`."""
    return describe_changes(changes, columns).draw(tablefmt, width)
