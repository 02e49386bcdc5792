using System.Text;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Transport;

/// <summary>Random transactions of several producers against a list of what each reader has to see, while old requests come again.</summary>
public sealed class TransactionModelTests
{
    private const int Partitions = 2;

    [Theory]
    [InlineData(1, 300)]
    [InlineData(1_000_000, 300)]
    public async Task Readers_see_what_the_model_says(int firstSeed, int runs)
    {
        for (int seed = firstSeed; seed < firstSeed + runs; seed++)
        {
            try
            {
                await new Run(seed).PlayAsync();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }
    }

    private enum Outcome
    {
        Open,
        Committed,
        Aborted,
    }

    private sealed class Ending
    {
        public Outcome Outcome { get; set; }

        public HashSet<int> Touched { get; } = [];

        public long? Offset { get; set; }
    }

    /// <summary>A record, or a mark where there is no text.</summary>
    private sealed record Entry(string? Text, Ending? Transaction);

    private sealed class Writer(int index)
    {
        public int Index { get; } = index;

        public IProducer? Producer { get; set; }

        public Ending? Open { get; set; }
    }

    private sealed class Reader(IConsumer consumer, IsolationLevel level)
    {
        public IConsumer Consumer => consumer;

        public IsolationLevel Level => level;

        public List<(long Offset, string Text)>[] Seen { get; } = [.. Enumerable.Range(0, Partitions).Select(_ => new List<(long, string)>())];

        public long[] Next { get; } = new long[Partitions];
    }

    private sealed class Run
    {
        private readonly Random _random;
        private readonly TestLink _link = new();
        private readonly EmbeddedLog _log;
        private readonly ITransport _client;
        private readonly List<Entry>[] _model = [.. Enumerable.Range(0, Partitions).Select(_ => new List<Entry>())];
        private readonly Writer[] _writers = [.. Enumerable.Range(0, 3).Select(i => new Writer(i))];
        private readonly List<Reader> _readers = [];
        private readonly IProducer _plain;
        private readonly ConsumerGroupMetadata _group = new("group", -1, "");
        private long? _committed;
        private int _texts;

        public Run(int seed)
        {
            _random = new Random(seed);
            _log = new EmbeddedLog(new FakeTimeProvider(), new EmbeddedLogOptions { FirstSegmentBytes = 1024, SegmentBytes = 1024 });
            _log.CreateTopics([new TopicSpecification("topic", Partitions)]);
            _client = _log.Over(_link);
            _plain = _client.CreateProducer(new ProducerSettings());
            _link.Afterwards = RepeatSome;
            foreach (IsolationLevel level in new[] { IsolationLevel.ReadCommitted, IsolationLevel.ReadUncommitted, IsolationLevel.ReadCommitted })
            {
                IConsumer consumer = _log.CreateConsumer(new ConsumerSettings { IsolationLevel = level, MaxBatchRecords = _random.Next(1, 6), GroupId = "group" });
                consumer.Assign([.. Enumerable.Range(0, Partitions).Select(p => new TopicPartitionOffset(new("topic", p), 0))]);
                _readers.Add(new Reader(consumer, level));
            }
        }

        public async Task PlayAsync()
        {
            for (int step = 0; step < 80; step++)
            {
                await StepAsync(_writers[_random.Next(_writers.Length)]);
                Reader reader = _readers[_random.Next(_readers.Count)];
                if (_random.Next(3) == 0) Read(reader, _random.Next(1, 4));
                await CheckBoundsAsync();
            }

            foreach (Reader reader in _readers) Read(reader, int.MaxValue);
            SeekAnywhere();
        }

        private async Task StepAsync(Writer writer)
        {
            switch (_random.Next(10))
            {
                case 0:
                case 1:
                    int partition = _random.Next(Partitions);
                    await _plain.SendAsync(Batch(partition, null, out Entry[] plain));
                    _model[partition].AddRange(plain);
                    break;
                case 2:
                    // A new producer ends what the old one left.
                    if (writer.Producer is not null) End(writer, Outcome.Aborted);
                    writer.Producer = _client.CreateProducer(new ProducerSettings { TransactionalId = $"tx-{writer.Index}" });
                    await writer.Producer.InitializeTransactionsAsync();
                    break;
                case 3 when writer.Open is not null:
                    await writer.Producer!.CommitTransactionAsync();
                    End(writer, Outcome.Committed);
                    break;
                case 4 when writer.Open is not null:
                    await writer.Producer!.AbortTransactionAsync();
                    End(writer, Outcome.Aborted);
                    break;
                case 5 when writer.Open is not null:
                    writer.Open.Offset = _random.Next(1000);
                    await writer.Producer!.SendOffsetsToTransactionAsync([new(new("topic", 0), writer.Open.Offset.Value)], _group);
                    break;
                default:
                    if (writer.Producer is null) break;
                    if (writer.Open is null)
                    {
                        writer.Producer.BeginTransaction();
                        writer.Open = new Ending();
                    }

                    int to = _random.Next(Partitions);
                    await writer.Producer.SendAsync(Batch(to, writer.Open, out Entry[] sent));
                    writer.Open.Touched.Add(to);
                    _model[to].AddRange(sent);
                    break;
            }
        }

        private void End(Writer writer, Outcome outcome)
        {
            if (writer.Open is not { } open) return;
            open.Outcome = outcome;
            foreach (int partition in open.Touched) _model[partition].Add(new Entry(null, open));
            if (outcome == Outcome.Committed && open.Offset is { } offset) _committed = offset;
            writer.Open = null;
        }

        private ProducerBatch Batch(int partition, Ending? transaction, out Entry[] entries)
        {
            var batch = new ProducerBatch(new TopicPartition("topic", partition));
            entries = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => new Entry($"{_texts++}{new string('.', _random.Next(100))}", transaction))];
            foreach (Entry entry in entries) batch.Add(0, default, Encoding.UTF8.GetBytes(entry.Text!));
            return batch;
        }

        /// <summary>What came before comes again: the last request often, any other sometimes. All it may do is fail.</summary>
        private void RepeatSome()
        {
            if (_random.Next(3) == 0) Repeat(_link.Requests.Count - 1);
            while (_random.Next(3) == 0) Repeat(_random.Next(_link.Requests.Count));
        }

        private void Repeat(int index)
        {
            try
            {
                _link.Requests[index]();
            }
            catch (TransportException)
            {
                // Refused, as is right where it is not answered as done.
            }
        }

        private long LastStable(int partition)
        {
            int open = _model[partition].FindIndex(e => e.Transaction is { Outcome: Outcome.Open });
            return open < 0 ? _model[partition].Count : open;
        }

        private List<(long Offset, string Text)> Visible(int partition, IsolationLevel level)
        {
            bool committed = level == IsolationLevel.ReadCommitted;
            var visible = new List<(long, string)>();
            for (int i = 0; i < (committed ? LastStable(partition) : _model[partition].Count); i++)
            {
                Entry entry = _model[partition][i];
                if (entry.Text is not null && !(committed && entry.Transaction?.Outcome == Outcome.Aborted)) visible.Add((i, entry.Text));
            }

            return visible;
        }

        private void Read(Reader reader, int polls)
        {
            bool all = false;
            for (int i = 0; i < polls && !all; i++)
            {
                ConsumerEvent next = reader.Consumer.Poll();
                if (next.Kind == ConsumerEventKind.None)
                {
                    all = true;
                    continue;
                }

                using RecordBatch batch = next.Batch!;
                int partition = batch.TopicPartition.Partition;
                foreach (ref readonly LogRecord record in batch.Records) reader.Seen[partition].Add((record.Offset, Encoding.UTF8.GetString(record.Value)));
                Assert.True(batch.NextOffset > reader.Next[partition]);
                reader.Next[partition] = batch.NextOffset;
            }

            for (int partition = 0; partition < Partitions; partition++)
            {
                List<(long, string)> visible = Visible(partition, reader.Level);
                if (!all) visible = visible[..Math.Min(visible.Count, reader.Seen[partition].Count)];
                Assert.Equal(visible, reader.Seen[partition]);
                if (all) Assert.Equal(reader.Level == IsolationLevel.ReadCommitted ? LastStable(partition) : _model[partition].Count, reader.Next[partition]);
            }
        }

        /// <summary>Reading may begin at any offset, also inside of what was aborted and at a mark.</summary>
        private void SeekAnywhere()
        {
            foreach (Reader reader in _readers)
            {
                int partition = _random.Next(Partitions);
                long from = _random.Next(_model[partition].Count + 1);
                IConsumer consumer = _log.CreateConsumer(new ConsumerSettings { IsolationLevel = reader.Level, MaxBatchRecords = 3 });
                consumer.Assign([new(new("topic", partition), from)]);
                var seen = new List<(long, string)>();
                for (ConsumerEvent next = consumer.Poll(); next.Kind != ConsumerEventKind.None; next = consumer.Poll())
                {
                    using RecordBatch batch = next.Batch!;
                    foreach (ref readonly LogRecord record in batch.Records) seen.Add((record.Offset, Encoding.UTF8.GetString(record.Value)));
                }

                Assert.Equal([.. Visible(partition, reader.Level).Where(v => v.Offset >= from)], seen);
            }
        }

        private async Task CheckBoundsAsync()
        {
            TopicPartition[] partitions = [.. Enumerable.Range(0, Partitions).Select(p => new TopicPartition("topic", p))];
            IReadOnlyList<PartitionOffsets> bounds = await _log.CreateAdmin().GetOffsetsAsync(partitions);
            for (int p = 0; p < Partitions; p++) Assert.Equal(new PartitionOffsets(partitions[p], 0, _model[p].Count, LastStable(p)), bounds[p]);
            TopicPartitionOffset[] committed = [.. await _readers[0].Consumer.GetCommittedAsync([partitions[0]])];
            Assert.Equal(_committed is { } offset ? [new(partitions[0], offset)] : [], committed);
        }
    }
}
