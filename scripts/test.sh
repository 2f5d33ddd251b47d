#!/usr/bin/env bash
# Everything that must hold before a change lands.
set -uo pipefail
cd "$(dirname "$0")/.."
# The suite starts many processes: where this is set, each of them would compile every library anew.
unset PYTHONDONTWRITEBYTECODE

# Style, types and walls are looked at beside the tests: while those wait for a process, a core is free.
told=$(mktemp)
bash scripts/lint.sh >"$told" 2>&1 &
checks=$!
trap 'kill "$checks" 2>/dev/null; rm -f "$told"' EXIT

# More workers than cores: half of them begin with the tests that wait for databases and processes.
cores=$(nproc)
.venv/bin/python -m pytest -q -n "${TEST_WORKERS:-$((cores < 2 ? 3 : cores + 2))}" --dist loadfile "$@"
tests=$?
wait "$checks"
lint=$?
cat "$told"
[ "$lint" = 0 ] || echo "Style, types or walls do not hold: see above, and \`make lint\`."
exit $((tests ? tests : lint))
