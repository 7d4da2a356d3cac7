"""Read numbers in words: "twelve", "two hundred and six", "half a dozen"."""

from __future__ import annotations

import re

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}


def word_value(words: str) -> int | None:
    """Return the value of a number in words ("two hundred and six", "half a dozen"); None if it is no number."""
    total, current = 0, 0
    seen = halved = False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "single":
            current += 1
        elif word == "dozen":
            current = 6 if halved else max(current, 1) * 12
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word not in ("and", "a", "half"):
            return None
        halved, seen = word == "half" or (halved and word == "a"), seen or word not in ("and", "a", "half")
    return total + current if seen else None


def number_of(said: str) -> int:
    """Return the value of a number in digits or words; 1 if it is neither (such as "a")."""
    value = int(said) if said.isdigit() else word_value(said)
    return 1 if value is None else value
