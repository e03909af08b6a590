"""What is left when nothing in the law itself changed, or when no other rule has a name for it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from constitution_diff.rules.rule import Case, Finding, Subject, rule


def _relocated(case: Case, unexplained: AbstractSet[str]) -> Finding | None:  # noqa: ARG001
    """The same rule stands in another article or paragraph. Nothing changed in law."""
    return Finding({"articles"}) if unexplained == {"articles"} else None


def _changed(case: Any, unexplained: AbstractSet[str]) -> Finding | None:  # noqa: ANN401
    """The statement differs in a way no other rule has a name for. Reported so that nothing is lost."""
    told = unexplained - {"articles"}
    if told == {"replaces"} and case.differing - {"articles", "replaces"}:
        return None  # that a later state no longer recalls the predecessor is no act of its own beside what another rule told
    return Finding(told) if told else None


_SUBJECTS: tuple[Subject, ...] = ("power", "norm", "institution")

for subject in _SUBJECTS:
    rule(
        f"{subject}-relocated", category="relocation", subject=subject, sentence="{what}: stands elsewhere in the text; unchanged in law."
    )(_relocated)
for subject in _SUBJECTS:
    rule(f"{subject}-changed", category="other", subject=subject, sentence="{what}: {before}; now {after}.")(_changed)
