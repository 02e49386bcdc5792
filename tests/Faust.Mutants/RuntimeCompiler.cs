using System.Diagnostics;
using System.Text.Json;

namespace Faust.Mutants;

/// <summary>Compiles Faust.Runtime with some of its sources changed, as the build compiles it, and nothing else: whoever uses it stays as built.</summary>
internal sealed class RuntimeCompiler
{
    private const string Project = "src/Faust.Runtime";

    // What else the compiler would write, and what makes a mutant's unused field an error.
    private static readonly string[] Dropped = ["/out:", "/refout:", "/doc:", "/pdb:", "/debug", "/embed", "/warnaserror", "/noconfig"];

    private readonly string _directory;
    private readonly string _compiler;
    private readonly string[] _arguments;

    private RuntimeCompiler(string directory, string compiler, string[] arguments)
    {
        _directory = directory;
        _compiler = compiler;
        _arguments = arguments;
    }

    /// <summary>Asks the build what it would tell the compiler. The project has been built before.</summary>
    public static RuntimeCompiler Create(string root, string configuration)
    {
        string directory = Path.GetFullPath(Path.Combine(root, Project));
        (int code, string output) = Run(directory,
        [
            "msbuild", "Faust.Runtime.csproj", "-t:Compile", $"-p:Configuration={configuration}", "-p:ProvideCommandLineArgs=true",
            "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false", "-p:RunAnalyzers=false",
            // Not skipped as up to date.
            "-p:NonExistentFile=__none__",
            "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath",
        ]);
        if (code != 0) throw new InvalidOperationException($"The build does not say how it compiles {Project}: {output}");
        using JsonDocument answer = JsonDocument.Parse(output);
        string roslyn = answer.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!;
        return new RuntimeCompiler(
            directory,
            Path.GetFullPath(Path.Combine(roslyn, "bincore", "csc.dll")),
            [
                .. answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
                    .Select(a => a.GetProperty("Identity").GetString()!)
                    .Where(a => !Array.Exists(Dropped, d => a.StartsWith(d, StringComparison.Ordinal))),
            ]);
    }

    /// <param name="changed">The changed sources by their full paths.</param>
    /// <param name="output">The assembly to write.</param>
    /// <exception cref="InvalidDataException">It does not compile, or a changed file is not part of it.</exception>
    public void Compile(IReadOnlyDictionary<string, string> changed, string output)
    {
        string sources = Directory.CreateTempSubdirectory("faust-mutant-").FullName;
        try
        {
            var arguments = new List<string>();
            int replaced = 0;
            foreach (string argument in _arguments)
            {
                string path = argument[0] == '/' && !argument.EndsWith(".cs", StringComparison.Ordinal)
                    ? "" : Path.GetFullPath(Path.Combine(_directory, argument.Trim('"')));
                if (changed.TryGetValue(path, out string? text))
                {
                    string copy = Path.Combine(sources, $"{replaced++}-{Path.GetFileName(path)}");
                    File.WriteAllText(copy, text);
                    arguments.Add($"\"{copy}\"");
                }
                else
                {
                    arguments.Add(argument);
                }
            }

            if (replaced != changed.Count) throw new InvalidDataException($"Not all of {string.Join(", ", changed.Keys)} belong to {Project}.");
            arguments.Add($"/out:\"{output}\"");
            string response = Path.Combine(sources, "arguments.rsp");
            File.WriteAllLines(response, arguments);
            (int code, string errors) = Run(_directory, ["exec", _compiler, "/noconfig", "/nologo", "@" + response]);
            if (code != 0)
            {
                string[] lines = [.. errors.Split('\n').Where(l => l.Contains("error", StringComparison.Ordinal)).Take(5)];
                throw new InvalidDataException($"It does not compile: {string.Join(" ", lines)}");
            }
        }
        finally
        {
            Directory.Delete(sources, recursive: true);
        }
    }

    private static (int Code, string Output) Run(string directory, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
