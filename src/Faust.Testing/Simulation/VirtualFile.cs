using System.Runtime.InteropServices;
using Faust.Transport.Embedded.Disk;

namespace Faust.Testing.Simulation;

/// <summary>A file of a <see cref="VirtualDisk"/>: what is seen of it, and what is on the medium.</summary>
internal sealed class VirtualFile
{
    private const int Sector = 512;
    private readonly VirtualDisk _disk;
    private byte[] _bytes = [];
    private VirtualMapping? _mapping;

    public VirtualFile(VirtualDisk disk, int length)
    {
        _disk = disk;
        _bytes = new byte[length];
        // Room that was reserved is metadata of its own: a file is seen at its length, or empty, once its name is there.
        Durable = new byte[length];
    }

    public VirtualFile(VirtualDisk disk, byte[] bytes)
    {
        _disk = disk;
        _bytes = [.. bytes];
        Durable = [.. bytes];
    }

    /// <summary>What is on the medium.</summary>
    public byte[] Durable { get; private set; }

    public byte[] ToArray() => _mapping is { } mapping ? mapping.ToArray() : [.. _bytes];

    public void Flip(int at, byte mask)
    {
        _bytes[at] ^= mask;
        Durable[at] ^= mask;
    }

    public void Persist() => Durable = ToArray();

    /// <summary>Some of the sectors that differ go to the medium.</summary>
    public void WriteBack(Random random)
    {
        byte[] now = ToArray();
        int percent = random.Next(101);
        // A file that grew is on the medium with its new length, or part of it.
        if (now.Length != Durable.Length && random.Next(2) == 0)
        {
            byte[] resized = Durable;
            Array.Resize(ref resized, now.Length > Durable.Length ? random.Next(Durable.Length, now.Length + 1) : now.Length);
            Durable = resized;
        }

        for (int at = 0; at < Math.Min(now.Length, Durable.Length); at += Sector)
        {
            int length = Math.Min(Sector, Math.Min(now.Length, Durable.Length) - at);
            if (random.Next(100) < percent) now.AsSpan(at, length).CopyTo(Durable.AsSpan(at));
        }
    }

    public MappedFile Map() => _mapping ??= new VirtualMapping(this, _bytes);

    public IAppendFile Append() => new Appender(this);

    private sealed unsafe class VirtualMapping : MappedFile
    {
        private readonly VirtualFile _file;

        public VirtualMapping(VirtualFile file, byte[] bytes)
        {
            _file = file;
            Capacity = bytes.Length;
            Memory = (byte*)NativeMemory.Alloc((nuint)Math.Max(bytes.Length, 1));
            bytes.CopyTo(new Span<byte>(Memory, Capacity));
        }

        ~VirtualMapping() => NativeMemory.Free(Memory);

        public byte[] ToArray()
        {
            byte[] bytes = new Span<byte>(Memory, Capacity).ToArray();
            GC.KeepAlive(this);
            return bytes;
        }

        public override void Sync() => _file._disk.Sync(_file);

        public override void Close()
        {
        }
    }

    private sealed class Appender(VirtualFile file) : IAppendFile
    {
        public byte[] ReadAll() => file.ToArray();

        public void Write(long position, ReadOnlySpan<byte> bytes)
        {
            byte[] written = bytes.ToArray();
            file._disk.Reserve(Math.Max(0, position + written.Length - file._bytes.Length));
            file._disk.Write(() =>
            {
                int end = (int)position + written.Length;
                if (end > file._bytes.Length) Array.Resize(ref file._bytes, end);
                written.CopyTo(file._bytes, (int)position);
            });
        }

        public void Truncate(long length) => file._disk.Write(() => Array.Resize(ref file._bytes, (int)length));

        public void Sync() => file._disk.Sync(file);

        public void Dispose()
        {
        }
    }
}
