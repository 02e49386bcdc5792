using System.ComponentModel;

namespace Faust.Records;

/// <summary>
/// Writes and reads records that implement <see cref="IMessagePackRecord{TSelf}"/> explicitly; what generated code calls.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MessagePackRecord
{
    /// <inheritdoc cref="IMessagePackRecord{TSelf}.WriteMessagePack"/>
    /// <typeparam name="T">The record.</typeparam>
    public static void Write<T>(ref MessagePackWriter writer, T value)
        where T : IMessagePackRecord<T> => T.WriteMessagePack(ref writer, value);

    /// <inheritdoc cref="IMessagePackRecord{TSelf}.ReadMessagePack"/>
    /// <typeparam name="T">The record.</typeparam>
    public static T Read<T>(ref MessagePackReader reader)
        where T : IMessagePackRecord<T> => T.ReadMessagePack(ref reader);
}
