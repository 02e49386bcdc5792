namespace Faust.Kafka.Benchmarks;

/// <summary>The payment that the peer's <c>Load</c> writes, with its names.</summary>
[Record]
public readonly partial record struct Payment(long Id, string Account, string Merchant, int Cents, string Currency, long At);

/// <summary>Number, sum and largest payment of an account.</summary>
[Record]
public readonly partial record struct Total(long Count, long Cents, int Largest);
