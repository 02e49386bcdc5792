namespace Faust.Transport.Embedded;

/// <summary>A record where it lies in its segment.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Batch">Where its batch starts.</param>
/// <param name="At">Where its frame starts.</param>
/// <param name="Length">Bytes of its frame.</param>
/// <param name="KeyLength">Bytes of its key; -1 without.</param>
/// <param name="ValueLength">Bytes of its value; -1 without.</param>
/// <param name="Timestamp">Its timestamp.</param>
internal readonly record struct LogFrame(long Offset, int Batch, int At, int Length, int KeyLength, int ValueLength, long Timestamp);
