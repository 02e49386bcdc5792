namespace Faust.Generators.Model;

/// <summary>The private methods that write and read a hierarchy's own type as one of its cases. No member has their names.</summary>
internal sealed record OwnCaseModel(string WriteJson, string ReadJson, string GetEventTime, string WriteMessagePack, string ReadMessagePack);
