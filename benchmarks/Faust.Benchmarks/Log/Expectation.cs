using System.Globalization;

namespace Faust.Benchmarks.Log;

/// <summary>The right answers, computed while the payments are made.</summary>
internal sealed class Expectation(int accounts)
{
    private readonly Total[] _totals = new Total[accounts];

    public long Events { get; private set; }

    public long Large { get; private set; }

    public int Accounts => _totals.Count(t => t.Count > 0);

    public Total Of(string account) => _totals[int.Parse(account.AsSpan("account-".Length), CultureInfo.InvariantCulture)];

    public void Add(int account, Payment payment)
    {
        Events++;
        if (payment.Cents >= 50_000) Large++;
        ref Total total = ref _totals[account];
        total = new Total(total.Count + 1, total.Cents + payment.Cents, Math.Max(total.Largest, payment.Cents));
    }
}
