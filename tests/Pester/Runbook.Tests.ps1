BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $runbook = Resolve-Path -LiteralPath (Join-Path $PSScriptRoot '../../examples/NightlyExport.ps1')
    $server = Start-TestServer

    # Runs the example as a job would: non-interactive, in a shell of its own, with the asset as a function.
    function Invoke-Runbook($Server, [hashtable] $With = @{}, [string] $Secret = $Server.Secret) {
        # Windows PowerShell takes what a program writes to its error stream for an error of ours.
        $ErrorActionPreference = 'Continue'
        $parameters = @{
            ProjectId         = $Server.ProjectId
            Region            = 'eu'
            AppId             = $Server.AppId
            OutputPath        = $file
            ApiUri            = $Server.Uri
            AuthUri           = $Server.Uri
            MaximumRetryCount = 0
            ResumeDelaySec    = 0
        }
        foreach ($name in $With.Keys) { $parameters[$name] = $With[$name] }
        $lines = foreach ($name in $parameters.Keys) { "$name = '$($parameters[$name] -replace "'", "''")'" }
        $job = Invoke-ChildShell @"
function Get-AutomationPSCredential([string] `$Name) {
    if (`$Name -ne 'SinchAccessKey') { throw "There is no asset '`$Name'." }
    New-Object pscredential '$($Server.KeyId)', (ConvertTo-SecureString '$Secret' -AsPlainText -Force)
}
`$parameters = @{
$($lines -join "`n")
}
& '$("$runbook" -replace "'", "''")' @parameters
"@
        # The error view breaks a long message into lines of its own.
        $job.Text = $job.Text -replace '\n +\| *', ' '
        $job
    }

    # What the server has, asked without the module.
    function Get-ServedId($Server) {
        $ProgressPreference = 'SilentlyContinue'
        $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($Server.KeyId):$($Server.Secret)"))
        $token = ''
        do {
            $uri = "$($Server.Uri)/v1/projects/$($Server.ProjectId)/conversations?app_id=$($Server.AppId)&page_size=20&page_token=$([uri]::EscapeDataString($token))"
            $page = Invoke-RestMethod -Uri $uri -Headers @{ Authorization = "Basic $basic" } -UseBasicParsing
            $page.conversations.id
            $token = $page.next_page_token
        } while ($token)
    }

    $served = @(Get-ServedId $server)
    Connect-TestServer $server
    $expected = Join-Path $TestDrive 'expected.csv'
    Get-SinchConversation -All | Export-Csv -LiteralPath $expected -NoTypeInformation -Encoding UTF8
    Disconnect-SinchProject
}

AfterAll { Stop-TestServer $server }

Describe 'The runbook' {
    BeforeEach {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()) it's.csv"
        $faulty = $null
    }

    AfterEach { Stop-TestServer $faulty }

    It 'exports every conversation, and says nothing else' {
        # A listing of some seconds: at a prompt, it would show its progress.
        $faulty = Start-TestServer '--latency', '25'
        $job = Invoke-Runbook $faulty
        $job.Text | Should -Be "Exported 1234 conversations to $file, resumed 0 times."
        $job.ExitCode | Should -Be 0
        $served.Count | Should -Be 1234
        (Import-Csv -LiteralPath $file -Encoding UTF8).ConversationId | Should -Be $served
        Get-Content -LiteralPath $file -Raw | Should -BeExactly (Get-Content -LiteralPath $expected -Raw)
        "$file.partial" | Should -Not -Exist
    }

    It 'resumes after faults that outlast the retries, with every row once' {
        # On the fourth page, when it is asked for again, in the middle of an answer, and later.
        $faulty = Start-TestServer '--fault', '503@3,503@4,reset@10,429@40'
        $job = Invoke-Runbook $faulty
        $job.Text | Should -BeLike "*Exported 1234 conversations to $file, resumed 4 times."
        $job.Text | Should -BeLike '*Broke off after 60 conversations, resuming (2 of 5)*'
        $job.ExitCode | Should -Be 0
        Get-Content -LiteralPath $file -Raw | Should -BeExactly (Get-Content -LiteralPath $expected -Raw)
    }

    It 'resumes when the very first page fails' {
        $faulty = Start-TestServer '--fault', '503@0'
        $job = Invoke-Runbook $faulty
        $job.Text | Should -BeLike '*resumed 1 times.'
        Get-Content -LiteralPath $file -Raw | Should -BeExactly (Get-Content -LiteralPath $expected -Raw)
    }

    It 'resumes a divided listing, with every row once' {
        $faulty = Start-TestServer '--fault', '503@35,503@50,503@51,503@70'
        $job = Invoke-Runbook $faulty @{ ThrottleLimit = 8; MaximumResumeCount = 20 }
        $job.Text | Should -Match 'resumed [1-4] times\.$'
        $job.ExitCode | Should -Be 0
        $rows = @(Import-Csv -LiteralPath $file -Encoding UTF8)
        $rows.Count | Should -Be 1234
        $rows.ConversationId | Sort-Object | Should -Be ($served | Sort-Object)
    }

    It 'gives up after so many resumes, and leaves the file of the night before alone' {
        $faulty = Start-TestServer '--fault', '503@3,503@4,503@5,503@6'
        Set-Content -LiteralPath $file -Value 'last night'
        $job = Invoke-Runbook $faulty @{ MaximumResumeCount = 2 }
        $job.ExitCode | Should -Be 1
        $job.Text | Should -Match 'Export failed after 60 conversations, resumed 2 times: SinchUnavailable\. .*503'
        Get-Content -LiteralPath $file | Should -Be 'last night'
        @(Import-Csv -LiteralPath "$file.partial" -Encoding UTF8).ConversationId | Should -Be $served[0..59]

        $again = Invoke-Runbook $server
        $again.ExitCode | Should -Be 0
        Get-Content -LiteralPath $file -Raw | Should -BeExactly (Get-Content -LiteralPath $expected -Raw)
        "$file.partial" | Should -Not -Exist
    }

    It 'does not resume what would fail again' {
        $faulty = Start-TestServer '--fault', '403@3'
        $job = Invoke-Runbook $faulty
        $job.ExitCode | Should -Be 1
        $job.Text | Should -BeLike '*Export failed after 60 conversations, resumed 0 times: SinchPermissionDenied. *'
        $file | Should -Not -Exist
    }

    It 'fails on a wrong secret, without a file and without the secret' {
        $job = Invoke-Runbook $server -Secret 'canary-wrong-secret'
        $job.ExitCode | Should -Be 1
        $job.Text | Should -BeLike '*Export failed after 0 conversations, resumed 0 times: SinchAuthenticationFailed. *'
        $job.Text | Should -Not -BeLike '*canary*'
        $file | Should -Not -Exist
        "$file.partial" | Should -Not -Exist
    }

    It 'fails on a missing asset and on a missing parameter, without asking' {
        $job = Invoke-Runbook $server @{ CredentialName = 'Other' }
        $job.ExitCode | Should -Be 1
        $job.Text | Should -BeLike "*There is no asset 'Other'.*"
        $ErrorActionPreference = 'Continue'
        $job = Invoke-ChildShell "& '$("$runbook" -replace "'", "''")' -ProjectId p -Region eu -AppId a"
        $job.Text | Should -BeLike '*OutputPath*'
    }

    It 'exports a part of an app' {
        $job = Invoke-Runbook $server @{ State = 'Active'; Channel = 'SMS' }
        $job.ExitCode | Should -Be 0
        $of = Import-Csv -LiteralPath $expected -Encoding UTF8 | Where-Object { $_.Active -eq 'True' -and $_.ActiveChannel -eq 'SMS' }
        (Import-Csv -LiteralPath $file -Encoding UTF8).ConversationId | Should -Be $of.ConversationId
    }

    It 'exports an app without conversations as an empty file' {
        $job = Invoke-Runbook $server @{ AppId = '01JSANDB0XD1SPATCHM0DEAPP2' }
        $job.Text | Should -Be "Exported 0 conversations to $file, resumed 0 times."
        Get-Content -LiteralPath $file | Should -BeNullOrEmpty
        $file | Should -Exist
    }
}
