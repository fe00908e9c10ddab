"""The version of a step, derived from the code and data that its entry point reaches.

A step's version is a hash of every module of the project that its entry module
imports, directly or through others, of the data files these modules name, and
of the versions of the distributions they import. Nothing is listed by hand: a
module that a step does not reach cannot make its results new, and a change of
one that it reaches always does.

A data file is reached by the string that names it, so its name stands whole in
the module that reads it: ``"names.toml"``, never put together from parts.
"""

from __future__ import annotations

import ast
import hashlib
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import packages_distributions
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import NamedTuple

#: The project's own packages; everything else that is imported is a distribution or the standard library.
ROOMS = frozenset({"pipelines", "warehouse", "checks", "assets"})

#: Endings of the data files that a module may name.
DATA_SUFFIXES = (".toml", ".npz", ".json", ".csv", ".tsv", ".sql", ".txt")

#: The folder whose data files, one of a kind for each language, are named by modules elsewhere.
LANGUAGES = Path("pipelines", "languages")

N_DIGITS = 12


class _Facts(NamedTuple):
    """What the source of a module says: the modules it may import, the data files it names."""

    imports: frozenset[str]
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Project:
    """The source tree that versions are derived from."""

    root: Path

    def step_version(self, entry_point: str) -> str:
        """The version of the step whose work begins in this module: 12 hexadecimal digits."""
        modules = self.modules_reached(entry_point)
        files = [self.source_of(module) for module in modules] + self.data_files(modules)
        return self._digest(files, self.distributions(modules))

    def project_version(self, entry_point: str) -> str:
        """The version of all that makes rows: every file of the rooms, and the distributions that are reached."""
        folders = [self.root / room for room in sorted(ROOMS)]
        files = sorted(
            path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", *DATA_SUFFIXES}
        )
        return self._digest(files, self.distributions(self.modules_reached(entry_point)))

    def modules_reached(self, entry_point: str) -> list[str]:
        """The project's modules that importing ``entry_point`` imports, itself included, sorted.

        Raises:
            ModuleNotFoundError: when the project has no such module.
        """
        found: set[str] = set()
        waiting = [entry_point]
        while waiting:
            module = waiting.pop()
            if module not in found:
                found.add(module)
                waiting += [name for name in self._imports(module) if name.split(".")[0] in ROOMS]
        return sorted(found)

    def data_files(self, modules: Iterable[str]) -> list[Path]:
        """The data files that modules name: those that lie beside them, else those of every language."""
        found: set[Path] = set()
        for module in modules:
            source = self.source_of(module)
            for name in _facts(source.read_text(encoding="utf-8")).files:
                beside = source.parent / name
                found |= {beside} if beside.is_file() else set((self.root / LANGUAGES).glob(f"*/{name}"))
        return sorted(found)

    def distributions(self, modules: Iterable[str]) -> list[str]:
        """The installed distributions that modules import, or that their data files name as a model, sorted."""
        modules = list(modules)
        names = {name.split(".")[0] for module in modules for name in self._imports(module)}
        packs = [path for path in self.data_files(modules) if path.suffix == ".toml"]
        names |= {name for path in packs for name in _values(path.read_text(encoding="utf-8"))}
        known = _known_distributions()
        return sorted({distribution for name in names - ROOMS for distribution in known.get(name, ())})

    def source_of(self, module: str) -> Path:
        """The file of a module of the project; raises ModuleNotFoundError when there is none."""
        path = self._find(module)
        if path is None:
            raise ModuleNotFoundError(f"Expected a module of the project, found none named {module!r}")
        return path

    def _find(self, module: str) -> Path | None:
        # Strings, not paths: a version asks this some thousand times.
        base = os.path.join(self.root, *module.split("."))  # noqa: PTH118
        candidates = (f"{base}/__init__.py", f"{base}.py")
        return next((Path(candidate) for candidate in candidates if os.path.isfile(candidate)), None)  # noqa: PTH113

    def _imports(self, module: str) -> Iterator[str]:
        """What importing a module imports; importing it runs the packages it lies in first."""
        parts = module.split(".")
        yield from (".".join(parts[:length]) for length in range(1, len(parts)))
        for name in _facts(self.source_of(module).read_text(encoding="utf-8")).imports:
            if name.split(".")[0] not in ROOMS or self._find(name) is not None:
                yield name

    def _digest(self, files: Iterable[Path], distributions: Iterable[str]) -> str:
        digest = hashlib.sha256()
        for path in files:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(self.root).as_posix()} {len(content)}\0".encode() + content)
        for distribution in distributions:
            digest.update(f"{distribution}=={_installed_version(distribution)}\0".encode())
        return digest.hexdigest()[:N_DIGITS]


#: The tree that this module itself lies in.
PROJECT = Project(Path(__file__).resolve().parent.parent)


@cache
def step_version(entry_point: str) -> str:
    """The version of a step of this project, by the module its work begins in."""
    return PROJECT.step_version(entry_point)


@cache
def project_version(entry_point: str) -> str:
    """The version of everything of this project that makes rows."""
    return PROJECT.project_version(entry_point)


@lru_cache(maxsize=2048)
def _facts(source: str) -> _Facts:
    nodes = list(ast.walk(ast.parse(source)))
    strings = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    files = frozenset(text for text in strings if text.endswith(DATA_SUFFIXES))
    return _Facts(frozenset(name for node in nodes for name in _imported(node)), files)


def _imported(node: ast.AST) -> Iterator[str]:
    """The modules an import statement may import: what is imported from a package may be a module or a name of it."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


@lru_cache(maxsize=256)
def _values(source: str) -> frozenset[str]:
    """The texts at the top of a data file, a model's name among them."""
    return frozenset(value for value in tomllib.loads(source).values() if isinstance(value, str))


@cache
def _installed_version(distribution: str) -> str:
    return installed_version(distribution)


@cache
def _known_distributions() -> dict[str, list[str]]:
    return dict(packages_distributions())
