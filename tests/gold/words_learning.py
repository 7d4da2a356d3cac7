"""How a judge learns that looks at many words: what a linear model of them says is one more feature of the trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge, probability
from tests.gold.learning import FOLDS, TREES, Learned, without_remarks

if TYPE_CHECKING:
    import lightgbm
    from scipy.sparse import csr_matrix

# What fewer candidates have teaches nothing; words lighter than this are not kept.
FEWEST, LIGHTEST = 8, 0.1
# So many words are shown to the trees one by one, those that weigh most.
SHOWN = 120
# A judge whose answer is built upon by more than one other learns slowly.
QUICK, SLOW = {"learning_rate": 0.09, "num_iterations": 120}, {"learning_rate": 0.06, "num_iterations": 200}
SETTINGS: dict[str, Any] = TREES | {
    "num_leaves": 16,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
}
Floats = NDArray[np.float64]


def learn_with_words(
    table: Table,
    names: Names,
    right: Sequence[bool],
    weights: Sequence[float],
    folds: NDArray[np.int64],
    only: str = "",
    *,
    slowly: bool = False,
) -> Learned:
    """Learn to tell right candidates from others. `only`: what the names of the words begin with that are weighed."""
    # These take seconds, which only who learns has to wait for.
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    wide = csr_matrix((table.values, table.columns, table.ends), (len(table), len(names.number)))
    y, w = np.array(right, float), np.array(weights, float)
    listed = list(names.number)
    counts = np.bincount(table.columns, minlength=len(listed))
    sums = np.asarray(wide.sum(axis=0)).ravel()
    words, others = (counts >= FEWEST) & (sums == counts), (counts >= FEWEST) & (sums != counts)
    weighed = np.flatnonzero(words & np.array([name.startswith(only) for name in listed]))
    if not len(weighed) or not 0 < y[w > 0].sum() < (w > 0).sum():
        weighed, model = np.array([], np.int64), None
        kept = np.flatnonzero(others | words)
        matrix = wide[:, kept].toarray()
    else:
        spoken, model, telling = _words(wide[:, weighed].tocsr(), y, w, folds)
        kept = np.sort(np.concatenate([np.flatnonzero(others), weighed[telling]]))
        matrix = np.column_stack([wide[:, kept].toarray(), spoken])
    scores, booster = _trees(matrix, y, w, folds, SETTINGS | (SLOW if slowly else QUICK))
    counted = w > 0
    calibration = LogisticRegression(C=1e6).fit(scores[counted, None], y[counted], sample_weight=w[counted])
    slope, offset = (round(float(value), 4) for value in (calibration.coef_[0, 0], calibration.intercept_[0]))
    judge = Judge(
        tuple(listed[column] for column in kept),
        without_remarks(booster.model_to_string()),
        slope,
        offset,
        {listed[column]: weight for column, weight in zip(weighed, model[0], strict=True) if weight} if model else {},
        model[1] if model else 0.0,
    )
    return Learned(judge, [probability(slope * float(score) + offset) for score in scores])


def _words(
    matrix: csr_matrix, y: Floats, w: Floats, folds: NDArray[np.int64]
) -> tuple[Floats, tuple[list[float], float], NDArray[np.int64]]:
    """What linear models say of candidates they did not see; weights and bias of one that saw all; the most telling."""
    from sklearn.linear_model import LogisticRegression

    def fit(rows: NDArray[np.bool_]) -> tuple[Floats, float]:
        linear = LogisticRegression(C=0.5, solver="liblinear", tol=0.02, random_state=1)
        linear.fit(matrix[rows], y[rows], w[rows])
        coefficients = linear.coef_[0]
        kept = np.where(np.abs(coefficients) > LIGHTEST, np.round(coefficients, 2), 0.0)
        return kept, round(float(linear.intercept_[0]), 3)

    spoken = np.zeros(len(y))
    for fold in range(FOLDS):
        asked = folds == fold
        if asked.any():
            weights, bias = fit((w > 0) & ~asked)
            spoken[asked] = matrix[asked] @ weights + bias
    weights, bias = fit(w > 0)
    share = np.clip(np.asarray(matrix.mean(axis=0)).ravel(), 0.0, 1.0)
    telling = np.argsort(-np.abs(weights) * np.sqrt(share * (1 - share)), kind="stable")[:SHOWN]
    return spoken, ([float(weight) for weight in weights], bias), telling


def _trees(
    matrix: Floats, y: Floats, w: Floats, folds: NDArray[np.int64], settings: dict[str, Any]
) -> tuple[Floats, lightgbm.Booster]:
    """What trees say of candidates that they did not see, and the trees that saw all."""
    import lightgbm

    data = lightgbm.Dataset(matrix.astype(np.float32), y, weight=w, params=settings, free_raw_data=False).construct()
    scores = np.zeros(len(y))
    for fold in range(FOLDS):
        taught, asked = np.flatnonzero((w > 0) & (folds != fold)), np.flatnonzero(folds == fold)
        if len(asked):
            booster = lightgbm.train(settings, data.subset(taught.tolist()))
            scores[asked] = booster.predict(matrix[asked], raw_score=True, num_threads=1)
    return scores, lightgbm.train(settings, data.subset(np.flatnonzero(w > 0).tolist()))
