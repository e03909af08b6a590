"""DataFrames. The one module that imports pandas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd
from attrs import asdict

from constitution_diff.balance import ENTRIES, take_balance
from constitution_diff.changes import Change, Changes
from constitution_diff.chronicle import states_of
from constitution_diff.country import Country
from constitution_diff.effects import Reading, read_effects
from constitution_diff.tables import COLUMNS
from constitution_diff.text.amending import amending_provisions
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import Document
from constitution_diff.text.synopsis import correlate, line_of, texts_of
from constitution_diff.wording import Words

CHANGE_COLUMNS: dict[str, str] = {
    "country": "str",
    "rule": "str",
    "category": "str",
    "statement": "str",
    "kind": "str",
    "area": "str",
    "what": "str",
    "before": "str",
    "after": "str",
    "from": "str",
    "to": "str",
    "partners": "str",
    "also": "str",
    "articles_before": "str",
    "articles_after": "str",
    "in_force": "datetime64[s]",
    "in_force_event": "str",
    "increases": "str",
    "decreases": "str",
    "confidence": "str",
    "restores": "str",
    "sentence": "str",
    "fingerprint": "str",
}
"""The columns of a frame of changes with their dtypes; frames of several countries can be put together. Several ids in one cell are separated by "; "; a cell with nothing is ""."""

BALANCE_COLUMNS: dict[str, str] = {"institution": "str", "name": "str", **dict.fromkeys(ENTRIES, "int64"), "net": "int64"}
"""The columns of a balance with their dtypes."""

TIMELINE_COLUMNS: dict[str, str] = {
    "country": "str",
    "statement": "str",
    "kind": "str",
    "area": "str",
    "what": "str",
    "state": "str",
    "decides": "str",
    "from": "datetime64[s]",
    "until": "datetime64[s]",
    "event": "str",
    "revision": "str",
    "articles": "str",
    "confidence": "str",
}
"""The columns of a timeline with their dtypes: one row per state of a statement. ``state`` is what it says in words, or "silent" or "not-coded"; ``from``
and ``until`` bound the days on which it applies, ``until`` excluded, and are empty (NaT) where no day is known or the state still applies; ``event`` is the
id of what it waits for; ``decides`` holds the ids of who holds the power, separated by "; "."""

CORRELATION_COLUMNS: dict[str, str] = {
    "before": "str",
    "after": "str",
    "kind": "str",
    "amended": "bool",
    "moved": "bool",
    "rung": "str",
    "similarity": "float64",
}
"""The columns of a correlation table with their dtypes: the old number and the new one ("" where there is none; of several, separated by "; "), what
happened, and how and how surely the two were paired."""

TEXT_COLUMNS: dict[str, str] = {**CORRELATION_COLUMNS, **dict.fromkeys(("wording", "text_before", "text_after", "amended_by"), "str")}
"""The columns of a frame of textual changes with their dtypes: those of a correlation table, why the change may say the same as before ("" when it is one of
substance), the text on either side, and the items of the amending act, separated by "; " ("" where no act was given, or none of it names the provision)."""


def _row(change: Change, country: str) -> dict[str, object]:
    effects = change.effects
    statement = change.after or change.before
    return {
        "country": country,
        "rule": change.rule,
        "category": change.category,
        "statement": change.statement,
        "kind": change.kind,
        "area": change.area,
        "what": COLUMNS["what"].value(change),
        "before": COLUMNS["before"].value(change),
        "after": COLUMNS["after"].value(change),
        "from": "; ".join(change.source),
        "to": "; ".join(change.target),
        "partners": "; ".join(change.partners),
        "also": "; ".join(change.aspects),
        "articles_before": "; ".join(change.articles_before),
        "articles_after": "; ".join(change.articles_after),
        "in_force": _timestamp(change.in_force.date),
        "in_force_event": change.in_force.event or "",
        "increases": "; ".join(e.institution for e in effects if e.direction == "increase"),
        "decreases": "; ".join(e.institution for e in effects if e.direction == "decrease"),
        "confidence": statement.provenance.confidence if statement else "",
        "restores": COLUMNS["restores"].value(change),
        "sentence": change.sentence,
        "fingerprint": change.fingerprint,
    }


def changes_frame(changes: Changes) -> pd.DataFrame:
    """The changes, one row each, with the columns and dtypes of :data:`CHANGE_COLUMNS` also when there are none."""
    rows = [_row(c, changes.after.version.country) for c in changes]
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS)).astype(CHANGE_COLUMNS)


def balance_frame(changes: Changes, reading: Reading = read_effects) -> pd.DataFrame:
    """Per institution what it gained, lost and now shares: the entries of :class:`constitution_diff.balance.Ledger`, one row per institution."""
    old, new = Words(changes.before), Words(changes.after)
    rows = []
    for ledger in take_balance(changes, reading):
        words = new if changes.after.institution(ledger.institution) else old
        entries = {entry: getattr(ledger, entry) for entry in ENTRIES}
        rows.append({"institution": ledger.institution, "name": words.label(ledger.institution), **entries, "net": ledger.net})
    return pd.DataFrame(rows, columns=list(BALANCE_COLUMNS)).astype(BALANCE_COLUMNS)


def timeline_frame(country: Country, statements: Iterable[str]) -> pd.DataFrame:
    """The states of some statements, one row each, oldest first, with the columns and dtypes of :data:`TIMELINE_COLUMNS`."""
    rows = [{**row, "from": _timestamp(row["from"]), "until": _timestamp(row["until"])} for row in states_of(country, statements)]
    return pd.DataFrame(rows, columns=list(TIMELINE_COLUMNS)).astype(TIMELINE_COLUMNS)


def text_changes_frame(alignment: Alignment, amending: Document | None = None) -> pd.DataFrame:
    """The changes of a text, one row each, with the columns and dtypes of :data:`TEXT_COLUMNS` also when there are none.

    Args:
        alignment: The comparison.
        amending: The amending act.
    """
    items = amending_provisions(alignment, amending) if amending else {}
    rows = []
    for change in alignment.changes:
        before, after = texts_of(change)
        by = "; ".join(dict.fromkeys(amended.label for amended in items.get(change.number, ())))
        rows.append({**asdict(line_of(change)), "wording": change.wording, "text_before": before, "text_after": after, "amended_by": by})
    return pd.DataFrame(rows, columns=list(TEXT_COLUMNS)).astype(TEXT_COLUMNS)


def correlation_frame(alignment: Alignment, *, everything: bool = False) -> pd.DataFrame:
    """The old and new numbers, one row each, with the columns and dtypes of :data:`CORRELATION_COLUMNS` also when there are none.

    Args:
        alignment: The comparison.
        everything: Whether provisions that kept their number are in it, and all that is under what is new or gone.
    """
    rows = [asdict(line) for line in correlate(alignment, everything=everything)]
    return pd.DataFrame(rows, columns=list(CORRELATION_COLUMNS)).astype(CORRELATION_COLUMNS)


def _timestamp(day: date | None) -> object:
    return pd.Timestamp(day) if day else pd.NaT
