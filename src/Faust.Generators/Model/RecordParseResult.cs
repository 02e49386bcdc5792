using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>A record, or why it is none.</summary>
/// <param name="Model">The record; null if there is any failure.</param>
/// <param name="Failures">All that is wrong with it.</param>
internal sealed record RecordParseResult(RecordModel? Model, EquatableArray<RecordFailure> Failures);
