using System.Collections;
using System.Management.Automation.Language;

namespace SinchConv.Packaging;

/// <summary>What a package says about its module, all from the module's manifest.</summary>
internal sealed class Manifest
{
    private readonly Hashtable values;

    private Manifest(string name, Hashtable values) => (Name, this.values) = (name, values);

    public string Name { get; }

    public string Version => Text("ModuleVersion");

    public string Author => Text("Author");

    public string Copyright => Text("Copyright");

    public string Description => Text("Description");

    /// <summary>The manifest's own tags, and those by which the PowerShell Gallery finds modules and their commands.</summary>
    public IReadOnlyList<string> Tags
    {
        get
        {
            var cmdlets = Texts(values, "CmdletsToExport");
            var own = values["PrivateData"] is Hashtable { } data && data["PSData"] is Hashtable gallery ? Texts(gallery, "Tags") : [];
            return [.. own, "PSModule", "PSIncludes_Cmdlet", .. cmdlets.Select(name => $"PSCmdlet_{name}"), .. cmdlets.Select(name => $"PSCommand_{name}")];
        }
    }

    /// <exception cref="InvalidDataException">The file is no manifest.</exception>
    public static Manifest Read(string path)
    {
        var script = Parser.ParseFile(Path.GetFullPath(path), out _, out var errors);
        if (errors.Length > 0)
            throw new InvalidDataException($"{path}: {errors[0].Message}");
        var table = script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false)
            ?? throw new InvalidDataException($"{path} holds no hashtable.");
        return new Manifest(Path.GetFileNameWithoutExtension(path), (Hashtable)table.SafeGetValue());
    }

    private string Text(string key) => values[key] as string ?? throw new InvalidDataException($"The manifest has no {key}.");

    private static IReadOnlyList<string> Texts(Hashtable table, string key) => table[key] switch
    {
        string one => [one],
        object[] several => [.. several.Cast<string>()],
        _ => throw new InvalidDataException($"The manifest has no {key}."),
    };
}
