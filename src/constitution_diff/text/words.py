r"""Text cut into words, and two rows of words compared. Pure.

What a lawyer reads as one thing is one word here: ``1 000 000``, ``50 %``, ``61-1``, ``Article 71(2)``, «Law on Elections». The white space between
words is a word too, so that the words put together are the text again, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from attrs import frozen

from constitution_diff.text.extras import need

# ---- words ---------------------------------------------------------------------------------------------------------------------------

CITING: Mapping[str, str] = {
    "en": "article articles art arts section sections sec paragraph paragraphs subparagraph subsection clause chapter part title schedule annex",
    "ru": "стать* ст пункт* п подпункт* подп пп част* ч абзац* глав* раздел* подраздел*",
    "fr": "article articles art alinéa alinéas paragraphe paragraphes chapitre section titre",
    "es": "artículo artículos articulo art apartado apartados párrafo letra capítulo sección título",
    "pt": "artigo artigos art alínea inciso número parágrafo capítulo secção título",
    "de": "artikel* art absatz* absätze* abs satz* sätze* nummer nr buchstabe* abschnitt* anlage",
    "it": "articolo articoli art artt comma commi lettera capo sezione titolo",
}
"""By language, the words that cite a provision when its number follows; ``*`` stands for an ending of a few letters."""

CITING_BEHIND: Mapping[str, str] = {"kk": "бап* бабы* тарма* бөлі* тарау*"}
"""The same for languages that put the word behind the number: "61-1-баптың 2-тармағы"."""

LONGEST_QUOTATION = 12
"""Words; a longer quotation is compared word by word."""

_SIGNS = (
    r"!-/:-@\[-^`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae\u00af\u00b1\u00b4\u00b6-\u00b8\u00bb-\u00bf\u00d7\u00f7\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3"
    r"\u05c6\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u1361-\u1368\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2116\u2190-\u2bff\u3001-\u3003"
    r"\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""What never belongs to a word. All else does: letters of every script with their marks and joiners, figures, what cannot be seen."""
_IDEOGRAPHS = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that put no space between words; there, a sign is a word."""

# No pattern below can be made slow: a repetition without a bound is possessive (``++``: what it took, it keeps), and every other has a bound.
_W = rf"[^\s{_SIGNS}{_IDEOGRAPHS}]"
_SPACE = r"[ \u00a0\u2009\u202f]"
_INNER = rf"(?:[-‐‑'’·](?={_W})|(?<=\d)[.,/:](?=\d)|(?<=\d)\.(?=[ªº°]))"
_WORD = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}(?!{_W}))++|{_W}++)(?:{_INNER}{_W}++)*+(?:(?<=\d){_SPACE}?[%‰])?"
_IDEOGRAPH = rf"[{_IDEOGRAPHS}][\u3099\u309a\ufe00-\ufe0f]*+"


def _either(table: Mapping[str, str]) -> str:
    """A pattern for the words of a table, the longest first."""
    words = sorted({word for words in table.values() for word in words.split()}, key=lambda word: (-len(word), word))
    return "|".join(word.replace("*", r"\w{0,6}+") for word in words)


def _initials(table: Mapping[str, str]) -> str:
    """The letters that the words of a table begin with, small and large."""
    letters = {word[0] for words in table.values() for word in words.split()}
    return "".join(sorted(letters | {letter.upper() for letter in letters}))


_ENDS = rf"(?!{_W})(?![-‐‑'’]{_W})(?![.,/:]\d)"
_NUMBER = (
    r"(?:\d{1,6}(?:[-‑–.]\d{1,4}){0,4}(?:[-‑]?[a-zA-Zа-яА-Я])?(?:\.?[ºª°])?|[IVXLC]{1,8}(?:[-‑]\d{1,3})?|[a-zа-я](?=\)))"
    rf"(?:{_SPACE}(?:bis|ter|quater|quinquies|sexies)(?!{_W}))?(?:{_SPACE}?\((?:\d{{1,3}}[a-z]?|[a-z]|[ivxl]{{2,6}})\)){{0,4}}"
)
# Looked for first because it is quick: a word that may cite, and behind it what may be a number.
_MAY_CITE = rf"(?=[{_initials(CITING)}]{_W}{{0,20}}+\.?{_SPACE}?(?:[\dIVXLC]|[a-zа-я]\)))"
_CITED = rf"(?:(?:§§?|№){_SPACE}?|{_MAY_CITE}(?i:{_either(CITING)})(?:\.{_SPACE}?|{_SPACE})){_NUMBER}{_ENDS}"
_ELIDED = r"(?:[dlDL]|[Dd]ell|[Aa]ll|[Nn]ell)['’]"
_OF = rf"(?:(?:of|du|des|del|de la|do|da|della){_SPACE}|(?:de )?(?=[ld]){_ELIDED})"
# "Article 5, paragraph 2" is one citation; "Article 5, Article 6" are two.
_FURTHER = rf"(?:\)|,(?!{_SPACE}(?i:art|стат|ст\.)))?{_SPACE}{_OF}?{_CITED}"
_REFERENCE = rf"(?:{_ELIDED})?{_CITED}(?:{_FURTHER}){{0,5}}"
_CITED_BEHIND = rf"\d{{1,4}}(?:[-‑]\d{{1,3}}){{0,3}}[-‑](?i:{_either(CITING_BEHIND)}){_W}*+"
_REFERENCE_BEHIND = rf"{_CITED_BEHIND}(?:,?{_SPACE}{_CITED_BEHIND}){{1,4}}"


def _quotation(opening: str, closing: str) -> str:
    """A pattern for a short quotation; another one of the same kind inside it ends it."""
    piece = rf"[^\s{opening}{closing}]++"
    return rf"{opening}\s?{piece}(?:\s{{1,2}}{piece}){{0,{LONGEST_QUOTATION - 1}}}+\s?[{closing}]"


_QUOTATIONS = (
    _quotation("«", "»"),
    _quotation("„", "“”"),
    _quotation("“", "”"),
    # The straight sign opens and closes alike: it opens behind no word and before no space, and the reverse.
    rf'(?<!{_W})(?="\S){_quotation(chr(34), chr(34))}(?<!\s")(?!{_W})',
)
# Most of a text, tried first because it is quick: white space, and plain words that do not cite.
_PLAIN = rf"(?!{_MAY_CITE})[^\W\d_{_IDEOGRAPHS}]++(?=\s)"
_TOKEN = re.compile("|".join((r"\s++", _PLAIN, *_QUOTATIONS, _REFERENCE, _REFERENCE_BEHIND, _WORD, _IDEOGRAPH, r"\.{2,}+", r"[\s\S]")))


def split_words(text: str) -> list[str]:
    """The words of a text, with what stands between them; put together, they are the text.

    A word with its marks, apostrophes and hyphens, a number, a date, a percentage, a citation and a quotation of up to :data:`LONGEST_QUOTATION`
    words are one each; a longer quotation is cut into its words.
    """
    return _TOKEN.findall(text)


# ---- comparing -----------------------------------------------------------------------------------------------------------------------

Edit = tuple[str, list[str], list[str]]
"""What happens to a run of words ("keep", "delete", "insert" or "replace"), the run before, and the run after."""

LARGEST_COMPARISON = 400_000_000
"""Pairs of words. Rapidfuzz notes one bit for each: 50 megabytes. A provision that is longer still, and changed, is shown as replaced."""
CRUMB = 7
"""Letters and figures: "of the", "und die", "и на". See :meth:`_Comparison.is_crumb`."""
LEAST_KEPT = 0.25
"""The share of its letters that a text must keep to be read as the same text with changes, and not as another text."""


def diff_words(before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """What became of a row of words: the edits in order, which together hold every word of both.

    What two texts have in common by chance is not kept: see :data:`LEAST_KEPT` and :data:`CRUMB`.

    Raises:
        UserError: rapidfuzz is not installed.
    """
    comparison = _Comparison(list(before), list(after))
    return comparison.edits(comparison.changes())


@frozen
class _Change:
    """Words that another row of words takes the place of, by their positions in both."""

    start: int
    end: int
    new_start: int
    new_end: int

    def shifted(self, by: int) -> _Change:
        return _Change(self.start + by, self.end + by, self.new_start + by, self.new_end + by)


def _letters(words: Sequence[str], start: int, end: int) -> list[int]:
    """How many letters and figures stand before each position of a stretch, counted from its beginning."""
    sizes = (0 if word == " " else len(word) if word.isalnum() else sum(map(str.isalnum, word)) for word in words[start:end])
    return [0] * start + list(accumulate(sizes, initial=0))


class _Comparison:
    """Two rows of words."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        self.before, self.after = before, after
        self._old: list[int] = []
        self._new: list[int] = []

    def changes(self) -> list[_Change]:
        """What changed, in order; what is between is kept."""
        whole = self._trim(_Change(0, len(self.before), 0, len(self.after)))
        if whole.start == whole.end and whole.new_start == whole.new_end:
            return []
        self._old = _letters(self.before, whole.start, whole.end)
        self._new = _letters(self.after, whole.new_start, whole.new_end)
        found = [self._trim(change) for change in self._join_crumbs(self._match(whole))]
        return [self._slide(found, n) for n in range(len(found))]

    def edits(self, changes: Sequence[_Change]) -> list[Edit]:
        """The changes and what is kept between them."""
        edits: list[Edit] = []
        at = 0
        for change in changes:
            kept = self.before[at : change.start]
            old, new = self.before[change.start : change.end], self.after[change.new_start : change.new_end]
            edits += [("keep", kept, kept), ("replace" if old and new else "delete" if old else "insert", old, new)]
            at = change.end
        kept = self.before[at:]
        edits.append(("keep", kept, kept))
        return [edit for edit in edits if edit[1] or edit[2]]

    # What changed, as found by a library.

    def _match(self, whole: _Change) -> list[_Change]:
        before, after = self.before[whole.start : whole.end], self.after[whole.new_start : whole.new_end]
        found = [
            _Change(whole.start + a, whole.start + b, whole.new_start + c, whole.new_start + d)
            for a, b, c, d in _find_changes(before, after)
        ]
        shorter = min(self._deleted(whole), self._inserted(whole))
        kept = self._deleted(whole) - sum(map(self._deleted, found))
        return found if kept >= LEAST_KEPT * shorter else [whole]

    # Which changes are read as one.

    def _join_crumbs(self, changes: Sequence[_Change]) -> list[_Change]:
        joined: list[_Change] = []
        for next_one in changes:
            change = next_one
            while joined and self.is_crumb(joined[-1], change):
                first = joined.pop()
                change = _Change(first.start, change.end, first.new_start, change.new_end)
            joined.append(change)
        return joined

    def is_crumb(self, left: _Change, right: _Change) -> bool:
        """Whether what is kept between two changes is too little to be read by itself.

        It is when it has no letter, or when it has at most :data:`CRUMB` and is shorter than the change on either side. Between two insertions, or
        two deletions, it is none: to absorb it would show as changed what was not.
        """
        if not (self._deleted(left) or self._deleted(right)) or not (self._inserted(left) or self._inserted(right)):
            return False
        kept = self._old[right.start] - self._old[left.end]
        sizes = (self._deleted(left) + self._inserted(left), self._deleted(right) + self._inserted(right))
        return kept == 0 or (kept <= CRUMB and kept < min(sizes))

    def _deleted(self, change: _Change) -> int:
        return self._old[change.end] - self._old[change.start]

    def _inserted(self, change: _Change) -> int:
        return self._new[change.new_end] - self._new[change.new_start]

    # Where a change begins and ends.

    def _trim(self, change: _Change) -> _Change:
        """The change without the words that both sides begin or end with."""
        before, after = self.before, self.after
        start, end, new_start, new_end = change.start, change.end, change.new_start, change.new_end
        while start < end and new_start < new_end and before[start] == after[new_start]:
            start, new_start = start + 1, new_start + 1
        while start < end and new_start < new_end and before[end - 1] == after[new_end - 1]:
            end, new_end = end - 1, new_end - 1
        return _Change(start, end, new_start, new_end)

    def _slide(self, changes: list[_Change], n: int) -> _Change:
        """A change, as far to the left or right as reads best: ``a, [-b, -]c``, and not ``a[-, b-], c``. It is noted in the list."""
        change = changes[n]
        if change.start == change.end:
            words, start, end = self.after, change.new_start, change.new_end
        elif change.new_start == change.new_end:
            words, start, end = self.before, change.start, change.end
        else:
            return change
        # A word at least stays between two changes.
        room_left = change.start - (changes[n - 1].end + 1 if n else 0)
        room_right = (changes[n + 1].start - 1 if n + 1 < len(changes) else len(self.before)) - change.end
        left = _count(lambda k: words[start - 1 - k] == words[end - 1 - k], room_left)
        right = _count(lambda k: words[start + k] == words[end + k], room_right)
        by = max(range(-left, right + 1), key=lambda shift: _seam(words, start + shift) + _seam(words, end + shift))
        changes[n] = change.shifted(by)
        return changes[n]


def _count(holds: Callable[[int], bool], limit: int) -> int:
    """For how many numbers from 0 on something holds."""
    return next((n for n in range(limit) if not holds(n)), max(limit, 0))


def _seam(words: Sequence[str], at: int) -> int:
    """How well a run of words begins or ends at a position: best at the edge of the text, then at that of a sentence, then at a word."""
    if at in {0, len(words)}:
        return 4
    if words[at - 1].isspace():
        return 3 if at > 1 and words[at - 2] in {".", ";", ":", "!", "?"} else 2
    return 1 if words[at].isspace() else 0


def _find_changes(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    if not before or not after or len(before) * len(after) > LARGEST_COMPARISON:
        return [(0, len(before), 0, len(after))]
    # A character for each word that both have: what rapidfuzz does with words themselves, it does by their hashes, which may clash.
    signs = {word: chr(n) for n, word in enumerate(set(before) & set(after), start=2)}
    old_signs, new_signs = ("".join(signs.get(word, alone) for word in words) for words, alone in ((before, "\0"), (after, "\1")))
    opcodes = need("rapidfuzz.distance").Indel.opcodes(old_signs, new_signs)
    return _merged([(o.src_start, o.src_end, o.dest_start, o.dest_end) for o in opcodes if o.tag != "equal"])


def _merged(changes: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Changes with nothing between them are one."""
    merged: list[tuple[int, int, int, int]] = []
    for change in changes:
        if merged and merged[-1][1] == change[0] and merged[-1][3] == change[2]:
            merged[-1] = (merged[-1][0], change[1], merged[-1][2], change[3])
        else:
            merged.append(change)
    return merged
