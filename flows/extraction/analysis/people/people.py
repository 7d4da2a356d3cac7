"""Who is named in a text with a part in it: a name beside a rank or role, and a name that speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from flows.extraction.analysis.people.candidates import Bodies, Name, names_in
from flows.extraction.analysis.people.names import POLITE, POST_NOMINAL, SPEAKS_AFTER, SPEECH, SURNAME_HERE
from flows.extraction.analysis.people.roles import (
    OF,
    RELATIVE,
    SUPERSEDED,
    WAS_ONCE,
    Role,
    Titles,
    canonical,
    is_former,
    kind_of,
    may_hold,
    noun_of,
    role_end,
    role_words,
)
from flows.extraction.analysis.people.signatures import signed_above
from flows.extraction.analysis.people.title_words import (
    OWN_KINDS,
    OWN_WORDS,
    is_fronted,
    of_many,
    role_of_other,
    with_own_words,
    with_title_before,
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
# "Minister |for Border Security| NAME": a title's words go on with capitals up to the name.
CAPITALS_TAIL = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*,?\s+(?:(?:and|of|the|&)\s+)*){1,5}")
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
# "the chief constable NAME, the mayor| and the deputy mayor", "Minister NAME, Attorney General| Lord OTHER": a list
AND_THE = re.compile(r"\s+and\s+the\s|\s(?:Lord|Lady|Baroness|Sir|Dame|Mr|Mrs|Ms)\s[A-Z]")
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
# "Director|, Economic Crime, |Home Office"
PART_AFTER = re.compile(r"\s*(?P<part>,\s+[A-Z][\w&-]*(?:\s(?:(?:and|of|for|&)\s)?[A-Z][\w&-]*){0,4}),\s+(?:the\s+)?")
BODY_AFTER = re.compile(r"\s*,\s+(?:the\s+)?")
NAMED_WITH = frozenset({"minister", "civic", "executive", "agency-head", "commissioner"})
# Titles that go on with what they are for; a commissioner's goes on with a place, which the office's name holds.
GO_ON = frozenset({"minister", "executive", "agency-head", "civic"})


@dataclass(eq=False)
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
            titled = [role for role in titled if not role.not_now and not is_former(role.text)] or titled
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

    def after_title(self, at: int, *, fronted: bool = False) -> Name | None:
        """The name that follows a title ending at a position, also after a second title or set off by a comma.

        Behind one that is `fronted`, as in "As chief constable, NAME is …", the sentence goes on.
        """
        gap = GAP.match(self.view.text, at)
        if not gap or (gap["part"] and gap.start("part") in self.by_start):
            return None
        name = self.by_start.get(gap.end()) or self.titled.get(gap.end())
        if name and "\n" in gap.group() and not gap["comma"] and self._ends_line_of_another(at):
            return None
        if name is None and (more := BEFORE_NAME.match(self.view.text, gap.end())):
            name = self.by_start.get(more.end())
        # Set off by a comma, a name ends there: at a mark, a verb of speech or the end.
        if name and gap["comma"] and not fronted and not CLOSES.match(self.view.text, name.end):
            return name if SPEAKS_AFTER.match(self.view.text, name.end) else None
        return name

    def _ends_line_of_another(self, at: int) -> bool:
        """Whether a line that ends at a position is another's: "NAME – Chief Constable|", or stands below a name."""
        begin = self.view.text.rfind("\n", 0, at) + 1
        first = bisect_left(self.names, begin, key=lambda name: name.start)
        if first < len(self.names) and self.names[first].end < at:
            return True
        return signed_above(self.view.text, self.by_start, frozenset(hit.end for hit in self.titles.hits), begin)


def titled(people: People) -> None:
    """ "Assistant Chief Constable NAME", "Commander of BODY, NAME", "BODY's head, Superintendent NAME"."""
    text, titles = people.view.text, people.titles
    for start, hit in zip(reversed(titles.starts), reversed(titles.hits), strict=True):
        end, fronted = hit.end, is_fronted(text, start)
        name = people.after_title(end, fronted=fronted)
        if name is None:
            name, end = _behind_tail(people, hit, fronted=fronted)
            if name is None:
                continue
        if name.start - hit.start > 160:
            continue
        people.titled.setdefault(start, name)
        first, first_title = with_title_before(text, people.titles, start, hit)
        kind = kind_of(first_title)
        before = people.bodies.before(text, first) or people.bodies.around(first)
        if before and text[before.end] == "," and not may_hold(kind, before.body):
            before = None
        office = people.bodies.by_end.get(hit.end)
        at = before.start if before and text[before.end] == " " else min(first, office.start if office else first)
        is_other, other = role_of_other(people.view, people.bodies, hit, (first, at), end, name.start)
        if is_other:
            if other:
                people.add(name, "title-before-name", other)
            continue
        if before is None and kind in OWN_KINDS:
            before, first = with_own_words(text, people.bodies, first)
        if before and kind in NAMED_WITH and text[before.end] == " ":
            first = before.start
        named = people.bodies.first_in(hit.start, end) or people.bodies.of(text, hit.end)
        organisation = named or (before.body if before else None)
        if kind == "minister" != kind_of(hit) and organisation and organisation.kind != "government-department":
            organisation = None
        noun, position = noun_of(text, first if before else start, hit.end)
        words = role_words(people.view, first, hit.end if kind.endswith("-rank") else end, hit)
        people.add(name, "title-before-name", Role(words, kind, organisation, noun, position, canonical(first_title)))


def _behind_tail(people: People, hit: Hit, *, fronted: bool) -> tuple[Name | None, int]:
    """(name, end of the title's words) of a title that goes on up to a name: "director of threats NAME"."""
    text, end = people.view.text, hit.end
    if (tail := TAIL.match(text, end)) and not CLAUSE.search(text, end, tail.end()):
        return people.after_title(tail.end(), fronted=fronted), tail.end()
    if kind_of(hit) in GO_ON and tail is None and (behind := _behind_capitals(people, end)):
        return behind, behind.start - 1
    if kind_of(hit) in GO_ON and (lower := LOWER_TAIL.match(text, end)) and not CLAUSE.search(text, end, lower.end()):
        return people.after_title(lower.end() - 1), lower.end() - 1
    return None, end


def _behind_capitals(people: People, end: int) -> Name | None:
    """The name behind a title that goes on: "Minister for Border Security NAME"."""
    tail = CAPITALS_TAIL.match(people.view.text, end)
    if not tail:
        return None
    index = bisect_right(people.names, tail.end(), key=lambda name: name.start) - 1
    name = people.names[index] if index >= 0 else None
    between = people.view.text[end : name.start] if name else ""
    ends = between.rstrip().endswith((" and", " of", " the", " &"))
    return name if name and not ends and CAPITALS_TAIL.fullmatch(between) else None


def apposed(people: People) -> None:
    """ "NAME, the temporary deputy chief constable of BODY", "NAME (Chief Constable)", a name signed above a role."""
    text = people.view.text
    behind_titles = {name.start for name in people.titled.values()}
    for name in people.names:
        joint = BRACKET.match(text, name.end)
        if not joint or not role_at(people, joint.end()):
            joint = APPOSITION.match(text, name.end)
        if not joint and OPENS_LINE.search(text, max(0, name.start - 16), name.start):
            joint = SIGNATURE.match(text, name.end)
        title = role_at(people, joint.end()) if joint else None
        if joint and title and not _heads_another(people, name.start in behind_titles, title[1]):
            people.add(name, "name-then-role", apposed_role(people, joint.end(), *title))


def _heads_another(people: People, titled_before: bool, hit: Hit) -> bool:
    """Whether a title behind a name is another's: "Cllr NAME, ACC| SURNAME", "Minister NAME, AG| and the"."""
    text = people.view.text
    if titled_before and AND_THE.match(text, hit.end):
        return True
    other = (
        kind_of(hit).endswith("-rank") and text[hit.end : hit.end + 1] != "\n" and SURNAME_HERE.match(text, hit.end + 1)
    )
    return bool(other) and not people.bodies.by_start.get(hit.end + 1)


def role_at(people: People, position: int) -> tuple[int, Hit] | None:
    """(start, title) of a role that begins at a position with no more than a determiner or a body before the title."""
    title = people.titles.first_from(position, position + 90)
    if not title or title[0] in people.titled or not DETERMINERS.fullmatch(people.view.text, position, title[0]):
        return None
    return title


def apposed_role(people: People, low: int, start: int, hit: Hit) -> Role:
    """The role whose title stands at a slice of an apposition that begins at `low`."""
    text, bodies = people.view.text, people.bodies
    later = people.titles.first_from(hit.end, role_end(text, start, hit.end))
    if later and SUPERSEDED.search(text, hit.end, later[0]):
        low, (start, hit) = later[0], later
    kind = kind_of(hit)
    end = _before_other(people, hit.end, role_end(text, start, hit.end))
    if (many := of_many(text, bodies, hit)) is not None:
        return Role(role_words(people.view, many, end, hit), "executive")
    organisation = bodies.first_in(low, end) or bodies.of(text, hit.end)
    if organisation is None and (after := BODY_AFTER.match(text, end)):
        part = PART_AFTER.match(text, end)
        following = bodies.by_start.get(after.end()) or (bodies.by_start.get(part.end()) if part else None)
        organisation = following.body if following and text[following.end : following.end + 1] in "\n,.;) " else None
        if organisation and part and following == bodies.by_start.get(part.end()):
            end = part.end("part")
    before = bodies.before(text, start) or bodies.around(start)
    if organisation is None and (clause := RELATIVE.match(text, end)) and not text.startswith(",", end):
        organisation = bodies.first_in(clause.end(), role_end(text, clause.end(), clause.end()))
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
    once = WAS_ONCE.match(text, low) is not None
    return Role(role_words(people.view, start, end, hit), kind, organisation, noun, position, canonical(hit), once)


def _before_other(people: People, start: int, end: int) -> int:
    """Where a role ends that a list of people goes on from: "NAME, head of the unit| and OTHER, lead analyst"."""
    index = bisect_right(people.names, start, key=lambda name: name.start)
    other = people.names[index] if index < len(people.names) else None
    if other and other.start < end and people.view.text.endswith(" and ", start, other.start):
        return other.start - len(" and ")
    return end
