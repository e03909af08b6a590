"""Whether a changed text says the same as before. Pure.

Only what is certain counts as mere wording: signs, capitals, known variants of spelling, and a name that was replaced throughout. A name is replaced
throughout when the old one has gone but for one provision in ten, and the new one did not occur before: had it, what belonged to one body might have
been given to another. New provisions may name both, as transitional ones do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from attrs import evolve, frozen

from constitution_diff.text.extras import need
from constitution_diff.text.languages import ORDINALS
from constitution_diff.text.pairing import Renaming
from constitution_diff.text.similarity import LONGEST_PRODUCT, Words

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
_SAID = re.compile(r"\w+(?:(?:[-’'‑]|(?<=\d)[.,/:](?=\d))\w+)*|[%‰§&+=<>±×÷°|$€£¥₸₽₴₹#@]|(?<!\S)-(?=\d)")
"""What must be the same where only the punctuation differs: words, numbers whole ("1.5", "2/3"), and signs that are read as words."""
_BEGINNING = re.compile(r"(?:^|[.!?:;\n])[\s\W]*$")
"""What stands before the first word of a sentence."""
_MOST_PARTED, _SIGNS_FOR_ONE = 8, 20
"""By how many signs two texts that say the same may differ in length: so many, and one more for every twenty."""
_LONGEST_NAME = 12
"""Words."""
_FEWEST_PLACES = 2
"""In how many provisions a name must be replaced to be replaced throughout."""
_PLACES_FOR_ONE_KEPT = 9
"""In how many provisions a name must be replaced for each that keeps it: one of ten may have been forgotten, or tell of the past."""
_STEM = 0.6
"""How much of the shorter word two forms of a word have in common at their beginning."""
_SHORTEST_STEM = 3
_LONGEST_ENDING = 3
_FARTHEST_SIGN = 8
"""Characters before a word in which the end of the sentence before it is looked for."""


@frozen
class _Swap:
    """Words that stand in the place of others, with what stands before and behind both.

    Attributes:
        before: The words as they stood.
        after: The words in their place.
        left: The word before.
        right: The word behind.
        place: The provision.
        named: Whether a capital on both sides shows a name and not the beginning of a sentence.
        headed: Whether the capital of the word before shows a name, and not the beginning of a sentence.
        alone: Whether nothing but such words differs in the provision.
    """

    before: Words
    after: Words
    left: str
    right: str
    place: str
    named: bool = False
    headed: bool = False
    alone: bool = False

    def wider(self, left: int, right: int) -> _Swap:
        """The same with the words beside it, where they may belong to the name."""
        more_left, more_right = (self.left,) * left * _has_capital(self.left), (self.right,) * right * _has_capital(self.right)
        return evolve(
            self,
            before=(*more_left, *self.before, *more_right),
            after=(*more_left, *self.after, *more_right),
            named=self.headed if more_left else self.named or bool(more_right),
        )


def wording(before: str, after: str) -> str:
    """Why two texts that differ say the same: a key of :data:`constitution_diff.text.pairing.WORDINGS`, or ``""`` when they may not."""
    if abs(len(before) - len(after)) > _MOST_PARTED + min(len(before), len(after)) // _SIGNS_FOR_ONE:
        return ""  # nearly always, and quick
    before, after = _typography(before), _typography(after)
    if before == after:
        return "typography"
    old, new = _SAID.findall(before), _SAID.findall(after)
    if old == new:
        return "punctuation"
    alike = len(old) == len(new) and all(one == other or _spelling(one) == _spelling(other) for one, other in zip(old, new, strict=True))
    return "spelling" if alike else ""


def _typography(text: str) -> str:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(plain.translate(_SIGNS).lower().split())


def _spelling(word: str) -> str:
    return _TRIPLE.sub(r"\1\1", word.translate(_SPELLINGS))


# ---- names ---------------------------------------------------------------------------------------------------------------------------


def find_renamings(
    changed: Sequence[tuple[str, str, str]],
    before: Iterable[tuple[str, str]],
    after: Iterable[tuple[str, str]],
    added: Iterable[tuple[str, str]] = (),
) -> tuple[Renaming, ...]:
    """The names that were replaced throughout.

    Args:
        changed: The provisions whose text changed: the earlier text, the later text, the citation.
        before: The texts of the earlier version with their citations.
        after: The texts of the later version with their citations, without provisions that are new.
        added: The texts of the provisions that are new, with their citations.

    Raises:
        UserError: rapidfuzz is not installed.
    """
    swaps = [swap for old, new, place in changed for swap in _swaps(old, new, place)]
    if len(swaps) < _FEWEST_PLACES:
        return ()
    texts = _Texts(*(cache(lambda side=side: _Index(side)) for side in (before, after, added)))
    found: list[Renaming] = []
    left = _uncontested(swaps)
    for width in ((0, 0), (1, 0), (0, 1)):
        groups = _grouped(swap.wider(*width) for swap in left)
        found += [renaming for group in groups if (renaming := _renaming(group, texts))]
        left = [s for s in left if not any(_renames(r, s.wider(*width)) for r in found)]
    return tuple(found)


def _uncontested(swaps: Sequence[_Swap]) -> list[_Swap]:
    """The swaps of names without rivals.

    Where elsewhere another name took the place of the old one, what one body had was divided; where the new one took that of another, two were merged.
    """
    groups = _grouped(swaps)
    rivals: dict[tuple[int, str], list[list[_Swap]]] = defaultdict(list)
    for alone in ([swap for swap in group if swap.alone] for group in groups):
        if alone:
            rivals[0, _start(alone[0].before)].append(alone)
            rivals[1, _start(alone[0].after)].append(alone)
    left = []
    for group in groups:
        near = (*rivals[0, _start(group[0].before)], *rivals[1, _start(group[0].after)])
        if not any(_contest(group, rival) for rival in near):
            left += group
    return left


def _grouped(swaps: Iterable[_Swap]) -> list[list[_Swap]]:
    """The swaps of the same words, in any form."""
    groups: dict[tuple[str, str], list[list[_Swap]]] = defaultdict(list)
    for swap in swaps:
        alike = groups[_start(swap.before), _start(swap.after)]
        group = next((g for g in alike if _same(g[0].before, swap.before) and _same(g[0].after, swap.after)), None)
        if group is None:
            alike.append([swap])
        else:
            group.append(swap)
    return [group for alike in groups.values() for group in alike]


def _renaming(swaps: Sequence[_Swap], texts: _Texts) -> Renaming | None:
    """The name that some swaps of the same words replace throughout, or None."""
    first, places = swaps[0], tuple(dict.fromkeys(swap.place for swap in swaps))
    if len(places) < _FEWEST_PLACES or not any(swap.named for swap in swaps) or texts.before().places(first.after):
        return None
    both = texts.added().places(first.after)
    kept = (*texts.after().places(first.before), *(place for place in texts.added().places(first.before) if place not in both))
    if set(kept) & set(places) or len(kept) * _PLACES_FOR_ONE_KEPT > len(places):
        return None
    return Renaming(" ".join(first.before), " ".join(first.after), places, kept)


def _contest(group: Sequence[_Swap], rivals: Sequence[_Swap]) -> bool:
    """Whether swaps have one name in common and another for it, which is no short form; what occurs once must have the very same form."""
    one, other = group[0], rivals[0]
    old, new = _same(one.before, other.before), _same(one.after, other.after)
    if old == new or (_holds(one.before, other.before) if new else _holds(one.after, other.after)):
        return False
    forms = {swap.before if old else swap.after for swap in group}
    return len(rivals) > 1 or (other.before if old else other.after) in forms


def _holds(one: Words, other: Words) -> bool:
    """Whether of two names one is part of the other, as a short name is."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return any(_same(longer[n : n + len(shorter)], shorter) for n in range(len(longer) - len(shorter) + 1))


def only_renames(before: str, after: str, renamings: Sequence[Renaming]) -> bool:
    """Whether two texts differ only in names that were replaced throughout."""
    swaps = _swaps(before, after, "") if renamings else []
    widths = ((0, 0), (1, 0), (0, 1))
    return bool(swaps) and all(swap.alone and any(_renames(r, swap.wider(*w)) for r in renamings for w in widths) for swap in swaps)


def _renames(renaming: Renaming, swap: _Swap) -> bool:
    return _same(tuple(renaming.before.split(" ")), swap.before) and _same(tuple(renaming.after.split(" ")), swap.after)


def _swaps(before: str, after: str, place: str) -> list[_Swap]:
    """The words that stand in the place of others where both may be names; none where words only came or went."""
    if not (_names_only_in(before, after) and _names_only_in(after, before)):
        return []
    old, new = (list(_TOKEN.finditer(text)) for text in (before, after))
    old_words, new_words = (tuple(found[0] for found in side) for side in (old, new))
    if len(old) * len(new) > LONGEST_PRODUCT:
        return []
    differing = [code for code in _opcodes(old_words, new_words) if code[0] != "equal"]
    swaps = []
    for _, old_from, old_to, new_from, new_to in differing:
        here, there = old_words[old_from:old_to], new_words[new_from:new_to]
        if _may_be_name(here) and _may_be_name(there):
            left, right = ("", *old_words)[old_from], (*old_words, "")[old_to]
            named = _shows_name(before, old[old_from:old_to]) and _shows_name(after, new[new_from:new_to])
            headed = bool(left) and _shows_name(before, old[old_from - 1 : old_from])
            swaps.append(_Swap(here, there, left, right, place, named, headed))
    alone = len(swaps) == len(differing)
    return [evolve(swap, alone=alone) for swap in swaps]


def _names_only_in(one: str, other: str) -> bool:
    """Whether a text has words that the other lacks and that may belong to a name."""
    return any(any(map(str.isupper, word)) for word in set(one.split()).difference(other.split()))


def _may_be_name(words: Words) -> bool:
    """Whether some words may be a name: they begin with a capital and are no figures or numerals."""
    if not (0 < len(words) <= _LONGEST_NAME and _has_capital(words[0])) or any(map(str.isdecimal, "".join(words))):
        return False
    return not all(part in ORDINALS for word in words for part in word.casefold().split("-"))


def _shows_name(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether a capital among some words is not that of the beginning of a sentence."""
    if any(_has_capital(word[0]) for word in words[1:]):
        return True
    start = words[0].start()
    return not _BEGINNING.search(text[max(start - _FARTHEST_SIGN, 0) : start] if start else "")


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
    """Whether a word may belong to a name; scripts without capitals do not tell."""
    return word[:1].isupper()


def _same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: one is the beginning of the other, or they have a long beginning in common and short endings."""
    one, other = sorted((one.casefold(), other.casefold()), key=len)
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if shared < max(_SHORTEST_STEM, _STEM * len(one)):
        return False
    return shared == len(one) or len(other) - shared <= _LONGEST_ENDING


def _same(one: Words, other: Words) -> bool:
    return len(one) == len(other) and all(map(_same_word, one, other))


@frozen
class _Texts:
    """The words of both versions, each read when they are asked for.

    Attributes:
        before: Those of the earlier version.
        after: Those of the later version, without provisions that are new.
        added: Those of the provisions that are new.
    """

    before: Callable[[], _Index]
    after: Callable[[], _Index]
    added: Callable[[], _Index]


def _start(name: Words) -> str:
    """How a name begins: what all its forms have in common."""
    return name[0][:_SHORTEST_STEM].casefold()


class _Index:
    """Where words stand in many texts, by how they begin."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        pairs = [(word, place) for text, place in texts for word in (*_TOKEN.findall(text), "")]
        self._words = tuple(word for word, _ in pairs)
        self._places = tuple(place for _, place in pairs)
        self._starts: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            self._starts[_start((word,))].append(index)

    def places(self, name: Words) -> tuple[str, ...]:
        """The citations of the texts in which a name occurs, in any form."""
        starts = self._starts.get(_start(name), ())
        return tuple(dict.fromkeys(self._places[n] for n in starts if _same(name, self._words[n : n + len(name)])))
