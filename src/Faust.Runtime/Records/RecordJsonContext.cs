using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Faust.Records;

/// <summary>Finds what a program's own <see cref="JsonSerializerContext"/> knows; for generated code. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecordJsonContext
{
    /// <summary>What the context knows of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The context.</param>
    /// <exception cref="InvalidOperationException">The context has no <c>[JsonSerializable]</c> for the type.</exception>
    public static JsonTypeInfo<T> Find<T>(JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
            ?? throw new InvalidOperationException($"{context.GetType().Name} does not know {typeof(T)}: mark it [JsonSerializable(typeof(...))].");
    }
}
