"""What labels of figures teach: for each candidate of each judge whether it is right, and how much this answer counts.

`LabelledFigures` answers for the judges of `flows/extraction/linking/figures/steps.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flows.extraction.linking.figures.decoding import with_content
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import KINDS
from flows.extraction.linking.figures.steps import FigureWork
from tests.gold.comparing import bodies_named, figure_of, label_item, number_text
from tests.gold.corpus import Label
from tests.gold.cross_validation import Answer
from tests.gold.lessons import LettersOnly

NOTHING: Answer = (False, 0.0)


class LabelledFigures:
    """A work and its labels, each aligned with the number that its quotation means.

    Make it before the work is judged: it tells the work which numbers must stay candidates (`FigureWork.required`).
    `of_place`: the label of each number that a label means, by the index of its place; `repetitions`: the numbers that
    have the value of a label and may state it again; `shares`: percentages that stand with a count, and are no figures
    of their own.
    """

    def __init__(self, work: FigureWork, labels: Sequence[Label]) -> None:
        self.work = work
        self.labels = labels
        self.items = [label_item("disruptions", label) for label in labels]
        self.of_place: dict[int, Label] = {}
        self.repetitions: set[int] = set()
        self.shares: set[int] = set()
        self._align()
        work.required = frozenset(self.of_place)

    def _align(self) -> None:
        """Give each label the first free number with its value in its quotation; optional labels come last."""
        places = self.work.page.places
        by_value: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            by_value[number_text(place.number.value)].append(place)
        text = LettersOnly(self.work.page.text)
        for label in sorted(self.labels, key=lambda label: bool(label["optional"])):
            same = by_value[number_text(figure_of(label)[1])]
            self.repetitions.update(place.index for place in same)
            spans = text.find(label["quote"])
            inside = [p.index for p in same if any(start <= p.number.start < end for start, end in spans)]
            free = [index for index in inside if index not in self.of_place]
            if not (free or inside):
                continue
            index = (free or inside)[0]
            self.of_place.setdefault(index, label)
            if label.get("count") is not None and label.get("share_percent") is not None:
                share = number_text(label["share_percent"])
                self.shares.update(p.index for p in by_value[share] if p.number.percent)

    def numbers(self) -> Iterator[Answer]:
        """Yield whether each number is a figure of disruptions."""
        for place in self.work.page.places:
            label = self.of_place.get(place.index)
            if label is not None:
                yield NOTHING if label["optional"] else (True, 1.0)
            elif place.index in self.shares:
                yield False, 1.0
            else:
                yield False, 0.0 if place.index in self.repetitions else 1.0

    def measures(self, name: str) -> Iterator[Answer]:
        """Yield whether the measure of each figure has a word in its name: "groups" or "rate"."""
        for place in self.work.figures:
            label = self.of_place.get(place.index)
            yield (name in label["measure"], 1.0) if label else NOTHING

    def pairs(self, kind: str) -> Iterator[Answer]:
        """Yield whether each figure is bound to each candidate of a kind (body, period, threat, mark).

        Where only an alternative body of the label is a candidate, that body is right.
        """
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
        """Yield whether number and body of each claim are those of a label; optional labels do not count."""
        right = {key for item in self.items if not item.optional for key in item.keys}
        optional = {key for item in self.items if item.optional for key in item.keys} - right
        for key in keys_of_claims(self.work):
            yield key in right, float(key not in optional)

    def answers(self, judge: str) -> list[Answer]:
        """Return the answers to the candidates of a judge, in their order."""
        answers = list(ANSWERS[judge](self))
        kind, _, again = judge.partition("-among-")
        return [answers[number] for number in self.work.second_look[kind]] if again else answers


def keys_of_claims(work: FigureWork) -> list[tuple[str, str, str]]:
    """Return body, column and number of each claim as the keys of labels give them."""
    figures = (with_content(work.page, claim, 1.0).figure for claim in work.claims)
    return [(body.body_id, column, number_text(value)) for body, column, value in figures]


def _is_bound(label: Label, target: Candidate, *, first: bool) -> bool:
    """Whether a label binds its figure to a candidate; `first`: not if the candidate is an alternative body."""
    if target.kind == "body":
        names = [label["body"]] if first else [label["body"], *label.get("body_alternatives", ())]
        return any(target.key.body_id in bodies_named(name) for name in names)
    if target.kind == "period":
        return bool(target.key == (label["period_start"], label["period_end"]))
    return target.key in label["threats"] if target.kind == "threat" else bool(target.key == label[target.sort])


ANSWERS: Mapping[str, Callable[[LabelledFigures], Iterator[Answer]]] = {
    "figure": LabelledFigures.numbers,
    "figure-in-series": LabelledFigures.numbers,
    "groups": lambda labelled: labelled.measures("groups"),
    "rate": lambda labelled: labelled.measures("rate"),
    **{
        f"{kind}{look}": lambda labelled, kind=kind: labelled.pairs(kind)  # type: ignore[misc]
        for kind in KINDS
        for look in ("", "-among-rivals")
    },
    "claim": LabelledFigures.claims,
}
