"""A number beside all that it could be bound to of one kind: what is asked of them again and again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat

from flows.extraction.linking.features import Features, yes
from flows.extraction.linking.features.rows import Shared
from flows.extraction.linking.figures.candidates import headings
from flows.extraction.linking.figures.named import START, Naming, Place, Slice, Thing
from flows.extraction.linking.figures.page import Page

# Words for a body, a time or a threat that is not named there.
_GENERIC = """
force forces constab unit agency police service officer detecti team office command lead nationa regiona region
country nationwi each other another year quarter half period same previou earlier before last month months these
those them threat such
"""
GENERIC = frozenset(_GENERIC.split())
PRONOUNS = frozenset(["we", "our", "us", "it", "its", "they", "their", "the"])
OWNERS = ("publisher", "overseen", "own force", "headed", "speaks")
# So many threats that are named last before a number are judged with it.
MOST_THREATS = 2
NOWHERE = (1 << 30, 0)
# Other things named in so many sentences before are counted.
MOST_SENTENCES = 40


@dataclass(eq=False)
class Pairing:
    """A number with all that it could be bound to of one kind.

    `described`: what the numbers of a page have in common.
    """

    page: Page
    place: Place
    kind: str
    things: list[Thing]
    described: dict[Hashable, Shared] = field(default_factory=dict)
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        self.low, self.high = self.page.edges(self.place.sentence)

    @cached_property
    def asked(self) -> list[Thing]:
        """Those that are worth judging: no threat that is named far away was ever the number's."""
        if self.kind != "threat":
            return self.things
        spans = (self.sentence, *(span for _, span in self.headings))
        return [
            thing
            for thing in self.things
            if self.order.get(thing, NOWHERE)[0] < MOST_THREATS or any(is_named_in(thing, span) for span in spans)
        ]

    @cached_property
    def own(self) -> list[str]:
        """The words of the number's sentence that may take up something named elsewhere."""
        tokens, at = self.page.tokens, self.place.token
        before = tokens[max(self.low, at - 30) : at]
        generic = [word for word in before if word in GENERIC]
        found = [f"last {generic[-1] if generic else ''}", f"opens {' '.join(tokens[self.low : self.low + 2])}"]
        found += {f"before {word}" for word in generic}
        found += {
            f"beside {word}" for word in tokens[max(self.low, at - 30) : min(self.high, at + 30)] if word in PRONOUNS
        }
        if self.kind == "period":
            found += [f"left {word}" for word in tokens[max(self.low, at - 4) : at]]
            found += [f"right {word}" for word in tokens[at + 1 : min(self.high, at + 6)]]
            found += [
                f"cell {word}" for span in (*self.place.labels, *self.place.heads) for word in self.page.words(span)
            ]
        return found

    def own_words(self, form: str, what: str) -> Shared:
        """Those words, each with what it may take up."""
        return self.once(
            (self.place.index, form, what),
            lambda: dict.fromkeys([form.format(word=word, what=what) for word in self.own], 1.0),
        )

    def once(self, key: Hashable, describe: Callable[[], Features]) -> Shared:
        """What is the same of several numbers, described once."""
        if key not in self.described:
            self.described[key] = Shared(describe())
        return self.described[key]

    @cached_property
    def fixed(self) -> Features:
        """What holds beside all of them."""
        place, page, at = self.place, self.page, self.place.token
        number = place.number
        return yes(
            (f"block {place.block.kind}", True),
            (f"written {page.tokens[at]}", True),
            (f"right {' '.join(page.tokens[at + 1 : at + 3])}", True),
            (f"left {' '.join(page.tokens[max(0, at - 2) : at])}", True),
            ("in cell", place.column >= 0),
            ("per cent", number.percent),
            ("quoted", self.quotation is not None),
        ) | {"candidates": float(len(self.things)), "inside": float(self.inside)}

    @cached_property
    def headings(self) -> list[tuple[str, Slice]]:
        """What heads the number, each with what it is."""
        labels, heads = len(self.place.labels), len(self.place.heads)
        names = chain(repeat("label", labels), repeat("head", heads), repeat("lead"))
        return list(zip(names, headings(self.page, self.place), strict=False))

    @cached_property
    def quotation(self) -> object | None:
        """The speech that the number stands in."""
        return self.page.analysis.quotation_at(self.place.number.start)

    @property
    def sentence(self) -> Slice:
        """The number's sentence."""
        return self.place.sentence.start, self.place.sentence.end

    @cached_property
    def inside(self) -> int:
        """How many of them the sentence names."""
        return sum(is_named_in(thing, self.sentence) for thing in self.things)

    @cached_property
    def order(self) -> dict[Thing, tuple[int, int]]:
        """Those named before the number: which each is, the last first, and how many of its sort come before it."""
        start = self.place.number.start
        last = {thing: thing.tokens[at - 1] for thing in self.things if (at := bisect_left(thing.starts, start))}
        found: dict[Thing, tuple[int, int]] = {}
        sorts: Counter[str] = Counter()
        for number, thing in enumerate(sorted(last, key=lambda thing: -last[thing])):
            found[thing] = number, sorts[thing.sort]
            sorts[thing.sort] += 1
        return found

    @cached_property
    def counts(self) -> list[int]:
        """How often each of them is named, in order."""
        return sorted(len(thing.named) for thing in self.things)

    @cached_property
    def counts_alike(self) -> dict[str, list[int]]:
        """The same of those of each sort."""
        found: dict[str, list[int]] = {}
        for thing in self.things:
            found.setdefault(thing.sort, []).append(len(thing.named))
        return {sort: sorted(counts) for sort, counts in found.items()}

    @cached_property
    def nearest(self) -> dict[Thing, Naming | None]:
        """Where each of them is named nearest."""
        return {thing: nearest(self.place, thing.named) for thing in self.things}

    @cached_property
    def reach(self) -> dict[Thing, int]:
        """Which of them each is, that named nearest first."""
        far = {thing: abs(n.token - self.place.token) if n else 1 << 30 for thing, n in self.nearest.items()}
        return {thing: number for number, thing in enumerate(sorted(self.things, key=lambda thing: far[thing]))}

    @cached_property
    def firsts(self) -> list[Thing]:
        """What each of the sentences up to the number's, that name any, names first; the last first."""
        every = self.page.namings[self.kind]
        at = bisect_left(every.sentences, self.place.sentence.index)
        return every.first[max(0, at - MOST_SENTENCES) : at][::-1]

    @cached_property
    def here(self) -> Thing | None:
        """What the number's own sentence names first."""
        every, index = self.page.namings[self.kind], self.place.sentence.index
        at = bisect_left(every.sentences, index)
        return every.first[at] if every.sentences[at : at + 1] == [index] else None

    def others_between(self, thing: Thing, low: int, high: int) -> int:
        """How many other things of the kind are named between two tokens."""
        every, own = self.page.namings[self.kind].tokens, thing.tokens
        return bisect_left(every, high) - bisect_left(every, low) - bisect_left(own, high) + bisect_left(own, low)

    def numbers_between(self, low: int, high: int) -> int:
        """How many numbers stand between two tokens."""
        tokens = self.page.once("tokens of numbers", lambda: [place.token for place in self.page.places])
        return bisect_left(tokens, high) - bisect_right(tokens, low)


def nearest(place: Place, named: list[Naming]) -> Naming | None:
    """Where something is named nearest: in the sentence, in the heads of the cell, before, behind."""
    sentence, at, heads = place.sentence, place.number.start, place.heads

    def cost(one: Naming) -> int:
        if one.start <= at < one.end:
            return 0
        gap = abs(one.token - place.token)
        if sentence.start <= one.start < sentence.end:
            return gap
        if any(low <= one.start < high for low, high in heads):
            return 2
        return 200 + gap if one.start < at else 2000 + gap

    middle = bisect_left(named, at, key=START)
    near = named[max(0, middle - 3) : middle + 3]
    near += [one for span in heads for one in named[bisect_left(named, span[0], key=START) :][:1]]
    return min(near, key=cost, default=None)


def is_named_in(thing: Thing, span: tuple[int, int]) -> bool:
    """Whether a slice names something."""
    at = bisect_left(thing.starts, span[0])
    return at < len(thing.starts) and thing.starts[at] < span[1]
