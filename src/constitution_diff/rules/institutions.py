"""Institutions that come, go, change their name, their place or the tenure of their members."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from fractions import Fraction

from constitution_diff.model import Institution, Period
from constitution_diff.rules.procedure import DAYS
from constitution_diff.rules.rule import Finding, InstitutionCase, rule


def _ids(institutions: tuple[Institution, ...]) -> tuple[str, ...]:
    return tuple(i.id for i in institutions)


def _existence(case: InstitutionCase, unexplained: AbstractSet[str], relation: str) -> Finding | None:
    if "existence" not in unexplained or case.relation != relation:
        return None
    return Finding({"existence", "kind", "part_of", "area"}, _ids(case.before), _ids(case.after))


# ---- coming and going --------------------------------------------------------------------------------------------------------------


@rule(
    "institution-established",
    category="establishment",
    subject="institution",
    inverse="institution-abolished",
    sentence="{what}: established.",
)
def _established(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution enters the constitution and takes nobody's place."""
    return None if case.before else _existence(case, unexplained, "same")


@rule(
    "institution-abolished",
    category="establishment",
    subject="institution",
    inverse="institution-established",
    sentence="{what}: no longer an institution of the constitution.",
)
def _abolished(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution leaves the constitution and nobody takes its place.

    The text no longer knows it; whether a statute goes on with it the text does not say. A body that only lost its powers still exists.
    """
    return None if case.after else _existence(case, unexplained, "same")


@rule("institution-replaced", category="establishment", subject="institution", sentence="{what}: in the place of {source}.")
def _replaced(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """One institution takes the place of another. Powers that only follow it have not moved and are told here."""
    return _existence(case, unexplained, "succession")


@rule(
    "institutions-merged",
    category="establishment",
    subject="institution",
    inverse="institution-split",
    sentence="{what}: in the place of {source}, merged.",
)
def _merged(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """One institution takes the place of several."""
    return _existence(case, unexplained, "merger")


@rule(
    "institution-split",
    category="establishment",
    subject="institution",
    inverse="institutions-merged",
    sentence="{what}: {target} in the place of {source}, split.",
)
def _split(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """Several institutions take the place of one. Which of them a power went to is told power by power, never guessed."""
    return _existence(case, unexplained, "split")


@rule(
    "succession-unclear",
    category="establishment",
    subject="institution",
    sentence="{what}: {source} give way to {target}; which succeeds which cannot be told.",
)
def _unclear(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """Several institutions take the place of several others, in more than one possible way. All candidates are named and none is chosen."""
    return _existence(case, unexplained, "unclear")


@rule("institution-renamed", category="establishment", subject="institution", sentence="{what}: new name; before, {before}.")
def _renamed(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution changes its name and remains the same institution."""
    return Finding({"name"}, target=_ids(case.after)) if "name" in unexplained else None


@rule(
    "institution-reclassified",
    category="establishment",
    subject="institution",
    sentence="{what}: {before}; now {after}.",
)
def _reclassified(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """An institution becomes another kind of body, or part of another one, or independent."""
    found = unexplained & {"kind", "part_of", "area"}
    return Finding({"kind", "part_of", "area"}, target=_ids(case.after)) if found else None


# ---- tenure ------------------------------------------------------------------------------------------------------------------------


def _length(term: Period | None) -> Fraction | None:
    return DAYS[term.unit] * term.amount if term and term.unit in DAYS else None


def _term(case: InstitutionCase, unexplained: AbstractSet[str], direction: int) -> Finding | None:
    if "term" not in unexplained or case.pair is None:
        return None
    before, after = (_length(i.term) for i in case.pair)
    found = 0 if before is None or after is None or before == after else 1 if after > before else -1
    return Finding({"term"}, target=_ids(case.after)) if found == direction else None


@rule("term-lengthened", category="term", subject="institution", inverse="term-shortened", sentence="{what}: {before}; now {after}.")
def _longer(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """The term of an office or of the members of a body grows."""
    return _term(case, unexplained, 1)


@rule("term-shortened", category="term", subject="institution", inverse="term-lengthened", sentence="{what}: {before}; now {after}.")
def _shorter(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """The term of an office or of the members of a body shrinks."""
    return _term(case, unexplained, -1)


@rule("term-changed", category="term", subject="institution", sentence="{what}: {before}; now {after}.")
def _otherwise(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """A term is fixed where there was none, left to statute, or counted in another unit of the same length."""
    return _term(case, unexplained, 0)


def _limit(case: InstitutionCase, unexplained: AbstractSet[str], direction: int) -> Finding | None:
    if "term_limit" not in unexplained or case.pair is None:
        return None
    before, after = (i.term_limit for i in case.pair)
    found = 1 if before is None else -1 if after is None else 0
    return Finding({"term_limit"}, target=_ids(case.after)) if found == direction else None


@rule(
    "term-limit-added", category="term", subject="institution", inverse="term-limit-removed", sentence="{what}: {after}; before, no limit."
)
def _limited(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """The same person can no longer hold an office without end."""
    return _limit(case, unexplained, 1)


@rule(
    "term-limit-removed",
    category="term",
    subject="institution",
    inverse="term-limit-added",
    sentence="{what}: no limit any more; before, {before}.",
)
def _unlimited(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """The limit on how often the same person may hold an office falls away."""
    return _limit(case, unexplained, -1)


@rule("term-limit-changed", category="term", subject="institution", sentence="{what}: {before}; now {after}.")
def _limit_changed(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """How often the same person may hold an office, or how terms are counted, changes."""
    return _limit(case, unexplained, 0)


@rule("renewal-changed", category="term", subject="institution", sentence="{what}: {before}; now {after}.")
def _renewal(case: InstitutionCase, unexplained: AbstractSet[str]) -> Finding | None:
    """Whether and how a body is renewed by parts changes."""
    return Finding({"renewal"}, target=_ids(case.after)) if "renewal" in unexplained else None
