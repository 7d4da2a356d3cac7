"""What labels of figures teach: for each candidate of each step whether it is right, and how much that counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flows.extraction.linking.figures.decoding import linked_of
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import KINDS
from flows.extraction.linking.figures.steps import Work
from tests.gold.comparing import FIGURES, bodies_named, label_item
from tests.gold.lessons import Answer, Flat, Label

NOTHING: Answer = (False, 0.0)


class LabelledFigures:
    """A document in the making and its labels, each aligned with the number that its quotation means."""

    def __init__(self, work: Work, labels: Sequence[Label]) -> None:
        self.work = work
        self.labels = labels
        self.items = [label_item("disruptions", label) for label in labels]
        self.of_place: dict[int, Label] = {}
        self.perhaps: set[int] = set()  # numbers that may say again what a label says
        self.shares: set[int] = set()  # shares that stand with a count, and are no figures of their own
        self._align()
        work.required = frozenset(self.of_place)

    def _align(self) -> None:
        places = self.work.page.places
        by_value: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            by_value[_value(place.number.value)].append(place)
        text = Flat(self.work.page.text)
        for label in sorted(self.labels, key=lambda label: bool(label["optional"])):
            same = by_value[_value(_figure(label))]
            self.perhaps.update(place.index for place in same)
            spans = text.find(label["quote"])
            inside = [p.index for p in same if any(start <= p.number.start < end for start, end in spans)]
            free = [index for index in inside if index not in self.of_place]
            if not (free or inside):
                continue
            index = (free or inside)[0]
            self.of_place.setdefault(index, label)
            if label.get("count") is not None and label.get("share_percent") is not None:
                self.shares.update(p.index for p in by_value[_value(label["share_percent"])] if p.number.percent)

    def numbers(self) -> Iterator[Answer]:
        """Whether each number is a figure of disruptions."""
        for place in self.work.page.places:
            label = self.of_place.get(place.index)
            if label is not None:
                yield (False, 0.0) if label["optional"] else (True, 1.0)
            elif place.index in self.shares:
                yield False, 1.0
            else:
                yield False, 0.0 if place.index in self.perhaps else 1.0

    def measures(self, name: str) -> Iterator[Answer]:
        """Whether each figure is one of groups, or a rate."""
        for place in self.work.figures:
            label = self.of_place.get(place.index)
            yield (name in label["measure"], 1.0) if label else NOTHING

    def pairs(self, kind: str) -> Iterator[Answer]:
        """Whether each figure is bound to each candidate; where only an alternative is one, to that."""
        right: dict[int, set[Any]] = {}
        for number, target in self.work.pairs[kind]:
            right.setdefault(number, set())
            if (label := self._label(number)) and _is_bound(label, target, first=True):
                right[number].add(target.key)
        for number, target in self.work.pairs[kind]:
            label = self._label(number)
            if label is None:
                yield NOTHING
            elif right[number] or kind != "body":
                first = target.key in right[number]
                yield first, float(first or not _is_bound(label, target, first=False))
            else:
                yield _is_bound(label, target, first=False), 1.0

    def _label(self, number: int) -> Label | None:
        return self.of_place.get(self.work.figures[number].index)

    def claims(self) -> Iterator[Answer]:
        """Whether number and body of each claim are a label's; those of optional ones do not count."""
        right = {key for item in self.items if not item.optional for key in item.keys}
        optional = {key for item in self.items if item.optional for key in item.keys} - right
        for key in keys_of_claims(self.work):
            yield key in right, float(key not in optional)

    def answers(self, judge: str) -> list[Answer]:
        """The answers to the candidates of a judge, in their order."""
        answers = list(ASKED[judge](self))
        kind, _, again = judge.partition("-among-")
        return [answers[number] for number in self.work.hopeful[kind]] if again else answers


def keys_of_claims(work: Work) -> list[tuple[str, str, str]]:
    """The facts that the claims of a document would be, as labels have them."""
    figures = (linked_of(work.page, claim, 1.0).figure for claim in work.claims)
    return [(body.body_id, cell, _value(value)) for body, cell, value in figures]


def _is_bound(label: Label, target: Candidate, *, first: bool) -> bool:
    """Whether a label says that its figure is bound to something; of bodies the one that it gives first, or any."""
    if target.kind == "body":
        names = [label["body"]] if first else [label["body"], *label.get("body_alternatives", ())]
        return any(target.key.body_id in bodies_named(name) for name in names)
    if target.kind == "period":
        return bool(target.key == (label["period_start"], label["period_end"]))
    return target.key in label["threats"] if target.kind == "threat" else bool(target.key == label[target.sort])


def _figure(label: Label) -> float:
    return float(next(label[name] for name in FIGURES if label.get(name) is not None))


def _value(value: float) -> str:
    return f"{float(value):.6g}"


ASKED: Mapping[str, Callable[[LabelledFigures], Iterator[Answer]]] = {
    "figure": LabelledFigures.numbers,
    "figure-in-series": LabelledFigures.numbers,
    "groups": lambda labelled: labelled.measures("groups"),
    "rate": lambda labelled: labelled.measures("rate"),
    **{
        f"{kind}{light}": lambda labelled, kind=kind: labelled.pairs(kind)  # type: ignore[misc]
        for kind in KINDS
        for light in ("", "-among-rivals")
    },
    "claim": LabelledFigures.claims,
}
