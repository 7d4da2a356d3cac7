"""What an article says does not depend on the kind of file it comes in."""

from collections.abc import Callable

import pytest

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim, RatingClaim, StakeholderClaim
from flows.reading import Document, read_bytes
from flows.reading.formats import DOCX, HTML, PDF, Format
from tests.reading.making import TITLE, as_docx, as_html, as_pdf, as_text, document_of


def facts(document: Document) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for claim in extract(document).claims:
        match claim:
            case RatingClaim():
                found.add((claim.body.body_id, claim.area, claim.grade, claim.report_published_on))
            case DisruptionClaim():
                found.add((claim.body.body_id, claim.threats, claim.count, claim.period_end))
            case StakeholderClaim():
                organisation = claim.organisation.body_id if claim.organisation else None
                found.add((claim.kind, claim.name, claim.role, organisation, claim.quotation))
    return found


def test_the_article_has_facts_of_every_kind() -> None:
    found = facts(read_bytes(as_text()))
    for expected in [
        ("emsou", "serious-and-organised-crime", "inadequate"),
        ("leicestershire-police", "serious-and-organised-crime", "outstanding"),
        ("northamptonshire-police", "serious-and-organised-crime", "requires improvement"),
        ("derbyshire-constabulary", ("all",), 31),
        ("person", "Ada Quillfeather", "Chief Constable", "derbyshire-constabulary"),
    ]:
        assert any(fact[: len(expected)] == expected for fact in found), expected


@pytest.mark.parametrize(("kind", "make"), [(HTML, as_html), (PDF, as_pdf), (DOCX, as_docx)])
def test_every_kind_of_file_gives_the_same(kind: Format, make: Callable[[], bytes]) -> None:
    document = document_of(make(), kind)
    assert document.text == as_text().decode()
    assert facts(document) == facts(read_bytes(as_text()))
    assert document.title == TITLE
