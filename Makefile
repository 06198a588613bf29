# Needs git, make and python3-venv. Everything else goes into .venv; a stamp there says what is installed already.
PYTHON ?= python3
BIN := .venv/bin
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard zvans/web/locale/*/LC_MESSAGES/django.po))
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

.PHONY: help demo test check check-code lint types layers migrations tests browser programs kill bench wheel lock clean
.DEFAULT_GOAL := help
unexport PYTHONDONTWRITEBYTECODE # the tests start the program many times: it need not be compiled each time

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: .venv/installed $(TRANSLATIONS) ## run a demo municipality on http://127.0.0.1:8000
	@$(BIN)/zvans demo

test: .venv/installed-dev programs ## install what the tests need, then run all of them
	@$(MAKE) --no-print-directory check

check: check-code browser ## the whole gate, on what is installed
check-code: lint types layers migrations tests ## the gate without the browser

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

migrations: # no database needed: Django's warning that it found none is left out
	$(BIN)/python -W ignore -m django makemigrations --check --dry-run --settings config.settings_test

tests: $(TRANSLATIONS)
	$(BIN)/pytest -q -n 2 --dist worksteal -m "not browser"

browser: $(TRANSLATIONS)
	$(BIN)/pytest -q -n 2 --dist worksteal -m browser

programs: .venv/lighthouse/node_modules
	@command -v chromium-headless-shell >/dev/null || .ci/install chromium
	@test -x /usr/sbin/bearerbox -a -x /usr/lib/kannel/test/fakesmsc || .ci/install kannel

kill: .venv/installed-dev $(TRANSLATIONS) ## kill server and database while 50 clients save; KILLS=… (200), KILLS_SEED=…
	@KILLS=$(or $(KILLS),200) $(BIN)/pytest -q -p no:cacheprovider tests/kill

bench: .venv/installed-dev $(TRANSLATIONS) ## measure the hot pages; SCALE=1 is a whole country (1/30)
	$(BIN)/python -m bench

wheel: .venv/installed $(TRANSLATIONS) ## build dist/zvans-….whl
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: .venv/installed-dev ## choose versions anew
	printf 'hatchling\neditables\n' | $(LOCK) --extra embedded --output-file requirements.txt pyproject.toml -
	printf 'uv\n' | $(LOCK) --extra dev --output-file requirements-dev.txt --constraints requirements.txt pyproject.toml -

clean: ## remove what was built or installed; the data folder stays
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache $(TRANSLATIONS)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing what zvans needs into .venv"
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what the tests need into .venv"
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

.venv/lighthouse/node_modules: tests/lighthouse/package-lock.json .venv/installed-dev
	@echo "Installing Lighthouse into .venv"
	@mkdir -p $(@D) && cp tests/lighthouse/package.json tests/lighthouse/package-lock.json $(@D)
	@cd $(@D) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null
	@touch $@

%/django.mo: %/django.po | .venv/installed
	@$(BIN)/pybabel --quiet compile --locale $(notdir $(patsubst %/LC_MESSAGES,%,$*)) --input-file $< --output-file $@
