"""Two versions of a document, provision by provision. Pure.

The ladder, rung by rung, each with what the rungs above have left: the mapping of the user; the same number and the same text; the same text under
another number; the same number and a similar text; a similar text elsewhere; one text found again in several, or several in one; the same number alone.
A text that recurs is known by its neighbours. The ladder is climbed for the articles of the whole document, then inside each pair, then for the
paragraphs that are left anywhere. What several fit equally well is left undecided and reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from attrs import define, evolve, field, frozen

from constitution_diff.model import Citation
from constitution_diff.problems import UserError
from constitution_diff.text.classes import classify
from constitution_diff.text.languages import says_repealed
from constitution_diff.text.mapping import Correspondence
from constitution_diff.text.pairing import Alignment, Ambiguity, Pairing
from constitution_diff.text.places import Neighbours, find_moved
from constitution_diff.text.provisions import ARTICLE, ASIDES, HEADED, HOLDERS, Document, Provision
from constitution_diff.text.similarity import Candidates, Words, contained, rank, similarity, words_in

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
LONGEST_FORMULA = 30
"""Words; a longer text is no formula that recurs with other words in it."""
MOST_NAMED = 8
"""How many candidates of an ambiguous case are named."""

Text = Callable[[Provision], str]
Key = Callable[[Provision], Hashable]


@frozen
class _Likeness:
    """How provisions are compared.

    Attributes:
        text: What of them is compared.
        exact: The fewest words of a text that is looked for under other numbers as it is.
        like: The fewest words of a text of which like ones are looked for there.
    """

    text: Text
    exact: int
    like: int


def _body(provision: Provision) -> str:
    return provision.body


_HEADINGS = _Likeness(lambda p: p.heading, 1, 1)
_INSIDE = _Likeness(_body, 1, SHORTEST_MOVE)
_ANYWHERE = _Likeness(_body, SHORTEST_MOVE, SHORTEST_MOVE)


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
    open: deque[Pairing] = field(factory=deque)
    """Pairings whose insides have not been looked at."""
    doubtful: dict[int, Ambiguity] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for document in (self.before, self.after):
            for provision in reversed(document.provisions):  # the innermost first, or a deep document would exhaust the stack
                _ = provision.body
        self.pair(self.before.root, self.after.root, "same-number", 1.0)

    # -- keeping --

    def pair(self, old: Provision, new: Provision, rung: str, alike: float) -> None:
        """Keep a pair, and remember to look inside."""
        pairing = Pairing((old,), (new,), rung, alike)
        self.keep(pairing)
        self.open.append(pairing)

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
            for side in (olds, news):
                for n, provision in enumerate(side):
                    if self.taken(provision) or provision in side[:n]:
                        what = f"The mapping names {provision.citation} twice."
                        raise UserError(f"{what} A provision corresponds to one, or is split or joined in one line.")
            pairing = Pairing(olds, news, "mapping", similarity(_words(olds), _words(news)) if olds and news else 0.0)
            self.keep(pairing)
            self.open.append(pairing)
        for pairing in tuple(self.made.values()):  # what is gone or new is so with all that is under it
            if not (pairing.before and pairing.after):
                for provision in self.free((*pairing.before, *pairing.after)[0].walk()):
                    self.keep(Pairing((provision,), (), "mapping", 0.0) if pairing.before else Pairing((), (provision,), "mapping", 0.0))

    def divisions(self) -> None:
        """Pair parts, chapters and sections, by their headings."""
        olds, news = ([p for p in d.provisions if p.kind in HEADED] for d in (self.before, self.after))
        self.climb(olds, news, lambda p: (p.citation if p.number else p.heading.lower(), p.kind), _HEADINGS)
        self.by_number(olds, news, key=lambda p: p.number and (p.citation, p.kind), text=_HEADINGS.text)

    def articles(self) -> None:
        """Pair the articles, wherever they stand: their numbers run through the whole document."""
        olds, news = self.before.articles, self.after.articles
        key = self._article_key(olds, news)
        self.climb(olds, news, key, _ANYWHERE)
        self.find_parts(olds, news)
        self.by_number(olds, news, key=key)
        self.by_range(olds, news)

    def inside(self) -> None:
        """Pair what stands inside the pairs."""
        while self.open:
            self.look_inside(self.open.popleft())

    def look_inside(self, pairing: Pairing) -> None:
        """Pair what stands in provisions that were paired; articles and what holds them have been paired by then."""
        olds, news = ([c for p in side for c in p.children if c.kind not in HOLDERS] for side in (pairing.before, pairing.after))
        if olds and news and not self._alike_throughout(pairing):
            self.climb(olds, news, _places(*pairing.before, *pairing.after), _INSIDE)

    def _alike_throughout(self, pairing: Pairing) -> bool:
        """Pair one by one what stands in two provisions that are the same to the letter; quicker than climbing, and nearly always all there is to do."""
        old, new = pairing.before[0], pairing.after[0]
        if pairing.similarity < 1 or old.kind != ARTICLE or len(pairing.before) + len(pairing.after) > 2 or old.body != new.body:  # noqa: PLR2004
            return False
        olds, news = ([p for p in above.walk() if p is not above and p.kind not in ASIDES] for above in (old, new))
        if (
            len(olds) != len(news)
            or self.taken(*olds, *news)
            or any(o.kind != n.kind or o.own != n.own for o, n in zip(olds, news, strict=True))
        ):
            return False
        for one, other in zip(olds, news, strict=True):
            self.keep(Pairing((one,), (other,), "same-number", 1.0))
        return True

    def anywhere(self) -> None:
        """Pair the paragraphs that are left with like ones in other articles; then those that have only their number in common."""
        olds, news = ([p for p in d.provisions if _may_move(p)] for d in (self.before, self.after))
        self.climb(olds, news, lambda _: None, _ANYWHERE)
        self.inside()
        self.find_parts(olds, news)
        queue = [pairing for pairing in dict.fromkeys(self.made.values()) if pairing.before and pairing.after]
        for pairing in queue:
            old, new = pairing.before[0], pairing.after[0]
            children = (self.free(old.children), self.free(new.children)) if old.children and new.children else ((), ())
            if all(children):
                self.by_number(*children, key=lambda p: (p.kind, p.number) if p.is_unit else None)
            while self.open:
                queue.append(self.open.popleft())
                self.look_inside(queue[-1])

    # -- the rungs --

    def climb(self, olds: Sequence[Provision], news: Sequence[Provision], key: Key, by: _Likeness) -> None:
        """All rungs but the last two, for some provisions in the order of the text; those that have been paired are only neighbours."""
        olds, news = ([p for p in side if p.kind not in ASIDES] for side in (olds, news))
        if not (self.free(olds) and self.free(news)):
            return
        self.same_text(olds, news, key, by)
        by_key = _index(self.free(news), key)
        same_key = [(old, by_key[k]) for old in self.free(olds) if (k := key(old)) is not None and k in by_key]
        self.same_number(same_key, by.text, SURE)
        self.similar_text(olds, news, key, by)
        self.same_number(same_key, by.text, LIKE)

    def same_text(self, olds: Sequence[Provision], news: Sequence[Provision], key: Key, by: _Likeness) -> None:
        """Pair those whose text stands once in each version; then those whose text recurs, by their places."""
        here, there = _grouped(self.free(olds), by.text), _grouped(self.free(news), by.text)
        shared = [said for said in here if said in there]
        often = {said for side in (olds, news) for said, times in Counter(map(by.text, side)).items() if times > 1} if shared else set()
        recurring = set()
        for said in shared:
            old, new = here[said][0], there[said][0]
            by_number = key(old) == key(new) is not None
            if said not in often and (by_number or len(words_in(said)) >= by.exact):
                self.pair(old, new, "same-number" if by_number else "same-text", 1.0)
            elif said in often:
                recurring.add(said)
        if recurring:
            self.recurring(olds, news, key, lambda p: said if (said := by.text(p)) in recurring else None)
            self.doubt({said: here[said] for said in recurring}, there, by.exact)

    def recurring(self, olds: Sequence[Provision], news: Sequence[Provision], key: Key, text: Callable[[Provision], str | None]) -> None:
        """Pair those whose text recurs: those between the same neighbours, those of the same number, those beside one same neighbour."""
        neighbours = Neighbours((olds, news), text, self.made)

        def pair(old: Provision, new: Provision | None) -> None:
            if new is not None and not self.taken(old, new) and text(old) == text(new):
                self.pair(old, new, "same-number" if key(old) == key(new) is not None else "same-text", 1.0)

        left = [old for old in self.free(olds) if text(old) is not None]
        for old in left:
            pair(old, neighbours.between(old))
        by_key = _index(self.free(news), key)
        for old in left:
            pair(old, by_key.get(key(old)))
        for old in (*left, *reversed(left)):
            pair(old, None if self.taken(old) else neighbours.beside_one(old))

    def doubt(self, here: Mapping[str, list[Provision]], there: Mapping[str, list[Provision]], shortest: int) -> None:
        """Report those whose text recurs and whose places do not tell which is which."""
        for said, found in here.items():
            left, others = self.free(found), self.free(there[said])
            if left and others and len(words_in(said)) >= max(shortest, SHORTEST_MOVE):
                candidates = tuple((new, 1.0) for new in others[:MOST_NAMED])
                self.doubtful.update({id(old): Ambiguity(old, "before", candidates) for old in left})

    def same_number(self, pairs: Iterable[tuple[Provision, Provision]], text: Text, least: float) -> None:
        for old, new in pairs:
            if self.taken(old, new):
                continue
            alike = _shared_parts(old, new) if text is _body and old.children and new.children else 0.0
            if alike < least:
                alike = similarity(words_in(text(old)), words_in(text(new)), least)
            if alike >= least:
                self.pair(old, new, "same-number", alike)

    def similar_text(self, olds: Sequence[Provision], news: Sequence[Provision], key: Key, by: _Likeness) -> None:
        """Pair each with the one most like it, where each is that to the other and no third comes near."""
        old_words, new_words = (
            {p: words for p in self.free(side) if len(words := words_in(by.text(p))) >= by.like} for side in (olds, news)
        )
        if not old_words or not new_words:
            return
        candidates, partner = Candidates(new_words), _index(new_words, key)
        ranked: dict[Provision, list[tuple[Provision, float]]] = {}
        rivals: dict[Provision, list[tuple[Provision, float]]] = defaultdict(list)
        for old, words in old_words.items():
            same = partner.get(key(old))
            alike = similarity(words, new_words[same]) if same else 0.0
            is_rest = same is not None and _is_rest(old, same, words, new_words[same], alike)
            least = max(alike + PREFERENCE, ELSEWHERE) if alike >= LIKE else ELSEWHERE
            like = (new for new in candidates.like(words) if new is not same) if not is_rest else ()
            others = rank(words, ((new, new_words[new]) for new in like), least)
            ranked[old] = others or ([(same, alike)] if same and (is_rest or alike >= LIKE) else [])
            for new, value in ranked[old]:
                rivals[new].append((old, value))
        for alike, old, new in sorted(((found[0][1], old, found[0][0]) for old, found in ranked.items() if found), key=lambda f: -f[0]):
            others = [*ranked[old][1:], *((o, a) for o, a in rivals[new] if o is not old)]
            if not all(alike - other >= MARGIN for provision, other in others if not self.taken(provision)):
                self.doubtful[id(old)] = Ambiguity(old, "before", tuple(ranked[old]))
            elif key(old) == key(new) is not None and not self.taken(new):
                self.pair(old, new, "same-number", alike)
            elif not (self.taken(new) or self.is_formula(old, olds, by.text) or self.is_formula(new, news, by.text)):
                self.pair(old, new, "similar-text", alike)

    def is_formula(self, provision: Provision, fellows: Iterable[Provision], text: Text) -> bool:
        """Whether something like it stands elsewhere in its own version too, with a counterpart; then a like text is no sign that it moved."""
        said = text(provision)
        words = words_in(said)
        near = (text(p) for p in fellows if p is not provision and self.taken(p)) if len(words) < LONGEST_FORMULA else ()
        return any(similarity(words, words_in(t), ELSEWHERE) >= ELSEWHERE for t in near if len(said) < 3 * len(t) < 9 * len(said))

    def find_parts(self, olds: Sequence[Provision], news: Sequence[Provision]) -> None:
        """Find provisions that were split, and those that were joined."""
        for wholes, others, split in ((olds, news, True), (news, olds, False)):
            if self.free(others):
                self._parts(wholes, others, split=split)

    def _parts(self, wholes: Iterable[Provision], others: Sequence[Provision], *, split: bool) -> None:
        """Add to each pair the free provisions whose text the whole has lost (or won); a whole without a counterpart needs two."""
        left = Candidates({p: lost for p in wholes if len(lost := self._lost(p)) >= SHORTEST_PART})
        found: dict[Provision, list[Provision]] = defaultdict(list)
        for part in self.free(others):
            words = words_in(part.body)
            likely = [w for w in left.like(words) if w.kind == part.kind] if len(words) >= SHORTEST_PART else []
            ranked = sorted(((w, share) for w in likely if (share := contained(words, left[w])) >= PART), key=lambda r: -r[1])
            if not ranked or self.is_formula(part, others, _body):
                continue
            whole, share = ranked[0]
            if any(share - other < MARGIN for _, other in ranked[1:]):
                if not any(id(w) in self.doubtful for w, _ in ranked):  # the same doubt, seen from the other side
                    self.doubtful.setdefault(id(part), Ambiguity(part, "after" if split else "before", tuple(ranked)))
                continue
            found[whole].append(part)
            left[whole] = _without(left[whole], words)  # what one part took, no other can take
        for whole, pieces in found.items():
            self._keep_parts(whole, pieces, split=split)

    def _keep_parts(self, whole: Provision, pieces: Sequence[Provision], *, split: bool) -> None:
        known = self.made.get(id(whole))
        first = () if known is None else known.after if split else known.before
        if known is None and len(pieces) == 1:
            return
        several = tuple(sorted((*first, *pieces), key=lambda p: p.line))
        before, after = ((whole,), several) if split else (several, (whole,))
        alike = similarity(_words(before), _words(after))
        if known is not None or alike >= LIKE:
            pairing = Pairing(before, after, "split" if split else "join", alike)
            self.keep(pairing)
            self.open.append(pairing)

    def _lost(self, whole: Provision) -> Words:
        """The words of a provision that its counterpart does not have; all of them when it has none."""
        known = self.made.get(id(whole))
        if known is None:
            return words_in(whole.body)
        if known.similarity == 1 or known.rung == "mapping" or len(known.before) != 1 or len(known.after) != 1:
            return ()
        other = known.after[0] if known.before[0] is whole else known.before[0]
        words, others = words_in(whole.body), words_in(other.body)
        if len(words) - known.similarity * (len(words) + len(others)) / 2 < SHORTEST_PART:  # it has not lost so many
            return ()
        return _without(words, others)

    def by_number(self, olds: Iterable[Provision], news: Iterable[Provision], *, key: Key, text: Text = _body) -> None:
        """Pair what has only its number in common."""
        by_key = _index(self.free(news), key)
        for old in self.free(olds):
            new = by_key.get(k) if (k := key(old)) is not None else None
            if new is not None and not self.taken(new):
                self.pair(old, new, "number-only", similarity(words_in(text(old)), words_in(text(new))))

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
        if not anew:
            return lambda p: p.number
        parents = {id(child): p for d in (self.before, self.after) for p in d.root.walk() for child in p.children}
        return lambda p: (id(self.made.get(id(parents[id(p)]), p)), p.number)

    # -- the result --

    def pairings(self) -> tuple[Pairing, ...]:
        """All pairings, in the order of the later version; what is gone stands where it stood."""
        moved = find_moved(self.before, self.after, self.made)
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

    def undecided(self) -> tuple[Ambiguity, ...]:
        """What was not decided, and has since found no counterpart or one by its number alone."""
        found = ((doubt, self.made.get(id(doubt.provision))) for doubt in self.doubtful.values())
        return tuple(doubt for doubt, known in found if known is None or known.rung == "number-only")


def _cited(document: Document, citation: Citation) -> Provision:
    found = document.find(citation)
    if found is None:
        raise UserError(
            f"The mapping names {citation!r}, and {document.name} has no such provision. Provisions are cited as in '44', '44(1)(2)'."
        )
    return found


def _words(provisions: Iterable[Provision]) -> Words:
    return tuple(word for p in provisions for word in words_in(p.body))


def _shared_parts(old: Provision, new: Provision) -> float:
    """How much of the text of two provisions stands in parts that are the same in both: at least so much alike they are."""
    olds, news = ({child.full for child in p.children if child.kind not in ASIDES} for p in (old, new))
    return 2 * sum(map(len, olds & news)) / ((len(old.body) + len(new.body)) or 1)


def _is_rest(old: Provision, new: Provision, words: Words, others: Words, alike: float) -> bool:
    """Whether one is what is left of the other: the rest was split off or joined to it, however much; no point of a list is left of the whole list."""
    if old.kind != ARTICLE and any(p.is_unit for p in old.children) != any(p.is_unit for p in new.children):
        return False
    shorter = min(len(words), len(others))
    return shorter >= SHORTEST_MOVE and alike * (len(words) + len(others)) / 2 >= PART * shorter


def _may_move(provision: Provision) -> bool:
    return provision.kind not in (*HOLDERS, *ASIDES, "document", "preamble", "preface", "quotation")


def _without(words: Words, others: Words) -> Words:
    """The words of a text that are left when those of another have been taken away."""
    taken = Counter(others)
    left = []
    for word in words:
        if taken[word] > 0:
            taken[word] -= 1
        else:
            left.append(word)
    return tuple(left)


def _places(*parents: Provision) -> Key:
    """The key of what stands in provisions: its number; without one, its place among those of its kind."""
    places: dict[int, Hashable] = {}
    for parent in parents:
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
