"""Which item of an amending act amends which provision: what it names, what the item above it adds, and what it only quotes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.model import Citation
from constitution_diff.text.alignment import align
from constitution_diff.text.amending import Amended, amending_provisions, find_amended
from constitution_diff.text.numbers import read_number
from constitution_diff.text.pairing import Alignment, TextChange
from constitution_diff.text.provisions import Document, Provision, cite
from constitution_diff.text.reading import read_document

KZ = Path(__file__).parents[3] / "shared" / "texts" / "kz"


def provision(kind: str, number: str, text: str = "", *children: Provision, parent: str = "") -> Provision:
    """A provision with a number."""
    read = read_number(number) if number else None
    return Provision(kind, cite(kind, read, Citation(parent)), 1, marker=number, number=read, text=text, children=children)


def document(*provisions: Provision, name: str = "made up") -> Document:
    """A document of these provisions."""
    return Document(name, Provision("document", Citation(""), 0, children=provisions))


Item = str | tuple[str, tuple[str, ...]]
"""The text of an item; with the texts of those under it."""


def act(*items: Item) -> Document:
    """An act whose first article has these items, numbered."""
    found = []
    for n, item in enumerate(items, start=1):
        text, inner = (item, ()) if isinstance(item, str) else item
        children = [provision("point", str(m), t, parent=f"1({n})") for m, t in enumerate(inner, start=1)]
        found.append(provision("paragraph", str(n), text, *children, parent="1"))
    return document(provision("article", "1", "The Constitution is changed as told below:", *found))


def told(amending: Document) -> list[str]:
    """What an act amends, as "item: citation how"."""
    return [f"{a.item.citation.removeprefix('1')}: {a.citation} {a.how}" for a in find_amended(amending)]


def named(text: str) -> list[tuple[str, str]]:
    """What an item names, and what becomes of it."""
    return [(str(a.citation), a.how) for a in find_amended(act(text))]


# ---- what an item names ------------------------------------------------------------------------------------------------------------

RUSSIAN = {
    "Пункт 4 статьи 46 исключить.": [("46(4)", "repeal")],
    "В пункте 1 статьи 4 слово «кот» заменить словом «пёс».": [("4(1)", "substitution")],
    "Подпункт 7) пункта 3 статьи 58 изложить в следующей редакции:": [("58(3)(7)", "substitution")],
    "Подпункт 10-1) статьи 44 исключить.": [("44(10-1)", "repeal")],
    "Статью 43 дополнить пунктами 3 и 4 следующего содержания:": [("43(3)", "insertion"), ("43(4)", "insertion")],
    "Статью 53 дополнить подпунктами 1-1), 1-2) и 1-3).": [("53(1-1)", "insertion"), ("53(1-2)", "insertion"), ("53(1-3)", "insertion")],
    "Дополнить статьей 83-1 следующего содержания:": [("83-1", "insertion")],
    "После статьи 91 дополнить статьями 91-1 и 91-2:": [("91-1", "insertion"), ("91-2", "insertion")],
    "Статью 7 после пункта 2 дополнить пунктом 2-1:": [("7(2-1)", "insertion")],
    "Пункты 3–5 статьи 12 исключить.": [("12(3)", "repeal"), ("12(4)", "repeal"), ("12(5)", "repeal")],
    "Статью 43 исключить и пункт 5 статьи 44 изложить в следующей редакции:": [("43", "repeal"), ("44(5)", "substitution")],
    "Пункт 5 статьи 9 исключить, пункт 6 изложить в следующей редакции:": [("9(5)", "repeal"), ("9(6)", "substitution")],
    "В статьях 5 и 6 пункт 2 исключить.": [("5(2)", "repeal"), ("6(2)", "repeal")],
    "Пункт 4 статьи 9 считать пунктом 5.": [("9(4)", "renumbering"), ("9(5)", "renumbering")],
    "пункт «а» части 2 статьи 83 изложить в следующей редакции:": [("83(2)(а)", "substitution")],
    "В заголовке раздела VI слово «Кот» заменить словом «Пёс».": [("section VI", "substitution")],
    "Главу II дополнить статьей 41-1.": [("41-1", "insertion")],
    "Преамбулу изложить в следующей редакции:": [("preamble", "substitution")],
}

ENGLISH = {
    "Article 5(2) is replaced by the following:": [("5(2)", "substitution")],
    "In paragraph 2 of Article 15, the words “a cat” shall be replaced by “a dog”.": [("15(2)", "substitution")],
    "In Article 5, paragraphs 2 and 3 are deleted.": [("5(2)", "repeal"), ("5(3)", "repeal")],
    "Section 3 is repealed.": [("3", "repeal")],
    "After section 3 insert section 3A.": [("3A", "insertion")],
    "In subsection (2)(b) of section 12, for “cat” substitute “dog”.": [("12(2)(b)", "substitution")],
    "Paragraph (a) of subsection (1) of section 4 is omitted.": [("4(1)(a)", "repeal")],
    "In Article I, Section 8, clause 3 is deleted.": [("I(8)(3)", "repeal")],
    "Articles 5 and 8 to 10 are repealed.": [("5", "repeal"), ("8", "repeal"), ("9", "repeal"), ("10", "repeal")],
    "Article 104.10 is repealed.": [("104.10", "repeal")],
}

OTHERS = {
    "In Artikel 93 Absatz 1 wird nach Nummer 4a folgende Nummer 4b eingefügt:": [("93(1)(4b)", "insertion")],
    "Nach Artikel 43 Absatz 2 wird folgender Absatz 3 eingefügt:": [("43(3)", "insertion")],
    "Art. 23 Abs. 1 wird aufgehoben.": [("23(1)", "repeal")],
    "Artikel 23 Abs. 1 Satz 2 wird gestrichen.": [("23(1)", "substitution")],
    "In Artikel 73 Absatz 1 Nummer 2 Buchstabe a werden die Wörter „Hund“ durch „Katze“ ersetzt.": [("73(1)(2)(a)", "substitution")],
    "Après l’article 88-4, il est inséré un article 88-5 ainsi rédigé :": [("88-5", "insertion")],
    "Le deuxième alinéa de l’article 5 est supprimé.": [("5", "substitution")],
    "Les articles 3 et 5 bis sont abrogés.": [("3", "repeal"), ("5 bis", "repeal")],
    "Se modifica el apartado 2 del artículo 135.": [("135(2)", "substitution")],
    "Se suprime la letra b) del apartado 1 del artículo 12.": [("12(1)(b)", "repeal")],
    "O § 1º do art. 5º fica revogado.": [("5(1)", "repeal")],
    "A alínea a) do n.º 1 do artigo 115.º é alterada.": [("115(1)(a)", "substitution")],
    "Il comma 2 dell'articolo 117 è abrogato.": [("117(2)", "repeal")],
    "Dopo l'articolo 3 è inserito l'articolo 3-bis.": [("3-bis", "insertion")],
    "4-баптың 1-тармағында «мысық» деген сөз «ит» деген сөзбен ауыстырылсын.": [("4(1)", "substitution")],
    "44-баптың 2) тармақшасы мынадай редакцияда жазылсын:": [("44(2)", "substitution")],
    "43-бап мынадай мазмұндағы 3 және 4-тармақтармен толықтырылсын:": [("43(3)", "insertion"), ("43(4)", "insertion")],
    "83-баптан кейін 83-1-баппен толықтырылсын.": [("83-1", "insertion")],
}


@pytest.mark.parametrize(("text", "expected"), [*RUSSIAN.items(), *ENGLISH.items(), *OTHERS.items()])
def test_an_item_names_what_it_amends(text: str, expected: list[tuple[str, str]]) -> None:
    """Whatever the language, the order of article and paragraph, and the case."""
    assert expected == named(text)


@pytest.mark.parametrize("case", ["статья 9", "статьи 9", "статье 9", "статью 9", "статьей 9", "статьёй 9", "ст. 9"])
def test_every_form_of_a_word_is_known(case: str) -> None:
    """The case of a Russian noun says nothing of what it names."""
    assert named(f"Исключить: {case}") == [("9", "repeal")]


def test_every_number_of_a_long_list_counts() -> None:
    """However many there are."""
    numbers = [str(n) for n in range(1, 101)]
    assert [(n, "repeal") for n in numbers] == named(f"Articles {', '.join(numbers[:-1])} and {numbers[-1]} are repealed.")


@given(st.integers(1, 200), st.integers(1, 30), st.sampled_from(["", "-1", "-12"]))
def test_a_reference_reads_the_same_from_both_ends(article: int, paragraph: int, inserted: str) -> None:
    """The paragraph of an article is the article's paragraph."""
    expected = [(f"{article}{inserted}({paragraph})", "repeal")]
    assert expected == named(f"Пункт {paragraph} статьи {article}{inserted} исключить.")
    assert expected == named(f"Из статьи {article}{inserted} исключить пункт {paragraph}.")


# ---- what is no amendment ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Настоящий закон вводится в действие с учетом положений статьи 2.",
        "Bills are dealt with as Article 61 of the Constitution says.",
        "Пункт 2 исключить.",
        "Исключить слова «статья 5», «пункт 3 статьи 9» и «часть «вторая» статьи 7».",
        "“Article 5 is repealed.”",
        "Заменить «статья 5 и далее до конца",
        "Articles 1–200, paragraphs 1–200, points 1–200, items 1–200 are repealed.",
    ],
)
def test_a_mention_alone_amends_nothing(text: str) -> None:
    """An item must tell to do something, with an article that it names outside quotation marks, and with no more than it can mean."""
    assert not named(text)


def test_quotations_are_not_read() -> None:
    """Neither those that the reader has found nor paragraphs that begin with a quotation mark."""
    quoted = Provision("quotation", Citation("1(1)"), 2, text="Article 7 is repealed.")
    marked = Provision("alinea", Citation("1(1)"), 3, text="«Article 8 is repealed.»")
    item = provision("paragraph", "1", "Article 6 is replaced by the following:", quoted, marked, parent="1")
    assert told(document(provision("article", "1", "", item))) == ["(1): 6 substitution"]


def test_new_text_in_full_is_no_list() -> None:
    """An item that ends with "as follows" amends what it names when it quotes the new text."""
    quoted = Provision("quotation", Citation("1(1)"), 2, text="A dog.")
    item = provision("paragraph", "1", "Article 6 is amended to read as follows", quoted, parent="1")
    assert told(document(provision("article", "1", "", item))) == ["(1): 6 substitution"]


# ---- what the item above adds ------------------------------------------------------------------------------------------------------


def test_an_item_is_completed_by_the_one_above_it() -> None:
    """The article stands above, the paragraph below; what only opens the list amends nothing itself."""
    found = act(
        ("В статье 42:", ("пункт 2 изложить в следующей редакции:", "часть вторую пункта 5 исключить;", "дополнить пунктом 6:")),
        ("В пункте 1 статьи 56:", ("в подпункте 1) слово «кот» исключить;", "дополнить подпунктом 3-1):")),
        ("Artikel 22 wird wie folgt geändert:", ("Absatz 1 wird aufgehoben.", "Absatz 2 wird Absatz 1 und wie folgt gefasst:")),
        ("The following are repealed:", ("Article 5;", "paragraph 2 of Article 6.")),
    )
    assert told(found) == [
        "(1)(1): 42(2) substitution",
        "(1)(2): 42(5) substitution",
        "(1)(3): 42(6) insertion",
        "(2)(1): 56(1)(1) substitution",
        "(2)(2): 56(1)(3-1) insertion",
        "(3)(1): 22(1) repeal",
        "(3)(2): 22(2) substitution",
        "(3)(2): 22(1) substitution",
        "(4)(1): 5 repeal",
        "(4)(2): 6(2) repeal",
    ]


def test_an_item_is_not_completed_by_the_one_before_it() -> None:
    """What a neighbour names is no business of an item, unless the neighbour says that it opens the list."""
    assert told(act("Article 5 is repealed.", "Paragraph 2 is repealed.")) == ["(1): 5 repeal"]
    assert told(act("Article 5 is amended as follows.", "Paragraph 2 is repealed.")) == ["(2): 5(2) repeal"]


def test_a_paragraph_without_a_number_may_open_the_list() -> None:
    """Readers put the items beside it."""
    opening = Provision("alinea", Citation("1"), 2, text="Внести в статью 5 следующие изменения:")
    items = [provision("point", str(n), f"пункт {n} исключить;", parent="1") for n in (2, 3)]
    assert told(document(provision("article", "1", "", opening, *items))) == ["(2): 5(2) repeal", "(3): 5(3) repeal"]


@pytest.mark.parametrize(
    ("citation", "label"),
    [("1(8)(3)", "item 8(3) of article 1"), ("1(9)", "item 9 of article 1"), ("2", "article 2"), ("(4)", "item 4"), ("", "the act")],
)
def test_an_item_is_told_in_words(citation: str, label: str) -> None:
    """As one would cite it in a table."""
    item = Provision("point", Citation(citation), 1)
    assert label == Amended(Citation("44(4)"), item, "repeal").label


def test_an_amended_provision_shows_itself() -> None:
    """In a few words."""
    assert repr(find_amended(act("Article 5 is repealed."))) == "(<repeal of 5 by item 1 of article 1>,)"


# ---- joining with an alignment -----------------------------------------------------------------------------------------------------


def change(*before: Provision, after: tuple[Provision, ...] = (), kind: str = "substitution") -> TextChange:
    """A change of these provisions."""
    return TextChange(kind, before, after, "same-number", 0.5)


def behind(amending: Document, *changes: TextChange) -> dict[str, list[str]]:
    """The citations of the items behind each change."""
    found = amending_provisions(Alignment(document(), document(), (), changes), amending)
    return {number: [str(a.item.citation) for a in items] for number, items in found.items()}


def test_the_item_that_names_a_provision_comes_first() -> None:
    """Then those that name what is under it, then those that name what it is under; others are left out, and changes that none names."""
    amending = act("Article 5 is replaced:", "Article 5(2)(a) is repealed.", "Article 5(2) is replaced:", "Article 5(21) is repealed.")
    paragraph = provision("paragraph", "2", parent="5")
    assert behind(amending, change(paragraph, after=(paragraph,)), change(provision("article", "6"))) == {"5(2)": ["1(3)", "1(2)", "1(1)"]}


def test_a_renumbered_provision_is_found_by_either_number() -> None:
    """By the old one, which items of repeal name, and by the new one."""
    amending = act("Article 5 is renumbered.", "Article 6 is replaced:")
    assert behind(amending, change(provision("article", "5"), after=(provision("article", "6"),))) == {"6": ["1(1)", "1(2)"]}


def test_numbers_are_compared_by_what_they_are() -> None:
    """IV is 4, "3 bis" is 3bis; chapter 4 is not article 4."""
    amending = act("Article IV is repealed.", "Article 3 bis is repealed.", "Chapter 4 is repealed.", "The preamble is replaced:")
    changes = [change(provision(kind, number)) for kind, number in (("article", "4"), ("article", "3bis"), ("chapter", "IV"))]
    preamble = change(Provision("preamble", Citation(""), 1))
    assert behind(amending, *changes, preamble) == {"4": ["1(1)"], "3bis": ["1(2)"], "chapter IV": ["1(3)"], "": ["1(4)"]}


# ---- the law of Kazakhstan of 8 June 2022 ------------------------------------------------------------------------------------------

needs_texts = pytest.mark.skipif(not KZ.exists(), reason="the legal texts are not here: ../shared/texts/kz")

LAW = {
    "1": "4(1)", "2": "6(3)", "3": "15(2)", "4": "23(2)", "5": "24(1)", "6.1": "42(2)", "6.2": "42(5)", "7": "43(3) 43(4)",
    "8.1": "44(2)", "8.2": "44(3)", "8.3": "44(4)", "8.4": "44(7)", "8.5": "44(10-1)", "8.6": "44(19)", "9": "46(4)",
    "10.1": "47(1)", "10.2": "47(2)", "11.1": "50(2)", "11.2": "50(3)", "12": "51(1)", "13": "52(5)", "14.1": "53(1-1) 53(1-2)",
    "14.2": "53(2)", "14.3": "53(6)", "15.1": "54(1)", "15.2": "54(2)(2)", "16.1": "55(2)", "16.2": "55(3)", "17.1": "56(1)(1)",
    "17.2": "56(1)(3-1)", "18": "57(1)", "19": "58(3)(7)", "20.1": "61(2)", "20.2": "61(3)", "20.3": "61(4) 61(5)", "20.4": "61(5-1)",
    "21.1": "62(5)", "21.2": "62(6)", "22": "section_VI", "23": "71", "24.1": "72(1) 72(2)", "24.2": "72(3) 72(4) 72(5)",
    "25.1": "73(1) 73(2)", "25.2": "73(3)", "26.1": "74(2)", "26.2": "74(3)", "27": "section_VII", "28": "78", "29": "82(4) 82(5)",
    "30": "83(4)", "31": "83-1", "32.1": "87(4)", "32.2": "87(5)", "33": "88(4)", "34.1": "91(2)", "34.2": "91(3)", "35": "99",
}  # fmt: skip
"""What each item of its first article amends, read off the law by hand."""
NEW = {"43(3)", "43(4)", "53(1-1)", "53(1-2)", "56(1)(3-1)", "72(3)", "72(4)", "72(5)", "83-1", "99"}
GONE = {"46(4)", "61(5-1)"}


@pytest.fixture(scope="module")
def law() -> Document:
    """The amending law."""
    return read_document(KZ / "amending-law-2022-06-08.ru.md")


@needs_texts
def test_every_item_of_a_real_law_finds_its_provisions(law: Document) -> None:
    """All 35 items, and nothing in the articles on entry into force, though they name articles too."""
    found = [(str(a.item.citation), str(a.citation)) for a in find_amended(law)]
    expected = [(f"1({item.replace('.', ')(')})", c.replace("_", " ")) for item, cited in LAW.items() for c in cited.split()]
    assert expected == found


@needs_texts
def test_what_becomes_of_them(law: Document) -> None:
    """New and repealed provisions are told from those that read otherwise."""
    found = find_amended(law)
    assert {str(a.citation) for a in found if a.how == "insertion"} == NEW
    assert {str(a.citation) for a in found if a.how == "repeal"} == GONE
    assert {a.how for a in found} == {"insertion", "repeal", "substitution"}


@needs_texts
def test_every_change_of_a_real_reform_has_its_item(law: Document) -> None:
    """And every item its change, in the provision itself, above or under it."""
    before, after = (read_document(KZ / name) for name in ("2019-03-23.ru.md", "2022-06-08.derived.ru.md"))
    alignment = align(before, after)
    found = amending_provisions(alignment, law)
    assert [c.number for c in alignment.changes if c.number not in found] == []
    used = {a.citation for items in found.values() for a in items}
    assert [a.citation for a in find_amended(law) if a.citation not in used] == []
    assert [a.label for a in found["44(4)"]] == ["item 8(3) of article 1"]
