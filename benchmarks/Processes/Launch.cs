using System.Diagnostics;
using SinchConv.Sandbox;

namespace SinchConv.Benchmarks.Processes;

/// <summary>How the processes of a benchmark are started.</summary>
internal static class Launch
{
    private static readonly string DotNet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>This program again, as a worker.</summary>
    public static ProcessStartInfo Worker(string kind) => Tool(DotNet, "exec", typeof(Launch).Assembly.Location, "worker", kind);

    public static ProcessStartInfo Server(int conversations, int latency, string spread, string quirks) => Tool(
        DotNet, "exec", Beside("SinchConv.TestServer.dll"), "--port", "0", "--conversations", $"{conversations}", "--latency", $"{latency}", "--spread", spread, "--quirks", quirks);

    public static ProcessStartInfo PowerShellScript(string file) => Tool(DotNet, "exec", Built.Path("Pwsh"), "-NoProfile", "-NonInteractive", "-File", Beside(file));

    public static ProcessStartInfo NodeScript(string file, string sdk, bool encodesTokens)
    {
        var start = Tool("node", Beside(file));
        start.Environment["SINCH_NODE_SDK"] = Path.GetFullPath(sdk);
        start.Environment["ENCODE_TOKENS"] = encodesTokens ? "1" : "";
        return start;
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static ProcessStartInfo Tool(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PROJECT_ID"] = SandboxProject.DefaultProjectId;
        start.Environment["KEY_ID"] = SandboxProject.KeyId;
        start.Environment["KEY_SECRET"] = SandboxProject.KeySecret;
        start.Environment["APP_ID"] = SandboxProject.ConversationAppId;
        // The engine and pwsh report imported modules to their maker by default; a benchmark should not.
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }
}
