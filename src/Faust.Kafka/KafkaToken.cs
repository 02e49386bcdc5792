namespace Faust.Kafka;

/// <summary>A token for SASL's OAUTHBEARER.</summary>
/// <param name="Value">The token, as the broker wants it: a JWT in most cases.</param>
/// <param name="Expires">When it is over; another one is asked for after 80 % of the time until then.</param>
public sealed record KafkaToken(string Value, DateTimeOffset Expires)
{
    /// <summary>Whom the token names.</summary>
    public string Principal { get; init; } = "";

    /// <summary>SASL extensions that go along with the token (KIP-342).</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Without the token itself, so that none gets into a log.</summary>
    public override string ToString() => $"token of '{Principal}' until {Expires:O}";
}
