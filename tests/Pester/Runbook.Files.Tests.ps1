BeforeDiscovery {
    $onLinux = $PSVersionTable.PSEdition -eq 'Core' -and $IsLinux
}

BeforeAll {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Runbook.Helper.ps1
    $server = Start-TestServer
    $expected = Get-ExpectedText $server

    # Starts a run that hangs in the middle of its listing, with rows in its partial file.
    function Start-HangingRun($Stalling, [hashtable] $With = @{}, [string] $Before) {
        $run = Start-Runbook $Stalling $With -Before $Before
        # Asked file by file: a folder of Windows does not know yet how long a file is that is being written.
        Wait-Until { [IO.Directory]::GetFiles((Split-Path $file), '*.partial') | Where-Object { [IO.FileInfo]::new($_).Length -gt 0 } }
        $run
    }

    # A folder in which nobody may make a file, not even root.
    function New-ReadOnlyFolder {
        if ($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
            $folder = Split-Path (New-Target)
            $null = icacls $folder /deny "$([Environment]::UserName):(W)"
            $folder
        }
        elseif ($IsLinux) { '/sys' }
        else { '/System' }
    }
}

AfterAll { Stop-TestServer $server }

Describe 'The runbook and its file' {
    BeforeEach {
        $file = New-Target
        $leaf = Split-Path -Leaf $file
        $stalling = $other = $run = $null
    }

    AfterEach {
        if ($run -and -not $run.Process.HasExited) { $run.Process.Kill() }
        Stop-TestServer $stalling
        Stop-TestServer $other
    }

    It 'fails at once while another run writes, which then ends as if nothing had been' {
        Set-Content -LiteralPath $file -Value 'last night'
        $stalling = Start-TestServer '--fault', 'stall@40'
        $run = Start-HangingRun $stalling @{ MaximumResumeCount = 600; ResumeDelaySec = 1 } -Before 'Remove-Item function:Start-Sleep'
        $before = Get-Neighbour $file

        $job = Invoke-Runbook $server
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike 'ErrorRecord: *: ExportLocked. *'
        $job.Log[1].Contains("Another run is writing '$file'") | Should -BeTrue
        Get-Neighbour $file | Should -Be $before
        Get-Content -LiteralPath $file | Should -Be 'last night'
        $run.Process.HasExited | Should -BeFalse

        # The server comes back.
        $port = ([uri] $stalling.Uri).Port
        Stop-TestServer $stalling
        $other = Start-TestServer '--port', $port
        (Wait-Runbook $run).ExitCode | Should -Be 0
        Get-Text $file | Should -BeExactly $expected
        Get-Neighbour $file | Should -Be $leaf
    }

    It 'gives a whole file when runs start at the same moment' {
        $runs = 1..3 | ForEach-Object { Start-Runbook $server }
        $jobs = $runs | ForEach-Object { Wait-Runbook $_ }
        @($jobs | Where-Object ExitCode -EQ 0).Count | Should -BeGreaterThan 0
        $jobs | Where-Object ExitCode -NE 0 | ForEach-Object { $_.Log[1] | Should -BeLike '*ExportLocked*' }
        Get-Text $file | Should -BeExactly $expected
        Get-Neighbour $file | Should -Be $leaf
    }

    It 'starts after a run was killed, and clears away what that left, but nothing of others' {
        $stalling = Start-TestServer '--fault', 'stall@40'
        $run = Start-HangingRun $stalling
        $run.Process.Kill()
        $run.Process.WaitForExit()
        @(Get-Neighbour $file) -like '*.partial' | Should -HaveCount 1
        $file | Should -Not -Exist
        $id = '0123456789abcdef' * 2
        $others = "$leaf.partial", "$leaf.other.$id.partial", "other.$id.partial", "$($leaf.ToUpperInvariant()).$id.partial"
        $others | ForEach-Object { Set-Content -LiteralPath (Join-Path (Split-Path $file) $_) -Value 'of others' }

        $job = Invoke-Runbook $server
        $job.HasFailed | Should -BeFalse
        Get-Text $file | Should -BeExactly $expected
        Get-Neighbour $file | Should -Be (@($others) + $leaf | Sort-Object)
    }

    It 'keeps the file of the night before when fewer conversations come than must' {
        Set-Content -LiteralPath $file -Value 'last night'
        $job = Invoke-Runbook $server @{ MinimumCount = 1235 }
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike 'ErrorRecord: <time> Export failed after 1234 rows, *: ExportTooSmall. 1234 conversations came, and -MinimumCount asks for 1235.'
        Get-Content -LiteralPath $file | Should -Be 'last night'
        Get-Neighbour $file | Should -Be $leaf
        (Invoke-Runbook $server @{ MinimumCount = 1234 }).HasFailed | Should -BeFalse
        Get-Text $file | Should -BeExactly $expected
    }

    It 'finds out before it connects that the target <Name>' -ForEach @(
        @{ Name = 'is a folder'; Target = { Split-Path $file }; Message = "is a folder" }
        @{ Name = 'has no folder'; Target = { Join-Path (Split-Path $file) 'none/x.csv' }; Message = 'does not exist' }
        @{ Name = 'is read-only'; Target = { Set-Content -LiteralPath $file -Value 'x'; (Get-Item -LiteralPath $file).IsReadOnly = $true; $file }; Message = 'is read-only' }
        @{ Name = 'is in a read-only place'; Target = { Join-Path (New-ReadOnlyFolder) 'x.csv' }; Message = 'could not be written' }
    ) {
        $target = & $Target
        # Nobody listens there: what connects fails for another reason.
        $job = Invoke-Runbook $server @{ OutputPath = $target; ApiUri = 'http://127.0.0.1:1'; AuthUri = 'http://127.0.0.1:1' }
        $job.HasFailed | Should -BeTrue
        $problem = $job.Log -like 'ErrorRecord: *' | Select-Object -First 1
        $problem | Should -Match ': Export(Target|NotWritten)\. '
        $problem.Contains($Message) | Should -BeTrue
        $problem.Contains((Split-Path $target)) | Should -BeTrue
    }

    # The limit of a process for the size of a file stands for the disk's.
    if ($onLinux) {
        It 'names the file when the disk takes no more' {
            Set-Content -LiteralPath $file -Value 'last night'
            $job = Wait-Runbook (Start-Runbook $server -Limit "trap '' XFSZ; ulimit -f 100" -Environment @{ DOTNET_EnableWriteXorExecute = '0' })
            $job.ExitCode | Should -Be 1
            $problem = $job.Log -like 'ErrorRecord: *' | Select-Object -First 1
            $problem | Should -BeLike '*: ExportNotWritten. *'
            $problem.Contains("'$file' could not be written") | Should -BeTrue
            Get-Content -LiteralPath $file | Should -Be 'last night'
            Get-Neighbour $file | Should -Be $leaf
        }
    }

    It 'keeps a whole export that cannot take its place, and says where' {
        $stalling = Start-TestServer '--fault', '503@10'
        # In the way of the file that did not exist at the start.
        $job = Invoke-Runbook $stalling -Before "function Start-Sleep { `$null = New-Item -ItemType Directory -Path $(Quote $file) }"
        $job.HasFailed | Should -BeTrue
        $problem = $job.Log -like 'ErrorRecord: *' | Select-Object -First 1
        $problem | Should -BeLike '*: ExportNotInPlace. The export is whole*'
        $whole = Get-ChildItem -LiteralPath (Split-Path $file) -Filter *.partial
        $problem.Contains("'$($whole.FullName)'") | Should -BeTrue
        Get-Text $whole.FullName | Should -BeExactly $expected
    }
}
