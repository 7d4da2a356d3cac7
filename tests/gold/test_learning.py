"""A judge is saved with only the features that its trees split on, and answers the same."""

from typing import Any

import numpy as np

from flows.extraction.linking.trees import Trees
from tests.gold.learning import with_used_features, without_remarks

FEATURES = 30


def _trained() -> tuple[str, Any]:
    import lightgbm
    from scipy.sparse import csr_matrix

    random = np.random.default_rng(1)
    matrix = csr_matrix(random.random((400, FEATURES)) * (random.random((400, FEATURES)) < 0.3))
    right = matrix[:, 3].toarray().ravel() + matrix[:, 17].toarray().ravel() > 0.4
    settings = {"objective": "binary", "num_leaves": 4, "num_threads": 1, "verbose": -1}
    booster = lightgbm.train(settings, lightgbm.Dataset(matrix, right.astype(float)), num_boost_round=4)
    return without_remarks(booster.model_to_string()), matrix


def test_trees_that_know_only_the_features_they_split_on_answer_the_same() -> None:
    whole, matrix = _trained()
    trees, used = with_used_features(whole)
    assert 0 < len(used) < FEATURES
    few = matrix[:, used].tocsr()
    answers = [
        Trees(text, width).scores(each.indptr.astype(np.int64), each.indices.astype(np.int64), each.data)
        for text, width, each in ((whole, FEATURES, matrix), (trees, len(used), few))
    ]
    assert answers[0].tolist() == answers[1].tolist()


def test_a_feature_that_must_stay_is_kept_though_no_tree_splits_on_it() -> None:
    whole, _ = _trained()
    _, used = with_used_features(whole)
    never = next(number for number in range(FEATURES) if number not in used)
    assert never in with_used_features(whole, never)[1]


def test_trees_that_never_split_have_one_feature_left() -> None:
    alone = "max_feature_idx=1\nfeature_names=a b\nfeature_infos=[0:1] none\n\nTree=0\nnum_leaves=1\nleaf_value=0.5\n"
    trees, used = with_used_features(alone)
    assert used == [0]
    assert "max_feature_idx=0\nfeature_names=a\nfeature_infos=[0:1]\n" in trees
