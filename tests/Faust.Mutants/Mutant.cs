namespace Faust.Mutants;

/// <summary>A defect, as a file tells it: what to replace in the runtime's sources, and what must notice.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Edits">What is replaced.</param>
/// <param name="CaughtBy">Which check must fail.</param>
/// <param name="Seeds">Within how many of its seeds.</param>
/// <param name="Why">What is broken.</param>
/// <param name="Needs">What the check lacks yet to notice; null where it lacks nothing.</param>
/// <param name="Harmless">Why nobody can notice; null where somebody must.</param>
internal sealed record Mutant(string Name, IReadOnlyList<Edit> Edits, string CaughtBy, int Seeds, string Why, string? Needs, string? Harmless = null)
{
    public const int DefaultSeeds = 1000;

    /// <summary>Reads <c>*.mutant</c> files. Each line begins a field by its name, or goes on with what <c>find:</c> or <c>replace:</c> began.</summary>
    public static Mutant Read(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        var edits = new List<Edit>();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string>? block = null;
        string? find = null;
        foreach (string line in (string[])[.. File.ReadAllLines(path), "end:"])
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string field = colon < 0 ? "" : line[..colon];
            if (field is not ("file" or "find" or "replace" or "caught by" or "seeds" or "why" or "needs" or "harmless" or "end"))
            {
                (block ?? throw new InvalidDataException($"{path}: '{line}' is in no field.")).Add(line);
                continue;
            }

            if (find is not null && block is not null)
            {
                edits.Add(new Edit(Required("file"), find, string.Join('\n', block)));
                find = null;
            }
            else if (field == "replace")
            {
                find = string.Join('\n', block ?? throw new InvalidDataException($"{path}: a 'replace:' without a 'find:'."));
            }

            block = field is "find" or "replace" ? [] : null;
            if (block is null) fields[field] = line[(colon + 1)..].Trim();
        }

        if (edits.Count == 0) throw new InvalidDataException($"{path}: there is nothing to replace.");
        string caughtBy = Required("caught by");
        if (!Check.Names.Contains(caughtBy)) throw new InvalidDataException($"{path}: there is no check '{caughtBy}', only {string.Join(", ", Check.Names)}.");
        int seeds = fields.TryGetValue("seeds", out string? text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : DefaultSeeds;
        return new Mutant(name, edits, caughtBy, seeds, Required("why"), fields.GetValueOrDefault("needs"), fields.GetValueOrDefault("harmless"));

        string Required(string field) => fields.GetValueOrDefault(field) ?? throw new InvalidDataException($"{path}: '{field}:' is missing.");
    }

    /// <summary>The changed sources by their full paths.</summary>
    /// <exception cref="InvalidDataException">The mutant is stale: the sources have changed below it.</exception>
    public IReadOnlyDictionary<string, string> Apply(string root)
    {
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Edit edit in Edits)
        {
            string path = Path.GetFullPath(Path.Combine(root, edit.File));
            if (!changed.TryGetValue(path, out string? text))
            {
                if (!File.Exists(path)) throw new InvalidDataException($"Mutant {Name} is stale: there is no {edit.File}.");
                text = File.ReadAllText(path);
            }

            int at = text.IndexOf(edit.Find, StringComparison.Ordinal);
            if (at < 0) throw new InvalidDataException($"Mutant {Name} is stale: {edit.File} does not have the text '{edit.Find}'.");
            if (text.IndexOf(edit.Find, at + 1, StringComparison.Ordinal) >= 0)
            {
                throw new InvalidDataException($"Mutant {Name} is stale: {edit.File} has the text '{edit.Find}' more than once.");
            }

            changed[path] = string.Concat(text.AsSpan(0, at), edit.Replace, text.AsSpan(at + edit.Find.Length));
        }

        return changed;
    }
}
