namespace Faust.Analyzers.Schema;

/// <summary>What a line is about.</summary>
internal enum SchemaLineKind
{
    /// <summary>A member of a record.</summary>
    Member,

    /// <summary>A record of which there are data without any member.</summary>
    Empty,

    /// <summary>A record whose data may have the forms of Faust, the Python library.</summary>
    Faust,

    /// <summary>A case of a closed hierarchy.</summary>
    Case,

    /// <summary>A member of an enum.</summary>
    Enum,
}
