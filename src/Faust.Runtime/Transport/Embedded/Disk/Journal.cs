using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Extensions.Logging;

namespace Faust.Transport.Embedded.Disk;

/// <summary>
/// What a log knows besides its records, as a file of small entries, which is written anew from what they come to when it has grown.
/// Thread-safe.
/// </summary>
/// <remarks>
/// First a checksum (8) and the bytes of the file known to be synced (8), written after each sync; it is of use without a sync of its own. An
/// entry is a mark (4), the length of its payload (4), a checksum of all that follows (4), the bytes of the file known to be synced when it was
/// written (8), and the payload. At the first entry that is not whole the file ends, unless the head or a later entry tells that the bytes were
/// synced: then it was no crash, and the log is not opened on what is left.
/// </remarks>
internal sealed class Journal : IDisposable
{
    private const uint Magic = 0x314A4146; // "FAJ1"
    private const int HeadLength = 16;
    private const int HeaderLength = 20;
    private const long LeastBytesToRewrite = 1 << 20;
    private readonly ILogDisk _disk;
    private readonly Lock _gate = new();

    // Comes before the other one: a sync must not keep entries from being appended.
    private readonly Lock _syncGate = new();
    private IAppendFile _file;
    private long _length;
    private long _synced;
    private long _rewriteAt;
    private IOException? _failure;

    public Journal(ILogDisk disk, ILogger logger)
    {
        _disk = disk;
        disk.Delete(LogPaths.NewJournal);
        _file = disk.OpenAppend(LogPaths.Journal);
        byte[] bytes = _file.ReadAll();
        if (bytes.Length < HeadLength)
        {
            WriteHead(_file, 0);
            bytes = _file.ReadAll();
        }

        int at = HeadLength;
        while (TryRead(bytes, at, out ReadOnlySpan<byte> payload, out _))
        {
            State.Apply(payload);
            at += HeaderLength + payload.Length;
        }

        if (ReadHead(bytes) > at) throw Damaged(at);
        if (at < bytes.Length) Cut(bytes, at, logger);
        _length = at;
        _rewriteAt = Math.Max(LeastBytesToRewrite, 2 * _length);
        disk.SyncDirectory("");
    }

    public JournalState State { get; } = new();

    /// <summary>Appends an entry. It is durable after the next <see cref="Sync"/>.</summary>
    /// <exception cref="TransportException">It could not be written, as where the disk is full: there is no entry.</exception>
    public void Append(byte[] payload)
    {
        bool rewrite;
        lock (_gate)
        {
            if (_failure is not null) throw Unwritable(_failure);
            byte[] entry = Frame(payload, _synced);
            try
            {
                _file.Write(_length, entry);
            }
            catch (IOException e)
            {
                throw Unwritable(e);
            }

            _length += entry.Length;
            State.Apply(payload);
            rewrite = _length >= _rewriteAt;
        }

        if (rewrite) Rewrite();
    }

    public void Sync()
    {
        lock (_syncGate)
        {
            long length;
            lock (_gate) length = _length;
            if (_failure is not null) throw Unwritable(_failure);
            if (length == _synced) return;
            _file.Sync();
            WriteHead(_file, length);
            lock (_gate) _synced = length;
        }
    }

    public void Dispose() => _file.Dispose();

    private static byte[] Frame(byte[] payload, long synced)
    {
        byte[] entry = new byte[HeaderLength + payload.Length];
        Span<byte> span = entry;
        BinaryPrimitives.WriteUInt32LittleEndian(span, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(span[12..], synced);
        payload.CopyTo(span[HeaderLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], Crc32.HashToUInt32(span[12..]));
        return entry;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, int at, out ReadOnlySpan<byte> payload, out long synced)
    {
        payload = default;
        synced = 0;
        ReadOnlySpan<byte> rest = bytes[at..];
        if (rest.Length <= HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(rest) != Magic) return false;
        int length = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
        if (length <= 0 || length > rest.Length - HeaderLength) return false;
        if (Crc32.HashToUInt32(rest.Slice(12, length + 8)) != BinaryPrimitives.ReadUInt32LittleEndian(rest[8..])) return false;
        payload = rest.Slice(HeaderLength, length);
        synced = BinaryPrimitives.ReadInt64LittleEndian(rest[12..]);
        return true;
    }

    private void Cut(byte[] bytes, int at, ILogger logger)
    {
        for (int later = at + 1; later < bytes.Length; later++)
        {
            if (TryRead(bytes, later, out _, out long synced) && synced > at) throw Damaged(at);
        }

        DiskMessages.JournalCut(logger, _disk.Description, at, bytes.Length - at);
        _file.Truncate(at);
        _file.Sync();
    }

    private void Rewrite()
    {
        lock (_syncGate)
        {
            lock (_gate) Replace();
        }
    }

    private void Replace()
    {
        if (_length < _rewriteAt) return;
        long length;
        try
        {
            length = WriteNew();
        }
        catch (IOException)
        {
            // There may be no room for a second file: the first goes on.
            _rewriteAt *= 2;
            return;
        }

        try
        {
            // Not replaced while it is open, which is not possible everywhere.
            _file.Dispose();
            _disk.Rename(LogPaths.NewJournal, LogPaths.Journal);
            _disk.SyncDirectory("");
            _file = _disk.OpenAppend(LogPaths.Journal);
        }
        catch (IOException e)
        {
            _failure = e;
            throw Unwritable(e);
        }

        _length = _synced = length;
        _rewriteAt = Math.Max(LeastBytesToRewrite, 2 * length);
    }

    private long WriteNew()
    {
        long length = HeadLength;
        using IAppendFile file = _disk.OpenAppend(LogPaths.NewJournal);
        file.Truncate(0);
        WriteHead(file, 0);
        foreach (byte[] payload in State.ToEntries())
        {
            byte[] entry = Frame(payload, 0);
            file.Write(length, entry);
            length += entry.Length;
        }

        // It counts from the rename on, which comes behind the sync.
        WriteHead(file, length);
        file.Sync();
        return length;
    }

    private static void WriteHead(IAppendFile file, long synced)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], synced);
        BinaryPrimitives.WriteInt64LittleEndian(head, Crc32.HashToUInt32(head[8..]));
        file.Write(0, head);
    }

    /// <returns>0 where the head says nothing: it was never written, or is damaged.</returns>
    private static long ReadHead(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeadLength && BinaryPrimitives.ReadInt64LittleEndian(bytes) == Crc32.HashToUInt32(bytes[8..HeadLength])
            ? BinaryPrimitives.ReadInt64LittleEndian(bytes[8..])
            : 0;

    private TransportException Damaged(int at) => new(
        $"The journal in '{_disk.Description}' is damaged at byte {at}, in what had been brought to the disk: restore the directory " +
        "from a backup. The log is not opened, so that nothing is lost silently.");

    private TransportException Unwritable(Exception e) => new($"The journal in '{_disk.Description}' cannot be written: {e.Message}", e);
}
