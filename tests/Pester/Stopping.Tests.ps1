BeforeAll { . $PSScriptRoot/Helper.ps1 }

Describe 'A listing that nobody needs any more' {
    AfterEach {
        Disconnect-SinchProject
        Stop-TestServer $server
    }

    It 'ends with Select-Object -First, and the next statement runs' {
        # The second page never comes: whoever waits for it is found out.
        $server = Start-TestServer '--fault', 'stall@1'
        Connect-TestServer $server
        $watch = [Diagnostics.Stopwatch]::StartNew()
        # Slow enough for the second page to be under way.
        $first = Get-SinchConversation -All | ForEach-Object { Start-Sleep -Milliseconds 20; $_ } | Select-Object -First 20
        $after = 'ran'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        $after | Should -Be ran
        $first.Count | Should -Be 20
        (Get-SinchConversation -First 1).ConversationId | Should -Be $first[0].ConversationId -Because 'the session goes on working'
    }

    It 'lets a script in a fresh shell go on' {
        $child = Invoke-ChildShell @'
Connect-SinchProject -Sandbox
Get-SinchConversation -All | Select-Object -First 2 | ForEach-Object { 'row' }
try { Get-SinchConversation -All | Select-Object -First 1 | ForEach-Object { 'row' } } catch { 'caught' }
'after'
'@
        $child.Text | Should -Be "row`nrow`nrow`nafter"
        $child.ExitCode | Should -Be 0
    }

    It 'stops at once while a page hangs' {
        $server = Start-TestServer '--fault', 'stall@0'
        $session = Connect-TestServer $server @{ PassThru = $true }
        $shell = [powershell]::Create().AddScript({ param($session) Import-Module SinchConv; Get-SinchConversation -Session $session -All }).AddArgument($session)
        $run = $shell.BeginInvoke()
        # Long enough for the request to be out.
        $run.AsyncWaitHandle.WaitOne(2000) | Should -BeFalse
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Dispose()
    }
}
