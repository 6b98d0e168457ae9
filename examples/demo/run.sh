#!/bin/sh
# The main job on three small repositories. Called by examples/demo.sh, which builds the program.
#
# usage: HOMEOSTAT_PROGRAM=… sh examples/demo/run.sh [--fresh]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=${HOMEOSTAT_DEMO_FOLDER:-$top/build/demo}

case "${1-}" in
  --fresh) rm -rf "$work" ;;
  '') ;;
  *)
    echo "usage: sh examples/demo.sh [--fresh]" >&2
    exit 2
    ;;
esac

# The demo's git must not depend on who runs it.
quiet_git() {
  GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_AUTHOR_NAME=Demo GIT_AUTHOR_EMAIL=demo@example.com GIT_AUTHOR_DATE='2026-11-01T00:00:00Z' \
    GIT_COMMITTER_NAME=Demo GIT_COMMITTER_EMAIL=demo@example.com \
    GIT_COMMITTER_DATE='2026-11-01T00:00:00Z' git "$@"
}

make_repository() {
  name=$1
  mkdir -p "$work/repos" "$work/forge/$name"
  cp -R "$here/repos/$name" "$work/repos/$name"
  cp -R "$here/issues/$name" "$work/forge/$name/issues"
  quiet_git -C "$work/repos/$name" init --quiet --initial-branch=main
  quiet_git -C "$work/repos/$name" add --all
  quiet_git -C "$work/repos/$name" commit --quiet --message "$name: first version"
  # Branches are pushed here; nobody works in the checkout.
  quiet_git -C "$work/repos/$name" config receive.denyCurrentBranch ignore
}

if [ ! -d "$work/repos" ]; then
  echo "demo: making three repositories with real bugs in $work/repos"
  for name in convert-my-file notebridge palette-kit; do make_repository "$name"; done
  sed "s|@WORK@|$work|g; s|@HERE@|$here|g" "$here/repos.yml.in" >"$work/repos.yml"
  echo "demo: yesterday's attempt: a recorded answer that breaks the tests of notebridge"
  HOMEOSTAT_ENV=production "$HOMEOSTAT_PROGRAM" fix --config "$work/repos.yml" \
    --repo demo/notebridge --issue "$work/forge/notebridge/issues/2.md" \
    --replay "$here/replay-yesterday.json" >"$work/yesterday.md"
fi

echo "demo: one run over all three"
HOMEOSTAT_ENV=production "$HOMEOSTAT_PROGRAM" run --config "$work/repos.yml"

echo
echo "Pull requests (branches of the same repositories in $work/repos):"
find "$work/forge" -path '*/pulls/*.md' | sort | sed "s|^$top/|  |"
