namespace Faust.Transport.Embedded.Disk;

/// <summary>The files of a log; all there is of file access in the transport. Paths are relative to the log's directory, with '/'.</summary>
/// <remarks>
/// <para>Every failure is an <see cref="IOException"/>. Thread-safe; one file is written by one thread at a time.</para>
/// <para>What is promised after a crash is what disks and file systems promise: bytes are there once their file was synced, a file's name, or
/// its absence, once its directory was. Without, they may be there or not, each 512 bytes for themselves. A rename is never half done.</para>
/// </remarks>
internal interface ILogDisk : IDisposable
{
    /// <summary>What it is, for errors: the directory.</summary>
    string Description { get; }

    /// <summary>Makes a directory, and those above it; nothing where it is.</summary>
    void CreateDirectory(string path);

    /// <summary>The names of files and directories in a directory, in ordinal order; none where there is no directory.</summary>
    IReadOnlyList<string> List(string path);

    /// <summary>Makes a file of zeros, all of it reserved on the disk, and maps it.</summary>
    MappedFile CreateMapped(string path, int capacity);

    /// <summary>Maps a file as it is. One of no bytes has no memory.</summary>
    MappedFile OpenMapped(string path);

    /// <summary>Opens a file to append to, made where it is missing.</summary>
    IAppendFile OpenAppend(string path);

    /// <summary>The bytes of a small file; <see langword="null"/> where there is none.</summary>
    byte[]? TryRead(string path);

    /// <summary>Renames a file or directory; a file of the new name is replaced.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file or a directory with all in it; nothing where there is none.</summary>
    void Delete(string path);

    /// <summary>Makes the names in a directory durable.</summary>
    void SyncDirectory(string path);
}
