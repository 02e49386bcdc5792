using Faust.Storage;
using Faust.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Faust.Tests.Processing;

/// <summary>Tasks whose stores cannot be opened at once.</summary>
public sealed class HeldStoreTests : IDisposable
{
    public void Dispose() => Environment.ExitCode = 0;

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task A_store_that_another_process_holds_for_a_moment_is_tried_again_as_often_as_the_budget_allows(int restarts)
    {
        var stores = new HeldStores("counts", times: 2);
        await using TestApp app = TestApp.Create(
            configure: o => (o.MaxRestarts, o.RestartDelay) = (restarts, TimeSpan.FromMilliseconds(1)),
            build: b => b.Services.Replace(ServiceDescriptor.Singleton<IStateStoreProvider>(stores)));
        await app.Host.StartAsync();
        if (restarts == 1)
        {
            await app.Worker.Completion.WaitAsync(TestApp.Hang);
            Assert.Equal("held by process 7", Assert.IsType<StateStoreException>(app.Worker.Failure).Message);
            return;
        }

        await app.Get<Numbers>().SendAsync("k", new Num(1));
        await app.CaughtUpAsync();
        Assert.Equal(1, await app.Get<Counts>().GetAsync("k"));
    }

    private sealed class HeldStores(string table, int times) : IStateStoreProvider
    {
        private readonly DictionaryStores _stores = new();
        private int _left = times;

        public string Description => "dictionaries that are held at first";

        public IStateStore? Open(StateStoreId id) => id.Table == table && id.Partition == 0 && _left-- > 0
            ? throw new StateStoreException("held by process 7")
            : _stores.Open(id);
    }
}
