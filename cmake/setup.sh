#!/bin/sh
# Installs what is missing to build libhomeostat, and says what and why; prints nothing and changes
# nothing when all is there. For Debian 12 and its relatives, as root or with sudo.
#
# usage: sh cmake/setup.sh GROUP…      GROUP: build demo tests coverage tidy
#
# A need is met by what works, not by a package: a compiler or a header from elsewhere counts.
# CXX chooses another compiler, as for CMake. HOMEOSTAT_HEADER_FOLDERS and HOMEOSTAT_OS_RELEASE
# stand in for the real places in this script's own test.
set -u

header_folders=${HOMEOSTAT_HEADER_FOLDERS-/usr/include /usr/local/include}
os_release=${HOMEOSTAT_OS_RELEASE-/etc/os-release}
gxx_version_min=12
cmake_version_min=3.25
boost_version_min=108100
missing=''
reasons=''

fail() {
  echo "setup: $*" >&2
  exit 1
}

# need PACKAGE REASON PROBE…: remember PACKAGE when the command PROBE… fails.
need() {
  package=$1
  reason=$2
  shift 2
  if "$@" >/dev/null 2>&1; then return; fi
  case " $missing " in *" $package "*) return ;; esac
  missing="$missing $package"
  reasons="$reasons$package: $reason
"
}

has_command() { command -v "$1"; }

has_header() {
  for folder in $header_folders; do
    for header in "$@"; do
      if [ -f "$folder/$header" ]; then return 0; fi
    done
  done
  return 1
}

has_boost() {
  for folder in $header_folders; do
    version=$(sed -n 's/^#define BOOST_VERSION \([0-9]*\).*/\1/p' \
      "$folder/boost/version.hpp" 2>/dev/null)
    if [ -f "$folder/boost/json.hpp" ] && [ "${version:-0}" -ge "$boost_version_min" ]; then
      return 0
    fi
  done
  return 1
}

has_python() { python3 -c 'import ctypes, json, unittest'; }

# The compiler's or CMake's version must be at least the second argument: whole numbers and dots.
older_than() {
  [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n | head -n 1)" != "$2" ]
}

check_versions() {
  compiler=${CXX:-g++}
  if command -v "$compiler" >/dev/null; then
    case $("$compiler" --version 2>/dev/null | head -n 1) in
      *clang*) ;;
      *)
        version=$("$compiler" -dumpfullversion -dumpversion 2>/dev/null)
        if older_than "${version:-0}" "$gxx_version_min"; then
          fail "$compiler is version ${version:-unknown}, $gxx_version_min or newer is needed" \
            "(Debian 12 has it; CXX=… chooses another)"
        fi
        ;;
    esac
  fi
  if command -v cmake >/dev/null; then
    version=$(cmake --version | sed -n '1s/.*version //p')
    if older_than "${version:-0}" "$cmake_version_min"; then
      fail "cmake is version ${version:-unknown}, $cmake_version_min or newer is needed" \
        "(Debian 12 has it)"
    fi
  fi
}

# Debian 12 has Boost.JSON in libboost1.81-dev only; newer releases have it in libboost-dev.
boost_package() {
  if [ "${ID:-} ${VERSION_ID:-}" = 'debian 12' ] ||
    [ -n "$(apt-cache madison libboost1.81-dev 2>/dev/null)" ]; then
    echo libboost1.81-dev
  else
    echo libboost-dev
  fi
}

needs_of() {
  case $1 in
    build)
      need g++ "the C++ compiler, $gxx_version_min or newer" has_command "${CXX:-g++}"
      need cmake "configures the build, $cmake_version_min or newer" has_command cmake
      need ninja-build 'runs the build' has_command ninja
      need git 'reads and changes repositories, also at run time' has_command git
      need libboost-dev 'JSON, headers only' has_boost
      need libfmt-dev 'text formatting, headers only' has_header fmt/core.h
      need libsqlite3-dev 'the embedded state store' has_header sqlite3.h
      need libssl-dev 'TLS and signatures' has_header openssl/ssl.h
      need zlib1g-dev 'packed answers of HTTP' has_header zlib.h
      need libc-ares-dev 'names of hosts' has_header ares.h
      need libcli11-dev 'command line of the program' has_header CLI/CLI.hpp
      need libyaml-cpp-dev 'YAML configuration' has_header yaml-cpp/yaml.h
      ;;
    demo)
      need git 'the repositories of the demo' has_command git
      need nodejs "runs the demo's JavaScript tests" has_command node
      need python3 "runs the demo's Python tests" has_python
      ;;
    tests)
      need catch2 'the test framework' has_header catch2/catch.hpp catch2/catch_all.hpp
      need git 'the repositories that tests make' has_command git
      need nodejs 'JavaScript repositories in tests' has_command node
      need pkg-config 'a test links the library through it' has_command pkg-config
      need python3 'Python repositories in tests, and the tidy checks' has_python
      ;;
    coverage) need gcovr 'line coverage' has_command gcovr ;;
    tidy)
      need clang-format-14 'layout of the code' has_command clang-format-14
      need clang-tidy-14 'static analysis' has_command clang-tidy-14
      ;;
    *) fail "unknown group '$1'; known: build demo tests coverage tidy" ;;
  esac
}

find_root() {
  if [ "$(id -u)" -eq 0 ]; then
    as_root=''
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root='sudo'
  else
    fail "these packages are missing, and this is neither root nor a user of sudo;" \
      "as root: apt-get install$missing"
  fi
}

install_missing() {
  . "$os_release" 2>/dev/null
  case " ${ID:-} ${ID_LIKE:-} " in
    *' debian '*) ;;
    *)
      fail "this is ${PRETTY_NAME:-an unknown system}, not Debian or a relative;" \
        "install by hand what these packages hold:$missing"
      ;;
  esac
  boost=$(boost_package)
  missing=$(echo "$missing" | sed "s/libboost-dev/$boost/")
  reasons=$(printf '%s' "$reasons" | sed "s/libboost-dev/$boost/; s/^/  /")
  find_root
  log=$(mktemp) || fail 'cannot make a temporary file'
  trap 'rm -f "$log"' EXIT
  echo 'setup: reading package lists (apt-get update)'
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >"$log" 2>&1 ||
    explain 'apt-get update'
  printf 'setup: installing:\n%s\n' "$reasons"
  # shellcheck disable=SC2086  # a list of names
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get -y --no-remove \
    --no-install-recommends install $missing >"$log" 2>&1; then
    explain 'apt-get install'
  fi
  sed -n 's/^After this operation, /setup: done: /p; s/^Need to get /setup: fetched /p' "$log"
}

# One line about why apt-get failed, from its own words.
explain() {
  if grep -qiE 'resolve|could not connect|failed to fetch|network|timed out|unable to fetch' \
    "$log"; then
    fail "$1 failed: no network, or the package mirror does not answer"
  elif grep -q 'unable to locate package\|Unable to locate package\|no installation candidate' \
    "$log"; then
    fail "$1 failed: this release lacks a package: $(grep -m 1 -i 'locate\|candidate' "$log")"
  elif grep -qi 'lock' "$log"; then
    fail "$1 failed: another package manager is running"
  fi
  fail "$1 failed: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log")"
}

[ $# -gt 0 ] || fail 'usage: sh cmake/setup.sh GROUP…; groups: build demo tests coverage tidy'
check_versions
for group in "$@"; do needs_of "$group"; done
[ -n "$missing" ] || exit 0
install_missing
missing=''
for group in "$@"; do needs_of "$group"; done
[ -z "$missing" ] || fail "installed, but still missing:$missing"
check_versions
