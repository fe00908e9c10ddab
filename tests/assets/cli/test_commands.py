import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.cli.commands import app, main
from warehouse.workspace import Workspace

run = CliRunner()


def output_of(*arguments: str, status: int = 0) -> str:
    result = run.invoke(app, list(arguments))
    assert result.exit_code == status, result.output
    return result.output


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


def test_check_runs_every_check(workspace: Workspace) -> None:
    assert "blocks_cover_every_character" in output_of("check", "--warehouse", str(workspace.published))


def test_export_writes_every_table(workspace: Workspace, tmp_path: Path) -> None:
    output_of("export", str(tmp_path / "out"), "--warehouse", str(workspace.published))
    assert {"articles.parquet", "events.parquet"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_diff_names_its_columns(workspace: Workspace) -> None:
    assert "action" in output_of("diff", "--warehouse", str(workspace.published))


@pytest.mark.parametrize(
    "arguments",
    [["build", "/no/such/folder"], ["sql", "SELECT 1", "--warehouse", "/no/such/file.duckdb"]],
    ids=["missing folder", "missing warehouse"],
)
def test_wrong_use_ends_with_a_sentence_and_status_two(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["annals", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("annals: ")
