using Faust.Transport;

namespace Faust.Storage;

/// <summary>
/// What one partition of one table is kept in across restarts: keys and values as the changelog has them, and how far in the changelog it
/// has come. At any moment, also after a crash, it equals the changelog up to <see cref="Position"/>. One call at a time.
/// </summary>
public interface IStateStore : IDisposable
{
    /// <summary>How far in the changelog the store has come; <see langword="null"/> where nothing was ever applied.</summary>
    StateStorePosition? Position { get; }

    /// <summary>
    /// Takes entries over, in their order, along with the position they reach: all of it or, if the process dies, nothing. It may reach the
    /// disk later than the call returns, but never in parts and never out of order.
    /// </summary>
    /// <param name="changes">Records of the changelog; a record without value takes its key out. The batches are not kept.</param>
    /// <param name="position">What <see cref="Position"/> is from then on.</param>
    /// <exception cref="StateStoreException">It could not be written: nothing of it was.</exception>
    void Apply(IReadOnlyList<ProducerBatch> changes, StateStorePosition position);

    /// <summary>Gives every entry to <paramref name="visit"/>, in no order.</summary>
    void Scan(StateStoreVisitor visit);

    /// <summary>Empties the store and forgets its position: what it has lacks records that the changelog no longer has.</summary>
    void Clear();
}
