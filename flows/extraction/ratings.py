"""Ratings: which body got which grade in which area. One grade at a time, its bodies and areas found around it.

A rule is the way a rating was read:
rating-judged     a verb of judging: "Kent Police was judged good at Y", also the grades that go on under it
rating-given      a noun: "received a good rating for Y", "an overall rating of good"
rating-moved      two grades: "moved from inadequate to good"
rating-is         "is good at Y"
rating-requires   the verb: "requires improvement at Y"
rating-beside     no frame, but an area right beside the grade: "thinking it inadequate at Y"
rating-near       nothing ties them, but it is the only grade of its sentence, and Y all that could be graded
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

from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.areas.alone import names_others
from flows.extraction.areas.choice import AreaChoice
from flows.extraction.areas.kinds import are_graded, of_one_kind, suits
from flows.extraction.areas.likewise import likewise
from flows.extraction.areas.lists import areas_under, heading, is_of_area_above
from flows.extraction.claims import Body, RatingClaim, Refusal
from flows.extraction.findings.again import told_again
from flows.extraction.findings.anaphora import upper_grades, with_taken_up
from flows.extraction.findings.contradicted import less_plausible_last
from flows.extraction.findings.finding import Finding
from flows.extraction.findings.findings import claims_of, settled
from flows.extraction.findings.successors import Successors
from flows.extraction.findings.together import is_of_another, same_few
from flows.extraction.grades.areas.area_links import fronted_to_colon, fronts_without_verb
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.areas.raised import with_end_of_area
from flows.extraction.grades.areas.respective import areas_dealt_out
from flows.extraction.grades.bodies.bands import both_before, dealt_out, sharing
from flows.extraction.grades.bodies.lists import area_above, bodies_under, is_of_before
from flows.extraction.grades.bodies.nobody import is_left_empty
from flows.extraction.grades.bodies.subjects import graded_bodies
from flows.extraction.grades.doubts.sources import (
    by_another,
    by_anybody,
    is_taken_back,
    names_others_alone,
    of_something_else,
    opens_with_another,
)
from flows.extraction.grades.frames.beside import is_beside, is_right_behind
from flows.extraction.grades.frames.grades import BESIDE, Grade, grades_in
from flows.extraction.grades.frames.tops import top_grades
from flows.extraction.grades.groups.groups import Context, Group
from flows.extraction.grades.groups.peers import is_of_peers
from flows.extraction.grades.layouts.entries import Entry
from flows.extraction.grades.layouts.headed import graded_parts
from flows.extraction.grades.layouts.lines import entries_of_line
from flows.extraction.grades.layouts.questions import asked_before
from flows.extraction.grades.layouts.sheets import of_sheet
from flows.extraction.grades.layouts.tokens import shorts_within
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import FRONTED_AREA
from flows.extraction.grades.words.keys import shorts_in, uses_ri
from flows.extraction.grades.words.talk import is_mere_praise
from flows.extraction.linking.ratings import Given, ratings_of
from flows.extraction.reports.reports import inspection_of
from flows.extraction.tables.grades import entries_of_row
from flows.extraction.tables.heads import tables_of_rows
from flows.extraction.tables.keys import signs_in
from flows.extraction.tables.labels import GradeTable
from flows.reading.blocks import Table

# Whether grades outside tables are linked by judges that learned (`linking`) or read by the rules below.
LINKED = False
RULES = {"same": "judged", "also": "judged", "top": "given", "noun": "given", "higher": "set"}
RULES |= dict.fromkeys(("stands", "retold", "afresh"), "is")
OF_ELSE = "a grade of something else than a police or fire body"
FORMS = {"context": "carried", "inverted": "inverted", "speaker": "speaker", "set": "set", "listed": "list"}


def rating_claims(
    analysis: Analysis, speakers: dict[int, Body | None], *, linked: bool | None = None
) -> tuple[list[RatingClaim], list[Refusal]]:
    """Every grade a document states, one claim for each body and area it belongs to, and what was refused and why.

    `linked`: whether what stands outside tables is judged by models in place of rules; None for `LINKED`.
    """
    starts = analysis.triggers.starts
    if not starts["grade"] and not starts["better-grade"] and not uses_ri(analysis):
        return [], []
    if LINKED if linked is None else linked:
        given, refusals = given_to_link(analysis, speakers)
        (linked_ones,) = ratings_of([given])
        return [claim for claim, _ in linked_ones], refusals
    reader = Reader(analysis, speakers)
    graded = {analysis.index_at(start) for kind in ("grade", "better-grade", "same-grade") for start in starts[kind]}
    graded |= {analysis.index_at(start) for start, _, _ in reader.context.shorts}
    for sentence in analysis.sentences:
        if sentence.index in graded or sentence.block.kind == "row":
            reader.read(sentence)
    reader.successors.date(reader.findings)
    stated = less_plausible_last(reader.findings)
    found = [*stated, *told_again(analysis, reader.inspection, stated)]
    return list(claims_of(analysis, reader.inspection, found)), reader.refusals


def given_to_link(analysis: Analysis, speakers: dict[int, Body | None]) -> tuple[Given, list[Refusal]]:
    """What linking needs of a document, with the ratings that its tables decide, and what was refused in these."""
    reader = Reader(analysis, speakers)
    for sentence in analysis.sentences:
        if sentence.block.kind == "row":
            reader.read(sentence)
    tabled = settled(analysis, reader.inspection, less_plausible_last(reader.findings))
    return Given(analysis, speakers, tabled), reader.refusals


class Reader:
    """Reads the ratings of a document sentence by sentence; later sentences go by what earlier ones said."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.context = Context(analysis, speakers)
        self.context.shorts = shorts_in(analysis)
        self.areas = Areas(analysis)
        signs = signs_in(analysis, list({id(b.table): b.table for b in analysis.blocks if b.table}.values()))
        self.shorts = sorted({*self.context.shorts, *signs})
        self.tables = tables_of_rows(analysis, self._graded_table)
        self.inspection = inspection_of(analysis, self.areas)
        self.parts = graded_parts(self.context, self.areas, self.inspection.topic)
        self.opens_with_another = opens_with_another(analysis)
        self.others_alone = names_others_alone(analysis, opens=self.opens_with_another)
        self.findings: list[Finding] = []
        self.refusals: list[Refusal] = []
        self.read_to = 0  # up to where a line has been read as a whole
        self.successors = Successors(analysis)
        self.choice = AreaChoice(self.context, self.areas, self.inspection, self.findings)

    def _graded_table(self, table: Table) -> GradeTable:
        return GradeTable(self.analysis, table, self.shorts, context=self.context, areas=self.areas)

    def read(self, sentence: Sentence) -> None:
        """Add the ratings of one sentence, or of a whole row of a table."""
        if sentence.block.kind == "row" and self._read_row(sentence):
            return
        if sentence.start < self.read_to:
            return
        part = self.parts.get(sentence.index)
        entries = [part] if part else entries_of_line(self.context, self.areas, sentence, self.inspection.topic)
        if entries is not None:
            self.read_to = sentence.block.end if sentence.block.kind == "heading" else sentence.end
            self._keep_entries(entries, "rating-list")
            return
        shorts = shorts_within(self.context, sentence.start, sentence.end) if self.context.shorts else ()
        ri = [start for start, end, _ in shorts if end - start == len("RI")]
        last = self._last()
        next_to = last is not None and sentence.index - last.grade.sentence.index == 1
        stated = grades_in(self.analysis, sentence, self.refusals, ri, goes_on=next_to)
        grades = upper_grades(self.analysis, sentence) + top_grades(self.analysis, sentence)
        grades = sorted([*grades, *with_taken_up(self.analysis, sentence, stated, last)], key=lambda one: one.start)
        under = bodies_under(self.context, grades[0]) if len(grades) == 1 else []
        if under and not (is_of_area_above(self.areas, grades[0], under[-1].end) or areas_under(self.areas, grades[0])):
            self._read_list(grades[0], under)
            return
        dealt = dealt_out(self.context, sentence, grades)
        areas = [] if dealt else areas_dealt_out(self.areas, sentence, grades)
        linked: list[Finding] = []
        fronts = fronts_without_verb(self.areas, grades)
        taken = sentence.start
        for number, grade in enumerate(grades):
            low = max(taken, grades[number - 1].end) if number else taken
            grade = with_end_of_area(self.context, self.areas, grades, number)
            deal = dealt[number] if dealt and number < len(dealt) else None
            if dealt and deal:
                grade = replace(grade, after=grades[len(dealt) - 1].after)
            ends = [other.start for other in grades if other.start > grade.after]
            high = ends[0] if ends else sentence.end
            asks = ends or self.analysis.view.folded.find(" and for ", grade.after, high) >= 0
            fronted = FRONTED_AREA.search(self.analysis.text, grade.after, high + len("requires")) if asks else None
            high = fronted.start() if fronted else high
            high = min(high, fronts[number + 1] or high) if number + 1 < len(grades) else high
            so = self._so(grade) if grade.frame in ("so", "same-few") else None
            found = so if so is not None else self._link(grade, low, high, linked, deal, areas[number : number + 1])
            if found:
                linked = found
                taken = max([taken, *(finding.area.end for finding in found)])
            self._keep(found)

    def _last(self) -> Finding | None:
        return self.findings[-1] if self.findings else None

    def _so(self, grade: Grade) -> list[Finding]:
        """As in "So is Y", "so was X": another area of the bodies rated last, or another body in their areas."""
        if grade.frame == "same-few":
            return [one for one in same_few(self.context, grade, self.findings) if suits(one.area.code, one.group)]
        before = list(self.choice.of_last_sentence())
        same = [finding for finding in before if finding.group.bodies == before[0].group.bodies]
        return [Finding(grade, *pair, "rating-judged") for pair in likewise(self.context, self.areas, grade, same)]

    def _keep(self, found: list[Finding]) -> None:
        if found:
            self.successors.outdate(self.findings, found)
        self.findings += found
        for finding in found:
            bodies = {body.body_id for body in finding.group.bodies}
            self.context.rated.setdefault(finding.area.code, set()).update(bodies)

    def _refuse(self, grade: Grade, why: str) -> list[Finding]:
        self.refusals.append(Refusal(self.analysis.view.passage(grade.start, grade.end), grade.frame, why))
        self.choice.left_open.add(grade.sentence.block.index)
        return []

    def _is_of_else(self, grade: Grade) -> bool:
        others, opens = self.others_alone, self.opens_with_another
        elsewhere = of_something_else(self.analysis, grade, others_alone=others, opens=opens)
        if elsewhere or is_left_empty(self.analysis, grade):
            return True
        return is_of_peers(self.analysis, self.context.of_peers, grade.sentence.start, grade.start)

    def _read_row(self, sentence: Sentence) -> bool:
        """Whether a row holds grades in cells of their own; its ratings are added."""
        block = sentence.block
        table = self.tables.get(block.index)
        if table is None:
            return False
        if sentence.start == block.start and not self.opens_with_another:
            entries = entries_of_row(table, sentence, block.row)
            if entries is None:
                entries = entries_of_line(self.context, self.areas, sentence, self.inspection.topic)
            self._keep_entries(entries or [], "rating-table")
        return True

    def _keep_entries(self, entries: list[Entry], rule: str) -> None:
        """Add the ratings of the cells of a row, or of a line like one."""
        for entry in entries:
            if self._is_of_else(entry.grade):
                self._refuse(entry.grade, OF_ELSE)
                continue
            group = entry.group or graded_bodies(self.context, entry.grade, None, "overall")
            if group is None:
                self._refuse(entry.grade, "no body it can be tied to")
                continue
            area = entry.area or self.areas.around(entry.grade, group.bodies, self.inspection.topic)
            beside = [other.area for other in entries if other.area and other.group is group]
            whole, fitting = of_one_kind(self.analysis, entry.grade, group, beside)
            group = whole if len(fitting) == len(beside) else group  # "Kent: G (efficiency), G (people)": one body
            group, fitting = of_one_kind(self.analysis, entry.grade, group, [area])
            if not fitting:
                self._refuse(entry.grade, "an area of another kind of body")
                continue
            self._keep([Finding(entry.grade, group, fitting[0], rule, entry.year, entry.day, entry.plausible)])

    def _read_list(self, grade: Grade, under: list[Group]) -> None:
        """Add the ratings of the bodies below a grade that is a heading."""
        area = area_above(self.context, self.areas, grade, self.inspection.topic)
        if area is None:
            self._refuse(grade, "no area it can be tied to")
            return
        suiting = [group for group in under if suits(area.code, group)]
        grade = replace(grade, historic=grade.historic or is_of_before(self.context, grade))
        self._keep([Finding(grade, group, area, "rating-list") for group in suiting])

    def _is_beside(self, grade: Grade, group: Group, areas: list[AreaAt]) -> bool:
        """Whether a grade in no frame stands beside areas of the vocabulary, or its body in that of the one before."""
        if any(area.code in ("overall", "other") for area in areas):
            return False
        if self.choice.pointed:
            return True
        if not all(area.words for area in areas):
            if self.areas.between(grade.left, min(group.start, grade.start)):
                return False  # "and on workforce Kent's G": an area of its own
            right_behind = is_right_behind(self.analysis.text, group.form, group.end, grade.start)
            return right_behind and is_of_another(self._last(), areas[0], grade, group)
        if fronted_to_colon(self.areas, grade) and is_right_behind(
            self.analysis.text, group.form, group.end, grade.start
        ):
            return True
        before = [area.end for area in areas if area.start < grade.start]
        return not before or is_beside(self.analysis.view.folded, grade.start, max(before))

    def _link(
        self, grade: Grade, low: int, high: int, last: list[Finding], dealt: Group | None, own: list[AreaAt]
    ) -> list[Finding]:
        """The ratings of one grade; none, with the reason noted, where the text does not give its body or area.

        `dealt` and `own` are the body and the area that its sentence deals out to it alone.
        """
        if self._is_of_else(grade) or by_another(self.analysis, grade):
            return self._refuse(grade, OF_ELSE)
        if is_taken_back(self.analysis, grade):
            return self._refuse(grade, "taken back by a correction")
        named, led = own or self.areas.of(grade, low, high), [] if own else asked_before(self.areas, grade)
        if by_anybody(self.analysis, grade, named) and not areas_under(self.areas, grade):
            return self._refuse(grade, "somebody's words, in a text on no inspection")
        led = led or ([] if own else areas_under(self.areas, grade) or heading(self.areas, grade))
        areas = led or named
        key = areas[0].code if areas else self.inspection.topic or "overall"
        both = both_before(self.context, grade, sum(area.end <= grade.start for area in areas)) if areas else None
        sheet = None if areas else of_sheet(self.context, grade, self.inspection.topic)
        both = both or sharing(self.context, grade) or (sheet[0] if sheet else None)
        group = dealt or both or graded_bodies(self.context, grade, last[0].group if last else None, key)
        group = are_graded(group) if group else None
        if group is None or not group.bodies:
            return self._refuse(grade, "no body it can be tied to")
        comes_from = self.analysis.view.folded.endswith("from ", 0, grade.start)
        over = [] if areas or comes_from else self.successors.taken_over(grade, group, self.findings)
        if over:  # what "had been replaced by G" is of now
            areas, grade = over, replace(grade, historic=False)
        found = self.choice.of(grade, group, areas, last, low)
        if isinstance(found, str):
            return self._refuse(grade, found)
        group, areas = found
        if not self.findings and is_mere_praise(self.analysis.view.folded, grade.frame, areas):
            return self._refuse(grade, OF_ELSE)
        day = sheet[1] if sheet else None
        if self.successors.of_earlier_round(grade):
            grade = replace(grade, historic=True)
            day = self.inspection.dates.told(grade.sentence.start, grade.start)
        taken = over and not names_others(self.areas, grade, over)
        if grade.frame == BESIDE and not taken and not self._is_beside(grade, group, areas):
            if (of_text := self.choice.of_text(grade, group)) is None:
                return self._refuse(grade, "no frame of a grade, and no area right beside it")
            areas = [of_text]
        form = "led" if led else "near" if self.choice.near else FORMS.get(group.form)
        rule = form or RULES.get(grade.frame, grade.frame)
        unique = {area.code: area for area in reversed(areas)}
        if self.successors.had_been(grade, group, unique.keys(), self.findings):
            grade = replace(grade, historic=True)
        return [Finding(grade, group, area, f"rating-{rule}", day=day) for area in reversed(unique.values())]
