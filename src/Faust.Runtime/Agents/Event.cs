namespace Faust;

/// <summary>One record of a topic, as an agent's handler is given it.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
public readonly struct Event<TKey, TValue>;
