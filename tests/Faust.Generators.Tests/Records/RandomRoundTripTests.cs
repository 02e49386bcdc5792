using System.Globalization;
using System.Text.Json;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

/// <summary>
/// 100,000 random records: what is written here System.Text.Json reads, what it writes is read here, and nothing is lost on either way, nor on
/// that of MessagePack.
/// FAUST_SEED replays a run.
/// </summary>
public class RandomRoundTripTests
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FAUST_SEED"), CultureInfo.InvariantCulture, out int seed)
        ? seed
        : Environment.TickCount;

    [Fact]
    public void Scalars() => RoundTrip<Scalars>(20_000);

    [Fact]
    public void Nullable_scalars() => RoundTrip<NullableScalars>(20_000);

    [Fact]
    public void Collections() => RoundTrip<Collections>(10_000);

    [Fact]
    public void Dictionaries() => RoundTrip<Dictionaries>(10_000);

    [Fact]
    public void Immutable_and_sorted_collections() => RoundTrip<MoreCollections>(5_000);

    [Fact]
    public void Other_types() => RoundTrip<Others>(10_000);

    [Fact]
    public void Pairs() => RoundTrip<Pairs>(5_000);

    [Fact]
    public void Recursive_ones() => RoundTrip<Tree>(10_000);

    [Fact]
    public void Generic_ones() => RoundTrip<Pages>(5_000);

    [Fact]
    public void Init_and_required_members() => RoundTrip<RequiredClass>(2_500);

    [Fact]
    public void Structs() => RoundTrip<PositionalReadonlyStruct>(2_500);

    private static void RoundTrip<T>(int count)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        var records = new RandomRecords(Seed);
        for (int i = 0; i < count; i++)
        {
            T record = records.Next<T>();
            string ours = Json.Write(record);
            string theirs = JsonSerializer.Serialize(record, Json.Reference);
            try
            {
                Assert.Equal(ours, Json.Write(Json.Read<T>(ours)));
                Assert.Equal(ours, Json.Write(Json.Read<T>(theirs)));
                Packed.AssertSame(record, Packed.Write(record));
                Assert.Equal(theirs, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(ours, Json.Reference), Json.Reference));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"{typeof(T).Name} number {i} with FAUST_SEED={Seed}:\nours   {ours}\ntheirs {theirs}\n{e.Message}", e);
            }
        }
    }
}
