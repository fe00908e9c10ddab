"""The step cache: what was worked out of one document, kept as Parquet.

A step reads one document and its result depends on nothing else, so it is
kept under the hash of what the step read, in a folder named for the version of
the step. A shard is a folder of Parquet files that appears whole, by a rename, with
the checksums of its files; a damaged one is removed and its work done anew.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.checksums import is_intact, write_checksums
from warehouse.quoting import literal, quoted

KEY_LENGTH = 24


def key_of(*parts: str | None) -> str:
    """The key of one piece of work: a hash of all it reads."""
    return hashlib.sha256("\x1f".join("" if part is None else part for part in parts).encode()).hexdigest()[:KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Segments:
    """The shards of one version of one step, with the schema of their tables.

    Every table has a ``key`` column; the first table has one row for each key.
    """

    root: Path
    step: str
    version: str
    schemas: Mapping[str, Mapping[str, pl.DataType]]

    @property
    def folder(self) -> Path:
        return self.root / f"{self.step}-{self.version}"

    @property
    def _main_table(self) -> str:
        return next(iter(self.schemas))

    @property
    def unfinished(self) -> Path:
        return self.root / "unfinished"

    def prepare(self) -> int:
        """Make every table readable, and return how many shards had to go: their work is done anew.

        A shard goes when its files are not what was written, or when it repeats
        work of another one: then its rows would count twice.
        """
        damaged = [folder for folder in self._shards() if not is_intact(folder)]
        for folder in damaged:
            _remove(folder)
        if not (self.folder / "empty").exists():
            self.write("empty", {})
        repeated = self._repeated()
        for folder in repeated:
            _remove(folder)
        return len(damaged) + len(repeated)

    def has(self, shard: str) -> bool:
        """Whether a shard was written whole."""
        return (self.folder / shard).exists()

    def done(self, connection: duckdb.DuckDBPyConnection) -> set[str]:
        """The keys whose work is done."""
        query = f"SELECT key FROM {self.relation(self._main_table)}"
        return {key for (key,) in connection.execute(query).fetchall()}

    def write(self, shard: str, frames: Mapping[str, pl.DataFrame]) -> None:
        """Add a shard. Until its last byte is written nobody sees it."""
        self.unfinished.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f"{self.step}-", dir=self.unfinished))
        for table, schema in self.schemas.items():
            frame = frames[table] if table in frames else pl.DataFrame(schema=schema)
            frame.write_parquet(building / f"{table}.parquet", compression="zstd")
        write_checksums(building)
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.has(shard):
            shutil.rmtree(building)
        else:
            building.rename(self.folder / shard)

    def relation(self, table: str) -> str:
        """An SQL expression that reads one table of all shards."""
        return f"read_parquet({literal(str(self.folder / '*' / f'{table}.parquet'))})"

    def _shards(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.exists() else []

    def _repeated(self) -> list[Path]:
        """The shards that hold a key which an earlier one has, in the order of their names."""
        seen: set[str] = set()
        repeated = []
        for shard in self._shards():
            keys = set(pl.read_parquet(shard / f"{self._main_table}.parquet", columns=["key"])["key"])
            if keys & seen:
                repeated.append(shard)
            else:
                seen |= keys
        return repeated

    def tidy(self) -> None:
        """Remove the shards of versions this code cannot use, and what dead processes left."""
        shutil.rmtree(self.unfinished, ignore_errors=True)
        for folder in self.root.glob(f"{self.step}-*"):
            if folder != self.folder:
                shutil.rmtree(folder, ignore_errors=True)


def create_view(connection: duckdb.DuckDBPyConnection, name: str, segments: Segments, table: str) -> None:
    """Show one table of the shards as ``staging.NAME``."""
    connection.execute(f"CREATE OR REPLACE VIEW staging.{quoted(name)} AS SELECT * FROM {segments.relation(table)}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
