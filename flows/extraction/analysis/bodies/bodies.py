"""Find where a text names organisations: by a name or alias of the vocabulary, or by the shape of a name.

A bare place ("Derbyshire") is a mention of form `place`: judges decide later if it means a force or a fire service.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.extraction.analysis.bodies.mentions import Mention, body_named, body_of, in_force
from flows.extraction.analysis.bodies.namesakes import is_on_fire, service_of_authority
from flows.extraction.analysis.bodies.places import split_joined_places
from flows.extraction.analysis.bodies.shapes import (
    GOES_ON,
    beside_names,
    telling_names,
    unknown_names,
    without_capitals,
)
from flows.extraction.analysis.text.layout import Spans
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body, slug
from schemas import vocabularies

INSPECTORATE_OF = re.compile(r"Inspectorate of \w+")
# An acronym in brackets behind a name: "(EMSOU)", "(known as ‘BTP’, …)"
BRACKETED = re.compile(
    r"\s*\((?:the |or |known as |the force |‘|’|'|“|\")*([A-Z][A-Za-z&-]*[A-Z])[’'”\"]?(?:,[^)]{0,40})?\)"
)


def _choose(hit: Hit, when: str | None, leaning: str) -> Body | None:
    """Return the body a hit means, by date and leaning of the text; if open, the first for a place, else None."""
    codes = [code for code in hit.term.codes if when is None or in_force(when, *code[1:])] or hit.term.codes
    found = [*dict.fromkeys(body_of(code[0]) for code in codes)]
    if len(found) > 1:
        found = [body for body in found if body.kind == leaning] or found
    return found[0] if len(found) == 1 or hit.term.form == "place" else None


def _in_mentioned_regions(view: View, hits: list[Hit]) -> list[Hit]:
    """Return the hits without generic names ("Policing Board") of bodies in a region that the text does not mention."""
    if all(hit.term.form != "generic" for hit in hits):
        return hits
    region = {entry.body_id: entry.region or "" for entry in vocabularies.bodies().values()}
    spoken = {region[code[0]] for hit in hits if hit.term.form != "generic" for code in hit.term.codes}
    return [
        hit
        for hit in hits
        if hit.term.form != "generic"
        or any(region[code[0]] in spoken or region[code[0]].lower() in view.folded for code in hit.term.codes)
    ]


def _by_shape(view: View, titles: list[Hit], taken: list[Mention]) -> list[Mention]:
    """Return mentions by shape: names, in the vocabulary or not, with a word such as "Council" or "University"."""
    text, found = without_capitals(view.text), []
    known = [beside_names(text, hit.start, hit.end) for hit in titles]
    known += [(m.start, m.end) for m in taken if m.form != "place" and not GOES_ON.match(text, m.end)]
    for start, end in telling_names(text, [(start, end) for start, end in known if start < end]):
        in_capitals = text[start:end] != view.text[start:end]
        name = " ".join((text[start:end] if in_capitals else view.original(start, end)).split())
        found.append(Mention(start, end, body_named(name) or Body(slug(name), name, "other"), "shape"))
    return found


def _with_acronyms(view: View, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions, with every use of an acronym that the text introduces in brackets after a name. The meaning
    that the text gives an acronym takes precedence over the meaning in the vocabulary."""
    introduced: dict[str, Mention] = {}
    for mention in mentions:
        match = BRACKETED.match(view.text, mention.end)
        if match and mention.form != "place" and _abbreviates(match[1], view.text[mention.start : mention.end]):
            introduced.setdefault(match[1], mention)
    found = {mention.start: mention for mention in mentions}
    for acronym, name in introduced.items():
        for again in re.compile(rf"\b{re.escape(acronym)}\b").finditer(view.text, name.end):
            start, end = again.span()
            if start not in found or found[start].end == end:
                found[start] = replace(name, start=start, end=end, form="acronym")
    return list(found.values())


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether an acronym fits a name: it starts with the first initial of the name and ends with any of them."""
    initials = [word[0] for word in re.findall(r"[A-Z&][\w&]*", name)]
    return bool(initials) and acronym[0] == initials[0] and acronym[-1].upper() in initials


def _with_services(items: list[Mention]) -> list[Mention]:
    """Return the mentions, with a fire authority replaced by its service if the text does not name the service."""
    named = {item.body for item in items if item.form != "place"}
    found = []
    for item in items:
        service = service_of_authority(item.body.name) if item.body.kind == "other" else None
        authority = item.body.name.endswith("Authority")
        if service and not (authority and service in named):
            item = replace(item, body=service, form="variant", written=item.body if authority else None)
        found.append(item)
    return found


def _inspectorates(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions, with a name that inspectorates share given to the one that the text names in full. "HM
    Inspectorate of Constabulary" is the inspectorate of the country that the text is about. Changes the mentions."""
    theirs = [m for m in mentions if m.body.kind == "inspectorate"]
    named = {m.body for m in theirs}
    if len(named) < 2:
        return mentions
    outright = {m.body for m in theirs if m.form in ("name", "acronym")}
    meant: dict[Body, Body] = {}
    for body in named - outright:
        generic = INSPECTORATE_OF.search(body.name)
        shared = [other for other in outright if generic and generic.group() in other.name]
        if len(shared) == 1:
            meant[body] = shared[0]
    for mention in theirs:
        mention.body = meant.get(mention.body, mention.body)
    return mentions


def unknown_bodies(text: str, known: Iterable[tuple[int, int]]) -> Iterator[Mention]:
    """Yield runs of capitalised words outside known slices as mentions (form `unknown`) of bodies of kind `other`."""
    text = without_capitals(text)
    for start, end in unknown_names(text, known):
        name = " ".join(text[start:end].split())
        yield Mention(start, end, Body(slug(name), name, "other"), "unknown")


def find_bodies(view: View, names: list[Hit], titles: list[Hit], when: str | None) -> list[Mention]:
    """Return the organisations and places that a view names, in order of position. `names`, `titles`: hits of the
    vocabularies. `when`: EDTF date of the text, if known; it decides between bodies that had the same name at different
    times."""
    hits = _in_mentioned_regions(view, names)
    leaning = "fire-service" if is_on_fire(view.folded) else "territorial-force"
    items = [
        Mention(hit.start, hit.end, body, hit.term.form)
        for hit in hits
        if (body := _choose(hit, when, leaning)) is not None
    ]
    items = split_joined_places(view, items)
    shapes = _by_shape(view, titles, items)
    inside = Spans([(shape.start, shape.end) for shape in shapes])
    items = [item for item in items if not inside.contains(item.start)] + shapes
    items = _with_acronyms(view, _inspectorates(_with_services(items)))
    return sorted(items, key=lambda mention: mention.start)
