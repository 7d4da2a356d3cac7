"""Whose paper a text is where its sentences leave that open: the force it calls by its place, or the body of its title.

Such a text names regional units and agencies in full, and beside the force: what it counts is still the force's.
"""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import POLICE_KINDS, Mention, body_of
from flows.extraction.analysis.bodies.places import body_of_places
from flows.extraction.analysis.reference.salience import ACTS, SUBJECT, weight_of
from flows.extraction.analysis.text.lexicon import body_lexicon
from flows.extraction.analysis.text.view import view_of
from flows.extraction.claims import Body

# Kinds of bodies that work with every force.
WITH_FORCES = frozenset({"regional-unit", "national-agency"})
TITLED = POLICE_KINDS | WITH_FORCES
# "the Force has", "our Constabulary's"; not "the force of the law".
FORCE = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Tt]his|[Mm]y)\s+(?:[Ff]orce|[Cc]onstabulary)\b(?!\s+of\b)")
FORCE_WORDS = ("force", "constabulary")


def force_of_paper(analysis: Analysis) -> Body | None:
    """The only force that a text names, by its place too, where it says "the force"."""
    folded = analysis.view.folded
    if not any(word in folded for word in FORCE_WORDS):
        return None
    if not FORCE.search(analysis.text):
        return None
    named = {body for body in analysis.mentions_of if body.kind in POLICE_KINDS}
    places = {analysis.text[place.start : place.end] for place in analysis.places}
    of_places = {place.body for place in analysis.places if place.body.kind in POLICE_KINDS}
    found = named | of_places
    if not found and (one := body_of_places(places, folded, POLICE_KINDS)):
        found = {one}
    return found.pop() if len(found) == 1 else None


def body_of_title(analysis: Analysis) -> Body | None:
    """The only body that polices in the title of a document whose text names none: "NAME: Operation Larch"."""
    title = analysis.document.title or ""
    if any(body.kind in TITLED for body in analysis.mentions_of) or any(p.body.kind in TITLED for p in analysis.places):
        return None
    hits = body_lexicon().find(view_of(title, "text/plain")) if title else []
    found = {body_of(code[0]) for hit in hits for code in hit.term.codes if hit.term.form != "place"}
    policing = {body for body in found if body.kind in TITLED}
    return policing.pop() if len(policing) == 1 else None


def may_be_beside(analysis: Analysis, body: Body) -> bool:
    """Whether a body works with every force, and its page is another's."""
    return body.kind in WITH_FORCES and body != analysis.publisher


def told_of_from(analysis: Analysis, body: Body) -> int | None:
    """Where a body is first the subject of a sentence or clause, or stands in a heading; None where it never is."""
    return next((m.start for m in analysis.mentions_of.get(body, ()) if _is_told_of(analysis, m)), None)


def _is_told_of(analysis: Analysis, mention: Mention) -> bool:
    """Whether a body is the subject of a sentence or clause, or stands in a heading."""
    return weight_of(analysis, mention) == SUBJECT or ACTS.match(analysis.text, mention.end) is not None
