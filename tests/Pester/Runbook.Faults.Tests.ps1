BeforeAll {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Runbook.Helper.ps1
    $server = Start-TestServer
    $expected = Get-ExpectedText $server
}

AfterAll { Stop-TestServer $server }

# Request 0 of a run is the check of the connection, request n is page n.
Describe 'The runbook, when something fails' {
    BeforeEach {
        $file = New-Target
        $faulty = $null
    }

    AfterEach { Stop-TestServer $faulty }

    It 'goes on after faults that outlast the retries, with every row once' {
        # On the fourth page, when it is asked for again, in the middle of an answer, and later.
        $faulty = Start-TestServer '--fault', '503@4,503@5,reset@11,429@41'
        $job = Invoke-Runbook $faulty
        $job.HasFailed | Should -BeFalse
        $job.Log.Count | Should -Be 10
        $job.Log[1] | Should -BeLike 'WarningRecord: <time> Broke off after 60 rows: *503* Resuming in 60 seconds (1 of 5).'
        $job.Log[2] | Should -Be 'Slept: 60'
        $job.Log[3] | Should -BeLike 'WarningRecord: <time> Broke off after 60 rows: *503* Resuming in 60 seconds (2 of 5).'
        $job.Log[5] | Should -BeLike 'WarningRecord: <time> Broke off after 160 rows: * Resuming in 60 seconds (1 of 5).'
        $job.Log[7] | Should -BeLike 'WarningRecord: <time> Broke off after 740 rows: *429* Resuming in 60 seconds (1 of 5).'
        $job.Log[9] | Should -Be "String: <time> Finished: $file, 1234 rows, 4 resumes, <span>"
        Get-Text $file | Should -BeExactly $expected
    }

    It 'goes on when <Name> fails' -ForEach @(
        @{ Name = 'the first page'; Fault = '503@1' }
        @{ Name = 'the last page'; Fault = '503@62' }
        @{ Name = 'the check of the connection'; Fault = '503@0' }
    ) {
        $faulty = Start-TestServer '--fault', $Fault
        $job = Invoke-Runbook $faulty
        $job.Log[-1] | Should -BeLike '*1234 rows, 1 resumes, *'
        Get-Text $file | Should -BeExactly $expected
    }

    It 'goes on with a divided listing, with every row once' {
        $faulty = Start-TestServer '--fault', '503@36,503@51,503@52,503@71'
        $job = Invoke-Runbook $faulty @{ ThrottleLimit = 8; MaximumResumeCount = 20 }
        $job.HasFailed | Should -BeFalse
        $job.Log[-1] | Should -Match 'Finished: .*, 1234 rows, [1-4] resumes, <span>$'
        (Get-Text $file) -split "`r`n" | Sort-Object | Should -BeExactly ($expected -split "`r`n" | Sort-Object)
    }

    It 'counts resumes since the last progress' {
        $faulty = Start-TestServer '--fault', '503@4,503@5,503@10,503@11,503@20,503@21'
        $job = Invoke-Runbook $faulty @{ MaximumResumeCount = 2 }
        $job.HasFailed | Should -BeFalse
        $job.Log[-1] | Should -BeLike '*1234 rows, 6 resumes, *'
        Get-Text $file | Should -BeExactly $expected
    }

    It 'gives up after so many failures in a row, and leaves the file of the night before alone' {
        $faulty = Start-TestServer '--fault', '503@4,503@5,reset@6,503@7'
        Set-Content -LiteralPath $file -Value 'last night'
        $job = Invoke-Runbook $faulty @{ MaximumResumeCount = 2 }
        $job.HasFailed | Should -BeTrue
        $job.Log.Count | Should -Be 7
        $job.Log[5] | Should -BeLike 'ErrorRecord: <time> Export failed after 60 rows, 2 resumes, <span>: SinchUnavailable. *'
        $job.Log[6] | Should -Be 'Thrown: SinchUnavailable,SinchConv.Commands.GetSinchConversationCommand'
        Get-Content -LiteralPath $file | Should -Be 'last night'
        Get-Neighbour $file | Should -Be (Split-Path -Leaf $file)

        (Invoke-Runbook $server).HasFailed | Should -BeFalse
        Get-Text $file | Should -BeExactly $expected
    }

    It 'waits as long as the service asks, if that is longer than its own wait' {
        $faulty = Start-TestServer '--fault', '429:7200@4,503:5@9'
        $job = Invoke-Runbook $faulty
        $job.HasFailed | Should -BeFalse
        $job.Log -like 'Slept:*' | Should -Be 'Slept: 7200', 'Slept: 60'
        Get-Text $file | Should -BeExactly $expected
    }

    It 'ends when the service asks for more than it may wait' {
        $faulty = Start-TestServer '--fault', '429:7200@4'
        $job = Invoke-Runbook $faulty @{ MaximumWaitSec = 7199 }
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike 'ErrorRecord: <time> Export failed after 60 rows, 0 resumes, <span>: SinchThrottled. *'
        $file | Should -Not -Exist
    }

    It 'ends at once on <Fault>' -ForEach @(
        @{ Fault = '403@4'; Rows = 60; Id = 'SinchPermissionDenied' }
        @{ Fault = '400@4'; Rows = 60; Id = 'SinchInvalidRequest' }
        @{ Fault = '200@4'; Rows = 60; Id = 'SinchUnexpectedAnswer' }
        @{ Fault = '404@0'; Rows = 0; Id = 'SinchNotFound' }
        @{ Fault = '407@0'; Rows = 0; Id = 'Sinch*' }
    ) {
        $faulty = Start-TestServer '--fault', $Fault
        $job = Invoke-Runbook $faulty
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike "ErrorRecord: <time> Export failed after $Rows rows, 0 resumes, <span>: $Id. *"
        $job.Log -like 'Slept:*' | Should -BeNullOrEmpty
        Get-Neighbour $file | Should -BeNullOrEmpty
    }

    It 'ends at once when <Name>' -ForEach @(
        # A name of this domain is never given to a host.
        @{ Name = 'no host has the name'; ApiUri = 'https://sinch.invalid' }
        @{ Name = 'nobody listens there'; ApiUri = 'http://127.0.0.1:1' }
    ) {
        $job = Invoke-Runbook $server @{ ApiUri = $ApiUri }
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike 'ErrorRecord: <time> Export failed after 0 rows, 0 resumes, <span>: SinchUnavailable. *'
        $job.Log -like 'Slept:*' | Should -BeNullOrEmpty
        Get-Neighbour $file | Should -BeNullOrEmpty
    }

    It 'does not believe an empty list that counts conversations' {
        Set-Content -LiteralPath $file -Value 'last night'
        $stub = Start-StubServer '{"id":"01JSANDB0XC0NVERSAT10NAPP1","conversations":[],"next_page_token":"","total_size":2000}'
        try { $job = Invoke-Runbook $server @{ ApiUri = $stub.Uri } }
        finally { Stop-StubServer $stub }
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike 'ErrorRecord: <time> Export failed after 0 rows, *: ExportIncomplete. No conversation came, but the service counts 2000.'
        Get-Content -LiteralPath $file | Should -Be 'last night'
    }

    It 'counts again when the count of an empty list fails' {
        $faulty = Start-TestServer '--fault', '503@2'
        $job = Invoke-Runbook $faulty @{ AppId = $emptyAppId }
        $job.Log[-1] | Should -BeLike '*0 rows, 1 resumes, *'
        Get-Text $file | Should -BeExactly ($expected -split '(?<=\n)')[0]
    }
}
