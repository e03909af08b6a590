# make demo   set everything up and print what the referendum of 5 June 2022 changed in Kazakhstan
# make test   set everything up and run every test
# make check  set everything up and run the linters and the type checker
# make bench  measure speed against floors and peers, as ratios
# make docs   write the generated parts of the documentation anew
# make golden write the golden files anew; read the difference before you commit it
# make lock   resolve the pinned versions anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11
READY := $(VENV)/.ready

.PHONY: demo test check bench docs golden lock clean

demo: $(READY)
	@$(BIN)/constitution-diff diff KZ 2019-03 2022-06

test: $(READY)
	$(BIN)/python -m pytest --cov --cov-report=term

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/constitution-diff check fixtures/countries/*.toml

bench: $(READY)
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_text.py

docs: $(READY)
	$(BIN)/python tools/write_docs.py

golden: $(READY)
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is %d.%d. Try: make PYTHON=python3.11 ..." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "Setting up a virtual environment in $(VENV) ..." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

lock:
	uv pip compile $(LOCK) --extra text pyproject.toml -o requirements.txt
	uv pip compile $(LOCK) --group dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .benchmarks
