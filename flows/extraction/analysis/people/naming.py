"""The people of a text: those with a title, and those whom it names with a body, a clause or words of their own."""

from __future__ import annotations

import re
from collections import defaultdict

from flows.extraction.analysis.bodies.bodies import Mention
from flows.extraction.analysis.people.candidates import Bodies, Name
from flows.extraction.analysis.people.clauses import clauses
from flows.extraction.analysis.people.initials import merge_initials
from flows.extraction.analysis.people.names import (
    NOT_NAMES,
    POLITE,
    POST_NOMINALS,
    SPEAKS,
    SPEAKS_AFTER,
    SPEAKS_BEFORE,
    SPEAKS_LATER,
    SURNAME,
    SURNAME_HERE,
    spoken_by,
)
from flows.extraction.analysis.people.people import (
    BODY_AFTER,
    BRACKET,
    People,
    Person,
    apposed,
    titled,
)
from flows.extraction.analysis.people.roles import (
    OF,
    OF_NOUN,
    Role,
    Titles,
    canonical,
    kind_of,
    role_words,
)
from flows.extraction.analysis.people.title_words import role_of_other
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.analysis.text.view import View

# "Security Minister |Lord SURNAME|"
PEER_HERE = re.compile(rf"((?:Lord|Lady|Baroness) {SURNAME})(?!\w)")
# "a |youth worker| in Derry": what somebody is, in words that no vocabulary has.
OCCUPATION = re.compile(
    r"(?:(?:an?|the) )?(?!who\b|of\b|from\b|at\b|one\b)((?:[a-z][\w’'-]* ){0,3}?[a-z][\w’'-]*)"
    r"(?= (?:in|at|for|from|of|with|who|and)\b|$)"
)
# "the inspectorate’s |NAME"
NOUNS = re.compile(r"\b[Tt]he (?P<noun>[a-z]+)['’]s\s$")
POLITELY = re.compile(rf"\b(?:{POLITE}\.? ){{1,2}}\Z")
# "NAME, of |the local charity |BODY"
WHAT_IT_IS = re.compile(
    r"(?:(?:the |an? )?(?:[\w’'-]+ ){0,3}(?:charity|group|think tank|association|organisation|union|body|enterprise|"
    r"consultancy) )?"
)


def _officeholders(people: People) -> None:
    """ "Merseyside PCC NAME": the office's name is the role."""
    for mention in people.bodies.mentions:
        if mention.body.kind != "commissioner-office" or not (name := people.after_title(mention.end)):
            continue
        starts = (mention.start, mention.start)
        is_other, other = role_of_other(people.view, people.bodies, None, starts, mention.end, name.start)
        if is_other:
            if other:
                people.add(name, "office-before-name", other)
            continue
        words = people.view.original(mention.start, mention.end)
        words = re.sub(r"\bPFCC\b", "Police, Fire and Crime Commissioner", words)
        words = re.sub(r"\bO?PCC\b", "Police and Crime Commissioner", words)
        people.add(name, "office-before-name", Role(words, "commissioner", mention.body))


def _speaking(people: People) -> None:
    """ "NAME said", "according to NAME", "NAME, a youth worker in Derry, said"."""
    text = people.view.text
    for name in people.names:
        speaks = SPEAKS_AFTER.match(text, name.end)
        known = people.found.get(name.text)
        wanted = not (known and known.roles)
        if speaks or SPEAKS_BEFORE.search(text, max(0, name.start - 40), name.start):
            told = speaks and OCCUPATION.match(speaks["aside"] or "") if wanted else None
            people.add(name, "name-speaks", Role(told[1], "") if told else None)


def _surnamed(people: People) -> None:
    """ "NAME ... Det Insp SURNAME", "NAME ... Mr SURNAME said": who has a title, or speaks, by the surname alone."""
    text, titles = people.view.text, people.titles
    holders: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in people.names:
        holders[name.text.split()[-1]].setdefault(name.text, name)
    for start, hit in zip(titles.starts, titles.hits, strict=True):
        here = SURNAME_HERE if kind_of(hit).endswith("-rank") else PEER_HERE if kind_of(hit) == "minister" else None
        short = here.match(text, hit.end + 1) if here else None
        if not short or start in people.titled or people.by_start.get(short.start()):
            continue
        full = holders.get(short[1].split()[-1], {})
        if not full and _stands_alone(people, short):
            before = people.bodies.before(text, start)
            words, organisation = role_words(people.view, start, hit.end, hit), before.body if before else None
            role = Role(words, kind_of(hit), organisation, title=canonical(hit))
            people.add(Name(*short.span(1), short[1]), "title-before-surname", role)
        if len(full) == 1 and (name := next(iter(full.values()))).text not in people.found:
            before = people.bodies.before(text, start)
            words = role_words(people.view, start, hit.end, hit)
            organisation = before.body if before else None
            people.add(name, "title-before-surname", Role(words, kind_of(hit), organisation, title=canonical(hit)))
    for surname, full in holders.items():
        name = next(iter(full.values()))
        if len(full) == 1 and name.text not in people.found and _speaks_later(people, surname, name.end):
            people.add(name, "name-speaks", None)


def _stands_alone(people: People, short: re.Match[str]) -> bool:
    """Whether a surname behind a rank is all there is of a name, and speaks: "Chief Fire Officer SURNAME said"."""
    text = people.view.text
    alone = short[1] not in NOT_NAMES and not people.bodies.overlap(*short.span(1)) and "(" not in short[1]
    return alone and short.start() not in people.bodies.by_start and bool(SPEAKS.match(text, short.end()))


def _speaks_later(people: People, surname: str, end: int) -> bool:
    """Whether a surname alone speaks behind a position: "Mr SURNAME said", "says SURNAME"."""
    text = people.view.text
    ends = {name.end for name in people.names}
    at = text.find(surname, end)
    while at >= 0:
        stop = at + len(surname)
        alone = not (text[at - 1].isalnum() or text[stop : stop + 1].isalnum()) and stop not in ends
        if alone and (SPEAKS.match(text, stop) or spoken_by(text, at)):
            return True
        at = text.find(surname, stop)
    return False


def _from_bodies(people: People) -> None:
    """ "NAME, from BODY", "Superintendent NAME, BODY", "NAME (BODY)", "BODY's NAME": the body of a role without one."""
    text = people.view.text
    for name in people.names:
        person = people.found.get(name.text)
        post = POST_NOMINALS.match(text, name.end).end()  # type: ignore[union-attr]
        body, stranger = _body_beside(people, name, post)
        if body and stranger and person is None and body.form != "place":
            people.add(name, "name-and-body", Role("", "", body.body))
        if person is None:
            continue
        if body and not any(role.organisation for role in person.roles):
            person.roles.append(Role("", "", body.body))
        elif not person.roles and (noun := NOUNS.search(text, max(0, name.start - 40), name.start)):
            person.roles.append(Role("", "", None, noun["noun"].lower(), noun.start("noun")))
        elif not body and (noun := OF_NOUN.match(text, post)):
            person.roles.append(Role("", "", None, noun["noun"], noun.start("noun")))


def _body_beside(people: People, name: Name, post: int) -> tuple[Mention | None, bool]:
    """(body, whether it makes a stranger a person with a part) right behind a name, or before it with a possessive."""
    text, bodies = people.view.text, people.bodies
    person = people.found.get(name.text)
    if (bracket := BRACKET.match(text, name.end)) and (body := bodies.by_start.get(bracket.end())):
        return (body, True) if text.startswith(")", body.end) else (None, False)
    comma = BODY_AFTER.match(text, post)
    polite = bool(POLITELY.search(text, max(0, name.start - 16), name.start))
    joint = OF.match(text, post) or (comma if polite or (person and person.roles) else None)
    at = WHAT_IT_IS.match(text, joint.end()).end() if joint else 0  # type: ignore[union-attr]
    if joint and (body := bodies.by_start.get(at)):
        aside = text.startswith(",", post) and text[body.end : body.end + 1] in (",", ".", ";", "\n", "")
        return body, polite or aside or bool(SPEAKS_LATER.match(text, body.end))
    before = bodies.before(text, name.start) if text[name.start - 3 : name.start] in ("’s ", "'s ") else None
    return before, False


def find_people(
    view: View, spans: list[tuple[int, int]], titles: list[Hit], mentions: list[Mention], places: list[Mention]
) -> list[Person]:
    """The people of a view, in the order they are first named. `spans`: the slices that are not furniture."""
    people = People(view, spans, Titles(view, titles), Bodies(mentions, places))
    titled(people)
    _officeholders(people)
    apposed(people)
    _surnamed(people)
    _speaking(people)
    clauses(people)
    _from_bodies(people)
    merge_initials(people)
    for name in people.names:
        people.add(name, "name-again" if name.text in people.found else "named", None)
    people.found = {text: person for text, person in people.found.items() if person.mentions}
    for person in people.found.values():
        person.mentions.sort()
    return sorted(people.found.values(), key=lambda person: person.mentions[0])
