namespace Faust.Transport.Embedded.Disk;

/// <summary>A file that grows at its end.</summary>
internal interface IAppendFile : IDisposable
{
    /// <summary>All bytes.</summary>
    byte[] ReadAll();

    /// <summary>Writes at a place: behind what is to stay.</summary>
    void Write(long position, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts what is behind <paramref name="length"/>.</summary>
    void Truncate(long length);

    /// <summary>Returns when the file is on the disk.</summary>
    void Sync();
}
