namespace Faust.Storage;

/// <summary>Is given an entry of a store. The spans are valid until it returns.</summary>
public delegate void StateStoreVisitor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
