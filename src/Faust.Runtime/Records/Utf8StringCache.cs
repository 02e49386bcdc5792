using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Faust.Records;

/// <summary>
/// A bounded table from UTF-8 bytes to strings, so that strings that repeat (keys, currencies, airports) are looked up instead of
/// allocated. Not thread-safe: one for each processing task.
/// </summary>
/// <remarks>
/// <para>
/// It never affects results, only which instance of a string is returned. A string has a few places to be in and takes the place of
/// another when those are taken, so keys chosen by an enemy cost evictions, never long searches.
/// </para>
/// <para>
/// It gives up, for a while that grows, on a member whose values rarely repeat. Callers therefore pass a number for the member.
/// </para>
/// </remarks>
public sealed class Utf8StringCache
{
    private const int InitialCapacity = 256;
    private const int Ways = 8;

    private readonly int _maxCapacity;
    private readonly int _maxLength;
    private readonly MemberStatistics[] _members = new MemberStatistics[MemberStatistics.Count];
    private Entry[] _entries;
    private int _count;
    private uint _victim;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="maxEntries">Strings to keep at most, rounded up to a power of two; the table starts small and grows.</param>
    /// <param name="maxLength">The longest string to keep, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive, or there are more than 2^24 entries.</exception>
    public Utf8StringCache(int maxEntries = 16_384, int maxLength = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEntries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxEntries, 1 << 24);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        _maxCapacity = Math.Max(Ways, (int)BitOperations.RoundUpToPowerOf2((uint)maxEntries));
        _maxLength = maxLength;
        _entries = new Entry[Math.Min(InitialCapacity, _maxCapacity)];
        Array.Fill(_members, MemberStatistics.New);
    }

    /// <summary>Strings that are kept.</summary>
    public int Count => _count;

    /// <summary>The string that <paramref name="validatedUtf8"/> stands for.</summary>
    /// <param name="validatedUtf8">Valid UTF-8; what is not valid would become U+FFFD.</param>
    /// <returns>The string, new or returned before.</returns>
    public string GetString(ReadOnlySpan<byte> validatedUtf8) => GetString(validatedUtf8, 0);

    /// <inheritdoc cref="GetString(ReadOnlySpan{byte})"/>
    /// <param name="validatedUtf8">Valid UTF-8; what is not valid would become U+FFFD.</param>
    /// <param name="member">
    /// The member that the string belongs to, any number. Only the decision to give up depends on it; numbers that are equal modulo
    /// 1024 share that.
    /// </param>
    public string GetString(ReadOnlySpan<byte> validatedUtf8, int member)
    {
        if (validatedUtf8.IsEmpty) return "";
        ref MemberStatistics statistics = ref _members[member & (MemberStatistics.Count - 1)];
        if (validatedUtf8.Length > _maxLength || !statistics.ShouldLook()) return Utf8Text.FromValid(validatedUtf8);

        Load(validatedUtf8, out ulong head, out ulong tail);
        uint hash = Hash(validatedUtf8, head, tail);
        Entry[] entries = _entries;
        for (uint way = 0; way < Ways; way++)
        {
            ref Entry entry = ref entries[(hash + way) & (uint)(entries.Length - 1)];
            if (entry.Value is null) break;
            if (entry.Head == head && entry.Tail == tail && entry.Length == validatedUtf8.Length
                && (validatedUtf8.Length <= 2 * sizeof(ulong) || (entry.Hash == hash && IsSame(entry.Value, validatedUtf8))))
            {
                statistics.Hits++;
                return entry.Value;
            }
        }

        string value = Utf8Text.FromValid(validatedUtf8);
        if (_count > entries.Length / 2 && entries.Length < _maxCapacity) Grow();
        Insert(new Entry { Head = head, Tail = tail, Value = value, Hash = hash, Length = validatedUtf8.Length });
        return value;
    }

    private void Insert(in Entry added)
    {
        Entry[] entries = _entries;
        uint mask = (uint)(entries.Length - 1);
        for (uint way = 0; way < Ways; way++)
        {
            ref Entry entry = ref entries[(added.Hash + way) & mask];
            if (entry.Value is not null) continue;
            entry = added;
            _count++;
            return;
        }

        // Places never become empty again, so every search may stop at an empty one.
        entries[(added.Hash + (_victim++ % Ways)) & mask] = added;
    }

    private void Grow()
    {
        Entry[] old = _entries;
        _entries = new Entry[old.Length * 2];
        _count = 0;
        foreach (ref Entry entry in old.AsSpan())
        {
            if (entry.Value is not null) Insert(entry);
        }
    }

    // Together with the length, these are all of up to 16 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ReadOnlySpan<byte> utf8, out ulong head, out ulong tail)
    {
        ref byte start = ref MemoryMarshal.GetReference(utf8);
        int length = utf8.Length;
        if (length >= sizeof(ulong))
        {
            head = Unsafe.ReadUnaligned<ulong>(ref start);
            tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, length - sizeof(ulong)));
        }
        else if (length >= sizeof(uint))
        {
            head = Unsafe.ReadUnaligned<uint>(ref start);
            tail = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - sizeof(uint)));
        }
        else
        {
            // One to three bytes: the first, the middle and the last are all.
            head = start;
            tail = (uint)(Unsafe.Add(ref start, length >> 1) << 8) | Unsafe.Add(ref start, length - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> utf8, ulong head, ulong tail)
    {
        ulong hash = Mix(head ^ (uint)utf8.Length ^ 0x9E3779B97F4A7C15, tail ^ 0xD6E8FEB86659FD93);
        return utf8.Length <= 2 * sizeof(ulong) ? (uint)hash : HashMiddle(utf8, hash);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint HashMiddle(ReadOnlySpan<byte> utf8, ulong hash)
    {
        for (int i = sizeof(ulong); i < utf8.Length - sizeof(ulong); i += sizeof(ulong))
        {
            hash = Mix(hash, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), i)) ^ 0xD6E8FEB86659FD93);
        }

        return (uint)hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsSame(string value, ReadOnlySpan<byte> utf8)
    {
        if (value.Length == utf8.Length) return Ascii.Equals(utf8, value);
        // No text has more UTF-16 units than UTF-8 bytes.
        Span<char> text = utf8.Length <= 256 ? stackalloc char[256] : new char[utf8.Length];
        return text[..Encoding.UTF8.GetChars(utf8, text)].SequenceEqual(value);
    }

    private struct Entry
    {
        public ulong Head;
        public ulong Tail;
        public string? Value;
        public uint Hash;
        public int Length;
    }
}
