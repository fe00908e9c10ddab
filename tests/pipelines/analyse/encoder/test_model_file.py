"""The model's file is read as it says, or refused."""

from pathlib import Path

import numpy as np
import pytest

from pipelines.analyse.encoder.model_file import load_model, read_model


def test_a_file_of_another_format_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match=r"other\.bin: expected a model of format E5S1"):
        read_model(path)


def test_rows_are_parts_of_all_values() -> None:
    model = load_model()
    values = model.values("l0.q.w").reshape(-1, model.width)
    assert np.array_equal(model.rows("l0.q.w", np.array([3, 200])), values[[3, 200]])


def test_words_of_like_meaning_lie_near_one_another() -> None:
    model = load_model()
    numbers = [model.pieces.index(word) for word in ("\u2581president", "\u2581président", "\u2581Apple")]
    one, same, other = model.rows("emb.word", np.array(numbers))
    assert one @ same > one @ other
