using System.Runtime.InteropServices;

namespace Faust.Kafka.Interop;

/// <summary><c>rd_kafka_vu_t</c>: one argument of <see cref="RdKafka.Produce"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal unsafe struct RdValue
{
    public const int TypeTopic = 2;
    public const int TypePartition = 3;
    public const int TypeValue = 4;
    public const int TypeKey = 5;
    public const int TypeOpaque = 6;
    public const int TypeFlags = 7;
    public const int TypeTimestamp = 8;
    public const int TypeHeaders = 10;

    [FieldOffset(0)]
    public int Type;

    [FieldOffset(8)]
    public nint Pointer;

    [FieldOffset(8)]
    public int Int32;

    [FieldOffset(8)]
    public long Int64;

    [FieldOffset(16)]
    public nuint Size;

    public static RdValue Of(int type, nint pointer) => new() { Type = type, Pointer = pointer };

    public static RdValue Of(int type, byte* memory, int size) => new() { Type = type, Pointer = (nint)memory, Size = (nuint)size };
}
