BeforeDiscovery {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Transcript.ps1
    $readme = Get-Content -LiteralPath $PSScriptRoot/../../README.md -Encoding UTF8 -Raw
    $blocks = [regex]::Matches($readme, '(?ms)^( *)```(\w*)\r?\n(.*?)^\1```') | ForEach-Object { @{ Language = $_.Groups[2].Value; Code = $_.Groups[3].Value } }
    # How to install it, Package.Tests.ps1 tries.
    $scripts = $blocks | Where-Object { $_.Language -eq 'powershell' -and $_.Code -notmatch 'Install-PSResource' } | ForEach-Object {
        $_.First = ($_.Code.Trim() -split '\r?\n')[0]
        $_
    }
    $steps = Get-Transcript ($blocks | Where-Object Code -Match '^PS> ' | ForEach-Object { $_.Code -split '\r?\n' }) |
        ForEach-Object { @{ Command = $_.Command; Printed = $_.Output } }
}

BeforeAll {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Transcript.ps1
    $PSStyle.OutputRendering = 'PlainText'
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
}

Describe 'The commands of the README with their output' {
    AfterAll { Disconnect-SinchProject }

    It 'prints what <Command> writes' -ForEach $steps {
        $output = & ([scriptblock]::Create($Command))
        ConvertTo-Line $output 80 | Should -Be @($Printed | ForEach-Object { ConvertTo-LocalTime $_ })
    }
}

Describe 'The scripts of the README' {
    BeforeAll {
        $server = Start-TestServer
        $key = [pscredential]::new($server.KeyId, (ConvertTo-Secret $server.Secret))

        # What only a person at the prompt has.
        function Get-Credential($Message) { $key }
    }

    AfterAll { Stop-TestServer $server }

    It 'runs the one that begins with <First>' -ForEach $scripts {
        $PSDefaultParameterValues = @{ 'Connect-SinchProject:ApiUri' = $server.Uri; 'Connect-SinchProject:AuthUri' = $server.Uri }
        $projectId, $appId = $server.ProjectId, $server.AppId
        Connect-SinchProject -ProjectId $projectId -Credential $key -AppId $appId
        $contactId = (Get-SinchContact -First 1).ContactId
        Push-Location TestDrive:\
        try {
            $outcome = Get-Outcome ([scriptblock]::Create($Code))
        }
        finally {
            Pop-Location
            Disconnect-SinchProject
        }
        $outcome.Ended | Should -BeNullOrEmpty
        $outcome.Errors | Should -BeNullOrEmpty
    }

    It 'exports all conversations' {
        (Import-Csv -LiteralPath $TestDrive/conversations.csv -Encoding UTF8).Count | Should -Be 1234
    }
}
