# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by client/run, server/run and tests/run.

# install_packages SECTION...: installs what dependencies.txt lists there and this machine lacks.
# Prints nothing, and asks for no password, where nothing is missing.
install_packages() {
    local list section entry package
    list="$(dirname "${BASH_SOURCE[0]}")/dependencies.txt"
    local -a missing=()
    for section in "$@"; do
        while read -r entry; do
            is_installed "$entry" || missing+=("$entry")
        done < <(awk -v wanted="[$section]" '/^\[/ { inside = ($0 == wanted); next }
                                             inside && NF && !/^#/ { print $1 }' "$list")
    done
    if ((${#missing[@]} == 0)); then
        return
    fi
    if ! command -v apt-get >/dev/null; then
        echo "These packages are missing, and only apt-get is known here: ${missing[*]}" >&2
        return 1
    fi
    local -a as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing and installing them needs root or sudo: ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing: ${missing[*]}" >&2
    # a machine that has just started may be updating itself
    local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update >&2 </dev/null
    local -a packages=()
    for entry in "${missing[@]}"; do
        package="$(first_known "${entry%%:*}")" || return 1
        packages+=("$package")
    done
    "${apt[@]}" install -y --no-install-recommends "${packages[@]}" >&2 </dev/null
}

is_installed() {
    local entry="$1" package
    if [[ "$entry" == *:* ]]; then
        command -v "${entry#*:}" >/dev/null
        return
    fi
    for package in ${entry//|/ }; do
        if [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" == installed ]]; then
            return 0
        fi
    done
    return 1
}

first_known() {
    local package
    for package in ${1//|/ }; do
        if apt-cache show "$package" >/dev/null 2>&1; then
            echo "$package"
            return 0
        fi
    done
    echo "No package source of this machine has $1" >&2
    return 1
}

# build_preset PRESET TARGET...: configures and builds. Standard output stays free for the program.
build_preset() {
    local preset="$1"
    shift
    cmake --preset "$preset" --log-level=WARNING >/dev/null
    cmake --build --preset "$preset" --target "$@" >&2
}
