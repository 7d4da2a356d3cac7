"""Ratings: which body got which grade in which area.

What the structure of a table says is decided by it (rule `rating-table`); all else is linked by judges that learned
from labelled documents (rule `linked`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.grades import uses_ri
from flows.extraction.claims import Body
from flows.extraction.linking.ratings import Given, Rated, ratings_of
from flows.extraction.tables.ratings import tabled_ratings


def rating_claims(analyses: Sequence[Analysis], speakers: Sequence[Mapping[int, Body | None]]) -> list[Rated]:
    """Every grade that each of some documents states, one claim for each body and area it belongs to."""
    given = [given_to_link(*each) for each in zip(analyses, speakers, strict=True)]
    found = iter(ratings_of([each for each in given if each]))
    return [next(found) if each else Rated([], [], []) for each in given]


def given_to_link(analysis: Analysis, speakers: Mapping[int, Body | None]) -> Given | None:
    """What linking needs of a document, with the ratings that its tables decide; None where it names no grade."""
    if not (analysis.triggers.starts["grade"] or uses_ri(analysis)):
        return None
    return Given(analysis, speakers, tabled_ratings(analysis, speakers))
