using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>A record, or why it is none.</summary>
/// <param name="Model">The record; null if there is any failure.</param>
/// <param name="Failures">All that is wrong with it.</param>
/// <param name="Union">The closed hierarchy that it is instead or, if it is a case of itself, too.</param>
internal sealed record RecordParseResult(RecordModel? Model, EquatableArray<RecordFailure> Failures, UnionModel? Union)
{
    /// <summary>Whether generated code writes and reads it.</summary>
    public bool HasSerializer => Model is not null || Union is not null;

    public bool HasEventTime => Model is { EventTime: not EventTimeKind.None } || Union is { HasEventTime: true };
}
