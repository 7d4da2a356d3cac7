"""The vocabularies: the CSV files beside this module, each read once and never changed by code.

A new body, alias, area, threat or title is one line in a CSV. Nothing here imports pandas, so that reading and
extraction can use it. In files about things (bodies, memberships, programmes, areas, grades, offices ...), `checked` is
the day on which somebody compared the name, code, members, wording and dates in a line with its `source`; empty if
nobody has. Offices that differ only in the form of "His Majesty's" are checked together. Regions, kinds, parents
and the words for overseers are this project's own. In the files of wordings (aliases, phrases, titles), `source`
is a page about the thing that is named; many wordings are varied by rule and stand on no page. A `checked` there says
that this very wording was read in the `source`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

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


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of `NAME.csv`, all cells as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def _codes() -> tuple[dict[str, str], ...]:
    """Return the rows of `codes.csv`, which has the codes of many vocabularies."""
    return tuple(rows("codes"))


@cache
def codes(vocabulary: str) -> tuple[str, ...]:
    """Return the codes of a vocabulary in the order of its file: `grade`, `area`, `threat`, or one of `codes.csv`.

    Raises KeyError for a vocabulary that does not exist.
    """
    own_file = {"grade": "grades", "area": "areas", "threat": "threats"}
    if vocabulary in own_file:
        return tuple(row[vocabulary] for row in rows(own_file[vocabulary]))
    found = tuple(row["code"] for row in _codes() if row["vocabulary"] == vocabulary)
    if not found:
        raise KeyError(f"no vocabulary named {vocabulary!r} in codes.csv")
    return found


@cache
def meanings(vocabulary: str) -> Mapping[str, str]:
    """Return what each code of a vocabulary means, in the order of its file. Raises KeyError as `codes` does."""
    if vocabulary == "grade":
        return MappingProxyType({grade: f"Rank {rank}" for grade, rank in grade_ranks().items()})
    listed = [row for row in _codes() if row["vocabulary"] == vocabulary] or rows(f"{vocabulary}s")
    said = {row.get("code") or row[vocabulary]: row["description"] for row in listed}
    return MappingProxyType({code: said[code] for code in codes(vocabulary)})


@cache
def grade_ranks() -> Mapping[str, int]:
    """Return the rank of each grade; 1 is the best."""
    return MappingProxyType({row["grade"]: int(row["rank"]) for row in rows("grades")})


@cache
def bodies() -> Mapping[str, BodyEntry]:
    """Return every body of the reference data by its id."""
    fields = BodyEntry.__slots__
    entries = (BodyEntry(*((row[field] or None) for field in fields)) for row in rows("bodies"))  # type: ignore[arg-type]
    return MappingProxyType({entry.body_id: entry for entry in entries})


@cache
def aliases() -> tuple[Alias, ...]:
    """Return all further names of bodies, in the order of the file."""
    return tuple(
        Alias(row["body_id"], row["alias"], row["form"], row["valid_from"] or None, row["valid_to"] or None)
        for row in rows("aliases")
    )


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
    found: dict[str, list[str]] = {}
    for row in rows("memberships"):
        if not row["valid_to"]:
            found.setdefault(row["unit_id"], []).append(row["member_id"])
    return MappingProxyType({unit: tuple(sorted(ids)) for unit, ids in found.items()})


@cache
def overseers() -> Mapping[str, tuple[Overseer, ...]]:
    """Return who oversees each body (an office, panel, authority, board or council), former overseers first."""
    found: dict[str, tuple[Overseer, ...]] = {}
    for row in rows("oversight"):
        overseer = Overseer(row["overseer_id"], tuple(row["words"].split(SEPARATOR)))
        found[row["body_id"]] = (*found.get(row["body_id"], ()), overseer)
    return MappingProxyType(found)


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
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("area_words"):
        found[row["words"]] = (*found.get(row["words"], ()), row["area"])
    return found


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
