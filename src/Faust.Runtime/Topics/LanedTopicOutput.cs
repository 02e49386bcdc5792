using Faust.Processing;

namespace Faust.Topics;

/// <summary>
/// The output of a topic in a task with lanes: what a handler in a lane sends waits in batches of its own until the handler has finished, and
/// is then added to the task's, or dropped. So a failed attempt leaves nothing behind, whatever others have sent meanwhile.
/// </summary>
internal sealed class LanedTopicOutput(string topic, int partitions, TaskProducer producer, AttemptCounter attempts)
    : TaskTopicOutput(topic, partitions, producer, attempts)
{
    private readonly string _topic = topic;
    private readonly int _partitions = partitions;
    private readonly TaskProducer _producer = producer;
    private readonly AttemptCounter _counter = attempts;
    private readonly Stack<LaneOutput> _free = [];

    public override void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers)
    {
        _counter.CheckTurn();
        if (_counter.Lane is not { } lane)
        {
            base.Send(topic, key, value, timestamp, headers);
            return;
        }

        LaneOutput output = lane.OutputTo(this);
        output.Next = NextWithoutKey;
        output.Send(topic, key, value, timestamp, headers);
        NextWithoutKey = output.Next;
    }

    public override void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers)
    {
        _counter.CheckTurn();
        if (_counter.Lane is not { } lane)
        {
            base.SendTombstone(topic, key, timestamp, headers);
            return;
        }

        LaneOutput output = lane.OutputTo(this);
        output.Next = NextWithoutKey;
        output.SendTombstone(topic, key, timestamp, headers);
        NextWithoutKey = output.Next;
    }

    public LaneOutput Rent() => _free.TryPop(out LaneOutput? free) ? free : new LaneOutput(_topic, _partitions, _producer.MaxRecordBytes);

    public void Return(LaneOutput output) => _free.Push(output);
}
