namespace Faust.Analyzers;

/// <summary>The ids of the rules. They are never used again for something else, nor renumbered.</summary>
internal static class DiagnosticIds
{
    public const string TypeIsNotPartial = "FAUST0001";
    public const string UnsupportedMember = "FAUST0002";
    public const string DuplicateWireName = "FAUST0003";
    public const string InvalidEventTime = "FAUST0004";
    public const string TypeCannotBeRecord = "FAUST0005";
    public const string KeyOrValueHasNoCodec = "FAUST0006";
    public const string MemberHasNoKey = "FAUST0007";
    public const string InvalidKey = "FAUST0008";
    public const string CodecDoesNotFit = "FAUST0009";
    public const string UnionCannotBeClosed = "FAUST0010";
    public const string TypeCannotBeCase = "FAUST0011";
    public const string CasesCannotBeToldApart = "FAUST0012";
    public const string RecordIsNoCase = "FAUST0013";
    public const string CheckDoesNotFit = "FAUST0014";
    public const string InvalidCheck = "FAUST0015";
    public const string CheckCannotBeCalled = "FAUST0016";
    public const string SensitiveDataIsShown = "FAUST0017";
    public const string SchemaIsNotGuarded = "FAUST0020";
    public const string SchemaLacksLine = "FAUST0021";
    public const string SchemaMemberIsGone = "FAUST0022";
    public const string SchemaTypeChanged = "FAUST0023";
    public const string SchemaMemberIsRequired = "FAUST0024";
    public const string SchemaFileIsMalformed = "FAUST0025";
    public const string ConverterDoesNotFit = "FAUST0026";
    public const string LocalDateTime = "FAUST0027";
    public const string PrivateSetter = "FAUST0028";
    public const string AmbiguousEnumName = "FAUST0029";
    public const string JsonAttributeHasNoEffect = "FAUST0030";

    public const string HandlerHasNoKnownShape = "FAUST0100";
    public const string EventTypeDiffersFromTopic = "FAUST0101";
    public const string AgentCannotBeConstructed = "FAUST0102";
    public const string InvalidAgentOption = "FAUST0103";
    public const string AgentReadsNoTopic = "FAUST0104";
    public const string BatchOptionWithoutBatch = "FAUST0105";
    public const string RetryOptionWithoutRetries = "FAUST0106";
    public const string ConcurrentBatches = "FAUST0107";
    public const string ConcurrencyWithoutAwaits = "FAUST0108";
    public const string OrderingWithoutConcurrency = "FAUST0109";

    public const string TableKeyDiffersFromTopicKey = "FAUST0200";
    public const string TypeIsNoTable = "FAUST0201";
    public const string DuplicateTableName = "FAUST0202";
    public const string TableKeyHasNoEquality = "FAUST0203";
    public const string TableKeyCodecDiffersFromTopic = "FAUST0204";

    public const string DuplicateTopicName = "FAUST0300";
    public const string UnusedTopic = "FAUST0301";
    public const string TypeIsNoTopic = "FAUST0302";
    public const string InvalidTopologyName = "FAUST0303";
}
