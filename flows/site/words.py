"""Cells in words: titles of codes, dates, periods and figures, and each fact in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from flows.site.loading import Row
from schemas.vocabularies import SEPARATOR, by_code, codes, meanings, programmes

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_KINDS_OF_BODIES = {
    "territorial-force": "Police forces",
    "special-force": "Special police forces",
    "regional-unit": "Regional organised crime units",
    "fire-service": "Fire and rescue services",
    "national-agency": "National agencies",
    "inspectorate": "Inspectorates",
    "government-department": "Government departments",
    "commissioner-office": "Commissioners’ offices",
    "other": "Other organisations",
}


@cache
def _titles(vocabulary: str) -> Mapping[str, str]:
    if vocabulary == "grade":
        return {grade: grade.capitalize() for grade in codes("grade")}
    return {code: row["title"] for code, row in by_code(vocabulary).items()}


def title(vocabulary: str, code: str | None) -> str:
    """Return the title of a code or, for several codes in a cell, all titles; unknown codes are returned unchanged."""
    known = _titles(vocabulary)
    return ", ".join(known.get(each, each) for each in (code or "").split(SEPARATOR) if each)


def description(vocabulary: str, code: str) -> str:
    """Return the meaning of a code; "" if it is unknown."""
    return meanings(vocabulary).get(code, "")


def kind_of_bodies(kind: str) -> str:
    """Return the plural name of a kind of body, such as "Police forces"."""
    return _KINDS_OF_BODIES.get(kind, title("body-kind", kind))


def programme(code: str | None) -> str:
    """Return the title of an inspection programme; "" for None."""
    return next((each.title for each in programmes() if each.programme == code), code or "")


def day(value: str | None) -> str:
    """Return a date in words: 2 March 2023, March 2023, spring 2022 or 2021; "" for None."""
    if not value:
        return ""
    year, *rest = value.split("-")
    if not rest:
        return year
    if season := _SEASONS.get(rest[0]):
        return f"{season} {year}"
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def period(start: str | None, end: str | None, text: str | None = None) -> str:
    """Return a period in words; `text`, the document's words, if it has no dates."""
    if start and end and start != end:
        return f"{day(start)} to {day(end)}"
    return day(start or end) or (text or "")


def percent(share: float | None) -> str:
    """Return a share (0 to 1) in per cent with at most one decimal; "" for None."""
    return "" if share is None else f"{100 * share:.1f}".removesuffix(".0")


def figure(row: Row) -> str:
    """Return the figure of a row of `disruptions` in words: about 128 disruptions (24%)."""
    what = title("measure", row["measure"]).lower()
    hedge = "" if row["qualifier"] == "exact" else title("qualifier", row["qualifier"]).lower() + " "
    share = None if row["share_percent"] is None else f"{row['share_percent']:g}%"
    if row["count"] is not None:
        return f"{hedge}{row['count']:,} {what}" + (f" ({share})" if share else "")
    if row["rate"] is not None:
        return f"{hedge}{row['rate']:g} disruptions {title('rate-unit', row['rate_unit']).lower()}".rstrip()
    return f"{hedge}{share} of {what.partition(' of ')[2] or what}" if share else what


def _of_disruption(row: Row) -> str:
    threats = "" if row["threats"] == "all" else f" against {title('threat', row['threats']).lower()}"
    more = [*(title(part, row[part]).lower() for part in ("level", "strand", "lead")), row["operation"] or ""]
    return f"{figure(row)}{threats}" + "".join(f", {each}" for each in more if each)


def _of_stakeholder(row: Row) -> str:
    return (row["role"] or title("relation", row["relation"])).replace(SEPARATOR, ", ")


SAYS: Mapping[str, Callable[[Row], str]] = {
    "ratings": lambda row: f"{title('grade', row['grade'])}: {title('area', row['area'])}",
    "disruptions": _of_disruption,
    "stakeholders": _of_stakeholder,
}
OF_WHOM = {"ratings": "body", "disruptions": "body", "stakeholders": "name"}
WHEN: Mapping[str, Callable[[Row], str]] = {
    "ratings": lambda row: day(row["report_published_on"]) or "undated",
    "disruptions": lambda row: period(row["period_start"], row["period_end"], row["period_text"]),
    "stakeholders": lambda row: "",
}


def says(table: str, row: Row) -> str:
    """Return what a fact states, without the body or person it is about: Good: Leadership."""
    return SAYS[table](row)


def of_whom(table: str, row: Row) -> str:
    """Return the name of the body, person or organisation that a fact is about."""
    return str(row[OF_WHOM[table]])


def when(table: str, row: Row) -> str:
    """Return the day or period of a fact in words; "" for stakeholders."""
    return WHEN[table](row)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 rating, 2 ratings; `many` is an irregular plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
