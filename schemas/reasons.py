"""Reasons of quarantine (codes of the vocabulary `quarantine-reason`), grouped by what people have to do about them."""

from __future__ import annotations

# A correction made by a person that has no effect: the person should look at it again.
NOT_IN_FORCE = frozenset({"bad-correction", "correction-stale"})
# About a file that accompanies documents, or a line of it: no document is lost.
NO_DOCUMENT_LOST = frozenset({"bad-correction", "bad-sidecar", "orphan-sidecar"})
# More likely right than wrong, but below the published threshold: a person can make it a fact by confirming it.
BELOW_THRESHOLD = "below-threshold"
# Settled by people or by other documents: nobody has to do anything.
SETTLED = frozenset({"duplicate", "rejected", "superseded"})
