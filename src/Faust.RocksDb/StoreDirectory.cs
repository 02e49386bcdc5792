using System.Globalization;
using System.Text;
using Faust.Storage;

namespace Faust.RocksDb;

/// <summary>Where a store is, and the mark that says it is of no use: <c>application/table/partition</c> below the directory of all.</summary>
internal sealed class StoreDirectory
{
    private const string MarkName = "FAUST-DISCARD";
    private const string LockName = "LOCK";
    private const string CurrentName = "CURRENT";

    public StoreDirectory(string root, StateStoreId id)
    {
        Path = System.IO.Path.Combine(
            System.IO.Path.GetFullPath(root), ToFileName(id.ApplicationId), ToFileName(id.Table), id.Partition.ToString(CultureInfo.InvariantCulture));
    }

    public string Path { get; }

    /// <summary>Whether a database is here.</summary>
    public bool HasDatabase => File.Exists(System.IO.Path.Combine(Path, CurrentName));

    private string MarkPath => System.IO.Path.Combine(Path, MarkName);

    /// <exception cref="StateStoreException">It cannot be made.</exception>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RocksDbErrors.Create(Path, "cannot be made", e);
        }
    }

    /// <summary>Says that what is here must not be opened again, but deleted. It holds whatever happens to the process then.</summary>
    /// <param name="reason">Why, for the log of whoever deletes it; empty where nobody needs to know.</param>
    /// <exception cref="StateStoreException">The file cannot be written.</exception>
    public void Mark(string reason)
    {
        try
        {
            File.WriteAllText(MarkPath, reason);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RocksDbErrors.Create(Path, "cannot be marked as of no use", e);
        }
    }

    /// <summary>Why what is here must not be opened: the reason given with the mark, or what is missing; null where there is no reason.</summary>
    public string? ReadReasonToDiscard()
    {
        try
        {
            if (File.Exists(MarkPath)) return File.ReadAllText(MarkPath);
            // RocksDB would take it for a new database, and delete what is here.
            bool isHeadless = !HasDatabase && Directory.EnumerateFiles(Path, "*.sst").Any();
            return isHeadless ? RocksDbErrors.Create(Path, "cannot be opened", $"Corruption: {CurrentName} is missing").Message : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RocksDbErrors.Create(Path, "cannot be read", e);
        }
    }

    /// <summary>Deletes what is here, the mark last.</summary>
    /// <exception cref="StateStoreException">Another process has it, or a file cannot be deleted.</exception>
    public void Delete(RocksDbShared shared)
    {
        Database.Delete(shared, Path);
        try
        {
            foreach (string file in Directory.Exists(Path) ? Directory.GetFiles(Path) : [])
            {
                // Whoever opens the directory now has the lock.
                if (System.IO.Path.GetFileName(file) is not (MarkName or LockName)) File.Delete(file);
            }

            File.Delete(MarkPath);
        }
        catch (DirectoryNotFoundException)
        {
            // RocksDB has deleted the directory as well: nothing else was in it.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RocksDbErrors.Create(Path, "cannot be deleted", e);
        }
    }

    /// <summary>The stores below a directory.</summary>
    public static IEnumerable<StateStoreId> Find(string root)
    {
        if (!Directory.Exists(root)) yield break;
        foreach (string application in Sorted(root))
        {
            foreach (string table in Sorted(application))
            {
                foreach (string partition in Sorted(table))
                {
                    if (!int.TryParse(System.IO.Path.GetFileName(partition), NumberStyles.None, CultureInfo.InvariantCulture, out int number)) continue;
                    if (!File.Exists(System.IO.Path.Combine(partition, CurrentName))) continue;
                    yield return new StateStoreId(FromFileName(application), FromFileName(table), number);
                }
            }
        }

        static IEnumerable<string> Sorted(string directory) => Directory.GetDirectories(directory).Order(StringComparer.Ordinal);
    }

    private static string ToFileName(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            // A name of dots alone is another directory's.
            bool isPlain = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' || (b == '.' && text.Length > 0);
            if (isPlain) text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return text.ToString();
    }

    private static string FromFileName(string path) => Uri.UnescapeDataString(System.IO.Path.GetFileName(path));
}
