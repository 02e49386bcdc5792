using Faust.Topics;

namespace Faust.Generated;

/// <param name="Declaration">What the topic is.</param>
/// <param name="CreateBound">Makes an instance that writes to an output.</param>
internal sealed record TopicRegistration(TopicDeclaration Declaration, Func<TopicOutput, IServiceProvider, object> CreateBound);
