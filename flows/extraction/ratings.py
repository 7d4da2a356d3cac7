"""Ratings: which body got which grade in which area. One grade at a time, its bodies and areas found around it.

A rule is the way a rating was read:
rating-judged     a verb of judging: "Kent Police was judged good at Y", also the grades that go on under it
rating-given      a noun: "received a good rating for Y", "an overall rating of good"
rating-moved      two grades: "moved from inadequate to good"
rating-is         "is good at Y"
rating-requires   the verb: "requires improvement at Y"
rating-beside     no frame, but an area right beside the grade: "thinking it inadequate at Y"
rating-quoted     quotation marks: "‘good’ for Y"
rating-list       a line: "Y – good", "Good: Durham, Kent"
rating-table      a cell of a table
rating-led        bullets under a grade, or the question it answers: "Good at: • Y • Z", "How well …? Good"
rating-inverted   the body behind it: "the force judged good is Kent Police"
rating-set        a set by what it leaves or ranks: "the remaining two forces", "the higher grades were for Y"
rating-speaker    a body about itself: "we are good at Y"
rating-carried    any of these where the body stands only in a sentence before
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.area_anaphora import it_was_in_year
from flows.extraction.area_choice import RATED_LATELY, AreaChoice, suits
from flows.extraction.area_lists import areas_under, heading
from flows.extraction.claims import Body, RatingClaim, Refusal
from flows.extraction.findings import Finding, claims_of
from flows.extraction.grade_anaphora import like, upper_grades, with_taken_up
from flows.extraction.grade_area_words import FRONTED_AREA
from flows.extraction.grade_areas import AreaAt, Areas
from flows.extraction.grade_bodies import bodies_for, both_before
from flows.extraction.grade_groups import Context, Group, groups_in
from flows.extraction.grade_lists import area_above, bodies_under, is_of_before
from flows.extraction.grade_questions import asked_before
from flows.extraction.grade_sources import by_another, of_something_else, opens_with_another
from flows.extraction.grade_tables import entries_in, headers_of
from flows.extraction.grades import BESIDE, Grade, grades_in
from flows.extraction.reports import inspection_of

# "Leadership is |good", which anybody may say.
IS_SO = re.compile(r"\b(?:is|are|was|were|been|be)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
RULES = {"same": "judged", "noun": "given", "also": "judged", "higher": "set", "stands": "is"}
FORMS = {"context": "carried", "inverted": "inverted", "speaker": "speaker", "set": "set", "listed": "list"}


def rating_claims(analysis: Analysis, speakers: dict[int, Body | None]) -> tuple[list[RatingClaim], list[Refusal]]:
    """Every grade a document states, one claim for each body and area it belongs to, and what was refused and why."""
    if not analysis.triggers.starts["grade"]:
        return [], []
    reader = Reader(analysis, speakers)
    starts = analysis.triggers.starts
    graded = {analysis.index_at(start) for kind in ("grade", "better-grade", "same-grade") for start in starts[kind]}
    for sentence in analysis.sentences:
        if sentence.index in graded or sentence.block.kind == "row":
            reader.read(sentence)
    return list(claims_of(analysis, reader.inspection, reader.findings)), reader.refusals


class Reader:
    """Reads the ratings of a document sentence by sentence; later sentences go by what earlier ones said."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.context = Context(analysis, speakers)
        self.areas = Areas(analysis)
        self.inspection = inspection_of(analysis, self.areas)
        self.headers = headers_of(analysis)
        self.findings: list[Finding] = []
        self.refusals: list[Refusal] = []
        self.choice = AreaChoice(analysis, self.areas, self.inspection, self.findings)

    def read(self, sentence: Sentence) -> None:
        """Add the ratings of one sentence, or of a whole row of a table."""
        if sentence.block.kind == "row" and self._read_row(sentence):
            return
        stated = grades_in(self.analysis, sentence, self.refusals)
        grades = upper_grades(self.analysis, sentence) + with_taken_up(self.analysis, sentence, stated, self._last())
        under = bodies_under(self.context, grades[0]) if len(grades) == 1 else []
        if under and not self._is_of_area(grades[0], under):
            self._read_list(grades[0], under)
            return
        dealt = self._respectively(sentence, grades)
        last: list[Finding] = []
        taken = sentence.start
        for number, grade in enumerate(grades):
            low = max(taken, grades[number - 1].end) if number else taken
            if grade.frame == "moved" and grade.historic and number + 1 < len(grades):
                grade = replace(grade, after=grades[number + 1].after)
            if dealt:
                grade = replace(grade, after=grades[-1].after)
            ends = [other.start for other in grades if other.start > grade.after]
            high = ends[0] if ends else sentence.end
            fronted = FRONTED_AREA.search(self.analysis.text, grade.after, high) if ends else None
            high = fronted.start() if fronted else high
            so = self._so(grade) if grade.frame == "so" else None
            found = so if so is not None else self._link(grade, low, high, last, dealt[number] if dealt else None)
            if found:
                last = found
                taken = max([taken, *(finding.area.end for finding in found)])
            self._keep(found)

    def _is_of_area(self, grade: Grade, under: list[Group]) -> bool:
        """Whether the area right above a grade is what it is of, and what stands below opens the next body's part."""
        if not (asked_before(self.areas, grade) or heading(self.areas, grade)):
            return False
        index = self.analysis.index_at(under[-1].end)
        following = self.analysis.sentences[index + 1 : index + 2]
        return any(area.start == each.start for each in following for area in self.areas.plain(each.start, each.end))

    def _last(self) -> Finding | None:
        return self.findings[-1] if self.findings else None

    def _so(self, grade: Grade) -> list[Finding]:
        """As in "So is Y", "so was X": another area of the bodies rated last, or another body in their areas."""
        before = list(self.choice.of_last_sentence())
        same = [finding for finding in before if finding.group.bodies == before[0].group.bodies]
        return [Finding(grade, *pair, "rating-judged") for pair in like(self.context, self.areas, grade, same)]

    def _keep(self, found: list[Finding]) -> None:
        self.findings += found
        for finding in found:
            self.context.rated.setdefault(finding.area.code, set()).update(
                body.body_id for body in finding.group.bodies
            )

    def _refuse(self, grade: Grade, why: str) -> list[Finding]:
        self.refusals.append(Refusal(self.analysis.view.passage(grade.start, grade.end), grade.frame, why))
        return []

    def _read_row(self, sentence: Sentence) -> bool:
        """Whether a row holds grades in cells of their own; its ratings are added."""
        block = sentence.block
        header = self.headers.get(block.index)
        entries = entries_in(self.context, self.areas, sentence, header)
        if entries is None or sentence.start != block.start:
            return entries is not None
        if opens_with_another(self.analysis):
            return True
        for entry in entries:
            group = entry.group or bodies_for(self.context, entry.grade, None, "overall")
            if group is None:
                self._refuse(entry.grade, "no body it can be tied to")
                continue
            area = entry.area or self.areas.around(entry.grade, group.bodies, self.inspection.topic)
            self._keep([Finding(entry.grade, group, area, "rating-table", entry.year, entry.day)])
        return True

    def _read_list(self, grade: Grade, under: list[Group]) -> None:
        """Add the ratings of the bodies below a grade that is a heading."""
        area = area_above(self.context, self.areas, grade, self.inspection.topic)
        if area is None:
            self._refuse(grade, "no area it can be tied to")
            return
        suiting = [group for group in under if suits(area.code, group)]
        grade = replace(grade, historic=grade.historic or is_of_before(self.context, grade))
        self._keep([Finding(grade, group, area, "rating-list") for group in suiting])

    def _respectively(self, sentence: Sentence, grades: list[Grade]) -> list[Group] | None:
        """One body for each grade of "A and B were judged G and G respectively"."""
        if len(grades) < 2 or not re.search(r"\brespectively\b", self.analysis.text[grades[-1].end : sentence.end]):
            return None
        for group in groups_in(self.context, sentence.start, grades[0].start):
            if len(group.bodies) == len(grades):
                return [replace(group, bodies=(body,), form="name") for body in group.bodies]
        return None

    def _is_beside(self, grade: Grade, areas: list[AreaAt]) -> bool:
        """Whether a grade without a frame has an area behind it, or before it where it is no everyday "Y is good"."""
        if not areas or self.analysis.quotation_at(grade.start):
            return False
        is_good = grade.grade == "good" and IS_SO.search(self.analysis.text, grade.left, grade.start)
        return not is_good or areas[0].start > grade.start

    def _had_been(self, grade: Grade, group: Group, codes: Collection[str]) -> bool:
        """Whether "it was G in 2019" tells of what another grade, told before, has taken the place of."""
        if "in-year" not in grade.hints or not it_was_in_year(self.analysis.text, grade):
            return False
        return any(
            not told.grade.historic
            and told.grade.grade != grade.grade
            and told.group.bodies == group.bodies
            and told.area.code in codes
            for told in self.findings[-RATED_LATELY:]
        )

    def _link(self, grade: Grade, low: int, high: int, last: list[Finding], dealt: Group | None) -> list[Finding]:
        """The ratings of one grade; none, with the reason noted, where the text does not give its body or area."""
        if of_something_else(self.analysis, grade) or by_another(self.analysis, grade):
            return self._refuse(grade, "a grade of something else than a police or fire body")
        named, led = self.areas.of(grade, low, high), asked_before(self.areas, grade)
        led = led or areas_under(self.areas, grade) or heading(self.areas, grade)
        areas = led or named
        if grade.frame == BESIDE and not self._is_beside(grade, named):
            return self._refuse(grade, "no frame of a grade, and no area right beside it")
        key = areas[0].code if areas else self.inspection.topic or "overall"
        both = both_before(self.context, grade, sum(area.end <= grade.start for area in areas)) if areas else None
        group = dealt or both or bodies_for(self.context, grade, last[0].group if last else None, key)
        if group is None or not group.bodies:
            return self._refuse(grade, "no body it can be tied to")
        found = self.choice.of(grade, group, areas, last, low)
        if isinstance(found, str):
            return self._refuse(grade, found)
        group, areas = found
        rule = "led" if led else FORMS.get(group.form, RULES.get(grade.frame, grade.frame))
        unique = {area.code: area for area in reversed(areas)}
        if self._had_been(grade, group, unique.keys()):
            grade = replace(grade, historic=True)
        return [Finding(grade, group, area, f"rating-{rule}") for area in reversed(unique.values())]
