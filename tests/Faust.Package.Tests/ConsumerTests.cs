namespace Faust.Package.Tests;

public sealed class ConsumerTests(PackageFixture package)
{
    [Fact]
    public async Task Program_of_the_readme_builds_and_runs()
    {
        Consumer consumer = package.CreateConsumer("readme");
        (int exitCode, string output) = await consumer.BuildAsync(ReadmeProgram());
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);

        (exitCode, output) = await consumer.RunAsync();
        Assert.True(exitCode == 0, output);
        foreach (string customer in (string[])["ada", "brian", "grace"])
        {
            Assert.Contains($"{customer}: Account {{ Orders = 300, Total = 750.00 }}", output);
        }
    }

    [Fact]
    public async Task Mistake_is_an_error_with_its_page()
    {
        Consumer consumer = package.CreateConsumer("mistake");
        (int exitCode, string output) = await consumer.BuildAsync("""
            using Faust;

            var builder = Host.CreateApplicationBuilder(args);
            builder.AddFaust("mistake", faust => faust.AddDeclared());
            return await builder.Build().RunFaustAsync(args);

            [Record]
            public sealed record Order(string Customer);

            public sealed class Plain;

            [Topic("orders")]
            public sealed class Orders : Topic<string, Order>;

            [Table("plain")]
            public sealed partial class PlainTable : Table<string, Plain>;
            """);
        Assert.NotEqual(0, exitCode);
        foreach (string type in (string[])["Order", "Orders"]) Assert.Contains($"error FAUST0001: '{type}'", output);
        Assert.Contains("docs/diagnostics/FAUST0001.md", output);
        // What the compiler itself finds must not keep the analyzers from saying why.
        Assert.Contains("error FAUST0006", output);
        Assert.DoesNotContain("error CS", output);
    }

    [Fact]
    public async Task Test_of_an_application_runs_from_the_packages()
    {
        Consumer consumer = package.CreateConsumer("testing", "", "Faust.Testing");
        (int exitCode, string output) = await consumer.BuildAsync("""
            using Faust;
            using Faust.Testing;

            using var app = FaustTestHost.Create(faust => faust.AddDeclared());
            app.Topic<Words>().Send("k", "one");
            app.Topic<Words>().Send("k", "three");
            Console.WriteLine($"{app.Table<Lengths>()["k"]} {string.Join(' ', app.Topic<Words>().ReadAll().Select(w => w.Value))}");

            [Topic("words")]
            public sealed partial class Words : Topic<string, string>;

            [Table("lengths")]
            public sealed partial class Lengths : Table<string, long>;

            [Agent<Words>]
            public sealed partial class AddLengths(Lengths lengths)
            {
                public void Handle(Event<string, string> word) => lengths[word.Key] = lengths[word.Key] + word.Value.Length;
            }
            """);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);

        (exitCode, output) = await consumer.RunAsync();
        Assert.True(exitCode == 0, output);
        Assert.Contains("8 one three", output);
    }

    [Fact]
    public async Task Program_on_RocksDB_runs_from_the_packages()
    {
        Consumer consumer = package.CreateConsumer("rocksdb", "", "Faust.RocksDb");
        (int exitCode, string output) = await consumer.BuildAsync("""
            using Faust;
            using Faust.Storage;

            HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
            builder.AddFaust("consumer", faust => faust.AddDeclared().UseRocksDb(Path.Combine(AppContext.BaseDirectory, "state")));
            using IHost host = builder.Build();
            await host.StartAsync();
            host.Services.GetRequiredService<Words>().Send("k", "three");
            await host.Services.GetRequiredService<FaustWorker>().WhenCaughtUpAsync();
            await host.StopAsync();
            foreach (StateStoreId id in RocksDbStoreReader.Find(Path.Combine(AppContext.BaseDirectory, "state")))
            {
                using var reader = RocksDbStoreReader.OpenReadOnly(new RocksDbOptions { Directory = Path.Combine(AppContext.BaseDirectory, "state") }, id);
                reader.Scan((key, value) => Console.WriteLine($"{System.Text.Encoding.UTF8.GetString(key)} = {System.Text.Encoding.UTF8.GetString(value)}"));
            }

            [Topic("words")]
            public sealed partial class Words : Topic<string, string>;

            [Table("lengths")]
            public sealed partial class Lengths : Table<string, long>;

            [Agent<Words>]
            public sealed partial class AddLengths(Lengths lengths)
            {
                public void Handle(Event<string, string> word) => lengths[word.Key] = lengths[word.Key] + word.Value.Length;
            }
            """);
        Assert.True(exitCode == 0, output);

        (exitCode, output) = await consumer.RunAsync();
        Assert.True(exitCode == 0, output);
        Assert.Contains("k = 5", output);
        // Its managed half is not for users.
        Assert.False(File.Exists(consumer.PathOf("bin/Debug/net10.0/RocksDbSharp.dll")));
    }

    /// <summary>Nothing generated may disturb a project that is strict, and one that has neither nullable contexts nor implicit usings.</summary>
    [Fact]
    public async Task Strict_project_without_nullable_contexts_builds_without_warnings()
    {
        Consumer consumer = package.CreateConsumer("strict", """
            <Nullable>disable</Nullable>
                <ImplicitUsings>disable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisMode>All</AnalysisMode>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            """);
        (int exitCode, string output) = await consumer.BuildAsync("""
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using Faust;
            using Microsoft.Extensions.Hosting;

            namespace Strict
            {
                [Record]
                internal sealed partial record Line(string Product, int Count);

                [Record]
                internal sealed partial record Order(string Customer, List<Line> Lines, Dictionary<string, int?> Extras, decimal? Discount);

                [Topic("orders")]
                internal sealed partial class Orders : Topic<string, Order>
                {
                }

                [Table("counts")]
                internal sealed partial class Counts : Table<string, long>
                {
                }

                [Agent<Orders>]
                internal sealed partial class CountOrders(Counts counts)
                {
                    public ValueTask HandleAsync(Event<string, Order> order)
                    {
                        counts[order.Key] = counts[order.Key] + 1;
                        return default;
                    }
                }

                internal static class Program
                {
                    private static Task<int> Main(string[] args)
                    {
                        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
                        builder.AddFaust("strict", faust => faust.AddDeclared());
                        return builder.Build().RunFaustAsync(args);
                    }
                }
            }
            """);
        Assert.True(exitCode == 0, output);
    }

    private static string ReadmeProgram()
    {
        const string Begin = "```csharp compile=program\n";
        string readme = File.ReadAllText(Path.Combine(Build.RepositoryRoot, "README.md"));
        int start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        string program = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.InRange(program.Count(c => c == '\n'), 30, 50);
        return program;
    }
}
