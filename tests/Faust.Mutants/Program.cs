using System.Globalization;
using System.Reflection;
using Faust.Mutants;

const string usage = """
    usage: dotnet run -c Release --project tests/Faust.Mutants -- [NAME...]
           Tries the mutants of these names, or all. Ends with 1 where one survives or is stale, or where what noticed it fails without it too.
           dotnet run -c Release --project tests/Faust.Mutants -- check CHECK FROM SEEDS
           Runs seeds of a check on the sources as they are.
    """;
if (args is ["check", var check, var from, var count])
{
    if (Check.Run(check, int.Parse(from, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)) is not { } found) return 0;
    Console.WriteLine($"{found.Seed}\t{found.Text}");
    return 1;
}

string root = Catalog.FindRoot();
Mutant[] mutants = Catalog.ReadAll(root);
if (args.FirstOrDefault(a => !Array.Exists(mutants, m => m.Name == a)) is { } unknown)
{
    Console.Error.WriteLine(unknown.StartsWith('-') ? usage : $"There is no mutant '{unknown}'.");
    return 2;
}

string configuration = typeof(Mutant).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
return Report.Write(mutants.Where(m => args.Length == 0 || args.Contains(m.Name)), new MutantRunner(root, configuration), Console.Out);
