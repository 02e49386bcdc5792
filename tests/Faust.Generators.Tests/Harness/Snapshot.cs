using System.Runtime.CompilerServices;

namespace Faust.Generators.Tests.Harness;

/// <summary>
/// Compares text with the file <c>Class.Method.verified.cs</c> beside the test (<c>Class.Method_name=value.verified.cs</c> for a
/// parameterised one), the conventions of Verify. What differs is left as <c>.received.cs</c>; with the environment variable
/// <c>FAUST_UPDATE_SNAPSHOTS=true</c> it is accepted instead.
/// </summary>
internal static class Snapshot
{
    private static readonly bool Update =
        string.Equals(Environment.GetEnvironmentVariable("FAUST_UPDATE_SNAPSHOTS"), "true", StringComparison.OrdinalIgnoreCase);

    public static void Verify(string text, string? parameters = null, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        string name = Path.GetFileNameWithoutExtension(file) + "." + method + (parameters is null ? "" : "_" + parameters);
        string verified = Path.Combine(Path.GetDirectoryName(file)!, name + ".verified.cs");
        string received = Path.Combine(Path.GetDirectoryName(file)!, name + ".received.cs");
        string expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        if (Update)
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{name} differs from its snapshot. Compare {received}, and run with FAUST_UPDATE_SNAPSHOTS=true to accept.\n{FirstDifference(expected, text)}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n'), right = actual.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line]) line++;
        return $"Line {line + 1}:\n- {left.ElementAtOrDefault(line)}\n+ {right.ElementAtOrDefault(line)}";
    }
}
