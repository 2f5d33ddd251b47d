# Every verb prints its own help: `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
DATA ?=
ARGS ?=

.PHONY: help run test lint fix bench faults migrate chat vectors lock

help:  ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.venv/.run: requirements.lock pyproject.toml scripts/setup.sh
	@bash scripts/setup.sh run

.venv/.dev: requirements-dev.lock pyproject.toml scripts/setup.sh
	@bash scripts/setup.sh dev

run: .venv/.run  ## Start the desk with its sandbox: two phones, admin pages, API (data in ./var)
	@exec .venv/bin/serai run $(ARGS)

chat: .venv/.run  ## Talk to the desk as a customer, in the terminal
	@exec .venv/bin/serai chat $(ARGS)

test: .venv/.dev  ## Lint, types, walls and every test, on SQLite and PostgreSQL
	@bash scripts/test.sh $(ARGS)

lint: .venv/.dev  ## ruff, types and walls (under 30 seconds)
	@bash scripts/lint.sh

fix: .venv/.dev  ## Let ruff mend and format what it can
	@.venv/bin/ruff check --fix -q . ; .venv/bin/ruff format .

bench: .venv/.dev  ## Measure; DATA=folder adds the public data sets, AGENTDOJO=its python the attacks, FEBRL=folder the doubles
	@$(PY) -m tests.bench $(if $(DATA),--data $(DATA)) $(ARGS)

faults: .venv/.dev  ## What the desk must survive, at full size; ARGS="T03 T08" runs only those
	@$(PY) -m tests.faults $(ARGS)

migrate: .venv/.run  ## Bring the database up to date
	@.venv/bin/serai db upgrade

vectors: .venv/.dev  ## Compute anew the vectors that come with the product (after a change of the sample library)
	@$(PY) -m tests.keep_vectors

lock: .venv/.dev  ## Resolve the dependencies anew and write both hashed locks
	@bash scripts/lock.sh
