using Faust.Transport;

namespace Faust.Storage;

/// <summary>
/// What one partition of one table is kept in across restarts: keys and values as the changelog has them, and how far in the changelog it
/// has come. At any moment, also after a crash, it equals the changelog up to <see cref="ChangelogOffset"/>. One call at a time.
/// </summary>
public interface IStateStore : IDisposable
{
    /// <summary>The offset of the first changelog record that is not in the store; <see langword="null"/> where nothing was ever applied.</summary>
    long? ChangelogOffset { get; }

    /// <summary>
    /// Takes entries over, in their order, along with the offset they reach: all of it or, if the process dies, nothing. It may reach the
    /// disk later than the call returns, but never in parts and never out of order.
    /// </summary>
    /// <param name="changes">Records of the changelog; a record without value takes its key out. The batches are not kept.</param>
    /// <param name="changelogOffset">What <see cref="ChangelogOffset"/> is from then on.</param>
    void Apply(IReadOnlyList<ProducerBatch> changes, long changelogOffset);

    /// <summary>Gives every entry to <paramref name="visit"/>, in no order.</summary>
    void Scan(StateStoreVisitor visit);

    /// <summary>Empties the store and forgets its offset: what it has lacks records that the changelog no longer has.</summary>
    void Clear();
}
