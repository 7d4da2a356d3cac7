"""Whose page or paper a text is, and whom it is about most."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.bodies.offices import force_of, force_of_authority, office_of_panel
from flows.extraction.analysis.remembered import once
from flows.extraction.claims import Body

# What the names of authorities, boards and panels end in that have papers of their own.
HEADS_OF_PAPERS = ("Authority", "Policing Board", "Crime Panel")


def main_body(analysis: Analysis, kinds: frozenset[str], before: int | None = None) -> Body | None:
    """The body of certain kinds that a document is about: the one named in its first lines, else most often.

    None where two are named as often. With `before`, only what stands before that position counts, if anything does.
    """
    starts, leaders = _leaders(analysis, kinds)
    return leaders[(bisect_left(starts, before) if before is not None else 0) or len(starts)]


@once
def _leaders(analysis: Analysis, kinds: frozenset[str]) -> tuple[list[int], list[Body | None]]:
    """Where bodies of certain kinds are named, and which one leads after none, one, two ... of these mentions.

    Bodies that are not named in the first lines count only if none is.
    """
    mentions = [m for m in with_overseen(analysis) if m.body.kind in kinds and m.form != "place"]
    opening = analysis.sentences[min(2, len(analysis.sentences) - 1)].end if analysis.sentences else 0
    early = {m.body.body_id for m in mentions if m.start < opening}
    text = analysis.text
    counts: dict[str, int] = {}
    most, leader = 0, None
    leaders: list[Body | None] = [None]
    last = None
    for mention in mentions:
        body_id = mention.body.body_id
        # "NAME (ACRONYM)" names it once.
        beside = last is not None and last.end + 2 == mention.start and text.startswith(" (", last.end)
        again = beside and last is not None and last.body == mention.body
        last = mention
        if (not early or body_id in early) and not again:
            counts[body_id] = count = counts.get(body_id, 0) + 1
            if count >= most:
                leader = mention.body if count > most else None
                most = count
        leaders.append(leader)
    return [m.start for m in mentions], leaders


def publisher_body(analysis: Analysis, kinds: frozenset[str]) -> Body | None:
    """The body that published a document, if it is of certain kinds."""
    publisher = analysis.publisher
    return publisher if publisher and publisher.kind in kinds else None


def with_overseen(analysis: Analysis) -> list[Mention]:
    """The mentions, a panel's or authority's made one of the force it oversees: its papers are on that force."""
    mentions = analysis.mentions
    forces = {body: force for body in analysis.mentions_of if (force := _force_of_paper(body))}
    return [replace(m, body=forces[m.body]) if m.body in forces else m for m in mentions] if forces else mentions


def heads_paper_on(analysis: Analysis, mention: Mention) -> Body | None:
    """The force that a paper is on which is headed with the panel that questions its commissioner, or its authority."""
    force = _force_of_paper(mention.body)
    sentence = analysis.sentence_at(mention.start) if force else None
    return force if sentence and sentence.block.kind == "heading" else None


def _force_of_paper(body: Body) -> Body | None:
    if not body.name.endswith(HEADS_OF_PAPERS):
        return None
    if force := force_of_authority(body):
        return force
    office = office_of_panel(body) if body.kind == "other" else None
    return force_of(office) if office else None
