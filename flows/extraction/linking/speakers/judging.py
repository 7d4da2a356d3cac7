"""Give each quotation its speaker, as two judges decide: see `looks.Decision`. The main function is `attributed`."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.linking.looks import Decision, Rivals
from flows.extraction.linking.speakers.candidates import Spoken, Talk
from flows.extraction.linking.speakers.features import describe

_OWN = attrgetter("number", "speaker")
RIVALS = {
    "of the quotation": Rivals(attrgetter("number")),  # other speakers for the same quotation
    "of the speaker": Rivals(attrgetter("speaker")),  # other quotations for the same speaker
    "before": Rivals(_OWN, rival_key=lambda one: (one.number - 1, one.speaker)),  # this speaker for the last quotation
    "behind": Rivals(_OWN, rival_key=lambda one: (one.number + 1, one.speaker)),  # this speaker for the next quotation
}
SPEAKERS = Decision("speakers", "speaker", "said", describe, RIVALS)
# A quotation gets its likeliest speaker from this probability on; no speaker is better than a wrong speaker.
THRESHOLD = 0.6


def attributed(analyses: Sequence[Analysis]) -> list[list[Spoken]]:
    """Return the quotations of each document, in order, each with its speaker."""
    return [spoken(talk) for talk in SPEAKERS.judge_all(map(Talk, analyses))]


def spoken(talk: Talk) -> list[Spoken]:
    """Return each quotation of a judged document with its likeliest speaker, if likely enough."""
    likeliest = talk.likeliest("number").items()
    speaker_of = {number: one.speaker for number, (one, score) in likeliest if score >= THRESHOLD}
    found: list[Spoken] = []
    for number, quotation in enumerate(talk.quotations):
        speaker = speaker_of.get(number)
        goes_on = speaker is not None and speaker == speaker_of.get(number - 1) and talk.goes_on(number, speaker)
        found.append(Spoken(quotation, speaker, goes_on))
    return found
