# `make` or `make help` lists what there is. Each target first sets up .venv.
PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
# What the checks of a public site want to see; the key exists for that one command only.
PRODUCTION = DEBUG=false ALLOWED_HOSTS=www.example.org SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')"

# Compiled modules are kept even where a shell asks otherwise: without them each process,
# and a test run starts hundreds, reads every module from its source again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test torture lint format coverage compiled plain bench serve lock

help:  ## List the targets
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

.venv/installed: requirements-dev.txt scripts/setup
	scripts/setup

run: .venv/installed  ## Set up everything, import seeds/ and serve it on http://127.0.0.1:8000
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) import_articles seeds
	@echo
	@echo "Reading:             http://127.0.0.1:$(PORT)/"
	@echo "Entering a briefing: http://127.0.0.1:$(PORT)/admin/"
	@echo "Make an account for that with: $(MANAGE) createsuperuser"
	@echo
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

test: .venv/installed  ## Pass every test on SQLite, then what touches the database on PostgreSQL
	DATABASE_URL= $(PYTHON) -m pytest -q -n auto --dist worksteal
	$(PYTHON) -m tests.postgresql -q -n auto --dist worksteal -m "not torture and not on_any_database"

torture: .venv/installed  ## Kill importers, fill a disk and load the server, on both databases
	DATABASE_URL= $(PYTHON) -m pytest -q -m torture tests
	$(PYTHON) -m tests.postgresql -q -m "torture or on_any_database" tests
	$(PYTHON) -m tests.benchmarks.load $(STATEMENTS)

lint: .venv/installed  ## Check form, types, layers, templates, migrations and production settings
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet statements/templates
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

format: .venv/installed  ## Put the code into form
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

coverage: .venv/installed  ## Say which lines and branches no test reaches
	.venv/bin/coverage erase
	DATABASE_URL= $(PYTHON) -m pytest -q -n auto --cov --cov-report=
	$(PYTHON) -m tests.postgresql -q -n auto --cov --cov-append --cov-report=
	.venv/bin/coverage report

compiled: .venv/installed  ## Compile the extraction, half as fast again; needs a C compiler
	$(PYTHON) scripts/compile.py
	rm -r build

plain:  ## Take the compiled extraction away again
	rm -f statements/extraction/*.so statements_extraction__mypyc.*.so

bench: .venv/installed  ## Measure storing, searching and pages on both databases
	$(PYTHON) -m tests.benchmarks $(STATEMENTS)

serve: export HOST := $(HOST)
serve: export PORT := $(PORT)
serve: export WORKERS := $(WORKERS)
serve: .venv/installed  ## Serve for production on HOST, PORT with WORKERS processes
	exec scripts/serve

UV = UV_SYSTEM_CERTS=true $$(command -v uv || echo .tools/bin/uv)
LOCK = $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header --python-version 3.12 pyproject.toml $(UPGRADE)

lock: .venv/installed  ## Write the locks anew from pyproject.toml (UPGRADE=--upgrade: newest)
	$(LOCK) --output-file requirements.txt
	$(LOCK) --output-file requirements-dev.txt --constraints requirements.txt --group dev
