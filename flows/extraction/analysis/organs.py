"""Committees that a text names right beside the body whose they are: no organisations of their own."""

from __future__ import annotations

import re

from flows.extraction.analysis.mentions import Mention

# "|BODY|’s |COMMITTEE", "BODY| – |COMMITTEE", "BODY|, |COMMITTEE", or in the line below it.
OWNS = re.compile(r"(?:['’]s?|:|,|\s?[–—-]|[*_]{0,2}\n{1,2}[*_#]{0,3})\s?(?:the\s)?[*_]{0,2}\Z")
# "COMMITTEE|, |BODY", "COMMITTEE| of the |BODY"
OWNED_BY = re.compile(r"(?:,|\s(?:of|at)|\s?[–—-])\s(?:the\s)?")


def without_organs(text: str, items: list[Mention]) -> list[Mention]:
    """The mentions without committees right beside the name of whose they are: "COMMITTEE, AUTHORITY"."""
    starts, ends = {item.start for item in items}, {item.end for item in items}

    def is_organ(item: Mention) -> bool:
        if item.form != "shape" or not item.body.name.endswith("Committee"):
            return False
        before, after = OWNS.search(text, max(0, item.start - 12), item.start), OWNED_BY.match(text, item.end)
        return bool((before and before.start() in ends) or (after and after.end() in starts))

    return [item for item in items if not is_organ(item)]
