"""Lists over all bodies of what a reader asks for first: where documents disagree, and the lowest grades now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.site import words
from flows.site.lines import FactLine, line_of
from flows.site.loading import Fact, Release
from flows.site.pages import Page
from schemas.vocabularies import codes

# Show at most this many facts on a page.
LISTED = 500
DISAGREEMENTS, LOWEST = "disagreements/", "lowest/"


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list of facts, the newest first: at most as many `lines` as are shown, of `total`; `about` explains it."""

    title: str
    about: str
    lines: tuple[FactLine, ...]
    total: int


def list_pages(release: Release) -> Iterator[Page]:
    """Yield the list of facts that documents disagree about, then that of the lowest current grades."""
    yield _list(
        DISAGREEMENTS,
        "Where documents disagree",
        "Grades and figures that a document or another row contradicts. The page of each has the words of both.",
        (fact for fact in release.every_fact() if fact.row.get("conflicting")),
    )
    lowest = codes("grade")[-1]
    yield _list(
        LOWEST,
        f"{words.title('grade', lowest)}, by the newest grade",
        "The newest grade of a body in an area, where it is the lowest. It may be old: look at the day of the report.",
        (fact for fact in release.facts["ratings"] if fact.row["current"] and fact.row["grade"] == lowest),
    )


def _list(place: str, title: str, about: str, facts: Iterable[Fact]) -> Page:
    lines = sorted(map(line_of, facts), key=lambda line: (line.day, line.who, line.place), reverse=True)
    return Page(place, "list.html", title, ListPage(title, about, tuple(lines[:LISTED]), len(lines)), (), about)
