#!/usr/bin/env bash
# Finds a Chromium for the page tests, or installs one.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in chromium chromium-browser google-chrome; do
    # Ubuntu's chromium-browser is a stub that only points to a snap.
    if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then exit 0; fi
done
root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
echo "Installing Chromium for the page tests"
if grep -qi '^ID=debian' /etc/os-release 2>/dev/null; then
    root apt-get update -qq
    root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    .venv/bin/python -m playwright install --with-deps chromium
fi
