using Microsoft.Extensions.Options;

namespace Faust.Hosting;

[OptionsValidator]
internal sealed partial class FaustOptionsValidator : IValidateOptions<FaustOptions>;
