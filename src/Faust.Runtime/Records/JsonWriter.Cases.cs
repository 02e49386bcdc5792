using System.Runtime.CompilerServices;

namespace Faust.Records;

// Closed hierarchies: a case writes its object as always, and its discriminator is put into that.
public ref partial struct JsonWriter
{
    /// <summary>Writes the discriminator of an object that is written next.</summary>
    /// <param name="discriminator">The discriminator as the first member: <c>{"type":"card"</c>.</param>
    /// <returns>What <see cref="EndCase"/> takes.</returns>
    public int BeginCase(scoped ReadOnlySpan<byte> discriminator)
    {
        WriteRaw(discriminator);
        return _buffer.Length + _position;
    }

    /// <summary>Makes the object just written the rest of the one that <see cref="BeginCase"/> began.</summary>
    /// <param name="start">What <see cref="BeginCase"/> returned.</param>
    /// <exception cref="InvalidOperationException">No object was written since.</exception>
    public void EndCase(int start)
    {
        int length = _buffer.Length + _position - start;
        if (length < 2 || At(start) != '{') ThrowNoObject();
        bool isEmpty = At(start + 1) == '}';
        At(start) = isEmpty ? (byte)'}' : (byte)',';
        if (isEmpty) _position--;
    }

    /// <summary>Adds a member to the object just written.</summary>
    /// <param name="member">The member behind a comma, and the object's end: <c>,"kind":1}</c>.</param>
    /// <exception cref="InvalidOperationException">What was written last is no object.</exception>
    public void WriteLastMember(scoped ReadOnlySpan<byte> member)
    {
        int end = _buffer.Length + _position - 1;
        if (_position == 0 || At(end) != '}') ThrowNoObject();
        bool isEmpty = At(end - 1) == '{';
        _position--;
        WriteRaw(isEmpty ? member[1..] : member);
    }

    /// <summary>Makes the exception for a value of a type that is no case of a closed hierarchy.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The hierarchy's name, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly InvalidOperationException UnknownCase(object value, string type) => NoCase(value, type);

    internal static InvalidOperationException NoCase(object value, string type)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new($"{value.GetType()} is no case of {type}: list it there by [RecordCase<{value.GetType().Name}>].");
    }

    // A byte that was written: some are the buffer's already, some are not.
    private readonly ref byte At(int offset)
    {
        int written = _buffer.Length;
        return ref offset < written ? ref _buffer.WrittenMutableSpan[offset] : ref _span[offset - written];
    }

    private static void ThrowNoObject() => throw new InvalidOperationException("A case of a closed hierarchy did not write itself as a JSON object.");
}
