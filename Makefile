# Needs python3 (with venv), git and make; everything else is fetched, locked by hashes.
PYTHON ?= python3
BIN := .venv/bin
# Compiled once, beside the packages, also where the machine says that nothing is to be kept.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check fmt bench screenshots clean ready ready-dev

run:  ## The portal on http://localhost:8000 (PORT=… for another), with a demonstration inside
	@exec $(PYTHON) scripts/run.py

test: ready-dev  ## The suite; what this machine lacks is skipped and named
	$(BIN)/pytest -n auto --dist worksteal -rs $(ARGS)

check: ready-dev  ## Style, types, layers, migrations, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py catalogs check

fmt: ready-dev  ## Put code and templates in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 || true

bench: ready-dev  ## Figures against the goals; SIZES=10k,100k, PostgreSQL by POBYT_DB_NAME
	$(BIN)/python -m scripts.bench

screenshots: ready-dev  ## The pictures of the README; FOLDER=… keeps the portal that they are taken of
	$(BIN)/python -m scripts.screenshots $(if $(FOLDER),--var $(FOLDER))

clean:  ## Forget what can be made again; the state in var/ stays
	rm -rf .venv node_modules build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

ready:
	@$(PYTHON) scripts/prepare.py run

ready-dev:
	@$(PYTHON) scripts/prepare.py dev
