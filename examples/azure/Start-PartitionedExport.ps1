#Requires -Version 5.1
#Requires -Modules Az.Accounts, Az.Automation

<#
.SYNOPSIS
Starts PartitionedExport as child runbooks of Azure Automation, one for each part, and sees them through.
.DESCRIPTION
A parent runbook; run it on the Hybrid Runbook Worker group, too, since a cloud job is stopped after three hours. The
children run on a Hybrid Runbook Worker group whose machines see the same folder: a cloud job has no disk that outlives it.
A child that fails or cannot be started is started again, after a while, and goes on at its checkpoint; one that
somebody stopped is not. The parent ends with an error when a child has failed too often or was stopped. It needs a managed
identity that may start jobs of the Automation account, and the runbook PartitionedExport, the module SinchConv and the
credential asset SinchAccessKey in that account.
.EXAMPLE
./Start-PartitionedExport.ps1 -ResourceGroupName rg -AutomationAccountName automation -RunOn workers -OutputFolder '\\files\export\2026-06-30' -ProjectId $projectId -Region eu -AppId $appId
#>
[CmdletBinding()]
param(
    # The resource group of the Automation account.
    [Parameter(Mandatory = $true)] [string] $ResourceGroupName,

    # The Automation account with the child runbook.
    [Parameter(Mandatory = $true)] [string] $AutomationAccountName,

    # The Hybrid Runbook Worker group that the children run on.
    [Parameter(Mandatory = $true)] [string] $RunOn,

    # The folder for the files, which all machines of the group see. A new one for each export.
    [Parameter(Mandatory = $true)] [string] $OutputFolder,

    # The project, its region, and the app.
    [Parameter(Mandatory = $true)] [string] $ProjectId,
    [Parameter(Mandatory = $true)] [string] $Region,
    [Parameter(Mandatory = $true)] [string] $AppId,

    # How many children.
    [ValidateRange(1, 100)] [int] $PartCount = 4,

    # How often a child is started again.
    [ValidateRange(0, 100)] [int] $MaximumRestartCount = 10,

    # How long a failed child rests first.
    [ValidateRange(0, 3600)] [int] $RestartDelaySec = 120
)

$ErrorActionPreference = 'Stop'
$null = Connect-AzAccount -Identity
$account = @{ ResourceGroupName = $ResourceGroupName; AutomationAccountName = $AutomationAccountName }

function Start-Part([int] $Index) {
    $parameters = @{ OutputFolder = $OutputFolder; PartIndex = $Index; PartCount = $PartCount; ProjectId = $ProjectId; Region = $Region; AppId = $AppId }
    (Start-AzAutomationRunbook @account -Name PartitionedExport -RunOn $RunOn -Parameters $parameters).JobId
}

function Add-Failure($Child) {
    if ($Child.Restarts -ge $MaximumRestartCount) { $Child.State = 'Failed'; return }
    $Child.Restarts++
    $Child.State = 'Waiting'
    $Child.StartAt = [DateTime]::UtcNow.AddSeconds($RestartDelaySec)
}

$children = @(0..($PartCount - 1) | ForEach-Object { [pscustomobject] @{ Index = $_; JobId = $null; Restarts = 0; State = 'Waiting'; StartAt = [DateTime]::UtcNow } })
while ($open = $children | Where-Object State -In 'Waiting', 'Running') {
    foreach ($child in $open) {
        try {
            if ($child.State -eq 'Running') {
                $status = (Get-AzAutomationJob @account -Id $child.JobId).Status
                # Who stops a child does not want it started again.
                if ($status -in 'Completed', 'Stopped') { $child.State = $status }
                elseif ($status -in 'Failed', 'Suspended') { Add-Failure $child }
            }
            elseif ([DateTime]::UtcNow -ge $child.StartAt) {
                $child.JobId = Start-Part $child.Index
                $child.State = 'Running'
            }
        }
        catch {
            Write-Warning "Part $($child.Index): $_"
            # A start that failed; a status that cannot be asked for now is asked for in the next round.
            if ($child.State -eq 'Waiting') { Add-Failure $child }
        }
    }
    if ($children.State -match 'Waiting|Running') { Start-Sleep -Seconds 30 }
}
$children | Select-Object -Property Index, JobId, Restarts, State
if ($left = $children | Where-Object State -NE 'Completed') {
    throw "These parts failed too often or were stopped: $($left.Index -join ', '). What they have is in $OutputFolder, and they go on there when this runbook is started again."
}
