using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Faust.Kafka.Interop;

/// <summary>Binds <see cref="RdKafka"/> to the librdkafka that Confluent.Kafka has loaded: a second copy in the process would know nothing of the first.</summary>
internal static class RdKafkaLibrary
{
    // What Confluent.Kafka tries on Linux, in its order: which of them loads depends on the libraries of the system (SASL, musl).
    private static readonly string[] Names = ["librdkafka", "alpine-librdkafka", "centos8-librdkafka"];
    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>The version of librdkafka, as <c>2.16.0</c>; loads it.</summary>
    /// <exception cref="DllNotFoundException">There is no librdkafka that this system can load.</exception>
    public static string Version
    {
        get
        {
            _ = Loaded.Value;
            return Confluent.Kafka.Library.VersionString;
        }
    }

    private static nint Load()
    {
        Assembly confluent = typeof(Confluent.Kafka.Library).Assembly;
        _ = Confluent.Kafka.Library.Version;
        nint handle = FindLoaded();
        for (int i = 0; handle == 0 && i < Names.Length; i++) NativeLibrary.TryLoad(Names[i], confluent, null, out handle);
        if (handle == 0) throw new DllNotFoundException("librdkafka cannot be loaded: reference the package librdkafka.redist, for this platform.");
        NativeLibrary.SetDllImportResolver(typeof(RdKafka).Assembly, (name, _, _) => name == RdKafka.Library ? handle : 0);
        return handle;
    }

    // The file that is mapped already: to load it by its full name gives the same copy.
    private static nint FindLoaded()
    {
        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            if (Path.GetFileName(module.FileName) is not { } name || !name.Contains("librdkafka", StringComparison.Ordinal)) continue;
            if (NativeLibrary.TryLoad(module.FileName!, out nint handle)) return handle;
        }

        return 0;
    }
}
