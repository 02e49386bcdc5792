using Microsoft.Extensions.Compliance.Classification;

namespace Faust;

/// <summary>Marks a member of a record that says something of a person. It travels as it is, and is masked wherever the record is printed.</summary>
public sealed class PersonalAttribute() : DataClassificationAttribute(SensitiveData.Personal);
