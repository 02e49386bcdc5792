namespace Faust.Generators.Model;

/// <summary>A topic with its codec: what its generated part is made from.</summary>
internal sealed record TopicFileModel(TopicModel Topic, CodecsModel Codecs);
