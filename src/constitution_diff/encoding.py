"""From the model to plain data, in the shape of the data files. Pure; the inverse of :mod:`constitution_diff.decoding`.

Only what is said is written: an empty list, None and False are left out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constitution_diff.model import (
    Actor,
    AnyOf,
    Body,
    Each,
    Frequency,
    Institution,
    Joint,
    Measure,
    Members,
    Norm,
    Power,
    Relatives,
    Renewal,
    Route,
    Statement,
    Step,
    TermLimit,
    Threshold,
    kind_of,
)

Data = dict[str, Any]


def _said(**values: Any) -> Data:  # noqa: ANN401
    return {key: list(v) if isinstance(v, tuple) else v for key, v in values.items() if v not in (None, (), "", False)}


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def actor_to_data(actor: Actor) -> str | Data:
    """An actor: an id, or a table."""
    match actor:
        case Body(id):
            return id
        case Members(of, share, count, within):
            return _said(members_of=of, at_least=_fraction(share) if share is not None else count, within=within)
        case Joint(parts):
            return {"joint": [actor_to_data(p) for p in parts]}
        case AnyOf(parts):
            return {"any_of": [actor_to_data(p) for p in parts]}
        case Each(parts):
            return {"each_of": [actor_to_data(p) for p in parts]}
        case Relatives(of, degree):
            return {"relatives_of": of, "degree": degree}


def threshold_to_data(threshold: Threshold | None) -> Data | None:
    """A threshold as a table."""
    if threshold is None:
        return None
    nested = {"per": threshold.per, "quorum": threshold_to_data(threshold.quorum), "spread": threshold_to_data(threshold.spread)}
    if threshold.amount is None:
        return _said(plurality_of=threshold.of, **nested)
    return _said(**{"more_than" if threshold.strict else "at_least": _fraction(threshold.amount)}, of=threshold.of, **nested)


def step_to_data(step: Step) -> Data:
    """A step as a table."""
    data = _said(
        actor=actor_to_data(step.actor),
        role=step.role,
        threshold=threshold_to_data(step.threshold),
        within=str(step.within) if step.within else None,
        counted_from=step.counted_from,
        not_before=str(step.not_before) if step.not_before else None,
        silence=step.silence,
        refusal=step.refusal,
        against=step.against,
        to=step.to,
        candidates=step.candidates,
        method=step.method,
        conditions=step.conditions,
    )
    if step.binding is not None:
        data["binding"] = step.binding
    return data


def _route(route: Route) -> Data:
    return _said(id=route.id, steps=[step_to_data(s) for s in route.steps], seats=route.seats, only=route.only, conditions=route.conditions)


def _frequency(frequency: Frequency | None) -> Data | None:
    return None if frequency is None else {"times": frequency.times, "per": frequency.per, "bound": frequency.bound}


def _measure(measure: Measure | None) -> Data | None:
    if measure is None:
        return None
    amount: int | str = measure.amount.numerator if measure.amount.denominator == 1 else _fraction(measure.amount)
    return {measure.bound.replace("-", "_"): amount, "unit": measure.unit}


def _term_limit(limit: TermLimit | None) -> Data | None:
    return None if limit is None else _said(times=limit.times, consecutive=limit.consecutive)


def _renewal(renewal: Renewal | None) -> Data | None:
    return None if renewal is None else {"share": _fraction(renewal.share), "every": str(renewal.every)}


def statement_to_data(statement: Statement) -> Data:
    """A statement as a table: its head and its state together."""
    head: Data = {"statement": kind_of(statement), "id": statement.id, "area": statement.area}
    if isinstance(statement, Power):
        single = len(statement.routes) == 1 and statement.routes[0] == Route(statement.routes[0].steps)
        body = _said(
            fills=statement.fills,
            denied=statement.denied,
            steps=[step_to_data(s) for s in statement.routes[0].steps] if single else None,
            route=None if single or statement.denied else [_route(r) for r in statement.routes],
            only=statement.only,
            excluded=statement.excluded,
            conditions=statement.conditions,
            frequency=_frequency(statement.frequency),
            instrument=statement.instrument,
        )
    elif isinstance(statement, Norm):
        body = _said(
            kind=statement.kind,
            subject=[actor_to_data(s) for s in statement.subject],
            modality=statement.modality,
            act=statement.act,
            object=statement.object,
            exceptions=statement.exceptions,
            only_for=statement.only_for,
            conditions=statement.conditions,
            measure=_measure(statement.measure),
            instrument=statement.instrument,
            waiver=[step_to_data(s) for s in statement.waiver] or None,
        )
    else:
        body = _institution(statement)
    return head | body | _said(articles=[str(a) for a in statement.articles])


def _institution(institution: Institution) -> Data:
    return _said(
        kind=institution.kind,
        name=dict(institution.name),
        part_of=institution.part_of,
        replaces=institution.replaces,
        seats=institution.seats,
        by_right=institution.by_right,
        term=str(institution.term) if institution.term else None,
        term_limit=_term_limit(institution.term_limit),
        renewal=_renewal(institution.renewal),
    )
