BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $server = Start-TestServer '--fault', '503@3'

    # The child shell must have nothing to lean on but the module.
    $connect = @"
`$secret = ConvertTo-SecureString '$($server.Secret)' -AsPlainText -Force
`$connection = @{ ProjectId = '$($server.ProjectId)'; KeyId = '$($server.KeyId)'; ApiUri = '$($server.Uri)'; AuthUri = '$($server.Uri)'; AppId = '$($server.AppId)'; MaximumRetryCount = 0 }
"@
}

AfterAll { Stop-TestServer $server }

Describe 'A script with -ErrorAction Stop' {
    It 'ends with exit code 1 and prints nothing more' {
        $child = Invoke-ChildShell "$connect`nGet-SinchConversation -First 1 -ErrorAction Stop`n'the second line ran'"
        $child.ExitCode | Should -Be 1
        $child.Text | Should -Match 'no connection'
        # The error view quotes the script's lines, never the second one.
        $child.Text | Should -Not -Match 'the second line ran'
    }

    It 'ends: <Command>' -ForEach @(
        @{ Command = 'Measure-SinchConversation -ErrorAction Stop'; Id = 'no connection' }
        @{ Command = 'Connect-SinchProject @connection -KeySecret (ConvertTo-SecureString wrong -AsPlainText -Force) -ErrorAction Stop'; Id = '401' }
        @{ Command = "Connect-SinchProject -Sandbox; Get-SinchConversation nobody -ErrorAction Stop"; Id = '404' }
        @{ Command = 'Connect-SinchProject -Sandbox; Get-SinchConversation -First 1 -All -ErrorAction Stop'; Id = 'contradict' }
        @{ Command = 'Connect-SinchProject -Sandbox; $null | Get-SinchConversation -ErrorAction Stop'; Id = 'empty' }
        @{ Command = '$ErrorActionPreference = "Stop"; Connect-SinchProject -Sandbox; Get-SinchConversation -First ""'; Id = 'empty' }
    ) {
        $script = Invoke-Runspace "$connect`n$Command`n'the second line ran'"
        $script.HasFailed | Should -BeTrue
        $script.Text | Should -Match $Id
        $script.Text | Should -Not -Match 'the second line ran'
    }

    It 'ends when a listing breaks off midway into a file, which holds what had come' {
        $file = Join-Path $TestDrive midway.csv
        $child = Invoke-ChildShell "$connect`nConnect-SinchProject @connection -KeySecret `$secret -ErrorAction Stop`nGet-SinchConversation -All -ErrorAction Stop | Export-Csv -LiteralPath '$file'`n'the second line ran'"
        $child.ExitCode | Should -Be 1
        $child.Text | Should -Match '503'
        $child.Text | Should -Not -Match 'the second line ran'
        @(Import-Csv -LiteralPath $file).Count | Should -Be 60
    }

    It 'goes on behind a failure that it caught, and without -ErrorAction Stop' {
        $child = Invoke-ChildShell "try { Get-SinchConversation -ErrorAction Stop } catch [SinchConv.SinchException] { `"caught `$(`$_.FullyQualifiedErrorId)`" }`nGet-SinchConversation -ErrorAction SilentlyContinue 2>`$null`n'the second line ran'"
        $child.ExitCode | Should -Be 0
        # Output and errors come through two pipes: any of them may be first.
        $child.Text | Should -Match '(?m)^caught SinchNotConnected,SinchConv.Commands.GetSinchConversationCommand'
        $child.Text | Should -Match '(?m)^the second line ran$'
    }
}

Describe 'The documented catch under strict mode' {
    It 'lets an error of another command come out as it is' {
        $child = Invoke-ChildShell @"
Set-StrictMode -Version Latest
Connect-SinchProject -Sandbox
try { Get-SinchConversation -All | Export-Csv '$TestDrive/no/such/folder/all.csv' }
catch [SinchConv.SinchException] {
    if (`$_.Exception.ResumeParameters.Count -eq 0) { throw }
    foreach (`$part in `$_.Exception.ResumeParameters) { Get-SinchConversation @part | Export-Csv '$TestDrive/no/such/folder/all.csv' -Append }
}
'the second line ran'
"@
        $child.Text | Should -Match 'Could not find a part of the path'
        $child.Text | Should -Not -Match 'ResumeParameters.* cannot be found'
    }

    It 'goes on with what is left, and lets pass what cannot be resumed' {
        $file = Join-Path $TestDrive left.csv
        $server2 = Start-TestServer '--fault', '503@3'
        try {
            Connect-TestServer $server2
            Set-StrictMode -Version Latest
            try { Get-SinchConversation -All | Export-Csv -LiteralPath $file }
            catch [SinchConv.SinchException] {
                if ($_.Exception.ResumeParameters.Count -eq 0) { throw }
                foreach ($part in $_.Exception.ResumeParameters) { Get-SinchConversation @part | Export-Csv -LiteralPath $file -Append }
            }
            @(Import-Csv -LiteralPath $file).ConversationId | Sort-Object -Unique | Should -HaveCount 1234
            {
                try { Get-SinchConversation -First 1 -All }
                catch [SinchConv.SinchException] { if ($_.Exception.ResumeParameters.Count -eq 0) { throw } }
            } | Should -Throw -ErrorId 'SinchInvalidRequest,*'
        }
        finally {
            Set-StrictMode -Off
            Disconnect-SinchProject
            Stop-TestServer $server2
        }
    }

    It 'is what <Document> shows' -ForEach @(
        Get-ChildItem -Path "$PSScriptRoot/../../README.md", "$PSScriptRoot/../../docs/*.md", "$PSScriptRoot/../../docs/commands/*.md", "$PSScriptRoot/../../examples/*.ps1", "$PSScriptRoot/../../module/en-US/*.txt" |
            Where-Object { Select-String -LiteralPath $_ -Pattern '\.Exception\.(Resume|RetryAfter|StatusCode|RequestId)' -Quiet } |
            ForEach-Object { @{ Document = $_.Name; Path = $_.FullName } }
    ) {
        # Before each use of what only this module's exception has, the nearest catch names the type.
        $text = Get-Content -LiteralPath $Path -Raw
        foreach ($use in [regex]::Matches($text, '\.Exception\.(Resume|RetryAfter|StatusCode|RequestId)')) {
            $nearest = [regex]::Matches($text.Substring(0, $use.Index), 'catch\b.*') | Select-Object -Last 1
            "$nearest" | Should -Match '^catch,? `?\[SinchConv\.SinchException\]' -Because "'$($use.Value)' at $($use.Index) would fail for every other error"
        }
        $text | Should -Not -Match 'ResumeToken'
    }
}
