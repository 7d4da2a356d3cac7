"""Learn from labelled ratings which area the words around a grade speak of (`linking/area_words.py`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from flows.extraction.linking.area_words import AreaWords, words_of_grades
from tests.gold.corpus import Lesson
from tests.gold.cross_validation import CrossValidation
from tests.gold.lessons import Labelled

# Areas and words that fewer grades have are not learned; a weight that is not larger than this becomes 0.
MIN_GRADES, MIN_WORDS, MIN_WEIGHT = 10, 5, 0.2
# How much the model may adapt to its documents: the inverse of the penalty on the squares of its weights.
ADAPTING = 0.3
# The stems around a grade, the area of one of its labels, how much this counts, and the fold of the document.
Case = tuple[list[str], str, float, int]


def learn_areas(documents: Sequence[Labelled], taught: Sequence[Lesson], learner: CrossValidation) -> AreaWords:
    """Learn the model from all documents. The likely areas of each document's grades are set to those by a model that
    saw no document of its family. Joined texts teach nothing: they come a second time."""
    works = [labelled.work for labelled in documents]
    words = [list(words_of_grades(work.document, work.grades)) for work in works]
    cases: list[Case] = []
    for labelled, lesson, own, fold, weight in zip(
        documents, taught, words, learner.folds, learner.weights, strict=True
    ):
        for number, around in enumerate(own if lesson.kind != "joined" else ()):
            areas = sorted({item.keys[0][1] for item in labelled.required(number)})
            cases += [(around, area, weight / len(areas), fold) for area in areas]
    unseen = {fold: _fitted([case for case in cases if case[3] != fold]) for fold in set(learner.folds)}
    for work, own, fold in zip(works, words, learner.folds, strict=True):
        work.likely_areas = [*map(unseen[fold].likely_areas, own)]
        work.margins = [*map(unseen[fold].margins, own)]
    return _fitted(cases)


def _fitted(cases: Sequence[Case]) -> AreaWords:
    """Return the model that these cases give."""
    # These imports take seconds, which only trainings should have to wait for.
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    often = Counter(area for _, area, _, _ in cases)
    cases = [case for case in cases if often[case[1]] >= MIN_GRADES]
    if len({area for _, area, _, _ in cases}) < 3:  # two would have one row of weights in common
        return AreaWords({"overall": 0.0}, {})
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(dict.fromkeys(around, 1.0) for around, _, _, _ in cases)
    frequent = np.flatnonzero(np.asarray(table.sum(axis=0)).ravel() >= MIN_WORDS)
    linear = LogisticRegression(C=ADAPTING, max_iter=60, tol=1e-3)
    linear.fit(table[:, frequent], [area for _, area, _, _ in cases], [weight for _, _, weight, _ in cases])
    areas, names = linear.classes_.tolist(), vectorizer.get_feature_names_out()[frequent].tolist()
    kept = np.where(np.abs(linear.coef_) > MIN_WEIGHT, np.round(linear.coef_, 2), 0.0).T
    weights = (
        (name, {area: w for area, w in zip(areas, row, strict=True) if w})
        for name, row in zip(names, kept.tolist(), strict=True)
    )
    biases = dict(zip(areas, np.round(linear.intercept_, 2).tolist(), strict=True))
    return AreaWords(biases, {name: row for name, row in weights if row})
