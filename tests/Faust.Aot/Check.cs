using System.Runtime.CompilerServices;

namespace Faust.Aot;

internal static class Check
{
    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new InvalidOperationException($"{what}: expected {expected}, was {actual}");
    }

    public static void SameItems<T>(IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string? what = null) =>
        Equal(string.Join(" | ", expected), string.Join(" | ", actual), what);
}
