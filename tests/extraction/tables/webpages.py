"""What the tests of tables share: what is read in a web page whose main text is given."""

from pathlib import Path

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim, RatingClaim
from flows.reading import Document, read

Claim = RatingClaim | DisruptionClaim


def page_of(folder: Path, body: str) -> Document:
    """A web page with a main text."""
    page = folder / "page.html"
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Invented</title></head>'
    page.write_text(f"{head}<body><main><article>{body}</article></main></body></html>", encoding="utf-8")
    return read(page)


def claims_of(folder: Path, body: str) -> list[Claim]:
    """The ratings and figures of a page, in order."""
    return [
        claim for claim in extract(page_of(folder, body)).claims if isinstance(claim, RatingClaim | DisruptionClaim)
    ]
