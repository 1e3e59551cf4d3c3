BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $runbook = Resolve-Path -LiteralPath (Join-Path $PSScriptRoot '../../examples/NightlyExport.ps1')
    $server = Start-TestServer

    function Quote([string] $Text) { "'$($Text -replace "'", "''")'" }

    # Runs the example as a job would: non-interactive, in a shell of its own, with the asset as a function.
    # Log is what it wrote to its streams; Text is what shows beside them, such as progress or a question.
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
        $given = foreach ($name in $parameters.Keys) { if ($null -ne $parameters[$name]) { "$name = $(Quote $parameters[$name])" } }
        $log = Join-Path $TestDrive "$([guid]::NewGuid()).log"
        $job = Invoke-ChildShell @"
function Get-AutomationPSCredential([string] `$Name) {
    if (`$Name -ne 'SinchAccessKey') { throw "There is no asset '`$Name'." }
    New-Object pscredential $(Quote $Server.KeyId), (ConvertTo-SecureString $(Quote $Secret) -AsPlainText -Force)
}
function Write-Log([string] `$Text) { [IO.File]::AppendAllText($(Quote $log), `$Text + "``n") }
`$parameters = @{
$($given -join "`n")
}
try { & $(Quote $runbook) @parameters *>&1 | ForEach-Object { Write-Log "`$(`$_.GetType().Name): `$_" } }
catch { Write-Log "Thrown: `$(`$_.FullyQualifiedErrorId)"; throw }
"@
        $lines = if (Test-Path -LiteralPath $log) { Get-Content -LiteralPath $log -Encoding UTF8 }
        $job | Add-Member Log @($lines) -PassThru
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
        $job.ExitCode | Should -Be 0
        $job.Log | Should -Be "String: Exported 1234 conversations to $file, resumed 0 times."
        $job.Text | Should -BeNullOrEmpty
        $served.Count | Should -Be 1234
        (Import-Csv -LiteralPath $file -Encoding UTF8).ConversationId | Should -Be $served
        Get-Content -LiteralPath $file -Raw | Should -BeExactly (Get-Content -LiteralPath $expected -Raw)
        "$file.partial" | Should -Not -Exist
    }

    It 'resumes after faults that outlast the retries, with every row once' {
        # On the fourth page, when it is asked for again, in the middle of an answer, and later.
        $faulty = Start-TestServer '--fault', '503@3,503@4,reset@10,429@40'
        $job = Invoke-Runbook $faulty
        $job.ExitCode | Should -Be 0
        $job.Log.Count | Should -Be 5
        $job.Log[1] | Should -BeLike 'WarningRecord: Broke off after 60 conversations, resuming (2 of 5): *503*'
        $job.Log[4] | Should -Be "String: Exported 1234 conversations to $file, resumed 4 times."
        Get-Content -LiteralPath $file -Raw | Should -BeExactly (Get-Content -LiteralPath $expected -Raw)
    }

    It 'resumes when the very first page fails' {
        $faulty = Start-TestServer '--fault', '503@0'
        $job = Invoke-Runbook $faulty
        $job.Log[-1] | Should -BeLike '*resumed 1 times.'
        Get-Content -LiteralPath $file -Raw | Should -BeExactly (Get-Content -LiteralPath $expected -Raw)
    }

    It 'resumes a divided listing, with every row once' {
        $faulty = Start-TestServer '--fault', '503@35,503@50,503@51,503@70'
        $job = Invoke-Runbook $faulty @{ ThrottleLimit = 8; MaximumResumeCount = 20 }
        $job.ExitCode | Should -Be 0
        $job.Log[-1] | Should -Match 'Exported 1234 conversations to .*, resumed [1-4] times\.$'
        $rows = @(Import-Csv -LiteralPath $file -Encoding UTF8)
        $rows.Count | Should -Be 1234
        $rows.ConversationId | Sort-Object | Should -Be ($served | Sort-Object)
    }

    It 'gives up after so many resumes, and leaves the file of the night before alone' {
        $faulty = Start-TestServer '--fault', '503@3,503@4,503@5,503@6'
        Set-Content -LiteralPath $file -Value 'last night'
        $job = Invoke-Runbook $faulty @{ MaximumResumeCount = 2 }
        $job.ExitCode | Should -Be 1
        $job.Log.Count | Should -Be 4
        $job.Log[2] | Should -BeLike 'ErrorRecord: Export failed after 60 conversations, resumed 2 times: SinchUnavailable. *503*'
        $job.Log[3] | Should -Be 'Thrown: SinchUnavailable,SinchConv.Commands.GetSinchConversationCommand'
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
        $job.Log[0] | Should -BeLike 'ErrorRecord: Export failed after 60 conversations, resumed 0 times: SinchPermissionDenied. *403*'
        $file | Should -Not -Exist
    }

    It 'fails on a wrong secret, without a file and without the secret' {
        $job = Invoke-Runbook $server -Secret 'canary-wrong-secret'
        $job.ExitCode | Should -Be 1
        $job.Log[0] | Should -BeLike 'ErrorRecord: Export failed after 0 conversations, resumed 0 times: SinchAuthenticationFailed. *401*'
        $job.Log[1] | Should -Be 'Thrown: SinchAuthenticationFailed,SinchConv.Commands.ConnectSinchProjectCommand'
        "$($job.Log) $($job.Text)" | Should -Not -BeLike '*canary*'
        $file | Should -Not -Exist
        "$file.partial" | Should -Not -Exist
    }

    It 'fails when the asset is missing' {
        $job = Invoke-Runbook $server @{ CredentialName = 'Other' }
        $job.ExitCode | Should -Be 1
        $job.Log[0] | Should -BeLike "ErrorRecord: *There is no asset 'Other'."
    }

    It 'fails when a parameter is missing, without asking for it' {
        $job = Invoke-Runbook $server @{ OutputPath = $null }
        $job.ExitCode | Should -Be 1
        $job.Log | Should -Be 'Thrown: MissingMandatoryParameter,NightlyExport.ps1'
    }

    It 'exports a part of an app' {
        $job = Invoke-Runbook $server @{ State = 'Active'; Channel = 'SMS' }
        $job.ExitCode | Should -Be 0
        $part = Import-Csv -LiteralPath $expected -Encoding UTF8 | Where-Object { $_.Active -eq 'True' -and $_.ActiveChannel -eq 'SMS' }
        (Import-Csv -LiteralPath $file -Encoding UTF8).ConversationId | Should -Be $part.ConversationId
    }

    It 'exports an app without conversations as an empty file' {
        $job = Invoke-Runbook $server @{ AppId = '01JSANDB0XD1SPATCHM0DEAPP2' }
        $job.Log | Should -Be "String: Exported 0 conversations to $file, resumed 0 times."
        $file | Should -Exist
        Get-Content -LiteralPath $file | Should -BeNullOrEmpty
    }
}
