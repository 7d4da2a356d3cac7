"""Word weights: a linear model of features that a candidate has or has not, which can use rare words, unlike trees.

`weigh_words` returns the weights; their sum over the words of a candidate is a feature of the trees (`learning`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# A word that fewer candidates have is not weighed; a weight that is not larger than this becomes 0.
MIN_CANDIDATES, MIN_WEIGHT = 8, 0.115
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class WordWeights:
    """The weight of each word and the bias of all; `unseen`: the score of each candidate by a model that learned from
    the other folds."""

    weights: Floats
    bias: float
    unseen: Floats

    def most_telling(self, matrix: csr_matrix, most: int) -> NDArray[np.int64]:
        """Return at most `most` columns of a matrix of words alone, the most telling word first: a word tells more the
        heavier it is and the nearer the share of candidates that have it is to a half."""
        share = np.clip(np.asarray(matrix.mean(axis=0)).ravel(), 0.0, 1.0)
        return np.argsort(-np.abs(self.weights) * np.sqrt(share * (1 - share)), kind="stable")[:most]

    def by_name(self, names: Sequence[str]) -> dict[str, float]:
        """Return the weights that are not 0 by name; `names`: those of all words, in order."""
        return {name: float(weight) for name, weight in zip(names, self.weights, strict=True) if weight}


def weigh_words(
    table: csr_matrix,
    words: NDArray[np.int64],
    right: Floats,
    counts: Floats,
    folds: NDArray[np.int64],
    *,
    sparse: bool,
) -> WordWeights | None:
    """Weigh words; None where there are no words, or where all candidates are right or all wrong.

    `words`: their columns in a table of candidates; `right`: 1 for each candidate that is right, else 0; `counts`: the
    weight of each candidate; `folds`: the fold of each candidate; `sparse`: give most words weight 0, by a penalty on
    the sum of absolute weights in place of one on the sum of their squares.
    """
    if not len(words) or not 0 < right[counts > 0].sum() < (counts > 0).sum():
        return None
    matrix = table[:, words].tocsr()
    unseen = np.zeros(len(right))
    for fold in np.unique(folds):
        in_fold = folds == fold
        weights, bias = _fit(matrix, right, counts, (counts > 0) & ~in_fold, sparse)
        unseen[in_fold] = matrix[in_fold] @ weights + bias
    return WordWeights(*_fit(matrix, right, counts, counts > 0, sparse), unseen)


def _fit(
    matrix: csr_matrix, right: Floats, counts: Floats, rows: NDArray[np.bool_], sparse: bool
) -> tuple[Floats, float]:
    """Return the rounded weights and bias of a model that learned from some rows."""
    # This import takes seconds, which only trainings should have to wait for.
    from sklearn.linear_model import LogisticRegression

    linear = LogisticRegression(C=0.5, l1_ratio=float(sparse), solver="liblinear", tol=0.02, random_state=1)
    linear.fit(matrix[rows], right[rows], counts[rows])
    weights = linear.coef_[0]
    kept = np.where(np.abs(weights) > MIN_WEIGHT, np.round(weights, 2), 0.0)
    return kept, round(float(linear.intercept_[0]), 3)
