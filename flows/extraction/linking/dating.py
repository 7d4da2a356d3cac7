"""Find the report date of each rating of a document, after the ratings themselves are judged. Use `date_all`.

The judge `day` scores each time alone: did any report come out then? The judge `report` scores each pair of a rating
and a date; `report-among-all` scores the pair again with its rivals and with the dates of the other ratings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial

from flows.extraction.linking.asking import Decide, JudgedBatch, Tabulate
from flows.extraction.linking.dates import DateScores, Days, StatedRating
from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.features import prefixed, times
from flows.extraction.linking.features.rows import Names, Parts, described
from flows.extraction.linking.steps import RatingWork

JUDGES = ("day", "report", "report-among-all")
# A linked rating with a lower probability is dropped: neither dated nor reported.
LEAST_RATING_SCORE = 0.3
# A date whose score by the judge `day` is lower is not paired with the ratings.
LEAST_DAY_SCORE = 0.06
# A date with a lower score is not reported, even if "not said" scores lower still.
LEAST_DATE_SCORE = 0.4
NOTHING: tuple[float, str | None] = (-1.0, None)


class Dating:
    """The ratings of one document with the dates that their reports may have, and the scores so far. Only one rating of
    each `place` is asked for, as the others share its date."""

    def __init__(self, work: RatingWork) -> None:
        self.work, self.document = work, work.document
        self.linked = [stated for stated in decoded(work) if stated.probability >= LEAST_RATING_SCORE]
        self.stated = [*self.linked, *work.tabled]
        # A key shared by ratings with one report date, with the years of which it is, if a table tells.
        years = {stated: work.tables.decided[stated.number].within for stated in work.tabled}
        self.place = {stated: (stated.place, years.get(stated)) for stated in self.stated}
        of_place = {self.place[stated]: stated for stated in reversed(self.stated)}
        self.asked = [one for one in self.stated if of_place[self.place[one]] is one]  # one rating of each place
        # Without ratings there is nothing to date.
        own = self.document.analysis.document.published_on
        self.days = Days(self.document.times, own) if self.stated else Days((), None)
        self.pairs: list[tuple[StatedRating, str | None]] = []  # a rating with a date that its report may have
        self.scores: dict[str, list[float]] = {}  # by the name of the judge

    def of_days(self) -> Iterable[Parts]:
        """Yield the features of each time alone, for the judge `day`."""
        of_document = prefixed("document", times.of_document(self.document, self.days))
        return ((times.of_day(self.document, self.days, day), of_document) for day in self.days.all)

    def choose(self) -> None:
        """Fill `pairs`: each asked rating with the dates that its report may have."""
        likely = DateScores(self.days, self.scores["day"]).of_value
        self.pairs = [
            (stated, value)
            for stated in self.asked
            for years in [self.place[stated][1]]
            for value in self.days.candidates(stated)
            if value is None or (likely[value] >= LEAST_DAY_SCORE and (years is None or int(value[:4]) in years))
        ]

    def of_reports(self) -> Iterable[Parts]:
        """Yield the features of each pair, for the judge `report`."""
        document, days, likely = self.document, self.days, DateScores(self.days, self.scores["day"])
        of_document = prefixed("document", times.of_document(document, days))
        of_rating = cache(partial(times.of_stated, document, likely))
        for stated, value in self.pairs:
            yield of_rating(stated), times.of_report(document, days, stated, value, likely), of_document

    def of_rivals(self) -> Iterable[Parts]:
        """Yield the features of each pair among all pairs, for the judge `report-among-all`."""
        return zip(times.among_all(self.pairs, self.scores["report"]))

    def reports(self) -> list[str | None]:
        """Return the report date of each rating: the likeliest, else the year that alone heads it; None: not said."""
        best: dict[object, tuple[float, str | None]] = {}
        for (stated, value), score in zip(self.pairs, self.scores["report-among-all"], strict=True):
            if (value is None or score >= LEAST_DATE_SCORE) and score > best.get(self.place[stated], NOTHING)[0]:
                best[self.place[stated]] = (score, value)
        text, tabled, decided = self.document.analysis.text, self.work.tabled, self.work.tables.decided
        heads = [(one, decided[one.number].when) for one in tabled]
        alone = {one: one.year for one, at in heads if at and text[at.start : at.end] == one.year}
        return [best[self.place[stated]][1] or alone.get(stated) for stated in self.stated]


def date_all(works: Sequence[RatingWork], decide: Decide, names: Names, tabulate: Tabulate = described) -> list[Dating]:
    """Date the ratings of judged documents; returns one `Dating` per work, in order."""
    asking = JudgedBatch([Dating(work) for work in works], decide, names, tabulate)
    asking.ask("day", asking.described("day", Dating.of_days), lambda dating: dating.days.all)
    for dating in asking.works:
        dating.choose()
    reports = asking.described("report", Dating.of_reports)
    asking.ask("report", reports, lambda dating: dating.pairs)
    reports = reports.joined_with(asking.described("rival reports", Dating.of_rivals))
    asking.ask("report-among-all", reports, lambda dating: dating.pairs)
    return list(asking.works)
