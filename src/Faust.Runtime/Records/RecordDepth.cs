using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Faust.Records;

internal static class RecordDepth
{
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ThrowTooDeep(int limit) => throw new InvalidOperationException(
        $"A record is nested more than {limit} deep, so that nothing would read it. Does it contain itself?");
}
