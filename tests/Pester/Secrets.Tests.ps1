BeforeDiscovery { . $PSScriptRoot/Helper.ps1 }

BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $server = Start-TestServer '--fault', '403@2,200@4,503@6'
    $wrong = 'canary-wrong-secret'
    $canaries = foreach ($secret in $server.Secret, $wrong) {
        $secret
        [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($server.KeyId):$secret"))
    }

    function Assert-NoSecret([string] $Text) {
        foreach ($canary in $canaries) { $Text.Contains($canary) | Should -BeFalse -Because "'$canary' is a secret" }
        # The server's tokens are 32 hexadecimal digits.
        [regex]::Matches($Text, '\b[0-9a-f]{32}\b|Authorization:|(Bearer|Basic) [A-Za-z0-9+/=]{8}').Value | Should -BeNullOrEmpty
    }

    # Connects in every way, succeeds and fails in many, with every stream switched on.
    function Invoke-Everything {
        $VerbosePreference = $DebugPreference = 'Continue'
        $ErrorActionPreference = 'Continue'
        $ways = @{}, @{ KeySecret = ConvertTo-Secret $wrong }, @{ Authentication = 'Basic' }, @{ KeySecret = ConvertTo-Secret $wrong; Authentication = 'Basic' }
        foreach ($way in $ways) {
            try { Connect-TestServer $server ($way + @{ PassThru = $true }) } catch { $_ }
            foreach ($command in { Get-SinchSession }, { Get-SinchConversation -First 30 }, { Get-SinchConversation -ConversationId unknown }, { Measure-SinchConversation -Total }) {
                try { & $command } catch { $_ }
            }
        }
        $token = @{ ProjectId = $server.ProjectId; AccessToken = ConvertTo-Secret $wrong; ApiUri = $server.Uri; AppId = $server.AppId; MaximumRetryCount = 0 }
        try { Connect-SinchProject @token -PassThru; Get-SinchConversation } catch { $_ }
        try { Connect-SinchProject @token -Region 'no region' } catch { $_ }
    }

    $global:Error.Clear()
    $streams = Invoke-Everything *>&1 | Out-String -Width 4096
    $errors = @($global:Error | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
    $session = Connect-TestServer $server @{ PassThru = $true }
}

AfterAll {
    Disconnect-SinchProject
    Stop-TestServer $server
}

Describe 'A secret' {
    It 'appears in no stream' {
        $streams | Should -Match 'GET /v1/projects/' -Because 'else nothing was seen'
        foreach ($id in 'Authentication', 'Permission', 'NotFound', 'Unexpected') { "$($errors.FullyQualifiedErrorId)" | Should -Match "Sinch$id" }
        Assert-NoSecret $streams
    }

    It 'appears in no error, however it is looked at' {
        $errors.Count | Should -BeGreaterThan 4
        Assert-NoSecret ($errors | Format-List * -Force | Out-String -Width 4096)
        Assert-NoSecret ($errors | ForEach-Object { $_.Exception | Format-List * -Force | Out-String -Width 4096; "$($_.Exception)" } | Out-String)
        Assert-NoSecret ($errors | ForEach-Object { $_.TargetObject | Format-List * -Force } | Out-String -Width 4096)
        $errors | Export-Clixml -LiteralPath $TestDrive/errors.xml -Depth 4
        Assert-NoSecret (Get-Content -LiteralPath $TestDrive/errors.xml -Raw)
    }

    It 'does not appear in Get-Error' -Skip:$IsDesktop {
        Assert-NoSecret ($errors | Get-Error | Out-String -Width 4096)
    }

    It 'appears in no view of a session' {
        Assert-NoSecret "$session"
        Assert-NoSecret ($session | Out-String)
        Assert-NoSecret ($session | Format-List * -Force | Out-String -Width 4096)
        Assert-NoSecret ($session | Format-Custom -Depth 6 | Out-String -Width 4096)
        Assert-NoSecret ($session | Get-Member -Force | Out-String -Width 4096)
        Assert-NoSecret ($session | ConvertTo-Csv | Out-String)
    }

    It 'does not leave with ConvertTo-Json or Export-Clixml' {
        Assert-NoSecret ($session | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue)
        $session | Export-Clixml -LiteralPath $TestDrive/session.xml -Depth 6
        Assert-NoSecret (Get-Content -LiteralPath $TestDrive/session.xml -Raw)
        (Import-Clixml -LiteralPath $TestDrive/session.xml).ProjectId | Should -Be $server.ProjectId
    }
}
