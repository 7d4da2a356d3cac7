"""Find slices that look like a person's name, and look up the bodies of a view by position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.people.names import CANDIDATE, CAPITALISED, NOT_NAMES, person_name
from flows.extraction.analysis.people.roles import OF, Titles
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body


class Name(NamedTuple):
    """A slice that looks like a person's name; `text`: the document's characters with single spaces."""

    start: int
    end: int
    text: str


class Bodies:
    """The bodies and places of a view, looked up by where they begin and end."""

    def __init__(self, mentions: list[Mention], places: list[Mention]) -> None:
        both = sorted([*mentions, *places], key=lambda mention: mention.start)
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self.by_start = {mention.start: mention for mention in both}
        self.by_end = {mention.end: mention for mention in both}

    def _last_before(self, position: int) -> Mention | None:
        """Return the last mention that begins before a position, or None."""
        index = bisect_left(self.starts, position) - 1
        return self.mentions[index] if index >= 0 else None

    def overlap(self, start: int, end: int) -> bool:
        """Whether a slice overlaps the last mention that begins before its end."""
        last = self._last_before(end)
        return last is not None and last.end > start

    def last_end_in(self, start: int, end: int) -> int | None:
        """Return the last end of a body or place inside a slice, before its end ("Kent| Ana Larch"), or None."""
        return max((at for at in range(start + 1, end) if at in self.by_end), default=None)

    def first_in(self, start: int, end: int) -> Body | None:
        """Return the first body named in a slice, or None."""
        at = bisect_left(self.starts, start)
        return self.mentions[at].body if at < len(self.starts) and self.starts[at] < end else None

    def of(self, text: str, end: int) -> Body | None:
        """Return the body or place that a title ending at `end` belongs to ("Commissioner| for Gwent"), or None."""
        joint = OF.match(text, end)
        found = self.by_start.get(joint.end()) if joint else None
        return found.body if found else None

    def before(self, text: str, end: int) -> Mention | None:
        """Return the body or place whose name ends right before a position, possessive or acronym included, or None."""
        if text.startswith(") ", end - 2) and (opens := text.rfind(" (", max(0, end - 14), end)) >= 0:
            end = opens + 1
        for tail in (" ", "’s ", "'s ", "’ ", "' ", "-", ", "):
            if text.endswith(tail, max(0, end - len(tail)), end) and (found := self.by_end.get(end - len(tail))):
                return found
        return None

    def around(self, position: int) -> Mention | None:
        """Return the mention that a position is inside ("the Policing |Board| chair"), or None."""
        found = self._last_before(position)
        return found if found and found.end > position else None


def names_in(view: View, spans: list[tuple[int, int]], titles: Titles, bodies: Bodies) -> Iterable[Name]:
    """Yield every slice that looks like a name, without titles before it; no slice that overlaps a body."""
    text = view.text
    for low, high in spans:
        end = low
        while first := CAPITALISED.search(text, end, high):
            match = CANDIDATE.match(text, first.start(), high)
            end = match.end() if match else first.end()
            if match is None or text[text.rfind(" ", 0, end) + 1 : end] in NOT_NAMES:
                continue
            name = person_name(text[titles.after_last(match.start(), end) : end])
            start = end - len(name or "")
            inside = bodies.last_end_in(start, end) if name else None
            if name and inside and (rest := person_name(text[inside + 1 : end])):
                name, start = rest, end - len(rest)
            place = bodies.by_start.get(start)
            if name and not bodies.overlap(start, end) and not (place and place.end == end):
                yield Name(start, end, " ".join(view.original(start, end).split()))
