"""Labels by two judges."""

from __future__ import annotations

import numpy as np

from pipelines.training.co_training import co_training_labels, with_known

BODY = "Le conseil municipal a voté hier soir la rénovation du vieux pont de la ville."
MENU = "Accueil Politique Économie Culture Sports Abonnez-vous à notre lettre"
N_WORDS = np.array([14, 9], np.float32)


def test_what_both_judges_say_is_the_label() -> None:
    labels, weights = co_training_labels([BODY, MENU], BODY, np.array([0.9, 0.1], np.float32), N_WORDS)
    assert labels.tolist() == [1.0, 0.0]
    assert (weights > 0).all()


def test_judges_who_disagree_teach_nothing() -> None:
    _, weights = co_training_labels([BODY, MENU], MENU, np.array([0.9, 0.1], np.float32), N_WORDS)
    assert not weights.any()


def test_a_silent_judge_teaches_nothing() -> None:
    assert not co_training_labels([BODY, MENU], None, np.array([0.9, 0.1], np.float32), N_WORDS)[1].any()


def test_a_known_label_is_kept() -> None:
    taught = np.array([1, 1], np.float32), np.array([0.2, 0.2], np.float32)
    labels, weights = with_known(taught, np.array([0, 0], np.float32), np.array([0, 1], np.float32))
    assert labels.tolist() == [1.0, 0.0]
    assert weights.tolist() == np.array([0.2, 1], np.float32).tolist()
