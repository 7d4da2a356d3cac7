"""What in a text stands for somebody who can speak: names, nouns like "the unit", and titles like "the Mayor"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.discourse import NOUN_KINDS, antecedent
from flows.extraction.analysis.lexicon import Hit
from flows.extraction.analysis.names import is_predecessor
from flows.extraction.analysis.nouns import NAME_NOUNS, body_of_noun
from flows.extraction.analysis.people import Person
from flows.extraction.analysis.roles import canonical
from flows.extraction.claims import Body

# "inspectors", "the watchdog", "the report", in lower case. Both begin with plain letters, for the sake of speed.
INSPECTORS = (
    re.compile(r"inspectors(?<!\w.{10})\b"),
    re.compile(r"the (?<!\w.{4})(?:police |policing |fire )?(?:inspectorate|watchdog|report|inspection)\b"),
)
# "the unit", "the department"
NOUN = re.compile(rf"the (?<!\w.{{4}})(?P<noun>{'|'.join((*NOUN_KINDS, *NAME_NOUNS))})\b(?!['’]|\s+was (?:to|that))")
# "the unit's deputy head": not the unit speaks
POSSESSIVE = re.compile(
    r"['’]s?\s+(?!report|statement|spokes|response|inspect|review|summar|finding|verdict|assess|website|account)"
)
# "the chair of the |BODY|": not the body speaks, as it does through "a spokesperson for" it.
OF_BODY = re.compile(r" (?:of|for|at|from)(?: the)? \Z")
# What every match of it ends with.
BEHIND_TITLE = ("of ", "for ", "at ", "from ", "the ")
# "a |spokesperson| for"
A = re.compile(r"\b(?:[Aa]|[Tt]he|[Ii]ts) \Z")
OF_WHOM = re.compile(r",? (?:for|of|from|at) ")
THE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is)\s+$")
# "the Mayor| of Easthaven, |NAME"
TITLE_TO_NAME = re.compile(r"(?:\s(?:of|for|at|in)\s(?:the\s)?[^,.;:()\n“”\"]{2,80})?,?\s")
LONGEST_TITLE = 160
# A commissioner's role, and not that of a deputy.
_COMMISSIONER = re.compile(
    r"(?<!deputy )(?<!assistant )\b(?:police(?:, fire)? and crime )?commissioner(?: (?:for|of)\b.*)?$"
)

Speaker = Person | Body


@dataclass(slots=True)
class Naming:
    """A slice that stands for a person or body that can speak."""

    start: int
    end: int
    speaker: Speaker


def namings(analysis: Analysis) -> list[Naming]:
    """Everything that can be the subject of a verb of speech, in order of position."""
    found = of_people(analysis)
    held = sorted((naming.start, naming.end) for naming in found.values())

    def add(start: int, end: int, speaker: Speaker | None) -> None:
        index = bisect_left(held, (start + 1, 0)) - 1
        if speaker and not (index >= 0 and held[index][1] > start):
            found.setdefault(start, Naming(start, end, speaker))

    holders = [hit for hit in analysis.titles if not canonical(hit).endswith("Spokesperson")]
    starts, ends = {hit.start for hit in holders}, {hit.end for hit in holders}
    spans = {(hit.start, hit.end) for hit in holders}
    text = analysis.text
    for mention in analysis.mentions:
        start, end = mention.start, mention.end
        if end + 1 in starts or mention.body.kind == "commissioner-office" or text.endswith("s (", 0, start):
            continue
        if text.endswith(BEHIND_TITLE, 0, start):
            of = OF_BODY.search(text, max(0, start - 10), start)
            if of and of.start() in ends:
                continue
        if text[end : end + 1] not in ("’", "'") or not POSSESSIVE.match(text, end):
            add(start, end, mention.body)
    for match in chain.from_iterable(words.finditer(analysis.view.folded) for words in INSPECTORS):
        add(*match.span(), antecedent(analysis, match.start(), frozenset({"inspectorate"})))
    for match in NOUN.finditer(analysis.view.folded):
        if not analysis.mentions_in(match.start(), match.end()):
            add(*match.span(), body_of_noun(analysis, match["noun"], match.start()))
    for hit in analysis.titles:
        alone = (hit.start, hit.end) not in spans and A.search(analysis.text, max(0, hit.start - 5), hit.start)
        if alone and not OF_WHOM.match(analysis.text, hit.end):
            add(hit.start, hit.end, _spoken_for(analysis, hit.start))
    for start, end, person in by_role(analysis):
        add(start, end, person)
    return sorted(found.values(), key=lambda naming: naming.start)


def _spoken_for(analysis: Analysis, position: int) -> Body | None:
    """The body whose spokesperson is one of whom a text does not say it: the first of the sentence before."""
    sentence = analysis.sentences[max(0, analysis.index_at(position) - 1)]
    return next((mention.body for mention in analysis.mentions_in(sentence.start, position)), None)


def of_people(analysis: Analysis) -> dict[int, Naming]:
    """The namings of people by name, by where they start."""
    return {
        start: Naming(start, end, person)
        for person in analysis.people
        for start, end, _ in person.mentions
        if not is_predecessor(analysis.view, start)
    }


def by_role(analysis: Analysis) -> list[tuple[int, int, Person]]:
    """People meant by their title alone: "the Commissioner", "the chief constable"."""
    found = []
    starts = sorted(start for person in analysis.people for start, _, _ in person.mentions)
    for hit in analysis.titles:
        if not THE.search(analysis.text, max(0, hit.start - 5), hit.start) or _heads_name(analysis, hit, starts):
            continue
        title = canonical(hit).lower()
        held = [person for person in analysis.people if _holds(person, title)]
        if len(held) == 1:
            found.append((hit.start, hit.end, held[0]))
    return found


def _heads_name(analysis: Analysis, hit: Hit, starts: list[int]) -> bool:
    """Whether a title goes on to a name: "the Mayor |of Easthaven, NAME" is whom it names."""
    index = bisect_left(starts, hit.end)
    return (
        index < len(starts)
        and starts[index] - hit.end < LONGEST_TITLE
        and bool(TITLE_TO_NAME.fullmatch(analysis.text, hit.end, starts[index]))
    )


def _holds(person: Person, title: str) -> bool:
    """Whether a person is who "the TITLE" means; "the Commissioner" is also who has the title in full, or shorter."""
    roles = [role.text.lower() for role in person.roles if role.kind]
    if any(role.endswith(title) for role in roles):
        return True
    office = person.organisation is not None and person.organisation.kind == "commissioner-office"
    oversees = office or "commissioner" in person.kinds
    return oversees and title.endswith("commissioner") and any(_COMMISSIONER.search(role) for role in roles)
