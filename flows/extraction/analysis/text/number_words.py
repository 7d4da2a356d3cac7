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
# What a word adds to the words before it, or multiplies them by.
ADDED, TIMES = UNITS | TENS | {"single": 1}, {"dozen": 12, "hundred": 100}
HALF_DOZEN = re.compile(r"half[\s-]+(?:a[\s-]+)?dozen")


def word_value(words: str) -> int | None:
    """Return the value of a number in words ("two hundred and six", "half a dozen"); None if it is no number."""
    total, current = 0, 0
    said = [word for word in re.split(r"[\s-]+", HALF_DOZEN.sub("six", words.lower())) if word not in ("and", "a")]
    for word in said:
        if word in ADDED:
            current += ADDED[word]
        elif word in TIMES:
            current = max(current, 1) * TIMES[word]
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            return None
    return total + current if said else None


def number_of(said: str) -> int:
    """Return the value of a number in digits or words; 1 if it is neither (such as "a")."""
    value = int(said) if said.isdigit() else word_value(said)
    return 1 if value is None else value
