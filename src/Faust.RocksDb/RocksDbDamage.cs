namespace Faust;

/// <summary>What becomes of a store whose files are damaged.</summary>
public enum RocksDbDamage
{
    /// <summary>It is logged and deleted, and the table is read back from its changelog, which has all of it.</summary>
    Restore,

    /// <summary>The worker stops, and the store stays as it is for somebody to look at.</summary>
    Fail,
}
