namespace Faust.Records;

public ref partial struct MessagePackReader
{
    /// <summary>Skips the next value, whatever it is, checking all of its structure and its text.</summary>
    /// <exception cref="RecordFormatException">There is no valid value, or one nested more than <see cref="MaxDepth"/> deep.</exception>
    public void Skip()
    {
        // What is left to skip of the values around, the outermost first. No recursion, so that hostile input costs no stack.
        Span<long> outer = stackalloc long[MaxDepth];
        int level = 0;
        long left = 1;
        while (true)
        {
            left--;
            if (!MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header)) ThrowExpected("a value");
            if (header.MinLength > _bytes.Length - _position - header.Size) ThrowTooLong(header);
            if (header.Kind is MessagePackKind.Array or MessagePackKind.Map)
            {
                if (level + _depth >= MaxDepth) ThrowTooDeep();
                _position += header.Size;
                outer[level++] = left;
                left = header.Children;
            }
            else if (header.Kind == MessagePackKind.String)
            {
                ReadText("a string", out _);
            }
            else
            {
                _position += header.Size + (int)header.Length;
            }

            while (left == 0)
            {
                if (level == 0) return;
                left = outer[--level];
            }
        }
    }
}
