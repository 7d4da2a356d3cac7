"""What is looked for first, to spare a search, hides nothing from it."""

import pytest

from flows.extraction import extract
from flows.extraction.analysis.text.hints import Pieces
from tests.gold.extracting import extracted


@pytest.mark.slow
@pytest.mark.xdist_group("gold")
def test_no_rule_needs_other_pieces_than_those_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried everywhere, rules read in every labelled article what they read only where a piece of theirs stands."""
    where_pieces_stand = extracted()
    monkeypatch.setattr(Pieces, "within", lambda self, folded: frozenset().union(*self._rules.values()))
    for document, expected, *_ in where_pieces_stand:
        assert extract(document) == expected, document.document_id
