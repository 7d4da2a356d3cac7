"""The words that take something out of what is said of others: "all but Y", "except for KENT"."""

from __future__ import annotations

# Of areas, bodies and threats alike; what a kind of them is left out by besides stands beside its rule.
EXCEPT = r"except(?:ing)?(?:\s+for)?|exceptions?\s+of|apart\s+from|aside\s+from|other\s+than|barring|excluding"
