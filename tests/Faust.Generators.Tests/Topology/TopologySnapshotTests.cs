using Faust.Generators.Tests.Harness;

namespace Faust.Generators.Tests.Topology;

public class TopologySnapshotTests
{
    [Fact]
    public void Topic() => Verify("Orders", Sources.Shop);

    [Fact]
    public void Table() => Verify("Sums", Sources.Shop);

    [Fact]
    public void Codecs() => Verify("Packed", Sources.Shop + """
        public sealed class Own<T> : ICodec<T>
        {
            public void Write(T value, Faust.Records.ByteBuffer buffer) { }
            public T Read(ReadOnlySpan<byte> bytes) => default!;
        }
        [Topic("packed"), KeyCodec<Own<Uri>>, ValueCodec<JsonCodec, GzipCodec, Base64Codec>]
        public sealed partial class Packed : Topic<Uri, Order>;
        """);

    [Fact]
    public void Sync_dispatcher() => Verify("Dispatcher", Sources.Shop + Sources.SumAgent);

    [Fact]
    public void Async_dispatcher() => Verify("Dispatcher", Sources.Shop + Sources.AsyncAgent);

    [Fact]
    public void Batch_dispatcher() => Verify("Dispatcher", Sources.Shop + Sources.BatchAgent);

    [Fact]
    public void Concurrent_dispatcher() => Verify("Dispatcher", Sources.Shop + Sources.ConcurrentAgents);

    [Fact]
    public void Concurrent_beside_others_dispatcher() =>
        Verify("Dispatcher", Sources.Shop + Sources.ConcurrentAgents + Sources.SumAgent + Sources.AsyncAgent);

    [Fact]
    public void Concurrent_module() => Verify("Module", Sources.Shop + Sources.ConcurrentAgents);

    [Fact]
    public void Dispatcher_of_several_agents() =>
        Verify("Dispatcher", Sources.Shop + Sources.SumAgent + Sources.AsyncAgent + Sources.BatchAgent);

    [Fact]
    public void Module() => Verify("Module", Sources.Shop + Sources.SumAgent + Sources.AsyncAgent);

    [Fact]
    public void AddDeclared() => Verify("AddDeclared", Sources.Shop + Sources.SumAgent);

    private static void Verify(
        string file, string source, [System.Runtime.CompilerServices.CallerFilePath] string path = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        (string HintName, string Text)[] files = [.. new GeneratorTest().Run(source).AllFiles.Where(f => f.HintName.Contains(file, StringComparison.Ordinal))];
        if (file == "Orders") files = [.. files.Where(f => f.HintName.StartsWith("Shop.Orders", StringComparison.Ordinal))];
        Snapshot.Verify(Assert.Single(files).Text, null, path, method);
    }
}
