namespace Faust.Generators.Model;

internal enum EventTimeKind
{
    None,
    DateTimeOffset,
    DateTime,
    UnixMilliseconds,
}
