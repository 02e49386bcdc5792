namespace Faust.Generators.Model;

/// <summary>What an agent's handler returns.</summary>
internal enum HandlerReturn
{
    /// <summary>Nothing: it is synchronous.</summary>
    Void,

    /// <summary>A <c>ValueTask</c>.</summary>
    ValueTask,

    /// <summary>A <c>Task</c>.</summary>
    Task,
}
