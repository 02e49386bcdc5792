namespace Faust.Records;

/// <summary>What a document says about which case of a closed hierarchy it is; what generated code calls.</summary>
public readonly ref struct MessagePackDiscriminator
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly long _number;
    private readonly DiscriminatorKind _kind;

    internal MessagePackDiscriminator(ReadOnlySpan<byte> text, long number, DiscriminatorKind kind, int offset)
    {
        _text = text;
        _number = number;
        _kind = kind;
        Offset = offset;
    }

    internal DiscriminatorKind Kind => _kind;

    internal ReadOnlySpan<byte> Text => _text;

    internal long Number => _number;

    /// <summary>Where it stands or, where there is none, what is in its place.</summary>
    internal int Offset { get; }

    /// <summary>Whether it is this string.</summary>
    /// <param name="text">The string.</param>
    public bool Is(scoped ReadOnlySpan<byte> text) => _kind == DiscriminatorKind.Text && _text.SequenceEqual(text);

    /// <summary>Whether it is this number.</summary>
    /// <param name="number">The number.</param>
    public bool IsNumber(int number) => _kind == DiscriminatorKind.Number && _number == number;
}
