"""A text as the stems of its words, so that one wording of an area is found in every inflection and with any article.

"preventing crime" has the stems of "prevents crimes" and "prevented the crime"; what opens a question, as "how well it"
does, is one stem of its own. Qualities, agents and results keep their endings: "effective" is not "effectiveness", and
"offender" is not "offending".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

from flows.extraction.analysis.text.alternatives import one_of
from schemas import vocabularies

# The stem of what opens a question.
HOW = "how…"
ARTICLES = frozenset({"a", "an", "the", "-"})
OWN = "its"
SAME = {"&": "and", "our": OWN, "their": OWN}
# Endings of qualities and manners, of who does something, and of what comes of it: none is the verb that they come of.
KEPT = ("ly", "ness", "cy", "ive", "ful", "al", "ship", "able", "ent", "er", "or", "ion", "ance", "ence")
# The plural of what comes of doing is no doing either: "disruptions of crime" are counted.
PLURALS_KEPT = ("ions",)
# Longer words are of no phrase.
LONGEST_WORD = 24

_stemmed = stemmer("english").stemWord


class Token(NamedTuple):
    """The stem of a word or mark at a slice of a text."""

    stem: str
    start: int
    end: int


@cache
def _tokens() -> re.Pattern[str]:
    """What opens a question, a word with the prefix that some write apart ("anti social"), or a mark."""
    openings = one_of(f"{opening} " for opening in vocabularies.openings())
    return re.compile(rf"(?P<opening>\b{openings}(?=\w))|(?:(?:anti|counter|multi|re)[- ]|well-)?[^\W_]+|[^\s\w]")


def tokens_of(folded: str) -> Iterator[Token]:
    """The words and marks of a folded text, without articles and hyphens."""
    for match in _tokens().finditer(folded):
        word = match[0]
        if match.lastgroup:
            yield Token(HOW, *match.span())
        elif word not in ARTICLES:
            yield Token(stem_of(word), *match.span())


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """The stem of a word in lower case."""
    word = SAME.get(word) or word.replace("-", "").replace(" ", "")
    if word == OWN or len(word) > LONGEST_WORD or word.endswith(PLURALS_KEPT):
        return word
    one = word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    return one if one.endswith(KEPT) else _stemmed(word)
