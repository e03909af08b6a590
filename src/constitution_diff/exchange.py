"""The JSON and CSV of a diff. Pure: text in, text out. A JSON Schema ships as ``fixtures/schema/diff-1.schema.json``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from constitution_diff import escaping
from constitution_diff.changes import Change, Changes
from constitution_diff.country import Version
from constitution_diff.decoding import read_statement
from constitution_diff.delta import Delta, Edit
from constitution_diff.encoding import statement_to_data
from constitution_diff.model import Statement
from constitution_diff.problems import DataError, Problem
from constitution_diff.reader import Log

VERSION = 1


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
    return json.dumps(data, ensure_ascii=False, indent=indent) + "\n"


def delta_from_json(text: str) -> Delta:
    """The exact delta under a diff, from its JSON. What the JSON was filtered to is what comes back.

    Args:
        text: JSON as :func:`changes_to_json` writes it.

    Raises:
        DataError: It is not JSON of that form. Carries every problem found.
    """
    log = Log("diff.json")
    try:
        data = json.loads(text)
    except ValueError as error:
        raise DataError([Problem(log.file, "", f"this is not JSON ({error})", "Use the output of --format json")]) from None
    if not isinstance(data, dict) or data.get("schema") != VERSION:
        raise DataError([Problem(log.file, "schema", "this is not a diff of version 1", "Use the output of --format json")])
    edits: dict[str, Edit] = {}
    try:
        found = [
            *data["changes"],
            *(e for c in data["changes"] for e in c["covers"]),
            *(e for e in data["not_compared"] if "statement" in e),
        ]
        for item in found:
            before, after = (None if item[side] is None else read_statement(item[side], log) for side in ("before", "after"))
            for name in {s.id for s in (before, after) if s}:
                edits[name] = Edit(name, *(s if s and s.id == name else None for s in (before, after)))
        versions = [_read_version(data[side]) for side in ("before", "after")]
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        log.report("", f"the form is not that of a diff ({type(error).__name__}: {error})", "Use the output of --format json")
    if log.problems:
        raise DataError(log.problems)
    return Delta(versions[0], versions[1], tuple(edits[k] for k in sorted(edits)))


def _read_version(data: Mapping[str, Any]) -> Version:
    day = date.fromisoformat(data["date"]) if data["date"] else None
    return Version(data["country"], data["revision"], day, data["as_adopted"], frozenset(data["coded"]), frozenset(data["unread"]))


def rows_to_csv(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV (RFC 4180, with a header), safe to open in a spreadsheet: see :func:`constitution_diff.escaping.cell`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(escaping.cell(h) for h in headings)
    writer.writerows([escaping.cell(c) for c in row] for row in rows)
    return out.getvalue()
