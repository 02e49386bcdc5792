using Microsoft.CodeAnalysis;

namespace Faust.Analyzers;

/// <summary>What every tested program has around it.</summary>
internal static class TestSources
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Faust;

        """;

    /// <summary>Topics and tables for agents to use.</summary>
    public const string Declarations = """

        [Record] public sealed partial record Flight(string Origin, int Delay);
        [Topic("flights")] public sealed partial class Flights : Topic<string, Flight>;
        [Topic("late")] public sealed partial class LateFlights : Topic<string, Flight>;
        [Topic("counts")] public sealed partial class Counts : Topic<string, long>;
        [Table("delays")] public sealed partial class Delays : Table<string, long>;
        [Table("by-id")] public sealed partial class ById : Table<long, Flight>;

        """;

    /// <summary>The running framework and the runtime: no reference pack is fetched.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } = FindReferences();

    private static List<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Path.GetDirectoryName(p) == framework)
            .Append(typeof(RecordAttribute).Assembly.Location)
            .Append(typeof(Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute).Assembly.Location)
            .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p))
            .ToList();
    }
}
