using Microsoft.AspNetCore.Http.Features;

namespace SinchConv.TestServer;

/// <summary>Passes a request on to the sandbox and its answer back, as broken as it is meant to be.</summary>
internal static class Relay
{
    public static async Task WriteAsync(HttpContext context, Fault.Answer answer)
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

    public static async Task ForwardAsync(HttpContext context, HttpMessageInvoker sandbox, string sent, Fault? fault, CancellationToken stop)
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

    public static Uri Address(string target) => new($"http://localhost{target}");
}
