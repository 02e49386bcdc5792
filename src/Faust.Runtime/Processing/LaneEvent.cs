using Faust.Generated;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>An event that an agent with lanes was given, until it is done with. Used by the task's logical thread alone.</summary>
internal abstract class LaneEvent(AgentLanes lanes)
{
    // The batch it came in is gone by the time it is tried again or becomes a dead letter.
    private readonly ProducerBatch _record = new(default);

    public AgentLanes Lanes { get; } = lanes;

    public long Offset { get; private set; }

    /// <summary>The event's time, in milliseconds since the Unix epoch.</summary>
    public long Timestamp { get; private set; }

    /// <summary>The next event of the same key, which waits for this one.</summary>
    public LaneEvent? Next { get; set; }

    /// <summary>What the key is known by; null for a record without.</summary>
    public uint? Key { get; private set; }

    /// <summary>Where its handler is at work, or was until just now.</summary>
    public Lane? Lane { get; set; }

    /// <summary>How often the agent has failed on it.</summary>
    public int Failures { get; set; }

    /// <summary>What the handler threw.</summary>
    public Exception? Exception { get; set; }

    /// <summary>Says when the next attempt is due; made for the first retry.</summary>
    public ITimer? BackOff { get; set; }

    public void Begin(in LogRecord record, long timestamp)
    {
        Offset = record.Offset;
        Timestamp = timestamp;
        // Keys of the same hash wait for each other too, which is rare and does no harm.
        Key = record.HasKey ? Murmur2.Hash(record.Key) : null;
        _record.Add(record);
    }

    /// <summary>Forgets the event, for the next one.</summary>
    /// <remarks>Somebody else may have it from then on.</remarks>
    public virtual void Clear()
    {
        _record.Clear();
        (Next, Lane, Exception, Failures) = (null, null, null, 0);
    }

    /// <summary>Calls <paramref name="action"/> with the record as the log has it.</summary>
    public unsafe void WithRecord(RecordAction action)
    {
        ReadOnlySpan<byte> frame = _record.Buffer.WrittenSpan;
        ProducerBatch.ReadFrame(frame, out int keyLength, out int valueLength, out int headersLength, out long timestamp);
        fixed (byte* bytes = frame)
        {
            byte* key = bytes + ProducerBatch.FrameHeaderLength;
            byte* value = key + Math.Max(keyLength, 0);
            action(new LogRecord(Offset, timestamp, key, keyLength, value, valueLength, value + Math.Max(valueLength, 0), headersLength));
        }
    }

    /// <summary>Decodes the record anew, for the next attempt. Not within a lane.</summary>
    public abstract void DecodeAgain();

    /// <summary>Gives it to the agent; within its lane.</summary>
    public abstract ValueTask HandleAsync();
}
