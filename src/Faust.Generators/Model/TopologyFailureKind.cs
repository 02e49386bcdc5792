namespace Faust.Generators.Model;

/// <summary>Why a marked class is no topic, table or agent. Each is reported by one rule.</summary>
internal enum TopologyFailureKind
{
    /// <summary>The type, or one around it, is not partial.</summary>
    NotPartial,

    /// <summary>The class cannot be registered or constructed by generated code: it is generic, abstract, private …</summary>
    NotUsable,

    /// <summary>The class does not derive from the base class that its attribute asks for.</summary>
    WrongBase,

    /// <summary>The name breaks the log's rules.</summary>
    InvalidName,

    /// <summary>The number of partitions is negative.</summary>
    InvalidPartitions,

    /// <summary>What the agent reads is no declared topic.</summary>
    TopicNotDeclared,

    /// <summary>The agent has no method that looks like a handler.</summary>
    HandlerMissing,

    /// <summary>The agent has several.</summary>
    HandlerAmbiguous,

    /// <summary>The agent's handler cannot be called or is of no known shape.</summary>
    HandlerShape,

    /// <summary>The agent's handler is <c>async void</c>.</summary>
    HandlerAsyncVoid,

    /// <summary>The agent's handler bears the name that belongs to the other kind of return.</summary>
    HandlerName,

    /// <summary>The agent's handler takes other events than the topic has.</summary>
    EventType,

    /// <summary>The agent has no constructor that generated code can choose or call.</summary>
    Constructor,

    /// <summary>The agent's constructor has a parameter that nothing can be given for.</summary>
    ConstructorParameter,

    /// <summary>An option of the agent's attribute is out of range.</summary>
    InvalidOption,

    /// <summary>The agent takes batches, and says how many of its handlers may be at work.</summary>
    ConcurrentBatches,

    /// <summary>The agent's table is keyed by another type than the agent's topic.</summary>
    TableKey,

    /// <summary>The agent's table writes its keys by another codec than the agent's topic.</summary>
    TableKeyCodec,
}
