"""What was found of ratings: a grade of bodies in an area, and what each is one of in time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from flows.extraction.claims import Body
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import SOC

# Areas with inspections of their own, which give them one grade.
SINGLE = frozenset({SOC, "crime-data-integrity"})


@dataclass(eq=False, slots=True)
class Finding:
    """One body group's grade in one area, the rule that read it, and what a table says of its year and report.

    `plausible`: of two cells of a table that contradict each other, which stands. `probability` that it is right, where
    a judge linked it, who also settled its area and time.
    """

    grade: Grade
    group: Group
    area: AreaAt
    rule: str
    year: str | None = None
    day: str | None = None
    plausible: int = 0
    probability: float | None = None


@dataclass(slots=True)
class Dated:
    """A finding, whether its grade is an earlier one, and the EDTF date of the report that it is from, if known."""

    finding: Finding
    historic: bool
    report: str | None


def end_in_table(findings: list[Finding]) -> bool:
    """Whether the last findings are those of rows of several areas: "it" behind them is none of these."""
    rows = takewhile(lambda finding: finding.grade.sentence.block.kind == "row", reversed(findings))
    return len({finding.area.code for finding in rows}) > 1


def series_of(finding: Finding) -> list[tuple[Body, str]]:
    """What a grade is one of, in time: those of a body, an area with inspections of its own apart."""
    code = finding.area.code if finding.area.code in SINGLE else ""
    return [(body, code) for body in finding.group.bodies]
