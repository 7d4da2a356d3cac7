"""Where words stand that begin a rule, in the case they are written in, found in one pass: it is only tried there.

They are found in a text with plain marks. By itself such a word says as little as a trigger does.
"""

from __future__ import annotations

from functools import cache

from flows.extraction.analysis.text.automata import Encoded, Words
from flows.extraction.analysis.text.speech_verbs import BEGINNINGS

WORDS = {
    # `shapes`: each name by shape holds one
    "organisation": (
        "Agency|Authority|Commission|Association|Federation|Union|Council|Task|Directorate|Department|Partnership|"
        "Foundation|Institut|University|Committee|Alliance|Inspectorate|Ombudsman|Trust|Charity|Board|Panel|College|"
        "Resilience Centre|Refuge|Women|Boxing Club|Hub|Assembly|Air Ambulance|Victim Services|CIC|Ltd|plc|LLP|"
        "Consulting|Ambulance Service|Probation Service|Prison Service|Prosecution Service|Health Service|"
        "Border Service|Rescue Service|Search and Rescue|Mountain Rescue|"
        "Coastguard Service|Ministry |Office |Bank |Centre |Center "
    ),
    # `names`: what stands before a surname
    "polite": (
        "The Rt|Rt|Sir|Dame|Lord|Lady|Baron|Dr|Prof|Mr|Ms|Miss|Mx|Rev|Canon|Archdeacon|Prebendary|Monsignor|Rabbi|Imam"
    ),
    # `speech_verbs`
    "speech": "|".join(BEGINNINGS),
}


@cache
def _automaton() -> tuple[Words, list[str]]:
    pairs = [(word, kind) for kind, words in WORDS.items() for word in words.split("|")]
    return Words(word for word, _ in pairs), [kind for _, kind in pairs]


def written_in(plain: str) -> dict[str, list[int]]:
    """The positions of each kind of word in a text with plain marks, in order."""
    words, kinds = _automaton()
    starts: dict[str, list[int]] = {kind: [] for kind in WORDS}
    for number, start, _ in words.find(Encoded(plain)):
        starts[kinds[number]].append(start)
    return starts
