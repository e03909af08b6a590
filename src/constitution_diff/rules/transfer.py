"""Powers that pass from one holder to another, appear, or are lost."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from constitution_diff.facets import PowerPair, alternative_holders, holders_among, joint_groups, participants
from constitution_diff.roles import Part
from constitution_diff.rules.rule import Finding, PowerAlone, rule


def _names(names: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _who(names: AbstractSet[str]) -> set[str]:
    return {f"who:{n}" for n in names}


def _moved(pair: PowerPair, unexplained: AbstractSet[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """Holders that left, came and stayed, if holders were replaced and nothing has explained that yet."""
    before, after = pair.holders_before, pair.holders_after
    left, came = before - after, after - before
    if left and came and _who(left | came) & unexplained:
        return left, came, before & after
    return None


def _joined(pair: PowerPair, reverse: bool, unexplained: AbstractSet[str]) -> frozenset[str]:  # noqa: FBT001
    """Institutions that acted one after the other and now act together (or the reverse), the circle of those who bind being the same."""

    def binding(parts: dict[str, Part]) -> frozenset[str]:
        return frozenset(n for n, p in parts.items() if p >= Part.CONSENTS)

    if binding(pair.parts_before) != binding(pair.parts_after):
        return frozenset()
    earlier, later = (pair.after, pair.before) if reverse else (pair.before, pair.after)
    known = set(joint_groups(earlier))
    circle = binding(pair.parts_after)
    group = frozenset(n for g in joint_groups(later) if g not in known and g <= circle for n in g)
    return group if (_who(group) | {"form", "routes"}) & unexplained else frozenset()


@rule(
    "acts-jointly",
    category="procedure",
    subject="power",
    on=("who", "form", "order", "routes"),
    inverse="acts-separately",
    sentence="{what}: now by {target} together; before, by each on its own.",
)
def _jointly(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Institutions that each had to agree, one after the other, now decide together (both chambers in joint session).

    Who takes part is the same, so nothing has moved; but a joint vote changes what each of them can block.
    """
    group = _joined(pair, False, unexplained)  # noqa: FBT003
    return Finding(_who(group) | {"form", "routes", "order"}, target=_names(group)) if group else None


@rule(
    "acts-separately",
    category="procedure",
    subject="power",
    on=("who", "form", "order", "routes"),
    inverse="acts-jointly",
    sentence="{what}: now by {target}, each on its own; before, together.",
)
def _separately(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Institutions that decided together now each have to agree, one after the other."""
    group = _joined(pair, True, unexplained)  # noqa: FBT003
    return Finding(_who(group) | {"form", "routes", "order"}, target=_names(group)) if group else None


@rule(
    "decision-moved",
    category="transfer",
    subject="power",
    on=("who",),
    sentence="{what}: within the same procedure, the decision moves from {source} to {target}.",
)
def _decision_moved(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """The decision passes to another institution, and one of the two still has, or already had, a say in it.

    Less than a transfer: the one that used to decide goes on proposing, consenting or being consulted, or the one that now decides did so before.
    """
    moved = _moved(pair, unexplained)
    if moved is None:
        return None
    left, came, stayed = moved
    keeps = any(pair.parts_after.get(n, Part.FORMAL) > Part.FORMAL for n in left)
    had = any(pair.parts_before.get(n, Part.FORMAL) > Part.FORMAL for n in came)
    if stayed or not (keeps or had):
        return None
    return Finding(_who(left | came) | {"routes", "order"}, _names(left), _names(came))


@rule(
    "power-transferred",
    category="transfer",
    subject="power",
    on=("who",),
    sentence="{what}: moves from {source} to {target}.",
)
def _transferred(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """The holders of a power are all replaced: those who decided have no part in it any more, and others decide."""
    moved = _moved(pair, unexplained)
    if moved is None or moved[2]:
        return None
    return Finding(_who(moved[0] | moved[1]), _names(moved[0]), _names(moved[1]))


@rule(
    "holders-replaced",
    category="transfer",
    subject="power",
    on=("who",),
    sentence="{what}: moves from {source} to {target}, beside {holders}.",
)
def _replaced(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Among several holders of a power, some leave and others come."""
    moved = _moved(pair, unexplained)
    return Finding(_who(moved[0] | moved[1]), _names(moved[0]), _names(moved[1])) if moved else None


@rule(
    "holder-removed",
    category="withdrawal",
    subject="power",
    on=("who",),
    inverse="holder-added",
    sentence="{what}: no longer a power of {source}; it stays with {holders}.",
)
def _removed(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """One of several institutions that could each use a power loses it; nobody takes its place."""
    gone = (pair.holders_before - pair.holders_after) & alternative_holders(pair.before)
    lost = gone - pair.parts_after.keys()
    if not lost or pair.holders_after - pair.holders_before or not _who(lost) & unexplained:
        return None
    return Finding(_who(lost) | {"form", "routes"}, source=_names(lost))


@rule(
    "holder-added",
    category="grant",
    subject="power",
    on=("who",),
    inverse="holder-removed",
    sentence="{what}: now also a power of {target}, beside {holders}.",
)
def _added(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """One more institution may use a power on its own; those who had it keep it."""
    new = (pair.holders_after - pair.holders_before) & alternative_holders(pair.after)
    gained = new - pair.parts_before.keys()
    if not gained or pair.holders_before - pair.holders_after or not _who(gained) & unexplained:
        return None
    return Finding(_who(gained) | {"form", "routes"}, target=_names(gained))


def _holders(case: PowerAlone) -> tuple[str, ...]:
    return _names(holders_among(participants(case.power)))


def _others(case: PowerAlone) -> tuple[str, ...]:
    speaking = {name for name, part in participants(case.power).items() if part > Part.FORMAL}
    return _names(speaking - set(_holders(case)))


@rule(
    "transitional-power-added",
    category="other",
    subject="power-appears",
    inverse="transitional-power-removed",
    sentence="{what}: power of {target} for the transition.",
)
def _for_the_transition(case: PowerAlone, _: AbstractSet[str]) -> Finding | None:
    """A power given once, for the passage from an old text to a new one (to fill a body for the first time). It shifts no authority for good."""
    return Finding({"existence"}, target=_holders(case)) if case.power.area == "transition" and not case.power.denied else None


@rule(
    "transitional-power-removed",
    category="other",
    subject="power-disappears",
    inverse="transitional-power-added",
    sentence="{what}: power of {source} for a past transition, no longer in the text.",
)
def _past_the_transition(case: PowerAlone, _: AbstractSet[str]) -> Finding | None:
    """A power given once, for the passage from an old text to a new one, leaves the text when it has served."""
    return Finding({"existence"}, source=_holders(case)) if case.power.area == "transition" and not case.power.denied else None


@rule(
    "power-granted",
    category="grant",
    subject="power-appears",
    inverse="power-no-longer-stated",
    sentence="{what}: new power of {target}.",
)
def _granted(case: PowerAlone, _: AbstractSet[str]) -> Finding | None:
    """A power enters the constitution that it did not speak of before.

    The text was silent, so the power may have existed in statute; the constitution now gives it.
    """
    return None if case.power.denied else Finding({"existence"}, target=_holders(case), partners=_others(case))


@rule(
    "power-no-longer-stated",
    category="withdrawal",
    subject="power-disappears",
    inverse="power-granted",
    sentence="{what}: no longer in the constitution; before, a power of {source}.",
)
def _dropped(case: PowerAlone, _: AbstractSet[str]) -> Finding | None:
    """A power leaves the constitution and goes to nobody.

    The text is silent about it now. That is less than abolition: nothing says that the power does not exist.
    """
    return None if case.power.denied else Finding({"existence"}, source=_holders(case), partners=_others(case))


@rule(
    "power-abolished",
    category="abolition",
    subject="power",
    on=("denied",),
    inverse="power-restored",
    sentence="{what}: abolished; a power of {source} before, of nobody now.",
)
def _abolished(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A power that somebody held is now denied to everyone by the text itself."""
    gone = "denied" in unexplained and pair.after.denied
    return Finding(unexplained - {"articles"}, source=_names(pair.holders_before)) if gone else None


@rule(
    "power-restored",
    category="grant",
    subject="power",
    on=("denied",),
    inverse="power-abolished",
    sentence="{what}: given to {target}; before, the text denied it to everyone.",
)
def _restored(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A power that the text denied to everyone is given to somebody."""
    back = "denied" in unexplained and pair.before.denied
    return Finding(unexplained - {"articles"}, target=_names(pair.holders_after)) if back else None


@rule(
    "power-excluded",
    category="restriction",
    subject="power-appears",
    inverse="power-exclusion-lifted",
    sentence="{what}: the text now says that nobody has this power.",
)
def _excluded(case: PowerAlone, _: AbstractSet[str]) -> Finding | None:
    """The text, silent before, now says that a power does not exist."""
    return Finding({"existence"}) if case.power.denied else None


@rule(
    "power-exclusion-lifted",
    category="restriction",
    subject="power-disappears",
    inverse="power-excluded",
    sentence="{what}: the text no longer says that nobody has this power.",
)
def _exclusion_lifted(case: PowerAlone, _: AbstractSet[str]) -> Finding | None:
    """The text used to say that a power does not exist, and no longer does."""
    return Finding({"existence"}) if case.power.denied else None
