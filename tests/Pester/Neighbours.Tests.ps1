BeforeDiscovery {
    . $PSScriptRoot/Helper.ps1
    $neighbours = 'Microsoft.PowerShell.Archive', 'Microsoft.PowerShell.ThreadJob', 'ThreadJob', 'PSReadLine', 'PackageManagement', 'Pester' |
        Where-Object { Get-Module -ListAvailable -Name $_ }
}

BeforeAll {
    . $PSScriptRoot/Helper.ps1
    $use = 'Connect-SinchProject -Sandbox; @(Get-SinchConversation -First 3).Count; (ConvertFrom-Json ''{"a":1}'').a'
}

Describe 'The module' -ForEach @{ Neighbours = $neighbours } {
    BeforeAll {
        $scripts = foreach ($other in $Neighbours) { "Import-Module $other 3>`$null; `"${other}: `$($use) `$(@(Get-Command -Module $other).Count -gt 0)`"" }
        $after = (Invoke-ChildShell (@("Import-Module SinchConv; `"alone: `$($use)`"") + $scripts -join "`n")).Text -split "`n"
    }

    It 'works when these were there before: <Neighbours>' {
        (Invoke-ChildShell "Import-Module $($Neighbours -join ', ') 3>`$null; Import-Module SinchConv; `"`$($use)`"").Text | Should -Be '3 1'
    }

    It 'works alone' { $after[0] | Should -Be 'alone: 3 1' }

    It 'works when <_> comes after' -ForEach $neighbours { $after | Should -Contain "${_}: 3 1 True" }
}

Describe 'A fresh shell' {
    It 'loads one assembly with the module, and no other' -Skip:$IsDesktop {
        $server = Start-TestServer
        try {
            $child = Invoke-ChildShell @"
function Get-Foreign {
    [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not `$_.IsDynamic -and `$_.Location -and -not `$_.Location.StartsWith(`$PSHOME) -and
        -not `$_.Location.StartsWith([IO.Path]::GetDirectoryName([object].Assembly.Location)) } | ForEach-Object { `$_.GetName().Name }
}
`$before = @(Get-Foreign)
Import-Module SinchConv
`$secret = ConvertTo-SecureString '$($server.Secret)' -AsPlainText -Force
Connect-SinchProject -ProjectId $($server.ProjectId) -KeyId $($server.KeyId) -KeySecret `$secret -ApiUri $($server.Uri) -AuthUri $($server.Uri) -AppId $($server.AppId)
`$null = Get-SinchConversation -First 50 | ConvertTo-Json -Depth 5
Get-Foreign | Where-Object { `$_ -notin `$before }
"@
            $child.Text | Should -Be SinchConv.PowerShell
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'gets no variable, alias or function by the module, and gets rid of it' {
        $child = Invoke-ChildShell @'
Get-Command Get-Item, Get-Variable, Compare-Object | Out-Null
function Get-Names { (Get-ChildItem variable:, alias:, function:).Name }
$before = $after = $difference = $null
$before = Get-Names
Import-Module SinchConv
$after = Get-Names
"[$(@(Compare-Object $before $after).InputObject)]"
Remove-Module SinchConv
"[$(Get-Module SinchConv)]"
Import-Module SinchConv
Connect-SinchProject -Sandbox
@(Get-SinchConversation -First 1).Count
'@
        $child.Text | Should -Be "[]`n[]`n1"
    }

    It 'is not disturbed by Set-StrictMode -Version Latest' {
        $child = Invoke-ChildShell @'
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$session = Connect-SinchProject -Sandbox -PassThru
$all = Get-SinchConversation -All
foreach ($text in ($all | Out-String), ($all | Format-List | Out-String), ($session | Out-String), (Measure-SinchConversation | Out-String)) {
    if ($text.Length -lt 100) { throw 'Hardly any text.' }
}
$all | Where-Object LastReceived -GT (Get-Date).AddYears(-50) | Group-Object ActiveChannel | Out-Null
$all | ForEach-Object { $_.CorrelationId, $_.Metadata } | Out-Null
$withOrder = @($all | Where-Object { $_.MetadataJson -and $_.MetadataJson.Contains('order') })
if ($withOrder.Count -eq 0 -or $withOrder[0].MetadataJson.order.id -notlike 'A-*') { throw 'No order.' }
$all | ConvertTo-Csv | Out-Null
Disconnect-SinchProject
try { Get-SinchConversation } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
"$($Error.Count)"
'@
        $child.Text | Should -Be "SinchNotConnected`n1"
    }

    It 'finds the module by the name of a command, shows no progress, and asks nothing when nobody is there' {
        $child = Invoke-ChildShell "Connect-SinchProject -Sandbox; (Get-SinchSession).IsSandbox; (Get-SinchConversation -All | Measure-Object).Count; Connect-SinchProject"
        $child.Text | Should -Match "True`n1234`n"
        $child.Text | Should -Match 'SINCH_PROJECT_ID'
    }
}
