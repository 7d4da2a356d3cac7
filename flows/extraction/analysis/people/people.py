"""Who is named in a text with a part in it: a name beside a rank or role, and a name that speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from flows.extraction.analysis.people.candidates import Bodies, Name, names_in
from flows.extraction.analysis.people.names import POLITE, POST_NOMINAL, SPEAKS_AFTER, SPEECH
from flows.extraction.analysis.people.roles import (
    OF,
    Role,
    Titles,
    canonical,
    is_former,
    kind_of,
    noun_of,
    role_end,
    role_words,
)
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body

# "Assistant Chief Constable| (Crime), |NAME"
GAP = re.compile(
    r"(?:\s*\((?:[A-Z]{2,6}|(?P<part>[A-Z][a-z]+(?: (?:and |& )?[A-Z][a-z]+){0,3}))\))?"
    rf"(?P<comma>\s*[,:]|\s+is)?(?: |\n(?!\n))(?:{POLITE}\.? ){{0,2}}"
)
# "chairman, |Deputy |NAME", "member of the board, |the PARTY's |NAME": what else may stand before a name set off.
BEFORE_NAME = re.compile(r"(?:Deputy|(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?['’]s) ")
# "(chairman) of the board|, NAME": what stands between a title and a name set off by a comma.
TAIL = re.compile(r"\s+(?:of|for|at|in|on)\s+[^,.;:()\n“”\"]{2,80}(?=,)")
# "director |of threat leadership| NAME": a title's words go on without capitals up to the name.
LOWER_TAIL = re.compile(
    r"\s+(?:of|for)\s+(?:(?!(?:after|before|when|while|as|who|that|to|by|with|from|against|over|under|in|at|on)\b)"
    r"[a-z][a-z-]+\s+){1,6}(?=[A-Z])"
)
CLAUSE = re.compile(rf"\b(?:{SPEECH}|is|was|were|are|has|have|had|will)\b")
CLOSES = re.compile(rf"{POST_NOMINAL}{{0,2}}\s*(?:[,.:;()\n–—|*-]|$)")
APPOSITION = re.compile(
    rf"{POST_NOMINAL}{{0,2}}(?:\s*,[ \n]|\s*\(|\s[-–—]\s|,?\s+(?=(?:who\s+)?(?:is|was|has been|serves as|remains)\s))"
)
# "|Regional Vulnerabilities |Coordinator": capitals before a title that opens its clause.
OWN_WORDS = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[.,;:“\"(–—-] )|(?<=\bthe )|(?<=\bThe )|(?<=['’]s ))(?!(?:His|Her|My|Your)\b)"
    r"(?:[A-Z][\w&-]+ ){1,3}$"
)
# Titles that stand behind words of their own for what they are of.
OWN_KINDS = frozenset({"executive", "agency-head"})
BRACKET = re.compile(r"\s*\(")
OPENS_LINE = re.compile(rf"(?:\A|\n)(?:{POLITE}\.? ){{0,2}}\Z")
SIGNATURE = re.compile(rf"{POST_NOMINAL}{{0,2}} ?\n{{1,2}}")
# What may stand between a name and its title: "who is", "the", "the agency's", "Merseyside", "its", "the Labour".
DETERMINERS = re.compile(
    r"(?!and\b)(?:(?:who\s+)?(?:is|was|has been|serves as|remains)\s+)?"
    r"(?:(?:his|her|their|the)\s+(?:replacement|successor)\s+as\s+)?"
    r"(?:(?:also|now|currently|formerly|then|as)\s+){0,2}"
    r"(?:one\s+of\s+)?(?:(?:the|a|an|its|their|our|your|my|his|her|this)\s+)?(?:former\s+)?"
    r"(?:(?:[\w’'&-]+\s+){0,5}[\w&-]+['’]s?\s+(?:[A-Z][\w&-]*\s+){0,4}|(?:(?:[A-Z][\w.&-]*|and|&|of|the)\s+){0,8})"
    r"(?:new\s+|first\s+)?"
)
BODY_AFTER = re.compile(r"\s*,\s+(?:the\s+)?")
NAMED_WITH = frozenset({"minister", "civic", "executive", "agency-head", "commissioner"})
# Titles that go on with what they are for; a commissioner's goes on with a place, which the office's name holds.
GO_ON = frozenset({"minister", "executive", "agency-head", "civic"})


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

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of title the person holds, or held where they hold none; asked when all roles are known."""
        titled = [role for role in self.roles if role.kind not in ("", "clause")]
        if len(titled) > 1:
            titled = [role for role in titled if not is_former(role.text)] or titled
        return frozenset([role.kind for role in titled])

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
        self.ends = {name.end for name in self.names}
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
        if not gap or (gap["part"] and gap.start("part") in self.by_start):
            return None
        name = self.by_start.get(gap.end()) or self.titled.get(gap.end())
        if name and "\n" in gap.group() and not gap["comma"] and self._ends_line_of_another(at):
            return None
        if name is None and (more := BEFORE_NAME.match(self.view.text, gap.end())):
            name = self.by_start.get(more.end())
        # Set off by a comma, a name ends there: at a mark, a verb of speech or the end.
        if name and gap["comma"] and not CLOSES.match(self.view.text, name.end):
            return name if SPEAKS_AFTER.match(self.view.text, name.end) else None
        return name

    def _ends_line_of_another(self, at: int) -> bool:
        """Whether a line that ends at a position is another's: "NAME – Chief Constable|"."""
        begin = self.view.text.rfind("\n", 0, at) + 1
        first = bisect_left(self.names, begin, key=lambda name: name.start)
        return first < len(self.names) and self.names[first].end < at


def titled(people: People) -> None:
    """ "Assistant Chief Constable NAME", "Commander of BODY, NAME", "BODY's head, Superintendent NAME"."""
    text, titles = people.view.text, people.titles
    for start, hit in zip(reversed(titles.starts), reversed(titles.hits), strict=True):
        end = hit.end
        name = people.after_title(end)
        if name is None:
            name, end = _behind_tail(people, hit)
            if name is None:
                continue
        people.titled.setdefault(start, name)
        first, kind = start, kind_of(hit)
        before = people.bodies.before(text, first) or people.bodies.around(first)
        if before and kind in NAMED_WITH and text[before.end] == " ":
            first = before.start
        named = people.bodies.first_in(hit.start, end) or people.bodies.of(text, hit.end)
        organisation = named or (before.body if before else None)
        noun, position = noun_of(text, first if before else start, hit.end)
        words = role_words(people.view, first, hit.end if kind.endswith("-rank") else end, hit)
        people.add(name, "title-before-name", Role(words, kind, organisation, noun, position, canonical(hit)))


def _behind_tail(people: People, hit: Hit) -> tuple[Name | None, int]:
    """(name, end of the title's words) of a title that goes on up to a name: "director of threats NAME"."""
    text, end = people.view.text, hit.end
    if (tail := TAIL.match(text, end)) and not CLAUSE.search(text, end, tail.end()):
        return people.after_title(tail.end()), tail.end()
    if kind_of(hit) in GO_ON and (lower := LOWER_TAIL.match(text, end)) and not CLAUSE.search(text, end, lower.end()):
        return people.after_title(lower.end() - 1), lower.end() - 1
    return None, end


def apposed(people: People) -> None:
    """ "NAME, the temporary deputy chief constable of BODY", "NAME (Chief Constable)", a name signed above a role."""
    text = people.view.text
    for name in people.names:
        joint = BRACKET.match(text, name.end)
        if not joint or not role_at(people, joint.end()):
            joint = APPOSITION.match(text, name.end)
        if not joint and OPENS_LINE.search(text, max(0, name.start - 16), name.start):
            joint = SIGNATURE.match(text, name.end)
        title = role_at(people, joint.end()) if joint else None
        if joint and title:
            people.add(name, "name-then-role", apposed_role(people, joint.end(), *title))


def role_at(people: People, position: int) -> tuple[int, Hit] | None:
    """(start, title) of a role that begins at a position with no more than a determiner or a body before the title."""
    title = people.titles.first_from(position, position + 90)
    if not title or title[0] in people.titled or not DETERMINERS.fullmatch(people.view.text, position, title[0]):
        return None
    return title


def apposed_role(people: People, low: int, start: int, hit: Hit) -> Role:
    """The role whose title stands at a slice of an apposition that begins at `low`."""
    text, bodies = people.view.text, people.bodies
    kind = kind_of(hit)
    end = role_end(text, start, hit.end)
    organisation = bodies.first_in(low, end) or bodies.of(text, hit.end)
    if organisation is None and (after := BODY_AFTER.match(text, end)):
        following = bodies.by_start.get(after.end())
        organisation = following.body if following and text[following.end : following.end + 1] in "\n,.;) " else None
    before = bodies.before(text, start) or bodies.around(start)
    if organisation is None and before:
        organisation = before.body
    if before and kind in NAMED_WITH and (before.end > start or text[before.end] == " "):
        start = before.start
    elif kind in OWN_KINDS and (own := OWN_WORDS.search(text, max(low, start - 60), start)):
        start = own.start()
    start -= len("former ") if text.endswith("former ", 0, start) else 0
    if organisation and kind.endswith("-rank") and OF.match(text, hit.end, end):
        end = hit.end
    noun, position = noun_of(text, start, hit.end)
    return Role(role_words(people.view, start, end, hit), kind, organisation, noun, position, canonical(hit))
