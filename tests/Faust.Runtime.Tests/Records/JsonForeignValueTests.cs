using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Faust.Records;

/// <summary>Values that System.Text.Json reads: whatever it throws at the input is an error of the input.</summary>
public class JsonForeignValueTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"$type":"none"}""")]
    [InlineData("""{"Size":1}""")]
    public void An_abstract_type_without_its_discriminator_is_refused(string json) => Assert.Throws<RecordFormatException>(() =>
    {
        var reader = new JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        reader.ReadValue((JsonTypeInfo<Shape>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Shape)));
    });

    [JsonDerivedType(typeof(Circle), "circle")]
    public abstract class Shape
    {
        public int Size { get; set; }
    }

    public sealed class Circle : Shape;
}
