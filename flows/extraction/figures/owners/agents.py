"""Who is said to have acted in a sentence that states a figure, and who only helped or is named by the way."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.references import Reference
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.owner_words import (
    ACTING_KINDS,
    ASIDE,
    ASIDE_ENDS,
    ASIDE_THEN_ACTS,
    BY,
    BY_ENDS,
    FIRST_PERSON,
    FRONT_ENDS,
    FRONTED,
    HELPED,
    HELPED_BY,
    IN_IT,
    ITS_RATE,
    NEXT_ACTOR,
    OVERSEES,
    PAST_ASIDE,
    PLACE_ACTS,
    PLACES_OWN,
    POLICING_KINDS,
    POSSESSIVE,
    RECORDED,
    SUBJECT_OF,
    SUPPORTED,
    TASK_FORCE,
    TASK_FORCE_NAME,
    TO_DO,
)
from flows.extraction.figures.words.types import Figure

# "Nine of the |PLACE| disruptions"
ITS_DISRUPTIONS = re.compile(r"\s+(?:\w+\s+)?disruptions\b")
# "207 disruptions| for the |PLACE| force"
FOR_THE = re.compile(r"(?:\s+of\s+[^,.;:]{2,30}?)?\s+(?:for|by|from)\s+the\s+")
# "It led 83 disruptions |and helped with 40 more that were led by| X": those that X led are others.
NEXT_COUNT = re.compile(
    r"\b(?:and|but|while)\s+[^.;\d]{3,40}\d[^.;]*$|\b(?:than|against|with|double|twice)\s+(?:[a-z]+\s+){0,3}\d[^.;]*$|"
    r"\b(?:and|but|while)\s+(?:(?:a\s+further|another|some|only|just)\s+)*"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|others|the\s+rest)\b[^.;]*$"
)
# "|BODY seized 40 kilos| of drugs and |dismantled 14 gangs": what two verbs say is said of one.
FIRST_VERB = re.compile(
    r"(?:\s+(?:officers|operations?|teams?|detectives|investigators))?\s+(?:(?:has|have|had|also|\w+ly)\s+)*"
    r"(?!disrupted|dismantled)(?:[a-z]+ed|led|made|took|ran|held|caught|found|brought|got|put|set)\b"
)
LAST_VERB = re.compile(
    rf"\b(?:and|as\s+well\s+as)\s+(?:(?:also|\w+ly|has|have|had)\s+)*{RECORDED}\s[^,;:]{{0,40}}$", re.IGNORECASE
)
# "BODY|, like |BODY, made 40", "BODY|, second only to |BODY (50), made 40"
COMPARED_ASIDE = re.compile(
    r",\s+(?:[^,.;:()\d]{2,50}\s)?(?:like|unlike|after|behind|than|ahead\s+of|only\s+to|second\s+to|next\s+to|trained\s+by|before)\s+(?:the\s+)?"
)
ENDS_ASIDE = re.compile(r"(?:\s*\([^()]{1,40}\))?,\s")
# "91 disruptions| were reported to BODY by |BODY": the agent of a passive, with something else between.
FAR_BY = re.compile(
    r"(?:\s+(?:of|against)\s+[^.;:,]{2,40}?)?\s+(?:were|was|(?:have|has|had)\s+been)\s+[a-z]+\s(?![^.;:]{0,80}?ed\sby\s)[^.;:]{2,80}?\sby\s+"
    r"(?:(?:the|officers|detectives|police|teams?|staff|from|of|at|in|and|neighbourhood)\s+)*"
)
LONGEST_LAST = 90
# "We disrupted 54 gangs, |of which |BODY led nine": the rest are not its.
OF_WHICH = re.compile(r",\s+(?:some\s+|\w+\s+)?of\s+(?:which|them|these|those)\s")
PLACES_FORCE = re.compile(r"(?:['’]s)?\s+(?:police\s+)?(?:force|constabulary|police)\b")


def acts(body: Body) -> bool:
    """Whether a body can have disrupted crime itself."""
    return body.kind in ACTING_KINDS and (body.kind in POLICING_KINDS or not OVERSEES.search(body.name))


def may_act(analysis: Analysis, sentence: Sentence, reference: Reference, at: int, hints: Hints) -> bool:
    """Whether a body is more than a helper, one that is named by the way, or "it" that is said of us."""
    text, near = analysis.text, max(sentence.start, reference.start - 100)
    if reference.form == "pronoun" and FIRST_PERSON.search(analysis.view.folded, reference.end, at):
        return False
    if "helped" in hints and HELPED_BY.search(text, near, reference.start):
        return False
    if text.find(",", near, reference.start) < 0:
        return True
    ends = ASIDE_ENDS.match(text, reference.end, at) or ASIDE_THEN_ACTS.match(text, reference.end, at)
    return not (ends and ASIDE.search(text, near, reference.start))


def task_force_in(analysis: Analysis, start: int, end: int) -> Reference | None:
    """ "The task force" in a slice: the only one that is named before, by a name that ends so."""
    folded = analysis.view.folded
    said = TASK_FORCE.search(folded, start, end) if folded.find("task", start, end) >= 0 else None
    named = [m for m in analysis.mentions_before(start) if TASK_FORCE_NAME.search(m.body.name)] if said else []
    alone = said is not None and len({m.body for m in named}) == 1
    return Reference(*said.span(), (named[0].body,), "noun") if said and alone else None


def agents_in(
    analysis: Analysis, sentence: Sentence, figure: Figure, found: list[Reference], hints: Hints
) -> list[Reference]:
    """Who is said to have acted, of the bodies and places of a sentence."""
    text, folded, low, at = analysis.text, analysis.view.folded, sentence.start, figure.number.start
    places = [
        Reference(p.start, p.end, (p.body,), "place") for p in analysis.places_in(low, sentence.end) if acts(p.body)
    ]
    by = _whose(text, figure, found, [p for p in (*places, *found) if p.start > at], sentence.end)
    by = by or [
        r
        for r in (*found, *places)
        if folded[max(low, r.start - 8) : r.start].rstrip().endswith(BY_ENDS)
        and BY.search(folded, max(low, r.start - 40), r.start)
    ]
    if not by and folded.find(" by ", figure.end, sentence.end) >= 0:
        by = [r for r in found if r.start > figure.end and FAR_BY.fullmatch(text, figure.end, r.start)]
    by = [r for r in by if r.start > at or not NEXT_ACTOR.search(text, r.end, at)]
    # "Supported by |A, B dismantled 14 gangs": B did.
    by = [r for r in by if r.start > at or not _acts_behind(text, r, found, at)]
    if "helped" in hints and (
        helped := [
            r for r in found if TO_DO.match(text, r.end, at) and HELPED.search(text, max(low, r.start - 20), r.start)
        ]
    ):
        return helped
    acting = [
        r for r in found if r.start < at and (SUBJECT_OF.match(text, r.end, at) or PAST_ASIDE.match(text, r.end, at))
    ]
    by = [r for r in by if not (acting and r.start > figure.end and NEXT_COUNT.search(text, figure.end, r.start))]
    # "It supported a further 54 that were led by X": its, not theirs.
    if by and not SUPPORTED.search(text, low, at):
        return by[:1]
    acting += [p for p in places if p.start < at and _place_acts(analysis, p, at)]
    joined = folded.rfind("and ", low, at) >= 0 or folded.find("as well ", low, at) >= 0
    if not acting and joined and LAST_VERB.search(text, max(low, at - LONGEST_LAST), at):
        acting = [r for r in found if r.end <= at and FIRST_VERB.match(text, r.end, at)]
    if acting:
        return (_before_aside(text, acting[-1], found) or acting)[-1:]
    behind = (r for r in found if r.start > at)
    led = (r for r in behind if any(p.match(text, r.end, sentence.end) for p in (SUBJECT_OF, ITS_RATE)))
    # "A was behind 40| while B managed 32": another clause, another actor.
    apart = (r for r in led if not (r.start > figure.end and OF_WHICH.search(text, figure.end, r.start)))
    return [r for r in apart if not NEXT_ACTOR.search(text, at, r.start)][:1]


def _whose(text: str, figure: Figure, found: list[Reference], behind: list[Reference], high: int) -> list[Reference]:
    """Whose a figure is by the words right behind its number. `behind`: who is named there."""
    if not behind:
        return []
    at = figure.number.start
    # "4 per cent of |BODY's disruptions"
    whose = [r for r in found if at < r.start < figure.end and POSSESSIVE.match(text, r.end, figure.end)]
    whose += [p for p in behind if p.start < figure.end and ITS_DISRUPTIONS.match(text, p.end)]
    # "207 disruptions for the PLACE force"
    return whose + [p for p in behind if p.start >= figure.end and _of_its_force(text, figure, p, high)]


def _before_aside(text: str, acting: Reference, found: list[Reference]) -> list[Reference]:
    """The body before an aside that ends with another: "|BODY, the busiest after |BODY (50), made 40"."""
    if not ENDS_ASIDE.match(text, acting.end):
        return []
    before = [r for r in found if r.end < acting.start and r.bodies != acting.bodies]
    return before[-1:] if before and COMPARED_ASIDE.fullmatch(text, before[-1].end, acting.start) else []


def _acts_behind(text: str, by: Reference, found: list[Reference], at: int) -> bool:
    """Whether another body follows one set off by a comma, and acts."""
    behind = (r for r in found if by.end < r.start < at and text[by.end : r.start].strip(" ") in (",", ", the"))
    return any(SUBJECT_OF.match(text, r.end, at) for r in behind)


def _of_its_force(text: str, figure: Figure, place: Reference, high: int) -> bool:
    """Whether a figure is said to be of, for or by the force that is named by a place right behind it."""
    force = PLACES_FORCE.match(text, place.end, high)
    return force is not None and FOR_THE.fullmatch(text, figure.end, place.start) is not None


def _place_acts(analysis: Analysis, place: Reference, high: int) -> bool:
    """Whether the name of a place stands for its police: "|PLACE's officers recorded", "|PLACE recorded"."""
    text = analysis.text
    if PLACES_OWN.match(text, place.end, high):
        return True
    acting = PLACE_ACTS.match(text, place.end, high)
    return acting is not None and not IN_IT.search(text, max(0, place.start - 20), place.start)


def behind_front(text: str, sentence: Sentence, figure: Figure, found: list[Reference]) -> Body | None:
    """The subject of a sentence whose figure stands before it: "With 612 disruptions in 2023, |BODY leads"."""
    behind = next((r for r in found if r.start > figure.end), None)
    if behind is None or not FRONTED.fullmatch(text, sentence.start, figure.number.start):
        return None
    return behind.bodies[0] if FRONT_ENDS.fullmatch(text, figure.end, behind.start) else None
