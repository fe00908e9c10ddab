"""annals.toml: read strictly, under the environment, its paths from its own folder."""

from pathlib import Path

import pytest

from assets.settings import Settings, SettingsError, read_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ANNALS_CONFIG", "ANNALS_RAW", "ANNALS_WAREHOUSE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_the_defaults_hold() -> None:
    assert read_settings() == Settings()


def test_a_file_in_the_folder_is_read(folder: Path) -> None:
    (folder / "annals.toml").write_text('raw = "news"\nworkers = 3\n[thresholds]\nmost_lost_share = 1\n')
    assert read_settings() == Settings(raw=Path("news"), workers=3, most_lost_share=1.0)


def test_paths_are_relative_to_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "mine.toml").write_text('raw = "news"')
    monkeypatch.setenv("ANNALS_CONFIG", str(folder / "sub" / "mine.toml"))
    assert read_settings().raw == folder / "sub" / "news"


def test_the_environment_goes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "annals.toml").write_text('raw = "news"')
    monkeypatch.setenv("ANNALS_RAW", "/data")
    assert read_settings().raw == Path("/data")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("raw = ", "does not read"),
        ("warehose = 'x'", "no setting 'warehose'"),
        ("workers = 'many'", "workers = 'many' is not of type int"),
        ("workers = true", "workers = True is not of type int"),
        ("thresholds = 3", "[thresholds] is a table"),
        ("[thresholds]\nmost_lost = 1", "[thresholds] has no setting 'most_lost'"),
    ],
)
def test_a_fault_in_the_file_names_the_file_and_the_fault(folder: Path, content: str, told: str) -> None:
    (folder / "annals.toml").write_text(content)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "annals.toml" in str(caught.value)
    assert told in str(caught.value)


def test_a_named_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNALS_CONFIG", "/no/such.toml")
    with pytest.raises(SettingsError, match=r"no settings file at /no/such\.toml"):
        read_settings()
