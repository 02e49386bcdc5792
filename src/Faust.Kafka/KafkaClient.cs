using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Faust.Kafka.Interop;
using Faust.Transport;
using Microsoft.Extensions.Logging;

namespace Faust.Kafka;

/// <summary>
/// A handle of librdkafka. Counts who uses its memory: it is destroyed when it was closed and the last batch of records is given back.
/// </summary>
internal sealed class KafkaClient
{
    private const int ErrorSize = 512;
    private const int NoConsumerClose = 0x8;

    private readonly KafkaContext _context;
    private readonly GCHandle _self;
    private readonly CancellationTokenSource _end = new();
    private Action<nint>? _onBackgroundEvent;
    private int _uses = 1;
    private int _refreshing;

    private KafkaClient(KafkaContext context)
    {
        _context = context;
        _self = GCHandle.Alloc(this);
    }

    public nint Handle { get; private set; }

    /// <summary>What librdkafka calls the client in its logs.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Makes a client.</summary>
    /// <param name="context">What clients share.</param>
    /// <param name="isProducer">Whether it is a producer, or a consumer.</param>
    /// <param name="configuration">Options by librdkafka's names.</param>
    /// <param name="events">Which events there are.</param>
    /// <param name="onBackgroundEvent">Takes events on librdkafka's background thread, to which its main queue then leads.</param>
    /// <exception cref="TransportException">An option is unknown, or has a value that does not fit.</exception>
    public static unsafe KafkaClient Create(
        KafkaContext context, bool isProducer, IReadOnlyDictionary<string, string> configuration, int events, Action<nint>? onBackgroundEvent = null)
    {
        string version = RdKafkaLibrary.Version;
        var client = new KafkaClient(context) { _onBackgroundEvent = onBackgroundEvent };
        nint conf = RdKafka.ConfNew();
        try
        {
            byte* error = stackalloc byte[ErrorSize];
            foreach ((string name, string value) in configuration)
            {
                if (RdKafka.ConfSet(conf, name, value, error, ErrorSize) == 0) continue;
                throw new TransportException($"Option '{name}' of Kafka cannot be set: {RdKafka.Text(error)} (see Faust:Kafka:Options).");
            }

            RdKafka.ConfSetEvents(conf, events);
            RdKafka.ConfSetOpaque(conf, GCHandle.ToIntPtr(client._self));
            RdKafka.ConfSetLogCallback(conf, &OnLog);
            if (onBackgroundEvent is not null) RdKafka.ConfSetBackgroundEventCallback(conf, &OnBackgroundEvent);
            if (context.Options.TokenProvider is not null)
            {
                // On a queue of their own, so that a client gets its token also while nobody polls.
                RdKafka.ConfSetTokenRefreshCallback(conf, &OnTokenRefresh);
                RdKafka.ConfEnableSaslQueue(conf, 1);
            }

            client.Handle = RdKafka.New(isProducer ? 0 : 1, conf, error, ErrorSize);
            if (client.Handle == 0) throw new TransportException($"A Kafka client cannot be made: {RdKafka.Text(error)}.");
            // It belongs to the client now.
            conf = 0;
        }
        finally
        {
            if (conf != 0) RdKafka.ConfDestroy(conf);
            if (client.Handle == 0) client._self.Free();
        }

        client.Name = RdKafka.Text(RdKafka.Name(client.Handle));
        if (onBackgroundEvent is not null) client.ForwardToBackground();
        if (context.Options.TokenProvider is not null) KafkaErrors.ThrowIf(RdKafka.SaslBackgroundCallbacksEnable(client.Handle), "Asking for tokens");
        KafkaLog.ClientMade(context.Logger, client.Name, version, context.Options.BootstrapServers);
        return client;
    }

    /// <summary>Says that some of the client's memory is used for longer.</summary>
    public void AddUse() => Interlocked.Increment(ref _uses);

    /// <summary>Says that it is used no longer; the last one destroys the client, which may take a while.</summary>
    public void EndUse()
    {
        if (Interlocked.Decrement(ref _uses) > 0) return;
        RdKafka.DestroyFlags(Handle, NoConsumerClose);
        Handle = 0;
        _self.Free();
        _end.Dispose();
    }

    /// <summary>Ends what the client does beside its calls.</summary>
    public void Close() => _end.Cancel();

    /// <summary>The error after which the client can do nothing more; <see langword="null"/> without one.</summary>
    public unsafe string? FatalError()
    {
        byte* error = stackalloc byte[ErrorSize];
        int code = RdKafka.FatalError(Handle, error, ErrorSize);
        return code == 0 ? null : $"{RdKafka.Text(error)} ({code})";
    }

    /// <summary>Takes the events that are the same for every client.</summary>
    public unsafe void OnCommonEvent(nint rkev)
    {
        switch (RdKafka.EventType(rkev))
        {
            case RdKafka.EventStatistics:
                _context.Options.OnStatistics?.Invoke(RdKafka.Text(RdKafka.EventStats(rkev)));
                break;
            case RdKafka.EventError when RdKafka.EventErrorIsFatal(rkev) == 0:
                KafkaLog.ClientError(_context.Logger, Name, $"{RdKafka.Text(RdKafka.EventErrorString(rkev))} ({RdKafka.EventErrorCode(rkev)})");
                break;
        }
    }

    private void ForwardToBackground()
    {
        nint main = RdKafka.QueueGetMain(Handle), background = RdKafka.QueueGetBackground(Handle);
        RdKafka.QueueForward(main, background);
        RdKafka.QueueDestroy(main);
        RdKafka.QueueDestroy(background);
    }

    private async void RefreshToken()
    {
        if (_context.Options.TokenProvider is not { } provider || Interlocked.Exchange(ref _refreshing, 1) == 1) return;
        AddUse();
        try
        {
            // Not on librdkafka's thread.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            KafkaToken token = await provider(_end.Token).ConfigureAwait(false);
            SetToken(token);
        }
        catch (Exception e)
        {
            // librdkafka asks again after a while.
            if (!_end.IsCancellationRequested) KafkaLog.TokenFailed(_context.Logger, e, Name, e.Message);
            RdKafka.SetTokenFailure(Handle, e.Message);
        }
        finally
        {
            Volatile.Write(ref _refreshing, 0);
            EndUse();
        }
    }

    private unsafe void SetToken(KafkaToken token)
    {
        byte* error = stackalloc byte[ErrorSize];
        int count = token.Extensions.Count * 2;
        byte** extensions = stackalloc byte*[Math.Max(count, 1)];
        try
        {
            int next = 0;
            foreach ((string name, string value) in token.Extensions)
            {
                extensions[next++] = (byte*)Marshal.StringToCoTaskMemUTF8(name);
                extensions[next++] = (byte*)Marshal.StringToCoTaskMemUTF8(value);
            }

            int code = RdKafka.SetToken(
                Handle, token.Value, token.Expires.ToUnixTimeMilliseconds(), token.Principal, extensions, (nuint)count, error, ErrorSize);
            if (code != 0) throw new TransportException($"The token was refused: {RdKafka.Text(error)} ({code}).");
        }
        finally
        {
            for (int i = 0; i < count; i++) Marshal.FreeCoTaskMem((nint)extensions[i]);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnLog(nint client, int level, byte* facility, byte* message)
    {
        // Also while the client is being made or destroyed: its opaque is there as long as it is.
        if (RdKafka.Opaque(client) is not (not 0 and var opaque)) return;
        var self = (KafkaClient)GCHandle.FromIntPtr(opaque).Target!;
        LogLevel of = level switch { <= 2 => LogLevel.Critical, 3 => LogLevel.Error, 4 => LogLevel.Warning, 5 or 6 => LogLevel.Information, _ => LogLevel.Debug };
        if (!self._context.Logger.IsEnabled(of)) return;
        KafkaLog.Librdkafka(self._context.Logger, of, self.Name, RdKafka.Text(facility), RdKafka.Text(message));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnTokenRefresh(nint client, byte* configuration, nint opaque) =>
        ((KafkaClient)GCHandle.FromIntPtr(opaque).Target!).RefreshToken();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnBackgroundEvent(nint client, nint rkev, nint opaque)
    {
        var self = (KafkaClient)GCHandle.FromIntPtr(opaque).Target!;
        self._onBackgroundEvent!(rkev);
        RdKafka.EventDestroy(rkev);
    }
}
