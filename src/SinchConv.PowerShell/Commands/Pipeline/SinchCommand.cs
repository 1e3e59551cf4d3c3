using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>What all commands share: stopping, waiting for calls, and reporting their failures.</summary>
public abstract class SinchCommand : PSCmdlet, IDisposable
{
    // How often somebody who watches is told that there is nothing new.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // Never disposed: it holds no handle as long as nobody asks for one, and a call that is being stopped still looks at it.
    private readonly CancellationTokenSource stop = new();
    private readonly Inbox inbox = new();
    private Listening? listener;
    private readonly HashSet<string> onCommandLine = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, object?> defaults = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is shown of the command while it runs.</summary>
    internal CommandProgress Progress => field ??= new(this);

    /// <summary>The default session of the runspace; null when there is none.</summary>
    private protected SinchSession? DefaultSession
    {
        get => SessionStore.Default(SessionState);
        set => SessionStore.SetDefault(SessionState, value);
    }

    /// <summary>Ends the calls under way. Also reached when a later command of the pipeline stops early.</summary>
    public virtual void Dispose()
    {
        stop.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>Notes what stands on the command line: later, PowerShell adds what inputs bring, and never takes it away again.</summary>
    protected override void BeginProcessing()
    {
        foreach (var bound in MyInvocation.BoundParameters)
        {
            if (this.TryGetDefault(bound.Key, bound.Value, out var entry))
                defaults.Add(bound.Key, entry);
            else
                onCommandLine.Add(bound.Key);
        }
        // An unset variable must not widen what a command does. What an input may still bring is looked at with the input.
        foreach (var parameter in MyInvocation.BoundParameters.Where(parameter => parameter.Key != nameof(SinchSessionCommand.InputObject) && (IsOnCommandLine(parameter.Key) || !IsOfInput(parameter.Key))))
        {
            if (parameter.Value is null or "" || (parameter.Value is string[] several && (several.Length == 0 || several.Contains(""))))
                Refuse($"-{parameter.Key} is empty: {Choices(parameter.Key)}, or leave it out.");
        }
    }

    /// <summary>Ends the calls under way on Ctrl+C.</summary>
    protected override void StopProcessing()
    {
        stop.Cancel();
        inbox.Ring();
    }

    /// <summary>Starts a call on the thread pool: to find the way to the service may take a while.</summary>
    internal Task<T> Start<T>(Func<CallContext, Task<T>> work)
    {
        var call = NewCall();
        return Task.Run(() => work(call), stop.Token);
    }

    /// <summary>Starts a call that goes the same way as one before: to send it takes less time than to wake another thread for it.</summary>
    internal Task<T> GoOn<T>(Func<CallContext, Task<T>> work) => work(NewCall());

    /// <summary>
    /// Waits for a call and returns its result, and meanwhile writes the notes that calls leave. The only place where
    /// asynchronous work meets the pipeline: calls never wait for it, and only this thread writes to it.
    /// </summary>
    /// <exception cref="SinchException">The call failed.</exception>
    internal T Await<T>(Task<T> call)
    {
        if (!call.IsCompleted)
            _ = call.ContinueWith(_ => inbox.Ring(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (true)
        {
            // Looked at first: the notes of a call that has ended are all there.
            var hasEnded = call.IsCompleted;
            while (inbox.TryTake(out var note))
                Write(note);
            if (hasEnded)
                break;
            if (stop.IsCancellationRequested)
                throw new PipelineStoppedException();
            if (!inbox.Wait(Progress.IsSeen ? Tick : Timeout.InfiniteTimeSpan))
                Progress.Tick();
        }
        try
        {
            return call.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Starts a call, waits for it and returns its result.</summary>
    internal T Await<T>(Func<CallContext, Task<T>> work) => Await(Start(work));

    /// <summary>Writes the error of one input; the command goes on.</summary>
    internal void WriteFault(SinchException fault, object? target, SinchSession? session) =>
        WriteError(ErrorRecords.Record(fault, target, session));

    /// <summary>Ends the command. Never returns; what it is declared to return lets the compiler know.</summary>
    internal Exception Terminate(SinchException fault, object? target, SinchSession? session, string? advice = null)
    {
        var record = ErrorRecords.Record(fault, target, session, advice);
        // For an error that ends a statement, PowerShell ignores -ErrorAction Stop: the script would go on behind it.
        if (IsStopInForce)
            WriteError(record);
        ThrowTerminatingError(record);
        return fault;
    }

    /// <summary>Ends the command because of what its caller gave.</summary>
    private protected void Refuse(string message, object? target = null) =>
        throw Terminate(new SinchException(SinchError.InvalidRequest, message), target, session: null);

    /// <summary>Ends the command because of what its caller gave for a parameter; what is only a default is left out instead.</summary>
    private protected void RefuseOrLeaveOut(string parameter, string message, object? target = null)
    {
        if (!IsDefault(parameter) || MayBeTyped(parameter))
            Refuse(message, target);
        WriteVerbose($"-{parameter} of $PSDefaultParameterValues does not go with what is given, and is left out.");
        GetType().GetProperty(parameter)!.SetValue(this, null);
    }

    /// <summary>Whether a parameter stands on the command line. What the pipeline binds is in its property, for as long as its input lasts.</summary>
    internal bool IsOnCommandLine(string parameter) => onCommandLine.Contains(parameter);

    /// <summary>Whether a parameter has its value from $PSDefaultParameterValues.</summary>
    internal bool IsDefault(string parameter) => defaults.ContainsKey(parameter);

    /// <summary>Whether a parameter stands on the command line, or may stand there beside a default that is a script block.</summary>
    private protected bool MayBeTyped(string parameter) => defaults.TryGetValue(parameter, out var entry) ? entry is ScriptBlock : IsOnCommandLine(parameter);

    private bool IsOfInput(string parameter) =>
        MyInvocation.MyCommand.Parameters.TryGetValue(parameter, out var metadata) && metadata.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName);

    private CallContext NewCall()
    {
        listener ??= Listener();
        return new(stop.Token, listener.Leave) { OnlyWaits = listener.OnlyWaits };
    }

    private static string Choices(string parameter) => parameter switch
    {
        "State" => string.Join(" or ", KnownValues.States),
        "Region" => $"{string.Join(", ", KnownValues.Regions)} or a newer one",
        _ => "give a value",
    };

    private bool IsStopInForce => (MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given) ? given : GetVariableValue("ErrorActionPreference"))
        is ActionPreference.Stop or "Stop";

    // Each note wakes the pipeline thread, so only those are left that somebody wants to see.
    private Listening Listener()
    {
        var wantsLines = IsOn("Verbose");
        var wantsDetails = IsOn("Debug");
        if (wantsDetails)
            ConnectionCounter.Start();
        if (!wantsLines && !wantsDetails)
            return new(Progress.IsSeen ? inbox.Leave : null, OnlyWaits: true);
        return new(note =>
        {
            if (note.IsDetail ? wantsDetails : wantsLines || note.Wait is not null)
                inbox.Leave(note);
        }, OnlyWaits: false);
    }

    private bool IsOn(string stream) => MyInvocation.BoundParameters.TryGetValue(stream, out var isOn)
        ? (SwitchParameter)isOn
        : GetVariableValue(stream + "Preference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore or "SilentlyContinue" or "Ignore");

    private void Write(Note note)
    {
        if (note.Wait is { } wait)
            Progress.Waits(wait);
        if (note.IsDetail)
            WriteDebug(note.Text);
        else
            WriteVerbose(note.Text);
    }

    /// <summary>Who reads the notes of calls.</summary>
    /// <param name="Leave">Takes a note; null where nobody reads any.</param>
    /// <param name="OnlyWaits">Whether nothing but waits is of interest.</param>
    private sealed record Listening(Action<Note>? Leave, bool OnlyWaits);
}
