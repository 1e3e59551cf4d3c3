BeforeDiscovery {
    Import-Module SinchConv
    $examples = foreach ($command in Get-Command -Module SinchConv) {
        $number = 0
        foreach ($example in (Get-Help $command.Name -Full).examples.example) {
            $number++
            # Those that connect to a real project run in the xUnit suite, against the test server.
            if ($example.code -match 'Connect-SinchProject' -and $example.code -notmatch '-Sandbox') { continue }
            @{ Command = $command.Name; Number = $number; Code = $example.code; NeedsSeven = $example.code -match '-Parallel' }
        }
    }
}

Describe 'The examples of the help' {
    BeforeAll {
        . $PSScriptRoot/Helper.ps1
    }

    It 'runs example <Number> of <Command> on the sandbox' -ForEach $examples {
        if ($NeedsSeven -and $IsDesktop) { Set-ItResult -Skipped -Because 'ForEach-Object -Parallel is a feature of PowerShell 7' }
        Connect-SinchProject -Sandbox
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
