"""How a judge learns: boosted trees on the candidates of all documents, and what they say of those they did not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge, probability

FOLDS = 4
# A feature that fewer candidates have, or a smaller share of all, teaches nothing.
FEWEST, SMALLEST_SHARE = 25, 1 / 300
ROUNDS = 220
TREES: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 24,
    "min_data_in_leaf": 12,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
# What LightGBM tells of its trees and nobody needs for an answer or for what added to it.
NOT_KEPT = (
    "tree_sizes=",
    "split_gain=",
    "leaf_weight=",
    "internal_weight=",
    "internal_value=",
    "is_linear=",
    "shrinkage=",
)
END_OF_TREES = "end of trees"


@dataclass(frozen=True, eq=False)
class Learned:
    """A judge that learned from all documents, and for each candidate what judges say that did not see its document."""

    judge: Judge
    unseen: list[float]


def learn(
    table: Table, names: Names, right: Sequence[bool], weights: Sequence[float], folds: NDArray[np.int64]
) -> Learned:
    """Learn to tell right candidates from others; `folds`: which part of the documents each candidate is of."""
    # These take seconds, which only who learns has to wait for.
    import lightgbm
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    fewest = max(FEWEST, len(table) * SMALLEST_SHARE)
    kept = np.flatnonzero(np.bincount(table.columns, minlength=len(names.number)) >= fewest)
    wide = csr_matrix((table.values, table.columns, table.ends), (len(table), len(names.number)))
    matrix = wide[:, kept].tocsr()
    y, w = np.array(right, float), np.array(weights, float)
    data = lightgbm.Dataset(matrix, y, weight=w, params=TREES, free_raw_data=False).construct()
    scores = np.zeros(len(y))
    for fold in range(FOLDS):
        taught, asked = np.flatnonzero((w > 0) & (folds != fold)), np.flatnonzero(folds == fold)
        if len(asked):
            booster = lightgbm.train(TREES, data.subset(taught.tolist()), ROUNDS)
            scores[asked] = booster.predict(matrix[asked], raw_score=True, num_threads=1)
    counted = w > 0
    calibration = LogisticRegression(C=1e6).fit(scores[counted, None], y[counted], sample_weight=w[counted])
    slope, offset = (round(float(value), 4) for value in (calibration.coef_[0, 0], calibration.intercept_[0]))
    booster = lightgbm.train(TREES, data.subset(np.flatnonzero(counted).tolist()), ROUNDS)
    listed = list(names.number)
    judge = Judge(tuple(listed[column] for column in kept), without_remarks(booster.model_to_string()), slope, offset)
    return Learned(judge, [probability(slope * float(score) + offset) for score in scores])


def without_remarks(trees: str) -> str:
    """Trees as LightGBM writes them, without what they answer the same without."""
    lines = trees[: trees.index(END_OF_TREES) + len(END_OF_TREES)].splitlines()
    return "\n".join(line for line in lines if not line.startswith(NOT_KEPT)) + "\n"
