using System.Runtime.CompilerServices;

namespace Faust.Records;

// Closed hierarchies: which case an object is, before it is read.
public ref partial struct JsonReader
{
    /// <summary>
    /// Like <see cref="TryRead"/> for an object's first member, also where the object's discriminator has been read already and the member follows it.
    /// </summary>
    /// <param name="literal">What is expected, such as <c>{"id":</c>.</param>
    /// <returns>Whether it was there. If not, the reader stands where it stood.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadFirst(scoped ReadOnlySpan<byte> literal)
    {
        if (!_isOpen) return TryRead(literal);
        int position = _position;
        if ((uint)position >= (uint)_utf8.Length || _utf8[position] != ',') return false;
        _position = position + 1;
        if (TryRead(literal[1..]))
        {
            _isOpen = false;
            return true;
        }

        _position = position;
        return false;
    }

    /// <summary>
    /// Finds which case the object is that comes next. Where the discriminator is its first member, reading the object goes on behind it; else the
    /// reader stands where it stood.
    /// </summary>
    /// <param name="literal">The discriminator as the first member: <c>{"type":</c>.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The discriminator; of several, the first. Valid until something is read.</returns>
    /// <exception cref="RecordFormatException">There is no object, or it is invalid before its discriminator.</exception>
    public JsonDiscriminator ReadDiscriminator(scoped ReadOnlySpan<byte> literal, scoped ReadOnlySpan<byte> name)
    {
        if (!TryReadFirst(literal)) return FindDiscriminator(name);
        JsonDiscriminator value = ReadDiscriminator();
        _isOpen = true;
        return value;
    }

    /// <summary>Finds which case the object is that comes next by the namespace that Faust gives it. The reader stands where it stood.</summary>
    /// <returns>The namespace. Valid until something is read.</returns>
    /// <exception cref="RecordFormatException">There is no object, or it is invalid before its namespace.</exception>
    public JsonDiscriminator ReadFaustNamespace()
    {
        PeekToken();
        int start = _position;
        bool isOpen = _isOpen;
        bool isFound = TryEnterMember("__faust"u8, skipsFaust: true) && (PeekToken() != '{' || TryEnterMember("ns"u8, skipsFaust: true));
        JsonDiscriminator value = isFound ? ReadDiscriminator() : new JsonDiscriminator(default, DiscriminatorKind.Missing, start);
        _position = start;
        _isOpen = isOpen;
        return value;
    }

    /// <summary>Makes the exception for an object that is none of the cases.</summary>
    /// <param name="found">What <see cref="ReadDiscriminator(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/> found.</param>
    /// <param name="discriminator">The discriminator's name.</param>
    /// <param name="type">The hierarchy's name, for the message.</param>
    /// <param name="cases">What is known, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException UnknownCase(scoped JsonDiscriminator found, string discriminator, string type, string cases)
    {
        string message = found.Kind switch
        {
            DiscriminatorKind.Missing => $"{type} lacks '{discriminator}', which says what it is: {cases},",
            DiscriminatorKind.Text => $"'{Utf8Text.FromValid(found.Value)}' is no case of {type}, '{discriminator}' is one of {cases},",
            DiscriminatorKind.Number => $"{Utf8Text.FromValid(found.Value)} is no case of {type}, '{discriminator}' is one of {cases},",
            _ => $"'{discriminator}' is {Describe(found.Offset)}, which is no case of {type}: it is one of {cases},",
        };
        return new RecordFormatException($"{message} at offset {found.Offset}.", found.Offset);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsonDiscriminator FindDiscriminator(scoped ReadOnlySpan<byte> name)
    {
        PeekToken();
        int start = _position;
        bool isOpen = _isOpen;
        JsonDiscriminator value = TryEnterMember(name, skipsFaust: false)
            ? ReadDiscriminator()
            : new JsonDiscriminator(default, DiscriminatorKind.Missing, start);
        _position = start;
        _isOpen = isOpen;
        return value;
    }

    // Reads an object up to the value of a member, or to its end.
    private bool TryEnterMember(scoped ReadOnlySpan<byte> name, bool skipsFaust)
    {
        ReadStartObject();
        while (ReadName(out ReadOnlySpan<byte> next))
        {
            if (next.SequenceEqual(name)) return true;
            Skip(skipsFaust);
        }

        return false;
    }

    private JsonDiscriminator ReadDiscriminator()
    {
        int token = PeekToken();
        int offset = _position;
        switch (token)
        {
            case '"':
                return new JsonDiscriminator(ReadText(out _), DiscriminatorKind.Text, offset);
            case '-' or (>= '0' and <= '9'):
                return new JsonDiscriminator(ReadNumber(out _), DiscriminatorKind.Number, offset);
            default:
                SkipValue();
                return new JsonDiscriminator(default, DiscriminatorKind.Other, offset);
        }
    }
}
