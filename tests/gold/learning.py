"""Learn one judge: boosted trees over the features of all candidates, with a linear model of rare words below them.

`learn` returns the judge and unseen predictions: the probability of each candidate by judges of other folds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge, probability
from tests.gold.weighing import MIN_CANDIDATES, Floats, weigh_words

if TYPE_CHECKING:
    import lightgbm
    from scipy.sparse import csr_matrix

Columns = NDArray[np.int64]
FOLDS = 4
TREES: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_iterations": 160,
    "num_leaves": 24,
    "min_data_in_leaf": 12,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
# Lines of LightGBM's text that no prediction needs, nor an explanation of which feature added what to a prediction.
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
# Significant digits that are kept of thresholds and leaves; features and probabilities are rounded, too.
THRESHOLD_DIGITS, LEAF_DIGITS = 6, 3


@dataclass(frozen=True, eq=False)
class Learned:
    """A judge that learned from all documents, and `unseen`: the probability of each candidate by a judge that learned
    from the other folds only."""

    judge: Judge
    unseen: list[float]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a judge learns.

    `min_count`, `min_share`: trees do not see a feature that fewer candidates have, or a smaller share of them.
    `words`: features whose names begin with this are weighed as words, rare ones too; None: no word is weighed.
    `words_for_trees`: the trees also see this many of the most telling words, and no other feature that is always 0
    or 1; None: they see every feature that is frequent enough. `sparse`: most words get weight 0. `trees`: settings of
    LightGBM that differ from `TREES`.
    """

    min_count: int = 25
    min_share: float = 1 / 300
    words: str | None = None
    words_for_trees: int | None = None
    sparse: bool = False
    trees: Mapping[str, Any] = field(default_factory=dict)


def learn(
    table: Table,
    names: Names,
    right: Sequence[bool],
    weights: Sequence[float],
    folds: NDArray[np.int64],
    settings: Settings,
) -> Learned:
    """Learn to tell right candidates from wrong ones. `table`: a row for each candidate; `right`, `weights`, `folds`:
    whether each candidate is right, how much it counts (0: not at all), and the fold of its document."""
    # These imports take seconds, which only trainings should have to wait for.
    from scipy.sparse import csr_matrix, hstack

    matrix = csr_matrix((table.values, table.columns, table.ends), (len(table), len(names.number)))
    y, w, listed = np.array(right, float), np.array(weights, float), list(names.number)
    for_trees, words = _columns(matrix, listed, settings)
    weighed = weigh_words(matrix, words, y, w, folds, sparse=settings.sparse)
    if weighed is not None and settings.words_for_trees is not None:
        telling = words[weighed.most_telling(matrix[:, words], settings.words_for_trees)]
        for_trees = np.sort(np.concatenate([for_trees, telling]))
    seen = matrix[:, for_trees]
    if weighed is not None:
        seen = hstack([seen, csr_matrix(weighed.unseen[:, None])])
    scores, booster = _boost(seen.tocsr(), y, w, folds, {**TREES, **settings.trees})
    slope, offset = _calibrate(scores, y, w)
    always = len(for_trees) if weighed else None  # the sum of words: the last feature, which every judge with words has
    trees, used = with_used_features(without_remarks(booster.model_to_string()), always)
    judge = Judge(
        tuple(listed[for_trees[column]] for column in used if column < len(for_trees)),
        trees,
        slope,
        offset,
        weighed.by_name([listed[column] for column in words]) if weighed else {},
        weighed.bias if weighed else 0.0,
    )
    return Learned(judge, [probability(slope * float(score) + offset) for score in scores])


def _columns(
    matrix: csr_matrix, names: Sequence[str], settings: Settings
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the columns of the features that trees may see, and of the words that are weighed."""
    counts = np.bincount(matrix.indices, minlength=len(names))
    for_trees = counts >= max(settings.min_count, matrix.shape[0] * settings.min_share)
    if settings.words is None:
        return np.flatnonzero(for_trees), np.zeros(0, np.int64)
    is_binary = np.asarray(matrix.sum(axis=0)).ravel() == counts
    if settings.words_for_trees is not None:
        for_trees &= ~is_binary
    is_word = np.array([name.startswith(settings.words) for name in names], bool)
    return np.flatnonzero(for_trees), np.flatnonzero(is_binary & is_word & (counts >= MIN_CANDIDATES))


def _boost(
    matrix: csr_matrix, y: Floats, w: Floats, folds: NDArray[np.int64], settings: dict[str, Any]
) -> tuple[Floats, lightgbm.Booster]:
    """Return the score of each candidate by trees that learned from the other folds, and the trees that learned from
    all candidates."""
    import lightgbm

    data = lightgbm.Dataset(matrix, y, weight=w, params=settings, free_raw_data=False).construct()
    scores, counts = np.zeros(len(y)), w > 0
    parts = [data.subset(np.flatnonzero(counts & (folds != fold)).tolist()) for fold in range(FOLDS)]
    parts.append(data.subset(np.flatnonzero(counts).tolist()))
    # Each booster learns in one thread, so that the result is the same however many learn side by side.
    with ThreadPoolExecutor(len(parts)) as pool:
        *of_folds, booster = pool.map(lambda part: lightgbm.train(settings, part), parts)
    for fold, other in enumerate(of_folds):
        if len(unseen := np.flatnonzero(folds == fold)):
            scores[unseen] = other.predict(matrix[unseen], raw_score=True, num_threads=1)
    return scores, booster


def _calibrate(scores: Floats, y: Floats, w: Floats) -> tuple[float, float]:
    """Return slope and offset of the logistic curve that makes probabilities of unseen scores."""
    from sklearn.linear_model import LogisticRegression

    counts = w > 0
    fitted = LogisticRegression(C=1e6).fit(scores[counts, None], y[counts], sample_weight=w[counts])
    slope, offset = (round(float(value), 4) for value in (fitted.coef_[0, 0], fitted.intercept_[0]))
    return slope, offset


def without_remarks(trees: str) -> str:
    """Return LightGBM's text of trees without the lines that no prediction needs, numbers rounded."""
    lines = trees[: trees.index(END_OF_TREES) + len(END_OF_TREES)].splitlines()
    return "\n".join(_rounded(line) for line in lines if not line.startswith(NOT_KEPT)) + "\n"


def with_used_features(trees: str, always: int | None = None) -> tuple[str, list[int]]:
    """Return trees that know only the features they split on, and the former numbers of these features.

    `always`: the number of a feature that stays though no tree may split on it. Where no feature is left, the first
    stays.
    """
    splits = {int(number) for numbers in re.findall(r"^split_feature=(.*)$", trees, re.M) for number in numbers.split()}
    used = sorted(splits | ({always} if always is not None else set()) or {0})
    place = {number: str(at) for at, number in enumerate(used)}

    def renumbered(line: re.Match[str]) -> str:
        name, values = line[1], line[2].split()
        if name == "max_feature_idx":
            return f"{name}={len(used) - 1}"
        if name == "split_feature":
            return f"{name}={' '.join(place[int(number)] for number in values)}"
        return f"{name}={' '.join(values[number] for number in used)}"

    pattern = r"^(max_feature_idx|split_feature|feature_names|feature_infos)=(.*)$"
    return re.sub(pattern, renumbered, trees, flags=re.M), used


def _rounded(line: str) -> str:
    """Return a line of LightGBM's text; the numbers of leaves and thresholds with no more digits than are kept."""
    name, _, numbers = line.partition("=")
    digits = {"leaf_value": LEAF_DIGITS, "threshold": THRESHOLD_DIGITS}.get(name)
    if digits is None:
        return line
    return f"{name}={' '.join(f'{float(number):.{digits}g}' for number in numbers.split())}"
