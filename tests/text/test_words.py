"""Words: a text is cut where a lawyer would cut it, and never loses a sign; two rows of words are compared so that the result can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from constitution_diff.problems import UserError
from constitution_diff.text import words
from constitution_diff.text.words import LONGEST_QUOTATION, diff_words, split_words

SIGNS = "aBжәіһقن\u0301\u064b\u200c\u200d'’-‑·.,:;/()[]«»„“”\"§%°ª№ \u00a0\u202f\t\n0123456789IV憲が"
texts = st.text(max_size=60) | st.text(SIGNS, max_size=60)


def shown(before: str, after: str) -> str:
    """The edits that turn one text into another: ``[-gone-]{+new+}``."""
    parts = []
    for op, old, new in diff_words(split_words(before), split_words(after)):
        if op == "keep":
            parts.append("".join(old))
        else:
            parts += [f"[-{''.join(old)}-]" if old else "", f"{{+{''.join(new)}+}}" if new else ""]
    return "".join(parts)


def words_of(text: str) -> list[str]:
    """The words of a text without the spaces between them."""
    return [word for word in split_words(text) if not word.isspace()]


# ---- cutting -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        "law-making",
        "non‑member",
        "President's",
        "d’État",
        "paral·lel",
        "ән-ұран",
        "Қазақстанның",
        "e\u0301te\u0301",
        "می‌خواهم",
        "قانونًا",
        "1 000 000",
        "1\u00a0000\u00a0000",
        "1\u202f000",
        "1,5",
        "104.10",
        "61-1",
        "2/3",
        "16a",
        "50 %",
        "50%",
        "1 000,50 %",
        "08.06.2022",
        "12:30",
        "1990-е",
        "«Law on Elections»",
        "« mot »",
        "„Gesetz über die Wahl“",
        "“a quotation”",
        '"a quotation"',
        "Article 71",
        "Article 71(2)",
        "Article 5 (2)(a)",
        "article 89-1",
        "paragraph 2 of Article 5",
        "Article 5, paragraph 2",
        "Art. 5",
        "Chapter IV",
        "статьи 61-1",
        "пункта 2 статьи 42",
        "подпунктом 1) пункта 2 статьи 44",
        "ст. 5",
        "п.5",
        "Раздел II",
        "61-1-баптың 2-тармағы",
        "Artikel 72 Abs. 4 Satz 2",
        "§ 5",
        "§§ 5",
        "№ 5",
        "artículo 149.1.ª",
        "apartado 2 del artículo 5",
        "artículo 3 bis",
        "l'article 5",
        "l’alinéa 2 de l’article 5",
        "dell'articolo 5, comma 2",
        "artigo 5.º",
    ],
)
def test_one_word_to_a_lawyer_is_one_word_here(word: str) -> None:
    """Also in the midst of a sentence."""
    assert split_words(word) == [word]
    assert words_of(f"so {word}; then")[1:-2] == [word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2022, 500 members", ["in", "2022", ",", "500", "members"]),
        ("in 2022 500 members", ["in", "2022", "500", "members"]),
        ("Article 5th", ["Article", "5th"]),
        ("Article 5, Article 6 and 7", ["Article 5", ",", "Article 6", "and", "7"]),
        ("a title civil in part", ["a", "title", "civil", "in", "part"]),
        ("party 5", ["party", "5"]),
        ("(see Article 5)", ["(", "see", "Article 5", ")"]),
        ("end. Begin", ["end", ".", "Begin"]),
        ("so ... and —", ["so", "...", "and", "—"]),
        ('say "a" and "b"', ["say", '"a"', "and", '"b"']),
        ("«a «b c» d»", ["«", "a", "«b c»", "d", "»"]),
        ("«never closed", ["«", "never", "closed"]),
        ("憲法が", ["憲", "法", "が"]),
        ("", []),
    ],
)
def test_what_is_several_words_is_cut(text: str, expected: list[str]) -> None:
    """A number that only stands near a word, a quotation that is not closed, a script without spaces."""
    assert words_of(text) == expected


def test_a_long_quotation_is_cut_into_its_words() -> None:
    """Up to a dozen words it is whole; beyond that a reader wants to see which of its words changed."""
    short = f"«{' '.join('w' * LONGEST_QUOTATION)}»"
    long = f"«{' '.join('w' * (LONGEST_QUOTATION + 1))}»"
    assert words_of(short) == [short]
    assert words_of(long) == ["«", *("w" * (LONGEST_QUOTATION + 1)), "»"]


@given(texts)
@example("\x00\x1b\ud800")
def test_the_words_are_the_text(text: str) -> None:
    """Put together, they give every sign back, whatever it is."""
    assert "".join(split_words(text)) == text


def belongs_together(left: str, right: str) -> bool:
    """Whether two signs side by side are inside a word: letters, marks, joiners, figures, but no ideographs."""
    return all(unicodedata.category(c)[0] in "LMN" or c in "\u200c\u200d" for c in (left, right)) and not any(
        "IDEOGRAPH" in unicodedata.name(c, "") or "\u3041" <= c <= "\u30ff" for c in (left, right)
    )


@given(st.text("aBжәіһқғңөұүқن\u0301\u064b\u200c09 .-«»'’()§", max_size=40))
def test_no_word_is_split(text: str) -> None:
    """Between two words stands no pair of letters, marks or figures."""
    pieces = split_words(text)
    assert not any(belongs_together(left[-1], right[0]) for left, right in pairwise(pieces))


SIZE = 2_000_000


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("a", 1),
        ("\u0301", 1),
        ("1", 1),
        (" ", 1),
        ('"', SIZE),
        ("«", SIZE),
        ("(", SIZE),
        ("§", SIZE),
        ("„«“", None),
        ("«a ", None),
        ('"a b c d e f g ', None),
        ("1 ", SIZE),
        ("000 ", None),
        ("1-", None),
        ("1.", None),
        ("a'", None),
        ("Art. ", None),
        ("Art. 5 ", None),
        ("Article 5(1) of ", None),
        ("1-бап ", None),
        ("статья", 1),
    ],
)
def test_no_text_makes_it_slow(piece: str, count: int | None) -> None:
    """Two megabytes of what could send a pattern back and forth: anything but linear time would never end."""
    text = (piece * (SIZE // len(piece) + 1))[:SIZE]
    found = split_words(text)
    assert sum(map(len, found)) == SIZE
    if count:
        assert len(found) == count


# ---- comparing -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the same", "the same", "the same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("The Senate elects.", "The Chamber elects.", "The [-Senate-]{+Chamber+} elects."),
        ("under Article 71(2) only", "under Article 71(3) only", "under [-Article 71(2)-]{+Article 71(3)+} only"),
        ("in 1 000 days", "in 1 500 days", "in [-1 000-]{+1 500+} days"),
        ("статьи 61-1 и", "статьи 61-2 и", "[-статьи 61-1-]{+статьи 61-2+} и"),
    ],
)
def test_what_changed_is_told_in_whole_words(before: str, after: str, expected: str) -> None:
    """A number or a citation changes as a whole."""
    assert shown(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "for the first, second and third time",
            "for the fourth, fifth and third time",
            "for the [-first, second-]{+fourth, fifth+} and third time",
        ),
        (
            "The President of the Republic elects the judges of the court.",
            "A Chamber of the Realm elects the judges of the court.",
            "[-The President of the Republic-]{+A Chamber of the Realm+} elects the judges of the court.",
        ),
        (
            "The court hears complaints of citizens on laws.",
            "The tribunal hears complaints of citizens on decrees.",
            "The [-court-]{+tribunal+} hears complaints of citizens on [-laws-]{+decrees+}.",
        ),
        (
            "He appoints judges, ministers.",
            "He appoints alone judges, all ministers.",
            "He appoints {+alone +}judges, {+all +}ministers.",
        ),
    ],
)
def test_crumbs_are_joined_and_words_are_not(before: str, after: str, expected: str) -> None:
    """What is kept between two changes is absorbed when it cannot be read alone; between two insertions it stays."""
    assert shown(before, after) == expected


def test_texts_with_little_in_common_are_replaced() -> None:
    """A few small words that both happen to have are no reason to mix two sentences."""
    before = "2. Judges hold office for life, and the national council of elders alone may remove them."
    after = "2. Elections take place in spring, and the national budget sets aside what they will cost."
    assert shown(before, after) == f"2. [-{before[3:-1]}-]{{+{after[3:-1]}+}}."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("by the Senate and the House", "by the House", "by [-the Senate and -]the House"),
        ("one, two, three", "one, three", "one, [-two, -]three"),
        ("One. Three.", "One. Two. Three.", "One. {+Two. +}Three."),
        ("One.", "One. Two.", "One.{+ Two.+}"),
        ("Two.", "One. Two.", "{+One. +}Two."),
        ("a a a", "a a", "[-a -]a a"),
    ],
)
def test_an_insertion_begins_where_a_sentence_or_a_word_begins(before: str, after: str, expected: str) -> None:
    """Where the same words could stand on either side of a change, it is put where it reads best."""
    assert shown(before, after) == expected


tokens = st.lists(st.sampled_from(["the", "Senate", "of", " ", " ", ",", ".", "a"]), max_size=25) | texts.map(split_words)


def holds(edits: Iterable[tuple[str, list[str], list[str]]], before: list[str], after: list[str]) -> None:
    """Edits hold every word of both rows in order, keep only what is the same, and no two of a kind stand side by side."""
    edits = list(edits)
    assert [word for _, old, _ in edits for word in old] == before
    assert [word for _, _, new in edits for word in new] == after
    for op, old, new in edits:
        assert op == ("keep" if old == new else "replace" if old and new else "delete" if old else "insert")
    kept = [op == "keep" for op, _, _ in edits]
    assert all(left != right for left, right in pairwise(kept))


@given(tokens, tokens)
def test_edits_hold_both_texts(before: list[str], after: list[str]) -> None:
    """Whatever was joined, moved along or replaced, both rows of words can be read off."""
    holds(diff_words(before, after), before, after)


def test_a_long_text_is_compared_word_by_word_and_an_endless_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to a bound; beyond it, the whole is replaced."""
    before = "left the right the " * 300 + "end"
    after = "right the left the " * 300 + "end"
    assert [op for op, *_ in diff_words(split_words(before), split_words(after))].count("keep") > 1
    monkeypatch.setattr(words, "LARGEST_COMPARISON", 1000)
    assert [op for op, *_ in diff_words(split_words(before), split_words(after))] == ["replace", "keep"]


def test_without_rapidfuzz_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless nothing changed, or words only came or went."""

    def need(module: str) -> ModuleType:
        raise UserError(f"This needs {module}.")

    monkeypatch.setattr(words, "need", need)
    assert shown("a b", "a b c") == "a b{+ c+}"
    with pytest.raises(UserError, match="This needs rapidfuzz.distance"):
        diff_words(["a"], ["b"])
