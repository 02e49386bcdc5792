using Faust.TestApp;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Testing.Tests.Host;

/// <summary>The shop in a host.</summary>
internal sealed class ShopHost : IDisposable
{
    public ShopHost(
        Func<string, Task<string>>? answer = null,
        FaustTestHostOptions? options = null,
        Action<FaustOptions>? configure = null,
        ProcessingGuarantee guarantee = ProcessingGuarantee.AtLeastOnce)
    {
        App = FaustTestHost.Create(
            faust =>
            {
                faust.AddShop().Configure(o => o.ProcessingGuarantee = guarantee);
                if (configure is not null) faust.Configure(configure);
            },
            services => services.AddSingleton(Notebook).AddSingleton<IGateway>(new TestGateway(answer)),
            options);
    }

    public Notebook Notebook { get; } = new();

    public IEnumerable<string> Lines => Notebook.Lines;

    public FaustTestHost App { get; }

    public void Dispose() => App.Dispose();
}
