"""The catalogue of changes: one decorated function per kind of change.

The order of the modules below, and of the functions in each, is the order in which rules are asked; the first that answers names the change. To add
a kind of change, write one function and one example: see ``docs/adding-a-rule.md``.
"""

from constitution_diff.rules import composition, institutions, norms, procedure, remainder, sharing, transfer
from constitution_diff.rules.rule import CATEGORIES, RULES, Case, Finding, InstitutionCase, NormAlone, NormPair, PowerAlone, Rule, rule

__all__ = ["CATEGORIES", "RULES", "Case", "Finding", "InstitutionCase", "NormAlone", "NormPair", "PowerAlone", "Rule", "rule"]

_ORDER = [m.__name__ for m in (composition, transfer, sharing, procedure, norms, institutions, remainder)]
_asked = sorted(RULES.values(), key=lambda r: _ORDER.index(r.module))
RULES.clear()
RULES.update({r.id: r for r in _asked})
