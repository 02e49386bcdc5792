using System.Text;

namespace Faust.Generators.Helpers;

/// <summary>
/// Names of generated files. The compiler compares them without regard to case and throws away everything a generator wrote when two are
/// equal, so the readable part is followed by a hash of the exact metadata name.
/// </summary>
internal static class HintName
{
    public static string For(string metadataName, string suffix = "")
    {
        var name = new StringBuilder(metadataName.Length + 16);
        foreach (char c in metadataName) name.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' ? c : '_');
        return $"{name}{suffix}.{Hash(metadataName):x8}.g.cs";
    }

    // FNV-1a: stable over processes and machines, which string.GetHashCode is not.
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
