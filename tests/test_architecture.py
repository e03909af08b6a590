"""How the package is built: what starts fast, what touches the outside world, what is public. Most of it is read off the syntax trees."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import constitution_diff
from constitution_diff import text

NAME = "constitution_diff"
PACKAGE = Path(__file__).parents[1] / "src" / NAME

SLOW = frozenset({"jinja2", "lxml", "markdown_it", "numpy", "pandas", "rapidfuzz", "tabulate"})
"""What takes long to import, and must not be waited for before it is needed."""

FILES = frozenset({"fileinput", "glob", "io", "os", "pathlib", "shutil", "sqlite3", "tempfile", "tomllib", "zipfile"})
OTHERS = frozenset({"builtins", "http", "importlib", "locale", "logging", "socket", "subprocess", "sys", "urllib"})
OUTSIDE = FILES | OTHERS
"""Standard modules through which a program reaches files, other programs, the network or the screen."""

LATE = frozenset({"text: importlib", "text: importlib.import_module", "text.extras: importlib", "text.extras: importlib.import_module"})
IN_MEMORY = frozenset({"exchange: io"})
HARMLESS = IN_MEMORY | LATE
"""What reaches nothing: a text in memory, for the CSV writer to write to; libraries and modules that are imported when they are first used."""

OPTIONAL = {
    "lxml.etree": {"text.akoma"},
    "markdown_it": {"text.markdown"},
    "rapidfuzz.distance": {"text.similarity", "text.substance", "text.words"},
}
"""The libraries of the extra ``text``, and what needs each."""

FILE_FUNCTIONS = frozenset({"open", "fdopen", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory"})
LOOKING = frozenset({"exists", "glob", "is_dir", "is_file", "iterdir", "read_bytes", "read_text", "rglob", "stat"})
CHANGING = frozenset({"chmod", "mkdir", "rename", "rmdir", "symlink_to", "touch", "unlink", "write_bytes", "write_text"})
FILE_METHODS = LOOKING | CHANGING
PRINTING = frozenset({"input", "pprint", "print"})


# ---- reading the package -------------------------------------------------------------------------------------------------------------


def module_name(path: Path) -> str:
    """The name of a module within the package: ``rules.sharing``; the package itself is ``__init__``."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def is_for_types(node: ast.AST) -> bool:
    """Whether this is ``if TYPE_CHECKING:``, which never runs."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def walk_running(node: ast.AST, *, into_functions: bool = True) -> Iterator[ast.AST]:
    """The nodes that run; without functions, those that run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if is_for_types(child) or (not into_functions and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)):
            continue
        yield child
        yield from walk_running(child, into_functions=into_functions)


def imports(module: str, *, into_functions: bool = True) -> frozenset[str]:
    """The full names of what a module imports: modules, and what is taken from them."""
    found = set()
    for node in walk_running(tree(module), into_functions=into_functions):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively; say the full name"
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def importers_of(library: str) -> set[str]:
    """The modules that import a library, at any time."""
    return {module for module in MODULES if any(name.split(".")[0] == library for name in imports(module))}


def import_closure(module: str) -> frozenset[str]:
    """The modules of the package that importing one brings in, itself included."""
    found, queue = {module}, [module]
    while queue:
        names = imports(queue.pop(), into_functions=False)
        own = {name.removeprefix(f"{NAME}.") for name in names if name.startswith(f"{NAME}.")}
        fresh = (own & MODULES.keys()) - found
        found |= fresh
        queue += sorted(fresh)
    return frozenset(found)


def called(module: str) -> Iterator[tuple[str, bool]]:
    """What a module calls: the name, and whether it is a method of something."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, False
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, True


def uses_files(module: str) -> bool:
    """Whether a module opens, looks for or writes files."""
    return any(name in FILE_FUNCTIONS or (method and name in FILE_METHODS) for name, method in called(module))


def prints(module: str) -> bool:
    """Whether a module prints, asks, or gets hold of a standard stream."""
    streams = (n.attr for n in ast.walk(tree(module)) if isinstance(n, ast.Attribute))
    return any(name in PRINTING for name, _ in called(module)) or not {"stdin", "stdout", "stderr"}.isdisjoint(streams)


def without_docstring(node: ast.Module | ast.ClassDef, path: str) -> Iterator[str]:
    """The public modules, classes, functions and methods in a tree that have no docstring."""
    if ast.get_docstring(node) is None:
        yield path
    for child in node.body:
        if not isinstance(child, ast.ClassDef | ast.FunctionDef) or child.name.startswith("_"):
            continue
        if isinstance(child, ast.ClassDef):
            yield from without_docstring(child, f"{path}.{child.name}")
        elif ast.get_docstring(child) is None and not any("overload" in ast.unparse(d) for d in child.decorator_list):
            yield f"{path}.{child.name}"


# ---- starting ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("-c", f"import {NAME}"), ("-m", NAME, "--help"), ("-m", NAME, "--version")], ids=" ".join)
def test_starting_imports_nothing_slow(arguments: tuple[str, ...]) -> None:
    """The package is imported, and the program says how to use it, without pandas, tabulate or any other slow library."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert NAME in imported
    assert set() == {name for name in imported if name.split(".")[0] in SLOW}


def test_importing_the_package_imports_nothing_else_of_it() -> None:
    """What is public is loaded when it is first used."""
    assert frozenset({"__init__"}) == import_closure("__init__")


# ---- the outside world ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("library", "module"), [("pandas", {"frames"}), ("tabulate", {"tables"}), ("numpy", set()), ("jinja2", set())])
def test_a_heavy_library_is_imported_in_one_place(library: str, module: set[str]) -> None:
    """One module imports pandas, one imports tabulate, none imports the others."""
    assert module == importers_of(library)


def needed(module: str) -> set[str]:
    """The optional libraries that a module asks for."""
    calls = (node for node in ast.walk(tree(module)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return {str(ast.literal_eval(call.args[0])) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "need"}


def test_an_optional_library_is_asked_for_where_it_is_used() -> None:
    """Nothing imports an optional library outright: it is asked for when it is needed, so that the message about it is one and the same."""
    assert {library: {m for m in MODULES if library in needed(m)} for library in OPTIONAL} == OPTIONAL
    assert set() == {name for m in MODULES for name in needed(m)} - OPTIONAL.keys()
    assert set() == {m for library in OPTIONAL for m in importers_of(library.split(".")[0])}


@pytest.mark.parametrize(
    ("uses", "modules"),
    [(uses_files, {"catalogue", "cli", "examples", "loading", "text.reading"}), (prints, {"cli"})],
    ids=["files", "printing"],
)
def test_the_outside_world_is_touched_at_the_edges(uses: Callable[[str], bool], modules: set[str]) -> None:
    """Files are opened by what loads, finds and writes them, and only the command line prints."""
    assert modules == {module for module in MODULES if uses(module)}


def is_pure(module: str) -> bool:
    """Whether a module only computes: it says so, or it belongs to the model or the rules."""
    return module == "model" or module.partition(".")[0] == "rules" or bool(re.search(r"\bPure\b", ast.get_docstring(tree(module)) or ""))


@pytest.mark.parametrize("module", [m for m in MODULES if is_pure(m)])
def test_a_pure_module_imports_nothing_from_outside(module: str) -> None:
    """A module that only computes does not import what reaches files or the screen, and nothing it imports does."""
    reached = {f"{m}: {name}" for m in import_closure(module) for name in imports(m) if name.split(".")[0] in OUTSIDE}
    assert set() == reached - HARMLESS


@pytest.mark.parametrize("module", ["changes", "delta", "effects", "facets", "history", "pairing", "reversals", "wording"])
def test_the_diff_and_what_is_said_of_it_are_pure(module: str) -> None:
    """The comparison, what it means, what it restores and how it is told say of themselves that they only compute."""
    assert is_pure(module)


# ---- what is public ------------------------------------------------------------------------------------------------------------------


PUBLIC = {"__init__": constitution_diff, "text": text}
"""The modules that load what is public when it is first used."""
EVERY_NAME = [(module, name) for module, package in PUBLIC.items() for name in package.__all__]


def typed_homes(module: str) -> dict[str, str]:
    """Where type checkers are told to look for each public name, by the imports under TYPE_CHECKING."""
    prefix = f"{NAME}." if module == "__init__" else f"{NAME}.{module}."
    return {
        alias.name: str(node.module).removeprefix(prefix)
        for block in tree(module).body
        if is_for_types(block)
        for node in ast.walk(block)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize(("module", "name"), EVERY_NAME)
def test_a_public_name_can_be_imported(module: str, name: str) -> None:
    """Every name in ``__all__`` leads to something, and to no module: one of the same name would take its place once it is imported."""
    found = getattr(PUBLIC[module], name)
    assert found is not None
    assert not isinstance(found, ModuleType)
    assert f"{module}.{name}".removeprefix("__init__.") not in MODULES


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The packages do not invent names, and say which one they lack."""
    with pytest.raises(AttributeError, match="'constitution_diff' has no attribute 'compile'"):
        constitution_diff.compile  # noqa: B018
    with pytest.raises(AttributeError, match="'constitution_diff.text' has no attribute 'compile'"):
        text.compile  # noqa: B018


@pytest.mark.parametrize("module", PUBLIC)
def test_type_checkers_and_python_find_a_name_in_the_same_module(module: str) -> None:
    """The imports under TYPE_CHECKING and the table that loads names on first use agree."""
    assert typed_homes(module) == {name: home for home, names in PUBLIC[module]._HOMES.items() for name in names}


@pytest.mark.parametrize("module", PUBLIC)
def test_all_that_has_a_home_is_public_and_the_reverse(module: str) -> None:
    """``__all__`` names what the package can load, its version, and nothing else."""
    version = ["__version__"] if module == "__init__" else []
    assert sorted([*typed_homes(module), *version]) == sorted(PUBLIC[module].__all__)


@pytest.mark.parametrize("module", PUBLIC)
def test_the_package_lists_what_is_public(module: str) -> None:
    """``dir`` shows the public names before they are loaded."""
    assert sorted(PUBLIC[module].__all__) == dir(PUBLIC[module])


@pytest.mark.parametrize("module", MODULES)
def test_everything_public_has_a_docstring(module: str) -> None:
    """Every module, and every class, function and method whose name does not begin with an underscore, says what it is for."""
    assert not list(without_docstring(tree(module), module))
