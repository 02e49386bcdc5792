using System.Numerics;

namespace Faust.Records;

// Keys of dictionaries: the quoted form and a colon.
public ref partial struct JsonWriter
{
    /// <summary>Writes a dictionary's key as a member name, with its colon: <c>"key":</c>. The comma before it is the caller's.</summary>
    /// <param name="name">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public void WritePropertyName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        WriteValue(name.AsSpan());
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(char name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    /// <remarks>Capitalised, as System.Text.Json does it for keys: <c>"True":</c>.</remarks>
    public void WritePropertyName(bool name) => WriteRaw(name ? "\"True\":"u8 : "\"False\":"u8);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(byte name) => WritePropertyName((ulong)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(sbyte name) => WritePropertyName((long)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(short name) => WritePropertyName((long)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(ushort name) => WritePropertyName((ulong)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(int name) => WritePropertyName((long)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(uint name) => WritePropertyName((ulong)name);

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(long name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(ulong name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    /// <exception cref="ArgumentException">The key is not finite: JSON has no such number.</exception>
    public void WritePropertyName(float name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(float)"/>
    public void WritePropertyName(double name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(decimal name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Guid name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(DateTime name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(DateTimeOffset name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(TimeSpan name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(DateOnly name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(TimeOnly name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(float)"/>
    public void WritePropertyName(Half name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Int128 name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(UInt128 name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(BigInteger name)
    {
        WriteRaw((byte)'"');
        WriteValue(name);
        WriteRaw("\":"u8);
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Version name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }

    /// <inheritdoc cref="WritePropertyName(string)"/>
    public void WritePropertyName(Uri name)
    {
        WriteValue(name);
        WriteRaw((byte)':');
    }
}
