using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SinchConv.Tests.Commands;

/// <summary>The pages of docs/commands say what the doc comments say.</summary>
public sealed class HelpPagesTests
{
    private static readonly string Pages = Path.Combine(Built.Path("Documentation"), "commands");

    [Fact]
    public async Task The_pages_are_current()
    {
        var made = Directory.CreateTempSubdirectory("pages");
        try
        {
            await MakeAsync(made.FullName);
            var (expected, actual) = (Read(made.FullName), Read(Pages));
            var different = expected.Keys.Union(actual.Keys).Where(page => expected.GetValueOrDefault(page) != actual.GetValueOrDefault(page)).Order();
            Assert.True(!different.Any(), $"Not what the doc comments say: {string.Join(", ", different)} in docs/commands. Run: dotnet build docs/commands.proj, and commit the pages.");
        }
        finally
        {
            made.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_link_to_a_file_leads_to_one()
    {
        var links = from page in Read(Pages)
                    from Match link in Regex.Matches(page.Value, @"\]\((?!https:)([^)]+)\)")
                    select (page.Key, Target: link.Groups[1].Value);
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Pages, link.Target)), $"{link.Key} links to {link.Target}."));
    }

    private static Dictionary<string, string> Read(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);

    // In a process of its own: the module is loaded here already.
    private static async Task MakeAsync(string folder)
    {
        var configuration = typeof(HelpPagesTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var tool = Path.Combine(Built.Path("Documentation"), $"../tools/SinchConv.HelpBuilder/bin/{configuration}/net10.0/SinchConv.HelpBuilder.dll");
        var module = typeof(Conversation).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", tool, module, Path.ChangeExtension(module, ".xml"), folder]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }
}
