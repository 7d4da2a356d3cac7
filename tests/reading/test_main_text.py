"""Of pages laid out as real sites are all text is read, and what surrounds it is left out or marked as furniture."""

import re

import pytest

from flows.reading.formats import HTML
from tests.reading.making import document_of
from tests.reading.pages import BODIES


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_all_text_of_a_page_is_read_and_nothing_beside_it(body: str) -> None:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>A title</title></head><body>{body}</body></html>"
    document = document_of(page.encode(), HTML)
    assert set(re.findall(r"text\d+", body)) - set(re.findall(r"text\d+", document.text)) == set()
    read = [document.text[block.start : block.end] for block in document.blocks if block.kind != "furniture"]
    assert re.findall(r"beside\d+", " ".join(read)) == []
