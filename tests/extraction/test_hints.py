"""What is looked for first, to spare a search, hides nothing from it."""

import pytest

from flows.extraction import extract
from flows.extraction.analysis.text.hints import Pieces
from flows.reading import read
from tests.gold.measure import labelled, without_notice


def test_no_rule_needs_other_pieces_than_those_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried everywhere, rules read in every labelled article what they read only where a piece of theirs stands."""
    documents = [without_notice(read(path)) for path, _ in labelled()]
    where_pieces_stand = [extract(document) for document in documents]
    monkeypatch.setattr(Pieces, "within", lambda self, folded: frozenset().union(*self._rules.values()))
    for document, expected in zip(documents, where_pieces_stand, strict=True):
        assert extract(document) == expected, document.document_id
