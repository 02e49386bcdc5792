using System.Runtime.InteropServices;
using static Faust.RocksDb.Interop.NativeMethods;

namespace Faust.RocksDb.Interop;

/// <summary>
/// An open database with its column families. Calls hold it open, so that one that comes too late is an
/// <see cref="ObjectDisposedException"/> and not a crash.
/// </summary>
internal sealed class DatabaseHandle : SafeHandle
{
    private readonly nint[] _columnFamilies;

    public DatabaseHandle(nint database, nint[] columnFamilies)
        : base(0, ownsHandle: true)
    {
        _columnFamilies = columnFamilies;
        SetHandle(database);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        foreach (nint columnFamily in _columnFamilies) rocksdb_column_family_handle_destroy(columnFamily);
        rocksdb_close(handle);
        return true;
    }
}
