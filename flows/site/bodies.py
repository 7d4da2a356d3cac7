"""The page of each body, with its grades, figures, people, documents and its rows as files; and the list of bodies."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.site import words
from flows.site.charts import Chart, files_of
from flows.site.documents import DocumentLine, document_line, newest_documents
from flows.site.grids import Grades, grades_of
from flows.site.lines import FactLine, day_of_figure, line_of, newest_first
from flows.site.loading import Fact, Release, Row
from flows.site.pages import Page
from schemas.tables import FACTS
from schemas.vocabularies import acronyms, codes, members

# Show at most this many on the page of a body. The files of the page have all figures and people.
SHOWN_FIGURES, SHOWN_DOCUMENTS, SHOWN_PEOPLE = 150, 60, 150
# Make no chart of fewer figures than this: the table is enough.
_WORTH_A_CHART = 3
# Lengths of periods that differ by this share or less are about equal.
_ABOUT = 0.2
# Lengths of periods are told in months from this many weeks on.
_MONTHS = 8
# Give this many threats a colour of their own in a chart.
_THREATS = 5
_ANY = "All threats"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site; `place` as in `Page`."""

    title: str
    place: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """The page of a body.

    - `row`, `name`, `kind`: its row of `bodies`, its name, and its kind in words.
    - `acronym`: None if it has none.
    - `above`: the bodies it belongs to; `members`: the bodies that belong to it.
    - `itself`: the body as a stakeholder; None if it is not one.
    - `figures`, `people`, `documents`: at most as many as are shown.
    - `chart`: of its figures over time; None if there are too few.
    - `counts`: how many rows there are of each table of facts, and how many documents.
    - `comparisons`: pages that compare the body with others of its kind.
    """

    row: Row
    name: str
    kind: str
    acronym: str | None
    above: tuple[Link, ...]
    members: tuple[Link, ...]
    itself: FactLine | None
    grades: Grades
    figures: tuple[FactLine, ...]
    chart: Chart | None
    people: tuple[FactLine, ...]
    documents: tuple[DocumentLine, ...]
    counts: Mapping[str, int]
    comparisons: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list of bodies; `counts` are its numbers of grades, figures and people."""

    name: str
    place: str
    region: str | None
    counts: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class BodiesPage:
    """The list of all bodies in the table `bodies`; `kinds` are (code of the kind, title, bodies by name)."""

    kinds: tuple[tuple[str, str, tuple[BodyLine, ...]], ...]


def body_pages(release: Release, compared: Mapping[str, set[str]]) -> Iterator[Page]:
    """Yield the page of each body, then the list of bodies; `compared` are the areas with a comparison, by kind."""
    by_body: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for table in FACTS:
        for fact in release.facts[table.name]:
            by_body[fact.row[table.body]][table.name].append(fact)
    coverage: dict[str, list[Row]] = defaultdict(list)
    for row in release.tables["coverage"]:
        coverage[row["body_id"]].append(row)
    lines: dict[str, list[BodyLine]] = defaultdict(list)
    for row in release.tables["bodies"]:
        name = row["body_id"]
        facts = by_body.get(name, {})
        counts = (len(facts.get("ratings", ())), len(facts.get("disruptions", ())), len(_people(facts)))
        lines[row["kind"]].append(BodyLine(row["name"], release.place_of_body(name), row["region"], counts))
        yield _page(release, row, facts, coverage.get(name, []), compared.get(row["kind"], set()))
    kinds = [(kind, words.kind_of_bodies(kind), lines[kind]) for kind in codes("body-kind") if kind in lines]
    shown = tuple((kind, title, tuple(sorted(found, key=lambda line: line.name))) for kind, title, found in kinds)
    about = "Every police force, fire and rescue service, unit, agency and office in these tables"
    yield Page("bodies/", "bodies.html", "Bodies", BodiesPage(shown), (), about)


def _page(release: Release, row: Row, facts: Mapping[str, list[Fact]], coverage: list[Row], compared: set[str]) -> Page:
    name, place = row["body_id"], release.place_of_body(row["body_id"])
    ratings = newest_first(facts.get("ratings", ()))
    figures = sorted(facts.get("disruptions", ()), key=lambda fact: (day_of_figure(fact.row), fact.id), reverse=True)
    people = sorted(_people(facts), key=lambda fact: (-fact.row["document_count"], fact.row["name"]))
    itself = next((fact for fact in facts.get("stakeholders", ()) if fact.id == name), None)
    documents = {p.document_id for group in facts.values() for fact in group for p in fact.passages}
    areas = dict.fromkeys(fact.row["area"] for fact in ratings if fact.row["area"] in compared)
    acronym = acronyms().get(name)
    model = BodyPage(
        row=row,
        name=row["name"],
        kind=words.title("body-kind", row["kind"]),
        acronym=acronym if acronym != row["name"] else None,
        above=_links(release, [row["parent_id"], *(u for u, ids in members().items() if name in ids)]),
        members=_links(release, members().get(name, ())),
        itself=line_of(itself) if itself else None,
        grades=grades_of(ratings, coverage),
        figures=tuple(map(line_of, figures[:SHOWN_FIGURES])),
        chart=chart_of_figures(place, row["name"], figures),
        people=tuple(map(line_of, people[:SHOWN_PEOPLE])),
        documents=tuple(
            document_line(release, each) for each in newest_documents(release, [*documents])[:SHOWN_DOCUMENTS]
        ),
        counts={**{table.name: len(facts.get(table.name, ())) for table in FACTS}, "documents": len(documents)},
        comparisons=tuple(Link(words.title("area", area), f"compare/{row['kind']}/{area}/") for area in areas),
    )
    trail = (("Bodies", "bodies/"),)
    about = f"What documents say about {row['name']}: grades, figures of disruption, people"
    return Page(place, "body.html", row["name"], model, trail, about, _files(facts))


def _people(facts: Mapping[str, list[Fact]]) -> list[Fact]:
    return [fact for fact in facts.get("stakeholders", ()) if fact.row["kind"] == "person"]


def _links(release: Release, names: Iterable[str | None]) -> tuple[Link, ...]:
    there = dict.fromkeys(name for name in names if name and name in release.bodies)
    return tuple(Link(release.bodies[name]["name"], release.place_of_body(name)) for name in there)


def _files(facts: Mapping[str, list[Fact]]) -> dict[str, bytes]:
    """Return the rows of a body as files by name."""
    every = (files_of(table, [fact.row for fact in group]) for table, group in facts.items())
    return {name: content for files in every for name, content in files.items()}


def chart_of_figures(place: str, body: str, figures: Sequence[Fact]) -> Chart | None:
    """Return a chart of numbers of disruptions over time; None if there are too few, or if all periods end together.

    Only totals are shown: a number of major disruptions only would look like another total of the same period. Of these
    only the ones whose period has about the most frequent length: a month would look like a bad year. The most frequent
    threats have a colour of their own.
    """
    dated = (fact for fact in reversed(figures) if _is_total(fact.row) and day_of_figure(fact.row))
    totals = [fact for fact in dated if _weeks(fact)]  # of a single day, such as "by 31 March", the length is unknown
    usual = max(Counter(map(_weeks, totals)).items(), key=lambda each: each[::-1], default=(0, 0))[0]
    counted = [fact for fact in totals if abs(_weeks(fact) - usual) <= usual * _ABOUT]
    if len(counted) < _WORTH_A_CHART or len({day_of_figure(fact.row) for fact in counted}) < 2:
        return None
    often = Counter(map(_threat, counted))
    named = sorted(often, key=lambda threat: (threat != _ANY, -often[threat], threat))[:_THREATS]
    rows = [
        {
            "from": _days_of(fact)[0],
            "to": _days_of(fact)[1],
            "count": fact.row["count"],
            "threat": _threat(fact) if _threat(fact) in named else "Other threats",
            "fact": fact.id,
        }
        for fact in counted
    ]
    length = words.counted(usual, "week") if usual < _MONTHS else words.counted(round(12 * usual / 52), "month")
    columns = {"from": "First day", "to": "Last day", "count": "Number", "threat": "Threat", "fact": "Fact"}
    return Chart(
        f"{place}figures",
        "figures",
        f"{body}: disruptions in periods of about {length}, as documents give their totals",
        "Inspection Facts, from the documents listed beside each figure",
        columns,
        tuple(rows),
    )


def _is_total(row: Row) -> bool:
    is_part = any(row[part] is not None for part in ("level", "strand", "lead", "operation"))
    return row["measure"] == "disruptions" and row["count"] is not None and not is_part


def _threat(fact: Fact) -> str:
    return _ANY if fact.row["threats"] == "all" else words.title("threat", fact.row["threats"])


def _days_of(fact: Fact) -> tuple[str, str]:
    """Return the first and the last day of the period of a figure."""
    start, end = fact.row["period_start"], fact.row["period_end"]
    return _first_day(start or end), _last_day(end or start)


def _weeks(fact: Fact) -> int:
    """Return the length of the period of a figure in weeks."""
    first, last = map(date.fromisoformat, _days_of(fact))
    return round((last - first).days / 7)


def _first_day(day: str) -> str:
    return f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10]


def _last_day(day: str) -> str:
    if len(day) == 7:
        return f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]}"
    return f"{day}-12-31"[:10]
