BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $server = Start-TestServer
    Connect-TestServer $server
    $conversations = Get-SinchConversation -All
}

AfterAll {
    Disconnect-SinchProject
    Stop-TestServer $server
}

Describe 'Conversations on the pipeline' {
    It 'come whole, once each' {
        $conversations.Count | Should -Be 1234
        ($conversations.ConversationId | Sort-Object -Unique).Count | Should -Be 1234
    }

    It 'are filtered by both syntaxes of Where-Object alike' {
        $short = $conversations | Where-Object ActiveChannel -EQ WHATSAPP
        $long = $conversations | Where-Object { $_.ActiveChannel -eq 'WHATSAPP' }
        $served = Get-SinchConversation -Channel WHATSAPP -All
        $short.Count | Should -BeGreaterThan 0
        $short.ConversationId | Should -Be $long.ConversationId
        $short.ConversationId | Should -Be $served.ConversationId
    }

    It 'compare with Get-Date' {
        $recent = $conversations | Where-Object LastReceived -LT (Get-Date).AddYears(100)
        $recent.Count | Should -Be 1234 -Because '$null is less than any date'
        $conversations | Where-Object { $_.LastReceived -and $_.LastReceived -gt (Get-Date).AddYears(100) } | Should -BeNullOrEmpty
        $dated = @($conversations | Where-Object LastReceived)[0]
        (New-TimeSpan -Start $dated.LastReceived -End $dated.LastReceived.AddHours(1)).TotalHours | Should -Be 1
    }

    It 'sort by time' {
        $times = @(($conversations | Where-Object LastReceived | Sort-Object LastReceived -Descending).LastReceived)
        for ($i = 1; $i -lt $times.Count; $i++) { $times[$i] | Should -Not -BeGreaterThan $times[$i - 1] }
    }

    It 'group by channel' {
        $groups = $conversations | Group-Object ActiveChannel
        $groups.Count | Should -Be 13
        ($groups | Measure-Object Count -Sum).Sum | Should -Be 1234
        $counts = Measure-SinchConversation | Group-Object Channel -AsHashTable -AsString
        foreach ($group in $groups) { ($counts[$group.Name] | Measure-Object Count -Sum).Sum | Should -Be $group.Count -Because $group.Name }
    }

    It 'are cut down by Select-Object' {
        $rows = $conversations | Select-Object ConversationId, @{ Name = 'Order'; Expression = { $_.MetadataJson.order.id } } -First 40
        $rows.Count | Should -Be 40
        @($rows | Where-Object Order -Match '^A-\d{5}$').Count | Should -BeGreaterThan 0
        ($rows[0].PSObject.Properties.Name) | Should -Be ConversationId, Order
    }

    It 'are the same to Compare-Object when nothing changed' {
        $again = Get-SinchConversation -All
        Compare-Object $conversations $again -Property ConversationId, Active, LastReceived | Should -BeNullOrEmpty
        $difference = Compare-Object $conversations ($again | Select-Object -Skip 1) -Property ConversationId
        $difference.SideIndicator | Should -Be '<='
        $difference.ConversationId | Should -Be $conversations[0].ConversationId
    }

    It 'become JSON with their metadata nested' {
        $one = @($conversations | Where-Object { $_.MetadataJson.order })[0]
        $json = $one | ConvertTo-Json -Depth 8 | ConvertFrom-Json
        $json.ConversationId | Should -Be $one.ConversationId
        $json.MetadataJson.order.id | Should -Be $one.MetadataJson.order.id
        $json.MetadataJson.order.items.Count | Should -Be $one.MetadataJson.order.items.Count
    }

    It 'come back from Export-Clixml' {
        $conversations | Export-Clixml -LiteralPath $TestDrive/all.xml -Depth 8
        $back = Import-Clixml -LiteralPath $TestDrive/all.xml
        Compare-Object $conversations $back -Property ConversationId, Active, ActiveChannel, LastReceived, ContactId, AppId, CorrelationId, Metadata | Should -BeNullOrEmpty
        for ($i = 0; $i -lt 100; $i++) { $back[$i].MetadataJson.order.id | Should -Be $conversations[$i].MetadataJson.order.id }
    }

    It 'have clean members' {
        ($conversations[0] | Get-Member -MemberType Properties).Name | Should -Be Active, ActiveChannel, AppId, ContactId, ConversationId, CorrelationId, LastMessage, LastReceived, Metadata, MetadataJson, State
        ($conversations[0] | Get-Member -MemberType Properties).MemberType | Sort-Object -Unique | Should -Be Property
    }

    It 'are looked up again from a CSV file' {
        $conversations | Select-Object -First 5 | Export-Csv -LiteralPath $TestDrive/five.csv -NoTypeInformation -Encoding UTF8
        $back = Import-Csv -LiteralPath $TestDrive/five.csv | Select-Object ConversationId | Get-SinchConversation
        $back.ConversationId | Should -Be $conversations[0..4].ConversationId
    }

    It 'are listed for the contacts and apps of raw answers' {
        $raw = [pscustomobject] @{ app_id = $conversations[0].AppId; contact_id = $conversations[0].ContactId }
        $listed = $raw | Get-SinchConversation -All
        $listed.ConversationId | Should -Be ($conversations | Where-Object ContactId -EQ $raw.contact_id).ConversationId
    }
}

Describe 'A CSV file' {
    BeforeAll {
        $sent = @(
            @{ id = '01A'; active = $true; active_channel = 'SMS'; correlation_id = '=SUM(A1:A9)'; metadata = 'said "hello", left' }
            @{ id = '01B'; active = $false; correlation_id = '+49,170'; metadata = "first line`nsecond line`r`nthird `"line`"" }
            @{ id = '01C'; correlation_id = '@cmd;-1'; metadata = ' leading, trailing '; metadata_json = @{ note = "a `"b`"`n=c"; deep = @{ list = 1, 2 } } }
            @{ id = '01D'; correlation_id = 'Zoë 佐藤 🌻'; metadata = "tab`there 'quoted'" }
        )
        $stub = Start-StubServer (@{ conversations = $sent; total_size = $sent.Count } | ConvertTo-Json -Depth 8)
        $session = Connect-SinchProject -ProjectId p -AccessToken (ConvertTo-Secret token) -ApiUri $stub.Uri -AppId a -MaximumRetryCount 0 -PassThru
        Get-SinchConversation -Session $session -All | Export-Csv -LiteralPath $TestDrive/odd.csv -NoTypeInformation -Encoding UTF8
        $rows = @(Import-Csv -LiteralPath $TestDrive/odd.csv -Encoding UTF8)
    }

    AfterAll {
        Disconnect-SinchProject -Session $session
        Stop-StubServer $stub
    }

    It 'read back equals what was sent' {
        $rows.Count | Should -Be $sent.Count
        for ($i = 0; $i -lt $sent.Count; $i++) {
            $rows[$i].ConversationId | Should -BeExactly $sent[$i].id
            $rows[$i].CorrelationId | Should -BeExactly $sent[$i].correlation_id
            $rows[$i].Metadata | Should -BeExactly $sent[$i].metadata
            $rows[$i].Active | Should -BeExactly "$([bool] $sent[$i].active)"
            $rows[$i].State | Should -BeExactly $(if ($sent[$i].active) { 'Active' } else { 'Inactive' })
        }
    }

    It 'holds the metadata as JSON' {
        $json = $rows[2].MetadataJson | ConvertFrom-Json
        $json.note | Should -BeExactly $sent[2].metadata_json.note
        $json.deep.list | Should -Be 1, 2
        $rows[0].MetadataJson | Should -BeNullOrEmpty
    }

    It 'holds the identifiers under the names that the parameters have' {
        $rows[0].PSObject.Properties.Name | Should -Be ConversationId, State, Active, ActiveChannel, LastReceived, ContactId, AppId, CorrelationId, MetadataJson, Metadata, LastMessage
    }
}
