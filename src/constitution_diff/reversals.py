"""What a change brings back, and what has become of what a reform gave. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from constitution_diff.facets import holders_among, participants, whose_part
from constitution_diff.history import Form, departures, forms_of
from constitution_diff.model import Institution, Norm, Power
from constitution_diff.pairing import ancestors, followed, heirs
from constitution_diff.problems import UserError

if TYPE_CHECKING:
    from constitution_diff.changes import Change
    from constitution_diff.country import Constitution, Country, Silence
    from constitution_diff.model import Statement

_MINOR = frozenset({"order", "routes", "area"})
"""Facets that say how a rule is laid out. Alone they make no restoration."""


@frozen
class Restoration:
    """An earlier form of a rule that a change brings back.

    Attributes:
        form: The earlier form.
        restored: The facets that had been changed since and are again what they were.
        missing: The facets that are not what they were; none when the whole rule is back.
    """

    form: Form
    restored: frozenset[str]
    missing: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether the rule is back as it was."""
        return not self.missing


def find_restoration(change: Change) -> Restoration | None:
    """The earlier form of the rule that a change brings back, in whole or in part, or None.

    Of several, the latest that is back in whole; else the one that is back in the most. Forms older than the state compared with are looked at,
    so a diff that runs backwards in time restores nothing, and neither does a rule that only moved in the text or one that only served a
    transition. A change of an institution is measured by what it changes alone (its term, its seats); that of a power or a norm by the whole
    rule.
    """
    if change.context is None or change.category == "relocation" or change.area == "transition":
        return None
    before, after = change.context
    lineage = after.lineages.get(change.statement)
    order = {name: n for n, name in enumerate(after.vocabulary.revisions)}
    first, last = (order.get(side.version.revision, -1) for side in (before, after))
    if lineage is None or not 0 <= first < last:
        return None
    predecessors = after.vocabulary.predecessors
    old: Statement | Silence = change.before or "silent"
    new: Statement | Silence = change.after or "silent"
    if not isinstance(old, str) and not isinstance(new, str) and old.id != new.id:
        return None
    revisions = after.vocabulary.revisions
    coded = after.version.coded | revisions[after.version.revision].not_coded
    forms = [f for f in forms_of(lineage, revisions, predecessors, coded) if order[f.since] <= first]
    best: Restoration | None = None
    for form in reversed(forms[:-1]):
        if form.content == "not-coded":
            continue
        undone, missing = (departures(form.content, side, predecessors) for side in (old, new))
        undone = _renamed(undone, new, predecessors, missing)
        if change.kind == "institution" and "existence" not in change.facets:
            undone, missing = undone & change.facets, missing & change.facets
        restored = undone - missing
        if not restored or "existence" in missing:
            continue
        if not missing:
            return Restoration(form, restored)
        earlier, between = (_told_as(side, new, predecessors) for side in (form.content, old))
        restored = frozenset(facet for facet in restored if not _same_part(facet, earlier, between) and not _of_nobody(facet, after))
        stood = "existence" not in restored or _same_rule(earlier, new)
        if stood and _telling(restored, missing) and (best is None or len(missing) < len(best.missing)):
            best = Restoration(form, restored, missing)
    return best


def _told_as(earlier: Statement | Silence, later: Statement | Silence, predecessors: Mapping[str, Iterable[str]]) -> Statement | Silence:
    """An earlier form told with the names under which its institutions go on in a later one."""
    return earlier if isinstance(earlier, str) or isinstance(later, str) else followed(earlier, later, heirs(later, predecessors))


def _renamed(
    facets: AbstractSet[str], later: Statement | Silence, predecessors: Mapping[str, Iterable[str]], known: AbstractSet[str]
) -> frozenset[str]:
    """Facets that can be compared with those known of a later form: the part of a Council with that of the Court it goes on as there.

    Of bodies that merged, one whose part came to an end is known there under its own name, and keeps it.
    """
    names = {} if isinstance(later, str) else heirs(later, predecessors)
    parts = (facet.partition(":") for facet in facets - known)
    return frozenset(facets & known) | {f"{name}{colon}{names.get(who, who)}" for name, colon, who in parts}


def _same_part(facet: str, earlier: Statement | Silence, between: Statement | Silence) -> bool:
    """Whether a facet is the part of somebody who had played it all the time, though in other steps: that part is not back, for it was never gone."""
    who = whose_part(facet)
    if not who or not isinstance(earlier, Power) or not isinstance(between, Power):
        return False
    return participants(earlier).get(who) == participants(between).get(who)


def _of_nobody(facet: str, after: Constitution) -> bool:
    """Whether a facet is the part of an institution that exists no more: that it has none is nothing that was restored."""
    who = whose_part(facet)
    return who in after.vocabulary.institutions and after.institution(who) is None


def _same_rule(earlier: Statement | Silence, later: Statement | Silence) -> bool:
    """Whether what stands again is the rule that stood, though not in all: a power of one of its holders, a norm of the same force."""
    if isinstance(earlier, Power) and isinstance(later, Power):
        return not holders_among(participants(earlier)).isdisjoint(holders_among(participants(later)))
    if isinstance(earlier, Norm) and isinstance(later, Norm):
        return (earlier.modality, earlier.act) == (later.modality, later.act)
    return True


def _telling(restored: frozenset[str], missing: frozenset[str]) -> bool:
    """Whether it is worth a word that a rule is back in some facets and not in others: it stands again, or somebody's part is back, or most of it is."""
    return any(facet == "existence" or whose_part(facet) for facet in restored) or len(restored - _MINOR) > len(missing)


# ---- what became of a reform ---------------------------------------------------------------------------------------------------------

Verdict = Literal["stands", "stands in part", "undone", "undone in part", "replaced", "lapsed", "not in force", "not coded"]

VERDICTS: Mapping[Verdict, str] = {
    "stands": "What the revision changed is still as it made it.",
    "stands in part": "Some of what the revision changed is still as it made it, some is not.",
    "undone": "What the revision changed is again what it was before.",
    "undone in part": "Some of what the revision changed is again what it was before; the rest is neither.",
    "replaced": "It is neither what the revision made it nor what it was before.",
    "lapsed": "It governed a transition, and the text no longer holds it.",
    "not in force": "It was adopted and does not apply yet.",
    "not coded": "Nobody has read the text on this point.",
}
"""What can have become of a change, in the order of a report."""


@frozen
class Fate:
    """What became of one change of a revision.

    Attributes:
        change: The change.
        verdict: One of :data:`VERDICTS`.
        now: What the text says now, or which silence it is.
        by: Ids of the revisions that have changed the rule since, oldest first.
        since: The facets in which the rule differs now from what the revision made it.
    """

    change: Change
    verdict: Verdict
    now: Statement | Silence
    by: tuple[str, ...] = ()
    since: frozenset[str] = frozenset()


def find_fates(country: Country, revision: str, when: str | date | None = None) -> tuple[Fate, ...]:
    """What became of the changes of a revision, in the order of a report. Rules that it only moved in the text are left out.

    Args:
        country: The country.
        revision: The revision.
        when: A revision's id, or a date for what is in force then; the latest revision when left out.

    Raises:
        UserError: There is no such revision or date, or the revision has none before it, or the moment lies before it.
    """
    changes = country.changes(revision)
    now = country.at(when or country.revisions[-1].id)
    order = {r.id: n for n, r in enumerate(country.revisions)}
    if order[now.version.revision] < order[revision]:
        raise UserError(f"{when} lies before revision {revision}. Choose a later moment.")
    predecessors = country.vocabulary.predecessors
    pending = {(p.id, p.state.provenance.since) for p in now.pending}
    successors: dict[str, list[str]] = {}
    for institution in now.institutions:
        for name in ancestors(institution.id, predecessors):
            successors.setdefault(name, []).append(institution.id)
    found = []
    for change in changes:
        if change.category == "relocation":
            continue
        statement = change.statement
        taken_back = _taken_back(change, now)
        goes_on = taken_back or (successors.get(statement, []) if change.kind == "institution" and statement not in now else [])
        name = goes_on[0] if taken_back or len(goes_on) == 1 else statement
        present = now.get(name, change.area)
        since = {(n, f.since) for n in (statement, name) for f in country.forms(n) if f.states} - pending
        by = sorted({r for _, r in since if order[revision] < order[r] <= order[now.version.revision]}, key=order.__getitem__)
        if (statement, revision) in pending:
            found.append(Fate(change, "not in force", present))
        elif present == "not-coded":
            found.append(Fate(change, "not coded", present, tuple(by)))
        else:
            made: Statement | Silence = change.after or "silent"
            was: Statement | Silence = change.before or "silent"
            away, back = (departures(side, present, predecessors) for side in (made, was))
            changed = (
                frozenset({"existence"}) if "existence" in change.facets else _renamed(change.facets, present, predecessors, away | back)
            )
            if taken_back and "existence" in changed:
                away = changed
            if change.area == "transition" and not isinstance(made, str) and present == "silent":
                verdict: Verdict = "lapsed"
            else:
                old, new = (_told_as(side, present, predecessors) for side in (was, made))
                lasting = {facet for facet in away & changed if _outlasts(facet, old, new, present)}
                verdict = _verdict(changed, away - lasting, back)
            found.append(Fate(change, verdict, present, tuple(by), away))
    return tuple(found)


def _taken_back(change: Change, now: Constitution) -> list[str]:
    """The institutions that a change put others in the place of, where all of them stand again and what took their place is gone; else none."""
    if change.kind != "institution" or change.statement in now:
        return []
    replaced = [e.id for e in change.edits if isinstance(e.before, Institution) and e.after is None]
    return replaced if change.after and all(name in now for name in replaced) else []


def _outlasts(facet: str, was: Statement | Silence, made: Statement | Silence, now: Statement | Silence) -> bool:
    """Whether a list that has changed since (whom a norm binds, what it covers) still has each item it was given, and none that it lost."""
    lists = [getattr(side, facet, None) for side in (was, made, now)]
    if not all(isinstance(items, tuple) for items in lists):
        return False
    before, after, present = (frozenset(items or ()) for items in lists)
    return after - before <= present and not (before - after) & present


def _verdict(changed: frozenset[str], away: frozenset[str], back: frozenset[str]) -> Verdict:
    """What became of some facets, from those in which the rule departs now from what they were made, and from what they were before."""
    if "existence" in away & back:
        return "replaced"
    if "existence" not in away and not away & changed:
        return "stands"
    if not back or ("existence" not in away | back and not back & changed):
        return "undone"
    if "existence" in away:
        return "undone in part"
    return "stands in part" if changed - away else "undone in part" if changed - back else "replaced"
