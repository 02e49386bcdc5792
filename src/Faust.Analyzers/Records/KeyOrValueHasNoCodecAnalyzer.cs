using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0006: the keys or values of a topic or a table cannot be serialized.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class KeyOrValueHasNoCodecAnalyzer : CodecAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.KeyOrValueHasNoCodec;

    protected override (string Reason, string Advice)? Describe(CodecFailure failure) => failure.Type switch
    {
        null => null,
        { Kind: WireTypeFailureKind.UnsupportedKey } type => ($"'{type.Type}' cannot be the key of a dictionary", SupportedTypes.KeyAdvice),
        { Kind: WireTypeFailureKind.UnconstrainedTypeParameter } type =>
            ($"'{type.Type}' may stand for any type", SupportedTypes.ParameterAdviceFor(type.Type)),
        { Kind: WireTypeFailureKind.AmbiguousEnumName } type =>
            ($"\"{type.Detail}\" does not tell which member of '{type.Type}' is meant", "give each member another name"),
        { } type => ($"'{type.Type}' is not supported", SupportedTypes.Advice),
    };
}
