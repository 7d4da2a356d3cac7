"""Pages that compare all bodies of a kind: by area, by programme, by year in the map of coverage; and all grades."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.site import words
from flows.site.charts import Chart, files_of
from flows.site.lines import FactLine, line_of, newest_first
from flows.site.loading import Fact, Release, Row
from flows.site.pages import Page
from schemas.vocabularies import codes, grade_ranks, programmes

# Make no comparison of fewer bodies than this.
_WORTH_COMPARING = 2
_SOURCE = "Inspection Facts, table ratings"


@dataclass(frozen=True, slots=True)
class Compared:
    """A body on the page of an area.

    - `region`: "" if it has none.
    - `newest`, `rank`: its `current` rating in the area, and the rank of its grade, 1 for the best; None and a rank
      after all grades if all its ratings are undated, or historic.
    - `others`: at most six other ratings, undated or earlier, newest first.
    """

    body: str
    place: str
    region: str
    newest: FactLine | None
    rank: int
    others: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    """The comparison of bodies of a kind in one area.

    - `kind`, `area`, `description`: in words.
    - `bodies`: best newest grade first.
    - `without`: bodies without a grade in the area, as (name, place).
    - `counts`: newest grades as (title, style class, number of bodies).
    - `by_year`: a chart; None if there is only one year.
    - `others`: all areas that are compared for this kind, as (title, place).
    """

    kind: str
    area: str
    description: str
    bodies: tuple[Compared, ...]
    without: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str, int], ...]
    by_year: Chart | None
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """The comparison of bodies of a kind in one programme.

    - `areas`: (title, place of the page of the area or "").
    - `bodies`: (name, place, cells): for each area the newest rating in the programme, or None.
    """

    kind: str
    title: str
    areas: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str, tuple[FactLine | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The list of comparisons; `kinds` are (kind, areas, programmes), the latter two as (title, place, bodies)."""

    kinds: tuple[tuple[str, tuple[tuple[str, str, int], ...], tuple[tuple[str, str, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a body in a year.

    - `graded`, `areas`: how many areas have a grade, and how many there are in the table `coverage`.
    - `documents`: whether there is a document about any of these areas.
    """

    graded: int
    areas: int
    documents: bool

    @property
    def level(self) -> int:
        """The shade of the cell, from 0 (no grade) to 4 (darkest, all areas have a grade)."""
        return 0 if not self.graded else min(4, 1 + 4 * self.graded // max(self.areas, 1))


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The map of coverage of a kind of body.

    - `years`: newest first.
    - `bodies`: (name, place, cells): one for each year, None if `coverage` has no row for it.
    - `kinds`: the maps of all kinds, as (title, place).
    """

    kind: str
    years: tuple[str, ...]
    bodies: tuple[tuple[str, str, tuple[Known | None, ...]], ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GradesPage:
    """The distribution of grades over the years, with a chart for each kind of body."""

    charts: tuple[Chart, ...]


def by_kind_and_area(release: Release) -> dict[str, dict[str, list[Fact]]]:
    """Return ratings by kind of body and area, newest first; areas with too few bodies to compare are left out."""
    found: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in newest_first(release.facts["ratings"]):
        found[fact.row["body_kind"]][fact.row["area"]].append(fact)
    return {
        kind: {
            area: areas[area]
            for area in codes("area")
            if len({fact.row["body_id"] for fact in areas.get(area, ())}) >= _WORTH_COMPARING
        }
        for kind in codes("body-kind")
        if (areas := found.get(kind))
    }


def comparison_pages(release: Release, compared: Mapping[str, Mapping[str, Sequence[Fact]]]) -> Iterator[Page]:
    """Yield the pages of areas and programmes, then the list of comparisons; `compared` as of `by_kind_and_area`."""
    graded: dict[tuple[str, str | None], list[Fact]] = defaultdict(list)
    for fact in newest_first(release.facts["ratings"]):
        graded[fact.row["body_kind"], fact.row["programme"]].append(fact)
    kinds = []
    for kind, areas in compared.items():
        others = tuple((words.title("area", area), f"compare/{kind}/{area}/") for area in areas)
        for area, facts in areas.items():
            yield _area(release, kind, area, facts, others)
        listed = tuple(
            (words.title("area", area), f"compare/{kind}/{area}/", len({fact.row["body_id"] for fact in facts}))
            for area, facts in areas.items()
        )
        pages = [
            page
            for each in programmes()
            for page in _programme(release, kind, each.programme, areas, graded[kind, each.programme])
        ]
        yield from pages
        rounds = tuple((page.title, page.place, len(page.model.bodies)) for page in pages)  # type: ignore[attr-defined]
        if listed or rounds:
            kinds.append((words.kind_of_bodies(kind), listed, rounds))
    yield Page(
        "compare/", "compare.html", "Compare", ComparePage(tuple(kinds)), (), "All bodies of a kind, side by side"
    )


def _area(release: Release, kind: str, area: str, facts: Sequence[Fact], others: tuple[tuple[str, str], ...]) -> Page:
    by_body: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_body[fact.row["body_id"]].append(fact)
    bodies = [_compared_body(release, body, found) for body, found in by_body.items()]
    bodies.sort(key=lambda each: (each.rank, each.body))
    without = sorted(
        (row["name"], release.place_of_body(row["body_id"]))
        for row in release.tables["bodies"]
        if row["kind"] == kind and row["body_id"] not in by_body
    )
    tally = Counter(each.newest.grade for each in bodies if each.newest)
    place, title = f"compare/{kind}/{area}/", words.title("area", area)
    model = AreaPage(
        kind=words.kind_of_bodies(kind),
        area=title,
        description=words.description("area", area),
        bodies=tuple(bodies),
        without=tuple(without),
        counts=tuple((words.title("grade", g), g.replace(" ", "-"), tally[g]) for g in codes("grade") if tally[g]),
        by_year=_by_year(f"{place}by-year", f"{title}: grades of {words.kind_of_bodies(kind).lower()} by year", facts),
        others=others,
    )
    rows = [fact.row for fact in facts]
    files = files_of("ratings", rows)
    return Page(
        place, "area.html", f"{title}: {model.kind}", model, (("Compare", "compare/"),), model.description, files
    )


def _compared_body(release: Release, body: str, facts: Sequence[Fact]) -> Compared:
    newest = next((fact for fact in facts if fact.row["current"]), None)
    others = tuple(line_of(fact) for fact in facts if fact is not newest)[:6]
    row, place = release.bodies[body], release.place_of_body(body)
    rank = newest.row["grade_rank"] if newest else 1 + max(grade_ranks().values())
    return Compared(row["name"], place, row["region"] or "", line_of(newest) if newest else None, rank, others)


def _by_year(place: str, title: str, facts: Sequence[Fact]) -> Chart | None:
    """Return a chart of how often each grade was given in each year; None if there are fewer than two years."""
    tally = Counter(
        (day[:4], fact.row["grade"]) for fact in facts if (day := fact.row["report_published_on"]) is not None
    )
    if len({year for year, _ in tally}) < 2:
        return None
    rows = [
        {"year": year, "grade": words.title("grade", grade), "rank": rank, "ratings": tally[year, grade]}
        for year in sorted({year for year, _ in tally})
        for grade, rank in grade_ranks().items()
        if tally[year, grade]
    ]
    columns = {"year": "Year of the report", "grade": "Grade", "rank": "Rank", "ratings": "Number"}
    return Chart(place, "grades", title, _SOURCE, columns, tuple(rows))


def _programme(release: Release, kind: str, code: str, compared: Collection[str], facts: Sequence[Fact]) -> list[Page]:
    found: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        found[fact.row["body_id"]].setdefault(fact.row["area"], fact)
    if len(found) < _WORTH_COMPARING:
        return []
    areas = [area for area in codes("area") if any(area in cells for cells in found.values())]
    bodies = [
        (
            release.bodies[body]["name"],
            release.place_of_body(body),
            tuple(line_of(cells[area]) if area in cells else None for area in areas),
        )
        for body, cells in found.items()
    ]
    title = words.programme(code)
    heads = tuple((words.title("area", area), f"compare/{kind}/{area}/" if area in compared else "") for area in areas)
    model = ProgrammePage(words.kind_of_bodies(kind), title, heads, tuple(sorted(bodies, key=lambda each: each[0])))
    rows = [fact.row for cells in found.values() for fact in cells.values()]
    files = files_of("ratings", rows)
    place, about = f"compare/{kind}/{code}/", f"{model.kind} in {title}, area by area"
    return [Page(place, "programme.html", title, model, (("Compare", "compare/"),), about, files)]


def grades_page(release: Release) -> Page:
    """Return the page of all grades over the years, including those in areas with too few bodies to compare."""
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for fact in release.facts["ratings"]:
        by_kind[fact.row["body_kind"]].append(fact)
    charts = [
        _by_year(f"grades/{kind}", words.kind_of_bodies(kind), by_kind[kind])
        for kind in codes("body-kind")
        if kind in by_kind
    ]
    model = GradesPage(tuple(filter(None, charts)))
    return Page("grades/", "grades.html", "Grades over the years", model, (), "How many grades of each kind were given")


def coverage_pages(release: Release) -> Iterator[Page]:
    """Yield the map of coverage of each kind of body in the table `coverage`, then the list of these maps."""
    by_kind: dict[str, dict[str, dict[str, list[Row]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in release.tables["coverage"]:
        by_kind[release.bodies[row["body_id"]]["kind"]][row["body_id"]][str(row["year"])].append(row)
    there = [kind for kind in codes("body-kind") if kind in by_kind]
    kinds = tuple((words.kind_of_bodies(kind), f"coverage/{kind}/") for kind in there)
    for kind in there:
        years = sorted({year for cells in by_kind[kind].values() for year in cells}, reverse=True)
        bodies = [
            (
                release.bodies[body]["name"],
                release.place_of_body(body),
                tuple(_known(cells[year]) if year in cells else None for year in years),
            )
            for body, cells in by_kind[kind].items()
        ]
        model = CoveragePage(
            words.kind_of_bodies(kind), tuple(years), tuple(sorted(bodies, key=lambda each: each[0])), kinds
        )
        title = f"Coverage: {model.kind}"
        yield Page(f"coverage/{kind}/", "coverage.html", title, model, (("Coverage", "coverage/"),))
    yield Page("coverage/", "coverages.html", "Coverage", kinds, (), "Of which bodies and years there are documents")


def _known(rows: Sequence[Row]) -> Known:
    graded = sum(row["status"] == "graded" for row in rows)
    return Known(graded, len(rows), any(row["document_count"] for row in rows))
