"""What a clause behind a name says somebody is: "NAME, who leads the unit", "NAME, a PARTY member of the board"."""

from __future__ import annotations

import re

from flows.extraction.analysis.people.candidates import Name
from flows.extraction.analysis.people.names import POST_NOMINALS
from flows.extraction.analysis.people.people import People, apposed_role, role_at
from flows.extraction.analysis.people.roles import (
    BODIES_OF_TITLE,
    HEAD_OF,
    RELATIVE,
    TAKES_OVER,
    THE_NOUN,
    Role,
    kind_of,
    role_end,
)

# "leads on county lines| for the Kent Police": where somebody does so is the organisation's part, not the role's.
WORKS_FOR = re.compile(
    r"(?<!responsible)(?<!responsibility)\s+for\s+(?:the\s+)?[A-Z][\w’'&.-]*(?:\s(?:(?:and|of|&)\s)?[A-Z(][\w’'&.)-]*)*$"
)
# ", who will become |chief constable of PLACE"
YET_TO = re.compile(r"\b(?:will|is\s+(?:due\s+|set\s+)?to)\b")
# What somebody leads or chairs who has a part in a text though it says no more of them.
SEATS = frozenset(
    {"authority", "board", "panel", "committee", "council", "force", "unit", "service", "agency", "inspectorate"}
)
WHO = re.compile(r",?\s+(?:.{0,40}?who|an?)\s+", re.DOTALL)


def clauses(people: People) -> None:
    """ "NAME, who leads the unit": a role of somebody known, and of a stranger where the clause names a body."""
    text = people.view.text
    for name in people.names:
        known = name.text in people.found
        clause = RELATIVE.match(text, POST_NOMINALS.match(text, name.end).end())  # type: ignore[union-attr]
        taken = TAKES_OVER.match(text, name.end)
        if taken and (not known or not people.found[name.text].roles):
            appointed = _appointed(people, name, taken.end())
            known, taken = known or appointed, None if appointed and known else taken
        for match in filter(None, (clause, taken)):
            end = role_end(text, match.end(), match.end())
            organisation = people.bodies.first_in(match.start(), end)
            noun = THE_NOUN.match(text, HEAD_OF.match(text, match.end(), end).end(), end)  # type: ignore[union-attr]
            seat = match is clause and noun is not None and noun["noun"].rpartition(" ")[2] in SEATS
            if end - match.end() < 3 or not (known or organisation or seat):
                continue
            whole = match.group().rstrip().endswith(" as") or match is taken
            words = text[match.end() if whole else WHO.match(text, match.start()).end() : end]  # type: ignore[union-attr]
            words = (WORKS_FOR.sub("", words) or words) if organisation else words
            kind = "" if match is taken else "clause"
            role = Role(" ".join(words.split()), kind, organisation, noun["noun"] if noun else None, match.end())
            role.not_now = match is taken and YET_TO.search(match.group()) is not None
            people.add(name, "role-clause", role)


def _appointed(people: People, name: Name, position: int) -> bool:
    """ "NAME was appointed |Inspector of Constabulary": a title that only one body has makes a stranger known."""
    title = role_at(people, position)
    if title is None or kind_of(title[1]) not in BODIES_OF_TITLE:
        return False
    people.add(name, "name-then-role", apposed_role(people, position, *title))
    return True
