#!/usr/bin/env bash
# The proof that programs publish with Native AOT: publishes the scenarios and the sample without a warning of the IL compiler, runs both,
# compares the sample's answers with those of the same program on the JIT, and prints the sample's size and cold start.
# Prints a line "passed" or "FAILED" for each step; the exit code is 0 when none failed.
#
#   eng/aot.sh [runs]     runs: how often the cold start is measured (default 15)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=${1:-15}
max_bytes=$((8 * 1000 * 1000))
max_cold_start_ms=50
published=$PWD/artifacts/aot
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() { # name command...
    local name=$1
    shift
    if "$@"; then echo "passed  $name"; else echo "FAILED  $name"; failed=1; fi
}

publish() { # project directory
    # The compiler's analyzers have seen the sources; here all of the program is seen, packages included. A warning is an error by
    # eng/Common.props; the search is for those that a package might have lowered.
    dotnet publish "$1" -c Release -o "$2" --use-current-runtime -nologo -tl:off -p:TrimmerSingleWarn=false > "$log" 2>&1 || { cat "$log"; return 1; }
    if grep -E '(warning|error) IL[0-9]+' "$log"; then return 1; fi
}

compare() { # the answers, without the seconds they took
    local native jit
    native=$("$published/Flights/Flights" --json 2> /dev/null) || return 1
    jit=$(dotnet run -c Release --project samples/Flights -- --json 2> /dev/null) || return 1
    [ -n "$native" ] && [ "${native%,\"seconds\":*}" = "${jit%,\"seconds\":*}" ]
}

size() {
    local bytes
    bytes=$(stat -c %s "$published/Flights/Flights")
    echo "        $bytes bytes, at most $max_bytes"
    ((bytes < max_bytes))
}

kafka() { # a native worker's first word on Kafka: it finds librdkafka, and says that nobody answers
    "$published/Faust.Kafka.Worker/Faust.Kafka.Worker" --self-test
}

cold_start() { # printed, not judged: a busy machine says nothing about the program
    local times=() start at sorted
    for ((run = 0; run < runs; run++)); do
        start=${EPOCHREALTIME/./}
        at=$(FAUST_STARTUP=1 "$published/Flights/Flights" --json 2>&1 > /dev/null | sed -n 's/^first event at //p')
        at=${at/./}
        times+=($((at - start)))
    done
    mapfile -t sorted < <(printf '%s\n' "${times[@]}" | sort -n)
    awk -v best="${sorted[0]}" -v median="${sorted[$((runs / 2))]}" -v runs="$runs" -v budget="$max_cold_start_ms" 'BEGIN {
        printf "        cold start to first event: best %.1f ms, median %.1f ms of %d runs; budget %d ms\n", best / 1000, median / 1000, runs, budget
    }'
}

step "AOT: scenarios publish without IL warnings" publish tests/Faust.Aot "$published/Faust.Aot"
step "AOT: scenarios hold" "$published/Faust.Aot/Faust.Aot"
step "AOT: sample publishes without IL warnings" publish samples/Flights "$published/Flights"
step "AOT: worker on Kafka publishes without IL warnings" publish tests/Faust.Kafka.Worker "$published/Faust.Kafka.Worker"
step "AOT: worker on Kafka finds librdkafka, and its clients work" kafka
step "AOT: sample gives the answers of the JIT build" compare
step "AOT: sample is smaller than 8 MB" size
cold_start
exit "$failed"
