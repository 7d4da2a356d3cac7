"""Claims about grades -> rows of `ratings`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.consolidation.facts import (
    INFERRED,
    Row,
    Stated,
    Supported,
    best_first,
    grouped,
    is_primary,
    passages,
    provenance,
)
from flows.extraction.claims import RatingClaim
from schemas.vocabularies import grade_ranks

Rating = Stated[RatingClaim]


def rating_id(stated: Rating) -> str:
    """`body.area.month-of-report`; without that month the document stands for the inspection, and an earlier grade
    that the document looks back on is told apart by itself."""
    claim = stated.claim
    when = claim.report_published_on[:7] if claim.report_published_on else f"undated-{stated.document.document_id}"
    earlier = f".earlier-{claim.grade.replace(' ', '-')}" if claim.historic else ""
    return f"{claim.body.body_id}.{claim.area}.{when}{earlier}"


def standing_grade(stated: Sequence[Rating]) -> str:
    """The grade that stands where claims contradict each other.

    Grades are ranked by whether a primary source gives them, whether any passage says them outright, then by how many
    documents and how many passages do, then by the earliest document and place, then by the better grade.
    """

    def weight(grade: str) -> tuple[object, ...]:
        having = [item for item in stated if item.claim.grade == grade]
        first = best_first(having)[0]
        return (
            not any(is_primary(item.document, item.claim.body) for item in having),
            all(item.claim.rule.endswith(INFERRED) for item in having),
            -len({item.document.document_id for item in having}),
            -passages(having),
            first.document.published_on or "9999",
            first.document.document_id,
            first.claim.passage.start,
            first.claim.passage.end,
            grade_ranks()[grade],  # one passage may give two grades: then always the same one
        )

    return min({item.claim.grade for item in stated}, key=weight)


def rating_rows(stated: Iterable[Rating]) -> tuple[list[Row], list[Supported]]:
    """(rows of `ratings`, what each rests on), both in order of identifier."""
    rows, facts = [], []
    for identifier, group in grouped(stated, rating_id).items():
        grade = standing_grade(group)
        supporting = [item for item in group if item.claim.grade == grade]
        contradicting = [item for item in group if item.claim.grade != grade]
        rows.append(_row(identifier, supporting, conflicting=bool(contradicting)))
        facts.append(Supported("ratings", identifier, supporting, contradicting))
    return rows, facts


def _first(stated: Sequence[Rating], column: str) -> str | None:
    """The best claim's value of an optional column; the longest, that is the most exact, of dates."""
    values = [value for item in stated if (value := getattr(item.claim, column)) is not None]
    if column.endswith(("_on", "_in")):
        return max(values, key=len, default=None)
    return values[0] if values else None


def _row(identifier: str, supporting: Sequence[Rating], *, conflicting: bool) -> Row:
    claim = supporting[0].claim
    return {
        "rating_id": identifier,
        "body_id": claim.body.body_id,
        "body": claim.body.name,
        "body_kind": claim.body.kind,
        "inspectorate": _first(supporting, "inspectorate"),
        "programme": _first(supporting, "programme"),
        "area": claim.area,
        "area_text": _first(supporting, "area_text"),
        "grade": claim.grade,
        "grade_rank": grade_ranks()[claim.grade],
        "report_published_on": _first(supporting, "report_published_on"),
        "inspected_in": _first(supporting, "inspected_in"),
        "historic": claim.historic,
        "current": False,
        "conflicting": conflicting,
        "corrected": None,
        **provenance(supporting),
        "passage_count": passages(supporting),
    }


def mark_current(rows: Sequence[Row]) -> None:
    """Mark the newest dated rating of each body and area, once rows are final; no earlier or undated one is."""
    newest: dict[tuple[object, object], Row] = {}
    for row in rows:
        if row["report_published_on"] and not row["historic"]:
            key = (row["body_id"], row["area"])
            if key not in newest or str(newest[key]["report_published_on"]) < str(row["report_published_on"]):
                newest[key] = row
    for row in newest.values():
        row["current"] = True
