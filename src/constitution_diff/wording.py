"""Puts statements and changes into English words, from their typed fields alone. Pure.

The one module that knows how steps, thresholds, deadlines and seats read. Names come from the labels of the data; an id without a label is shown as
it is. Sentences are built so that names need no inflection and verbs need not agree with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from constitution_diff.changes import Change
from constitution_diff.country import Constitution, Version
from constitution_diff.facets import PowerPair, all_conditions, holders_among, participants, whose_part
from constitution_diff.model import (
    NO_LABEL,
    Actor,
    AnyOf,
    Body,
    Each,
    InForce,
    Institution,
    Joint,
    Measure,
    Members,
    Norm,
    Power,
    Relatives,
    Route,
    Statement,
    Step,
    TermLimit,
    Threshold,
    actor_ids,
)
from constitution_diff.pairing import followed, heirs
from constitution_diff.roles import ROLES, Part
from constitution_diff.rules import RULES, Finding
from constitution_diff.rules.composition import seats_by_filler

DASH = "–"
SILENT = DASH
"""What stands where the text says nothing."""

_BASES = {
    "members": "all members",
    "members-in-office": "members in office",
    "present": "those present",
    "votes-cast": "votes cast",
    "registered-voters": "registered voters",
    "voters": "those voting",
    "regions": "regions",
}
_PER = {"each-chamber": " of each chamber", "jointly": ", voting jointly", "summed": ", votes summed"}
_SILENCE = {
    "approved": "silence: deemed approved",
    "rejected": "silence: deemed rejected",
    "returned": "silence: goes back",
    "lapses": "silence: lapses",
    "proceeds": "silence: goes on without it",
    "objections-stand": "silence: the objections stand",
    "barred-for-session": "silence: barred for the session",
}
_REFUSAL = {
    "approved": "refusal without effect",
    "rejected": "refusal ends it",
    "returned": "refusal sends it back",
    "lapses": "without it, lapses",
    "proceeds": "refusal does not stop it",
    "objections-stand": "otherwise the objections stand",
    "barred-for-session": "refusal bars it for the session",
}
FACETS = {
    "who": "the part of {}",
    "existence": "that it stands in the text",
    "threshold": "the majority",
    "deadline": "the time limit",
    "silence": "what silence means",
    "refusal": "what refusal means",
    "override": "the override",
    "binding": "whether it binds",
    "candidates": "the number of candidates",
    "addressee": "whom it is against or addressed to",
    "method": "the method",
    "conditions": "the conditions",
    "scope": "the scope",
    "frequency": "how often",
    "instrument": "the kind of act",
    "order": "the order of steps",
    "routes": "the ways to exercise it",
    "route-scope": "what each way is for",
    "fills": "the body it fills",
    "denied": "that nobody has it",
    "seats": "the seats",
    "form": "acting as one or apart",
    "subject": "whom it binds or protects",
    "modality": "what it asks",
    "object": "what it is about",
    "exceptions": "the exceptions",
    "only_for": "the cases it holds for",
    "measure": "the number",
    "by_right": "the members by right",
    "term_limit": "the limit on terms",
    "part_of": "what it is part of",
}
"""Facets (:mod:`constitution_diff.facets`) in words; any other is called by its name."""
_BOUNDS = {"at-least": "at least", "at-most": "at most", "exactly": ""}
_MODALITIES = {"must": "must", "must-not": "must not", "may": "may", "guaranteed": "guaranteed to"}


def listing(words: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    items = [w for w in words if w]
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


class Words:
    """Words for the ids of one constitution.

    Args:
        constitution: The constitution whose labels are used.
    """

    def __init__(self, constitution: Constitution) -> None:
        self.constitution = constitution

    # ---- names ---------------------------------------------------------------------------------------------------------------------

    def label(self, name: str) -> str:
        """The words for an id: the institution's name in this state, the label of anything else, or the id itself."""
        institution = self.constitution.institution(name)
        labels = institution.name if institution else self.constitution.vocabulary.labels.get(name, NO_LABEL)
        return labels.get("en", name)

    def the(self, name: str) -> str:
        """The words for an id inside a sentence: institutions take "the" unless their name stands without."""
        words = self.label(name)
        institution = self.constitution.institution(name)
        vocabulary = self.constitution.vocabulary
        bare = (institution is not None and not institution.article) or name in vocabulary.bare
        known = institution is not None or name in vocabulary.institutions
        return words if bare or not known or words.startswith("the ") else f"the {words}"

    def title(self, statement: Statement) -> str:
        """What a statement is about."""
        if isinstance(statement, Institution):
            return sentence_case(statement.name.get("en", statement.id))
        return statement.label.get("en", statement.id)

    def all(self, names: Iterable[str], last: str = "and") -> str:
        """Several ids as words in a sentence."""
        return listing((self.the(n) for n in names), last)

    def actor(self, actor: Actor) -> str:
        """Who acts."""
        match actor:
            case Body(id):
                return self.the(id)
            case Members(of, share, count, within):
                number = f"at least {number_of(count, 'members')}" if count else "all members" if share == 1 else "the members"
                who = f"{f'at least {share} of ' if share and share < 1 else ''}{number} of {self.the(of)}"
                return f"{who} ({self.label(within)})" if within else who
            case Joint(parts):
                return f"{listing(map(self.actor, parts))} together"
            case AnyOf(parts):
                return listing(map(self.actor, parts), "or")
            case Each(parts):
                return f"each of {listing(map(self.actor, parts))}"
            case Relatives(of, degree):
                return f"{degree} relatives of {self.the(of)}"

    def plural(self, actor: Actor) -> bool:
        """Whether a verb behind the actor stands in the plural."""
        if isinstance(actor, Body):
            institution = self.constitution.institution(actor.id)
            known = actor.id in self.constitution.vocabulary.plural or (institution is not None and institution.plural)
            return known or (institution is None and self.label(actor.id).endswith("s"))
        if isinstance(actor, Each) or (isinstance(actor, Members) and actor.count == 1):
            return False
        return not isinstance(actor, AnyOf) or self.plural(actor.parts[-1])

    def verb(self, step: Step) -> str:
        """What the actor of a step does."""
        role = ROLES[step.role]
        return role.plural if self.plural(step.actor) else role.verb

    def moment(self, revision: str) -> str:
        """When a revision was, in words: its month where its id is one ("June 2022" for "2022-06"), else its id."""
        found = self.constitution.vocabulary.revisions.get(revision)
        return f"{found.adopted:%B %Y}" if found and revision == f"{found.adopted:%Y-%m}" else revision

    def facet(self, facet: str) -> str:
        """What a facet is about, in words."""
        name, _, who = facet.partition(":")
        return FACETS[name].format(self.the(who)) if who else FACETS.get(name, f"the {name.replace('_', ' ')}")

    # ---- how -----------------------------------------------------------------------------------------------------------------------

    def threshold(self, threshold: Threshold) -> str:
        """How many must agree."""
        if threshold.amount is None:
            base = _BASES[threshold.of]
            words = f"most of {base}" if base.startswith(("all ", "those ")) else f"most of the {base}"
        else:
            size = "unanimity" if threshold.amount == 1 else f"{'more than' if threshold.strict else 'at least'} {threshold.amount}"
            words = f"{size} of {_BASES[threshold.of]}"
        words += _PER.get(threshold.per or "", "")
        if threshold.spread:
            words += f" in {self.threshold(threshold.spread)}"
        return f"{words}, turnout {self.threshold(threshold.quorum)}" if threshold.quorum else words

    def details(self, step: Step, routes: tuple[Route, ...] = ()) -> str:
        """What is said of a step besides who and what, in brackets, or nothing."""
        named = {r.id for r in routes}
        said = [
            f"{number_of(step.candidates, 'candidates')} or more" if step.candidates else "",
            self.label(step.method) if step.method else "",
            self.threshold(step.threshold) if step.threshold else "",
            self.time(step),
            listing(map(self.label, step.conditions)),
            "" if step.binding is None else "binding" if step.binding else "not binding",
            f"to {self.the(step.to)}" if step.to else "",
            f"against {self.the(step.against)}" if step.against else "",
            _outcome(step.silence, _SILENCE, "silence", named),
            _outcome(step.refusal, _REFUSAL, "otherwise", named),
        ]
        words = "; ".join(s for s in said if s)
        return f" ({words})" if words else ""

    def time(self, step: Step) -> str:
        """How much time a step has, and from when."""
        event = self.label(step.counted_from) if step.counted_from else ""
        within = f"within {step.within}" if step.within else ""
        earliest = f"not before {step.not_before}" if step.not_before else ""
        if not event:
            return listing((earliest, within))
        return listing((earliest and f"{earliest} after {event}", within and f"{within} of {event}"))

    def route(self, route: Route, routes: tuple[Route, ...] = ()) -> str:
        """One way to exercise a power: the decision first and the say of others behind it, or the steps in order when several decide."""
        deciding = [s for s in route.steps if ROLES[s.role].part is Part.DECIDES]
        plain = not any(s.threshold or s.within or s.silence or s.refusal or s.candidates for s in route.steps)
        if len(deciding) == 1 and plain:
            others = [s for s in route.steps if s is not deciding[0]]
            lead = f"{self.actor(deciding[0].actor)} {self.verb(deciding[0])}{self.details(deciding[0], routes)}"
            tail = [ROLES[s.role].phrase.format(self.actor(s.actor)) + self.details(s, routes) for s in others]
            text = ", ".join([lead, *tail])
        else:
            text = "; ".join(f"{self.actor(s.actor)} {self.verb(s)}{self.details(s, routes)}" for s in route.steps)
        extra = [f"for {self.all(route.only, 'or')}"] if route.only else []
        if route.conditions:
            extra.append(f"if {listing(map(self.label, route.conditions))}")
        return f"{text} [{'; '.join(extra)}]" if extra else text

    def exercise(self, power: Power) -> str:
        """How a power is exercised: everything its typed fields say."""
        if power.denied:
            return "Nobody has this power"
        if all(r.seats is not None for r in power.routes) and sum(r.seats or 0 for r in power.routes) > 1:
            parts = [f"{number_of(r.seats or 0, 'seats')}: {self.route(r, power.routes)}" for r in power.routes]
        elif len(power.routes) > 1:
            parts = [f"{f'{r.id}: '.replace('-', ' ') if r.id else ''}{self.route(r, power.routes)}" for r in power.routes]
        else:
            parts = [self.route(r) for r in power.routes]
        said = [
            f"covers {self.all(power.only)}" if power.only else "",
            f"not {self.all(power.excluded, 'or')}" if power.excluded else "",
            f"if {listing(map(self.label, power.conditions))}" if power.conditions else "",
            _often(power) if power.frequency else "",
            f"by {self.label(power.instrument)}" if power.instrument else "",
        ]
        extra = [s for s in said if s]
        return sentence_case(". ".join(sentence_case(p) for p in parts)) + (f" [{'; '.join(extra)}]" if extra else "")

    def norm(self, norm: Norm) -> str:
        """What a norm says, from its typed fields."""
        who = listing(map(self.actor, norm.subject))
        forbidden = norm.modality == "must-not"
        what = self.all(norm.object, "or" if forbidden else "and")
        if norm.kind == "ownership" and norm.modality == "guaranteed":
            text = f"{what} belong to {who}".strip()
        elif norm.modality == "guaranteed":
            being = "are" if len(norm.subject) > 1 or any(map(self.plural, norm.subject)) else "is"
            text = f"{who} {being} guaranteed {what if norm.act == 'have' else f'to {self.label(norm.act)} {what}'}".rstrip()
        elif forbidden and who == "everyone":
            text = f"nobody may {self.label(norm.act)} {what}".rstrip()
        else:
            text = f"{who} {_MODALITIES[norm.modality]} {self.label(norm.act)} {what}".rstrip()
        measure = self.measure(norm.measure) if norm.measure else ""
        limits = "; ".join(filter(None, (measure if forbidden and what else "", listing(map(self.label, norm.conditions)))))
        cases = "only for" if norm.modality == "may" else "in the case of"
        said = [
            f" {measure}" if measure and not (forbidden and what) else "",
            f" by {self.label(norm.instrument)}" if norm.instrument else "",
            f", {cases} {self.all(norm.only_for, 'or')}" if norm.only_for else "",
            f", except {self.all(norm.exceptions, 'or')}" if norm.exceptions else "",
            f" ({limits})" if limits else "",
            f", unless {self.waiver(norm)}" if norm.waiver else "",
        ]
        return sentence_case(text + "".join(said))

    def waiver(self, norm: Norm) -> str:
        """How a norm can be set aside in a single case, or nothing."""
        steps = [f"{self.actor(s.actor)} {self.verb(s)}{self.details(s)}" for s in norm.waiver]
        return (" or " if all(s.conditions for s in norm.waiver) else " and ").join(steps)

    def measure(self, measure: Measure) -> str:
        """The number a norm sets."""
        return f"{_BOUNDS[measure.bound]} {number_of(measure.amount, measure.unit)}".strip()

    def limit(self, limit: TermLimit | None) -> str:
        """How often one person may serve."""
        if limit is None:
            return "no limit"
        terms = "one term" if limit.times == 1 else f"at most {limit.times} terms"
        return f"{terms} in a row" if limit.consecutive and limit.times > 1 else terms

    def institution(self, institution: Institution) -> str:
        """An institution with its size and tenure."""
        said = [
            f"part of {self.the(institution.part_of)}" if institution.part_of else "",
            f"replaces {self.all(institution.replaces)}" if institution.replaces else "",
            number_of(institution.seats, "members") if institution.seats else "",
            f"{self.all(institution.by_right)} by right" if institution.by_right else "",
            f"term {institution.term}" if institution.term else "",
            self.limit(institution.term_limit) if institution.term_limit else "",
            f"{institution.renewal.share} renewed every {institution.renewal.every}" if institution.renewal else "",
        ]
        extra = "; ".join(s for s in said if s)
        return f"{sentence_case(institution.name.get('en', institution.id))}{f' ({extra})' if extra else ''}"

    def statement(self, statement: Statement) -> str:
        """What a statement says."""
        match statement:
            case Power():
                return self.exercise(statement)
            case Norm():
                return self.norm(statement)
            case Institution():
                return self.institution(statement)

    def in_force(self, when: InForce) -> str:
        """When something takes effect."""
        event = self.label(when.event) if when.event else ""
        if when.date is None:
            return event or "date not known"
        return f"{when.date} ({event})" if event else str(when.date)

    def awaited(self, when: InForce) -> str:
        """When something takes effect; of what waits for an event whose day is not known, that it is not."""
        return self.in_force(when) if when.date or not when.event else f"{self.in_force(when)} (no day known)"


def sentence_case(words: str) -> str:
    """The words with their first letter large."""
    return words[:1].upper() + words[1:]


def lower_case(words: str) -> str:
    """The words with their first letter small."""
    return words[:1].lower() + words[1:]


def number_of(number: int | Fraction, plural: str) -> str:
    """A number with its noun: ``1 rule``, ``2 rules``."""
    return f"{number} {plural.removesuffix('s') if number == 1 else plural}"


def _outcome(value: str | None, words: dict[str, str], what: str, routes: set[str]) -> str:
    if value is None:
        return ""
    return words[value] if value in words and value not in routes else f"{what}: {value.replace('-', ' ')}"


def _often(power: Power) -> str:
    if power.frequency is None:
        return ""
    times = {1: "once", 2: "twice"}.get(power.frequency.times, f"{power.frequency.times} times")
    bound = _BOUNDS[power.frequency.bound]
    return f"{bound} {times} a {power.frequency.per}".strip()


# ---- the sides of a change -----------------------------------------------------------------------------------------------------------


def _seats(words: Words, power: Power, body: Institution | None) -> str:
    """The seats of a body in short: its size, who fills how many, who sits by right."""
    shares = []
    for route in power.routes:
        deciders = [n for s in route.steps if ROLES[s.role].part is Part.DECIDES for n in actor_ids(s.actor)]
        others = [
            ROLES[s.role].phrase.format(words.actor(s.actor))
            for s in route.steps
            if ROLES[s.role].part in (Part.CONSENTS, Part.PROPOSES, Part.ADVISES)
        ]
        methods = [words.label(s.method) for s in route.steps if s.method]
        extra = f" ({'; '.join([*others, *methods])})" if others or methods else ""
        fillers = dict.fromkeys(deciders or (n for s in route.steps for n in actor_ids(s.actor)))
        shares.append(f"{'' if route.seats is None else f'{route.seats} '}by {words.all(fillers)}{extra}")
    whole = f"{body.seats} seats: " if body and body.seats else ""
    for power_beside in words.constitution.powers if body else ():
        counted = any(r.seats is not None for r in power_beside.routes)
        if body and power_beside.fills == body.id and power_beside.id != power.id and counted:
            number = sum(r.seats or 0 for r in power_beside.routes)
            shares.append(f"{number} by {words.all(seats_by_filler(power_beside))} ({lower_case(words.title(power_beside))})")
    if body and body.by_right:
        shares.append(f"besides, {words.all(body.by_right)} by right")
    conditions = f" [{listing(map(words.label, power.conditions))}]" if power.conditions else ""
    return f"{whole}{'; '.join(shares)}{conditions}"


def side(change: Change, which: str) -> str:
    """What one side of a change says, in the words of its own constitution: ``before`` or ``after``."""
    statement = change.before if which == "before" else change.after
    words = words_of(change, which)
    if change.kind == "institution":
        edits = [e.before if which == "before" else e.after for e in change.edits if e.id not in change.carried]
        here = [s for s in edits if isinstance(s, Institution)]
        return _institution_side(change, words, here)
    if statement is None:
        return SILENT
    if change.rule == "seats-redistributed" and isinstance(statement, Power):
        return sentence_case(_seats(words, statement, words.constitution.institution(statement.fills or "")))
    if change.rule == "power-changed" and isinstance(statement, Power) and statement.fills:
        return f"{words.statement(statement)} [seats of {words.the(statement.fills)}]"
    return words.statement(statement)


def _institution_side(change: Change, words: Words, here: list[Institution]) -> str:
    if not here:
        return SILENT
    one = here[0]
    told = {
        "term": lambda: str(one.term) if one.term else "no term fixed",
        "term-limit": lambda: words.limit(one.term_limit),
        "renewal": lambda: f"{one.renewal.share} renewed every {one.renewal.every}" if one.renewal else "no renewal by parts",
        "seats": lambda: number_of(one.seats, "seats") if one.seats else "number not fixed",
    }
    family = next(
        (
            key
            for key in ("term-limit", "term", "renewal", "seats")
            if change.rule.startswith(f"{key}-") and change.rule != "seats-by-right-granted"
        ),
        None,
    )
    if family and not change.rule.startswith("seats-by-right"):
        return sentence_case(told[family]())
    if change.rule == "institution-renamed":
        return sentence_case(one.name.get("en", one.id))
    return "; ".join(words.institution(i) for i in here)


def words_of(change: Change, which: str) -> Words:
    """The words of one side of a change."""
    if change.context is None:
        return Words(Constitution(Version(), {}))
    return Words(change.context[0 if which == "before" else 1])


def tell(change: Change) -> str:
    """A change in a sentence: the sentence of its rule, filled in."""
    follow = len(change.carried)
    return sentence_case(_filled(change, change.rule, change)) + (
        f" {follow} statement{'s' if follow > 1 else ''} follow{'' if follow > 1 else 's'} it, unchanged." if follow else ""
    )


def tell_further(change: Change) -> tuple[str, ...]:
    """The aspects of a change in clauses: what their rules say of the same statement.

    What only the fallback could tell, and that the course of the procedure changed as well, is left to the two sides.
    """
    told = [(r, f) for r, f in zip(change.aspects, change.details, strict=True) if RULES[r].category != "other" and r != "steps-changed"]
    clauses = (_filled(change, rule, found, whole=False).rstrip(".") for rule, found in told)
    return tuple(dict.fromkeys(clauses))


def _filled(change: Change, rule: str, found: Change | Finding, *, whole: bool = True) -> str:
    """The sentence of a rule with what it found; if not whole, without what it is about."""
    old, new = words_of(change, "before"), words_of(change, "after")

    def names(ids: Iterable[str]) -> str:
        return listing((new if new.constitution.institution(i) or not old.constitution.institution(i) else old).the(i) for i in ids)

    statement = change.after or change.before
    holders = set.intersection(*(_holders(s) for s in change.compared))
    sentence = RULES[rule].sentence
    return (sentence if whole else sentence.removeprefix("{what}: ")).format(
        what=(new if change.after else old).title(statement) if statement else change.statement,
        source=names(found.source) or "nobody",
        target=names(found.target) or "nobody",
        partners=names(found.partners) or "nobody",
        holders=names(sorted(holders - set(found.source) - set(found.target))) or "nobody else",
        say=found.say or "say",
        subject=_subject(new if change.after else old, statement),
        difference=listing(_differences(change, rule, old, new)) or "in detail",
        ways=_ways(change, old, new),
        votes=listing(dict.fromkeys(_of_steps(change, _votes))) or "in detail",
        time=listing(dict.fromkeys(_of_steps(change, lambda step, words: words.time(step)))) or "in detail",
        before=_inner(side(change, "before")),
        after=_inner(side(change, "after")),
    )


def tell_restoration(change: Change) -> str:
    """Which earlier rule a change brings back, and what of it, in a clause; or ""."""
    found = change.restores
    if found is None:
        return ""
    words = words_of(change, "after")
    period = f"from {words.moment(found.form.since)} to {words.moment(found.form.until)}"
    if found.form.content == "silent":
        return f"the text is silent again, as {period}"
    if found.whole:
        return f"restores the rule in force {period}"
    earlier, later = found.form.content, change.after
    if later is not None and not isinstance(earlier, str):
        earlier = followed(earlier, later, heirs(later, words.constitution.vocabulary.predecessors))
    had = participants(earlier) if isinstance(earlier, Power) else {}
    absent = {f for f in found.restored if whose_part(f) and whose_part(f) not in had}
    without = (f"that {words.the(whose_part(f))} has no part" for f in absent)
    restored = listing(sorted((*map(words.facet, found.restored - absent), *without)))
    missing = listing(sorted(map(words.facet, found.missing)))
    return f"restores in part the rule in force {period}: {restored}; but not {missing}"


def _holders(statement: Statement | None) -> set[str]:
    return set(holders_among(participants(statement))) if isinstance(statement, Power) else set()


def _of_steps(change: Change, said: Callable[[Step, Words], str]) -> Iterator[str]:
    """What is said of the steps that stand on both sides, where it differs."""
    before, after = change.compared
    if isinstance(before, Power) and isinstance(after, Power):
        old, new = words_of(change, "before"), words_of(change, "after")
        for left, right in PowerPair(before, after).steps:
            sides = said(left, old), said(right, new)
            if sides[0] != sides[1]:
                yield _replaced(*sides)


def _votes(step: Step, words: Words) -> str:
    """How many must agree, or act, in a step."""
    size = words.threshold(step.threshold) if step.threshold else ""
    return size or (words.actor(step.actor) if _by_number(step.actor) else "")


def _by_number(actor: Actor) -> bool:
    """Whether some members of a body act, alone or as one of several actors."""
    return isinstance(actor, Members) or (isinstance(actor, AnyOf | Each | Joint) and any(map(_by_number, actor.parts)))


def _ways(change: Change, old: Words, new: Words) -> str:
    """The ways to exercise a power that stand on one side only."""
    before, after = change.compared
    if not isinstance(before, Power) or not isinstance(after, Power):
        return ""
    pairs = PowerPair(before, after).routes
    gone = (old.route(left) for left, right in pairs if left and not right)
    come = (new.route(right) for left, right in pairs if right and not left)
    return "; or ".join((*gone, *come))


def _subject(words: Words, statement: Statement | None) -> str:
    return listing(map(words.actor, statement.subject)) if isinstance(statement, Norm) else ""


_SETS = {
    "subject": ("now also {}", "no longer {}"),
    "object": ("now also {}", "no longer {}"),
    "only": ("now also {}", "no longer {}"),
    "excluded": ("now without {}", "{} no longer taken out"),
    "exceptions": ("new exception: {}", "exception dropped: {}"),
    "only_for": ("now also for {}", "no longer for {}"),
    "conditions": ("new condition: {}", "condition dropped: {}"),
}
_LIMITS = {"only": ("now limited to {}", "no longer limited to {}"), "only_for": ("now limited to {}", "no longer limited to {}")}
"""Lists without which a statement reaches everything: an empty one is the widest."""


def _differences(change: Change, rule: str, old: Words, new: Words) -> Iterator[str]:
    """What came to a statement and what went from it, list by list: of a power what the rule is about, of a norm everything."""
    before, after = change.compared
    if isinstance(before, Power) and isinstance(after, Power):
        for facet, tell_difference in _POWER_DIFFERENCES.items():
            if facet in RULES[rule].on:
                yield from tell_difference(before, after, old, new)
    elif isinstance(before, Norm) and isinstance(after, Norm):
        if rule == "waiver-changed":
            former = change.before if isinstance(change.before, Norm) else before  # in the names of its own time
            yield _replaced(*(f"unless {words}" if words else "" for words in (old.waiver(former), new.waiver(after))))
            return
        for name in ("subject", "object", "exceptions", "only_for", "conditions"):
            yield from _came_and_went(name, getattr(before, name), getattr(after, name), old, new)
        if before.measure != after.measure:
            yield _replaced(old.measure(before.measure) if before.measure else "", new.measure(after.measure) if after.measure else "")
        yield from _instruments(before, after, old, new)


def _came_and_went(name: str, left: Sequence[str | Actor], right: Sequence[str | Actor], old: Words, new: Words) -> Iterator[str]:
    came, went = _LIMITS.get(name, _SETS[name]) if not left or not right else _SETS[name]
    for words, there, here, sentence in ((new, right, left, came), (old, left, right, went)):
        found = [x for x in there if x not in here]
        if found:
            yield sentence.format(listing(words.the(x) if isinstance(x, str) else words.actor(x) for x in found))


def _scopes(before: Power, after: Power, old: Words, new: Words) -> Iterator[str]:
    for name in ("only", "excluded"):
        yield from _came_and_went(name, getattr(before, name), getattr(after, name), old, new)


def _conditions(before: Power, after: Power, old: Words, new: Words) -> Iterator[str]:
    """The conditions of a power, of its ways and of their steps, wherever they stand."""
    yield from _came_and_went("conditions", all_conditions(before), all_conditions(after), old, new)


def _frequencies(before: Power, after: Power, old: Words, new: Words) -> Iterator[str]:  # noqa: ARG001
    if before.frequency != after.frequency:
        yield _replaced(*(_often(power) if power.frequency else "" for power in (before, after)))


def _instruments(before: Power | Norm, after: Power | Norm, old: Words, new: Words) -> Iterator[str]:
    if before.instrument != after.instrument:
        yield _replaced(old.label(before.instrument) if before.instrument else "", new.label(after.instrument) if after.instrument else "")


_POWER_DIFFERENCES: dict[str, Callable[[Power, Power, Words, Words], Iterator[str]]] = {
    "scope": _scopes,
    "conditions": _conditions,
    "frequency": _frequencies,
    "instrument": _instruments,
}
"""What tells the difference between two forms of a power, by the facet a rule is about."""


def _replaced(before: str, after: str) -> str:
    if before and after:
        return f"{after} instead of {before}"
    return f"now {after}" if after else f"no longer {before}"


def _inner(text: str) -> str:
    return (
        text[:1].lower() + text[1:]
        if text[1:2].islower() and text.split(" ", 1)[0].lower() in {"the", "at", "no", "one", "number"}
        else text
    )
