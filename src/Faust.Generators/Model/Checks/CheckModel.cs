using Faust.Generators.Helpers;

namespace Faust.Generators.Model.Checks;

/// <summary>One check of a member, or of a record as a whole.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Arguments">What <see cref="CheckKind"/> says for the kind.</param>
/// <param name="Message">What the error says: an expression of C#.</param>
internal sealed record CheckModel(CheckKind Kind, EquatableArray<string> Arguments, string Message);
