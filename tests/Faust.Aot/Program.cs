using Faust.Aot;

// Runs every scenario and prints a line for each; the exit code is the number of those that failed.
(string Name, Func<Task> Run)[] scenarios =
[
    .. RecordScenarios.All,
    .. AgentScenarios.All,
    .. HostScenarios.All,
    .. RocksDbScenarios.All,
];

int failed = 0;
foreach ((string name, Func<Task> run) in scenarios)
{
    try
    {
        await run().WaitAsync(TimeSpan.FromSeconds(30));
        Console.WriteLine($"passed  {name}");
    }
    catch (Exception e)
    {
        failed++;
        Console.WriteLine($"FAILED  {name}: {e}");
    }
}

Console.WriteLine($"{scenarios.Length - failed} passed, {failed} failed");
return failed;
