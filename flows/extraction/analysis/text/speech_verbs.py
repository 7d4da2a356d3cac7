"""Verbs and phrases beside which a speaker and their words stand: "said", "according to", "put it down to"."""

from __future__ import annotations

import re

from flows.extraction.analysis.text.alternatives import any_word

# Verbs of speech, in the forms in which they are matched.
_SPEECH = """
advised congratulated queried tweeted
accepted acknowledged acknowledges added adds admits admitted agreed announced answered applauded argued assured
believes cautioned cautions claimed commented comments complained conceded concluded concludes confirmed continued
countered declared described emphasised explained explains expressed hailed highlighted informed insisted insists
joked lamented maintained noted notes observed pledged pointed praised predicted promised reaffirmed reassured
recalled reflected reiterated remarked repeated replied responded revealed said say says sighs stated states
stressed stresses suggested suggests tells thanked told urged urges voiced vowed warned warns welcomed writes wrote
"""
SPEECH_WAYS = (*_SPEECH.split(), "paid tribute", "summed up", "was speaking")
# Verbs that introduce speech in the active only, not in "was branded".
BLAMES = ("branded", "labelled", "dubbed", "blamed", "criticised")
SPEECH_VERB = re.compile(
    any_word(
        *SPEECH_WAYS,
        *("according to", "adding", "saying", "stating", "found", "finds", "asked", "commenting", "responding"),
        "in the words of",
        r"will (?:(?:today|also|now) )?(?:say|claim|argue|warn|tell)",
        r"put (?:it|this|that|(?:the|its|their|his|her) (?:\w+ ){0,2}\w+) down to",
        r"call(?:s|ed)? (?:it|this|them|the|its|him|her)",
        *(rf"{word[0]}(?<!was .)(?<!were .)(?<!been .)(?<!is .){word[1:]}" for word in BLAMES),
    )
    + r"\b"
)
