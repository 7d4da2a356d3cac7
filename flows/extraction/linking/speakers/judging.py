"""Whose words each quotation holds, as judges find it: one looks at each candidate, another at its rivals, too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.speech.namings import Speaker
from flows.extraction.linking.asking import Asking, Decide
from flows.extraction.linking.features.rows import Names
from flows.extraction.linking.judges import Learned, load_all
from flows.extraction.linking.speakers.candidates import Spoken, Talk
from flows.extraction.linking.speakers.features import among_rivals, of_pairs

MODELS = Path(__file__).parents[2] / "models" / "speakers"
FIRST, AMONG_RIVALS = JUDGES = ("speaker", "speaker-among-rivals")
# A quotation is of the likeliest speaker, if that is as likely as this: rather nobody than somebody else.
THRESHOLD = 0.6


def attributed(analyses: Sequence[Analysis]) -> list[list[Spoken]]:
    """The quotations of each of some documents, in order, each with whose words it holds."""
    talks = [Talk(analysis) for analysis in analyses]
    judges = learned()
    judge_all(talks, judges.decide, judges.names)
    return [spoken(talk) for talk in talks]


def judge_all(talks: Sequence[Talk], decide: Decide, names: Names) -> None:
    """Judge the candidates of all quotations of some documents; the scores are in each talk."""
    asking = Asking(talks, decide, names)
    pairs = asking.described("said", of_pairs)
    asking.ask(FIRST, pairs, _pairs)
    pairs = pairs.beside(asking.described("rivals", lambda talk: among_rivals(talk, FIRST)))
    asking.ask(AMONG_RIVALS, pairs, _pairs)


def spoken(talk: Talk) -> list[Spoken]:
    """Each quotation with its likeliest speaker, if that is likely enough."""
    found = zip(talk.quotations, likeliest(talk), strict=True)
    return [Spoken(quotation, one[0] if one and one[1] >= THRESHOLD else None) for quotation, one in found]


def likeliest(talk: Talk) -> list[tuple[Speaker, float] | None]:
    """The likeliest speaker of each quotation that has candidates, and how likely it is."""
    found: list[tuple[Speaker, float] | None] = [None] * len(talk.quotations)
    for (number, speaker), score in zip(talk.pairs, talk.scores[AMONG_RIVALS], strict=True):
        known = found[number]
        if known is None or known[1] < score:
            found[number] = speaker, score
    return found


def learned() -> Learned:
    """The judges of speakers."""
    return load_all(MODELS, JUDGES)


def _pairs(talk: Talk) -> Sequence[object]:
    return talk.pairs
