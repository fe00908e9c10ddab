"""A sentence's vectors are its own."""

import numpy as np

from pipelines.analyse.events.sentence_reader import load_reader


def test_a_sentence_reads_alike_alone_and_beside_others() -> None:
    encoder = load_reader().encoder
    [alone] = encoder([[100, 200, 300]])
    _, beside, _ = encoder([[7, 8], [100, 200, 300], [9] * 40])
    assert np.array_equal(alone, beside)


def test_each_piece_has_a_vector() -> None:
    encoder = load_reader().encoder
    assert [rows.shape for rows in encoder([[1, 2, 3], [4]])] == [(3, encoder.model.width), (1, encoder.model.width)]
    assert encoder([]) == []
