"""A number beside all that it could be bound to of one kind: what is asked of them again and again."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flows.extraction.linking.features import Features, yes
from flows.extraction.linking.features.rows import Shared
from flows.extraction.linking.figures.named import Candidate, Naming, Place
from flows.extraction.linking.figures.page import Page

# Words for a body, a time or a threat that is not named there.
_GENERIC = """
force forces constab unit agency police service officer detecti team office command lead nationa regiona region
country nationwi each other another year quarter half period same previou earlier before last month months these
those them threat such
"""
GENERIC = frozenset(_GENERIC.split())
PRONOUNS = frozenset(["we", "our", "us", "it", "its", "they", "their", "the"])
# So many words on either side of a number may take something up.
FAR = 30
# So many threats that are named last before a number are judged with it.
MOST_THREATS = 2
NOWHERE = (1 << 30, 0)
# Other candidates named in so many sentences before are counted.
MOST_SENTENCES = 40


@dataclass(eq=False)
class Pairing:
    """A number with all that it could be bound to of one kind; `described`: what numbers of a page have in common."""

    page: Page
    place: Place
    kind: str
    candidates: list[Candidate]
    described: dict[Hashable, Shared]

    @cached_property
    def asked(self) -> list[Candidate]:
        """Those that are worth judging: no threat that is named far away was ever the number's."""
        if self.kind != "threat":
            return self.candidates
        spans = (self.place.said, *(span for _, span in self.place.headings))
        return [
            candidate
            for candidate in self.candidates
            if self.order.get(candidate, NOWHERE)[0] < MOST_THREATS or any(map(candidate.named.any_in, spans))
        ]

    @cached_property
    def own(self) -> list[str]:
        """The words of the number's sentence that may take up something named elsewhere."""
        page, place = self.page, self.place
        before, behind = page.before(place, FAR), page.behind(place, FAR - 1)
        generic = [word for word in before if word in GENERIC]
        found = [f"last {generic[-1] if generic else ''}", f"opens {page.opening(place)}"]
        # No sets: their order, and with it that of features, is another in each process.
        found += dict.fromkeys(f"before {word}" for word in generic)
        found += dict.fromkeys(f"beside {word}" for word in (*before, *behind) if word in PRONOUNS)
        if self.kind == "period":
            found += [f"left {word}" for word in before[-4:]]
            found += [f"right {word}" for word in behind[:5]]
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
        return yes(
            (f"block {place.block.kind}", True),
            (f"written {page.tokens[at]}", True),
            (f"right {' '.join(page.tokens[at + 1 : at + 3])}", True),
            (f"left {' '.join(page.tokens[max(0, at - 2) : at])}", True),
            ("in cell", place.column >= 0),
            ("per cent", place.number.percent),
            ("quoted", page.analysis.quotation_at(place.number.start) is not None),
        ) | {
            "candidates": float(len(self.candidates)),
            "inside": float(sum(candidate.named.any_in(place.said) for candidate in self.candidates)),
        }

    @cached_property
    def order(self) -> dict[Candidate, tuple[int, int]]:
        """Those named before the number: which each is, the last first, and how many of its sort come before it."""
        start = self.place.number.start
        named = ((one, bisect_left(one.named.starts, start)) for one in self.candidates)
        last = {one: one.named.tokens[before - 1] for one, before in named if before}
        found: dict[Candidate, tuple[int, int]] = {}
        sorts: Counter[str] = Counter()
        for number, candidate in enumerate(sorted(last, key=lambda candidate: -last[candidate])):
            found[candidate] = number, sorts[candidate.sort]
            sorts[candidate.sort] += 1
        return found

    @cached_property
    def counts(self) -> dict[str | None, list[int]]:
        """How often those of each sort are named, in order, and how often those of any (None)."""
        found: dict[str | None, list[int]] = {None: []}
        for candidate in sorted(self.candidates, key=lambda candidate: len(candidate.named.all)):
            found[None].append(len(candidate.named.all))
            found.setdefault(candidate.sort, []).append(len(candidate.named.all))
        return found

    @cached_property
    def nearest(self) -> dict[Candidate, Naming | None]:
        """Where each of them is named nearest."""
        return {candidate: candidate.named.nearest(self.place) for candidate in self.candidates}

    @cached_property
    def reach(self) -> dict[Candidate, int]:
        """Which of them each is, that named nearest first."""
        far = {candidate: abs(n.token - self.place.token) if n else 1 << 30 for candidate, n in self.nearest.items()}
        return {candidate: number for number, candidate in enumerate(sorted(self.candidates, key=far.__getitem__))}

    @cached_property
    def firsts(self) -> tuple[list[Candidate], Candidate | None]:
        """What the sentences before the number's name first, the last sentence first; what its own does."""
        sentences, candidates = self.page.once(("first named", self.kind), lambda: first_named(self.page, self.kind))
        index = self.place.sentence.index
        at = bisect_left(sentences, index)
        here = candidates[at] if sentences[at : at + 1] == [index] else None
        return candidates[max(0, at - MOST_SENTENCES) : at][::-1], here

    def others_between(self, candidate: Candidate, low: int, high: int) -> int:
        """How many other candidates of the kind are named between two tokens."""
        return between(self.page.namings[self.kind].tokens, low, high) - between(candidate.named.tokens, low, high)

    def numbers_between(self, low: int, high: int) -> int:
        """How many numbers stand strictly between two tokens."""
        tokens = self.page.once("tokens of numbers", lambda: [place.token for place in self.page.places])
        return between(tokens, low + 1, high)


def first_named(page: Page, kind: str) -> tuple[list[int], list[Candidate]]:
    """The sentences that name any of a kind, and what each names first."""
    first: dict[int, Any] = {}
    for naming in page.namings[kind].all:
        first.setdefault(page.sentence_of[naming.token], naming.key)
    return list(first), [page.candidates[kind][key] for key in first.values()]


def between(tokens: Sequence[int], low: int, high: int) -> int:
    """How many of some tokens, given in order, stand from one on and before another."""
    return bisect_left(tokens, high) - bisect_left(tokens, low)
