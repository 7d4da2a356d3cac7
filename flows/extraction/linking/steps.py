"""Judge the ratings of documents step by step. Training and extraction share this code; use `judge_all`.

A grade word is scored alone (`grade`), then with each candidate area and body (`area`, `body`), then these pairs again
among their rivals. Likely pairs are joined to ratings, which are scored alone (`rating`), as earlier or current
(`earlier`), and among all of the document (`rating-among-all`). Each step asks its judge about all documents at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, partial
from itertools import chain, product
from operator import attrgetter, itemgetter

from flows.extraction.claims import Body
from flows.extraction.linking.area_words import Likely, Margins
from flows.extraction.linking.asking import HOPELESS, MOST_RATINGS, Decide, JudgedBatch, Tabulate, refuse_more
from flows.extraction.linking.candidates import areas_of, bodies_of
from flows.extraction.linking.dates import StatedRating
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.entity import UNNAMED
from flows.extraction.linking.features import Features, habit, layout, lists, prefixed, reference, rivals, whole, words
from flows.extraction.linking.features.links import among_links
from flows.extraction.linking.features.rows import Names, Parts, described
from flows.extraction.linking.features.whole import Rating
from flows.extraction.tables.grades import Entry
from flows.extraction.tables.ratings import TabledRatings

JUDGES = ("grade", "area", "body", "area-among-rivals", "body-among-rivals", "rating", "earlier", "rating-among-all")
# A grade word with a lower score gets no candidates. An area or body with a lower score makes no rating, unless it is
# the best candidate of its grade.
LEAST_GRADE_SCORE, LEAST_LINK_SCORE = 0.03, 0.05
# How many areas and bodies of one grade make ratings at most; a list may name every police force.
MOST_AREAS, MOST_BODIES = 12, 50
Pairs = Sequence[tuple[int, object]]  # the number of a grade and one of its candidates


class RatingWork:
    """The candidates of one document and, after each step, their scores by the name of the judge. `tabled`: the ratings
    that tables decide. `half_open`: the grades of tables that leave open either body or area; only the open part has
    candidates to choose from."""

    def __init__(self, document: Entities, tables: TabledRatings) -> None:
        self.document, self.tables = document, tables
        self.tabled = [
            StatedRating(at, body, entry.area.code, float(entry.grade.historic), year=entry.year, number=number)
            for number, entry in enumerate(tables.decided)
            if entry.area and entry.group
            for at in [_grade_entity(document, entry)]
            for body in entry.group.bodies
        ]
        self.known = {one.key for one in self.tabled}  # the facts that tables state
        self.decided_rows = {entry.grade.sentence.block.index for entry in tables.decided}
        self.decided_areas = {(id(e.grade.sentence.block.table), e.area.code) for e in tables.decided if e.area}
        half = {_grade_entity(document, entry): entry for entry in tables.open}
        # Grades in tables are decided by their headers and labels, but for those that these leave open.
        outside = (grade for grade in document.grades if grade.block.table is None)
        self.grades = sorted([*outside, *half], key=lambda grade: grade.token)
        self.half_open = {n: half[grade] for n, grade in enumerate(self.grades) if grade in half}  # by grade number
        # The areas that the words around each grade speak of, with their probabilities, and their margins by part.
        self.likely_areas: Sequence[Likely] = [{}] * len(self.grades)
        self.margins: Sequence[Margins] = [{}] * len(self.grades)
        self.areas: list[tuple[int, Entity | None]] = []  # the number of a grade and one of its candidate areas
        self.bodies: list[tuple[int, Body]] = []  # the number of a grade and one of its candidate bodies
        self.ratings: list[Rating] = []
        self.scores: dict[str, list[float]] = {}  # by the name of the judge

    def find_candidates(self) -> None:
        """Fill `areas` and `bodies` with the candidates of each grade word that may be a grade."""
        likely = [(n, grade) for n, grade in enumerate(self.grades) if self.scores["grade"][n] >= LEAST_GRADE_SCORE]
        self.areas = [(n, area) for n, grade in likely for area in self.areas_of(n, grade)]
        self.bodies = [(n, body) for n, grade in likely for body in self.bodies_of(n, grade)]

    def areas_of(self, number: int, grade: Entity) -> Sequence[Entity | None]:
        """Return the candidate areas of a grade."""
        entry = self.half_open.get(number)
        if entry and (area := entry.area):
            return [self.document.at("area", area.start, area.end, area.code)]
        areas = areas_of(self.document, grade, self.likely_areas[number])
        return [area for area in areas if not entry or area is None or self._is_open(area, grade)]

    def _is_open(self, area: Entity, grade: Entity) -> bool:
        """Whether an area may be that of a row which names none: no row with its own grade names or has it."""
        is_taken = (id(grade.block.table), self.document.code_of(area)) in self.decided_areas
        return not is_taken and (area.block is grade.block or area.block.index not in self.decided_rows)

    def bodies_of(self, number: int, grade: Entity) -> Sequence[Body]:
        """Return the candidate bodies of a grade."""
        entry = self.half_open.get(number)
        return entry.group.bodies if entry and entry.group else bodies_of(self.document, grade)

    def second_look(self, judge: str, pairs: Pairs) -> list[int]:
        """Return the numbers of the candidates that are judged again, among their rivals."""
        return sorted(chain.from_iterable(_likely(pairs, self.scores[judge], None, HOPELESS).values()))

    def leave_out_hopeless(self) -> None:
        """Keep only the candidate areas and bodies that are judged again, with their scores."""
        areas, bodies = self.second_look("area", self.areas), self.second_look("body", self.bodies)
        self.areas, self.bodies = [self.areas[n] for n in areas], [self.bodies[n] for n in bodies]
        for judge, kept in (("area", areas), ("body", bodies)):
            self.scores[judge] = [self.scores[judge][n] for n in kept]

    # -- the features of the candidates of each step, in the order of the candidates
    @cached_property
    def _habit(self) -> Features:
        return prefixed("document", habit.of_document(self.document))

    def of_grades(self) -> Iterable[Parts]:
        """Yield the features of each grade word alone."""
        of_document = self._habit
        for grade in self.grades:
            own = layout.of_grade(self.document, grade), words.around_grade(self.document, grade)
            yield *own, habit.of_years(self.document, grade), of_document

    def of_areas(self) -> Iterable[Parts]:
        """Yield the features of each grade with each of its areas."""
        document, likely = self.document, self.scores["grade"]
        of_area = cache(partial(habit.of_area, document))
        of_code = cache(lambda number, code: words.spoken_of(code, self.likely_areas[number], self.margins[number]))
        around_grade = cache(partial(words.around, document, most=2, prefix="grade."))
        around_area = cache(partial(words.around, document, most=3, prefix="area."))
        of_place = cache(lambda grade: prefixed("grade", layout.of_place(document, grade)))
        of_document = self._habit
        for number, area in self.areas:
            grade = self.grades[number]
            own = {"likely grade": likely[number]}, of_code(number, document.code_of(area))
            always = *own, of_area(area), around_grade(grade), of_place(grade), of_document
            if area is None or area.form == UNNAMED:
                yield always
                continue
            of_words = words.between(document, grade, area), words.counts_between(document, grade, area)
            of_link = layout.of_link(document, grade, area), lists.neighbours(document, grade, area)
            yield *always, *of_words, *of_link, around_area(area)

    def of_bodies(self) -> Iterable[Parts]:
        """Yield the features of each grade with each of its bodies."""
        of_document = self._habit
        of_body = cache(partial(reference.of_body, self.document))
        for number, body in self.bodies:
            of_link = reference.of_link(self.document, self.grades[number], body)
            yield of_body(body), of_link, {"likely grade": self.scores["grade"][number]}, of_document

    def of_rivals(self, pairs: Sequence[tuple[int, rivals.Candidate]], scores: Sequence[float]) -> Iterable[Parts]:
        """Yield the features of each pair of a grade and an area or body among its rivals."""
        return zip(rivals.among(self.document, self.grades, self.scores["grade"], pairs, scores))

    def of_rival_areas(self) -> Iterable[Parts]:
        """Yield the features of each grade with each of its areas among its rivals and among the links around it."""
        links = among_links(self.grades, self.scores["grade"], self.areas, self.scores["area"])
        return ((*row, link) for row, link in zip(self.of_rivals(self.areas, self.scores["area"]), links, strict=True))

    def of_ratings(self) -> Iterable[Parts]:
        """Yield the features of each rating alone: the scores of its parts, and how well area and body fit."""
        scores = self.scores
        best_area, best_body = (
            dict(sorted(zip((grade for grade, _ in pairs), scores[judge], strict=True), key=itemgetter(1)))
            for judge, pairs in (("area-among-rivals", self.areas), ("body-among-rivals", self.bodies))
        )
        for rating in self.ratings:
            area, body = scores["area-among-rivals"][rating.area_at], scores["body-among-rivals"][rating.body_at]
            grade = scores["grade"][rating.grade]
            scored: Features = {
                "score of grade": grade,
                "score of area": area,
                "score of body": body,
                "product": grade * area * body,
                "score of area alone": scores["area"][rating.area_at],
                "score of body alone": scores["body"][rating.body_at],
                "area behind best": best_area[rating.grade] - area,
                "body behind best": best_body[rating.grade] - body,
            }
            yield scored, whole.of_area_and_body(self.document, rating)

    def earlier_features(self) -> Iterable[Parts]:
        """Yield the features that tell earlier from current: each rating beside others of its body and area."""
        return zip(whole.against_others(self.grades, self.ratings, self.scores["rating"]))

    def among_all(self) -> Iterable[Parts]:
        """Yield the features of each rating among all ratings of its document."""
        scores, earlier = self.scores["rating"], self.scores["earlier"]
        return zip(whole.among_all(self.grades, self.ratings, scores, earlier))

    def join(self) -> None:
        """Fill `ratings`: each likely grade with each of its likely areas and bodies."""
        areas = _likely(self.areas, self.scores["area-among-rivals"], MOST_AREAS, LEAST_LINK_SCORE)
        bodies = _likely(self.bodies, self.scores["body-among-rivals"], MOST_BODIES, LEAST_LINK_SCORE)
        for number, of_grade in areas.items():
            for area_at, body_at in product(of_grade, bodies.get(number, ())):
                area, body = self.areas[area_at][1], self.bodies[body_at][1]
                self.ratings.append(Rating(number, area, body, area_at, body_at))
        refuse_more(len(self.ratings), "ratings that its grades may mean", MOST_RATINGS)


def _grade_entity(document: Entities, entry: Entry) -> Entity:
    """Return the grade of a table cell as an entity."""
    return document.at("grade", entry.grade.start, entry.grade.end, entry.grade.grade)


def _likely(pairs: Pairs, scores: Sequence[float], most: int | None, least: float) -> dict[int, list[int]]:
    """Return the numbers of each grade's best candidates, at most `most`: those from score `least`, and its best."""
    of_grade: dict[int, list[int]] = defaultdict(list)
    for number, (grade, _) in enumerate(pairs):
        of_grade[grade].append(number)
    likely = {}
    for grade, numbers in of_grade.items():
        order = sorted(numbers, key=lambda number: -scores[number])[:most]
        likely[grade] = [number for rank, number in enumerate(order) if not rank or scores[number] >= least]
    return likely


def judge_all(works: Sequence[RatingWork], decide: Decide, names: Names, tabulate: Tabulate = described) -> None:
    """Judge the candidates of some documents, step by step; the scores end up in each work."""
    asking = JudgedBatch(works, decide, names, tabulate)
    grades = asking.described("grade", RatingWork.of_grades)
    asking.ask("grade", grades, _grades)
    for work in works:
        work.find_candidates()
    areas, bodies = asking.described("area", RatingWork.of_areas), asking.described("body", RatingWork.of_bodies)
    asking.ask("area", areas, _areas)
    asking.ask("body", bodies, _bodies)
    areas = areas.take(asking.rows(_areas, lambda work: work.second_look("area", work.areas)))
    bodies = bodies.take(asking.rows(_bodies, lambda work: work.second_look("body", work.bodies)))
    for work in works:
        work.leave_out_hopeless()
    areas = areas.joined_with(asking.described("rival areas", RatingWork.of_rival_areas))
    bodies = bodies.joined_with(asking.described("rival bodies", lambda w: w.of_rivals(w.bodies, w.scores["body"])))
    asking.ask("area-among-rivals", areas, _areas)
    asking.ask("body-among-rivals", bodies, _bodies)
    for work in works:
        work.join()
    grades = grades.take(asking.rows(_grades, lambda work: (one.grade for one in work.ratings)))
    areas = areas.take(asking.rows(_areas, lambda work: (one.area_at for one in work.ratings)))
    bodies = bodies.take(asking.rows(_bodies, lambda work: (one.body_at for one in work.ratings)))
    ratings = (
        asking.described("rating", RatingWork.of_ratings).joined_with(grades).joined_with(areas).joined_with(bodies)
    )
    asking.ask("rating", ratings, _ratings)
    asking.ask("earlier", asking.described("time", RatingWork.earlier_features).joined_with(grades), _ratings)
    for work in works:
        for number, rating in enumerate(work.ratings):
            if entry := work.half_open.get(rating.grade):  # the table says whether a grade is earlier
                work.scores["earlier"][number] = float(entry.grade.historic)
    asking.ask("rating-among-all", ratings.joined_with(asking.described("all", RatingWork.among_all)), _ratings)


_grades, _areas, _bodies, _ratings = map(attrgetter, ("grades", "areas", "bodies", "ratings"))
