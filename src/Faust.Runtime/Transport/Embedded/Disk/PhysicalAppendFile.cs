using Microsoft.Win32.SafeHandles;

namespace Faust.Transport.Embedded.Disk;

internal sealed class PhysicalAppendFile(string path) : IAppendFile
{
    private readonly SafeFileHandle _handle =
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    public byte[] ReadAll()
    {
        byte[] bytes = new byte[RandomAccess.GetLength(_handle)];
        int read = 0;
        while (read < bytes.Length)
        {
            int n = RandomAccess.Read(_handle, bytes.AsSpan(read), read);
            if (n == 0) break;
            read += n;
        }

        return bytes[..read];
    }

    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, position);

    public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Sync() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
