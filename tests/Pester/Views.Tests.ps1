BeforeDiscovery { . $PSScriptRoot/Helper.ps1 }

BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $session = Connect-SinchProject -Sandbox -PassThru
    $dated = Get-SinchConversation -Session $session -All | Where-Object LastReceived | Select-Object -First 1
    $counts = Measure-SinchConversation -Session $session -Channel LINE, SMS
}

AfterAll { Disconnect-SinchProject }

Describe 'The table' {
    It 'shows the Gregorian calendar in <Culture>' -ForEach @(
        'th-TH', 'ar-SA', 'fa-IR', 'he-IL', 'de-DE', 'ja-JP', 'en-US' | ForEach-Object { @{ Culture = $_ } }
    ) {
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = $Culture
            # In 5.1, a culture holds for one pipeline only.
            $table = $dated | Out-String -Width 120
            $stored = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($dated)) | Out-String -Width 120
            $wanted = $dated.LastReceived.ToString('yyyy-MM-dd HH:mm', [Globalization.CultureInfo]::InvariantCulture)
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $before
        }
        $table | Should -Match ([regex]::Escape($wanted))
        $stored | Should -Match ([regex]::Escape($wanted))
    }

    It 'has bars in constrained language mode' {
        $shell = [powershell]::Create()
        try {
            $text = $shell.AddScript({
                    Import-Module SinchConv
                    Connect-SinchProject -Sandbox
                    $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
                    Measure-SinchConversation -Channel LINE, SMS | Out-String
                    Get-SinchConversation -First 3 | Out-String
                    Get-SinchConversation -First 3 | Format-List | Out-String
                }).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
        foreach ($line in $text[0] -split "`n" | Where-Object { $_ -match 'Active|Inactive' }) { $line | Should -Match '\d +[#█▏▎▍▌▋▊▉]+\s*$' }
        $text[0] | Should -Match 'LINE +Active'
        $text[1] | Should -Match '\d{4}-\d\d-\d\d \d\d:\d\d'
        $text[2] | Should -Match 'MetadataJson +: \{"'
    }

    It 'of counts that came from a file has a bar in each row, or no such column' {
        $counts | Export-Clixml -LiteralPath $TestDrive/counts.xml
        $back = Import-Clixml -LiteralPath $TestDrive/counts.xml
        $rows = ($back | Out-String) -split "`n" | Where-Object { $_ -match 'Active|Inactive' }
        @($rows).Count | Should -Be $counts.Count
        $withBar = @($rows | Where-Object { $_ -match '\d +[#█▏▎▍▌▋▊▉]+\s*$' }).Count
        $withBar | Should -BeIn 0, $counts.Count
        if ($withBar -eq 0) { ($back | Out-String) | Should -Not -Match '-----  *- *\r?\n' }
    }
}
