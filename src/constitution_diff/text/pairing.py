"""What an alignment of two documents says: which provisions are the same one, how that was found, and what became of each. Pure.

The classes of change are Akoma Ntoso's modifications of text (``textualMod``): insertion, repeal, substitution, renumbering, split, join.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from constitution_diff.text.provisions import Document, Provision

if TYPE_CHECKING:
    import pandas as pd

    from constitution_diff.text.redline import Redline

RUNGS: Mapping[str, str] = {
    "mapping": "a mapping given by the user says so",
    "same-number": "the same number and a similar text",
    "same-text": "the same text under another number or in another place",
    "similar-text": "a similar text under another number or in another place",
    "split": "the text of one provision is found again in several",
    "join": "the text of several provisions is found again in one",
    "number-only": "the same number, though the text is another: nothing else resembles either",
    "unpaired": "nothing on the other side resembles it",
}
"""How a pairing was made, surest first."""

KINDS = ("insertion", "repeal", "substitution", "renumbering", "split", "join", "unchanged")
"""The classes of change, with the words of Akoma Ntoso."""

WORDINGS: Mapping[str, str] = {
    "typography": "quotation marks, dashes, spaces or capitals",
    "punctuation": "punctuation",
    "spelling": "spelling",
    "renaming": "a name that was replaced throughout",
}
"""Why a changed text may say the same as before, least first."""


@frozen
class Renaming:
    """A name that the later text has replaced throughout.

    Attributes:
        before: The name as it stood, in the form met first.
        after: What stands in its place.
        places: The provisions of the later text in which it was replaced, as they are cited.
        kept: The provisions that keep the earlier name; few, or it was not replaced throughout.
    """

    before: str
    after: str
    places: tuple[str, ...]
    kept: tuple[str, ...] = ()


@frozen(eq=False)
class Pairing:
    """Provisions that are the same one in two versions of a document.

    Attributes:
        before: Of the earlier version: one; several when they were joined; none when it is new.
        after: Of the later version: one; several when it was split; none when it is gone.
        rung: How the pairing was made: one of :data:`RUNGS`.
        similarity: How alike the texts are, from 0 to 1; 1 for the same text, 0 where there is nothing to compare. Of a provision with many parts it may
            be the share of those that are the same, which is less.
        moved: Whether it passed others that kept their order; a number that moved on is no move.
    """

    before: tuple[Provision, ...]
    after: tuple[Provision, ...]
    rung: str
    similarity: float
    moved: bool = False

    def __repr__(self) -> str:
        return f"<Pairing {_sides(self)} {self.rung} {self.similarity:.2f}>"


@frozen(eq=False)
class TextChange:
    """What became of one numbered provision.

    Attributes:
        kind: The class of change: one of :data:`KINDS`; what kept its number and its text and only moved is "unchanged".
        before: The provisions of the earlier version.
        after: The provisions of the later version.
        rung: How they were paired: one of :data:`RUNGS`.
        similarity: How alike their texts are, from 0 to 1.
        amended: Whether the text itself changed; a renumbered provision may be amended or not, and is not by mere wording.
        moved: Whether it stands in another place.
        wording: Why the change may say the same as before: one of :data:`WORDINGS`, or ``""`` when it is one of substance.
    """

    kind: str
    before: tuple[Provision, ...]
    after: tuple[Provision, ...]
    rung: str
    similarity: float
    amended: bool = False
    moved: bool = False
    wording: str = ""

    def __repr__(self) -> str:
        return f"<TextChange {self.kind} {_sides(self)}{f' {self.wording}' if self.wording else ''}>"

    @property
    def number(self) -> str:
        """The provision as it would be cited after the change; what is gone, as it was cited before; what has no number, by its heading."""
        return ", ".join(p.citation if p.number or not p.heading else p.heading for p in self.after or self.before)


def _sides(change: Pairing | TextChange) -> str:
    """The citations on either side, for a repr."""
    return " -> ".join(", ".join(p.citation or p.kind for p in side) or "-" for side in (change.before, change.after))


@frozen(eq=False)
class Ambiguity:
    """A provision that could be paired with several, and was left unpaired.

    Attributes:
        provision: The provision.
        side: "before" or "after": the version it stands in.
        candidates: What it could be paired with in the other version, with how alike the texts are, most alike first.
    """

    provision: Provision
    side: str
    candidates: tuple[tuple[Provision, float], ...]


@frozen(eq=False)
class Alignment:
    """Two versions of a document, provision by provision.

    Attributes:
        before: The earlier version.
        after: The later version.
        pairings: Every provision of both, the notes left out: in the order of the later version, what is gone in the place it had.
        changes: What became of each numbered provision that did not stay as it was, in the same order. A provision that is new or gone as a whole is
            one change, with all that is under it; a change of a paragraph without a number is one of the numbered provision it belongs to.
        ambiguities: What was not decided.
        renamings: The names that were replaced throughout.
    """

    before: Document
    after: Document
    pairings: tuple[Pairing, ...]
    changes: tuple[TextChange, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    renamings: tuple[Renaming, ...] = ()

    def __repr__(self) -> str:
        return f"<Alignment {self.before.name!r} -> {self.after.name!r}, {len(self.changes)} changes>"

    @cached_property
    def substantive(self) -> tuple[TextChange, ...]:
        """The changes that are more than wording."""
        return tuple(change for change in self.changes if not change.wording)

    def redline(self) -> Redline:
        """The two versions as one text, word by word: see :mod:`constitution_diff.text.redline`."""
        from constitution_diff.text.redline import make_redline  # noqa: PLC0415

        return make_redline(self)

    def show(self, view: str = "redline", format: str | None = None) -> str:  # noqa: A002
        """The comparison in a view and a format, as the command ``text`` prints it.

        Args:
            view: "redline", "changes", "synopsis", "comparison", "correlation" or "modifications".
            format: "text", "markdown", "html", "latex", "csv" or "akn", as the view allows; its first when left out.

        Raises:
            UserError: There is no such view, or it has no such format.
        """
        from constitution_diff.text.views import draw  # noqa: PLC0415

        return draw(self, view, format)

    def to_frame(self, amending: Document | None = None) -> pd.DataFrame:
        """The changes as a pandas DataFrame, one row each: see :data:`constitution_diff.frames.TEXT_COLUMNS`.

        Args:
            amending: The amending act, whose items are then named.
        """
        from constitution_diff.frames import text_changes_frame  # noqa: PLC0415

        return text_changes_frame(self, amending)

    def correlation(self) -> pd.DataFrame:
        """The old and the new numbers as a pandas DataFrame: see :data:`constitution_diff.frames.CORRELATION_COLUMNS`."""
        from constitution_diff.frames import correlation_frame  # noqa: PLC0415

        return correlation_frame(self)

    def twin(self, provision: Provision) -> Provision | None:
        """The provision of the later version that a provision of the earlier one became; of several, the first."""
        return self._twins.get(id(provision))

    @cached_property
    def _twins(self) -> dict[int, Provision]:
        """By the identity of an earlier provision, its twin. It is no field: a copy of an alignment holds other provisions, and finds them anew."""
        return {id(p): pairing.after[0] for pairing in self.pairings if pairing.after for p in pairing.before}
