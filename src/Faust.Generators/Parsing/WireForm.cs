namespace Faust.Generators.Parsing;

/// <summary>What types leave open about their form on the wire.</summary>
/// <param name="EnumAsText">Whether enums are written by their members' names.</param>
/// <param name="Naming">A value of <c>RecordNaming</c>.</param>
/// <param name="IsFaust">Whether Faust, the Python library, is to read it, and wrote what is read.</param>
internal readonly record struct WireForm(bool EnumAsText, int Naming, bool IsFaust);
