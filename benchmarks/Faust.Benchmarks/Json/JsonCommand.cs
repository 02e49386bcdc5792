using BenchmarkDotNet.Running;

namespace Faust.Benchmarks.Json;

internal static class JsonCommand
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Has("--packed")) return QuickPacked.Run(arguments);
        if (arguments.Has("--quick")) return QuickJson.Run(arguments);
        BenchmarkSwitcher.FromTypes([typeof(JsonBenchmarks<>)]).Run(arguments.Rest.Length > 0 ? arguments.Rest : ["--filter", "*"]);
        return 0;
    }
}
