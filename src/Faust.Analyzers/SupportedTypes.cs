namespace Faust.Analyzers;

/// <summary>What to do about types that cannot be serialized.</summary>
internal static class SupportedTypes
{
    public const string KeyAdvice = "use strings, whole numbers, enums, Guid or times";

    public const string Advice =
        "use a type of yours that is marked [Record], text, numbers, enums, Guid, times, byte[], or lists, sets or dictionaries of these";

    public static string ParameterAdviceFor(string parameter) => $"add 'where {parameter} : IJsonRecord<{parameter}>'";
}
