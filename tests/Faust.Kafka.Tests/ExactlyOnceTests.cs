using System.Diagnostics;
using Faust.Kafka.Broker;
using Faust.Kafka.Worker;
using Faust.Records;
using Faust.Transport;

namespace Faust.Kafka;

/// <summary>
/// As Kafka's own EosTestVerify: three worker processes, killed in turn while inputs come; then every output is compared with what the inputs
/// up to the group's committed offsets must have brought about.
/// </summary>
public sealed class ExactlyOnceTests(BrokerFixture broker) : IAsyncDisposable
{
    private const int Keys = 20;
    private const int Kills = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly List<Process> _workers = [];
    private readonly List<string> _errors = [];
    private readonly CancellationTokenSource _enough = new();
    private Task? _feeding;

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task Outputs_are_those_of_the_inputs_whoever_was_killed(ProcessingGuarantee guarantee) =>
        await RunAsync(await broker.ServersAsync(), guarantee, async (kill, servers, application) =>
        {
            int victim = kill % 3;
            _workers[victim].Kill();
            await _workers[victim].WaitForExitAsync();
            _workers[victim] = Start(servers, application, victim, guarantee);
        });

    // By hand: on a busy machine the broker is back too late for the workers' patience with requests, and they do not come to the end in time.
    [Fact(Explicit = true)]
    public async Task Outputs_are_those_of_the_inputs_though_the_broker_was_killed()
    {
        Assert.SkipWhen(Cluster.Missing is not null, Cluster.Missing ?? "");
        await using Cluster cluster = await Cluster.StartAsync(BrokerFixture.QuickGroups);
        await RunAsync(cluster.BootstrapServers, ProcessingGuarantee.ExactlyOnce, async (kill, _, _) =>
        {
            if (kill > 0) return;
            await cluster.StopBrokerAsync(1, kill: true);
            await cluster.ResumeBrokerAsync(1);
        });
    }

    private async Task RunAsync(string servers, ProcessingGuarantee guarantee, Func<int, string, string, Task> disturb)
    {
        int seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        string application = $"{broker.NewPrefix()}eos";
        await using var transport = new KafkaTransport(new KafkaOptions { BootstrapServers = servers });
        await using IAdmin admin = transport.CreateAdmin();
        string[] topics = ["eos-data", "eos-echo", "eos-aggregates"];
        await admin.DeleteTopicsAsync(topics);
        await admin.CreateTopicsAsync([.. topics.Select(t => new TopicSpecification(t, Flow.Partitions))]);

        using var patience = new CancellationTokenSource(Patience);
        Task feeding = _feeding = FeedAsync(transport, random.Next(), _enough.Token);
        for (int i = 0; i < 3; i++) _workers.Add(Start(servers, application, i, guarantee));
        IConsumer group = transport.CreateConsumer(new ConsumerSettings { GroupId = application });
        long progress = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            // Each kill meets workers that have come further than at the one before.
            progress = await UntilAsync(group, committed => committed > progress + 200, patience.Token);
            await disturb(kill, servers, application);
        }

        await UntilAsync(group, committed => committed > progress + 200, patience.Token);
        await _enough.CancelAsync();
        await feeding;
        TopicPartition[] data = PartitionsOf("eos-data");
        long ends = (await admin.GetOffsetsAsync(data)).Sum(o => o.High);
        await UntilAsync(group, committed => committed >= ends, patience.Token);
        await StopAsync();
        await group.DisposeAsync();
        await VerifyAsync(transport, admin, guarantee);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        _enough.Dispose();
        foreach (Process worker in _workers.Where(w => !w.HasExited)) worker.Kill();
        foreach (Process worker in _workers) await worker.WaitForExitAsync();
        _workers.ForEach(w => w.Dispose());
    }

    private static TopicPartition[] PartitionsOf(string topic) => [.. Enumerable.Range(0, Flow.Partitions).Select(p => new TopicPartition(topic, p))];

    private Process Start(string servers, string application, int instance, ProcessingGuarantee guarantee)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Faust.Kafka.Worker.exe" : "Faust.Kafka.Worker");
        var process = new Process { StartInfo = new ProcessStartInfo(program, [servers, application, $"w{instance}", guarantee.ToString()]) { RedirectStandardError = true, RedirectStandardInput = true } };
        process.ErrorDataReceived += (_, e) =>
        {
            lock (_errors) _errors.Add($"w{instance}: {e.Data}");
        };
        process.Start();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task StopAsync()
    {
        foreach (Process worker in _workers)
        {
            using Process signal = Process.Start("kill", ["-TERM", $"{worker.Id}"]);
            await signal.WaitForExitAsync();
        }

        foreach (Process worker in _workers)
        {
            await worker.WaitForExitAsync();
            Assert.True(worker.ExitCode == 0, $"A worker ended with {worker.ExitCode}:\n{Errors()}");
        }
    }

    private string Errors()
    {
        lock (_errors) return string.Join('\n', _errors.TakeLast(60));
    }

    private static async Task FeedAsync(KafkaTransport transport, int seed, CancellationToken enough)
    {
        var random = new Random(seed);
        var topic = new Data();
        var keyBytes = new ByteBuffer();
        await using IProducer producer = transport.CreateProducer(new ProducerSettings());
        ProducerBatch[] batches = [.. PartitionsOf("eos-data").Select(p => new ProducerBatch(p))];
        long time = 1_700_000_000_000;
        while (!enough.IsCancellationRequested)
        {
            for (int i = 0; i < 20; i++)
            {
                int key = random.Next(Keys);
                keyBytes.Clear();
                topic.WriteKey(key, keyBytes);
                ProducerBatch batch = batches[Murmur2.Partition(keyBytes.WrittenSpan, Flow.Partitions)];
                batch.BeginRecord(++time);
                topic.WriteKey(key, batch.Buffer);
                batch.EndKey();
                topic.WriteValue(new Datum(random.Next(10_000)), batch.Buffer);
                batch.EndRecord();
            }

            foreach (ProducerBatch batch in batches.Where(b => b.Count > 0))
            {
                await SendAsync(producer, batch);
                batch.Clear();
            }
        }
    }

    private static async Task SendAsync(IProducer producer, ProducerBatch batch)
    {
        while (true)
        {
            try
            {
                await producer.SendAsync(batch, CancellationToken.None);
                return;
            }
            catch (TransportException e) when (e.IsTransient || e.IsIndefinite)
            {
                // The broker is down. What was sent twice is twice an input.
            }
        }
    }

    private async Task<long> UntilAsync(IConsumer group, Func<long, bool> reached, CancellationToken patience)
    {
        while (true)
        {
            long committed = (await group.GetCommittedAsync(PartitionsOf("eos-data"), CancellationToken.None)).Sum(o => o.Offset);
            if (reached(committed)) return committed;
            Assert.All(_workers, w => Assert.False(w.HasExited, $"A worker ended by itself:\n{Errors()}"));
            if (_feeding is { IsFaulted: true }) await _feeding;
            Assert.False(patience.IsCancellationRequested, $"The workers came to {committed} only:\n{Errors()}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static async Task VerifyAsync(KafkaTransport transport, IAdmin admin, ProcessingGuarantee guarantee)
    {
        for (int partition = 0; partition < Flow.Partitions; partition++)
        {
            List<(int Key, int Value)> inputs = await ReadAsync(
                transport, admin, new("eos-data", partition), static (in LogRecord r) => (new Data().ReadKey(r.Key, null), new Data().ReadValue(r.Value, null).Value));
            List<(int Key, int Value)> echoes = await ReadAsync(
                transport, admin, new("eos-echo", partition), static (in LogRecord r) => (new Echo().ReadKey(r.Key, null), new Echo().ReadValue(r.Value, null).Value));
            List<(int Key, Aggregate Value)> aggregates = await ReadAsync(
                transport, admin, new("eos-aggregates", partition), static (in LogRecord r) => (new Aggregates().ReadKey(r.Key, null), new Aggregates().ReadValue(r.Value, null)));
            foreach (int key in inputs.Select(i => i.Key).Distinct())
            {
                int[] values = [.. inputs.Where(i => i.Key == key).Select(i => i.Value)];
                var expected = new List<Aggregate>();
                foreach (int value in values)
                {
                    Aggregate last = expected.LastOrDefault(new Aggregate(0, 0, int.MaxValue, int.MinValue));
                    expected.Add(new Aggregate(last.Count + 1, last.Sum + value, Math.Min(last.Min, value), Math.Max(last.Max, value)));
                }

                int[] echoed = [.. echoes.Where(e => e.Key == key).Select(e => e.Value)];
                Aggregate[] told = [.. aggregates.Where(a => a.Key == key).Select(a => a.Value)];
                if (guarantee == ProcessingGuarantee.ExactlyOnce)
                {
                    Assert.Equal(values, echoed);
                    Assert.Equal(expected, told);
                    continue;
                }

                // At least once: nothing is missing, though some may be there twice.
                Assert.Superset(values.ToHashSet(), echoed.ToHashSet());
                Assert.True(echoed.Length >= values.Length);
                Assert.True(told.Max(t => t.Count) >= values.Length);
            }

            Assert.Equal(inputs.Select(i => i.Key).ToHashSet(), echoes.Select(e => e.Key).ToHashSet());
        }
    }

    private static async Task<List<T>> ReadAsync<T>(KafkaTransport transport, IAdmin admin, TopicPartition partition, Decoder<T> decode)
    {
        PartitionOffsets bounds = (await admin.GetOffsetsAsync([partition]))[0];
        // No transaction is left open, or readers would wait for it.
        Assert.Equal(bounds.High, bounds.LastStable);
        await using IConsumer reader = transport.CreateConsumer(new ConsumerSettings());
        reader.Assign([new(partition, 0)]);
        var read = new List<T>();
        for (long next = 0; next < bounds.High;)
        {
            ConsumerEvent e = reader.Poll();
            if (e.Batch is not { } batch)
            {
                await reader.WaitAsync(CancellationToken.None);
                continue;
            }

            foreach (ref readonly LogRecord record in batch.Records) read.Add(decode(record));
            next = batch.NextOffset;
            batch.Dispose();
        }

        return read;
    }

    private delegate T Decoder<T>(in LogRecord record);
}
