namespace Faust;

/// <summary>Says that values of a type travel by a converter, where Faust does not know the type or should write it otherwise.</summary>
/// <remarks>
/// On a member, it is for the member's type or for the one within it that the converter converts: the elements of a list, the keys of a
/// dictionary. On a type, it is for all members of that type; on the assembly (<c>[assembly: Converter&lt;MoneyConverter&gt;]</c>) for those of
/// the assembly's records, topics and tables. The member's attribute goes before the assembly's, that before the type's.
/// </remarks>
/// <typeparam name="TConverter">
/// A type that implements <see cref="Records.IRecordConverter{T, TWire}"/> or <see cref="Records.IRecordConverter{T}"/>, for one type or several.
/// </typeparam>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Assembly
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface,
    AllowMultiple = true,
    Inherited = false)]
public sealed class ConverterAttribute<TConverter> : Attribute;
