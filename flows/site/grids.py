"""The grid of grades of a body: areas by year, newest year first; a cell without a grade says why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.site import words
from flows.site.lines import FactLine, line_of, newest_first
from flows.site.loading import Fact, Row
from schemas.vocabularies import codes

# Show this many years side by side, and earlier years in a second grid.
YEARS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """The grades of an area in a year, newest first, and its status in `coverage`; None if it is not inspected then."""

    status: str | None
    grades: tuple[FactLine, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """An area with a cell for each year."""

    area: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A year, with the titles of the programmes whose grades are in its column."""

    year: str
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of grades, with a row for each area and a column for each year."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grades:
    """All grades of a body.

    - `newest`, `earlier`: the grids of the newest years and of the years before; None if they have no grades.
    - `undated`: ratings whose report has no known date.
    - `ungraded`: titles of areas that are inspected but have no grade, not even one without a date.
    """

    newest: Grid | None
    earlier: Grid | None
    undated: tuple[FactLine, ...]
    ungraded: tuple[str, ...]


def grades_of(ratings: Sequence[Fact], coverage: Sequence[Row]) -> Grades:
    """Arrange the grades of a body; `ratings` are its ratings, `coverage` its rows of the table `coverage`."""
    graded: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in newest_first(ratings):
        if day := fact.row["report_published_on"]:
            graded[fact.row["area"], day[:4]].append(fact)
    status = {(row["area"], str(row["year"])): row["status"] for row in coverage}
    known = {year for area, year in graded} | {year for (_, year), each in status.items() if each != "no-document"}
    years = sorted((y for y in {year for _, year in (*graded, *status)} if y <= max(known, default="")), reverse=True)
    areas = [area for area in codes("area") if any(area == each for each, _ in graded)]
    undated = [fact for fact in ratings if not fact.row["report_published_on"]]
    somehow = {*areas, *(fact.row["area"] for fact in undated)}
    ungraded = [area for area in codes("area") if area not in somehow and any(area == each for each, _ in status)]
    newest, earlier = years[:YEARS], years[YEARS:]
    return Grades(
        _grid(areas, newest, graded, status),
        _grid(areas, earlier, graded, status),
        tuple(map(line_of, undated)),
        tuple(words.title("area", area) for area in ungraded),
    )


def _grid(
    areas: Sequence[str],
    years: Sequence[str],
    graded: Mapping[tuple[str, str], Sequence[Fact]],
    status: Mapping[tuple[str, str], str],
) -> Grid | None:
    here = [area for area in areas if any((area, year) in graded for year in years)]
    if not here:
        return None
    rows = [
        GridRow(
            area,
            words.title("area", area),
            tuple(Cell(status.get((area, year)), tuple(map(line_of, graded.get((area, year), ())))) for year in years),
        )
        for area in here
    ]
    return Grid(tuple(Column(year, _programmes(graded, year)) for year in years), tuple(rows))


def _programmes(graded: Mapping[tuple[str, str], Sequence[Fact]], year: str) -> tuple[str, ...]:
    found = {fact.row["programme"] for (_, each), facts in graded.items() if each == year for fact in facts}
    return tuple(sorted(words.programme(code) for code in found if code))
