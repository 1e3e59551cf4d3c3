BeforeDiscovery { . $PSScriptRoot/Helper.ps1 }

BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $server = Start-TestServer
    $session = Connect-TestServer $server @{ PassThru = $true }
    $channels = 'WHATSAPP', 'SMS', 'RCS', 'MESSENGER', 'INSTAGRAM', 'VIBERBM', 'TELEGRAM', 'MMS', 'LINE', 'KAKAOTALK', 'WECHAT', 'APPLEBC', 'KAKAOTALKCHAT'
}

AfterAll {
    Disconnect-SinchProject
    Stop-TestServer $server
}

Describe 'A session in several runspaces' {
    It 'works in ForEach-Object -Parallel with -Session $using:session' -Skip:$IsDesktop {
        $all = $channels | ForEach-Object -ThrottleLimit 13 -Parallel { Get-SinchConversation -Channel $_ -All -Session $using:session }
        $all.Count | Should -Be 1234
        ($all.ConversationId | Sort-Object -Unique).Count | Should -Be 1234
        ($all | Group-Object ActiveChannel).Count | Should -Be 13
    }

    It 'is not seen by ForEach-Object -Parallel without -Session, and the error says what to do' -Skip:$IsDesktop {
        $record = 1 | ForEach-Object -Parallel { try { Get-SinchConversation } catch { $_ } }
        $record.FullyQualifiedErrorId | Should -BeLike 'SinchNotConnected,*'
        $record.ErrorDetails.RecommendedAction | Should -Match '-Session \$using:session'
    }

    It 'is gone when PowerShell uses a runspace again' -Skip:$IsDesktop {
        1..2 | ForEach-Object -ThrottleLimit 1 -Parallel { "[$(Get-SinchSession)]"; Connect-SinchProject -Sandbox } | Should -Be '[]', '[]'
        $ids = 1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
            try { Get-SinchConversation -First 1 } catch { $_.FullyQualifiedErrorId }
            Connect-SinchProject -Sandbox -ProjectId "project-$_"
            (Get-SinchSession).ProjectId
        }
        $ids | Should -Be @(foreach ($number in 1..3) { 'SinchNotConnected,SinchConv.Commands.GetSinchConversationCommand'; "project-$number" })
    }

    It 'of one iteration is not seen by another that runs beside it' -Skip:$IsDesktop {
        $seen = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Connect-SinchProject -Sandbox -ProjectId "project-$_"
            $null = Get-SinchConversation -First 1
            "project-$_" -eq (Get-SinchSession).ProjectId
        }
        $seen | Should -Be (@($true) * 8)
    }

    It 'works in thread jobs' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $jobs = $channels[0..3] | ForEach-Object { $channel = $_; Start-ThreadJob { @(Get-SinchConversation -Channel $using:channel -All -Session $using:session).Count } }
        $counts = $jobs | Receive-Job -Wait -AutoRemoveJob
        $expected = $channels[0..3] | ForEach-Object { Measure-SinchConversation -Channel $_ -Total }
        $counts | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'leaves the default sessions of two runspaces apart' {
        $shell = [powershell]::Create().AddScript('Import-Module SinchConv; $before = Get-SinchSession; Connect-SinchProject -Sandbox; "$($null -eq $before) $((Get-SinchSession).IsSandbox)"')
        $shell.Invoke() | Should -Be 'True True'
        $shell.Dispose()
        (Get-SinchSession).IsSandbox | Should -BeFalse
        (Get-SinchConversation -First 1).ConversationId | Should -Not -BeNullOrEmpty
    }
}
