# The commands of this project. Python 3.11 or newer, pip and make are all they need.
#
#   make report     check the sample story and write its report to build/grok.md
#   make test       run the tests
#   make test-browser   try the HTML page in Debian's Chromium
#   make gallery    make docs/gallery/ again: pictures of the page, and the Markdown
#   make test-ci    run the tests that install the program, as the hook and the action do
#   make checks     lint, format, types and import contracts, as CI runs them
#   make quality    score the labelled stories, leave-one-story-out
#   make weights    learn the pair weights again from the labelled stories
#   make slots      score the slots of claims against slots filled by hand
#   make reference  write docs/reference.md from the program itself
#   make benchmark-scale   measure how cost grows with size, into docs/benchmarks.md (an hour)
#   make benchmark-speed   measure cold start and extraction into docs/benchmarks.md, against Duckling where `make benchmark-peers` has run
#   make benchmark-nights  measure a night when nothing has changed, at 2,000 articles, into docs/benchmarks.md
#   make fuzz       feed every reader with 100,000 broken files (ten minutes)
#   make kills      kill fifty runs in the middle and look at what they leave
#   make benchmark-page   measure the HTML page in Chromium and write its section of docs/benchmarks.md
#   make benchmark-peers   measure against the known recognisers and write docs/benchmarks.md
#
# The virtual environment is made in .venv the first time, and again when pyproject.toml changes.

PYTHON ?= python3
VENV ?= .venv
EDITABLE ?= --editable
STORY ?= seeds/grok
REPORT ?= build/grok.md
STORIES ?= ../shared/stories
SCORER ?= ../shared/tools/score.py
SUITES ?= ../shared/suites
SLOTS ?= ../shared/slots
SUITES_SCORER ?= ../shared/tools/score_suites.py
PEERS_VENV ?= build/peers-venv
SLOTS_HELD ?= lecornu
# the one exit status of `consistency check` that means « done, and there is something to read »
FOUND := 1

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help report test test-browser test-ci lint format types contracts checks quality slots weights benchmark-peers benchmark-speed benchmark-nights benchmark-scale benchmark-page gallery fuzz kills readme reference clean

help:
	@sed -n 's/^#   //p' Makefile

report: $(VENV)/.installed
	@mkdir -p $(dir $(REPORT))
	@$(BIN)/consistency check $(STORY) --output $(REPORT) || [ $$? -eq $(FOUND) ]
	@test -s $(REPORT)

test: $(VENV)/.installed-dev
	$(BIN)/pytest

# needs Chromium, and installs Debian's where it may
test-browser: $(VENV)/.installed-dev
	@command -v chromium > /dev/null || [ "$$(id -u)" != 0 ] || { apt-get -qq update && apt-get -qq install -y chromium; }
	$(BIN)/pytest tests/browser

test-ci: $(VENV)/.installed-dev
	$(BIN)/pytest -m packages

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

contracts: $(VENV)/.installed-dev
	$(BIN)/lint-imports

checks: lint types contracts

# how good the program is on the labelled stories beside the project, each with weights learned from the others
quality: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/quality.py $(STORIES) --scorer $(SCORER)

slots: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/slots.py $(STORIES) $(SLOTS) --hold $(SLOTS_HELD)

weights: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/learn_weights.py $(STORIES) --out consistency/weights.toml

fuzz: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/fuzz.py --keep build/fuzz-failures

kills: $(VENV)/.installed-dev
	KILLS=50 $(BIN)/pytest tests/test_hostile_files.py -k killed

benchmark-page: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/page.py --out docs/benchmarks.md

# the known recognisers have an environment of their own; one that cannot be had is left out, and the page says so
benchmark-peers: $(VENV)/.installed-dev $(PEERS_VENV)/.installed
	$(BIN)/python benchmarks/peers.py --suites $(SUITES) --scorer $(SUITES_SCORER) --stories $(STORIES) \
		--peers $(PEERS_VENV)/bin/python --out docs/benchmarks.md

$(PEERS_VENV)/.installed: benchmarks/peers-requirements.txt | $(BIN)/python
	$(BIN)/python -m venv --clear $(PEERS_VENV)
	@for peer in $$(sed -n 's/^\([^# ]*==[^# ]*\).*/\1/p' $<); do \
		$(PEERS_VENV)/bin/python -m pip --disable-pip-version-check --quiet install --constraint $< $$peer || echo "left out: $$peer"; \
	done
	@touch $@

gallery: $(VENV)/.installed-dev
	$(BIN)/python docs/make_gallery.py seeds/grok $(STORIES)/louvre

# the excerpt in the README, from the program itself
readme: $(VENV)/.installed
	$(BIN)/python docs/update_readme.py

# every command, flag, key, format and rule, from the program itself
reference: $(VENV)/.installed
	$(BIN)/python docs/reference.py

clean:
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, for example: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 2; }
	@echo "Making the virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing source-consistency ..."
	@$(PIP) install $(EDITABLE) .
	@$(BIN)/python -m compileall -q claims consistency reports
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing source-consistency and what its tests need ..."
	@$(PIP) install $(EDITABLE) ".[dev]"
	@$(BIN)/python -m compileall -q claims consistency reports
	@touch $@ $(VENV)/.installed

benchmark-nights: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/nights.py --articles 2000 --write

benchmark-scale: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/scale.py --write

benchmark-speed: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/speed.py --stories $(STORIES) --peers $(PEERS_VENV)/bin/python --write
