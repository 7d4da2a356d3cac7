"""Where the words stand that begin a rule, found in one pass: its grammar is only tried there.

A trigger says nothing by itself. It is a piece of a word, in lower case, that every match of the rule begins with.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import day_name
from dataclasses import dataclass
from functools import cache

from flows.extraction.analysis.text.automata import Encoded, Words
from schemas import vocabularies

TRIGGERS = {
    "grade": "outstanding|good|adequate|inadequate|requir",
    "better-grade": (
        "the higher|the highest|the top|the better|the best|the lower|the lowest|the wors|its highest|its top|"
        "its lowest|'s highest|s' highest|'s top|s' top|'s lowest|s' lowest|"
        "the very top|the very highest|the bottom|lower grade|lower rating|"
        "lower mark|higher grade|higher rating|higher mark"
    ),
    "same-grade": (
        "the same|the very same|identical|those grad|those rating|those mark|"
        "that grad|that rating|that mark|that judg|that verdict|equally well|just as well|"
        "so graded|so rated|so judged|so classed|"
        "so was|so were|so is|so are|so does|so did|so do |so has|so have|so too |so, too|the other|"
        ", as was|, as were|, as is|, as are|, as did|, as has"
    ),
    "disrupting": (
        "disrupt|dismantl|smash|foil|thwart|frustrat|broke|breaking|brought|bringing|took|taken|taking|shut|put |"
        "out of business|out of action"
    ),
    "crime": (
        "crim|drug|gang|offend|organised|organized|fraud|traffick|exploit|slavery|firearm|ocg|smuggl|county lines|"
        "serious violence|child sexual|launder|burglar|robber"
    ),
    "everyday": (
        "rail|train|tube|tram|traffic|travel|flight|airport|passenger|commuter|roadworks|motorway|school|pupils|lessons|"
        "supply chain|power cut|weather|storm|snow|flood|strike|timetable|bus|patients|appointments|customers|"
        "violent disorder|protest|per business|suffered|outage|sailings"
    ),
    "inspecting": "inspect|fieldwork|visit",
    "number": (
        "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
        "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|zero|a hundred|a thousand|a dozen|"
        "half a dozen|half-a-dozen|half dozen|a single|"
        "no |none|nil|not "
    ),
    "digit": "0|1|2|3|4|5|6|7|8|9",
    "running": (
        "ran |took place|lasted|held|carried out|of action|intensification|enhanced activity|intensified activity|"
        "targeted activity|crackdown"
    ),
    "covering": "cover",
    "publishing": "publish|publication|released|releases|issued|today|yesterday",
    "saying": (
        "out|appeared|emerged|unveiled|landed|laid|made public|set out|reveal|warn|said|says|conclude|received|"
        "reported|dated|dates from|dates back"
    ),
    "report": "report|findings|those|the one before",
    "watching": "|".join(("watchdog", *(name.lower() for name in vocabularies.programme_names()))),
    "before": "last|previous|earlier",
    "weekday": "|".join(f"on {day.lower()}" for day in day_name),
}


@dataclass(frozen=True, slots=True)
class Triggers:
    """The positions of each kind of trigger in a text, in order."""

    starts: dict[str, list[int]]

    def within(self, kind: str, start: int, end: int) -> list[int]:
        """The triggers of a kind that begin in a slice."""
        starts = self.starts[kind]
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]

    def any_within(self, kind: str, start: int, end: int) -> bool:
        """Whether a trigger of a kind begins in a slice."""
        starts = self.starts[kind]
        index = bisect_left(starts, start)
        return index < len(starts) and starts[index] < end


@cache
def _automaton() -> tuple[Words, list[str]]:
    pairs = [(word, kind) for kind, words in TRIGGERS.items() for word in words.split("|")]
    return Words(word for word, _ in pairs), [kind for _, kind in pairs]


def triggers_in(folded: Encoded) -> Triggers:
    """The triggers of a text in lower case."""
    words, kinds = _automaton()
    starts: dict[str, list[int]] = {kind: [] for kind in TRIGGERS}
    for number, start, _ in words.find(folded):
        starts[kinds[number]].append(start)
    return Triggers(starts)
