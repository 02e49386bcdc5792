namespace Faust.TestLibrary;

/// <summary>A struct among the cases, with keys.</summary>
[Record]
public readonly partial record struct Card([Key(1)] string Text) : IMail;
