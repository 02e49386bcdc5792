using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka;

/// <summary>What Kafka and librdkafka say, in the words of the seam.</summary>
internal static unsafe class KafkaErrors
{
    /// <summary>Whether the group has gone on without the one who asked.</summary>
    public static bool IsStale(int code) => code is RdError.IllegalGeneration or RdError.UnknownMember or RdError.FencedInstance
        or RdError.FencedMemberEpoch or RdError.StaleMemberEpoch or RdError.AssignmentLost or RdError.UnreleasedInstance;

    public static bool IsFenced(int code) => code is RdError.Fenced or RdError.ProducerFenced or RdError.InvalidProducerEpoch;

    /// <summary>Whether the same may work later, without anything being changed.</summary>
    public static bool IsTransient(int code) => code is RdError.Transport or RdError.Resolve or RdError.AllBrokersDown or RdError.TimedOut
        or RdError.TimedOutQueue or RdError.MessageTimedOut or RdError.WaitCoordinator or RdError.QueueFull or RdError.Ssl or RdError.Authentication
        or RdError.LeaderNotAvailable or RdError.NotLeader or RdError.RequestTimedOut or RdError.BrokerNotAvailable or RdError.NetworkException
        or RdError.CoordinatorLoading or RdError.CoordinatorNotAvailable or RdError.NotCoordinator or RdError.NotEnoughReplicas
        or RdError.NotEnoughReplicasAfterAppend or RdError.RebalanceInProgress or RdError.ConcurrentTransactions or RdError.UnstableOffsetCommit
        or RdError.StorageError or RdError.FencedLeaderEpoch or RdError.UnknownLeaderEpoch or RdError.OffsetNotAvailable or RdError.ReplicaNotAvailable;

    /// <summary>Whether the one who asked cannot know if it was done.</summary>
    public static bool IsIndefinite(int code) => code is RdError.TimedOut or RdError.RequestTimedOut or RdError.Transport or RdError.NetworkException
        or RdError.MessageTimedOut or RdError.PurgeInFlight;

    public static bool IsUnknownTopic(int code) => code is RdError.UnknownTopic or RdError.UnknownPartition or RdError.UnknownTopicOrPartition
        or RdError.UnknownTopicId;

    /// <summary>The code's own text.</summary>
    public static string Text(int code) => RdKafka.Text(RdKafka.ErrorToString(code));

    /// <param name="what">What was asked, as in <c>The commit for group 'g'</c>.</param>
    /// <param name="code">librdkafka's code.</param>
    /// <param name="text">What librdkafka says; <see langword="null"/> for the code's own text.</param>
    public static TransportException Of(string what, int code, string? text = null)
    {
        string message = $"{what} failed: {text ?? Text(code)} ({code}).";
        if (IsStale(code)) return new StaleGenerationException(message);
        if (IsFenced(code)) return new ProducerFencedException(message);
        if (code is RdError.MessageTooLarge or RdError.RecordListTooLarge) return new RecordTooLargeException(message);
        return new TransportException(message) { IsTransient = IsTransient(code), IsIndefinite = IsIndefinite(code) };
    }

    /// <summary>The code and the text of an error with details, which is destroyed.</summary>
    public static (int Code, string Text, bool IsFatal, bool RequiresAbort) Take(nint error)
    {
        if (error == 0) return default;
        var taken = (RdKafka.ErrorCode(error), RdKafka.Text(RdKafka.ErrorString(error)), RdKafka.ErrorIsFatal(error) != 0, RdKafka.ErrorRequiresAbort(error) != 0);
        RdKafka.ErrorDestroy(error);
        return taken;
    }

    public static void ThrowIf(nint error, string what)
    {
        if (error == 0) return;
        (int code, string text, _, _) = Take(error);
        throw Of(what, code, text);
    }
}
