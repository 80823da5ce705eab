# Everything runs from .venv, which each command makes for itself where it is missing or out of date.
# `make help` lists the commands.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
# The demo keeps its graph apart from the one that you may have.
DEMO_DATA ?= .demo
CORPUS ?=
SUITE ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-clients test-train conformance lint types format bench lock vendor clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(RUNTIME): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'sotagraph needs Python 3.11 or newer; name one with `make PYTHON=python3.11 ...`.' >&2; exit 1; }
	@echo 'Setting up $(VENV) (once, about a minute) ...'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	@echo 'Adding the test tools to $(VENV) ...'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(DEV) ## make .venv with everything that development needs

demo: $(RUNTIME) ## ingest the seed papers and answer "which methods report FID on CIFAR-10"
	@$(BIN)/sotagraph demo --data $(DEMO_DATA)

serve: $(RUNTIME) ## serve the demo's graph: GraphQL at http://127.0.0.1:8000/graphql, SPARQL at /sparql
	@test -e $(DEMO_DATA)/current || $(MAKE) --no-print-directory demo
	@$(BIN)/sotagraph serve --data $(DEMO_DATA)

test: lint types ## lint, types and all tests, in under ten minutes
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests

test-train: $(DEV) ## the tests of training, which need torch (`pip install -e '.[train]'`)
	@$(BIN)/python -c 'import torch' || { echo "Install the extra first: $(BIN)/pip install -e '.[train]'" >&2; exit 1; }
	@$(BIN)/python -m pytest -m training tests/extractors/training

test-clients: $(DEV) ## the service asked by clients of others: rdflib, pandas, Comunica, gql, graphql-http ...
	@command -v npm >/dev/null || $(PIP) install --require-hashes -r requirements-clients.lock
	@PATH="$$PATH:$(abspath $(BIN))" npm ci --prefix tests/clients/javascript --ignore-scripts --no-audit --no-fund --silent
	@PATH="$$PATH:$(abspath $(BIN))" $(BIN)/python -m pytest -m clients tests/clients

conformance: $(DEV) ## the W3C's SPARQL 1.1 protocol tests; SUITE=DIR is the folder of its manifests (rdf-tests)
	@test -n '$(SUITE)' || { echo 'Name the folder of the test suite: make conformance SUITE=DIR' >&2; exit 2; }
	@SOTAGRAPH_SUITE=$(abspath $(SUITE)) $(BIN)/python -m pytest -m conformance tests/conformance -v

lint: $(DEV) ## check style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV) ## check types
	@$(BIN)/mypy

format: $(DEV) ## mend style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(DEV) ## measure speed beside named baselines; CORPUS=papers.jsonl.gz adds real abstracts
	@$(if $(CORPUS),SOTAGRAPH_CORPUS=$(abspath $(CORPUS))) $(BIN)/python -m pytest tests/benchmarks -m benchmark -p no:xdist

lock: $(DEV) ## resolve the dependencies anew into the two lock files
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --upgrade --group build -o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --upgrade --group build --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --upgrade --group clients -c requirements-dev.lock -o requirements-clients.lock

vendor: $(RUNTIME) ## fetch the browser assets anew (needs npm)
	@$(BIN)/python -m api.web.vendor

clean: ## remove .venv, the demo's graph and all caches
	rm -rf $(VENV) $(DEMO_DATA) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
