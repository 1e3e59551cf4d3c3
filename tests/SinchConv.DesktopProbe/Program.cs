using System.Collections;
using System.Reflection;

// Usage: SinchConv.DesktopProbe <folder of the module> <api uri> <project> <app> <key id> <key secret>
// Loads the module as Windows PowerShell does, by path and from a folder of its own, then lists everything over real HTTP
// and looks at it, by reflection: nothing of the module or its assemblies stands beside this program.
var module = Assembly.LoadFrom(Path.Combine(args[0], "SinchConv.PowerShell.dll"));

// Import-Module looks at all types before it calls OnImport; until then, System.Text.Json cannot be found.
var types = module.GetTypes();
Console.WriteLine($"{types.Length > 0} types before the resolver");
Call(Activator.CreateInstance(Type("SinchConv.ModuleLifetime"))!, "OnImport");

var settings = Activator.CreateInstance(Type("SinchConv.SessionSettings"))!;
Set("ProjectId", args[2]);
Set("ApiUri", new Uri(args[1]));
Set("AuthUri", new Uri(args[1]));
Set("KeyId", args[4]);
Set("Secret", args[5]);
Set("Authentication", Enum.Parse(Type("SinchConv.SinchAuthentication"), "OAuth2"));
var handler = Type("SinchConv.WireHandler").GetMethod("Create")!.Invoke(null, null);
var clock = Type("SinchConv.Api.Clock").GetProperty("System")!.GetValue(null);
var session = Activator.CreateInstance(Type("SinchConv.SinchSession"), BindingFlags.Instance | BindingFlags.NonPublic, null, [settings, handler, clock], null)!;
var client = session.GetType().GetProperty("Client", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(session)!;
var query = Activator.CreateInstance(Type("SinchConv.Api.ConversationQuery"))!;
query.GetType().GetProperty("AppId")!.SetValue(query, args[3]);
var call = Activator.CreateInstance(Type("SinchConv.Api.CallContext"), [CancellationToken.None, null])!;

var ids = new HashSet<string>();
var members = 0;
string? token = null;
do
{
    var page = Result(Call(client, "ListConversationsAsync", query, token, call));
    foreach (var item in (IEnumerable)Get(page, "Items")!)
    {
        ids.Add((string)Get(item, "ConversationId")!);
        if (Get(item, "MetadataJson") is IDictionary metadata && metadata.ToString()!.StartsWith("{", StringComparison.Ordinal))
            members += metadata.Count;
    }
    token = (string?)Get(page, "NextPageToken");
}
while (token is not null);
Console.WriteLine($"{ids.Count} conversations, {members} members of metadata");

try
{
    Result(Call(client, "GetConversationAsync", "no such conversation", call));
}
catch (TargetInvocationException e)
{
    Console.WriteLine($"{Get(e.InnerException!, "Error")} {Get(e.InnerException!, "StatusCode")} {Get(e.InnerException!, "Status")}");
}

// Other modules hold assemblies that came from bytes and have no place: asked for what these need, the resolver keeps silent.
var unplaced = Assembly.Load(File.ReadAllBytes(typeof(ProbeAwaiter).Assembly.Location));
var found = Type("SinchConv.DesktopAssemblies").GetMethod("Resolve", BindingFlags.Static | BindingFlags.NonPublic)!
    .Invoke(null, [AppDomain.CurrentDomain, new ResolveEventArgs("System.Text.Json", unplaced)]);
Console.WriteLine($"for others: {found ?? "nothing"}");

var mine = Path.Combine(Path.GetFullPath(args[0]), "desktop");
foreach (var name in AppDomain.CurrentDomain.GetAssemblies().Where(loaded => !loaded.IsDynamic && loaded.Location.Length > 0 && Path.GetDirectoryName(loaded.Location) == mine).Select(loaded => loaded.GetName().Name).OrderBy(name => name, StringComparer.Ordinal))
    Console.WriteLine($"desktop: {name}");
return 0;

Type Type(string name) => module.GetType(name, throwOnError: true)!;

void Set(string property, object value) => settings.GetType().GetProperty(property)!.SetValue(settings, value);

static object? Get(object target, string property) =>
    target.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(target);

static object? Call(object target, string method, params object?[] arguments) => target.GetType().GetMethod(method)!.Invoke(target, arguments);

static object Result(object? task) =>
    typeof(ProbeAwaiter).GetMethod(nameof(ProbeAwaiter.Wait))!.MakeGenericMethod(task!.GetType().BaseType!.IsGenericType ? task.GetType().BaseType!.GetGenericArguments()[0] : task.GetType().GetGenericArguments()[0]).Invoke(null, [task])!;

internal static class ProbeAwaiter
{
    public static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
