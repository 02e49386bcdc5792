namespace Faust;

/// <summary>How blocks of entries are compressed on the disk.</summary>
public enum RocksDbCompression
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Snappy.</summary>
    Snappy = 1,

    /// <summary>LZ4: cheap, and about half the size for JSON.</summary>
    Lz4 = 4,

    /// <summary>Zstandard: smaller, for more of the processor's time.</summary>
    Zstd = 7,
}
