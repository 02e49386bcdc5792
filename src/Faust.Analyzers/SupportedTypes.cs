namespace Faust.Analyzers;

/// <summary>What to do about types that cannot be serialized.</summary>
internal static class SupportedTypes
{
    public const string KeyAdvice = "use text, numbers, enums, Guid, times or a type with a converter to one of these";

    public const string Advice =
        "use a type of yours that is marked [Record], text, numbers, enums, Guid, times, byte[], lists, sets, dictionaries or tuples of these, "
        + "or name a converter by [Converter<...>]";

    public static string ParameterAdviceFor(string parameter) => $"add 'where {parameter} : IJsonRecord<{parameter}>'";
}
