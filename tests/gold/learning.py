"""How a judge learns: boosted trees on the candidates of all documents, and what they say of those they did not see."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import Judge, probability

FOLDS = 4
# In so many parts, by so many processes, candidates are described.
PARTS, PROCESSES = 24, 12
# A feature that fewer candidates have, or a smaller share of all, teaches nothing. Of whole ratings, which have all
# features of their parts, the seldom words have been heard before.
FEWEST, SMALLEST_SHARE, SMALLEST_OF_WHOLE = 25, 1 / 300, 1 / 50
ROUNDS = 160
TREES: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
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
# So many digits of a leaf matter: the probabilities that come of them are rounded, too.
LEAF_DIGITS = 6


def described_in_parts(names: Names, prefix: str, documents: Sequence[Any], describe: Callable[..., Any]) -> Table:
    """As `rows.described`, to the last number, by several processes."""
    parts = [
        documents[at : at + 1 + len(documents) // PARTS] for at in range(0, len(documents), 1 + len(documents) // PARTS)
    ]
    _to_describe[:] = [(prefix, part, describe) for part in parts]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        return joined(pool.map(_described, range(len(parts)), chunksize=1), names)


def joined(found: Sequence[tuple[list[str], Table]], names: Names) -> Table:
    """Tables one below another, each given with the names of its own columns."""
    ends, columns = [np.zeros(1, np.int64)], []
    for told, table in found:
        number = np.array([names.find(name) for name in told], np.int64)
        columns.append(number[table.columns] if len(table.columns) else table.columns)
        ends.append(table.ends[1:] + ends[-1][-1])
    values = [table.values for _, table in found]
    if not values:
        return Table(ends[0], np.zeros(0, np.int64), np.zeros(0))
    return Table(np.concatenate(ends), np.concatenate(columns), np.concatenate(values))


_to_describe: list[tuple[str, Sequence[Any], Callable[..., Any]]] = []


def _described(number: int) -> tuple[list[str], Table]:
    names = Names()
    table = described(names, *_to_describe[number])
    return list(names.number), table


@dataclass(frozen=True, eq=False)
class Learned:
    """A judge that learned from all documents, and for each candidate what judges say that did not see its document."""

    judge: Judge
    unseen: list[float]


def folds_of(families: Sequence[str], sizes: Sequence[int]) -> list[int]:
    """The fold of each document: one for all of a family, families dealt out so that folds are alike in size."""
    whole: dict[str, int] = {}
    for family, size in zip(families, sizes, strict=True):
        whole[family] = whole.get(family, 0) + size
    shuffled = sorted(whole)
    random.Random(1).shuffle(shuffled)
    full, fold = [0] * FOLDS, {}
    for family in sorted(shuffled, key=lambda name: -whole[name]):
        fold[family] = full.index(min(full))
        full[fold[family]] += whole[family]
    return [fold[family] for family in families]


def learn(
    table: Table,
    names: Names,
    right: Sequence[bool],
    weights: Sequence[float],
    folds: NDArray[np.int64],
    smallest_share: float = SMALLEST_SHARE,
) -> Learned:
    """Learn to tell right candidates from others; `folds`: which part of the documents each candidate is of."""
    # These take seconds, which only who learns has to wait for.
    import lightgbm
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    fewest = max(FEWEST, len(table) * smallest_share)
    kept = np.flatnonzero(np.bincount(table.columns, minlength=len(names.number)) >= fewest)
    wide = csr_matrix((table.values, table.columns, table.ends), (len(table), len(names.number)))
    matrix = wide[:, kept].tocsr()
    y, w = np.array(right, float), np.array(weights, float)
    data = lightgbm.Dataset(matrix, y, weight=w, params=TREES, free_raw_data=False).construct()
    scores = np.zeros(len(y))
    counted = w > 0
    parts = [data.subset(np.flatnonzero(counted & (folds != fold)).tolist()) for fold in range(FOLDS)]
    parts.append(data.subset(np.flatnonzero(counted).tolist()))
    # Each booster learns in one thread, so that the outcome is the same however many learn side by side.
    with ThreadPoolExecutor(len(parts)) as pool:
        *unseeing, booster = pool.map(lambda part: lightgbm.train(TREES, part, ROUNDS), parts)
    for fold, one in enumerate(unseeing):
        if len(asked := np.flatnonzero(folds == fold)):
            scores[asked] = one.predict(matrix[asked], raw_score=True, num_threads=1)
    calibration = LogisticRegression(C=1e6).fit(scores[counted, None], y[counted], sample_weight=w[counted])
    slope, offset = (round(float(value), 4) for value in (calibration.coef_[0, 0], calibration.intercept_[0]))
    listed = list(names.number)
    judge = Judge(tuple(listed[column] for column in kept), without_remarks(booster.model_to_string()), slope, offset)
    return Learned(judge, [probability(slope * float(score) + offset) for score in scores])


def without_remarks(trees: str) -> str:
    """Trees as LightGBM writes them, without what they answer the same without, and with no more digits than needed."""
    lines = trees[: trees.index(END_OF_TREES) + len(END_OF_TREES)].splitlines()
    return "\n".join(_shortened(line) for line in lines if not line.startswith(NOT_KEPT)) + "\n"


def _shortened(line: str) -> str:
    """A line of numbers: those of leaves rounded, thresholds the same in fewer signs."""
    name, _, numbers = line.partition("=")
    if name == "leaf_value":
        return f"{name}={' '.join(f'{float(number):.{LEAF_DIGITS}g}' for number in numbers.split())}"
    return f"{name}={' '.join(repr(float(n)) for n in numbers.split())}" if name == "threshold" else line
