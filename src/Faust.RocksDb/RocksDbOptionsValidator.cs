using Microsoft.Extensions.Options;

namespace Faust.RocksDb;

/// <summary>The rules of the attributes, by generated code.</summary>
[OptionsValidator]
internal sealed partial class RocksDbOptionsValidator : IValidateOptions<RocksDbOptions>;
