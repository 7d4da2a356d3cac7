"""The organisation of each person, as judges find it: one judge looks at each candidate, another at its rivals, too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import Body
from flows.extraction.linking.affiliations.candidates import Crowd
from flows.extraction.linking.affiliations.features import among_rivals, of_pairs
from flows.extraction.linking.asking import Asking, Decide
from flows.extraction.linking.features.rows import Names
from flows.extraction.linking.judges import Learned, load_all

MODELS = Path(__file__).parents[2] / "models" / "affiliations"
FIRST, AMONG_RIVALS = JUDGES = ("organisation", "organisation-among-rivals")
# A person is of the likeliest organisation, if it is as likely as this.
THRESHOLD = 0.6


def settle_organisations(analyses: Sequence[Analysis]) -> None:
    """Give each person of some documents the organisation they are of, where one is likely enough."""
    crowds = [Crowd(analysis) for analysis in analyses if analysis.people]
    judges = learned()
    judge_all(crowds, judges.decide, judges.names)
    for crowd in crowds:
        for person, (body, score) in likeliest(crowd).items():
            person.organisation = body if score >= THRESHOLD else None


def judge_all(crowds: Sequence[Crowd], decide: Decide, names: Names) -> None:
    """Judge the candidates of all people of some documents; the scores are in each crowd."""
    asking = Asking(crowds, decide, names)
    pairs = asking.described("person", of_pairs)
    asking.ask(FIRST, pairs, _pairs)
    pairs = pairs.beside(asking.described("rivals", lambda crowd: among_rivals(crowd, FIRST)))
    asking.ask(AMONG_RIVALS, pairs, _pairs)


def likeliest(crowd: Crowd) -> dict[Person, tuple[Body, float]]:
    """The likeliest organisation of each person that has candidates, and how likely it is."""
    found: dict[Person, tuple[Body, float]] = {}
    for (person, one), score in zip(crowd.pairs, crowd.scores[AMONG_RIVALS], strict=True):
        if person not in found or found[person][1] < score:
            found[person] = one.body, score
    return found


def learned() -> Learned:
    """The judges of organisations."""
    return load_all(MODELS, JUDGES)


def _pairs(crowd: Crowd) -> Sequence[object]:
    return crowd.pairs
