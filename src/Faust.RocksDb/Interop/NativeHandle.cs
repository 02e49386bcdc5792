using System.Runtime.InteropServices;

namespace Faust.RocksDb.Interop;

/// <summary>A native object that is given up by one call: options, a cache, a batch.</summary>
internal sealed unsafe class NativeHandle : SafeHandle
{
    private readonly delegate*<nint, void> _destroy;

    public NativeHandle(nint value, delegate*<nint, void> destroy)
        : base(0, ownsHandle: true)
    {
        _destroy = destroy;
        SetHandle(value);
    }

    /// <summary>The object. Whoever holds this handle keeps it alive for the length of the call.</summary>
    public nint Value => handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _destroy(handle);
        return true;
    }
}
