"""Measures the speed of the diff against a floor and a peer, as ratios. Run it with ``make bench``; it takes a few minutes.

The floor is what a programmer would write by hand: records in dicts, joined by id and compared field by field. The peer is deepdiff, in the
fastest of its settings that gives a usable answer. All get the same made-up constitution before and after a reform, each in the form it likes
best: dicts for the floor and for deepdiff, statements for the diff. Each side is read from its own JSON text, so that no object is shared and
nothing can be called equal because it is the same object. Contestants take turns in one process with garbage collection off; a figure is the
median over the rounds of the ratio within a round. Start-up is measured in fresh interpreters that take turns as well.

Nothing here is a test: what is measured depends on the machine. ``docs/performance.md`` says what was found and what it means.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import tracemalloc
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from typing import Any, TypeAlias

from attrs import evolve, frozen
from deepdiff import DeepDiff
from timing import (
    Seconds,
    Target,
    describe_machine,
    ratio,
    ratios,
    run_python,
    show_ratio,
    show_table,
    show_targets,
    take_turns,
    take_turns_importing,
)

from constitution_diff.changes import Changes, diff
from constitution_diff.country import Constitution, Version
from constitution_diff.decoding import read_statement
from constitution_diff.delta import compare
from constitution_diff.reader import Log

Record: TypeAlias = dict[str, Any]
Records: TypeAlias = dict[str, Record]

SIZES = (1_000, 10_000, 100_000)
SIZE_FOR_TARGETS = 10_000
LARGEST_FOR_PEER = 10_000
"""At 100,000 statements deepdiff would take minutes for each round."""
ROUNDS = {1_000: 11, 10_000: 7, 100_000: 3}
ROUNDS_OF_SETTINGS = 3
PASSES = 5
STARTS = 21
"""How often fresh interpreters are started for each figure."""

PEER_SETTINGS: dict[str, dict[str, Any]] = {
    "the defaults": {},
    "zip_ordered_iterables": {"zip_ordered_iterables": True},
    "zip_ordered_iterables, tree view": {"zip_ordered_iterables": True, "view": "tree"},
    "zip_ordered_iterables, threshold_to_diff_deeper=0": {"zip_ordered_iterables": True, "threshold_to_diff_deeper": 0},
    "max_passes=1": {"max_passes": 1},
    "cache_size=5000": {"cache_size": 5000},
    "cache_size=5000, cache_purge_level=0": {"cache_size": 5000, "cache_purge_level": 0},
}
"""All with ``ignore_order=False``, which is much the fastest, on dicts by id, so that the peer need not look for pairs."""


# ---- a made-up constitution and its reform -------------------------------------------------------------------------------------------

AREAS = ("head-of-state", "government", "legislature", "judiciary", "oversight-bodies")
OFFICES = (
    "president",
    "prime-minister",
    "government",
    "senate",
    "mazhilis",
    "supreme-court",
    "constitutional-court",
    "prosecutor-general",
    "accounts-chamber",
    "central-bank",
    "governors",
    "regional-assemblies",
)
MAJORITIES = ("1/2", "3/5", "2/3", "3/4")


def make_records(count: int) -> Records:
    """A constitution of that many statements: three in five are powers, nearly all others norms. The same for the same count."""
    dice = random.Random(count)  # noqa: S311
    kinds = (_power, _norm, _power, _norm, _power)
    made = (_body(n) if n % 40 == 0 else kinds[n % len(kinds)](n, dice) for n in range(count))
    return {record["id"]: record for record in made}


def _body(n: int) -> Record:
    return {
        "statement": "institution",
        "id": f"body-{n}",
        "area": AREAS[n % len(AREAS)],
        "kind": "oversight-body",
        "name": {"en": f"Body {n}"},
        "part_of": OFFICES[n % len(OFFICES)],
        "seats": 5 + n % 20,
        "term": f"{3 + n % 5} years",
        "articles": _articles(n),
    }


def _power(n: int, dice: random.Random) -> Record:
    proposer, partner, decider, adviser = dice.sample(OFFICES, 4)
    steps: list[Record] = [
        {
            "actor": proposer,
            "role": "propose",
            "to": decider,
            "within": f"{dice.randint(5, 20)} days",
            "counted_from": "vacancy",
            "candidates": 1 + n % 3,
        },
        {
            "actor": {"each_of": ["senate", "mazhilis"]} if n % 6 == 0 else partner,
            "role": "consent",
            "threshold": {"at_least": MAJORITIES[n % 3], "of": "members"},
            "within": f"{dice.randint(1, 3)} months",
            "silence": "approved",
            "refusal": "returned",
        },
        {"actor": decider, "role": "appoint", "conditions": ["oath-taken"]},
    ]
    if n % 4 == 0:
        steps.insert(1, {"actor": adviser, "role": "be-consulted"})
    if n % 5 == 0:
        steps.append({"actor": partner, "role": "override", "against": decider, "threshold": {"at_least": "4/5", "of": "members"}})
    return {
        "statement": "power",
        "id": f"power-{n}",
        "area": AREAS[n % len(AREAS)],
        "steps": steps,
        "only": [f"office-{n % 17}", f"post-{n % 13}"],
        "conditions": ["no-state-of-emergency"],
        "instrument": "decree",
        "articles": _articles(n),
    }


def _norm(n: int, dice: random.Random) -> Record:
    return {
        "statement": "norm",
        "id": f"norm-{n}",
        "area": AREAS[n % len(AREAS)],
        "kind": "eligibility",
        "subject": dice.sample(OFFICES, 2),
        "modality": "must",
        "act": "have-reached",
        "object": [f"office-{n % 17}"],
        "exceptions": [f"case-{n % 11}", f"ground-{n % 7}"],
        "conditions": ["in-peace"],
        "measure": {"at_least": 25 + n % 40, "unit": "years"},
        "instrument": "constitutional-law",
        "articles": _articles(n),
    }


def _articles(n: int) -> list[str]:
    return [f"{1 + n % 99}({1 + n % 7})", f"{1 + n % 97}-1"]


def amend(records: Records) -> Records:
    """The constitution after a reform: of every 1,000 statements 20 are changed, in a dozen ways, 2 go and 2 come."""
    dice = random.Random(len(records))  # noqa: S311
    after: Records = json.loads(json.dumps(records))
    chosen = dice.sample(sorted(after), len(after) * 24 // 1_000)
    fresh = len(after) // 500
    for n, name in enumerate(chosen[fresh * 2 :]):
        ways = AMENDMENTS[after[name]["statement"]]
        ways[n % len(ways)](after[name])
    for name in chosen[:fresh]:
        del after[name]
    for n in range(fresh):
        record = (_power if n % 2 else _norm)(len(records) + n, dice)
        after[record["id"]] = record
    return after


def _change_step(role: str, **values: object) -> Callable[[Record], None]:
    def change(record: Record) -> None:
        next(s for s in record["steps"] if s["role"] == role).update(values)

    return change


def _add_partner(record: Record) -> None:
    record["steps"].insert(-1, {"actor": "council", "role": "approve"})


def _add_to(key: str, name: str) -> Callable[[Record], None]:
    return lambda record: record[key].append(name)


def _set(**values: object) -> Callable[[Record], None]:
    return lambda record: record.update(values)


AMENDMENTS: dict[str, tuple[Callable[[Record], None], ...]] = {
    "power": (
        _change_step("appoint", actor="council"),
        _add_partner,
        _change_step("consent", threshold={"at_least": MAJORITIES[3], "of": "members"}),
        _change_step("propose", within="3 days"),
        _change_step("consent", silence="rejected"),
        _add_to("only", "further-office"),
        _change_step("consent", actor="council"),
        _set(articles=["100(1)"]),
    ),
    "norm": (
        _add_to("exceptions", "further-case"),
        _set(measure={"at_least": 20, "unit": "years"}),
        _add_to("object", "further-office"),
        _add_to("subject", "council"),
        _set(articles=["100(2)"]),
    ),
    "institution": (_set(seats=4), _set(term="9 years")),
}
"""What a reform does to a statement, by its kind; each in turn."""


def read_constitution(records: Records) -> Constitution:
    """The statements that records describe, read as the loader reads them."""
    log = Log("bench")
    read = (read_statement(record, log) for record in records.values())
    statements = {s.id: s for s in read if s is not None}
    if log.problems:
        raise SystemExit(f"The made-up constitution is wrong: {log.problems[0]}")
    return Constitution(Version(coded=frozenset(AREAS)), statements)


def write_reform(count: int) -> tuple[str, str]:
    """A constitution of that many statements before and after its reform, each as a JSON text of its own."""
    records = make_records(count)
    return json.dumps(records), json.dumps(amend(records))


@frozen(eq=False)
class Reform:
    """A made-up constitution before and after its reform, as dicts and as statements; nothing is shared between the two sides."""

    before: Records
    after: Records
    old: Constitution
    new: Constitution


def make_reform(count: int) -> Reform:
    """A reform of a constitution of that many statements."""
    texts = write_reform(count)
    before, after = map(json.loads, texts)
    old, new = (read_constitution(json.loads(text)) for text in texts)
    return Reform(before, after, old, new)


# ---- the contestants -----------------------------------------------------------------------------------------------------------------


def join(before: Records, after: Records) -> list[tuple[str, str, object, object]]:
    """The floor: what differs, as (id, field, value before, value after)."""
    found: list[tuple[str, str, object, object]] = []
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            found.append((name, "", old, None))
            continue
        for field, value in old.items():
            if new.get(field) != value:
                found.append((name, field, value, new.get(field)))
        found += [(name, field, None, value) for field, value in new.items() if field not in old]
    found += [(name, "", None, new) for name, new in after.items() if name not in before]
    return found


PEER = "deepdiff"
CONTESTANTS: dict[str, Callable[..., object]] = {"floor": join, "diff": diff, PEER: DeepDiff}


def check_agreement(reform: Reform, settings: Mapping[str, Any] | None) -> Changes:
    """The changes, once it is sure that all contestants find the same statements to differ."""
    changes = diff(reform.old, reform.new)
    edited = {e.id for e in changes.delta.edits}
    if edited != {name for name, *_ in join(reform.before, reform.after)}:
        raise SystemExit("The diff and the floor do not find the same statements.")
    if settings is not None and edited != set(DeepDiff(reform.before, reform.after, **settings).affected_root_keys):
        raise SystemExit("The diff and deepdiff do not find the same statements.")
    return changes


# ---- the diff ------------------------------------------------------------------------------------------------------------------------


def choose_settings() -> str:
    """The name of the fastest settings of the peer, for this data and on this machine."""
    reform = make_reform(SIZES[0])
    peers: dict[str, Callable[[], object]] = {
        name: partial(DeepDiff, reform.before, reform.after, **settings) for name, settings in PEER_SETTINGS.items()
    }
    seconds = take_turns(peers, ROUNDS_OF_SETTINGS)
    best = min(seconds, key=lambda name: median(seconds[name]))
    rows = [(name, show_ratio(ratio(seconds, name, best))) for name in sorted(seconds, key=lambda name: median(seconds[name]))]
    show_table(f"Settings of deepdiff, {SIZES[0]:,} statements (fastest = 1)", ("settings", "time"), rows)
    return best


def share_unchanged(before: Constitution, after: Constitution) -> Constitution:
    """The state after as it is when both come from one country file: a statement that did not change is one object in both."""
    statements = {name: old if (old := before.statements.get(name)) == new else new for name, new in after.statements.items()}
    return evolve(after, statements=statements)


def time_size(count: int, peer_settings: Mapping[str, Any] | None) -> tuple[Changes, Seconds]:
    """The changes at one size, and the seconds of each contestant; of the peer only when its settings are given."""
    reform = make_reform(count)
    changes = check_agreement(reform, peer_settings)
    old, new = reform.old, reform.new
    contestants: dict[str, Callable[[], object]] = {
        "floor": partial(join, reform.before, reform.after),
        "diff": partial(diff, old, new),
        "delta": partial(compare, old, new),
        "shared": partial(diff, old, share_unchanged(old, new)),
    }
    if peer_settings is not None:
        contestants[PEER] = partial(DeepDiff, reform.before, reform.after, **peer_settings)
    return changes, take_turns(contestants, ROUNDS[count], PASSES, slow=(PEER,))


def measure_diff(best: str) -> list[Target]:
    """Time the contestants at all sizes."""
    rows, times, targets = [], {}, []
    for count in SIZES:
        changes, seconds = time_size(count, PEER_SETTINGS[best] if count <= LARGEST_FOR_PEER else None)
        times[count] = {name: median(values) / count for name, values in seconds.items()}
        compared = (show_ratio(ratio(seconds, name, "floor")) for name in ("diff", "delta", "shared"))
        kinds = len({c.rule for c in changes})
        to_peer = show_ratio(ratio(seconds, PEER, "diff")) if PEER in seconds else "not run"
        rows.append((f"{count:,}", f"{len(changes):,} of {kinds} kinds", *compared, to_peer))
        if count == SIZE_FOR_TARGETS:
            targets += [
                Target(f"{count:,} statements: times the floor", ratios(seconds, "diff", "floor"), 8),
                Target(f"{count:,} statements: times faster than deepdiff", ratios(seconds, PEER, "diff"), 100, at_least=True),
            ]
    headings = ("statements", "changes", "diff / floor", "delta alone / floor", "diff of one file / floor", "deepdiff / diff")
    show_table("The diff against a dict join (the floor) and deepdiff", headings, rows)
    usual = times[SIZE_FOR_TARGETS]
    growth = [(f"{count:,}", *(show_ratio(times[count][name] / usual[name]) for name in ("floor", "diff"))) for count in SIZES]
    show_table(f"Growth: time per statement ({SIZE_FOR_TARGETS:,} statements = 1)", ("statements", "floor", "diff"), growth)
    largest = SIZES[-1]
    what = f"time per statement, {largest:,} statements against {SIZE_FOR_TARGETS:,}"
    return [*targets, Target(what, [times[largest]["diff"] / usual["diff"]], 1.3)]


# ---- memory --------------------------------------------------------------------------------------------------------------------------


def trace_memory(contestant: str, count: int) -> None:
    """Print the bytes of a contestant's two inputs, and how many more it needs at its peak. Runs in an interpreter of its own."""
    texts = write_reform(count)
    tracemalloc.start()
    start = tracemalloc.get_traced_memory()[0]
    sides: list[Any] = [json.loads(text) for text in texts]
    if contestant == "diff":
        sides = [read_constitution(side) for side in sides]
    gc.collect()
    inputs = tracemalloc.get_traced_memory()[0] - start
    tracemalloc.reset_peak()
    CONTESTANTS[contestant](*sides)
    print(inputs, tracemalloc.get_traced_memory()[1] - start - inputs)


def measure_memory(count: int = SIZE_FOR_TARGETS) -> None:
    """The memory of each contestant."""
    found = {name: [int(n) for n in run_python(__file__, "--memory", name, str(count)).split()] for name in CONTESTANTS}
    dicts = found["floor"][0]
    words = {"floor": "dict join", "diff": "diff", PEER: "deepdiff, the defaults"}
    rows = [(words[name], show_ratio(inputs / dicts), f"{more / inputs:.2%}") for name, (inputs, more) in found.items()]
    headings = ("", "its two inputs (dicts = 1)", "more at the peak, as a share of its inputs")
    show_table(f"Memory, {count:,} statements", headings, rows)


# ---- starting ------------------------------------------------------------------------------------------------------------------------


WIDEST_DIFF = "cd.diff(*(kz.at(revision.id) for revision in (kz.revisions[0], kz.revisions[-1])))"
FROM_TEXT = "from pathlib import Path; from constitution_diff.catalogue import fixtures; kz = cd.load(fixtures() / 'countries' / 'kz.toml')"


def measure_imports() -> list[Target]:
    """Time imports inside fresh interpreters, without the start of the interpreter."""
    imports = {
        "import attrs": "import attrs",
        "import constitution_diff": "import constitution_diff",
        "from constitution_diff import load": "from constitution_diff import load",
        "from constitution_diff import diff, load": "from constitution_diff import diff, load",
        "import pandas": "import pandas",
        "load KZ, diff its first state and its last": f"import constitution_diff as cd; kz = cd.load('KZ'); {WIDEST_DIFF}",
        "the same, read from its text": f"import constitution_diff as cd; {FROM_TEXT}; {WIDEST_DIFF}",
    }
    seconds = take_turns_importing(imports, STARTS)
    rows = [(f"`{name}`", *(show_ratio(ratio(seconds, name, other)) for other in ("import attrs", "import pandas"))) for name in imports]
    show_table("Imports and the widest diff, in fresh interpreters", ("", "times `import attrs`", "times `import pandas`"), rows)
    widest = ratios(seconds, "load KZ, diff its first state and its last", "import pandas")
    return [
        Target("`import constitution_diff`: times `import attrs`", ratios(seconds, "import constitution_diff", "import attrs"), 2),
        Target("loading Kazakhstan and its widest diff: times `import pandas`", widest, 1),
    ]


def measure_processes() -> None:
    """Time whole processes, from the start of the interpreter to its end."""
    program = ("-m", "constitution_diff")
    jobs = {
        'python -c "pass"': ("-c", "pass"),
        'python -c "import pandas"': ("-c", "import pandas"),
        "constitution-diff --help": (*program, "--help"),
        "python -c \"import constitution_diff; constitution_diff.load('KZ')\"": (
            "-c",
            "import constitution_diff; constitution_diff.load('KZ')",
        ),
        "constitution-diff diff KZ 2019-03 2022-06 --format json": (*program, "diff", "KZ", "2019-03", "2022-06", "--format", "json"),
        "constitution-diff diff KZ 2019-03 2022-06": (*program, "diff", "KZ", "2019-03", "2022-06"),
        "constitution-diff history KZ appoint-prime-minister": (*program, "history", "KZ", "appoint-prime-minister"),
        "constitution-diff log KZ": (*program, "log", "KZ"),
    }
    runs: dict[str, Callable[[], object]] = {name: partial(run_python, *arguments) for name, arguments in jobs.items()}
    seconds = take_turns(runs, STARTS)
    bare, pandas = list(jobs)[:2]
    rows = [(f"`{name}`", show_ratio(ratio(seconds, name, bare)), show_ratio(ratio(seconds, name, pandas))) for name in jobs]
    show_table("Whole processes", ("", f"times `{bare}`", f"times `{pandas}`"), rows)


def main() -> None:
    """Measure everything and print tables of ratios."""
    parser = argparse.ArgumentParser(description="Measures speed against a floor and a peer, as ratios.")
    parser.add_argument("--memory", nargs=2, metavar=("CONTESTANT", "COUNT"), help=argparse.SUPPRESS)
    asked = parser.parse_args().memory
    if asked:
        trace_memory(asked[0], int(asked[1]))
        return
    print(describe_machine(), flush=True)
    best = choose_settings()
    targets = [*measure_diff(best), *measure_imports()]
    measure_processes()
    measure_memory()
    show_targets(targets)


if __name__ == "__main__":
    main()
