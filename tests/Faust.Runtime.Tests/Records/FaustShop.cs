namespace Faust.Records;

/// <summary>The records of Data/faust_records.py.</summary>
[Record(Namespace = "shop.Order")]
public sealed partial record FaustOrder(
    long Id,
    string Customer,
    decimal Total,
    double Rate,
    bool Paid,
    DateTimeOffset At,
    DateTime Seen,
    Guid Token,
    List<FaustLine> Lines,
    Dictionary<string, int> Tags,
    string? Note,
    FaustLine? First);

[Record(Namespace = "shop.Line")]
public sealed partial record FaustLine(string Sku, int Count, decimal Price);

[Record(Namespace = "shop.Loose")]
public sealed partial record FaustLoose(int Count, double Rate, byte[] Data, DateOnly? Day);

[Record, RecordUnion]
[RecordCase<FaustCard>]
[RecordCase<FaustTransfer>]
public abstract partial record FaustMethod;

[Record(Namespace = "shop.Card")]
public sealed partial record FaustCard(string Number) : FaustMethod;

[Record(Namespace = "shop.Transfer")]
public sealed partial record FaustTransfer(string Iban, List<FaustLine> Lines) : FaustMethod;

[Record(Namespace = "shop.Payment")]
public sealed partial record FaustPayment(FaustMethod Method, List<FaustMethod> Others);
