namespace Faust.Fuzzing;

/// <summary>The short run of what <c>Faust.Benchmarks -- fuzz</c> does at length.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Mutated_payloads_only_ever_fail_as_they_should()
    {
        const int Count = 200_000;
        int read = 0;
        Parallel.For(1, Count + 1, number =>
        {
            if (FuzzRun.Once(number)) Interlocked.Increment(ref read);
        });
        // Both ways are tried: neither is every payload refused at once, nor are most of them right.
        Assert.InRange(read, Count / 20, Count / 2);
    }

    [Fact]
    public void Payloads_are_right_before_they_are_mutated() => Assert.All(
        FuzzTarget.All,
        target => Assert.All(target.Payloads, payload => target.Read(payload, null)));
}
