using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Faust.Transport.Embedded;

/// <summary>The offset of the last record of each key. Keys are not copied: they lie in the segments they were added from.</summary>
internal sealed class KeyMap
{
    private readonly List<LogSegment> _segments = [];
    private readonly Dictionary<Key, long> _last;

    public KeyMap() => _last = new Dictionary<Key, long>(new Comparer(_segments));

    public void Add(LogSegment segment, in LogFrame frame)
    {
        if (_segments.Count == 0 || !ReferenceEquals(_segments[^1], segment)) _segments.Add(segment);
        CollectionsMarshal.GetValueRefOrAddDefault(_last, KeyOf(frame, _segments.Count - 1), out _) = frame.Offset;
    }

    /// <summary>Whether a record is the last of its key. Its segment is among those that were added from.</summary>
    public bool IsLast(LogSegment segment, in LogFrame frame) => _last.TryGetValue(KeyOf(frame, _segments.IndexOf(segment)), out long last) && last == frame.Offset;

    private static Key KeyOf(in LogFrame frame, int segment) => new(segment, frame.At + ProducerBatch.FrameHeaderLength, frame.KeyLength);

    private readonly record struct Key(int Segment, int At, int Length);

    private sealed unsafe class Comparer(List<LogSegment> segments) : IEqualityComparer<Key>
    {
        public bool Equals(Key x, Key y) => Bytes(x).SequenceEqual(Bytes(y));

        public int GetHashCode(Key key) => (int)XxHash3.HashToUInt64(Bytes(key));

        private ReadOnlySpan<byte> Bytes(Key key) => new(segments[key.Segment].Memory + key.At, key.Length);
    }
}
