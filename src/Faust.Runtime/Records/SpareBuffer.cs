using System.Runtime.CompilerServices;

namespace Faust.Records;

/// <summary>Buffers of each thread's own to write records into.</summary>
internal static class SpareBuffer
{
    // A buffer that one huge record has blown up is not kept for the thread's lifetime, also not where little was left in it at last: a
    // compressor asks for more room than the bytes that it compresses.
    private const int MaxCapacity = 256 * 1024;

    [ThreadStatic]
    private static Slots _spare;

    [ThreadStatic]
    private static int _count;

    /// <summary>A buffer of the thread, empty. Taken out while in use: a record may serialize another while it is written.</summary>
    public static ByteBuffer Rent()
    {
        if (_count == 0) return new ByteBuffer();
        ByteBuffer buffer = _spare[--_count]!;
        _spare[_count] = null;
        buffer.Clear();
        return buffer;
    }

    /// <summary>Gives the buffer back; who does not after an exception loses it, no more.</summary>
    public static void Return(ByteBuffer buffer)
    {
        if (buffer.Capacity <= MaxCapacity && _count < Slots.Count) _spare[_count++] = buffer;
    }

    // A codec's plain bytes, and those between its steps.
    [InlineArray(Count)]
    private struct Slots
    {
        public const int Count = 3;
        private ByteBuffer? _first;
    }
}
