"""The exact difference of two constitutions: statement by statement, without interpretation. Pure.

Deltas form a groupoid over constitutions: every constitution has an identity delta, every delta an inverse, and two deltas compose when the
first ends where the second begins. Under the findings of :mod:`constitution_diff.changes` there is always such a delta, so that nothing can be
lost or invented: ``apply(before, delta) == after``.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from constitution_diff.country import Constitution, Version
from constitution_diff.model import Statement


class DeltaError(ValueError):
    """A delta does not fit the constitution, or the delta, it is put together with."""


@frozen
class Edit:
    """One statement that differs: ``before`` or ``after`` is None where there is no such statement."""

    id: str
    before: Statement | None
    after: Statement | None


@frozen
class Delta:
    """Everything that differs between two constitutions.

    Equality looks at what was read and at the edits, not at how the two states are called.

    Attributes:
        before: Which state it starts from.
        after: Which state it leads to.
        edits: The statements that differ, by id.
    """

    before: Version = field(eq=lambda v: v.reading)
    after: Version = field(eq=lambda v: v.reading)
    edits: tuple[Edit, ...]

    def inverse(self) -> Delta:
        """The delta that leads back."""
        return Delta(self.after, self.before, tuple(Edit(e.id, e.after, e.before) for e in self.edits))

    def then(self, following: Delta) -> Delta:
        """This delta and another in sequence, as one.

        Raises:
            DeltaError: The other does not begin where this one ends.
        """
        if self.after.reading != following.before.reading:
            raise DeltaError(f"{following.before} is not the state that {self.after} is: different areas were read")
        edits = {e.id: e for e in self.edits}
        for edit in following.edits:
            earlier = edits.pop(edit.id, None)
            if earlier is None:
                edits[edit.id] = edit
            elif earlier.after != edit.before:
                raise DeltaError(f"{edit.id!r} is not in {self.after} what it is in {following.before}")
            elif earlier.before != edit.after:
                edits[edit.id] = Edit(edit.id, earlier.before, edit.after)
        return Delta(self.before, following.after, tuple(edits[k] for k in sorted(edits)))

    def __bool__(self) -> bool:
        return bool(self.edits)

    def __len__(self) -> int:
        return len(self.edits)


def compare(before: Constitution, after: Constitution) -> Delta:
    """The exact difference of two constitutions."""
    old, new = before.statements, after.statements
    edits = []
    for key, left in old.items():
        right = new.get(key)
        if right is not left and not left == right:  # noqa: SIM201 - attrs makes != of ==, and this is the hottest line
            edits.append(Edit(key, left, right))
    edits += [Edit(key, None, right) for key, right in new.items() if key not in old]
    edits.sort(key=lambda e: e.id)
    return Delta(before.version, after.version, tuple(edits))


def apply(constitution: Constitution, delta: Delta) -> Constitution:
    """The constitution a delta leads to.

    Args:
        constitution: The state the delta starts from.
        delta: The difference.

    Raises:
        DeltaError: The constitution is not the one the delta starts from.
    """
    if constitution.version.reading != delta.before.reading:
        raise DeltaError(f"{constitution.version} is not the state that {delta.before} is: different areas were read")
    statements = dict(constitution.statements)
    for edit in delta.edits:
        if statements.get(edit.id) != edit.before:
            raise DeltaError(f"{edit.id!r} is not in {constitution.version} what the delta expects")
        if edit.after is None:
            del statements[edit.id]
        else:
            statements[edit.id] = edit.after
    return evolve(constitution, version=delta.after, statements=statements, ended={}, pending=())
