using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Faust.Kafka.Interop;
using Faust.Transport;
using Microsoft.Extensions.Logging;
using TopicDescription = Faust.Transport.TopicDescription;
using TopicPartition = Faust.Transport.TopicPartition;

namespace Faust.Kafka;

/// <summary>Topics, groups and offsets, through Confluent.Kafka's admin client: nothing here is hot.</summary>
internal sealed class KafkaAdmin : IAdmin
{
    private static readonly TimeSpan MetadataPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(20);

    private readonly KafkaContext _context;
    private readonly IAdminClient _client;
    private readonly CancellationTokenSource _end = new();
    private volatile bool _disposed;
    private volatile string? _lastError;

    public KafkaAdmin(KafkaContext context)
    {
        _context = context;
        // Where no librdkafka loads, this says so.
        string version = RdKafkaLibrary.Version;
        var builder = new AdminClientBuilder(KafkaConfiguration.Admin(context.Options));
        builder.SetLogHandler((_, message) => OnLog(message));
        // What is not fatal librdkafka tries again, and each failed call tells its own.
        builder.SetErrorHandler((client, error) =>
        {
            if (error.Code != ErrorCode.Local_AllBrokersDown) _lastError = error.Reason;
            KafkaLog.ClientError(context.Logger, client.Name, error.ToString());
        });
        if (context.Options.OnStatistics is { } onStatistics) builder.SetStatisticsHandler((_, json) => onStatistics(json));
        if (context.Options.TokenProvider is { } provider) builder.SetOAuthBearerTokenRefreshHandler((client, _) => RefreshToken(client, provider));
        try
        {
            _client = builder.Build();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new TransportException($"A Kafka client cannot be made: {e.Message} (see Faust:Kafka:Options).", e);
        }

        KafkaLog.ClientMade(context.Logger, _client.Name, version, context.Options.BootstrapServers);
    }

    private string Servers => _context.Options.BootstrapServers;

    public async ValueTask<IReadOnlyList<TopicDescription>> DescribeTopicsAsync(
        IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] asked = [.. names.Distinct().Where(n => n.Length > 0)];
        List<Confluent.Kafka.Admin.TopicDescription> found = await DescribeAsync(asked, cancellationToken).ConfigureAwait(true);
        return [.. found.Where(Exists).Select(t => new TopicDescription(t.Name, t.Partitions.Count))];
    }

    public async ValueTask CreateTopicsAsync(IReadOnlyCollection<Transport.TopicSpecification> topics, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topics);
        if (topics.Count == 0) return;
        foreach (Transport.TopicSpecification topic in topics)
        {
            // -1 would be the broker's default to Kafka; the declaration says how many.
            if (topic.Partitions < 1) throw new TransportException($"Topic '{topic.Name}' cannot be created with {topic.Partitions} partitions: it needs at least one.");
            if (topic.Name.Length == 0) throw new TransportException("A topic cannot be created without a name.");
        }

        var specifications = topics.Select(t => new Confluent.Kafka.Admin.TopicSpecification
        {
            Name = t.Name,
            NumPartitions = t.Partitions,
            ReplicationFactor = _context.Options.ReplicationFactor,
            Configs = Configuration(t),
        });
        await RunAsync(
            "Creating topics",
            async () =>
            {
                try
                {
                    await _client.CreateTopicsAsync(specifications, new CreateTopicsOptions { RequestTimeout = _context.Options.RequestTimeout }).ConfigureAwait(false);
                }
                catch (CreateTopicsException e) when (e.Results.All(r => r.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists))
                {
                    // Another worker was quicker; what is there stays as it is.
                }
                catch (CreateTopicsException e)
                {
                    throw new TransportException("Topics could not be created: " + string.Join(
                        "; ", e.Results.Where(r => r.Error.IsError && r.Error.Code != ErrorCode.TopicAlreadyExists).Select(r => $"'{r.Topic}': {r.Error.Reason}")), e);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(true);
        await UntilAsync([.. topics.Select(t => t.Name)], isThere: true, cancellationToken).ConfigureAwait(true);
    }

    public async ValueTask DeleteTopicsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) return;
        await RunAsync(
            "Deleting topics",
            async () =>
            {
                try
                {
                    await _client.DeleteTopicsAsync(names, new DeleteTopicsOptions { RequestTimeout = _context.Options.RequestTimeout }).ConfigureAwait(false);
                }
                catch (DeleteTopicsException e) when (e.Results.All(r => r.Error.Code is ErrorCode.NoError or ErrorCode.UnknownTopicOrPart))
                {
                    // What is not there needs no deletion.
                }

                return true;
            },
            cancellationToken).ConfigureAwait(true);
        await UntilAsync(names, isThere: false, cancellationToken).ConfigureAwait(true);
    }

    public async ValueTask<GroupDescription> DescribeGroupAsync(string groupId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groupId);
        return await RunAsync(
            $"Describing group '{groupId}'",
            async () =>
            {
                try
                {
                    DescribeConsumerGroupsResult result = await _client.DescribeConsumerGroupsAsync(
                        [groupId], new DescribeConsumerGroupsOptions { RequestTimeout = _context.Options.RequestTimeout }).ConfigureAwait(false);
                    return new GroupDescription(groupId, -1, [.. result.ConsumerGroupDescriptions[0].Members.Select(Of).OrderBy(m => m.MemberId, StringComparer.Ordinal)]);
                }
                catch (DescribeConsumerGroupsException e) when (e.Results.ConsumerGroupDescriptions.All(g => g.Error.Code is ErrorCode.GroupIdNotFound or ErrorCode.NoError))
                {
                    return new GroupDescription(groupId, -1, []);
                }
            },
            cancellationToken).ConfigureAwait(true);

        static GroupMemberDescription Of(MemberDescription member)
        {
            MemberAssignment? assignment = member.TargetAssignment?.TopicPartitions is { Count: > 0 } ? member.TargetAssignment : member.Assignment;
            return new GroupMemberDescription(
                member.ConsumerId, member.ClientId, [.. (assignment?.TopicPartitions ?? []).Select(p => new TopicPartition(p.Topic, p.Partition)).Order()]);
        }
    }

    public async ValueTask<IReadOnlyList<PartitionOffsets>> GetOffsetsAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        if (partitions.Count == 0) return [];
        Task<Dictionary<TopicPartition, long>> low = OffsetsAsync(partitions, OffsetSpec.Earliest(), Confluent.Kafka.IsolationLevel.ReadUncommitted, cancellationToken);
        Task<Dictionary<TopicPartition, long>> high = OffsetsAsync(partitions, OffsetSpec.Latest(), Confluent.Kafka.IsolationLevel.ReadUncommitted, cancellationToken);
        Task<Dictionary<TopicPartition, long>> stable = OffsetsAsync(partitions, OffsetSpec.Latest(), Confluent.Kafka.IsolationLevel.ReadCommitted, cancellationToken);
        await Task.WhenAll(low, high, stable).ConfigureAwait(true);
        // Asked at the same time, and answered in any order.
        return [.. partitions.Distinct().Select(p => new PartitionOffsets(p, low.Result[p], high.Result[p], Math.Min(high.Result[p], stable.Result[p])))];
    }

    public ValueTask DisposeAsync()
    {
        if (_disposed) return ValueTask.CompletedTask;
        _disposed = true;
        _end.Cancel();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool Exists(Confluent.Kafka.Admin.TopicDescription topic) => topic.Error.Code == ErrorCode.NoError && topic.Partitions.Count > 0;

    private Dictionary<string, string> Configuration(Transport.TopicSpecification topic)
    {
        // Records carry the times of their events. Kafka refuses those that are more than an hour ahead of its clock, unless told otherwise.
        var configuration = new Dictionary<string, string> { ["message.timestamp.after.max.ms"] = $"{long.MaxValue}" };
        foreach ((string name, string value) in _context.Options.TopicConfiguration) configuration[name] = value;
        foreach ((string name, string value) in topic.Configuration) configuration[name] = value;
        return configuration;
    }

    private Task<List<Confluent.Kafka.Admin.TopicDescription>> DescribeAsync(string[] names, CancellationToken cancellationToken) => RunAsync(
        "Asking for topics",
        async () =>
        {
            if (names.Length == 0) return [];
            try
            {
                DescribeTopicsResult result = await _client.DescribeTopicsAsync(
                    TopicCollection.OfTopicNames(names), new DescribeTopicsOptions { RequestTimeout = _context.Options.RequestTimeout }).ConfigureAwait(false);
                return result.TopicDescriptions;
            }
            catch (DescribeTopicsException e) when (e.Results.TopicDescriptions.All(
                t => t.Error.Code is ErrorCode.NoError or ErrorCode.UnknownTopicOrPart or ErrorCode.TopicException or ErrorCode.LeaderNotAvailable))
            {
                return e.Results.TopicDescriptions;
            }
        },
        cancellationToken);

    /// <summary>A broker answers for a topic only when it has learned of it; until then what is sent to it would fail.</summary>
    private async Task UntilAsync(IReadOnlyCollection<string> names, bool isThere, CancellationToken cancellationToken)
    {
        string[] asked = [.. names.Distinct()];
        long started = _context.Time.GetTimestamp();
        while (true)
        {
            List<Confluent.Kafka.Admin.TopicDescription> found = await DescribeAsync(asked, cancellationToken).ConfigureAwait(true);
            int there = found.Count(t => Exists(t) && (!isThere || t.Partitions.All(p => p.Leader is { Id: >= 0 })));
            if (there == (isThere ? asked.Length : 0)) return;
            if (_context.Time.GetElapsedTime(started) > _context.Options.RequestTimeout)
            {
                throw new TransportException($"The brokers do not agree on topics {string.Join(", ", asked)} yet.") { IsTransient = true };
            }

            await Task.Delay(LookAgainAfter, _context.Time, cancellationToken).ConfigureAwait(true);
        }
    }

    private Task<Dictionary<TopicPartition, long>> OffsetsAsync(
        IReadOnlyCollection<TopicPartition> partitions, OffsetSpec spec, Confluent.Kafka.IsolationLevel isolation, CancellationToken cancellationToken) => RunAsync(
        "Asking for offsets",
        async () =>
        {
            var specs = partitions.Distinct().Select(p => new TopicPartitionOffsetSpec
            {
                TopicPartition = new Confluent.Kafka.TopicPartition(p.Topic, p.Partition),
                OffsetSpec = spec,
            });
            try
            {
                ListOffsetsResult result = await _client.ListOffsetsAsync(
                    specs, new ListOffsetsOptions { IsolationLevel = isolation, RequestTimeout = _context.Options.RequestTimeout }).ConfigureAwait(false);
                return result.ResultInfos.ToDictionary(
                    i => new TopicPartition(i.TopicPartitionOffsetError.Topic, i.TopicPartitionOffsetError.Partition), i => i.TopicPartitionOffsetError.Offset.Value);
            }
            catch (ListOffsetsException e)
            {
                TopicPartitionOffsetError[] failed = [.. e.Result.ResultInfos.Select(i => i.TopicPartitionOffsetError).Where(o => o.Error.IsError)];
                bool isTransient = failed.All(o => KafkaErrors.IsTransient((int)o.Error.Code));
                // What it knows of the partitions' leaders is out of date, and it does not ask anew by itself.
                if (isTransient) _client.GetMetadata(MetadataPatience);
                throw new TransportException("Offsets could not be had: " + string.Join("; ", failed.Select(o => $"{o.Topic}-{o.Partition.Value}: {o.Error.Reason}")), e)
                {
                    IsTransient = isTransient,
                };
            }
        },
        cancellationToken);

    private async Task<T> RunAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(IAdmin));
        cancellationToken.ThrowIfCancellationRequested();
        long started = _context.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await TryAsync(what, call, cancellationToken).ConfigureAwait(true);
            }
            catch (TransportException e) when (e.IsTransient && !_disposed && _context.Time.GetElapsedTime(started) < _context.Options.RequestTimeout)
            {
                // As when a new partition's leader does not know of it yet.
            }

            await Task.Delay(LookAgainAfter, _context.Time, cancellationToken).ConfigureAwait(true);
        }
    }

    private async Task<T> TryAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().WaitAsync(cancellationToken).ConfigureAwait(true);
        }
        catch (KafkaException e)
        {
            int code = (int)e.Error.Code;
            string text = KafkaErrors.IsTransient(code)
                ? $"{what} failed: no broker of {Servers} answered within {_context.Options.RequestTimeout.TotalSeconds:0.#} s ({_lastError ?? e.Error.Reason}). "
                    + "Is Faust:Kafka:BootstrapServers right, are the security options, and is the cluster up?"
                : $"{what} failed: {e.Error.Reason} ({e.Error.Code}).";
            throw new TransportException(text, e) { IsTransient = KafkaErrors.IsTransient(code), IsIndefinite = KafkaErrors.IsIndefinite(code) };
        }
    }

    private async void RefreshToken(IClient client, Func<CancellationToken, ValueTask<KafkaToken>> provider)
    {
        try
        {
            KafkaToken token = await provider(_end.Token).ConfigureAwait(false);
            client.OAuthBearerSetToken(token.Value, token.Expires.ToUnixTimeMilliseconds(), token.Principal, token.Extensions.ToDictionary());
        }
        catch (Exception e) when (!_disposed)
        {
            // librdkafka asks again after a while.
            KafkaLog.TokenFailed(_context.Logger, e, client.Name, e.Message);
            client.OAuthBearerSetTokenFailure(e.Message);
        }
    }

    private void OnLog(LogMessage message)
    {
        LogLevel level = message.Level switch
        {
            <= SyslogLevel.Critical => LogLevel.Critical,
            SyslogLevel.Error => LogLevel.Error,
            SyslogLevel.Warning => LogLevel.Warning,
            SyslogLevel.Notice or SyslogLevel.Info => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        KafkaLog.Librdkafka(_context.Logger, level, message.Name, message.Facility, message.Message);
    }
}
