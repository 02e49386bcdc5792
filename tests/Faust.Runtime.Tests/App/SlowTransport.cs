using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Tests.App;

/// <summary>The embedded log, with a producer whose records of one topic arrive when the test says, as over a network.</summary>
internal sealed class SlowTransport(EmbeddedLog log, string topic, Task arrival) : ITransport
{
    public string Description => log.Description;

    public IConsumer CreateConsumer(ConsumerSettings settings) => log.CreateConsumer(settings);

    public IProducer CreateProducer(ProducerSettings settings) => new Producer(log.CreateProducer(settings), topic, arrival);

    public IAdmin CreateAdmin() => log.CreateAdmin();

    public ValueTask DisposeAsync() => default;

    private sealed class Producer(IProducer producer, string topic, Task arrival) : IProducer
    {
        public ValueTask<long> SendAsync(ProducerBatch batch, CancellationToken cancellationToken = default)
        {
            ValueTask<long> sending = producer.SendAsync(batch, cancellationToken);
            return batch.TopicPartition.Topic == topic ? AfterArrivalAsync(sending) : sending;
        }

        public int MaxRecordBytes => producer.MaxRecordBytes;

        public ValueTask InitializeTransactionsAsync(CancellationToken cancellationToken = default) =>
            producer.InitializeTransactionsAsync(cancellationToken);

        public void BeginTransaction() => producer.BeginTransaction();

        public ValueTask SendOffsetsToTransactionAsync(
            IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata group, CancellationToken cancellationToken = default) =>
            producer.SendOffsetsToTransactionAsync(offsets, group, cancellationToken);

        public ValueTask CommitTransactionAsync(CancellationToken cancellationToken = default) => producer.CommitTransactionAsync(cancellationToken);

        public ValueTask AbortTransactionAsync(CancellationToken cancellationToken = default) => producer.AbortTransactionAsync(cancellationToken);

        public ValueTask DisposeAsync() => producer.DisposeAsync();

        private async ValueTask<long> AfterArrivalAsync(ValueTask<long> sending)
        {
            await arrival;
            return await sending;
        }
    }
}
