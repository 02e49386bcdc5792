namespace Faust;

/// <summary>
/// Marks a member of a record that does not travel: it is not written, and skipped where a text has it. A constructor's parameter of such a
/// member needs a default value.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class RecordIgnoreAttribute : Attribute;
