"""Raised text: a mark that leads to a note is no part of what it stands behind, least of all a digit of a number."""

from __future__ import annotations

import re

# "2", "2, 3", "[12]", "(4)", "*", "†", "[a]", "[note 1]", "[footnote 1]".
_ONE = r"(?:\d{1,3}|[*†‡§¶#]{1,3})"
_SEVERAL = rf"{_ONE}(?:\s*[,;–-]?\s*{_ONE})*"
_MARK = re.compile(rf"{_SEVERAL}|\(\s*{_SEVERAL}\s*\)|\[[^\[\]]{{1,15}}\](?:\s*,?\s*\[[^\[\]]{{1,15}}\])*")
_LONGEST_LINK = 15
# No more characters before raised digits are looked at: longer than any number with its unit.
_LONGEST_VALUE = 40
_ORDINAL = re.compile(r"st|nd|rd|th", re.IGNORECASE)
# "10⁶", "14 km²", "1¹⁄₂": the raised digits are part of the value, and no reader may take them for plain ones.
_NUMBER = re.compile(r"[-−–]?\d{1,3}")
_TAKES_POWERS = re.compile(r"(?<![\w.,£$€])(?:10|(?:\d[\d.,]*)?(?:[ckm]?m|ft|miles?))$")
_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_RAISED_DIGITS = re.compile(r"[⁰¹²³⁴-⁹⁻]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def shown(before: str, raised: str, after: str, *, leads: bool = False) -> str:
    """What raised text is read as, between what stands around it; `leads`: it is a link, and nothing else is in it.

    The mark of a note is left out: as digits it would be read with the number before it, and as raised digits it would
    keep that from being found. Powers and fractions get raised digits, and all else is as it was.
    """
    mark = raised.strip()
    if not leads and _NUMBER.fullmatch(mark) and (_TAKES_POWERS.search(before) or after.startswith(("/", "⁄"))):
        return mark.translate(_RAISED)
    is_link = leads and len(mark) <= _LONGEST_LINK and not _ORDINAL.fullmatch(mark)
    if not mark or not (is_link or _MARK.fullmatch(mark)):
        return raised
    return " " if before[-1:].isalnum() and after[:1].isalnum() else ""


def without_marks(text: str) -> str:
    """A text without the marks of notes that are raised digits of their own, of Unicode."""
    return _RAISED_DIGITS.sub(
        lambda mark: shown(
            text[max(0, mark.start() - _LONGEST_VALUE) : mark.start()],
            mark[0].translate(_PLAIN),
            text[mark.end() :][:1],
        ),
        text,
    )
