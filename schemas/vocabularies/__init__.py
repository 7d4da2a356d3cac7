"""The vocabularies: the CSV files beside this module, read once and never changed by the code.

A new body, alias, area, threat or title is one line in a CSV. Nothing here imports pandas, so that reading and
extraction can use it.

What stands behind a row: in the tables of facts (bodies, memberships, oversight, programmes, questions, areas, threats,
grades, offices, websites) `checked` is the day on which its name, code, members, wording and dates were compared with
what its `source` says; empty where nobody has compared them yet. An office is checked as one, however "His Majesty's"
is written before it. A region, a kind, a parent, a remit and the words for an overseer are ours. In the tables of
wordings (aliases, phrases, titles), the `source` is a page of what is named; the wordings are ways in which texts write
it, many varied by rule, and no page lists them. Where an alias, a phrase of an area or a title has a `checked`, that
wording was read in its `source` then.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent
# What stands between several values of one cell.
SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """One organisation of `bodies.csv`. Empty cells are None; dates are EDTF level 1 and inclusive."""

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
    """One more way to write a body. `form`: acronym, short, place, historic, misspelling or variant."""

    body_id: str
    alias: str
    form: str
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Overseer:
    """Who oversees a body; `words`: each may mean them in a text on the body that does not name them."""

    body_id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A rank or role as texts write it, and its full spelling."""

    title: str
    canonical: str
    role_kind: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A round of inspections: who inspects what kinds of body, when, in which areas.

    `areas` are those that it grades, `ungraded` those that it asks about without a grade.
    """

    programme: str
    title: str
    inspectorate_id: str
    body_kinds: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None
    areas: tuple[str, ...]
    ungraded: tuple[str, ...] = ()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `NAME.csv` as dicts of text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def _codes() -> tuple[dict[str, str], ...]:
    """The rows of `codes.csv`, which has the codes of many vocabularies."""
    return tuple(rows("codes"))


@cache
def codes(vocabulary: str) -> tuple[str, ...]:
    """The codes of a vocabulary, in the order of its file: `grade`, `area`, `threat`, or one of `codes.csv`.

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
    """What each code of a vocabulary means, in the order of its file. Raises KeyError as `codes` does."""
    if vocabulary == "grade":
        return MappingProxyType({grade: f"Rank {rank}" for grade, rank in grade_ranks().items()})
    listed = [row for row in _codes() if row["vocabulary"] == vocabulary] or rows(f"{vocabulary}s")
    said = {row.get("code") or row[vocabulary]: row["description"] for row in listed}
    return MappingProxyType({code: said[code] for code in codes(vocabulary)})


@cache
def grade_ranks() -> Mapping[str, int]:
    """Rank of each grade, 1 the best."""
    return MappingProxyType({row["grade"]: int(row["rank"]) for row in rows("grades")})


@cache
def bodies() -> Mapping[str, BodyEntry]:
    """Every body of the reference data by its id."""
    fields = BodyEntry.__slots__
    entries = (BodyEntry(*((row[field] or None) for field in fields)) for row in rows("bodies"))  # type: ignore[arg-type]
    return MappingProxyType({entry.body_id: entry for entry in entries})


@cache
def aliases() -> tuple[Alias, ...]:
    """Every further name of a body, in the order of the file."""
    return tuple(
        Alias(row["body_id"], row["alias"], row["form"], row["valid_from"] or None, row["valid_to"] or None)
        for row in rows("aliases")
    )


@cache
def acronyms() -> Mapping[str, str]:
    """The acronym in use of each body that has one: the first of its rows that has not ended."""
    found: dict[str, str] = {}
    for alias in aliases():
        if alias.form == "acronym" and alias.valid_to is None:
            found.setdefault(alias.body_id, alias.alias)
    return MappingProxyType(found)


@cache
def members() -> Mapping[str, tuple[str, ...]]:
    """The constituent forces of each regional unit today, in alphabetical order of their ids."""
    found: dict[str, list[str]] = {}
    for row in rows("memberships"):
        if not row["valid_to"]:
            found.setdefault(row["unit_id"], []).append(row["member_id"])
    return MappingProxyType({unit: tuple(sorted(ids)) for unit, ids in found.items()})


@cache
def overseers() -> Mapping[str, tuple[Overseer, ...]]:
    """Who oversees each body: a commissioner's office, panel, authority, board or council, those of the past first."""
    found: dict[str, tuple[Overseer, ...]] = {}
    for row in rows("oversight"):
        overseer = Overseer(row["overseer_id"], tuple(row["words"].split(SEPARATOR)))
        found[row["body_id"]] = (*found.get(row["body_id"], ()), overseer)
    return MappingProxyType(found)


@cache
def phrases(vocabulary: str) -> tuple[tuple[str, str], ...]:
    """(phrase, code) pairs of `area` or `threat`: the ways texts say a code."""
    return tuple((row["phrase"], row[vocabulary]) for row in rows(f"{vocabulary}_phrases"))


@cache
def aims() -> tuple[str, ...]:
    """Ways to say what all pillars of an inspection are for: how a body serves them tells which pillar is meant."""
    return tuple(row["aim"] for row in rows("area_aims"))


@cache
def manners() -> Mapping[str, str]:
    """The words for how a body serves its aims, as "efficiently", and the pillar that each asks about."""
    return MappingProxyType({row["word"]: row["area"] for row in rows("area_manners")})


@cache
def area_words() -> Mapping[str, tuple[str, ...]]:
    """Words that may name an area where a grade stands near, and the codes of the areas, likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("area_words"):
        found[row["words"]] = (*found.get(row["words"], ()), row["area"])
    return found


def words(use: str) -> tuple[str, ...]:
    """Words, or pieces of words, that tell something by themselves, by what they are used for."""
    return tuple(row["word"] for row in rows("words") if row["use"] == use)


@cache
def pillar_words() -> tuple[str, ...]:
    """What the main areas of a kind of inspection are called together: "pillars", "all three"."""
    return tuple(row["words"] for row in rows("pillar_words"))


@cache
def openings() -> tuple[str, ...]:
    """What opens a question of how something is done: "how well it", "the way in which the force"."""
    return tuple(row["opening"] for row in rows("area_openings"))


@cache
def remits() -> Mapping[str, str]:
    """The threat of each body that deals with no other: all that it disrupts is of that."""
    return MappingProxyType({row["body_id"]: row["threat"] for row in rows("remits")})


@cache
def websites() -> Mapping[str, str]:
    """The body that a web domain belongs to, without "www."."""
    return MappingProxyType({row["domain"]: row["body_id"] for row in rows("websites")})


@cache
def titles() -> tuple[Title, ...]:
    """Every rank and role in the order of the file."""
    return tuple(Title(row["title"], row["canonical"] or row["title"], row["role_kind"]) for row in rows("titles"))


@cache
def offices() -> Mapping[str, str]:
    """The body that a title always belongs to, by its full spelling: "Home Secretary" is of the Home Office."""
    return MappingProxyType({row["title"]: row["body_id"] for row in rows("offices")})


@cache
def area_by_question() -> Mapping[str, str]:
    """The area that each official question asks about, by the question's letters, as `letters_of` gives them."""
    return {letters_of(asked["question"]): asked["area"] for asked in rows("questions") if asked["area"]}


def letters_of(text: str) -> str:
    """The letters and digits of a text in lower case: what is left however its marks are set."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


@cache
def programmes() -> tuple[Programme, ...]:
    """Every inspection programme in the order of the file, with the areas that its questions ask about."""
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
    """The areas that each kind of body is inspected in, by all programmes together."""
    found: dict[str, set[str]] = {}
    for programme in programmes():
        for kind in programme.body_kinds:
            found.setdefault(kind, set()).update(programme.areas, programme.ungraded)
    return MappingProxyType({kind: frozenset(areas) for kind, areas in found.items()})


@cache
def graders() -> frozenset[str]:
    """The ids of the inspectorates that have a programme, whose grades the tables hold."""
    return frozenset(programme.inspectorate_id for programme in programmes())


@cache
def programme_names() -> tuple[str, ...]:
    """What texts call a programme without its years, where that is a name and no description: "PEEL"."""
    first = (programme.title.split()[0] for programme in programmes())
    return tuple(dict.fromkeys(name for name in first if name.isupper()))


@cache
def ungraded_reports() -> tuple[str, ...]:
    """The titles of the reports that inspectorates publish every year and that give no body a grade."""
    return tuple(row["title"] for row in rows("ungraded_reports"))
