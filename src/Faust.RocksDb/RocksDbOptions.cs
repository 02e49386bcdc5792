using System.ComponentModel.DataAnnotations;

namespace Faust;

/// <summary>
/// The options of <c>UseRocksDb</c>. Bound from the configuration's section <c>Faust:RocksDb</c> (so <c>Faust__RocksDb__CacheBytes</c> in the
/// environment) and validated when the host starts. What is given in bytes is shared by all stores of the process.
/// </summary>
public sealed class RocksDbOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Faust:RocksDb";

    /// <summary>The directory of the stores; relative to the current one.</summary>
    /// <value>The default value is that given to <c>UseRocksDb</c>.</value>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>How many bytes of blocks read from the disk, indexes and filters are kept in memory.</summary>
    /// <value>The default value is 128 MiB.</value>
    [Range(1024 * 1024, long.MaxValue)]
    public long CacheBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>
    /// How many bytes of writes may wait in memory to be written as files. It is a threshold: what is being written to the disk comes on top.
    /// </summary>
    /// <value>The default value is 64 MiB.</value>
    [Range(1024 * 1024, long.MaxValue)]
    public long WriteBufferBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How long writes may wait in memory. What a process that is killed had there is read back from the changelog at the next start.
    /// </summary>
    /// <value>The default value is a minute.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How blocks are compressed.</summary>
    /// <value>The default value is <see cref="RocksDbCompression.Lz4"/>.</value>
    public RocksDbCompression Compression { get; set; } = RocksDbCompression.Lz4;

    /// <summary>How many threads of the process write and compact files.</summary>
    /// <value>The default value is 0: as many as there are processors, at least 2 and at most 8.</value>
    [Range(0, 1024)]
    public int BackgroundJobs { get; set; }

    /// <summary>
    /// Whether tables may be larger than memory: the entries that were used last are kept (<see cref="FaustOptions.TableCacheBytes"/>), the rest is
    /// read when it is asked for. A preview: the simulation has found a standby copy that differs, and it is not to be relied on yet.
    /// </summary>
    /// <value>The default value is false: a task loads its tables when it starts.</value>
    public bool ReadThrough { get; set; }

    /// <summary>What becomes of a store whose files are damaged.</summary>
    /// <value>The default value is <see cref="RocksDbDamage.Restore"/>.</value>
    public RocksDbDamage OnDamage { get; set; }

    /// <summary>Path or name of a <c>librocksdb</c> to use instead of the one that comes with the package.</summary>
    /// <value>The default value is none.</value>
    public string? NativeLibrary { get; set; }

    /// <summary>
    /// RocksDB's own options, as its option strings have them: <c>max_open_files=500;use_direct_reads=true</c>. They come last.
    /// </summary>
    /// <value>The default value is none.</value>
    public string? Advanced { get; set; }
}
