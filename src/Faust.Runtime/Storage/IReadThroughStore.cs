using Faust.Records;

namespace Faust.Storage;

/// <summary>
/// A store whose entries can be read one by one, so that a table need not be in memory as a whole: its shard keeps a part, and reads what it
/// lacks from here.
/// </summary>
public interface IReadThroughStore : IStateStore
{
    /// <summary>
    /// Reads an entry. Unlike the other members it may be called while another thread applies changes: it finds what was before or what is after.
    /// </summary>
    /// <param name="key">The key's bytes.</param>
    /// <param name="value">The value's bytes are added to it.</param>
    /// <returns>Whether the key is there.</returns>
    /// <exception cref="StateStoreException">It cannot be read.</exception>
    bool TryGet(ReadOnlySpan<byte> key, ByteBuffer value);

    /// <summary>Gives some entries to <paramref name="visit"/>, in the order of their keys' bytes. As <see cref="TryGet"/> it may be called at any time.</summary>
    /// <param name="from">The key to begin with; empty for the first of all.</param>
    /// <param name="count">The most to give.</param>
    /// <param name="visit">Is given each.</param>
    /// <returns>How many there were: fewer than <paramref name="count"/> at the end.</returns>
    /// <exception cref="StateStoreException">It cannot be read.</exception>
    int ScanFrom(ReadOnlySpan<byte> from, int count, StateStoreVisitor visit);
}
