BeforeAll {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Runbook.Helper.ps1
    $server = Start-TestServer
    $expected = Get-ExpectedText $server

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
}

AfterAll { Stop-TestServer $server }

Describe 'The file of the runbook' {
    BeforeEach {
        $file = New-Target
        $faulty = $null
    }

    AfterEach { Stop-TestServer $faulty }

    It 'has every conversation, and the log has nothing but the start and the end' {
        # A listing of some seconds: at a prompt, it would show its progress.
        $faulty = Start-TestServer '--latency', '25'
        $job = Wait-Runbook (Start-Runbook $faulty)
        $job.ExitCode | Should -Be 0
        $job.Log | Should -Be "String: <time> Started: $file", "String: <time> Finished: $file, 1234 rows, 0 resumes, <span>"
        $job.Text | Should -BeNullOrEmpty
        (Import-Csv -LiteralPath $file -Encoding UTF8).ConversationId | Should -Be (Get-ServedId $server)
        Get-Text $file | Should -BeExactly $expected
        Get-Neighbour $file | Should -Be (Split-Path -Leaf $file)
    }

    It 'is the same on a machine of another culture and time zone' {
        $run = Start-Runbook $server -Environment @{ TZ = 'Australia/Sydney' } -Before "[cultureinfo]::CurrentCulture = 'th-TH'"
        (Wait-Runbook $run).ExitCode | Should -Be 0
        (Get-Content -LiteralPath $run.Log)[0] | Should -Match '^String: 20\d\d-' -Because 'the years of this culture are 543 ahead'
        Get-Text $file | Should -BeExactly $expected
    }

    It 'has the delimiter that was asked for' {
        (Invoke-Runbook $server @{ Delimiter = ';' }).HasFailed | Should -BeFalse
        Get-Text $file | Should -BeExactly (Get-ExpectedText $server ';')
    }

    It 'has a part of an app' {
        $job = Invoke-Runbook $server @{ State = 'Active'; Channel = 'SMS' }
        $job.HasFailed | Should -BeFalse
        $part = ConvertFrom-Csv $expected | Where-Object { $_.State -eq 'Active' -and $_.ActiveChannel -eq 'SMS' }
        (Import-Csv -LiteralPath $file -Encoding UTF8).ConversationId | Should -Be $part.ConversationId
    }

    It 'has its header when the app has no conversations' {
        $job = Invoke-Runbook $server @{ AppId = $emptyAppId }
        $job.HasFailed | Should -BeFalse
        $job.Log[-1] | Should -Be "String: <time> Finished: $file, 0 rows, 0 resumes, <span>"
        Get-Text $file | Should -BeExactly ($expected -split '(?<=\n)')[0]
    }
}

Describe 'The start of the runbook' {
    BeforeEach { $file = New-Target }

    It 'takes everything from the environment, and tells by its exit code how it went' {
        $environment = @{
            SINCH_PROJECT_ID = $server.ProjectId
            SINCH_APP_ID     = $server.AppId
            SINCH_KEY_ID     = $server.KeyId
            SINCH_KEY_SECRET = $server.Secret
        }
        $arguments = '-OutputPath', $file, '-ApiUri', $server.Uri, '-AuthUri', $server.Uri, '-MaximumRetryCount', '0'
        $job = Wait-Shell (Start-Shell $runbook $arguments -Environment $environment)
        $job.ExitCode | Should -Be 0
        Get-Text $file | Should -BeExactly $expected

        $environment.SINCH_KEY_SECRET = 'canary-wrong-secret'
        $job = Wait-Shell (Start-Shell $runbook $arguments -Environment $environment)
        $job.ExitCode | Should -Be 1
        $job.Text | Should -BeLike '*SinchAuthenticationFailed*'
        $job.Text | Should -Not -BeLike '*canary*'
    }

    It 'takes -Credential in place of the asset' {
        $key = { New-Object pscredential $env:TEST_KEY, (ConvertTo-SecureString $env:TEST_SECRET -AsPlainText -Force) }
        $environment = @{ TEST_KEY = $server.KeyId; TEST_SECRET = $server.Secret }
        (Invoke-Runbook $server @{ Credential = $key } -Secret 'the asset is wrong' -Environment $environment).HasFailed | Should -BeFalse
    }

    It 'fails when there is no <Name>, and takes no other key' -ForEach @(
        @{ Name = 'asset of that name'; With = @{ CredentialName = 'Other' }; Before = ''; Message = "*There is no asset 'Other'." }
        @{ Name = 'value in the asset'; With = @{}; Before = 'function Get-AutomationPSCredential { }'; Message = '*Credential*' }
        @{ Name = 'value in -Credential'; With = @{ Credential = { $null } }; Before = ''; Message = '*Credential*' }
    ) {
        $environment = @{ SINCH_KEY_ID = $server.KeyId; SINCH_KEY_SECRET = $server.Secret }
        $job = Invoke-Runbook $server $With -Before $Before -Environment $environment
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike 'ErrorRecord: <time> Export failed after 0 rows, 0 resumes, <span>: *'
        $job.Log[1] | Should -BeLike $Message
        $file | Should -Not -Exist
    }

    It 'fails on a wrong secret, without a file and without the secret' {
        $job = Wait-Runbook (Start-Runbook $server -Secret 'canary-wrong-secret')
        $job.ExitCode | Should -Be 1
        $job.Log[1] | Should -BeLike 'ErrorRecord: <time> Export failed after 0 rows, 0 resumes, <span>: SinchAuthenticationFailed. *401*'
        $job.Log[2] | Should -Be 'Thrown: SinchAuthenticationFailed,SinchConv.Commands.ConnectSinchProjectCommand'
        $job.Log.Count | Should -Be 3 -Because 'it must not wait for a key to become right'
        "$($job.Log) $($job.Text)" | Should -Not -BeLike '*canary*'
        Get-Neighbour $file | Should -BeNullOrEmpty
    }

    It 'names every piece that is missing' {
        $job = Invoke-Runbook $server @{ ProjectId = $null; Region = $null; ApiUri = $null }
        $job.HasFailed | Should -BeTrue
        $job.Log[1] | Should -BeLike '*-ProjectId*-Region*'
    }

    It 'fails on an empty -<_>, which must not widen the export' -ForEach 'AppId', 'State', 'Channel' {
        (Invoke-Runbook $server @{ $_ = '' } -Environment @{ SINCH_APP_ID = $server.AppId }).HasFailed | Should -BeTrue
        $file | Should -Not -Exist
    }

    It 'fails without -OutputPath, and does not ask for it' {
        $job = Invoke-Runbook $server @{ OutputPath = $null }
        $job.HasFailed | Should -BeTrue
        $job.Log | Should -Be 'Thrown: MissingMandatoryParameter,NightlyExport.ps1'
    }

    It 'with -WhatIf checks everything, counts, and writes nothing' {
        Set-Content -LiteralPath $file -Value 'last night'
        $job = Wait-Runbook (Start-Runbook $server @{ WhatIf = { $true }; State = 'Active'; Channel = 'SMS' })
        $job.ExitCode | Should -Be 0
        $count = @(ConvertFrom-Csv $expected | Where-Object { $_.State -eq 'Active' -and $_.ActiveChannel -eq 'SMS' }).Count
        $job.Log[-1] | Should -Be "String: <time> Would export $count conversations to $file"
        $job.Text | Should -Match '^What if: .*$'
        $job.Text.Contains($file) | Should -BeTrue
        Get-Content -LiteralPath $file | Should -Be 'last night'
        Get-Neighbour $file | Should -Be (Split-Path -Leaf $file)

        (Invoke-Runbook $server @{ WhatIf = { $true } } -Secret 'wrong').HasFailed | Should -BeTrue
    }
}

Describe 'The code of the runbook' {
    It 'has help for itself and for every parameter' {
        $help = Get-Help $runbook
        $help.Synopsis | Should -BeLike 'Exports*'
        foreach ($parameter in $help.parameters.parameter | Where-Object name -NotIn WhatIf, Confirm) {
            "$($parameter.description.Text)" | Should -Not -BeNullOrEmpty -Because $parameter.name
        }
    }

    It 'needs nothing that Windows PowerShell 5.1 does not have' {
        $tokens = $errors = $null
        $code = [Management.Automation.Language.Parser]::ParseFile($runbook, [ref] $tokens, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $tokens.Kind | Should -Not -BeIn 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr'
        Get-Content -LiteralPath $runbook -Raw | Should -Not -Match '[^\x00-\x7f]' -Because 'without a byte order mark, 5.1 reads a file as ANSI'

        # What it uses of the commands that 5.1 brings along, as the reference of 5.1 has them.
        $has = @{
            'ConvertTo-Csv' = @(); 'Get-Content' = 'LiteralPath', 'TotalCount', 'Encoding'; 'Import-Csv' = 'LiteralPath', 'Delimiter', 'Encoding'; 'Get-Command' = 'ErrorAction'; 'Get-Item' = 'LiteralPath', 'Force'; 'Select-Object' = 'First', 'Skip'
            'Set-StrictMode' = 'Version'; 'Start-Sleep' = 'Seconds'; 'Where-Object' = @(); 'ForEach-Object' = @()
            'Write-Error' = 'ErrorId', 'ErrorAction'; 'Write-Warning' = @()
        }
        $own = $code.FindAll({ $args[0] -is [Management.Automation.Language.FunctionDefinitionAst] }, $true).Name
        foreach ($command in $code.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
            $name = $command.GetCommandName()
            if (-not $name -or $name -in $own -or $name -like '*-Sinch*' -or $name -eq 'Get-AutomationPSCredential') { continue }
            $name | Should -BeIn $has.Keys
            $used = $command.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }
            @($used.ParameterName) + 'none' | Should -BeIn (@($has[$name]) + 'none' + $null)
        }
    }
}
