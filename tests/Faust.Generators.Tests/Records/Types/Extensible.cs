using System.Text.Json;
using System.Text.Json.Serialization;
using Faust.Records;

namespace Faust.Generators.Tests.Records.Types;

[Record]
public sealed partial record Extensible(int A, [ExtensionData] RecordExtensionData? More, string? B = null);

[Record]
public sealed partial record ExtensibleNever(int A, [property: ExtensionData] RecordExtensionData More);

[Record]
public sealed partial class ExtensibleSettable
{
    [ExtensionData]
    public RecordExtensionData More { get; set; } = [];

    public int A { get; set; }
}

[Record]
public sealed partial class ExtensibleInit
{
    public int A { get; init; } = 1;

    [ExtensionData]
    public required RecordExtensionData More { get; init; }
}

[Record(OmitDefaults = true)]
public sealed partial record ExtensibleSparse(int A, int B, [ExtensionData] RecordExtensionData? More = null);

[Record]
public sealed partial record OnlyExtension([ExtensionData] RecordExtensionData? More);

public sealed class ReferenceExtensible
{
    public int A { get; set; }

    public string? B { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
