using System.ComponentModel;

namespace Faust.Records;

/// <summary>
/// A record with checks: it, or a record within it, has attributes of <c>System.ComponentModel.DataAnnotations</c>,
/// a <see cref="RecordPatternAttribute"/> or an <c>IValidatableObject</c>. Implemented by generated code.
/// </summary>
public interface IValidatedRecord
{
    /// <summary>Runs the checks of the record and of all records within it: members, elements and values of dictionaries.</summary>
    /// <returns>All that was found; the same empty list each time where that is nothing.</returns>
    IReadOnlyList<RecordError> Validate();

    /// <summary>Adds to <paramref name="errors"/> what <see cref="Validate"/> returns; what generated code calls for nested records.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void Check(ref RecordErrors errors);
}
