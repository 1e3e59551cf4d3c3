using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>Accepts an address to which a credential may be sent: https, or http on this computer only.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateServiceUriAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is Uri uri && Problem(uri) is { } problem)
            throw new ValidationMetadataException(problem);
    }

    // No message repeats the address: a user name and password could stand in it.
    private static string? Problem(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Host.Length == 0)
            return "The address is not complete. Give it with https:// and a host, for example https://proxy.example.com/sinch.";
        if (uri.UserInfo.Length > 0)
            return "The address holds a user name or password. Leave it out; the credential has its own parameters.";
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "The address holds a query or a fragment. Give scheme, host, port and path only.";
        if (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            return null;
        return $"The scheme '{uri.Scheme}' would send the credential unprotected. Use https; http is allowed to this computer only.";
    }
}
