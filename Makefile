# make corpus   build the sample corpus into warehouse/annals.duckdb
# make test     lint, types and tests; those of whole builds and of the runner run beside the others
# make ui       Dagster's UI on this project
# make lint     format, lint, types and import rules
# make bench    the figures of docs/benchmarks.md; DATA=folder of the dev sets
# make docs     write docs/contract.md anew from a database's comments
# make lock     resolve requirements.in and requirements-dev.in into the lock files (needs uv)

PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-strip-extras --no-header --quiet

.PHONY: corpus test test-builds test-runner test-rest ui lint bench docs lock clean

corpus: .venv/installed
	$(BIN)/annals build tests/corpus

# Three processes, of which that of the runner mostly waits; each tells what it found when it ends, where make can.
test: .venv/installed
	+$(MAKE) --no-print-directory --jobs=3 $(if $(filter output-sync,$(.FEATURES)),--output-sync) \
		test-builds test-runner test-rest

test-builds: .venv/installed
	$(BIN)/pytest tests/assets --ignore=tests/assets/runner --ignore=tests/assets/cli

test-runner: .venv/installed
	$(BIN)/pytest tests/assets/runner tests/assets/cli

test-rest: lint
	$(BIN)/pytest --ignore=tests/assets

ui: .venv/installed
	$(BIN)/annals ui

lint: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed
	for name in extraction language dates entities event_documents events seeds throughput; do \
		$(BIN)/python tests/benchmarks/$$name.py --data $(DATA) || exit 1; \
	done

docs: .venv/installed
	$(BIN)/python -m warehouse.dictionary > docs/contract.md

lock:
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt
	$(COMPILE) requirements.in --constraint requirements-dev.txt --output-file requirements.txt

clean:
	rm -rf .venv warehouse/*.duckdb warehouse/*.duckdb.build

# --no-deps: the lock file is complete, and pip need not resolve it again.
.venv/installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
