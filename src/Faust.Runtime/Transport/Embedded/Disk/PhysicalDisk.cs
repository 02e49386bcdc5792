using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Faust.Transport.Embedded.Disk;

/// <summary>A directory of the file system, locked for this process.</summary>
internal sealed partial class PhysicalDisk : ILogDisk
{
    private const string LockName = "lock";
    private readonly string _root;
    private readonly SafeFileHandle _lock;

    public PhysicalDisk(string directory)
    {
        _root = Path.GetFullPath(directory);
        Description = _root;
        try
        {
            Directory.CreateDirectory(_root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransportException($"The directory '{_root}' of the embedded log cannot be made: {e.Message}", e);
        }

        try
        {
            _lock = File.OpenHandle(Path.Combine(_root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransportException(
                $"The directory '{_root}' of the embedded log is in use by another process, or by another log of this one, or may not be " +
                "written: a directory belongs to one log at a time.",
                e);
        }
    }

    public string Description { get; }

    public void CreateDirectory(string path) => Guard(() => Directory.CreateDirectory(Full(path)));

    public IReadOnlyList<string> List(string path)
    {
        string full = Full(path);
        string[] names = [];
        if (!Directory.Exists(full)) return names;
        Guard(() => names = [.. Directory.EnumerateFileSystemEntries(full).Select(e => Path.GetFileName(e)).Where(n => n != LockName)]);
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    public MappedFile CreateMapped(string path, int capacity)
    {
        MappedFile? file = null;
        string full = Full(path);
        Guard(() =>
        {
            try
            {
                file = PhysicalMappedFile.Create(full, capacity);
            }
            catch
            {
                // A disk that is full may have given the name but not the room.
                File.Delete(full);
                throw;
            }
        });
        return file!;
    }

    public MappedFile OpenMapped(string path)
    {
        MappedFile? file = null;
        Guard(() => file = PhysicalMappedFile.Open(Full(path)));
        return file!;
    }

    public IAppendFile OpenAppend(string path)
    {
        IAppendFile? file = null;
        Guard(() => file = new PhysicalAppendFile(Full(path)));
        return file!;
    }

    public byte[]? TryRead(string path)
    {
        byte[]? bytes = null;
        string full = Full(path);
        Guard(() => bytes = File.Exists(full) ? File.ReadAllBytes(full) : null);
        return bytes;
    }

    public void Rename(string from, string to) => Guard(() =>
    {
        string source = Full(from);
        if (Directory.Exists(source)) Directory.Move(source, Full(to));
        else File.Move(source, Full(to), overwrite: true);
    });

    public void Delete(string path) => Guard(() =>
    {
        string full = Full(path);
        if (Directory.Exists(full)) Directory.Delete(full, recursive: true);
        else File.Delete(full);
    });

    public void SyncDirectory(string path)
    {
        // Windows has no sync of directories: its file system keeps names in a journal of its own.
        if (!OperatingSystem.IsWindows()) Guard(() => Unix.SyncDirectory(Full(path)));
    }

    public void Dispose() => _lock.Dispose();

    private static void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private string Full(string path) => Path.Combine(_root, path);

    /// <summary>.NET opens no directories.</summary>
    private static partial class Unix
    {
        public static void SyncDirectory(string path)
        {
            int descriptor = Open(path, 0);
            if (descriptor < 0) throw Failure(path);
            try
            {
                if (FSync(descriptor) != 0) throw Failure(path);
            }
            finally
            {
                _ = Close(descriptor);
            }
        }

        private static IOException Failure(string path) =>
            new($"Cannot sync the directory '{path}': {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

        [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static partial int Open(string path, int flags);

        [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static partial int FSync(int descriptor);

        [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static partial int Close(int descriptor);
    }
}
