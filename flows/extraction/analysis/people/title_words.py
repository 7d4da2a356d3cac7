"""Which words before a title belong to it: another title, what it is the title of, or that somebody only wants it."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.extraction.analysis.bodies.bodies import Mention
from flows.extraction.analysis.bodies.shapes import LEADING
from flows.extraction.analysis.people.candidates import Bodies
from flows.extraction.analysis.people.names import SPEECH
from flows.extraction.analysis.people.roles import Role, Titles, canonical, role_words
from flows.extraction.analysis.text.lexicon import Hit, body_lexicon, title_lexicon
from flows.extraction.analysis.text.view import View

# "|lead and| director of investigations NAME": a title before a title.
AND_TITLE = re.compile(r"\s+and\s+(?:the\s+)?$")
AS = re.compile(r"\bas\s+(?:the\s+)?$")
# "NCA |county lines |lead NAME": the words of a role between the body and the title.
BETWEEN = re.compile(r"(?:\([A-Z]{2,6}\)\s)?(?:[\w’'&-]+ ){1,5}$")
NO_ROLE = re.compile(
    rf"\b(?:after|before|when|while|as|who|that|to|by|with|from|against|over|under|in|at|on|for|of|the|a|"
    rf"its|their|(?<!lead )(?<!head )(?<!director )(?<!manager )(?<!chair )and|{SPEECH})\b|\w(?:ed|ing)\b",
    re.IGNORECASE,
)
# "|Regional Vulnerabilities |Coordinator, NAME": capitals before a title that opens its clause.
OWN_WORDS = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[.,;:“\"(–—-] )|(?<=\bthe )|(?<=\bThe )|(?<=['’]s ))(?!(?:His|Her|My|Your)\b)"
    r"(?:[A-Z][\w&-]+ ){1,3}$"
)
# "the Labour |candidate for| Police and Crime Commissioner NAME": who only wants a title does not hold it.
_WANTS = re.compile(
    r"(?i)\b(?:candidates?|hopefuls?|bid|hop(?:es?|ed|ing)|wants?|stand(?:s|ing)?|stood|runs?|running|campaigning|"
    r"would-be|prospective|aspiring)\s+"
    r"(?:(?:to\s+(?:be|become)|for|as)\s+)?(?:(?:the|a)\s+)?(?:(?:new|next)\s+)?$"
)
# What every match of `_WANTS` holds, in lower case.
_WANTS_WITH = "candidate hopeful bid hop want stand stood run campaign would prosp aspir"
_WANTING = tuple(_WANTS_WITH.split())
# "|As the |chief constable of BODY, NAME is proud", "As BODY's |chair, NAME …": what a title at the head of a sentence
# stands behind that says in what part somebody does something.
_FRONTED = re.compile(
    r"(?:\A|[\n“\"(]|[.!?:] )As (?:(?:the|your|our|its|their) )?"
    r"(?:[A-Z][\w&’'-]*(?: (?:and |of )?[A-Z][\w&’'-]*){0,4}['’]s? )?\Z"
)
# "|adviser to the| Home Secretary, NAME", "|Staff Officer to the| Chief Constable, NAME": who serves a title does not
# hold it. With an article before, NAME may be either of the two.
_SERVES = re.compile(
    r"(?<![\w’'-])(?P<article>(?:an?|the|his|her|its|their|one) )?(?P<role>(?:[\w-]+ ){0,2}?"
    r"(?:advis[eo]r|assistant|secretary|officer|aide|deputy|counsel|consultant|clerk|chief of staff|chaplain|pa|ea)"
    r"s? to (?:the |our |its )?(?:\w+ ){0,2})\Z",
    re.IGNORECASE,
)
# What stands before it where the words before are no part of the role: a mark, the beginning, or "by", "and".
_ROLE_OPENS = re.compile(r"(?:\A|[\n.,;:(“\"–—|*-] ?|\b(?:by|and|with|from) )\Z")
# "the |Older People's |Commissioner": one for those who are no place, by what such words end with.
_OF_MANY = re.compile(r"(?!The |An? )(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]*(?:s['’]|(?:ople|ldren|men)['’]s) \Z")
_MANY = ("s' ", "s’ ", "ople's ", "ople’s ", "ldren's ", "ldren’s ", "men's ", "men’s ")
# Titles that stand behind words of their own for what they are of: "county lines lead".
OWN_KINDS = frozenset({"executive", "agency-head"})

# "Kent |Police and Crime Panel chair|": a title that begins with a word of a body's name.
_POLICE = "police and crime panel "
_REACH = 40


def titles_of(view: View) -> list[Hit]:
    """The titles of a view; of a panel named with its force's place only its chair's own: "Kent Police … |chair"."""
    found = []
    for hit in title_lexicon().find(view):
        found += _chair_alone(view, hit) if view.folded.startswith(_POLICE, hit.start, hit.end) else [hit]
    return found


def _chair_alone(view: View, hit: Hit) -> list[Hit]:
    """A panel's chair, without the panel where words before make it part of the name of one."""
    ends = hit.start + len("police")
    named = body_lexicon().find_in(view, max(0, hit.start - _REACH), ends)
    if not any(body.end == ends and body.start < hit.start for body in named):
        return [hit]
    return title_lexicon().find_in(view, hit.start + len(_POLICE), hit.end)


def wants_before(text: str, at: int) -> re.Match[str] | None:
    """The words before a title of somebody who wants it: "candidate for |Police and Crime Commissioner"."""
    low = max(0, at - 60)
    before = text[low:at].lower()
    return _WANTS.search(text, low, at) if any(word in before for word in _WANTING) else None


def is_fronted(text: str, at: int) -> bool:
    """Whether a title opens its sentence behind "As": "|As the |chief constable of BODY, NAME is proud"."""
    low = max(0, at - 70)
    return "As " in text[low:at] and _FRONTED.search(text, low, at) is not None


def _serves_before(text: str, at: int) -> re.Match[str] | None:
    """The words before a title of somebody who serves who holds it: "Staff Officer to the |Chief Constable"."""
    low = max(0, at - 60)
    return _SERVES.search(text, low, at) if " to " in text[low:at] else None


def _serving_role(view: View, serves: re.Match[str], end: int) -> Role | None:
    """The role of somebody who serves who holds a title; None where the name behind it may be of who holds it."""
    start = serves.start("role")
    if serves["article"] or not _ROLE_OPENS.search(view.text, max(0, start - 6), start):
        return None
    return Role(" ".join(view.original(start, end).split()).strip(" ,"), "")


def of_many(text: str, bodies: Bodies, hit: Hit) -> int | None:
    """Where the role of a commissioner begins that is for people and no place: "the |Older People's Commissioner"."""
    if not text.endswith(_MANY, 0, hit.start) or canonical(hit) != "Commissioner" or bodies.before(text, hit.start):
        return None
    found = _OF_MANY.search(text, max(0, hit.start - 60), hit.start)
    return found.start() if found else None


def wanted_role(view: View, wanted: re.Match[str], end: int) -> Role:
    """The role of somebody who wants a title and does not hold it: "candidate for Police and Crime Commissioner"."""
    return Role(" ".join(view.original(wanted.start(), end).split()).strip(" ,"), "")


def with_title_before(text: str, titles: Titles, start: int, hit: Hit) -> tuple[int, Hit]:
    """(start, first title) where "and" joins a title to another: "|Minister and chair of the board, NAME"."""
    joint = AND_TITLE.search(text, max(0, start - 10), start)
    index = bisect_right(titles.starts, joint.start()) - 1 if joint else -1
    if joint and index >= 0 and titles.hits[index].end == joint.start():
        if AS.search(text, max(0, titles.starts[index] - 8), titles.starts[index]):
            return start, hit
        return with_title_before(text, titles, titles.starts[index], titles.hits[index])
    return start, hit


def with_own_words(text: str, bodies: Bodies, start: int) -> tuple[Mention | None, int]:
    """(body, start of the role) of a title behind words for what it is of: "BODY |county lines lead"."""
    if between := BETWEEN.search(text, max(0, start - 60), start):
        for word in re.finditer(r"\S+\s", text[between.start() : start]):
            at = between.start() + word.start()
            before = bodies.before(text, at)
            if before and text[before.end] == " ":
                return (None, start) if NO_ROLE.search(text, at, start) else (before, at)
    own = OWN_WORDS.search(text, max(0, start - 60), start)
    if own and own.group().split()[0] not in LEADING and not bodies.overlap(own.start(), start):
        return None, own.start()
    return None, start


def role_of_other(
    view: View, bodies: Bodies, hit: Hit | None, starts: tuple[int, int], end: int, name: int
) -> tuple[bool, Role | None]:
    """Whether the title before a name is not what its bearer holds, and what they do then, if it is plain.

    `starts` is where the title begins, without a body before it and with it, `end` where its words end. An office's
    name that stands for one is no `hit`.
    """
    first, with_body = starts
    if wanted := wants_before(view.text, with_body):
        return True, wanted_role(view, wanted, end)
    if "," in view.text[end:name] and (serves := _serves_before(view.text, first)):
        return True, _serving_role(view, serves, end)
    many = of_many(view.text, bodies, hit) if hit else None
    return many is not None, Role(role_words(view, many, end, hit), "executive") if hit and many is not None else None
