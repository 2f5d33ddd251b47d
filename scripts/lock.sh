#!/usr/bin/env bash
# Writes both locks: hashed, for every platform, and without the address of any registry.
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(.venv/bin/uv pip compile --universal --generate-hashes --no-annotate --no-header --quiet pyproject.toml)
"${compile[@]}" -o requirements.lock
"${compile[@]}" --extra dev -c requirements.lock -o requirements-dev.lock
