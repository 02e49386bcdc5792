namespace Faust.Mutants;

/// <summary>A text that stands once in a file, and what to put there.</summary>
internal sealed record Edit(string File, string Find, string Replace);
