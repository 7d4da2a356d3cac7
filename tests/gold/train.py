"""Learn the judges of ratings and their dates: `make train`, or `python -m tests.gold.train`.

Writes the judges, their card and their reliability curve to `flows/extraction/models/ratings/`; all figures are by
cross-validation. `make accuracy` puts the curve into what releases carry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from flows.extraction.linking.area_words import AreaWords
from flows.extraction.linking.dating import Dating, date_all
from flows.extraction.linking.features.rows import Table
from flows.extraction.linking.judges import MODELS, Judge
from flows.extraction.linking.ratings import THRESHOLD, work_of
from flows.extraction.linking.steps import RatingWork, judge_all
from tests.gold import cards
from tests.gold.area_learning import learn_areas
from tests.gold.corpus import Lesson, hard_sets, lessons
from tests.gold.cross_validation import CrossValidation
from tests.gold.judged import Judged, at_thresholds, outcomes
from tests.gold.learning import Settings
from tests.gold.lessons import Labelled, LabelledDates, linking_inputs
from tests.gold.lost import STAGES, lost
from tests.gold.reliability import reliability
from tests.gold.saving import save_areas
from tests.gold.tabulating import tabulate_in_parallel
from tests.gold.training import prepare

# The weights of documents by kind, if not 1: short texts that were written to try one wording, joined texts, which come
# a second time, and hard sets count less, so that probabilities are those of documents as they arrive; pages of which
# tests/reading/test_layouts.py promises that nothing is lost count more.
WEIGHTS = {"phrases": 0.35, "joined": 0.4, "layouts": 12.0, **dict.fromkeys(hard_sets(), 0.5)}
# Candidate dates are many and few of them right: trees whose splits are partly random do better on unseen documents.
DATES = {"extra_trees": True, "learning_rate": 0.16, "feature_fraction": 0.6}
# Whole ratings have the features of their parts, whose judges weighed the rare words already.
SETTINGS = {
    "grade": Settings(words="grade: ", words_for_trees=300, sparse=True),
    "area": Settings(words="area: ", words_for_trees=300, sparse=True),
    "rating": Settings(min_share=1 / 50),
    "earlier": Settings(min_share=1 / 50, words="grade: ", sparse=True),
    "rating-among-all": Settings(min_share=1 / 50),
    **dict.fromkeys(("day", "report", "report-among-all"), Settings(trees=DATES)),
}

CARD = """# The judges of ratings

Written by `make train`; do not edit. Each judge is one decision of `flows/extraction/linking`: is this word a grade,
which area, which body (both again among their rivals), are the three together a rating, is it an earlier one, and is
it a rating in the light of all that its document says; then is a time that the document names that of a report, and
which is the report of a rating. They are boosted trees over named features, kept as text; those of grades, areas and
earlier ratings also see what a linear model makes of seldom words. Another linear model, `area-words.json`, tells which
area the words around a grade speak of; the likeliest is a candidate even where nothing names it.

They learned from {documents} documents with {ratings} ratings: {kinds}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles, the texts of one test). They flatter nevertheless, since the sets were written for this project. Grades in
tables are not judged; they count as found.

A judge is wrong most often where a text names several bodies, where an area is in no vocabulary, and where one phrase
names two areas. Probabilities are those of documents like the ones learned from.
"""


def cross_validated(
    taught: Sequence[Lesson], works: Sequence[RatingWork], log: Callable[[str], None]
) -> tuple[AreaWords, Mapping[str, Judge], list[Dating]]:
    """Learn all judges and which words speak of which area. Return them, and the dated documents, whose scores are
    unseen predictions."""
    learner = CrossValidation(
        taught,
        [len(lesson.ratings) for lesson in taught],
        [WEIGHTS.get(lesson.kind, 1.0) for lesson in taught],
        lambda judge: SETTINGS.get(judge, Settings()),
        log,
    )
    labelled = [Labelled(work, lesson.ratings) for work, lesson in zip(works, taught, strict=True)]

    def decide(judge: str, table: Table, _: Sequence[RatingWork]) -> list[float]:
        return learner.learn(judge, table, labelled)

    def decide_dates(judge: str, table: Table, dated: Sequence[Dating]) -> list[float]:
        dates = [LabelledDates(each, lesson.ratings) for each, lesson in zip(dated, taught, strict=True)]
        return learner.learn(judge, table, dates)

    model = learn_areas(labelled, taught, learner)
    log(f"areas by words: {len(model.weights)} words")
    judge_all(works, decide, learner.names, tabulate_in_parallel)
    dated = date_all(works, decide_dates, learner.names, tabulate_in_parallel)
    return model, learner.judges, dated


def stages(kinds: Mapping[str, Sequence[Judged]]) -> str:
    """Return how many ratings of each set are lost at each stage, as a Markdown table."""
    sets = {kind: of_kind for kind, of_kind in kinds.items() if kind not in ("articles", "phrases", "joined")}
    counts = {
        kind: Counter(stage for lesson, dated in judged for stage, _ in lost(dated.work, lesson.ratings, THRESHOLD))
        for kind, judged in sets.items()
    }
    rows = ((stage, *(str(counts[kind][stage]) for kind in sets)) for stage in STAGES)
    return cards.as_table(("stage", *sets), rows, left=(0,))


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    taught, folder, log = prepare("train", "Learn the judges of ratings.", MODELS / "ratings", lessons, arguments)
    works = [work_of(*given) for given in linking_inputs([lesson.document for lesson in taught])]
    log(f"{len(taught)} documents read")
    model, judges, dated = cross_validated(taught, works, log)
    judged = [*zip(taught, dated, strict=True)]
    # Joined texts come a second time, and count once.
    bins = reliability(outcomes(pair for pair in judged if pair[0].kind != "joined"))
    kinds = cards.by_kind(judged, lambda pair: pair[0].kind)
    ratings = sum(len(lesson.ratings) for lesson in taught)
    about = CARD.format(documents=len(taught), ratings=ratings, kinds=cards.kinds_of(kinds))
    card = cards.card(about, kinds, at_thresholds, bins, "ratings")
    cards.publish(judges, bins, f"{card}\n## Where ratings of sets are lost\n\n{stages(kinds)}", folder)
    save_areas(model, folder / "area-words.json")


if __name__ == "__main__":
    main()
