namespace Faust;

/// <summary>
/// Marks a <c>partial</c> class, struct, record or record struct as a record: a type that travels in topics and tables.
/// The generator writes its serializer.
/// </summary>
/// <remarks>
/// Public properties and fields with a getter and a way to set them (constructor parameter, <c>init</c>, <c>set</c>) are members.
/// Wire names are the members' names in camel case; they are compared exactly.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RecordAttribute : Attribute;
