"""What the sample corpus becomes, kept as CSV to be read in a diff: ``python -m tests.snapshot`` writes it anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from assets.resources import Build
from assets.runner.builds import run_build
from warehouse.workspace import Workspace
from warehouse.writer import frame_of

HERE = Path(__file__).parent
FOLDER = HERE / "snapshots"

QUERIES = {
    "articles": """
        SELECT path, site, title, byline, agency, language, n_words, published_on, published_earliest,
            published_latest, published_precision, published_basis, duplicate_kind
        FROM articles ORDER BY path
    """,
    "removed_blocks": """
        SELECT path, role, left(blocks.text, 60) AS text FROM blocks JOIN articles USING (article_id)
        WHERE text_start IS NULL AND role <> 'markup' AND path LIKE 'dumps/%' ORDER BY path, block_no
    """,
    "entities": "SELECT name, type, country, sector, n_mentions, n_articles FROM entities ORDER BY name, type",
    "timeline": """
        SELECT event_date, event_date_end, event_type, modality, actors, recipients, place, n_articles,
            left(evidence, 100) AS evidence
        FROM timeline ORDER BY event_date, event_type, evidence, event_id
    """,
    "quarantine": "SELECT path, stage, rule, reason FROM quarantine ORDER BY path, rule",
}


def take(workspace: Workspace) -> dict[str, str]:
    """Each snapshot of a published warehouse as CSV."""
    with workspace.reading() as connection:
        return {name: frame_of(connection, query).write_csv() for name, query in QUERIES.items()}


def main() -> None:
    """Build the sample corpus and write its snapshots."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "annals.duckdb")
        run_build(Build(raw=str(HERE / "corpus"), warehouse=str(workspace.published)))
        for name, content in take(workspace).items():
            (FOLDER / f"{name}.csv").write_text(content, "utf-8")


if __name__ == "__main__":
    main()
