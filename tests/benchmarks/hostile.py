"""Texts that nobody writes and anybody can send: each a pattern, repeated until the text is long enough."""

from __future__ import annotations

PATTERNS = {
    "curly quotes": "“”",
    "opening quotes": "“",
    "straight quotes": '"',
    "single quotes": "'",
    "curly singles": "‘",
    "quoted letters": '"a `, ',
    "grades": "good and ",
    "graded body": "Kent Police was graded good and ",
    "bodies": "Kent Police ",
    "digits": "7",
    "numbers": "7 ",
    "figures": "7 disruptions and ",
    "prose in one line": "the force had not progressed enough when inspectors came back to it in the autumn and ",
    "round brackets": "(",
    "square brackets": "[",
    "deep list": "".join("  " * depth + "- a\n" for depth in range(60)),
    "quotes said": "“a” said b. ",
    "quoted titles": "Kent Police and Crime Commissioner Ann Bee said “we are good” ",
    "table": "a | b | ",
    "short lines": "a\n",
    "broken lines": "the force had not made all the progress that inspectors had hoped for when they\n",
    "empty lines": "\n",
    "spaces": " ",
    "numbers far apart": "7" + " " * 3_999,
    "list markers": "- ",
    "names": "Abc ",
    "places": "Kent, ",
    "acronyms": "Kent Police (KPKP) ",
    "hyphens": "a-",
    "spelled numbers": "one hundred and ",
    "periods": "in the year to May 31, 2022, ",
    "sentences": "A. ",
    "initials": "Ann B. ",
    "ratings in lines": "Kent Police was rated good.\n",
    "people in lines": "Chief Constable Ann Bee, of Kent Police, said: “We are good.”\n",
    "pronouns": "It was rated good. ",
    "abbreviations": "Mr. ",
    "bullets": "- good\n",
    "parts": "".join(f"{name} Police\n\n{'It was rated good at leadership. ' * 8}\n\n" for name in ("Kent", "Essex")),
    "graded words": "Kent Police is good at abcdefghijklmnop abcdefghijklmnop abcdefghijklmnop, which ",
    "combining marks": "\u0303",
    "figures in rows": "Disruptions | Q1 2023/24 | 7\nQ2 2023/24 | 7\n",
    "cards": "57\nOCGs disrupted\n",
    "headings": "South Yorkshire Police: Good\nWest Yorkshire Police: Good\nMain findings\n",
    "rows of grades": "Leadership | Adequate |\nVetting | Requires improvement |\nSummary\n",
    "held to account": "The commissioner held Kent Police to account. 7 disruptions were recorded. ",
    "verdicts": "For Kent, much the biggest, the verdict is good. ",
}


def hostile(name: str, size: int) -> str:
    """The text of a pattern, of so many characters; a word at its end, for a text without any is not read."""
    pattern = PATTERNS[name]
    return (pattern * (size // len(pattern) + 1))[: size - 5] + " end."
