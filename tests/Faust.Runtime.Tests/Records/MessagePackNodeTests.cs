using System.ComponentModel;
using System.Diagnostics;

namespace Faust.Records;

/// <summary>Round trips with <c>@msgpack/msgpack</c>, where Node is there: what is written here is read there, and the other way.</summary>
public sealed class MessagePackNodeTests
{
    private const string Package = "@msgpack/msgpack@3.1.2";

    // Integers of 64 bits as such: JavaScript's own numbers have 53.
    private const string Script = """
        const { readFileSync, writeFileSync } = require("node:fs");
        const { decode, encode } = require("@msgpack/msgpack");
        const values = decode(readFileSync("ours.bin"), { useBigInt64: true });
        writeFileSync("theirs.bin", encode(values, { useBigInt64: true }));
        """;

    [Fact]
    public void Random_values_come_back_from_javascript_as_they_were()
    {
        Random random = new(20240607);
        List<object?> values = [];
        for (int i = 0; i < 100_000; i++) values.Add(Value(random, 3));
        byte[] theirs = ThroughNode(Packed.WriteAny(values));
        List<object?> read = (List<object?>)Packed.Read(theirs, (ref reader) => Packed.ReadAny(ref reader, theirs))!;
        Assert.Equal(values.Count, read.Count);
        for (int i = 0; i < values.Count; i++) Assert.Equal(Packed.WriteAny(values[i]), Packed.WriteAny(read[i]));
    }

    [Fact]
    public void Random_records_come_back_from_javascript_as_they_were()
    {
        Random random = new(20240608);
        const int Count = 25_000;
        List<ScalarShape> scalars = [.. Enumerable.Range(0, Count).Select(_ => RandomShapes.Scalars(random, wholeMilliseconds: true))];
        List<NestedShape> nested = [.. Enumerable.Range(0, Count).Select(_ => RandomShapes.Nested(random))];
        List<SparseShape> sparse = [.. Enumerable.Range(0, Count).Select(_ => RandomShapes.Sparse(random))];
        List<KeyedShape> keyed = [.. Enumerable.Range(0, Count).Select(_ => RandomShapes.Keyed(random))];
        byte[] theirs = ThroughNode(Packed.Write((ref writer) =>
        {
            writer.WriteArrayHeader(4 * Count);
            foreach (ScalarShape value in scalars) ScalarShape.WriteMessagePack(ref writer, value);
            foreach (NestedShape value in nested) NestedShape.WriteMessagePack(ref writer, value);
            foreach (SparseShape value in sparse) SparseShape.WriteMessagePack(ref writer, value);
            foreach (KeyedShape value in keyed) KeyedShape.WriteMessagePack(ref writer, value);
        }));

        MessagePackReader reader = new(theirs);
        reader.ReadArrayHeader(4 * Count);
        foreach (ScalarShape value in scalars) Assert.Equal(RecordJson.Serialize(value), RecordJson.Serialize(ScalarShape.ReadMessagePack(ref reader)));
        foreach (NestedShape value in nested) Assert.Equal(RecordJson.Serialize(value), RecordJson.Serialize(NestedShape.ReadMessagePack(ref reader)));
        foreach (SparseShape value in sparse) Assert.Equal(RecordJson.Serialize(value), RecordJson.Serialize(SparseShape.ReadMessagePack(ref reader)));
        foreach (KeyedShape value in keyed) Assert.Equal(RecordJson.Serialize(value), RecordJson.Serialize(KeyedShape.ReadMessagePack(ref reader)));
        reader.ReadEnd();
    }

    // Decoded and encoded again.
    private static byte[] ThroughNode(byte[] ours)
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "node-msgpack")).FullName;
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            // Its own package, or npm would look for one in the folders above.
            File.WriteAllText(Path.Combine(folder, "package.json"), "{\"private\":true}");
            bool installed = Run(folder, "npm", "install", "--save-dev", "--silent", "--no-audit", "--no-fund", Package);
            if (!installed) Assert.Skip($"Node or npm is missing, or {Package} cannot be installed.");
        }

        File.WriteAllBytes(Path.Combine(folder, "ours.bin"), ours);
        File.WriteAllText(Path.Combine(folder, "round.js"), Script);
        Assert.True(Run(folder, "node", "round.js"), "Node has failed to read what was written.");
        return File.ReadAllBytes(Path.Combine(folder, "theirs.bin"));
    }

    // What JavaScript can hold: no whole floats, which are integers to it, names that it does not reorder, and no text that begins with a byte
    // order mark, which its TextDecoder takes away.
    private static object? Value(Random random, int depth) => random.Next(depth > 0 ? 9 : 7) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Bits(),
        3 => (ulong)random.NextInt64() + long.MaxValue,
        4 => random.NextDouble() + random.Next(-1000, 1000) + 1e-9,
        5 => random.Text(loneSurrogates: false).TrimStart('\uFEFF'),
        6 => Bytes(random),
        7 => Enumerable.Range(0, random.Next(random.Next(8) == 0 ? 20 : 5)).Select(_ => Value(random, depth - 1)).ToList(),
        _ => Enumerable.Range(0, random.Next(random.Next(8) == 0 ? 20 : 5))
            .Select(i => new KeyValuePair<object, object?>($"k{i}{random.Text(loneSurrogates: false)}", Value(random, depth - 1)))
            .ToList(),
    };

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(4) == 0 ? random.Next(300) : random.Next(10)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static bool Run(string folder, string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
            if (process.WaitForExit(TimeSpan.FromMinutes(1))) return process.ExitCode == 0;
            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
