"""What the places of provisions tell: which of several that say the same is which, and what moved. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from attrs import field, frozen

from constitution_diff.text.pairing import Pairing
from constitution_diff.text.provisions import ARTICLE, HEADED, HOLDERS, Document, Provision
from constitution_diff.text.similarity import longest_increasing

Row = Sequence[Provision]


@frozen
class Neighbours:
    """Provisions in the order of the text, and what stands beside them.

    Attributes:
        rows: Those of the earlier and those of the later version.
        text: What they say, or None for those that need not be told apart.
        made: The pairings so far, by the identity of each provision in them.
    """

    rows: tuple[Row, Row]
    text: Callable[[Provision], str | None]
    made: Mapping[int, Pairing]
    _at: dict[int, int] = field(init=False)

    @_at.default
    def _find_places(self) -> dict[int, int]:
        return {id(p): n for row in self.rows for n, p in enumerate(row)}

    def between(self, old: Provision) -> Provision | None:
        """The later provision that says the same and stands between the counterparts of both neighbours."""
        before = self._beside(old, 0, -1)
        return before if before is self._beside(old, 0, 1) else None

    def beside_one(self, old: Provision) -> Provision | None:
        """The later provision that says the same and stands beside the counterpart of one neighbour, if there is no other."""
        before, behind = self._beside(old, 0, -1), self._beside(old, 0, 1)
        if before and behind and before is not behind:
            return None
        new, step = (before, -1) if before else (behind, 1)
        return new if new is None or self._beside(new, 1, -step) in (None, old) else None

    def _beside(self, provision: Provision, side: int, step: int) -> Provision | None:
        """What stands in the other version beside the counterpart of a neighbour, if it is free and says the same; beyond the ends lie the ends."""
        row, others, place = self.rows[side], self.rows[1 - side], self._at[id(provision)] + step
        there: int | None = -1 if step < 0 else len(others)
        if 0 <= place < len(row):
            known = self.made.get(id(row[place]))
            twins = (known.before, known.after)[1 - side] if known else ()
            there = self._at.get(id(twins[0])) if twins else None
        if there is None or not 0 <= there - step < len(others):
            return None
        found = others[there - step]
        return found if id(found) not in self.made and self.text(found) == self.text(provision) else None


def find_moved(before: Document, after: Document, made: Mapping[int, Pairing]) -> set[int]:
    """The pairings, by identity, of provisions that passed others which kept their order, or that stand under another head than before.

    What an article holds moves with it and has not moved itself; nor has a heading, unless all its articles have.

    Args:
        before: The earlier version.
        after: The later version.
        made: The pairings, by the identity of each provision in them.
    """
    heads, place = _heads(before, made) | _heads(after, made), {id(p): n for n, p in enumerate(after.provisions)}
    rows: dict[object, list[Pairing]] = defaultdict(list)
    for old in before.provisions:
        pairing = made.get(id(old))
        if pairing is None or not _is_plain(pairing, made) or old.kind in HEADED:
            continue
        above, now = heads[id(old)], heads[id(pairing.after[0])]
        if old.kind == ARTICLE:
            stays = above is now or not (above and now and _is_plain(above, made) and _is_plain(now, made))
            rows[ARTICLE if stays else None].append(pairing)
        else:
            rows[id(above) if above is now else None].append(pairing)
    moved = {id(pairing) for pairing in rows.pop(None, ())}
    for row in rows.values():
        values = [place[id(pairing.after[0])] for pairing in row]
        if values != sorted(values):
            kept = longest_increasing(values)
            moved.update(id(pairing) for n, pairing in enumerate(row) if n not in kept)
    return moved | {id(made[id(p)]) for p in before.provisions if p.kind in HEADED and _has_moved(p, made, moved)}


def _heads(document: Document, made: Mapping[int, Pairing]) -> dict[int, Pairing | None]:
    """By provision, the pairing of what it stands in; inside an article, of what has a counterpart."""
    heads: dict[int, Pairing | None] = {}
    for provision in (document.root, *document.provisions):
        head = made.get(id(provision)) or (None if provision.kind in HOLDERS else heads.get(id(provision)))
        for child in provision.children:
            heads[id(child)] = head
    return heads


def _is_plain(pairing: Pairing, made: Mapping[int, Pairing]) -> bool:
    """Whether it pairs one provision with one that is the same by more than its number."""
    if len(pairing.before) != 1 or len(pairing.after) != 1 or pairing.rung == "number-only":
        return False
    return made.get(id(pairing.after[0])) is pairing


def _has_moved(heading: Provision, made: Mapping[int, Pairing], moved: set[int]) -> bool:
    """Whether a part of a document has moved: with all the articles that it has kept."""
    pairing = made.get(id(heading))
    if pairing is None or not _is_plain(pairing, made):
        return False
    here = {id(p) for p in pairing.after[0].walk()}
    articles = [made[id(p)] for p in heading.walk() if p.kind == ARTICLE and id(p) in made]
    kept = [article for article in articles if any(id(p) in here for p in article.after)]
    return bool(kept) and all(id(article) in moved for article in kept)
