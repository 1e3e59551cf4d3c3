using System.Management.Automation;

namespace SinchConv.Benchmarks.Workers;

/// <summary>The cheapest end of a pipeline that still sees each object: counts it, and lets it go.</summary>
[Cmdlet(VerbsData.Out, "Sink")]
public sealed class OutSinkCommand : PSCmdlet
{
    private int count;

    /// <summary>The object.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>Told of each object, with how many there are by now.</summary>
    [Parameter(Mandatory = true)]
    public Action<int>? Seen { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Seen!(++count);
}
