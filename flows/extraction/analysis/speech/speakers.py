"""Who speaks: the person or organisation each quotation belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.names import SPEECH
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.namings import Naming, Namings, Speaker
from flows.extraction.analysis.speech.short_forms import PRONOUN, Pronouns, speaking_pronouns
from flows.extraction.analysis.speech.spoken_of import is_object, subjects
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.text.quotations import Quotation
from flows.extraction.analysis.text.speech_verbs import SPEECH_VERB

# A verb of speech further before a quotation belongs to something else.
FAR = 400
# "was |told": whoever stands before it says nothing.
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|gets?|got) (?:(?:also|then|now|later|not|\w+ly) )?\Z")
# "told| to do better", "praised| for it": so too without an auxiliary, as in headlines.
DONE_TO = ("told", "praised", "urged", "hailed", "thanked", "advised", "informed", "congratulated", "applauded")
DONE_BY = re.compile(r" (?:to|for|by|over)\b")
# Where words about the speaker end after a quotation.
STOP = re.compile(r"[“\"\n.!?](?:(?<=[“\"\n])|(?<!\bProf.)(?<!\bDr.)(?<!\bRev.)(?<!\bSt.)(?<!\b[A-Z].)(?:\s|$))")
REACH, NEAR = 160, 12
# How far behind a verb of speech its subject may stand.
MOST_BEHIND = 100
# So many verbs of speech before words are asked for their subject, the nearest first.
MOST_VERBS = 6
# "“…”, |campaigners |say", "“let down” by managers, |a union |says"
SUBJECT = re.compile(r"[a-z]{3,}(?<!ly)(?<!lso)(?<!hen)(?<!who)(?<!later) \Z")
# "they met NAME|, who |said"
THEIR_OWN = (", who ", ", which ")
# "NAME| of BODY, who |met OTHER, said"
ASIDE = re.compile(r"(?: (?:of|from|at|for)(?: (?:[A-Z][\w’'&-]*|and|of|the|&)){1,8})?,?\s+(?:who|which)\b")
# "…” |– NAME, lead analyst"
SIGNS = re.compile(r"[*_]{0,2} ?[–—-] ?")
# "…” |Cllr |NAME, of the council"
TITLE_ALONE = re.compile(r" ?(?:[A-Z][\w’'-]* ){0,4}")
TITLE_ENDS = re.compile(r"[.,;:\n“\"]")
# "…”, admits STRANGER"
SAID_BY_OTHER = re.compile(rf",?\s{SPEECH}\s(?:[a-z]+\s){{0,2}}[A-Z][a-z]")


@dataclass(slots=True)
class Spoken:
    """A quotation and whose words it holds; `goes_on`: it carries on the words of the quotation before it."""

    quotation: Quotation
    speaker: Speaker | None
    goes_on: bool


class Attribution:
    """Finds whose words a quotation holds; also notes the pronouns that stand for a person who speaks."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text, self.folded = analysis.text, analysis.view.folded
        self._title_starts = {hit.end: hit.start for hit in analysis.titles}
        self.namings = Namings(analysis)
        self.pronouns = Pronouns(analysis)

    def _quoted(self, position: int) -> bool:
        quotation = self.analysis.quotation_at(position)
        return quotation is not None and not quotation.turn

    def _subject(self, low: int, verb: int) -> Speaker | None:
        """The naming nearest before a verb, outside quotation marks; a pronoun takes up the person named last."""
        pronoun = next(iter(reversed([*PRONOUN.finditer(self.text, low, verb)])), None)
        near = [naming for naming in self.namings.between(low, verb) if not self._quoted(naming.start)]
        if not self.text.endswith(THEIR_OWN, low, verb):
            near = list(subjects(self.folded, low, near, self._title_starts))
        if pronoun and (not near or near[-1].start < pronoun.start()):
            return self.pronouns.take(pronoun)
        if people := [naming for naming in near if isinstance(naming.speaker, Person)]:
            return people[0 if ASIDE.match(self.text, people[0].end, verb) else -1].speaker
        if self.text.endswith(("It ", " it ", "“it ", '"it '), low, verb):
            return self._it(verb)
        adjacent = [naming for naming in near if verb - naming.end <= NEAR]
        return (adjacent[-1] if adjacent else near[0]).speaker if near else None

    def _speaks(self, low: int, high: int) -> Speaker | None:
        """The subject of the last verb of speech in a slice that has one."""
        near = list(SPEECH_VERB.finditer(self.text, low, high))[-MOST_VERBS:]
        for verb in filter(self._is_active, reversed(near)):
            speaker = self._subject(low, verb.start())
            if speaker is None and verb.group() in ("according to", "in the words of"):
                speaker = next((naming.speaker for naming in self.namings.between(verb.end(), high)), None)
            if speaker:
                return speaker
        return None

    def _it(self, position: int) -> Speaker | None:
        """The body that "it" means which says something: the first one named in its sentence, or in the one before."""
        index = self.analysis.index_at(position)
        for sentence in reversed(self.analysis.sentences[max(0, index - 1) : index + 1]):
            for near in self.analysis.mentions_in(sentence.start, min(sentence.end, position)):
                if not is_object(self.folded, sentence.start, near.start):
                    return near.body
        return None

    def _is_active(self, verb: re.Match[str]) -> bool:
        """Whether a verb of speech is the writer's own, and its subject the one who speaks."""
        start, word = verb.start(), verb.group()
        if self._quoted(start) or (word in DONE_TO and DONE_BY.match(self.text, verb.end())):
            return False
        # "was said to be “…”" has the words of whoever it was said of.
        return word == "said" or PASSIVE.search(self.text, max(0, start - 24), start) is None

    def before(self, quotation: Quotation) -> Speaker | None:
        """The speaker named before the words: "NAME said: “…", "BODY said the unit was “…”"."""
        sentence = self.analysis.sentence_at(quotation.start)
        if sentence is None:
            return None
        if sentence.start == quotation.start:
            return self._introduced(sentence)
        speaker = self._speaks(max(sentence.start, quotation.start - FAR), quotation.start)
        if speaker is None and self.text[sentence.start : quotation.start].rstrip().endswith(":"):
            return self._topic(sentence.start, quotation.start)
        return speaker

    def _topic(self, low: int, high: int) -> Speaker | None:
        """Who is named last in words that lead to a quotation, unless somebody else speaks, or to them."""
        verbs = [verb for verb in SPEECH_VERB.finditer(self.text, low, high) if not self._quoted(verb.start())]
        told = any(not self._is_active(verb) for verb in verbs)
        return None if told else self._subject(low, high)

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
        return self._speaks(previous.start, previous.end) or self._topic(previous.start, previous.end)

    def after(self, quotation: Quotation) -> Speaker | None:
        """The speaker named after the words: "…” said NAME", "…”, NAME told", "…” she added"."""
        high = min(len(self.text), quotation.end + REACH)
        if stop := STOP.search(self.text, quotation.end, high):
            high = stop.start() + 1
        verb = next(SPEECH_VERB.finditer(self.text, quotation.end, high), None)
        if not verb or self.text.count(" ", quotation.end, verb.start()) > 14:
            return self._signed(quotation)
        if subject := self._subject(quotation.end, verb.start()):
            return subject
        following = self._following(verb.end(), high)
        if following and not self._has_subject(quotation.end, verb.start()):
            return following.speaker
        pronoun = PRONOUN.match(self.text, verb.end() + 1)
        return self.pronouns.take(pronoun) if pronoun else None

    def _following(self, verb: int, high: int) -> Naming | None:
        """The first naming behind a verb of speech, if it is no object: "says |NAME", but not "they say of NAME"."""
        found = next(iter(self.namings.between(verb, high)), None)
        near = found is not None and found.start - verb <= MOST_BEHIND
        return found if found and near and not is_object(self.folded, verb, found.start) else None

    def _has_subject(self, start: int, verb: int) -> bool:
        """Whether a noun stands between words and a verb of speech: "…”, a union says"; who else is named is silent."""
        return SUBJECT.search(self.text, start, verb) is not None

    def _signed(self, quotation: Quotation) -> Speaker | None:
        """The person of a line below: "— Chief Constable NAME", or right below the words a name with its role alone."""
        if signs := self._beside(quotation.end):
            return signs
        index = self.analysis.index_at(quotation.end - 1) + 1
        below_it = self.analysis.sentences[index : index + 2]
        line = next((one for one in below_it if self.text[one.start : one.end].strip("> \n")), None)
        if line is None or line.end - line.start > REACH or not self.namings.any_person(line.start, line.end):
            return None
        dashed = self.text[line.start - 2 : line.start + 1].lstrip(" *_>\n")[:1] in ("—", "–")
        below = line.block.kind == "heading" and not self.text[quotation.end : line.start].strip("\n")
        if not dashed and not (
            below
            and any(line.start == n.start or line.end == n.end for n in self.namings.between(line.start, line.end))
        ):
            return None
        return next(
            (n.speaker for n in self.namings.between(line.start, line.end) if isinstance(n.speaker, Person)), None
        )

    def _beside(self, end: int) -> Speaker | None:
        """The person whose name, after no more than a title, stands right behind words: "…” – Det Insp NAME"."""
        dash = SIGNS.match(self.text, end)
        start = dash.end() if dash else end
        near = self.namings.between(start, start + 80) if self.namings.any_person(start, start + 80) else ()
        signs = next((naming for naming in near if isinstance(naming.speaker, Person)), None)
        if signs is None or TITLE_ENDS.search(self.text, start, signs.start):
            return None
        alone = self.text[signs.end : signs.end + 1] in ("\n", ",", "") and TITLE_ALONE.fullmatch(
            self.text, end, signs.start
        )
        return signs.speaker if dash or alone else None

    def sentence_before(self, quotation: Quotation) -> Speaker | None:
        """The person who speaks in the sentence before: "NAME said it was wrong. “We must …".

        In a paragraph of its own the words must be whole sentences, in one with it they may be the only person's there.
        """
        sentence = self.analysis.sentence_at(quotation.start)
        if sentence is None or sentence.start != quotation.start or not sentence.index:
            return None
        previous = self.analysis.sentences[sentence.index - 1]
        together = previous.block is sentence.block
        if self._quoted(previous.start) or not (together or self._alone(quotation, previous)):
            return None
        speaker = self._speaks(previous.start, previous.end)
        if speaker is None and quotation.speech and together:
            speaker = self._opens(previous) or self._only(previous)
        return speaker if isinstance(speaker, Person) else None

    def _alone(self, quotation: Quotation, previous: Sentence) -> bool:
        """Whether words are a paragraph of their own that stands right behind one that ends as a sentence does."""
        block = self.analysis.sentences[previous.index + 1].block
        near = block.index - previous.block.index == 1 and previous.block.kind == block.kind
        return near and quotation.speech and not self.text[quotation.end : block.end].strip("”\"'’ \n")

    def _only(self, sentence: Sentence) -> Speaker | None:
        """The one person a sentence names, if none other: "Asked about it, NAME was blunt. “…”"."""
        people = {id(n.speaker): n.speaker for n in self.namings.between(sentence.start, sentence.end)}
        found = [speaker for speaker in people.values() if isinstance(speaker, Person)]
        return found[0] if len(found) == 1 else None

    def _opens(self, sentence: Sentence) -> Speaker | None:
        """The person a sentence begins with, after no more than a title: "Superintendent NAME, who counts", "She …"."""
        if pronoun := PRONOUN.match(self.text, sentence.start):
            return self.pronouns.take(pronoun)
        first = next(iter(self.namings.between(sentence.start, sentence.end)), None)
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


def _is_within(quotation: Quotation, other: Quotation) -> bool:
    """Whether one quotation stands in another, which is no turn of a transcript: who speaks there may quote."""
    return other.speech and not other.turn and other.covers(quotation.start)


def attribute(analysis: Analysis) -> list[Spoken]:
    """Whose words each quotation holds, in order. A paragraph of speech that names nobody goes on from the last."""
    finder = Attribution(analysis)
    spoken: list[Spoken] = []
    last: Spoken | None = None
    for quotation in analysis.quotations:
        if any(_is_within(quotation, s.quotation) for s in spoken[-3:]):
            continue
        if quotation.turn:
            spoken.append(Spoken(quotation, finder.before(quotation), goes_on=False))
            continue
        speaker = finder.before(quotation) or finder.after(quotation) or finder.sentence_before(quotation)
        goes_on = bool(speaker is None and last and last.speaker and finder.goes_on(quotation, last.quotation))
        current = Spoken(quotation, last.speaker if goes_on and last else speaker, goes_on)
        spoken.append(current)
        if quotation.speech:
            last = current
    for match in speaking_pronouns(analysis.text):
        if analysis.sentence_at(match.start()) and analysis.quotation_at(match.start()) is None:
            finder.pronouns.take(match)
    return spoken
