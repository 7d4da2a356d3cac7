"""Whose words each quotation holds, as judges find it: one looks at each candidate, another at its rivals, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.linking.looks import Decision, Rivals
from flows.extraction.linking.speakers.candidates import Candidate, Spoken, Talk
from flows.extraction.linking.speakers.features import describe

_OWN = attrgetter("number", "speaker")
RIVALS = {
    "of the quotation": Rivals(attrgetter("number")),
    "of the speaker": Rivals(attrgetter("speaker")),
    "before": Rivals(_OWN, of=lambda one: (one.number - 1, one.speaker)),
    "behind": Rivals(_OWN, of=lambda one: (one.number + 1, one.speaker)),
}
SPEAKERS = Decision("speakers", "speaker", "said", describe, RIVALS)
# A quotation is of the likeliest speaker, if that is as likely as this: rather nobody than somebody else.
THRESHOLD = 0.6


def attributed(analyses: Sequence[Analysis]) -> list[list[Spoken]]:
    """The quotations of each of some documents, in order, each with whose words it holds."""
    return [spoken(talk) for talk in SPEAKERS.made(map(Talk, analyses))]


def spoken(talk: Talk) -> list[Spoken]:
    """Each quotation with its likeliest speaker, if that is likely enough."""
    said = {number: one.speaker for number, (one, score) in likeliest(talk).items() if score >= THRESHOLD}
    found: list[Spoken] = []
    for number, quotation in enumerate(talk.quotations):
        speaker = said.get(number)
        goes_on = speaker is not None and speaker == said.get(number - 1) and talk.goes_on(number, speaker)
        found.append(Spoken(quotation, speaker, goes_on))
    return found


def likeliest(talk: Talk) -> Mapping[int, tuple[Candidate, float]]:
    """The likeliest speaker of each quotation that has candidates, by its number, and how likely that is."""
    groups = groupby(talk.scored, key=lambda pair: pair[0].number)
    return {number: max(group, key=lambda pair: pair[1]) for number, group in groups}
