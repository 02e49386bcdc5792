namespace Faust.Generators;

/// <summary>What a step made of one type, or the text of the exception that ended it: the other types go on.</summary>
/// <param name="Value">The model; null if there is none to be made.</param>
/// <param name="Error">The exception's text, or null.</param>
internal sealed record Attempt<T>(T? Value, string? Error)
    where T : class
{
    public static Attempt<T> At(Func<T?> step)
    {
        try
        {
            return new Attempt<T>(step(), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Attempt<T>(null, exception.ToString());
        }
    }
}
