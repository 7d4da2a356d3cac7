"""An area where a document names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class AreaAt:
    """An area at a slice of the view and the document's words for it; no words where it is taken from elsewhere."""

    code: str
    words: str | None
    start: int
    end: int


def everyday(area: AreaAt) -> bool:
    """Whether an area is named by one everyday word ("response"), which counts only right beside its grade."""
    return bool(area.words and area.words.isalpha() and area.words.islower() and area.words != area.code) or (
        (area.words or "").lower() == "people"
    )


def is_loosely_overall(text: str, area: AreaAt, end: int) -> bool:
    """Whether a heading says "overall" of something else: "Overall picture of six services"."""
    return area.code == "overall" and bool(text[area.end : end].strip(" :.–—*"))
