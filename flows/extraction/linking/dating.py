"""The dates of the reports of ratings, judged step by step once it is known which ratings there are.

Each time that a document names is judged alone: did a report come out then? Then it is judged with each rating, and
again among its rivals and in the light of what the other ratings of the document are thought to be from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial

from flows.extraction.linking.asking import Asking, Decide
from flows.extraction.linking.dates import Days, Likely, Stated
from flows.extraction.linking.decoding import Linked, decoded
from flows.extraction.linking.entities import Entity
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
        self.stated = [_of_linked(work.grades[one.rating.grade], one) for one in self.linked]
        self.stated += [
            Stated(
                t.start,
                bisect_left(self.document.starts, t.start),
                t.sentence,
                t.body,
                float(t.historic),
                t.area,
                t.grade,
                t.year,
            )
            for t in work.tabled
        ]
        self.days = Days(self.document) if self.stated else None
        places: dict[object, int] = {}
        # One of each place is asked for; the others are of the same report.
        self.asked: list[Stated] = []
        self.asked_at: list[int] = []
        for one in self.stated:
            if one.place not in places:
                places[one.place] = len(self.asked)
                self.asked.append(one)
            self.asked_at.append(places[one.place])
        self.pairs: list[tuple[int, str | None]] = []
        self.scores: dict[str, list[float]] = {}

    def of_days(self) -> Iterable[Parts]:
        """Each time by itself."""
        if self.days is None:
            return
        every = Shared(under("document", times.of_document(self.document, self.days)))
        for number in range(len(self.days.all)):
            yield times.of_day(self.document, self.days, number), every

    def choose(self) -> None:
        """Take the times that may be those of each rating's report."""
        if self.days is not None:
            likely = Likely(self.days, self.scores["day"]).of_value
            self.pairs = [
                (number, value)
                for number, one in enumerate(self.asked)
                for value in self.days.candidates(one)
                if value is None or likely[value] >= HOPELESS
            ]

    def of_reports(self) -> Iterable[Parts]:
        """Each rating with each time that may be its report's."""
        if self.days is None:
            return
        document, days, likely = self.document, self.days, Likely(self.days, self.scores["day"])
        every = Shared(under("document", times.of_document(document, days)))
        whatever_time = once(partial(times.of_stated, document, likely))
        for number, value in self.pairs:
            stated = self.asked[number]
            yield whatever_time(stated), times.of_report(document, days, stated, value, likely), every

    def of_rivals(self) -> Iterable[Parts]:
        """Each such pair among all of the document."""
        return zip(times.among_all(self.pairs, self.scores["report"], self.asked))

    def reports(self) -> list[str | None]:
        """The date of the report of each rating that is stated: the likeliest, if it is likely; else none is said."""
        best: dict[int, tuple[float, str | None]] = {}
        for (number, value), score in zip(self.pairs, self.scores["report-among-all"], strict=True):
            likely = value is None or score >= LIKELY
            if likely and score > best.get(number, NOTHING)[0]:
                best[number] = (score, value)
        return [best[at][1] for at in self.asked_at]


def _of_linked(grade: Entity, one: Linked) -> Stated:
    """A linked rating as one to date."""
    rating = one.rating
    place = grade.start, grade.token, grade.sentence
    return Stated(*place, rating.body, one.earlier, rating.code, one.grade, None, one.probability)


def date_all(works: Sequence[Work], decide: Decide, names: Names) -> list[Dating]:
    """Date the ratings of some judged documents."""
    asking = Asking([Dating(work) for work in works], decide, names)
    asking.ask("day", asking.described("day", Dating.of_days), lambda one: one.days.all if one.days else ())
    for one in asking.works:
        one.choose()
    reports = asking.described("report", Dating.of_reports)
    asking.ask("report", reports, lambda one: one.pairs)
    reports = reports.beside(asking.described("rival reports", Dating.of_rivals))
    asking.ask("report-among-all", reports, lambda one: one.pairs)
    return list(asking.works)
