using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

#pragma warning disable CA1051, CA1805 // Fields, arrays and written defaults are what users may have.

namespace Faust.Generators.Tests.Records.Types;

[Record]
public sealed partial record PositionalRecord(int A, string B);

[Record]
public partial record struct PositionalStruct(int A, string B);

[Record]
public readonly partial record struct PositionalReadonlyStruct(int A, string B);

[Record]
public sealed partial record PositionalWithMore(int A)
{
    public string B { get; init; } = "kept";

    public int C { get; set; } = 7;

    public required long D { get; init; }

    public int Twice => A * 2;
}

[Record]
public partial record InitRecord
{
    public int A { get; init; } = 1;

    public string B { get; init; } = "kept";
}

[Record]
public partial record struct InitStruct
{
    public InitStruct()
    {
    }

    public int A { get; init; } = 1;

    public string B { get; init; } = "kept";
}

[Record]
public partial class SetClass
{
    public int A { get; set; } = 1;

    public string B { get; set; } = "kept";
}

[Record]
public partial struct SetStruct
{
    public SetStruct()
    {
    }

    public int A { get; set; } = 1;

    public string? B { get; set; } = "kept";
}

[Record]
public partial class FieldClass
{
    public int A = 1;
    public string B = "kept";
    public required int C;
}

[Record]
public partial class ConstructorClass(int a, string b)
{
    public int A { get; } = a;

    public string B { get; } = b;
}

[Record]
public readonly partial struct ConstructorStruct
{
    public readonly int A;
    public readonly string? B;

    [JsonConstructor]
    public ConstructorStruct(int a, string? b) => (A, B) = (a, b);
}

[Record]
public partial class RequiredClass
{
    public required int A { get; init; }

    public required string? B { get; set; }
}

[Record]
public partial class SetsRequiredClass
{
    [SetsRequiredMembers]
    public SetsRequiredClass() => A = 5;

    public required int A { get; set; }

    public string B { get; init; } = "kept";
}

[Record]
public sealed partial record Defaults(
    int A = -3,
    string B = "quote \" and \\ and \u00e9",
    double C = double.NaN,
    float D = 1.5f,
    decimal E = 2.50m,
    char F = '\'',
    Level G = Level.High,
    Level? H = Level.Low,
    string? I = null,
    Guid J = default,
    ulong K = ulong.MaxValue,
    long L = long.MinValue,
    bool M = true,
    byte N = 255);

[Record]
public partial class SomeParametersUnmatched
{
    public SomeParametersUnmatched(int a, bool verbose = true, string b = "kept") => (A, B, _verbose) = (a, b, verbose);

    private readonly bool _verbose;

    public int A { get; }

    public string B { get; }

    public bool IsVerbose() => _verbose;
}

[Record]
public partial record Base(int A)
{
    public string Note { get; init; } = "base";
}

[Record]
public sealed partial record Derived(int A, int B) : Base(A)
{
    public new string Note { get; init; } = "derived";
}

[Record]
public sealed partial record Empty;

/// <summary>A plain null would be converted to it.</summary>
[Record]
public readonly partial record struct Convertible(string? Text)
{
    public static implicit operator Convertible(string? text) => new(text);
}

[Record]
public sealed partial record HoldsConvertible(Convertible? Value);
