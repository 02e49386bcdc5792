using Faust.Benchmarks;
using Faust.Benchmarks.Generation;
using Faust.Benchmarks.Json;
using Faust.Benchmarks.Log;
using Faust.Benchmarks.Tables;

var arguments = new Arguments(args);
switch (arguments.Command)
{
    case "log":
        return await LogBenchmark.RunAsync(arguments);
    case "restore":
        return await RestoreBenchmark.RunAsync(arguments);
    case "rebalance":
        return await RebalanceBenchmark.RunAsync(arguments);
    case "log-only":
        return await LogOnlyBenchmark.RunAsync(arguments);
    case "table":
        return await TableBenchmark.RunAsync(arguments);
    case "json":
        return JsonCommand.Run(arguments);
    case "generator":
        return GeneratorBenchmark.Run(arguments);
    case "fuzz":
        return FuzzCommand.Run(arguments);
    case "numbers":
        return NumbersCommand.Run(arguments);
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project benchmarks/Faust.Benchmarks -- COMMAND
              log [forward|count|sum|all] [--events 3000000] [--runs 5] [--variant class|struct|all]
                  [--guarantee AtLeastOnce|ExactlyOnce | --both] [--directory DIR [--durability Synced|Process]] [--json]
              rebalance [--rate 50000] [--keys 100000] [--runs 3] [--guarantee AtLeastOnce|ExactlyOnce] [--standby]
              restore [--keys 1000000] [--runs 5] [--json]
              log-only [--events 3000000] [--runs 5] [--json]
              table [--keys 20000000] [--updates 5000000] [--cache 67108864] [--directory DIR]
              json [--quick|--packed [--rounds 60] [--shape Payment] [--json]] [BenchmarkDotNet's own arguments]
              generator [--types 500] [--runs 7] [--json]
              fuzz [--payloads 10000000] [--seed 1]
              numbers [--count 100000000] [--floats] [--seed 1]
            """);
        return 2;
}
