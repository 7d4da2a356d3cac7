"""Commissioners' offices: which one oversees a force, and which one a text means that says only "the office"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from flows.extraction.analysis.bodies import Mention, body_of
from flows.extraction.claims import Body
from schemas import vocabularies

OFFICE_TITLES = (
    "{} Police and Crime Commissioner", "{} Police, Fire and Crime Commissioner", "{} PCC", "Mayor of {}", "{} Mayor",
    "{} Combined Authority",
)  # fmt: skip


@cache
def _offices() -> dict[str, str]:
    """The office that oversees each force, by the names they share: "Kent" and "Kent Police and Crime Commissioner"."""
    aliases = vocabularies.aliases()
    kinds = {body_id: entry.kind for body_id, entry in vocabularies.bodies().items()}
    named = {alias.alias: alias.body_id for alias in aliases if kinds[alias.body_id] == "commissioner-office"}
    return {
        alias.body_id: named[title.format(alias.alias)]
        for alias in aliases
        for title in OFFICE_TITLES
        if alias.form == "place" and kinds[alias.body_id] == "territorial-force" and title.format(alias.alias) in named
    }


def office_of(body: Body) -> Body | None:
    """The commissioner's office that oversees a force; None where a commissioner is the head of the force itself."""
    office = _offices().get(body.body_id)
    return body_of(office) if office else None


# The name of every such office, without whose it is.
OFFICE_OF_ANY = re.compile(r"Office of the Police,?(?: Fire)?(?: and|,| &)* Crime Commissioner", re.IGNORECASE)


def with_offices(mentions: list[Mention]) -> list[Mention]:
    """The mentions; an office that is named without its force is that of the force the text names most."""
    forces = Counter(mention.body for mention in mentions if mention.body.kind == "territorial-force").most_common(2)
    if not forces or (len(forces) == 2 and forces[0][1] == forces[1][1]):
        return mentions
    office = office_of(forces[0][0])
    return [
        replace(mention, body=office)
        if office and mention.body.kind == "other" and OFFICE_OF_ANY.fullmatch(mention.body.name)
        else mention
        for mention in mentions
    ]
