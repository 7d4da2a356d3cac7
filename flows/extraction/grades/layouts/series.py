"""What each name of a line got, one grade or several of different times: "Kent: 2014 G, 2016 G", "Y: G → G"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.grades.groups.groups import Context
from flows.extraction.grades.layouts.tokens import BEFORE_IT, Token


@dataclass(slots=True)
class Told:
    """A grade of a line and what it is of; `order` tells which of a series is the newest."""

    token: Token
    of: Token | None
    day: str | None = None
    earlier: bool = False


def name_first(context: Context, sentence: Sentence, tokens: list[Token], start: int) -> list[Told] | None:
    """As in "Y – G, Z – G", "Kent: 2014 G, 2016 G", "Y: G → G"."""
    text = context.analysis.text
    found: list[Told] = []
    series: list[list[Token]] = []
    for token in tokens:
        if token.kind in ("area", "body"):
            series.append([token])
        elif series:
            series[-1].append(token)
    for of, *rest in series:
        grades = [token for token in rest if token.kind == "grade"]
        years = [token for token in rest if token.kind == "year"]
        if not grades:
            return None
        if years:
            if len(years) != len(grades):
                return None
            order = [token.year or text[token.start : token.start + 4] for token in years]
            newest = max(order)
            found += [
                Told(grade, of, year.year or None, when < newest)
                for grade, year, when in zip(grades, years, order, strict=True)
            ]
        elif len(grades) == 1:
            found.append(Told(grades[0], of))
        elif len(grades) == 2 and from_to(text, grades):
            found += [Told(grades[0], of, None, True), Told(grades[1], of)]
        elif len(grades) == 2 and BEFORE_IT.search(text, grades[0].end, grades[1].start):
            found += [Told(grades[0], of), Told(grades[1], of, None, True)]
        elif len(grades) == 2 and _in_brackets_before(context, grades):
            found += [Told(grades[0], of), Told(grades[1], of, context.earlier_in_brackets or None, True)]
        elif all(set("→>") & set(text[one.end : other.start]) for one, other in pairwise(grades)):
            found += [Told(grade, of, None, grade is not grades[-1]) for grade in grades]
        else:
            return None
    return found


def from_to(text: str, grades: list[Token]) -> bool:
    """Whether a line says "from G to G", "G to G"."""
    return text[grades[0].end : grades[1].start].strip(" ”\"’'“‘").lower() == "to"


def _in_brackets_before(context: Context, grades: list[Token]) -> bool:
    """Whether the second of two grades stands in brackets, in a text that says what is: "(last grade in brackets)"."""
    text = context.analysis.text
    bracketed = text[grades[0].end : grades[1].start].strip() == "(" and text[grades[1].end : grades[1].end + 1] == ")"
    return bracketed and context.earlier_in_brackets is not None
