"""How a judge learns: boosted trees on the candidates of all documents, and what they say of those they did not see."""

from __future__ import annotations

import multiprocessing
import random
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import Judge, probability
from tests.gold.weighing import FEWEST as FEWEST_OF_WORDS
from tests.gold.weighing import Floats, weighed

if TYPE_CHECKING:
    import lightgbm
    from scipy.sparse import csr_matrix

FOLDS = 4
# In so many parts, by so many processes, candidates are described.
PARTS, PROCESSES = 24, 12
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
# So many digits of a threshold and of a leaf matter: features and the probabilities that come of them are rounded, too.
THRESHOLD_DIGITS, LEAF_DIGITS = 6, 4


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
        number = np.array([names.number.setdefault(name, len(names.number)) for name in told], np.int64)
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


@dataclass(frozen=True, slots=True)
class Manner:
    """How a judge learns.

    `fewest`, `smallest_share`: a feature that fewer candidates have, or a smaller share of all, is not shown to the
    trees. `words`: what the names of the features begin with that are weighed as words, seldom ones too; None where
    none are. `shown`: of those so many are shown to the trees, too, that tell most; None where all that are seldom
    enough. `few`: whether most words weigh nothing. `trees`: LightGBM's settings, where they differ.
    """

    fewest: int = 25
    smallest_share: float = 1 / 300
    words: str | None = None
    shown: int | None = None
    few: bool = False
    trees: Mapping[str, Any] = field(default_factory=dict)


def learn(
    table: Table,
    names: Names,
    right: Sequence[bool],
    weights: Sequence[float],
    folds: NDArray[np.int64],
    manner: Manner,
) -> Learned:
    """Learn to tell right candidates from others; `folds`: which part of the documents each candidate is of."""
    # These take seconds, which only who learns has to wait for.
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    wide = csr_matrix((table.values, table.columns, table.ends), (len(table), len(names.number)))
    y, w, listed = np.array(right, float), np.array(weights, float), list(names.number)
    shown, heard = _chosen(wide, listed, manner)
    found = weighed(wide, heard, y, w, folds, few=manner.few)
    if found is not None and manner.shown is not None:
        shown = np.sort(np.concatenate([shown, heard[found.telling(wide[:, heard], manner.shown)]]))
    matrix = wide[:, shown] if found is None else hstack([wide[:, shown], csr_matrix(found.unseen[:, None])])
    scores, booster = _trees(matrix.tocsr(), y, w, folds, {**TREES, **manner.trees})
    counted = w > 0
    calibration = LogisticRegression(C=1e6).fit(scores[counted, None], y[counted], sample_weight=w[counted])
    slope, offset = (round(float(value), 4) for value in (calibration.coef_[0, 0], calibration.intercept_[0]))
    trees, used = of_used_features(without_remarks(booster.model_to_string()), len(shown) if found else None)
    judge = Judge(
        tuple(listed[shown[column]] for column in used if column < len(shown)),
        trees,
        slope,
        offset,
        found.by_name([listed[column] for column in heard]) if found else {},
        found.bias if found else 0.0,
    )
    return Learned(judge, [probability(slope * float(score) + offset) for score in scores])


def _chosen(wide: csr_matrix, listed: Sequence[str], manner: Manner) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The columns of the features that trees may see, and of the words that are weighed."""
    counts = np.bincount(wide.indices, minlength=len(listed))
    are_shown = counts >= max(manner.fewest, wide.shape[0] * manner.smallest_share)
    if manner.words is None:
        return np.flatnonzero(are_shown), np.zeros(0, np.int64)
    are_words = np.asarray(wide.sum(axis=0)).ravel() == counts
    if manner.shown is not None:
        are_shown &= ~are_words
    are_heard = np.array([name.startswith(manner.words) for name in listed], bool)
    return np.flatnonzero(are_shown), np.flatnonzero(are_words & are_heard & (counts >= FEWEST_OF_WORDS))


def _trees(
    matrix: csr_matrix, y: Floats, w: Floats, folds: NDArray[np.int64], settings: dict[str, Any]
) -> tuple[Floats, lightgbm.Booster]:
    """What trees say of candidates that they did not see, and the trees that saw all."""
    import lightgbm

    data = lightgbm.Dataset(matrix, y, weight=w, params=settings, free_raw_data=False).construct()
    scores, counted = np.zeros(len(y)), w > 0
    parts = [data.subset(np.flatnonzero(counted & (folds != fold)).tolist()) for fold in range(FOLDS)]
    parts.append(data.subset(np.flatnonzero(counted).tolist()))
    # Each booster learns in one thread, so that the outcome is the same however many learn side by side.
    with ThreadPoolExecutor(len(parts)) as pool:
        *unseeing, booster = pool.map(lambda part: lightgbm.train(settings, part), parts)
    for fold, one in enumerate(unseeing):
        if len(asked := np.flatnonzero(folds == fold)):
            scores[asked] = one.predict(matrix[asked], raw_score=True, num_threads=1)
    return scores, booster


def without_remarks(trees: str) -> str:
    """Trees as LightGBM writes them, without what they answer the same without, and with no more digits than needed."""
    lines = trees[: trees.index(END_OF_TREES) + len(END_OF_TREES)].splitlines()
    return "\n".join(_shortened(line) for line in lines if not line.startswith(NOT_KEPT)) + "\n"


def of_used_features(trees: str, always: int | None = None) -> tuple[str, list[int]]:
    """Trees that know of no more features than they ask for, and the numbers that these had; `always`: one to keep."""
    asked = {int(number) for numbers in re.findall(r"^split_feature=(.*)$", trees, re.M) for number in numbers.split()}
    used = sorted(asked | ({always} if always is not None else set()) or {0})
    place = {number: str(at) for at, number in enumerate(used)}

    def told(line: re.Match[str]) -> str:
        name, said = line[1], line[2].split()
        if name == "max_feature_idx":
            return f"{name}={len(used) - 1}"
        if name == "split_feature":
            return f"{name}={' '.join(place[int(number)] for number in said)}"
        return f"{name}={' '.join(said[number] for number in used)}"

    return re.sub(r"^(max_feature_idx|split_feature|feature_names|feature_infos)=(.*)$", told, trees, flags=re.M), used


def _shortened(line: str) -> str:
    """A line of numbers: those of leaves and thresholds with the digits that matter."""
    name, _, numbers = line.partition("=")
    digits = {"leaf_value": LEAF_DIGITS, "threshold": THRESHOLD_DIGITS}.get(name)
    if digits is None:
        return line
    return f"{name}={' '.join(f'{float(number):.{digits}g}' for number in numbers.split())}"
