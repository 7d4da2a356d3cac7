"""Who is named in a text with a part in it: a name beside a rank or role, and a name that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.extraction.analysis.bodies import Mention
from flows.extraction.analysis.lexicon import Hit
from flows.extraction.analysis.names import (
    CANDIDATE,
    NAME,
    NAME_HERE,
    SPEAKS_AFTER,
    SPEAKS_BEFORE,
    SPEECH,
    person_name,
)
from flows.extraction.analysis.view import View
from flows.extraction.claims import Body
from schemas.vocabularies import Title

MODIFIERS = re.compile(
    r"(?i)(?:(?:(?<!\w)(?:regional|temporary|acting|interim|deputy|assistant|associate|former|retired|then|outgoing|detective|"
    r"senior|joint|vice|national|strategic|divisional|current|newly[- ]appointed|elected|chief|area|group|general)\s+)|"
    r"(?<!\w)[TA](?:/|\.)\s*)+$"
)
FORMER = re.compile(r"(?i)\b(?:former|retired|then|outgoing|previous|ex-)\b")
AFTER_TITLE = re.compile(r"(?:\s*\([A-Z]{2,6}\))?(?:\s*,)?\s+")
OF = re.compile(r"\s*,?\s+(?:of|for|at|from|in|with)\s+(?:the\s+)?")
APPOSED = re.compile(
    rf"({NAME})(?:,? (?:[A-Z]{{2,4}},? ?)+)?\s*(?:,|\(|\s[-–—]|,?\s+(?:who\s+)?(?:is|was|has been|leads|serves as|also))\s*"
    r"(?:(?:who\s+(?:is|was)|also|the|its|their|a|an|our|his|her|now|currently|as|of)\s+)*$"
)
ROLE_END = re.compile(
    rf"[,:;()“”\"–—\n]|\.(?=\s|$)|\s+(?=(?:(?:has|have|had|also|then|who|which|that|is|was|will|today)\s+){{0,2}}"
    rf"(?:{SPEECH}|has|have|had|who|was|were|is|will|speaks?|spoke|speaking|took|visited|joined|met|attended|wants?|hopes?|on behalf)\b)"
)
TAKES_OVER = re.compile(
    r"\s+(?:(?:has|had|have)\s+)?(?:recently\s+|now\s+|since\s+|just\s+)?(?:taken\s+over|took\s+over|been\s+appointed|been\s+named|been\s+made|"
    r"become|became|was\s+appointed|was\s+named|will\s+become)(?:\s+as)?\s+(?:the\s+|a\s+|its\s+)?"
)


@dataclass
class Person:
    """A person of the document: the fullest name, the roles in the document's words, and every slice that names them."""

    name: str
    roles: list[str] = field(default_factory=list)
    role_kinds: list[str] = field(default_factory=list)
    organisation: Body | None = None
    mentions: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True)
class Role:
    """A role given to a name: its words, what kind of title it holds, and the body it names."""

    text: str
    kind: str
    organisation: Body | None


class People:
    """The people of one view, gathered under their names."""

    def __init__(self, view: View, mentions: list[Mention], places: list[Mention]) -> None:
        self.view = view
        self.by_start = {mention.start: mention for mention in [*places, *mentions]}
        self.by_end = {mention.end: mention for mention in [*places, *mentions]}
        self.mentions = mentions
        self.found: dict[str, Person] = {}

    def add(self, start: int, end: int, rule: str, role: Role | None) -> None:
        """Record one naming of a person, with the role it gives."""
        text = self.view.text[start:end]
        name = person_name(text)
        if name is None or any(m.start < end and start + text.index(name) < m.end for m in self.mentions):
            return
        start += text.index(name)
        name = " ".join(self.view.original(start, end).split())
        person = self.found.setdefault(name, Person(name))
        if (start, end) not in {(a, b) for a, b, _ in person.mentions}:
            person.mentions.append((start, end, rule))
        if role:
            if role.text not in person.roles:
                person.roles.append(role.text)
            person.role_kinds.append(role.kind)
            person.organisation = person.organisation or role.organisation

    def body_at(self, start: int) -> Mention | None:
        """The body whose name begins at a position."""
        return self.by_start.get(start)

    def body_before(self, end: int) -> Mention | None:
        """The body whose name ends right before a position, with or without a possessive."""
        text = self.view.text
        for tail in (" ", "’s ", "'s ", "’ ", "' ", "-", ", "):
            if text.endswith(tail, max(0, end - len(tail)), end) and (found := self.by_end.get(end - len(tail))):
                return found
        return None


def _title_span(view: View, hit: Hit) -> int:
    """Where a title begins with the modifiers before it ("Temporary", "T/")."""
    before = MODIFIERS.search(view.text, max(0, hit.start - 60), hit.start)
    return before.start() if before and before.end() == hit.start else hit.start


def _spelled_out(view: View, start: int, end: int, hit: Hit) -> str:
    """The role's words, its title written out where the text abbreviates it."""
    title: Title = hit.term.codes[0]
    words = view.original(start, hit.start) if start < hit.start else ""
    name = view.original(hit.start, hit.end)
    if title.canonical.lower() != title.title.lower():
        name = title.canonical
    rest = view.text[hit.end : end]
    joint = "" if not words or words.endswith("/") else " "
    return " ".join((words + joint + name + rest).replace("T/", "Temporary ").replace("A/", "Acting ").split()).strip(" ,")


def _titled(people: People, hits: list[Hit]) -> None:
    """"Assistant Chief Constable NAME", "Commander of BODY, NAME", "BODY Commander NAME"."""
    view = people.view
    for hit in hits:
        start = _title_span(view, hit)
        at, organisation, end = hit.end, None, hit.end
        joint = OF.match(view.text, at)
        if joint and (body := people.body_at(joint.end())):
            organisation, at, end = body.body, body.end, body.end
        gap = AFTER_TITLE.match(view.text, at)
        name = NAME_HERE.match(view.text, gap.end()) if gap else None
        if gap is None or name is None:
            continue
        if "," in gap.group() and not _closes(view.text, name.end(1)):
            continue
        before = people.body_before(start)
        title: Title = hit.term.codes[0]
        words = _spelled_out(view, start, hit.end if title.role_kind.endswith("-rank") else end, hit)
        role = Role(words, title.role_kind, organisation or (before.body if before else None))
        people.add(name.start(1), name.end(1), "title-before-name", role)


def _closes(text: str, end: int) -> bool:
    """Whether a name set off by a comma ends there: at a comma, a verb of speech or the end."""
    return bool(re.match(r"\s*(?:[,.:;)\n–—-]|$)", text[end : end + 3]) or SPEAKS_AFTER.match(text, end))


def _apposed(people: People, hits: list[Hit]) -> None:
    """"NAME, the temporary deputy chief constable of BODY", "NAME (Chief Constable)", "NAME, who leads the unit"."""
    view = people.view
    for hit in hits:
        start = _title_span(view, hit)
        line = view.text.rfind("\n", 0, start) + 1
        before = APPOSED.search(view.text, max(line, start - 110), start)
        if not before or before.end() != start:
            continue
        stop = ROLE_END.search(view.text, hit.end)
        end = stop.start() if stop else len(view.text)
        if end - start > 140:
            end = hit.end
        inside = next((m for m in people.mentions if start <= m.start < end), None)
        title: Title = hit.term.codes[0]
        if inside and title.role_kind.endswith("-rank") and OF.match(view.text, hit.end, inside.start):
            end = hit.end
        role = Role(_spelled_out(view, start, end, hit), title.role_kind, inside.body if inside else None)
        people.add(before.start(1), before.end(1), "name-then-role", role)


def _officeholders(people: People) -> None:
    """"Merseyside PCC NAME": the office's name is the role."""
    view = people.view
    for mention in people.mentions:
        if mention.body.kind != "commissioner-office":
            continue
        gap = AFTER_TITLE.match(view.text, mention.end)
        name = NAME_HERE.match(view.text, gap.end()) if gap else None
        if gap and name and not ("," in gap.group() and not _closes(view.text, name.end(1))):
            words = re.sub(r"\bPFCC\b", "Police, Fire and Crime Commissioner", view.original(mention.start, mention.end))
            words = re.sub(r"\bO?PCC\b", "Police and Crime Commissioner", words)
            people.add(name.start(1), name.end(1), "office-before-name", Role(words, "commissioner", mention.body))


def _speaking(people: People, allowed: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Names that speak: "NAME said", "according to NAME"."""
    text = people.view.text
    for start, end in allowed:
        for match in CANDIDATE.finditer(text, start, end):
            if SPEAKS_AFTER.match(text, match.end()) or SPEAKS_BEFORE.search(text, max(start, match.start() - 40), match.start()):
                yield match.span()


def _from_bodies(people: People) -> None:
    """"NAME, from BODY": the body of a person who has none yet."""
    for person in people.found.values():
        for _, end, _ in person.mentions:
            joint = OF.match(people.view.text, end)
            body = people.body_at(joint.end()) if joint else None
            if body and person.organisation is None:
                person.organisation = body.body


def _taking_over(people: People) -> None:
    """"NAME has recently taken over as ROLE"."""
    text = people.view.text
    for person in list(people.found.values()):
        for start, end, _ in list(person.mentions):
            joint = TAKES_OVER.match(text, end)
            if joint:
                stop = ROLE_END.search(text, joint.end())
                role_end = stop.start() if stop else len(text)
                if 3 < role_end - joint.end() <= 100:
                    people.add(start, end, "role-taken-over", Role(text[joint.end() : role_end].strip(), "", None))


def find_people(
    view: View, spans: list[tuple[int, int]], titles: list[Hit], mentions: list[Mention], places: list[Mention]
) -> list[Person]:
    """The people of a view, in the order they are first named. `spans`: the slices that are not furniture."""
    people = People(view, mentions, places)
    _titled(people, titles)
    _officeholders(people)
    _apposed(people, titles)
    for start, end in _speaking(people, spans):
        people.add(start, end, "name-speaks", None)
    for person in people.found.values():
        for match in re.finditer(rf"(?<!\w){re.escape(person.name)}(?!\w)", view.text):
            if match.span() not in {(a, b) for a, b, _ in person.mentions} and any(a <= match.start() < b for a, b in spans):
                person.mentions.append((*match.span(), "name-again"))
        person.mentions.sort()
    _from_bodies(people)
    _taking_over(people)
    return sorted(people.found.values(), key=lambda person: person.mentions[0])
