namespace Faust.Records;

public ref partial struct JsonReader
{
    /// <summary>Skips the next value, whatever it is, checking all of its grammar and its text.</summary>
    /// <exception cref="RecordFormatException">There is no valid value, or one nested more than <see cref="MaxDepth"/> deep.</exception>
    public void SkipValue() => Skip(skipsFaust: false);

    // Faust also writes what is no JSON: NaN and the infinities.
    private void Skip(bool skipsFaust)
    {
        // One bit a level, the innermost lowest: whether it is an object. No recursion, so that hostile input costs no stack.
        ulong objects = 0;
        int level = 0;
        while (true)
        {
            switch (PeekToken())
            {
                case '{' or '[':
                    if (level + _depth >= MaxDepth) ThrowTooDeep();
                    bool isObject = _utf8[_position++] == '{';
                    objects = (objects << 1) | (isObject ? 1UL : 0);
                    level++;
                    if (isObject ? ReadName(out _) : ReadElement()) continue;
                    level--;
                    objects >>= 1;
                    break;
                case '"': SkipString(); break;
                case '-' or 'N' or 'I' when skipsFaust && TryReadNotFinite(out _): break;
                case '-' or (>= '0' and <= '9'): ReadNumber(out _); break;
                case 't' or 'f': ReadBoolean(); break;
                default:
                    if (!TryReadNull()) ThrowExpected("a value");
                    break;
            }

            while (level > 0 && !((objects & 1) != 0 ? ReadName(out _) : ReadElement()))
            {
                level--;
                objects >>= 1;
            }

            if (level == 0) return;
        }
    }
}
