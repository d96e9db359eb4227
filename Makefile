# README's two commands. Each makes its own environment in .venv the first time, and again when what it needs changes.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: report test test-all test-rare lint format graph wheelhouse windows embeddable clean

report: .venv/.installed
	$(BIN)/respnet report data --output report

# Compiled modules are kept whatever the surroundings say: tests start hundreds of processes that import respnet.
test test-rare: export PYTHONDONTWRITEBYTECODE :=

PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

test: .venv/.installed-dev lint
	$(PYTEST)

# Also what is long and seldom the one that fails: another Python, other sizes and schemes of the page, long fuzzing.
test-all: test test-rare

test-rare: .venv/.installed-dev
	RESPNET_TEST_FUZZ=4 $(PYTEST) -m "rare or fuzz"

lint: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports & imports=$$!; $(BIN)/mypy && wait $$imports

format: .venv/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

graph: .venv/.installed
	$(BIN)/respnet export data --output graph

# For offices without internet (docs/windows.md): the wheels, and the folder for Windows of a signed Python that is given.
wheelhouse: .venv/.installed
	$(BIN)/python tools/wheelhouse.py wheelhouse

windows: embeddable .venv/.installed-dev wheelhouse
	$(BIN)/python tools/windows_folder.py --python "$(EMBEDDABLE)" --wheels wheelhouse --output dist --installer

# What must be there is asked for first: the wheels take minutes.
embeddable:
	@test -f "$(EMBEDDABLE)" || { echo "没有这个文件 / no such file: EMBEDDABLE=$(EMBEDDABLE). make windows EMBEDDABLE=python-3.13.x-embed-amd64.zip" >&2; exit 1; }
	@for one in osslsigncode makensis; do command -v $$one >/dev/null || { echo "缺少 / missing: $$one (apt install osslsigncode nsis)" >&2; exit 1; }; done

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit('respnet needs Python 3.11 or newer; this is ' + sys.version.split()[0] + '. Try: make PYTHON=python3.12') if sys.version_info < (3, 11) else 0"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $@

clean:
	rm -rf .venv report .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
