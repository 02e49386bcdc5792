using Faust.Generators.Model;

namespace Faust.Generators.Parsing;

/// <summary>A record without what others say about it, and the symbols that lead to those. Not part of the pipeline's values.</summary>
/// <param name="Result">The record, or why it is none.</param>
/// <param name="Members">The members that travel.</param>
internal sealed record ParsedRecord(RecordParseResult Result, IReadOnlyList<TravellingMember> Members);
