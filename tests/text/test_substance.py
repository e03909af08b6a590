"""Which changes are mere wording, and which only look like it."""

from __future__ import annotations

import pytest

from constitution_diff.text import substance as module
from constitution_diff.text.pairing import Renaming
from constitution_diff.text.substance import find_renamings, only_renames, wording

SAME = {
    "quotation marks": ("He said «yes».", "He said “yes”.", "typography"),
    "dashes": ("The State - a union.", "The State – a union.", "typography"),
    "spaces and breaks": ("The  State\nis one.", "The State is one.", "typography"),
    "capitals": ("The senate sits.", "The Senate sits.", "typography"),
    "soft hyphens": ("The Par\u00adliament sits.", "The Parliament sits.", "typography"),
    "commas": ("Laws, decrees and acts.", "Laws, decrees, and acts.", "punctuation"),
    "an end": ("laws and decrees;", "laws and decrees.", "punctuation"),
    "a hyphen put in": ("the vice-president, elected", "the vice-president elected", "punctuation"),
    "ё": ("Всё решает народ.", "Все решает народ.", "spelling"),
    "ß": ("Die Straße, daß sie bleibe.", "Die Strasse, dass sie bleibe.", "spelling"),
    "three letters": ("Die Schiffahrt.", "Die Schifffahrt.", "spelling"),
}


@pytest.mark.parametrize("case", SAME)
def test_what_says_the_same(case: str) -> None:
    """And how it differs, least first; the same when taken back."""
    before, after, why = SAME[case]
    assert wording(before, after) == wording(after, before) == why


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The tax is 1.5 per cent.", "The tax is 15 per cent."),
        ("The tax is 1.5 per cent.", "The tax is 1, 5 per cent."),
        ("The sum is 1.500 crowns.", "The sum is 1,500 crowns."),
        ("By 2/3 of the members.", "By 2, 3 of the members."),
        ("The tax is 5 % of it.", "The tax is 5 ‰ of it."),
        ("The tax is 5 % of it.", "The tax is 5 of it."),
        ("The fine is 5 $ a day.", "The fine is 5 € a day."),
        ("Not below -5 degrees.", "Not below 5 degrees."),
        ("They may re-sign it.", "They may resign it."),
        ("He may pardon them.", "He may not pardon them."),
        ("Article 71-1 applies.", "Article 71.1 applies."),
        ("", "The Senate sits."),
    ],
)
def test_what_may_say_something_else(before: str, after: str) -> None:
    """Numbers count as they are written, and so do signs that are read as words."""
    assert wording(before, after) == wording(after, before) == ""


# ---- names ---------------------------------------------------------------------------------------------------------------------------

TASKS = ("approves the budget", "hears the auditors", "may declare war", "elects its own chair", "sits in public")


def renamings(before: list[str], after: list[str], added: tuple[str, ...] = ()) -> list[tuple[str, str, tuple[str, ...]]]:
    """The names replaced between texts that stand one by one for each other, with where the old one was kept."""
    texts = [(str(n), old, new) for n, (old, new) in enumerate(zip(before, after, strict=True), 1)]
    found = find_renamings(
        [(old, new, place) for place, old, new in texts if old != new],
        [(old, place) for place, old, _ in texts],
        [(new, place) for place, _, new in texts],
        [(text, f"new {n}") for n, text in enumerate(added, 1)],
    )
    return [(r.before, r.after, r.kept) for r in found]


def of(*names: str) -> list[str]:
    """A sentence for each name, of a task of its own."""
    return [f"On its own motion the {name} {task}." for name, task in zip(names, TASKS, strict=False)]


def test_a_name_that_was_replaced_everywhere() -> None:
    """One body has another name, and two names at once are two."""
    assert renamings(of("Senate", "Senate", "Bank"), of("Council of State", "Council of State", "Bank")) == [
        ("Senate", "Council of State", ())
    ]
    assert renamings(of("Senate", "Diet", "Senate", "Diet"), of("Upper House", "Congress", "Upper House", "Congress")) == [
        ("Senate", "Upper House", ()),
        ("Diet", "Congress", ()),
    ]


def test_a_part_of_a_name_is_replaced_with_what_stands_beside_it() -> None:
    """Neither "Court" nor "Council" is new, but the Constitutional Court is."""
    before = of("Constitutional Council", "Constitutional Council", "Town Council", "Supreme Court")
    after = of("Constitutional Court", "Constitutional Court", "Town Council", "Supreme Court")
    assert renamings(before, after) == [("Constitutional Council", "Constitutional Court", ())]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(of("Senate", "Senate", "Diet"), of("Diet", "Diet", "Diet"), id="another body gets it"),
        pytest.param(of("Senate", "Senate", "Senate"), of("Council", "Council", "Senate"), id="a new body gets some of it"),
        pytest.param(of("Senate", "Senate"), of("Council", "Senate"), id="one place only"),
        pytest.param(
            of("Senate", "Senate", "Diet", "Diet"), of("Congress", "Congress", "Congress", "Congress"), id="two bodies become one"
        ),
        pytest.param(
            of("Senate", "Senate", "Senate", "Senate"), of("Council", "Council", "Congress", "Congress"), id="one body becomes two"
        ),
        pytest.param(of("Senate", "Senate", "Senate"), of("Council", "Council", "Congress"), id="one of three places goes elsewhere"),
        pytest.param(["It has 107 seats.", "The 107 seats are filled."], ["It has 98 seats.", "The 98 seats are filled."], id="figures"),
        pytest.param(
            ["For Five Years it sits.", "For Five Years it rests."],
            ["For Seven Years it sits.", "For Seven Years it rests."],
            id="numerals",
        ),
        pytest.param(["All vote.", "All may stand."], ["None vote.", "None may stand."], id="the beginning of a sentence"),
        pytest.param(
            ["The Senate sits.", "The Senate rests.", "Its Senate votes."],
            ["The Council sits.", "The Council rests.", "Its Senate votes."],
            id="an article is no part of a name",
        ),
        pytest.param(["the king rules.", "the king reigns."], ["the queen rules.", "the queen reigns."], id="no names"),
    ],
)
def test_what_is_no_renaming(before: list[str], after: list[str]) -> None:
    """Whenever power may have moved, nothing is called a new name; the same when taken back."""
    assert renamings(before, after) == []


def test_a_new_provision_that_names_both_is_transitional() -> None:
    """One that names the old body alone shows that it lives on."""
    before, after = of("Senate", "Senate"), of("Council", "Council")
    assert renamings(before, after, ("Until the Council meets, the Senate stays in office.",)) == [("Senate", "Council", ())]
    assert renamings(before, after, ("The Senate keeps the archives.",)) == []


def test_one_of_ten_places_may_keep_the_old_name() -> None:
    """Nine that changed allow for one that did not; eight do not."""
    sentences = [f"In year {n} the {{}} meets in the hall of the old town." for n in range(1, 11)]
    before, after = ([s.format(name) for s in sentences] for name in ("Senate", "Council"))
    kept = "The {} of old sat in the castle.".format("Senate")
    assert renamings([*before[:9], kept], [*after[:9], kept]) == [("Senate", "Council", ("10",))]
    assert renamings([*before[:8], kept], [*after[:8], kept]) == []


def test_a_short_form_of_a_name_is_no_other_name() -> None:
    """The committee and the committee for the budget are one."""
    before = of("Audit Committee", "Audit Committee for Public Money", "Audit Committee", "Audit Committee for Public Money")
    assert [r[:2] for r in renamings(before, of(*["Chamber"] * 4))] == [
        ("Audit Committee", "Chamber"),
        ("Audit Committee for Public Money", "Chamber"),
    ]


def test_forms_of_a_name() -> None:
    """An inflected name is the same name."""
    before = ["Решение принимает Высший Совет.", "Судья отвечает перед Высшим Советом.", "Состав Высшего Совета определяет закон."]
    after = ["Решение принимает Высший Суд.", "Судья отвечает перед Высшим Судом.", "Состав Высшего Суда определяет закон."]
    assert [r[:2] for r in renamings(before, after)] == [("Высший Совет", "Высший Суд")]  # "Суд" alone might be a form of "Судья"
    name = Renaming("Высший Совет", "Высший Суд", ())
    assert all(only_renames(old, new, [name]) for old, new in zip(before, after, strict=True))


def test_a_text_that_changed_besides() -> None:
    """Folding a provision takes that nothing else in it differs."""
    name = Renaming("Senate", "Council", ())
    assert only_renames("Today the Senate sits.", "Today the Council sits.", [name])
    assert not only_renames("Today the Senate sits.", "Today the Council rests.", [name])
    assert not only_renames("Today the Senate sits.", "Today the Diet sits.", [name])
    assert not only_renames("Today the Senate sits.", "Today the Council sits.", [])


def test_names_are_not_looked_for_in_endless_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing the words of two very long texts would exhaust the memory."""
    monkeypatch.setattr(module, "LONGEST_PRODUCT", 20)
    assert renamings(of("Senate", "Senate"), of("Council", "Council")) == []
