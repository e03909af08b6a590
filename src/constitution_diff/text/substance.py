"""Whether a changed text says the same as before. Pure.

Only what is certain counts as mere wording: signs, capitals, known variants of spelling, and a name that was replaced throughout. A name is replaced
throughout when the old one has gone from the provisions that were kept, but for one in ten, and the new one did not occur before: had it, what belonged to one body might
have been given to another.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from attrs import frozen

from constitution_diff.text.extras import need
from constitution_diff.text.pairing import Renaming
from constitution_diff.text.similarity import Words, words_in

_SIGNS = str.maketrans(
    {
        **dict.fromkeys('«»„“”‟‹›"＂', '"'),
        **dict.fromkeys("‚‘’‛'ʼ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200e\u200f\ufeff", None),
    }
)
_SPELLINGS = str.maketrans({"ё": "е", "ß": "ss", "œ": "oe", "æ": "ae", "ĳ": "ij"})
_TRIPLE = re.compile(r"([^\W\d_])\1{2,}")
_TOKEN = re.compile(r"\w+(?:[-’'‑]\w+)*")
_MOST_PARTED = 8
"""Words by which the counts may differ where a hyphen was put in or left out; beyond, something else has changed."""
_LONGEST_NAME = 12
"""Words."""
_FEWEST_PLACES = 2
"""In how many provisions a name must be replaced to be replaced throughout."""
_PLACES_FOR_ONE_KEPT = 9
"""In how many provisions a name must be replaced for each that keeps it: one of ten may have been forgotten, or tell of the past."""
_STEM = 0.6
"""How much of the shorter word two forms of a word have in common at their beginning."""
_SHORTEST_STEM = 3


@frozen
class _Swap:
    """Words that stand in the place of others, with what stands before and behind both.

    Attributes:
        before: The words as they stood.
        after: The words in their place.
        left: The word before.
        right: The word behind.
        place: The provision.
    """

    before: Words
    after: Words
    left: str
    right: str
    place: str

    def wider(self, left: int, right: int) -> _Swap:
        """The same with the words beside it, where they may belong to the name."""
        more_left, more_right = (self.left,) * left * _has_capital(self.left), (self.right,) * right * _has_capital(self.right)
        return _Swap((*more_left, *self.before, *more_right), (*more_left, *self.after, *more_right), self.left, self.right, self.place)


def wording(before: str, after: str) -> str:
    """Why two texts that differ say the same: a key of :data:`constitution_diff.text.pairing.WORDINGS`, or ``""`` when they may not."""
    if abs(len(words_in(before)) - len(words_in(after))) > _MOST_PARTED:
        return ""
    before, after = _typography(before), _typography(after)
    if before == after:
        return "typography"
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if old == new:
        return "punctuation"
    alike = len(old) == len(new) and all(one == other or _spelling(one) == _spelling(other) for one, other in zip(old, new, strict=True))
    return "spelling" if alike else ""


def _typography(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold() if not text.isascii() else text.translate(_SIGNS).casefold()
    return " ".join(plain.split())


def _spelling(word: str) -> str:
    return _TRIPLE.sub(r"\1\1", word.translate(_SPELLINGS))


# ---- names ---------------------------------------------------------------------------------------------------------------------------


def find_renamings(
    changed: Sequence[tuple[str, str, str]], before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]
) -> tuple[Renaming, ...]:
    """The names that were replaced throughout.

    Args:
        changed: The provisions whose text changed: the earlier text, the later text, the citation.
        before: The texts of the earlier version with their citations.
        after: The texts of the later version with their citations, without provisions that are new.

    Raises:
        UserError: rapidfuzz is not installed.
    """
    swaps = [swap for old, new, place in changed for swap in _swaps(old, new, place)]
    if len(swaps) < _FEWEST_PLACES:
        return ()
    earlier, later = cache(lambda: _Index(before)), cache(lambda: _Index(after))
    found: list[Renaming] = []
    left = swaps
    for width in ((0, 0), (1, 0), (0, 1)):
        groups: list[list[_Swap]] = []
        for swap in left:
            wide = swap.wider(*width)
            group = next((g for g in groups if _same(g[0].before, wide.before) and _same(g[0].after, wide.after)), None)
            if group is None:
                groups.append([wide])
            else:
                group.append(wide)
        found += [renaming for group in groups if (renaming := _renaming(group, earlier, later))]
        left = [s for s in left if not any(_renames(r, s.wider(*width)) for r in found)]
    return tuple(found)


def _renaming(swaps: Sequence[_Swap], earlier: Callable[[], _Index], later: Callable[[], _Index]) -> Renaming | None:
    """The name that some swaps of the same words replace throughout, or None."""
    first, places = swaps[0], tuple(dict.fromkeys(swap.place for swap in swaps))
    if len(places) < _FEWEST_PLACES or earlier().places(first.after):
        return None
    kept = later().places(first.before)
    if set(kept) & set(places) or len(kept) * _PLACES_FOR_ONE_KEPT > len(places):
        return None
    return Renaming(" ".join(first.before), " ".join(first.after), places, kept)


def only_renames(before: str, after: str, renamings: Sequence[Renaming]) -> bool:
    """Whether two texts differ only in names that were replaced throughout."""
    swaps = _swaps(before, after, "")
    widths = ((0, 0), (1, 0), (0, 1))
    return (
        bool(swaps)
        and _all_swapped(before, after, swaps)
        and all(any(_renames(r, s.wider(*w)) for r in renamings for w in widths) for s in swaps)
    )


def _renames(renaming: Renaming, swap: _Swap) -> bool:
    return _same(tuple(renaming.before.split(" ")), swap.before) and _same(tuple(renaming.after.split(" ")), swap.after)


def _swaps(before: str, after: str, place: str) -> list[_Swap]:
    """The words that stand in the place of others where both may be names; none where words only came or went."""
    if not (_names_only_in(before, after) and _names_only_in(after, before)):
        return []
    old, new = tuple(_TOKEN.findall(before)), tuple(_TOKEN.findall(after))
    found = []
    for kind, old_from, old_to, new_from, new_to in _opcodes(old, new):
        if (
            kind == "replace"
            and max(old_to - old_from, new_to - new_from) <= _LONGEST_NAME
            and _has_capital(old[old_from])
            and _has_capital(new[new_from])
        ):
            left = old[old_from - 1] if old_from else ""
            right = old[old_to] if old_to < len(old) else ""
            found.append(_Swap(old[old_from:old_to], new[new_from:new_to], left, right, place))
    return found


def _names_only_in(one: str, other: str) -> bool:
    """Whether a text has words that the other lacks and that may belong to a name."""
    return any(map(_has_capital, set(one.split()).difference(other.split())))


def _all_swapped(before: str, after: str, swaps: Sequence[_Swap]) -> bool:
    """Whether nothing else differs."""
    old, new = tuple(_TOKEN.findall(before)), tuple(_TOKEN.findall(after))
    return len(swaps) == sum(kind != "equal" for kind, *_ in _opcodes(old, new))


def _opcodes(old: Words, new: Words) -> list[tuple[str, int, int, int, int]]:
    """What happened to the words, neighbouring losses and gains taken together; capitals do not count."""
    small = [[word.casefold() for word in words] for words in (old, new)]
    merged: list[tuple[str, int, int, int, int]] = []
    for code in need("rapidfuzz.distance").Indel.opcodes(*small):
        kind, ends = str(code.tag), (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if kind != "equal" and merged and merged[-1][0] != "equal":
            merged[-1] = ("replace", merged[-1][1], ends[1], merged[-1][3], ends[3])
        else:
            merged.append((kind, *ends))
    return merged


def _has_capital(word: str) -> bool:
    """Whether a word may belong to a name; in scripts without capitals, every word may."""
    return bool(word) and not word[0].islower()


def _same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one, by their common beginning."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    shorter = min(len(one), len(other))
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return shared >= max(_SHORTEST_STEM, _STEM * shorter)


def _same(one: Words, other: Words) -> bool:
    return len(one) == len(other) and all(map(_same_word, one, other))


class _Index:
    """Where words stand in many texts, by how they begin."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        pairs = [(word, place) for text, place in texts for word in (*_TOKEN.findall(text), "")]
        self._words = tuple(word for word, _ in pairs)
        self._places = tuple(place for _, place in pairs)
        self._starts: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            self._starts[word[:_SHORTEST_STEM].casefold()].append(index)

    def places(self, name: Words) -> tuple[str, ...]:
        """The citations of the texts in which a name occurs, in any form."""
        starts = self._starts.get(name[0][:_SHORTEST_STEM].casefold(), ())
        return tuple(dict.fromkeys(self._places[n] for n in starts if _same(name, self._words[n : n + len(name)])))
