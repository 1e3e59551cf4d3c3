using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using SinchConv.Api;
using SinchConv.Sandbox;

namespace SinchConv.TestServer;

/// <summary>The sandbox behind real HTTP on 127.0.0.1, with its token endpoint, latency, and faults on demand.</summary>
internal sealed class SinchServer : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly HttpMessageInvoker sandbox;
    private readonly ConcurrentQueue<SeenRequest> requests = new();
    private readonly ConcurrentDictionary<(string Method, string Route), int> onRoutes = new();
    private readonly CancellationTokenSource stopped = new();
    private int tokens;
    private int calls;
    private int abandoned;

    private SinchServer(SandboxProject project, TimeSpan? tokenLifetime, int port)
    {
        Project = project;
        Handler = new SandboxHandler(project, Clock.System, tokenLifetime);
        sandbox = new HttpMessageInvoker(Handler);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
        });
        web = builder.Build();
        web.Run(AnswerAsync);
    }

    public SandboxProject Project { get; }

    public SandboxHandler Handler { get; }

    /// <summary>Where the server listens.</summary>
    public Uri Uri => new(web.Urls.Single());

    /// <summary>How long every request takes at least.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Decides for each request whether something goes wrong; null means that all is well. Called before the request is answered.</summary>
    public Func<SeenRequest, Fault?>? Faults { get; set; }

    /// <summary>Told when an API request begins to be answered.</summary>
    public Action? Started { get; set; }

    /// <summary>Told when an API request has been answered.</summary>
    public Action? Ended { get; set; }

    /// <summary>All requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. requests];

    /// <summary>The API requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<SeenRequest> Calls => [.. requests.Where(request => !request.IsToken)];

    public int TokenCount => tokens;

    /// <summary>How many requests their sender gave up.</summary>
    public int AbandonedCount => abandoned;

    public static async Task<SinchServer> StartAsync(SandboxProject? project = null, TimeSpan? tokenLifetime = null, int port = 0)
    {
        var server = new SinchServer(project ?? SandboxProject.Create(), tokenLifetime, port);
        await server.web.StartAsync();
        return server;
    }

    public Task WaitAsync(CancellationToken stop) => web.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await web.DisposeAsync();
        sandbox.Dispose();
        stopped.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var seen = See(context, await BodyAsync(context));
        using var left = context.RequestAborted.Register(() => Interlocked.Increment(ref abandoned));
        if (!seen.IsToken)
            Started?.Invoke();
        try
        {
            await AnswerAsync(context, seen);
        }
        finally
        {
            if (!seen.IsToken)
                Ended?.Invoke();
        }
    }

    private async Task AnswerAsync(HttpContext context, SeenRequest seen)
    {
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, context.RequestAborted);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopped.Token);
        var fault = Faults?.Invoke(seen);
        if (fault is Fault.Answer answer)
            await Relay.WriteAsync(context, answer);
        else
            await Relay.ForwardAsync(context, sandbox, seen.Body, fault, stop.Token);
    }

    private static async Task<string> BodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return "";
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private SeenRequest See(HttpContext context, string body)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?')[0];
        var isToken = path.EndsWith("/oauth2/token", StringComparison.Ordinal);
        var method = context.Request.Method;
        var route = new SandboxRequest(method, Relay.Address(target), body).Route;
        var number = (isToken ? Interlocked.Increment(ref tokens) : Interlocked.Increment(ref calls)) - 1;
        var seen = new SeenRequest(
            isToken,
            number,
            path,
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.Authorization.FirstOrDefault(),
            context.Request.Headers.AcceptEncoding.ToString())
        {
            Method = method,
            Route = route,
            NumberOnRoute = onRoutes.AddOrUpdate((method, route), 0, (_, before) => before + 1),
            Body = body,
        };
        requests.Enqueue(seen);
        return seen;
    }
}
