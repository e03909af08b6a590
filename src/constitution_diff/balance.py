"""What each institution gained, lost and now shares, counted from the changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from constitution_diff.changes import Change
from constitution_diff.effects import Effect, Reading, read_effects


@frozen
class Ledger:
    """One institution's account.

    Attributes:
        institution: Its id.
        gained: Powers, or shares of seats, it holds that it did not hold.
        lost: Powers, or shares of seats, it held and no longer holds.
        now_shares: Decisions it keeps and in which others gained a say.
        no_longer_shares: Decisions it keeps and in which others lost a say.
        say_gained: Decisions of others in which it gained a say.
        say_lost: Decisions of others in which it lost a say.
        restricted: New restrictions that bind it.
        freed: Restrictions that no longer bind it.
        protected: New guarantees in its favour.
        unprotected: Guarantees and privileges it lost.
    """

    institution: str
    gained: int = 0
    lost: int = 0
    now_shares: int = 0
    no_longer_shares: int = 0
    say_gained: int = 0
    say_lost: int = 0
    restricted: int = 0
    freed: int = 0
    protected: int = 0
    unprotected: int = 0

    @property
    def favour(self) -> int:
        """Entries in its favour."""
        return self.gained + self.no_longer_shares + self.say_gained + self.freed + self.protected

    @property
    def against(self) -> int:
        """Entries against it."""
        return self.lost + self.now_shares + self.say_lost + self.restricted + self.unprotected

    @property
    def net(self) -> int:
        """Entries in its favour less entries against it. A count of changes, not a measure of power."""
        return self.favour - self.against


ENTRIES = ("gained", "lost", "now_shares", "no_longer_shares", "say_gained", "say_lost", "restricted", "freed", "protected", "unprotected")
"""The entries of a ledger, in order."""


def entry_for(change: Change, effect: Effect) -> str:
    """Which entry of the ledger an effect belongs in."""
    up = effect.direction == "increase"
    if change.category == "restriction":
        return "freed" if up else "restricted"
    if effect.institution in change.partners:
        return "say_gained" if up else "say_lost"
    if change.category in {"guarantee", "abolition"} and change.kind == "norm":
        return "protected" if up else "unprotected"
    if change.category == "sharing":
        return "no_longer_shares" if up else "now_shares"
    return "gained" if up else "lost"


def take_balance(changes: Iterable[Change], reading: Reading = read_effects) -> tuple[Ledger, ...]:
    """The ledgers of all institutions that a change is read to affect, those with most entries first.

    Args:
        changes: The changes.
        reading: Whose authority grew or shrank by a change.
    """
    ledgers: dict[str, Ledger] = {}
    for change in changes:
        for effect in reading(change):
            ledger = ledgers.get(effect.institution, Ledger(effect.institution))
            entry = entry_for(change, effect)
            ledgers[effect.institution] = evolve(ledger, **{entry: getattr(ledger, entry) + 1})
    return tuple(sorted(ledgers.values(), key=lambda each: (-sum(getattr(each, e) for e in ENTRIES), each.institution)))
