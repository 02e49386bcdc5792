namespace Faust.Transport.Embedded;

/// <summary>The batches of one consumer that nobody holds.</summary>
internal sealed class RecordBatchPool
{
    private readonly Lock _gate = new();
    private readonly Stack<EmbeddedRecordBatch> _free = new();
    private bool _closed;

    public EmbeddedRecordBatch Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out EmbeddedRecordBatch? batch)) return batch;
        }

        return new EmbeddedRecordBatch(this);
    }

    public void Return(EmbeddedRecordBatch batch)
    {
        lock (_gate)
        {
            if (!_closed) _free.Push(batch);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _free.Clear();
        }
    }
}
