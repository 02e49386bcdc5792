using System.ComponentModel.DataAnnotations;

namespace Faust;

/// <summary>
/// The options of an application. Bound from the configuration's section <c>Faust</c> (so <c>Faust__CommitInterval=00:00:00.5</c> in the
/// environment) and validated when the host starts. A key of the section that is no option is an error; sections below it are left to others.
/// </summary>
public sealed class FaustOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Faust";

    /// <summary>The application's id: its consumer group, and the prefix of its internal topics.</summary>
    /// <value>The default value is the name given to <c>AddFaust</c>.</value>
    [Required]
    [RegularExpression("^[a-zA-Z0-9._-]{1,200}$", ErrorMessage = "Faust:ApplicationId must be 1 to 200 of a-z A-Z 0-9 . _ -, as it is part of topic names.")]
    public string ApplicationId { get; set; } = "";

    /// <summary>What this process calls itself among the application's workers.</summary>
    /// <value>The default value is the application's id.</value>
    public string? InstanceId { get; set; }

    /// <summary>What is promised of each event's effects.</summary>
    /// <value>The default value is <see cref="ProcessingGuarantee.AtLeastOnce"/>.</value>
    public ProcessingGuarantee ProcessingGuarantee { get; set; }

    /// <summary>How often finished work is committed: changed table entries to the changelog, then the offsets.</summary>
    /// <value>The default value is 100 milliseconds.</value>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many records a task may finish before it asks for a commit, however short the time since the last one.</summary>
    /// <value>The default value is no limit.</value>
    [Range(1, long.MaxValue)]
    public long CommitRecords { get; set; } = long.MaxValue;

    /// <summary>
    /// How many bytes of output the tasks of a worker may keep for their next commit under <see cref="ProcessingGuarantee.ExactlyOnce"/>; then
    /// they ask for the commit and wait. About as much again may be on its way to the log.
    /// </summary>
    /// <value>The default value is 64 MiB.</value>
    [Range(1, long.MaxValue)]
    public long MaxStagedBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How many bytes of entries the tables of a worker keep in memory, all together, where their stores can be read one entry at a time
    /// (RocksDB). It is estimated from the entries' length. What was changed and is not in the stores yet stays in memory too.
    /// </summary>
    /// <value>The default value is 64 MiB.</value>
    [Range(1, long.MaxValue)]
    public long TableCacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long a transaction may stay open before the log aborts it.</summary>
    /// <value>The default value is 10 seconds. A worker that dies keeps readers of committed records waiting for so long.</value>
    public TimeSpan TransactionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many other workers keep a copy of each table, so that one of them can take over without reading the changelog first.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Range(0, 100)]
    public int StandbyReplicas { get; set; }

    /// <summary>How often a failed task may be made again within <see cref="RestartWindow"/>; at the next failure the worker stops.</summary>
    /// <value>The default value is 3.</value>
    [Range(0, 1_000_000)]
    public int MaxRestarts { get; set; } = 3;

    /// <summary>The time over which the restarts of a task are counted.</summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan RestartWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a failed task waits before it is made again; twice as long each time within the window.</summary>
    /// <value>The default value is 100 milliseconds.</value>
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Partitions of a topic that is created and declares none itself.</summary>
    /// <value>The default value is 4.</value>
    [Range(1, 100_000)]
    public int DefaultPartitions { get; set; } = 4;

    /// <summary>The most records read from a partition at once.</summary>
    /// <value>The default value is 1,000.</value>
    [Range(1, 1_000_000)]
    public int MaxBatchRecords { get; set; } = 1_000;

    /// <summary>How many records of a partition may wait for its task before reading of that partition pauses.</summary>
    /// <value>The default value is 8,000.</value>
    [Range(1, 10_000_000)]
    public int MaxQueuedRecords { get; set; } = 8_000;

    /// <summary>How many bytes of a partition's records may wait for its task before reading of that partition pauses.</summary>
    /// <value>The default value is 16 MiB.</value>
    [Range(1, long.MaxValue)]
    public long MaxQueuedBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How long what is sent outside agents waits for more to go with it.</summary>
    /// <value>The default value is 5 milliseconds.</value>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a worker may be silent before its consumer group does without it.</summary>
    /// <value>The default value is 45 seconds.</value>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long handlers that are at work may take to finish when the worker stops; then they are cancelled.</summary>
    /// <value>The default value is 20 seconds; the host's own <c>ShutdownTimeout</c> (30 seconds) should be longer.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>What becomes of an event that an agent fails on, once its retries are used up; <see cref="AgentAttribute.OnError"/> takes
    /// precedence.</summary>
    /// <value>The default value is <see cref="Faust.OnError.Stop"/>.</value>
    public OnError OnError { get; set; }

    /// <summary>How often an event that an agent failed on is given to it again; <see cref="AgentAttribute.Retries"/> takes precedence.</summary>
    /// <value>The default value is 3.</value>
    [Range(0, int.MaxValue)]
    public int Retries { get; set; } = 3;

    /// <summary>
    /// How long the first retry waits; each further one waits twice as long. Up to half of it is taken off by jitter.
    /// <see cref="AgentAttribute.RetryDelay"/> takes precedence.
    /// </summary>
    /// <value>The default value is 100 milliseconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest a retry waits; <see cref="AgentAttribute.MaxRetryDelay"/> takes precedence.</summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What becomes of a record whose key or value cannot be decoded. There are no retries: its bytes will not change.</summary>
    /// <value>The default value is <see cref="Faust.OnError.Stop"/>.</value>
    public OnError OnUndecodable { get; set; }

    /// <summary>The topic of the dead letters. It is created where an agent or an option may need it.</summary>
    /// <value>The default value is the application's id followed by <c>-dead-letters</c>.</value>
    [RegularExpression("^[a-zA-Z0-9._-]{1,249}$", ErrorMessage = "Faust:DeadLetterTopic must be 1 to 249 of a-z A-Z 0-9 . _ -.")]
    public string? DeadLetterTopic { get; set; }
}
