using System.Globalization;
using System.Text;

namespace Faust.Benchmarks;

/// <summary>A payment as shared by all benchmarks: about 118 bytes of JSON.</summary>
[Record]
public sealed partial record Payment(long Id, string Account, string Merchant, int Cents, string Currency, long At);

/// <summary>The same as a value type: nothing is allocated for it.</summary>
[Record]
public readonly partial record struct PaymentValue(long Id, string Account, string Merchant, int Cents, string Currency, long At);

/// <summary>What <c>sum</c> keeps of an account.</summary>
[Record]
public readonly partial record struct Total(long Count, long Cents, int Largest);

/// <summary>Payments in any number, the same for the same seed.</summary>
internal sealed class PaymentSource(int accounts = 10_000, int seed = 1)
{
    public const long Start = 1_700_000_000_000;

    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "JPY", "CHF"];

    private readonly Random _random = new(seed);
    private readonly string[] _accounts = [.. Enumerable.Range(0, accounts).Select(i => string.Create(CultureInfo.InvariantCulture, $"account-{i:D6}"))];
    private readonly string[] _merchants = [.. Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"merchant-{i:D4}"))];
    private int _next;

    public int Accounts => _accounts.Length;

    /// <summary>Makes the next payment.</summary>
    /// <param name="account">The number of its account.</param>
    public Payment Next(out int account)
    {
        account = _random.Next(_accounts.Length);
        int cents = _random.Next(1, 100_000);
        string merchant = _merchants[_random.Next(_merchants.Length)];
        int id = _next++;
        return new Payment(id, _accounts[account], merchant, cents, Currencies[_random.Next(Currencies.Length)], Start + id);
    }

    public static byte[] Key(int account) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"account-{account:D6}"));
}
