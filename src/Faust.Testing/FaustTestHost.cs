using System.Runtime.ExceptionServices;
using Faust.Generated;
using Faust.Tables;
using Faust.Topics;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing;

/// <summary>
/// Runs an application for a test, without a broker and without waiting: its own agents, its generated code, a worker as in production, on a
/// log in memory. The calling thread does all the work, in an order that is always the same: when a call returns, the application has
/// handled everything, has committed it, and is idle.
/// </summary>
/// <remarks>
/// <para>Topics have the partitions that they declare, and tables their shards. Time stands still until <see cref="Clock"/> is moved. Of the
/// application's hosted services only the worker runs.</para>
/// <para>A handler that waits for the clock is left waiting. One that waits for something else, as a task on the thread pool, is waited for
/// in real time, up to <see cref="FaustTestHostOptions.RealTimeLimit"/>. That holds for each of those that are at work at the same time, too
/// (<see cref="AgentAttribute.Concurrency"/>).</para>
/// <para>When an agent fails, the call that caused it throws, and the worker has ended: what it sent and committed before can be read, and
/// <see cref="Restart"/> starts it again.</para>
/// <para>Not thread-safe: it belongs to its test.</para>
/// </remarks>
public sealed partial class FaustTestHost : IDisposable, IAsyncDisposable
{
    private readonly IServiceCollection _registrations;
    private readonly CallerScheduler _scheduler = new();
    private readonly Driver _driver;
    private readonly EmbeddedLog _log;
    private readonly IAdmin _admin;
    private readonly IProducer _producer;
    private readonly Dictionary<Type, object> _topics = [];
    private readonly Dictionary<Type, object> _tables = [];
    private readonly Dictionary<string, TopicReader> _readers = new(StringComparer.Ordinal);
    private ServiceProvider _services = null!;
    private FaustWorker _worker = null!;
    private Exception? _reported;
    private bool _sendsAreHeld;
    private bool _disposed;

    private FaustTestHost(IServiceCollection registrations, FaustTestHostOptions options)
    {
        _registrations = registrations;
        _driver = new Driver(_scheduler, options.RealTimeLimit);
        FakeTimeProvider clock = options.Clock
            ?? registrations.LastOrDefault(s => s.ServiceType == typeof(TimeProvider))?.ImplementationInstance as FakeTimeProvider
            ?? new FakeTimeProvider();
        Clock = new TestClock(clock, _scheduler, _driver, Run);
        _log = new EmbeddedLog(Clock);
        _admin = _log.CreateAdmin();
        _producer = _log.CreateProducer(new ProducerSettings { ClientId = "test" });
        Replace(_registrations);
    }

    /// <summary>The clock, which stands still until it is moved. It is the <see cref="TimeProvider"/> of the services.</summary>
    public TestClock Clock { get; }

    /// <summary>The services of the application: made anew by <see cref="Restart"/>.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Makes an application and starts it.</summary>
    /// <param name="configure">Registers modules and sets options: <c>faust => faust.AddDeclared()</c>.</param>
    /// <param name="services">Registers what agents take besides topics and tables.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="TopologyException">The declarations do not fit together.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range.</exception>
    /// <exception cref="TaskFailedException">An agent cannot be constructed.</exception>
    public static FaustTestHost Create(
        Action<FaustBuilder> configure, Action<IServiceCollection>? services = null, FaustTestHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        options ??= new FaustTestHostOptions();
        // Nothing of the machine comes in: no files of settings, no environment.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddFaust(options.ApplicationId, configure);
        services?.Invoke(builder.Services);
        return CreateFrom(builder, options);
    }

    /// <summary>
    /// Starts an application from the builder of its own program, which is not built: the log, the stores, the clock and the threads are
    /// replaced in a copy of its services.
    /// </summary>
    /// <param name="builder">The builder, after <c>AddFaust</c>.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="InvalidOperationException">The builder has no Faust application.</exception>
    /// <inheritdoc cref="Create(Action{FaustBuilder}, Action{IServiceCollection}, FaustTestHostOptions)" path="/exception"/>
    public static FaustTestHost CreateFrom(IHostApplicationBuilder builder, FaustTestHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.All(s => s.ServiceType != typeof(FaustRegistry)))
        {
            throw new InvalidOperationException("The builder has no Faust application: call builder.AddFaust(...) first.");
        }

        var services = new ServiceCollection();
        foreach (ServiceDescriptor service in builder.Services) ((ICollection<ServiceDescriptor>)services).Add(service);
        var host = new FaustTestHost(services, options ?? new FaustTestHostOptions());
        try
        {
            host.Start();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return host;
    }

    /// <summary>
    /// A topic in the hands of the test. What is sent to it is in the log at once, and the call returns when the application has handled it;
    /// <see cref="TopicExtensions.ReadAll"/> takes what came to it.
    /// </summary>
    /// <typeparam name="TTopic">The topic's class.</typeparam>
    /// <exception cref="InvalidOperationException">The application does not declare the topic.</exception>
    public TTopic Topic<TTopic>()
        where TTopic : class
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_topics.TryGetValue(typeof(TTopic), out object? topic)) return (TTopic)topic;
        TopicRegistration registration = _services.GetRequiredService<FaustRegistry>().Topics.FirstOrDefault(t => t.Declaration.Type == typeof(TTopic))
            ?? throw new InvalidOperationException($"{typeof(TTopic).FullName} is no topic of the application: mark it [Topic], and register the module of its assembly.");
        var output = new TestTopicOutput(this, registration.Declaration.Name, PartitionsOf(registration.Declaration.Name), _log.MaxRecordBytes);
        _topics.Add(typeof(TTopic), topic = registration.CreateBound(output, _services));
        return (TTopic)topic;
    }

    /// <summary>
    /// A table in the hands of the test: all its shards as one dictionary, which shows what the agents have written so far. What the test
    /// writes to it goes to the changelog with the next commit.
    /// </summary>
    /// <typeparam name="TTable">The table's class.</typeparam>
    /// <exception cref="InvalidOperationException">The application does not declare the table.</exception>
    /// <exception cref="TaskFailedException">An agent failed since the last call.</exception>
    public TTable Table<TTable>()
        where TTable : class
    {
        RunToRead();
        if (_tables.TryGetValue(typeof(TTable), out object? table)) return (TTable)table;
        TableRegistration registration = _services.GetRequiredService<FaustRegistry>().Tables.FirstOrDefault(t => t.Declaration.Type == typeof(TTable))
            ?? throw new InvalidOperationException($"{typeof(TTable).FullName} is no table of the application: mark it [Table], and register the module of its assembly.");
        (table, _) = registration.CreateBound(_services);
        ((IShardedTable)table).BindAllShards(() => _worker);
        _tables.Add(typeof(TTable), table);
        return (TTable)table;
    }

    /// <summary>
    /// Takes the records, as bytes, that came to any topic of the log since it was last read: a changelog
    /// (<c>application-table-changelog</c>), or records that cannot be decoded. Key or value is null where the record has none.
    /// </summary>
    /// <param name="topic">The topic's name.</param>
    /// <exception cref="TransportException">There is no such topic.</exception>
    /// <exception cref="TaskFailedException">An agent failed since the last call.</exception>
    public IReadOnlyList<Event<byte[], byte[]>> ReadRaw(string topic)
    {
        RunToRead();
        if (!_readers.TryGetValue(topic, out TopicReader? reader)) _readers.Add(topic, reader = new TopicReader(_log, topic, PartitionsOf(topic)));
        return reader.Read();
    }

    /// <summary>Sends several records before the first of them is handled, as when they come faster than the agents can follow.</summary>
    /// <param name="sends">Sends to topics of this host.</param>
    /// <exception cref="TaskFailedException">An agent failed.</exception>
    public void SendTogether(Action sends)
    {
        ArgumentNullException.ThrowIfNull(sends);
        _sendsAreHeld = true;
        try
        {
            sends();
        }
        finally
        {
            _sendsAreHeld = false;
        }

        Run();
    }

    /// <summary>
    /// Runs the application until it is idle: for what came about without a call of the host, as through a service that sends.
    /// </summary>
    /// <exception cref="TaskFailedException">An agent failed.</exception>
    /// <exception cref="TimeoutException">A handler waits for something else than the clock, longer than the limit.</exception>
    public void RunUntilIdle() => Run();

    /// <summary>
    /// Runs the application until a condition holds: for handlers that wait for the clock and something else at the same time, as a request
    /// with a timeout, and so count as idle. The condition is asked again and again, on the calling thread.
    /// </summary>
    /// <exception cref="TaskFailedException">An agent failed.</exception>
    /// <exception cref="TimeoutException">The condition did not come about within the limit.</exception>
    public void RunUntil(Func<bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Flush();
        _driver.RunUntil(condition, _worker);
        Run();
    }

    /// <summary>Runs an asynchronous call, as of a service of the application, along with the application until both have come to an end.</summary>
    /// <returns>The call's result.</returns>
    /// <exception cref="TaskFailedException">An agent failed.</exception>
    /// <exception cref="TimeoutException">The call did not come to an end within the limit.</exception>
    public T Run<T>(Func<Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        ThrowIfFailed();
        Task<T>? task = null;
        _driver.Run(() => task = call(), "the call");
        Run();
        return task!.Result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Func<Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Run(async () =>
        {
            await call().ConfigureAwait(false);
            return true;
        });
    }

    internal long Append(ProducerBatch batch) => _producer.SendAsync(batch).AsTask().GetAwaiter().GetResult();

    internal void RunAfterSend()
    {
        if (!_sendsAreHeld) Run();
    }

    /// <summary>Throws where the worker has failed before: it would not handle what is to come.</summary>
    internal void ThrowIfFailed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_worker.Failure is not { } failure) return;
        if (_reported == failure) throw new InvalidOperationException($"The application has failed before: {failure.Message} Restart() starts it again.", failure);
        _reported = failure;
        ExceptionDispatchInfo.Throw(failure);
    }

    private int PartitionsOf(string topic)
    {
        IReadOnlyList<TopicDescription> found = _admin.DescribeTopicsAsync([topic]).AsTask().GetAwaiter().GetResult();
        return found is [{ } description] ? description.Partitions : throw new TransportException($"There is no topic '{topic}' in the log.");
    }

    private void Run()
    {
        ThrowIfFailed();
        Flush();
        _driver.Settle(_worker, Clock);
        ThrowIfFailed();
    }

    // What was sent and kept before a failure can still be read.
    private void RunToRead()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_worker.Failure is null || _worker.Failure != _reported) Run();
    }

    private void Flush()
    {
        ApplicationTopics topics = _services.GetRequiredService<ApplicationTopics>();
        _driver.Run(() => topics.FlushAsync(CancellationToken.None).AsTask(), "what was sent outside agents");
    }
}
