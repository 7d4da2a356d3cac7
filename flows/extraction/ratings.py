"""Ratings: which body got which grade in which area. One grade at a time, its bodies and areas found around it.

A rule is the way a rating was read:
rating-judged     a verb of judging: "Kent Police was judged good at Y", also the grades that go on under it
rating-given      a noun: "received a good rating for Y", "an overall rating of good"
rating-moved      two grades: "moved from inadequate to good"
rating-is         "is good at Y"
rating-requires   the verb: "requires improvement at Y"
rating-quoted     quotation marks: "‘good’ for Y"
rating-list       a line: "Y – good", "Good: Durham, Kent"
rating-table      a cell of a table
rating-led        bullets under a grade: "Good at: • Y • Z"
rating-inverted   the body behind it: "the force judged good is Kent Police"
rating-set        a set by what it leaves or ranks: "the remaining two forces", "the higher grades were for Y"
rating-speaker    a body about itself: "we are good at Y"
rating-carried    any of these where the body stands only in a sentence before
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.area_anaphora import IN_THAT_PART, THAT_AREA, goes_on_in, gone_on, pointed_to, those_areas
from flows.extraction.area_kinds import of_one_kind, suited, suiting
from flows.extraction.area_lists import areas_under, heading
from flows.extraction.area_sequels import named_next
from flows.extraction.claims import Body, RatingClaim, Refusal
from flows.extraction.findings import Finding, claims_of
from flows.extraction.grade_anaphora import like, upper_grades, with_taken_up
from flows.extraction.grade_area_words import BOTH, FRONTED_AREA, NAMELESS_AREA, SEVERAL, SHORT, SUBJECT_AREA
from flows.extraction.grade_areas import AreaAt, Areas, counted, everyday, is_followed_by_its_object
from flows.extraction.grade_bodies import bodies_for
from flows.extraction.grade_groups import Context, Group, groups_in
from flows.extraction.grade_lists import area_above, bodies_under
from flows.extraction.grade_sources import by_another, of_something_else, opens_with_another
from flows.extraction.grade_tables import entries_in, headers_of
from flows.extraction.grades import Grade, grades_in
from flows.extraction.reports import inspection_of

# How many sentences open a text.
OPENING = 3
RULES = {"same": "judged", "noun": "given", "also": "judged", "higher": "set", "stands": "is"}
FORMS = {"context": "carried", "inverted": "inverted", "speaker": "speaker", "set": "set", "listed": "list"}
# "another year of good grades"
GRADES = re.compile(r"\s+(?:ratings|grades|gradings|marks|judge?ments)\b", re.IGNORECASE)
# "its work with victims, which now| requires improvement": what stands before "which" is graded, and nothing else.
WHICH = re.compile(r",?\s+which\s+(?:now\s+|still\s+|also\s+|again\s+)?(?:was\s+|is\s+|has\s+been\s+)?(?:\w+\s+)?$")


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

    def read(self, sentence: Sentence) -> None:
        """Add the ratings of one sentence, or of a whole row of a table."""
        if sentence.block.kind == "row" and self._read_row(sentence):
            return
        stated = grades_in(self.analysis, sentence, self.refusals)
        grades = upper_grades(self.analysis, sentence) + with_taken_up(self.analysis, sentence, stated, self._last())
        if len(grades) == 1 and (under := bodies_under(self.context, grades[0])):
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

    def _last(self) -> Finding | None:
        return self.findings[-1] if self.findings else None

    def _so(self, grade: Grade) -> list[Finding]:
        """As in "So is Y", "so was X": another area of the bodies rated last, or another body in their areas."""
        before = list(self._of_last_sentence())
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
            self._keep([Finding(entry.grade, group, area, "rating-table", str(entry.year) if entry.year else None)])
        return True

    def _read_list(self, grade: Grade, under: list[Group]) -> None:
        """Add the ratings of the bodies below a grade that is a heading."""
        area = area_above(self.context, self.areas, grade, self.inspection.topic)
        if area is None:
            self._refuse(grade, "no area it can be tied to")
            return
        suiting = [group for group in under if self._suits(area.code, group)]
        self._keep([Finding(grade, group, area, "rating-list") for group in suiting])

    def _respectively(self, sentence: Sentence, grades: list[Grade]) -> list[Group] | None:
        """One body for each grade of "A and B were judged G and G respectively"."""
        if len(grades) < 2 or not re.search(r"\brespectively\b", self.analysis.text[grades[-1].end : sentence.end]):
            return None
        for group in groups_in(self.context, sentence.start, grades[0].start):
            if len(group.bodies) == len(grades):
                return [replace(group, bodies=(body,), form="name") for body in group.bodies]
        return None

    def _link(self, grade: Grade, low: int, high: int, last: list[Finding], dealt: Group | None) -> list[Finding]:
        """The ratings of one grade; none, with the reason noted, where the text does not give its body or area."""
        if of_something_else(self.analysis, grade) or by_another(self.analysis, grade):
            return self._refuse(grade, "a grade of something else than a police or fire body")
        named, led = self.areas.of(grade, low, high), areas_under(self.areas, grade) or heading(self.areas, grade)
        areas = led or named
        key = areas[0].code if areas else self.inspection.topic or "overall"
        group = dealt or bodies_for(self.context, grade, last[0].group if last else None, key)
        if group is None:
            return self._refuse(grade, "no body it can be tied to")
        if (
            not areas
            and last
            and not counted(self.analysis, grade)
            and goes_on_in(self.analysis.text, grade, group, last[0].grade, last[0].group)
        ):
            areas = [finding.area for finding in last]
        if BOTH.match(self.analysis.text, grade.after, grade.sentence.end):
            areas = self._both(group)
            if not areas:
                return self._refuse(grade, "a number of areas without their names")
        elif pointed := pointed_to(self.areas, grade, group.bodies, self._areas_before(grade)):
            areas = pointed
        else:
            areas = [*areas, *gone_on(self.areas, grade, areas, group.bodies)]
        areas = areas or self.areas.of_report(grade)
        several = SEVERAL.search(self.analysis.text, max(grade.left, grade.start - SHORT), grade.start)
        if several and grade.frame == "noun" and len({area.code for area in areas}) == 1:
            return self._refuse(grade, "a number of areas without their names")
        named = [area for area in areas if not everyday(area)]
        group, areas = of_one_kind(self.analysis, grade, group, areas)
        if named and not areas:
            return self._refuse(grade, "an area of another kind of body")
        quoted = grade.frame == "is" and self.analysis.quotation_at(grade.start)
        if quoted and {area.code for area in areas} == {"other"}:
            return self._refuse(grade, "somebody's own words")
        if not areas and those_areas(self.areas, grade):
            return self._refuse(grade, "a number of areas without their names")
        taken_up = THAT_AREA.match(self.analysis.text, grade.end, grade.sentence.end)
        if not areas and (taken_up or IN_THAT_PART.search(self.analysis.text, grade.left, grade.start)):
            return self._refuse(grade, "no area it can be tied to")
        number = not areas and counted(self.analysis, grade)
        if number and (sequel := named_next(self.areas, grade)):
            areas = [fit for area in sequel if (fit := suiting(area, group.bodies))]
        if not areas and number:
            return self._refuse(grade, "a number of areas without their names")
        subject = SUBJECT_AREA.match(self.analysis.text, group.end, max(group.end, grade.start)) if not areas else None
        if subject:
            words = self.analysis.view.original(*subject.span("area"))
            areas = [AreaAt("other", words, *subject.span("area"))]
        if not areas and (why := self._why_no_area(grade, group, low)):
            return self._refuse(grade, why)
        if not areas:
            areas = [self._area_around(grade, group)]
            if areas[0].code == "overall" and not self._opens_with(grade, group):
                return self._refuse(grade, "no area it can be tied to")
        rule = "led" if led else FORMS.get(group.form, RULES.get(grade.frame, grade.frame))
        unique = {area.code: area for area in reversed(areas)}
        return [Finding(grade, group, area, f"rating-{rule}") for area in reversed(unique.values())]

    def _why_no_area(self, grade: Grade, group: Group, low: int) -> str | None:
        """Why a grade that names no area has none; None where what stands around it may give it one."""
        text = self.analysis.text
        which = WHICH.search(text, max(low, grade.start - 40), grade.start)
        if which and not 0 <= which.start() - group.end <= 1:
            return "no area it can be tied to"
        if grade.frame == "judged" and is_followed_by_its_object(text, grade):
            return "no area it can be tied to"
        if grade.frame == "stands" and not self._known_around(grade, group):
            return "no area it can be tied to"
        opens = not text[grade.sentence.start : grade.start].strip(" *_“\"‘'")
        if opens and grade.frame == "list" and group.form != "listed" and text.count(" ", grade.after, grade.right) > 3:
            return "what a grade means"
        if grade.frame == "noun" and not grade.quoted and GRADES.match(text, grade.end):
            return "a number of areas without their names"
        if grade.frame == "is" or NAMELESS_AREA.match(text, grade.after, grade.sentence.end):
            return "no area it can be tied to"
        if group.form != "context":
            return None
        if grade.frame in ("moved", "noun", "also", "quoted", "requires"):
            return "no body or area beside it"
        if not self.inspection.topic and grade.sentence.index:
            return "no body or area beside it"
        alone = grade.frame == "list" and grade.sentence.block.kind != "bullet"
        return "a grade on its own" if alone else None

    def _areas_before(self, grade: Grade) -> list[AreaAt]:
        """The areas of the ratings of the last sentence or list that gave any, in order."""
        if not self.findings or self.findings[-1].grade.sentence is grade.sentence:
            return []
        area = {finding.area.code: finding.area for finding in self._of_last_sentence()}
        return [found for found in reversed(area.values()) if found.code not in ("overall", "other")]

    def _of_last_sentence(self) -> Iterator[Finding]:
        """What was found in the last sentence that gave anything, the last first."""
        last = self.findings[-1].grade.sentence if self.findings else None
        return takewhile(lambda finding: finding.grade.sentence is last, reversed(self.findings))

    def _both(self, group: Group) -> list[AreaAt]:
        """The two areas of "on both counts": those the same bodies were rated in last, if these are two."""
        found = reversed([finding for finding in self._of_last_sentence() if finding.group.bodies == group.bodies])
        named = {finding.area.code: finding for finding in found}
        return [replace(finding.area, words=None) for finding in named.values()] if len(named) == 2 else []

    def _known_around(self, grade: Grade, group: Group) -> bool:
        """Whether what stands around a grade gives it an area: one inspection, or another body's rating before it."""
        units = all(body.kind == "regional-unit" for body in group.bodies)
        return units or self._area_around(grade, group).code != "overall"

    def _opens_with(self, grade: Grade, group: Group) -> bool:
        """Whether a grade without an area stands in a headline, an opening or a list of bodies, or goes on so."""
        last, sentence = self._last(), grade.sentence
        if sentence.block.kind == "heading" or (sentence.block.kind == "bullet" and group.form == "name"):
            return True
        told = sum(before.block.kind == "prose" for before in self.analysis.sentences[: sentence.index])
        return told < OPENING or bool(last and last.area.code == "overall" and not last.area.words)

    def _area_around(self, grade: Grade, group: Group) -> AreaAt:
        """The area of the rating before in the same paragraph or right before, when it was another body's.

        Else what stands around.
        """
        last = self._last()
        here, before = grade.sentence, last.grade.sentence if last else None
        next_to = before and before.index == here.index - 1 and here.block.kind == "prose"
        near = before and (before.block is here.block or next_to)
        parallel = last and near and last.area.code != "overall"
        if last and parallel and not set(last.group.bodies) & set(group.bodies) and self._suits(last.area.code, group):
            return AreaAt(last.area.code, None, grade.start, grade.end)
        area = self.areas.around(grade, group.bodies, self.inspection.topic)
        return area if self._suits(area.code, group) else AreaAt("overall", None, grade.start, grade.end)

    @staticmethod
    def _suits(code: str, group: Group) -> bool:
        return all(code in suited(body.kind) for body in group.bodies)
