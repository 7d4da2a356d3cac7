"""The words that say which threat a figure is of without naming it there, or that it is of none alone."""

from __future__ import annotations

import re

# "Cyber crime is the greatest threat, but the unit made 27 disruptions| against it."
# "Drugs take up most of our time, and 189 disruptions| concerned their supply."
AGAINST_IT = re.compile(
    r"\s+(?:against|of|on|for|to\s+tackle|tackling|into)\s+it\b|(?:\s+\([^()]{1,20}\))?\s+(?:concerned|involved|related\s+to|"
    r"were\s+(?:against|of|for|about))\s+their\s+(?:supply|sale|smuggling|trade|trafficking)\b",
    re.IGNORECASE,
)
# "The fraud figure was low, as only seven disruptions fell |under that heading."
UNDER_IT = re.compile(r"\bunder\s+(?:that|this)\s+(?:heading|head|threat|category)\b")
# "Drugs (excluding |county lines)"
LEFT_OUT = re.compile(
    r"\b(?:exclud\w+|except(?:\s+for)?|other\s+than|not\s+including|apart\s+from|without)\s+(?:the\s+)?$"
)
LONGEST_LEFT_OUT = 24
# What says that a section's heading does not divide a figure.
OVERALL = re.compile(
    r"\b(?:overall|in\s+(?:all|total)|altogether|across|total|whole|serious|all\s+threats)\b", re.IGNORECASE
)
