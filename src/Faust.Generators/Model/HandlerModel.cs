namespace Faust.Generators.Model;

/// <summary>An agent's handler.</summary>
internal sealed record HandlerModel
{
    /// <summary>The method's name.</summary>
    public required string MethodName { get; init; }

    /// <summary>What it takes.</summary>
    public required HandlerShape Shape { get; init; }

    /// <summary>What it returns.</summary>
    public required HandlerReturn Return { get; init; }

    /// <summary>Whether a cancellation token follows.</summary>
    public required bool TakesCancellationToken { get; init; }
}
