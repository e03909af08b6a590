"""The words by which legal texts name their parts, in English, Russian, Kazakh, French, Spanish, Portuguese, German and Italian. Pure.

A language is added here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from attrs import evolve, frozen

from constitution_diff.text.numbers import LATIN, Number, read_number
from constitution_diff.text.provisions import ARTICLE

_WORDS: Mapping[str, Mapping[str, str]] = {
    "article": {
        "en": "article articles art arts",
        "ru": "статья статьи ст",
        "kk": "бап баптар",
        "fr": "article articles art arts",
        "es": "artículo artículos articulo articulos art arts",
        "pt": "artigo artigos art arts",
        "de": "artikel art § §§",
        "it": "articolo articoli art artt",
    },
    "book": {"en": "book", "ru": "книга", "fr": "livre", "es": "libro", "pt": "livro", "de": "buch", "it": "libro"},
    "part": {"en": "part", "ru": "часть", "fr": "partie", "es": "parte", "pt": "parte", "de": "teil", "it": "parte"},
    "title": {"en": "title", "fr": "titre", "es": "título titulo", "pt": "título titulo", "de": "titel", "it": "titolo"},
    "chapter": {
        "en": "chapter",
        "ru": "глава",
        "kk": "тарау",
        "fr": "chapitre",
        "es": "capítulo capitulo",
        "pt": "capítulo capitulo",
        "de": "kapitel hauptstück",
        "it": "capo",
    },
    "section": {
        "en": "section",
        "ru": "раздел",
        "kk": "бөлім",
        "fr": "section",
        "es": "sección seccion",
        "pt": "seção secção secçao",
        "de": "abschnitt",
        "it": "sezione",
    },
    "subsection": {"en": "subsection", "ru": "подраздел параграф", "fr": "sous-section", "es": "subsección", "pt": "subseção", "de": "unterabschnitt"},
    "annex": {
        "en": "annex schedule appendix",
        "ru": "приложение",
        "kk": "қосымша",
        "fr": "annexe",
        "es": "anexo",
        "pt": "anexo",
        "de": "anlage anhang",
        "it": "allegato",
    },
}  # fmt: skip
"""By kind and language, the words that head a provision; several forms of one word stand side by side."""

PLURALS = frozenset("articles arts статьи баптар artículos articulos artigos artikel §§ articoli artt".split())  # noqa: SIM905
"""Words behind which "5-9" is a range; behind the singular it is the number of an inserted article. A German one has a letter."""

ABOVE_CHAPTERS = frozenset({"раздел", "бөлім"})
"""Sections that hold chapters."""

SERIES = (
    "amendment",
    "disposición adicional",
    "disposición transitoria",
    "disposición derogatoria",
    "disposición final",
    "disposição transitória",
    "disposição final",
    "disposizione transitoria",
    "disposizione finale",
    "disposition transitoire",
    "disposition finale",
)
"""What is numbered apart from the articles."""

_ORDINALS: Mapping[int, str] = {
    0: "preliminar preliminary préliminaire preliminare vorläufig",
    1: "first one premier première primero primera primer primeiro primo prima erster erste erstes первый первая único única unique unico unica único sole",
    2: "second two deuxième second seconde segundo segunda secondo seconda zweiter zweite zweites второй вторая",
    3: "third three troisième tercero tercera tercer terceiro terceira terzo terza dritter dritte drittes третий третья",
    4: "fourth four quatrième cuarto cuarta quarto quarta vierter vierte viertes четвертый четвертая",
    5: "fifth five cinquième quinto quinta fünfter fünfte fünftes пятый пятая",
    6: "sixth six sixième sexto sexta sesto sesta sechster sechste sechstes шестой шестая",
    7: "seventh seven septième séptimo séptima sétimo sétima settimo settima siebenter siebente siebter siebte седьмой седьмая",
    8: "eighth eight huitième octavo octava oitavo oitava ottavo ottava achter achte achtes восьмой восьмая",
    9: "ninth nine neuvième noveno novena nono nona neunter neunte neuntes девятый девятая",
    10: "tenth ten dixième décimo décima decimo decima zehnter zehnte zehntes десятый десятая",
    11: "eleventh eleven onzième undécimo undécima undicesimo undicesima elfter elfte elftes одиннадцатый одиннадцатая",
    12: "twelfth twelve douzième duodécimo duodécima dodicesimo dodicesima zwölfter zwölfte zwölftes двенадцатый двенадцатая",
}
ORDINALS = {word: value for value, words in _ORDINALS.items() for word in words.split()}
"""Numbers that are written as words."""

PREAMBLES = frozenset(
    {
        "preamble",
        "préambule",
        "preambule",
        "preámbulo",
        "preambulo",
        "preâmbulo",
        "preambolo",
        "präambel",
        "преамбула",
        "кіріспе",
        "преамбуласы",
    }
)
_NOTE = re.compile(r"\W*(?:сноска|примечание|ескерту|footnote|note|nota|anmerkung|remarque|редакционное примечание)\s?[.:]", re.IGNORECASE)
"""How a note of an editor begins."""

_REPEALED = re.compile(
    r"[\W_]*(?:(?:статья|статьи|пункт|article|articles?|artikel|art\.?)\W+)?"
    r"(?:исключен\w*|утратил\w*\s+силу|отменен\w*|алып\s+таста\w+|алынып\s+таста\w+|күші\s+жойыл\w+"
    r"|aufgehoben|weggefallen|entfallen|gestrichen|gegenstandslos"
    r"|abrog[ée]+s?|supprim[ée]+s?|derogad[oa]s?|suprimid[oa]s?|sin\s+contenido|revogad[oa]s?|abrogat[oaie]|soppress[oaie]"
    r"|repealed|omitted|deleted|\[?intentionally\s+left\s+blank)(?!\w)",
    re.IGNORECASE,
)
LONGEST_REPEAL = 40
"""Words; a longer text that begins so is no mere trace of a repeal."""
_LONGEST_TRACE = 1000

_KIND_OF = {word: kind for kind, languages in _WORDS.items() for words in languages.values() for word in words.split()}
_LANGUAGES_OF: dict[str, frozenset[str]] = {
    word: frozenset(lang for languages in _WORDS.values() for lang, words in languages.items() if word in words.split())
    for word in _KIND_OF
}

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_LONGEST_WORD = 40
_ROMAN_SIGNS = frozenset("IVXLCDMІХСМ")
_HEADING_WORDS = frozenset({*_KIND_OF, *ORDINALS, *(series.split(" ")[0] for series in SERIES)})
_NOTE_WORDS = frozenset("сноска примечание ескерту footnote note nota anmerkung remarque редакционное".split())  # noqa: SIM905
_ADVERBS = "|".join(sorted(LATIN, key=len, reverse=True))
_NUMBER = (
    rf"(?:\d{{1,4}}(?:[.\-‑]\d{{1,4}}){{0,5}}(?:\.?[ºª°]|er\b|ère\b|re\b)?(?:[\s-]?(?:{_ADVERBS})(?!\w)(?!\s+\d))?"
    r"(?:-?[a-zа-я](?!\w)|\s[a-z](?=[.:\s]*$))?(?!\w)"
    r"|(?-i:[IVXLCDMІХСМ]{1,8}(?:-?[A-Za-z]|[\s-]?(?:bis|ter|quater))?(?!\w))|(?-i:[A-ZА-Я])(?=\s*(?:[.:–—()\]-]|$)))"
)
_TO = "to|through|à|al?|bis|по|до"
_AND = "and|и|мен|et|y|e|und"
_HEADING = re.compile(
    rf"(?P<word>§§?|[^\W\d_]+(?:-[^\W\d_]+)?)(?P<plural>\.?)\s*(?:№\s*|n\.?º\s*)?(?P<number>{_NUMBER})"
    rf"(?:\s*(?P<to>[–—-]|{_TO}|{_AND})\s*(?P<last>{_NUMBER}))?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_FIRST = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s*(?P<to>[–—-]|{_AND})\s*(?P<last>{_NUMBER}))?(?:\s*[-–]\s*|\.?\s+)"
    r"(?P<word>баптар|бап|тарау|бөлім|қосымша|параграф|(?:unter)?abschnitt|teil|kapitel|titel|hauptstück|buch)(?!\w)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL_HEADING = re.compile(r"(?P<word>[^\W\d_]+)\s+(?P<number>[^\W\d_]+)(?P<rest>(?!\w).*)", re.DOTALL)
_ORDINAL_FIRST = re.compile(r"(?P<number>[^\W\d_]+)\s+(?P<word>[^\W\d_]+)(?P<rest>(?!\w).*)", re.DOTALL)
_SERIES_WORDS = "|".join(words.replace(" ", "\\s+") for words in SERIES)
_IN_SERIES = re.compile(
    rf"(?P<series>{_SERIES_WORDS})(?:\s+(?P<number>[^\W\d_]+|{_NUMBER}))?(?P<rest>(?!\w).*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"(?P<number>[IVXLCDM]{1,8}[a-z]?|[A-Z])(?P<rest>\.(?:\s.*|$))", re.DOTALL)
_SEPARATOR = re.compile(r"[\s.:)\]*–—-]*")


@frozen
class Heading:
    """The heading of a provision, taken apart.

    Attributes:
        kind: The kind of provision.
        marker: Its word and number, as they are written.
        number: Its number.
        last: The last number of a range, or None.
        rest: What stands behind the number.
        languages: The languages in which it could be written.
        outranks: Whether it holds chapters though its kind says otherwise.
        separated: Whether a sign parts the number from what stands behind it.
    """

    kind: str
    marker: str
    number: Number
    last: Number | None
    rest: str
    languages: frozenset[str]
    outranks: bool = False
    separated: bool = False


def find_heading(line: str, *, bare: bool = False) -> Heading | None:
    """The heading that a line begins with, or None.

    Args:
        line: The line.
        bare: Whether a numeral alone may be a heading ("II. The President"): where the markup says that the line is one.
    """
    first = line[:1]
    if first.isdecimal() or (first in _ROMAN_SIGNS and _NUMBER_FIRST.match(line)):
        readers = _NUMBER_FIRST_READER
    elif first == "§" or (first.isalpha() and _first_word(line) in _HEADING_WORDS):
        readers = _READERS
    else:
        readers = ()
    for pattern, read in readers:
        found = pattern.match(line)
        heading = found and read(found)
        if heading:
            return heading
    found = _BARE.match(line) if bare else None
    return _heading(found, "division", read_number(found["number"])) if found else None


def _by_word(found: re.Match[str]) -> Heading | None:
    word = found["word"].lower()
    kind = _KIND_OF.get(word)
    if kind is None:
        return None
    number, last = _numbers(found, word)
    if last:
        heading = _heading(found, kind, number, word)
        return heading and evolve(heading, last=last)
    return _heading(found, kind, read_number(found["number"]), word, "to" if found["to"] else "rest")


def _by_number(found: re.Match[str]) -> Heading | None:
    word = found["word"].lower()
    number, last = _numbers(found, word)
    heading = _heading(found, _KIND_OF[word], number, word)
    return heading and evolve(heading, last=last)


def _numbers(found: re.Match[str], word: str) -> tuple[Number | None, Number | None]:
    """The number behind a word, or the first and the last one of a range: "5 to 9", "5 and 6"; behind a plural "5-9"."""
    first, last = read_number(found["number"]), None
    if found["to"] and (word in PLURALS or found["to"] != "-"):
        last = read_number(found["last"])
        if last and first and found["to"].lower() in _AND.split("|") and last.key[0][0] - first.key[0][0] != 1:
            last = None
    elif word in PLURALS and (inner := re.fullmatch(r"(\d+)-(\d+)", found["number"])):
        first, last = read_number(inner[1]), read_number(inner[2])
    return (first, last) if first and last and first < last else (read_number(found["number"]), None)


def _by_ordinal(found: re.Match[str]) -> Heading | None:
    word, value = found["word"].lower(), ORDINALS.get(found["number"].lower())
    kind = _KIND_OF.get(word)
    if kind is None or value is None:
        return None
    return _heading(found, kind, Number("", ((value, ""),), found["number"]), word)


def _by_series(found: re.Match[str]) -> Heading | None:
    series, label = " ".join(found["series"].lower().split()), found["number"] or ""
    value = ORDINALS.get(label.lower(), None if label else 1)
    number = read_number(label, series=series) if value is None else Number(series, ((value, ""),), label)
    return _heading(found, ARTICLE, number)


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Heading | None]]
_NUMBER_FIRST_READER: tuple[_Reader, ...] = ((_NUMBER_FIRST, _by_number),)
_READERS: tuple[_Reader, ...] = (
    (_HEADING, _by_word),
    (_IN_SERIES, _by_series),
    (_ORDINAL_HEADING, _by_ordinal),
    (_ORDINAL_FIRST, _by_ordinal),
)


def _heading(found: re.Match[str], kind: str, number: Number | None, word: str = "", rest_from: str = "rest") -> Heading | None:
    """The heading that was found, unless what stands for its number is none; ``rest_from`` is the group at which the rest begins."""
    if number is None:
        return None
    line, start = found.string, found.start(rest_from)
    separator = _SEPARATOR.match(line, start)
    end = separator.end() if separator else start
    return Heading(
        kind=kind,
        marker=line[:end].strip(),
        number=number,
        last=None,
        rest=line[end:].strip(),
        languages=_LANGUAGES_OF.get(word, frozenset()),
        outranks=word in ABOVE_CHAPTERS,
        separated=bool(line[start:end].strip()),
    )


def is_note(line: str) -> bool:
    """Whether a line begins like a note of an editor."""
    return _first_word(line) in _NOTE_WORDS and bool(_NOTE.match(line))


def _first_word(line: str) -> str:
    found = _WORD.search(line, 0, _LONGEST_WORD)
    return found[0].lower() if found else ""


def says_repealed(text: str) -> bool:
    """Whether a text only says that what stood here was repealed."""
    return len(text) <= _LONGEST_TRACE and _says_repealed(text)


@lru_cache(maxsize=4096)
def _says_repealed(text: str) -> bool:
    return bool(_REPEALED.match(text)) and len(text.split()) <= LONGEST_REPEAL
