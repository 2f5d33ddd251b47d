#!/usr/bin/env bash
# Everything that must hold before a change lands.
set -euo pipefail
cd "$(dirname "$0")/.."
# The suite starts many processes: where this is set, each of them would compile every library anew.
unset PYTHONDONTWRITEBYTECODE
bash scripts/lint.sh
# One more than the cores: while one worker waits for a database or a process, the others use them.
exec .venv/bin/python -m pytest -q -n "${TEST_WORKERS:-$(($(nproc) < 2 ? 2 : $(nproc) + 1))}" --dist loadfile "$@"
