using System.Management.Automation;
using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>A command that works with a session: the one given, else the default one of the runspace.</summary>
public abstract class SinchSessionCommand : SinchCommand
{
    /// <summary>
    /// The session to use, as Connect-SinchProject -PassThru or Get-SinchSession gives it. Without it, the default
    /// session of the runspace is used, which Connect-SinchProject sets. A session can be piped in, too.
    /// </summary>
    /// <value>The default session of the runspace</value>
    [Parameter]
    [SessionArgument]
    [ValidateNotNull]
    public SinchSession? Session { get; set; }

    /// <summary>What is piped in, whatever it is. Its properties are bound by their names; here it can be looked at as a whole.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What the input is, for a message: never the values of its properties, which may be secrets.</summary>
    internal string InputName => InputObject switch
    {
        null => "Nothing",
        { BaseObject: string or IConvertible and not Enum } plain => $"'{Text.Quote($"{plain}", 100)}' ({plain.BaseObject.GetType().Name})",
        { BaseObject: System.Collections.IDictionary } => "A hashtable, whose entries are no properties: put [pscustomobject] in front of it. It",
        var item => $"An object of type {item.BaseObject.GetType().Name} with {Text.Quote(string.Join(", ", item.Properties.Select(property => property.Name)), 100)}",
    };

    /// <summary>Whether something else than a session is piped in.</summary>
    internal bool HasInput => InputObject is { BaseObject: not SinchSession };

    /// <summary>The text that was piped in; null when the input is none.</summary>
    private protected string? InputText => InputObject?.BaseObject as string;

    /// <summary>The session that was given, piped in, or is the default; null when there is none.</summary>
    /// <exception cref="SinchException">The input is nothing, or what is left of a session.</exception>
    private protected SinchSession? GivenSession
    {
        get
        {
            if (MyInvocation.ExpectingInput && InputObject is null)
                throw Invalid($"The input is empty{(MyInvocation.MyCommand.Name.EndsWith("SinchConversation", StringComparison.OrdinalIgnoreCase) ? ": pipe in ids or conversations" : "")}.");
            if (SessionArgumentAttribute.IsCopy(InputObject))
                throw Invalid(SessionArgumentAttribute.Copied);
            if (InputObject?.BaseObject is not SinchSession piped)
                return Session ?? DefaultSession;
            return Session is null || Session == piped || IsDefault(nameof(Session)) ? piped : throw Invalid("A session was piped in, and -Session names another one: give one of the two.");
        }
    }

    /// <summary>The session to work with.</summary>
    /// <exception cref="SinchException">There is none, or it was disconnected.</exception>
    private protected SinchSession ConnectedSession => GivenSession switch
    {
        null => throw new SinchException(SinchError.NotConnected, "There is no connection to a Sinch project."),
        { IsDisconnected: true } => throw Transport.WasDisconnected(),
        var session => session,
    };

    /// <summary>For commands that take nothing but a session: the session, or null where there is none or the input is none, which is an error of it.</summary>
    private protected SinchSession? OneSession()
    {
        try
        {
            return !HasInput || SessionArgumentAttribute.IsCopy(InputObject)
                ? GivenSession
                : throw Invalid($"{InputName} is no session.");
        }
        catch (SinchException fault)
        {
            WriteFault(fault, InputObject, session: null);
            return null;
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (IsOnCommandLine(nameof(InputObject)))
            Refuse($"-InputObject takes what is piped in: write $x | {MyInvocation.MyCommand.Name}.");
        // A wrong one is wrong for all inputs.
        if (IsOnCommandLine("State") && $"{MyInvocation.BoundParameters["State"]}" is var state && !KnownValues.States.Contains(state, StringComparer.OrdinalIgnoreCase))
            Refuse($"-State is '{Identifier.Quote(state)}': Active or Inactive, or leave it out.", state);
        if (Time("After") > Time("Before"))
            RefuseOrLeaveOut(IsOnCommandLine("Before") ? "After" : IsOnCommandLine("After") ? "Before" : "", "-After is later than -Before: no time is between the two.", Time("After"));
    }

    /// <summary>The value of a parameter: what stands on the command line, else what the input has, else what $PSDefaultParameterValues says.</summary>
    /// <exception cref="SinchException">It is there, but empty; or the input has what cannot be one.</exception>
    internal string? Given(string parameter, string? bound, params string[] names)
    {
        // PowerShell binds nothing of a property that holds nothing at all, and then it would look like one that is not there.
        var own = IsOnCommandLine(parameter) ? null : OfInput([parameter, .. names]);
        var value = IsDefault(parameter) ? own ?? bound : bound ?? own;
        return value is null ? null : Identified(parameter, value);
    }

    /// <summary>The IDs of a parameter: those on the command line, else those of the input, else those of $PSDefaultParameterValues, where nothing is piped in.</summary>
    internal string[]? Given(string parameter, string[]? bound, params string[] names)
    {
        if (IsOnCommandLine(parameter) || !HasInput)
            return bound;
        var own = ListOfInput([parameter, .. names]);
        return IsDefault(parameter) ? own : bound ?? own;
    }

    /// <summary>Whether the input is a count, which leaves empty what was not asked for.</summary>
    internal bool IsCount => OfInput("Channel") is not null && OfInput("Count") is not null;

    /// <summary>The text of the first of these properties that the input has, be it empty; null when it has none.</summary>
    /// <exception cref="SinchException">The property cannot be read.</exception>
    internal string? OfInput(params string[] names) => PropertyOfInput(names, value => PSObject.AsPSObject(value ?? "").ToString());

    /// <summary>The same of a property that may hold several texts.</summary>
    /// <exception cref="SinchException">The property cannot be read, or is no text.</exception>
    internal string[]? ListOfInput(params string[] names) => PropertyOfInput(names, value => (string[])new TextArgumentAttribute(names[0]) { IsList = true }.Transform(null!, value));

    /// <summary>Refuses an input that says something else than the command line: if what is typed won, several inputs could mean the same.</summary>
    internal void RefuseContradiction(string parameter, string? ofInput, string? typed, bool isChange = false)
    {
        if (!(IsOnCommandLine(parameter) || (isChange && MayBeTyped(parameter))) || ofInput is null || (ofInput.Length == 0 && IsCount))
            return;
        if (ofInput.Length == 0)
            throw Invalid($"The {parameter} of the input is empty.");
        if (!ofInput.Equals(typed, StringComparison.OrdinalIgnoreCase))
            throw Invalid($"The input says {parameter} {Text.Quote(ofInput, 100)}, and -{parameter} says {typed}: choose among the inputs with Where-Object instead.");
    }

    /// <summary>A query with its session, where it is not the default one: to go on elsewhere, it has to be named.</summary>
    private protected Query Local(Query query, SinchSession session) =>
        Session is not null || InputObject?.BaseObject is SinchSession ? query.With(new Filter(nameof(Session), session)) : query;

    /// <summary>The ID of a raw answer of the API of this kind, which calls it just "id", as its neighbours do; null for anything else.</summary>
    /// <exception cref="SinchException">It is empty, or cannot be an ID.</exception>
    internal string? RawId(RawObject kind) => InputObject is { } input && RawObjects.KindOf(input) == kind ? Identified("id", PropertyOfInput(["id"], value => (string)new TextArgumentAttribute("id").Transform(null!, value))!) : null;

    /// <summary>Refuses an input that says nothing to a command which can do without one: each would do the same again.</summary>
    /// <param name="wanted">The property that would say something.</param>
    private protected void RefuseInput(string wanted)
    {
        if (HasInput)
            throw Invalid($"{InputName} has no {wanted}.");
    }

    /// <summary>Refuses an input where a parameter says already what is meant.</summary>
    private protected void RefuseInputBeside(string parameter, bool isGiven)
    {
        if (isGiven && HasInput)
            throw Invalid($"-{parameter} is given{(IsDefault(parameter) ? ", or may be beside the script block that is its default" : "")}, and something else is piped in: give one of the two.");
    }

    private T? PropertyOfInput<T>(string[] names, Func<object?, T> convert)
        where T : class
    {
        var property = names.Select(name => InputObject?.Properties[name]).FirstOrDefault(property => property is not null);
        try
        {
            return property is null ? null : convert(property.Value);
        }
        catch (RuntimeException fault)
        {
            throw new SinchException(SinchError.InvalidRequest, $"The {property!.Name} of the input cannot be read: {fault.Message}", fault);
        }
    }

    private string Identified(string name, string value) =>
        value.Length == 0 ? throw Invalid(HasInput ? $"The {name} of the input is empty." : $"-{name} is empty: give a value, or leave it out.")
        : Identifier.Fault(name, value) is { } problem ? throw Invalid(problem)
        : value;

    private DateTime? Time(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out var value) ? (value as DateTime?)?.ToUniversalTime() : null;

    private protected static SinchException Invalid(string message) => new(SinchError.InvalidRequest, message);
}
