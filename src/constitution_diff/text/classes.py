"""What became of each provision, from the pairings: Akoma Ntoso's classes of change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from constitution_diff.text.languages import says_repealed
from constitution_diff.text.pairing import Pairing, Renaming, TextChange
from constitution_diff.text.provisions import ASIDES, HEADED, HOLDERS, Document, Provision
from constitution_diff.text.substance import find_renamings, only_renames, wording


def own_text(provision: Provision) -> str:
    """What a provision says itself: its heading, its text and its paragraphs without a number, a line each."""
    lines, stack = [], [provision]
    while stack:
        said = stack.pop()
        lines += [line for line in (said.heading, said.text) if line]
        stack += [child for child in reversed(said.children) if not child.is_unit and child.kind not in ASIDES]
    return "\n".join(lines)


def is_trace(provision: Provision) -> bool:
    """Whether a provision is only the trace of one that was repealed: it says so, or it has a number and no text."""
    if provision.number is None or any(child.kind not in ASIDES for child in provision.children):
        return False
    said = f"{provision.heading} {provision.text}".strip()
    return not said or says_repealed(said)


def classify(before: Document, after: Document, pairings: Iterable[Pairing]) -> tuple[tuple[TextChange, ...], tuple[Renaming, ...]]:
    """The changes of numbered provisions, and the names that were replaced throughout.

    Args:
        before: The earlier version.
        after: The later version.
        pairings: The pairings of all their provisions, in the order in which the changes are told.
    """
    touched = (pairing for pairing in pairings if not _untouched(pairing))
    units = [pairing for pairing in touched if any(p.is_unit for p in (*pairing.before, *pairing.after))]
    new = {id(p) for pairing in units if not pairing.before for p in pairing.after}
    gone = {id(p) for pairing in units if not pairing.after for p in pairing.before}
    traced = [p for p in units if p.before and p.after and _kind(p) in ("insertion", "repeal")]
    fresh = new | gone | {id(p) for pairing in traced for p in (*pairing.before, *pairing.after)}
    inner = {id(child) for p in (*before.provisions, *after.provisions) if id(p) in fresh for child in _told_with(p)}
    renamings = _renamings(before, after, units, new)
    changes = (_change(pairing, renamings) for pairing in units if not _told_with_the_whole(pairing, inner))
    return tuple(change for change in changes if change is not None), renamings


def _told_with(provision: Provision) -> Iterator[Provision]:
    """What is told with a provision that is new or gone; articles are always told on their own."""
    for child in provision.children:
        if child.kind not in HOLDERS:
            yield from child.walk()


def _told_with_the_whole(pairing: Pairing, inner: set[int]) -> bool:
    return not (pairing.before and pairing.after) and all(id(p) in inner for p in (*pairing.before, *pairing.after))


def _change(pairing: Pairing, renamings: Sequence[Renaming]) -> TextChange | None:
    """The change that a pairing tells of, or None when the provision stayed as it was."""
    kind = _kind(pairing)
    if kind == "unchanged" and not pairing.moved:
        return None
    old, new = ("\n".join(map(own_text, side)) for side in (pairing.before, pairing.after))
    amended = bool(pairing.before and pairing.after) and (kind == "substitution" or old.split() != new.split())
    why = _wording(pairing, old, new, renamings)
    if why and (pairing.moved or kind in ("renumbering", "split", "join")):  # more has happened than mere wording
        amended, why, kind = False, "", "unchanged" if kind == "substitution" else kind
    return TextChange(kind, pairing.before, pairing.after, pairing.rung, pairing.similarity, amended, pairing.moved, why)


def _untouched(pairing: Pairing) -> bool:
    """Whether a provision plainly stayed as it was: the same words under the same number, in its place."""
    if pairing.moved or pairing.similarity < 1 or len(pairing.before) != 1 or len(pairing.after) != 1:
        return False
    old, new = pairing.before[0], pairing.after[0]
    if old.kind in HEADED:  # what it holds is told apart
        return old.marker == new.marker and own_text(old) == own_text(new)
    return old.marker == new.marker and old.body == new.body


def _kind(pairing: Pairing) -> str:
    if not pairing.before or not pairing.after:
        return "repeal" if pairing.before else "insertion"
    if len(pairing.after) > 1:
        return "split"
    if len(pairing.before) > 1:
        return "join"
    old, new = pairing.before[0], pairing.after[0]
    if is_trace(old) != is_trace(new):
        return "insertion" if is_trace(old) else "repeal"
    renamed = old.kind != new.kind and new.kind in HEADED  # a chapter that became a part
    if renamed or old.number != new.number or (pairing.moved and old.citation != new.citation):
        return "renumbering"
    return "unchanged" if old.marker == new.marker and own_text(old) == own_text(new) else "substitution"


def _wording(pairing: Pairing, old: str, new: str, renamings: Sequence[Renaming]) -> str:
    """Why a change may be one of wording only."""
    if all(map(is_trace, (*pairing.before, *pairing.after))):
        return "typography" if not (pairing.before and pairing.after and old and new) else wording(old, new)
    if not pairing.before or not pairing.after or any(map(is_trace, (*pairing.before, *pairing.after))):
        return ""
    return wording(old, new) or ("renaming" if only_renames(old, new, renamings) else "")


def _renamings(before: Document, after: Document, units: Sequence[Pairing], new: set[int]) -> tuple[Renaming, ...]:
    changed = []
    for pairing in units:
        if len(pairing.before) == len(pairing.after) == 1:
            old, now = own_text(pairing.before[0]), own_text(pairing.after[0])
            if old != now:
                changed.append((old, now, str(pairing.after[0].citation)))
    if not changed:
        return ()
    fresh = {id(p) for unit in after.provisions if id(unit) in new for p in unit.walk()}
    kept = [p for p in after.provisions if id(p) not in fresh and p.kind not in ASIDES]
    added = [(p.full, str(p.citation)) for p in after.provisions if id(p) in new and p.kind not in HEADED]
    return find_renamings(changed, _texts(p for p in before.provisions if p.kind not in ASIDES), _texts(kept), added)


def _texts(provisions: Iterable[Provision]) -> list[tuple[str, str]]:
    return [(f"{p.heading} {p.text}", str(p.citation)) for p in provisions]
