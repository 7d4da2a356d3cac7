"""Facts as lines of lists and chips of grids: what every page shows of a fact that has a page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.site import words
from flows.site.loading import Fact


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in a line. `grade` is that of a rating; `confidence` a share of one."""

    place: str
    table: str
    who: str
    says: str
    when: str
    grade: str | None = None
    conflicting: bool = False
    corrected: str | None = None
    confidence: float | None = None
    documents: int = 0

    @property
    def grade_title(self) -> str:
        """The grade as people write it."""
        return words.title("grade", self.grade)

    @property
    def style(self) -> str:
        """The class of the grade in the stylesheet."""
        return (self.grade or "").replace(" ", "-")


def line_of(fact: Fact) -> FactLine:
    """A fact in a line."""
    row = fact.row
    return FactLine(
        place=fact.place,
        table=fact.table,
        who=words.of_whom(fact.table, row),
        says=words.says(fact.table, row),
        when=words.when(fact.table, row),
        grade=row.get("grade"),
        conflicting=bool(row.get("conflicting")),
        corrected=row.get("corrected"),
        confidence=row["confidence"],
        documents=row["document_count"],
    )


def newest_first(facts: Iterable[Fact]) -> list[Fact]:
    """Ratings by the day of their report, the newest first; those of unknown date last."""
    return sorted(facts, key=lambda fact: (fact.row["report_published_on"] or "", fact.id), reverse=True)


def day_of_figure(fact: Fact) -> str:
    """What figures are put in order by: the end of their period."""
    return str(fact.row["period_end"] or fact.row["period_start"] or "")
