BeforeAll {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Runbook.Helper.ps1

    function Get-Row([string] $File) { Import-Csv -LiteralPath $File -Encoding UTF8 | ForEach-Object { $_ | ConvertTo-Json -Compress } | Sort-Object }

    # Lets a message come in some conversations.
    function Send-Message([int] $Skip) {
        Get-SinchConversation -First 100 | Select-Object -Skip $Skip -First 5 | ForEach-Object {
            $null = Invoke-SinchRequest -Method POST -Path "conversations/$($_.ConversationId):inject-message" -Confirm:$false -Body @{
                contact_message = @{ text_message = @{ text = 'Good morning' } }
            }
        }
    }

    # A whole export beside the incremental one.
    function Get-WholeRow([hashtable] $With) {
        $file = New-Target
        (Invoke-Runbook $server $With).HasFailed | Should -BeFalse
        Get-Row $file
    }
}

Describe 'The incremental run' {
    BeforeEach {
        $server = Start-TestServer '--conversations', '320'
        $file = New-Target
        Connect-TestServer $server
    }

    AfterEach {
        Disconnect-SinchProject
        Stop-TestServer $server
    }

    It 'gives the rows of a full run with <Name>, however often it runs' -ForEach @(
        @{ Name = 'everything'; With = @{} }
        @{ Name = 'a state and a channel'; With = @{ State = 'Active'; Channel = 'WHATSAPP' } }
    ) {
        foreach ($run in 0..2) {
            (Invoke-Runbook $server ($With + @{ Incremental = { $true } })).HasFailed | Should -BeFalse
            Get-Row $file | Should -Be (Get-WholeRow $With)
            Send-Message ($run * 30)
            # One that stops and gets a message has left the state.
            $stopped = Get-SinchConversation -State Active -Channel WHATSAPP -First 1
            $stopped | Stop-SinchConversation -Confirm:$false
            $null = Invoke-SinchRequest -Method POST -Path "conversations/$($stopped.ConversationId):inject-message" -Confirm:$false -Body @{
                contact_message = @{ text_message = @{ text = 'Are you there?' } }
            }
        }
        (Invoke-Runbook $server ($With + @{ Incremental = { $true } })).HasFailed | Should -BeFalse
        Get-Row $file | Should -Be (Get-WholeRow $With)
        Get-Neighbour $file | Should -Be (Split-Path -Leaf $file), "$(Split-Path -Leaf $file).since"
    }

    It 'does not fetch what has not changed' {
        (Invoke-Runbook $server @{ Incremental = { $true } }).HasFailed | Should -BeFalse
        # What only a full run would bring back.
        $rows = Get-Content -LiteralPath $file -Encoding UTF8
        Set-Content -LiteralPath $file -Value $rows[0..10] -Encoding UTF8
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file), [Text.UTF8Encoding]::new($false))
        Send-Message 60
        (Invoke-Runbook $server @{ Incremental = { $true } }).Log[-1] | Should -BeLike '*, 15 rows, *'
    }

    It 'exports everything when <Name>' -ForEach @(
        @{ Name = 'the file is gone'; Before = { Remove-Item -LiteralPath $file } }
        @{ Name = 'its time is gone'; Before = { Remove-Item -LiteralPath "$file.since" } }
        @{ Name = 'its time is none'; Before = { Set-Content -LiteralPath "$file.since" -Value 'some day' } }
        @{ Name = 'the file has other columns'; Before = { Set-Content -LiteralPath $file -Value '"Id"', '"x"' } }
        @{ Name = 'the last run was of another state'; Before = { $null = Invoke-Runbook $server @{ Incremental = { $true }; State = 'Active' } } }
        @{ Name = 'the last run was not incremental'; Before = { $null = Invoke-Runbook $server @{ State = 'Active' } } }
    ) {
        (Invoke-Runbook $server @{ Incremental = { $true } }).HasFailed | Should -BeFalse
        . $Before
        (Invoke-Runbook $server @{ Incremental = { $true } }).Log[-1] | Should -BeLike '*, 320 rows, *'
    }
}
