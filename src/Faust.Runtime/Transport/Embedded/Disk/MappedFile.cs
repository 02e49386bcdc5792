using System.Runtime.ConstrainedExecution;

namespace Faust.Transport.Embedded.Disk;

/// <summary>A file in memory. The memory stays for as long as the object is reachable, also when it is closed or the file deleted.</summary>
internal abstract unsafe class MappedFile : CriticalFinalizerObject
{
    public byte* Memory { get; protected set; }

    public int Capacity { get; protected set; }

    /// <summary>Returns when everything written so far is on the disk.</summary>
    public abstract void Sync();

    /// <summary>Lets go of the file, not of the memory: nothing is written any more.</summary>
    public abstract void Close();
}
