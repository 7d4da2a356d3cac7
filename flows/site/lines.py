"""Facts in one line: the short form in which lists and grids of all pages show a fact and link to its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.site import words
from flows.site.loading import Fact


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in one line.

    - `place`: of its page.
    - `who`, `says`, `when`: what the fact is about, what it states, and its day or period, in words.
    - `grade`: None unless it is a rating.
    - `confidence`: a probability, 0 to 1.
    - `documents`: how many documents state it.
    """

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
        """The title of the grade."""
        return words.title("grade", self.grade)

    @property
    def style(self) -> str:
        """The class of the grade in the stylesheet."""
        return (self.grade or "").replace(" ", "-")


def line_of(fact: Fact) -> FactLine:
    """Return a fact as a line."""
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
    """Sort ratings by the day of their report, newest first; ratings of unknown day are last."""
    return sorted(facts, key=lambda fact: (fact.row["report_published_on"] or "", fact.id), reverse=True)


def day_of_figure(fact: Fact) -> str:
    """Return the day to sort figures by: the end of the period, else its start, else ""."""
    return str(fact.row["period_end"] or fact.row["period_start"] or "")
