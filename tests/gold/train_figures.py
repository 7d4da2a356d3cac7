"""Learn the judges of figures: `make train`, or `python -m tests.gold.train_figures`.

Writes the judges, their card and their reliability curve to `flows/extraction/models/figures/`; all figures are by
cross-validation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows.extraction.linking.figures.claims import work_of
from flows.extraction.linking.figures.steps import FigureWork, judge_all
from flows.extraction.linking.judges import MODELS, Judge
from tests.gold import cards
from tests.gold.corpus import Lesson, lessons_of_figures
from tests.gold.cross_validation import CrossValidation
from tests.gold.figure_lessons import LabelledFigures
from tests.gold.judged_figures import at_thresholds, outcomes
from tests.gold.learning import Settings
from tests.gold.lessons import linking_inputs
from tests.gold.reliability import reliability
from tests.gold.tabulating import tabulate_in_parallel
from tests.gold.training import prepare

# How the names of the words begin that a later judge weighs: only those that earlier judges did not weigh already.
NEW_WORDS = {"figure-in-series": "series: ", "claim": "claim: "}
# The weights of documents by kind, if not 1: short texts that were written to try one wording, and joined texts, which
# come a second time, count less; documents of which tests promise that nothing is lost (tests/test_article.py,
# tests/reading/test_layouts.py) count more.
WEIGHTS = {"phrases": 0.6, "joined": 0.5, "promised": 12.0, "layouts": 4.0}
# The judges that decide most about a claim learn slowly.
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


def settings_of(judge: str) -> Settings:
    """Return how a judge learns. A judge among rivals weighs only words about rivals, and gives most words weight 0."""
    again = judge.endswith("-among-rivals")
    words = NEW_WORDS.get(judge, "rival " if again else "")
    return Settings(8, 0.0, words, 120, sparse=again, trees=TREES | (SLOW if judge in SLOWLY else QUICK))


def cross_validated(
    taught: Sequence[Lesson], works: Sequence[FigureWork], log: Callable[[str], None]
) -> tuple[Mapping[str, Judge], list[LabelledFigures]]:
    """Learn all judges. Return them, and the labelled documents, whose scores are unseen predictions."""
    learner = CrossValidation(
        taught,
        [len(lesson.disruptions) + 1 for lesson in taught],
        [WEIGHTS.get(lesson.kind, 1.0) for lesson in taught],
        settings_of,
        log,
    )
    labelled = [LabelledFigures(work, lesson.disruptions) for work, lesson in zip(works, taught, strict=True)]
    judge_all(works, lambda judge, table, _: learner.learn(judge, table, labelled), learner.names, tabulate_in_parallel)
    return learner.judges, labelled


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    lessons, folder, log = prepare(
        "train_figures", "Learn the judges of figures.", MODELS / "figures", lessons_of_figures, arguments
    )
    judged = [*zip(lessons, map(work_of, linking_inputs([lesson.document for lesson in lessons])), strict=True)]
    log(f"{len(lessons)} documents read")
    # Documents without a work can state no figure: nothing is learned from them, but their labels count as missed.
    taught, works = [lesson for lesson, work in judged if work], [work for _, work in judged if work]
    judges, labelled = cross_validated(taught, works, log)
    bins = reliability(outcomes(labelled))
    kinds = cards.by_kind(judged, lambda pair: pair[0].kind)
    figures = sum(len(lesson.disruptions) for lesson in lessons)
    about = CARD.format(documents=len(lessons), figures=figures, kinds=cards.kinds_of(kinds))
    cards.publish(judges, bins, cards.card(about, kinds, at_thresholds, bins, "claims"), folder)


if __name__ == "__main__":
    main()
