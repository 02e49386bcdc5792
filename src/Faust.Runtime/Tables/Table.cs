namespace Faust;

/// <summary>A table.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public abstract class Table<TKey, TValue>;
