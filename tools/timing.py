"""What the benchmarks share: contestants that take turns, ratios and tables of them, targets, fresh interpreters.

A figure is the median over the rounds of the ratio within a round, since seconds say more about a machine and a moment than about a program.
"""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from statistics import median
from typing import TypeAlias

from attrs import frozen
from tabulate import tabulate

Seconds: TypeAlias = dict[str, list[float]]
"""By contestant, the seconds of each round."""


# ---- taking turns --------------------------------------------------------------------------------------------------------------------


def take_turns(
    contestants: Mapping[str, Callable[[], object]],
    rounds: int,
    passes: int = 1,
    *,
    slow: Collection[str] = (),
    forget: Callable[[], object] = lambda: None,
) -> Seconds:
    """Seconds of each contestant in each round, with garbage collection off, after one round that is not counted.

    In a round all take turns so many times, and the median of each counts: what takes milliseconds would otherwise be judged by one moment of
    the machine, and what takes seconds by many.

    Args:
        contestants: What to run, by name.
        rounds: How many rounds are counted.
        passes: How many times all take turns in a round.
        slow: Those that take seconds: they run once in a round, and not in the one that is not counted.
        forget: Is called before each run, outside the time, to empty what earlier runs have remembered.
    """
    seconds: Seconds = {name: [] for name in contestants}
    gc.disable()
    try:
        for number in range(rounds + 1):
            gc.collect()  # some leave cycles behind, which would slow their next round
            taken: Seconds = {name: [] for name in contestants}
            for turn in range(passes):
                for name, run in contestants.items():
                    if name not in slow or (number and turn == 0):
                        forget()
                        taken[name].append(clock(run))
            if number:
                for name, values in taken.items():
                    seconds[name].append(median(values))
    finally:
        gc.enable()
    return seconds


def clock(run: Callable[[], object]) -> float:
    """The seconds that something takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def ratios(seconds: Seconds, one: str, other: str) -> list[float]:
    """How many times as long one takes as the other, round by round."""
    return [a / b for a, b in zip(seconds[one], seconds[other], strict=True)]


def ratio(seconds: Seconds, one: str, other: str) -> float:
    """The median over the rounds of how many times as long one takes as the other."""
    return median(ratios(seconds, one, other))


def show_ratio(value: float) -> str:
    """A ratio with as many digits as it deserves."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"  # noqa: PLR2004


def show_table(title: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table that can be pasted into the documentation."""
    print(f"\n{title}\n", flush=True)
    print(tabulate(rows, list(headings), tablefmt="github", disable_numparse=True), flush=True)


@frozen
class Target:
    """What was aimed at, and what was measured.

    Attributes:
        what: What it is about.
        measured: The ratios measured, round by round; their median counts.
        limit: The ratio aimed at.
        at_least: Whether more is better.
    """

    what: str
    measured: list[float]
    limit: float
    at_least: bool = False

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        """It as a row of a table."""
        value = median(self.measured)
        met = value >= self.limit if self.at_least else value <= self.limit
        least, most = show_ratio(min(self.measured)), show_ratio(max(self.measured))
        return (
            self.what,
            f"{'at least' if self.at_least else 'at most'} {self.limit:g}",
            show_ratio(value),
            f"{least} to {most}" if len(self.measured) > 1 else "",
            "met" if met else "missed",
        )


def show_targets(targets: Iterable[Target]) -> None:
    """Print which targets were met."""
    show_table("Targets", ("", "target", "median", "range", ""), (target.row for target in targets))


# ---- fresh interpreters ---------------------------------------------------------------------------------------------------------------


def run_python(*arguments: str) -> str:
    """What a fresh interpreter prints."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True, env=environment).stdout  # noqa: S603


def import_clock(statement: str) -> Callable[[], float]:
    """What measures the seconds of some statements in a fresh interpreter, without its start."""
    code = f"import time; start = time.perf_counter(); {statement}; print(time.perf_counter() - start)"
    return lambda: float(run_python("-c", code))


def take_turns_importing(imports: Mapping[str, str], starts: int) -> Seconds:
    """Seconds of some statements in fresh interpreters that take turns, each started so many times."""
    clocks = {name: import_clock(statement) for name, statement in imports.items()}
    for measured in clocks.values():
        measured()  # writes the byte code that an installed library comes with
    seconds: Seconds = {name: [] for name in clocks}
    for _ in range(starts):
        for name, measured in clocks.items():
            seconds[name].append(measured())
    return seconds


def describe_machine() -> str:
    """The kind of machine, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} on {platform.machine()}, {python}"
