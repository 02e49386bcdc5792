using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>A class marked <c>[Agent&lt;TTopic&gt;]</c>.</summary>
internal sealed record AgentModel
{
    /// <summary>Where its generated part goes.</summary>
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>The agent's name: the attribute's, or the class's.</summary>
    public required string Name { get; init; }

    /// <summary>The topic it reads.</summary>
    public required TopicReferenceModel Topic { get; init; }

    /// <summary>Its handler.</summary>
    public required HandlerModel Handler { get; init; }

    /// <summary>The most events a batch handler is given at once.</summary>
    public required int Batch { get; init; }

    /// <summary>The longest a batch handler's first event waits for others, in ticks.</summary>
    public required long WithinTicks { get; init; }

    /// <summary>The most handlers at work at the same time; 1 where they do not await, as that would have no effect.</summary>
    public required int Concurrency { get; init; }

    /// <summary>The member of <c>Ordering</c> that says which may be.</summary>
    public required string Ordering { get; init; }

    /// <summary>The member of <c>OnError</c> it names; null where it says nothing.</summary>
    public required string? OnError { get; init; }

    /// <summary>How often an event it failed on is given to it again; null where it says nothing.</summary>
    public required int? Retries { get; init; }

    /// <summary>How long the first retry waits, in ticks; null where it says nothing.</summary>
    public required long? RetryDelayTicks { get; init; }

    /// <summary>The longest a retry waits, in ticks; null where it says nothing.</summary>
    public required long? MaxRetryDelayTicks { get; init; }

    /// <summary>What its constructor takes, in order.</summary>
    public required EquatableArray<AgentParameterModel> ConstructorParameters { get; init; }

    /// <summary>Whether it implements <see cref="IDisposable"/>.</summary>
    public required bool IsDisposable { get; init; }

    /// <summary>Whether it implements <c>IAsyncDisposable</c>.</summary>
    public required bool IsAsyncDisposable { get; init; }
}
