"""How numbers are told to be figures about disruptions: ellipsis, brackets, lists. Sentences are invented."""

from __future__ import annotations

import pytest

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.extraction.readings import document, refusals_of_disruptions


def figures(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


@pytest.mark.parametrize(
    "listed",
    [
        "Target for 2025 by threat: drugs 655; fraud 84.",
        "Threat | Target disruptions 2024\nDrugs | 655\nFraud | 84",
        "## Target disruptions for 2025\n\n- Drugs: 655\n- Fraud: 84\n",
    ],
)
def test_refused_targets_are_explained(listed: str) -> None:
    text = f"Kent Police recorded 700 disruptions of crime in 2024.\n\n{listed}"
    assert any("meant to be reached" in refusal.why for refusal in refusals_of_disruptions(text))
