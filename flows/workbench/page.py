"""Shows a document on a terminal: its text with marked passages, then its facts.

Text of the document is never interpreted as markup, and characters that could control the terminal are replaced.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows import extraction
from flows.extraction.claims import TABLE_OF, Extraction, Passage
from flows.printable import safe
from flows.reading.document import Document
from flows.terminal import counted
from flows.workbench.kinds import COLOURS, KINDS, LINES, QUOTATION, passage_of
from flows.workbench.sheet import Fact, Sheet, disjoint_slices, first_offsets, sentence_around, sheet_of
from flows.workbench.structure import show_blocks

# The style of text in both a rating and a figure, and the line under coloured text, in place of the styles of `LINES`.
_BOTH_COLOURS, _LINE_ON_COLOUR = "black on green", "underline"
# The width of the column of marks, in characters; the longest quote shown whole, in characters; how many different
# quotes of one fact are shown; and the width below which a terminal has no room for two columns.
_MARKS_WIDTH, _LONGEST_QUOTE, _MOST_QUOTES, _NARROW = 9, 150, 8, 90


class _Paper(Console):
    """Standard output, raising `BrokenPipeError` when its reader has closed it."""

    def on_broken_pipe(self) -> None:
        """Raise the error for the command to handle (rich would exit with an error code)."""
        raise BrokenPipeError


def show_page(document: Document, found: Extraction, explain: bool = False, paper: Console | None = None) -> None:
    """Print the text with its passages marked, then the facts.

    With `explain` also print the blocks, the rule behind each fact, the reasons of the judges and the refusals.
    """
    paper = paper or _Paper(highlight=False, markup=False, emoji=False)
    sheet = sheet_of(document, found, explain)
    _show_head(paper, sheet)
    _show_text(paper, sheet)
    if explain:
        show_blocks(paper, document, sheet.text)
    for kind, facts in sheet.facts.items():
        paper.print(Text(counted(len(facts), TABLE_OF[kind]), style="bold"))
        _show_facts(paper, sheet.text, facts, explain)
    if explain:
        _show_reasons(paper, document)
        _show_refusals(paper, sheet)


def _show_reasons(paper: Console, document: Document) -> None:
    """Print, for each claim that a judge decided on, its probability and the reasons for it, best rivals included."""
    found = extraction.explain(document)
    paper.print(Text(f"why facts were linked: {len(found)}", style="bold"))
    for reasons in found:
        lines = [f"{reasons.probability:.0%}  {reasons.claim}", *(f"    {reason}" for reason in reasons.reasons)]
        paper.print(Text(safe("\n".join(lines)), overflow="fold"))
    paper.print()


def _show_head(paper: Console, sheet: Sheet) -> None:
    document = sheet.document
    paper.print(Text(safe(document.title or document.document_id), style="bold"))
    about = (document.raw_path, document.publisher, document.published_on and f"published {document.published_on}")
    paper.print(Text(" · ".join(safe(part) for part in about if part), style="dim"))
    if paper.is_terminal and not paper.no_color:
        kinds = [*(kind.passage for kind in KINDS.values()), "quotation", *(["refused"] if sheet.refusals else [])]
        paper.print(Text("  ").join(Text(kind, style=style_of(frozenset([kind]))) for kind in kinds))
    paper.print()


def _show_text(paper: Console, sheet: Sheet) -> None:
    """Print the text line by line; beside each line the marks of the facts whose first passage begins in it."""
    marked = list(sheet.marked())
    layered, marks = list(disjoint_slices(marked)), first_offsets(marked)
    begins, ends = [start for start, _, _ in layered], [end for _, end, _ in layered]
    starts = [start for start, _ in marks]
    position = 0
    for line in sheet.text.split("\n"):
        after = position + len(line)
        text = Text(line, overflow="fold")
        for start, end, kinds in layered[bisect_right(ends, position) : bisect_left(begins, after)]:
            text.stylize(style_of(kinds), max(0, start - position), end - position)
        beside = [mark for _, mark in marks[bisect_left(starts, position) : bisect_right(starts, after)]]
        paper.print(_with_margin(paper, " ".join(beside), text))
        position = after + 1
    paper.print()


def _with_margin(paper: Console, marks: str, text: Text) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=min(_MARKS_WIDTH, max(3, paper.width // 8)), style="dim", overflow="fold")
    grid.add_column(overflow="fold")
    grid.add_row(marks, text)
    return grid


def style_of(kinds: frozenset[str]) -> str:
    """Return the rich style of a slice covered by passages of these kinds: at most one background and one underline."""
    colours = [style for kind, style in COLOURS.items() if kind in kinds]
    lines = [style for kind, style in LINES.items() if kind in kinds]
    slant = [QUOTATION] if "quotation" in kinds else []
    if colours:
        lines = [_LINE_ON_COLOUR] * bool(lines)
    return " ".join(([_BOTH_COLOURS] if len(colours) > 1 else colours) + lines[-1:] + slant)


def _show_facts(paper: Console, text: str, facts: Sequence[Fact], explain: bool) -> None:
    """Print each fact with its quotes beside it, or below it on a narrow terminal."""
    narrow = paper.width < _NARROW
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    if not narrow:
        table.add_column(ratio=1, overflow="fold")
    for fact in facts:
        rules = ", ".join(dict.fromkeys(claim.rule for claim in fact.claims))
        rule = Text.assemble(("\nrule ", "dim"), rules) if explain else Text()
        stated, passage = Text.assemble(fact.shown, rule), Text(_quotes(text, fact), style="italic")
        table.add_row(fact.mark, *([Text.assemble(stated, "\n", passage)] if narrow else [stated, passage]))
    if facts:
        paper.print(table)
    paper.print()


def _quotes(text: str, fact: Fact) -> str:
    """Return the different quotes of a fact in the order of the text, without quotations."""
    worded = (_quote(text, claim.passage) for claim in fact.claims if passage_of(claim) != "quotation")
    return " / ".join(list(dict.fromkeys(worded))[:_MOST_QUOTES])


def _quote(text: str, passage: Passage) -> str:
    """Return a passage on one line; the middle of a long one is left out."""
    quote = " ".join(text[passage.start : passage.end].split())
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    half = _LONGEST_QUOTE // 2
    return f"{quote[:half].rstrip()} … {quote[-half:].lstrip()}"


def _show_refusals(paper: Console, sheet: Sheet) -> None:
    """Print each refusal with its rule, its reason, and the sentence around its passage."""
    paper.print(Text(f"considered and refused: {len(sheet.refusals)}", style="bold"))
    for mark, refusal in sheet.refusals.items():
        around = sentence_around(sheet.text, refusal.passage)
        start, end = refusal.passage.start - around.start, refusal.passage.end - around.start
        sentence = Text(sheet.text[around.start : around.end].replace("\n", " "), overflow="fold")
        sentence.stylize(LINES["refused"], start, end)
        why = Text.assemble((safe(refusal.rule), "bold"), ": ", safe(refusal.why), "\n", sentence)
        paper.print(_with_margin(paper, mark, why))
