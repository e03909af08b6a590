"""Reads constitutions as typed, cited statements and reports what a reform changed.

    >>> import constitution_diff as cd
    >>> kz = cd.load("KZ")
    >>> changes = cd.diff(kz.at("2019-03"), kz.at("2022-06"))
    >>> changes.of("transfer")[0]
    <decision-moved adopt-law from=senate to=mazhilis also=threshold-changed+silence-changed+refusal-changed+override-added+steps-changed>

Everything public is named here and loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from constitution_diff.balance import Ledger, take_balance
    from constitution_diff.catalogue import countries, load
    from constitution_diff.changes import Change, Changes, diff
    from constitution_diff.country import Constitution, Country, Revision
    from constitution_diff.delta import Delta, DeltaError, Edit, apply, compare
    from constitution_diff.effects import Effect, read_effects
    from constitution_diff.exchange import delta_from_json
    from constitution_diff.history import Form, History, Origin
    from constitution_diff.model import Institution, Norm, Power, Statement
    from constitution_diff.problems import DataError, Problem, UserError
    from constitution_diff.reversals import Fate, Restoration
    from constitution_diff.rules import CATEGORIES, RULES, Rule

__version__ = "0.1.0"

_HOMES = {
    "balance": ("Ledger", "take_balance"),
    "catalogue": ("countries", "load"),
    "changes": ("Change", "Changes", "diff"),
    "country": ("Constitution", "Country", "Revision"),
    "delta": ("Delta", "DeltaError", "Edit", "apply", "compare"),
    "effects": ("Effect", "read_effects"),
    "exchange": ("delta_from_json",),
    "history": ("Form", "History", "Origin"),
    "model": ("Institution", "Norm", "Power", "Statement"),
    "problems": ("DataError", "Problem", "UserError"),
    "reversals": ("Fate", "Restoration"),
    "rules": ("CATEGORIES", "RULES", "Rule"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "CATEGORIES",
    "RULES",
    "Change",
    "Changes",
    "Constitution",
    "Country",
    "DataError",
    "Delta",
    "DeltaError",
    "Edit",
    "Effect",
    "Fate",
    "Form",
    "History",
    "Institution",
    "Ledger",
    "Norm",
    "Origin",
    "Power",
    "Problem",
    "Restoration",
    "Revision",
    "Rule",
    "Statement",
    "UserError",
    "__version__",
    "apply",
    "compare",
    "countries",
    "delta_from_json",
    "diff",
    "load",
    "read_effects",
    "take_balance",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
