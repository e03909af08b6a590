"""Partners: institutions that gain or lose a say in a decision that stays with its holder."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from constitution_diff.facets import PowerPair, alternative_holders
from constitution_diff.model import Power, actor_ids
from constitution_diff.roles import ROLES, Part
from constitution_diff.rules.rule import Finding, rule


def _say(power: Power, names: AbstractSet[str], part: Part) -> str:
    """The nouns of the roles these institutions play in a part."""
    nouns = {ROLES[s.role].noun: None for s in power.steps if ROLES[s.role].part is part and names & set(actor_ids(s.actor))}
    return " and ".join(nouns)


def _answers_a_refusal(power: Power, name: str) -> bool:
    """Whether an institution only ever overrides: the decision does not wait for it, so it is no partner (see ``override-added``)."""
    return all(s.role == "override" for s in power.steps if name in actor_ids(s.actor))


def _vetoes(power: Power, name: str) -> bool:
    return any(s.role == "veto" and name in actor_ids(s.actor) for s in power.steps)


def _newcomers(pair: PowerPair, part: Part, unexplained: AbstractSet[str], *, veto: bool = False) -> frozenset[str]:
    """Institutions that had no part and now have this one."""
    return frozenset(
        n
        for n, p in pair.parts_after.items()
        if p is part
        and n not in pair.parts_before
        and f"who:{n}" in unexplained
        and _vetoes(pair.after, n) is veto
        and not _answers_a_refusal(pair.after, n)
        and n not in pair.holders_after
        and n not in pair.only_in_new_ways
    )


def _leavers(pair: PowerPair, part: Part, unexplained: AbstractSet[str], *, veto: bool = False) -> frozenset[str]:
    """Institutions that had this part and now have none."""
    return _newcomers(pair.backwards, part, unexplained, veto=veto)


def _joined_holders(power: Power, partners: AbstractSet[str], holders: AbstractSet[str]) -> tuple[str, ...]:
    """Of some holders of a power those who decide where the partners have their say; where no way tells them apart, all."""
    ways = [r for r in power.routes if any(partners & set(actor_ids(s.actor)) for s in r.steps)]
    there = {name for r in ways for s in r.steps for name in actor_ids(s.actor)}
    return tuple(sorted(holders & there or holders))


def _came(pair: PowerPair, part: Part, unexplained: AbstractSet[str], *, veto: bool = False) -> Finding | None:
    new = _newcomers(pair, part, unexplained, veto=veto)
    if not new or _leavers(pair, part, unexplained, veto=veto):
        return None
    source = _joined_holders(pair.after, new, (pair.holders_after & pair.holders_before) or pair.holders_after)
    return Finding({*(f"who:{n}" for n in new), "order"}, source=source, partners=tuple(sorted(new)), say=_say(pair.after, new, part))


def _went(pair: PowerPair, part: Part, unexplained: AbstractSet[str], *, veto: bool = False) -> Finding | None:
    old = _leavers(pair, part, unexplained, veto=veto)
    if not old or _newcomers(pair, part, unexplained, veto=veto):
        return None
    target = _joined_holders(pair.before, old, (pair.holders_after & pair.holders_before) or pair.holders_after)
    return Finding({*(f"who:{n}" for n in old), "order"}, target=target, partners=tuple(sorted(old)), say=_say(pair.before, old, part))


@rule(
    "partner-replaced",
    category="sharing",
    subject="power",
    on=("who",),
    sentence="{what}: the {say} passes from {source} to {target}.",
)
def _replaced(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """The holder stays, but another institution now has the consent, veto, proposal or consultation that a first one had."""
    kinds = [(Part.CONSENTS, False), (Part.CONSENTS, True), (Part.PROPOSES, False), (Part.ADVISES, False), (Part.LEARNS, False)]
    for part, veto in kinds:
        old, new = (side(pair, part, unexplained, veto=veto) for side in (_leavers, _newcomers))
        if old and new:
            return Finding({f"who:{n}" for n in old | new}, tuple(sorted(old)), tuple(sorted(new)), say=_say(pair.after, new, part))
    return None


@rule(
    "co-decider-added",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="co-decider-removed",
    sentence="{what}: now by {source} and {partners}.",
)
def _co_decider(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A further institution must take part in the decision itself; without it the holder can no longer decide."""
    new = {
        n
        for n in pair.holders_after - pair.holders_before - alternative_holders(pair.after)
        if n not in pair.parts_before and f"who:{n}" in unexplained
    }
    stayed = pair.holders_before & pair.holders_after
    return (
        Finding({*(f"who:{n}" for n in new | stayed), "form", "order"}, source=tuple(sorted(stayed)), partners=tuple(sorted(new)))
        if new and stayed
        else None
    )


@rule(
    "co-decider-removed",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="co-decider-added",
    sentence="{what}: now by {target} without {partners}.",
)
def _co_decider_gone(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution that had to take part in the decision no longer does; the other holder decides without it."""
    found = _co_decider(pair.backwards, unexplained)
    return Finding(found.explains, target=found.source, partners=found.partners) if found else None


@rule(
    "consent-added",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="consent-removed",
    sentence="{what}: the decision of {source} now needs the {say} of {partners}.",
)
def _consent(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A decision that stood without it now needs the consent, approval or countersignature of another institution.

    The holder keeps the decision but can be stopped.
    """
    return _came(pair, Part.CONSENTS, unexplained)


@rule(
    "consent-removed",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="consent-added",
    sentence="{what}: the decision of {target} no longer needs the {say} of {partners}.",
)
def _no_consent(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A decision no longer needs the consent, approval or countersignature of another institution."""
    return _went(pair, Part.CONSENTS, unexplained)


@rule(
    "veto-added",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="veto-removed",
    sentence="{what}: the decision of {source} is now subject to a veto of {partners}.",
)
def _veto_added(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Another institution can now block a decision, but need not agree to it."""
    return _came(pair, Part.CONSENTS, unexplained, veto=True)


@rule(
    "veto-removed",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="veto-added",
    sentence="{what}: the decision of {target} is no longer subject to a veto of {partners}.",
)
def _veto_removed(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Another institution can no longer block a decision."""
    return _went(pair, Part.CONSENTS, unexplained, veto=True)


def _offered(pair: PowerPair) -> set[str]:
    """Who offers the candidates, and the facets that go with it: a choice may be made by a plurality, a yes or no may not."""
    offering = {f"who:{n}" for p in (pair.before, pair.after) for s in p.steps if s.candidates for n in actor_ids(s.actor)}
    chosen = [t for old, new in pair.steps if old.threshold != new.threshold for t in (old.threshold, new.threshold)]
    by_plurality = {"threshold"} if chosen and all(t is None or t.amount is None for t in chosen) else set()
    return {"candidates", "order"} | offering | by_plurality


def _choosers(power: Power) -> tuple[str, ...]:
    """Who chooses among the candidates: those whose part is to consent, or else the holders."""
    offering = {n for s in power.steps if s.candidates for n in actor_ids(s.actor)}
    return tuple(sorted({n for s in power.steps if ROLES[s.role].part is Part.CONSENTS for n in actor_ids(s.actor)} - offering))


@rule(
    "choice-added",
    category="sharing",
    subject="power",
    on=("candidates",),
    inverse="choice-removed",
    sentence="{what}: now a choice of {partners} among several candidates offered by {source}.",
)
def _choice(pair: PowerPair, _: AbstractSet[str]) -> Finding | None:
    """Instead of one name to accept or refuse, several candidates must be offered: consent becomes a choice."""
    if pair.candidates(pair.before) > 1:
        return None
    offering = {n for s in pair.after.steps if s.candidates for n in actor_ids(s.actor)}
    return Finding(
        _offered(pair), source=tuple(sorted(offering)), partners=_choosers(pair.after) or tuple(sorted(pair.holders_after - offering))
    )


@rule(
    "choice-removed",
    category="sharing",
    subject="power",
    on=("candidates",),
    inverse="choice-added",
    sentence="{what}: no longer a choice of {partners} among several candidates offered by {target}.",
)
def _no_choice(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Several candidates no longer have to be offered: the choice becomes a yes or no."""
    found = _choice(pair.backwards, unexplained)
    return Finding(found.explains, target=found.source, partners=found.partners) if found else None


@rule(
    "proposal-added",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="proposal-removed",
    sentence="{what}: the decision of {source} now depends on the {say} of {partners}.",
)
def _proposal(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A decision can now only be taken on the proposal, nomination or initiative of another institution, which sets the choice."""
    return _came(pair, Part.PROPOSES, unexplained)


@rule(
    "proposal-removed",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="proposal-added",
    sentence="{what}: the decision of {target} no longer depends on the {say} of {partners}.",
)
def _no_proposal(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A decision no longer waits for the proposal, nomination or initiative of another institution."""
    return _went(pair, Part.PROPOSES, unexplained)


@rule(
    "consultation-added",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="consultation-removed",
    sentence="{what}: the decision of {source} now comes after the {say} of {partners}.",
)
def _consultation(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Another institution must be consulted, or gives an opinion or a recommendation that does not bind."""
    return _came(pair, Part.ADVISES, unexplained)


@rule(
    "consultation-removed",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="consultation-added",
    sentence="{what}: the decision of {target} no longer comes after the {say} of {partners}.",
)
def _no_consultation(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Another institution no longer has to be consulted."""
    return _went(pair, Part.ADVISES, unexplained)


@rule(
    "information-added",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="information-removed",
    sentence="{what}: the decision of {source} now entails {say} to {partners}.",
)
def _information(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Another institution must be informed or reported to. The weakest say there is."""
    return _came(pair, Part.LEARNS, unexplained)


@rule(
    "information-removed",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="information-added",
    sentence="{what}: the decision of {target} no longer entails {say} to {partners}.",
)
def _no_information(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Another institution no longer has to be informed."""
    return _went(pair, Part.LEARNS, unexplained)


def _shifted(pair: PowerPair, unexplained: AbstractSet[str], *, up: bool) -> Finding | None:
    before, after = pair.parts_before, pair.parts_after
    moved = {
        n for n in before.keys() & after.keys() if (after[n] > before[n] if up else after[n] < before[n]) and f"who:{n}" in unexplained
    }
    if not moved:
        return None
    holders = tuple(sorted(pair.holders_after - moved))
    power = pair.after
    parts = {after[n] for n in moved}
    say = " and ".join(filter(None, (_say(power, moved, p) for p in sorted(parts))))
    return Finding(
        {*(f"who:{n}" for n in moved), "order"}, partners=tuple(sorted(moved)), say=say, **{"source" if up else "target": holders}
    )


@rule(
    "say-strengthened",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="say-weakened",
    sentence="{what}: the say of {partners} grows to {say}.",
)
def _strengthened(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution that already had a say has more of it: consultation becomes consent, a proposal becomes a share in the decision."""
    return _shifted(pair, unexplained, up=True)


@rule(
    "say-weakened",
    category="sharing",
    subject="power",
    on=("who",),
    inverse="say-strengthened",
    sentence="{what}: the say of {partners} shrinks to {say}.",
)
def _weakened(pair: PowerPair, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution keeps a say but a smaller one: consent becomes consultation, consultation becomes information."""
    return _shifted(pair, unexplained, up=False)
