"""Measure how well documents are read that retell real pages and that nothing was learned from."""

from __future__ import annotations

import json
from typing import Any

from tests.gold.by_set import measured
from tests.gold.corpus import SETS, files_of
from tests.gold.scoring import accuracy

ABOUT = (
    "How well the extraction does on real pages that were retold sentence by sentence, with invented people, and that "
    "nothing was learned from. They are more like documents that anybody finds than the articles above."
)


def written() -> str:
    """Return the figures of each table as JSON."""
    jobs = [job for job in files_of(SETS / "retold") if job[1]["split"] == "held-out"]
    tables: Any = accuracy([measured(job) for job in jobs])["tables"]
    figures = {table: splits["held-out"] for table, splits in tables.items()}
    return json.dumps({"about": ABOUT, "documents": len(jobs), "tables": figures}, indent=2) + "\n"
