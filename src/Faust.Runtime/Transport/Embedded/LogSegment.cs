using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Faust.Transport.Embedded;

/// <summary>
/// A run of batches in native memory, or in that of a mapped file, which the garbage collector neither sees nor moves. Written under its
/// partition's lock, read without.
/// </summary>
/// <remarks>
/// The memory lives as long as the object: whoever uses a pointer into it keeps the segment reachable until done
/// (<see cref="GC.KeepAlive"/>, or a field of something that is). A segment that retention or deletion takes out of its partition is so
/// freed only after the last batch over it was given back.
/// </remarks>
internal sealed unsafe partial class LogSegment : CriticalFinalizerObject
{
    /// <summary>Bytes between two entries of the index.</summary>
    private const int IndexInterval = 4096;

    private readonly byte* _memory;
    private readonly void* _native;
    private readonly IndexEntry* _index;
    private readonly long _allocated;
    private int _length;
    private int _indexCount;
    private int _nextIndexed = IndexInterval;
    private int _lastBatch = -1;

    public LogSegment(long baseOffset, int capacity)
    {
        BaseOffset = baseOffset;
        Capacity = capacity;
        long indexAt = ((long)capacity + 7) & ~7L;
        long total = indexAt + ((capacity / IndexInterval) + 1L) * sizeof(IndexEntry);
        _native = NativeMemory.Alloc((nuint)total);
        _memory = (byte*)_native;
        _index = (IndexEntry*)(_memory + indexAt);
        GC.AddMemoryPressure(total);
        _allocated = total;
    }

    ~LogSegment()
    {
        NativeMemory.Free(_native);
        if (_allocated > 0) GC.RemoveMemoryPressure(_allocated);
    }

    public long BaseOffset { get; }

    public int Capacity { get; }

    /// <summary>The start of the memory; see the remarks of the class.</summary>
    public byte* Memory => _memory;

    /// <summary>Bytes written. A reader that has seen the partition's end offset sees at least the bytes up to it.</summary>
    public int Length => Volatile.Read(ref _length);

    public bool HasRoomFor(int bytes) => Capacity - _length >= bytes;

    public void Append(LogBatchHeader header, ReadOnlySpan<byte> frames)
    {
        int at = _length;
        header.Write(_memory + at);
        frames.CopyTo(new Span<byte>(_memory + at + LogBatchHeader.Length, Capacity - at - LogBatchHeader.Length));
        if (File is not null) Protect(at, LogBatchHeader.Length + frames.Length);
        Adopt(header);
        GC.KeepAlive(this);
    }

    /// <summary>Takes the batch that stands behind the last one into the segment.</summary>
    public void Adopt(LogBatchHeader header)
    {
        int at = _length;
        if (at >= _nextIndexed)
        {
            _index[_indexCount] = new IndexEntry(header.BaseOffset, at);
            Volatile.Write(ref _indexCount, _indexCount + 1);
            _nextIndexed = at + IndexInterval;
        }

        _lastBatch = at;
        Volatile.Write(ref _length, at + LogBatchHeader.Length + header.FrameBytes);
    }

    /// <summary>Where the first batch starts that reaches behind <paramref name="offset"/>; the segment's length where there is none.</summary>
    public int FindBatch(long offset)
    {
        int length = Length;
        int position = Indexed(offset);
        while (position < length)
        {
            LogBatchHeader header = LogBatchHeader.Read(_memory + position);
            if (header.NextOffset > offset) break;
            position += LogBatchHeader.Length + header.FrameBytes;
        }

        GC.KeepAlive(this);
        return position;
    }

    private int Indexed(long offset)
    {
        int low = 0;
        int high = Volatile.Read(ref _indexCount);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_index[middle].Offset <= offset) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? 0 : _index[low - 1].Position;
    }

    internal readonly struct IndexEntry(long offset, int position)
    {
        public readonly long Offset = offset;
        public readonly int Position = position;
    }
}
