BeforeDiscovery {
    Import-Module SinchConv
    $examples = foreach ($command in Get-Command -Module SinchConv) {
        $number = 0
        foreach ($example in (Get-Help $command.Name -Full).examples.example) {
            $number++
            @{ Command = $command.Name; Number = $number; Code = $example.code; NeedsSeven = $example.code -match '-Parallel' }
        }
    }
}

Describe 'The examples of the help' {
    BeforeAll {
        . $PSScriptRoot/Helper.ps1
        $server = Start-TestServer
        $key = [pscredential]::new($server.KeyId, (ConvertTo-Secret $server.Secret))

        # What only a person at the prompt and Azure Automation have.
        function Get-Credential($Message) { $key }
        function Get-AutomationPSCredential($Name) { $key }
    }

    AfterAll {
        Remove-Item env:SINCH_*
        Stop-TestServer $server
    }

    It 'runs example <Number> of <Command>' -ForEach $examples {
        if ($NeedsSeven -and $IsDesktop) { Set-ItResult -Skipped -Because 'ForEach-Object -Parallel is a feature of PowerShell 7' }
        if ($Code -match 'Connect-SinchProject' -and $Code -notmatch '-Sandbox') {
            # The example stays as it is; where Sinch is and what the environment holds, is set from outside.
            $PSDefaultParameterValues = @{ 'Connect-SinchProject:ApiUri' = $server.Uri; 'Connect-SinchProject:AuthUri' = $server.Uri }
            $env:SINCH_PROJECT_ID, $env:SINCH_KEY_ID, $env:SINCH_KEY_SECRET = $server.ProjectId, $server.KeyId, $server.Secret
        }
        else {
            Connect-SinchProject -Sandbox
        }
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
}
