"""The dates of the reports of ratings, judged step by step once it is known which ratings there are.

Each time that a document names is judged alone: did a report come out then? Then it is judged with each rating, and
again among its rivals and in the light of what the other ratings of the document are thought to be from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from flows.extraction.linking.asking import Asking, Decide
from flows.extraction.linking.dates import Days, Likely, Stated
from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.features import times, under
from flows.extraction.linking.features.rows import Names, Parts, Shared, once
from flows.extraction.linking.steps import Work

JUDGES = ("day", "report", "report-among-all")
# A linked rating less likely than this is not dated: it is not told either.
LEAST = 0.3
# A time that is less likely the date of any report is not asked for with each rating.
HOPELESS = 0.06
# A date less likely than this is not told, though it be likelier than that none is said.
LIKELY = 0.4
NOTHING: tuple[float, str | None] = (-1.0, None)


class Dating:
    """What is thought of the dates in one document so far."""

    def __init__(self, work: Work) -> None:
        self.work, self.document = work, work.document
        self.linked = [one for one in decoded(work) if one.probability >= LEAST]
        self.stated = [*self.linked, *work.tabled]
        # One of each place is asked for; the others are of the same report.
        of_place = {one.place: one for one in reversed(self.stated)}
        self.asked = [one for one in self.stated if of_place[one.place] is one]
        # Where nothing is stated no time is asked for.
        own = self.document.analysis.document.published_on
        self.days = Days(self.document.times, own) if self.stated else Days((), None)
        self.pairs: list[tuple[Stated, str | None]] = []
        self.scores: dict[str, list[float]] = {}

    def of_days(self) -> Iterable[Parts]:
        """Each time by itself."""
        every = Shared(under("document", times.of_document(self.document, self.days)))
        return ((times.of_day(self.document, self.days, day), every) for day in self.days.all)

    def choose(self) -> None:
        """Take the times that may be those of each rating's report."""
        likely = Likely(self.days, self.scores["day"]).of_value
        self.pairs = [
            (one, value)
            for one in self.asked
            for value in self.days.candidates(one)
            if value is None or likely[value] >= HOPELESS
        ]

    def of_reports(self) -> Iterable[Parts]:
        """Each rating with each time that may be its report's."""
        document, days, likely = self.document, self.days, Likely(self.days, self.scores["day"])
        every = Shared(under("document", times.of_document(document, days)))
        whatever_time = once(partial(times.of_stated, document, likely))
        for one, value in self.pairs:
            yield whatever_time(one), times.of_report(document, days, one, value, likely), every

    def of_rivals(self) -> Iterable[Parts]:
        """Each such pair among all of the document."""
        return zip(times.among_all(self.pairs, self.scores["report"]))

    def reports(self) -> list[str | None]:
        """The date of the report of each rating that is stated: the likeliest, if it is likely; else none is said."""
        best: dict[object, tuple[float, str | None]] = {}
        for (one, value), score in zip(self.pairs, self.scores["report-among-all"], strict=True):
            if (value is None or score >= LIKELY) and score > best.get(one.place, NOTHING)[0]:
                best[one.place] = (score, value)
        return [best[one.place][1] for one in self.stated]


def date_all(works: Sequence[Work], decide: Decide, names: Names) -> list[Dating]:
    """Date the ratings of some judged documents."""
    asking = Asking([Dating(work) for work in works], decide, names)
    asking.ask("day", asking.described("day", Dating.of_days), lambda one: one.days.all)
    for one in asking.works:
        one.choose()
    reports = asking.described("report", Dating.of_reports)
    asking.ask("report", reports, lambda one: one.pairs)
    reports = reports.beside(asking.described("rival reports", Dating.of_rivals))
    asking.ask("report-among-all", reports, lambda one: one.pairs)
    return list(asking.works)
