using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Faust.Transport.Embedded.Disk;

internal sealed unsafe class PhysicalMappedFile : MappedFile
{
    private readonly Lock _gate = new();
    private readonly MemoryMappedViewAccessor? _view;
    private SafeFileHandle? _handle;

    private PhysicalMappedFile(SafeFileHandle handle, int capacity)
    {
        _handle = handle;
        Capacity = capacity;
        if (capacity == 0) return;
        using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
            handle, null, capacity, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = map.CreateViewAccessor(0, capacity, MemoryMappedFileAccess.ReadWrite);
        // Without a reference of its own to the handle, so that the collector unmaps the view with this object.
        Memory = (byte*)_view.SafeMemoryMappedViewHandle.DangerousGetHandle() + _view.PointerOffset;
    }

    public static PhysicalMappedFile Create(string path, int capacity)
    {
        // Room that is reserved here cannot be missing when a page is written back, where the error would be a signal.
        SafeFileHandle handle = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, FileOptions.None, capacity);
        return Over(handle, () =>
        {
            RandomAccess.SetLength(handle, capacity);
            return capacity;
        });
    }

    public static PhysicalMappedFile Open(string path)
    {
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        return Over(handle, () => checked((int)RandomAccess.GetLength(handle)));
    }

    public override void Sync()
    {
        lock (_gate)
        {
            // Closed is sealed, which comes behind its last sync.
            if (_handle is null || _view is null) return;
            // Linux's fsync writes back what is dirty through a mapping; the others ask for both.
            if (!OperatingSystem.IsLinux()) _view.Flush();
            RandomAccess.FlushToDisk(_handle);
        }
    }

    public override void Close()
    {
        lock (_gate)
        {
            _handle?.Dispose();
            _handle = null;
        }
    }

    private static PhysicalMappedFile Over(SafeFileHandle handle, Func<int> measure)
    {
        try
        {
            return new PhysicalMappedFile(handle, measure());
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }
}
