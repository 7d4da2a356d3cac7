"""Roles that stand apart from the full name: with a title alone in the paragraph before, or behind the surname."""

from __future__ import annotations

import re
from collections import Counter

from flows.extraction.analysis.people.candidates import Name
from flows.extraction.analysis.people.names import SPEAKS, SPEECH, person_name
from flows.extraction.analysis.people.people import People, apposed_role, role_at
from flows.extraction.analysis.people.roles import Role, canonical, kind_of, role_end
from flows.extraction.analysis.people.title_words import is_fronted
from flows.extraction.analysis.text.layout import places_of
from flows.extraction.analysis.text.lexicon import Hit

# "G SURNAME", "G. SURNAME"
INITIAL = re.compile(r"[A-Z]\.? \S+$")
# "the |chair|", "Norfolk's new |chief constable|": a title that means one person whom it does not name.
UNNAMED = re.compile(r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir)|['’]s?) (?:new |outgoing )?\Z")
# How far into a text whom it is on is called by a title alone, what such a title is followed by, and which it may be.
OPENING = 500
STANDS_FOR = re.compile(r"\s+(?:has|is|was|will|says|said|told)\s")
HEADS = ("Commissioner", "Chief Constable", "Chief Fire Officer", "Director General")
# "As your |commissioner| for PLACE, I answer", and the line a name signs such words in.
AND_I = re.compile(r"(?: (?:of|for) [^,.;:\n]{2,60}?)?,? I\b")
LINE_OPENS = re.compile(r"(?:\A|\n)[ \t>*_]*(?:[—–-] ?)?\Z")
SIGNATURE_ENDS = re.compile(r"[ \t*_]*(?:\n|\Z)")
# "|JANE ROE|" in a line of its own, and what ends the line of a role below it.
CAPITALS = re.compile(r"(?:[A-Z][A-Z’'-]+ ){1,3}[A-Z][A-Z’'-]+(?= ?\n)")
ROLE_LINE_ENDS = re.compile(r"(?:,? (?:of|for|at) [^\n.;:]{2,60}|, [^\n.;:]{2,60})?[ \t]*(?:\n|\Z)", re.IGNORECASE)
LINE_END = re.compile(r" ?\n{1,2}")
# "with NAME| the chief constable|.", but not "He told NAME the chief constable was ill"
NO_COMMA = re.compile(r"\s(?=the\s)")
TITLE_ENDS = re.compile(r"\s*(?:[,.;:)–—]|$)")
TOLD = re.compile(
    r"\b(?:told|tells?|ask(?:s|ed)?|show(?:s|ed)?|g[ai]ves?|assured?|informed|reminded)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
SAID_UNNAMED = re.compile(rf"\b{SPEECH} (?:the |its |(?:the )?[\w ]{{2,25}}['’]s? )(?:new |outgoing )?\Z")


def unnamed_before(people: People) -> None:
    """ "…, the chair of BODY says. / NAME said …": who speaks by a title alone, and by name in the next paragraph."""
    text, titles = people.view.text, people.titles
    for name in people.names:
        person = people.found.get(name.text) if text.endswith("\n", 0, name.start) else None
        if person is None or person.roles or person.mentions[0][0] != name.start:
            continue
        end = len(text[: name.start].rstrip())
        begin = text.rfind("\n", 0, end) + 1
        told: list[Role] = []
        while (title := titles.first_from(begin, end)) and len(told) < 2:
            begin = title[1].end
            if title[0] not in people.titled and _unnamed_speaks(people, *title):
                told.append(apposed_role(people, title[0], *title))
        if len(told) == 1:
            person.give(told[0])


def unnamed_in_opening(people: People) -> None:
    """ "The commissioner for PLACE has today …", and far below "NAME said": the only one who speaks by name alone."""
    alone = [person for person in people.found.values() if not person.roles]
    if len(alone) != 1:
        return
    text, begin = people.view.text, 0
    unnamed: list[tuple[int, Hit]] = []
    while title := people.titles.first_from(begin, min(OPENING, alone[0].mentions[0][0])):
        begin = title[1].end
        if canonical(title[1]).endswith(HEADS) and title[0] not in people.titled and _stands_for_one(people, title[0]):
            unnamed.append(title)
    words = {role.text.rpartition(" ")[2].lower() for person in people.found.values() for role in person.roles}
    if len(unnamed) != 1 or canonical(unnamed[0][1]).rpartition(" ")[2].lower() in words:
        return
    start, hit = unnamed[0]
    end = role_end(text, start, hit.end)
    if end < alone[0].mentions[0][0] and STANDS_FOR.match(text, end):
        alone[0].give(apposed_role(people, start, start, hit))


def signed(people: People) -> None:
    """ "As your commissioner I …" and "— NAME": the only name that stands in a line of its own is who writes."""
    text, titles = people.view.text, people.titles
    writes = [title for title in zip(titles.starts, titles.hits, strict=True) if _writes(text, *title)]
    if not writes:
        return
    alone = [n for n in people.names if SIGNATURE_ENDS.match(text, n.end) and _opens_line(text, n.start)]
    roles = {canonical(hit) for _, hit in writes}
    if len(roles) == 1 and len({name.text for name in alone}) == 1:
        people.add(alone[0], "name-then-role", apposed_role(people, writes[0][0], *writes[0]))


def signed_in_capitals(people: People) -> None:
    """ "JANE ROE / CHIEF CONSTABLE": a name in capitals, with a line below that is no more than a role."""
    text = people.view.text
    starts = (0, *(at + 1 for at in places_of(text, "\n")))
    for line in filter(None, (CAPITALS.match(text, start) for start in starts)):
        below = LINE_END.match(text, line.end())
        title = role_at(people, below.end()) if below else None
        if below is None or title is None or not ROLE_LINE_ENDS.match(text, title[1].end):
            continue
        name = "".join(piece.capitalize() for piece in re.split(r"([ ’'-])", line.group()))
        if person_name(name) == name and not people.bodies.overlap(*line.span()):
            signed_by = Name(*line.span(), name, caption=False)
            people.add(signed_by, "name-then-role", apposed_role(people, below.end(), *title))


def apposed_without_comma(people: People) -> None:
    """ "They met NAME the chief constable.": a title behind a name that nothing sets off."""
    text = people.view.text
    for name in people.names:
        joint = NO_COMMA.match(text, name.end)
        title = role_at(people, joint.end()) if joint else None
        if joint is None or title is None or not TITLE_ENDS.match(text, title[1].end):
            continue
        if not TOLD.search(text, max(0, name.start - 40), name.start):
            people.add(name, "name-then-role", apposed_role(people, joint.end(), *title))


def _writes(text: str, start: int, hit: Hit) -> bool:
    """Whether a title is that of who writes a text: "As your |commissioner| for PLACE, I answer"."""
    return bool(AND_I.match(text, hit.end) and is_fronted(text, start))


def _opens_line(text: str, at: int) -> bool:
    return LINE_OPENS.search(text, max(0, at - 8), at) is not None


def _stands_for_one(people: People, start: int) -> bool:
    return bool(UNNAMED.search(people.view.text, max(0, start - 40), start) or people.bodies.around(start))


def _unnamed_speaks(people: People, start: int, hit: Hit) -> bool:
    """Whether a title stands for one person it does not name, and speaks: "the chair of BODY has said"."""
    text, low = people.view.text, max(0, start - 40)
    if not _stands_for_one(people, start):
        return False
    return bool(SPEAKS.match(text, role_end(text, start, hit.end)) or SAID_UNNAMED.search(text, low, start))


def short_apposed(people: People) -> None:
    """ "NAME … Det Supt SURNAME, head of the unit", "Mr SURNAME, the area manager": a role behind the surname alone."""
    text = people.view.text
    surnames = Counter([person.surname for person in people.found.values()])
    ends = {name.end for name in people.names}
    for person in people.found.values():
        if surnames[person.surname] > 1:
            continue
        at = text.find(f" {person.surname}, ", person.mentions[0][1])
        while at >= 0:
            end = at + 1 + len(person.surname)
            title = role_at(people, end + 2) if end not in ends else None
            if title and kind_of(title[1]) == "executive":
                person.give(apposed_role(people, end + 2, *title))
            at = text.find(f" {person.surname}, ", end)


def merge_initials(people: People) -> None:
    """Make "Det Supt G SURNAME" one with the only "Gillian SURNAME" of a text."""
    for short in [person for person in people.found.values() if INITIAL.match(person.name)]:
        fuller = [
            person
            for person in people.found.values()
            if person.surname == short.surname and person.name[0] == short.name[0] and len(person.name.split()[0]) > 2
        ]
        if len(fuller) == 1 and fuller[0] is not short:
            fuller[0].mentions += short.mentions
            for role in short.roles:
                fuller[0].give(role)
            del people.found[short.name]
