using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Marks conversations that bring their newest message, so that the view with the message shows them.</summary>
internal static class RecentView
{
    private const string TypeName = "SinchConv.Conversation#Recent";

    public static object Of(Conversation item)
    {
        if (item.LastMessage is null)
            return item;
        var shown = new PSObject(item);
        shown.TypeNames.Insert(0, TypeName);
        return shown;
    }
}
