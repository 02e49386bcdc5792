#!/usr/bin/env bash
# Packs all libraries, in a version that was never there before: NuGet keeps what it has once restored, and would go on using an older package
# of the same version. Prints the folder, which serves as a source of packages.
#
#   eng/pack.sh [configuration]     default Release
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
configuration=${1:-Release}
suffix=$(sed -n 's:.*<VersionSuffix>\(.*\)</VersionSuffix>.*:\1:p' eng/Common.props).$(date +%s)
for library in Faust.Runtime Faust.Testing Faust.Kafka Faust.RocksDb; do
    dotnet pack "src/$library" -c "$configuration" -p:VersionSuffix="$suffix" -nologo -v q
done
echo "$PWD/artifacts/package/${configuration,,}"
