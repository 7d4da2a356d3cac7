"""Commissioners' offices: which one oversees a force, and which one a text means that says only "the office"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from flows.extraction.analysis.bodies.mentions import POLICE_KINDS, Mention, body_named, body_of
from flows.extraction.analysis.bodies.namesakes import service_of_authority
from flows.extraction.claims import Body
from schemas import vocabularies

OFFICE_TITLES = (
    "{} Police and Crime Commissioner", "{} Police, Fire and Crime Commissioner", "{} PCC", "Mayor of {}", "{} Mayor",
    "{} Combined Authority",
)  # fmt: skip


# "Kent| Police and Crime Panel"
PANEL = re.compile(r"(?:The )?(.+?) Police(?:, Fire)? (?:and|&) Crime Panel$")

# "British Transport| Police Authority"
AUTHORITY = re.compile(r"(?:The )?(.+?) Police Authority$")


@cache
def _by_place() -> dict[str, list[str]]:
    """The offices of each place that has any: "Kent" has that of the "Kent Police and Crime Commissioner"."""
    kinds = {body_id: entry.kind for body_id, entry in vocabularies.bodies().items()}
    aliases = vocabularies.aliases()
    named = {alias.alias: alias.body_id for alias in aliases if kinds[alias.body_id] == "commissioner-office"}
    places = {alias.alias for alias in aliases if alias.form == "place"}
    found = {place: [named[t.format(place)] for t in OFFICE_TITLES if t.format(place) in named] for place in places}
    return {place: offices for place, offices in found.items() if offices}


@cache
def _offices() -> dict[str, str]:
    """The office that oversees each force, and that of the place of each fire service, by the names they share."""
    kinds = {body_id: entry.kind for body_id, entry in vocabularies.bodies().items()}
    return {
        alias.body_id: _by_place()[alias.alias][-1]
        for alias in vocabularies.aliases()
        if alias.form == "place" and alias.alias in _by_place()
        and kinds[alias.body_id] in ("territorial-force", "fire-service")
    }  # fmt: skip


# ".../publications/|NAME-OF-A-BODY|-annual-report-and-accounts-2022-to-2023": a page that many bodies publish on.
REPORT_OF = re.compile(r"/(?P<body>[a-z][a-z-]{2,80}?)-(?:annual-(?:report|plan)|business-plan)(?![a-z])[^/]*/?$")


def office_of(body: Body) -> Body | None:
    """The commissioner's office that oversees a force; None where a commissioner is the head of the force itself."""
    office = _offices().get(body.body_id)
    return body_of(office) if office else None


def force_of(office: Body) -> Body | None:
    """The force that a commissioner's office oversees."""
    forces = (body_of(force) for force, overseer in _offices().items() if overseer == office.body_id)
    return next((force for force in forces if force.kind == "territorial-force"), None)


@cache
def office_of_region(body: Body) -> Body | None:
    """The only commissioner's or mayor's office of a force's region, for a force whose head is a commissioner."""
    entries = vocabularies.bodies()
    region = entries[body.body_id].region if body.body_id in entries else None
    found = [e.body_id for e in entries.values() if region and e.region == region and e.name.startswith("Mayor")]
    return body_of(found[0]) if len(found) == 1 else None


def body_of_address(address: str) -> Body | None:
    """The body whose website an address is of, or whose yearly report or plan it names."""
    try:
        parts = urlsplit(address)
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return None
    sites = (".".join(labels[first:]) for first in range(len(labels) - 1))
    body_id = next((known for site in sites if (known := vocabularies.websites().get(site))), None)
    if body_id is None and (report := REPORT_OF.search(parts.path)):
        return body_named(report["body"].replace("-", " "))
    return body_of(body_id) if body_id else None


def publisher_of(publisher: str, address: str, named: Iterable[Body]) -> Body | None:
    """The body that a publisher is or runs: by the name a text gives it, by any of its names, or by its address."""
    said = next((body for body in named if body.name.casefold() == publisher.casefold()), None)
    return said or body_named(publisher) or service_of_authority(publisher) or body_of_address(address)


def office_of_panel(panel: Body) -> Body | None:
    """The office of the place whose police and crime panel a body is: its members question that commissioner."""
    place = PANEL.match(panel.name) if panel.name.endswith("Crime Panel") else None
    offices = set(_by_place().get(place[1], ())) if place else set()
    return body_of(offices.pop()) if len(offices) == 1 else None


def force_of_authority(body: Body) -> Body | None:
    """The force that a police authority oversees, by the name they share."""
    if not body.name.endswith(("Authority", "Policing Board")):
        return None
    place = AUTHORITY.match(body.name) if body.name.endswith("Authority") else None
    named = (body_named(f"{place[1]} {noun}") for noun in ("Police", "Constabulary")) if place else ()
    return next((force for force in named if force and force.kind in POLICE_KINDS), None) or _only_force_of(body)


def _only_force_of(authority: Body) -> Body | None:
    """The only force there is today in the region of a police authority or policing board."""
    entries = vocabularies.bodies()
    entry = entries.get(authority.body_id) if authority.name.endswith(("Police Authority", "Policing Board")) else None
    forces = [e.body_id for e in entries.values() if e.kind == "territorial-force" and not e.valid_to] if entry else []
    here = [force for force in forces if entry and entry.region and entries[force].region == entry.region]
    return body_of(here[0]) if len(here) == 1 else None


# The name of every such office, without whose it is.
OFFICE_OF_ANY = re.compile(r"Office of the Police,?(?: Fire)?(?: and|,| &)* Crime Commissioner", re.IGNORECASE)


def with_offices(mentions: list[Mention]) -> list[Mention]:
    """The mentions; an office that is named without its force is that of the force the text names most."""
    named = [mention.body.body_id for mention in mentions if mention.body.kind == "territorial-force"]
    forces = Counter(named).most_common(2)
    if not forces or (len(forces) == 2 and forces[0][1] == forces[1][1]):
        return mentions
    office = office_of(body_of(forces[0][0]))
    return [
        replace(mention, body=office)
        if office and mention.body.kind == "other" and OFFICE_OF_ANY.fullmatch(mention.body.name)
        else mention
        for mention in mentions
    ]
