using System.ComponentModel;
using Faust.Processing;
using Faust.Transport;

namespace Faust.Generated;

/// <summary>What an agent with a concurrency above 1 has in hand. Used by the task's logical thread alone.</summary>
/// <typeparam name="TKey">The type of the topic's keys.</typeparam>
/// <typeparam name="TValue">The type of the topic's values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventLanes<TKey, TValue>
{
    private readonly TopicDispatcher<TKey, TValue> _dispatcher;
    private readonly TaskScope _scope;
    private readonly Func<Event<TKey, TValue>, ValueTask> _handler;
    private readonly Stack<Item> _free = [];

    internal EventLanes(TopicDispatcher<TKey, TValue> dispatcher, TaskScope scope, AgentLanes lanes, Func<Event<TKey, TValue>, ValueTask> handler)
    {
        _dispatcher = dispatcher;
        _scope = scope;
        _handler = handler;
        Lanes = lanes;
    }

    internal AgentLanes Lanes { get; }

    /// <summary>Takes an event: it is handled at once, or as soon as a lane is free and the events of its key before it are done with.</summary>
    public void Add(Event<TKey, TValue> e)
    {
        Item item = _free.TryPop(out Item? free) ? free : new Item(this);
        item.Event = e;
        item.Begin(_scope.RecordAt(e.Offset), e.TimestampMilliseconds);
        Lanes.Add(item);
    }

    private sealed class Item(EventLanes<TKey, TValue> owner) : LaneEvent(owner.Lanes)
    {
        public Event<TKey, TValue> Event { get; set; }

        public override ValueTask HandleAsync()
        {
            Event<TKey, TValue> e = Event;
            return owner._handler(e);
        }

        // What a handler did to the value it was given is not the next attempt's.
        public override void DecodeAgain() => WithRecord((in LogRecord record) => Event = owner._dispatcher.Decode(record));

        public override void Clear()
        {
            base.Clear();
            Event = default;
            owner._free.Push(this);
        }
    }
}
