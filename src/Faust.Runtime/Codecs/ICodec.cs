namespace Faust;

/// <summary>
/// A way to write keys or values as bytes, named by <see cref="ValueCodecAttribute{TCodec}"/> and <see cref="KeyCodecAttribute{TCodec}"/>.
/// Of its own are <see cref="JsonCodec"/>, <see cref="MessagePackCodec"/> and <see cref="RawCodec"/>; yours implement
/// <see cref="ICodec{T}"/>.
/// </summary>
public interface ICodec;
