"""Write what was learned as JSON that `flows/extraction` loads, and that people can read and compare."""

from __future__ import annotations

import json
from pathlib import Path

from flows.extraction.linking.area_words import AreaWords
from flows.extraction.linking.judges import Judge


def save_judge(judge: Judge, path: Path) -> None:
    """Write a judge, with each line of its trees as its own string."""
    saved: dict[str, object] = {"slope": judge.slope, "offset": judge.offset, "names": judge.names}
    if judge.words:
        saved |= {"words": dict(judge.words), "bias": judge.bias}
    saved["trees"] = judge.trees.splitlines()
    _write(json.dumps(saved, indent=0, ensure_ascii=False), path)


def save_areas(model: AreaWords, path: Path) -> None:
    """Write the model of area words, a line for each word; its weights name areas by their place among the biases."""
    place = {area: number for number, area in enumerate(model.biases)}
    placed = ({place[area]: weight for area, weight in of_word.items()} for of_word in model.weights.values())
    lines = [f"{json.dumps(word)}: {json.dumps(row)}" for word, row in zip(model.weights, placed, strict=True)]
    _write(f'{{"biases": {json.dumps(dict(model.biases))},\n"weights": {{\n' + ",\n".join(lines) + "\n}}", path)


def _write(text: str, path: Path) -> None:
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
