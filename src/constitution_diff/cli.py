"""The command line. The one module that prints; it parses, calls the library and writes what comes back."""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from constitution_diff.problems import DataError, UserError, did_you_mean, listed, visible

if TYPE_CHECKING:
    from constitution_diff.changes import Changes
    from constitution_diff.country import Constitution, Country
    from constitution_diff.problems import Problem
    from constitution_diff.report import Report
    from constitution_diff.text.pairing import Alignment

SUCCESS, DIFFERENCES, MISTAKE = 0, 1, 2

_DESCRIPTION = "What a constitutional reform changed: powers that moved or came to be shared, restrictions, abolitions."
_EPILOG = "Exit status: 0 success, 1 there are differences (diff, text --exit-code) or gaps (audit), 2 a mistake in what was asked."


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="constitution-diff", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Parser)

    commands.add_parser("list", help="the countries that ship with the package", description="The countries that ship with the package.")

    country = "a country's code (KZ) or the path of a data file (my-country.toml)"
    show = commands.add_parser(
        "show",
        help="what a constitution says, or what a revision did",
        description="What a constitution says at one moment; with a revision, that revision as a page: how it was adopted and what it changed.",
    )
    show.add_argument("country", metavar="COUNTRY", help=country)
    show.add_argument(
        "revision", metavar="REV", nargs="?", help="a revision's id: how it was adopted, what it changed, what it brought back"
    )
    show.add_argument(
        "--at", metavar="REV|DATE", help="a revision's id: the text as adopted; a date: what was in force (default: the latest revision)"
    )
    show.add_argument("--institution", metavar="ID", help="only what speaks of this institution")
    show.add_argument("--area", metavar="AREA", help="only this area")
    _output(show)

    diff = commands.add_parser(
        "diff", help="what changed between two states", description="What changed between two states of a constitution."
    )
    diff.add_argument("country", metavar="COUNTRY", help=country)
    diff.add_argument("before", metavar="BEFORE", help="a revision's id or a date; alone: that revision against the state before it")
    diff.add_argument("after", metavar="AFTER", nargs="?", help="a revision's id or a date")
    diff.add_argument("--format", default="text", metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: text)")
    diff.add_argument("--category", metavar="CATEGORY", help="only this category or rule")
    diff.add_argument("--institution", metavar="ID", help="only changes that concern this institution")
    diff.add_argument("--exit-code", action="store_true", help="exit with 1 when there are differences")
    _output(diff)

    log = _through_time(commands, "log", "the revisions, newest first", "The revisions of a constitution, newest first.", country)
    log.add_argument("--stat", action="store_true", help="add what the main institutions gained and lost")

    history = _through_time(
        commands, "history", "one power through time", "The successive forms of a power, a norm or an institution.", country
    )
    history.add_argument("statement", metavar="POWER", help="the id of a power, a norm or an institution")

    blame = _through_time(
        commands,
        "blame",
        "where each statement comes from",
        "Each statement that stands, with the revision that brought its rule to its present form.",
        country,
    )
    blame.add_argument("--at", metavar="REV|DATE", help="a revision's id or a date (default: the latest revision)")
    blame.add_argument("--institution", metavar="ID", help="only what speaks of this institution")

    fate = _through_time(
        commands, "fate", "what became of a revision", "What became of each change of a revision: what stands, what was undone.", country
    )
    fate.add_argument("revision", metavar="REV", help="a revision's id")
    fate.add_argument("--at", metavar="REV|DATE", help="a revision's id or a date (default: the latest revision)")

    timeline = _through_time(
        commands, "timeline", "the powers of an institution through time", "The powers of an institution, revision by revision.", country
    )
    timeline.add_argument(
        "institution", metavar="INSTITUTION", help="the id of an institution; its predecessors and successors count as it"
    )
    timeline.add_argument("--all", action="store_true", help="also powers that never changed")

    rules = commands.add_parser(
        "rules", help="the catalogue of changes", description="The catalogue of changes, or one rule with an example."
    )
    rules.add_argument("rule", metavar="RULE", nargs="?", help="a rule's id")

    _text_commands(commands, country)

    check = commands.add_parser("check", help="test data files", description="Tests data files and reports every problem.")
    check.add_argument("files", metavar="FILE", nargs="+", help="data files")
    return parser


def _through_time(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, description: str, country: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=description)
    parser.add_argument("country", metavar="COUNTRY", help=country)
    parser.add_argument("--format", default="text", metavar="FORMAT", help=f"{', '.join(DRAWINGS)} (default: text)")
    _output(parser)
    return parser


def _text_commands(commands: argparse._SubParsersAction[_Parser], country: str) -> None:
    text = commands.add_parser(
        "text",
        help="two versions of a text",
        description="What changed between two versions of a text: a redline, a synopsis, the table of old and new numbers.",
    )
    _versions(text)
    text.add_argument("--view", default="redline", metavar="VIEW", help=f"{', '.join(TEXT_VIEWS)} (default: redline)")
    text.add_argument("--format", metavar="FORMAT", help="text, markdown, html, latex, csv or akn, as the view allows (default: text)")
    text.add_argument("--amending", metavar="ACT", help="the amending act, for the third column of the view comparison")
    text.add_argument("--all", action="store_true", help="show changes of wording one by one; in a correlation table, every number")
    text.add_argument("--whole", action="store_true", help="show in a redline what did not change, too")
    text.add_argument(
        "--color", default="auto", choices=("auto", "always", "never"), help="colour a redline for a terminal (default: auto)"
    )
    text.add_argument("--exit-code", action="store_true", help="exit with 1 when there are changes")
    _output(text)

    audit = commands.add_parser(
        "audit",
        help="a text against its coding",
        description="Which changes of a text are coded in the data, and which coded changes have a change of the text behind them.",
        epilog="Exit status: 0 every changed provision is coded or has its reason, 1 one has neither, 2 a mistake in what was asked.",
    )
    audit.add_argument("country", metavar="COUNTRY", help=country)
    audit.add_argument("before", metavar="BEFORE", help="a revision's id or a date")
    audit.add_argument("after", metavar="AFTER", help="a revision's id or a date")
    _versions(audit)
    audit.add_argument("--format", default="text", metavar="FORMAT", help=f"{', '.join(DRAWINGS)} (default: text)")
    _output(audit)


def _versions(parser: argparse.ArgumentParser) -> None:
    kinds = "Akoma Ntoso (.xml, .akn), Markdown (.md) or plain text (.txt)"
    parser.add_argument("old", metavar="OLD", help=f"the earlier version: {kinds}")
    parser.add_argument("new", metavar="NEW", help="the later version")
    parser.add_argument("--mapping", metavar="FILE", help="what corresponds, where the texts do not tell (TOML; see docs/legal-text.md)")


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", "-o", metavar="FILE", help="write to this file instead of the screen")


# ---- formats -------------------------------------------------------------------------------------------------------------------------


def _text(changes: Changes) -> str:
    from constitution_diff.report import describe_report, draw_text  # noqa: PLC0415

    return draw_text(describe_report(changes))


def _markdown(changes: Changes) -> str:
    from constitution_diff.report import describe_report, draw_markdown  # noqa: PLC0415

    return draw_markdown(describe_report(changes))


def _csv(changes: Changes) -> str:
    from constitution_diff.exchange import rows_to_csv  # noqa: PLC0415
    from constitution_diff.tables import describe_changes  # noqa: PLC0415

    columns = (
        "category",
        "rule",
        "statement",
        "area",
        "what",
        "before",
        "after",
        "from",
        "to",
        "partners",
        "restores",
        "aspects",
        "articles",
        "in-force",
        "sentence",
        "fingerprint",
    )
    table = describe_changes(changes, columns, fold=False)
    return rows_to_csv(table.headings, table.rows)


FORMATS: dict[str, Callable[[Changes], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": lambda changes: changes.table("html", width=None) + "\n",
    "latex": lambda changes: changes.table("latex_longtable", width=None) + "\n",
    "csv": _csv,
    "json": lambda changes: changes.to_json(),
}
"""The formats of ``diff``, by name."""


def _expect_format(name: str, known: Collection[str]) -> None:
    if name not in known:
        raise UserError(f"There is no format {name[:60]!r}. {did_you_mean(name, known, f'Formats: {listed(known)}')}.")


def _drawing(name: str) -> Callable[[Report], str]:
    """How a description is drawn in a format.

    Raises:
        UserError: There is no such format.
    """
    from constitution_diff import report  # noqa: PLC0415

    _expect_format(name, DRAWINGS)
    drawings: dict[str, Callable[[Report], str]] = {"text": report.draw_text, "markdown": report.draw_markdown, "csv": report.draw_csv}
    return drawings[name]


TEXT_VIEWS = ("redline", "changes", "synopsis", "comparison", "correlation", "modifications")
"""The views of ``text``: those of :data:`constitution_diff.text.views.VIEWS`, named here so that help need not load them."""

DRAWINGS = ("text", "markdown", "csv")
"""The formats of the commands that look through time."""


# ---- commands ------------------------------------------------------------------------------------------------------------------------


def _list(_: argparse.Namespace) -> int:
    from constitution_diff.catalogue import countries, load  # noqa: PLC0415
    from constitution_diff.tables import make_table  # noqa: PLC0415

    rows = []
    for code in countries():
        country = load(code)
        rows.append((code, country.name["en"], ", ".join(r.id for r in country.revisions), str(len(country.lineages))))
    print(make_table(("Code", "Country", "Revisions", "Statements"), rows, (5, 30, 50, 10)).draw())
    return SUCCESS


def _load(name: str) -> Country:
    from constitution_diff.catalogue import load  # noqa: PLC0415

    return load(name)


def _show(args: argparse.Namespace) -> int:
    from constitution_diff.chronicle import describe_revision  # noqa: PLC0415
    from constitution_diff.display import describe_constitution  # noqa: PLC0415
    from constitution_diff.report import draw_text  # noqa: PLC0415

    country = _load(args.country)
    if args.revision is not None:
        if args.at or args.institution or args.area:
            hint = f"constitution-diff show {country.code} --at {args.revision}"
            raise UserError(f"A revision as a page is shown whole; for the state it led to, or a part of it: {hint}")
        _write(draw_text(describe_revision(country, args.revision)), args.output)
        return SUCCESS
    state = country.at(args.at or country.revisions[-1].id)
    _write(draw_text(describe_constitution(state, institution=args.institution, area=args.area)), args.output)
    return SUCCESS


def _states(country: Country, before: str, after: str | None) -> tuple[Constitution, Constitution]:
    if after is not None:
        return country.at(before), country.at(after)
    if before in country.vocabulary.revisions:
        return country.before(before), country.at(before)
    try:
        date.fromisoformat(before)
    except ValueError:
        country.revision(before)
    raise UserError(f"One date alone has nothing to be compared with. Write two: constitution-diff diff {country.code} {before} DATE")


def _diff(args: argparse.Namespace) -> int:
    from constitution_diff.changes import diff  # noqa: PLC0415

    _expect_format(args.format, FORMATS)
    changes = diff(*_states(_load(args.country), args.before, args.after))
    if args.category:
        changes = changes.of(args.category)
    if args.institution:
        changes = changes.touching(args.institution)
    _write(FORMATS[args.format](changes), args.output)
    return DIFFERENCES if args.exit_code and changes else SUCCESS


def _log(args: argparse.Namespace) -> int:
    from constitution_diff.chronicle import describe_log  # noqa: PLC0415

    return _draw(args, lambda country: describe_log(country, stat=args.stat))


def _history(args: argparse.Namespace) -> int:
    from constitution_diff.chronicle import describe_history  # noqa: PLC0415

    return _draw(args, lambda country: describe_history(country.history(args.statement)))


def _blame(args: argparse.Namespace) -> int:
    from constitution_diff.chronicle import describe_blame  # noqa: PLC0415

    return _draw(args, lambda country: describe_blame(country, args.at, args.institution))


def _fate(args: argparse.Namespace) -> int:
    from constitution_diff.chronicle import describe_fates  # noqa: PLC0415

    return _draw(args, lambda country: describe_fates(country, args.revision, args.at))


def _timeline(args: argparse.Namespace) -> int:
    from constitution_diff.chronicle import describe_states, describe_timeline  # noqa: PLC0415

    if args.format == "csv":  # a spreadsheet takes rows, not a picture
        return _draw(args, lambda country: describe_states(country, args.institution))
    return _draw(args, lambda country: describe_timeline(country, args.institution, everything=args.all))


def _draw(args: argparse.Namespace, describe: Callable[[Country], Report]) -> int:
    drawing = _drawing(args.format)
    _write(drawing(describe(_load(args.country))), args.output)
    return SUCCESS


def _align(args: argparse.Namespace) -> Alignment:
    from constitution_diff.text.alignment import align  # noqa: PLC0415
    from constitution_diff.text.reading import read_document, read_mapping  # noqa: PLC0415

    mapping = read_mapping(args.mapping) if args.mapping is not None else ()
    before, after = read_document(args.old), read_document(args.new)
    for name, document in ((args.old, before), (args.new, after)):
        if not document.text:
            raise UserError(f"{name} holds no text: everything would be new or gone. Name a file with a version of the text.")
    return align(before, after, mapping)


def _text_versions(args: argparse.Namespace) -> int:
    from constitution_diff.text.reading import read_document  # noqa: PLC0415
    from constitution_diff.text.views import Choice, drawing_of  # noqa: PLC0415

    drawing = drawing_of(args.view, args.format)
    if args.amending is not None and args.view != "comparison":
        raise UserError("An amending act is shown in the view comparison only. Add: --view comparison")
    if args.whole and args.view != "redline":
        raise UserError("Only a redline shows what did not change. Leave out --whole, or write: --view redline")
    color = args.color == "always" or (
        args.color == "auto" and args.output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    )
    alignment = _align(args)
    amending = read_document(args.amending) if args.amending is not None else None
    _write(drawing(alignment, Choice(args.all, args.whole, color, amending)), args.output)
    return DIFFERENCES if args.exit_code and alignment.changes else SUCCESS


def _audit(args: argparse.Namespace) -> int:
    from constitution_diff.changes import diff  # noqa: PLC0415
    from constitution_diff.exchange import rows_to_csv  # noqa: PLC0415
    from constitution_diff.text.coverage import COLUMNS, audit, describe_audit  # noqa: PLC0415

    drawing = _drawing(args.format)
    country = _load(args.country)
    found = audit(diff(country.at(args.before), country.at(args.after)), _align(args))
    whole = args.format == "csv"  # a spreadsheet takes all rows, and not the first table of a report
    _write(rows_to_csv(COLUMNS, found.records) if whole else drawing(describe_audit(found)), args.output)
    return DIFFERENCES if found.unexplained else SUCCESS


def _rules(args: argparse.Namespace) -> int:
    from constitution_diff.display import describe_rule, describe_rules  # noqa: PLC0415
    from constitution_diff.report import draw_text  # noqa: PLC0415

    print(draw_text(describe_rule(args.rule) if args.rule else describe_rules()), end="")
    return SUCCESS


def _check(args: argparse.Namespace) -> int:
    from constitution_diff.catalogue import load  # noqa: PLC0415

    problems: list[Problem] = []
    for name in args.files:
        try:
            country = load(Path(name))
        except DataError as error:
            problems += error.problems
        else:
            print(f"{name}: no problems; {country.code}, {len(country.revisions)} revisions, {len(country.lineages)} statements")
    if problems:
        raise DataError(problems)
    return SUCCESS


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "diff": _diff,
    "log": _log,
    "history": _history,
    "blame": _blame,
    "fate": _fate,
    "timeline": _timeline,
    "text": _text_versions,
    "audit": _audit,
    "rules": _rules,
    "check": _check,
}


# ---- writing -------------------------------------------------------------------------------------------------------------------------


def _write(text: str, output: str | None) -> None:
    """Print, or write a file so that it is either there in full or not at all."""
    if output is None:
        print(text, end="")
        return
    path = Path(output)
    if path.is_dir():
        raise UserError(f"{output} is a directory. Name a file in it: --output {path / 'report.txt'}")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror}. Choose another place for --output.") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


_IN_PLAIN_SIGNS = "constitution-diff"
_PLAIN_SIGNS = str.maketrans("●◐○·─⇄–→…“”’", '#%o.-~->~""\'')
"""What a terminal without these signs gets in their place."""


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Signs that an encoding lacks, as signs it has; what has no like becomes a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = error.object[error.start : error.end].translate(_PLAIN_SIGNS)
    return "".join(sign if sign.isascii() else "?" for sign in plain), error.end


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: The arguments; those of the process when left out.

    Returns:
        The exit status: 0 success, 1 differences, 2 a user's mistake.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        codecs.register_error(_IN_PLAIN_SIGNS, _in_plain_signs)
        sys.stdout.reconfigure(errors=_IN_PLAIN_SIGNS)  # a terminal without these letters still gets the report
    try:
        args = _parser().parse_args(argv)
        if args.version:
            from constitution_diff import __version__  # noqa: PLC0415

            print(f"constitution-diff {__version__}")
            return SUCCESS
        if args.command is None:
            _parser().print_help()
            return SUCCESS
        return COMMANDS[args.command](args)
    except UserError as error:
        print(error if isinstance(error, DataError) else f"constitution-diff: {visible(str(error))}", file=sys.stderr)
        return MISTAKE
    except BrokenPipeError:
        # The reader of a pipe went away ("| head"): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SUCCESS


if __name__ == "__main__":
    sys.exit(main())
