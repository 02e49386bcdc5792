namespace Faust.Records;

/// <summary>What a text says about which case of a closed hierarchy it is; what generated code calls.</summary>
public readonly ref struct JsonDiscriminator
{
    private readonly ReadOnlySpan<byte> _value;
    private readonly DiscriminatorKind _kind;

    internal JsonDiscriminator(ReadOnlySpan<byte> value, DiscriminatorKind kind, int offset)
    {
        _value = value;
        _kind = kind;
        Offset = offset;
    }

    internal DiscriminatorKind Kind => _kind;

    internal ReadOnlySpan<byte> Value => _value;

    /// <summary>Where it stands or, where there is none, its object starts.</summary>
    internal int Offset { get; }

    /// <summary>Whether it is this string.</summary>
    /// <param name="text">The string, unescaped.</param>
    public bool Is(scoped ReadOnlySpan<byte> text) => _kind == DiscriminatorKind.Text && _value.SequenceEqual(text);

    /// <summary>Whether it is this number.</summary>
    /// <param name="digits">The number as it is written.</param>
    public bool IsNumber(scoped ReadOnlySpan<byte> digits) => _kind == DiscriminatorKind.Number && _value.SequenceEqual(digits);
}
