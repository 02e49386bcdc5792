using System.Diagnostics.CodeAnalysis;
using Faust;

namespace Flights;

/// <param name="File">The flights: JSON, one a line, plain or compressed with gzip.</param>
/// <param name="Json">Print the answers as one JSON object instead of a table.</param>
public sealed record SampleOptions(string File, bool Json)
{
    private const string Usage = "Usage: Flights [--file PATH] [--json]";

    /// <summary>Reads the command line; says on standard error what is wrong with it.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">What they say.</param>
    /// <param name="exitCode">What to end with where the program is not to run.</param>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out SampleOptions? options, out int exitCode)
    {
        exitCode = FaustExitCode.Usage;
        options = new SampleOptions(Path.Combine(AppContext.BaseDirectory, "flights-200k.jsonl.gz"), Json: false);
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--file" when i + 1 < args.Length:
                    options = options with { File = args[++i] };
                    break;
                case "--help" or "-h":
                    Console.WriteLine(Usage);
                    options = null;
                    exitCode = FaustExitCode.Success;
                    return false;
                default:
                    Console.Error.WriteLine(args[i] == "--file" ? $"--file needs a path. {Usage}" : $"Unknown argument '{args[i]}'. {Usage}");
                    options = null;
                    return false;
            }
        }

        return true;
    }
}
