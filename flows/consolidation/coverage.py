"""Body x area x year: what is graded, what is not mentioned, and of what there is no document at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.consolidation.facts import Row
from schemas import coverage, vocabularies

# What is inspected and graded as a matter of course; other bodies are in no table of programmes.
KINDS = frozenset({"territorial-force", "special-force", "regional-unit", "fire-service"})
# Years without anything dated are listed between years that have something, unless these are further apart.
LONGEST_GAP = 10


def coverage_rows(
    graded: Iterable[tuple[str, str, Iterable[int]]], published: Iterable[int], bodies: Iterable[Row]
) -> Iterator[Row]:
    """The rows of `coverage`, in order of body, area and year; `graded` are bodies and areas, each once, with the years
    that they have ratings of, `published` the years of documents.

    They are counted at the gate, like documents.
    """
    there: dict[str, set[tuple[str, int]]] = {}
    for body_id, area, found in graded:
        there.setdefault(body_id, set()).update((area, year) for year in found)
    years = list(_without_gaps({*published, *(year for found in there.values() for _, year in found)}))
    for body in bodies:
        if body["kind"] in KINDS:
            body_id = str(body["body_id"])
            for area, year in sorted({*_inspected(body, years), *there.get(body_id, ())}):
                yield _row(body_id, area, year)


def _row(body_id: str, area: str, year: int) -> Row:
    return {
        "coverage_id": f"{body_id}.{area}.{year}",
        "body_id": body_id,
        "area": area,
        "year": year,
        "status": coverage.status(0, 0),
        "rating_count": 0,
        "document_count": 0,
    }


def _without_gaps(years: set[int]) -> Iterator[int]:
    """The years with those between them; a date far from all others (a slip of the pen) fills nothing."""
    last: int | None = None
    for year in sorted(years):
        yield from range(last + 1 if last is not None and year - last <= LONGEST_GAP else year, year + 1)
        last = year


def _inspected(body: Row, years: Iterable[int]) -> Iterator[tuple[str, int]]:
    """The areas that programmes for bodies of its kind grade in each year in which the body is there."""
    programmes = [each for each in vocabularies.programmes() if body["kind"] in each.body_kinds]
    for year in years:
        if _holds(year, body["valid_from"], body["valid_to"]):
            for programme in programmes:
                if _holds(year, programme.valid_from, programme.valid_to):
                    yield from ((area, year) for area in programme.areas)


def _holds(year: int, first: object, last: object) -> bool:
    """Whether a year is within dates, of which either may be open."""
    return (first is None or int(str(first)[:4]) <= year) and (last is None or year <= int(str(last)[:4]))
