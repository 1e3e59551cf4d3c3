BeforeDiscovery {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Transcript.ps1
    $steps = Get-Transcript (Get-Content -LiteralPath $env:SINCHCONV_MODULE/en-US/about_SinchConv_Investigation.help.txt -Encoding UTF8) |
        ForEach-Object { @{ Command = $_.Command; Printed = $_.Output } }
}

BeforeAll {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Transcript.ps1
    $PSStyle.OutputRendering = 'PlainText'
    # The bars of a census are drawn with blocks where the console can show them.
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
}

Describe 'The story of the about topic' {
    AfterAll { Disconnect-SinchProject }

    It 'prints what <Command> writes' -ForEach $steps {
        # Each command goes on with the variables of those before.
        . ([scriptblock]::Create("`$output = @($Command)"))
        if ($Command -match '^(\$\w+) = ') { Set-Variable -Name $Matches[1].TrimStart('$') -Value (Get-Variable -Name $Matches[1].TrimStart('$') -ValueOnly) -Scope Script }
        # The topic is indented by eight in a console of 80 columns.
        ConvertTo-Line $output 72 | Should -Be @($Printed | ForEach-Object { ConvertTo-LocalTime $_ })
    }

    It 'tells of ten commands at least' {
        @(Get-Transcript (Get-Content -LiteralPath $env:SINCHCONV_MODULE/en-US/about_SinchConv_Investigation.help.txt -Encoding UTF8)).Count | Should -BeGreaterOrEqual 10
    }
}

Describe 'The chains' {
    BeforeEach { Connect-SinchProject -Sandbox }
    AfterEach { Disconnect-SinchProject }

    It 'list the active conversations of all apps' {
        $found = Get-SinchApp | Get-SinchConversation -State Active -All
        $found.Count | Should -Be @(Get-SinchConversation -State Active -All).Count
        $found.State | Sort-Object -Unique | Should -Be Active
    }

    It 'go from a phone number to the messages' {
        $messages = Get-SinchContact -Identity '+46 70 123 45 67' | Get-SinchConversation -All | Get-SinchMessage -First 20
        $messages.Count | Should -BeGreaterThan 20
        @($messages.ContactId | Sort-Object -Unique).Count | Should -Be 1
        foreach ($group in $messages | Group-Object ConversationId) { $group.Count | Should -BeLessOrEqual 20 }
        # The last message is what the conversation calls its latest.
        foreach ($conversation in $messages.ConversationId | Sort-Object -Unique | Get-SinchConversation) {
            ($messages | Where-Object ConversationId -EQ $conversation.ConversationId | Sort-Object AcceptTime)[-1].AcceptTime | Should -Be $conversation.LastReceived
        }
    }

    It 'show which silent conversations would be stopped, and stop none' {
        $before = @(Get-SinchConversation -State Active -All).Count
        Get-SinchConversation -All |
            Where-Object { $_.LastReceived -and $_.LastReceived -lt (Get-Date).AddDays(-90) } |
            Stop-SinchConversation -WhatIf
        @(Get-SinchConversation -State Active -All).Count | Should -Be $before
    }

    It 'remove the conversations of a file' {
        Get-SinchConversation -State Inactive -First 5 | Export-Csv -LiteralPath $TestDrive/old.csv -NoTypeInformation -Encoding UTF8
        Import-Csv -LiteralPath $TestDrive/old.csv | Remove-SinchConversation -Confirm:$false
        $outcome = Get-Outcome { Import-Csv -LiteralPath $TestDrive/old.csv | Get-SinchConversation }
        $outcome.Output | Should -BeNullOrEmpty
        $outcome.Errors.Count | Should -Be 5
        @(Get-SinchConversation -All).Count | Should -Be 1229
    }
}

Describe 'The views at 80 columns' {
    BeforeAll { Connect-SinchProject -Sandbox }
    AfterAll { Disconnect-SinchProject }

    It 'cut no ID of <Command>' -ForEach @(
        @{ Command = 'Get-SinchApp'; Id = 'AppId' }
        @{ Command = 'Get-SinchContact -First 20'; Id = 'ContactId' }
        @{ Command = 'Get-SinchConversation -First 20'; Id = 'ConversationId' }
    ) {
        $items = & ([scriptblock]::Create($Command))
        $lines = ConvertTo-Line $items 80
        foreach ($item in $items) { @($lines -match $item.$Id).Count | Should -Be 1 }
    }

    It 'give each message and each event one line' {
        $messages = Get-SinchMessage -First 200
        @(ConvertTo-Line $messages 80).Count | Should -Be 202
        $happened = Get-SinchConversation -First 30 | Get-SinchConversationEvent -All
        @(ConvertTo-Line $happened 80).Count | Should -Be ($happened.Count + 2)
    }
}
