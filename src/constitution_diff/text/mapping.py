"""What a user says corresponds in two versions of a document. Pure.

A mapping is a TOML file: ``[provisions]`` says for provisions of the earlier version, as they are cited, what they became (``"60(2)" = "61(2)"``,
``"23" = ["23", "23a"]`` where one was split, the same on the right of two lines where they were joined, ``"24" = []`` where one is gone); ``inserted``
lists provisions of the later version that are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from constitution_diff.model import Citation
from constitution_diff.problems import DataError, Problem, did_you_mean, shown

_KEYS = ("provisions", "inserted")


@frozen
class Correspondence:
    """One line of a mapping.

    Attributes:
        before: The provisions of the earlier version, as they are cited; none for one that is new.
        after: The provisions of the later version; none for one that is gone.
    """

    before: tuple[Citation, ...]
    after: tuple[Citation, ...]


def decode_mapping(data: Mapping[str, object], file: str) -> tuple[Correspondence, ...]:
    """The lines of a mapping.

    Args:
        data: What the file says, as TOML is read.
        file: The file, for messages.

    Raises:
        DataError: Something in it cannot be used; every problem is named.
    """
    allowed = "Allowed: `provisions` and `inserted`"
    problems = [Problem(file, "", f"unknown key {shown(key)}", did_you_mean(key, _KEYS, allowed)) for key in data if key not in _KEYS]
    inserted = _citations(data.get("inserted", []), file, "inserted", problems)
    said = data.get("provisions", {})
    if not isinstance(said, Mapping):
        problems.append(
            Problem(
                file, "provisions", f"found {shown(str(said))}", 'Write a table: `[provisions]`, then lines such as `"60(2)" = "61(2)"`'
            )
        )
        said = {}
    problems += [
        Problem(file, "provisions", f"found {shown(repr(old))} before =", 'Write the provision of the earlier version: `"60(2)" = ...`')
        for old in said
        if not old.strip()
    ]
    pairs = [(Citation(old.strip()), _citations(new, file, f"provisions, {old}", problems)) for old, new in said.items()]
    if problems:
        raise DataError(problems)
    return (*_joined(pairs), *(Correspondence((), (citation,)) for citation in inserted))


def _citations(value: object, file: str, place: str, problems: list[Problem]) -> tuple[Citation, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        problems.append(
            Problem(
                file, place, f"found {shown(repr(value))}", 'Write provisions as they are cited, in quotes: `"61(2)"` or `["23", "23a"]`'
            )
        )
        return ()
    return tuple(Citation(v.strip()) for v in values)


def _joined(pairs: Iterable[tuple[Citation, tuple[Citation, ...]]]) -> Iterable[Correspondence]:
    """One line for each later provision: what several became is joined."""
    olds: dict[tuple[Citation, ...], list[Citation]] = {}
    for old, news in pairs:
        if news:
            olds.setdefault(news, []).append(old)
        else:
            yield Correspondence((old,), ())
    for news, before in olds.items():
        yield Correspondence(tuple(before), news)
