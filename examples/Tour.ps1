<#
.SYNOPSIS
Shows what the module does, on its sandbox: no account, no network. Each command, then what it really gives.
#>
#Requires -Version 7.4
#Requires -Modules SinchConv

$steps = [ordered] @{
    'A made-up project in memory: no account, no network. A real one takes -ProjectId, -Region and -Credential.' = {
        Connect-SinchProject -Sandbox
    }
    'The conversations of the app, as a table; the service decides the order.' = {
        Get-SinchConversation -First 8
    }
    'They are objects: filter them by any property, and by what their metadata holds.' = {
        Get-SinchConversation -All | Where-Object { $_.Active -and $_.ActiveChannel -eq 'WHATSAPP' -and $_.MetadataJson.order.total -gt 400 }
    }
    'They go into a file, their metadata as JSON.' = {
        Get-SinchConversation -All -State Active -Channel SMS | Select-Object ConversationId, LastReceived, MetadataJson -First 2 | ConvertTo-Csv
    }
    'Only what you ask for is requested: five conversations are one request for five.' = {
        Get-SinchConversation -First 5 -Verbose | ForEach-Object ConversationId
    }
    'Without -First and -All, 100 come, and a warning tells when there are more.' = {
        (Get-SinchConversation).Count
    }
    '-All goes from page to page; the next one is already on its way while you work on the last.' = {
        (Get-SinchConversation -All -State Active -Channel SMS -Verbose).Count
    }
    'One conversation: pipe in its ID, or any object that has one.' = {
        Get-SinchConversation -First 20 | Where-Object { $_.MetadataJson.order } | Select-Object -First 1 | Get-SinchConversation | Format-List
    }
    'Counting needs no conversations: some small requests for each channel and state.' = {
        Measure-SinchConversation | Sort-Object Count -Descending | Select-Object -First 6
    }
    'An error says what was asked, what was answered, and what to do.' = {
        Get-SinchConversation -ConversationId 01J00000000000000000000000
    }
}

$ErrorActionPreference = 'Continue'
$Error.Clear()
foreach ($step in $steps.GetEnumerator()) {
    $command = "$($step.Value)".Trim()
    "# $($step.Key)"
    "PS> $command"
    # From its text, as if typed at the prompt: an error does not point into this file.
    Invoke-Expression $command | Out-Default
    ''
}
# The last step is the only one that fails.
exit [int] ($Error.Count -ne 1)
