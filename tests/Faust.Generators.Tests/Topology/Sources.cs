namespace Faust.Generators.Tests.Topology;

internal static class Sources
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Faust;

        """;

    public const string Shop = Usings + """
        namespace Shop;

        [Record] public sealed partial record Order([property: EventTime] DateTimeOffset At, int Amount);
        [Topic("orders", Partitions = 3)] public sealed partial class Orders : Topic<string, Order>;
        [Topic("large-orders")] public sealed partial class LargeOrders : Topic<string, Order>;
        [Table("sums")] public sealed partial class Sums : Table<string, long>;

        """;

    public const string SumAgent = """
        [Agent<Orders>]
        public sealed partial class Sum(Sums sums, LargeOrders large)
        {
            public void Handle(Event<string, Order> e)
            {
                sums[e.Key] = sums[e.Key] + e.Value.Amount;
                if (e.Value.Amount > 100) large.Send(e.Key, e.Value);
            }
        }

        """;

    public const string AsyncAgent = """
        [Agent<Orders>(Name = "keep-watch")]
        public sealed partial class Watch(IServiceProvider services, CancellationToken stopping) : IAsyncDisposable
        {
            public async Task HandleAsync(Order order, CancellationToken token) { await Task.Yield(); _ = services; _ = stopping; }
            public ValueTask DisposeAsync() => default;
        }

        """;

    public const string ConcurrentAgents = """
        [Agent<Orders>(Concurrency = 8)]
        public sealed partial class Enrich(Sums sums)
        {
            public async ValueTask HandleAsync(Order order, CancellationToken token) { await Task.Yield(); sums["all"] = order.Amount; }
        }
        [Agent<Orders>(Concurrency = 2, Ordering = Ordering.None, Retries = 1)]
        public sealed partial class Report
        {
            public Task HandleAsync(Event<string, Order> e) => Task.CompletedTask;
        }

        """;

    public const string BatchAgent = """
        [Agent<Orders>(Batch = 50, Within = "00:00:02")]
        public sealed partial class Store : IDisposable
        {
            public ValueTask HandleAsync(IReadOnlyList<Event<string, Order>> batch) => default;
            public void Dispose() { }
        }

        """;
}
