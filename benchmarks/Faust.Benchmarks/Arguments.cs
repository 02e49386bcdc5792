using System.Globalization;

namespace Faust.Benchmarks;

/// <summary>The command line: a command, words, and options of the form <c>--name [value]</c>.</summary>
internal sealed class Arguments(string[] args)
{
    public string Command { get; } = args.Length > 0 ? args[0] : "";

    public bool AsJson => Has("--json");

    /// <summary>What follows the command.</summary>
    public string[] Rest { get; } = [.. args.Skip(1)];

    /// <summary>The first word after the command that is no option.</summary>
    public string Word(string otherwise) => Rest.Length > 0 && !Rest[0].StartsWith('-') ? Rest[0] : otherwise;

    public bool Has(string name) => Array.IndexOf(Rest, name) >= 0;

    public string Text(string name, string otherwise) =>
        Array.IndexOf(Rest, name) is var at and >= 0 && at + 1 < Rest.Length ? Rest[at + 1] : otherwise;

    public int Number(string name, int otherwise) =>
        int.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
