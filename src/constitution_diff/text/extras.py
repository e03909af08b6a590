"""Libraries that only the work with texts needs, imported when they are first used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from constitution_diff.problems import UserError

_PROJECTS = {"lxml": "lxml", "markdown_it": "markdown-it-py", "rapidfuzz": "rapidfuzz"}


def need(module: str) -> ModuleType:
    """A module of an optional library.

    Args:
        module: Its full name: ``"lxml.etree"``.

    Raises:
        UserError: The library is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        project = _PROJECTS[module.partition(".")[0]]
        raise UserError(f"This needs {project}, which is not installed. Install it with: pip install 'constitution-diff[text]'") from None
