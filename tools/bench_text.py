"""Measures the speed of comparing legal texts against a floor and two peers, as ratios. Run it with ``make bench``; it takes some minutes.

The floor is the least that gives a redline: difflib over the paragraphs, then over the words of those that were replaced. It knows of no articles, no
numbers and no moves. The peers are redlines with its defaults, and diff-match-patch with its semantic clean-up. All get the same two strings, made up:
a constitution of a given number of words before and after a reform. What the library remembers from one run to the next is forgotten before each, since
a text is compared once.

Nothing here is a test: what is measured depends on the machine. ``docs/performance.md`` says what was found and what it means.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from statistics import median
from typing import TypeAlias

import diff_match_patch  # type: ignore[import-untyped]
from attrs import frozen
from redlines import Redlines
from timing import (
    Seconds,
    Target,
    clock,
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

from constitution_diff.text.alignment import align
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import Document
from constitution_diff.text.reading import parse_document
from constitution_diff.text.redline import Redline, make_redline

SIZES = (15_000, 150_000, 1_500_000)
"""Words."""
SIZE_FOR_TARGETS = 150_000
LARGEST_FOR_PEER = 150_000
"""The time of redlines grows with the square of the words: at 1,500,000 it would take hours."""
ROUNDS = {15_000: 11, 150_000: 7, 1_500_000: 3}
ROUNDS_OF_PEER = {15_000: 5, 150_000: 1}
ROUNDS_OF_REAL_TEXTS = 5
PASSES = {15_000: 5, 150_000: 3, 1_500_000: 1}
PASSES_OF_PEER = 3
STARTS = 21
"""How often fresh interpreters are started for each figure."""

TEXTS = Path(__file__).parents[2] / "shared" / "texts"
REAL_PAIRS = {
    "Kazakhstan, March 2019 and June 2022": ("kz/2019-03-23.ru.md", "kz/2022-06-08.derived.ru.md"),
    "Spain, 1978 and 2024": ("es/1978-12-29.md", "es/2024-02-17.md"),
    "Germany, 1949 and 2019": ("de/gg-00.md", "de/gg-64.md"),
}


# ---- a made-up constitution and its reform -------------------------------------------------------------------------------------------

Articles: TypeAlias = list[list[str]]
"""The paragraphs of each article."""
Place: TypeAlias = tuple[int, int]
"""The article and the paragraph, from 0."""

WORDS_OF_AN_ARTICLE = 250
PARAGRAPHS_OF_AN_ARTICLE = (2, 3, 4, 5, 6)
"""In turn."""
ARTICLES_OF_A_CHAPTER = 20
CHANGED, MOVED = 238, 12
"""Paragraphs, in 150,000 words."""
SHORTEST = 8
"""Words of a paragraph."""
MOST_PLACES = 6
WORDS_OF_A_PLACE = 12
"""So many words a paragraph must have for each place in which it is changed: what has no word left is another paragraph."""
LENGTHS_TO_MOVE = range(12, 61)
"""Words; an article that loses or gains a paragraph as long as all others is nearly another article."""
LETTERS = "aábcdeéfghijlmnoópqrstuvyz"


@frozen
class Vocabulary:
    """Made-up words. As in a European language the first makes up a fourteenth of a text, the second a twenty-fourth, the third a thirtieth.

    Attributes:
        words: The words, most frequent first.
        frequencies: How frequent each is with all before it.
    """

    words: tuple[str, ...]
    frequencies: tuple[float, ...]

    def text(self, dice: random.Random, count: int) -> list[str]:
        """So many words."""
        return dice.choices(self.words, cum_weights=self.frequencies, k=count)


def make_vocabulary(dice: random.Random, count: int = 8_000) -> Vocabulary:
    """So many words; frequent ones are short."""
    words = tuple("".join(dice.choices(LETTERS, k=dice.randint(2, 4 + min(n // 10, 9)))) for n in range(count))
    return Vocabulary(words, tuple(accumulate(1 / (n + 1.5) for n in range(count))))


@frozen(eq=False)
class Reform:
    """A made-up constitution before and after its reform.

    Attributes:
        before: The earlier text.
        after: The later text.
        provisions: How many articles and paragraphs it has.
        changed: The paragraphs that changed, as they are after it.
        moved: The paragraphs that moved to another article.
    """

    before: str
    after: str
    provisions: int
    changed: frozenset[str]
    moved: frozenset[str]


def make_reform(words: int) -> Reform:
    """A reform of a constitution of about so many words. The same for the same number."""
    dice = random.Random(words)  # noqa: S311
    vocabulary = make_vocabulary(dice)
    articles = make_articles(words, dice, vocabulary)
    before = print_constitution(articles)
    provisions = len(articles) + sum(map(len, articles))
    counts = [count * words // SIZE_FOR_TARGETS for count in (CHANGED, MOVED)]
    changed, moved = amend(articles, dice, vocabulary, *counts)
    return Reform(before, print_constitution(articles), provisions, changed, moved)


def make_articles(words: int, dice: random.Random, vocabulary: Vocabulary) -> Articles:
    """The articles; most paragraphs are short and a few long."""
    count = words // WORDS_OF_AN_ARTICLE
    sizes = [PARAGRAPHS_OF_AN_ARTICLE[n % len(PARAGRAPHS_OF_AN_ARTICLE)] for n in range(count)]
    lengths = [dice.lognormvariate(0, 0.8) for _ in range(sum(sizes))]
    longer = words / sum(lengths)
    paragraphs = (_sentence(vocabulary.text(dice, max(SHORTEST, round(length * longer)))) for length in lengths)
    return [list(islice(paragraphs, size)) for size in sizes]


def _sentence(words: Iterable[str]) -> str:
    return f"{' '.join(words).capitalize()}."


def amend(
    articles: Articles, dice: random.Random, vocabulary: Vocabulary, changed: int, moved: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Change some paragraphs, long ones more often, each in one to six places, and move some others, as they are, to other articles.

    Returns:
        The changed paragraphs as they are now, and those that moved.
    """
    lengths = {(n, m): paragraph.count(" ") + 1 for n, article in enumerate(articles) for m, paragraph in enumerate(article)}
    to_move = dice.sample([place for place, length in lengths.items() if length in LENGTHS_TO_MOVE], moved)
    others = [place for place, length in lengths.items() if length >= WORDS_OF_A_PLACE and place not in to_move]
    others.sort(key=lambda place: dice.random() ** (1 / lengths[place]))  # drawn by their length
    to_change = others[-changed:]
    for n, m in to_change:
        articles[n][m] = _edit(articles[n][m], dice, vocabulary)
    found = frozenset(articles[n][m] for n, m in to_change), frozenset(articles[n][m] for n, m in to_move)
    _move(articles, dice, to_move)
    return found


def _edit(paragraph: str, dice: random.Random, vocabulary: Vocabulary) -> str:
    """The paragraph with a word replaced, a few put in or a few taken out, in each of some places."""
    words = paragraph.split(" ")
    for _ in range(min(dice.randint(1, MOST_PLACES), len(words) // WORDS_OF_A_PLACE)):
        at = dice.randrange(1, len(words) - 4)
        replaced, inserted = dice.choice(((1, 1), (0, dice.randint(1, 8)), (dice.randint(1, 4), 0)))
        words[at : at + replaced] = dice.choices(vocabulary.words, k=inserted)
    return " ".join(words)


def _move(articles: Articles, dice: random.Random, places: Iterable[Place]) -> None:
    taken = [(n, articles[n].pop(m)) for n, m in sorted(places, reverse=True)]
    for origin, paragraph in taken:
        target = (origin + dice.randrange(1, len(articles))) % len(articles)
        articles[target].insert(dice.randint(0, len(articles[target])), paragraph)


def print_constitution(articles: Articles) -> str:
    """The constitution as a plain text: chapters and articles with a heading, numbered paragraphs, all parted by empty lines."""
    return "\n\n".join(_lines(articles)) + "\n"


def _lines(articles: Articles) -> Iterator[str]:
    for n, article in enumerate(articles):
        if n % ARTICLES_OF_A_CHAPTER == 0:
            yield f"Chapter {n // ARTICLES_OF_A_CHAPTER + 1}"
        yield f"Article {n + 1}"
        yield from (f"{m}. {paragraph}" for m, paragraph in enumerate(article, 1))


# ---- the contestants -----------------------------------------------------------------------------------------------------------------

Run: TypeAlias = tuple[str, list[str]]
"""What happened, and the paragraphs or words it happened to."""


def compare_bare(before: str, after: str) -> list[Run]:
    """The floor: what was kept, deleted and inserted, by paragraphs and inside replaced ones by words."""
    runs: list[Run] = []
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "replace":
            runs += _compare_words(" ".join(old[i:j]).split(), " ".join(new[k:m]).split())
        else:
            runs.append((what, old[i:j] or new[k:m]))
    return runs


def _compare_words(old: list[str], new: list[str]) -> Iterator[Run]:
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield "equal", old[i:j]
        else:
            yield "delete", old[i:j]
            yield "insert", new[k:m]


def read(before: str, after: str, format: str = "plain") -> tuple[Document, Document]:  # noqa: A002
    """Both texts as documents."""
    return parse_document(before, "before", format), parse_document(after, "after", format)


def compare(before: str, after: str, format: str = "plain") -> Redline:  # noqa: A002
    """The library, from two strings to the redline."""
    return make_redline(align(*read(before, after, format)))


def compare_collecting(before: str, after: str) -> Redline:
    """The same with garbage collection on, as it is in most programs."""
    gc.enable()
    try:
        return compare(before, after)
    finally:
        gc.disable()


def compare_with_redlines(before: str, after: str) -> str:
    """The first peer, with its defaults."""
    return Redlines(before, after).output_markdown


def compare_with_dmp(before: str, after: str, timeout: float = 0) -> list[tuple[int, str]]:
    """The second peer, diff-match-patch: by default without a limit of time."""
    peer = diff_match_patch.diff_match_patch()
    peer.Diff_Timeout = timeout
    found: list[tuple[int, str]] = peer.diff_main(before, after)
    peer.diff_cleanupSemantic(found)
    return found


OURS, FLOOR, COLLECTING = "ours", "floor", "ours, collecting garbage"
REDLINES, DMP, DMP_LIMITED = "redlines", "diff-match-patch", "diff-match-patch, one second"


PAIRS_OF_REAL_TEXTS = ((OURS, FLOOR), (REDLINES, OURS), (DMP_LIMITED, OURS))
"""Without a limit of time, diff-match-patch takes minutes for texts as far apart as Germany's."""


def forget() -> None:
    """Empty what the library remembers of earlier texts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("constitution_diff.text"):
            for remembered in vars(module).values():
                if hasattr(remembered, "cache_clear"):
                    remembered.cache_clear()


def check(reform: Reform) -> None:
    """Make sure that exactly the paragraphs that changed and moved are found, and that the redline gives back both texts."""
    alignment = align(*read(reform.before, reform.after))
    changed = [change.after[0].text for change in alignment.changes if change.amended]
    moved = [change.after[0].text for change in alignment.changes if change.moved]
    for what, made, found in (("changed", reform.changed, changed), ("moved", reform.moved, moved)):
        if sorted(made) != sorted(found):
            raise SystemExit(
                f"{len(made)} paragraphs were {what}, and {len(found)} were found, of them {len(made.intersection(found))} rightly."
            )
    if others := [change for change in alignment.changes if change.kind not in ("substitution", "renumbering")]:
        raise SystemExit(f"Nothing came or went, was split or joined, and yet: {others[0]}")
    redline = make_redline(alignment)
    for side, text in ((redline.reject(), reform.before), (redline.accept(), reform.after)):
        if side != text.replace("\n\n", "\n").rstrip("\n"):
            raise SystemExit("The redline does not give back the texts it was made of.")


# ---- speed ---------------------------------------------------------------------------------------------------------------------------


def time_all(reform: Reform, size: int) -> Seconds:
    """The seconds of all but redlines."""
    before, after = reform.before, reform.after
    contestants: dict[str, Callable[[], object]] = {
        FLOOR: partial(compare_bare, before, after),
        OURS: partial(compare, before, after),
        COLLECTING: partial(compare_collecting, before, after),
        DMP: partial(compare_with_dmp, before, after),
        DMP_LIMITED: partial(compare_with_dmp, before, after, 1),
    }
    return take_turns(contestants, ROUNDS[size], PASSES[size], slow=(DMP, DMP_LIMITED), forget=forget)


def time_redlines(before: str, after: str, rounds: int) -> Seconds:
    """The seconds of redlines and, in turns, of the library."""
    contestants: dict[str, Callable[[], object]] = {
        OURS: partial(compare, before, after),
        REDLINES: partial(compare_with_redlines, before, after),
    }
    return take_turns(contestants, rounds, PASSES_OF_PEER, slow=(REDLINES,), forget=forget)


def measure_speed() -> list[Target]:
    """Time the contestants at all sizes."""
    rows, targets = [], []
    times: dict[int, dict[str, float]] = {}
    for size in SIZES:
        reform = make_reform(size)
        check(reform)
        seconds = time_all(reform, size)
        peer = time_redlines(reform.before, reform.after, ROUNDS_OF_PEER[size]) if size <= LARGEST_FOR_PEER else {}
        words = len(reform.before.split())
        times[size] = {name: median(values) / words for name, values in ({**peer, **seconds}).items()}
        rows.append(_speed_row(reform, words, seconds, peer))
        if size == SIZE_FOR_TARGETS:
            targets = [
                Target(f"{size:,} words: times the floor", ratios(seconds, OURS, FLOOR), 6),
                Target(f"{size:,} words: times faster than redlines", ratios(peer, REDLINES, OURS), 1000, at_least=True),
                Target(f"{size:,} words: times faster than diff-match-patch", ratios(seconds, DMP, OURS), 1, at_least=True),
            ]
    headings = (
        "words",
        "provisions",
        "changed, moved",
        f"{OURS} / {FLOOR}",
        f"{REDLINES} / {OURS}",
        f"{DMP} / {OURS}",
        f"{DMP_LIMITED} / {OURS}",
        f"{COLLECTING} / {OURS}",
    )
    show_table("The library against bare difflib (the floor), redlines and diff-match-patch", headings, rows)
    return [*targets, show_growth(times)]


def _speed_row(reform: Reform, words: int, seconds: Seconds, peer: Seconds) -> tuple[str, ...]:
    return (
        f"{words:,}",
        f"{reform.provisions:,}",
        f"{len(reform.changed):,}, {len(reform.moved)}",
        show_ratio(ratio(seconds, OURS, FLOOR)),
        show_ratio(ratio(peer, REDLINES, OURS)) if peer else "not run",
        show_ratio(ratio(seconds, DMP, OURS)),
        show_ratio(ratio(seconds, DMP_LIMITED, OURS)),
        show_ratio(ratio(seconds, COLLECTING, OURS)),
    )


def show_growth(times: Mapping[int, Mapping[str, float]]) -> Target:
    """Print the time per word, and give the target for it."""
    usual, largest = times[SIZE_FOR_TARGETS], SIZES[-1]
    names = (FLOOR, OURS, REDLINES, DMP)
    growth = [
        (f"{size:,}", *(show_ratio(times[size][name] / usual[name]) if name in times[size] else "not run" for name in names))
        for size in SIZES
    ]
    show_table(f"Growth: time per word ({SIZE_FOR_TARGETS:,} words = 1)", ("words", *names), growth)
    return Target(f"time per word, {largest:,} words against {SIZE_FOR_TARGETS:,}", [times[largest][OURS] / usual[OURS]], 1.3)


def measure_stages() -> None:
    """Time reading, aligning and making the redline apart."""
    reform = make_reform(SIZE_FOR_TARGETS)
    rounds = [_time_stages(reform) for _ in range(ROUNDS[SIZE_FOR_TARGETS])]
    rows = []
    for n, stage in enumerate(("reading both texts", "aligning them", "making the redline")):
        share = median(times[n] / sum(times[:3]) for times in rounds)
        rows.append((stage, f"{share:.0%}", show_ratio(median(times[n] / times[3] for times in rounds))))
    show_table(f"Stages, {SIZE_FOR_TARGETS:,} words", ("", "share of the time", "times the floor"), rows)


def _time_stages(reform: Reform) -> tuple[float, ...]:
    """Seconds of the three stages and of the floor."""
    forget()
    gc.collect()
    gc.disable()
    try:
        documents: list[Document] = []
        alignments: list[Alignment] = []
        return (
            clock(lambda: documents.extend(read(reform.before, reform.after))),
            clock(lambda: alignments.append(align(documents[0], documents[1]))),
            clock(lambda: make_redline(alignments[0])),
            clock(lambda: compare_bare(reform.before, reform.after)),
        )
    finally:
        gc.enable()


def measure_real_texts() -> None:
    """Time the contestants on real texts, where they are there."""
    rows = []
    for name, files in REAL_PAIRS.items():
        paths = [TEXTS / file for file in files]
        if not all(path.exists() for path in paths):
            print(f"\nNot measured, since the texts are not there: {name}")
            continue
        before, after = (path.read_text(encoding="utf-8") for path in paths)
        contestants: dict[str, Callable[[], object]] = {
            FLOOR: partial(compare_bare, before, after),
            OURS: partial(compare, before, after, "markdown"),
            REDLINES: partial(compare_with_redlines, before, after),
            DMP_LIMITED: partial(compare_with_dmp, before, after, 1),
        }
        seconds = take_turns(contestants, ROUNDS_OF_REAL_TEXTS, PASSES_OF_PEER, slow=(REDLINES, DMP_LIMITED), forget=forget)
        rows.append((name, f"{len(before.split()):,}", *(show_ratio(ratio(seconds, *pair)) for pair in PAIRS_OF_REAL_TEXTS)))
    headings = ("", "words", *(f"{one} / {other}" for one, other in PAIRS_OF_REAL_TEXTS))
    show_table("Real texts, in Markdown", headings, rows)


# ---- memory --------------------------------------------------------------------------------------------------------------------------

TRACED: dict[str, Callable[[str, str], object]] = {FLOOR: compare_bare, OURS: compare}


def trace_memory(contestant: str, words: int) -> None:
    """Print the size of two texts in bytes, and how many more a contestant needs at its peak. Runs in an interpreter of its own."""
    reform = make_reform(words)
    compare("Article 1\n\n1. One.", "Article 1\n\n1. Two.")  # loads what is loaded late
    tracemalloc.start()
    TRACED[contestant](reform.before, reform.after)
    print(len(reform.before.encode()) + len(reform.after.encode()), tracemalloc.get_traced_memory()[1])


def measure_memory() -> Target:
    """The memory of the library and the floor."""
    found: dict[int, dict[str, float]] = {}
    for size in SIZES:
        found[size] = {}
        for name in TRACED:
            texts, peak = map(int, run_python(__file__, "--memory", name, str(size)).split())
            found[size][name] = peak / texts
    rows = [(f"{size:,}", *map(show_ratio, shares.values())) for size, shares in found.items()]
    show_table("Memory at the peak (the two texts = 1)", ("words", *TRACED), rows)
    largest = SIZES[-1]
    growth = found[largest][OURS] / found[SIZE_FOR_TARGETS][OURS]
    return Target(f"memory per letter, {largest:,} words against {SIZE_FOR_TARGETS:,}", [growth], 1.3)


# ---- starting ------------------------------------------------------------------------------------------------------------------------


def measure_imports() -> Target:
    """Time imports inside fresh interpreters, and make sure that the package is imported without its texts."""
    alone = "import constitution_diff"
    texts = "from constitution_diff.text import alignment, reading, redline"
    lines = "d = [reading.parse_document(f'1. {word}', word, 'plain') for word in ('a', 'b')]"
    imports = {
        "`import attrs`": "import attrs",
        f"`{alone}`": alone,
        f"`{texts}`": texts,
        "the same, and a comparison of two lines": f"{texts}; {lines}; redline.make_redline(alignment.align(*d))",
        "`import pandas`": "import pandas",
    }
    loaded = run_python(
        "-c", f"import sys; {alone}; print(*(m for m in ('constitution_diff.text', 'lxml', 'rapidfuzz') if m in sys.modules))"
    )
    if loaded.strip():
        raise SystemExit(f"`{alone}` loads more than it should: {loaded}")
    seconds = take_turns_importing(imports, STARTS)
    rows = [(name, show_ratio(ratio(seconds, name, "`import attrs`"))) for name in imports]
    show_table("Imports, in fresh interpreters", ("", "times `import attrs`"), rows)
    return Target(f"`{alone}`: times `import attrs`", ratios(seconds, f"`{alone}`", "`import attrs`"), 2)


def main() -> None:
    """Measure everything and print tables of ratios."""
    parser = argparse.ArgumentParser(description="Measures the speed of comparing legal texts against a floor and two peers, as ratios.")
    parser.add_argument("--memory", nargs=2, metavar=("CONTESTANT", "WORDS"), help=argparse.SUPPRESS)
    asked = parser.parse_args().memory
    if asked:
        trace_memory(asked[0], int(asked[1]))
        return
    print(describe_machine(), flush=True)
    targets = measure_speed()
    measure_stages()
    measure_real_texts()
    show_targets([*targets, measure_memory(), measure_imports()])


if __name__ == "__main__":
    main()
