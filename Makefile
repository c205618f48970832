# The commands of a new user: demo and test. `make check` is exactly what CI runs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
# One more than there are cores: the tests that crawl wait for a third of their time.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: setup demo test check format clean

setup: $(STAMP)

# Without --no-compile half a minute goes to byte code, most of which nothing imports.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $(STAMP)

demo: setup
	@$(BIN)/harvester demo

test: setup
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/yamllint --strict harvester
	$(BIN)/harvester portals check
	$(BIN)/harvester lookups check
	$(MAKE) test

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv data/demo
