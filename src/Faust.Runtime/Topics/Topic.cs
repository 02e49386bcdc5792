namespace Faust;

/// <summary>A topic of the log whose keys and values are typed.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public abstract class Topic<TKey, TValue>;
