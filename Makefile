# Two commands do everything on a fresh Debian or Ubuntu machine with Python 3.11+ (python3-venv, git, make):
#   make samples   builds the sample bulletin in all three formats, into out/
#   make test      passes the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: samples test lint conformance clean

samples: $(VENV)/.installed
	$(BIN)/bulletin build

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

# The linters and the type checker; CI runs them before the tests.
lint: $(VENV)/.installed-lint
	$(BIN)/ruff check src tests
	$(BIN)/mypy

# What the conformance tests need from PyPI; .ci/run gets the rest from Debian and npm.
conformance: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --editable '.[conformance]'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "bulletin needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@$(BIN)/python -m compileall -q src  # as pip does for what is not editable: no command compiles it again
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

$(VENV)/.installed-lint: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[lint]'
	@touch $@

clean:
	rm -rf $(VENV) build dist node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
