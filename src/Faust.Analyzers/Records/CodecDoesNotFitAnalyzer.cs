using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0009: the codec that a topic or a table is given cannot write its keys or values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CodecDoesNotFitAnalyzer : CodecAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.CodecDoesNotFit;

    protected override (string Reason, string Advice)? Describe(CodecFailure failure) => failure.Kind switch
    {
        CodecFailureKind.NoRawForm =>
            ($"Kafka's serializers have no form for '{failure.Detail}'", "use JsonCodec or MessagePackCodec, or text, a number, a Guid or byte[]"),
        CodecFailureKind.NoMessagePack =>
            ($"{failure.Detail} has no MessagePack", "mark it [Record], constrain a type parameter to IMessagePackRecord<T> too, or use JsonCodec"),
        CodecFailureKind.OtherType => ($"it is no {failure.Detail}", $"implement {failure.Detail} or use another codec"),
        CodecFailureKind.NotConstructible => ("it cannot be made", "give it a public constructor without parameters and no required members, and make it visible to other files; services come with Attach"),
        CodecFailureKind.Several => ("several attributes name a codec", "keep one of them"),
        _ => null,
    };
}
