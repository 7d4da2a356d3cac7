"""A grid of grades: areas by year for one body, the newest first, with what is not known told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.site import words
from flows.site.lines import FactLine, line_of, newest_first
from flows.site.loading import Fact, Row
from schemas.vocabularies import codes

# So many years stand side by side; those before are in a second grid.
YEARS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of an area in a year: its grades, or the status in `coverage`; None where it is not inspected."""

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
    """A year, with the programmes whose grades stand in it."""

    year: str
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Areas by year."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grades:
    """The grids of a body, `newest` and `earlier`, its grades without a date, and the areas without any grade."""

    newest: Grid | None
    earlier: Grid | None
    undated: tuple[FactLine, ...]
    ungraded: tuple[str, ...]


def grades_of(ratings: Sequence[Fact], coverage: Sequence[Row]) -> Grades:
    """The grades of one body, from its ratings and its rows of coverage."""
    graded: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in newest_first(ratings):
        if day := fact.row["report_published_on"]:
            graded[fact.row["area"], day[:4]].append(fact)
    status = {(row["area"], str(row["year"])): row["status"] for row in coverage}
    known = {year for area, year in graded} | {year for (_, year), each in status.items() if each != "no-document"}
    years = sorted((y for y in {year for _, year in (*graded, *status)} if y <= max(known, default="")), reverse=True)
    areas = [area for area in codes("area") if any(area == each for each, _ in graded)]
    ungraded = [area for area in codes("area") if area not in areas and any(area == each for each, _ in status)]
    newest, earlier = years[:YEARS], years[YEARS:]
    return Grades(
        _grid(areas, newest, graded, status),
        _grid(areas, earlier, graded, status),
        tuple(line_of(fact) for fact in ratings if not fact.row["report_published_on"]),
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
