"""Finds the shipped data: vocabularies and countries. A country is there when its file is; there is no list to keep."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from constitution_diff.country import Country
from constitution_diff.decoding import Shared
from constitution_diff.loading import load_country, load_toml
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


@cache
def _shipped(code: str) -> Country:
    return load_country(_files()[code], shared(), f"{code.lower()}.toml")


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
