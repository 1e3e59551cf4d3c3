using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace SinchConv.Tests.Commands;

/// <summary>What can be proven about Windows PowerShell 5.1 without Windows.</summary>
public sealed class DesktopTests
{
    private static string Module => Path.Combine(Built.Path("PackedModule"), "SinchConv.PowerShell.dll");

    [Fact]
    public void Every_assembly_that_the_module_needs_is_in_its_folder_or_in_the_framework()
    {
        var framework = Directory.EnumerateFiles(Built.Path("Framework472"), "*.dll", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        Assert.Contains("mscorlib", framework);
        var desktop = Directory.EnumerateFiles(Path.Combine(Built.Path("PackedModule"), "desktop"), "*.dll").ToDictionary(file => Path.GetFileNameWithoutExtension(file), Identity);
        var missing = new List<string>();
        var open = new Queue<string>([Module, .. Directory.EnumerateFiles(Path.Combine(Built.Path("PackedModule"), "desktop"), "*.dll")]);
        while (open.TryDequeue(out var file))
        {
            foreach (var (name, version) in References(file))
            {
                var isThere = desktop.TryGetValue(name, out var shipped) ? shipped >= version : framework.Contains(name) || name == "System.Management.Automation";
                if (!isThere)
                    missing.Add($"{Path.GetFileName(file)} needs {name} {version}");
            }
        }
        Assert.Empty(missing);
        Assert.Equal(new Version(8, 0), new Version(desktop["System.Text.Json"].Major, desktop["System.Text.Json"].Minor));
    }

    [Fact]
    public void No_type_of_the_module_needs_System_Text_Json_before_its_code_runs()
    {
        // Windows PowerShell looks at all types before the module can say where System.Text.Json is. A base class, an
        // interface, or a field that is a structure makes a type need it at that moment.
        using var stream = File.OpenRead(Module);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        var foreign = reader.AssemblyReferences.Select(reader.GetAssemblyReference).Select(reference => reader.GetString(reference.Name)).Where(name => name is "System.Text.Json" or "System.Memory").ToList();
        Assert.NotEmpty(foreign);
        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            var bases = type.GetInterfaceImplementations().Select(handle => reader.GetInterfaceImplementation(handle).Interface).Append(type.BaseType);
            foreach (var handle in bases.Where(handle => handle.Kind == HandleKind.TypeReference))
            {
                var scope = reader.GetTypeReference((TypeReferenceHandle)handle).ResolutionScope;
                if (scope.Kind == HandleKind.AssemblyReference)
                    Assert.DoesNotContain(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name), foreign);
            }
        }
        foreach (var type in typeof(Conversation).Assembly.GetTypes())
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            Assert.DoesNotContain(fields, field => field.FieldType.IsValueType && field.FieldType.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true);
            Assert.DoesNotContain(fields, field => field.FieldType.IsGenericType && field.FieldType.Name is "Memory`1" or "ReadOnlyMemory`1");
        }
    }

    [Fact]
    public async Task In_PowerShell_7_the_module_is_one_assembly_and_nothing_of_the_desktop_folder_is_loaded()
    {
        var (exitCode, output, error) = await ChildShell.RunAsync($$"""
            Connect-SinchProject -Sandbox
            $null = Get-SinchConversation -All | ForEach-Object { "$($_.MetadataJson)$($_.MetadataJson.order.id)" }
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
                if (-not $assembly.IsDynamic -and $assembly.Location.StartsWith('{{Path.GetFullPath(Built.Path("ModuleFolder"))}}')) { $assembly.GetName().Name }
            }
            """);
        Assert.Equal((0, "SinchConv.PowerShell", ""), (exitCode, output, error));
    }

    [Fact]
    public void The_resolver_answers_the_module_and_keeps_silent_when_another_one_asks()
    {
        var module = new AssemblyLoadContext("The packed module, from its folder").LoadFromAssemblyPath(Module);
        var resolve = module.GetType("SinchConv.DesktopAssemblies", throwOnError: true)!.GetMethod("Resolve", BindingFlags.Static | BindingFlags.NonPublic)!;

        Assert.NotNull(Resolve(module));
        Assert.Null(Resolve(typeof(DesktopTests).Assembly));
        // One that came from bytes has no place.
        Assert.Null(Resolve(Assembly.Load(File.ReadAllBytes(typeof(DesktopTests).Assembly.Location))));

        object? Resolve(Assembly asking) => resolve.Invoke(null, [AppDomain.CurrentDomain, new ResolveEventArgs("System.Buffers", asking)]);
    }

    private static Version Identity(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        return image.GetMetadataReader().GetAssemblyDefinition().Version;
    }

    private static List<(string Name, Version Version)> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(reader.GetAssemblyReference).Select(reference => (reader.GetString(reference.Name), reference.Version))];
    }
}
