#Requires -Version 5.1
#Requires -Modules Az.Accounts, Az.Automation

<#
.SYNOPSIS
Starts PartitionedExport as child runbooks of Azure Automation, one for each part, and sees them through.
.DESCRIPTION
A parent runbook; run it on the Hybrid Runbook Worker group, too, since a cloud job is stopped after three hours. The children run on a Hybrid Runbook Worker group whose machines see the same folder: a cloud job has no
disk that outlives it. A child that fails is started again, and goes on at its checkpoint. The parent ends with an error when
a child has failed too often. It needs a managed identity that may start jobs of the Automation account, and the runbook
PartitionedExport, the module SinchConv and the credential asset SinchAccessKey in that account.
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

$children = @(0..($PartCount - 1) | ForEach-Object { [pscustomobject] @{ Index = $_; JobId = Start-Part $_; Restarts = 0; State = 'Running' } })
while ($running = $children | Where-Object State -EQ 'Running') {
    Start-Sleep -Seconds 30
    foreach ($child in $running) {
        # What cannot be asked now is asked in the next round.
        $status = try { (Get-AzAutomationJob @account -Id $child.JobId).Status } catch { Write-Warning "Part $($child.Index): $_"; continue }
        if ($status -eq 'Completed') { $child.State = 'Completed' }
        elseif ($status -notin 'Failed', 'Stopped', 'Suspended') { continue }
        elseif ($child.Restarts -ge $MaximumRestartCount) { $child.State = 'Failed' }
        else {
            Start-Sleep -Seconds $RestartDelaySec
            $child.Restarts++
            try { $child.JobId = Start-Part $child.Index } catch { Write-Warning "Part $($child.Index): $_" }
        }
    }
}
$children
if ($failed = $children | Where-Object State -EQ 'Failed') {
    throw "These parts failed too often: $($failed.Index -join ', '). What they have is in $OutputFolder, and they go on there when this runbook is started again."
}
