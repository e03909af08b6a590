"""Which item of an amending act amends which provision. Pure.

An item names what it amends ("In paragraph 2 of Article 15 ..."), or leaves the rest to the item above it ("In Article 42:", "2) delete paragraph 5").
What it quotes names nothing. A language is added in the tables below and nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from attrs import evolve, frozen

from constitution_diff.model import Citation
from constitution_diff.text.numbers import LATIN, Key, read_number
from constitution_diff.text.pairing import Alignment
from constitution_diff.text.provisions import ALINEA, ARTICLE, BELOW, PARTS, Document, Provision

# ---- the words of the languages ----------------------------------------------------------------------------------------------------

LEVELS: tuple[str, ...] = (
    # articles
    r"стать(?:я|и|е|ю|ей|ёй|ям|ями|ях)|статей|ст|articles?|art[ií]culos?|artigos?|articol[oi]|artikeln?|artikels|arts?",
    # sections of a statute; in Brazil, the paragraphs of an article
    r"sections?|§§?",
    # what an article is divided into
    r"част(?:ь|и|ью|ям|ями|ях|ей)|ч|subsections?|absätzen?|absatz(?:es)?|abs|comm[ai]",
    r"пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|п|paragraphs?|clauses?|paragraphes?|apartados?|p[aá]rrafos?|par[aá]grafos?|n\.?[ºo°]",
    r"подпункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|пп|sub-?paragraphs?|sub-?clauses?|points?|nummern?|nr|n[uú]meros?|numer[oi]|punt[oi]s?|incisos?",
    r"items?|buchstaben?|lettres?|letras?|al[ií]neas?|letter[ae]",
)
"""The words for the levels of a reference, outermost first, in all their forms. A paragraph without a number is none: it does not deepen a citation."""

LEVELS_BEHIND: Mapping[int, str] = {0: r"бап", 3: r"тарма[қғ](?!ша)", 4: r"тармақша"}
"""The words for the levels that stand behind the number, whatever their ending: the Kazakh ones."""

DIVISIONS: Mapping[str, str] = {
    "book": r"книг(?:а|и|е|у|ой)|books?|livres?|libros?|livros?|buch(?:es)?|libri",
    "part": r"parts?|parties?|partes?|teil(?:es|s)?",
    "title": r"titles?|titres?|t[ií]tulos?|titels?|titol[oi]",
    "chapter": r"глав(?:а|ы|е|у|ой)|chapters?|chapitres?|cap[ií]tulos?|kapitels?|cap[oi]",
    "section": r"раздел(?:а|у|ом|е|ы)?|abschnitt(?:es|s)?|sección|secciones|seção|seções|sezion[ei]",
    "subsection": r"подраздел(?:а|у|ом|е)?|unterabschnitt(?:es|s)?|sous-sections?",
}
"""The words for what holds articles, in all their forms, by kind."""

DIVISIONS_BEHIND: Mapping[str, str] = {"chapter": r"тарау", "section": r"бөлім"}
"""The same, where they stand behind the number."""

PREAMBLE = r"преамбул\w*|preamble|pr[eé]ambule|pre[aáâ]mbulo|preambolo|präambel|кіріспе\w*"

VERBS: Mapping[str, str] = {
    "insertion": r"дополнить|дополняется|дополнен[аоы]?|insert(?:ed|ing)?|add(?:ed|ing)?|ins[eé]r[eé]\w*|ajout[eé]\w*|compl[eé]t[eé]e?s?"
    r"|añad\w+|adicion\w+|agreg\w+|acrescent\w+|aditad\w+|eingefügt|angefügt|ergänzt|inserit[aeio]|aggiunt[aeio]|толықтыр\w+",
    "repeal": r"исключить|исключается|исключаются|исключен[аоы]?|отменить|утратившими?\s+силу|repealed|repeal|deleted?|omit(?:ted)?"
    r"|abrog[eé]\w*|supprim[eé]\w*|derog\w+|suprim\w+|revogad\w+|eliminad\w+|aufgehoben|gestrichen|entfällt|entfallen|abrogat[aeio]"
    r"|soppress[aeio]|алып\s+таста\w+|алынып\s+таста\w+",
    "substitution": r"изложить|излагается|заменить|заменяется|заменяются|substituted?|replaced?|amended|amend|remplac[eé]\w*|modifi[eé]\w*"
    r"|(?:est|sont)\s+(?:ainsi\s+)?rédigée?s?|sustitu\w+|modifica\w*|reforma\w*|queda\w*|substitu[ií]\w+|alterad\w+|ersetzt|gefa(?:ss|ß)t|geändert|lautet|erhält"
    r"|sostitui\w+|ауыстыр\w+|жазылсын|өзгертілсін",
    "renumbering": r"считать|renumber(?:ed)?|redesignated?|devien\w+|renum[eé]rot\w+|renumera\w+",
}
"""What an item tells to do, by the class of change in the words of Akoma Ntoso."""

PIECES = (
    r"слов(?:о|а|ом|ами|ах)?|цифр\w+|абзац\w*|част(?:ь|и|ью|ями)(?!\s*\d)|предложени\w+|заголов\w+|наименовани\w+|words?|sentences?|figures?"
    r"|heading|mots?|phrases?|alinéas?|intitulé|palabras?|frases?|palavras?|epígrafe|wort\w*|wörter\w*|satz|sätze\w*|angabe\w*|überschrift"
    r"|parol[ae]|period[oi]|rubrica|сөз\w*|бөлі[гк]\w*"
)
"""Words for what is less than a numbered provision: who inserts or repeals such a piece amends the provision."""

ANCHORS = r"после|перед|after|before|following|apr[eè]s|avant|nach|vor|tras|después\s+del?|antes\s+del?|após|dopo|prima\s+del"
"""Words behind which stands the place of an insertion, not what is amended."""
ANCHORS_BEHIND = r"кейін"

LINKS = r"of|to|in|the|de|du|des|del|della|dell|dello|do|da|dos|das|der|dem|den|la|le|les|el|los|al|l|o|a"
"""What may stand between a paragraph and the article it is of."""

# ---- reading references ------------------------------------------------------------------------------------------------------------

_ADVERBS = "|".join(sorted(LATIN, key=len, reverse=True))
_ONE = (
    rf"\(?(?:\d+(?:[.\-‑]\d+)*(?:\.?[ºª°]|er\b|ère\b)?(?:[\s-]?(?:{_ADVERBS})(?!\w)(?!\s*\d))?(?:-?[a-zа-я](?!\w))?"
    r"|(?-i:[IVXLCDM]+)(?:[\s-](?:bis|ter|quater))?(?!\w)|[a-zа-я]{1,2}\)|[a-z](?![\w'’]))\)?(?:\s?\([a-zа-я0-9]{1,4}\)){0,6}"
)
_AND = r"\s*,?\s*(?:и|или|and|or|et|ou|und|oder|sowie|y|e|ed|o|және)\s+|\s*,\s*"
_TO = r"\s*[–—]\s*|\s+(?:to|through|по|à|al?|ao|até|bis)\s+"
_LIST, _SHORT_LIST = (rf"(?P<numbers>{_ONE}(?:(?:{_AND}|{_TO}){_ONE}){{0,{more}}})" for more in (400, 20))
"""Bounded, so that a text of nothing but numbers takes no longer to read than any other."""


def _groups(words: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{name}>{forms})" for name, forms in words.items())


def _by_level(words: Mapping[int, str]) -> dict[str, str]:
    return {f"level{level}": forms for level, forms in words.items()}


_MENTIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w-])(?:{_groups(_by_level(dict(enumerate(LEVELS))))}|{_groups(DIVISIONS)})(?!\w)\.?\s*{_LIST}",
        rf"(?<![\w-]){_SHORT_LIST}\s*[-–]?\s*(?:{_groups(_by_level(LEVELS_BEHIND))}|{_groups(DIVISIONS_BEHIND)})\w*",
        rf"(?<!\w)(?P<preamble>{PREAMBLE})(?!\w)",
    )
)
_SPLIT = re.compile(rf"({_TO})|(?:{_AND})", re.IGNORECASE)
_VERBS = re.compile(rf"(?<!\w)(?:{_groups(VERBS)})(?!\w)", re.IGNORECASE)
_PIECES = re.compile(rf"(?<!\w)(?:{PIECES})(?!\w)", re.IGNORECASE)
_LINK = re.compile(rf"\s*(?:(?:{LINKS})(?:\s+|['’]\s*)){{0,3}}", re.IGNORECASE)
_ANCHOR = re.compile(rf"(?<!\w)(?:{ANCHORS})\s+(?:(?:{LINKS})(?:\s+|['’]\s*)){{0,2}}$", re.IGNORECASE)
_ANCHOR_BEHIND = re.compile(rf"\s+(?:{ANCHORS_BEHIND})(?!\w)", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r";|,(?!\s*(?:\d|\(?\w{1,3}\)))|\.(?=\s)")

_LETTER = re.compile(r"[«„“\"](\w)[»“”\"]")
_QUOTES = tuple(re.compile(pattern) for pattern in (r"«[^«»]*»", r"„[^„“”]*[“”]", r"“[^“”]*”", r'"[^"]*"'))
_OPEN = re.compile(r"[«„“].*", re.DOTALL)
_OPENING = ("«", "„", "“", '"')
_AS_FOLLOWS = ("as follows.", "as follows")

_LETTERED = 4
"""From this level on a letter without a bracket is a number ("point a")."""
_HEADS = 1
"""A reference is complete when it begins at this level or above: with an article or a section."""
_LONGEST_RANGE, _MOST_AT_ONCE, _DEEPEST_QUOTE, _LONGEST_ANCHOR = 200, 1000, 4, 40

Path = tuple[tuple[int, str], ...]
"""A reference: the level and the number of each step, outermost first; a division or the preamble is a step of level -1, with its kind."""


@frozen
class _Mention:
    """A level with its numbers: "paragraphs 2 and 3"."""

    level: int
    numbers: tuple[str, ...]
    start: int
    end: int


@frozen
class _Phrase:
    """Mentions that make one reference: "paragraph 2 of Article 15". An anchor says where something is inserted."""

    mentions: tuple[_Mention, ...]
    anchor: bool = False

    @property
    def outermost(self) -> int:
        return self.mentions[-1].level

    @property
    def innermost(self) -> int:
        return self.mentions[0].level

    @property
    def start(self) -> int:
        return self.mentions[0].start

    @property
    def end(self) -> int:
        return self.mentions[-1].end

    def complete(self, context: Sequence[Path]) -> tuple[Path, ...]:
        """The references that it makes, completed from what it stands in; none when they are more than an item can mean."""
        above = dict.fromkeys(tuple(step for step in path if step[0] < self.outermost) for path in context) or {(): None}
        if prod(len(m.numbers) for m in self.mentions) * len(above) > _MOST_AT_ONCE:
            return ()
        own = list(product(*(tuple((m.level, number) for number in m.numbers) for m in reversed(self.mentions))))
        return tuple((*path, *steps) for path in above for steps in own)


def _instruction(text: str) -> str:
    """The text without what it quotes; a lone letter in quotation marks is the number of a point."""
    plain = _LETTER.sub(r"(\1)", text)
    for quotes in _QUOTES:
        for _ in range(_DEEPEST_QUOTE):
            plain = quotes.sub(" … ", plain)
    return _OPEN.sub(" … ", plain)


def _read_mentions(text: str) -> list[_Mention]:
    found: list[_Mention] = []
    for pattern in _MENTIONS:
        taken = {n for m in found for n in range(m.start, m.end)}
        mentions = [_read_mention(match) for match in pattern.finditer(text)]
        found += [m for m in mentions if m.numbers and taken.isdisjoint(range(m.start, m.end))]
    return sorted(found, key=lambda m: m.start)


def _read_mention(match: re.Match[str]) -> _Mention:
    groups = match.groupdict()
    name = _named(groups)
    if name == "preamble":
        return _Mention(-1, (name,), *match.span())
    if name in DIVISIONS:
        return _Mention(-1, tuple(f"{name} {number}" for number in _read_numbers(groups["numbers"], letters=False)), *match.span())
    level = int(name.removeprefix("level"))
    return _Mention(level, tuple(_read_numbers(groups["numbers"], letters=level >= _LETTERED)), *match.span())


def _named(groups: Mapping[str, str | None]) -> str:
    """The name of the group that was found."""
    return next(name for name, value in groups.items() if value is not None and name != "numbers")


def _read_numbers(text: str, *, letters: bool) -> Iterator[str]:
    """The numbers of a list, with all that a range stands for."""
    pieces = _SPLIT.split(text)
    previous = ""
    for number, to in zip(pieces[::2], [None, *pieces[1::2]], strict=True):
        if not letters and len(number) == 1 and number.islower():
            continue
        label = _label(number)
        if to and previous.isdecimal() and label.isdecimal() and 0 < int(label) - int(previous) <= _LONGEST_RANGE:
            yield from map(str, range(int(previous) + 1, int(label)))
        yield label
        previous = label


def _label(number: str) -> str:
    """A number without its bracket; those in brackets behind it keep theirs: ``"5(2)"``."""
    first, *inner = filter(None, re.split(r"[()\s]*[()][()\s]*", number.replace("‑", "-")))
    read = read_number(first)
    return (read.label if read else first) + "".join(f"({piece})" for piece in inner)


def _read_phrases(text: str) -> list[_Phrase]:
    """The mentions, put together where each is of the next."""
    groups: list[list[_Mention]] = []
    for mention in _read_mentions(text):
        last = groups[-1][-1] if groups else None
        if last and mention.level < last.level and _LINK.fullmatch(text, last.end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    phrases: list[_Phrase] = []
    for group in groups:
        phrase = _Phrase(tuple(group))
        phrases.append(evolve(phrase, anchor=_is_anchor(text, phrase, phrases[-1] if phrases else None)))
    return phrases


def _is_anchor(text: str, phrase: _Phrase, before: _Phrase | None) -> bool:
    if before and before.anchor and before.innermost < phrase.outermost and _LINK.fullmatch(text, before.end, phrase.start):
        return True
    return bool(_ANCHOR.search(text[max(0, phrase.start - _LONGEST_ANCHOR) : phrase.start]) or _ANCHOR_BEHIND.match(text, phrase.end))


# ---- reading items -----------------------------------------------------------------------------------------------------------------


@frozen(eq=False)
class Amended:
    """A provision that an item of an amending act amends.

    Attributes:
        citation: The provision, as it would be cited; a division with its kind (``"section VI"``), the preamble as ``"preamble"``.
        item: The item of the act.
        how: What becomes of it: "insertion", "repeal", "substitution" or "renumbering".
    """

    citation: Citation
    item: Provision
    how: str

    def __repr__(self) -> str:
        return f"<{self.how} of {self.citation} by {self.label}>"

    @property
    def label(self) -> str:
        """The item in words: ``"item 8(3) of article 1"``."""
        article, numbers = self.item.citation.article, self.item.citation.paragraphs
        if not numbers:
            return f"article {article}" if article[:1].isdecimal() else article or "the act"
        item = numbers[0] + "".join(f"({number})" for number in numbers[1:])
        return f"item {item} of article {article}" if article else f"item {item}"


@frozen
class _Reading:
    """What an item says: what it amends and how, and what the items under it need to know."""

    amended: tuple[tuple[Path, str], ...] = ()
    context: tuple[Path, ...] = ()
    how: str = ""


@frozen
class _Clause:
    """A part of an item with its verbs: where each stands and what it tells to do."""

    end: int
    verbs: tuple[tuple[int, str], ...]
    of_pieces: bool

    def how(self, phrase: _Phrase) -> str:
        """What becomes of what a phrase names: what the next verb says, or else the last one."""
        following = bisect_left(self.verbs, (phrase.start, ""))
        how = self.verbs[min(following, len(self.verbs) - 1)][1]
        return "substitution" if self.of_pieces and how in {"insertion", "repeal"} else how


def find_amended(act: Document) -> tuple[Amended, ...]:
    """What the items of an amending act amend, in the order of the act.

    Args:
        act: The act. What it quotes is read as provisions of kind "quotation", or stands in quotation marks.
    """
    return tuple(_walk(act.root, _Reading()))


def _walk(item: Provision, above: _Reading) -> Iterator[Amended]:
    """What an item amends, and what those under it do; one that only opens the list of those under it amends nothing itself."""
    own = context = _read_item(item, above)
    inner: list[Amended] = []
    for child in item.children:
        if child.kind in PARTS[1:] or child.own.startswith(_OPENING):
            continue
        inner += _walk(child, context)
        if _speaks_for_the_next(child):
            context = _read_item(child, context)
    if not (inner and _opens_list(item)) and not _announces(item):
        for path, how in own.amended:
            yield Amended(_cite(path), item, how)
    yield from inner


def _opens_list(item: Provision) -> bool:
    return item.text.rstrip().endswith(":")


def _announces(item: Provision) -> bool:
    """Whether an item only says that those behind it amend."""
    return not item.children and item.text.endswith(_AS_FOLLOWS)


def _speaks_for_the_next(item: Provision) -> bool:
    """Whether an item opens the list of those that stand beside it, and not under it."""
    return _announces(item) or (not item.children and item.kind == ALINEA and _opens_list(item))


def _read_item(item: Provision, above: _Reading) -> _Reading:
    text = _instruction(item.text)
    phrases, clauses = _read_phrases(text), _read_clauses(text, above.how)
    amended: list[tuple[Path, str]] = []
    named: list[Path] = []
    context = above.context
    for phrase, following in zip(phrases, [*phrases, None][1:], strict=True):
        context = phrase.complete(context)
        clause = clauses[bisect_right(clauses, phrase.start, key=lambda c: c.end)]
        if phrase.anchor or (following and following.start < clause.end and following.outermost > phrase.innermost):
            continue
        named += context
        how = clause.how(phrase)
        amended += [(path, how) for path in context if how and path[0][0] <= _HEADS]
    return _Reading(tuple(amended), tuple(named) or context, clauses[-1].verbs[-1][1] if _opens_list(item) else "")


def _read_clauses(text: str, how: str) -> list[_Clause]:
    """The parts of an item that have a verb each; one that has none takes that of the part before it, the first that of the item above."""
    verbs = [(m.start(), _named(m.groupdict())) for m in _VERBS.finditer(text)]
    clauses: list[_Clause] = []
    start = first = 0
    for end in [*(m.start() for m in _CLAUSE_ENDS.finditer(text)), len(text) + 1]:
        last = bisect_left(verbs, (end, ""))
        if last > first or end > len(text):
            own = tuple(verbs[first:last]) or ((-1, how),)
            clauses.append(_Clause(end, own, of_pieces=bool(_PIECES.search(text, start, end))))
            start, first, how = end, last, own[-1][1]
    return clauses


def _cite(path: Path) -> Citation:
    """The citation of a reference; a division that holds an article is no part of it."""
    first, *inner = [number for level, number in path if level >= 0] or [path[-1][1]]
    return Citation(first + "".join(f"({number.replace('(', ')(', 1).removesuffix(')')})" for number in inner))


# ---- joining with an alignment -----------------------------------------------------------------------------------------------------

Place = tuple[Key | str, ...]
"""A citation in keys that do not depend on the spelling of a number: IV is 4."""


def amending_provisions(alignment: Alignment, act: Document) -> Mapping[str, tuple[Amended, ...]]:
    """The items of an amending act behind each change, by :attr:`~constitution_diff.text.pairing.TextChange.number`.

    Args:
        alignment: The comparison of the text before the act with the text after it.
        act: The act.

    Returns:
        For each change the items that name its provision itself, then those that name what is under it, then those that name what it is under.
        Changes that no item names are left out.
    """
    by_head: defaultdict[Key | str, list[tuple[Place, Amended]]] = defaultdict(list)
    for amended in find_amended(act):
        place = _place(amended.citation)
        by_head[place[0]].append((place, amended))
    found: dict[str, tuple[Amended, ...]] = {}
    for change in alignment.changes:
        places = dict.fromkeys(_place_of(p) for p in (*change.before, *change.after))
        near = [(place, own, amended) for own in places for place, amended in by_head.get(own[0], ())]
        items = [amended for related in (_same, _under, _above) for place, own, amended in near if related(place, own)]
        if items:
            found[change.number] = tuple(dict.fromkeys((*found.get(change.number, ()), *items)))
    return found


def _same(place: Place, own: Place) -> bool:
    return place == own


def _under(place: Place, own: Place) -> bool:
    return len(place) > len(own) and place[: len(own)] == own


def _above(place: Place, own: Place) -> bool:
    return _under(own, place)


def _place_of(provision: Provision) -> Place:
    if provision.kind in (ARTICLE, *BELOW):
        return _place(provision.citation)
    return _place(Citation(f"{provision.kind} {provision.number}" if provision.number else provision.kind))


def _place(citation: Citation) -> Place:
    first = read_number(citation.article)
    head: Key | str = first.key if first else _place_of_division(citation.article)
    numbers = [read_number(label, letters=True) for label in citation.paragraphs]
    return (head, *(n.key if n else label for n, label in zip(numbers, citation.paragraphs, strict=True)))


def _place_of_division(name: str) -> str:
    kind, _, number = name.rpartition(" ")
    read = read_number(number)
    return f"{kind} {read.key}" if read else name
