namespace Faust.Records;

[Record]
public sealed partial record Payment(long Id, string Account, string Merchant, int Cents, string Currency, long At);
