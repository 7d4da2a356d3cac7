"""Decides what raised text becomes; footnote marks are dropped, so that they do not look like digits of a number."""

from __future__ import annotations

import re

# "2", "2, 3", "[12]", "(4)", "*", "†", "[a]", "[note 1]", "[footnote 1]".
_ONE = r"(?:\d{1,3}|[*†‡§¶#]{1,3})"
_SEVERAL = rf"{_ONE}(?:\s*[,;–-]?\s*{_ONE})*"
_MARK = re.compile(rf"{_SEVERAL}|\(\s*{_SEVERAL}\s*\)|\[[^\[\]]{{1,15}}\](?:\s*,?\s*\[[^\[\]]{{1,15}}\])*")
# "Drugs|a", but not the letters of a power or an abbreviation: "x|n", "M|c|Donald".
_LETTER, _WORD = re.compile(r"[a-z]"), re.compile(r"[^\W\d_]{3}$")
_LONGEST_LINK = 15
# No more characters before raised digits are looked at: longer than any number with its unit.
_LONGEST_VALUE = 40
_ORDINAL = re.compile(r"st|nd|rd|th", re.IGNORECASE)
# "10⁶", "14 km²", "1¹⁄₂": here the digits are part of the value, and are written as raised digits to keep them
# distinct.
_NUMBER = re.compile(r"[-−–]?\d{1,3}")
_TAKES_POWERS = re.compile(r"(?<![\w.,£$€])(?:10|(?:\d[\d.,]*)?(?:[ckm]?m|ft|miles?))$")
_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_RAISED_DIGITS = re.compile(r"[⁰¹²³⁴-⁹⁻]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def read_raised(before: str, raised: str, after: str, *, leads: bool = False) -> str:
    """Return the text to read in place of raised text, given the text before and after it.

    A footnote mark becomes "", or a space between letters or digits. Powers and fractions become raised Unicode digits,
    so that they are not read as digits of the number. Any other text is returned as it is. `leads`: the raised text is
    a link.
    """
    mark = raised.strip()
    if not leads and _NUMBER.fullmatch(mark) and (_TAKES_POWERS.search(before) or after.startswith(("/", "⁄"))):
        return mark.translate(_RAISED)
    is_link = leads and len(mark) <= _LONGEST_LINK and not _ORDINAL.fullmatch(mark)
    is_letter = _LETTER.fullmatch(mark) and _WORD.search(before)
    if not mark or not (is_link or is_letter or _MARK.fullmatch(mark)):
        return raised
    return " " if before[-1:].isalnum() and after[:1].isalnum() else ""


def without_marks(text: str) -> str:
    """Return a text without footnote marks that are written as raised Unicode digits."""
    return _RAISED_DIGITS.sub(
        lambda mark: read_raised(
            text[max(0, mark.start() - _LONGEST_VALUE) : mark.start()],
            mark[0].translate(_PLAIN),
            text[mark.end() :][:1],
        ),
        text,
    )
