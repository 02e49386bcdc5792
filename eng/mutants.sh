#!/usr/bin/env bash
# Breaks the runtime in one place at a time, and fails where neither the simulation nor the checked workload of the log notices.
# eng/mutants.sh [NAME...]: the mutants of tests/Faust.Mutants, or these of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec dotnet run -c Release --project tests/Faust.Mutants -- "$@"
