namespace Faust.Benchmarks.Tables;

[Topic("updates", Partitions = 2)]
public sealed partial class Updates : Topic<long, long>;

[Table("balances")]
public sealed partial class Balances : Table<long, long>;

/// <summary>Reads an entry and writes it, of any of very many keys.</summary>
[Agent<Updates>]
public sealed partial class Balance(Balances balances)
{
    public void Handle(Event<long, long> e) => balances[e.Key] = balances[e.Key] + e.Value;
}
