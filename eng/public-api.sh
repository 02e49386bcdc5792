#!/usr/bin/env bash
# Writes the public API of Faust.Runtime anew into PublicAPI.Unshipped.txt, less what has shipped. Look at the difference before committing it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
echo '#nullable enable' > src/Faust.Runtime/PublicAPI.Unshipped.txt
dotnet format analyzers src/Faust.Runtime/Faust.Runtime.csproj --diagnostics RS0016 --severity warn
