using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Tests.App;

/// <summary>The embedded log, with consumers that are told nothing until the test says: those that are given a partition, or those of groups.</summary>
internal sealed class HeldTransport(EmbeddedLog log, TopicPartition? held, Task gate) : ITransport
{
    public string Description => log.Description;

    public IConsumer CreateConsumer(ConsumerSettings settings) => new Consumer(log.CreateConsumer(settings), held, gate) { IsHeld = held is null && settings.GroupId is not null };

    public IProducer CreateProducer(ProducerSettings settings) => log.CreateProducer(settings);

    public IAdmin CreateAdmin() => log.CreateAdmin();

    public ValueTask DisposeAsync() => default;

    private sealed class Consumer(IConsumer consumer, TopicPartition? held, Task gate) : IConsumer
    {
        public bool IsHeld { get; set; }

        public ConsumerGroupMetadata GroupMetadata => consumer.GroupMetadata;

        public void Subscribe(IReadOnlyCollection<string> topics) => consumer.Subscribe(topics);

        public void Assign(IReadOnlyCollection<TopicPartitionOffset> partitions)
        {
            IsHeld = partitions.Any(p => p.TopicPartition == held);
            consumer.Assign(partitions);
        }

        public ConsumerEvent Poll() => IsHeld && !gate.IsCompleted ? ConsumerEvent.None : consumer.Poll();

        public async ValueTask WaitAsync(CancellationToken cancellationToken)
        {
            if (IsHeld) await gate.WaitAsync(cancellationToken);
            await consumer.WaitAsync(cancellationToken);
        }

        public void CompleteRebalance(int epoch) => consumer.CompleteRebalance(epoch);

        public void Pause(IReadOnlyCollection<TopicPartition> partitions) => consumer.Pause(partitions);

        public void Resume(IReadOnlyCollection<TopicPartition> partitions) => consumer.Resume(partitions);

        public void Seek(TopicPartitionOffset offset) => consumer.Seek(offset);

        public void Prefer(IReadOnlyCollection<TopicPartition> partitions) => consumer.Prefer(partitions);

        public ValueTask CommitAsync(IReadOnlyCollection<TopicPartitionOffset> offsets, CancellationToken cancellationToken = default) =>
            consumer.CommitAsync(offsets, cancellationToken);

        public ValueTask<IReadOnlyList<TopicPartitionOffset>> GetCommittedAsync(
            IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default) =>
            consumer.GetCommittedAsync(partitions, cancellationToken);

        public ValueTask DisposeAsync() => consumer.DisposeAsync();
    }
}
