# make demo    the main job on a sample ledger, from nothing to papers and a verdict
# make test    every test, or TESTS="tests/rules -k waste"
# make lint    style, types, import contracts
# make bench   speed, as ratios against yardsticks measured in the same run
# make interop programs of others read our receipts, statements and tiles; a table says what they did
# make pictures  every page, form and label in both languages as PNG
# Each target first sets up .venv; after that none of them needs a network (interop: after its first run).

# The system's own Python is compiled with optimisation, those of version managers are mostly not: they
# take an eighth more time for everything (decision 5). PYTHON=python3 takes whichever comes first.
SYSTEM_PYTHON := $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.version_info >= (3, 11) and print(sys.executable)' 2>/dev/null)
PYTHON ?= $(or $(SYSTEM_PYTHON),python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint bench interop pictures clean

demo: $(READY)
	@$(BIN)/batterypass demo --folder demo

test: $(READY)
	@$(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder $(TESTS)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY)
	@$(BIN)/python -m benchmarks

interop: $(READY)
	@PYTHONPATH=tests $(BIN)/python -m interop

pictures: $(READY)
	@$(BIN)/python tests/pictures.py pictures

$(READY): pyproject.toml
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -c 'import sys; sys.exit("batterypass needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(READY)

clean:
	rm -rf $(VENV) demo pictures dist
