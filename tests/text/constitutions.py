"""Small made-up constitutions in eight languages, as Markdown, and the tree that each is."""

from __future__ import annotations

import re

MARKDOWN = {
    "en": """
## Preamble

We, the people of Arcadia, give ourselves this law.

# Part I. The State

## Chapter 1

## Foundations

### Section A. The people

**Article 1. The republic**

1. Arcadia is a republic. It has:

- (a) a president;
- (b) a council, which
    - (i) makes laws;
    - (ii) hears reports.

2. All power comes from the people.

**Article 2**

The capital is Arca.

It may be moved by law.

**Article 2a. Seal**

The seal is round.

*Note. Article 2a was inserted in 1990.*

**Articles 3 to 5. Repealed**

# Part II

## Chapter 2. The president

**Article XIV**

The president is elected.

# Schedule 1. Oath

I swear.
""",
    "ru": """
## Преамбула

Мы, народ Аркадии, принимаем этот закон.

# Раздел I. Общие положения

## Глава 1. Государство

**Статья 1. Республика**

1. Аркадия есть республика. Она имеет:

- 1) президента;
- 2) совет, который:
    - а) издает законы;
    - б) слушает отчеты.

2. Вся власть у народа.

2-1. Народ голосует.

**Статья 2**

Столица - город Арка.

**Статья 71-1. Суд**

Суд один.

*Сноска. Статья 71-1 введена в 1999 году.*

**Статьи 72-74. Исключены**

# Раздел второй

**Статья 75 (исключена)**
""",
    "kk": """
## Кіріспе

Біз, Аркадия халқы, осы заңды қабылдаймыз.

# I бөлім. Жалпы ережелер

## 1-тарау. Мемлекет

**1-бап**

1. Аркадия - республика. Оның:

- 1) президенті бар;
- 2) кеңесі бар, ол:
    - а) заң шығарады;
    - ә) есеп тыңдайды;
    - б) сұрақ қояды.

2. Билік халықтікі.

**2-бап. Астана**

Астана - Арка қаласы.

**71-1-бап. Сот**

Сот біреу.

*Ескерту. 71-1-бап 1999 жылы енгізілді.*

**72-бап. Алып тасталды**

**73-75-баптар. Алып тасталды**
""",
    "fr": """
## Préambule

Le peuple arcadien proclame cette loi.

# TITRE PREMIER - DE LA SOUVERAINETÉ

**Article 1er**

L'Arcadie est une République.

Elle est une.

**Article 2.**

La langue est l'arcadien.

# TITRE II - LE PRÉSIDENT

## Chapitre III : Des pouvoirs

### Section 2 : Du choix

**Article 3-1**

Le président :

- 1° nomme ;
- 2° révoque :
    - a) les uns ;
    - b) les autres.

**Article 5 bis**

Texte inséré.

**Article 5 ter**

Autre texte inséré.

**Articles 6 à 8 (abrogés)**

*Note : il y avait là trois articles.*
""",
    "es": """
## Preámbulo

El pueblo arcadio da esta ley.

# TÍTULO PRELIMINAR

**Artículo 1**

1. Arcadia es un Estado.

2. Tiene:

- a) un rey;
- b) un consejo.

# TÍTULO I. De los derechos

## CAPÍTULO PRIMERO. De los arcadios

### Sección 1.ª De la libertad

**Artículo 2 bis. Libertad**

Todos son libres.

**Artículos 3 a 5. (Derogados)**

**Disposición adicional primera**

Esta ley se enseña.

**Disposición transitoria segunda**

El rey sigue.

**Disposición final**

Esta ley entra en vigor.
""",
    "pt": """
## Preâmbulo

Nós, o povo, damos esta lei.

# TÍTULO I

# DOS PRINCÍPIOS

## CAPÍTULO II

## DO ESTADO

Art. 1º A Arcádia é uma república e tem:

I - a soberania;

II - a paz:

- a) interna;
- b) externa.

Parágrafo único. Todo o poder vem do povo.

Art. 2º São poderes:

§ 1º O rei.

§ 2º O conselho:

I - antigo;

II - novo.

Art. 3º-A. Foi inserido.

Art. 10. O conselho decide.

Arts. 11 a 13. (Revogados)

Artigo 14.º

A capital é Arca.
""",
    "de": """
## Präambel

Das Volk gibt sich dieses Gesetz.

# Erster Teil. Der Bund

## Erstes Hauptstück. Allgemeines

### 1. Abschnitt: Ziele

**Artikel 1**

(1) Arkadien ist eine Republik.

(2) Es hat:

- 1. einen Präsidenten;
- 2. einen Rat:
    - a) mit Rechten;
    - b) mit Pflichten:
        - aa) kleinen;
        - bb) großen.

**Artikel 12a**

Das Siegel ist rund.

**Art. 13 Zweck**

1 Der Bund schützt.

2 Er fördert.

**Artikel 59–61 (aufgehoben)**

**Artikel 62-64 (weggefallen)**
""",
    "it": """
## Preambolo

Il popolo dà questa legge.

# PARTE PRIMA

# Dei diritti

## TITOLO I

## Dei rapporti

### Sezione II. Del consiglio

**Art. 1**

L'Arcadia è una repubblica.

La sovranità è del popolo.

**Art. 3-bis**

Il consiglio siede.

**Art. 3-ter. Capitale**

1. La capitale è:

- a) Arca;
- b) un'altra.

**Artt. 5-9. (Abrogati)**
""",
}

TREES = {
    "en": """
preamble [preamble] Preamble
.alinea [preamble] We, the people of Arcadia, give ourselves this law.
part [part I] Part I. The State
.chapter [part I, chapter 1] Chapter 1 Foundations
..section [part I, chapter 1, section A] Section A. The people
...article [1] Article 1. The republic
....paragraph [1(1)] 1. Arcadia is a republic. It has:
.....point [1(1)(a)] (a) a president;
.....point [1(1)(b)] (b) a council, which
......subpoint [1(1)(b)(i)] (i) makes laws;
......subpoint [1(1)(b)(ii)] (ii) hears reports.
....paragraph [1(2)] 2. All power comes from the people.
...article [2] Article 2 The capital is Arca.
....alinea [2] It may be moved by law.
...article [2a] Article 2a. Seal The seal is round.
....note [2a] Note. Article 2a was inserted in 1990.
...article [3] to 5 Articles 3 to 5. Repealed
part [part II] Part II
.chapter [part II, chapter 2] Chapter 2. The president
..article [XIV] Article XIV The president is elected.
annex [annex 1] Schedule 1. Oath
.alinea [annex 1] I swear.
""",
    "ru": """
preamble [preamble] Преамбула
.alinea [preamble] Мы, народ Аркадии, принимаем этот закон.
section [section I] Раздел I. Общие положения
.chapter [section I, chapter 1] Глава 1. Государство
..article [1] Статья 1. Республика
...paragraph [1(1)] 1. Аркадия есть республика. Она имеет:
....point [1(1)(1)] 1) президента;
....point [1(1)(2)] 2) совет, который:
.....subpoint [1(1)(2)(а)] а) издает законы;
.....subpoint [1(1)(2)(б)] б) слушает отчеты.
...paragraph [1(2)] 2. Вся власть у народа.
...paragraph [1(2-1)] 2-1. Народ голосует.
..article [2] Статья 2 Столица - город Арка.
..article [71-1] Статья 71-1. Суд Суд один.
...note [71-1] Сноска. Статья 71-1 введена в 1999 году.
..article [72] to 74 Статьи 72-74. Исключены
section [section второй] Раздел второй
.article [75] Статья 75 (исключена)
""",
    "kk": """
preamble [preamble] Кіріспе
.alinea [preamble] Біз, Аркадия халқы, осы заңды қабылдаймыз.
section [section I] I бөлім. Жалпы ережелер
.chapter [section I, chapter 1] 1-тарау. Мемлекет
..article [1] 1-бап
...paragraph [1(1)] 1. Аркадия - республика. Оның:
....point [1(1)(1)] 1) президенті бар;
....point [1(1)(2)] 2) кеңесі бар, ол:
.....subpoint [1(1)(2)(а)] а) заң шығарады;
.....subpoint [1(1)(2)(ә)] ә) есеп тыңдайды;
.....subpoint [1(1)(2)(б)] б) сұрақ қояды.
...paragraph [1(2)] 2. Билік халықтікі.
..article [2] 2-бап. Астана Астана - Арка қаласы.
..article [71-1] 71-1-бап. Сот Сот біреу.
...note [71-1] Ескерту. 71-1-бап 1999 жылы енгізілді.
..article [72] 72-бап. Алып тасталды
..article [73] to 75 73-75-баптар. Алып тасталды
""",
    "fr": """
preamble [preamble] Préambule
.alinea [preamble] Le peuple arcadien proclame cette loi.
title [title PREMIER] TITRE PREMIER - DE LA SOUVERAINETÉ
.article [1] Article 1er L'Arcadie est une République.
..alinea [1] Elle est une.
.article [2] Article 2. La langue est l'arcadien.
title [title II] TITRE II - LE PRÉSIDENT
.chapter [title II, chapter III] Chapitre III : Des pouvoirs
..section [title II, chapter III, section 2] Section 2 : Du choix
...article [3-1] Article 3-1 Le président :
....point [3-1(1)] 1° nomme ;
....point [3-1(2)] 2° révoque :
.....point [3-1(2)(a)] a) les uns ;
.....point [3-1(2)(b)] b) les autres.
...article [5 bis] Article 5 bis Texte inséré.
...article [5 ter] Article 5 ter Autre texte inséré.
...article [6] to 8 Articles 6 à 8 (abrogés)
....note [6] Note : il y avait là trois articles.
""",
    "es": """
preamble [preamble] Preámbulo
.alinea [preamble] El pueblo arcadio da esta ley.
title [title PRELIMINAR] TÍTULO PRELIMINAR
.article [1] Artículo 1
..paragraph [1(1)] 1. Arcadia es un Estado.
..paragraph [1(2)] 2. Tiene:
...point [1(2)(a)] a) un rey;
...point [1(2)(b)] b) un consejo.
title [title I] TÍTULO I. De los derechos
.chapter [title I, chapter PRIMERO] CAPÍTULO PRIMERO. De los arcadios
..section [title I, chapter PRIMERO, section 1] Sección 1.ª De la libertad
...article [2 bis] Artículo 2 bis. Libertad Todos son libres.
...article [3] to 5 Artículos 3 a 5. (Derogados)
...article [disposición adicional primera] Disposición adicional primera Esta ley se enseña.
...article [disposición transitoria segunda] Disposición transitoria segunda El rey sigue.
...article [disposición final] Disposición final Esta ley entra en vigor.
""",
    "pt": """
preamble [preamble] Preâmbulo
.alinea [preamble] Nós, o povo, damos esta lei.
title [title I] TÍTULO I DOS PRINCÍPIOS
.chapter [title I, chapter II] CAPÍTULO II DO ESTADO
..article [1] Art. 1º A Arcádia é uma república e tem:
...point [1(I)] I - a soberania;
...point [1(II)] II - a paz:
....point [1(II)(a)] a) interna;
....point [1(II)(b)] b) externa.
...paragraph [1(único)] Parágrafo único. Todo o poder vem do povo.
..article [2] Art. 2º São poderes:
...paragraph [2(1)] § 1º O rei.
...paragraph [2(2)] § 2º O conselho:
....point [2(2)(I)] I - antigo;
....point [2(2)(II)] II - novo.
..article [3-A] Art. 3º-A. Foi inserido.
..article [10] Art. 10. O conselho decide.
..article [11] to 13 Arts. 11 a 13. (Revogados)
..article [14] Artigo 14.º A capital é Arca.
""",
    "de": """
preamble [preamble] Präambel
.alinea [preamble] Das Volk gibt sich dieses Gesetz.
part [part Erster] Erster Teil. Der Bund
.chapter [part Erster, chapter Erstes] Erstes Hauptstück. Allgemeines
..section [part Erster, chapter Erstes, section 1] 1. Abschnitt: Ziele
...article [1] Artikel 1
....paragraph [1(1)] (1) Arkadien ist eine Republik.
....paragraph [1(2)] (2) Es hat:
.....point [1(2)(1)] 1. einen Präsidenten;
.....point [1(2)(2)] 2. einen Rat:
......subpoint [1(2)(2)(a)] a) mit Rechten;
......subpoint [1(2)(2)(b)] b) mit Pflichten:
.......subpoint [1(2)(2)(b)(aa)] aa) kleinen;
.......subpoint [1(2)(2)(b)(bb)] bb) großen.
...article [12a] Artikel 12a Das Siegel ist rund.
...article [13] Art. 13 Zweck
....paragraph [13(1)] 1 Der Bund schützt.
....paragraph [13(2)] 2 Er fördert.
...article [59] to 61 Artikel 59–61 (aufgehoben)
...article [62] to 64 Artikel 62-64 (weggefallen)
""",
    "it": """
preamble [preamble] Preambolo
.alinea [preamble] Il popolo dà questa legge.
part [part PRIMA] PARTE PRIMA Dei diritti
.title [part PRIMA, title I] TITOLO I Dei rapporti
..section [part PRIMA, title I, section II] Sezione II. Del consiglio
...article [1] Art. 1 L'Arcadia è una repubblica.
....alinea [1] La sovranità è del popolo.
...article [3-bis] Art. 3-bis Il consiglio siede.
...article [3-ter] Art. 3-ter. Capitale
....paragraph [3-ter(1)] 1. La capitale è:
.....point [3-ter(1)(a)] a) Arca;
.....point [3-ter(1)(b)] b) un'altra.
...article [5] to 9 Artt. 5-9. (Abrogati)
""",
}


def as_plain(markdown: str) -> str:
    """A made-up constitution without its markup."""
    return re.sub(r"(?m)^(?:#+ | *- )|\*", "", markdown)
