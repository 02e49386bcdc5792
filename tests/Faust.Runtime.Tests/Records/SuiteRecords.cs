namespace Faust.Records;

// One member of each kind, with one behind it, so that a reader that stopped early or late shows.
[Record]
public sealed partial record OfString(string? Value, int After = 0);

[Record]
public sealed partial record OfPlainString(string Value = "", int After = 0);

[Record]
public sealed partial record OfLong(long Value, int After = 0);

[Record]
public sealed partial record OfMaybeLong(long? Value, int After = 0);

[Record]
public sealed partial record OfDouble(double Value, int After = 0);

[Record]
public sealed partial record OfDecimal(decimal Value, int After = 0);

[Record]
public sealed partial record OfBoolean(bool Value, int After = 0);

[Record]
public sealed partial record OfStrings(List<string?>? Value, int After = 0);

[Record]
public sealed partial record OfLongs(List<long>? Value, int After = 0);

[Record]
public sealed partial record OfDoubles(List<double>? Value, int After = 0);

[Record]
public sealed partial record OfBooleans(List<bool?>? Value, int After = 0);

[Record]
public sealed partial record OfNested(SuiteNested? Value, int After = 0);

[Record]
public sealed partial record OfNestedList(List<SuiteNested?>? Value, int After = 0);

[Record]
public sealed partial record OfDictionary(Dictionary<string, string?>? Value, int After = 0);

[Record]
public sealed partial record OfNumbers(Dictionary<string, double>? Value, int After = 0);

[Record]
public sealed partial record OfNothing(int After = 0);

[Record]
public sealed partial record OfExtension(int After = 0, [ExtensionData] RecordExtensionData? More = null);

// Members that the suite's objects have.
[Record]
public sealed partial record SuiteNested(string? A = null, string? Asd = null, string? Title = null, long? Id = null, double? Min = null);
