using System.Management.Automation;

namespace SinchConv.Commands;

/// <summary>
/// Converts to an address before PowerShell does, whose error would repeat the text with the password that may stand in
/// it. What cannot be converted becomes the empty address, which <see cref="ValidateServiceUriAttribute"/> refuses.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServiceUriAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        null => null,
        Uri uri => uri,
        string text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        _ => new Uri("", UriKind.Relative),
    };
}

/// <summary>Accepts an address to which a credential may be sent: https, or http on this computer only.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateServiceUriAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Problem(arguments as Uri) is { } problem)
            throw new ValidationMetadataException(problem);
    }

    // No message repeats any of the address: a user name and password could stand in it, or be taken for its scheme.
    private static string? Problem(Uri? uri)
    {
        if (uri is null)
            return "The address is empty. Give one, or leave the parameter out.";
        if (!uri.IsAbsoluteUri || uri.Host.Length == 0)
            return "This is no complete address. Give it with https:// and a host, for example https://proxy.example.com/sinch, and without a user name or password.";
        // A slash in a password makes it part of the path.
        if (uri.UserInfo.Length > 0 || uri.AbsolutePath.IndexOf('@') >= 0)
            return "The address holds a user name or password. Leave it out; the credential has its own parameters.";
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "The address holds a query or a fragment. Give scheme, host, port and path only.";
        if (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            return null;
        return "Its scheme would send the credential unprotected. Use https; http is allowed to this computer only.";
    }
}
