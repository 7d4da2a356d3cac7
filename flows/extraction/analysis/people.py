"""Who is named in a text with a part in it: a name beside a rank or role, and a name that speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.extraction.analysis.bodies import Mention
from flows.extraction.analysis.candidates import Bodies, Name, names_in
from flows.extraction.analysis.lexicon import Hit
from flows.extraction.analysis.names import (
    POLITE,
    POST_NOMINAL,
    POST_NOMINALS,
    PREDECESSOR,
    SPEAKS_AFTER,
    SPEAKS_BEFORE,
    SPEECH,
)
from flows.extraction.analysis.roles import (
    OF,
    OF_NOUN,
    POSSESSOR,
    RELATIVE,
    TAKES_OVER,
    THE_NOUN,
    Role,
    Titles,
    canonical,
    kind_of,
    role_end,
    role_words,
)
from flows.extraction.analysis.view import View
from flows.extraction.claims import Body

GAP = re.compile(rf"(?:\s*\([A-Z]{{2,6}}\))?(?P<comma>\s*,)?(?: |\n(?!\n))(?:{POLITE}\.? ){{0,2}}")
# "(chairman) of the board|, NAME": what stands between a title and a name set off by a comma.
TAIL = re.compile(r"\s+(?:of|for|at|in|on)\s+[^,.;:()\n“”\"]{2,80}(?=,)")
CLAUSE = re.compile(rf"\b(?:{SPEECH}|is|was|were|are|has|have|had|will)\b")
CLOSES = re.compile(rf"{POST_NOMINAL}{{0,2}}\s*(?:[,.:;)\n–—|-]|$)")
APPOSITION = re.compile(
    rf"{POST_NOMINAL}{{0,2}}(?:\s*,[ \n]|\s*\(|\s[-–—]\s|,?\s+(?=(?:who\s+)?(?:is|was|has been|serves as|remains)\s))"
)
BRACKET = re.compile(r"\s*\(")
OPENS_LINE = re.compile(rf"(?:\A|\n)(?:{POLITE}\.? ){{0,2}}\Z")
SIGNATURE = re.compile(rf"{POST_NOMINAL}{{0,2}} ?\n{{1,2}}")
# What may stand between a name and its title: "who is", "the", "the agency's", "Merseyside", "its", "the Labour".
DETERMINERS = re.compile(
    r"(?:(?:who\s+)?(?:is|was|has been|serves as|remains)\s+)?(?:(?:also|now|currently|formerly|then|as)\s+){0,2}"
    r"(?:(?:the|a|an|its|their|our|your|my|his|her|this)\s+)?"
    r"(?:(?:[\w’'&-]+\s+){0,5}[\w&-]+['’]s?\s+|(?:(?:[A-Z][\w.&-]*|and|of|the)\s+){0,6})"
    r"(?:new\s+|first\s+)?"
)
POLITELY = re.compile(rf"\b(?:{POLITE}\.? ){{1,2}}\Z")
# "BODY, chaired by NAME"
LED_BY = re.compile(rf",? (?:which is )?(?:chaired|led|headed|run) by (?:{POLITE}\.? ){{0,2}}\Z")
BODY_AFTER = re.compile(r"\s*,\s+(?:the\s+)?")
# People of whom a text tells a crime or a misfortune have no part in the work it is about.
ACCUSED = re.compile(
    r"(?:,? (?:aged )?\d\d,?)?(?:, (?:of|from|who) [^,.\n]{1,60},)? (?:(?:has|have|had) been |was |were |is |later )?"
    r"(?:sacked|dismissed|jailed|sentenced|charged|convicted|arrested|imprisoned|murdered|killed|stabbed|shot|injured|"
    r"found guilty|found dead|died|pleaded|"
    r"(?:admitted|denied|denies) (?:\w+ing|an? |the |one |two |gross|misconduct))\b"
)
NAMED_WITH = frozenset({"minister", "civic", "executive", "agency-head", "commissioner"})


@dataclass
class Person:
    """A person of the document: the fullest name, the roles in the document's words, and every slice that names them.

    `organisation` is settled when the whole document is known (`affiliation.settle_organisations`).
    """

    name: str
    roles: list[Role] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    organisation: Body | None = None

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of title the person is given."""
        return frozenset(role.kind for role in self.roles if role.kind not in ("", "clause"))

    def give(self, role: Role) -> None:
        """Add a role, unless its words are known; a body known now is taken up."""
        if all(known.text != role.text or (role.organisation and not known.organisation) for known in self.roles):
            self.roles.append(role)


class People:
    """The people of one view, gathered under their names."""

    def __init__(self, view: View, spans: list[tuple[int, int]], titles: Titles, bodies: Bodies) -> None:
        self.view, self.titles, self.bodies = view, titles, bodies
        self.names = list(names_in(view, spans, titles, bodies))
        self.by_start = {name.start: name for name in self.names}
        self.titled: dict[int, Name] = {}
        self.found: dict[str, Person] = {}
        self._added: set[int] = set()

    def add(self, name: Name, rule: str, role: Role | None) -> None:
        """Record one naming of a person, with the role it gives."""
        person = self.found.setdefault(name.text, Person(name.text))
        if name.start not in self._added:
            self._added.add(name.start)
            person.mentions.append((name.start, name.end, rule))
        if role:
            person.give(role)

    def after_title(self, at: int) -> Name | None:
        """The name that follows a title ending at a position, also after a second title or set off by a comma."""
        gap = GAP.match(self.view.text, at)
        if not gap:
            return None
        name = self.by_start.get(gap.end()) or self.titled.get(gap.end())
        if name and gap["comma"] and not _closes(self.view.text, name.end):
            return None
        return name


def _closes(text: str, end: int) -> bool:
    """Whether a name set off by a comma ends there: at a mark, a verb of speech or the end."""
    return bool(CLOSES.match(text, end) or SPEAKS_AFTER.match(text, end))


def _titled(people: People) -> None:
    """ "Assistant Chief Constable NAME", "Commander of BODY, NAME", "BODY's head, Superintendent NAME"."""
    text, titles = people.view.text, people.titles
    for start, hit in zip(reversed(titles.starts), reversed(titles.hits), strict=True):
        end = hit.end
        name = people.after_title(end)
        if name is None:
            tail = TAIL.match(text, end)
            if not tail or CLAUSE.search(text, end, tail.end()) or not (name := people.after_title(tail.end())):
                continue
            end = tail.end()
        if name.start - hit.start > 160:
            continue
        people.titled.setdefault(start, name)
        kind = kind_of(hit)
        before = people.bodies.before(text, start)
        if before and kind in NAMED_WITH and text[before.end] == " ":
            start = before.start
        named = people.bodies.first_in(hit.start, end) or people.bodies.of(text, hit.end)
        organisation = named or (before.body if before else None)
        noun, position = _noun(text, start, hit.end)
        words = role_words(people.view, start, hit.end if kind.endswith("-rank") else end, hit)
        people.add(name, "title-before-name", Role(words, kind, organisation, noun, position, canonical(hit)))


def _noun(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The noun that refers to the body of a title: before it ("the unit's", "its") or after it ("of the force")."""
    if before := POSSESSOR.search(text, max(0, start - 60), start):
        return (before["its"] or before["noun"]).lower(), before.start()
    after = OF_NOUN.match(text, end)
    return (after["noun"], after.start("noun")) if after else (None, 0)


def _apposed(people: People) -> None:
    """ "NAME, the temporary deputy chief constable of BODY", "NAME (Chief Constable)", a name signed above a role."""
    text = people.view.text
    for name in people.names:
        joint = BRACKET.match(text, name.end)
        if not joint or not _role_at(people, joint.end()):
            joint = APPOSITION.match(text, name.end)
        if not joint and OPENS_LINE.search(text, max(0, name.start - 16), name.start):
            joint = SIGNATURE.match(text, name.end)
        title = _role_at(people, joint.end()) if joint else None
        if joint and title:
            people.add(name, "name-then-role", _apposed_role(people, joint.end(), *title))


def _role_at(people: People, position: int) -> tuple[int, Hit] | None:
    """(start, title) of a role that begins at a position with no more than a determiner or a body before the title."""
    title = people.titles.first_from(position, position + 90)
    if not title or title[0] in people.titled or not DETERMINERS.fullmatch(people.view.text, position, title[0]):
        return None
    return title


def _apposed_role(people: People, low: int, start: int, hit: Hit) -> Role:
    """The role whose title stands at a slice of an apposition that begins at `low`."""
    text, bodies, kind = people.view.text, people.bodies, kind_of(hit)
    end = role_end(text, start, hit.end)
    organisation = bodies.first_in(low, end) or bodies.of(text, hit.end)
    if organisation is None and (after := BODY_AFTER.match(text, end)):
        following = bodies.by_start.get(after.end())
        organisation = following.body if following and text[following.end : following.end + 1] in "\n,.;) " else None
    before = bodies.before(text, start)
    if organisation is None and before:
        organisation = before.body
    if before and kind in NAMED_WITH and text[before.end] == " ":
        start = before.start
    if organisation and kind.endswith("-rank") and OF.match(text, hit.end, end):
        end = hit.end
    noun, position = _noun(text, start, hit.end)
    return Role(role_words(people.view, start, end, hit), kind, organisation, noun, position, canonical(hit))


def _officeholders(people: People) -> None:
    """ "Merseyside PCC NAME": the office's name is the role."""
    for mention in people.bodies.mentions:
        if mention.body.kind != "commissioner-office" or not (name := people.after_title(mention.end)):
            continue
        words = people.view.original(mention.start, mention.end)
        words = re.sub(r"\bPFCC\b", "Police, Fire and Crime Commissioner", words)
        words = re.sub(r"\bO?PCC\b", "Police and Crime Commissioner", words)
        people.add(name, "office-before-name", Role(words, "commissioner", mention.body))


def _speaking(people: People) -> None:
    """ "NAME said", "according to NAME"."""
    text = people.view.text
    for name in people.names:
        if PREDECESSOR.search(text, max(0, name.start - 50), name.start):
            continue
        if SPEAKS_AFTER.match(text, name.end) or SPEAKS_BEFORE.search(text, max(0, name.start - 40), name.start):
            people.add(name, "name-speaks", None)


def _clauses(people: People) -> None:
    """ "NAME, who leads the unit": a role of somebody known, and of a stranger where the clause names a body."""
    text = people.view.text
    for name in people.names:
        known = name.text in people.found
        clause = RELATIVE.match(text, POST_NOMINALS.match(text, name.end).end())  # type: ignore[union-attr]
        taken = TAKES_OVER.match(text, name.end) if known else None
        for match in filter(None, (clause, taken)):
            end = role_end(text, match.end(), match.end())
            organisation = people.bodies.first_in(match.start(), end)
            if end - match.end() < 3 or not (known or organisation):
                continue
            whole = match.group().rstrip().endswith(" as") or match is taken
            words = text[match.end() if whole else match.start() + match.group().index("who") + 4 : end]
            noun = THE_NOUN.match(text, match.end(), end)
            kind = "" if match is taken else "clause"
            role = Role(" ".join(words.split()), kind, organisation, noun["noun"] if noun else None, match.end())
            people.add(name, "role-clause", role)


def _from_bodies(people: People) -> None:
    """ "NAME, from BODY", "Superintendent NAME, BODY", "NAME (BODY)", "BODY's NAME": the body of a role without one."""
    text = people.view.text
    for name in people.names:
        person = people.found.get(name.text)
        post = POST_NOMINALS.match(text, name.end).end()  # type: ignore[union-attr]
        led = LED_BY.search(text, max(0, name.start - 40), name.start)
        if led and (body := people.bodies.by_end.get(led.start())):
            people.add(name, "led-by", Role("", "", body.body))
            continue
        body, stranger = _body_beside(people, name, post)
        if body and stranger and person is None and body.form != "place":
            people.add(name, "name-and-body", Role("", "", body.body))
        if person is None:
            continue
        if body and not any(role.organisation for role in person.roles):
            person.roles.append(Role("", "", body.body))
        elif not body and (noun := OF_NOUN.match(text, post)):
            person.roles.append(Role("", "", None, noun["noun"], noun.start("noun")))


def _body_beside(people: People, name: Name, post: int) -> tuple[Mention | None, bool]:
    """(body, whether it makes a stranger a person with a part) right behind a name, or before it with a possessive."""
    text, bodies = people.view.text, people.bodies
    person = people.found.get(name.text)
    if (bracket := BRACKET.match(text, name.end)) and (body := bodies.by_start.get(bracket.end())):
        return (body, True) if text.startswith(")", body.end) else (None, False)
    comma = BODY_AFTER.match(text, post)
    polite = bool(comma and POLITELY.search(text, max(0, name.start - 16), name.start))
    joint = OF.match(text, post) or (comma if polite or (person and person.roles) else None)
    if joint and (body := bodies.by_start.get(joint.end())):
        aside = text.startswith(",", post) and text[body.end : body.end + 1] in (",", ".", ";", "\n", "")
        return body, polite or aside
    before = bodies.before(text, name.start) if text[name.start - 3 : name.start] in ("’s ", "'s ") else None
    return before, False


def find_people(
    view: View, spans: list[tuple[int, int]], titles: list[Hit], mentions: list[Mention], places: list[Mention]
) -> list[Person]:
    """The people of a view, in the order they are first named. `spans`: the slices that are not furniture."""
    people = People(view, spans, Titles(view, titles), Bodies(mentions, places))
    _titled(people)
    _officeholders(people)
    _apposed(people)
    _speaking(people)
    _clauses(people)
    _from_bodies(people)
    captions = {name.start for name in people.names if name.caption}
    accused = {name.text for name in people.names if ACCUSED.match(view.text, name.end)}
    for name in people.names:
        if name.text in people.found:
            people.add(name, "name-again", None)
    for person in people.found.values():
        person.mentions.sort()
    kept = [
        p for p in people.found.values() if p.name not in accused and any(a not in captions for a, _, _ in p.mentions)
    ]
    return sorted(kept, key=lambda person: person.mentions[0])
