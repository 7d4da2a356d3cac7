"""The vocabularies: the CSV files beside this module, each read once and never changed by code.

A new body, alias, area, threat or title is one line in a CSV; `schemas/README.md` tells what is in each file. Nothing
here imports pandas, so that reading and extraction can use it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")

FOLDER = Path(__file__).parent
# Separates the values in a cell that has several.
SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """One organisation in `bodies.csv`. Empty cells are None; dates are EDTF level 1, and `valid_to` is inclusive."""

    body_id: str
    name: str
    kind: str
    region: str | None
    parent_id: str | None
    gss_code: str | None
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way to write a body's name. `form`: acronym, short, place, historic, misspelling, variant or generic."""

    body_id: str
    alias: str
    form: str
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Overseer:
    """A body that oversees another; each of `words` may mean it in a text that does not name it."""

    body_id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A rank or role as texts write it (`title`), and its full spelling (`canonical`)."""

    title: str
    canonical: str
    role_kind: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A round of inspections: which inspectorate inspects which kinds of body, when, and in which areas.

    `named`: what texts call it, in lower case; `areas` are the areas that it grades, `ungraded` the areas that it asks
    about but does not grade.
    """

    programme: str
    title: str
    named: tuple[str, ...]
    inspectorate_id: str
    body_kinds: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    areas: tuple[str, ...]
    ungraded: tuple[str, ...] = ()


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `NAME.csv`, all cells as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def _entries(kind: Any, name: str) -> list[Any]:
    """Return the rows of `NAME.csv` as objects of a dataclass whose fields are columns of it; empty cells are None."""
    return [kind(*(row[column] or None for column in kind.__slots__)) for row in rows(name)]


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    """Return what belongs to each key, in the order given."""
    found: dict[str, tuple[T, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return MappingProxyType(found)


@cache
def by_code(vocabulary: str) -> Mapping[str, Mapping[str, str]]:
    """Return the row of each code of a vocabulary, in the order of its file.

    `grade`, `area` and `threat` have a file of their own, all others are in `codes.csv`. Raises KeyError for a
    vocabulary that does not exist.
    """
    if vocabulary in ("grade", "area", "threat"):
        return {row[vocabulary]: row for row in rows(f"{vocabulary}s")}
    if found := {row["code"]: row for row in rows("codes") if row["vocabulary"] == vocabulary}:
        return found
    raise KeyError(f"no vocabulary named {vocabulary!r} in codes.csv")


@cache
def codes(vocabulary: str) -> tuple[str, ...]:
    """Return the codes of a vocabulary in the order of its file. Raises KeyError as `by_code` does."""
    return tuple(by_code(vocabulary))


@cache
def meanings(vocabulary: str) -> Mapping[str, str]:
    """Return what each code of a vocabulary means, in the order of its file. Raises KeyError as `by_code` does."""
    if vocabulary == "grade":
        return MappingProxyType({grade: f"Rank {rank}" for grade, rank in grade_ranks().items()})
    return MappingProxyType({code: row["description"] for code, row in by_code(vocabulary).items()})


@cache
def grade_ranks() -> Mapping[str, int]:
    """Return the rank of each grade; 1 is the best."""
    return MappingProxyType({grade: int(row["rank"]) for grade, row in by_code("grade").items()})


@cache
def bodies() -> Mapping[str, BodyEntry]:
    """Return every body of the reference data by its id."""
    return MappingProxyType({entry.body_id: entry for entry in _entries(BodyEntry, "bodies")})


@cache
def aliases() -> tuple[Alias, ...]:
    """Return all further names of bodies, in the order of the file."""
    return tuple(_entries(Alias, "aliases"))


@cache
def acronyms() -> Mapping[str, str]:
    """Return the acronym of each body that has one in use: the first in the file without an end date."""
    found: dict[str, str] = {}
    for alias in aliases():
        if alias.form == "acronym" and alias.valid_to is None:
            found.setdefault(alias.body_id, alias.alias)
    return MappingProxyType(found)


@cache
def members() -> Mapping[str, tuple[str, ...]]:
    """Return the present constituent forces of each regional unit, as ids in alphabetical order."""
    present = sorted((row["member_id"], row["unit_id"]) for row in rows("memberships") if not row["valid_to"])
    return _grouped((unit, member) for member, unit in present)


@cache
def overseers() -> Mapping[str, tuple[Overseer, ...]]:
    """Return who oversees each body (an office, panel, authority, board or council), former overseers first."""
    listed = rows("oversight")
    return _grouped(
        (row["body_id"], Overseer(row["overseer_id"], tuple(row["words"].split(SEPARATOR)))) for row in listed
    )


@cache
def phrases(vocabulary: str) -> tuple[tuple[str, str], ...]:
    """Return the ways in which texts express the codes of `area` or `threat`, as pairs (phrase, code)."""
    return tuple((row["phrase"], row[vocabulary]) for row in rows(f"{vocabulary}_phrases"))


@cache
def aims() -> tuple[str, ...]:
    """Return the wordings of the aims that all pillars share: how a body serves an aim tells which pillar is meant."""
    return tuple(row["aim"] for row in rows("area_aims"))


@cache
def manners() -> Mapping[str, str]:
    """Return the pillar that each word for how a body serves an aim asks about: "efficiently" asks about efficiency."""
    return MappingProxyType({row["word"]: row["area"] for row in rows("area_manners")})


@cache
def area_words() -> Mapping[str, tuple[str, ...]]:
    """Return the areas that some words may name, but only near a grade: codes by wording, the most likely first."""
    return _grouped((row["words"], row["area"]) for row in rows("area_words"))


def words(use: str) -> tuple[str, ...]:
    """Return the words, or pieces of words, listed for a use (see README.md), such as `no-person`."""
    return tuple(row["word"] for row in rows("words") if row["use"] == use)


@cache
def pillar_words() -> tuple[str, ...]:
    """Return the words for all main areas of an inspection together: "pillars", "all three"."""
    return tuple(row["words"] for row in rows("pillar_words"))


@cache
def openings() -> tuple[str, ...]:
    """Return the words that may open a question about an area: "how well it", "the way in which the force"."""
    return tuple(row["opening"] for row in rows("area_openings"))


@cache
def websites() -> Mapping[str, str]:
    """Return the body that each web domain belongs to; domains are without "www."."""
    return MappingProxyType({row["domain"]: row["body_id"] for row in rows("websites")})


@cache
def titles() -> tuple[Title, ...]:
    """Return all ranks and roles, in the order of the file."""
    return tuple(Title(row["title"], row["canonical"] or row["title"], row["role_kind"]) for row in rows("titles"))


@cache
def offices() -> Mapping[str, str]:
    """Return the body that a title always belongs to, by the full title: "Home Secretary" gives the Home Office."""
    return MappingProxyType({row["title"]: row["body_id"] for row in rows("offices")})


@cache
def area_by_question() -> Mapping[str, str]:
    """Return the area that each official question asks about, by the question as `letters_of` gives it."""
    return {letters_of(asked["question"]): asked["area"] for asked in rows("questions") if asked["area"]}


def letters_of(text: str) -> str:
    """Return only the letters and digits of a text, in lower case: punctuation and spaces make no difference."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


@cache
def programmes() -> tuple[Programme, ...]:
    """Return all inspection programmes in the order of the file, with the areas that their questions ask about."""
    graded: dict[str, dict[str, None]] = {row["programme"]: {} for row in rows("programmes")}
    asked: dict[str, dict[str, None]] = {programme: {} for programme in graded}
    for question in rows("questions"):
        if question["area"]:
            asked[question["programme"]][question["area"]] = None
            if question["graded"] != "no":
                graded[question["programme"]][question["area"]] = None
    return tuple(
        Programme(
            programme=row["programme"],
            title=row["title"],
            named=tuple(filter(None, row["named"].lower().split(SEPARATOR))),
            inspectorate_id=row["inspectorate_id"],
            body_kinds=tuple(row["body_kinds"].split(SEPARATOR)),
            valid_from=row["valid_from"] or None,
            valid_to=row["valid_to"] or None,
            areas=tuple(graded[row["programme"]]),
            ungraded=tuple(area for area in asked[row["programme"]] if area not in graded[row["programme"]]),
        )
        for row in rows("programmes")
    )


@cache
def areas_by_kind() -> Mapping[str, frozenset[str]]:
    """Return the areas that each kind of body is inspected in, over all programmes."""
    found: dict[str, set[str]] = {}
    for programme in programmes():
        for kind in programme.body_kinds:
            found.setdefault(kind, set()).update(programme.areas, programme.ungraded)
    return MappingProxyType({kind: frozenset(areas) for kind, areas in found.items()})


@cache
def graders() -> frozenset[str]:
    """Return the ids of the inspectorates that have a programme; the tables hold the grades of these."""
    return frozenset(programme.inspectorate_id for programme in programmes())


@cache
def programme_names() -> tuple[str, ...]:
    """Return the names that texts use for programmes without their years, where these are proper names: "PEEL"."""
    first = (programme.title.split()[0] for programme in programmes())
    return tuple(dict.fromkeys(name for name in first if name.isupper()))


@cache
def ungraded_reports() -> tuple[str, ...]:
    """Return the titles of the yearly reports of inspectorates that give no body a grade."""
    return tuple(row["title"] for row in rows("ungraded_reports"))
