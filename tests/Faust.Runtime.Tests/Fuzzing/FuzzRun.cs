using System.Globalization;
using System.Text;
using System.Text.Json;
using Faust.Records;

namespace Faust.Fuzzing;

/// <summary>One mutated payload a number: the same number is the same payload, so that a failure can be looked at alone.</summary>
internal static class FuzzRun
{
    // The exceptions with their traces and messages, of which one is within the other, and buffers that are kept.
    private const long Slack = 64 * 1024;

    // A list of empty records takes three bytes each.
    private const long BytesPerByte = 100;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>Reads the payload of a number; throws what says why that went wrong, or returns whether it was read.</summary>
    public static bool Once(int number)
    {
        (FuzzTarget target, byte[] bytes, bool cached) = Payload(number);
        // One of its own, of a fixed size: what a payload does must not depend on those before it.
        Utf8StringCache? strings = cached ? new Utf8StringCache(64) : null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool read;
        try
        {
            target.Read(bytes, strings);
            read = true;
        }
        catch (RecordFormatException exception)
        {
            if (exception.Offset < 0 || exception.Offset > bytes.Length) throw Failure($"the offset {exception.Offset}");
            read = false;
        }
        catch (Exception exception)
        {
            throw Failure(exception.ToString(), exception);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > (BytesPerByte * bytes.Length) + Slack) throw Failure($"{allocated} bytes allocated");
        if (read && target.IsJson) CheckIsJson(bytes);
        return read;

        InvalidOperationException Failure(string what, Exception? inner = null) => new(Describe(number, target, bytes, what), inner);

        void CheckIsJson(byte[] json)
        {
            if (target.IsFaust)
            {
                string text = Encoding.Latin1.GetString(json);
                foreach (string word in (string[])["-Infinity", "Infinity", "NaN"]) text = text.Replace(word, "0", StringComparison.Ordinal);
                json = Encoding.Latin1.GetBytes(text);
            }

            try
            {
                JsonDocument.Parse(json, Deep).Dispose();
            }
            catch (JsonException exception)
            {
                throw Failure($"read, although it is not JSON: {exception.Message}", exception);
            }
        }
    }

    private static (FuzzTarget Target, byte[] Bytes, bool Cached) Payload(int number)
    {
        // Neighbours get generators that have nothing in common.
        Random random = new(unchecked((int)((uint)number * 2654435761)));
        FuzzTarget target = FuzzTarget.All[random.Next(FuzzTarget.All.Length)];
        byte[] source = target.Payloads[random.Next(target.Payloads.Length)];
        byte[] other = target.Payloads[random.Next(target.Payloads.Length)];
        return (target, FuzzMutation.Apply(source, other, target.IsJson, random), random.Next(2) == 0);
    }

    private static string Describe(int number, FuzzTarget target, byte[] bytes, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Payload {number} of {bytes.Length} bytes for {target.Name}: {what}
          base64: {Convert.ToBase64String(bytes)}
          replay: dotnet run -c Release --project benchmarks/Faust.Benchmarks -- fuzz --payloads 1 --seed {number}
        """);
}
