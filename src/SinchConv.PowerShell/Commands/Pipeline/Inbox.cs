using SinchConv.Api;

namespace SinchConv.Commands;

/// <summary>
/// Where calls leave notes for the pipeline thread, and what it sleeps on until there is something to do. A plain
/// monitor: the framework's collections spin before they sleep, which costs more than a page of a fast service.
/// </summary>
internal sealed class Inbox
{
    private readonly Queue<Note> notes = new();
    private bool isRung;

    public void Leave(Note note)
    {
        lock (notes)
        {
            notes.Enqueue(note);
            Monitor.Pulse(notes);
        }
    }

    /// <summary>Wakes the pipeline thread without a note: a call has ended, or the command is to stop.</summary>
    public void Ring()
    {
        lock (notes)
        {
            isRung = true;
            Monitor.Pulse(notes);
        }
    }

    public bool TryTake(out Note note)
    {
        lock (notes)
        {
            var isThere = notes.Count > 0;
            note = isThere ? notes.Dequeue() : default;
            return isThere;
        }
    }

    /// <summary>Sleeps until something was left, or somebody rang since the last time.</summary>
    /// <returns>False when that took too long.</returns>
    public bool Wait(TimeSpan most)
    {
        lock (notes)
        {
            var isInTime = true;
            while (notes.Count == 0 && !isRung && isInTime)
                isInTime = Monitor.Wait(notes, most);
            isRung = false;
            return isInTime;
        }
    }
}
