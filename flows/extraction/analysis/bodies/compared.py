"""Bodies that another one is only compared with: "Unlike |BODY, it …", "KENT has overtaken |BODY and …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

# "Unlike |BODY|,", "Kent, ahead of |BODY|,", "but like |BODY|,"
COMPARED = re.compile(
    r"(?:^|[,(–—;:]\s*|\b(?:and|but|that)\s+)[\W_]*"
    r"(?:unlike|like|as\s+with|ahead\s+of|behind|besides|compared\s+(?:with|to)|in\s+contrast\s+(?:with|to)|in\s+comparison\s+(?:with|to))"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# What such words end with.
_ENDS = ("ike ", "with ", " of ", " to ", "ehind ", "esides ", " the ")
# "KENT |has overtaken| BODY |and", "KENT |follows| BODY |in": the verbs whose object is left behind.
OUTDOES = re.compile(
    r"\s+(?:(?:has|have|had|also|now|since|then)\s+){0,3}(?:(?:replac|succeed|follow|join|outperform|outstripp?|outscor|match)(?:e?s|e?d)|"
    r"overt(?:akes|ook|aken)|beats?|beaten|outdo(?:es|ne)|outdid)\s+(?:the\s+)?"
)
GOES_ON = re.compile(r"\s+(?:as|in|to|and|by)\s+")
# "KENT |shares a base with |BODY| and was": one clause has one subject, whatever verbs follow.
ONE_CLAUSE = re.compile(
    r"\s+(?:(?!(?:and|but|while|whereas|that|which|who|as|when|where|because|than\s+that)\b)[a-z][\w’'-]*\s+){1,8}(?:the\s+)?"
)
AND_WAS = re.compile(
    r"\s+and\s+(?:(?:also|now|so|again|both)\s+)?(?:is|was|has|had|received|got|earned|gained|won|achieved|made|requires)\s"
)
_FURTHEST = 30
_LONGEST = 80


class Named(Protocol):
    """Bodies named at a slice."""

    start: int
    end: int


N = TypeVar("N", bound=Named)


def not_compared(text: str, low: int, found: Sequence[N]) -> list[N]:
    """Of the bodies named in a sentence that begins at a position those that no other is compared with."""
    left = [one for one in found if not is_compared(text, low, one.start, one.end)]
    ends = [left[0].start, *(one.end for one in left)] if left else []
    return [one for one, before in zip(left, ends, strict=False) if not is_outdone(text, before, one.start, one.end)]


def is_compared(text: str, low: int, start: int, end: int) -> bool:
    """Whether a name at a slice is that of a body which another is compared with, from a position on."""
    if not text.startswith((",", " and ", " –", ")"), end) or not text.endswith(_ENDS, 0, start):
        return False
    return COMPARED.search(text[max(low, start - _FURTHEST) : start]) is not None


def is_outdone(text: str, subject: int, start: int, end: int) -> bool:
    """Whether a name at a slice is of a body that one which ends at a position beat, or only an object beside it."""
    if not 0 < start - subject < _LONGEST:
        return False
    if text.startswith(" and ", end) and AND_WAS.match(text, end) and ONE_CLAUSE.fullmatch(text, subject, start):
        return True
    return OUTDOES.fullmatch(text, subject, start) is not None and GOES_ON.match(text, end) is not None
