"""What can be shown of two versions of a text, and in which formats. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

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


def _redline_text(alignment: Alignment, choice: Choice) -> str:
    headline, fold = text_headline(alignment), not choice.everything
    redline = rendering.draw_text(make_redline(alignment), color=choice.color, whole=choice.whole, fold=fold, headline=headline)
    notes = describe_notes(alignment)
    return f"{redline}\n{draw_text(notes)}" if notes.sections else redline


def _redline_markdown(alignment: Alignment, choice: Choice) -> str:
    headline, fold = text_headline(alignment), not choice.everything
    redline = rendering.draw_markdown(make_redline(alignment), whole=choice.whole, fold=fold, headline=headline)
    notes = describe_notes(alignment)
    return f"{redline}\n{draw_markdown(notes)}" if notes.sections else redline


def _redline_html(alignment: Alignment, choice: Choice) -> str:
    title, headline, fold = f"{alignment.before.name} → {alignment.after.name}", text_headline(alignment), not choice.everything
    return rendering.draw_html(make_redline(alignment), title, whole=choice.whole, fold=fold, headline=headline)


def _table_drawings(describe: Callable[[Alignment, Choice], Table]) -> dict[str, Drawing]:
    """The formats of a view that is a table."""

    def drawing(tablefmt: str, width: int | None) -> Drawing:
        return lambda alignment, choice: describe(alignment, choice).draw(tablefmt, width) + "\n"

    def csv(alignment: Alignment, choice: Choice) -> str:
        table = describe(alignment, choice)
        return rows_to_csv(table.headings, table.rows)

    return {
        "text": drawing("simple", 100),
        "markdown": drawing("pipe", None),
        "html": drawing("html", None),
        "latex": drawing("latex_longtable", None),
        "csv": csv,
    }


def _comparison(alignment: Alignment, choice: Choice) -> Table:
    items = amending_provisions(alignment, choice.amending) if choice.amending else {}
    return describe_comparison(alignment, items, fold=not choice.everything)


VIEWS: Mapping[str, Mapping[str, Drawing]] = {
    "redline": {"text": _redline_text, "markdown": _redline_markdown, "html": _redline_html},
    "changes": {
        **_table_drawings(
            lambda alignment, choice: describe_text_changes(alignment.changes if choice.everything else alignment.substantive)
        ),
        "text": lambda alignment, _: draw_text(describe_text_report(alignment)),
        "markdown": lambda alignment, _: draw_markdown(describe_text_report(alignment)),
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
    chosen = format or next(iter(drawings))
    if chosen not in drawings:
        raise UserError(f"The view {view} has no format {chosen[:60]!r}. {did_you_mean(chosen, drawings, f'Formats: {listed(drawings)}')}.")
    return drawings[chosen]
