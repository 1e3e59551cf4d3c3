using System.Management.Automation;

namespace SinchConv.Shell.Host;

/// <summary>Progress as one line that the next output takes away; nothing where output is kept.</summary>
internal sealed class ProgressLine
{
    private const string EraseLine = "\r\u001b[K";

    private bool isShown;

    public void Show(ProgressRecord record)
    {
        if (!Terminal.HasColors)
            return;
        Clear();
        if (record.RecordType == ProgressRecordType.Completed)
            return;
        var share = record.PercentComplete < 0 ? "" : $" {record.PercentComplete} %";
        var text = $"{record.Activity}: {record.StatusDescription}{share}".ReplaceLineEndings(" ");
        Console.Out.Write(text.Length < Terminal.Width ? text : text[..(Terminal.Width - 1)]);
        isShown = true;
    }

    public void Clear()
    {
        if (!isShown)
            return;
        Console.Out.Write(EraseLine);
        isShown = false;
    }
}
