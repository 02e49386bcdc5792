using Microsoft.Extensions.Compliance.Classification;

namespace Faust;

/// <summary>
/// The classes of data that <see cref="SecretAttribute"/>, <see cref="PersonalAttribute"/> and <see cref="SensitiveAttribute"/> stand for. The
/// redactors of <c>Microsoft.Extensions.Compliance</c> are chosen by them. Thread-safe.
/// </summary>
public static class SensitiveData
{
    /// <summary>What is printed in place of a value, be there one or not.</summary>
    public const string Mask = "***";

    /// <summary>The taxonomy of the classes.</summary>
    public const string TaxonomyName = "Faust";

    /// <summary>The class of <see cref="SecretAttribute"/>.</summary>
    public static DataClassification Secret => new(TaxonomyName, nameof(Secret));

    /// <summary>The class of <see cref="PersonalAttribute"/>.</summary>
    public static DataClassification Personal => new(TaxonomyName, nameof(Personal));

    /// <summary>The class of <see cref="SensitiveAttribute"/>.</summary>
    public static DataClassification Sensitive => new(TaxonomyName, nameof(Sensitive));
}
