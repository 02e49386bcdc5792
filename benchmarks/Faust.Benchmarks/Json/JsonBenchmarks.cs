using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Faust.Records;

namespace Faust.Benchmarks.Json;

/// <summary>
/// Reading and writing records, against System.Text.Json's generated code: the same values, the same kind of buffer, its writer reused, its
/// checks of the writer's calls off as its serializer has them.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[GenericTypeArguments(typeof(Payment))]
[GenericTypeArguments(typeof(PaymentValue))]
[GenericTypeArguments(typeof(Numbers))]
[GenericTypeArguments(typeof(Escapes))]
[GenericTypeArguments(typeof(NestedOrder))]
[GenericTypeArguments(typeof(OtherOrder))]
[GenericTypeArguments(typeof(LargeText))]
[GenericTypeArguments(typeof(Method))]
public class JsonBenchmarks<T>
    where T : IJsonRecord<T>
{
    private readonly T[] _values = ShapeSource.Of<T>();
    private readonly byte[][] _texts;
    private readonly ByteBuffer _buffer = new(64 * 1024);
    private readonly Utf8StringCache _strings = new();
    private readonly JsonTypeInfo<T> _type = (JsonTypeInfo<T>)ShapesContext.Default.GetTypeInfo(typeof(T))!;
    private readonly Utf8JsonWriter _writer;

    /// <summary>Makes the values and their texts.</summary>
    public JsonBenchmarks()
    {
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        // What System.Text.Json writes: both read the same.
        _texts = [.. _values.Select(v => JsonSerializer.SerializeToUtf8Bytes(v, _type))];
        if (typeof(T) == typeof(OtherOrder)) _texts = [.. _texts.Select(ShapeSource.Reversed)];
    }

    /// <summary>The bytes of an average text.</summary>
    public double TextLength => _texts.Average(t => t.Length);

    /// <summary>System.Text.Json, from bytes.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = ShapeSource.Count)]
    [BenchmarkCategory("Read")]
    public T Read_SystemTextJson()
    {
        T value = default!;
        foreach (byte[] text in _texts) value = JsonSerializer.Deserialize(text.AsSpan(), _type)!;
        return value;
    }

    /// <summary>Faust, from bytes, every string new.</summary>
    [Benchmark(OperationsPerInvoke = ShapeSource.Count)]
    [BenchmarkCategory("Read")]
    public T Read_Faust()
    {
        T value = default!;
        foreach (byte[] text in _texts) value = RecordJson.Deserialize<T>(text);
        return value;
    }

    /// <summary>Faust as an agent has it, repeated strings looked up.</summary>
    [Benchmark(OperationsPerInvoke = ShapeSource.Count)]
    [BenchmarkCategory("Read")]
    public T Read_FaustInAgent()
    {
        T value = default!;
        foreach (byte[] text in _texts) value = RecordJson.Deserialize<T>(text, _strings);
        return value;
    }

    /// <summary>System.Text.Json, into a buffer.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = ShapeSource.Count)]
    [BenchmarkCategory("Write")]
    public int Write_SystemTextJson()
    {
        int length = 0;
        foreach (T value in _values)
        {
            _buffer.Clear();
            _writer.Reset();
            JsonSerializer.Serialize(_writer, value, _type);
            length += _buffer.Length;
        }

        return length;
    }

    /// <summary>Faust, into a buffer.</summary>
    [Benchmark(OperationsPerInvoke = ShapeSource.Count)]
    [BenchmarkCategory("Write")]
    public int Write_Faust()
    {
        int length = 0;
        foreach (T value in _values)
        {
            _buffer.Clear();
            RecordJson.Serialize(value, _buffer);
            length += _buffer.Length;
        }

        return length;
    }
}
