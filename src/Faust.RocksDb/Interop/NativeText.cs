using System.Runtime.InteropServices;
using System.Text;
using static Faust.RocksDb.Interop.NativeMethods;

namespace Faust.RocksDb.Interop;

/// <summary>Texts that cross the border.</summary>
internal static unsafe class NativeText
{
    /// <summary>The text with a zero at its end.</summary>
    public static byte[] ToBytes(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    /// <summary>Reads the text of an error, and frees it.</summary>
    public static string TakeError(byte* error)
    {
        string text = Marshal.PtrToStringUTF8((nint)error) ?? "";
        rocksdb_free(error);
        return text;
    }
}
