"""Learn the judges of figures from labelled documents: `make train`, or `python -m tests.gold.train_figures`.

Writes `flows/extraction/models/figures/`: the judges, a card that says what they learned from and how well they do, and
`reliability.json`, whether their probabilities hold. The figures are by cross-validation: what is said of a document is
by judges that saw none of its family.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from flows.extraction.extracting import analysed, speakers_of
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.figures.claims import MODELS, Given, work_of
from flows.extraction.linking.figures.steps import Work, judge_all
from flows.extraction.linking.judges import Judge
from flows.reading.document import Document
from tests.gold.corpus import Lesson, lessons_of_figures
from tests.gold.figure_lessons import LabelledFigures
from tests.gold.judged_figures import Judged, at_thresholds, outcomes
from tests.gold.learning import Manner, folds_of, learn
from tests.gold.reliability import Bin, as_markdown, reliability
from tests.gold.training import asked, published

# What a judge among rivals, or in a series, weighs anew are only the words that tell of these.
NEW_WORDS = {"figure-in-series": "series: ", "claim": "claim: "}

# Short texts that were written to try one wording count less than others, and texts that come a second time.
# Those of which tests promise that nothing is lost (tests/test_article.py, tests/reading/test_layouts.py) count more.
WEIGHTS = {"phrases": 0.6, "joined": 0.5, "promised": 12.0, "layouts": 4.0}
# The judges that say most of what a claim is learn slowly.
SLOWLY = ("figure-in-series", "body-among-rivals", "period-among-rivals", "claim")
QUICK, SLOW = {"learning_rate": 0.09, "num_iterations": 120}, {"learning_rate": 0.06, "num_iterations": 200}
TREES = {"num_leaves": 16, "min_data_in_leaf": 20, "feature_fraction": 0.5, "bagging_fraction": 0.7}

CARD = """# The judges of figures of disruptions

Written by `make train`; do not edit. Each judge is one decision of `flows/extraction/linking/figures`: is this number a
figure of disruptions (by itself, and among the numbers around it), does it count groups, is it a rate, which body,
period, threats, level, strand and lead is it bound to (each by itself and among its rivals), and are number and body of
the whole claim right. A judge is a linear model of words under boosted trees over named features, kept as text.

They learned from {documents} documents with {figures} figures: {kinds}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles, the texts of one test). They flatter nevertheless, since the sets were written for this project.

A judge is wrong most often where a text gives figures of several bodies, and where a period is only told in relation to
another. Probabilities are those of documents like the ones learned from.
"""


def manner(judge: str) -> Manner:
    """How a judge learns: most words are only weighed together; second looks hear few that are new to them."""
    again = judge.endswith("-among-rivals")
    words = NEW_WORDS.get(judge, "rival " if again else "")
    return Manner(8, 0.0, words, 120, few=again, trees=TREES | (SLOW if judge in SLOWLY else QUICK))


def given(document: Document) -> Given:
    """What linking needs of a document."""
    (analysis,), (spoken,) = analysed([document])
    return Given(analysis, speakers_of(spoken))


def cross_validated(
    taught: Sequence[Lesson], works: Sequence[Work], tell: Callable[[str], None]
) -> tuple[Mapping[str, Judge], list[LabelledFigures]]:
    """Learn all judges; afterwards the scores in the works are by judges that did not see their families."""
    folds = folds_of([each.family for each in taught], [len(each.disruptions) + 1 for each in taught])
    names, judges = Names(), {}
    labelled = [LabelledFigures(work, lesson.disruptions) for work, lesson in zip(works, taught, strict=True)]

    def decide(name: str, table: Table, _: Sequence[Work]) -> list[float]:
        started = time.monotonic()
        counted = [WEIGHTS.get(lesson.kind, 1.0) for lesson in taught]
        found = [
            (f, *answer, w)
            for each, f, w in zip(labelled, folds, counted, strict=True)
            for answer in each.answers(name)
        ]
        weights = [counts * weight for *_, counts, weight in found]
        right = [row[1] for row in found]
        fold_of = np.array([row[0] for row in found], np.int64)
        learned = learn(table, names, right, weights, fold_of, manner(name))
        judges[name] = learned.judge
        tell(f"{name}: {len(table)} candidates, {time.monotonic() - started:.0f} s")
        return learned.unseen

    judge_all(works, decide, names)
    return judges, labelled


def card(taught: Sequence[Judged], bins: Sequence[Bin]) -> str:
    """What the judges learned from, and how well they do, as Markdown."""
    kinds: dict[str, list[Judged]] = {}
    for lesson, work in taught:
        kinds.setdefault(lesson.kind, []).append((lesson, work))
    text = CARD.format(
        documents=len(taught),
        figures=sum(len(lesson.disruptions) for lesson, _ in taught),
        kinds=", ".join(f"{len(of_kind)} of {kind}" for kind, of_kind in kinds.items()),
    )
    for kind, of_kind in kinds.items():
        text += f"\n## {kind.capitalize()}\n\n{at_thresholds(of_kind)}"
    return f"{text}\n## Whether probabilities hold\n\n{as_markdown(bins, 'claims')}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    every, folder, tell = asked("train_figures", "Learn the judges of figures.", MODELS, lessons_of_figures, arguments)
    taught = [(lesson, work_of(given(lesson.document))) for lesson in every]
    tell(f"{len(taught)} documents read")
    read = [(lesson, work) for lesson, work in taught if work]
    judges, labelled = cross_validated([lesson for lesson, _ in read], [work for _, work in read], tell)
    bins = reliability(outcomes(labelled))
    published(judges, bins, card(taught, bins), folder)


if __name__ == "__main__":
    main()
