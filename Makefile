# Everything goes into .venv/; nothing but Python 3.11 or newer and make is needed.

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for python in $(PYTHONS); do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done)
BIN := .venv/bin
# Quiet, and without the check for a newer pip.
PIP := $(BIN)/pip --disable-pip-version-check --quiet
# A lock file names everything: what each package asks for again is not looked at. (An old pip would warn of an extra
# of lxml whose name it spells another way.)
INSTALL := $(PIP) install --require-hashes --no-deps
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
# Python keeps what it has compiled: tests and commands start it again and again.
unexport PYTHONDONTWRITEBYTECODE
.DELETE_ON_ERROR:
.PHONY: help run site demo screenshots test test-slow smoke accuracy parity train golden output docs picture bench bench-scale schedule-demo lint format lock clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: .venv/installed ## Read raw/ and publish a release under output/ if anything changed
	@$(BIN)/inspection-facts run

site: .venv/installed ## Make pages of output/latest that people can look at, in build/site
	@$(BIN)/inspection-facts site

demo: .venv/installed-dev ## Make a release and its pages of 300 invented documents, in build/demo, and open them
	@$(BIN)/python -m tests.demo

screenshots: .venv/installed-dev ## Take the pictures of the README from the demo (needs Chromium)
	@$(BIN)/python -m tests.screenshots

test: .venv/installed-dev ## Run the tests, on every core (those of pages need Chromium)
	@$(BIN)/pytest -n auto --dist loadgroup

test-slow: .venv/installed-dev ## Run the tests that take minutes instead: kills at every step, properties on many examples
	@$(BIN)/pytest -m 'slow or hypothesis' --hypothesis-profile thorough -n auto --dist loadgroup

smoke: ## Install into a fresh environment without the lock file, and read every kind of file there
	@test -n "$(PYTHON)" || { echo 'No Python 3.11 or newer with venv found.' >&2; exit 1; }
	@rm -rf build/smoke
	@$(PYTHON) -m venv build/smoke
	@build/smoke/bin/pip --disable-pip-version-check --quiet install .
	@build/smoke/bin/python -P tests/smoke.py

accuracy: .venv/installed-dev ## Measure the extraction on the gold articles; releases carry the figures
	@$(BIN)/python -m tests.gold.measure --write

parity: .venv/installed-dev ## Measure what other formats lose against plain text (web pages, Word, PDF; needs Chromium)
	@$(BIN)/python -m tests.gold.rendering.parity --write

train: .venv/installed-dev ## Learn the judges of the linker from the gold documents, and write models, their card and whether their probabilities hold
	@$(BIN)/python -m tests.gold.train_all

golden: .venv/installed-dev ## Update the expected cells of the first article (tests/golden); read the diff
	@$(BIN)/python -m tests.golden.renew

output: .venv/installed ## Rebuild output/ from scratch as v1.0.0 (only while nobody relies on it)
	@rm -rf output
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct -- raw) $(BIN)/inspection-facts run --direct

docs: .venv/installed-dev ## Update what the README files show: output of commands, tables, the picture
	@$(BIN)/python -m tests.picture
	@$(BIN)/python -m tests.readme

picture: .venv/installed-dev ## Draw the picture of the README from output/latest
	@$(BIN)/python -m tests.picture

bench: .venv/installed-dev build/bench/installed ## Measure speed, next to spaCy (WRITE=1 keeps the tables)
	@$(BIN)/python -m tests.benchmarks --spacy build/bench/bin/python $(if $(WRITE),--write)
	@$(BIN)/python -m tests.benchmarks.whole_process

bench-scale: .venv/installed-dev ## Measure runs over COUNTS="1000 10000" generated articles (WRITE=1 keeps the tables)
	@$(BIN)/python -m tests.benchmarks.scale $(COUNTS) $(if $(WRITE),--write)

schedule-demo: .venv/installed-dev ## Watch a schedule at work: a server, a new document, a new release
	@$(BIN)/python -m tests.schedule_demo

lint: .venv/installed-dev ## Check style, types, import direction and declared dependencies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry flows schemas

format: .venv/installed-dev ## Format the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: .venv/installed-dev ## Update the lock files from pyproject.toml (UPGRADE=1 for the newest versions)
	@env -u PIP_CONSTRAINT -u UV_CONSTRAINT -u PIP_FIND_LINKS -u UV_FIND_LINKS $(COMPILE) \
		$(if $(UPGRADE),--upgrade) pyproject.toml --group build --output-file requirements.lock
	@env -u PIP_CONSTRAINT -u UV_CONSTRAINT -u PIP_FIND_LINKS -u UV_FIND_LINKS $(COMPILE) \
		$(if $(UPGRADE),--upgrade) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@env -u PIP_CONSTRAINT -u UV_CONSTRAINT -u PIP_FIND_LINKS -u UV_FIND_LINKS $(COMPILE) \
		$(if $(UPGRADE),--upgrade) --group bench --output-file requirements-bench.lock

clean: ## Delete .venv and every cache; keeps raw/ and output/
	@rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/created:
	@test -n "$(PYTHON)" || { echo 'No Python 3.11 or newer with venv found (looked for: $(PYTHONS)).' \
		'Install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@echo 'Setting up .venv with $(PYTHON) (once) ...' >&2
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: requirements.lock pyproject.toml | .venv/created
	@$(INSTALL) -r $<
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@echo 'Installing the tools for tests and checks (once) ...' >&2
	@$(INSTALL) -r $<
	@touch $@

# spaCy in an environment of its own: only the benchmarks need it, to compare with.
build/bench/installed: requirements-bench.lock | .venv/created
	@echo 'Installing spaCy to compare with (once) ...' >&2
	@$(BIN)/python -m venv build/bench
	@$(INSTALL:$(BIN)/%=build/bench/bin/%) -r $<
	@touch $@
