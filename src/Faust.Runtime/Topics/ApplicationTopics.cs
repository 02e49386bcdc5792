using Faust.Processing;
using Faust.Transport;
using Microsoft.Extensions.Options;

namespace Faust.Topics;

/// <summary>
/// Connects the topics that are taken from the services to the log once the host is starting: services are made before it is known how many
/// partitions there are. Thread-safe.
/// </summary>
internal sealed class ApplicationTopics(IOptions<FaustOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, ApplicationTopicOutput> _outputs = [];
    private readonly List<(Type Topic, Action<TopicOutput> Bind)> _waiting = [];
    private Topology? _topology;
    private IProducer? _producer;

    /// <summary>Connects a topic now, or when the host is starting.</summary>
    public void Connect(Type topic, Action<TopicOutput> bind)
    {
        lock (_gate)
        {
            if (_topology is null) _waiting.Add((topic, bind));
            else bind(OutputOf(topic));
        }
    }

    public void Start(Topology topology, IProducer producer)
    {
        lock (_gate)
        {
            (_topology, _producer) = (topology, producer);
            foreach ((Type topic, Action<TopicOutput> bind) in _waiting) bind(OutputOf(topic));
            _waiting.Clear();
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (ApplicationTopicOutput output in Outputs()) await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask StopAsync()
    {
        foreach (ApplicationTopicOutput output in Outputs()) await output.DisposeAsync().ConfigureAwait(false);
    }

    private ApplicationTopicOutput[] Outputs()
    {
        lock (_gate) return [.. _outputs.Values];
    }

    private ApplicationTopicOutput OutputOf(Type topic)
    {
        if (_outputs.TryGetValue(topic, out ApplicationTopicOutput? output)) return output;
        (Generated.TopicRegistration registration, int partitions) = _topology!.Topics[topic];
        output = new ApplicationTopicOutput(registration.Declaration.Name, partitions, _producer!, time, options.Value.Linger);
        return _outputs[topic] = output;
    }
}
