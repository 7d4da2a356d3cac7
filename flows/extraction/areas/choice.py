"""The areas of a grade whose body is known: those named beside it, those a text points to, what stands around.

Where a text leaves them open, the reason why takes their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice, takewhile

from flows.extraction.areas.alone import alone
from flows.extraction.areas.anaphora import IN_THAT_PART, THAT_AREA, goes_on_in, gone_on, pointed_to, spoken_of
from flows.extraction.areas.counts import all_counts, those_areas, three_of
from flows.extraction.areas.excepted import without_excepted
from flows.extraction.areas.kinds import of_one_kind, of_one_question, suiting, suits
from flows.extraction.areas.parallel import goes_on_in_its
from flows.extraction.areas.sequels import (
    IT_IS_FOR,
    before_new_grade,
    counted,
    counted_off,
    named_next,
    only_some,
    the_others,
)
from flows.extraction.areas.subject import in_this_area, on_subject
from flows.extraction.areas.things import is_of_its_part, is_of_thing
from flows.extraction.findings.finding import Finding, end_in_table
from flows.extraction.findings.together import together
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import RATED_BODIES, Context, Group
from flows.extraction.grades.groups.ties import is_followed_by_its_object
from flows.extraction.grades.words.area_at import AreaAt, everyday
from flows.extraction.grades.words.area_words import BOTH, DESCRIBES, NAMELESS_AREA, SUBJECT_AREA, WORKPLACE
from flows.extraction.grades.words.longer_phrases import names_longer
from flows.extraction.grades.words.steps import WAS_THE_MARK
from flows.extraction.reports.reports import Inspection

# How many sentences open a text; how many of the ratings read last tell which pillars it speaks of.
OPENING, RATED_LATELY = 3, 50
# "another year of good grades"
GRADES = re.compile(r"\s+(?:ratings|grades|gradings|marks|judge?ments)\b", re.IGNORECASE)
# "its work with victims, which now| requires improvement": what stands before "which" is graded, and nothing else.
WHICH = re.compile(r",?\s+which\s+(?:now\s+|still\s+|also\s+|again\s+)?(?:was\s+|is\s+|has\s+been\s+)?(?:\w+\s+)?$")
# Until the programme of 2021/22 a force was graded in how it treats its workforce where it now is in the workplace.
WORKPLACE_SINCE, BEFORE_WORKPLACE = "2021", "treatment-of-the-workforce"
# "Kent Police|, from G to |G in two years." tells of a way, and not yet of what.
VERBLESS = re.compile(r",\s+from\s[^.;,]{0,60}")
# "G| for the |Kent Police"
LONGEST_TO_BODY = len(" given to the ")
# So many bodies with one grade are told of in a report on something, and share none overall.
SEVERAL_BODIES = 3
UNTIED = "no area it can be tied to"
NOTHING_BESIDE = "no body or area beside it"
UNNAMED = "a number of areas without their names"


class AreaChoice:
    """Chooses the areas of a grade; `findings` are the ratings read so far, which the reader adds to."""

    def __init__(self, context: Context, areas: Areas, inspection: Inspection, findings: list[Finding]) -> None:
        self.context = context
        self.analysis = context.analysis
        self.areas = areas
        self.inspection = inspection
        self.findings = findings
        self.pointed = False  # whether the areas chosen last are those that words like "both" point to
        # Whether they are the only ones of their sentence, with nothing that ties them to the grade.
        self.near = False
        # The paragraphs in which a grade was left without a body or an area.
        self.left_open = set[int]()

    def of(
        self, grade: Grade, group: Group, named: list[AreaAt], last: list[Finding], low: int
    ) -> tuple[Group, list[AreaAt]] | str:
        """The areas of a grade of these bodies, with the bodies they suit; why none, where the text leaves it open.

        `named` are the areas beside it; `last` are the ratings of the grade before in its sentence, which end at `low`.
        """
        self.near = False
        areas = self._with_pointed_to(grade, group, named, last)
        if areas is None or only_some(self.analysis, grade, areas) or (not areas and self._counts_areas(grade, group)):
            listed = counted_off(self.areas, grade)
            if not listed and (areas is None or areas):
                return UNNAMED
            areas = listed
        if is_of_thing(self.areas, grade, group, areas):
            return UNTIED
        areas = of_one_question(areas, self.inspection.year)
        specific = [area for area in areas if not everyday(area)]
        group, areas = of_one_kind(self.analysis, grade, group, areas)
        if specific and not areas:
            return "an area of another kind of body"
        marked = grade.frame == "is" and (quotation := self.analysis.quotation_at(grade.start)) and not quotation.turn
        counts = self.pointed and those_areas(self.areas, grade) and not self._says_of_itself(grade)
        if marked and areas and not counts and all(area.code == "other" or area.words is None for area in areas):
            return "somebody's own words"
        around = [self._of_its_time(area, group) for area in areas] or self._unnamed(grade, group, low)
        if isinstance(around, str) and around in (UNTIED, NOTHING_BESIDE) and (of_all := self.of_text(grade, group)):
            return group, [of_all]
        if isinstance(around, str):
            return around
        kept = without_excepted(self.analysis.view.folded, grade, around)
        return (group, kept) if kept else UNTIED

    def _counts_areas(self, grade: Grade, group: Group) -> bool:
        """Whether a grade is said to be in a number of areas, and not one that a number of bodies got."""
        return group.form != "inverted" and counted(self.analysis, grade)

    def _says_of_itself(self, grade: Grade) -> bool:
        """Whether a grade stands in the words of a body that is inspected."""
        quotation = self.analysis.quotation_at(grade.start)
        speaker = self.context.speakers.get(quotation.start) if quotation else None
        return speaker is not None and speaker.kind in RATED_BODIES

    def of_text(self, grade: Grade, group: Group) -> AreaAt | None:
        """The area that the whole text is on, where a grade of these bodies can be of no other."""
        return on_subject(self.areas, grade, group, self.inspection.topic, self.context.rated)

    def _of_its_time(self, area: AreaAt, group: Group) -> AreaAt:
        """The area as it was called when the report was published."""
        early = (self.inspection.report_published_on or WORKPLACE_SINCE) < WORKPLACE_SINCE
        renamed = early and area.code == WORKPLACE and suits(BEFORE_WORKPLACE, group)
        return replace(area, code=BEFORE_WORKPLACE) if renamed else area

    def _with_pointed_to(
        self, grade: Grade, group: Group, areas: list[AreaAt], last: list[Finding]
    ) -> list[AreaAt] | None:
        """The areas beside a grade and those of ratings before that it goes on in; None for "both" that are unknown."""
        self.pointed = False
        goes_on = not areas and last and not self._counts_areas(grade, group)
        if goes_on and goes_on_in(self.analysis.view.folded, grade, group, last[0].grade, last[0].group):
            areas = [finding.area for finding in last]
        both = BOTH.match(self.analysis.text, grade.after, grade.sentence.end)
        if both and not those_areas(self.areas, grade):
            return self._both(group) or None
        pointed = pointed_to(self.areas, grade, group.bodies, self._areas_told)
        if both and not pointed:
            return self._both(group) or None
        if not pointed and not areas:
            before = self._areas_before(grade)
            pointed = spoken_of(self.areas, grade, group.bodies, before, self._last())
            pointed = pointed or the_others(self.areas, grade, group.bodies, self.findings)
        if not pointed and not areas and three_of(self.areas, grade):
            rated = {finding.area.code for finding in self.findings[-RATED_LATELY:]}
            pointed = all_counts(grade, self.analysis.text, group.bodies, rated)
        self.pointed = bool(pointed)
        found = pointed or [*areas, *gone_on(self.areas, grade, areas, group.bodies)]
        return found or self.areas.of_report(grade)

    def _unnamed(self, grade: Grade, group: Group, low: int) -> list[AreaAt] | str:
        """The areas of a grade that names none beside it: by what follows, by its subject or by what stands around."""
        text = self.analysis.text
        if only := alone(self.areas, grade, group.bodies):
            self.near = True
            return only
        if those_areas(self.areas, grade) or three_of(self.areas, grade):
            return UNNAMED
        if THAT_AREA.match(text, grade.end, grade.sentence.end) or IN_THAT_PART.search(text, grade.left, grade.start):
            on_topic = in_this_area(self.areas, grade, group, self.inspection.topic)
            return [on_topic] if on_topic else UNTIED
        if grade.frame in ("noun", "judged") and (codes := before_new_grade(self.areas, grade)):
            fitting = [code for code in codes if suits(code, group)]
            return [AreaAt(code, None, grade.start, grade.end) for code in fitting] if len(codes) == 1 else UNTIED
        if self._counts_areas(grade, group):
            sequel = named_next(self.areas, grade)
            return [fit for area in sequel if (fit := suiting(area, group.bodies))] or UNNAMED
        if sequel := named_next(self.areas, grade, IT_IS_FOR):
            return [fit for area in sequel if (fit := suiting(area, group.bodies))] or UNTIED
        if subject := SUBJECT_AREA.match(text, group.end, max(group.end, grade.start)):
            words = self.analysis.view.original(*subject.span("area"))
            return [AreaAt("other", words, *subject.span("area"))]
        if why := self._why_no_area(grade, group, low):
            return why
        area = self._area_around(grade, group)
        named = {one.code for one in self.areas.plain(grade.sentence.start, grade.start) if not everyday(one)}
        if area.code != "overall" and named and area.code not in named:
            return UNTIED
        judged = grade.frame not in ("noun", "list")  # "Kent Police: G", "earned it a G": of what, it does not say
        overall = judged and len(set(group.bodies)) < SEVERAL_BODIES and self._opens_with(grade, group)
        return UNTIED if not suits(area.code, group) or (area.code == "overall" and not overall) else [area]

    def _last(self) -> Finding | None:
        return self.findings[-1] if self.findings else None

    def _why_no_area(self, grade: Grade, group: Group, low: int) -> str | None:
        """Why a grade that names no area has none; None where what stands around it may give it one."""
        text = self.analysis.text
        which = WHICH.search(text, max(low, grade.start - 40), grade.start)
        if is_of_its_part(self.areas, grade, group) or (which and not 0 <= which.start() - group.end <= 1):
            return UNTIED
        if grade.frame == "quoted" and DESCRIBES.match(self.analysis.view.folded, grade.end, grade.sentence.end):
            return UNTIED
        if grade.frame == "noun" and WAS_THE_MARK.match(self.analysis.view.folded, grade.end, grade.sentence.end):
            return UNTIED
        if grade.frame == "judged" and is_followed_by_its_object(text, grade):
            return UNTIED
        if grade.frame == "stands" and not self._known_around(grade, group):
            return UNTIED
        verbless = grade.frame == "moved" and VERBLESS.fullmatch(text, group.end, max(group.end, grade.start))
        if verbless and grade.sentence.block.kind == "prose":
            return UNTIED
        opens = not text[grade.sentence.start : grade.start].strip(" *_“\"‘'")
        if opens and grade.frame == "list" and group.form != "listed" and text.count(" ", grade.after, grade.right) > 3:
            return "what a grade means"
        bracket = text.rfind("(", grade.sentence.start, grade.start) if grade.frame == "list" else -1
        if bracket >= 0 and not text[bracket + 1 : grade.start].strip() and text[group.end : bracket].strip():
            return UNTIED  # "we do that well (G)"
        shared = len(group.bodies) > 1 and group.start > grade.end  # "G grades go to Kent and Surrey": one each
        if grade.frame == "noun" and not grade.quoted and not shared and GRADES.match(text, grade.end):
            return UNNAMED
        if self._is_of_body(grade, group):
            return None if self._known_around(grade, group) else UNTIED
        if grade.frame in ("is", "top", "retold", "afresh") or NAMELESS_AREA.match(
            text, grade.after, grade.sentence.end
        ):
            return UNTIED
        if names_longer(self.context.analysis, grade.left, grade.right):
            return UNTIED
        if group.form != "context":
            return None
        if grade.frame in ("moved", "noun", "also", "quoted", "requires"):
            return NOTHING_BESIDE
        if not self.inspection.topic and grade.sentence.index:
            return NOTHING_BESIDE
        alone = grade.frame == "list" and grade.sentence.block.kind != "bullet"
        return "a grade on its own" if alone else None

    def _is_of_body(self, grade: Grade, group: Group) -> bool:
        """Whether what stands behind a grade is its body: "G for Kent Police", or its regional unit got the top one."""
        if group.form not in ("name", "place"):
            return False
        unit = grade.frame == "top" and all(body.kind == "regional-unit" for body in group.bodies)
        return unit or 0 < group.start - grade.end <= LONGEST_TO_BODY

    def _areas_before(self, grade: Grade) -> list[AreaAt]:
        """The areas of the ratings of the last sentence or list that gave any, in order; none of a table of several."""
        if not self.findings or self.findings[-1].grade.sentence is grade.sentence or end_in_table(self.findings):
            return []
        area = {finding.area.code: finding.area for finding in self.of_last_sentence()}
        return [found for found in reversed(area.values()) if found.code not in ("overall", "other")]

    def _areas_told(self, grade: Grade) -> tuple[list[AreaAt], list[AreaAt]]:
        """The areas of the ratings of the sentence before a grade, and of all that are told together before it."""
        return self._areas_before(grade), [finding.area for finding in together(self.findings, grade)]

    def of_last_sentence(self) -> Iterator[Finding]:
        """What was found in the last sentence that gave anything, the last first."""
        last = self.findings[-1].grade.sentence if self.findings else None
        return takewhile(lambda finding: finding.grade.sentence is last, reversed(self.findings))

    def _both(self, group: Group) -> list[AreaAt]:
        """The two areas of "on both counts": those the same bodies were rated in last, if these are two."""
        found = reversed([finding for finding in self.of_last_sentence() if finding.group.bodies == group.bodies])
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
        if last and last.area.code != "overall" and set(last.group.bodies) & set(group.bodies):
            return False  # it has been said of what its grades are
        if sentence.block.kind == "prose" and sentence.block.index in self.left_open:
            return False  # it may go on in what the grade before it is of
        opens = self._opening_end is None or sentence.index <= self._opening_end
        return opens or bool(last and last.area.code == "overall" and not last.area.words)

    @cached_property
    def _opening_end(self) -> int | None:
        """The index of the last sentence of prose that opens the text; None where the whole text is no longer."""
        told = (sentence.index for sentence in self.analysis.sentences if sentence.block.kind == "prose")
        return next(islice(told, OPENING - 1, None), None)

    def _area_around(self, grade: Grade, group: Group) -> AreaAt:
        """The area of the rating before in the same paragraph or right before, when it was another body's.

        Else what stands around.
        """
        last = self._last()
        here, before = grade.sentence, last.grade.sentence if last else None
        next_to = before and before.index == here.index - 1 and here.block.kind == "prose"
        near = before and (before.block is here.block or next_to)
        if last and near and goes_on_in_its(self.analysis.view.folded, grade, group, last):
            return AreaAt(last.area.code, None, grade.start, grade.end)
        area = self.areas.around(grade, group.bodies, self.inspection.topic)
        if area.code == "overall" and group.form == "listed":
            area = AreaAt(self.areas.only, None, grade.start, grade.end) if self.areas.only else area
        return area if suits(area.code, group) else AreaAt("overall", None, grade.start, grade.end)
