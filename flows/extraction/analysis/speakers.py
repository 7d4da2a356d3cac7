"""Who speaks: the person or organisation each quotation belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from flows.extraction.analysis.alternatives import any_word
from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.analysis.names import SPEAKS_AFTER, SPEAKS_BEFORE, SPEAKS_LATER, SPEECH, SPEECH_WAYS
from flows.extraction.analysis.namings import Naming, Speaker, by_role, namings, of_people
from flows.extraction.analysis.people import Person
from flows.extraction.analysis.quotations import Quotation
from flows.extraction.analysis.short_forms import Pronouns, speaking_pronouns

# A verb of speech further before a quotation belongs to something else.
FAR = 400
# Words that say something only where nobody had them said: "was branded".
BLAMES = ("branded", "labelled", "dubbed", "blamed", "criticised")
VERB = re.compile(
    any_word(
        *SPEECH_WAYS,
        *("according to", "adding", "saying", "stating", "found", "finds", "accepted", "asked", "commenting"),
        *("responding", "joked", "in the words of", "complained"),
        r"will (?:(?:today|also|now) )?(?:say|claim|argue|warn|tell)",
        r"put (?:it|this|that|(?:the|its|their|his|her) (?:\w+ ){0,2}\w+) down to",
        r"call(?:s|ed)? (?:it|this|them|the|its|him|her)",
        *(rf"{word[0]}(?<!was .)(?<!were .)(?<!been .)(?<!is .){word[1:]}" for word in BLAMES),
    )
    + r"\b"
)
PRONOUN = re.compile(r"\b(?:[Ss]he|[Hh]e)\b")
RELATIVE = re.compile(r",?\s+(?:who|which)\b")
# Where words about the speaker end after a quotation.
STOP = re.compile(r"[“\"\n.!?](?:(?<=[“\"\n])|(?<!\bProf.)(?<!\bDr.)(?<!\bRev.)(?<!\bSt.)(?<!\b[A-Z].)(?:\s|$))")
REACH, NEAR = 160, 12
# "…” |– NAME, lead analyst"
SIGNS = re.compile(r"[*_]{0,2} ?[–—-] ?")
# "…” |Cllr |NAME, of the council"
TITLE_ALONE = re.compile(r" ?(?:[A-Z][\w’'-]* ){0,4}")
TITLE_ENDS = re.compile(r"[.,;:\n“\"]")
# "…”, admits STRANGER"
SAID_BY_OTHER = re.compile(rf",?\s{SPEECH}\s(?:[a-z]+\s){{0,2}}[A-Z][a-z]")
# "contact NAME", "Presented by: NAME"
CONTACT = re.compile(r"(?i)\b(?:contact|contact officer|presented by)\b:?[^.;\n]{0,50}$")
# "NAME, Chief Fire Officer, presented the report", "NAME gave evidence"
ADDRESSES = re.compile(
    r"(?:,? (?!who\b)[^.;:\n“\"]{1,80},)? (?:will |has |had |also |then )?(?:presents?|presented|introduced|outlined|"
    r"briefed|gave (?:evidence|an update|a presentation)|updated|answers?|answered|reported that|reminded|summarised|"
    r"advised|took (?:members|questions))\b"
)
# A name that signs a text in the first person: alone in a line, but for a title, behind the end of a sentence.
SIGNED = re.compile(r"[.!?”\"’,][*_]*\s*\n[ \t>]*(?:[—–-] ?)?[*_]*(?:[A-Z/][\w/.]* ){0,6}\Z")
SIGNATURE_ENDS = re.compile(r"[^.:;!?“\"\n]{0,60}(?:\n|\Z)")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")


@dataclass(slots=True)
class Spoken:
    """A quotation and whose words it holds; `goes_on`: it carries on the words of the quotation before it."""

    quotation: Quotation
    speaker: Speaker | None
    goes_on: bool


def _speaks_up(text: str, naming: Naming) -> bool:
    """Whether a naming stands at a verb of speech, opens a line of a transcript, or says whom to ask."""
    opens_line = text[naming.end : naming.end + 2] == ": " and text[naming.start - 1 : naming.start] in ("", "\n")
    low = max(0, naming.start - 80)
    return bool(
        SPEAKS_AFTER.match(text, naming.end)
        or SPEAKS_LATER.match(text, naming.end)
        or SPEAKS_BEFORE.search(text, low, naming.start)
        or CONTACT.search(text, low, naming.start)
        or ADDRESSES.match(text, naming.end)
        or opens_line
    )


def heard(analysis: Analysis, spoken: list[Spoken]) -> frozenset[int]:
    """The ids of the people who say something in a text, whether in quotation marks or not."""
    known = {id(item.speaker) for item in spoken if isinstance(item.speaker, Person)}
    known |= {id(p) for p in analysis.people if any(rule in ("pronoun", "short-form") for _, _, rule in p.mentions)}
    if all(id(person) in known for person in analysis.people):
        return frozenset(known)
    text = analysis.text
    named = [*of_people(analysis).values(), *(Naming(*role) for role in by_role(analysis))]
    known |= {id(one.speaker) for one in named if id(one.speaker) not in known and _speaks_up(text, one)}
    named = [naming for naming in named if id(naming.speaker) not in known]
    if named and _in_first_person(analysis):
        known |= {id(naming.speaker) for naming in named if _signs(text, naming)}
    return frozenset(known)


def _signs(text: str, naming: Naming) -> bool:
    """Whether a naming stands alone in a line behind the end of a sentence, as a signature does."""
    return bool(SIGNATURE_ENDS.match(text, naming.end) and SIGNED.search(text, max(0, naming.start - 90), naming.start))


def _in_first_person(analysis: Analysis) -> bool:
    """Whether a text says "I" or "we" outside quotation marks."""
    found = FIRST_PERSON.finditer(analysis.text)
    return any(analysis.quotation_at(match.start()) is None for match in found)


class Attribution:
    """Finds whose words a quotation holds; also notes the pronouns that stand for a person who speaks."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.namings = namings(analysis)
        self.pronouns = Pronouns(analysis)
        self._starts = [naming.start for naming in self.namings]

    def _between(self, low: int, high: int) -> list[Naming]:
        return self.namings[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def _quoted(self, position: int) -> bool:
        return self.analysis.quotation_at(position) is not None

    def _subject(self, low: int, verb: int) -> Speaker | None:
        """The naming nearest before a verb, outside quotation marks; a pronoun takes up the person named last."""
        pronoun = None
        for match in PRONOUN.finditer(self.text, low, verb):
            pronoun = match
        near = [naming for naming in self._between(low, verb) if not self._quoted(naming.start)]
        if pronoun and (not near or near[-1].start < pronoun.start()):
            return self.pronouns.take(pronoun)
        people = [naming for naming in near if isinstance(naming.speaker, Person)]
        if people:
            # "NAME, who replaced the departed OTHER, said", "NAME told OTHER, ..."
            aside = RELATIVE.match(self.text, people[0].end) or self.text[people[-1].end : verb].strip(" ") == ","
            return (people[0] if aside else people[-1]).speaker
        adjacent = [naming for naming in near if verb - naming.end <= NEAR]
        return (adjacent[-1] if adjacent else near[0]).speaker if near else None

    def _speaks(self, low: int, high: int) -> Speaker | None:
        """The subject of the last verb of speech in a slice that has one."""
        verbs = [match for match in VERB.finditer(self.text, low, high) if not self._quoted(match.start())]
        for verb in reversed(verbs):
            speaker = self._subject(low, verb.start())
            if speaker is None and verb.group() in ("according to", "in the words of"):
                speaker = next((naming.speaker for naming in self._between(verb.end(), high)), None)
            if speaker:
                return speaker
        return None

    def before(self, quotation: Quotation) -> Speaker | None:
        """The speaker named before the words: "NAME said: “…", "BODY said the unit was “…”"."""
        sentence = self.analysis.sentence_at(quotation.start)
        if sentence is None:
            return None
        if sentence.start == quotation.start:
            return self._introduced(sentence)
        speaker = self._speaks(max(sentence.start, quotation.start - FAR), quotation.start)
        if speaker is None and self.text[sentence.start : quotation.start].rstrip().endswith(":"):
            return self._subject(sentence.start, quotation.start)
        return speaker

    def _introduced(self, sentence: Sentence) -> Speaker | None:
        """The speaker of a line before that ends in a colon, or of a heading like "What the Commissioner says"."""
        previous = self.analysis.sentences[sentence.index - 1] if sentence.index else None
        if previous is None or self._quoted(previous.start):
            return None
        if not self.text[previous.start : previous.end].rstrip().endswith((":", ";", ",", "–", "—")):
            return (
                self._speaks(previous.start, previous.end)
                if previous.block.kind == "heading" and sentence.index > 1
                else None
            )
        return self._speaks(previous.start, previous.end) or self._subject(previous.start, previous.end)

    def after(self, quotation: Quotation) -> Speaker | None:
        """The speaker named after the words: "…” said NAME", "…”, NAME told", "…” she added"."""
        high = min(len(self.text), quotation.end + REACH)
        if stop := STOP.search(self.text, quotation.end, high):
            high = stop.start() + 1
        verb = VERB.search(self.text, quotation.end, high)
        if not verb or self.text.count(" ", quotation.end, verb.start()) > 14:
            return self._signed(quotation)
        if subject := self._subject(quotation.end, verb.start()):
            return subject
        following = self._between(verb.end(), high)
        if following and following[0].start - verb.end() <= 60:
            return following[0].speaker
        pronoun = PRONOUN.match(self.text, verb.end() + 1)
        return self.pronouns.take(pronoun) if pronoun else None

    def _signed(self, quotation: Quotation) -> Speaker | None:
        """The person of a line below: "— Chief Constable NAME", or right below the words a name with its role alone."""
        if signs := self._beside(quotation.end):
            return signs
        index = self.analysis.index_at(quotation.end - 1) + 1
        below_it = self.analysis.sentences[index : index + 2]
        line = next((one for one in below_it if self.text[one.start : one.end].strip("> \n")), None)
        if line is None or line.end - line.start > REACH:
            return None
        dashed = self.text[line.start - 2 : line.start + 1].lstrip(" *_>\n")[:1] in ("—", "–")
        below = line.block.kind == "heading" and not self.text[quotation.end : line.start].strip("\n")
        if not dashed and not (
            below and any(line.start == n.start or line.end == n.end for n in self._between(line.start, line.end))
        ):
            return None
        return next((n.speaker for n in self._between(line.start, line.end) if isinstance(n.speaker, Person)), None)

    def _beside(self, end: int) -> Speaker | None:
        """The person whose name, after no more than a title, stands right behind words: "…” – Det Insp NAME"."""
        dash = SIGNS.match(self.text, end)
        start = dash.end() if dash else end
        signs = next((n for n in self._between(start, start + 80) if isinstance(n.speaker, Person)), None)
        if signs is None or TITLE_ENDS.search(self.text, start, signs.start):
            return None
        alone = self.text[signs.end : signs.end + 1] in ("\n", ",", "") and TITLE_ALONE.fullmatch(
            self.text, end, signs.start
        )
        return signs.speaker if dash or alone else None

    def sentence_before(self, quotation: Quotation) -> Speaker | None:
        """The person who speaks in the sentence before, in one paragraph: "NAME said it was wrong. “We must …"."""
        sentence = self.analysis.sentence_at(quotation.start)
        if sentence is None or sentence.start != quotation.start or not sentence.index:
            return None
        previous = self.analysis.sentences[sentence.index - 1]
        if previous.block is not sentence.block or self._quoted(previous.start):
            return None
        speaker = self._speaks(previous.start, previous.end)
        if speaker is None and quotation.speech:
            speaker = self._opens(previous)
        return speaker if isinstance(speaker, Person) else None

    def _opens(self, sentence: Sentence) -> Speaker | None:
        """The person a sentence begins with, after no more than a title: "Superintendent NAME, who counts them"."""
        first = next(iter(self._between(sentence.start, sentence.end)), None)
        if first is None or first.start == sentence.start:
            return first.speaker if first else None
        index = bisect_left(self.analysis.titles, sentence.start, key=lambda hit: hit.start)
        title = self.analysis.titles[index] if index < len(self.analysis.titles) else None
        near = title is not None and title.start == sentence.start and 0 <= first.start - title.end <= 2
        return first.speaker if near else None

    def goes_on(self, quotation: Quotation, last: Quotation) -> bool:
        """Whether a quotation that names nobody goes on from another: in the same paragraph or the next."""
        here, there = self.analysis.sentence_at(quotation.start), self.analysis.sentence_at(last.end - 1)
        return bool(
            quotation.speech and here and there and not SAID_BY_OTHER.match(self.text, quotation.end)
            and here.block.index - there.block.index <= 1 and here.start == quotation.start
        )  # fmt: skip


def attribute(analysis: Analysis) -> list[Spoken]:
    """Whose words each quotation holds, in order. A paragraph of speech that names nobody goes on from the last."""
    finder = Attribution(analysis)
    spoken: list[Spoken] = []
    last: Spoken | None = None
    for quotation in analysis.quotations:
        if any(s.quotation.speech and s.quotation.covers(quotation.start) for s in spoken[-3:]):
            continue
        speaker = finder.before(quotation) or finder.after(quotation) or finder.sentence_before(quotation)
        goes_on = bool(speaker is None and last and last.speaker and finder.goes_on(quotation, last.quotation))
        current = Spoken(quotation, last.speaker if goes_on and last else speaker, goes_on)
        spoken.append(current)
        if quotation.speech:
            last = current
    for match in speaking_pronouns(analysis.view):
        if analysis.sentence_at(match.start()) and analysis.quotation_at(match.start()) is None:
            finder.pronouns.take(match)
    return spoken
