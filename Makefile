# Everything a fresh machine needs: `make demo` shows what this does on real manifests, `make test` checks all of it.
# Both make their own virtual environment in .venv; nothing has to be installed by hand but Python 3.11 or later.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint generate bench release-schema clean

demo: .venv/demo
	@$(BIN)/python -m tools.demo build/demo

test: .venv/test lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

generate: .venv/test
	$(BIN)/python -m tools.generate

# Checks everything, then writes the hashes that freeze the published schema. Not to be run before 1.0.
release-schema: test
	$(BIN)/python -m tools.release_schema v1.0

bench: .venv/bench
	$(BIN)/python -m tests.bench.run --write

.venv/python:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/demo: .venv/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[docx,pdf]'
	@touch $@

# The schema's fourth referee runs in Node. Where Node is missing, the tests that need it say so and are skipped.
.venv/test: .venv/python pyproject.toml tests/node/package-lock.json
	$(BIN)/pip install --quiet --editable '.[test]'
	@if command -v npm >/dev/null; then npm ci --prefix tests/node --silent --no-audit --no-fund; fi
	@touch $@ .venv/demo

.venv/bench: .venv/test
	$(BIN)/pip install --quiet --editable '.[test,bench]'
	@touch $@

clean:
	rm -rf .venv build dist
