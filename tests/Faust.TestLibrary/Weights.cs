namespace Faust.TestLibrary;

[Table("weights")]
public sealed partial class Weights : Table<string, int>;
