using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.RocksDb.Tests.App;

/// <summary>
/// The embedded log, whose transactions do not always go through: some are aborted, of some nobody is told that they were committed.
/// </summary>
internal sealed class FlakyTransport(EmbeddedLog log, Random random) : ITransport
{
    public int Failures { get; private set; }

    public string Description => log.Description;

    public IConsumer CreateConsumer(ConsumerSettings settings) => log.CreateConsumer(settings);

    public IProducer CreateProducer(ProducerSettings settings) => new Producer(log.CreateProducer(settings), this);

    public IAdmin CreateAdmin() => log.CreateAdmin();

    public ValueTask DisposeAsync() => default;

    private async ValueTask CommitAsync(IProducer producer, CancellationToken cancellationToken)
    {
        int draw;
        lock (random) draw = random.Next(6);
        if (draw > 1)
        {
            await producer.CommitTransactionAsync(cancellationToken);
            return;
        }

        Failures++;
        if (draw == 1)
        {
            await producer.CommitTransactionAsync(cancellationToken);
            throw new TransportException("The answer was lost.") { IsIndefinite = true };
        }

        await producer.AbortTransactionAsync(cancellationToken);
        throw new TransportException("The transaction was aborted.") { IsIndefinite = true };
    }

    private sealed class Producer(IProducer producer, FlakyTransport transport) : IProducer
    {
        public int MaxRecordBytes => producer.MaxRecordBytes;

        public ValueTask<long> SendAsync(ProducerBatch batch, CancellationToken cancellationToken = default) => producer.SendAsync(batch, cancellationToken);

        public ValueTask InitializeTransactionsAsync(CancellationToken cancellationToken = default) =>
            producer.InitializeTransactionsAsync(cancellationToken);

        public void BeginTransaction() => producer.BeginTransaction();

        public ValueTask SendOffsetsToTransactionAsync(
            IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata group, CancellationToken cancellationToken = default) =>
            producer.SendOffsetsToTransactionAsync(offsets, group, cancellationToken);

        public ValueTask CommitTransactionAsync(CancellationToken cancellationToken = default) => transport.CommitAsync(producer, cancellationToken);

        public ValueTask AbortTransactionAsync(CancellationToken cancellationToken = default) => producer.AbortTransactionAsync(cancellationToken);

        public ValueTask DisposeAsync() => producer.DisposeAsync();
    }
}
