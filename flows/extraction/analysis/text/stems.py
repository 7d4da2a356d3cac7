"""Reduce a text to the stems of its words, so that a wording of an area is found in any inflection, with any article.

"preventing crime" has the stems of "prevents crimes" and "prevented the crime"; an opening of a question, such as "how
well it", is one stem. Qualities, agents and results keep their endings: "effective" is not "effectiveness", and
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

# The stem of any opening of a question.
OPENING_STEM = "how…"
ARTICLES = frozenset({"a", "an", "the", "-"})
ITS = "its"
SAME = {"&": "and", "our": ITS, "their": ITS}
# Endings of qualities, manners, agents and results: words with these endings are not reduced to their verb.
KEPT = ("ly", "ness", "cy", "ive", "ful", "al", "ship", "able", "ent", "er", "or", "ion", "ance", "ence")
# Plurals that are kept as they are: "disruptions of crime" are counted things, not the activity of disrupting.
PLURALS_KEPT = ("ions",)
# In characters. No phrase contains a longer word, so that a longer word is its own stem.
LONGEST_WORD = 24

_stemmed = stemmer("english").stemWord


class Token(NamedTuple):
    """The stem of a word or punctuation mark at a slice of a text."""

    stem: str
    start: int
    end: int


@cache
def _tokens() -> re.Pattern[str]:
    """Return a pattern for a token: an opening of a question, a word with its prefix ("anti social"), or a mark."""
    openings = one_of(f"{opening} " for opening in vocabularies.openings())
    return re.compile(rf"(?P<opening>\b{openings}(?=\w))|(?:(?:anti|counter|multi|re)[- ]|well-)?[^\W_]+|[^\s\w]")


def tokens_of(folded: str) -> Iterator[Token]:
    """Yield the tokens of a folded text, in order, without articles and hyphens."""
    for match in _tokens().finditer(folded):
        word = match[0]
        if match.lastgroup:
            yield Token(OPENING_STEM, *match.span())
        elif word not in ARTICLES:
            yield Token(stem_of(word), *match.span())


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """Return the stem of a word in lower case."""
    word = SAME.get(word) or word.replace("-", "").replace(" ", "")
    if word == ITS or len(word) > LONGEST_WORD or word.endswith(PLURALS_KEPT):
        return word
    singular = word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    return singular if singular.endswith(KEPT) else _stemmed(word)
