"""Find the body that published a text, and the body that it is mostly about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.bodies.offices import force_of
from flows.extraction.analysis.remembered import cached
from flows.extraction.claims import Body


def main_body(analysis: Analysis, kinds: frozenset[str], before: int | None = None) -> Body | None:
    """Return the body of the kinds that is named most often: of those in the first three sentences if any, else of all.
    None if two are named equally often. With `before`, only mentions before that position count, if there are any."""
    starts, leaders = _leaders(analysis, kinds)
    return leaders[(bisect_left(starts, before) if before is not None else 0) or len(starts)]


@cached
def _leaders(analysis: Analysis, kinds: frozenset[str]) -> tuple[list[int], list[Body | None]]:
    """Return the positions of the mentions of the kinds, and the body named most often after 0, 1, 2 … of them. Only
    bodies named in the first three sentences count, if there are any. A leader is None where two are even."""
    mentions = [m for m in with_overseen(analysis) if m.body.kind in kinds and m.form != "place"]
    opening = analysis.sentences[min(2, len(analysis.sentences) - 1)].end if analysis.sentences else 0
    early = {m.body.body_id for m in mentions if m.start < opening}
    counts: Counter[str] = Counter()
    most, leader = 0, None
    leaders: list[Body | None] = [None]
    for last, mention in zip([None, *mentions], mentions, strict=False):
        body_id = mention.body.body_id
        # Count "NAME (ACRONYM)" once.
        again = last and last.body == mention.body and analysis.text[last.end : mention.start] == " ("
        if (not early or body_id in early) and not again:
            counts[body_id] += 1
            if counts[body_id] >= most:
                leader = mention.body if counts[body_id] > most else None
                most = counts[body_id]
        leaders.append(leader)
    return [m.start for m in mentions], leaders


def publisher_body(analysis: Analysis, kinds: frozenset[str]) -> Body | None:
    """Return the body that published a document if it is of one of the kinds, else None."""
    publisher = analysis.publisher
    return publisher if publisher and publisher.kind in kinds else None


def with_overseen(analysis: Analysis) -> list[Mention]:
    """Return the mentions, with a panel or authority replaced by the force it oversees and writes about."""
    others = (body for body in analysis.mentions_of if body.kind == "other")
    forces = {body: force for body in others if (force := force_of(body))}
    return [replace(m, body=forces.get(m.body, m.body)) for m in analysis.mentions] if forces else analysis.mentions
