using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing;

/// <summary>How a <see cref="FaustTestHost"/> runs an application.</summary>
public sealed class FaustTestHostOptions
{
    /// <summary>The application's id, where the application does not come with one of its own.</summary>
    /// <value>The default value is <c>test</c>.</value>
    public string ApplicationId { get; init; } = "test";

    /// <summary>The clock to run on.</summary>
    /// <value>The default value is <see langword="null"/>: that of the services where it is a <see cref="FakeTimeProvider"/>, else a new
    /// one, which stands at 2000-01-01.</value>
    public FakeTimeProvider? Clock { get; init; }

    /// <summary>How long, in real time, a call waits for handlers that wait for something else than the clock.</summary>
    /// <value>The default value is 10 seconds. Under a debugger there is no limit.</value>
    public TimeSpan RealTimeLimit { get; init; } = TimeSpan.FromSeconds(10);
}
