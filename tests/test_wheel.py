"""The package as users install it: a wheel, in a fresh environment, used from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def call(*command: str | Path, cwd: Path) -> str:
    """Run a command and give its output; a failure shows what it printed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_", "VIRTUAL_ENV"))}
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False, env=clean)  # noqa: S603
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel and what it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    call(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.txt", cwd=folder)
    call(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
    return programs


def test_the_wheel_holds_the_data(wheel: Path) -> None:
    """Countries, vocabularies, examples of rules, the JSON Schema and the typing marker travel with the package."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("countries", "vocabulary", "rules", "schema"):
        shipped = {f"constitution_diff/fixtures/{folder}/{p.name}" for p in (ROOT / "fixtures" / folder).iterdir() if p.is_file()}
        assert shipped - names == set()
    assert "constitution_diff/py.typed" in names


def test_the_wheel_does_the_main_job_elsewhere(installed: Path, tmp_path: Path) -> None:
    """From a folder that knows nothing of the checkout, the program compares Kazakhstan before and after June 2022."""
    out = call(installed / "constitution-diff", "diff", "KZ", "2019-03", "2022-06", "--format", "json", cwd=tmp_path)
    rules = {c["statement"]: c["rule"] for c in json.loads(out)["changes"]}
    assert rules["appoint-constitutional-court-chair"] == "consent-added"


def test_the_wheel_is_a_library_elsewhere(installed: Path, tmp_path: Path) -> None:
    """The installed package makes tables and frames, and finds its data inside itself."""
    code = (
        "import constitution_diff as cd; from constitution_diff.catalogue import fixtures; kz = cd.load('KZ');"
        "c = cd.diff(kz.at('2019-03'), kz.at('2022-06')); print(len(c.to_frame()) == len(c), 'site-packages' in str(fixtures()), len(c.table()) > 0)"
    )
    assert call(installed / "python", "-c", code, cwd=tmp_path).split() == ["True", "True", "True"]


def test_the_lock_names_no_host() -> None:
    """The pinned versions come with hashes and without the address of a registry."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert [line for line in text.splitlines() if "://" in line or line.startswith("--")] == []
