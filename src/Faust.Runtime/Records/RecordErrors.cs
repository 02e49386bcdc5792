using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Faust.Records;

/// <summary>Collects what checks find; what generated code calls. Nothing is allocated until there is something. Not thread-safe.</summary>
/// <remarks>
/// A check knows its own place only. Whoever called it puts the place around in front of what was added meanwhile, so that paths cost
/// nothing where all is well.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct RecordErrors
{
    private List<RecordError>? _errors;
    private int _depth;

    /// <summary>How many there are.</summary>
    public readonly int Count => _errors is null ? 0 : _errors.Count;

    /// <summary>Adds what is wrong with a member.</summary>
    /// <param name="name">The member's name on the wire.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="message">What is wrong.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Add(string name, string member, string message) => Append(new RecordError(Named(name), member, message));

    /// <summary>Adds what a check of the user's says about a member, or about the record where both names are empty.</summary>
    /// <param name="name">The member's name on the wire.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="result">What the check returned.</param>
    /// <param name="message">What is wrong where the result does not say it.</param>
    public void AddResult(string name, string member, ValidationResult? result, string message)
    {
        if (result is null) return;
        string text = string.IsNullOrEmpty(result.ErrorMessage) ? message : result.ErrorMessage;
        Append(new RecordError(member.Length == 0 ? "$" : Named(name), member, text));
    }

    /// <summary>Adds what <see cref="IValidatableObject.Validate"/> returned.</summary>
    /// <param name="results">The results; each is added once for each member it names.</param>
    /// <param name="nameOf">Finds a member's name on the wire.</param>
    public void AddResults(IEnumerable<ValidationResult>? results, Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        foreach (ValidationResult? result in results ?? [])
        {
            if (result is null) continue;
            string message = result.ErrorMessage ?? "The record is not valid.";
            bool named = false;
            foreach (string member in result.MemberNames)
            {
                if (string.IsNullOrEmpty(member)) continue;
                named = true;
                Append(new RecordError(Named(nameOf(member)), member, message));
            }

            if (!named) Append(new RecordError("$", "", message));
        }
    }

    /// <summary>Checks a record within the record, if there is one.</summary>
    /// <typeparam name="T">The record within.</typeparam>
    public void Check<T>(T? value)
        where T : class, IValidatedRecord
    {
        if (value is null || !Enter()) return;
        value.Check(ref this);
        _depth--;
    }

    /// <inheritdoc cref="Check{T}(T)"/>
    public void CheckValue<T>(T value)
        where T : struct, IValidatedRecord
    {
        if (!Enter()) return;
        value.Check(ref this);
        _depth--;
    }

    /// <inheritdoc cref="Check{T}(T)"/>
    public void CheckValue<T>(T? value)
        where T : struct, IValidatedRecord
    {
        if (value.HasValue) CheckValue(value.GetValueOrDefault());
    }

    /// <summary>Checks what may be a record with checks or not: a value whose type is a parameter or a union.</summary>
    /// <typeparam name="T">The parameter or union.</typeparam>
    public void CheckAny<T>(T? value)
    {
        if (value is IValidatedRecord record) Check(record);
    }

    /// <summary>Says that what was added since there were <paramref name="before"/> is within the member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Within(int before, string name)
    {
        if (Count != before) Prefix(before, Named(name));
    }

    /// <summary>Says that what was added since there were <paramref name="before"/> is within the element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WithinElement(int before, int index)
    {
        if (Count != before) Prefix(before, string.Create(CultureInfo.InvariantCulture, $"$[{index}]"));
    }

    /// <summary>Says that what was added since there were <paramref name="before"/> is within the value of the key.</summary>
    /// <typeparam name="T">The type of the keys.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WithinKey<T>(int before, T key)
    {
        if (Count != before) Prefix(before, Named(Convert.ToString(key, CultureInfo.InvariantCulture) ?? ""));
    }

    /// <summary>Puts one error of the member, which must not be shown, in place of what was added since there were <paramref name="before"/>.</summary>
    public void Mask(int before, string name, string member)
    {
        if (Count == before) return;
        _errors!.RemoveRange(before, _errors.Count - before);
        Add(name, member, $"{member} is not valid.");
    }

    /// <summary>All of them; the same empty list where there are none.</summary>
    public readonly IReadOnlyList<RecordError> ToList()
    {
        // In one expression the empty list would be a new one.
        if (_errors is null) return [];
        return _errors;
    }

    /// <summary>Ends the reading of a record that is not valid.</summary>
    /// <param name="offset">Where the record begins in the input.</param>
    /// <param name="type">The record's name.</param>
    /// <exception cref="RecordFormatException">There is an error.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void ThrowIfAny(int offset, string type)
    {
        if (_errors is not null) Throw(_errors, offset, type);
    }

    [DoesNotReturn]
    private static void Throw(List<RecordError> errors, int offset, string type) =>
        throw new RecordFormatException($"{type} is not valid: {string.Join("; ", errors)}", offset, errors);

    // What leads to itself would be followed for ever; what is too deep could not be read either.
    private bool Enter()
    {
        if (_depth == JsonReader.MaxDepth)
        {
            Append(new RecordError("$", "", $"Records are nested more than {JsonReader.MaxDepth} deep."));
            return false;
        }

        _depth++;
        return true;
    }

    private readonly void Prefix(int from, string path)
    {
        for (int i = from; i < _errors!.Count; i++) _errors[i] = _errors[i].Under(path);
    }

    private void Append(RecordError error) => (_errors ??= []).Add(error);

    private static string Named(string name)
    {
        StringBuilder path = new("$");
        JsonPath.AppendName(path, Encoding.UTF8.GetBytes(name));
        return path.ToString();
    }
}
