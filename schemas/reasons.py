"""What the reasons of quarantine, codes of the vocabulary of that name, ask of a person."""

from __future__ import annotations

# Why the decision of a person has no effect.
NOT_IN_FORCE = frozenset({"bad-correction", "correction-stale"})
# Likelier right than not: nothing is wrong with it, and a person can make it a fact by confirming it.
BELOW_THRESHOLD = "below-threshold"
# Decided by people or by what else was read: nothing is to be mended.
SETTLED = frozenset({"duplicate", "rejected", "superseded"})
