namespace Faust.TestApp;

public interface IGateway
{
    Task<string> AskAsync(string question);
}
