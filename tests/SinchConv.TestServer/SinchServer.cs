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
            await WriteAsync(context, answer);
        else
            await ForwardAsync(context, seen.Body, fault, stop.Token);
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
        var route = new SandboxRequest(method, Address(target), body).Route;
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

    private static async Task WriteAsync(HttpContext context, Fault.Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Body.Length == 0)
            return;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body);
    }

    private async Task ForwardAsync(HttpContext context, string sent, Fault? fault, CancellationToken stop)
    {
        await BreakAsync(context, fault, Stage.BeforeHeaders, stop);
        using var request = Request(context, sent);
        using var response = await sandbox.SendAsync(request, stop);
        var body = await response.Content.ReadAsByteArrayAsync(stop);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = body.Length;
        foreach (var (name, values) in response.Headers)
            context.Response.Headers[name] = values.ToArray();
        if (fault is not null)
        {
            await context.Response.StartAsync(stop);
            await context.Response.Body.FlushAsync(stop);
            await BreakAsync(context, fault, Stage.AfterHeaders, stop);
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), stop);
            await context.Response.Body.FlushAsync(stop);
            await BreakAsync(context, fault, Stage.MidBody, stop);
            return;
        }
        await context.Response.Body.WriteAsync(body, stop);
    }

    private static async Task BreakAsync(HttpContext context, Fault? fault, Stage here, CancellationToken stop)
    {
        switch (fault)
        {
            case Fault.Reset reset when reset.At == here:
                context.Abort();
                throw new OperationCanceledException("The test asked for a reset.");
            case Fault.Stall stall when stall.At == here:
                await Task.Delay(Timeout.Infinite, stop);
                break;
        }
    }

    private static HttpRequestMessage Request(HttpContext context, string body)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), Address(target));
        if (body.Length > 0)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.Remove("Content-Type");
        }
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        return request;
    }

    private static Uri Address(string target) => new($"http://localhost{target}");
}
