namespace Faust;

/// <summary>
/// Names the class through which an assembly's declared topics, tables and agents are registered. Written by the generator, read by the
/// generator of the assemblies that reference this one.
/// </summary>
/// <param name="module">The module's class, with a public static <c>Register(FaustRegistry)</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class FaustModuleAttribute(Type module) : Attribute
{
    /// <summary>The module's class.</summary>
    public Type Module { get; } = module;
}
