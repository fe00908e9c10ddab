# make corpus   build the sample corpus into warehouse/annals.duckdb
# make test     lint, types and tests
# make ui       the Dagster UI on this project
# make bench    the figures of docs/benchmarks.md (DATA=folder of dev sets)

PYTHON ?= python3
BIN := .venv/bin

.PHONY: corpus test ui lint bench lock clean

.venv/installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
