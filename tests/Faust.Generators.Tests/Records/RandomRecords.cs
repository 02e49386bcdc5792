using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Text;

namespace Faust.Generators.Tests.Records;

/// <summary>Random records of any type in these tests: nulls only where they are allowed, values at and beyond every edge of a format.</summary>
internal sealed class RandomRecords(int seed)
{
    private readonly Random _random = new(seed);
    private readonly NullabilityInfoContext _nullability = new();
    private int _depth;

    public T Next<T>() => (T)Create(typeof(T));

    private object Create(Type type)
    {
        _depth++;
        ConstructorInfo constructor = type.GetConstructors().Where(c => !IsCopy(c, type)).MaxBy(c => c.GetParameters().Length)!;
        object record = constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, _nullability.Create(p)))]);
        foreach (PropertyInfo property in type.GetProperties())
        {
            bool isParameter = constructor.GetParameters().Any(p => p.Name == property.Name);
            if (property.SetMethod is { IsPublic: true } && !isParameter) property.SetValue(record, Value(property.PropertyType, _nullability.Create(property)));
        }

        _depth--;
        return record;
    }

    private object? Value(Type type, NullabilityInfo nullability)
    {
        bool mayBeNull = nullability.ReadState == NullabilityState.Nullable;
        // The deeper, the likelier the end.
        if (mayBeNull && _random.Next(4 + (8 * _depth)) >= 3 + _depth) return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Scalar(type) is { } scalar) return scalar;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length));
        if (type == typeof(byte[])) return Bytes();
        if (type.IsArray) return Fill(type.GetElementType()!, nullability.ElementType!);
        if (!type.IsGenericType || type.Namespace!.StartsWith("Faust", StringComparison.Ordinal)) return Create(type);

        Type[] arguments = type.GetGenericArguments();
        NullabilityInfo[] inner = nullability.GenericTypeArguments;
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(Bytes());
        if (type == typeof(Memory<byte>)) return new Memory<byte>(Bytes());
        if (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)) return Activator.CreateInstance(type, Value(arguments[0], inner[0]), Value(arguments[1], inner[1]));
        return arguments.Length == 1 ? Collection(type, Fill(arguments[0], inner[0])) : Dictionary(type, arguments, inner[1]);
    }

    private static object Collection(Type type, Array items)
    {
        Type element = items.GetType().GetElementType()!;
        if (type.Namespace == "System.Collections.Immutable") return Immutable(type, items, element);
        if (!type.IsInterface) return Activator.CreateInstance(type, items)!;
        Type filled = type.Name.Contains("Set", StringComparison.Ordinal) ? typeof(HashSet<>) : typeof(List<>);
        return Activator.CreateInstance(filled.MakeGenericType(element), items)!;
    }

    private object Dictionary(Type type, Type[] arguments, NullabilityInfo value)
    {
        var filled = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        for (int i = Count(); i > 0; i--)
        {
            object key = Scalar(arguments[0]) ?? Enum.GetValues(arguments[0]).GetValue(_random.Next(Enum.GetValues(arguments[0]).Length))!;
            filled[key] = Value(arguments[1], value);
        }

        if (type.IsAssignableFrom(filled.GetType())) return filled;
        return type.Namespace == "System.Collections.Immutable" ? Immutable(type, filled, arguments) : Activator.CreateInstance(type, filled)!;
    }

    private static object Immutable(Type type, object items, params Type[] arguments)
    {
        Type factory = type.Assembly.GetType(type.FullName!.Split('`')[0])!;
        return factory.GetMethods()
            .First(m => m.Name == "CreateRange" && m.GetGenericArguments().Length == arguments.Length
                && m.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }])
            .MakeGenericMethod(arguments).Invoke(null, [items])!;
    }

    private Array Fill(Type element, NullabilityInfo nullability)
    {
        var items = Array.CreateInstance(element, Count());
        for (int i = 0; i < items.Length; i++) items.SetValue(Value(element, nullability), i);
        return items;
    }

    private int Count() => _random.Next(4) switch
    {
        0 => 0,
        1 => 1,
        _ => _random.Next(Math.Max(1, 12 >> _depth)),
    };

    private object? Scalar(Type type)
    {
        long bits = _random.Next(4) switch
        {
            0 => _random.Next(-3, 4),
            1 => 1L << _random.Next(64),
            2 => (1L << _random.Next(64)) - 1,
            _ => _random.NextInt64() >> _random.Next(64),
        };
        if (type == typeof(bool)) return (bits & 1) == 0;
        if (type == typeof(byte)) return (byte)bits;
        if (type == typeof(sbyte)) return (sbyte)bits;
        if (type == typeof(short)) return (short)bits;
        if (type == typeof(ushort)) return (ushort)bits;
        if (type == typeof(int)) return (int)bits;
        if (type == typeof(uint)) return (uint)bits;
        if (type == typeof(long)) return bits;
        if (type == typeof(ulong)) return (ulong)bits;
        if (type == typeof(float)) return float.IsFinite(BitConverter.Int32BitsToSingle((int)bits)) ? BitConverter.Int32BitsToSingle((int)bits) : 0.1f;
        if (type == typeof(double)) return double.IsFinite(BitConverter.Int64BitsToDouble(bits)) ? BitConverter.Int64BitsToDouble(bits) : (int)bits / 100.0;
        if (type == typeof(decimal)) return new decimal((int)bits, (int)(bits >> 32), _random.Next(), _random.Next(2) == 0, (byte)_random.Next(29));
        if (type == typeof(Half)) return Half.IsFinite(BitConverter.Int16BitsToHalf((short)bits)) ? BitConverter.Int16BitsToHalf((short)bits) : Half.One;
        if (type == typeof(Int128)) return (Int128)bits << _random.Next(64);
        if (type == typeof(UInt128)) return (UInt128)bits << _random.Next(64);
        if (type == typeof(BigInteger)) return (BigInteger)bits << _random.Next(300);
        if (type == typeof(char)) return (char)(_random.Next(3) == 0 ? _random.Next(0x20, 0xD800) : _random.Next(0x80));
        if (type == typeof(string)) return Text();
        if (type == typeof(Guid)) return new Guid(_random.Next(), (short)bits, 3, 4, 5, 6, 7, 8, 9, 10, (byte)bits);
        long ticks = _random.NextInt64(DateTime.MaxValue.Ticks);
        ticks -= ticks % Unit();
        if (type == typeof(DateTime)) return new DateTime(ticks, _random.Next(2) == 0 ? DateTimeKind.Utc : DateTimeKind.Unspecified);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(Math.Clamp(ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromMinutes(_random.Next(-14 * 60, 14 * 60)));
        if (type == typeof(TimeSpan)) return new TimeSpan(bits);
        if (type == typeof(DateOnly)) return DateOnly.FromDayNumber((int)(ticks / TimeSpan.TicksPerDay));
        if (type == typeof(TimeOnly)) return new TimeOnly(ticks % TimeSpan.TicksPerDay);
        if (type == typeof(Version)) return _random.Next(2) == 0 ? new Version((byte)bits, 2) : new Version(1, (byte)bits, 3, 4);
        return type == typeof(Uri) ? new Uri($"https://host/{Uri.EscapeDataString(Text())}") : null;
    }

    private long Unit() => _random.Next(3) switch
    {
        0 => 1,
        1 => TimeSpan.TicksPerMillisecond,
        _ => TimeSpan.TicksPerSecond,
    };

    private byte[] Bytes()
    {
        byte[] bytes = new byte[Count() * _random.Next(20)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text()
    {
        var text = new StringBuilder();
        int length = _random.Next(8) == 0 ? _random.Next(300) : _random.Next(12);
        while (text.Length < length)
        {
            switch (_random.Next(16))
            {
                case 0: text.Append("\"\\/\b\f\n\r\t\0\u001f\u007f"[_random.Next(11)]); break;
                case 1: text.Append(new Rune(_random.Next(0x80, 0x800))); break;
                case 2: text.Append(new Rune(_random.Next(0x1F300, 0x1F700))); break;
                default: text.Append((char)_random.Next(' ', 0x7F)); break;
            }
        }

        return text.ToString();
    }

    private static bool IsCopy(ConstructorInfo constructor, Type type) => constructor.GetParameters() is [{ } only] && only.ParameterType == type;
}
