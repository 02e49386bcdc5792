using System.Text.Json.Serialization;

namespace Faust;

/// <summary>Says that values of a type travel as the program's own <see cref="JsonSerializerContext"/> writes them.</summary>
/// <remarks>
/// On a member, it is for the member's type or for the one within it that the context has a <c>[JsonSerializable]</c> for. On the assembly, it
/// is for all types of the context that Faust has no form of its own for.
/// </remarks>
/// <typeparam name="TContext">The context. Its options count, save that what is written is never indented.</typeparam>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Assembly,
    AllowMultiple = true,
    Inherited = false)]
public sealed class JsonContextAttribute<TContext> : Attribute
    where TContext : JsonSerializerContext;
