#!/usr/bin/env bash
# Style, types and walls. Each says what it found; the first failure is the exit code.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check --quiet .
.venv/bin/ruff format --quiet --check .
# On a crowded machine the parallel checker can lose a worker: a single process has the last word.
.venv/bin/mypy --no-error-summary >/dev/null 2>&1 || .venv/bin/mypy --no-error-summary --num-workers 0
.venv/bin/lint-imports --no-logo 2>/dev/null | tail -n 12 || { .venv/bin/lint-imports; exit 1; }
