namespace Faust.Analyzers;

/// <summary>What to do about types that cannot be serialized.</summary>
internal static class SupportedTypes
{
    public const string KeyAdvice = "use strings, whole numbers, enums, Guid or times";

    public static string AdviceFor(string type) =>
        $"mark '{type}' [Record] if it is yours, or use text, numbers, enums, Guid, times, byte[], lists, sets or dictionaries of these";

    public static string ParameterAdviceFor(string parameter) => $"add 'where {parameter} : IJsonRecord<{parameter}>'";
}
