namespace SinchConv;

/// <summary>Which conversations <c>-State</c> asks for.</summary>
// Not from 0 on: PowerShell joins the bits of several values, and -State Active, Inactive must not pass for one of them.
public enum ConversationState
{
    /// <summary>Active conversations only.</summary>
    Active = 1,

    /// <summary>Inactive conversations only.</summary>
    Inactive = 2,
}
