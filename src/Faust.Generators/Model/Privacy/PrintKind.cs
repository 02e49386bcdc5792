namespace Faust.Generators.Model.Privacy;

/// <summary>How a record with members that not everybody may see is printed.</summary>
internal enum PrintKind
{
    /// <summary>As it is: by code of the user's, or by nothing that shows its members.</summary>
    None,

    /// <summary>By a <c>PrintMembers</c> of a record, which its <c>ToString</c> calls.</summary>
    PrintMembers,

    /// <summary>By a <c>ToString</c>.</summary>
    Text,
}
