using Faust;
using Faust.Kafka.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Faust.Kafka.Worker --self-test: whether librdkafka is found and its clients can be made, without a broker.
if (args is ["--self-test"]) return await SelfTest.RunAsync();

// Faust.Kafka.Worker SERVERS APPLICATION INSTANCE GUARANTEE: a worker until it is ended.
if (args is not [string servers, string application, string instance, string guarantee])
{
    await Console.Error.WriteLineAsync("usage: Faust.Kafka.Worker SERVERS APPLICATION INSTANCE AtLeastOnce|ExactlyOnce");
    return 2;
}

// It does not outlive who started it: that one's end of the pipe closes with its process, however it ends.
if (Console.IsInputRedirected)
{
    _ = Task.Run(static () =>
    {
        while (Console.In.Read() >= 0)
        {
            // Nothing is said on it.
        }

        Environment.Exit(3);
    });
}

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.AddFaust(application, faust =>
{
    faust.AddDeclared();
    faust.UseKafka(servers);
    faust.Configure(o =>
    {
        o.InstanceId = instance;
        o.ProcessingGuarantee = Enum.Parse<ProcessingGuarantee>(guarantee);
        o.TransactionTimeout = TimeSpan.FromSeconds(5);
    });
});
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Information);
return await builder.Build().RunFaustAsync();
