"""The place that the sentence before a grade is about, whose body it is given to: "South Yorkshire. It is G"."""

from __future__ import annotations

import re

from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group, fire_services_of

# "COULD DO BETTER: |South Yorkshire."
ALONE = re.compile(r"(?:[^:.;]{3,40}:\s+)?")

# "|Surrey fared worse.", "Its neighbour, |Surrey, fared worse.", "|Surrey’s had been published in May."
SUBJECT = re.compile(r"(?:(?:But|And|Its|Their|neighbouring|neighbours?|partners?|other|the|,)\s*)*", re.IGNORECASE)
GOES_ON = re.compile(r"(?:It|They|The (?:force|constabulary))\b")
ACTS = re.compile(
    r"(?:['’]s?\s+(?:\w+\s+)?(?:was|were|had|has|is)\b|,?\s+(?:(?:also|too|meanwhile|however|by\s+contrast),?\s+)?(?:fared|did|came|was|were|has|"
    r"had|went|got|received|fell|rose|dropped|slipped)\b)"
)
# How far before its grade the sentence begins that may be about its body.
BEFORE = 400


def place_before(context: Context, grade: Grade) -> Group | None:
    """The body of the place that the sentence before is about, where it is rated already.

    A place that makes up its whole sentence needs no rating before it.
    """
    analysis, sentence = context.analysis, grade.sentence
    before = analysis.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.block is not sentence.block or grade.start - before.start > BEFORE:
        return None
    if analysis.mentions_in(before.start, grade.start):
        return None
    places = [Group(p.start, p.end, (p.body,), "place") for p in analysis.places_in(before.start, before.end)]
    if context.of_services:
        places = [fire_services_of(place, analysis.text) or place for place in places]
    if len({place.bodies for place in places}) != 1 or analysis.places_in(sentence.start, grade.start):
        return None
    if places[0].bodies[0].kind != "fire-service" and _is_subject(
        analysis.text, before.start, places[0], sentence.start
    ):
        return Group(grade.start, grade.end, places[0].bodies, "context")
    alone = ALONE.fullmatch(analysis.text, before.start, places[0].start) and analysis.text[places[0].end] in ".:"
    known = alone or any(places[0].bodies[0].body_id in ids for ids in context.rated.values())
    return Group(grade.start, grade.end, places[0].bodies, "context") if known else None


def _is_subject(text: str, start: int, place: Group, following: int) -> bool:
    """Whether a place is the subject of a sentence that the next one goes on from: "Surrey fared worse. It was G"."""
    opens = GOES_ON.match(text, following) and SUBJECT.fullmatch(text, start, place.start)
    return bool(opens and ACTS.match(text, place.end))
