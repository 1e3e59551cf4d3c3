@{
    RootModule             = 'SinchConv.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '9e8bc133-77e5-49ec-b241-facefc43ced3'
    Author                 = 'SinchConv contributors'
    CompanyName            = 'SinchConv contributors'
    Copyright              = '(c) SinchConv contributors. MIT License.'
    Description            = 'Conversations, messages, contacts and apps of the Sinch Conversation API as objects on the pipeline.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    TypesToProcess         = 'SinchConv.Types.ps1xml'
    FormatsToProcess       = @('SinchConv.Format.ps1xml')
    CmdletsToExport        = @(
        'Connect-SinchProject'
        'Disconnect-SinchProject'
        'Get-SinchApp'
        'Get-SinchContact'
        'Get-SinchConversation'
        'Get-SinchConversationEvent'
        'Get-SinchMessage'
        'Get-SinchSession'
        'Invoke-SinchRequest'
        'Measure-SinchConversation'
        'New-SinchConversation'
        'Remove-SinchConversation'
        'Set-SinchConversation'
        'Stop-SinchConversation'
        'Watch-SinchConversation'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags = @('Sinch', 'Conversation', 'Messaging', 'WhatsApp', 'SMS', 'RCS', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
        }
    }
}
