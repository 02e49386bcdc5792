using System.Runtime.CompilerServices;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    /// <summary>Enters a level of nesting. Records that can contain themselves call this: one that really does would never end.</summary>
    /// <exception cref="InvalidOperationException">The record is nested more than <see cref="JsonReader.MaxDepth"/> deep: nothing would read it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushDepth()
    {
        if (++_depth > JsonReader.MaxDepth) RecordDepth.ThrowTooDeep(JsonReader.MaxDepth);
    }

    /// <summary>Leaves the level that <see cref="PushDepth"/> entered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PopDepth() => _depth--;
}
