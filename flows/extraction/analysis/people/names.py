"""Patterns for people's names, forms of address and the verbs of speech beside a name."""

from __future__ import annotations

import re
from calendar import day_name, month_name

from flows.extraction.analysis.text.alternatives import any_word, one_of
from flows.extraction.analysis.text.speech_verbs import SPEECH_WAYS
from schemas import vocabularies

UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŻŽ"
LOWER = "a-zß-öø-ÿĀ-ſ"
_PARTICLES = "van der|van den|van de|van|von|de la|de|del|della|da|di|dos|du|bin|bint|ibn|al|el|le|la|ap|ab|ní|ó"
PARTICLE = one_of(_PARTICLES.split("|"))
# "Okafor", "MacIlwraith", "O'Malley", "al-Rashid"
NAME_PART = rf"(?:[ODN]['’]|[AaEe]l-)?[{UPPER}][{LOWER}]+(?:[{UPPER}][{LOWER}]+)?"
# "Okafor-Lyle", "Szabó-Finch"
NAME_WORD = rf"{NAME_PART}(?:[-'’]{NAME_PART})*"
# The alternative without a particle comes first, because it is faster and more frequent.
SURNAME = rf"(?:{NAME_WORD}|(?:{PARTICLE}|Ó) {NAME_WORD})"
# "Maria", "R. A.", "J"
FIRST = rf"(?:{NAME_WORD}|(?:[A-Z]\. ?){{0,2}}[A-Z]\.|[A-Z])"
POLITE = (
    r"(?:The Rt\.? Hon\.?|Rt\.? Hon\.?|Sir|Dame|Lord|Lady|Baroness|Baron|Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Revd?|"
    r"Reverend|Canon|Archdeacon|Prebendary|Monsignor|Rabbi|Imam)"
)
# "QPM", ", KC", "MP"; "(Conservative)"
POST_NOMINAL = r"(?:,? [A-Z]{2,4}(?:, [A-Z]{2,4})*\b(?!['’])| \([A-Z][\w ]{2,30}\))"

SURNAME_HERE = re.compile(rf"({SURNAME})(?!\w)")
# The start of a candidate: a capitalised word, or one like "al-Rashid", before a capitalised word or a particle.
CAPITALISED = re.compile(rf"[{UPPER}ae](?<![\w’'-].)(?:(?<![ae])|l-)[\w.’'-]* (?=[{UPPER}]|{PARTICLE} )")
# A run of capitalised words that may end in a name: "Chief Constable R. A. Okafor-Lyle"
CANDIDATE = re.compile(rf"{FIRST}(?: (?:{SURNAME}|[A-Z]\.?(?= ))){{1,9}}(?!\w)")
# A form of address with a surname ("Mr Larch"); group 1 is the name.
HONORIFIC = re.compile(rf"\b{POLITE}\.? ((?:{NAME_WORD} )?{SURNAME})(?!\w)")
POST_NOMINALS = re.compile(rf"{POST_NOMINAL}{{0,2}}")

# Look for a verb of speech from this many characters before a name.
LONGEST_SPOKEN_BY = 30
SPEECH = one_of(SPEECH_WAYS)
ADVERBS = (
    r"(?:(?:has|have|had|also|then|later|today|further|since|who|yesterday|recently|simply|last night|this week)"
    r"\s+){0,2}"
)
# A verb of speech behind a name ("Cooke |said"), and one before a name ("|says| Helen").
SPEAKS = re.compile(rf"\s+{ADVERBS}{SPEECH}\b")
_SPOKEN_BY = re.compile(rf"{any_word(*SPEECH_WAYS)}\s+$")

# Words that are never part of a person's name, though titles, places and headlines write them with a capital.
NOT_NAMES = frozenset([*vocabularies.words("no-person"), *day_name, *month_name])


def spoken_by(text: str, start: int) -> bool:
    """Whether a verb of speech stands right before the name at `start`: "says |Helen"."""
    low = max(0, start - LONGEST_SPOKEN_BY)
    return text[low:start].rstrip().endswith(SPEECH_WAYS) and _SPOKEN_BY.search(text, low, start) is not None


def person_name(text: str) -> str | None:
    """Return the name that ends a run of capitalised words, or None. A name has two to five words and none of
    `NOT_NAMES`; its last word has more than one letter."""
    words = text.split()
    first = len(words)
    while first and (words[first - 1] if len(words[first - 1]) < 3 else words[first - 1].rstrip(".")) not in NOT_NAMES:
        first -= 1
    name = words[first:]
    return " ".join(name) if 2 <= len(name) <= 5 and len(name[-1]) > 1 else None
