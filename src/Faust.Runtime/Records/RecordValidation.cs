using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Faust.Records;

/// <summary>The checks that are not written inline; what generated code calls. Null passes each. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecordValidation
{
    // The framework's own attributes judge, so that the verdicts are the same. They keep no state and look nothing up.
    private static readonly UrlAttribute Url = new();
    private static readonly EmailAddressAttribute EmailAddress = new();
    private static readonly PhoneAttribute Phone = new();
    private static readonly CreditCardAttribute CreditCard = new();
    private static readonly Base64StringAttribute Base64String = new();

    /// <summary>Runs the checks of a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    public static IReadOnlyList<RecordError> Validate<T>(T value)
        where T : IValidatedRecord
    {
        var errors = default(RecordErrors);
        value.Check(ref errors);
        return errors.ToList();
    }

    /// <summary>What <see cref="UrlAttribute"/> says.</summary>
    public static bool IsUrl(string? value) => Url.IsValid(value);

    /// <summary>What <see cref="EmailAddressAttribute"/> says.</summary>
    public static bool IsEmailAddress(string? value) => EmailAddress.IsValid(value);

    /// <summary>What <see cref="PhoneAttribute"/> says.</summary>
    public static bool IsPhone(string? value) => Phone.IsValid(value);

    /// <summary>What <see cref="CreditCardAttribute"/> says.</summary>
    public static bool IsCreditCard(string? value) => CreditCard.IsValid(value);

    /// <summary>What <see cref="Base64StringAttribute"/> says.</summary>
    public static bool IsBase64String(string? value) => Base64String.IsValid(value);

    /// <summary>Whether the first match is all of the text, or there is no text. Text that takes longer than the regex allows does not match.</summary>
    public static bool IsMatch(Regex regex, string? value)
    {
        ArgumentNullException.ThrowIfNull(regex);
        if (string.IsNullOrEmpty(value)) return true;
        try
        {
            foreach (ValueMatch match in regex.EnumerateMatches(value)) return match.Index == 0 && match.Length == value.Length;
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            // Whoever sends such a text must not stop the reader.
            return false;
        }
    }

    /// <summary>The regex of a <see cref="RegularExpressionAttribute"/>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="timeoutMilliseconds">The longest that a match may take; -1 for any time.</param>
    public static Regex CreateRegex(string pattern, int timeoutMilliseconds) => new(
        pattern, RegexOptions.CultureInvariant, timeoutMilliseconds < 0 ? Regex.InfiniteMatchTimeout : TimeSpan.FromMilliseconds(timeoutMilliseconds));

    /// <summary>What the user's own checks are told.</summary>
    /// <param name="record">The record.</param>
    /// <param name="displayName">The member's name for messages, or the record's.</param>
    /// <param name="member">The member, or null for the record.</param>
    public static ValidationContext CreateContext(object record, string displayName, string? member) =>
        new(record, displayName, serviceProvider: null, items: null) { MemberName = member };
}
