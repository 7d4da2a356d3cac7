"""A number with all its candidates of one kind, and what several features need to know of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flows.extraction.analysis.remembered import cached
from flows.extraction.linking.features import Features, flags
from flows.extraction.linking.figures.named import Candidate, Naming, Place
from flows.extraction.linking.figures.page import Page

# Words that refer to a body, a time or a threat without naming it, cut as the tokens of `Page` are.
_GENERIC = """
force forces constab unit agency police service officer detecti team office command lead nationa regiona region
country nationwi each other another year quarter half period same previou earlier before last month months these
those them threat such
"""
GENERIC = frozenset(_GENERIC.split())
PRONOUNS = frozenset(["we", "our", "us", "it", "its", "they", "their", "the"])
# Look for such words among this many on either side of a number.
WORDS_AROUND = 30
# A number is judged with this many of the threats named last before it.
MOST_THREATS = 2
NOWHERE = (1 << 30, 0)  # the order of candidates that are not named before the number
# Look back over no more than this many sentences that name a candidate.
MOST_SENTENCES = 40
# Forget what was described once it is this much: most of it is asked for by numbers close by only.
MOST_DESCRIBED = 2_000


@dataclass(eq=False)
class Pairing:
    """A number with its candidates of one kind. `described`: what `once` returned for other numbers of the page."""

    page: Page
    place: Place
    kind: str
    candidates: list[Candidate]
    described: dict[Hashable, Features]

    @cached_property
    def asked(self) -> list[Candidate]:
        """The candidates worth judging: of threats only those named last or in the number's sentence or headings."""
        if self.kind != "threat":
            return self.candidates
        spans = (self.place.sentence_span, *(span for _, span in self.place.headings))
        return [
            one
            for one in self.candidates
            if self.rank_by_last_naming.get(one, NOWHERE)[0] < MOST_THREATS or any(map(one.named.any_in, spans))
        ]

    @cached_property
    def own(self) -> list[str]:
        """The words of the number's sentence that may refer to something named elsewhere, each with its place."""
        page, place = self.page, self.place
        before, behind = page.before(place, WORDS_AROUND), page.behind(place, WORDS_AROUND - 1)
        generic = [word for word in before if word in GENERIC]
        words = [f"last {generic[-1] if generic else ''}", f"opens {page.opening(place)}"]
        # Not sets: the order of a set, and so of the features, differs from process to process.
        words += dict.fromkeys(f"before {word}" for word in generic)
        words += dict.fromkeys(f"beside {word}" for word in (*before, *behind) if word in PRONOUNS)
        if self.kind == "period":
            words += [f"left {word}" for word in before[-4:]]
            words += [f"right {word}" for word in behind[:5]]
        return words

    def own_words(self, before: str = "", behind: str = "") -> Features:
        """Return features that join each word of `own` with what is put before and behind it."""
        key = self.place.index, before, behind
        return self.once(key, lambda: {f"{before}{word}{behind}": 1.0 for word in self.own})

    def once(self, key: Hashable, describe: Callable[[], Features]) -> Features:
        """Return what `describe` returns, called only for the first of the numbers close by that need the key."""
        if key not in self.described:
            if len(self.described) >= MOST_DESCRIBED:
                self.described.clear()
            self.described[key] = describe()
        return self.described[key]

    @cached_property
    def fixed(self) -> Features:
        """The features of the number that are the same for all its candidates."""
        place, page, at = self.place, self.page, self.place.token
        return flags(
            (f"block {place.block.kind}", True),
            (f"written {page.tokens[at]}", True),
            (f"right {' '.join(page.tokens[at + 1 : at + 3])}", True),
            (f"left {' '.join(page.tokens[max(0, at - 2) : at])}", True),
        ) | {
            "candidates": float(len(self.candidates)),
            "inside": float(sum(candidate.named.any_in(place.sentence_span) for candidate in self.candidates)),
        }

    @cached_property
    def rank_by_last_naming(self) -> dict[Candidate, tuple[int, int]]:
        """For each candidate named before the number: its rank, the last named first, and its rank within its sort."""
        start = self.place.number.start
        named = ((candidate, bisect_left(candidate.named.starts, start)) for candidate in self.candidates)
        last = {candidate: candidate.named.tokens[before - 1] for candidate, before in named if before}
        ranks: dict[Candidate, tuple[int, int]] = {}
        sorts: Counter[str] = Counter()
        for number, candidate in enumerate(sorted(last, key=lambda candidate: -last[candidate])):
            ranks[candidate] = number, sorts[candidate.sort]
            sorts[candidate.sort] += 1
        return ranks

    @cached_property
    def counts(self) -> dict[str | None, list[int]]:
        """How often the candidates of each sort are named, in ascending order; under None, those of all sorts."""
        found: dict[str | None, list[int]] = {None: []}
        for candidate in sorted(self.candidates, key=lambda candidate: len(candidate.named.all)):
            found[None].append(len(candidate.named.all))
            found.setdefault(candidate.sort, []).append(len(candidate.named.all))
        return found

    @cached_property
    def nearest(self) -> dict[Candidate, Naming | None]:
        """The naming of each candidate nearest to the number; None if it is not named."""
        return {candidate: candidate.named.nearest(self.place) for candidate in self.candidates}

    @cached_property
    def rank_by_distance(self) -> dict[Candidate, int]:
        """The rank of each candidate by the distance of its nearest naming; 0 is the nearest."""
        far = {candidate: abs(n.token - self.place.token) if n else 1 << 30 for candidate, n in self.nearest.items()}
        return {candidate: number for number, candidate in enumerate(sorted(self.candidates, key=far.__getitem__))}

    @cached_property
    def firsts(self) -> tuple[list[Candidate], Candidate | None]:
        """The candidates that earlier sentences name first, the last sentence first, and that of the own sentence."""
        sentences, candidates = first_named(self.page, self.kind)
        index = self.place.sentence.index
        at = bisect_left(sentences, index)
        here = candidates[at] if sentences[at : at + 1] == [index] else None
        return candidates[max(0, at - MOST_SENTENCES) : at][::-1], here

    def others_between(self, candidate: Candidate, low: int, high: int) -> int:
        """Return how many namings of other candidates begin at tokens from `low` up to, but not at, `high`."""
        return between(self.page.namings[self.kind].tokens, low, high) - between(candidate.named.tokens, low, high)


@cached
def first_named(page: Page, kind: str) -> tuple[list[int], list[Candidate]]:
    """Return the sentences that name candidates of a kind, in order, and the candidate that each names first."""
    first: dict[int, Any] = {}
    for naming in page.namings[kind].all:
        first.setdefault(page.sentence_of[naming.token], naming.key)
    return list(first), [page.candidates[kind][key] for key in first.values()]


def between(tokens: Sequence[int], low: int, high: int) -> int:
    """Return how many of some tokens, given in order, lie in the half-open range from `low` to `high`."""
    return bisect_left(tokens, high) - bisect_left(tokens, low)
