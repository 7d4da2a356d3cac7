"""What is done well or badly, told of the past: "prevents crime" as "how it prevented crime"."""

from __future__ import annotations

import re
from collections.abc import Iterable

# "how well it |prevents crime", "the way in which the force |prevents crime": what tells the verbs of phrases.
ASKS = re.compile(r"(?:how(?: \w+)?|the way(?: in which)?) (?:it|the force|the service) (?P<verb>[a-z]+s)\b")
# "how well Kent Police |prevented crime": what makes it something that is graded. Reads text in lower case.
HOW = re.compile(r"\b(?:how|the\s+ways?|the\s+extent\s+to\s+which)\s[^.,;:()]{0,60}$")
LONGEST_HOW = 80
VERB = re.compile(r"(?<= and )[a-z]+|(?<=, )[a-z]+|\A[a-z]+")
# Verbs whose past is no "-ed", or doubles a letter.
_PAST = (
    "keep:kept deal:dealt bring:brought take:took know:knew understand:understood spend:spent "
    "run:ran build:built cut:cut catch:caught fight:fought find:found give:gave put:put meet:met break:broke "
    "write:wrote oversee:oversaw goe:went plan:planned stop:stopped deter:deterred hold:held lead:led"
)
IRREGULAR = {base: past for base, _, past in (pair.partition(":") for pair in _PAST.split())}
# They say what is had, and not what is done: "had |the right people".
STATES = {"has", "is", "was", "gets", "makes", "does"}
# What "es" stands behind in the third person.
SIBILANT = ("ches", "shes", "sses", "xes", "zes")


def verbs_of(phrases: Iterable[str]) -> frozenset[str]:
    """The verbs, in the third person, with which phrases say how something is done."""
    return frozenset(asks["verb"] for phrase in phrases if (asks := ASKS.match(phrase))) - STATES


def in_past(phrase: str, verbs: frozenset[str]) -> str | None:
    """A phrase that begins with one of the verbs, with all of them in the past; None for any other."""
    if phrase.partition(" ")[0] not in verbs:
        return None
    return VERB.sub(lambda found: _past(found.group()) if found.group() in verbs else found.group(), phrase)


def is_asked(folded: str, start: int) -> bool:
    """Whether what is told of the past at a position is told of how it was done."""
    low = max(0, start - LONGEST_HOW)
    asks = "how" in folded[low:start] or "which" in folded[low:start] or "way" in folded[low:start]
    return asks and HOW.search(folded, low, start) is not None


def _past(verb: str) -> str:
    """The past of a verb in the third person."""
    base = verb[: -len("es")] if verb.endswith(SIBILANT) else verb[: -len("s")]
    if base in IRREGULAR:
        return IRREGULAR[base]
    if base.endswith("ie"):
        return f"{base}d"
    return base + ("d" if base.endswith("e") else "ed")
