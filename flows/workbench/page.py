"""The page of a document on a terminal. None of its text is taken for markup, nor sent to the terminal unchecked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.extraction.claims import (
    Body,
    DisruptionClaim,
    Extraction,
    Passage,
    RatingClaim,
)
from flows.reading.document import Document
from flows.terminal import counted, safe
from flows.workbench.sheet import Person, Sheet, firsts, layers, sentence_around, sheet_of

# Grades and figures are coloured, who is named is underlined, what is said slanted.
COLOURS = {"rating": "black on yellow", "disruption": "black on cyan"}
LINES = {"stakeholder": "magenta underline", "refused": "bold red underline"}
QUOTATION = "italic"
_BOTH_COLOURS, _ON_COLOUR = "black on green", "underline"
_MARKS_WIDTH, _LONGEST_QUOTE, _MOST_NAMES, _NARROW = 9, 150, 8, 90


@dataclass(frozen=True)
class Row:
    """A fact as a table shows it."""

    mark: str
    fact: Text
    rule: str
    passage: str


class _Paper(Console):
    """Standard output. Its reader may have seen enough and gone: the command ends well then."""

    def on_broken_pipe(self) -> None:
        """Leave it to the command, where rich would exit."""
        raise BrokenPipeError


def show_page(document: Document, found: Extraction, explain: bool = False, paper: Console | None = None) -> None:
    """The text with its passages marked, then the facts; with `explain` also every rule, and what was refused."""
    paper = paper or _Paper(highlight=False, markup=False, emoji=False)
    sheet = sheet_of(document, found, explain)
    _show_head(paper, sheet)
    _show_text(paper, sheet)
    text = sheet.text
    for things, rows in {
        "ratings": [
            Row(mark, _rating(claim), claim.rule, _quote(text, claim.passage)) for mark, claim in sheet.ratings.items()
        ],
        "disruptions": [
            Row(mark, _disruption(claim), claim.rule, _quote(text, claim.passage))
            for mark, claim in sheet.disruptions.items()
        ],
        "stakeholders": [Row(who.mark, _person(who), _rules(who), _named(text, who)) for who in sheet.stakeholders],
    }.items():
        _show_facts(paper, things, rows, explain)
    if explain:
        _show_refusals(paper, sheet)


def _show_head(paper: Console, sheet: Sheet) -> None:
    document = sheet.document
    paper.print(Text(safe(document.title or document.document_id), style="bold"))
    about = (document.raw_path, document.publisher, document.published_on and f"published {document.published_on}")
    paper.print(Text(" · ".join(safe(part) for part in about if part), style="dim"))
    if paper.is_terminal and not paper.no_color:
        kinds = [*COLOURS, "stakeholder", "quotation", *(["refused"] if sheet.refusals else [])]
        paper.print(Text("  ").join(Text(kind, style=style_of(frozenset([kind]))) for kind in kinds))
    paper.print()


def _show_text(paper: Console, sheet: Sheet) -> None:
    """A paragraph at a time; beside it the marks of what begins in it, of a stakeholder only where it is new."""
    marked = list(sheet.marked())
    slices, marks = list(layers(marked)), firsts(marked)
    begins, ends = [start for start, _, _ in slices], [end for _, end, _ in slices]
    starts = [start for start, _ in marks]
    position = 0
    for line in sheet.text.split("\n"):
        after = position + len(line)
        text = Text(line, overflow="fold")
        for start, end, kinds in slices[bisect_right(ends, position) : bisect_left(begins, after)]:
            text.stylize(style_of(kinds), max(0, start - position), end - position)
        beside = [mark for _, mark in marks[bisect_left(starts, position) : bisect_right(starts, after)]]
        paper.print(_beside(paper, " ".join(beside), text))
        position = after + 1
    paper.print()


def _beside(paper: Console, marks: str, text: Text) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=min(_MARKS_WIDTH, max(3, paper.width // 8)), style="dim", overflow="fold")
    grid.add_column(overflow="fold")
    grid.add_row(marks, text)
    return grid


def style_of(kinds: frozenset[str]) -> str:
    """How a slice looks that is part of passages of these kinds: one colour behind it, the rest as lines and slant."""
    colours = [style for kind, style in COLOURS.items() if kind in kinds]
    lines = [style for kind, style in LINES.items() if kind in kinds]
    slant = [QUOTATION] if "quotation" in kinds else []
    if colours:
        lines = [_ON_COLOUR] * bool(lines)
    return " ".join(([_BOTH_COLOURS] if len(colours) > 1 else colours) + lines[-1:] + slant)


def _show_facts(paper: Console, things: str, rows: Sequence[Row], explain: bool) -> None:
    """Fact and passage side by side, or one under the other where there is no room for that."""
    paper.print(Text(counted(len(rows), things), style="bold"))
    narrow = paper.width < _NARROW
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    if not narrow:
        table.add_column(ratio=1, overflow="fold")
    for row in rows:
        rule = Text.assemble(("\nrule ", "dim"), row.rule) if explain else Text()
        fact, passage = Text.assemble(row.fact, rule), Text(row.passage, style="italic")
        table.add_row(row.mark, *([Text.assemble(fact, "\n", passage)] if narrow else [fact, passage]))
    if rows:
        paper.print(table)
    paper.print()


def _quote(text: str, passage: Passage) -> str:
    """A passage on one line, its middle left out where it is long: the text above has all of it."""
    quote = " ".join(text[passage.start : passage.end].split())
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    half = _LONGEST_QUOTE // 2
    return f"{quote[:half].rstrip()} … {quote[-half:].lstrip()}"


def _named(text: str, who: Person) -> str:
    """Every way somebody is named, in the order of the text."""
    named = (_quote(text, claim.passage) for claim in who.claims if not claim.quotation)
    return " / ".join(list(dict.fromkeys(named))[:_MOST_NAMES])


def _fact(subject: str, value: str, *details: tuple[str, object]) -> Text:
    """What is said of whom, and the details there are."""
    text = Text.assemble((safe(subject), "bold"), "  ", safe(value))
    told = [(f"{name} " if name else "", safe(str(detail))) for name, detail in details if detail not in (None, "", 0)]
    if told:
        text.append("\n").append(Text(" · ").join(Text.assemble((name, "dim"), detail) for name, detail in told))
    return text


def _rating(claim: RatingClaim) -> Text:
    return _fact(
        claim.body.name,
        claim.grade,
        ("", claim.area),
        ("", "historic" if claim.historic else None),
        ("", claim.inspectorate),
        ("", claim.programme),
        ("report", claim.report_published_on),
        ("inspected", claim.inspected_in),
    )


def _disruption(claim: DisruptionClaim) -> Text:
    return _fact(
        claim.body.name,
        _figure(claim),
        ("", " ".join(part for part in (claim.lead, claim.level, claim.strand) if part)),
        ("against", ", ".join(claim.threats)),
        ("operation", claim.operation),
        ("period", _period(claim)),
    )


def _figure(claim: DisruptionClaim) -> str:
    qualifier = "" if claim.qualifier == "exact" else f"{claim.qualifier.replace('-', ' ')} "
    numbers = (
        claim.count is not None and f"{claim.count:,}",
        claim.share_percent is not None and f"{claim.share_percent:g}%",
        claim.rate is not None and f"{claim.rate:g} {(claim.rate_unit or '').replace('-', ' ')}".rstrip(),
    )
    return f"{qualifier}{', '.join(number for number in numbers if number)} {claim.measure.replace('-', ' ')}"


def _period(claim: DisruptionClaim) -> str | None:
    dates = " to ".join(dict.fromkeys(day for day in (claim.period_start, claim.period_end) if day))
    return dates or claim.period_text


def _person(who: Person) -> Text:
    claims = who.claims
    organisation = claims[0].organisation
    quoted = sum(claim.quotation for claim in claims)
    return _fact(
        claims[0].name,
        claims[0].kind,
        ("", ", ".join(dict.fromkeys(role for claim in claims if claim.role for role in claim.role.split(";")))),
        ("of", organisation.name if isinstance(organisation, Body) and claims[0].kind == "person" else None),
        ("", ", ".join(dict.fromkeys(relation for claim in claims for relation in claim.relations))),
        ("", counted(len(claims) - quoted, "mentions") if len(claims) > quoted else None),
        ("", counted(quoted, "quotations") if quoted else None),
    )


def _rules(who: Person) -> str:
    return ", ".join(dict.fromkeys(claim.rule for claim in who.claims))


def _show_refusals(paper: Console, sheet: Sheet) -> None:
    """What was considered and refused, and why, each in the sentence it stands in."""
    paper.print(Text(f"considered and refused: {len(sheet.refusals)}", style="bold"))
    for mark, refusal in sheet.refusals.items():
        around = sentence_around(sheet.text, refusal.passage)
        start, end = refusal.passage.start - around.start, refusal.passage.end - around.start
        sentence = Text(sheet.text[around.start : around.end].replace("\n", " "), overflow="fold")
        sentence.stylize(LINES["refused"], start, end)
        why = Text.assemble((safe(refusal.rule), "bold"), ": ", safe(refusal.why), "\n", sentence)
        paper.print(_beside(paper, mark, why))
