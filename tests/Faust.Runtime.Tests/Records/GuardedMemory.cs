using System.Runtime.InteropServices;

namespace Faust.Records;

/// <summary>A page between two that must not be touched: whoever reads beyond a text at its edge crashes.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private static readonly int Page = Environment.SystemPageSize;
    private readonly byte* _start;

    public GuardedMemory()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Guard pages are made by mmap.");
        int anonymousPrivate = OperatingSystem.IsMacOS() ? 0x1002 : 0x22;
        _start = (byte*)Map(0, (nuint)(3 * Page), 3, anonymousPrivate, -1, 0);
        Assert.Equal(0, Protect((nint)_start, (nuint)Page, 0));
        Assert.Equal(0, Protect((nint)(_start + (2 * Page)), (nuint)Page, 0));
    }

    public ReadOnlySpan<byte> AtEnd(ReadOnlySpan<byte> text) => Copied(text, _start + (2 * Page) - text.Length);

    public ReadOnlySpan<byte> AtStart(ReadOnlySpan<byte> text) => Copied(text, _start + Page);

    public void Dispose() => _ = Unmap((nint)_start, (nuint)(3 * Page));

    private static ReadOnlySpan<byte> Copied(ReadOnlySpan<byte> text, byte* place)
    {
        Span<byte> span = new(place, text.Length);
        text.CopyTo(span);
        return span;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
