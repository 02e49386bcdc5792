namespace Faust.Transport.Embedded;

/// <summary>The embedded log as one client reaches it, through a link. Closing it leaves the log open.</summary>
/// <remarks>
/// <para>These are requests, and may come late, again, or not at all:</para>
/// <list type="bullet">
/// <item>A send: its sequence tells a repeated one, which is answered with the offset of the first; its epoch a late one.</item>
/// <item>The initialization of transactions: its number, so that a late one does not fence who came after it.</item>
/// <item>The end of a transaction: the same end of the same session is answered as done; any other of an earlier session is refused.</item>
/// <item>Offsets of a transaction: the session, and their number in it.</item>
/// <item>A commit: the generation of the call, which refuses one of an earlier holding, and its number, which leaves a later one alone.</item>
/// <item>Leaving a group: the member has an id that is never used again.</item>
/// <item>Looking at offsets, topics and groups; creating topics, as one that exists stays.</item>
/// </list>
/// <para>Deleting a topic is no such request: a late one deletes what was created anew under the same name, in Kafka as here.</para>
/// <para>Polls, and the answers to events, are calls of the client to the log while the link is up. While it is down a poll brings nothing
/// and does not count as a sign of life; answers and what is preferred are brought along by the next poll that gets through.</para>
/// </remarks>
internal sealed class LinkedLog(EmbeddedLog log, ILogLink link) : ITransport
{
    private volatile bool _disposed;

    public string Description => log.Description;

    public IConsumer CreateConsumer(ConsumerSettings settings)
    {
        ThrowIfDisposed();
        return log.CreateConsumer(settings, link);
    }

    public IProducer CreateProducer(ProducerSettings settings)
    {
        ThrowIfDisposed();
        return log.CreateProducer(settings, link);
    }

    public IAdmin CreateAdmin()
    {
        ThrowIfDisposed();
        return log.CreateAdmin(link);
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
