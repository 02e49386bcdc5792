using Microsoft.CodeAnalysis;

namespace Faust.Analyzers;

/// <summary>What the rules say. Messages name the symbol and what to do about it.</summary>
internal static class DiagnosticDescriptors
{
    private const string Records = "Faust.Records";
    private const string Agents = "Faust.Agents";
    private const string Tables = "Faust.Tables";
    private const string Topics = "Faust.Topics";

    public static readonly DiagnosticDescriptor TypeIsNotPartial = Error(
        DiagnosticIds.TypeIsNotPartial,
        "Type is not partial",
        "'{0}' is marked [{1}], so generated code has to extend it: make '{2}' partial",
        Records);

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        DiagnosticIds.UnsupportedMember,
        "Record's member has an unsupported type",
        "Member '{1}' of record '{0}' cannot be serialized, as {2}: {3}",
        Records);

    public static readonly DiagnosticDescriptor DuplicateWireName = Error(
        DiagnosticIds.DuplicateWireName,
        "Two members of a record have one name on the wire",
        "Member '{1}' of record '{0}' has the name '{2}' on the wire, as another member has: rename one of the two",
        Records);

    public static readonly DiagnosticDescriptor InvalidEventTime = Error(
        DiagnosticIds.InvalidEventTime,
        "Record's event time cannot be read",
        "'{1}' cannot be the event time of record '{0}', because {2}: mark one member that is a DateTimeOffset, a DateTime or a long",
        Records);

    public static readonly DiagnosticDescriptor TypeCannotBeRecord = Error(
        DiagnosticIds.TypeCannotBeRecord,
        "Type marked [Record] cannot be read",
        "'{0}' cannot be a record, because {1}: {2}",
        Records);

    public static readonly DiagnosticDescriptor KeyOrValueHasNoCodec = Error(
        DiagnosticIds.KeyOrValueHasNoCodec,
        "Key or value cannot be serialized",
        "The {1}s of '{0}' cannot be serialized, as {2}: {3}",
        Records);

    public static readonly DiagnosticDescriptor MemberHasNoKey = Error(
        DiagnosticIds.MemberHasNoKey,
        "Some members of a record have a [Key] and others not",
        "Member '{1}' of record '{0}' has no [Key], though others have: add [Key({2})], or [RecordIgnore] if it is not to travel",
        Records);

    public static readonly DiagnosticDescriptor InvalidKey = Error(
        DiagnosticIds.InvalidKey,
        "Key of a record's member cannot be used",
        "Member '{1}' of record '{0}' cannot have the key {2}, {3}",
        Records);

    public static readonly DiagnosticDescriptor CodecDoesNotFit = Error(
        DiagnosticIds.CodecDoesNotFit,
        "Codec does not fit",
        "'{4}' cannot write the {1}s of '{0}', as {2}: {3}",
        Records);

    public static readonly DiagnosticDescriptor UnionCannotBeClosed = Error(
        DiagnosticIds.UnionCannotBeClosed,
        "Type cannot be a closed hierarchy",
        "'{0}' cannot be a closed hierarchy, because {1}: {2}",
        Records);

    public static readonly DiagnosticDescriptor TypeCannotBeCase = Error(
        DiagnosticIds.TypeCannotBeCase,
        "Type cannot be a case of a closed hierarchy",
        "'{1}' cannot be a case of '{0}', because {2}: {3}",
        Records);

    public static readonly DiagnosticDescriptor CasesCannotBeToldApart = Error(
        DiagnosticIds.CasesCannotBeToldApart,
        "Cases of a closed hierarchy cannot be told apart",
        "Case '{1}' of '{0}' cannot be told from others, because {2}: {3}",
        Records);

    public static readonly DiagnosticDescriptor RecordIsNoCase = Warning(
        DiagnosticIds.RecordIsNoCase,
        "Record is no case of the closed hierarchy it derives from",
        "A '{0}' cannot be written as '{1}', which does not list it: add [RecordCase<{0}>] there",
        Records);

    public static readonly DiagnosticDescriptor CheckDoesNotFit = Error(
        DiagnosticIds.CheckDoesNotFit,
        "Check does not fit the member's type",
        "Member '{1}' of record '{0}' cannot be checked: {2}",
        Records);

    public static readonly DiagnosticDescriptor InvalidCheck = Error(
        DiagnosticIds.InvalidCheck,
        "Check cannot be meant as it is written",
        "The check of '{1}' in record '{0}' cannot be meant: {2}",
        Records);

    public static readonly DiagnosticDescriptor CheckCannotBeCalled = Error(
        DiagnosticIds.CheckCannotBeCalled,
        "Check cannot be called",
        "The check of '{1}' in record '{0}' cannot be called: {2}",
        Records);

    public static readonly DiagnosticDescriptor SensitiveDataIsShown = Warning(
        DiagnosticIds.SensitiveDataIsShown,
        "Sensitive data is not masked",
        "'{0}' is marked [{1}], but {2}",
        Records);

    public static readonly DiagnosticDescriptor SchemaIsNotGuarded = Create(
        DiagnosticIds.SchemaIsNotGuarded,
        "Records' form is not guarded",
        "Nothing keeps changes of record '{0}' from breaking data already written: add faust.schema.txt beside the project",
        Records,
        DiagnosticSeverity.Info,
        []);

    public static readonly DiagnosticDescriptor SchemaLacksLine = Error(
        DiagnosticIds.SchemaLacksLine,
        "Schema lacks a line",
        "'{0}' is not in faust.schema.txt: add it, so that later changes are compared with it",
        Records);

    public static readonly DiagnosticDescriptor SchemaMemberIsGone = Error(
        DiagnosticIds.SchemaMemberIsGone,
        "Nothing reads what was written",
        "'{0}' may be in data already written, and {1}, or mark the line 'removed' in faust.schema.txt",
        Records);

    public static readonly DiagnosticDescriptor SchemaTypeChanged = Error(
        DiagnosticIds.SchemaTypeChanged,
        "Change cannot read what was written",
        "{1} of record '{0}' cannot be {2}: data already written may have '{3}'; read both, or mark that line 'removed' in faust.schema.txt",
        Records);

    public static readonly DiagnosticDescriptor SchemaMemberIsRequired = Error(
        DiagnosticIds.SchemaMemberIsRequired,
        "New member is required",
        "Data already written lack the member '{1}', without which record '{0}' cannot be read: make it nullable, give it a default value, "
            + "or add a line 'removed … missing' to faust.schema.txt",
        Records);

    public static readonly DiagnosticDescriptor SchemaFileIsMalformed = Error(
        DiagnosticIds.SchemaFileIsMalformed,
        "Schema cannot be read",
        "faust.schema.txt cannot be read: {0}",
        Records);

    public static readonly DiagnosticDescriptor ConverterDoesNotFit = Error(
        DiagnosticIds.ConverterDoesNotFit,
        "Converter does not fit",
        "'{1}' cannot convert values of '{0}', because {2}: {3}",
        Records);

    public static readonly DiagnosticDescriptor LocalDateTime = Create(
        DiagnosticIds.LocalDateTime,
        "Record's member is a DateTime",
        "Member '{1}' of record '{0}' is a DateTime, which a text with an offset turns into this machine's local time, and one without leaves "
            + "without a zone: use DateTimeOffset",
        Records,
        DiagnosticSeverity.Info,
        []);

    public static readonly DiagnosticDescriptor PrivateSetter = Warning(
        DiagnosticIds.PrivateSetter,
        "Property with a private setter does not travel",
        "Property '{1}' of record '{0}' does not travel, because it has no public setter: make the setter 'init', add a constructor's "
            + "parameter, or mark it [RecordIgnore]",
        Records);

    public static readonly DiagnosticDescriptor AmbiguousEnumName = Error(
        DiagnosticIds.AmbiguousEnumName,
        "Name of an enum's member is ambiguous",
        "Member '{1}' of record '{0}' cannot be serialized, because \"{3}\" does not tell which member of '{2}' is meant: give each another "
            + "name, of a [Flags] enum one without commas and outer spaces",
        Records);

    public static readonly DiagnosticDescriptor JsonAttributeHasNoEffect = Warning(
        DiagnosticIds.JsonAttributeHasNoEffect,
        "Attribute of System.Text.Json has no effect",
        "[{0}] has no effect on member '{2}' of record '{1}': {3}",
        Records);

    public static readonly DiagnosticDescriptor HandlerHasNoKnownShape = Error(
        DiagnosticIds.HandlerHasNoKnownShape,
        "Agent's handler has no known shape",
        "Agent '{0}' cannot be called: {1}; an agent has one public 'void Handle' or 'ValueTask HandleAsync' that takes {2}, "
            + "and may take a CancellationToken after it",
        Agents);

    public static readonly DiagnosticDescriptor EventTypeDiffersFromTopic = Error(
        DiagnosticIds.EventTypeDiffersFromTopic,
        "Agent's handler takes other events than its topic has",
        "'{0}' takes '{1}', but the events of topic '{2}' come as '{3}': change the parameter's type to '{3}'",
        Agents);

    public static readonly DiagnosticDescriptor AgentCannotBeConstructed = Error(
        DiagnosticIds.AgentCannotBeConstructed,
        "Agent cannot be constructed",
        "Agent '{0}' cannot be constructed: {1}",
        Agents);

    public static readonly DiagnosticDescriptor InvalidAgentOption = Error(
        DiagnosticIds.InvalidAgentOption,
        "Agent's option is out of range",
        "Agent '{0}' cannot use \"{2}\" as {1}: give {3}",
        Agents);

    public static readonly DiagnosticDescriptor AgentReadsNoTopic = Error(
        DiagnosticIds.AgentReadsNoTopic,
        "Agent does not read a declared topic",
        "Agent '{0}' cannot read '{1}': name a class that {2}",
        Agents);

    public static readonly DiagnosticDescriptor BatchOptionWithoutBatch = Warning(
        DiagnosticIds.BatchOptionWithoutBatch,
        "Agent's batch option has no effect",
        "{1} has no effect on agent '{0}', whose handler takes one event at a time: take an IReadOnlyList of events, or remove {1}",
        Agents);

    public static readonly DiagnosticDescriptor RetryOptionWithoutRetries = Warning(
        DiagnosticIds.RetryOptionWithoutRetries,
        "Agent's retry option has no effect",
        "{1} has no effect on agent '{0}', which does not retry: let Retries be 1 or more, or remove {1}",
        Agents);

    public static readonly DiagnosticDescriptor ConcurrentBatches = Error(
        DiagnosticIds.ConcurrentBatches,
        "Agent takes batches and several at a time",
        "Agent '{0}' takes batches, of which one is handled at a time: let it take one event, or remove Concurrency = {1}",
        Agents);

    public static readonly DiagnosticDescriptor ConcurrencyWithoutAwaits = Warning(
        DiagnosticIds.ConcurrencyWithoutAwaits,
        "Agent's concurrency has no effect",
        "{1} has no effect on agent '{0}', whose handler cannot await: let it return a ValueTask and be named HandleAsync, or remove {1}",
        Agents);

    public static readonly DiagnosticDescriptor OrderingWithoutConcurrency = Warning(
        DiagnosticIds.OrderingWithoutConcurrency,
        "Agent's ordering has no effect",
        "{1} has no effect on agent '{0}', which handles one event at a time: let Concurrency be 2 or more, or remove {1}",
        Agents);

    public static readonly DiagnosticDescriptor TableKeyDiffersFromTopicKey = Error(
        DiagnosticIds.TableKeyDiffersFromTopicKey,
        "Table has another key than the topic its agent reads",
        "Table '{1}' is keyed by '{2}', but agent '{0}' reads topic '{3}', keyed by '{4}': the entries it needs would be in other "
            + "partitions, so read a topic keyed by '{2}' or key the table by '{4}'",
        Tables);

    public static readonly DiagnosticDescriptor TypeIsNoTable = Error(
        DiagnosticIds.TypeIsNoTable,
        "Type marked [Table] is no table",
        "'{0}' cannot be a table, because {1}: declare it as a partial class that derives from Table<TKey, TValue>",
        Tables);

    public static readonly DiagnosticDescriptor DuplicateTableName = Error(
        DiagnosticIds.DuplicateTableName,
        "Two tables have one name",
        "Table '{0}' would share the changelog of '{2}', which is named \"{1}\": give it another name",
        Tables,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor TableKeyHasNoEquality = Error(
        DiagnosticIds.TableKeyHasNoEquality,
        "Table's keys are compared by reference",
        "Table '{0}' would never find a key again, because values of '{1}' are only equal to themselves: key it by a record, a struct or a "
            + "type that overrides Equals",
        Tables);

    public static readonly DiagnosticDescriptor TableKeyCodecDiffersFromTopic = Error(
        DiagnosticIds.TableKeyCodecDiffersFromTopic,
        "Table writes its keys otherwise than the topic its agent reads",
        "Table '{1}' writes its keys by '{2}', but agent '{0}' reads topic '{3}', which writes them by '{4}': a key's bytes decide on its "
            + "partition, so give both the same [KeyCodec]",
        Tables);

    public static readonly DiagnosticDescriptor DuplicateTopicName = Error(
        DiagnosticIds.DuplicateTopicName,
        "Two classes declare one topic",
        "Topic '{0}' would be the same in the log as '{2}', which is named \"{1}\": use that class, or give this topic another name",
        Topics,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnusedTopic = Warning(
        DiagnosticIds.UnusedTopic,
        "Topic is not used",
        "No agent reads topic '{0}' and nothing sends to it: use it or remove it",
        Topics,
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor TypeIsNoTopic = Error(
        DiagnosticIds.TypeIsNoTopic,
        "Type marked [Topic] is no topic",
        "'{0}' cannot be a topic, because {1}: declare it as a partial class that derives from Topic<TKey, TValue>",
        Topics);

    public static readonly DiagnosticDescriptor InvalidTopologyName = Error(
        DiagnosticIds.InvalidTopologyName,
        "Kafka does not allow this name or number",
        "'{0}' cannot have \"{1}\" as its {2}: {3}",
        Topics);

    private static DiagnosticDescriptor Error(string id, string title, string message, string category, params string[] tags) =>
        Create(id, title, message, category, DiagnosticSeverity.Error, tags);

    private static DiagnosticDescriptor Warning(string id, string title, string message, string category, params string[] tags) =>
        Create(id, title, message, category, DiagnosticSeverity.Warning, tags);

    private static DiagnosticDescriptor Create(
        string id, string title, string message, string category, DiagnosticSeverity severity, string[] tags) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description: null, HelpLink(id), tags);

    private static string HelpLink(string id) => $"https://github.com/faust-generated/faust-generated/blob/main/docs/diagnostics/{id}.md";
}
