"""The output of `extract --format json`: what was found in a document, one JSON object per line."""

from __future__ import annotations

from dataclasses import asdict

from flows import extraction
from flows.extraction.claims import TABLE_OF, Claim, Extraction, Refusal
from flows.reading.document import Document
from flows.terminal import as_json


def show_json(document: Document, found: Extraction, explain: bool = False) -> None:
    """Print one object for each claim, with its table, document, offsets and quote.

    With `explain`, then one object for each refusal, marked `"refused": true`, and one for each claim that a judge
    decided on, with the reasons for its probability, marked `"explained": true`.
    """
    for claim in found.claims:
        print(_line({"table": TABLE_OF[type(claim)]}, claim, document))
    for refusal in found.refusals if explain else ():
        print(_line({"refused": True}, refusal, document))
    for reasons in extraction.explain(document) if explain else ():
        print(as_json({"explained": True, **asdict(reasons)}))


def _line(first: dict[str, object], item: Claim | Refusal, document: Document) -> str:
    start, end = item.passage.start, item.passage.end
    content = {name: value for name, value in asdict(item).items() if name != "passage"}
    where = {"document_id": document.document_id, "start": start, "end": end, "quote": document.text[start:end]}
    return as_json({**first, **content, **where})
