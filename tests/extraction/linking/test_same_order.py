"""Features for the judges of people come in the same order in every process, whatever its seed for hashes of text.

Training numbers features as they come: in another order it would learn something else.
"""

import os
import subprocess
import sys

ASK = """
from flows.extraction.extracting import facts_of
from flows.extraction.linking import affiliations, roles, stakeholders
from flows.extraction.linking.affiliations import candidates, features
from flows.extraction.linking.roles import candidates, features
from flows.extraction.linking.stakeholders import candidates, features
from flows.reading import read_bytes

text = (
    "Kent and Essex were inspected by HMICFRS. The mayor and police and crime commissioner, Ana Larch, and Chief Fire "
    "Officer Bo Birch, a councillor and former chief constable of Kent, spoke."
)
((found, _),) = facts_of([read_bytes(text.encode())])
works = affiliations.candidates.AffiliationWork(found.analysis), roles.candidates.RoleWork(found.analysis)
for kind, work in zip((affiliations, roles, stakeholders), (*works, stakeholders.candidates.Page(found))):
    print([[*part.items()] for parts in kind.features.describe(work) for part in parts])
"""


def described(seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_features_of_people_come_in_the_same_order_whatever_the_seed() -> None:
    first = described(1)
    assert "person is " in first
    assert all(described(seed) == first for seed in (2, 3))
