"""Two versions of a document, provision by provision. Pure.

The ladder, rung by rung, each with what the rungs above have left: the mapping of the user; the same number and the same text; the same text under
another number; the same number and a similar text; a similar text elsewhere; one text found again in several, or several in one; the same number alone.
It is climbed for the articles of the whole document, then inside each pair, then for the paragraphs that are left anywhere. What several fit equally
well is left undecided and reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence

from attrs import define, evolve, field

from constitution_diff.model import Citation
from constitution_diff.problems import UserError
from constitution_diff.text.classes import classify
from constitution_diff.text.languages import says_repealed
from constitution_diff.text.mapping import Correspondence
from constitution_diff.text.pairing import Alignment, Ambiguity, Pairing
from constitution_diff.text.provisions import ARTICLE, ASIDES, HEADED, HOLDERS, Document, Provision
from constitution_diff.text.similarity import Candidates, Words, contained, longest_increasing, rank, similarity, words_in

SURE, LIKE = 0.75, 0.45
"""How alike texts of the same number are that are taken for the same at once, and when nothing better is found."""
ELSEWHERE = 0.6
"""How alike a text is that is taken for the same under another number."""
PREFERENCE = 0.25
"""How much more alike a text under another number must be than the one under the same."""
MARGIN = 0.1
"""How much more alike the best candidate is than the next; otherwise the case is ambiguous."""
SHORTEST_MOVE = 6
"""Words; a shorter text is not looked for elsewhere: such sentences recur."""
PART = 0.8
"""How much of a provision stands in another that it was split from or joined to."""
SHORTEST_PART = 8

Text = Callable[[Provision], str]
Key = Callable[[Provision], Hashable]


def align(before: Document, after: Document, mapping: Sequence[Correspondence] = ()) -> Alignment:
    """Pair the provisions of two versions of a document.

    Args:
        before: The earlier version.
        after: The later version.
        mapping: What the user says corresponds, which comes before everything else.

    Raises:
        UserError: The mapping names a provision that is not there, or rapidfuzz is not installed.
    """
    aligner = _Aligner(before, after)
    aligner.map(mapping)
    aligner.divisions()
    aligner.articles()
    aligner.inside()
    aligner.anywhere()
    pairings = aligner.pairings()
    changes, renamings = classify(before, after, pairings)
    return Alignment(before, after, pairings, changes, aligner.undecided(), renamings)


@define(eq=False)
class _Aligner:
    before: Document
    after: Document
    made: dict[int, Pairing] = field(factory=dict)
    """The pairings, by the identity of each provision in them."""
    open: deque[tuple[Provision, Provision]] = field(factory=deque)
    """Pairs whose insides have not been looked at."""
    doubtful: dict[int, Ambiguity] = field(factory=dict)
    parents: dict[int, Provision] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for document in (self.before, self.after):
            for provision in document.root.walk():
                self.parents.update((id(child), provision) for child in provision.children)
        self.pair(self.before.root, self.after.root, "same-number", 1.0)

    # -- keeping --

    def pair(self, old: Provision, new: Provision, rung: str, alike: float) -> None:
        """Keep a pair, and remember to look inside."""
        self.keep(Pairing((old,), (new,), rung, alike))
        self.open.append((old, new))

    def keep(self, pairing: Pairing) -> None:
        for provision in (*pairing.before, *pairing.after):
            self.made[id(provision)] = pairing

    def free(self, provisions: Iterable[Provision]) -> list[Provision]:
        """Those that have no counterpart yet; notes never have one."""
        return [p for p in provisions if id(p) not in self.made and p.kind not in ASIDES]

    def taken(self, *provisions: Provision) -> bool:
        """Whether one of them has a counterpart."""
        return any(id(p) in self.made for p in provisions)

    # -- the order of the work --

    def map(self, mapping: Sequence[Correspondence]) -> None:
        """Pair what the user says corresponds."""
        for said in mapping:
            olds = tuple(_cited(self.before, citation) for citation in said.before)
            news = tuple(_cited(self.after, citation) for citation in said.after)
            for provision in (*olds, *news):
                if id(provision) in self.made:
                    raise UserError(
                        f"The mapping names {provision.citation} twice. A provision corresponds to one, or is split or joined in one line."
                    )
            alike = similarity(_words(olds), _words(news))
            self.keep(Pairing(olds, news, "mapping", alike))
            if olds and news:
                self.open.append((olds[0], news[0]))

    def divisions(self) -> None:
        """Pair parts, chapters and sections, by their headings."""
        olds, news = ([p for p in d.provisions if p.kind in HEADED] for d in (self.before, self.after))
        self.climb(olds, news, text=_heading, key=lambda p: (p.citation if p.number else p.heading.lower(), p.kind), shortest=1)
        self.by_number(olds, news, key=lambda p: p.number and (p.citation, p.kind))

    def articles(self) -> None:
        """Pair the articles, wherever they stand: their numbers run through the whole document."""
        olds, news = self.before.articles, self.after.articles
        key = self._article_key(olds, news)
        self.climb(olds, news, key=key)
        self.find_parts(olds, news)
        self.by_number(olds, news, key=key)
        self.by_range(olds, news)

    def inside(self) -> None:
        """Pair what stands inside the pairs."""
        while self.open:
            self.look_inside(*self.open.popleft())

    def look_inside(self, old: Provision, new: Provision) -> None:
        """Pair what stands in two provisions; articles and what holds them have been paired by then."""
        if old.children and new.children and not self._alike_throughout(old, new):
            olds, news = ([p for p in above.children if p.kind not in HOLDERS] for above in (old, new))
            self.climb(olds, news, key=_places(old, new))

    def _alike_throughout(self, old: Provision, new: Provision) -> bool:
        """Pair one by one what stands in two provisions that are the same to the letter; quicker than climbing, and nearly always all there is to do."""
        if old.body != new.body or len(old.children) != len(new.children) or old.kind != ARTICLE:
            return False
        olds, news = ([p for p in above.walk() if p is not above] for above in (old, new))
        inner = list(zip(olds, news, strict=False))
        if len(olds) != len(news) or self.taken(*olds, *news) or any(o.kind != n.kind or o.own != n.own for o, n in inner):
            return False
        for one, other in inner:
            if one.kind not in ASIDES:
                self.keep(Pairing((one,), (other,), "same-number", 1.0))
        return True

    def anywhere(self) -> None:
        """Pair the paragraphs that are left with like ones in other articles; then those that have only their number in common."""
        olds, news = self.free(self.before.provisions), self.free(self.after.provisions)
        self.climb([p for p in olds if _may_move(p)], [p for p in news if _may_move(p)], key=lambda _: None)
        self.inside()
        self.find_parts([p for p in self.before.provisions if _may_move(p)], self.free(news))
        queue: list[tuple[Provision, Provision]] = [
            (p.before[0], p.after[0]) for p in dict.fromkeys(self.made.values()) if p.before and p.after
        ]
        for old, new in queue:
            self.by_number(old.children, new.children, key=lambda p: (p.kind, p.number) if p.is_unit else None)
            while self.open:
                queue.append(self.open.popleft())
                self.look_inside(*queue[-1])

    # -- the rungs --

    def climb(
        self,
        olds: Iterable[Provision],
        news: Iterable[Provision],
        *,
        key: Key,
        text: Text = lambda p: p.body,
        shortest: int = SHORTEST_MOVE,
    ) -> None:
        """All rungs but the last two, for some provisions."""
        olds, news = self.free(olds), self.free(news)
        if not olds or not news:
            return
        by_key = _index(news, key)
        same_key = [(old, by_key[k]) for old in olds if (k := key(old)) is not None and k in by_key]
        for old, new in same_key:
            if text(old) == text(new) and not self.taken(old, new):
                self.pair(old, new, "same-number", 1.0)
        self.same_text(olds, news, text, shortest)
        self.same_number(same_key, text, SURE)
        self.similar_text(olds, news, text, shortest, key)
        self.same_number(same_key, text, LIKE)

    def same_text(self, olds: Iterable[Provision], news: Iterable[Provision], text: Text, shortest: int) -> None:
        olds, news = self.free(olds), self.free(news)
        there = _grouped(news, text)
        for said, found in _grouped(olds, text).items():
            others = there.get(said, [])
            if not others or len(words_in(said)) < shortest:
                continue
            if len(found) == 1 and len(others) == 1:
                self.pair(found[0], others[0], "same-text", 1.0)
            elif len(words_in(said)) >= SHORTEST_MOVE:
                for old in found:
                    self.doubtful[id(old)] = Ambiguity(old, "before", tuple((new, 1.0) for new in others))

    def same_number(self, pairs: Iterable[tuple[Provision, Provision]], text: Text, least: float) -> None:
        for old, new in pairs:
            if self.taken(old, new):
                continue
            alike = _shared_parts(old, new) if old.children and new.children else 0.0
            if alike < least:
                alike = similarity(words_in(text(old)), words_in(text(new)), least)
            if alike >= least:
                self.pair(old, new, "same-number", alike)

    def similar_text(self, olds: Iterable[Provision], news: Iterable[Provision], text: Text, shortest: int, key: Key) -> None:
        """Pair each with the one most like it, where each is that to the other and no third comes near."""
        old_words, new_words = ({p: words_in(text(p)) for p in self.free(ps)} for ps in (olds, news))
        old_words, new_words = ({p: w for p, w in ws.items() if len(w) >= shortest} for ws in (old_words, new_words))
        if not old_words or not new_words:
            return
        candidates, partner = Candidates(new_words), _index(new_words, key)
        ranked: dict[Provision, list[tuple[Provision, float]]] = {}
        for old, words in old_words.items():
            same = partner.get(key(old))
            alike = similarity(words, new_words[same]) if same else 0.0
            least = alike + PREFERENCE if alike >= LIKE else ELSEWHERE
            others = rank(words, ((new, new_words[new]) for new in candidates.like(words) if new is not same), max(least, ELSEWHERE))
            ranked[old] = others or ([(same, alike)] if same and alike >= LIKE else [])
        rivals: dict[Provision, list[tuple[Provision, float]]] = defaultdict(list)
        for old, found in ranked.items():
            for new, alike in found:
                rivals[new].append((old, alike))
        for alike, old, new in sorted(((found[0][1], old, found[0][0]) for old, found in ranked.items() if found), key=lambda f: -f[0]):
            others = [*ranked[old][1:], *((o, a) for o, a in rivals[new] if o is not old)]
            if all(alike - other >= MARGIN for provision, other in others if id(provision) not in self.made):
                if id(new) not in self.made:
                    self.pair(old, new, "same-number" if key(old) == key(new) is not None else "similar-text", alike)
            else:
                self.doubtful[id(old)] = Ambiguity(old, "before", tuple(ranked[old]))

    def find_parts(self, olds: Sequence[Provision], news: Sequence[Provision]) -> None:
        """Find provisions that were split, and those that were joined."""
        for wholes, parts, split in ((olds, self.free(news), True), (news, self.free(olds), False)):
            if parts:
                self._parts(wholes, parts, split=split)

    def _parts(self, wholes: Iterable[Provision], parts: Iterable[Provision], *, split: bool) -> None:
        """Join to each pair the free provisions whose text the whole has lost (or won) to the letter; a whole without a counterpart needs two."""
        left = {p: lost for p in wholes if len(lost := self._lost(p)) >= SHORTEST_PART}
        candidates = Candidates(left)
        found: dict[Provision, list[Provision]] = defaultdict(list)
        for part in parts:
            words = words_in(part.body)
            likely = [w for w in candidates.like(words) if w.kind == part.kind] if len(words) >= SHORTEST_PART else []
            best = max(likely, key=lambda w: contained(words, left[w]), default=None)
            if best is not None and contained(words, left[best]) >= PART:
                found[best].append(part)
        for whole, pieces in found.items():
            known = self.made.get(id(whole))
            if known is not None and len(known.before) == len(known.after) == 1:
                first: tuple[Provision, ...] = known.after if split else known.before
            elif known is None and len(pieces) > 1:
                first = ()
            else:
                continue
            several = tuple(sorted((*first, *pieces), key=lambda p: p.line))
            pairing = Pairing((whole,), several, "split", 0.0) if split else Pairing(several, (whole,), "join", 0.0)
            alike = similarity(_words(pairing.before), _words(pairing.after))
            self.keep(Pairing(pairing.before, pairing.after, pairing.rung, alike))
            if not first:
                self.open.append((pairing.before[0], pairing.after[0]))

    def _lost(self, whole: Provision) -> Words:
        """The words of a provision that its counterpart does not have; all of them when it has none."""
        known = self.made.get(id(whole))
        if known is None:
            return words_in(whole.body)
        if known.similarity == 1 or len(known.before) != 1 or len(known.after) != 1:
            return ()
        other = known.after[0] if known.before[0] is whole else known.before[0]
        kept = Counter(words_in(other.body))
        lost = []
        for word in words_in(whole.body):
            if kept[word]:
                kept[word] -= 1
            else:
                lost.append(word)
        return tuple(lost)

    def by_number(self, olds: Iterable[Provision], news: Iterable[Provision], *, key: Key) -> None:
        """Pair what has only its number in common."""
        by_key = _index(self.free(news), key)
        for old in self.free(olds):
            new = by_key.get(k) if (k := key(old)) is not None else None
            if new is not None and id(new) not in self.made:
                alike = similarity(words_in(old.body), words_in(new.body))
                self.pair(old, new, "number-only", alike)

    def by_range(self, olds: Iterable[Provision], news: Iterable[Provision]) -> None:
        """Pair with a range that was repealed each provision whose number lies in it."""
        ranges = [
            new for new in news if new.last is not None and new.number is not None and says_repealed(f"{new.heading} {new.text}".strip())
        ]
        for old in self.free(olds) if ranges else ():
            new = next((r for r in ranges if old.number and r.number and r.last and r.number <= old.number <= r.last), None)
            if new is not None:
                self.made[id(old)] = Pairing((old,), (new,), "same-number", 0.0)

    def _article_key(self, olds: Sequence[Provision], news: Sequence[Provision]) -> Key:
        """The number of an article; with the division it stands in where the articles are numbered anew in each."""
        anew = any(len({p.number for p in articles}) < 0.9 * len(articles) for articles in (olds, news) if articles)
        return (lambda p: (self.parents[id(p)].citation, p.number)) if anew else (lambda p: p.number)

    # -- the result --

    def pairings(self) -> tuple[Pairing, ...]:
        """All pairings, in the order of the later version; what is gone stands where it stood."""
        moved = self._moved()
        gone = self._gone()
        told: dict[int, Pairing] = {}
        for provision in (self.after.root, *self.after.provisions):
            if provision is not self.after.root and provision.kind not in ASIDES:
                pairing = self.made.get(id(provision)) or Pairing((), (provision,), "unpaired", 0.0)
                told.setdefault(id(pairing.after[0]), pairing)
            for old in gone.get(id(provision), ()):
                pairing = self.made.get(id(old)) or Pairing((old,), (), "unpaired", 0.0)
                told.setdefault(id(pairing.before[0]), pairing)
        return tuple(evolve(pairing, moved=True) if id(pairing) in moved else pairing for pairing in told.values())

    def _gone(self) -> dict[int, list[Provision]]:
        """What stands in no pairing with a later provision of its own, by the later provision behind which it is told."""
        gone: dict[int, list[Provision]] = defaultdict(list)
        anchor = self.after.root
        for old in self.before.provisions:
            known = self.made.get(id(old))
            if known is not None and known.after and self.made.get(id(known.after[0])) is known:
                anchor = known.after[-1]
            elif old.kind not in ASIDES:
                gone[id(anchor)].append(old)
        return gone

    def _moved(self) -> set[int]:
        """The pairings whose provisions passed others that kept their order."""
        place = {id(p): n for n, p in enumerate(self.after.provisions)}
        known = [self.made[id(p)] for p in self.before.provisions if p.is_unit and id(p) in self.made]
        plain = [
            k
            for k in dict.fromkeys(known)
            if len(k.before) == len(k.after) == 1 and k.rung != "number-only" and self.made[id(k.after[0])] is k
        ]
        kept = longest_increasing([place[id(k.after[0])] for k in plain])
        return {id(k) for n, k in enumerate(plain) if n not in kept}

    def undecided(self) -> tuple[Ambiguity, ...]:
        """What was not decided and has found no counterpart since."""
        return tuple(a for a in self.doubtful.values() if id(a.provision) not in self.made)


def _cited(document: Document, citation: Citation) -> Provision:
    found = document.find(citation)
    if found is None:
        raise UserError(
            f"The mapping names {citation!r}, and {document.name} has no such provision. Provisions are cited as in '44', '44(1)(2)'."
        )
    return found


def _words(provisions: Iterable[Provision]) -> Words:
    return tuple(word for p in provisions for word in words_in(p.body))


def _heading(provision: Provision) -> str:
    return provision.heading


def _shared_parts(old: Provision, new: Provision) -> float:
    """How much of the text of two provisions stands in parts that are the same in both: at least so much alike they are."""
    olds, news = ({child.full for child in p.children if child.kind not in ASIDES} for p in (old, new))
    return 2 * sum(map(len, olds & news)) / ((len(old.body) + len(new.body)) or 1)


def _may_move(provision: Provision) -> bool:
    return provision.kind not in (*HOLDERS, "document", "preamble", "preface", "quotation")


def _places(old: Provision, new: Provision) -> Key:
    """The key of what stands in two provisions: its number; without one, its place among those of its kind."""
    places: dict[int, Hashable] = {}
    for parent in (old, new):
        counts: Counter[str] = Counter()
        for child in parent.children:
            counts[child.kind] += 1
            places[id(child)] = (child.kind, child.number or counts[child.kind])
    return lambda p: places[id(p)]


def _index(provisions: Iterable[Provision], key: Key) -> dict[Hashable, Provision]:
    """By key; the first where a key stands twice."""
    found: dict[Hashable, Provision] = {}
    for provision in provisions:
        found.setdefault(key(provision), provision)
    found.pop(None, None)
    return found


def _grouped(provisions: Iterable[Provision], text: Text) -> dict[str, list[Provision]]:
    groups: dict[str, list[Provision]] = defaultdict(list)
    for provision in provisions:
        groups[text(provision)].append(provision)
    return groups
