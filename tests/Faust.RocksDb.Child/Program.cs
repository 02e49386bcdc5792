using System.Globalization;
using Faust.RocksDb;
using Faust.RocksDb.Child;
using Faust.Storage;
using Microsoft.Extensions.Logging.Abstractions;

// write DIRECTORY: opens the store, says its position, and applies batch after batch, saying each, until it is killed.
// hold DIRECTORY: opens the store, says so, and has it until its input ends.
using var stores = new RocksDbStateStores(Writing.Options(args[1]), TimeProvider.System, NullLogger.Instance);
using IStateStore store = stores.Open(Writing.Id);
long next = store.Position?.ChangelogOffset ?? 0;
Say(next);
if (args[0] == "hold")
{
    Console.In.ReadToEnd();
    return;
}

for (; ; next++)
{
    store.Apply([Writing.Batch(next)], new StateStorePosition(next + 1, TimeProvider.System.GetUtcNow()));
    Say(next + 1);
}

static void Say(long position)
{
    Console.Out.WriteLine(position.ToString(CultureInfo.InvariantCulture));
    Console.Out.Flush();
}
