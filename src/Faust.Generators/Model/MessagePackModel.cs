namespace Faust.Generators.Model;

/// <summary>What a record's MessagePack needs beyond its members.</summary>
/// <param name="HelperName">A name that no member has, for the class of helpers.</param>
/// <param name="HidesBase">Whether a base class has MessagePack too, whose <c>ReadMessagePack</c> is hidden.</param>
internal sealed record MessagePackModel(string HelperName, bool HidesBase);
