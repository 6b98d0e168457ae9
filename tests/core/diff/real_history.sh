#!/bin/sh
# real_history.sh PROGRAM [FOLDER]: runs test_core_diff_history (PROGRAM) over real histories:
# successive releases of published packages, each imported as a commit. Needs python3 with pip, a
# package index, and git. FOLDER keeps what was downloaded; the default is a temporary one.
# HOMEOSTAT_HISTORY_REPO may name more repositories, ':' between them.
set -eu
program=$1
folder=${2:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi

# Code, and translations in some ninety languages.
packages="Django:4.0,4.1,4.2,5.0 requests:2.20.0,2.25.0,2.28.0,2.31.0,2.32.0"

repositories=${HOMEOSTAT_HISTORY_REPO:-}
for entry in $packages; do
  name=${entry%%:*}
  repository=$folder/$name
  if [ ! -d "$repository/.git" ]; then
    git init -q -b main "$repository"
    for version in $(echo "${entry#*:}" | tr , ' '); do
      wheels=$folder/wheels/$name-$version
      python3 -m pip download -q --no-deps --only-binary=:all: --dest "$wheels" "$name==$version"
      git -C "$repository" rm -rq --ignore-unmatch . >/dev/null
      python3 -m zipfile -e "$wheels"/*.whl "$repository"
      git -C "$repository" add -A
      git -C "$repository" -c user.name=history -c user.email=history@example.org \
        commit -q -m "$name $version"
    done
  fi
  repositories=$repositories:$repository
done

HOMEOSTAT_HISTORY_REPO=${repositories#:} HOMEOSTAT_TEST_SEED=${HOMEOSTAT_TEST_SEED:-random} \
HOMEOSTAT_HISTORY_PATCHES=${HOMEOSTAT_HISTORY_PATCHES:-100000} "$program"
