"""The documentation holds: every example does what the page shows, every list equals the code it describes, every link leads somewhere."""

from __future__ import annotations

import doctest
import io
import re
import shlex
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

import pytest
from attrs import fields, frozen

import constitution_diff as cd
from constitution_diff import cli, country, decoding, model, text
from constitution_diff.balance import ENTRIES
from constitution_diff.reader import UNITS
from constitution_diff.roles import ROLES, Part
from constitution_diff.text import alignment, coverage, languages, mapping, pairing, reading
from constitution_diff.wording import Words

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
GENERATED = {"docs/changes.md"}
"""Written by a tool and tested beside it: only its links are followed here."""

DICTIONARY = ROOT / "docs" / "data-format.md"
METHOD = ROOT / "docs" / "method.md"
DESIGN = ROOT / "docs" / "design.md"
LEGAL_TEXT = ROOT / "docs" / "legal-text.md"
SHOWN_ONLY = ("git ", "cd ", "pip ", "python -m ")
"""Commands that set up an environment: shown, not run. Every other command on a page is run, or must name a target of the Makefile."""


# ---- reading a page ------------------------------------------------------------------------------------------------------------------


@frozen
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str
    info: str = ""

    @property
    def name(self) -> str:
        """Where it stands."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def whole_file(self) -> bool:
        """Whether it is a whole data file, rather than a part of one."""
        lines = [line for line in self.text.splitlines() if line.strip() and not line.startswith("#")]
        return bool(lines) and lines[0].replace(" ", "") == "schema=1"

    @property
    def file_name(self) -> str:
        """The name it is to be saved under: what stands behind its language, or a comment in the first line of a data file."""
        found = re.match(r"# (\S+\.toml)$", self.text.split("\n", 1)[0]) if self.language == "toml" else None
        return found[1] if found else self.info


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    fence = re.compile(
        r"^(?P<indent> *)(?P<ticks>`{3,}) *(?P<language>[\w-]*) *(?P<info>[\w.-]*)\n(?P<text>.*?)^ *(?P=ticks)`*$", re.MULTILINE | re.DOTALL
    )
    content = page.read_text(encoding="utf-8")
    for found in fence.finditer(content):
        indent = len(found["indent"])
        text = "\n".join(line[indent:] for line in found["text"].splitlines())
        yield Block(page, content.count("\n", 0, found.start()) + 1, found["language"], text, found["info"])


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^ *(`{3,})[^\n]*\n.*?^ *\1`*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def executed(*languages: str) -> list[Block]:
    """All blocks in one of the languages on pages that are written by hand."""
    pages = (page for page in PAGES if str(page.relative_to(ROOT)) not in GENERATED)
    return [block for page in pages for block in blocks(page) if block.language in languages]


def pages_with(language: str) -> list[Path]:
    """The pages that have blocks in a language."""
    return list(dict.fromkeys(block.page for block in executed(language)))


def named(item: object) -> str:
    """What a page or block is called in the name of a test."""
    return item.name if isinstance(item, Block) else str(item.relative_to(ROOT)) if isinstance(item, Path) else str(item)


def table(page: Path, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, cell by cell, without the row of headings."""
    section = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#|\Z)", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert section, f"{page.relative_to(ROOT)} has no heading {heading!r}"
    rows = re.search(r"(?:^\|.*\n)+", section[1], re.MULTILINE)
    assert rows, f"there is no table under {heading!r}"
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in rows[0].splitlines()[2:]]


def codes(text: str) -> list[str]:
    """What stands in code type."""
    return re.findall(r"`([^`]+)`", text)


def listed(page: Path, heading: str, column: int = 0) -> list[str]:
    """The ids in one column of the table under a heading."""
    return [code for row in table(page, heading) for code in codes(row[column])]


# ---- examples ------------------------------------------------------------------------------------------------------------------------


def unknown_targets(command: str) -> set[str]:
    """What a make command asks for and the Makefile does not have."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return {word for word in command.split()[1:] if "=" not in word} - set(targets)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to run the examples of a page in, with the shipped data as in a checkout. A rule an example adds is gone afterwards."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    rules = dict(cd.RULES)
    yield tmp_path
    cd.RULES.clear()
    cd.RULES.update(rules)


def save_files(page: Path, folder: Path) -> None:
    """Save the files a page shows under the names it gives them."""
    for block in blocks(page):
        if block.file_name:
            (folder / block.file_name).write_text(f"{block.text}\n", encoding="utf-8")


def run_command(command: str) -> tuple[int, str]:
    """Run the command line; gives the exit status and all that it prints."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        status = cli.main(shlex.split(command, comments=True)[1:])
    return status, out.getvalue()


def matches(shown: str, got: str) -> bool:
    """Whether output is what a page shows. A line of three dots stands for any lines, three dots in a line for any words."""
    pattern = ""
    for line in shown.strip("\n").splitlines():
        pattern += r"(?:.*\n)*" if line == "..." else ".*".join(map(re.escape, line.rstrip().split("..."))) + "\n"
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in got.strip("\n").splitlines())) is not None


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output shown below it."""
    first, *parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert not first.strip(), f"{block.name}: a console block begins with a command"
    for part in parts:
        command, _, output = part.replace("\\\n", " ").partition("\n")
        yield command.strip(), output


@pytest.mark.parametrize("page", pages_with("python"), ids=named)
def test_python_examples_show_what_they_do(page: Path, workplace: Path) -> None:
    """The Python blocks of a page run in order, in one namespace, and print what the page shows."""
    save_files(page, workplace)
    namespace: dict[str, object] = {"__name__": "example"}
    runner, report = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS), io.StringIO()
    for block in (b for b in blocks(page) if b.language == "python"):
        if ">>> " in block.text:
            example = doctest.DocTestParser().get_doctest(block.text, {}, block.name, str(page), block.line)
            example.globs = namespace
            runner.run(example, out=report.write, clear_globs=False)
        else:
            exec(compile(block.text, block.name, "exec"), namespace)  # noqa: S102 - running it is the point
    assert not report.getvalue(), report.getvalue()


@pytest.mark.parametrize("page", pages_with("console"), ids=named)
def test_commands_print_what_the_page_shows(page: Path, workplace: Path) -> None:
    """The commands of a page print what stands below them; ``echo $?`` prints the status of the one before."""
    save_files(page, workplace)
    status, wrong = 0, ""
    for block in (b for b in blocks(page) if b.language == "console"):
        for command, shown in commands(block):
            program = command.split()[0]
            if program == "constitution-diff":
                status, got = run_command(command)
            elif command == "echo $?":
                got = str(status)
            elif program == "make":
                assert not unknown_targets(command), f"{block.name}: the Makefile has no such target: {command}"
                continue
            else:
                assert command.startswith(SHOWN_ONLY), f"{block.name}: nobody runs {command!r}"
                continue
            if not matches(shown, got):
                wrong += f"{block.name}: $ {command}\n{got}\n"
    assert not wrong, wrong


@pytest.mark.parametrize("block", [b for b in executed("toml") if b.whole_file], ids=named)
def test_data_files_on_a_page_load(block: Block, tmp_path: Path) -> None:
    """A data file shown on a page passes every check."""
    path = tmp_path / (block.file_name or "shown.toml")
    path.write_text(block.text, encoding="utf-8")
    loaded = cd.load(path)
    assert loaded.revisions


@pytest.mark.parametrize("block", [b for b in executed("toml") if not b.whole_file], ids=named)
def test_parts_of_data_files_are_toml(block: Block) -> None:
    """A part of a data file shown on a page is valid TOML."""
    assert tomllib.loads(block.text)


# ---- the data dictionary -------------------------------------------------------------------------------------------------------------


def hard_cases() -> list[tuple[Block, Block | None]]:
    """The hard cases of the data dictionary: each with the text that follows it and tells it back."""
    found: list[tuple[Block, Block | None]] = []
    for block in blocks(DICTIONARY):
        if block.language == "toml" and not block.whole_file:
            found.append((block, None))
        elif block.language == "text" and found:
            found[-1] = (found[-1][0], block)
    return found


def load_hard_case(case: Block, folder: Path) -> cd.Country:
    """A hard case, loaded behind the file that the page says it continues."""
    head = next(b for b in blocks(DICTIONARY) if b.whole_file)
    path = folder / "hard-case.toml"
    path.write_text(f"{head.text}\n\n{case.text}", encoding="utf-8")
    return cd.load(path)


@pytest.mark.parametrize("case", [case for case, _ in hard_cases()], ids=named)
def test_hard_cases_load(case: Block, tmp_path: Path) -> None:
    """Every hard case passes every check when it continues the file at the top of its section."""
    assert load_hard_case(case, tmp_path).lineages


@pytest.mark.parametrize(("case", "told"), [(c, t) for c, t in hard_cases() if t], ids=named)
def test_hard_cases_are_told_back_from_their_fields(case: Block, told: Block, tmp_path: Path) -> None:
    """The text under a hard case is what its typed fields say, or what the diff says of it: no rule hides in a remark."""
    loaded = load_hard_case(case, tmp_path)
    states = [loaded.at(revision.id) for revision in loaded.revisions]
    said = {Words(state).statement(statement) for state in states for statement in state}
    said |= {change.sentence for change in cd.diff(states[0], states[-1])}
    shown = [" ".join(paragraph.split()) for paragraph in told.text.split("\n\n")]
    assert [text for text in shown if text not in said] == [], "\n".join(sorted(said))


def test_a_revision_is_added_in_as_many_lines_as_the_page_says(tmp_path: Path) -> None:
    """The file that shows how to add a revision marks fourteen lines as new; without them it loads, and has one revision less."""
    example = next(b for b in blocks(DICTIONARY) if b.file_name == "tenth.toml")
    new, old = ([line for line in example.text.splitlines() if ("# +" in line) is marked] for marked in (True, False))
    paths = tmp_path / "new.toml", tmp_path / "old.toml"
    paths[0].write_text(example.text, encoding="utf-8")
    paths[1].write_text("\n".join(old), encoding="utf-8")
    assert (len(new), *([r.id for r in cd.load(path).revisions] for path in paths)) == (14, ["ninth", "tenth"], ["ninth"])


def test_the_dictionary_lists_every_role_under_its_part() -> None:
    """The table of roles names the roles of the code, each under the part it has there."""
    parts = {codes(row[0])[0]: codes(row[2]) for row in table(DICTIONARY, "Roles")}
    assert parts == {part.name.lower(): [name for name, role in ROLES.items() if role.part is part] for part in reversed(Part)}


def test_the_dictionary_tells_what_each_kind_of_norm_is_about() -> None:
    """The table of kinds of norm is the one in the code, word for word."""
    kinds = {codes(row[0])[0]: row[1] for row in table(DICTIONARY, "Kinds of norm")}
    assert kinds == model.NORM_KINDS


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Bases of a threshold", decoding.BASES),
        ("How several bodies are counted", decoding.PER),
        ("Outcomes", decoding.OUTCOMES),
        ("Modalities", decoding.MODALITIES),
        ("Routes of adoption", country.ROUTES),
        ("Status of a figure", decoding.FIGURE_STATUSES),
        ("Confidence", decoding.CONFIDENCES),
        ("Bounds", decoding.BOUNDS),
        ("Units of time", UNITS),
    ],
)
def test_the_dictionary_lists_every_value_that_is_allowed(heading: str, values: tuple[str, ...]) -> None:
    """The closed lists of the data dictionary are those of the code, in its order."""
    assert listed(DICTIONARY, heading) == list(values)


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Steps", [a.name for a in fields(model.Step)]),
        ("Institutions", ["kind", "area", "name", "article", "plural", *decoding._CONTENT_KEYS["institution"]]),
        ("Powers", ["id", "area", "label", "broader", *decoding._CONTENT_KEYS["power"]]),
        ("Norms", ["id", "area", "kind", "label", *decoding._CONTENT_KEYS["norm"]]),
        ("States", [*decoding._PROVENANCE_KEYS, "as_before"]),
        ("Sources", [a.name for a in fields(country.Source) if a.name != "id"]),
        ("Figures", [a.name for a in fields(country.Figure)]),
        ("Gaps", [a.name for a in fields(country.Gap)]),
        ("Revisions", [{"figures": "figure", "gaps": "gap"}.get(a.name, a.name) for a in fields(country.Revision)]),
    ],
)
def test_the_dictionary_explains_every_key(heading: str, keys: list[str]) -> None:
    """The keys explained in a section are those that the loader knows."""
    assert sorted(listed(DICTIONARY, heading)) == sorted(keys)


def test_the_dictionary_shows_every_form_of_an_actor() -> None:
    """The ways to write an actor are those the loader reads."""
    forms = [found[1] for code in listed(DICTIONARY, "Actors") if (found := re.match(r"\{ (\w+) =", code))]
    assert forms == list(decoding._FORMS)


# ---- method and design ---------------------------------------------------------------------------------------------------------------


def test_the_method_defines_every_category() -> None:
    """The categories defined are those of the code, in the order of a report."""
    assert listed(METHOD, "Categories") == list(cd.CATEGORIES)


def test_the_method_explains_every_entry_of_the_balance() -> None:
    """The entries of the balance explained are those counted, in order."""
    assert listed(METHOD, "The balance") == list(ENTRIES)


def test_the_design_has_a_line_for_every_module() -> None:
    """Every module of the package is told in the listing, and nothing else is."""
    package = ROOT / "src" / "constitution_diff"
    modules = {str(p.relative_to(package)) for p in package.rglob("*.py")}
    assert set(listed(DESIGN, "Modules")) == modules


def test_the_contract_names_every_command() -> None:
    """The commands of the contract are those of the command line, in the order of its help."""
    assert list(dict.fromkeys(code.split()[0] for code in listed(DESIGN, "Contract"))) == list(cli.COMMANDS)


@pytest.mark.parametrize("name", listed(DESIGN, "Contract", column=1))
def test_the_contract_promises_what_there_is(name: str) -> None:
    """A name of the contract is public, and so is what hangs on it; what begins with ``text.`` belongs to the package of that name."""
    package = text if name.startswith("text.") else cd
    first, *rest = name.removeprefix("text.").split(".")
    owner = getattr(package, first)
    assert first in package.__all__
    assert [each for each in rest if not hasattr(owner, each) and each not in {a.name for a in fields(owner)}] == []


# ---- legal text ----------------------------------------------------------------------------------------------------------------------


def test_the_page_lists_every_ending_of_a_text() -> None:
    """The endings of the files that are read are those of the code."""
    assert listed(LEGAL_TEXT, "What is read", column=1) == list(reading.ENDINGS)


def test_the_page_lists_the_words_of_headings_in_every_language() -> None:
    """A row for each kind of heading, with the first word of each language in the order of the code, or a dash."""
    codes_of_languages = list(languages._WORDS["article"])
    rows = [[kind, *(words.get(code, "–").split()[0] for code in codes_of_languages)] for kind, words in languages._WORDS.items()]
    assert table(LEGAL_TEXT, "Headings") == rows


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("The ladder", pairing.RUNGS),
        ("Classes of change", pairing.KINDS),
        ("Wording", pairing.WORDINGS),
        ("The views", text.VIEWS),
        ("How citations meet", coverage.MATCHES),
        ("States of a provision", coverage.STATES),
    ],
)
def test_the_page_lists_every_value_of_a_comparison(heading: str, values: Iterable[str]) -> None:
    """The closed lists of a comparison and an audit are those of the code, in its order."""
    assert [codes(row[0])[0] for row in table(LEGAL_TEXT, heading)] == list(values)


@pytest.mark.parametrize(
    ("heading", "meanings"),
    [("Wording", pairing.WORDINGS), ("How citations meet", coverage.MATCHES), ("States of a provision", coverage.STATES)],
)
def test_the_page_says_what_the_code_says_of_them(heading: str, meanings: Mapping[str, str]) -> None:
    """What a value means is told in the words of the code."""
    assert {codes(row[0])[0]: row[1] for row in table(LEGAL_TEXT, heading)} == meanings


def test_the_page_lists_every_format_of_a_view() -> None:
    """The formats of each view are those of the code, the first one first."""
    assert {codes(row[0])[0]: codes(row[2]) for row in table(LEGAL_TEXT, "The views")} == {
        view: list(formats) for view, formats in text.VIEWS.items()
    }


def test_the_ladder_gives_the_thresholds_of_the_code() -> None:
    """How alike two texts must be is said in per cent, rung by rung."""
    said = {codes(row[0])[0]: re.findall(r"(\d+) %", " ".join(row[1:])) for row in table(LEGAL_TEXT, "The ladder")}
    wanted = {"same-number": (alignment.SURE, alignment.LIKE), "similar-text": (alignment.ELSEWHERE,), "split": (alignment.PART,)}
    assert {rung: found for rung, found in said.items() if found} == {
        rung: [f"{value * 100:.0f}" for value in wanted[rung]] for rung in wanted
    }


def test_every_line_of_a_mapping_on_the_page_can_be_read() -> None:
    """The lines that show what a mapping can say are read, and say that something is the same, split, joined, gone or new."""
    *provisions, inserted = listed(LEGAL_TEXT, "The mapping")
    read = mapping.decode_mapping(tomllib.loads("\n".join([inserted, "[provisions]", *provisions])), "shown")
    assert {(len(c.before), len(c.after)) for c in read} == {(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)}


@pytest.mark.parametrize(
    ("name", "value"),
    [(codes(row[0])[0], row[1]) for heading in ("Thresholds", "Wording", "The redline") for row in table(METHOD, heading)],
)
def test_the_method_gives_every_threshold_as_it_is(name: str, value: str) -> None:
    """A threshold of a comparison has the value that the method gives a reason for."""
    module, constant = name.split(".")
    assert float(value) == getattr(import_module(f"constitution_diff.text.{module}"), constant)


# ---- links, paths and versions -------------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page, as common Markdown renderers make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link leads to a file, and to a heading where it names one."""
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        name, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and path.suffix == ".md" and anchor not in anchors(path)):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_paths_and_tests_named_on_a_page_exist(page: Path) -> None:
    """A path of the project in code type exists, and so does a test named behind it (``tests/test_x.py::test_y``)."""
    missing = []
    for code in codes(prose(page)):
        path, _, test = code.partition("::")
        if not re.fullmatch(r"(src|tests|docs|fixtures|tools)/[\w./-]*", path):
            continue
        found = ROOT / path
        if not found.exists() or (test and f"def {test}(" not in found.read_text(encoding="utf-8")):
            missing.append(code)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_make_targets_named_on_a_page_exist(page: Path) -> None:
    """``make X`` in code type names a target of the Makefile."""
    assert [c for c in codes(prose(page)) if c.startswith("make ") and unknown_targets(c)] == []


def test_the_changelog_tells_of_this_version() -> None:
    """The changelog has a section for the version of the package."""
    assert re.search(rf"^## \[?{re.escape(cd.__version__)}\]?", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_citation_names_this_version() -> None:
    """The citation file gives the version of the package."""
    assert re.findall(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE) == [cd.__version__]
