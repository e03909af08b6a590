"""What came to be forbidden, required, permitted or guaranteed, and what no longer is."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from constitution_diff.facets import members_of
from constitution_diff.model import Norm
from constitution_diff.rules.rule import Finding, NormAlone, NormPair, rule

RESTRICTIONS = frozenset({"appointment-ban", "party-ban", "incompatibility", "prohibition"})
GUARANTEES = frozenset({"right", "guarantee", "immunity", "ownership"})
REACH = frozenset({"subject", "object", "exceptions", "only_for", "conditions"})


def _subjects(norm: Norm) -> tuple[str, ...]:
    return tuple(sorted(members_of(norm.subject)))


def _alone(case: NormAlone, kinds: AbstractSet[str]) -> Finding | None:
    if case.norm.kind not in kinds:
        return None
    waiving = members_of(s.actor for s in case.norm.waiver)
    return Finding({"existence"}, target=_subjects(case.norm), partners=tuple(sorted(waiving)))


def _reach(before: Norm, after: Norm) -> int:
    """1 when the norm holds for more persons, objects or cases, -1 for fewer, 0 when that cannot be ranked."""

    def covers(small: Norm, large: Norm) -> bool:
        limits = all(frozenset(getattr(small, f)) >= frozenset(getattr(large, f)) for f in ("exceptions", "conditions"))
        only = not large.only_for or (bool(small.only_for) and frozenset(small.only_for) <= frozenset(large.only_for))
        return (
            frozenset(small.subject) <= frozenset(large.subject) and frozenset(small.object) <= frozenset(large.object) and limits and only
        )

    more, less = covers(before, after), covers(after, before)
    return 0 if more == less else 1 if more else -1


def _ranked(pair: NormPair, unexplained: AbstractSet[str], kinds: AbstractSet[str], direction: int) -> Finding | None:
    if pair.after.kind not in kinds or not unexplained & REACH or _reach(pair.before, pair.after) != direction:
        return None
    before, after = frozenset(_subjects(pair.before)), frozenset(_subjects(pair.after))
    return Finding(unexplained & REACH, target=tuple(sorted(before ^ after or after)))


# ---- penalties ---------------------------------------------------------------------------------------------------------------------


def _banned(norm: Norm) -> bool:
    return norm.kind == "penalty" and norm.modality == "must-not"


@rule(
    "penalty-abolished",
    category="abolition",
    subject="norm",
    inverse="penalty-restored",
    sentence="{what}: abolished; what the text permitted it now forbids.",
)
def _abolished(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A penalty that the text allowed, if only in narrow cases, is now forbidden without exception (the death penalty)."""
    gone = "modality" in unexplained and _banned(pair.after) and pair.before.kind == "penalty"
    return Finding({"modality", *REACH}, source=_subjects(pair.after)) if gone else None


@rule(
    "penalty-restored",
    category="abolition",
    subject="norm",
    inverse="penalty-abolished",
    sentence="{what}: restored; what the text forbade it now permits.",
)
def _restored(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A penalty that the text forbade is allowed again."""
    back = "modality" in unexplained and _banned(pair.before) and pair.after.kind == "penalty"
    return Finding({"modality", *REACH}, target=_subjects(pair.after)) if back else None


@rule(
    "penalty-banned",
    category="abolition",
    subject="norm-appears",
    inverse="penalty-ban-lifted",
    sentence="{what}: now forbidden by the constitution itself.",
)
def _ban(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """The constitution, silent before, forbids a penalty: statute can no longer bring it back."""
    return Finding({"existence"}, source=_subjects(case.norm)) if _banned(case.norm) else None


@rule(
    "penalty-ban-lifted",
    category="abolition",
    subject="norm-disappears",
    inverse="penalty-banned",
    sentence="{what}: no longer forbidden by the constitution.",
)
def _ban_lifted(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """The constitution no longer forbids a penalty: statute may bring it back."""
    return Finding({"existence"}, target=_subjects(case.norm)) if _banned(case.norm) else None


# ---- restrictions ------------------------------------------------------------------------------------------------------------------


@rule(
    "restriction-added",
    category="restriction",
    subject="norm-appears",
    inverse="restriction-lifted",
    sentence="{what}: new restriction on {subject}.",
)
def _added(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A ban enters the constitution: on appointments, party membership, combining offices, or an act."""
    return _alone(case, RESTRICTIONS)


@rule(
    "restriction-lifted",
    category="restriction",
    subject="norm-disappears",
    inverse="restriction-added",
    sentence="{what}: restriction on {subject} lifted.",
)
def _lifted(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A ban leaves the constitution."""
    return _alone(case, RESTRICTIONS)


@rule(
    "restriction-widened",
    category="restriction",
    subject="norm",
    inverse="restriction-narrowed",
    sentence="{what}: the restriction reaches further ({difference}).",
)
def _widened(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A ban binds more persons, covers more, or loses an exception."""
    return _ranked(pair, unexplained, RESTRICTIONS, 1)


@rule(
    "restriction-narrowed",
    category="restriction",
    subject="norm",
    inverse="restriction-widened",
    sentence="{what}: the restriction reaches less far ({difference}).",
)
def _narrowed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A ban binds fewer persons, covers less, or gains an exception."""
    return _ranked(pair, unexplained, RESTRICTIONS, -1)


@rule("restriction-changed", category="restriction", subject="norm", sentence="{what}: the restriction has another reach ({difference}).")
def _restriction_changed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A ban changes whom or what it covers, neither simply more nor simply less."""
    return _ranked(pair, unexplained, RESTRICTIONS, 0)


@rule("duty-added", category="restriction", subject="norm-appears", inverse="duty-lifted", sentence="{what}: new duty of {subject}.")
def _duty(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """The constitution requires something it did not require."""
    return _alone(case, {"duty"})


@rule(
    "duty-lifted",
    category="restriction",
    subject="norm-disappears",
    inverse="duty-added",
    sentence="{what}: no longer a duty of {subject}.",
)
def _duty_lifted(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """The constitution no longer requires something."""
    return _alone(case, {"duty"})


@rule("duty-changed", category="restriction", subject="norm", sentence="{what}: the duty changes ({difference}).")
def _duty_changed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """What must be done changes: by whom, what, in which cases, how often or by when."""
    told = {*REACH, "measure", "act", "instrument"}
    return Finding(told, target=_subjects(pair.after)) if pair.after.kind == "duty" and unexplained & told else None


# ---- privileges --------------------------------------------------------------------------------------------------------------------


@rule(
    "privilege-abolished",
    category="abolition",
    subject="norm-disappears",
    inverse="privilege-granted",
    sentence="{what}: privilege of {subject} abolished.",
)
def _privilege_abolished(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A rule made for one person leaves the constitution."""
    return _alone(case, {"privilege"})


@rule(
    "privilege-granted",
    category="abolition",
    subject="norm-appears",
    inverse="privilege-abolished",
    sentence="{what}: privilege granted to {subject}.",
)
def _privilege_granted(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A rule made for one person enters the constitution."""
    return _alone(case, {"privilege"})


# ---- guarantees --------------------------------------------------------------------------------------------------------------------


@rule(
    "guarantee-added",
    category="guarantee",
    subject="norm-appears",
    inverse="guarantee-removed",
    sentence="{what}: new guarantee for {subject}.",
)
def _guarantee(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A right, a guarantee or an immunity enters the constitution."""
    return _alone(case, GUARANTEES)


@rule(
    "guarantee-removed",
    category="guarantee",
    subject="norm-disappears",
    inverse="guarantee-added",
    sentence="{what}: guarantee for {subject} removed.",
)
def _guarantee_gone(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A right, a guarantee or an immunity leaves the constitution."""
    return _alone(case, GUARANTEES)


@rule(
    "guarantee-widened",
    category="guarantee",
    subject="norm",
    inverse="guarantee-narrowed",
    sentence="{what}: the guarantee reaches further ({difference}).",
)
def _guarantee_widened(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A right or guarantee protects more persons, covers more, or loses an exception."""
    return _ranked(pair, unexplained, GUARANTEES, 1)


@rule(
    "guarantee-narrowed",
    category="guarantee",
    subject="norm",
    inverse="guarantee-widened",
    sentence="{what}: the guarantee reaches less far ({difference}).",
)
def _guarantee_narrowed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A right or guarantee protects fewer persons, covers less, or gains an exception."""
    return _ranked(pair, unexplained, GUARANTEES, -1)


@rule("ownership-changed", category="guarantee", subject="norm", sentence="{what}: now owned by {target}; before, by {source}.")
def _ownership(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Things that belonged to one now belong to another (natural resources, from the state to the people)."""
    owner = "subject" in unexplained and pair.after.kind == pair.before.kind == "ownership"
    return Finding({*REACH, "act"}, _subjects(pair.before), _subjects(pair.after)) if owner else None


@rule("guarantee-changed", category="guarantee", subject="norm", sentence="{what}: the guarantee has another reach ({difference}).")
def _guarantee_changed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A right or guarantee changes whom or what it covers, neither simply more nor simply less."""
    return _ranked(pair, unexplained, GUARANTEES, 0)


@rule("waiver-changed", category="sharing", subject="norm", sentence="{what}: set aside by another procedure ({difference}).")
def _waiver(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """Who can set a norm aside in a single case, or how, changes (whose consent lifts an immunity)."""
    if "waiver" not in unexplained:
        return None
    before, after = (members_of(s.actor for s in norm.waiver) for norm in (pair.before, pair.after))
    return Finding({"waiver"}, source=tuple(sorted(before - after)), target=tuple(sorted(after - before)))


# ---- requirements for office -------------------------------------------------------------------------------------------------------


@rule(
    "requirement-added",
    category="eligibility",
    subject="norm-appears",
    inverse="requirement-dropped",
    sentence="{what}: new requirement for {subject}.",
)
def _requirement(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A requirement for an office enters the constitution."""
    return _alone(case, {"eligibility"})


@rule(
    "requirement-dropped",
    category="eligibility",
    subject="norm-disappears",
    inverse="requirement-added",
    sentence="{what}: no longer required for {subject}.",
)
def _requirement_dropped(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A requirement for an office leaves the constitution."""
    return _alone(case, {"eligibility"})


@rule("requirement-changed", category="eligibility", subject="norm", sentence="{what}: the requirement changes ({difference}).")
def _requirement_changed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A requirement for an office is set otherwise: an age, a residence, a qualification."""
    changed = pair.after.kind == "eligibility" and unexplained & {*REACH, "measure"}
    return Finding({*REACH, "measure"}, target=_subjects(pair.after)) if changed else None


# ---- entrenchment ------------------------------------------------------------------------------------------------------------------


@rule(
    "entrenchment-added",
    category="entrenchment",
    subject="norm-appears",
    inverse="entrenchment-removed",
    sentence="{what}: now protected from amendment.",
)
def _entrenched(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """Something is put beyond the reach of amendments, or behind a further barrier."""
    return _alone(case, {"entrenchment"})


@rule(
    "entrenchment-removed",
    category="entrenchment",
    subject="norm-disappears",
    inverse="entrenchment-added",
    sentence="{what}: no longer protected from amendment.",
)
def _unentrenched(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A protection from amendment falls away."""
    return _alone(case, {"entrenchment"})


@rule(
    "entrenchment-changed",
    category="entrenchment",
    subject="norm",
    sentence="{what}: the protection from amendment has another reach ({difference}).",
)
def _entrenchment_changed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """What is protected from amendment, or how far, changes."""
    changed = pair.after.kind == "entrenchment" and unexplained & REACH
    return Finding(REACH, target=_subjects(pair.after)) if changed else None


# ---- the kind of act ---------------------------------------------------------------------------------------------------------------


@rule(
    "matter-reserved",
    category="procedure",
    subject="norm-appears",
    inverse="matter-unreserved",
    sentence="{what}: now reserved to a kind of act.",
)
def _reserved(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A matter must now be regulated by a given kind of act (a constitutional law)."""
    return _alone(case, {"reservation"})


@rule(
    "matter-unreserved",
    category="procedure",
    subject="norm-disappears",
    inverse="matter-reserved",
    sentence="{what}: no longer reserved to a kind of act.",
)
def _unreserved(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A matter need no longer be regulated by a given kind of act."""
    return _alone(case, {"reservation"})


@rule("reservation-changed", category="procedure", subject="norm", sentence="{what}: regulated otherwise ({difference}).")
def _reservation_changed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """The kind of act that must regulate a matter changes, or the matter does (a constitutional law instead of a law, which takes more votes)."""
    changed = pair.after.kind == "reservation" and unexplained & {*REACH, "instrument"}
    return Finding({*REACH, "instrument"}, target=_subjects(pair.after)) if changed else None


# ---- everything else norms say -----------------------------------------------------------------------------------------------------

PROVISIONS = frozenset({"source-of-law", "effect", "responsibility", "penalty"})


@rule("provision-added", category="procedure", subject="norm-appears", inverse="provision-removed", sentence="{what}: new provision.")
def _provision(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A rule on sources of law, on the effect of decisions, on answerability or on permitted penalties enters the constitution."""
    return _alone(case, PROVISIONS)


@rule(
    "provision-removed", category="procedure", subject="norm-disappears", inverse="provision-added", sentence="{what}: provision removed."
)
def _provision_gone(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A rule on sources of law, on the effect of decisions, on answerability or on permitted penalties leaves the constitution."""
    return _alone(case, PROVISIONS)


@rule("provision-changed", category="procedure", subject="norm", sentence="{what}: changed ({difference}).")
def _provision_changed(pair: NormPair, unexplained: AbstractSet[str]) -> Finding | None:
    """A rule on sources of law, on the effect of decisions, on answerability, on penalties or privileges changes its reach or its measure."""
    plain = {*PROVISIONS, "privilege"}
    told = {*REACH, "measure", "act", "instrument"}
    return Finding(told, target=_subjects(pair.after)) if pair.after.kind in plain and unexplained & told else None


@rule(
    "transitional-rule-added",
    category="other",
    subject="norm-appears",
    inverse="transitional-rule-removed",
    sentence="{what}: transitional rule.",
)
def _transition(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A rule on how the old law passes into the new."""
    return _alone(case, {"transition"})


@rule(
    "transitional-rule-removed",
    category="other",
    subject="norm-disappears",
    inverse="transitional-rule-added",
    sentence="{what}: transitional rule removed.",
)
def _transition_gone(case: NormAlone, _: AbstractSet[str]) -> Finding | None:
    """A rule on how the old law passes into the new leaves the text."""
    return _alone(case, {"transition"})
