namespace Faust.Records;

/// <summary>A buffer of each thread's own to write records into.</summary>
internal static class SpareBuffer
{
    // A buffer that one huge record has blown up is not kept for the thread's lifetime.
    private const int MaxLength = 64 * 1024;

    [ThreadStatic]
    private static ByteBuffer? _spare;

    /// <summary>The thread's buffer, empty. Taken out while in use: a record may serialize another while it is written.</summary>
    public static ByteBuffer Rent()
    {
        ByteBuffer buffer = _spare ?? new ByteBuffer();
        _spare = null;
        buffer.Clear();
        return buffer;
    }

    /// <summary>Gives the buffer back; after an exception it is lost instead, not reused.</summary>
    public static void Return(ByteBuffer buffer)
    {
        if (buffer.Length <= MaxLength) _spare = buffer;
    }
}
