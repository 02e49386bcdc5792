namespace Faust.Records;

/// <summary>A topic whose keys are text, as most of Faust's are.</summary>
[Topic("faust-by-text")]
public sealed partial class FaustByText : Topic<string, FaustOrder>;
