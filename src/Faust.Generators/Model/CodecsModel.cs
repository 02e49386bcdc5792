namespace Faust.Generators.Model;

/// <summary>How a topic or a table is written and read.</summary>
internal sealed record CodecsModel
{
    public required CodecModel Key { get; init; }

    public required CodecModel Value { get; init; }

    /// <summary>The nested class of what JSON needs; no member has its name.</summary>
    public required string JsonHelperName { get; init; }

    /// <summary>The nested class of what MessagePack needs; no member has its name.</summary>
    public required string MessagePackHelperName { get; init; }

    /// <summary>Whether the value tells its event time.</summary>
    public required bool HasEventTime { get; init; }

    /// <summary>Whether the value is a record with members that not everybody may see.</summary>
    public required bool IsClassified { get; init; }
}
