"""What judges of people are told comes in the same order in every process, whatever its seed for hashes of text.

What learns from it numbers features as they come: in another order it would learn something else.
"""

import os
import subprocess
import sys

ASK = """
from flows.extraction.extracting import facts_of
from flows.extraction.linking.affiliations.candidates import Crowd
from flows.extraction.linking.affiliations.features import of_pairs
from flows.extraction.linking.roles import candidates, features
from flows.extraction.linking.stakeholders.candidates import Page
from flows.extraction.linking.stakeholders.features import describe
from flows.reading import read_bytes

text = (
    "Kent and Essex were inspected by HMICFRS. The mayor and police and crime commissioner, Ana Larch, and Chief Fire "
    "Officer Bo Birch, a councillor and former chief constable of Kent, spoke."
)
((found, _),) = facts_of([read_bytes(text.encode())])
pairs = [[*part.items()] for parts in of_pairs(Crowd(found.analysis)) for part in parts]
roles = [[*part.items()] for parts in features.describe(candidates.Crowd(found.analysis)) for part in parts]
print(pairs, roles, [[*part.items()] for parts in describe(Page(found)) for part in parts])
"""


def told(seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_features_of_people_come_in_the_same_order_whatever_the_seed() -> None:
    first = told(1)
    assert "person is " in first
    assert all(told(seed) == first for seed in (2, 3))
