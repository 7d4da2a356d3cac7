"""Which areas a grade is given in: those behind it, inside its noun, before it, under it, or those of its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block
from flows.extraction.claims import Body
from flows.extraction.grades.areas.area_links import (
    asked_for,
    called,
    chain_of,
    fronted_to_colon,
    gap_between,
    parts_alone,
)
from flows.extraction.grades.areas.taken_up_areas import taken_up
from flows.extraction.grades.frames.answers import opens_turn
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.plurals import listed_behind
from flows.extraction.grades.groups.ties import is_followed_by_its_object, is_of_grade_before
from flows.extraction.grades.words.area_at import AreaAt, done_with_which, everyday, is_other_words
from flows.extraction.grades.words.area_words import (
    ALL_AREAS,
    AMONG,
    AN_AREA_THAT,
    AREA_GLUE,
    AREA_PREPOSITION,
    AREAS_THAT,
    ASIDE,
    CLAUSE_BETWEEN,
    CONTRAST,
    COUNTED,
    COUNTED_OFF,
    DESCRIBES,
    EACH_OF_WHICH,
    ITEM_BETWEEN,
    LABEL,
    LABEL_SAYS,
    LOOSE_GLUE,
    MANNER,
    NEW_CLAUSE,
    OBJECT_GAP,
    ONE_OF_AREAS,
    OPENING_PARTICIPLE,
    OPENS_SUBJECT,
    PILLAR_OF,
    POINTS_BACK,
    PROGRAMME,
    REPORT_IN,
    SEVERAL,
    SHORT,
    SOC,
    SPLIT_WORDS,
    TAKES_UP,
    THEN_ARE,
    UNKNOWN_AREA,
    UNNAMED_AREA,
)
from flows.extraction.grades.words.longer_phrases import end_of_longer
from flows.extraction.grades.words.words import ARTICLE, WORDS, plain


@dataclass(frozen=True)
class Areas:
    """The areas a document names, without those inside a body's name."""

    analysis: Analysis

    @cached_property
    def all(self) -> list[AreaAt]:
        """Every area in order of position. A phrase with several codes counts for its first."""
        analysis, folded, found, past = self.analysis, self.analysis.view.folded, list[AreaAt](), 0
        names, name_end = deque(analysis.mentions), 0
        named = [match.span() for match in PROGRAMME.finditer(folded)]
        done = done_with_which(analysis)
        for hit in analysis.areas:
            while names and names[0].start <= hit.start:
                name_end = max(name_end, names.popleft().end)
            if hit.start in done or is_other_words(analysis, hit.start, hit.end):
                continue
            past = end_of_longer(folded, hit.start, hit.end) or past
            if named and any(low <= hit.start < high for low, high in named):
                continue
            if hit.term.codes[0] == "overall" and found and analysis.text[found[-1].end : hit.start] == " ":
                continue  # "its effectiveness as a whole"
            if hit.start < max(past, name_end):
                continue
            found.append(AreaAt(hit.term.codes[0], analysis.view.original(hit.start, hit.end), hit.start, hit.end))
        return sorted([*found, *taken_up(analysis.view, found)], key=lambda area: area.start)

    @cached_property
    def only(self) -> str | None:
        """The only area that a text names."""
        return codes.pop() if len(codes := {area.code for area in self.all} - {"overall"}) == 1 else None

    @cached_property
    def subject(self) -> str | None:
        """The only area that a text names in more than an everyday word."""
        codes = {area.code for area in self.all if not everyday(area)} - {"overall", "other"}
        return codes.pop() if len(codes) == 1 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [area.start for area in self.all]

    @cached_property
    def first_lines(self) -> dict[int, int]:
        """What `areas.lists` has found of runs of lines so far: the index of the first, by that of a line."""
        return {}

    def between(self, start: int, end: int) -> list[AreaAt]:
        """The areas that begin in a slice."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def plain(self, start: int, end: int) -> list[AreaAt]:
        """The areas of a slice that are more than one everyday word ("people", "response")."""
        return [area for area in self.between(start, end) if not everyday(area) or area.start == start]

    def opens(self, area: AreaAt, at: int) -> bool:
        """Whether only small words stand between a position and an area."""
        return area.start - at < SHORT + SHORT and bool(AREA_GLUE.fullmatch(self.analysis.text, at, area.start))

    def after(self, grade: Grade, start: int, stop: int) -> list[AreaAt]:
        """The areas that follow a position one after another, the first behind a preposition or a mark."""
        text, found, at = self.analysis.text, list[AreaAt](), start
        clause: int | None = None  # how many stood before the last edge that may begin another clause
        objects = grade.frame == "judged" and start == grade.after and is_followed_by_its_object(text, grade)
        for area in self.between(start, stop):
            if area.start < at:
                continue
            gap = gap_between(text, at, area.start) if found else text[at : area.start]
            joined = AREA_GLUE.fullmatch(gap) if len(gap) < 80 else None
            if found:
                if SPLIT_WORDS.search(gap) or not (joined or ITEM_BETWEEN.fullmatch(gap)):
                    break
                clause = len(found) if ";" in gap or ", and" in gap else clause
                if NEW_CLAUSE.match(text, area.end):
                    del found[clause if clause is not None else len(found) :]
                    break
            elif (
                gap
                and not (objects and OBJECT_GAP.fullmatch(plain(self.analysis, at, area.start)))
                and (
                    not (joined or LOOSE_GLUE.fullmatch(gap))
                    or not (AREA_PREPOSITION.search(gap) or text.startswith("as ", area.start))
                    or SPLIT_WORDS.search(gap)
                )
            ):
                if everyday(area) or area.code == "overall":
                    continue
                break
            if not found and (everyday(area) and not joined):
                continue
            if not found and ";" in gap and NEW_CLAUSE.match(text, area.end):
                break
            found.append(area)
            at = area.end
        return found

    def before(self, grade: Grade, low: int) -> list[AreaAt]:
        """The areas that are the subject of a grade, or stand before it: "Y and Z were judged G", "on Y, G"."""
        text = self.analysis.text
        opens = low if grade.frame == "list" else max(low, grade.left)
        named = [
            area
            for area in self.between(opens, grade.start)
            if area.end <= grade.start
            and (not everyday(area) or OPENS_SUBJECT.search(text[max(opens, area.start - 12) : area.start]))
        ]
        if not named:
            return fronted_to_colon(self, grade)
        chain = parts_alone(self.analysis.view.folded, chain_of(text, named))
        edge = grade.verb if grade.verb and grade.verb > chain[-1].end else grade.start
        between = ASIDE.sub(" ", plain(self.analysis, chain[-1].end, edge))
        gap = CONTRAST.sub("", CLAUSE_BETWEEN.sub("", " ".join(between.split())))
        return chain if len(gap) <= 60 and ";" not in gap else []

    def of(self, grade: Grade, low: int, high: int) -> list[AreaAt]:
        """The areas of a grade in its own sentence; `low` and `high` bound the words that belong to it alone."""
        inside = [area for area in self.between(grade.end, grade.after) if area.end <= grade.after]
        if inside:
            return inside
        text = self.analysis.text
        if listed := asked_for(self, grade) or self._of_which(grade, high) or called(self, grade):
            return listed
        among = AMONG.match(text, grade.after, high) if "among" in grade.hints else None
        if among and (some := self.after(grade, among.start("some" if among["some"] else "them"), high)):
            return some
        before = self.before(grade, low)
        if before and text[grade.start - 1] == "(" and text.startswith(")", grade.end):
            return before[-1:]  # "on Y (G) and on Z (G)"
        after = self.after(grade, grade.after, high)
        if after and not (
            before and text[grade.after] == "," and not is_of_grade_before(self.analysis, grade, before[0])
        ):
            return after
        if counted := self._counted_off(grade, high):
            return counted
        overall = ALL_AREAS.match(text, grade.after, grade.sentence.end)
        rest = overall and " other " in overall.group() and self._is_further(grade)
        if overall and not rest and not SEVERAL.search(text, max(grade.left, grade.start - SHORT), grade.start):
            start, end = overall.span("areas" if overall["areas"] else 0)
            words = self.analysis.view.original(start, end) if overall["areas"] else None
            return [AreaAt("overall", words, start, end)]
        if COUNTED.match(text, grade.after, grade.sentence.end):
            return []
        if before:
            return before
        unknown = UNKNOWN_AREA.match(text, grade.after, grade.sentence.end)
        if (
            unknown
            and not POINTS_BACK.search(unknown["area"])
            and grade.frame in ("judged", "quoted", "list", "is", "also")
        ):
            start, end = unknown.span("area")
            manner = MANNER.fullmatch(unknown["area"].rstrip())
            code = PILLAR_OF[manner["manner"]] if manner else "other"
            return [AreaAt(code, self.analysis.view.original(start, end), start, end)]
        label = LABEL.fullmatch(text, low, grade.start) if grade.frame == "list" else None
        names = label and (self.analysis.mentions_in(low, grade.start) or self.analysis.places_in(low, grade.start))
        if label and not (names or LABEL_SAYS.match(label["area"]) or opens_turn(self.analysis, grade.sentence)):
            return [AreaAt("other", self.analysis.view.original(*label.span("area")), *label.span("area"))]
        return []

    def _is_further(self, grade: Grade) -> bool:
        """Whether another grade stands before one in its sentence."""
        return self.analysis.triggers.any_within("grade", grade.sentence.start, grade.start)

    def _counted_off(self, grade: Grade, high: int) -> list[AreaAt]:
        """The areas that a number of them is told to be: "G in three areas in July: X, Y and Z"."""
        text = self.analysis.text
        count = COUNTED_OFF.match(text, grade.after, high)
        first = next(iter(self.between(count.end(), high)), None) if count else None
        opens = count and first and AREA_GLUE.fullmatch(text, count.end(), first.start)
        named = self.after(grade, first.start, high) if first and opens else []
        return [] if named and NEW_CLAUSE.match(text, named[-1].end) else named

    def _of_which(self, grade: Grade, high: int) -> list[AreaAt]:
        """The areas of "the areas found G were Y and Z", or of "Y is one of the areas judged G"."""
        text, start = self.analysis.text, grade.sentence.start
        if grade.frame == "quoted" and (describes := DESCRIBES.match(self.analysis.view.folded, grade.end, high)):
            clause = text.find(",", describes.end(), high)
            return self.between(describes.end(), clause if clause > 0 else high)[:1]
        if at := listed_behind(self.analysis, grade.start, grade.end, high):
            return self.after(grade, at, high)
        told = OPENING_PARTICIPLE.fullmatch(text, grade.left, grade.start) or (
            "areas-that" in grade.hints and AREAS_THAT.search(text, grade.left, grade.start)
        )
        link = THEN_ARE.match(text, grade.after, high) if told else None
        if link:
            named = self.after(grade, link.end(), high)
            unknown = None if named else UNNAMED_AREA.match(text, link.end(), high)
            start, end = unknown.span() if unknown else (0, 0)
            return [AreaAt("other", self.analysis.view.original(start, end), start, end)] if unknown else named
        said = "an-area" in grade.hints
        if relative := said and AN_AREA_THAT.search(text, grade.left, grade.start):
            return [area for area in self.between(start, relative.start()) if area.end == relative.start()]
        if said and (each := EACH_OF_WHICH.search(text, grade.left, grade.start)):
            named = [area for area in self.between(start, each.start()) if area.end <= each.start()]
            return chain_of(text, named) if named and named[-1].end == each.start() else []
        one = ONE_OF_AREAS.search(text, grade.left, grade.start) if "one-of" in grade.hints else None
        if one:
            start = grade.left if self.between(grade.left, grade.start) else start
            opening = ARTICLE.match(text, start, grade.start)
            named = self.between(start, grade.start)
            beside = [area for area in named if text[area.end : one.start()] == ", "]
            return beside or [area for area in named[:1] if opening and area.start == opening.end()]
        return []

    def of_report(self, grade: Grade) -> list[AreaAt]:
        """The area of the report that a sentence is on, named before a grade: "In the effectiveness report …"."""
        text = self.analysis.text
        reports = [a for a in self.between(grade.sentence.start, grade.sentence.end) if REPORT_IN.match(text, a.end)]
        return [a for a in reports if a.start < grade.start][-1:] or reports[:1]

    def _heads(self, named: list[AreaAt], lead: Block) -> bool:
        """Whether an area is what a heading is on: it opens it, or is most of it. Else a headline only tells of it."""
        return any(
            self.opens(area, lead.start) or 2 * (area.end - area.start) >= lead.end - lead.start for area in named
        )

    def around(self, grade: Grade, bodies: tuple[Body, ...], topic: str | None) -> AreaAt:
        """The area of a sentence that names none: its list's, the sentence's before, or the whole inspection's."""
        analysis, sentence, here = self.analysis, grade.sentence, (grade.start, grade.end)
        if any(body.kind == "regional-unit" for body in bodies):
            return AreaAt(SOC, None, *here)
        for lead in analysis.leads_of(sentence.block):
            named = [area for area in self.plain(lead.start, lead.end) if area.code != "overall"]
            heads = sentence.block.kind != "prose" or (lead.index and self._heads(named[:1], lead))
            if len({area.code for area in named}) == 1 and heads:
                return AreaAt(named[0].code, named[0].words, *here)
        before = analysis.sentences[sentence.index - 1] if sentence.index else None
        codes = {area.code for area in self.plain(before.start, before.end)} if before else set()
        if before and len(codes) == 1:
            silent = before.block is sentence.block and not WORDS.search(analysis.text, before.start, before.end)
            # "Efficiency." heads what follows; what a whole sentence names by the way is not what a report is on.
            silent = silent and (not topic or self.opens(self.between(before.start, before.end)[0], before.start))
            if silent or codes == {SOC} or TAKES_UP.match(analysis.text, sentence.start, sentence.end):
                return AreaAt(codes.pop(), None, *here)
        return AreaAt(topic or "overall", None, *here)
