using Faust.Transport.Embedded.Disk;

namespace Faust.Testing.Simulation;

/// <summary>
/// A disk in memory that keeps no more than disks and file systems promise: what was not synced reaches it in any order, sector by sector,
/// or not at all. Thread-safe.
/// </summary>
/// <remarks>
/// Each file has what programs see and what is on the medium. A sync makes them one; at each sync, and at the crash, a part drawn from the
/// seed of what is not synced elsewhere goes to the medium as it is at that moment. Names behave alike: what was created, renamed or deleted
/// in a directory since its last sync may have happened or not.
/// </remarks>
internal sealed class VirtualDisk : ILogDisk
{
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly SortedDictionary<string, VirtualFile> _files = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _directories = new(StringComparer.Ordinal) { "" };
    private readonly SortedDictionary<string, VirtualFile> _durableFiles = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _durableDirectories = new(StringComparer.Ordinal) { "" };
    private List<(string Directory, Action Apply)> _pending = [];
    private long _used;
    private int _syncs;
    private bool _crashed;

    public VirtualDisk(int seed) => _random = new Random(seed);

    public string Description => "a virtual disk";

    /// <summary>Bytes that fit on the disk.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>Bytes that were taken so far.</summary>
    public long Used
    {
        get
        {
            lock (_gate) return _used;
        }
    }

    /// <summary>How many syncs of files succeed from now on before one fails; <see langword="null"/> for all.</summary>
    public int? SyncsUntilFailure { get; set; }

    /// <summary>How many files were synced.</summary>
    public int Syncs => Volatile.Read(ref _syncs);

    /// <summary>The power fails: this disk takes nothing more.</summary>
    /// <returns>The disk as the next start finds it.</returns>
    public VirtualDisk Crash()
    {
        lock (_gate)
        {
            _crashed = true;
            foreach ((_, Action apply) in _pending)
            {
                if (_random.Next(2) == 0) apply();
            }

            foreach (VirtualFile file in _files.Values.Concat(_durableFiles.Values).Distinct().ToArray()) file.WriteBack(_random);
            var next = new VirtualDisk(_random.Next()) { Capacity = Capacity };
            foreach (string directory in _durableDirectories) next.AddDirectory(directory);
            foreach ((string path, VirtualFile file) in _durableFiles)
            {
                if (_durableDirectories.Contains(Parent(path))) next.Add(path, new VirtualFile(next, file.Durable));
            }

            return next;
        }
    }

    /// <summary>The process ends, the machine does not: everything written is there.</summary>
    public VirtualDisk Kill()
    {
        lock (_gate)
        {
            _crashed = true;
            return Copy();
        }
    }

    /// <summary>Another disk with the same files, all on the medium.</summary>
    public VirtualDisk Copy()
    {
        lock (_gate)
        {
            var next = new VirtualDisk(_random.Next()) { Capacity = Capacity };
            foreach (string directory in _directories) next.AddDirectory(directory);
            foreach ((string path, VirtualFile file) in _files) next.Add(path, new VirtualFile(next, file.ToArray()));
            return next;
        }
    }

    /// <summary>The files there are, and their bytes.</summary>
    public IReadOnlyList<(string Path, int Length)> Files()
    {
        lock (_gate) return [.. _files.Select(f => (f.Key, f.Value.ToArray().Length))];
    }

    /// <summary>Changes a byte, as a failing medium does.</summary>
    public void Flip(string path, int at, byte mask)
    {
        lock (_gate) _files[path].Flip(at, mask);
    }

    /// <summary>The bytes of a file as programs see them.</summary>
    public byte[] Read(string path)
    {
        lock (_gate) return _files[path].ToArray();
    }

    public void CreateDirectory(string path)
    {
        lock (_gate)
        {
            RequireLife();
            for (int slash = path.IndexOf('/'); ; slash = path.IndexOf('/', slash + 1))
            {
                string directory = slash < 0 ? path : path[..slash];
                if (_directories.Add(directory)) Defer(Parent(directory), () => _durableDirectories.Add(directory));
                if (slash < 0) return;
            }
        }
    }

    public IReadOnlyList<string> List(string path)
    {
        lock (_gate)
        {
            RequireLife();
            return [.. _files.Keys.Concat(_directories).Where(p => p.Length > 0 && Parent(p) == path).Select(Name).Order(StringComparer.Ordinal)];
        }
    }

    public MappedFile CreateMapped(string path, int capacity)
    {
        lock (_gate)
        {
            RequireLife();
            if (_files.ContainsKey(path)) throw new IOException($"There is a file '{path}'.");
            Reserve(capacity);
            var file = new VirtualFile(this, capacity);
            Create(path, file);
            return file.Map();
        }
    }

    public MappedFile OpenMapped(string path)
    {
        lock (_gate)
        {
            RequireLife();
            return Find(path).Map();
        }
    }

    public IAppendFile OpenAppend(string path)
    {
        lock (_gate)
        {
            RequireLife();
            if (!_files.ContainsKey(path)) Create(path, new VirtualFile(this, 0));
            return _files[path].Append();
        }
    }

    public byte[]? TryRead(string path)
    {
        lock (_gate)
        {
            RequireLife();
            return _files.TryGetValue(path, out VirtualFile? file) ? file.ToArray() : null;
        }
    }

    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            RequireLife();
            if (!_files.ContainsKey(from) && !_directories.Contains(from)) throw new FileNotFoundException($"There is no '{from}'.");
            Move(_files, _directories, from, to);
            Defer(Parent(to), () => Move(_durableFiles, _durableDirectories, from, to));
        }
    }

    public void Delete(string path)
    {
        lock (_gate)
        {
            RequireLife();
            if (!_files.ContainsKey(path) && !_directories.Contains(path)) return;
            Remove(_files, _directories, path);
            Defer(Parent(path), () => Remove(_durableFiles, _durableDirectories, path));
        }
    }

    public void SyncDirectory(string path)
    {
        lock (_gate)
        {
            RequireLife();
            if (!_directories.Contains(path)) throw new DirectoryNotFoundException($"There is no directory '{path}'.");
            foreach ((string directory, Action apply) in _pending)
            {
                if (directory == path) apply();
            }

            _pending = [.. _pending.Where(p => p.Directory != path)];
        }
    }

    public void Dispose()
    {
    }

    internal void Reserve(long bytes)
    {
        lock (_gate)
        {
            RequireLife();
            if (bytes > Capacity - _used) throw new IOException("There is not enough space on the virtual disk.");
            _used += bytes;
        }
    }

    internal void Write(Action write)
    {
        lock (_gate)
        {
            RequireLife();
            write();
        }
    }

    internal void Sync(VirtualFile file)
    {
        lock (_gate)
        {
            RequireLife();
            if (SyncsUntilFailure is { } left)
            {
                SyncsUntilFailure = Math.Max(left - 1, 0);
                if (left == 0) throw new IOException("The virtual disk failed to sync.");
            }

            _syncs++;
            file.Persist();
            // Of the others whatever it likes: mostly one or two, as the crash draws for all of them again.
            foreach (VirtualFile other in _files.Values)
            {
                if (_random.Next(_files.Count) < 2) other.WriteBack(_random);
            }
        }
    }

    private static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static void Move(SortedDictionary<string, VirtualFile> files, SortedSet<string> directories, string from, string to)
    {
        if (files.Remove(from, out VirtualFile? file)) files[to] = file;
        if (!directories.Remove(from)) return;
        directories.Add(to);
        foreach (string path in files.Keys.Where(k => k.StartsWith(from + "/", StringComparison.Ordinal)).ToArray())
        {
            files.Remove(path, out VirtualFile? moved);
            files[to + path[from.Length..]] = moved!;
        }

        foreach (string path in directories.Where(k => k.StartsWith(from + "/", StringComparison.Ordinal)).ToArray())
        {
            directories.Remove(path);
            directories.Add(to + path[from.Length..]);
        }
    }

    private static void Remove(SortedDictionary<string, VirtualFile> files, SortedSet<string> directories, string path)
    {
        files.Remove(path);
        if (!directories.Remove(path)) return;
        foreach (string inside in files.Keys.Where(k => k.StartsWith(path + "/", StringComparison.Ordinal)).ToArray()) files.Remove(inside);
        directories.RemoveWhere(k => k.StartsWith(path + "/", StringComparison.Ordinal));
    }

    private void Create(string path, VirtualFile file)
    {
        if (!_directories.Contains(Parent(path))) throw new DirectoryNotFoundException($"There is no directory '{Parent(path)}'.");
        _files.Add(path, file);
        Defer(Parent(path), () => _durableFiles[path] = file);
    }

    private void AddDirectory(string path)
    {
        _directories.Add(path);
        _durableDirectories.Add(path);
    }

    private void Add(string path, VirtualFile file)
    {
        _files[path] = _durableFiles[path] = file;
        _used += file.ToArray().Length;
    }

    private VirtualFile Find(string path) =>
        _files.TryGetValue(path, out VirtualFile? file) ? file : throw new FileNotFoundException($"There is no file '{path}'.");

    private void Defer(string directory, Action apply) => _pending.Add((directory, apply));

    private void RequireLife()
    {
        if (_crashed) throw new IOException("The virtual disk lost its power.");
    }
}
