using System.Globalization;

namespace Faust.Testing.Simulation;

/// <summary>
/// What happened in a run: every step goes into a hash, by which two runs are compared, and the last ones are kept to be read.
/// </summary>
internal sealed class SimulationHistory(int kept, TextWriter? output)
{
    private readonly Entry[] _last = new Entry[kept];
    private readonly List<Entry> _notes = [];
    private ulong _hash = 14695981039346656037;

    /// <summary>How many steps and notes there were.</summary>
    public long Count { get; private set; }

    /// <summary>The same for the same steps in the same order.</summary>
    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A step of the loop: cheap, as there are very many.</summary>
    public void Step(long ticks, SimulatedMachine machine, char kind, int id)
    {
        Mix((ulong)ticks);
        Mix(((ulong)machine.Id << 48) | ((ulong)kind << 32) | (uint)id);
        Keep(new Entry(ticks, machine.Name, kind, id, null));
    }

    /// <summary>Something worth reading.</summary>
    public void Note(long ticks, string who, string text)
    {
        Mix((ulong)ticks);
        foreach (char c in text) Mix(c);
        var entry = new Entry(ticks, who, '!', 0, text);
        _notes.Add(entry);
        Keep(entry);
    }

    /// <summary>The last entries.</summary>
    public IEnumerable<string> Last()
    {
        for (long i = Math.Max(0, Count - kept); i < Count; i++) yield return _last[i % kept].ToString();
    }

    /// <summary>All that was noted, without the steps.</summary>
    public IEnumerable<string> Notes() => _notes.Select(n => n.ToString());

    private void Keep(Entry entry)
    {
        _last[Count++ % kept] = entry;
        output?.WriteLine(entry.ToString());
    }

    private void Mix(ulong value) => _hash = (System.Numerics.BitOperations.RotateLeft(_hash, 5) ^ value) * 1099511628211;

    private readonly record struct Entry(long Ticks, string Who, char Kind, int Id, string? Text)
    {
        public override string ToString()
        {
            string time = (Ticks / (double)TimeSpan.TicksPerSecond).ToString("F6", CultureInfo.InvariantCulture);
            return Text is null ? $"{time} {Who} {Kind}{Id.ToString(CultureInfo.InvariantCulture)}" : $"{time} {Who}: {Text}";
        }
    }
}
