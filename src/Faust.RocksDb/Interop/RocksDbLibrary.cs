using System.Reflection;
using System.Runtime.InteropServices;
using Faust.Storage;

namespace Faust.RocksDb.Interop;

/// <summary>The native library: one for the whole process, loaded when it is first needed.</summary>
internal static class RocksDbLibrary
{
    // The newest functions that are used: where a library lacks one, it is too old.
    private static readonly string[] NewestFunctions =
        ["rocksdb_cache_create_hyper_clock", "rocksdb_write_buffer_manager_create", "rocksdb_flush_cfs", "rocksdb_batched_multi_get_cf"];

    private static readonly Lock Gate = new();
    private static string? _name;
    private static nint _library;

    /// <summary>Loads it.</summary>
    /// <param name="name">Path or name of another library than the package's.</param>
    /// <exception cref="StateStoreException">There is none, it is too old, or the process has another one already.</exception>
    public static void Load(string? name)
    {
        lock (Gate)
        {
            if (_library != 0)
            {
                if (name == _name) return;
                throw Failed($"The process has loaded {_name ?? "the package's library"} already, and can have one library only.", null);
            }

            nint library = name is null ? LoadFromPackage() : LoadByName(name);
            foreach (string function in NewestFunctions)
            {
                if (NativeLibrary.TryGetExport(library, function, out _)) continue;
                NativeLibrary.Free(library);
                throw Failed($"{name ?? "The library"} has no {function}: it is too old. RocksDB 9 or later is needed.", null);
            }

            NativeLibrary.SetDllImportResolver(typeof(RocksDbLibrary).Assembly, Resolve);
            (_library, _name) = (library, name);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == NativeMethods.Library ? _library : 0;

    private static nint LoadFromPackage()
    {
        Assembly assembly = typeof(RocksDbLibrary).Assembly;
        if (NativeLibrary.TryLoad(NativeMethods.Library, assembly, null, out nint library)) return library;
        // On Alpine: the package has both for linux-x64, and the loader takes the one of glibc first.
        if (NativeLibrary.TryLoad("librocksdb-musl", assembly, null, out library)) return library;
        throw Failed(
            $"There is no librocksdb for {RuntimeInformation.RuntimeIdentifier}. The package RocksDB brings it for linux-x64, linux-arm64, osx-x64, osx-arm64 "
            + "and win-x64: see that runtimes/*/native, or librocksdb itself beside a published program, was deployed.",
            null);
    }

    private static nint LoadByName(string name)
    {
        try
        {
            return NativeLibrary.Load(name, typeof(RocksDbLibrary).Assembly, null);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw Failed($"{name} cannot be loaded: {e.Message}", e);
        }
    }

    private static StateStoreException Failed(string reason, Exception? cause) => new(
        $"RocksDB's native library: {reason} Another one is named by {RocksDbOptions.SectionName}:{nameof(RocksDbOptions.NativeLibrary)}.", cause)
    {
        Failure = StateStoreFailure.LibraryMissing,
    };
}
