using Microsoft.Extensions.Compliance.Classification;

namespace Faust;

/// <summary>
/// Marks a member of a record that not everybody may see: a salary, a diagnosis. It travels as it is, and is masked wherever the record is
/// printed.
/// </summary>
public sealed class SensitiveAttribute() : DataClassificationAttribute(SensitiveData.Sensitive);
