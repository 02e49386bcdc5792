namespace Faust.Testing.Tests.Jepsen;

[Flags]
internal enum Dependency
{
    None = 0,

    /// <summary>The second one read what the first one sent.</summary>
    WriteRead = 1,

    /// <summary>The second one's record lies right behind the first one's.</summary>
    WriteWrite = 2,

    /// <summary>The second one's record lies right behind the last that the first one read.</summary>
    ReadWrite = 4,

    /// <summary>The second one began when the first one had ended.</summary>
    RealTime = 8,
}
