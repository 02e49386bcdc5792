namespace Faust.Storage;

/// <summary>How far in its changelog a store has come.</summary>
/// <param name="ChangelogOffset">The offset of the first changelog record that is not in the store.</param>
/// <param name="Time">
/// When that was. A store that was away for longer than the changelog keeps tombstones cannot be brought up to date: keys that were removed
/// meanwhile would stay.
/// </param>
public readonly record struct StateStorePosition(long ChangelogOffset, DateTimeOffset Time);
