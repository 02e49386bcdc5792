namespace Faust.Generated;

/// <param name="Topic">The topic's class.</param>
/// <param name="Create">Makes the dispatcher of one module for one processing task.</param>
/// <param name="Chain">Makes one dispatcher of several modules' for the same topic.</param>
internal sealed record DispatcherRegistration(
    Type Topic, Func<TaskScope, TopicDispatcher> Create, Func<TaskScope, IReadOnlyList<TopicDispatcher>, TopicDispatcher> Chain);
