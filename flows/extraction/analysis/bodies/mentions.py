"""What a mention of an organisation is, and what joins several of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.extraction.claims import Body
from schemas import vocabularies

POLICE_KINDS = frozenset({"territorial-force", "special-force"})
INSPECTED_KINDS = POLICE_KINDS | {"regional-unit", "fire-service", "national-agency"}

# ", ", " and the ", " as well as ": what joins the names of a list
COORDINATION = re.compile(
    r"\s*(?:,\s+(?:as\s+well\s+as|along\s+with|together\s+with|alongside|in\s+common\s+with)\b|"
    r",|;|/|&|,?\s*(?:and|as well as|plus|or|nor|both|along with)\b)\s*"
    r"(?:also\s+)?(?:the\s+|its\s+)?(?:both\s+)?"
)


@dataclass(slots=True)
class Mention:
    """An organisation named at a slice of the view. `form` as in `aliases.csv`, or name, unit, shape, near, unknown.

    `written`: what the slice names where that only stands for the organisation, as a fire authority for its service.
    """

    start: int
    end: int
    body: Body
    form: str
    written: Body | None = None


@cache
def body_of(body_id: str) -> Body:
    """The vocabulary's body of an id."""
    entry = vocabularies.bodies()[body_id]
    return Body(entry.body_id, entry.name, entry.kind)
