<#
.SYNOPSIS
Exports the conversations of an app to a CSV file, unattended.
.DESCRIPTION
A runbook for Azure Automation, for Windows PowerShell 5.1 and PowerShell 7.4 or later. The access key is a credential
asset: its user name is the key ID, its password the key secret.

A listing that breaks off is resumed, so that every conversation is in the file once. Rows go to a file with .partial
behind its name; only the whole file gets the final name. A failure ends the job with an error.
.EXAMPLE
./NightlyExport.ps1 -ProjectId $projectId -Region eu -AppId $appId -OutputPath (Join-Path $env:TEMP conversations.csv)
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $ProjectId,
    [Parameter(Mandatory = $true)] [string] $Region,
    [Parameter(Mandatory = $true)] [string] $AppId,

    # The file to write. It replaces the one of the night before.
    [Parameter(Mandatory = $true)] [string] $OutputPath,

    # The credential asset with the access key.
    [string] $CredentialName = 'SinchAccessKey',

    # Only a part of the app: Active or Inactive, and a channel such as WHATSAPP.
    [string] $State,
    [string] $Channel,

    # How many requests may be under way at a time. More than 1 divides the listing by channel and state.
    [int] $ThrottleLimit = 1,

    # How often a request is repeated, how often a listing that failed nevertheless is resumed, and the wait before that.
    [int] $MaximumRetryCount = 5,
    [int] $MaximumResumeCount = 5,
    [int] $ResumeDelaySec = 60,

    # Other hosts than those of Sinch, for tests.
    [uri] $ApiUri,
    [uri] $AuthUri
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$session = $null
$count = 0
$resumed = 0
$partial = "$OutputPath.partial"
try {
    $connection = @{
        ProjectId         = $ProjectId
        Region            = $Region
        AppId             = $AppId
        Credential        = Get-AutomationPSCredential -Name $CredentialName
        MaximumRetryCount = $MaximumRetryCount
    }
    if ($ApiUri) { $connection.ApiUri = $ApiUri }
    if ($AuthUri) { $connection.AuthUri = $AuthUri }
    $session = Connect-SinchProject @connection -PassThru

    if (Test-Path -LiteralPath $partial) { Remove-Item -LiteralPath $partial }
    $listing = @{ AppId = $AppId; All = $true; Session = $session }
    if ($State) { $listing.State = $State }
    if ($Channel) { $listing.Channel = $Channel }

    # What is still to be listed: at first everything, after a failure what it left.
    $parts = New-Object 'System.Collections.Generic.Queue[hashtable]'
    $parts.Enqueue($listing)
    while ($parts.Count -gt 0) {
        $part = $parts.Peek()
        try {
            Get-SinchConversation @part -ThrottleLimit $ThrottleLimit |
                ForEach-Object { $count++; $_ } |
                Export-Csv -LiteralPath $partial -Append -NoTypeInformation -Encoding UTF8
            $null = $parts.Dequeue()
        }
        catch {
            $mayPass = $_.FullyQualifiedErrorId -match '^Sinch(Throttled|Unavailable|Timeout),'
            if (-not $mayPass -or $resumed -ge $MaximumResumeCount) { throw }
            $resumed++
            Write-Warning "Broke off after $count conversations, resuming ($resumed of $MaximumResumeCount): $($_.Exception.Message)"
            # An error that does not tell what is left leaves the part as it is, to be asked for again.
            $rest = @($_.Exception.ResumeParameters)
            if ($rest.Count -gt 0) {
                $null = $parts.Dequeue()
                foreach ($left in $rest) { $parts.Enqueue($left) }
            }
            Start-Sleep -Seconds $ResumeDelaySec
        }
    }

    # Nothing to list is an answer, too.
    if (-not (Test-Path -LiteralPath $partial)) { $null = New-Item -ItemType File -Path $partial }
    Move-Item -LiteralPath $partial -Destination $OutputPath -Force
    Write-Output "Exported $count conversations to $OutputPath, resumed $resumed times."
}
catch {
    # One line for the job's error stream; the throw makes the job fail.
    $id = ($_.FullyQualifiedErrorId -split ',')[0]
    $message = $_.Exception.Message -replace '\s+', ' '
    Write-Error "Export failed after $count conversations, resumed $resumed times: $id. $message" -ErrorId $id -ErrorAction Continue
    throw
}
finally {
    if ($session) { Disconnect-SinchProject -Session $session }
}
