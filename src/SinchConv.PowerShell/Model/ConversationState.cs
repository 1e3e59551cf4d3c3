namespace SinchConv.PowerShell;

/// <summary>Which conversations <c>-State</c> asks for.</summary>
public enum ConversationState
{
    /// <summary>Active conversations only.</summary>
    Active,

    /// <summary>Inactive conversations only.</summary>
    Inactive,
}
