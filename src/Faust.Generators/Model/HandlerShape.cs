namespace Faust.Generators.Model;

/// <summary>What an agent's handler takes.</summary>
internal enum HandlerShape
{
    /// <summary>The value alone; tombstones are not handled.</summary>
    Value,

    /// <summary>One event.</summary>
    Event,

    /// <summary>A list of events.</summary>
    Batch,
}
