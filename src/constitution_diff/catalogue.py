"""Finds the shipped data: vocabularies and countries. A country is there when its file is; there is no list to keep."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from constitution_diff.country import Country
from constitution_diff.decoding import Shared
from constitution_diff.loading import load_country, load_toml, without_collection
from constitution_diff.model import Label
from constitution_diff.problems import UserError, did_you_mean, listed


@cache
def fixtures() -> Path:
    """The folder of the shipped data: inside the package in a wheel, beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "fixtures", package.parents[1] / "fixtures"):
        if (folder / "vocabulary").is_dir():
            return folder
    raise UserError("The data that ship with constitution_diff are missing. Install the package again.")


@cache
def shared() -> Shared:
    """The vocabularies all countries share."""
    folder = fixtures() / "vocabulary"
    areas, kinds, powers = (load_toml(folder / f"{name}.toml", f"{name}.toml") for name in ("areas", "kinds", "powers"))
    return Shared(
        areas={k: Label(v) for k, v in areas.items()},
        kinds={k: v["area"] for k, v in kinds.items()},
        powers={k: (v["area"], Label(v["label"])) for k, v in powers.items()},
        labels={k: Label({language: words for language, words in v.items() if language != "area"}) for k, v in kinds.items()},
    )


@cache
def _files() -> dict[str, Path]:
    return {path.stem.upper(): path for path in sorted((fixtures() / "countries").glob("*.toml"))}


def countries() -> tuple[str, ...]:
    """The codes of the countries that ship with the package, in alphabetical order."""
    return tuple(_files())


class _Compiled(SourceFileLoader):
    """Compiles a country that ships as Python compiles a module: it is read and checked once, and kept as byte code beside its file.

    Python's own rules hold: the compiled form is made anew when what it was made from has changed, nothing is written where Python may not
    write byte code, and nobody notices either. A country is many times as fast to have from there as from its text.
    """

    def path_stats(self, path: str) -> Mapping[str, Any]:
        """Its size, and the age of what a compiled country depends on: its file, the vocabularies, and the code that reads them."""
        files = [Path(path), *(fixtures() / "vocabulary").glob("*.toml"), *Path(__file__).parent.rglob("*.py")]
        return {"mtime": max(file.stat().st_mtime for file in files), "size": Path(path).stat().st_size}

    def source_to_code(self, data: object, path: object, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]  # noqa: ARG002
        """The country as code: a module that holds it in one constant."""
        return compile(f"COUNTRY = {pickle.dumps(self._read())!r}", self.path, "exec")

    def country(self) -> Country:
        """The country."""
        module: dict[str, Any] = {}
        try:
            exec(self.get_code(self.name) or "", module)  # noqa: S102
            found = pickle.loads(module["COUNTRY"])  # noqa: S301 - from Python's cache, which holds code that is run unseen anyway
        except (EOFError, ImportError, AttributeError, KeyError, TypeError, ValueError, pickle.UnpicklingError):
            found = None  # a compiled form that is broken is no form at all
        return found if isinstance(found, Country) else self._read()

    def _read(self) -> Country:
        return load_country(Path(self.path), shared(), Path(self.path).name)


@cache
def _shipped(code: str) -> Country:
    path = _files()[code]
    with without_collection():
        return _Compiled(path.stem, str(path)).country()


def load(country: str | Path) -> Country:
    """A country's constitution through time.

    Args:
        country: The code of a shipped country (``"KZ"``, in either case), or the path of a data file: a ``Path``, or a string that ends in
            ``.toml`` or has a folder in it.

    Raises:
        UserError: There is no such country.
        DataError: The file has problems; all of them are in ``problems``.
    """
    if isinstance(country, Path) or country.endswith(".toml") or "/" in country or "\\" in country:
        return load_country(Path(country), shared())
    code = country.upper()
    if code not in _files():
        hint = f"Shipped: {listed(_files())}; or give the path of a data file"
        raise UserError(f"There is no country {country[:60]!r}. {did_you_mean(code, _files(), hint)}.")
    return _shipped(code)
