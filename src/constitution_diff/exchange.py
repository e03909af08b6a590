"""The JSON and CSV of a diff. Pure: text in, text out. A JSON Schema ships as ``fixtures/schema/diff-1.schema.json``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from constitution_diff import escaping
from constitution_diff.changes import Change, Changes
from constitution_diff.country import Version
from constitution_diff.decoding import read_statement
from constitution_diff.delta import Delta, Edit
from constitution_diff.encoding import statement_to_data
from constitution_diff.model import Statement
from constitution_diff.problems import DataError, Problem, listed
from constitution_diff.reader import Log, Reader

VERSION = 1

_NAME = "diff.json"
_FIX = "Use the output of --format json"


def _version(version: Version) -> dict[str, Any]:
    return {
        "country": version.country,
        "revision": version.revision,
        "date": version.date.isoformat() if version.date else None,
        "as_adopted": version.as_adopted,
        "coded": sorted(version.coded),
        "unread": sorted(version.unread),
    }


def _state(statement: Statement | None) -> dict[str, Any] | None:
    return None if statement is None else statement_to_data(statement)


def _edit(edit: Edit) -> dict[str, Any]:
    return {"statement": edit.id, "before": _state(edit.before), "after": _state(edit.after)}


def _told(change: Change) -> set[str]:
    """The statements that ``before`` and ``after`` already give: one, or a predecessor and its successor."""
    return {s.id for s in (change.before, change.after) if s}


def _restored(change: Change) -> dict[str, Any] | None:
    found = change.restores
    if found is None:
        return None
    return {
        "from": found.form.since,
        "until": found.form.until,
        "state": None if isinstance(found.form.content, str) else _state(found.form.content),
        "whole": found.whole,
        "restored": sorted(found.restored),
        "missing": sorted(found.missing),
    }


def change_to_data(change: Change) -> dict[str, Any]:
    """One change as a JSON object."""
    return {
        "rule": change.rule,
        "category": change.category,
        "also": list(change.aspects),
        "statement": change.statement,
        "kind": change.kind,
        "area": change.area,
        "before": _state(change.before),
        "after": _state(change.after),
        "covers": [_edit(e) for e in change.edits if e.id not in _told(change)],
        "from": list(change.source),
        "to": list(change.target),
        "partners": list(change.partners),
        "effects": [{"institution": e.institution, "direction": e.direction} for e in change.effects],
        "articles": {"before": [str(a) for a in change.articles_before], "after": [str(a) for a in change.articles_after]},
        "in_force": change.in_force.date.isoformat() if change.in_force.date else None,
        "in_force_event": change.in_force.event,
        "restores": _restored(change),
        "sentence": change.sentence,
        "fingerprint": change.fingerprint,
    }


def changes_to_json(changes: Changes, *, indent: int | None = 2) -> str:
    """The changes as JSON, version 1. Everything is in it: :func:`delta_from_json` gets the exact delta back."""
    differing = {e.id: e for e in changes.delta.edits}
    left = [differing.get(name, Edit(name, None, None)) for name in changes.not_compared]
    data = {
        "schema": VERSION,
        "before": _version(changes.before.version),
        "after": _version(changes.after.version),
        "not_compared": [*({"area": a} for a in changes.areas_not_compared), *(_edit(e) for e in left)],
        "counts": changes.counts(),
        "changes": [change_to_data(c) for c in changes],
    }
    return escaping.json_text(json.dumps(data, ensure_ascii=False, indent=indent)) + "\n"


def delta_from_json(text: str) -> Delta:
    """The exact delta under a diff, from its JSON. What the JSON was filtered to is what comes back.

    Args:
        text: JSON as :func:`changes_to_json` writes it.

    Raises:
        DataError: It is not JSON of that form. Carries every problem found.
    """
    top = _parse(text)
    before, after = (_read_version(top, side) for side in ("before", "after"))
    edits = _read_edits(top)
    if top.log.problems:
        raise DataError(top.log.in_order())
    return Delta(before, after, tuple(edits[k] for k in sorted(edits)))


def _parse(text: str) -> Reader:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError([Problem(_NAME, "", f"this is not JSON ({error})", _FIX)]) from None
    if not isinstance(data, dict) or type(data.get("schema")) is not int or data["schema"] != VERSION:
        raise DataError([Problem(_NAME, "schema", f"this is not a diff of version {VERSION}", _FIX)])
    return Reader(data, "", Log(_NAME))


def _read_edits(top: Reader) -> dict[str, Edit]:
    changes = _tables(top, "changes")
    unread = [item for item in _tables(top, "not_compared") if not item.has("area")]
    edits: dict[str, Edit] = {}
    for item in (*changes, *(covered for change in changes for covered in _tables(change, "covers")), *unread):
        sides = {side: _read_side(item, side) for side in ("before", "after")}
        names = {s.id for s in sides.values() if s and s.id}
        if names and item.data.get("statement") not in names:
            item.report("statement", f"it holds {listed(sorted(names))} instead", _FIX)
        for name in names:
            edit = Edit(name, **{side: s if s and s.id == name else None for side, s in sides.items()})
            if edits.setdefault(name, edit) != edit:
                item.report("statement", f"{name!r} differs from what was said of it before", _FIX)
        _leave(item)
    _leave(top)
    return edits


def _read_side(item: Reader, side: str) -> Statement | None:
    if item.take(side, required=True, example="null") is None:
        return None
    table = item.table(side, example="{ ... }")
    return read_statement(table.data, table.log) if table else None


def _read_version(top: Reader, side: str) -> Version:
    table = top.table(side, required=True, example="{ ... }")
    if table is None:
        return Version()
    country, revision = ("" if table.data.get(key) == "" else table.text(key, required=True) for key in ("country", "revision"))
    day = None if table.data.get("date") is None else table.text("date")
    try:
        when = date.fromisoformat(day) if day else None
    except ValueError:
        table.report("date", f"{day!r} is not a date", 'Write it like "2022-06-08"')
        when = None
    version = Version(
        country,
        revision,
        when,
        bool(table.flag("as_adopted", default=True)),
        *(frozenset(table.texts(key)) for key in ("coded", "unread")),
    )
    _leave(table)
    return version


def _tables(reader: Reader, key: str) -> list[Reader]:
    reader.take(key, required=True, example="[...]")
    return reader.tables(key, example="{ ... }")


def _leave(reader: Reader) -> None:
    """Report what is missing; what else is there, a later version may know."""
    reader.leave(reader.data)
    reader.close()


def rows_to_csv(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV (RFC 4180, with a header), safe to open in a spreadsheet: see :func:`constitution_diff.escaping.cell`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(escaping.cell(h) for h in headings)
    writer.writerows([escaping.cell(c) for c in row] for row in rows)
    return out.getvalue()
