using Microsoft.Extensions.Options;

namespace Faust.Kafka;

[OptionsValidator]
internal sealed partial class KafkaOptionsValidator : IValidateOptions<KafkaOptions>;
