namespace Faust.Generators.Model.Checks;

/// <summary>The way from a value to the records within it that have checks.</summary>
/// <param name="Type">The value's type: a record, or a collection with the way from its elements.</param>
/// <param name="Element">Of a collection: the way from an element or value; null where the value is the record.</param>
/// <param name="IsAny">Whether only running tells if the value has checks: its type is a parameter or a union.</param>
internal sealed record NestedChecksModel(WireTypeModel Type, NestedChecksModel? Element, bool IsAny);
