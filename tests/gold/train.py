"""Learn the judges of the linker from labelled documents: `make train`, or `python -m tests.gold.train`.

Writes `flows/extraction/models/ratings/`: the judges, a card that says what they learned from and how well they do, and
`reliability.json`, whether their probabilities hold, which `make accuracy` puts into what releases carry. The figures
are by cross-validation: what is said of a document is by judges that saw none of its family.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from unittest import mock

import numpy as np

from flows.extraction.extracting import analysed, speakers_of
from flows.extraction.linking.dating import Dating, date_all
from flows.extraction.linking.features import rows
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.ratings import MODELS, THRESHOLD, work_of
from flows.extraction.linking.steps import Work, judge_all
from flows.reading.document import Document
from tests.gold.corpus import Lesson, lessons
from tests.gold.judged import Judged, at_thresholds, outcomes
from tests.gold.learning import Manner, described_in_parts, folds_of, learn
from tests.gold.lessons import Labelled, LabelledDates
from tests.gold.lost import STAGES, lost
from tests.gold.reliability import Bin, as_markdown, reliability
from tests.gold.training import asked, published

# Short texts that were written to try one wording count less than others, and texts that are told a second time. Pages
# of which tests/reading/test_layouts.py promises that nothing is lost count more.
WEIGHTS = {"phrases": 0.6, "joined": 0.4, "layouts": 12.0}
# Days and reports are many, and few of them right: trees that split by chance tell more of documents they did not see.
DATES = {"extra_trees": True, "learning_rate": 0.16, "feature_fraction": 0.6}
# Of whole ratings, which have all features of their parts, the seldom words have been heard before.
MANNERS = {
    "grade": Manner(words="grade: ", shown=300, few=True),
    "area": Manner(words="area: ", shown=300, few=True),
    "rating": Manner(smallest_share=1 / 50),
    "earlier": Manner(smallest_share=1 / 50, words="grade: ", few=True),
    "rating-among-all": Manner(smallest_share=1 / 50),
    **dict.fromkeys(("day", "report", "report-among-all"), Manner(trees=DATES)),
}


def unjudged(document: Document) -> Work:
    """A document with its candidates."""
    (analysis,), (spoken,) = analysed([document])
    return work_of(analysis, speakers_of(spoken))


def cross_validated(
    taught: Sequence[Lesson], works: Sequence[Work], told: Callable[[str], None]
) -> tuple[Mapping[str, Judge], list[Dating]]:
    """Learn all judges; afterwards the scores in the works are by judges that did not see their families."""
    folds = folds_of([each.family for each in taught], [len(each.ratings) for each in taught])
    names, judges = Names(), {}
    pairs = zip(works, taught, strict=True)
    labelled: list[Labelled | LabelledDates] = [Labelled(work, lesson.ratings) for work, lesson in pairs]

    def decide(name: str, table: Table, dated: Sequence[Dating]) -> list[float]:
        started = time.monotonic()
        if name == "day":
            labelled[:] = [LabelledDates(each, lesson.ratings) for each, lesson in zip(dated, taught, strict=True)]
        counted = [WEIGHTS.get(lesson.kind, 1.0) for lesson in taught]
        found = [
            (fold, right, counts * weight)
            for each, fold, weight in zip(labelled, folds, counted, strict=True)
            for right, counts in each.answers(name)
        ]
        right, weights = [row[1] for row in found], [row[2] for row in found]
        fold_of = np.array([row[0] for row in found], np.int64)
        learned = learn(table, names, right, weights, fold_of, MANNERS.get(name, Manner()))
        judges[name] = learned.judge
        told(
            f"{name}: {len(table)} candidates, {len(learned.judge.names)} features, {time.monotonic() - started:.0f} s"
        )
        return learned.unseen

    with mock.patch.object(rows, "described", described_in_parts):
        judge_all(works, decide, names)
        return judges, date_all(works, decide, names)


CARD = """# The judges of ratings

Written by `make train`; do not edit. Each judge is one decision of `flows/extraction/linking`: is this word a grade,
which area, which body (both again among their rivals), are the three together a rating, is it an earlier one, and is
it a rating in the light of all that its document says; then is a time that the document names that of a report, and
which is the report of a rating. They are boosted trees over named features, kept as text; those of grades, areas and
earlier ratings also see what a linear model makes of seldom words.

They learned from {documents} documents with {ratings} ratings: {kinds}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles, the texts of one test). They flatter nevertheless, since the sets were written for this project. Grades in
tables are not judged; they count as found.

A judge is wrong most often where a text names several bodies, where an area is in no vocabulary, and where one phrase
names two areas. Probabilities are those of documents like the ones learned from.
"""


def by_kind(taught: Sequence[Lesson], dated: Sequence[Dating]) -> dict[str, list[Judged]]:
    """What was judged, with its labels, by the kind of document."""
    kinds: dict[str, list[Judged]] = {}
    for each, lesson in zip(dated, taught, strict=True):
        kinds.setdefault(lesson.kind, []).append((each, lesson.ratings))
    return kinds


def reliability_of(kinds: Mapping[str, Sequence[Judged]]) -> list[Bin]:
    """Whether probabilities hold; texts that are told a second time, joined, do not count again."""
    return reliability(outcomes(pair for kind, of_kind in kinds.items() if kind != "joined" for pair in of_kind))


def card(taught: Sequence[Lesson], kinds: Mapping[str, Sequence[Judged]], bins: Sequence[Bin]) -> str:
    """What the judges learned from, and how well they do, as Markdown."""
    told = CARD.format(
        documents=len(taught),
        ratings=sum(len(lesson.ratings) for lesson in taught),
        kinds=", ".join(f"{len(of_kind)} of {kind}" for kind, of_kind in kinds.items()),
    )
    for kind, of_kind in kinds.items():
        told += f"\n## {kind.capitalize()}\n\n{at_thresholds(of_kind)}"
    told += f"\n## Whether probabilities hold\n\n{as_markdown(bins, 'ratings')}"
    return f"{told}\n## Where ratings of sets are lost\n\n{stages(kinds)}"


def stages(kinds: Mapping[str, Sequence[Judged]]) -> str:
    """How many ratings of each set are lost at each stage, as Markdown."""
    sets = {kind: of_kind for kind, of_kind in kinds.items() if kind not in ("articles", "phrases", "joined")}
    counts = {
        kind: Counter(stage for dated, labels in of_kind for stage, _ in lost(dated.work, labels, THRESHOLD))
        for kind, of_kind in sets.items()
    }
    lines = [f"| stage | {' | '.join(sets)} |", f"|---|{'--:|' * len(sets)}"]
    lines += [f"| {stage} | {' | '.join(str(counts[kind][stage]) for kind in sets)} |" for stage in STAGES]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    taught, folder, tell = asked("train", "Learn the judges of the linker.", MODELS, lessons, arguments)
    works = [unjudged(lesson.document) for lesson in taught]
    tell(f"{len(taught)} documents read")
    judges, dated = cross_validated(taught, works, tell)
    kinds = by_kind(taught, dated)
    bins = reliability_of(kinds)
    published(judges, bins, card(taught, kinds, bins), folder)


if __name__ == "__main__":
    main()
