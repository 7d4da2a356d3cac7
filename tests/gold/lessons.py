"""What labels teach: for each candidate of each step whether it is right, and how much that counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flows.extraction.linking.dates import Stated
from flows.extraction.linking.dating import Dating
from flows.extraction.linking.entities import Entity
from flows.extraction.linking.features.whole import Rating
from flows.extraction.linking.steps import Work
from schemas import vocabularies
from schemas.vocabularies.grading import area_for, only_area
from tests.gold.comparing import Item, label_item

Label = Mapping[str, Any]
# Whether a candidate is right, and how much that counts.
Answer = tuple[bool, float]
# What a grade word counts that no label quotes, but whose grade the document gives elsewhere.
PERHAPS_SAID_AGAIN = 0.4
# How far behind the last grade word a quotation without one may begin.
FARTHEST = 500
# How much farther than the next word something in another sentence is.
ANOTHER_SENTENCE = 40


class Labelled:
    """A document in the making and its labels, each aligned with the grade words that its quotation means."""

    def __init__(self, work: Work, ratings: Sequence[Label]) -> None:
        self.work = work
        self.labels = [(label, label_item("ratings", label)) for label in ratings]
        self.given = {label["grade"] for label in ratings}
        self.of_grade: dict[int, list[tuple[Label, Item]]] = defaultdict(list)
        text = Flat(work.document.text)
        for label, item in self.labels:
            for number in self._meant(text, label, item):
                self.of_grade[number].append((label, item))

    def _meant(self, text: Flat, label: Label, item: Item) -> list[int]:
        """The grade word that a label means: in its quotation that nearest to area and body, else the last before."""
        spans = text.find(label["quote"])
        same = [(n, g) for n, g in enumerate(self.work.grades) if g.code == label["grade"]]
        inside = [(n, g) for n, g in same if any(start <= g.start < end for start, end in spans)]
        if not inside and spans:
            inside = [(n, g) for n, g in same if 0 < spans[0][0] - g.start < FARTHEST][-1:]
        if not inside:
            return []
        nearest = min(inside, key=lambda pair: self._distance(pair[1], item))
        return [nearest[0]]

    def _distance(self, grade: Entity, item: Item) -> float:
        document = self.work.document
        bodies = {key[0] for key in item.keys}
        to_area = min((_apart(grade, a) for a in document.areas if any(reads(a, key) for key in item.keys)), default=0)
        meant = (m for m in document.meant if any(body.body_id in bodies for body in m.bodies))
        return to_area + min((_apart(grade, one) for one in meant), default=0) / 2

    def required(self, grade: int) -> list[Item]:
        """The labels of a grade that must be found."""
        return [item for label, item in self.of_grade[grade] if not label["optional"]]

    def maybe(self, grade: int, part: int) -> set[str]:
        """What any label of a grade allows as its body (0) or area (1), alternatives too."""
        return {key[part] for _, item in self.of_grade[grade] for key in item.keys}

    def grades(self) -> Iterator[Answer]:
        """Whether each grade word is the grade of some body."""
        for number, grade in enumerate(self.work.grades):
            if self.required(number):
                yield True, 1.0
            elif self.of_grade[number]:
                yield False, 0.0
            else:
                yield False, PERHAPS_SAID_AGAIN if grade.code in self.given else 1.0

    def bodies(self) -> Iterator[Answer]:
        """Whether each body of a grade is its own; not asked of words that are no grade."""
        for number, body in self.work.bodies:
            first = {item.keys[0][0] for item in self.required(number)}
            right = body.body_id in first
            counts = bool(first) and (right or body.body_id not in self.maybe(number, 0))
            yield right, float(counts)

    def areas(self) -> Iterator[Answer]:
        """Whether each area of a grade is its own: of several places that name it the nearest, others do not count."""
        nearest: dict[tuple[int, str], Entity] = {}
        for number, area in self.work.areas:
            grade = self.work.grades[number]
            if area is None:
                continue
            for item in self.required(number):
                place = number, item.keys[0][1]
                best = nearest.get(place)
                if reads(area, item.keys[0]) and (best is None or _apart(grade, area) < _apart(grade, best)):
                    nearest[place] = area
        for number, area in self.work.areas:
            required = self.required(number)
            others = {key for label, item in self.of_grade[number] for key in item.keys[not label["optional"] :]}
            if not required:
                yield False, 0.0
            elif area is None:
                right = any(self._is_unnamed(item) for item in required)
                yield right, float(right or not any(is_whole(key) for key in others))
            elif any(reads(area, item.keys[0]) for item in required):
                right = any(nearest.get((number, item.keys[0][1])) is area for item in required)
                yield right, float(right)
            else:
                yield False, float(not any(reads(area, key) for key in others))

    def _is_unnamed(self, item: Item) -> bool:
        """Whether a label is of the whole of an inspection, or may be, and nothing in the document names its area."""
        first = item.keys[0]
        whole = any(is_whole(key) for key in item.keys)
        return whole and not any(reads(area, first) for area in self.work.document.areas)

    def answers(self, judge: str) -> list[Answer]:
        """The answers to the candidates of a judge, in their order."""
        return list(ASKED[judge](self))

    # -- whole ratings
    def _key(self, rating: Rating) -> tuple[str, ...]:
        return rating.body.body_id, rating.code, self.work.grades[rating.grade].code

    def ratings(self) -> Iterator[Answer]:
        """Whether each rating is a fact: a label's first reading, or another where the first is no candidate."""
        have = {self._key(rating) for rating in self.work.ratings}
        right: set[tuple[str, ...]] = set()
        neutral: set[tuple[str, ...]] = set()
        for label, item in self.labels:
            first, *others = item.keys
            (neutral if label["optional"] else right).add(first)
            (right if not label["optional"] and first not in have else neutral).update(others)
        tabled = {(body.body_id, area, grade) for body, area, grade, _ in self.work.known}
        for rating in self.work.ratings:
            key = self._key(rating)
            # What a table states is left to it: a grade elsewhere need not be of that area, though the fact is right.
            yield key in right, float(key not in tabled and (key in right or key not in neutral))

    def earlier(self) -> Iterator[Answer]:
        """Whether each rating that is a fact is an earlier one, by the label of its grade word, else by any."""
        of_fact: dict[tuple[str, ...], set[bool]] = defaultdict(set)
        for label, item in self.labels:
            for key in item.keys:
                of_fact[key].add(label["historic"])
        for rating in self.work.ratings:
            key = self._key(rating)
            own = {label["historic"] for label, item in self.of_grade[rating.grade] if key in item.keys}
            said = own if len(own) == 1 else of_fact[key]
            yield True in said, float(len(said) == 1)

    def once(self) -> Iterator[Answer]:
        """As `ratings`, but where only one time of a fact is right and both are found, the other is a double."""
        past = [score >= 0.5 for score in self.work.scores["earlier"]]
        keys = [(*self._key(rating), str(time)) for rating, time in zip(self.work.ratings, past, strict=True)]
        have = set(keys)
        said: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for label, item in self.labels:
            for key in item.keys:
                said[key].add(str(label["historic"]))
        for key, time, (right, counts) in zip(keys, past, self.ratings(), strict=True):
            double = key[-1] not in said[key[:-1]] and (*key[:-1], str(not time)) in have
            yield right and not double, counts


ASKED: Mapping[str, Callable[[Labelled], Iterator[Answer]]] = {
    "grade": Labelled.grades,
    "area": Labelled.areas,
    "body": Labelled.bodies,
    "area-among-rivals": Labelled.areas,
    "body-among-rivals": Labelled.bodies,
    "rating": Labelled.ratings,
    "earlier": Labelled.earlier,
    "rating-among-all": Labelled.once,
}


class LabelledDates:
    """The ratings of a document that are to be dated, and its labels."""

    def __init__(self, dating: Dating, ratings: Sequence[Label]) -> None:
        self.dating = dating
        self.dates: dict[tuple[str, ...], dict[bool, set[str | None]]] = defaultdict(lambda: defaultdict(set))
        # Short texts say no dates.
        dated = [label for label in ratings if "report_published_on" in label]
        for label in dated:
            for key in label_item("ratings", label).keys:
                self.dates[key][label["historic"]].add(label["report_published_on"])
        self.days = {label["report_published_on"] for label in dated if not label["optional"]} - {None}

    def answers(self, judge: str) -> list[Answer]:
        """The answers to the candidates of a judge, in their order."""
        return list(self._of_days() if judge == "day" else self._of_reports())

    def _of_days(self) -> Iterator[Answer]:
        """Whether each time is the date of the report of some rating; a vague form of such a date does not count."""
        for day in self.dating.days.all:
            vague = any(date.startswith(day.code) for date in self.days)
            yield day.code in self.days, float(bool(self.days) and (day.code in self.days or not vague))

    def _of_reports(self) -> Iterator[Answer]:
        """Whether each date is that of its rating's report."""
        for one, value in self.dating.pairs:
            right = self._right(one)
            yield value in right, float(bool(right))

    def _right(self, one: Stated) -> set[str | None]:
        """The dates of a rating; none where no label, or more than one date, is of it."""
        times = self.dates.get((one.body.body_id, one.area, one.at.code), {})
        dates = times.get(one.historic) or set().union(*times.values())
        return dates if len(dates) == 1 else set()


def reads(area: Entity, key: tuple[str, ...]) -> bool:
    """Whether the words of an area name that of a label, when they are said of its body."""
    body = vocabularies.bodies().get(key[0])
    return area_for(area.codes, body.kind if body else "other") == key[1]


def is_whole(key: tuple[str, ...]) -> bool:
    """Whether a grade of a label needs no area named: it is of the whole of an inspection."""
    body = vocabularies.bodies().get(key[0])
    return key[1] == only_area(body.kind if body else "other")


def _apart(one: Entity, other: Entity) -> float:
    return abs(one.token - other.token) + ANOTHER_SENTENCE * abs(one.sentence.index - other.sentence.index)


class Flat:
    """A text without marks and spaces, in which a quotation is found however it was copied."""

    def __init__(self, text: str) -> None:
        kept = [(sign.lower(), place) for place, sign in enumerate(text) if sign.isalnum()]
        self.text = "".join(sign[0] for sign, _ in kept)
        self.places = [place for _, place in kept]

    def find(self, quote: str) -> list[tuple[int, int]]:
        """The slices where a quotation stands."""
        flat = "".join(sign.lower()[0] for sign in quote if sign.isalnum())
        found = re.finditer(re.escape(flat), self.text) if flat else ()
        return [(self.places[m.start()], self.places[m.end() - 1] + 1) for m in found]
