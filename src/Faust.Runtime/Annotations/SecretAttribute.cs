using Microsoft.Extensions.Compliance.Classification;

namespace Faust;

/// <summary>
/// Marks a member of a record that gives access to something: a password, a token, a key. It travels as it is, and is masked wherever the
/// record is printed.
/// </summary>
public sealed class SecretAttribute() : DataClassificationAttribute(SensitiveData.Secret);
