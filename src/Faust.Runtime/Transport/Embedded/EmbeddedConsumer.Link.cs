namespace Faust.Transport.Embedded;

/// <content>What goes through a link, and what waits for it.</content>
internal sealed partial class EmbeddedConsumer
{
    /// <summary>How long a consumer whose link is down waits before it looks again.</summary>
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Answers that were given while the link was down.</summary>
    private readonly List<int> _answers = [];
    private bool _preferredChanged;
    private ITimer? _comeBack;

    /// <summary>Brings to the group what could not be brought before.</summary>
    private void BringAlong()
    {
        if (_preferredChanged && _member is { } member)
        {
            _group!.Prefer(member, _preferred);
            _preferredChanged = false;
        }

        if (_answers.Count == 0) return;
        int[] answers = [.. _answers];
        _answers.Clear();
        foreach (int epoch in answers) Complete(epoch);
    }

    /// <summary>Nobody tells a consumer that its link is up again: it looks.</summary>
    private void ComeBack()
    {
        _comeBack ??= _log.Time.CreateTimer(
            static state =>
            {
                if (((WeakReference<WakeSignal>)state!).TryGetTarget(out WakeSignal? signal)) signal.Set();
            },
            new WeakReference<WakeSignal>(_signal),
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _comeBack.Change(ComeBackAfter, Timeout.InfiniteTimeSpan);
    }

    private async ValueTask CommitOverLinkAsync(
        GroupMember? member, int generation, long number, TopicPartitionOffset[] offsets, CancellationToken cancellationToken)
    {
        await _link!.CallAsync(
            () =>
            {
                _group!.Commit(member, generation, _id, number, offsets);
                return true;
            },
            cancellationToken).ConfigureAwait(true);
        if (_log.WaitsForDisk) await _log.WhenDurableAsync().ConfigureAwait(true);
    }

    private ValueTask<IReadOnlyList<TopicPartitionOffset>> CommittedOverLinkAsync(TopicPartition[] partitions, CancellationToken cancellationToken) =>
        _link!.CallAsync<IReadOnlyList<TopicPartitionOffset>>(() => _group!.GetCommitted(partitions), cancellationToken);

    private async ValueTask LeaveOverLinkAsync(GroupMember member)
    {
        try
        {
            await _link!.CallAsync(
                () =>
                {
                    _group!.Leave(member);
                    return true;
                },
                CancellationToken.None).ConfigureAwait(true);
        }
        catch (TransportException)
        {
            // Leaving is a courtesy to the group, which does without a silent member after its session timeout.
        }
    }
}
