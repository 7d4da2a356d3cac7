"""Facts in one line: the short form in which lists and grids of all pages show a fact and link to its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.site import words
from flows.site.loading import Fact, Row


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in one line.

    - `place`: of its page.
    - `who`, `says`, `when`: what the fact is about, what it states, and its day or period, in words. If the fact has no
      date, `when` tells the day of its document. It also tells that a document calls a grade an earlier one.
    - `day`: the day to sort by; `told`: the day of the newest document that states it, in words. "" if unknown.
    - `grade`: None unless it is a rating.
    - `confidence`: a probability, 0 to 1.
    - `documents`: how many documents state it.
    """

    place: str
    table: str
    who: str
    says: str
    when: str
    day: str = ""
    told: str = ""
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
    row, told = fact.row, words.day(fact.told)
    dated = row.get("report_published_on") or day_of_figure(row)
    when = words.when(fact.table, row)
    if told and not dated and fact.table != "stakeholders":
        when = ", ".join(filter(None, (when, f"in a document of {told}")))
    if row.get("historic"):
        when = f"{when}, earlier grade"
    return FactLine(
        place=fact.place,
        table=fact.table,
        who=words.of_whom(fact.table, row),
        says=words.says(fact.table, row),
        when=when,
        day=dated or fact.told,
        told=told,
        grade=row.get("grade"),
        conflicting=bool(row.get("conflicting")),
        corrected=row.get("corrected"),
        confidence=row["confidence"],
        documents=row["document_count"],
    )


def newest_first(facts: Iterable[Fact]) -> list[Fact]:
    """Sort ratings by the day of their report, newest first; ratings of unknown day are last."""
    return sorted(facts, key=lambda fact: (fact.row["report_published_on"] or "", fact.id), reverse=True)


def day_of_figure(row: Row) -> str:
    """Return the day to sort figures by: the end of the period, else its start, else ""."""
    return str(row.get("period_end") or row.get("period_start") or "")
