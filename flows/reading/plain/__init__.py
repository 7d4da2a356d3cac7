"""Plain text and Markdown: the text stays as it is, and its blocks are slices of it, found by its layout."""

from flows.reading.plain.reading import blocks_of_plain, pieces_of_plain

__all__ = ["blocks_of_plain", "pieces_of_plain"]
