#!/usr/bin/env bash
# Makes .venv from the hashed lock, and installs the system libraries that the PDF needs.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-run}
say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

# Asks for packages only where one of them is missing; says exactly what to type where it may not install.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    say "Installing system packages: ${missing[*]}$([ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null || echo ' (sudo may ask for your password)')"
    if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }; then
        fail "These packages are needed and could not be installed. Please run, then try again:
    sudo apt-get update && sudo apt-get install -y ${missing[*]}"
    fi
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$candidate"; return 0
        fi
    done
    return 1
}

python=$(find_python) || fail "Serai needs Python 3.11 or newer. On Debian and Ubuntu: sudo apt-get install -y python3 python3-venv"
if command -v dpkg-query >/dev/null; then
    packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
    "$python" -c 'import ensurepip' 2>/dev/null || packages+=(python3-venv)
    need_packages "${packages[@]}"
else
    say "No apt here: please see that Pango (libpango, libpangoft2) and HarfBuzz subset are installed."
fi

if [ ! -x .venv/bin/python ]; then
    say "Making the environment in .venv"
    "$python" -m venv .venv
fi
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
uv() { .venv/bin/uv "$@" --python .venv/bin/python; }

lock=requirements.lock
if [ "$kind" = dev ] || [ -e .venv/.dev ]; then lock=requirements-dev.lock; fi
say "Installing the dependencies of $lock"
uv pip install --quiet --require-hashes -r "$lock"
uv pip install --quiet --no-deps --no-build-isolation -e . 2>/dev/null || uv pip install --quiet --no-deps -e .

if [ "$kind" = dev ]; then bash scripts/browser.sh; fi
touch ".venv/.$kind"
