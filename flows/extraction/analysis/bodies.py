"""Where a text names organisations: by a name of the vocabulary, by a form of such names, or by a shape of its own.

Place names ("Derbyshire") are kept apart: they mean a force or a fire service only where the text speaks of such.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from flows.extraction.analysis.lexicon import Hit, body_lexicon
from flows.extraction.analysis.view import View
from flows.extraction.claims import Body, slug
from schemas import vocabularies

POLICE_KINDS = frozenset({"territorial-force", "special-force"})
INSPECTED_KINDS = POLICE_KINDS | {"regional-unit", "fire-service", "national-agency"}

COORDINATION = re.compile(r"\s*(?:,|;|/|&|,?\s*(?:and|as well as|plus|or|both|along with)\b)\s*(?:also\s+)?(?:the\s+|its\s+)?(?:both\s+)?")
FORCES_AFTER = re.compile(
    r"(?i)(?:['’]s?)?\s*(?:(?:police|regional|fire and rescue|fire)\s+)?(?:forces?|constabular(?:y|ies)|services|police officers)\b"
)
FORCES_BEFORE = re.compile(
    r"(?i)\b(?:(?:forces|constabularies|force areas|services)\b\W{0,4}(?:(?:are|were|in|of|from|including|include[sd]?|namely|"
    r"such as|covering|covers|for|involved|across)\W{0,3})?(?:the\s+|both\s+)?|"
    r"chief constables?\s+(?:of|for|in|from)\s+(?:the\s+)?|police in\s+)$"
)
UNIT_NOUN = re.compile(r"(?i)\b(?:regional\s+)?(?:serious\s+(?:and\s+)?)?organi[sz]ed\s+crime\s+unit\b|\bROCU\b")
UNIT_OF = re.compile(r"\s*(?:\(\w+\)\s*)?(?:\w+\s+)?(?:for|in|of|covering|across|serving)\s+(?:the\s+)?")
BRACKETED = re.compile(r"\s*\((?:the |or |known as |the force |‘|’|'|“|\")*([A-Z][A-Za-z&-]*[A-Z])[’'”\"]?(?:,[^)]{0,40})?\)")
CAPITALS = re.compile(r"\b[A-Z]{5,10}\b")
HEAD = (
    r"(?:Agency|Authority|Commission|Association|Federation|Union|Council|Task\s?[Ff]orce|Directorate|Department|Ministry|"
    r"Partnership|Foundation|Institute|University|Committee|Alliance|Inspectorate|Ombudsman|Trust|Charity|Board|"
    r"(?:Ambulance|Probation|Prison|Prosecution|Health|Border|Fire and Rescue|Fire & Rescue|Coastguard) Service)"
)
WORD = r"(?:[A-Z][\w’'-]*|\d{2,})"
SHAPE = re.compile(
    rf"\b{WORD}(?:(?:,)?\s+(?:{WORD}|(?:of|for|and|&|the|on|in)\s+(?:the\s+)?{WORD})){{0,6}}?\s+{HEAD}\b"
    rf"(?:\s+(?:of|for)\s+(?:the\s+)?{WORD}(?:,?\s+(?:and\s+|&\s+)?{WORD}){{0,3}})?"
    rf"|\b(?:Department|Ministry|Office)\s+(?:of|for)\s+(?:the\s+)?{WORD}(?:,?\s+(?:and\s+|&\s+)?{WORD}){{0,4}}"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation named at a slice of the view. `form` as in `aliases.csv`, or name, unit, shape, near."""

    start: int
    end: int
    body: Body
    form: str


@cache
def body_of(body_id: str) -> Body:
    """The vocabulary's body of an id."""
    entry = vocabularies.bodies()[body_id]
    return Body(entry.body_id, entry.name, entry.kind)


def _valid(code: tuple[str, str | None, str | None], when: str | None) -> bool:
    _, valid_from, valid_to = code
    return when is None or ((valid_from or "")[: len(when)] <= when and (valid_to or "9999")[: len(when)] >= when)


def _choose(hit: Hit, when: str | None, leaning: str) -> Body | None:
    """The body a hit means: valid when the text was written, of the kind the text leans to; None when still open."""
    ids = list(dict.fromkeys(code[0] for code in hit.term.codes if _valid(code, when)))
    ids = ids or list(dict.fromkeys(code[0] for code in hit.term.codes))
    found = [body_of(body_id) for body_id in ids]
    if len(found) > 1:
        found = [body for body in found if body.kind == leaning] or found
    return found[0] if len(found) == 1 or hit.term.form == "place" else None


def _leaning(hits: list[Hit]) -> str:
    """Whether a text speaks of fire services or of police forces, by the names it uses."""
    kinds = Counter(body_of(code[0]).kind for hit in hits if hit.term.form != "place" for code in hit.term.codes)
    return "fire-service" if kinds["fire-service"] > kinds["territorial-force"] else "territorial-force"


@cache
def _unit_regions() -> dict[str, str]:
    """Folded names of regions and the regional unit of each."""
    regions: dict[str, str] = {}
    for entry in vocabularies.bodies().values():
        if entry.kind == "regional-unit" and entry.region:
            for region in {entry.region, entry.region.replace(" and ", " & "), entry.region.replace(" ", "")}:
                regions[region.lower()] = entry.body_id
    return regions


def _units(view: View, taken: list[Mention]) -> list[Mention]:
    """Regional units named by what they are and their region, in either order."""
    found = []
    covered = {i for m in taken for i in range(m.start, m.end)}
    for noun in UNIT_NOUN.finditer(view.text):
        if noun.start() in covered:
            continue
        joint = UNIT_OF.match(view.text, noun.end())
        for region, body_id in _unit_regions().items():
            before = re.search(rf"{re.escape(region)}(?:\s+region(?:al)?)?\s+$", view.folded[max(0, noun.start() - 50) : noun.start()])
            if before:
                start = max(0, noun.start() - 50) + before.start()
                found.append(Mention(start, noun.end(), body_of(body_id), "unit"))
                break
            if joint and view.folded.startswith(region, joint.end()):
                found.append(Mention(noun.start(), joint.end() + len(region), body_of(body_id), "unit"))
                break
    return found


@cache
def _long_acronyms() -> dict[str, str]:
    return {
        alias.alias: alias.body_id
        for alias in vocabularies.aliases()
        if alias.form == "acronym" and len(alias.alias) >= 6 and alias.alias.isupper()
    }


def _near_acronyms(view: View, taken: list[Mention]) -> list[Mention]:
    """Acronyms with two neighbouring letters swapped, one letter too many or one missing."""
    starts = {mention.start for mention in taken}
    found = []
    for match in CAPITALS.finditer(view.text):
        word = match.group()
        if match.start() in starts or word in _long_acronyms():
            continue
        swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
        shorter = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
        ids = {
            body_id
            for acronym, body_id in _long_acronyms().items()
            if acronym in swaps or acronym in shorter or word in {acronym[:i] + acronym[i + 1 :] for i in range(1, len(acronym))}
        }
        if len(ids) == 1:
            found.append(Mention(match.start(), match.end(), body_of(ids.pop()), "near"))
    return found


def _shapes(view: View, taken: list[Mention]) -> list[Mention]:
    """Names outside the vocabulary that end, or begin, with what the organisation is."""
    edges = sorted((m.start, m.end) for m in taken)
    found = []
    for match in SHAPE.finditer(view.text):
        start, end = match.span()
        while re.match(r"(?:The|And|But|A|An|In|At|For|From|With|By|As|Its|Our|Their|Of)\s", view.text[start:end]):
            start += view.text[start:end].index(" ") + 1
        name = " ".join(view.original(start, end).split())
        if any(a < end and start < b for a, b in edges) or " " not in name:
            continue
        found.append(Mention(start, end, Body(slug(name), name, "other"), "shape"))
    return found


def _introduced(view: View, mentions: list[Mention]) -> list[Mention]:
    """Later uses of an acronym that the text itself gives in brackets after a name."""
    starts = {mention.start for mention in mentions}
    introduced: dict[str, Mention] = {}
    for mention in mentions:
        match = BRACKETED.match(view.text, mention.end)
        if match and match.start(1) not in starts and mention.form != "place":
            introduced.setdefault(match.group(1), mention)
    found = []
    for acronym, mention in introduced.items():
        for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", view.text):
            if match.start() not in starts and match.start() > mention.start:
                found.append(replace(mention, start=match.start(), end=match.end(), form="acronym"))
    return found


def _promoted(view: View, items: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """(mentions, places): a list of places is one of forces when it says so, or when a force stands in it."""
    mentions: list[Mention] = []
    places: list[Mention] = []
    run: list[Mention] = []

    def settle() -> None:
        if not run:
            return
        named = any(m.form != "place" and m.body.kind == run[0].body.kind for m in run)
        says_so = FORCES_AFTER.match(view.text, run[-1].end) or FORCES_BEFORE.search(
            view.text[max(0, run[0].start - 60) : run[0].start]
        )
        promoted = bool(says_so or (named and len(run) > 1))
        for item in run:
            (mentions if item.form != "place" or promoted else places).append(item)

    for item in items:
        if run and not _joined(view, run[-1].end, item.start):
            settle()
            run = []
        run.append(item)
    settle()
    return mentions, places


def _joined(view: View, start: int, end: int) -> bool:
    match = COORDINATION.match(view.text, start)
    return bool(match and match.end() == end)


def find_bodies(view: View, when: str | None) -> tuple[list[Mention], list[Mention]]:
    """(mentions, places) of a view, each in order of position.

    `when` is the EDTF date the text was written, if known: it decides between bodies that share a name over time.
    """
    hits = body_lexicon().find(view)
    leaning = _leaning(hits)
    items = [
        Mention(hit.start, hit.end, body, hit.term.form) for hit in hits if (body := _choose(hit, when, leaning)) is not None
    ]
    units = _units(view, items)
    items = [m for m in items if not any(u.start <= m.start < u.end for u in units)] + units
    items += _near_acronyms(view, items)
    items += _shapes(view, items)
    items += _introduced(view, items)
    items.sort(key=lambda mention: mention.start)
    return _promoted(view, items)
