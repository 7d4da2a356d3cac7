"""What labels of ratings teach: for each candidate of each judge whether it is right, and how much this answer counts.

`Labelled` answers for the judges of `flows/extraction/linking/steps.py`, `LabelledDates` for those of `dating.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from flows.extraction.extracting import analysed, speakers_of
from flows.extraction.linking.dates import StatedRating
from flows.extraction.linking.dating import Dating
from flows.extraction.linking.entities import Entity
from flows.extraction.linking.features.whole import Rating
from flows.extraction.linking.figures.claims import LinkingInput
from flows.extraction.linking.ratings import work_of
from flows.extraction.linking.steps import RatingWork
from flows.reading.document import Document
from schemas import vocabularies
from schemas.vocabularies.grading import area_for, only_area
from tests.gold.comparing import Item, label_item
from tests.gold.corpus import Label
from tests.gold.cross_validation import Answer

# The weight of a grade word that no label quotes, but whose grade a label gives: it may state the same rating again.
WEIGHT_OF_REPETITION = 0.4
# Stands before a grade word that asks for a grade and gives none: "how good is it".
HOW = re.compile(r"\bhow\s+[“\"‘']?$", re.IGNORECASE)
# A quotation without a grade word means the last one before it, if that is less than this many characters away.
FARTHEST = 500
# Each sentence that something is away from a grade word counts as this many tokens.
ANOTHER_SENTENCE = 40


def linking_inputs(documents: Sequence[Document]) -> list[LinkingInput]:
    """Return what the linking of ratings and figures needs of each document."""
    return [LinkingInput(analysis, speakers_of(spoken)) for analysis, spoken in zip(*analysed(documents), strict=True)]


def unjudged(document: Document) -> RatingWork:
    """Return the work of a document with its grade words, of which no judge was asked yet."""
    return work_of(*linking_inputs([document])[0])


class Labelled:
    """A work and its labels, each aligned with the grade word that its quotation means.

    `labels`: each label, also as an item; `grades_of_labels`: all grades that a label gives; `of_grade`: the labels of
    each grade word, by the word's number.
    """

    def __init__(self, work: RatingWork, ratings: Sequence[Label]) -> None:
        self.work = work
        self.labels = [(label, label_item("ratings", label)) for label in ratings]
        self.grades_of_labels = {label["grade"] for label in ratings}
        self.of_grade: dict[int, list[tuple[Label, Item]]] = defaultdict(list)
        text = LettersOnly(work.document.text)
        for label, item in self.labels:
            if (number := self._meant(text, label, item)) is not None:
                self.of_grade[number].append((label, item))

    def _meant(self, text: LettersOnly, label: Label, item: Item) -> int | None:
        """Return the number of the grade word that a label means: of those in its quotation the nearest to area and
        body, else the last before it; None where there is no such word. The "good" of "how good is it" is none."""
        spans, whole = text.find(label["quote"]), self.work.document.text
        same = [(n, g) for n, g in enumerate(self.work.grades) if g.code == label["grade"]]
        same = [(n, g) for n, g in same if not HOW.search(whole[max(0, g.start - 9) : g.start])]
        inside = [(n, g) for n, g in same if any(start <= g.start < end for start, end in spans)]
        if not inside and spans:
            inside = [(n, g) for n, g in same if 0 < spans[0][0] - g.start < FARTHEST][-1:]
        if not inside:
            return None
        return min(inside, key=lambda pair: self._distance(pair[1], item))[0]

    def _distance(self, grade: Entity, item: Item) -> float:
        """Return how far a grade word is from the label's area, plus half as far as it is from the label's body."""
        document = self.work.document
        bodies = {key[0] for key in item.keys}
        areas = (area for area in document.areas if any(names_area(area, key) for key in item.keys))
        mentions = (
            mention for mention in document.body_mentions if any(body.body_id in bodies for body in mention.bodies)
        )
        to_area = min((_apart(grade, area) for area in areas), default=0)
        return to_area + min((_apart(grade, mention) for mention in mentions), default=0) / 2

    def required(self, grade: int) -> list[Item]:
        """Return the labels of a grade word that are not optional."""
        return [item for label, item in self.of_grade[grade] if not label["optional"]]

    def allowed(self, grade: int, part: int) -> set[str]:
        """Return all bodies (`part` 0) or areas (`part` 1) that the labels of a grade word allow."""
        return {key[part] for _, item in self.of_grade[grade] for key in item.keys}

    def grades(self) -> Iterator[Answer]:
        """Yield whether each grade word is the grade of a body."""
        for number, grade in enumerate(self.work.grades):
            if self.required(number):
                yield True, 1.0
            elif self.of_grade[number]:
                yield False, 0.0
            else:
                yield False, WEIGHT_OF_REPETITION if grade.code in self.grades_of_labels else 1.0

    def bodies(self) -> Iterator[Answer]:
        """Yield whether each candidate body of a grade is right; words that are no grade do not count."""
        for number, body in self.work.bodies:
            first = {item.keys[0][0] for item in self.required(number)}
            right = body.body_id in first
            counts = bool(first) and (right or body.body_id not in self.allowed(number, 0))
            yield right, float(counts)

    def areas(self) -> Iterator[Answer]:
        """Yield whether each candidate area of a grade is right.

        Where several places name the right area, the nearest is right, and the others do not count.
        """
        nearest = self._nearest_areas()
        for number, area in self.work.areas:
            required = self.required(number)
            others = {key for label, item in self.of_grade[number] for key in item.keys[not label["optional"] :]}
            if not required:
                yield False, 0.0
            elif area is None:
                right = any(self._is_unnamed(item) for item in required)
                yield right, float(right or not any(is_whole(key) for key in others))
            elif any(names_area(area, item.keys[0]) for item in required):
                right = any(nearest.get((number, item.keys[0][1])) is area for item in required)
                yield right, float(right)
            else:
                yield False, float(not any(names_area(area, key) for key in others))

    def _nearest_areas(self) -> dict[tuple[int, str], Entity]:
        """Return the nearest place that names the area of a label, by the number of the grade word and the area."""
        nearest: dict[tuple[int, str], Entity] = {}
        for number, area in self.work.areas:
            grade = self.work.grades[number]
            if area is None:
                continue
            for item in self.required(number):
                place = number, item.keys[0][1]
                best = nearest.get(place)
                if names_area(area, item.keys[0]) and (best is None or _apart(grade, area) < _apart(grade, best)):
                    nearest[place] = area
        return nearest

    def _is_unnamed(self, item: Item) -> bool:
        """Whether a label may be of a whole inspection, and nothing in the document names its area."""
        first = item.keys[0]
        whole = any(is_whole(key) for key in item.keys)
        return whole and not any(names_area(area, first) for area in self.work.document.areas)

    def key(self, rating: Rating) -> tuple[str, ...]:
        """Return body, area and grade of a rating as the keys of labels give them."""
        return rating.body.body_id, rating.code, self.work.grades[rating.grade].code

    def ratings(self) -> Iterator[Answer]:
        """Yield whether each rating is a fact: the first key of a label, or another where the first is no candidate."""
        candidates = {self.key(rating) for rating in self.work.ratings}
        right: set[tuple[str, ...]] = set()
        neutral: set[tuple[str, ...]] = set()
        for label, item in self.labels:
            first, *others = item.keys
            (neutral if label["optional"] else right).add(first)
            (right if not label["optional"] and first not in candidates else neutral).update(others)
        tabled = {(body.body_id, area, grade) for body, area, grade, _ in self.work.known}
        for rating in self.work.ratings:
            key = self.key(rating)
            # Tables give the facts they state: a grade elsewhere need not be of that area, though the fact is right.
            yield key in right, float(key not in tabled and (key in right or key not in neutral))

    def earlier(self) -> Iterator[Answer]:
        """Yield whether each rating that is a fact is an earlier one: by the labels of its grade word, else by all."""
        of_fact: dict[tuple[str, ...], set[bool]] = defaultdict(set)
        for label, item in self.labels:
            for key in item.keys:
                of_fact[key].add(label["historic"])
        for rating in self.work.ratings:
            key = self.key(rating)
            own = {label["historic"] for label, item in self.of_grade[rating.grade] if key in item.keys}
            times = own if len(own) == 1 else of_fact[key]
            yield True in times, float(len(times) == 1)

    def once(self) -> Iterator[Answer]:
        """Yield the answers of `ratings`, but where a fact was found both as earlier and as current and labels give
        only one of these, the other is wrong."""
        earlier = [score >= 0.5 for score in self.work.scores["earlier"]]
        keys = [(*self.key(rating), str(time)) for rating, time in zip(self.work.ratings, earlier, strict=True)]
        candidates = set(keys)
        times: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for label, item in self.labels:
            for key in item.keys:
                times[key].add(str(label["historic"]))
        for key, time, (right, counts) in zip(keys, earlier, self.ratings(), strict=True):
            double = key[-1] not in times[key[:-1]] and (*key[:-1], str(not time)) in candidates
            yield right and not double, counts

    def answers(self, judge: str) -> list[Answer]:
        """Return the answers to the candidates of a judge, in their order."""
        return list(ANSWERS[judge](self))


ANSWERS: Mapping[str, Callable[[Labelled], Iterator[Answer]]] = {
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
    """The ratings of a document that are to be dated, and its labels.

    `dates`: the report dates that labels give each fact (body, area, grade), by whether it is an earlier one; `days`:
    all dates that labels give.
    """

    def __init__(self, dating: Dating, ratings: Sequence[Label]) -> None:
        self.dating = dating
        self.dates: dict[tuple[str, ...], dict[bool, set[str | None]]] = defaultdict(lambda: defaultdict(set))
        # Labels of short texts give no dates.
        dated = [label for label in ratings if "report_published_on" in label]
        for label in dated:
            for key in label_item("ratings", label).keys:
                self.dates[key][label["historic"]].add(label["report_published_on"])
        self.days = {label["report_published_on"] for label in dated if not label["optional"]} - {None}

    def answers(self, judge: str) -> list[Answer]:
        """Return the answers to the candidates of a judge, in their order."""
        return list(self._of_days() if judge == "day" else self._of_reports())

    def _of_days(self) -> Iterator[Answer]:
        """Yield whether each time is a report date; "2023" does not count where labels give "2023-03"."""
        for day in self.dating.days.all:
            vague = any(date.startswith(day.code) for date in self.days)
            yield day.code in self.days, float(bool(self.days) and (day.code in self.days or not vague))

    def _of_reports(self) -> Iterator[Answer]:
        """Yield whether each date is the report date of its rating."""
        for stated, value in self.dating.pairs:
            right = self._right(stated)
            yield value in right, float(bool(right))

    def _right(self, stated: StatedRating) -> set[str | None]:
        """Return the one report date that labels give a rating, or nothing: no label is of it, or dates differ."""
        times = self.dates.get((stated.body.body_id, stated.area, stated.at.code), {})
        dates = times.get(stated.historic) or set().union(*times.values())
        return dates if len(dates) == 1 else set()


def names_area(area: Entity, key: tuple[str, ...]) -> bool:
    """Whether the words for an area mean the area of a label's key, for the key's body."""
    body = vocabularies.bodies().get(key[0])
    return area_for(area.codes, body.kind if body else "other") == key[1]


def is_whole(key: tuple[str, ...]) -> bool:
    """Whether the area of a label's key is that of a whole inspection, which need not be named."""
    body = vocabularies.bodies().get(key[0])
    return key[1] == only_area(body.kind if body else "other")


def _apart(entity: Entity, other: Entity) -> float:
    return abs(entity.token - other.token) + ANOTHER_SENTENCE * abs(entity.sentence.index - other.sentence.index)


class LettersOnly:
    """A text without punctuation, spaces and case, in which a quotation is found however it was copied."""

    def __init__(self, text: str) -> None:
        kept = [(sign.lower(), place) for place, sign in enumerate(text) if sign.isalnum()]
        self.text = "".join(sign[0] for sign, _ in kept)
        self.places = [place for _, place in kept]

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Return the slices of the original text where a quotation stands, as half-open offsets."""
        wanted = "".join(sign.lower()[0] for sign in quote if sign.isalnum())
        found, at = [], self.text.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            found.append((self.places[at], self.places[end - 1] + 1))
            at = self.text.find(wanted, end)
        return found
