"""The redline: both versions are in it whole, what only moved is shown as moved, and little is shown as moved."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.model import Citation
from constitution_diff.text.alignment import align
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import ASIDES, Document, Provision
from constitution_diff.text.reading import read_document
from constitution_diff.text.redline import Gap, Line, Redline, heaviest_in_order, make_redline
from redline_builders import aligned, alignments, article, document, paragraphs, redline, spelled

TEXTS = Path(__file__).parents[3] / "shared" / "texts"


def told(lines: Redline) -> list[tuple[str, str, str]]:
    """Each line with its state and its move."""
    return [(line.state, line.move, spelled(line)) for line in lines.lines]


# ---- what becomes of a line ----------------------------------------------------------------------------------------------------------


def test_a_line_stays_changes_comes_or_goes() -> None:
    """Words are marked in a line that changed; a new line is new as a whole, and one that is gone is gone as a whole."""
    found = redline(paragraphs("Same.", "It may act.", "Gone."), paragraphs("Same.", "It must act.", "New."), (0, 0), (1, 1))
    assert told(found) == [
        ("unchanged", "", "Same."),
        ("changed", "", "It [-may-]{+must+} act."),
        ("deleted", "", "[-Gone.-]"),
        ("inserted", "", "{+New.+}"),
    ]
    assert found.accept() == "Same.\nIt must act.\nNew."
    assert found.reject() == "Same.\nIt may act.\nGone."
    assert found.counts == {"unchanged": 1, "changed": 1, "inserted": 1, "deleted": 1, "moved-away": 0, "moved-here": 0}


def test_a_number_that_moved_on_is_a_change_in_place() -> None:
    """A renumbered article has moved nowhere: only its number is marked."""
    before = document(article(1, "Yes."), article(2, "No."))
    after = document(article(1, "Yes."), article(2, "New."), article(3, "No."))
    found = make_redline(aligned(before, after, ([0], [0]), ([1], [1]), ([2], [4]), ([3], [5])))
    assert told(found) == [
        ("unchanged", "", "Article 1."),
        ("unchanged", "", "1. Yes."),
        ("inserted", "", "{+Article 2.+}"),
        ("inserted", "", "{+1. New.+}"),
        ("changed", "", "[-Article 2-]{+Article 3+}."),
        ("unchanged", "", "1. No."),
    ]


def test_what_moved_stands_in_both_places() -> None:
    """Each place says where the other is; words that were carried are told from words that changed on the way."""
    found = redline(
        paragraphs("The court may hear it.", "One long line that stays.", "Another long line that stays."),
        paragraphs("One long line that stays.", "Another long line that stays.", "The court must hear it."),
        (0, 2), (1, 0), (2, 1),
    )  # fmt: skip
    assert told(found) == [
        ("moved-away", "moved to 3", "[<The court <][-may-][< hear it.<]"),
        ("unchanged", "", "One long line that stays."),
        ("unchanged", "", "Another long line that stays."),
        ("moved-here", "moved from 1", "{>The court >}{+must+}{> hear it.>}"),
    ]
    assert [line.other for line in found.lines] == [3, None, None, 0]


def test_a_provision_without_a_citation_is_named_by_its_line() -> None:
    """So that a reader finds the other end of a move."""
    first, second = (Provision("preamble", Citation(""), line, text=text) for line, text in ((3, "Short."), (4, "A longer text.")))
    found = redline([first, second], [evolve(second, line=7), evolve(first, line=8)], (0, 1), (1, 0))
    assert [line.move for line in found.lines] == ["moved to line 8", "", "moved from line 3"]


def test_the_shorter_of_two_that_changed_places_is_shown_as_moved() -> None:
    """As little as possible is shown twice."""
    found = redline(paragraphs("Short.", "A much longer line."), paragraphs("A much longer line.", "Short."), (0, 1), (1, 0))
    assert [line.state for line in found.lines] == ["moved-away", "unchanged", "moved-here"]


def test_what_the_alignment_says_moved_gives_way() -> None:
    """Even when it is longer, with all that is under it."""
    before = document(article(1, "A long paragraph of a long article."), article(2, "Short."))
    after = document(article(1, "Short."), article(2, "A long paragraph of a long article."))
    found = make_redline(aligned(before, after, ([0], [2]), ([1], [3]), ([2], [0]), ([3], [1]), moved=[0]))
    assert [line.state for line in found.lines] == ["moved-away", "moved-away", "changed", "unchanged", "moved-here", "moved-here"]


def test_an_article_weighs_what_is_under_it() -> None:
    """A paragraph that goes to the article behind it moves; the heading of that article, though shorter, does not."""
    long = "A paragraph that is longer than the heading of the article behind it."
    before = document(article(1, "First.", long), article(2, "Another paragraph that is a good deal longer than the one which moved away."))
    after = document(article(1, "First."), article(2, long, "Another paragraph that is a good deal longer than the one which moved away."))
    found = make_redline(aligned(before, after, ([0], [0]), ([1], [1]), ([2], [3]), ([3], [2]), ([4], [4])))
    assert [(line.state, line.move) for line in found.lines if line.move] == [
        ("moved-away", "moved to 2(1)"),
        ("moved-here", "moved from 1(2)"),
    ]


def test_a_chapter_that_begins_elsewhere_moves_alone() -> None:
    """Its heading is a line; the articles that came under it stand where they stood."""

    def text(*order: str) -> Document:
        provisions = {
            "a": article(1, "One paragraph."),
            "b": article(2, "Two paragraphs."),
            "c": article(3, "Three.", "It holds far more than what moved."),
        }
        chapter = Provision("chapter", Citation("chapter II"), 1, marker="Chapter II")
        inside = tuple(provisions[name] for name in order[order.index("-") + 1 :])
        return document(*(provisions[name] for name in order[: order.index("-")]), evolve(chapter, children=inside))

    found = make_redline(
        aligned(text("a", "b", "-", "c"), text("a", "-", "b", "c"), *(([n], [m]) for n, m in enumerate((0, 1, 3, 4, 2, 5, 6, 7))))
    )
    assert [(line.state, spelled(line)) for line in found.lines if line.move] == [
        ("moved-here", "{>Chapter II>}"),
        ("moved-away", "[<Chapter II<]"),
    ]


def test_the_same_number_alone_is_no_move() -> None:
    """Two texts that have only their number in common, and not even their place, are one repeal and one insertion."""
    before, after = document(*paragraphs("Judges.", "A long line here.")), document(*paragraphs("A long line here.", "Taxes."))
    found = make_redline(evolve_rung(aligned(before, after, ([0], [1]), ([1], [0])), 0, "number-only"))
    assert told(found) == [("deleted", "", "[-Judges.-]"), ("unchanged", "", "A long line here."), ("inserted", "", "{+Taxes.+}")]


def evolve_rung(alignment: Alignment, place: int, rung: str) -> Alignment:
    """An alignment in which one pairing was made otherwise."""
    pairings = list(alignment.pairings)
    pairings[place] = evolve(pairings[place], rung=rung)
    return Alignment(alignment.before, alignment.after, tuple(pairings))


def test_of_joined_provisions_the_likest_is_the_counterpart() -> None:
    """The others are shown as gone: each word of the later line stands once."""
    before, after = (
        document(*paragraphs("Ministers resign.", "Judges are elected.")),
        document(*paragraphs("Judges are elected; all resign.")),
    )
    found = make_redline(aligned(before, after, ([0, 1], [0])))
    assert told(found) == [("deleted", "", "[-Ministers resign.-]"), ("changed", "", "Judges are elected{+; all resign+}.")]


def test_of_a_split_provision_the_first_part_is_the_counterpart() -> None:
    """The others are shown as new."""
    before, after = document(*paragraphs("Judges are elected; all resign.")), document(*paragraphs("Judges are elected.", "All resign."))
    found = make_redline(aligned(before, after, ([0], [0, 1])))
    assert told(found) == [("changed", "", "Judges are elected[-; all resign-]."), ("inserted", "", "{+All resign.+}")]


def test_notes_and_provisions_without_words_are_no_lines() -> None:
    """A twin that is a note is none: what was law is gone."""
    note = Provision("note", Citation(""), 1, text="Ministers resign.")
    empty = Provision("article", Citation("2"), 2, children=tuple(paragraphs("Below.")))
    before, after = document(*paragraphs("Ministers resign."), empty), document(note, empty)
    found = make_redline(aligned(before, after, ([0], [0]), ([1], [1]), ([2], [2])))
    assert told(found) == [("deleted", "", "[-Ministers resign.-]"), ("unchanged", "", "Below.")]


def test_a_line_is_that_of_a_provision() -> None:
    """The later one, or else the earlier one; a line of none is a mistake of the program."""
    found = redline(paragraphs("a", "gone"), paragraphs("b"), (0, 0))
    assert [line.provision for line in found.lines] == [found.after.provisions[0], found.before.provisions[1]]
    with pytest.raises(ValueError, match="without a provision"):
        _ = Line((), None, None).provision


# ---- what is left out ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def reform() -> Redline:
    """A chapter of two articles, of which the second has one paragraph that changed."""
    chapter = Provision("chapter", Citation("chapter I"), 1, marker="Chapter I", heading="The Senate")
    before = document(evolve(chapter, children=(article(1, "a", "b"), article(2, "c", "d", "e"))))
    after = document(evolve(chapter, children=(article(1, "a", "b"), article(2, "c", "X", "e"))))
    return make_redline(aligned(before, after, *(([n], [n]) for n in range(8))))


def test_changes_are_shown_under_their_headings(reform: Redline) -> None:
    """Chapter, article, paragraph; what did not change is counted."""
    assert reform.changed_lines() == (0, Gap(3), 4, Gap(1), 6, Gap(1))
    assert [reform.lines[n].level for n in (0, 4, 6)] == [1, 2, 0]
    assert [reform.lines[n].above for n in (0, 4, 6)] == [None, 0, 4]


def test_changes_may_be_shown_with_what_is_around_them(reform: Redline) -> None:
    """One line before and after, where there is one."""
    assert reform.changed_lines(context=1) == (0, Gap(3), 4, 5, 6, 7)
    assert reform.changed_lines(context=10) == tuple(range(8))


def test_without_a_change_nothing_is_shown() -> None:
    """One gap, or nothing at all when there is no line."""
    assert redline(paragraphs("a", "b"), paragraphs("a", "b"), (0, 0), (1, 1)).changed_lines() == (Gap(2),)
    assert redline([], []).changed_lines() == ()
    assert redline([], []).accept() == ""


# ---- whatever the documents ----------------------------------------------------------------------------------------------------------


def own_lines(text: Document) -> list[Provision]:
    """The provisions of a document that are its text."""
    return [p for p in text.provisions if p.kind not in ASIDES and p.own]


@given(alignments() | alignments(st.text(max_size=12)))
def test_both_versions_can_be_had_back(alignment: Alignment) -> None:
    """Sign by sign, and provision by provision, however they cross, join and split."""
    found = make_redline(alignment)
    assert found.accept() == alignment.after.text
    assert found.reject() == alignment.before.text
    assert [line.after for line in found.lines if line.after] == own_lines(alignment.after)
    assert [line.before for line in found.lines if line.before] == own_lines(alignment.before)
    assert sum(found.counts.values()) == len(found.lines)


@given(alignments())
def test_the_ends_of_a_move_belong_together(alignment: Alignment) -> None:
    """They point at each other, stand one in each version, and carry the same words."""
    found = make_redline(alignment)
    for place, line in enumerate(found.lines):
        assert bool(line.move) == (line.other is not None) == line.state.startswith("moved")
        if line.other is not None:
            other = found.lines[line.other]
            assert other.other == place
            assert {line.state, other.state} == {"moved-away", "moved-here"}
            assert carried(line) == carried(other)
            assert {run.op for run in line.runs} == {"insert" if line.after else "delete"}


def carried(line: Line) -> str:
    """The words that were carried in a move."""
    return "".join(run.text for run in line.runs if run.carried)


@given(alignments())
def test_lines_stand_under_lines_of_their_own_version(alignment: Alignment) -> None:
    """The line above is that of the nearest provision that holds it and has words."""
    found = make_redline(alignment)
    for line in found.lines:
        side = alignment.after if line.after else alignment.before
        over = {id(child): p for p in side.root.walk() for child in p.children}
        holder = over[id(line.provision)]
        while holder is not side.root and not (holder.own and holder.kind not in ASIDES):
            holder = over[id(holder)]
        above = None if line.above is None else found.lines[line.above]
        assert (None if holder is side.root else holder) is (above and (above.after if line.after else above.before))


@given(alignments(), st.integers(0, 2))
def test_an_excerpt_counts_every_line_once_and_hides_no_change(alignment: Alignment, context: int) -> None:
    """What is shown and what is left out are all the lines, in order."""
    found = make_redline(alignment)
    at, shown = 0, set()
    for item in found.changed_lines(context):
        if isinstance(item, Gap):
            at += item.size
        else:
            assert item == at
            shown.add(item)
            at += 1
    assert at == len(found.lines)
    assert all(place in shown for place, line in enumerate(found.lines) if line.state != "unchanged")
    assert all(found.lines[place].above in {None, *shown} for place in shown)


@given(st.permutations(range(7)).flatmap(lambda order: st.tuples(st.just(order), st.lists(st.integers(1, 9), min_size=7, max_size=7))))
def test_no_selection_in_order_weighs_more(drawn: tuple[list[int], list[int]]) -> None:
    """Compared with every selection there is."""
    values, weights = drawn
    found = heaviest_in_order(values, weights)
    assert [values[n] for n in found] == sorted(values[n] for n in found)
    every = (chosen for size in range(8) for chosen in combinations(range(7), size))
    rising = (c for c in every if all(values[a] < values[b] for a, b in pairwise(c)))
    assert sum(weights[n] for n in found) == max(sum(weights[n] for n in c) for c in rising)


def test_many_lines_take_no_longer_each() -> None:
    """Forty thousand lines in the opposite order, and under each other: a loop over all pairs would never end."""
    count = 40_000
    before, after = document(*paragraphs(*map(str, range(count)))), document(*paragraphs(*map(str, reversed(range(count)))))
    found = make_redline(aligned(before, after, *(([n], [count - 1 - n]) for n in range(count))))
    assert found.counts["moved-here"] == count - 1
    nested = Provision("indent", Citation(""), 1, text="x")
    for _ in range(count):
        nested = Provision("indent", Citation(""), 1, text="x", children=(nested,))
    assert len(make_redline(aligned(document(nested), document())).changed_lines()) == count + 1


# ---- real texts ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not TEXTS.is_dir(), reason=f"the shared texts are not at {TEXTS}")
@pytest.mark.parametrize("pattern", ["de/gg-*.md", "es/*.md", "kz/20*.md"])
def test_both_versions_of_a_real_constitution_can_be_had_back(pattern: str) -> None:
    """Germany 1949-2019, Spain 1978-2024, Kazakhstan 2019-2026: every version against the one before it."""
    versions = [read_document(file) for file in sorted(TEXTS.glob(pattern))]
    assert len(versions) > 3
    for before, after in pairwise(versions):
        found = make_redline(align(before, after))
        assert found.accept() == after.text, after.name
        assert found.reject() == before.text, after.name


@pytest.mark.skipif(not TEXTS.is_dir(), reason=f"the shared texts are not at {TEXTS}")
def test_spain_in_2011_has_a_redline_of_one_article() -> None:
    """Article 135 was written anew; nothing else is marked."""
    before, after = (read_document(TEXTS / "es" / f"{day}.md") for day in ("1992-08-28", "2011-09-27"))
    found = make_redline(align(before, after))
    assert {line.provision.citation.article for line in found.lines if line.state != "unchanged"} == {"135"}
    assert not any(line.move for line in found.lines)
