"""What a kind of change is, and the decorator that adds one to the catalogue. Pure.

A rule is one decorated function. It looks at one *case* (two forms of a power, a norm that appears, an institution and its successor ...) and at
the facets that no earlier rule has explained; it returns a finding that says which of them it explains, or None. Rules are asked in the order
of :mod:`constitution_diff.rules`; the first that answers names the change, the others are its further aspects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from constitution_diff.facets import PowerPair
from constitution_diff.model import Institution, Norm, Power, differing_fields
from constitution_diff.pairing import Relation

CATEGORIES: dict[str, str] = {
    "transfer": "Powers that moved",
    "sharing": "Powers that need, or no longer need, another's consent, choice or say",
    "withdrawal": "Powers lost",
    "grant": "New powers",
    "restriction": "Restrictions and duties",
    "abolition": "Penalties, privileges and powers abolished or brought in",
    "guarantee": "Rights, guarantees and ownership",
    "establishment": "Institutions",
    "composition": "Composition: who fills the seats",
    "term": "Terms and term limits",
    "eligibility": "Requirements for office",
    "scope": "Scope",
    "procedure": "Procedure",
    "entrenchment": "Entrenchment",
    "relocation": "Moved in the text only",
    "other": "Other and transitional rules",
}
"""The categories of change, in the order of a report, with their headings."""

Subject = Literal["power", "power-appears", "power-disappears", "norm", "norm-appears", "norm-disappears", "institution"]


@frozen(eq=False)
class PowerAlone:
    """A power that stands on one side only. ``denied`` powers stand there too: the text says that nobody has them."""

    power: Power


@frozen(eq=False)
class NormAlone:
    """A norm that stands on one side only."""

    norm: Norm


@frozen(slots=False, eq=False)
class NormPair:
    """Two forms of one norm."""

    before: Norm
    after: Norm

    @property
    def differing(self) -> frozenset[str]:
        """The fields that differ."""
        return differing_fields(self.before, self.after) - {"id"}


@frozen(slots=False, eq=False)
class InstitutionCase:
    """An institution before and after, with its predecessors or successors.

    Attributes:
        before: The institutions before; several when they merged, none when it is new.
        after: The institutions after.
        relation: Why they belong together.
        explained: Fields another change has told already (the seats, by the change of who fills them).
    """

    before: tuple[Institution, ...]
    after: tuple[Institution, ...]
    relation: Relation
    explained: frozenset[str] = frozenset()

    @property
    def pair(self) -> tuple[Institution, Institution] | None:
        """One before and one after, if that is what it is."""
        return (self.before[0], self.after[0]) if len(self.before) == len(self.after) == 1 else None

    @property
    def differing(self) -> frozenset[str]:
        """The facets that differ. That it exists at all is the facet ``existence``."""
        pair = self.pair
        if pair is None:
            return frozenset({"existence"})
        fields = differing_fields(*pair) - self.explained - {"id"}
        return (fields - {"name", "articles", "replaces"}) | {"existence"} if self.relation != "same" else fields


Case: TypeAlias = PowerPair | PowerAlone | NormPair | NormAlone | InstitutionCase


@frozen
class Finding:
    """What a rule found in a case.

    Attributes:
        explains: The facets it accounts for.
        source: The institutions whose hold it loosens ("from").
        target: The institutions the power goes to ("to").
        partners: The institutions that gain or lose a say in another's decision.
        say: What kind of say, as a noun.
    """

    explains: AbstractSet[str]
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    say: str = ""


Detector: TypeAlias = Callable[[Any, AbstractSet[str]], Finding | None]


@frozen
class Rule:
    """A kind of change.

    Attributes:
        id: Its public name; never reworded, only retired.
        category: One of :data:`CATEGORIES`.
        subject: The kind of case it looks at.
        inverse: The rule that fires when the two sides are swapped; its own id when it is its own inverse.
        sentence: How a finding is told. Fields: ``what``, ``source``, ``target``, ``partners``, ``holders``,
            ``say``, ``subject``, ``difference``, ``ways``, ``votes``,
            ``time``, ``before``, ``after``.
        meaning: What it means and why it matters.
        detect: The function that looks for it.
        on: The facets one of which must be open for it to be asked; empty when it is asked in any case.
    """

    id: str
    category: str
    subject: Subject
    inverse: str
    sentence: str
    meaning: str = field(repr=False)
    detect: Detector = field(repr=False, eq=False)
    on: frozenset[str] = frozenset()

    @property
    def module(self) -> str:
        """The module it stands in."""
        return self.detect.__module__


RULES: dict[str, Rule] = {}
"""The catalogue, in the order in which rules are asked."""


def rule(  # noqa: PLR0913
    name: str, *, category: str, subject: Subject, inverse: str | None = None, sentence: str, on: Iterable[str] = ()
) -> Callable[[Detector], Detector]:
    """Add a kind of change to the catalogue. The docstring of the function is its meaning.

    Args:
        name: Its id, kebab-case and public.
        category: Its category.
        subject: The kind of case its function looks at.
        inverse: The rule that fires when the sides are swapped; left out when it is its own inverse.
        sentence: How a finding is told.
        on: The facets it can be about ("who" for the part of any institution). It is asked only when one of them is open; left out, always.
    """

    def add(detect: Detector) -> Detector:
        if name in RULES or category not in CATEGORIES or not detect.__doc__:
            raise ValueError(f"rule {name!r} is there already, or its category {category!r} is unknown, or its function has no docstring")
        meaning = " ".join(detect.__doc__.split())
        RULES[name] = Rule(name, category, subject, inverse or name, sentence, meaning, detect, frozenset(on))
        return detect

    return add
