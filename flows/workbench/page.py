"""The page of a document on a terminal. None of its text is taken for markup, nor sent to the terminal unchecked."""

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
from flows.workbench.sheet import Fact, Sheet, firsts, layers, sentence_around, sheet_of
from flows.workbench.structure import show_blocks

_BOTH_COLOURS, _ON_COLOUR = "black on green", "underline"
_MARKS_WIDTH, _LONGEST_QUOTE, _MOST_WORDINGS, _NARROW = 9, 150, 8, 90


class _Paper(Console):
    """Standard output. Its reader may have seen enough and gone: the command ends well then."""

    def on_broken_pipe(self) -> None:
        """Leave it to the command, where rich would exit."""
        raise BrokenPipeError


def show_page(document: Document, found: Extraction, explain: bool = False, paper: Console | None = None) -> None:
    """The text with its passages marked, then the facts; with `explain` also its blocks, every rule, and refusals."""
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
    """Of each fact that was linked its probability, what added to it and took from it, and what came second."""
    found = extraction.explain(document)
    paper.print(Text(f"why facts were linked: {len(found)}", style="bold"))
    for one in found:
        lines = [f"{one.probability:.0%}  {one.claim}", *(f"    {reason}" for reason in one.reasons)]
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


def _show_facts(paper: Console, text: str, facts: Sequence[Fact], explain: bool) -> None:
    """Fact and passage side by side, or one under the other where there is no room for that."""
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
    """Every wording of a fact in the order of the text; of somebody every name."""
    worded = (_quote(text, claim.passage) for claim in fact.claims if passage_of(claim) != "quotation")
    return " / ".join(list(dict.fromkeys(worded))[:_MOST_WORDINGS])


def _quote(text: str, passage: Passage) -> str:
    """A passage on one line, its middle left out where it is long: the text above has all of it."""
    quote = " ".join(text[passage.start : passage.end].split())
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    half = _LONGEST_QUOTE // 2
    return f"{quote[:half].rstrip()} … {quote[-half:].lstrip()}"


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
