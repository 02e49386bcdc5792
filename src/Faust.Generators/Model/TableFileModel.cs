namespace Faust.Generators.Model;

/// <summary>A table with its codec: what its generated part is made from.</summary>
internal sealed record TableFileModel(TableModel Table, CodecsModel Codecs);
