using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Analyzers.Schema;

/// <summary>A <c>faust.schema.txt</c> in memory.</summary>
internal sealed class SchemaAdditionalText(string text, string path = "/project/faust.schema.txt") : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
