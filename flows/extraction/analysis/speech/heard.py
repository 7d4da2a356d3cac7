"""Who says something in a text, whether in quotation marks or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.names import SPEAKS_AFTER, SPEAKS_BEFORE, SPEAKS_LATER
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.namings import Naming, by_role, of_people
from flows.extraction.analysis.speech.speakers import Spoken

# "contact NAME", "Presented by: NAME"
CONTACT = re.compile(r"(?i)\b(?:contact|contact officer|presented by)\b:?[^.;\n]{0,50}$")
# "according to |DI |NAME"
ACCORDING = re.compile(r"\b[Aa]ccording to (?:[A-Z][\w./’']* ){1,7}\Z")
# "Members are advised by |the Chief Constable, Mr |NAME, that …"
TOLD_BY = re.compile(
    r"\b(?:told|advised|informed|briefed|assured|reminded|warned|addressed) by (?:the |its |their )?"
    r"(?:[A-Z][\w./’'&-]*,? |(?:of|for|and|the) ){0,9}\Z"
)
# "NAME, Chief Fire Officer, presented the report", "NAME gave evidence"
ADDRESSES = re.compile(
    r"(?: (?:of|from) [^,.;:\n“\"]{1,60})?(?:,? (?!who\b)[^.;:\n“\"]{1,80},)? (?:will |has |had |also |then )?"
    r"(?:presents?|presented|introduced|outlined|"
    r"briefed|gave (?:evidence|an update|a presentation)|updated|answers?|answered|reported that|reminded|summarised|"
    r"advised|t(?:ook|akes?) (?:members|questions)|"
    r"disput(?:es|ed)|reject(?:s|ed)|defend(?:s|ed)|apologised|refused to|declined to)\b"
)
CLOSING = re.compile(r"\b[Yy]ours (?:sincerely|faithfully|ever)\b")
# A name that signs a text in the first person: with no more than a title behind the end of a sentence, or behind
# "Yours sincerely".
SIGNED = re.compile(
    r"(?:[.!?”\"’,][*_]*(?:\s*\n[ \t>]*(?:[—–-] ?)?|\s[—–-]\s?)|"
    r"\b(?:[Yy]ours (?:sincerely|faithfully|ever)|[Rr]egards),?\s+)[*_]*(?:[A-Z/][\w/.]* ){0,6}\Z"
)
SIGNATURE_ENDS = re.compile(r"[^.:;!?“\"\n]{0,60}(?:\n|\Z)")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")


def _speaks_up(text: str, naming: Naming) -> bool:
    """Whether a naming stands at a verb of speech, opens a line of a transcript, or says whom to ask."""
    opens_line = text[naming.end : naming.end + 2] == ": " and text[naming.start - 1 : naming.start] in ("", "\n")
    low = max(0, naming.start - 80)
    return bool(
        SPEAKS_AFTER.match(text, naming.end)
        or SPEAKS_LATER.match(text, naming.end)
        or SPEAKS_BEFORE.search(text, low, naming.start)
        or ACCORDING.search(text, low, naming.start)
        or CONTACT.search(text, low, naming.start)
        or TOLD_BY.search(text, low, naming.start)
        or ADDRESSES.match(text, naming.end)
        or opens_line
    )


def heard(analysis: Analysis, spoken: Sequence[Spoken]) -> frozenset[int]:
    """The ids of the people who say something in a text, whether in quotation marks or not."""
    known = {id(item.speaker) for item in spoken if isinstance(item.speaker, Person)}
    known |= {id(p) for p in analysis.people if any(rule in ("pronoun", "short-form") for _, _, rule in p.mentions)}
    if all(id(person) in known for person in analysis.people):
        return frozenset(known)
    text = analysis.text
    named = [*of_people(analysis).values(), *(Naming(*role) for role in by_role(analysis))]
    known |= {id(one.speaker) for one in named if id(one.speaker) not in known and _speaks_up(text, one)}
    named = [naming for naming in named if id(naming.speaker) not in known]
    if named and (CLOSING.search(text) or _in_first_person(analysis)):
        known |= {id(naming.speaker) for naming in named if _signs(text, naming)}
    return frozenset(known)


def _signs(text: str, naming: Naming) -> bool:
    """Whether a naming stands alone in a line behind the end of a sentence, as a signature does."""
    return bool(SIGNATURE_ENDS.match(text, naming.end) and SIGNED.search(text, max(0, naming.start - 90), naming.start))


def _in_first_person(analysis: Analysis) -> bool:
    """Whether a text says "I" or "we" outside quotation marks."""
    found = FIRST_PERSON.finditer(analysis.text)
    return any(analysis.quotation_at(match.start()) is None for match in found)
