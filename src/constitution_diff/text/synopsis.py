"""Tables and the report of a comparison of two texts. Pure.

Each is a description: a :class:`~constitution_diff.tables.Table` or a :class:`~constitution_diff.report.Report`, drawn elsewhere in any format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import floor

from attrs import frozen

from constitution_diff.report import Report, Section
from constitution_diff.tables import Table, make_table
from constitution_diff.text.amending import Amended
from constitution_diff.text.pairing import KINDS, WORDINGS, Alignment, Pairing, TextChange
from constitution_diff.text.provisions import ASIDES, HOLDERS, Provision
from constitution_diff.wording import DASH, listing, number_of, sentence_case

RENUMBERED = frozenset({"renumbering", "split", "join", "insertion", "repeal"})
"""The classes of change that a correlation table shows; besides them, whatever stands in another place."""

_COUNTED: Mapping[str, str] = {
    "insertion": "insertions",
    "repeal": "repeals",
    "substitution": "substitutions",
    "renumbering": "renumberings",
    "split": "splits",
    "join": "joins",
    "unchanged": "moves",
}


# ---- words -------------------------------------------------------------------------------------------------------------------------


def cited(provisions: Iterable[Provision]) -> str:
    """How provisions are cited, separated by "; "; one that has no number by its kind: ``"preamble"``."""
    return "; ".join(p.citation or p.kind for p in provisions)


def text_of(provision: Provision, *, whole: bool) -> str:
    """What a provision says, on one line.

    Args:
        provision: The provision.
        whole: Whether all that is under it belongs to it, but for the articles and divisions that a division holds; otherwise only its own line and
            its paragraphs without a number.
    """
    return " ".join(" ".join(_lines(provision, whole=whole)).split())


def _lines(provision: Provision, *, whole: bool) -> Iterator[str]:
    yield provision.own
    for child in provision.children:
        if child.kind in ASIDES:
            continue
        if not child.is_unit or (whole and child.kind not in HOLDERS):
            yield from _lines(child, whole=whole)


def texts_of(change: TextChange) -> tuple[str, str]:
    """What stood before and what stands after a change: of what is new or gone the whole, of what changed its own words."""
    whole = not (change.before and change.after)
    before, after = (" ".join(text_of(p, whole=whole) for p in side) for side in (change.before, change.after))
    return before, after


def told(change: TextChange | Correlation) -> str:
    """What became of a provision: the class of change, and whether it was amended or moved besides."""
    amended = "amended" if change.amended and change.kind in {"renumbering", "split", "join"} else ""
    moved = "moved" if change.moved else ""
    return ", ".join(filter(None, (change.kind, amended, moved)))


def _old_and_new(change: TextChange) -> str:
    before, after = cited(change.before), cited(change.after)
    return f"{before} → {after}" if before and after and before != after else after or before


def _percent(similarity: float) -> str:
    """In per cent, rounded down: 100 % means the same text."""
    return f"{floor(round(similarity * 100, 6))} %"


def _wording_only(alignment: Alignment) -> str:
    """The changes of wording, those of each kind in a sentence; "" when there are none."""
    found = [change for change in alignment.changes if change.wording]
    if not found:
        return ""
    groups = [(words, [_old_and_new(c) for c in found if c.wording == wording]) for wording, words in WORDINGS.items()]
    parts = [f"{sentence_case(words)}: {', '.join(numbers)}." for words, numbers in groups if numbers]
    return " ".join([f"Wording only: {number_of(len(found), 'provisions')}.", *parts])


def _folded(alignment: Alignment) -> str:
    """The last row of a table that folds the changes of wording: these, and the names that were replaced throughout."""
    names = "; ".join(f"{r.before} → {r.after}" for r in alignment.renamings)
    return " ".join(filter(None, [_wording_only(alignment), f"Names replaced throughout: {names}." if names else ""]))


def _shown(alignment: Alignment, *, fold: bool) -> tuple[Sequence[TextChange], str]:
    """The changes that have a row of their own, and what the last row says of the others; those of wording alone are never hidden."""
    if not (fold and alignment.substantive):
        return alignment.changes, ""
    return alignment.substantive, _folded(alignment)


# ---- before and after --------------------------------------------------------------------------------------------------------------


def describe_synopsis(alignment: Alignment, *, fold: bool = True) -> Table:
    """The synopsis: before and after side by side, a row for each change, each text under its citation.

    Args:
        alignment: The comparison.
        fold: Whether changes of wording only share one row at the end, unless they are all there is.
    """
    changes, rest = _shown(alignment, fold=fold)
    rows = [_sides(change) for change in changes]
    rows += [(rest, "")] if rest else []
    return make_table(("Before", "After"), rows)


def _sides(change: TextChange) -> tuple[str, str]:
    heads = cited(change.before), cited(change.after)
    before, after = (f"{head}: {text}" if head else DASH for head, text in zip(heads, texts_of(change), strict=True))
    return before, after


def describe_comparison(alignment: Alignment, amending: Mapping[str, Sequence[Amended]], *, fold: bool = True) -> Table:
    """The comparative table that goes with a bill: the provision, its text before and after, and what amends it.

    Args:
        alignment: The comparison.
        amending: The items of the amending act for each change, by its number: :func:`constitution_diff.text.amending.amending_provisions`.
        fold: Whether changes of wording only share one row at the end, unless they are all there is.
    """
    changes, rest = _shown(alignment, fold=fold)
    rows = [(_old_and_new(c), *(t or DASH for t in texts_of(c)), _items(amending.get(c.number, ())) or DASH) for c in changes]
    if rest:
        items = [amended for c in alignment.changes if c.wording for amended in amending.get(c.number, ())]
        rows.append(("", rest, "", _items(items) or DASH))
    return make_table(("Provision", "Before", "After", "Amended by"), rows, (10, 34, 34, 16))


def _items(amended: Iterable[Amended]) -> str:
    return "; ".join(dict.fromkeys(a.label for a in amended))


# ---- old and new numbers -----------------------------------------------------------------------------------------------------------


@frozen
class Correlation:
    """One line of a correlation table.

    Attributes:
        before: The old number, or "".
        after: The new number, or "".
        kind: What happened: one of :data:`constitution_diff.text.pairing.KINDS`.
        amended: Whether the text itself changed.
        moved: Whether it stands in another place.
        rung: How the two were paired.
        similarity: How alike the texts are, from 0 to 1.
    """

    before: str
    after: str
    kind: str
    amended: bool
    moved: bool
    rung: str
    similarity: float


def correlate(alignment: Alignment, *, everything: bool = False) -> tuple[Correlation, ...]:
    """The old and the new numbers of the provisions, in the order of the later text.

    Args:
        alignment: The comparison.
        everything: Whether provisions that kept their number are among them, and all that is under what is new or gone.
    """
    if not everything:
        return tuple(line_of(c) for c in alignment.changes if c.kind in RENUMBERED or c.moved)
    changes = {id(p): change for change in alignment.changes for p in (*change.before, *change.after)}
    pairings = [p for p in alignment.pairings if any(side.number for side in (*p.before, *p.after))]
    return tuple(_of_pairing(p, changes.get(id((*p.after, *p.before)[0]))) for p in pairings)


def line_of(change: TextChange) -> Correlation:
    """The line of a correlation table that a change makes."""
    sides = cited(change.before), cited(change.after)
    return Correlation(*sides, change.kind, change.amended, change.moved, change.rung, change.similarity)


def _of_pairing(pairing: Pairing, change: TextChange | None) -> Correlation:
    sides = cited(pairing.before), cited(pairing.after)
    if change is None:
        return Correlation(*sides, _kind(pairing), amended=False, moved=pairing.moved, rung=pairing.rung, similarity=pairing.similarity)
    return Correlation(*sides, change.kind, change.amended, change.moved, pairing.rung, pairing.similarity)


def _kind(pairing: Pairing) -> str:
    """What happened to provisions that have no change of their own: they follow what they stand in."""
    if not pairing.before:
        return "insertion"
    if not pairing.after:
        return "repeal"
    return "unchanged" if cited(pairing.before) == cited(pairing.after) else "renumbering"


def describe_correlation(alignment: Alignment, *, everything: bool = False) -> Table:
    """The correlation table: old number, new number, what happened, how the two were paired and how alike they are.

    Args:
        alignment: The comparison.
        everything: Whether provisions that kept their number are in it, and all that is under what is new or gone.
    """
    lines = correlate(alignment, everything=everything)
    rows = [(line.before or DASH, line.after or DASH, told(line), line.rung, _alike(line)) for line in lines]
    return make_table(("Old number", "New number", "What happened", "Paired by", "Similarity"), rows, (20, 20, 24, 16, 10))


def _alike(line: Correlation) -> str:
    """How alike two texts are; what is new or gone is like nothing, even where the trace of it stands on the other side ("Article 9: repealed")."""
    if line.kind in {"insertion", "repeal"}:
        return DASH
    return _percent(min(line.similarity, 0.99) if line.amended else line.similarity)  # the same words may stand with other punctuation


# ---- the list of changes and the report --------------------------------------------------------------------------------------------


def describe_text_changes(changes: Iterable[TextChange], *, wording: bool = True) -> Table:
    """The list of some changes: provision, class of change, substance or kind of wording, how it was paired, how alike the texts are.

    Args:
        changes: The changes.
        wording: Whether it is told which are of substance: not where all are.
    """
    columns: Mapping[str, tuple[int, Callable[[TextChange], str]]] = {
        "Provision": (24, _old_and_new),
        "Change": (24, told),
        "Substance or wording": (16, lambda c: c.wording or "substance"),
        "Paired by": (16, lambda c: c.rung),
        "Similarity": (10, lambda c: _alike(line_of(c))),
    }
    chosen = {heading: column for heading, column in columns.items() if wording or heading != "Substance or wording"}
    rows = [[value(c) for _, value in chosen.values()] for c in changes]
    return make_table(chosen, rows, (share for share, _ in chosen.values()))


def describe_text_report(alignment: Alignment, *, fold: bool = True) -> Report:
    """The report of a comparison: counts, the changes, those of wording folded, names replaced, what was not decided, what could not be placed.

    Args:
        alignment: The comparison.
        fold: Whether the changes of wording are told in a sentence, and not in the list.
    """
    title = f"{alignment.before.name} and {alignment.after.name}: what changed in the text"
    sections = [Section("In short", (text_headline(alignment),))]
    if fold and alignment.substantive:
        table = describe_text_changes(alignment.substantive, wording=False)
        sections.append(Section(f"Changes of substance ({len(alignment.substantive)})", table=table))
    elif alignment.changes and not fold:
        sections.append(Section(f"Changes ({len(alignment.changes)})", table=describe_text_changes(alignment.changes)))
    return Report(title, (*sections, *describe_notes(alignment).sections))


def describe_notes(alignment: Alignment) -> Report:
    """What a reader of a redline should know besides: wording, names, what was not decided, what could not be placed. It may have no sections."""
    sections = (*_wording_section(alignment), *_renamings(alignment), *_ambiguities(alignment), *_remarks(alignment))
    return Report("Notes on the comparison", sections)


def text_headline(alignment: Alignment) -> str:
    """How many provisions changed, of each class, in a sentence; those of wording only are counted apart."""
    if not alignment.changes:
        return "Nothing changed in the text."
    substantive = alignment.substantive
    wording = number_of(len(alignment.changes) - len(substantive), "provisions")
    if not substantive:
        return f"No change of substance. Changed in wording only: {wording}."
    counts = Counter(change.kind for change in substantive)
    classes = listing(number_of(counts[kind], _COUNTED[kind]) for kind in KINDS if counts[kind])
    text = f"{number_of(len(substantive), 'changes')} of substance: {classes}."
    return f"{text} Changed in wording only: {wording}." if len(substantive) < len(alignment.changes) else text


def _wording_section(alignment: Alignment) -> Iterator[Section]:
    text = _wording_only(alignment)
    if text:
        yield Section("Wording only", (text,))


def _renamings(alignment: Alignment) -> Iterator[Section]:
    if alignment.renamings:
        rows = [(r.before, r.after, ", ".join(r.places)) for r in alignment.renamings]
        yield Section(f"Names replaced throughout ({len(rows)})", table=make_table(("Before", "After", "Where"), rows, (28, 28, 40)))


def _ambiguities(alignment: Alignment) -> Iterator[Section]:
    if alignment.ambiguities:
        rows = [
            (cited((a.provision,)), a.side, "; ".join(f"{cited((p,))} ({_percent(s)})" for p, s in a.candidates))
            for a in alignment.ambiguities
        ]
        text = "Each of these resembles several provisions of the other text, and was left unpaired. A mapping decides."
        yield Section(f"Not decided ({len(rows)})", (text,), make_table(("Provision", "Text", "Could be"), rows, (20, 8, 50)))


def _remarks(alignment: Alignment) -> Iterator[Section]:
    rows = [(d.name, str(r.line), r.what, r.text) for d in (alignment.before, alignment.after) for r in d.remarks]
    if rows:
        yield Section(f"Could not be placed ({len(rows)})", table=make_table(("Document", "Line", "What", "Text"), rows, (20, 6, 28, 40)))
