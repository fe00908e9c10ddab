"""Erase a document on request: from the step cache, from unpublished and, if asked, from kept builds."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.text.addresses import address_of
from warehouse.erasures import ADDRESS, CONTENT, Erasure, add_erasures
from warehouse.kept_files import kept_files
from warehouse.quoting import literal
from warehouse.workspace import Workspace, connect, reading

#: The documents of a database with what they can be asked for by; a copy of a document has its bytes.
_DOCUMENTS = """
    SELECT DISTINCT raw_files.path, raw_files.sha256, regexp_replace(coalesce(articles.url, raw_files.url), '#.*$', ''),
        substr(sha256('article|' || raw_files.sha256), 1, 16) AS article_id
    FROM raw_files LEFT JOIN articles USING (raw_file_id)
    WHERE raw_files.kind = 'document' AND raw_files.sha256 IS NOT NULL
"""
_COPIES = """
    SELECT DISTINCT copies.article_id FROM articles JOIN articles AS copies USING (cluster_id)
    WHERE list_contains($1::VARCHAR[], articles.article_id) AND NOT list_contains($1::VARCHAR[], copies.article_id)
    ORDER BY 1
"""


class UnknownDocumentError(Exception):
    """No build that is on disk has such a document."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased, and where it still is.

    ``raw_files`` are the paths it was read from, ``copies`` articles that repeat its text in other bytes,
    ``kept`` the files of builds that hold it, ``deleted`` those removed, ``n_shards`` how many shards of the
    step cache went.
    """

    erasures: tuple[Erasure, ...]
    raw_files: tuple[str, ...]
    copies: tuple[str, ...]
    n_shards: int
    kept: tuple[Path, ...]
    deleted: tuple[Path, ...]


class _Document(NamedTuple):
    path: str
    sha256: str
    address: str | None
    article_id: str


def erase(workspace: Workspace, target: str, reason: str, now: datetime, *, delete_kept: bool) -> Receipt:
    """Erase the documents of an article id or an address, and keep them out from now on.

    An address is kept out itself, whatever is fetched from it later; of an article id only the bytes. The
    published database holds the document until the next build. The caller holds the build lock.

    Raises:
        UnknownDocumentError: when no database of this warehouse knows such a document.
        MissingWarehouseError: when nothing has been published.
    """
    with workspace.reading() as connection:
        published = set(_documents(connection))
    inside = {path: _meant(_documents_of(path), target) for path in kept_files(workspace)}
    found = _meant(published, target).union(*inside.values())
    if not found:
        raise UnknownDocumentError(f"no document of {workspace.published} has the article id or the address {target}")
    contents = {document.sha256: document.article_id for document in found}
    erasures = [Erasure(CONTENT, sha256, contents[sha256], target, now, reason) for sha256 in sorted(contents)]
    if target not in contents.values():
        erasures.append(Erasure(ADDRESS, address_of(target), None, target, now, reason))
    copies = _copies(workspace, list(contents.values()))
    add_erasures(workspace, erasures)
    workspace.forget_unpublished()
    n_shards = _forget_cached(workspace, erasures)
    holding = tuple(path for path, documents in inside.items() if documents)
    if delete_kept:
        for path in holding:
            path.unlink()
    return Receipt(
        erasures=tuple(erasures),
        raw_files=tuple(sorted({document.path for document in found | published if document.sha256 in contents})),
        copies=copies,
        n_shards=n_shards,
        kept=() if delete_kept else holding,
        deleted=holding if delete_kept else (),
    )


def _documents(connection: duckdb.DuckDBPyConnection) -> Iterator[_Document]:
    yield from (_Document(*row) for row in connection.execute(_DOCUMENTS).fetchall())


def _documents_of(path: Path) -> set[_Document]:
    """The documents that a kept file holds; of one that cannot be read nothing is known."""
    try:
        with reading(path) as connection:
            return set(_documents(connection))
    except duckdb.Error:
        return set()


def _meant(documents: Iterable[_Document], target: str) -> set[_Document]:
    address = address_of(target)
    return {document for document in documents if target == document.article_id or address == document.address}


def _copies(workspace: Workspace, article_ids: list[str]) -> tuple[str, ...]:
    with workspace.reading() as connection:
        return tuple(article_id for (article_id,) in connection.execute(_COPIES, [article_ids]).fetchall())


def _forget_cached(workspace: Workspace, erasures: Iterable[Erasure]) -> int:
    """Remove the shards that hold what was read of the documents, and their number.

    Which text an analysis is of is known for the texts of today alone: shards with any other go too.
    """
    contents = [erasure.kept_out for erasure in erasures if erasure.kind == CONTENT]
    addresses = [erasure.kept_out for erasure in erasures if erasure.kind == ADDRESS]
    inventory, documents, analyses = (
        workspace.segments / pattern
        for pattern in (
            "inventory-*/*/inventory.parquet",
            "reading-*/*/documents.parquet",
            "analysis-*/*/analyses.parquet",
        )
    )
    with connect(workspace.folder) as connection:
        connection.execute(f"ATTACH {literal(str(workspace.published))} AS annals (READ_ONLY)")
        keys = f"SELECT document_key FROM {_shards(inventory)} WHERE list_contains($1::VARCHAR[], sha256)"
        n_documents = _remove(
            connection,
            documents,
            f"key IN ({keys}) OR list_contains($2::VARCHAR[], regexp_replace(url, '#.*$', ''))",
            [contents, addresses],
        )
        texts = """
            SELECT substr(sha256(text), 1, 24) FROM annals.articles JOIN annals.raw_files USING (raw_file_id)
            WHERE NOT list_contains($1::VARCHAR[], sha256)
        """
        n_analyses = _remove(connection, analyses, f"key NOT IN ({texts})", [contents])
    shutil.rmtree(workspace.segments / "unfinished", ignore_errors=True)
    return n_documents + n_analyses


def _remove(connection: duckdb.DuckDBPyConnection, files: Path, condition: str, values: list[object]) -> int:
    """Remove the shards of which a row meets the condition, or all of the step if they cannot be read."""
    root = files.parents[2]
    try:
        query = f"SELECT DISTINCT filename FROM {_shards(files)} WHERE {condition}"
        shards = {Path(name).parent for (name,) in connection.execute(query, values).fetchall()}
    except duckdb.Error:
        shards = {path.parent for path in root.glob(str(files.relative_to(root)))}
    for shard in shards:
        shutil.rmtree(shard)
    return len(shards)


def _shards(files: Path) -> str:
    return f"read_parquet({literal(str(files))}, filename = true, union_by_name = true)"
