using System.Management.Automation.Host;

namespace SinchConv.Shell.Host;

/// <summary>The console as a grid of cells, as far as formatting needs it: its width.</summary>
internal sealed class ShellRawInterface : PSHostRawUserInterface
{
    public override Size BufferSize
    {
        get => new(Terminal.Width, Terminal.Height);
        set => throw NotSupported();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw NotSupported();
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override string WindowTitle { get; set; } = "";

    public override int CursorSize { get; set; } = 25;

    public override Coordinates CursorPosition
    {
        get => default;
        set => throw NotSupported();
    }

    public override Coordinates WindowPosition
    {
        get => default;
        set => throw NotSupported();
    }

    public override bool KeyAvailable => false;

    public override int LengthInBufferCells(string source, int offset) => CellWidth.Of(source.AsSpan(offset));

    public override int LengthInBufferCells(char source) => CellWidth.Of([source]);

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotSupported();

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotSupported();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotSupported();

    private static HostException NotSupported() => new("This shell writes lines; it has no access to the cells of the console.");
}
