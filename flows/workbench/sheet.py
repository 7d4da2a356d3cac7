"""Groups the claims of a document into facts and marks each fact (R1, D2, S3) and refusal (X4), in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TypeVar

from rich.text import Text

from flows.extraction.claims import Claim, Extraction, Passage, Refusal
from flows.printable import safe
from flows.reading.document import Document
from flows.workbench.kinds import KINDS, passage_of

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s")
# Of the sentence around a passage, show at most this many characters on either side.
_MOST_AROUND = 160
_T = TypeVar("_T")


@dataclass(frozen=True)
class Marked:
    """One passage to show: its kind (see `kinds.passage_of`; "refused" for refusals) and the mark of its fact."""

    passage: Passage
    kind: str
    mark: str


@dataclass(frozen=True)
class Fact:
    """One fact and the claims that state it: one claim, or for a stakeholder all mentions and quotations.

    The claims are in the order of the text. `mark` is a letter with a number, such as "R1".
    """

    mark: str
    claims: list[Claim]

    @property
    def shown(self) -> Text:
        """The fact in words."""
        return KINDS[type(self.claims[0])].shown(*self.claims)


@dataclass(frozen=True)
class Sheet:
    """A document, its facts and its refusals, ready to be shown.

    - `text`: the text with unsafe characters replaced one for one, so offsets of the document hold in it.
    - `facts`: by kind of claim, in the order of the text.
    - `refusals`: by mark; empty unless the sheet was made to explain.
    """

    document: Document
    text: str
    facts: Mapping[type[Claim], list[Fact]]
    refusals: Mapping[str, Refusal]

    def marked(self) -> Iterator[Marked]:
        """Yield every passage with its kind and mark, facts before refusals."""
        for fact in chain.from_iterable(self.facts.values()):
            for claim in fact.claims:
                yield Marked(claim.passage, passage_of(claim), fact.mark)
        for mark, refusal in self.refusals.items():
            yield Marked(refusal.passage, "refused", mark)


def sheet_of(document: Document, found: Extraction, explain: bool) -> Sheet:
    """Make the sheet of a document; refusals are included only with `explain`."""
    stated: dict[type[Claim], dict[object, list[Claim]]] = {kind: defaultdict(list) for kind in KINDS}
    for claim in sorted(found.claims, key=_place):
        stated[type(claim)][KINDS[type(claim)].fact_key(claim)].append(claim)
    return Sheet(
        document=document,
        text=safe(document.text),
        facts={
            kind: [Fact(mark, claims) for mark, claims in _numbered(KINDS[kind].letter, facts.values())]
            for kind, facts in stated.items()
        },
        refusals=dict(_numbered("X", sorted(found.refusals, key=_place) if explain else ())),
    )


def _place(item: Claim | Refusal) -> tuple[int, int]:
    return item.passage.start, item.passage.end


def _numbered(letter: str, items: Iterable[_T]) -> Iterator[tuple[str, _T]]:
    return ((f"{letter}{number}", item) for number, item in enumerate(items, start=1))


def disjoint_slices(marked: Iterable[Marked]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Cut overlapping passages into disjoint slices, in order.

    Yields start, end and the kinds of all passages that cover the slice; text outside all passages is left out.
    """
    changes: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for item in marked:
        changes[item.passage.start].append((item.kind, 1))
        changes[item.passage.end].append((item.kind, -1))
    covering: dict[str, int] = defaultdict(int)
    for start, end in pairwise(sorted(changes)):
        for kind, step in changes[start]:
            covering[kind] += step
        if kinds := frozenset(kind for kind, count in covering.items() if count > 0):
            yield start, end, kinds


def first_offsets(marked: Iterable[Marked]) -> list[tuple[int, str]]:
    """Return the first offset of each mark, with the mark, in the order of the text."""
    first: dict[str, int] = {}
    for item in marked:
        first[item.mark] = min(item.passage.start, first.get(item.mark, item.passage.start))
    return sorted((start, mark) for mark, start in first.items())


def sentence_around(text: str, passage: Passage) -> Passage:
    """Return the sentence around a passage, cut to `_MOST_AROUND` characters before and after it.

    The sentence never crosses a line break outside the passage.
    """
    lowest, highest = max(0, passage.start - _MOST_AROUND), passage.end + _MOST_AROUND
    start = (
        text.rfind("\n", lowest, passage.start) + 1 or (lowest and text.find(" ", lowest, passage.start) + 1) or lowest
    )
    for earlier_end in _SENTENCE_END.finditer(text, start, passage.start):
        start = earlier_end.end()
    line_end = text.find("\n", passage.end, highest)
    end = min(highest, len(text)) if line_end < 0 else line_end
    next_end = _SENTENCE_END.search(text, passage.end, end)
    return Passage(start, next_end.end() - 1 if next_end else end)
