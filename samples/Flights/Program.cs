using Faust;
using Flights;

if (!SampleOptions.TryParse(args, out SampleOptions? options, out int exitCode)) return exitCode;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.AddFaust("flights", faust => faust.AddDeclared());   // embedded log and tables in memory; nothing to install
builder.Services.AddSingleton(options);
builder.Services.AddSingleton<Progress>();
builder.Services.AddHostedService<FlightsRun>();
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
return await builder.Build().RunFaustAsync(args);
