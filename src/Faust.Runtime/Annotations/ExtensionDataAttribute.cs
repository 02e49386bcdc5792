namespace Faust;

/// <summary>
/// Marks the member of a record that keeps what a text has beyond the other members, so that it is written back behind them. Its type is
/// <see cref="Records.RecordExtensionData"/>. Without it, unknown members are skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class ExtensionDataAttribute : Attribute;
