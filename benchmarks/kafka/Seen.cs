using System.Runtime.InteropServices;

namespace Faust.Kafka.Benchmarks;

/// <summary>How many events were handled. A partition is handled by one thread at a time, so each has a counter of its own, on a cache line of its own.</summary>
public sealed class Seen
{
    private readonly Counter[] _counters = new Counter[64];

    /// <summary>The events of all partitions.</summary>
    public long Sum
    {
        get
        {
            long sum = 0;
            for (int i = 0; i < _counters.Length; i++) sum += Volatile.Read(ref _counters[i].Value);
            return sum;
        }
    }

    /// <summary>One more.</summary>
    public void Add(int partition) => Volatile.Write(ref _counters[partition].Value, _counters[partition].Value + 1);

    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Counter
    {
        [FieldOffset(64)]
        public long Value;
    }
}
