"""Two versions of a document as one text that shows what was taken out, what was put in, and what only moved. Pure.

A redline holds both versions whole: :meth:`Redline.accept` gives the later text and :meth:`Redline.reject` the earlier one, sign by sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain

from attrs import evolve, field, frozen

from constitution_diff.text.pairing import Alignment, Pairing
from constitution_diff.text.provisions import ARTICLE, ASIDES, DIVISIONS, Document, Provision
from constitution_diff.text.words import Edit, diff_words, split_words

HEADINGS = ("preface", "preamble", *DIVISIONS, "division", ARTICLE, "annex")
"""The kinds of provision whose own line is a heading, unless text stands on it too."""

CONTAINERS = ("document", *(kind for kind in HEADINGS if kind != ARTICLE))
"""The kinds that only hold others. When a chapter begins at another article, its heading has moved, and not what it holds."""

STEADFAST = 1000
"""How many times its length a provision weighs that has not moved by the alignment: where two cross, the one that moved gives way."""

STATES: Mapping[str, str] = {
    "unchanged": "stands as it stood",
    "changed": "stands where it stood, with other words",
    "inserted": "is new",
    "deleted": "is gone",
    "moved-away": "stands elsewhere in the later version: the place it had",
    "moved-here": "stood elsewhere in the earlier version: the place it has now",
}
"""What a redline says of a line."""


@frozen
class Run:
    """Words with one fate.

    Attributes:
        op: "keep", "delete" or "insert".
        text: The words, with the white space between them.
        carried: Whether they were carried to or from another place as they are; they are deleted here and inserted there, or the reverse.
    """

    op: str
    text: str
    carried: bool = False


@frozen(eq=False)
class Line:
    """The line of one provision.

    Attributes:
        runs: Its words in order.
        before: The provision of the earlier version that stands here, if any.
        after: The provision of the later version that stands here, if any.
        move: "moved to 61(2)" or "moved from 60(2)", or "" when it stands where it stood.
        other: The position of the other end of a move among the lines, or None.
        above: The position of the line it stands under (of its article, its chapter), or None.
        level: The level of a heading, from 1; 0 for what is none.
        wording: Why its change may say the same as before: one of :data:`constitution_diff.text.pairing.WORDINGS`, or "".
    """

    runs: tuple[Run, ...]
    before: Provision | None
    after: Provision | None
    move: str = ""
    wording: str = ""
    other: int | None = None
    above: int | None = None
    level: int = 0

    def __repr__(self) -> str:
        return f"<Line {self.state} {self.provision.citation or self.provision.kind}, {len(self.runs)} runs>"

    @cached_property
    def provision(self) -> Provision:
        """The provision that stands here: the later one, or else the earlier one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a line without a provision")
        return found

    @cached_property
    def state(self) -> str:
        """One of :data:`STATES`."""
        if self.before and self.after:
            return "unchanged" if all(run.op == "keep" for run in self.runs) else "changed"
        if self.move:
            return "moved-here" if self.after else "moved-away"
        return "inserted" if self.after else "deleted"


@frozen
class Gap:
    """Lines that are left out because nothing in them changed, or nothing but wording.

    Attributes:
        size: How many.
        wording: How many of them changed in wording only.
    """

    size: int
    wording: int = 0


@frozen(eq=False)
class Redline:
    """Two versions of a document as one text.

    Attributes:
        before: The earlier version.
        after: The later version.
        lines: A line for each provision, in the order of the later version; what is gone stands before what came in its place.
    """

    before: Document
    after: Document
    lines: tuple[Line, ...] = field(repr=False)

    def accept(self) -> str:
        """The text with all changes made: that of the later version."""
        return _put_together((line.runs for line in self.lines if line.after), "delete")

    def reject(self) -> str:
        """The text with no change made: that of the earlier version."""
        return _put_together((line.runs for line in self.lines if line.before), "insert")

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many provisions are in each of the :data:`STATES`."""
        counts = dict.fromkeys(STATES, 0)
        for line in self.lines:
            counts[line.state] += 1
        return counts

    def changed_lines(self, context: int = 0, *, fold: bool = False) -> tuple[int | Gap, ...]:
        """What a reader of the changes needs: the positions of the changed lines and of the headings above them, with gaps between.

        Args:
            context: How many unchanged lines to show before and after each changed one.
            fold: Whether lines that changed in wording only are left out, too.
        """
        shown: set[int] = set()
        for place, line in enumerate(self.lines):
            if line.state != "unchanged" and not (fold and line.wording):
                shown.update(range(max(place - context, 0), min(place + context + 1, len(self.lines))))
        for place in tuple(shown):
            above = self.lines[place].above
            while above is not None and above not in shown:
                shown.add(above)
                above = self.lines[above].above
        return tuple(self._with_gaps(sorted(shown)))

    def _with_gaps(self, places: Iterable[int]) -> Iterator[int | Gap]:
        at, end = 0, len(self.lines)
        for place in chain(places, (end,)):
            if place > at:
                between = self.lines[at:place]
                yield Gap(len(between), sum(bool(line.wording) for line in between if line.state != "unchanged"))
            if place < end:
                yield place
            at = place + 1


def _put_together(lines: Iterable[Iterable[Run]], without: str) -> str:
    return "\n".join("".join(run.text for run in runs if run.op != without) for runs in lines)


# ---- making a redline ----------------------------------------------------------------------------------------------------------------


@frozen
class _Place:
    """Where a provision stands in its document.

    Attributes:
        provision: The provision.
        above: The position of the line it stands under, or None.
        level: Its level as a heading.
        weight: How much would move with it: the letters of its line and, from articles down, of all that is under it.
    """

    provision: Provision
    above: int | None
    level: int
    weight: int


@frozen
class _Slot:
    """What a line of a redline shows, by position among the earlier and the later lines.

    Attributes:
        old: The earlier line that stands here, or -1.
        new: The later line that stands here, or -1.
    """

    old: int = -1
    new: int = -1


def make_redline(alignment: Alignment) -> Redline:
    """The redline of two versions that were aligned.

    Paired provisions that can keep their order stay in place, as many as possible by their length; the others are shown as moved. Where either of two
    could be the one that moved, it is the one that the alignment says moved.

    Raises:
        UserError: A provision of thousands of words changed, and rapidfuzz is not installed.
    """
    old, new = _places(alignment.before), _places(alignment.after)
    said = {id(provision): pairing for pairing in alignment.pairings for provision in pairing.before}
    twins = _twins(alignment, old, new)
    staying = _staying(old, twins, said)
    numbers_only = {here for here in twins if said[id(old[here].provision)].rung == "number-only"}
    for here in numbers_only.difference(here for here, _ in staying):
        del twins[here]  # another text under the same number, in another place: nothing moved
    slots = list(_slots(len(old), len(new), staying))
    lines = _Lines(old, new, twins, slots)
    wording = _wordings(alignment)
    drawn = (lines.line(slot) for slot in slots)
    return Redline(alignment.before, alignment.after, tuple(_with_wording(line, wording) if wording else line for line in drawn))


def _wordings(alignment: Alignment) -> dict[int, str]:
    """Why a change may say the same, by the provision that changed and its paragraphs without a number."""
    changed = [(p, change.wording) for change in alignment.changes if change.wording for p in (*change.before, *change.after)]
    found: dict[int, str] = {}
    for provision, wording in changed:
        found[id(provision)] = wording
        changed += [(child, wording) for child in provision.children if not child.is_unit]
    return found


def _with_wording(line: Line, wording: Mapping[int, str]) -> Line:
    why = wording.get(id(line.provision), "")
    return evolve(line, wording=why) if why else line


def _places(document: Document) -> list[_Place]:
    """The provisions that have a line in a document, in order."""
    parents = {id(child): p for p in document.root.walk() for child in p.children}
    weights: dict[int, int] = defaultdict(int)
    for provision in reversed(document.provisions):
        weights[id(provision)] += len(provision.own)
        parent = parents[id(provision)]
        if parent.kind not in CONTAINERS:
            weights[id(parent)] += weights[id(provision)]
    places: list[_Place] = []
    lines: dict[int, int | None] = {}  # of each provision, the position of its line or of the nearest one above
    depths: dict[int, int] = {}  # of each provision, how many headings it stands under, with its own
    for provision in document.provisions:
        me, parent_id = id(provision), id(parents[id(provision)])
        above, depth = lines.get(parent_id), depths.get(parent_id, 0)
        is_heading = provision.kind in HEADINGS and not provision.text
        lines[me], depths[me] = above, depth + is_heading
        if provision.kind not in ASIDES and provision.own:
            lines[me] = len(places)
            places.append(_Place(provision, above, depth + 1 if is_heading else 0, weights[me]))
    return places


def _twins(alignment: Alignment, old: Sequence[_Place], new: Sequence[_Place]) -> dict[int, int]:
    """By the position of an earlier line, the position of the later line that it became; no later line has two."""
    positions = {id(place.provision): n for n, place in enumerate(new)}
    claims: dict[int, list[int]] = defaultdict(list)
    for n, place in enumerate(old):
        twin = alignment.twin(place.provision)
        if twin is not None and id(twin) in positions:
            claims[positions[id(twin)]].append(n)
    return {_likest(claimants, old, new[n].provision.own): n for n, claimants in claims.items()}


def _likest(claimants: Sequence[int], old: Sequence[_Place], text: str) -> int:
    """Of several earlier lines that were joined into one, that which the later line is most like; of equals, the first."""
    if len(claimants) == 1:
        return claimants[0]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)

    def likeness(n: int) -> float:
        matcher.set_seq1(old[n].provision.own)
        return matcher.quick_ratio()

    return max(claimants, key=likeness)


def _staying(old: Sequence[_Place], twins: Mapping[int, int], said: Mapping[int, Pairing]) -> list[tuple[int, int]]:
    """The pairs of lines that are shown in place, in order."""
    moved: list[bool] = []
    for place in old:
        pairing = said.get(id(place.provision))
        moved.append((pairing is not None and pairing.moved) or (place.above is not None and moved[place.above]))
    stretches: list[list[tuple[int, int]]] = []  # pairs that follow each other on both sides stay or move together
    for here, there in sorted(twins.items()):
        if stretches and stretches[-1][-1] == (here - 1, there - 1):
            stretches[-1].append((here, there))
        else:
            stretches.append([(here, there)])
    weights = [sum(_steadiness(said[id(old[n].provision)], old[n].weight, moved=moved[n]) for n, _ in s) for s in stretches]
    return [pair for n in heaviest_in_order([s[0][1] for s in stretches], weights) for pair in stretches[n]]


def _steadiness(pairing: Pairing, letters: int, *, moved: bool) -> int:
    """How much speaks for showing a pair in place: its length, less when it is said to have moved, nothing when the two have only a number in common."""
    if pairing.rung == "number-only":
        return 1
    return letters if moved else letters * STEADFAST


def heaviest_in_order(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The positions of those values that rise from first to last and together weigh most.

    Args:
        values: Numbers from 0 on, each at most once.
        weights: What each weighs, by position.
    """
    # For each value, the best selection that ends below it is looked up in a tree of maxima (Fenwick's): the time is near linear.
    size = max(values, default=-1) + 2
    best = [(0, -1)] * size  # what a selection weighs, and the position that it ends with
    previous = []
    for position, (value, weight) in enumerate(zip(values, weights, strict=True)):
        below = max((best[n] for n in _downwards(value)), default=(0, -1))
        previous.append(below[1])
        reached = (below[0] + weight, position)
        for n in _upwards(value + 1, size):
            best[n] = max(best[n], reached)
    selected = []
    last = max(best)[1]
    while last >= 0:
        selected.append(last)
        last = previous[last]
    return selected[::-1]


def _downwards(n: int) -> Iterator[int]:
    """The nodes of a Fenwick tree that together cover what stands before a place."""
    while n > 0:
        yield n
        n -= n & -n


def _upwards(n: int, size: int) -> Iterator[int]:
    """The nodes of a Fenwick tree that a place belongs to."""
    while n < size:
        yield n
        n += n & -n


def _slots(old: int, new: int, staying: Iterable[tuple[int, int]]) -> Iterator[_Slot]:
    """The lines of a redline: pairs that stay, and between them first what was taken out or away, then what was put in."""
    i = j = 0
    for here, there in staying:
        yield from _between(i, here, j, there)
        yield _Slot(here, there)
        i, j = here + 1, there + 1
    yield from _between(i, old, j, new)


def _between(old: int, old_end: int, new: int, new_end: int) -> Iterator[_Slot]:
    yield from (_Slot(old=n) for n in range(old, old_end))
    yield from (_Slot(new=n) for n in range(new, new_end))


class _Lines:
    """Writes the lines of a redline."""

    def __init__(self, old: Sequence[_Place], new: Sequence[_Place], twins: Mapping[int, int], slots: Sequence[_Slot]) -> None:
        self.old, self.new = old, new
        self.twins, self.origins = twins, {there: here for here, there in twins.items()}
        self.old_at = {slot.old: n for n, slot in enumerate(slots)}
        self.new_at = {slot.new: n for n, slot in enumerate(slots)}

    def line(self, slot: _Slot) -> Line:
        if slot.new < 0:
            return self._gone(slot.old)
        return self._came(slot.new) if slot.old < 0 else self._stayed(slot.old, slot.new)

    def _stayed(self, here: int, there: int) -> Line:
        old, new = self.old[here].provision, self.new[there].provision
        if old.own == new.own:
            return self._line_at_new(there, (Run("keep", new.own),), old)
        runs = [run for op, before, after in _edits(old, new) for run in _in_place(op, "".join(before), "".join(after))]
        return self._line_at_new(there, tuple(runs), old)

    def _gone(self, here: int) -> Line:
        place = self.old[here]
        above = None if place.above is None else self.old_at[place.above]
        line = Line((Run("delete", place.provision.own),), place.provision, None, above=above, level=place.level)
        if here not in self.twins:
            return line
        there = self.twins[here]
        twin = self.new[there].provision
        runs = tuple(Run("delete", "".join(before), op == "keep") for op, before, _ in _edits(place.provision, twin) if before)
        return evolve(line, runs=runs, move=f"moved to {_name(twin)}", other=self.new_at[there])

    def _came(self, there: int) -> Line:
        provision = self.new[there].provision
        if there not in self.origins:
            return self._line_at_new(there, (Run("insert", provision.own),), None)
        here = self.origins[there]
        twin = self.old[here].provision
        runs = tuple(Run("insert", "".join(after), op == "keep") for op, _, after in _edits(twin, provision) if after)
        return evolve(self._line_at_new(there, runs, None), move=f"moved from {_name(twin)}", other=self.old_at[here])

    def _line_at_new(self, there: int, runs: tuple[Run, ...], old: Provision | None) -> Line:
        place = self.new[there]
        above = None if place.above is None else self.new_at[place.above]
        return Line(runs, old, place.provision, above=above, level=place.level)


def _edits(old: Provision, new: Provision) -> list[Edit]:
    if old.own == new.own:
        return [("keep", [old.own], [old.own])]
    return diff_words(split_words(old.own), split_words(new.own))


def _in_place(op: str, before: str, after: str) -> Iterator[Run]:
    if op == "keep":
        yield Run("keep", before)
        return
    if before:
        yield Run("delete", before)
    if after:
        yield Run("insert", after)


def _name(provision: Provision) -> str:
    """A provision as it is cited, or the line of the source where it has no citation."""
    return provision.citation or f"line {provision.line}"
