"""What can be shown of two versions of a text, and in which formats. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve, frozen

from constitution_diff import escaping
from constitution_diff.exchange import rows_to_csv
from constitution_diff.problems import UserError, did_you_mean, listed
from constitution_diff.report import draw_markdown, draw_text
from constitution_diff.tables import Table
from constitution_diff.text import rendering
from constitution_diff.text.amending import amending_provisions
from constitution_diff.text.modifications import to_akoma_ntoso
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import Document
from constitution_diff.text.redline import make_redline
from constitution_diff.text.synopsis import (
    describe_comparison,
    describe_correlation,
    describe_notes,
    describe_synopsis,
    describe_text_changes,
    describe_text_report,
    text_headline,
)


@frozen
class Choice:
    """What a user chose to see.

    Attributes:
        everything: Whether changes of wording have rows of their own; in a correlation table, whether what kept its number is in it.
        whole: Whether a redline shows what did not change, too.
        color: Whether a redline is coloured for a terminal.
        amending: The amending act, for the third column of a comparative table.
    """

    everything: bool = False
    whole: bool = False
    color: bool = False
    amending: Document | None = None


Drawing = Callable[[Alignment, Choice], str]


WIDTH = 100
"""Columns of a terminal that are used."""
_GUTTER = 0.03
"""What LaTeX puts between two columns, as a share of the width of a page."""


def _title(alignment: Alignment) -> str:
    return f"{alignment.before.name} → {alignment.after.name}"


def _redline_text(alignment: Alignment, choice: Choice) -> str:
    headline, fold = text_headline(alignment), not choice.everything
    drawn = rendering.draw_text(make_redline(alignment), color=choice.color, whole=choice.whole, fold=fold, headline=headline)
    notes = describe_notes(alignment)
    redline = rendering.wrap_text(f"{escaping.plain(_title(alignment))}\n\n{drawn}", WIDTH)
    return f"{redline}\n{draw_text(notes)}" if notes.sections else redline


def _redline_markdown(alignment: Alignment, choice: Choice) -> str:
    headline, fold = text_headline(alignment), not choice.everything
    drawn = rendering.draw_markdown(make_redline(alignment), whole=choice.whole, fold=fold, headline=headline)
    notes = describe_notes(alignment)
    redline = f"# {escaping.markdown(_title(alignment))}\n\n{drawn}"
    return f"{redline}\n{draw_markdown(notes)}" if notes.sections else redline


def _redline_html(alignment: Alignment, choice: Choice) -> str:
    notes = evolve(describe_notes(alignment), title=text_headline(alignment))
    return rendering.draw_html(make_redline(alignment), _title(alignment), whole=choice.whole, fold=not choice.everything, notes=notes)


def _table_drawings(describe: Callable[[Alignment, Choice], Table]) -> dict[str, Drawing]:
    """The formats of a view that is a table."""

    def drawing(draw: Callable[[Table], str]) -> Drawing:
        return lambda alignment, choice: draw(describe(alignment, choice))

    def html(alignment: Alignment, choice: Choice) -> str:
        return rendering.draw_html_table(describe(alignment, choice), _title(alignment), text_headline(alignment))

    return {
        "text": drawing(lambda table: table.draw("simple", WIDTH) + "\n"),
        "markdown": drawing(lambda table: table.draw("pipe", None) + "\n"),
        "html": html,
        "latex": drawing(_latex),
        "csv": drawing(lambda table: rows_to_csv(table.headings, table.rows)),
    }


def _latex(table: Table) -> str:
    """A table whose columns have a width, so that LaTeX breaks the lines in them."""
    count, total = len(table.shares), sum(table.shares)
    columns = "".join(f"p{{{(1 - _GUTTER * count) * share / total:.2f}\\linewidth}}" for share in table.shares)
    return table.draw("latex_longtable", None).replace(f"{{{'l' * count}}}", f"{{{columns}}}", 1) + "\n"


def _comparison(alignment: Alignment, choice: Choice) -> Table:
    items = amending_provisions(alignment, choice.amending) if choice.amending else {}
    return describe_comparison(alignment, items, fold=not choice.everything)


VIEWS: Mapping[str, Mapping[str, Drawing]] = {
    "redline": {"text": _redline_text, "markdown": _redline_markdown, "html": _redline_html},
    "changes": {
        **_table_drawings(
            lambda alignment, choice: describe_text_changes(alignment.changes if choice.everything else alignment.substantive)
        ),
        "text": lambda alignment, choice: draw_text(describe_text_report(alignment, fold=not choice.everything)),
        "markdown": lambda alignment, choice: draw_markdown(describe_text_report(alignment, fold=not choice.everything)),
    },
    "synopsis": _table_drawings(lambda alignment, choice: describe_synopsis(alignment, fold=not choice.everything)),
    "comparison": _table_drawings(_comparison),
    "correlation": _table_drawings(lambda alignment, choice: describe_correlation(alignment, everything=choice.everything)),
    "modifications": {"akn": lambda alignment, _: to_akoma_ntoso(alignment)},
}
"""The views, each with its formats; the first of each is the one drawn when none is named."""


def draw(alignment: Alignment, view: str = "redline", format: str | None = None, choice: Choice | None = None) -> str:  # noqa: A002
    """Two versions of a text, in a view and a format.

    Args:
        alignment: The two versions.
        view: A key of :data:`VIEWS`.
        format: One of the formats of the view; its first when left out.
        choice: What else was chosen.

    Raises:
        UserError: There is no such view, or it has no such format.
    """
    return drawing_of(view, format)(alignment, choice or Choice())


def drawing_of(view: str, format: str | None = None) -> Drawing:  # noqa: A002
    """What draws a view in a format.

    Raises:
        UserError: There is no such view, or it has no such format.
    """
    if view not in VIEWS:
        raise UserError(f"There is no view {view[:60]!r}. {did_you_mean(view, VIEWS, f'Views: {listed(VIEWS)}')}.")
    drawings = VIEWS[view]
    chosen = next(iter(drawings)) if format is None else format
    if chosen not in drawings:
        raise UserError(f"The view {view} has no format {chosen[:60]!r}. {did_you_mean(chosen, drawings, f'Formats: {listed(drawings)}')}.")
    return drawings[chosen]
