"""The command line: what it prints, and how it ends."""

import contextlib
import io
import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from assets.cli.failing import ending
from tests.assets.cli.running import annals, wrong
from tests.assets.conftest import CORPUS
from tests.warehouse.candidates import holding
from warehouse.workspace import Workspace


@pytest.fixture(autouse=True)
def _no_settings_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--config`` sets this for the processes that a command starts."""
    monkeypatch.setenv("ANNALS_CONFIG", "")


def output_of(*arguments: str, status: int = 0) -> str:
    ended = annals(*arguments)
    assert ended.status == status, ended
    return ended.output + ended.errors


def first(workspace: Workspace, query: str) -> str:
    with workspace.reading() as connection:
        return str(connection.execute(query).fetchall()[0][0])


def test_sql_prints_a_table_csv_or_json(workspace: Workspace) -> None:
    query = ["sql", "SELECT 1 AS one, 'a' AS letter", "--warehouse", str(workspace.published)]
    assert "one" in output_of(*query)
    assert output_of(*query, "--format", "csv") == "one,letter\n1,a\n"
    assert output_of(*query, "--format", "json") == '{"one":1,"letter":"a"}\n'


def test_sql_cannot_write(workspace: Workspace) -> None:
    output_of("sql", "DELETE FROM articles RETURNING 1", "--warehouse", str(workspace.published), status=2)


def test_explaining_an_event_prints_its_sentence_and_the_raw_bytes(workspace: Workspace) -> None:
    query = "SELECT event_id FROM events WHERE event_type = 'CONSULT' AND modality = 'reported' ORDER BY 1"
    text = output_of("explain", first(workspace, query), "--warehouse", str(workspace.published))
    sentence = re.search(r"^sentence: (.{30})", text, re.MULTILINE)
    assert sentence is not None
    assert re.search(r"bytes \d+-\d+: " + re.escape(sentence.group(1)[:20]), text)


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("articles", "article_id"),
        ("entities", "entity_id"),
        ("entity_mentions", "mention_id"),
        ("quotations", "quotation_id"),
        ("event_mentions", "event_mention_id"),
        ("raw_files", "raw_file_id"),
    ],
)
def test_any_row_can_be_explained(workspace: Workspace, table: str, key: str) -> None:
    row_id = first(workspace, f"SELECT {key} FROM {table} ORDER BY 1")
    assert output_of("explain", row_id, "--warehouse", str(workspace.published))


def test_an_unknown_id_is_told(workspace: Workspace) -> None:
    assert "no row" in output_of("explain", "nowhere", "--warehouse", str(workspace.published), status=2)


def test_erasing_an_unknown_document_is_told(workspace: Workspace) -> None:
    assert "no document" in output_of("erase", "nowhere", "--warehouse", str(workspace.published), status=2)


def test_check_runs_every_check(workspace: Workspace) -> None:
    assert "blocks_cover_every_character" in output_of("check", "--warehouse", str(workspace.published))


def test_export_writes_every_table(workspace: Workspace, tmp_path: Path) -> None:
    output_of("export", str(tmp_path / "out"), "--warehouse", str(workspace.published))
    assert {"articles.parquet", "events.parquet"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_diff_names_its_columns(workspace: Workspace) -> None:
    assert "action" in output_of("diff", "--warehouse", str(workspace.published))


def test_the_ui_says_how_it_is_told_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "`annals ui --raw FOLDER`" in wrong("ui")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "/no/such/folder"], "/no/such/folder is no folder"),
        (["sql", "SELECT 1", "--warehouse", "/no/such/file.duckdb"], "no warehouse at /no/such/file.duckdb"),
        (["check", "--warehouse", "/tmp"], "/tmp cannot be opened"),
        (["--config", "/no/such.toml", "status"], "no settings file"),
    ],
)
def test_wrong_use_ends_with_a_sentence_and_status_two(arguments: list[str], told: str) -> None:
    assert told in wrong(*arguments)


@pytest.mark.parametrize(
    "command",
    [
        ["sql", "SELECT 1"],
        ["check"],
        ["explain", "x"],
        ["diff"],
        ["export", "out"],
        ["report", "/tmp/no.html"],
        ["status"],
        ["erase", "x"],
    ],
)
def test_a_file_that_is_no_warehouse_is_told_by_every_command(command: list[str], tmp_path: Path) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "other.duckdb"
    text.write_text("my notes")
    with duckdb.connect(str(foreign)) as connection:
        connection.execute("CREATE TABLE articles (a INT)")
    assert "not a valid DuckDB database" in wrong(*command, "--warehouse", text)
    assert "no warehouse of Annals" in wrong(*command, "--warehouse", foreign)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "other.duckdb"]


def test_a_build_onto_something_else_is_refused_before_the_work(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes")
    assert "is no warehouse" in wrong("build", CORPUS, "--warehouse", notes)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_held_by_another_client_names_it(workspace: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "w.duckdb"
    shutil.copy(workspace.published, copy)
    with holding(copy) as holder:
        assert f"process {holder.pid}" in wrong("sql", "SELECT 1", "--warehouse", copy)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ; ",
        "SELEC 1",
        "SELECT nothing FROM articles",
        "COPY articles TO '/tmp/annals-test.csv'",
        "CREATE TABLE t (a INT)",
    ],
)
def test_a_query_that_cannot_be_answered_is_wrong_use(workspace: Workspace, query: str) -> None:
    wrong("sql", query, "--warehouse", workspace.published)
    assert not Path("/tmp/annals-test.csv").exists()


def test_sql_reads_no_file_unless_allowed(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n")
    query = f"SELECT * FROM read_csv('{tmp_path / 'a.csv'}')"
    assert "--allow-files" in wrong("sql", query, "--warehouse", workspace.published)
    allowed = annals("sql", query, "--allow-files", "--format", "csv", "--warehouse", workspace.published)
    assert allowed.output == "a\n1\n"


def test_sql_cannot_be_unlocked(workspace: Workspace) -> None:
    wrong("sql", "SET enable_external_access = true", "--warehouse", workspace.published)


def test_an_unknown_format_or_build_is_wrong_use(workspace: Workspace) -> None:
    assert annals("sql", "SELECT 1", "--format", "xml").status == 2
    assert "no build begins with 'zzz'" in wrong("diff", "zzz", "--warehouse", workspace.published)


def test_an_export_that_cannot_be_written_is_wrong_use(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be written to" in wrong("export", tmp_path / "file" / "sub", "--warehouse", workspace.published)


def test_rows_checks_and_explanations_come_as_json(workspace: Workspace) -> None:
    at = ["--json", "--warehouse", str(workspace.published)]
    assert json.loads(annals("sql", "SELECT 1 AS one", *at).output) == {"one": 1}
    checks = [json.loads(line) for line in annals("check", *at).output.splitlines()]
    assert {"check_name", "passed", "n_failed"} <= set(checks[0])
    article = first(workspace, "SELECT min(article_id) FROM articles")
    steps = [json.loads(line) for line in annals("explain", article, *at).output.splitlines()]
    assert [step["step"] for step in steps] == ["article", "raw_file"]
    assert steps[0]["article_id"] == article
    assert annals("diff", *at).status == 0


def test_each_step_of_an_explanation_has_its_ids_offsets_and_words(workspace: Workspace) -> None:
    event = first(workspace, "SELECT min(event_id) FROM events")
    ended = annals("explain", event, "--json", "--warehouse", str(workspace.published))
    steps = [json.loads(line) for line in ended.output.splitlines()]
    assert [step["step"] for step in steps][:3] == ["event", "sentence", "bytes"]
    assert steps[0]["event_id"] == steps[1]["event_id"] == event
    sentence, place = steps[1], steps[2]
    text = first(workspace, f"SELECT text FROM articles WHERE article_id = '{sentence['article_id']}'")
    assert text[sentence["start"] : sentence["end"]] == sentence["words"]
    assert place["byte_start"] < place["byte_end"]
    assert place["path"]


def test_status_says_what_is_published_and_how_old_it_is(workspace: Workspace) -> None:
    found = json.loads(annals("status", "--json", "--warehouse", workspace.published).output)
    assert found["n_articles"] == int(first(workspace, "SELECT count(*) FROM articles"))
    assert found["age_hours"] < 24
    assert found["is_late"] is False
    assert found["last_failure"] is None


def test_status_of_nothing_says_so(tmp_path: Path) -> None:
    ended = annals("status", "--json", "--warehouse", tmp_path / "no.duckdb")
    assert ended.status == 0
    assert json.loads(ended.output)["published"] is None


@pytest.mark.parametrize("option", ["-h", "--help", "--version"])
def test_help_and_version_are_asked_as_everywhere(option: str) -> None:
    assert annals(option).status == 0


def test_a_crash_ends_with_three_and_leaves_a_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def crash() -> None:
        raise RuntimeError("a fault of ours")

    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        assert ending(crash) == 3
    (report,) = tmp_path.iterdir()
    assert str(report) in errors.getvalue()
    assert "RuntimeError: a fault of ours" in report.read_text()
