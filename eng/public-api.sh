#!/usr/bin/env bash
# Writes the public API of the libraries anew into their PublicAPI.Unshipped.txt, less what has shipped. Look at the difference before
# committing it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for library in ${1:-Faust.Runtime Faust.Testing Faust.RocksDb Faust.Kafka}; do
  echo '#nullable enable' > "src/$library/PublicAPI.Unshipped.txt"
  dotnet format analyzers "src/$library/$library.csproj" --diagnostics RS0016 --severity warn
done
