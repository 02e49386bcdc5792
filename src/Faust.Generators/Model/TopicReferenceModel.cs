namespace Faust.Generators.Model;

/// <summary>The topic that an agent reads; it may be declared in another assembly.</summary>
internal sealed record TopicReferenceModel
{
    /// <summary>The topic's class as <c>global::Ns.Name</c>.</summary>
    public required string FullyQualifiedName { get; init; }

    /// <summary>The topic's class as <c>Ns.Outer+Name</c>.</summary>
    public required string MetadataName { get; init; }

    /// <summary>The name of the assembly that declares it.</summary>
    public required string AssemblyName { get; init; }

    /// <summary>Its key and value.</summary>
    public required KeyValueModel Types { get; init; }
}
