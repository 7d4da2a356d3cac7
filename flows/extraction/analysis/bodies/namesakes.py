"""Find the bodies that share the name of a place: its police force, fire service, fire authority, council."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from flows.extraction.analysis.bodies.mentions import (
    INSPECTED_KINDS,
    POLICE_KINDS,
    bodies_of_place,
    body_named,
    body_of,
    in_force,
)
from flows.extraction.claims import Body
from schemas import vocabularies

AS_POLICE = re.compile(r"\b(?:[Pp]olice|[Cc]onstabulary|[Ff]orces?)\b")
WORD = re.compile(r"\w+")
NAME_WORD = re.compile(r"[\w’'-]+")
# "Kent and Medway| Fire and Rescue Authority"
AUTHORITY = re.compile(r"(?i)(?:the )?(.+?) (?:combined )?fire(?: (?:and|&) rescue)? (?:authority|service)$")
# What follows the place in the names of fire services.
SERVICES = ("frs", "fire and rescue service", "fire & rescue service", "fire service", "fire")
PLACES_APART = re.compile(r"(?i), (?:and )?| and (?:city of )?| & ")
# In words, the longest name of a place.
MOST_WORDS = 3
# Words that tell which kind of body a text is about, if a name is shared by all bodies of a place.
_KIND_WORDS = {
    "fire-service": "fire fires firefighter firefighters brigade frs blaze blazes",
    "territorial-force": "police policing officers constabulary constable constables force forces crime crimes",
    "regional-unit": "rocu rocus regional unit units",
}
KIND_WORDS: Mapping[str, frozenset[str]] = {kind: frozenset(words.split()) for kind, words in _KIND_WORDS.items()}


@lru_cache(maxsize=32)  # several steps ask about the same text
def is_on_fire(folded: str) -> bool:
    """Whether most of the words of `KIND_WORDS` in a text are those of fire services; `folded` is in lower case."""
    words = Counter(WORD.findall(folded))
    counts = {kind: sum(words[word] for word in kind_words) for kind, kind_words in KIND_WORDS.items()}
    return counts["fire-service"] > sum(counts.values()) / 2


@cache
def fire_service_of(body: Body) -> Body | None:
    """Return the only fire service named after the place of a force, or None; a fire service itself."""
    if body.kind == "fire-service":
        return body
    place = AS_POLICE.sub("", body.name).strip()
    pattern = re.compile(rf"\b{re.escape(place)}\b")
    found = [
        code
        for code, body in vocabularies.bodies().items()
        if body.kind == "fire-service" and pattern.search(body.name)
    ]
    return body_of(found[0]) if len(found) == 1 else None


def service_called(place: str) -> Body | None:
    """Return the only fire service named by a place and a word of `SERVICES`, or None."""
    found = {body_named(f"{place.strip()} {kind}") for kind in SERVICES} - {None}
    return found.pop() if len(found) == 1 else None


@cache
def service_of_authority(authority: str) -> Body | None:
    """Return the fire service of a fire authority, by their shared name or by one of its places; None if unclear."""
    place = AUTHORITY.match(authority)
    for places in ([place[1]], PLACES_APART.split(place[1])) if place else ():
        services = set(map(service_called, places)) - {None}
        if len(services) == 1:
            return services.pop()
    return None


def namesakes(place: str, when: str | None = None) -> tuple[Body, ...]:
    """Return the inspected bodies that a place name can stand for (police force, fire service) on a day (None: now)."""
    entries = [vocabularies.bodies()[body.body_id] for body in bodies_of_place(place)]
    now = [entry for entry in entries if in_force(when or "9999", entry.valid_from, entry.valid_to)]
    found = [body_of(entry.body_id) for entry in now if entry.kind in INSPECTED_KINDS]
    services = (fire_service_of(body) for body in found if body.kind in POLICE_KINDS)
    return tuple(dict.fromkeys((*found, *(service for service in services if service))))


def kin_of(body: Body) -> tuple[Body, ...]:
    """Return the inspected bodies of the place that another body, such as a county council, is named after."""
    return () if body.kind in INSPECTED_KINDS or body.kind == "inspectorate" else kin_by_name(body.name)


def kin_by_name(name: str) -> tuple[Body, ...]:
    """Return the inspected bodies of the place that begins a name: of "Kent County Council" those of Kent."""
    words = NAME_WORD.findall(name)
    firsts = (" ".join(words[:count]) for count in range(MOST_WORDS, 0, -1))
    return next((found for first in firsts if (found := namesakes(first))), ())
