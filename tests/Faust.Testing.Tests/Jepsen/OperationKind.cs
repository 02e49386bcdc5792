namespace Faust.Testing.Tests.Jepsen;

internal enum OperationKind
{
    /// <summary>One batch for one partition, outside of transactions: its records are consecutive.</summary>
    Send,

    /// <summary>Reads outside of transactions.</summary>
    Poll,

    /// <summary>Reads and sends of one transaction.</summary>
    Transaction,
}
