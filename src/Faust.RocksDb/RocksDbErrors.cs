using Faust.Storage;

namespace Faust.RocksDb;

/// <summary>What RocksDB says, which is a text, as an exception that names the store and says what to do.</summary>
internal static class RocksDbErrors
{
    /// <param name="path">The store's directory.</param>
    /// <param name="what">What did not succeed: "cannot be opened".</param>
    /// <param name="error">The text of RocksDB.</param>
    /// <param name="isOpening">Whether it is being opened: a file that is not there is missing then.</param>
    public static StateStoreException Create(string path, string what, string error, bool isOpening = false)
    {
        StateStoreFailure failure = Classify(error, isOpening);
        return new StateStoreException($"The store in {path} {what}: {Advice(failure, error)} (RocksDB: {error})") { Failure = failure };
    }

    /// <summary>An error of the file system.</summary>
    public static StateStoreException Create(string path, string what, Exception cause)
    {
        // The codes of a full disk: ENOSPC, and ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
        StateStoreFailure failure = (cause.HResult & 0xFFFF) is 28 or 112 or 39 && cause is IOException ? StateStoreFailure.DiskFull : StateStoreFailure.Other;
        return new StateStoreException($"The store in {path} {what}: {(failure == StateStoreFailure.Other ? cause.Message : Advice(failure, ""))}", cause)
        {
            Failure = failure,
        };
    }

    public static StateStoreFailure Classify(string error, bool isOpening)
    {
        if (Has("While lock file") || Has("lock hold by current process") || Has("LOCK: ")) return StateStoreFailure.InUse;
        if (Has("No space left on device") || Has("Disk quota exceeded") || Has("not enough space on the disk")) return StateStoreFailure.DiskFull;
        if (Has("Column families not opened") || Has("Unknown Footer version") || Has("unknown checksum type")) return StateStoreFailure.UnknownFormat;
        if (error.StartsWith("Corruption", StringComparison.Ordinal)) return StateStoreFailure.Damaged;
        // What CURRENT and MANIFEST name has to be there.
        return isOpening && (Has("No such file or directory") || Has("cannot find the file")) ? StateStoreFailure.Damaged : StateStoreFailure.Other;

        bool Has(string part) => error.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private static string Advice(StateStoreFailure failure, string error) => failure switch
    {
        StateStoreFailure.InUse =>
            "another process has it. One process at a time may: give each worker of this machine a directory of its own, or stop the other one.",
        StateStoreFailure.DiskFull => "there is no space left on the disk. Free some; nothing is lost, the changelog has what is missing here.",
        StateStoreFailure.Damaged =>
            "a file is damaged or missing. The table can be read back from its changelog: delete the directory, or set "
            + $"{RocksDbOptions.SectionName}:{nameof(RocksDbOptions.OnDamage)} to Restore.",
        StateStoreFailure.UnknownFormat =>
            "a later version of Faust.RocksDb or RocksDB wrote it. Run that version, or delete the directory: the table is then read back from its changelog.",
        _ when error.Contains("not linked with the binary", StringComparison.Ordinal) =>
            $"the library has no such compression: change {RocksDbOptions.SectionName}:{nameof(RocksDbOptions.Compression)}.",
        _ when error.Contains("Permission denied", StringComparison.Ordinal) => "this user may not write there.",
        _ when error.Contains("Too many open files", StringComparison.Ordinal) =>
            $"the process may not open more files: raise the limit (ulimit -n), or set {RocksDbOptions.SectionName}:{nameof(RocksDbOptions.Advanced)} to max_open_files=...",
        _ => "RocksDB refused.",
    };
}
