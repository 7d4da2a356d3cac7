"""Finds the blocks of plain text and Markdown by their layout; the text itself is not changed."""

from flows.reading.plain.front_matter import stated_in_front
from flows.reading.plain.reading import blocks_of_plain, pieces_of_plain

__all__ = ["blocks_of_plain", "pieces_of_plain", "stated_in_front"]
