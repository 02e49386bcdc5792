extern alias Generator;

using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using Generator::Faust.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Analyzers.Schema;

/// <summary>Random records change at random, and what their old versions wrote is read by the new ones.</summary>
public sealed class EvolutionProperties(ITestOutputHelper output)
{
    private const int Records = 60;
    private const int Versions = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_the_guard_lets_pass_reads_all_that_was_written_before(int seed)
    {
        var random = new Random(seed);
        RandomRecord[][] versions = [[.. Enumerable.Range(0, Records).Select(i => RandomRecord.Create(random, i))]];
        for (int v = 1; v < Versions; v++) versions = [.. versions, [.. versions[^1].Select(r => r.Evolve(random))]];
        string[] programs = [.. versions.Select(v => Program(v, random))];
        Assembly[] assemblies = [.. programs.Select(p => Load(p, seed))];

        string schema = await Evolution.SchemaOfAsync(programs[0]);
        var breaks = new Dictionary<int, string>();
        int read = 0, broken = 0, harmless = 0;
        for (int v = 1; v < Versions; v++)
        {
            Diagnostic[] diagnostics = [.. await Evolution.CompareAsync(programs[v], schema)];
            foreach (Diagnostic diagnostic in diagnostics.Where(d => d.Id != "FAUST0021")) breaks[NumberOf(diagnostic)] = $"{diagnostic.Id}: {diagnostic.GetMessage()}";
            schema = Evolution.Write(schema, diagnostics);
            Assert.Empty(await Evolution.CompareAsync(programs[v], schema));

            for (int number = 0; number < Records; number++)
            {
                string? problem = Enumerable.Range(0, v).Select(old => Read(number, versions[old], assemblies[old], versions[v], assemblies[v])).FirstOrDefault(p => p is not null);
                if (breaks.TryGetValue(number, out string? reason))
                {
                    if (problem is null) output.WriteLine($"harmless in these values: {reason}");
                    _ = problem is null ? harmless++ : broken++;
                    continue;
                }

                Assert.True(problem is null, $"Seed {seed}, version {v}, record R{number}: {problem}\n{Declarations(programs, number)}");
                read++;
            }
        }

        output.WriteLine($"{read} read, {broken} reported and broken, {harmless} reported and read");
        // A guard that reports all or nothing would be right as well.
        Assert.True(read > Records / 2 && broken > Records / 8, $"Seed {seed}: {read} read, {broken} reported and broken, {harmless} reported and read");
    }

    [Fact]
    public async Task What_the_guard_reports_of_one_type_in_place_of_another_is_unreadable_or_listed_here()
    {
        string[] types =
        [
            "ushort", "int", "uint", "long", "Half", "float", "double", "decimal", "Int128", "UInt128", "System.Numerics.BigInteger",
            "char", "string", "System.Net.IPAddress", "E", "E as text",
        ];
        (string From, string To)[] pairs = [.. from f in types from t in types select (f, t)];
        var random = new Random(7);
        RandomRecord[] before = [.. pairs.Select((p, i) => Of(p.From, i))], after = [.. pairs.Select((p, i) => Of(p.To, i))];
        string old = Program(before, random), now = Program(after, random);
        Assembly oldAssembly = Load(old, 7), newAssembly = Load(now, 7);
        Diagnostic[] diagnostics = [.. await Evolution.CompareAsync(now, await Evolution.SchemaOfAsync(old))];
        HashSet<int> reported = [.. diagnostics.Where(d => d.Id != "FAUST0021").Select(NumberOf)];

        var harmless = new List<string>();
        for (int i = 0; i < pairs.Length; i++)
        {
            string? problem = Read(i, before, oldAssembly, after, newAssembly);
            Assert.True(problem is null || reported.Contains(i), $"{pairs[i].From} -> {pairs[i].To}: {problem}");
            if (problem is null && reported.Contains(i)) harmless.Add($"{pairs[i].From} -> {pairs[i].To}");
        }

        // The numbers of an enum may be any of its underlying type, whatever its members are.
        Assert.Equal(
            "E -> ushort; E -> uint; E -> Half; E -> float; E -> UInt128",
            string.Join("; ", harmless));
    }

    private static RandomRecord Of(string type, int number) => RandomRecord.Of(number, new RandomType(type.Split(' ')[0]), type.EndsWith("text", StringComparison.Ordinal));

    private static string Program(IEnumerable<RandomRecord> records, Random random) =>
        "#nullable enable\nusing System.Linq;\nusing Faust.Records;\n" + string.Concat(records.Select(r => r.CSharp(random)));

    // What is wrong with what the new version makes of the old one's data; null if nothing is.
    private static string? Read(int number, RandomRecord[] oldRecords, Assembly oldAssembly, RandomRecord[] newRecords, Assembly newAssembly)
    {
        var all = (byte[][])oldAssembly.GetType("W" + number)!.GetMethod("Write")!.Invoke(null, null)!;
        var reader = newAssembly.GetType("W" + number)!.GetMethod("Read")!.CreateDelegate<Func<byte[], bool, byte[]?>>();
        for (int i = 0; i < all.Length; i++)
        {
            bool isPacked = i % 2 == 1;
            byte[] json = all[isPacked ? i - 1 : i];
            try
            {
                using JsonDocument before = JsonDocument.Parse(json);
                string? lost = before.RootElement.EnumerateObject().Select(p => p.Name).FirstOrDefault(p => !newRecords[number].Reads(p));
                if (lost is not null) return $"{lost} is lost";
                if (reader(all[i], isPacked) is not { } written) continue;
                using JsonDocument after = JsonDocument.Parse(written);
                foreach ((string old, string now) in newRecords[number].Kept(oldRecords[number]))
                {
                    string was = before.RootElement.GetProperty(old).GetRawText(), @is = after.RootElement.GetProperty(now).GetRawText();
                    if (was != @is && !IsSameFloat(was, @is)) return $"{was} became {@is}";
                }
            }
            catch (Exception e) when (e is Faust.Records.RecordFormatException or ArgumentException)
            {
                return $"{e.Message} in {(isPacked ? "the MessagePack of " : "")}{Encoding.UTF8.GetString(json)}";
            }
        }

        return null;
    }

    // A wider type shows a float with more digits: MessagePack has its bits, JSON the fewest digits that tell it from others of its type.
    private static bool IsSameFloat(string was, string @is) => IsSame<Half>(was, @is) || IsSame<float>(was, @is);

    private static bool IsSame<T>(string was, string @is)
        where T : INumber<T> =>
        T.TryParse(was, CultureInfo.InvariantCulture, out T? old) && old.ToString(null, CultureInfo.InvariantCulture) == was
        && T.TryParse(@is, CultureInfo.InvariantCulture, out T? now) && old == now;

    private static int NumberOf(Diagnostic diagnostic) => int.Parse(
        diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan)
            .AncestorsAndSelf().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.BaseTypeDeclarationSyntax>().First().Identifier.Text.AsSpan(1),
        CultureInfo.InvariantCulture);

    private static string Declarations(string[] programs, int number) => string.Join("\n", programs.SelectMany(p => p.Split('\n'))
        .Where(l => l.Contains($" R{number}(", StringComparison.Ordinal) || l.Contains($" R{number} {{", StringComparison.Ordinal) || l.StartsWith($"public enum E{number} ", StringComparison.Ordinal)));

    private static Assembly Load(string program, int seed)
    {
        CSharpCompilation compilation = Compile.Program(program);
        CSharpGeneratorDriver.Create(new FaustGenerator().AsSourceGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        using var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = generated.Emit(stream);
        Assert.True(result.Success, $"Seed {seed}: {string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10))}");
        stream.Position = 0;
        return new AssemblyLoadContext("Evolution", isCollectible: true).LoadFromStream(stream);
    }
}
