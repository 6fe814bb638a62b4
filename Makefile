# Everything runs from a virtual environment in .venv, made from the locked requirements.
PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links

.PHONY: help demo setup test lint type eval bench train lock clean

help:  ## list what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo: .venv/runtime  ## set up, read the reports that ship with Hudna, and report on their accord
	$(BIN)/hudna demo

setup: .venv/dev  ## set up everything a developer needs

test: .venv/dev  ## set up, and run every test
	$(BIN)/python -m pytest -n auto

lint: .venv/dev  ## style, and which room may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

type: .venv/dev  ## types
	$(BIN)/mypy

eval: .venv/dev .venv/train  ## accuracy on the gold beside the checkout, against its floors
	$(BIN)/python -m evals.check_floors

bench: .venv/dev  ## throughput, start-up, memory and the gazetteer, as ratios measured in one run
	$(BIN)/python bench/run.py
	$(BIN)/python -m bench.length
	$(BIN)/python bench/merging.py
	$(BIN)/python bench/gazetteer.py

train: .venv/train  ## learn the weights of the reading from the gold beside the checkout
	$(BIN)/python -m training.train ../shared/gold/dev.jsonl ../shared/gold/mission.jsonl --also tests/reports/reports.jsonl \
	  --coded training/codings.jsonl --corpus ../shared/corpora/news-2018.jsonl.gz --corpus ../shared/cases/reports.dev.jsonl.gz \
	  --out src/hudna/reading/weights.json.gz

lock:  ## renew the locked requirements (needs uv)
	$(UV) pip compile pyproject.toml requirements/build.in $(LOCK) --upgrade --quiet \
	  --custom-compile-command "make lock" -o requirements/runtime.txt
	$(UV) pip compile pyproject.toml requirements/build.in --group dev $(LOCK) --upgrade --quiet \
	  -c requirements/runtime.txt --custom-compile-command "make lock" -o requirements/dev.txt
	$(UV) pip compile --group train $(LOCK) --upgrade --quiet \
	  -c requirements/dev.txt --custom-compile-command "make lock" -o requirements/train.txt

clean:  ## remove the virtual environment and the caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Hudna needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: .venv/made requirements/runtime.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/runtime requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

.venv/train: .venv/runtime requirements/train.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/train.txt
	@touch $@
