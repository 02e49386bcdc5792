using System.Runtime.InteropServices;

namespace Faust.Kafka.Interop;

/// <summary>
/// What is called of librdkafka directly: the paths of records, and what the event interface needs. <see cref="RdKafkaLibrary"/> loads it.
/// Names are those of <c>rdkafka.h</c> without their prefix.
/// </summary>
internal static unsafe partial class RdKafka
{
    public const string Library = "librdkafka";

    public const int EventDelivery = 0x1;
    public const int EventError = 0x8;
    public const int EventRebalance = 0x10;
    public const int EventOffsetCommit = 0x20;
    public const int EventStatistics = 0x40;

    public const int OffsetInvalid = -1001;

    public const int MessageCopy = 0x2;
    public const int MessageBlock = 0x4;

    public const int PurgeQueue = 0x1;
    public const int PurgeInFlight = 0x2;
    public const int PurgeNonBlocking = 0x4;

    // Configuration and handles.
    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint ConfNew();

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_destroy")]
    public static partial void ConfDestroy(nint conf);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ConfSet(nint conf, string name, string value, byte* error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set_events")]
    public static partial void ConfSetEvents(nint conf, int events);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set_opaque")]
    public static partial void ConfSetOpaque(nint conf, nint opaque);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set_log_cb")]
    public static partial void ConfSetLogCallback(nint conf, delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, void> callback);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set_background_event_cb")]
    public static partial void ConfSetBackgroundEventCallback(nint conf, delegate* unmanaged[Cdecl]<nint, nint, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    public static partial nint New(int type, nint conf, byte* error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy_flags")]
    public static partial void DestroyFlags(nint client, int flags);

    [LibraryImport(Library, EntryPoint = "rd_kafka_opaque")]
    public static partial nint Opaque(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_name")]
    public static partial byte* Name(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_err2str")]
    public static partial byte* ErrorToString(int error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_fatal_error")]
    public static partial int FatalError(nint client, byte* error, nuint errorSize);

    // Errors with details.
    [LibraryImport(Library, EntryPoint = "rd_kafka_error_code")]
    public static partial int ErrorCode(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_string")]
    public static partial byte* ErrorString(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_is_fatal")]
    public static partial int ErrorIsFatal(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_is_retriable")]
    public static partial int ErrorIsRetriable(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_txn_requires_abort")]
    public static partial int ErrorRequiresAbort(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_destroy")]
    public static partial void ErrorDestroy(nint error);

    // Queues and events.
    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_new")]
    public static partial nint QueueNew(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_get_consumer")]
    public static partial nint QueueGetConsumer(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_get_main")]
    public static partial nint QueueGetMain(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_get_background")]
    public static partial nint QueueGetBackground(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_get_partition", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint QueueGetPartition(nint client, string topic, int partition);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_forward")]
    public static partial void QueueForward(nint source, nint destination);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_cb_event_enable")]
    public static partial void QueueCallbackEnable(nint queue, delegate* unmanaged[Cdecl]<nint, nint, void> callback, nint opaque);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_destroy")]
    public static partial void QueueDestroy(nint queue);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_poll")]
    public static partial nint QueuePoll(nint queue, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_type")]
    public static partial int EventType(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_error")]
    public static partial int EventErrorCode(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_error_string")]
    public static partial byte* EventErrorString(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_error_is_fatal")]
    public static partial int EventErrorIsFatal(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_opaque")]
    public static partial nint EventOpaque(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_stats")]
    public static partial byte* EventStats(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_topic_partition_list")]
    public static partial RdTopicPartitionList* EventTopicPartitionList(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_message_array")]
    public static partial nuint EventMessageArray(nint rkev, RdMessage** messages, nuint size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_message_count")]
    public static partial nuint EventMessageCount(nint rkev);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_destroy")]
    public static partial void EventDestroy(nint rkev);

    // Lists of partitions.
    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_new")]
    public static partial RdTopicPartitionList* ListNew(int size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    public static partial RdTopicPartition* ListAdd(RdTopicPartitionList* list, string topic, int partition);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    public static partial void ListDestroy(RdTopicPartitionList* list);

    // Metadata.
    [LibraryImport(Library, EntryPoint = "rd_kafka_metadata")]
    public static partial int Metadata(nint client, int allTopics, nint onlyTopic, RdMetadata** metadata, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_metadata_destroy")]
    public static partial void MetadataDestroy(RdMetadata* metadata);

    // Consuming.
    [LibraryImport(Library, EntryPoint = "rd_kafka_poll_set_consumer")]
    public static partial int PollSetConsumer(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_subscribe")]
    public static partial int Subscribe(nint client, RdTopicPartitionList* topics);

    [LibraryImport(Library, EntryPoint = "rd_kafka_assign")]
    public static partial int Assign(nint client, RdTopicPartitionList* partitions);

    [LibraryImport(Library, EntryPoint = "rd_kafka_incremental_assign")]
    public static partial nint IncrementalAssign(nint client, RdTopicPartitionList* partitions);

    [LibraryImport(Library, EntryPoint = "rd_kafka_incremental_unassign")]
    public static partial nint IncrementalUnassign(nint client, RdTopicPartitionList* partitions);

    [LibraryImport(Library, EntryPoint = "rd_kafka_assignment_lost")]
    public static partial int AssignmentLost(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_seek_partitions")]
    public static partial nint SeekPartitions(nint client, RdTopicPartitionList* partitions, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_commit_queue")]
    public static partial int CommitQueue(nint client, RdTopicPartitionList* offsets, nint queue, nint callback, nint opaque);

    [LibraryImport(Library, EntryPoint = "rd_kafka_committed")]
    public static partial int Committed(nint client, RdTopicPartitionList* partitions, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_close_queue")]
    public static partial nint ConsumerCloseQueue(nint client, nint queue);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_closed")]
    public static partial int ConsumerClosed(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata")]
    public static partial nint GroupMetadata(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata_new_with_genid", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GroupMetadataNew(string group, int generation, string member, string? instance);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata_generation_id")]
    public static partial int GroupMetadataGeneration(nint metadata);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata_member_id")]
    public static partial byte* GroupMetadataMember(nint metadata);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata_destroy")]
    public static partial void GroupMetadataDestroy(nint metadata);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consume_batch_queue")]
    public static partial nint ConsumeBatchQueue(nint queue, int timeoutMilliseconds, RdMessage** messages, nuint size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_destroy")]
    public static partial void MessageDestroy(RdMessage* message);

    // These two only read the message's own memory, so the thread need not be made ready for a collection.
    [LibraryImport(Library, EntryPoint = "rd_kafka_message_timestamp")]
    [SuppressGCTransition]
    public static partial long MessageTimestamp(RdMessage* message, int* type);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_headers")]
    [SuppressGCTransition]
    public static partial int MessageHeaders(RdMessage* message, nint* headers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_header_get_all")]
    public static partial int HeaderGetAll(nint headers, nuint index, byte** name, byte** value, nuint* size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_errstr")]
    public static partial byte* MessageErrorString(RdMessage* message);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_status")]
    public static partial int MessageStatus(RdMessage* message);

    // Producing.
    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TopicNew(nint client, string topic, nint conf);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_destroy")]
    public static partial void TopicDestroy(nint topic);

    [LibraryImport(Library, EntryPoint = "rd_kafka_produceva")]
    public static partial nint Produce(nint client, RdValue* values, nuint count);

    [LibraryImport(Library, EntryPoint = "rd_kafka_headers_new")]
    public static partial nint HeadersNew(nuint count);

    [LibraryImport(Library, EntryPoint = "rd_kafka_headers_destroy")]
    public static partial void HeadersDestroy(nint headers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_header_add")]
    public static partial int HeaderAdd(nint headers, byte* name, nint nameSize, byte* value, nint valueSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_purge")]
    public static partial int Purge(nint client, int flags);

    [LibraryImport(Library, EntryPoint = "rd_kafka_flush")]
    public static partial int Flush(nint client, int timeoutMilliseconds);

    // Transactions.
    [LibraryImport(Library, EntryPoint = "rd_kafka_init_transactions")]
    public static partial nint InitTransactions(nint client, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_begin_transaction")]
    public static partial nint BeginTransaction(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_send_offsets_to_transaction")]
    public static partial nint SendOffsetsToTransaction(nint client, RdTopicPartitionList* offsets, nint group, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_commit_transaction")]
    public static partial nint CommitTransaction(nint client, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_abort_transaction")]
    public static partial nint AbortTransaction(nint client, int timeoutMilliseconds);

    // OAUTHBEARER.
    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set_oauthbearer_token_refresh_cb")]
    public static partial void ConfSetTokenRefreshCallback(nint conf, delegate* unmanaged[Cdecl]<nint, byte*, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_enable_sasl_queue")]
    public static partial void ConfEnableSaslQueue(nint conf, int enable);

    [LibraryImport(Library, EntryPoint = "rd_kafka_sasl_background_callbacks_enable")]
    public static partial nint SaslBackgroundCallbacksEnable(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_oauthbearer_set_token", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetToken(
        nint client, string token, long expiresMilliseconds, string principal, byte** extensions, nuint extensionCount, byte* error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_oauthbearer_set_token_failure", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTokenFailure(nint client, string error);

    /// <summary>Text that librdkafka owns, copied.</summary>
    public static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";
}
