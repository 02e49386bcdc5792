namespace Faust.Aot;

[Topic("inputs", Partitions = 3)]
public sealed partial class Inputs : Topic<string, Point>;

[Topic("forwarded", Partitions = 2)]
public sealed partial class Forwarded : Topic<int, Point>;

[Topic("failures", Partitions = 1)]
public sealed partial class Failures : Topic<string, string>;

[Topic("packed", Partitions = 1), KeyCodec<JsonCodec, BrotliCodec>, ValueCodec<PointCodec, GzipCodec, Base64Codec>]
public sealed partial class Packed : Topic<string, Point>;

[Table("sums")]
public sealed partial class Sums : Table<string, Point>;

[Table("counts")]
public sealed partial class Counts : Table<int, long>;

/// <summary>What the agents saw, for the scenarios to look at.</summary>
public sealed class Seen
{
    private long _async;
    private long _batched;
    private long _tombstones;

    public long Async => Interlocked.Read(ref _async);

    public long Batched => Interlocked.Read(ref _batched);

    public long Tombstones => Interlocked.Read(ref _tombstones);

    public string? Header { get; set; }

    public string Unpacked { get; set; } = "";

    public void AddAsync() => Interlocked.Increment(ref _async);

    public void AddBatch(int count) => Interlocked.Add(ref _batched, count);

    public void AddTombstone() => Interlocked.Increment(ref _tombstones);
}

/// <summary>Synchronous, writes a table, removes on tombstones, sends on to another agent under another key.</summary>
[Agent<Inputs>]
public sealed partial class Sum(Sums sums, Forwarded forwarded, Seen seen)
{
    public void Handle(Event<string, Point> e)
    {
        if (!e.HasValue)
        {
            sums.Remove(e.Key);
            seen.AddTombstone();
            return;
        }

        if (e.Headers.TryGet("trace", out Header trace)) seen.Header = System.Text.Encoding.UTF8.GetString(trace.Value.Span);
        Point sum = sums[e.Key];
        sums[e.Key] = new(sum.X + e.Value.X, sum.Y + e.Value.Y);
        forwarded.Send(e.Value.X % 2, e.Value);
    }
}

/// <summary>Asynchronous, of the same topic; of the value alone.</summary>
[Agent<Inputs>]
public sealed partial class Watch(Seen seen)
{
    public async ValueTask HandleAsync(Point value, CancellationToken cancellationToken)
    {
        if (value.X == 1) await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        seen.AddAsync();
    }
}

[Agent<Forwarded>(Name = "counter")]
public sealed partial class Count(Counts counts)
{
    public void Handle(Event<int, Point> e) => counts[e.Key] = counts[e.Key] + 1;
}

[Agent<Forwarded>(Batch = 16, Within = "00:00:00.020")]
public sealed partial class Collect(Seen seen)
{
    public ValueTask HandleAsync(IReadOnlyList<Event<int, Point>> batch)
    {
        seen.AddBatch(batch.Count);
        return default;
    }
}

[Agent<Failures>]
public sealed partial class Fail
{
    public void Handle(string value) => throw new InvalidOperationException(value);
}

[Agent<Packed>]
public sealed partial class Unpack(Seen seen)
{
    public void Handle(Event<string, Point> e) => seen.Unpacked += $"{e.Key}:{e.Value};";
}

/// <summary>A user's codec.</summary>
public sealed class PointCodec : ICodec<Point>
{
    public void Write(Point value, Faust.Records.ByteBuffer buffer) => buffer.Write(System.Text.Encoding.UTF8.GetBytes($"{value.X}/{value.Y}"));

    public Point Read(ReadOnlySpan<byte> bytes)
    {
        string[] parts = System.Text.Encoding.UTF8.GetString(bytes).Split('/');
        return new(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
