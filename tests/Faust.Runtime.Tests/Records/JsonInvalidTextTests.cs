using System.Text;

namespace Faust.Records;

/// <summary>Bytes that are not UTF-8, which the suites of text cannot have, wherever a text can be.</summary>
public sealed class JsonInvalidTextTests
{
    // Where the bytes go: %.
    private static readonly string[] Frames =
    [
        "{\"value\":\"%\"}",
        "{ \"value\" : \"\\n%\" }",
        "{\"value\":\"%\\u00e9\",\"after\":1}",
        "{\"value\":\"x\",\"%\":1}",
        "{\"%\":\"x\",\"after\":1}",
        "{\"value\":\"x\",\"other\":\"%\"}",
        "{\"value\":\"x\",\"other\":\"%\\t\"}",
        "{\"value\":\"x\",\"other\":{\"%\":1}}",
        "{\"value\":\"x\",\"other\":[\"%\"]}",
        "{\"value\":\"x\",\"other\":[\"a\",\"\\\\%\"]}",
        "{\"value\":\"x\",%\"after\":1}",
        "{\"value\":\"x\",\"after\":%1}",
        "{\"value\":\"x\"%}",
        "{\"value\":\"x\"}%",
    ];

    private static readonly string[] CollectionFrames =
    [
        "{\"value\":{\"%\":\"x\"}}",
        "{\"value\":{\"a\":\"%\"}}",
        "{\"value\":{\"a\":\"x\",\"\\n%\":null}}",
    ];

    [Theory]
    [InlineData("80")]
    [InlineData("BF")]
    [InlineData("C0-80")]
    [InlineData("C0-AF")]
    [InlineData("C1-BF")]
    [InlineData("E0-80-80")]
    [InlineData("E0-9F-BF")]
    [InlineData("F0-80-80-80")]
    [InlineData("F0-8F-BF-BF")]
    [InlineData("ED-A0-80")]
    [InlineData("ED-AF-BF")]
    [InlineData("ED-B0-80")]
    [InlineData("ED-BF-BF")]
    [InlineData("ED-A0-BD-ED-B8-80")]
    [InlineData("C3")]
    [InlineData("E2")]
    [InlineData("E2-82")]
    [InlineData("F0")]
    [InlineData("F0-9F")]
    [InlineData("F0-9F-98")]
    [InlineData("C3-28")]
    [InlineData("E2-28-A1")]
    [InlineData("E2-82-28")]
    [InlineData("F0-9F-28-80")]
    [InlineData("F4-90-80-80")]
    [InlineData("F5-80-80-80")]
    [InlineData("F7-BF-BF-BF")]
    [InlineData("F8-88-80-80-80")]
    [InlineData("FC-84-80-80-80-80")]
    [InlineData("FE")]
    [InlineData("FF")]
    [InlineData("C3-A9-A9")]
    public void Invalid_bytes_are_refused_wherever_they_are(string hex)
    {
        byte[] invalid = Packed.Bytes(hex);
        foreach (string frame in Frames) CheckIn(frame, invalid, Refused<OfString>, Refused<OfPlainString>, Refused<OfExtension>);
        foreach (string frame in CollectionFrames) CheckIn(frame, invalid, Refused<OfDictionary>, Refused<OfNothing>, Refused<OfExtension>);
    }

    [Theory]
    [InlineData("C3-A9")]
    [InlineData("E2-82-AC")]
    [InlineData("ED-9F-BF")]
    [InlineData("EE-80-80")]
    [InlineData("EF-BF-BF")]
    [InlineData("F0-9F-98-80")]
    [InlineData("F4-8F-BF-BF")]
    public void The_nearest_valid_bytes_are_read_in_the_same_places(string hex)
    {
        foreach (string frame in Frames.Where(IsInText))
        {
            CheckIn(frame, Packed.Bytes(hex), json => Assert.NotNull(JsonSuite.Read<OfString>(json)));
        }
    }

    [Fact]
    public void A_byte_order_mark_is_refused() => Refused<OfString>([0xEF, 0xBB, 0xBF, .. "{\"value\":\"x\"}"u8]);

    // Behind and before text of many lengths, since text is looked at in pieces of many widths.
    private static void CheckIn(string frame, byte[] bytes, params Action<byte[]>[] checks)
    {
        int place = frame.IndexOf('%', StringComparison.Ordinal);
        bool inText = IsInText(frame);
        int[] lengths = inText ? [0, 1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 300] : [0];
        foreach (int before in lengths)
        {
            foreach (int after in inText ? [0, 1, 20, 70] : lengths)
            {
                byte[] json =
                [
                    .. Encoding.UTF8.GetBytes(frame[..place] + new string('a', before)),
                    .. bytes,
                    .. Encoding.UTF8.GetBytes(new string('z', after) + frame[(place + 1)..]),
                ];
                foreach (Action<byte[]> check in checks) check(json);
            }
        }
    }

    private static bool IsInText(string frame) => !frame.EndsWith('%')
        && !new[] { "%1", "%}", "%\"after" }.Any(rest => frame.Contains(rest, StringComparison.Ordinal));

    private static void Refused<T>(byte[] json)
        where T : class, IJsonRecord<T> => Assert.Null(JsonSuite.Read<T>(json));
}
