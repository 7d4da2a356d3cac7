"""Where a text names organisations: by a name of the vocabulary, by a form of such names, or by a shape of its own.

Of a place ("Derbyshire") the form tells: whether it means a force or a fire service is judged later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.extraction.analysis.bodies.mentions import (
    COORDINATION,
    INSPECTED_KINDS,
    POLICE_KINDS,
    Mention,
    body_named,
    body_of,
)
from flows.extraction.analysis.bodies.namesakes import is_on_fire, service_of_authority
from flows.extraction.analysis.bodies.places import apart
from flows.extraction.analysis.bodies.shapes import (
    GOES_ON,
    beside_names,
    telling_names,
    unknown_names,
    without_capitals,
)
from flows.extraction.analysis.text.layout import Spans, places_of
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body, slug
from schemas import vocabularies

__all__ = ["COORDINATION", "INSPECTED_KINDS", "POLICE_KINDS", "Mention", "body_of", "find_bodies"]

INSPECTORATE_OF = re.compile(r"Inspectorate of \w+")
# "(EMSOU)", "(known as ‘BTP’, …)"
BRACKETED = re.compile(
    r"\s*\((?:the |or |known as |the force |‘|’|'|“|\")*([A-Z][A-Za-z&-]*[A-Z])[’'”\"]?(?:,[^)]{0,40})?\)"
)
AUTHORITY = re.compile(r"[A-Z][\w&,’' -]{2,50}? (?:Combined )?Fire(?: (?:and|&) Rescue)? (?:Authority|Service)\b")


def _valid(code: tuple[str, str | None, str | None], when: str | None) -> bool:
    _, valid_from, valid_to = code
    return when is None or ((valid_from or "")[: len(when)] <= when and (valid_to or "9999")[: len(when)] >= when)


def _choose(hit: Hit, when: str | None, leaning: str) -> Body | None:
    """The body a hit means: valid when the text was written, of the kind the text leans to; None when still open."""
    codes = hit.term.codes
    if len(codes) == 1:
        return body_of(codes[0][0])
    ids = list(dict.fromkeys(code[0] for code in codes if _valid(code, when)))
    ids = ids or list(dict.fromkeys(code[0] for code in codes))
    found = [body_of(body_id) for body_id in ids]
    if len(found) > 1:
        found = [body for body in found if body.kind == leaning] or found
    return found[0] if len(found) == 1 or hit.term.form == "place" else None


def _leaning(view: View, hits: list[Hit]) -> str:
    """Whether a text speaks of fire services or of police forces, by the names it uses, else by its words."""
    kinds = Counter(body_of(code[0]).kind for hit in hits if hit.term.form != "place" for code in hit.term.codes)
    police = kinds["territorial-force"] + kinds["regional-unit"]
    fire = kinds["fire-service"] + (sum(1 for _ in AUTHORITY.finditer(view.text)) if "Authority" in view.text else 0)
    on_fire = fire > police if fire or police else is_on_fire(view.folded)
    return "fire-service" if on_fire else "territorial-force"


def _of_their_country(view: View, hits: list[Hit]) -> list[Hit]:
    """The hits without the generic names ("Policing Board") of bodies of a country that the text does not speak of."""
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


def _shapes(view: View, titles: list[Hit], taken: list[Mention]) -> list[Mention]:
    """Names outside the vocabulary that say what the organisation is."""
    text, found = without_capitals(view.text), []
    known = [beside_names(text, hit.start, hit.end) for hit in titles]
    known += [(m.start, m.end) for m in taken if m.form != "place" and not GOES_ON.match(text, m.end)]
    for start, end in telling_names(text, [(start, end) for start, end in known if start < end]):
        in_capitals = text[start:end] != view.text[start:end]
        name = " ".join((text[start:end] if in_capitals else view.original(start, end)).split())
        found.append(Mention(start, end, body_named(name) or Body(slug(name), name, "other"), "shape"))
    return found


def _without_parts(items: list[Mention], shapes: list[Mention]) -> list[Mention]:
    """The names of both lists, without those that are only a part of a name by shape."""
    inside = Spans([(shape.start, shape.end) for shape in shapes])
    return [item for item in items if not inside.hold(item.start)] + shapes


def _introduced(view: View, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with every use of an acronym that the text itself gives in brackets after a name.

    What the text says an acronym stands for goes before what it stands for elsewhere.
    """
    given: dict[str, Mention] = {}
    for mention in mentions:
        match = BRACKETED.match(view.text, mention.end)
        if match and mention.form != "place" and _abbreviates(match[1], view.text[mention.start : mention.end]):
            given.setdefault(match[1], mention)
    found = {mention.start: mention for mention in mentions}
    for acronym, name in given.items():
        for start in places_of(view.text, acronym):
            end, known = start + len(acronym), found.get(start)
            alone = not (view.text[start - 1 : start].isalnum() or view.text[end : end + 1].isalnum())
            if start >= name.end and alone and (known is None or known.end == end):
                found[start] = replace(name, start=start, end=end, form="acronym")
    return list(found.values())


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether a name's words begin with the first and the last letter of an acronym, as they would in one."""
    initials = [word[0] for word in re.findall(r"[A-Z&][\w&]*", name)]
    return bool(initials) and acronym[0] == initials[0] and acronym[-1].upper() in initials


def _with_services(items: list[Mention]) -> list[Mention]:
    """The mentions; a fire authority whose service a text does not name stands for the service."""
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
    """The mentions, those of an inspectorate by a name it shares with another given to the only one named outright.

    "The policing inspectorate" and "HM Inspectorate of Constabulary" are that of the country a text is on.
    """
    theirs = [m for m in mentions if m.body.kind == "inspectorate"]
    named = {m.body for m in theirs}
    if len(named) < 2:
        return mentions
    sure = {m.body for m in theirs if m.form in ("name", "acronym")}
    meant: dict[Body, Body] = {}
    for body in named - sure:
        of = INSPECTORATE_OF.search(body.name)
        shared = [other for other in sure if of and of.group() in other.name]
        if len(shared) == 1:
            meant[body] = shared[0]
    for mention in theirs:
        mention.body = meant.get(mention.body, mention.body)
    return mentions


def unknown_bodies(text: str, known: Iterable[tuple[int, int]]) -> Iterator[Mention]:
    """The capitalised words of a text outside known slices, each as an organisation that no vocabulary may have."""
    text = without_capitals(text)
    for start, end in unknown_names(text, known):
        name = " ".join(text[start:end].split())
        yield Mention(start, end, Body(slug(name), name, "other"), "unknown")


def find_bodies(view: View, names: list[Hit], titles: list[Hit], when: str | None) -> list[Mention]:
    """The organisations and places that a view names, in order of position.

    `names` are those of the vocabulary. `when` is the EDTF date the text was written, if known: it decides between
    bodies that share a name over time.
    """
    hits = _of_their_country(view, names)
    leaning = _leaning(view, hits)
    items = [
        Mention(hit.start, hit.end, body, hit.term.form)
        for hit in hits
        if (body := _choose(hit, when, leaning)) is not None
    ]
    items = apart(view, items)
    items = _without_parts(items, _shapes(view, titles, items))
    items = _introduced(view, _inspectorates(_with_services(items)))
    items.sort(key=lambda mention: mention.start)
    return items
