using Faust.Transport;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>Clients of all kinds on one log, driven by a seed on one thread and a clock of its own.</summary>
internal sealed class Workload
{
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(6);
    public static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(15);
    public static readonly string[] Topics = ["a", "b"];
    public static readonly TopicPartition[] Partitions = [new("a", 0), new("a", 1), new("b", 0), new("b", 1)];
    private readonly Trouble _trouble;
    private readonly List<Client> _clients = [];
    private readonly List<Client> _zombies = [];
    private LogUnderTest _log = null!;
    private int _processes;
    private int _values;

    private Workload(int seed)
    {
        Random = new Random(seed);
        _trouble = Trouble.Draw(Random);
    }

    public Random Random { get; }

    public Schedule Schedule { get; } = new();

    public History History { get; } = new();

    /// <summary>Runs one seed.</summary>
    public static History Execute(int seed, Func<Schedule, LogUnderTest> factory, int turns = 250)
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        var run = new Workload(seed);
        SynchronizationContext.SetSynchronizationContext(run.Schedule);
        try
        {
            run._log = factory(run.Schedule);
            run.History.KeepsOpenTransactions = run._log.KeepsOpenTransactions;
            run.Go(turns);
            run.Await(run._log.DisposeAsync().AsTask());
            return run.History;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    public static int KeyOf(TopicPartition partition) => Array.IndexOf(Partitions, partition);

    public int NewProcess() => _processes++;

    public int NewValue() => _values++;

    public Network NewNetwork() => new(Schedule, Random, _trouble);

    public ITransport Connect(Client client) => _log.Connect(client.Network);

    public bool IsReplaced(Client client) => _zombies.Contains(client);

    public int DrawPause() => Random.NextDouble() < _trouble.LongPauses ? Random.Next(5000, 14_000) : Random.Next(20);

    private void Go(int turns)
    {
        var calm = new Network(Schedule, Random, Trouble.None);
        Await(_log.Connect(calm).CreateAdmin().CreateTopicsAsync([.. Topics.Select(t => new TopicSpecification(t, 2))]).AsTask());
        _clients.AddRange([new ProducingClient(this), new ProducingClient(this), new AssignedClient(this)]);
        _clients.AddRange([new SubscribedClient(this), new SubscribedClient(this)]);
        if (_log.HasTransactions) _clients.AddRange(Enumerable.Range(0, 3).Select(i => new TransactionalClient(this, $"t{i}")));
        for (int turn = 0; turn < turns; turn++) Turn();

        foreach (Client client in _clients.Concat(_zombies)) client.Kill();
        _log.Heal(Random);
        // Beyond the last late repeat and the last transaction's timeout.
        Schedule.Advance(TimeSpan.FromMinutes(1));
        ITransport transport = _log.Connect(calm);
        Drain(transport, transport.CreateAdmin());
    }

    private void Turn()
    {
        if (Random.NextDouble() < _trouble.Crashes)
        {
            int dying = Random.Next(_clients.Count);
            _clients[dying].Kill();
            _clients[dying] = _clients[dying].Restart();
        }

        if (Random.NextDouble() < _trouble.Zombies)
        {
            int replaced = Random.Next(_clients.Count);
            _zombies.Add(_clients[replaced]);
            _clients[replaced] = _clients[replaced].Restart();
        }

        if (Random.NextDouble() < _trouble.Partitions)
        {
            Network network = _clients[Random.Next(_clients.Count)].Network;
            network.IsConnected = false;
            Schedule.In(TimeSpan.FromMilliseconds(Random.Next(12_000)), () => network.IsConnected = true);
        }

        if (_log.Disturb(Random)) Reconnect();
        foreach (Client client in _clients.Concat(_zombies).ToArray())
        {
            if (Random.Next(2) == 0) client.Step();
        }

        Schedule.Advance(TimeSpan.FromMilliseconds(Random.Next(30) == 0 ? Random.Next(4000) : Random.Next(60)));
    }

    /// <summary>The log is another one. What was asked of the old one is not heard of again.</summary>
    private void Reconnect()
    {
        foreach (Client client in _clients.Concat(_zombies)) client.Kill();
        for (int i = 0; i < _clients.Count; i++) _clients[i] = _clients[i].Restart();
        _zombies.Clear();
    }

    /// <summary>Reads everything there is, as a reader that nothing happened to.</summary>
    private void Drain(ITransport transport, IAdmin admin)
    {
        var ends = new Dictionary<TopicPartition, long>();
        Task<IReadOnlyList<PartitionOffsets>> offsets = admin.GetOffsetsAsync(Partitions).AsTask();
        Await(offsets);
        foreach (PartitionOffsets offset in offsets.Result) ends.Add(offset.TopicPartition, offset.High);
        IConsumer consumer = transport.CreateConsumer(new ConsumerSettings());
        consumer.Assign([.. Partitions.Select(p => new TopicPartitionOffset(p, 0))]);
        var draft = new Draft(History, NewProcess(), OperationKind.Poll);
        var positions = Partitions.ToDictionary(p => p, _ => 0L);
        for (int idle = 0; idle < 3 && Partitions.Any(p => positions[p] < ends[p]);)
        {
            ConsumerEvent next = consumer.Poll();
            if (next.Kind != ConsumerEventKind.Records)
            {
                idle++;
                continue;
            }

            idle = 0;
            positions[next.Batch!.TopicPartition] = next.Batch.NextOffset;
            Client.Note(next.Batch, draft);
        }

        draft.End(Outcome.Ok);
        string[] stuck = [.. Partitions.Where(p => positions[p] < ends[p]).Select(p => $"{p} at {positions[p]} of {ends[p]}")];
        if (stuck.Length > 0) throw new InvalidOperationException($"A reader is stuck: {string.Join(", ", stuck)}");
        Await(consumer.DisposeAsync().AsTask());
        History.IsDrained = true;
    }

    private void Await(Task task)
    {
        for (int i = 0; i < 1000 && !task.IsCompleted; i++) Schedule.Advance(TimeSpan.FromMilliseconds(10));
        if (!task.IsCompleted) throw new InvalidOperationException("It does not end.");
        task.GetAwaiter().GetResult();
    }
}
