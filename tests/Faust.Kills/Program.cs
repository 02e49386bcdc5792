using Faust.Kills;

RunOptions? options = args.Length == 0 ? null : RunOptions.Parse(args.AsSpan(1));
switch (args.FirstOrDefault())
{
    case "run" when options is not null:
        return await KilledProgram.RunAsync(options);
    case "soak" when options is not null:
        return await Soak.RunAsync(options, Console.Out);
    case "drive" when options is not null:
        return await Driver.RunAsync(options, Console.Out);
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project tests/Faust.Kills -- drive [--kills 200] [--seed 1] [--guarantee exactly-once|at-least-once]
                   [--durability synced|process] [--directory DIR] [--verify-every 20] [--inputs 800]
                   dotnet run -c Release --project tests/Faust.Kills -- soak [--minutes 10] [--guarantee ...] [--durability ...] [--directory DIR]
            """);
        return 2;
}
