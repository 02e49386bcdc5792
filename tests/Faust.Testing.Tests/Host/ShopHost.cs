using Faust.TestApp;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Testing.Tests.Host;

/// <summary>The shop in a host.</summary>
internal sealed class ShopHost : IDisposable
{
    public ShopHost(
        Func<string, Task<string>>? answer = null, FaustTestHostOptions? options = null, Action<FaustBuilder>? configure = null)
    {
        App = FaustTestHost.Create(
            faust =>
            {
                faust.AddShop();
                configure?.Invoke(faust);
            },
            services => services.AddSingleton(Notebook).AddSingleton<IGateway>(new TestGateway(answer)),
            options);
    }

    public Notebook Notebook { get; } = new();

    public IEnumerable<string> Lines => Notebook.Lines;

    public FaustTestHost App { get; }

    public void Dispose() => App.Dispose();
}
