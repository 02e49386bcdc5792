namespace Faust.Records;

/// <summary>A topic whose keys are records.</summary>
[Topic("faust-by-line")]
public sealed partial class FaustByLine : Topic<FaustLine, FaustOrder>;
