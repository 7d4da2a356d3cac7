"""Show figures of accuracy, and every error, to a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.gold.comparing import Item, agrees
from tests.gold.scoring import SPLITS, Compared

# Quotes are cut to this many characters.
QUOTED = 100
# The least width of tables in characters: narrower ones are hard to read, and a pipe has no width.
WIDTH = 120


def confusions(compared: Iterable[Compared]) -> list[str]:
    """Return a line for each missed label, spurious fact and wrong attribute; optional labels have no errors."""
    return [
        f"{document.document_id} {table} {error}"
        for document in compared
        for table, pairs in document.pairs.items()
        for label, fact in pairs
        for error in _errors(label, fact)
    ]


def _errors(label: Item | None, fact: Item | None) -> list[str]:
    if label is None or fact is None:
        item = label or fact
        if item is None or item.optional:
            return []
        return [f"{'MISSED' if label else 'SPURIOUS'} {_line(item)}"]
    if label.optional:
        return []
    return [
        f"WRONG {name}: {_joined(fact.attributes[name])} not {_joined(label.attributes[name])} in {_line(fact)}"
        for name in label.attributes
        if not agrees(name, label, fact)
    ]


def _line(item: Item) -> str:
    attributes = [_joined(values) for values in item.attributes.values() if values]
    rules = f" [{','.join(sorted(item.rules))}]" if item.rules else ""
    quote = " ".join(item.quote.split())
    short = quote if len(quote) <= QUOTED else f"{quote[:QUOTED]}…"
    return f"{'/'.join(item.keys[0])} ({' '.join(attributes)}){rules} | {short}"


def _joined(values: Iterable[str]) -> str:
    return "+".join(sorted(values)) or "-"


def _percent(share: float | None, interval: Sequence[float] | None) -> str:
    if share is None or interval is None:
        return "–"
    return f"{share:.3f} ({interval[0]:.3f}–{interval[1]:.3f})"


def show(figures: dict[str, Any], errors: Sequence[str]) -> None:
    """Print tables of figures with their 95 % intervals, then the errors."""
    console = Console(highlight=False)
    console.width = max(console.width, WIDTH)
    counts = figures["documents"]
    console.print(", ".join(f"{count} articles {split}" for split, count in counts.items()))
    splits = [split for split in SPLITS if counts[split]]
    shown = splits if len(splits) == 1 else [*splits, "all"]
    console.print(_tables(figures["tables"], shown))
    console.print(_attributes(figures["attributes"], shown))
    console.print(_rules(figures["rules"]))
    console.print(f"{len(errors)} errors" + (":" if errors else ""))
    for line in errors:
        console.print(line, markup=False, soft_wrap=True)


def _tables(tables: dict[str, Any], shown: Sequence[str]) -> Table:
    grid = Table("table", "split", "gold", "found", "precision", "recall", "F1", title="Tables, 95 % intervals")
    for table, splits in tables.items():
        for split in shown:
            f = splits[split]
            shares = [_percent(f[name], f[f"{name}_95"]) for name in ("precision", "recall", "f1")]
            grid.add_row(table, split, str(f["gold"]), str(f["found"]), *shares)
        grid.add_section()
    return grid


def _attributes(attributes: dict[str, Any], shown: Sequence[str]) -> Table:
    grid = Table("table", "attribute", *shown, title="Attributes of what was found")
    for table, splits in attributes.items():
        for name in splits["all"]:
            cells = [splits[split][name] for split in shown]
            grid.add_row(table, name, *(f"{_percent(c['share'], c['share_95'])} of {c['cases']}" for c in cells))
        grid.add_section()
    return grid


def _rules(rules: dict[str, Any]) -> Table:
    grid = Table("rule", "cases", "right", "precision", title="Rules, over all articles")
    for rule, f in rules.items():
        grid.add_row(rule, str(f["cases"]), str(f["right"]), _percent(f["share"], f["share_95"]))
    return grid
