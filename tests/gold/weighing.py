"""What words weigh for a judge: a linear model of features that are there or not, which hears the seldom ones too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# A word that fewer candidates have teaches nothing; one lighter than this is not kept.
FEWEST, LIGHTEST = 8, 0.115
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Weighed:
    """The weight of each word and their bias; `unseen`: for each candidate what models say that did not see it."""

    weights: Floats
    bias: float
    unseen: Floats

    def telling(self, matrix: csr_matrix, most: int) -> NDArray[np.int64]:
        """The words that tell most, by their places in a table of words alone: heavy ones that some have."""
        share = np.clip(np.asarray(matrix.mean(axis=0)).ravel(), 0.0, 1.0)
        return np.argsort(-np.abs(self.weights) * np.sqrt(share * (1 - share)), kind="stable")[:most]

    def by_name(self, names: Sequence[str]) -> dict[str, float]:
        """The weights of the words that are kept, `names` being those of all."""
        return {name: float(weight) for name, weight in zip(names, self.weights, strict=True) if weight}


def weighed(
    table: csr_matrix,
    words: NDArray[np.int64],
    right: Floats,
    counts: Floats,
    folds: NDArray[np.int64],
    *,
    few: bool,
) -> Weighed | None:
    """Weigh words, the numbers of their columns in a table of candidates; None where there is nothing to tell apart.

    `right`: 1 for what is right; `counts`: how much each candidate counts; `folds`: the part that each is of; `few`:
    whether most words are to weigh nothing (the model pays for the sum of weights in place of that of their squares).
    """
    if not len(words) or not 0 < right[counts > 0].sum() < (counts > 0).sum():
        return None
    matrix = table[:, words].tocsr()
    unseen = np.zeros(len(right))
    for fold in np.unique(folds):
        asked = folds == fold
        weights, bias = _fit(matrix, right, counts, (counts > 0) & ~asked, few)
        unseen[asked] = matrix[asked] @ weights + bias
    return Weighed(*_fit(matrix, right, counts, counts > 0, few), unseen)


def _fit(matrix: csr_matrix, right: Floats, counts: Floats, rows: NDArray[np.bool_], few: bool) -> tuple[Floats, float]:
    # This takes seconds to import, which only who learns has to wait for.
    from sklearn.linear_model import LogisticRegression

    linear = LogisticRegression(C=0.5, l1_ratio=float(few), solver="liblinear", tol=0.02, random_state=1)
    linear.fit(matrix[rows], right[rows], counts[rows])
    weights = linear.coef_[0]
    kept = np.where(np.abs(weights) > LIGHTEST, np.round(weights, 2), 0.0)
    return kept, round(float(linear.intercept_[0]), 3)
