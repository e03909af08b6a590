"""How alike two texts are. Pure; the measuring is rapidfuzz's.

The measure is the share of words that two texts have in common in the same order: twice the length of their longest common subsequence over the sum of
their lengths (the normalised indel similarity). Punctuation and capitals do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from constitution_diff.text.extras import need

T = TypeVar("T", bound=Hashable)
Words = tuple[str, ...]

_WORD = re.compile(r"\w+(?:[-’'‑]\w+)*")
LONGEST_PRODUCT = 100_000_000
"""Of the lengths of two texts in words: beyond, their order is left out of account, since comparing it takes seconds."""
_TELLING = 30
"""A word that stands in more provisions than this tells nothing about which one a text is."""
_MOST_CANDIDATES = 8


@lru_cache(maxsize=30_000)
def words_in(text: str) -> Words:
    """The words and numbers of a text, in small letters."""
    return tuple(_WORD.findall(text.lower()))


@cache
def _indel() -> Callable[..., float]:
    measure: Callable[..., float] = need("rapidfuzz.distance").Indel.normalized_similarity
    return measure


def similarity(before: Words, after: Words, least: float = 0.0) -> float:
    """How alike two texts are, from 0 to 1.

    Args:
        before: The words of one.
        after: The words of the other.
        least: A value below which it does not matter how alike they are; then 0 may be given.

    Raises:
        UserError: rapidfuzz is not installed.
    """
    if before == after:
        return 1.0
    if least > 1:
        return 0.0
    if len(before) * len(after) <= LONGEST_PRODUCT:
        return _indel()(before, after, score_cutoff=least)
    shared = 2 * (Counter(before) & Counter(after)).total() / (len(before) + len(after))
    return shared if shared >= least else 0.0


def contained(part: Words, whole: Words) -> float:
    """How much of a text stands in another in the same order, from 0 to 1.

    Raises:
        UserError: rapidfuzz is not installed.
    """
    if not part or not whole:
        return 0.0
    return similarity(part, whole) * (len(part) + len(whole)) / 2 / len(part)


class Candidates(dict[T, Words]):
    """Texts among which like ones are looked for, by the words that few of them have."""

    def __init__(self, texts: Mapping[T, Words]) -> None:
        super().__init__(texts)
        self._holders: dict[str, list[T]] = defaultdict(list)
        for name, words in texts.items():
            for word in set(words):
                self._holders[word].append(name)

    def like(self, words: Words) -> list[T]:
        """The texts that share the most telling words with a text, most first."""
        counts: Counter[T] = Counter()
        for word in dict.fromkeys(words):
            holders = self._holders.get(word, ())
            if len(holders) <= _TELLING:
                counts.update(holders)
        return [name for name, _ in counts.most_common(_MOST_CANDIDATES)]


def rank(words: Words, candidates: Iterable[tuple[T, Words]], least: float) -> list[tuple[T, float]]:
    """Those of some texts that are at least so much alike, most alike first."""
    measured = ((name, similarity(words, other, least)) for name, other in candidates)
    return sorted(((name, value) for name, value in measured if value >= least), key=lambda found: -found[1])


def longest_increasing(values: Sequence[int]) -> set[int]:
    """The indices of a longest increasing subsequence."""
    tails: list[int] = []
    tail_values: list[int] = []
    previous: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tail_values, value)
        previous.append(tails[place - 1] if place else -1)
        tails[place : place + 1] = [index]
        tail_values[place : place + 1] = [value]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = previous[at]
    return kept
