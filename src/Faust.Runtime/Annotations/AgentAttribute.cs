using System.Diagnostics.CodeAnalysis;

namespace Faust;

/// <summary>
/// Marks a class as an agent: one instance of it handles the events of one partition of <typeparamref name="TTopic"/>, one at a
/// time unless <see cref="AgentAttribute.Concurrency"/> says otherwise.
/// Its constructor takes tables (bound to that partition), topics to send to, and services.
/// </summary>
/// <remarks>
/// <para>The handler is one public method of these shapes; a <see cref="CancellationToken"/> may follow, and <see cref="Task"/> may stand
/// for <see cref="ValueTask"/>:</para>
/// <list type="bullet">
/// <item><c>void Handle(TValue value)</c>, <c>void Handle(Event&lt;TKey, TValue&gt; e)</c>: synchronous, the fast path</item>
/// <item><c>ValueTask HandleAsync(TValue value)</c>, <c>ValueTask HandleAsync(Event&lt;TKey, TValue&gt; e)</c></item>
/// <item><c>ValueTask HandleAsync(IReadOnlyList&lt;Event&lt;TKey, TValue&gt;&gt; batch)</c>: up to <see cref="AgentAttribute.Batch"/> events,
/// or those that came within <see cref="AgentAttribute.Within"/></item>
/// </list>
/// <para>Handlers that take the value alone do not see tombstones (records without a value).</para>
/// </remarks>
/// <typeparam name="TTopic">The topic the agent reads.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AgentAttribute<TTopic> : AgentAttribute
    where TTopic : class;

/// <summary>What every <see cref="AgentAttribute{TTopic}"/> may say.</summary>
[SuppressMessage("Performance", "CA1813:Avoid unsealed attributes", Justification = "The generic attribute derives from it.")]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class AgentAttribute : Attribute
{
    /// <summary>The agent's name in logs, metrics and errors.</summary>
    /// <value>The default value is the class's name.</value>
    public string? Name { get; set; }

    /// <summary>The most events a batch handler is given at once.</summary>
    /// <value>The default value is 100.</value>
    public int Batch { get; set; } = 100;

    /// <summary>The longest a batch handler's first event waits for others, as <see cref="TimeSpan"/> text such as <c>"00:00:01"</c>.</summary>
    /// <value>The default value is one second.</value>
    public string Within { get; set; } = "00:00:01";

    /// <summary>
    /// The most handlers of the agent that are at work at the same time in one partition, interleaved at their awaits: they run on the
    /// task's one logical thread, and need no locks. For handlers that wait for something outside, such as an HTTP call.
    /// </summary>
    /// <value>The default value is 1: one event after the other.</value>
    public int Concurrency { get; set; } = 1;

    /// <summary>Which events may be handled at the same time where <see cref="Concurrency"/> is above 1.</summary>
    /// <value>The default value is <see cref="Faust.Ordering.PerKey"/>.</value>
    public Ordering Ordering { get; set; }

    /// <summary>What becomes of an event that the handler fails on, once its retries are used up.</summary>
    /// <value>The default value is that of <see cref="FaustOptions.OnError"/>: <see cref="Faust.OnError.Stop"/>.</value>
    public OnError OnError { get; set; }

    /// <summary>
    /// How often an event that the handler failed on is given to it again; 0 for never. What an attempt wrote to tables and sent is taken
    /// back before the next.
    /// </summary>
    /// <value>The default value is that of <see cref="FaustOptions.Retries"/>: 3.</value>
    public int Retries { get; set; } = 3;

    /// <summary>
    /// How long the first retry waits, as <see cref="TimeSpan"/> text such as <c>"00:00:00.1"</c>. Each further one waits twice as long, up
    /// to <see cref="MaxRetryDelay"/>; up to half of it is taken off by jitter.
    /// </summary>
    /// <value>The default value is that of <see cref="FaustOptions.RetryDelay"/>: 100 milliseconds.</value>
    public string RetryDelay { get; set; } = "00:00:00.1";

    /// <summary>The longest a retry waits, as <see cref="TimeSpan"/> text.</summary>
    /// <value>The default value is that of <see cref="FaustOptions.MaxRetryDelay"/>: 10 seconds.</value>
    public string MaxRetryDelay { get; set; } = "00:00:10";
}
