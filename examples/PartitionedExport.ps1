#Requires -Version 5.1
#Requires -Modules SinchConv

<#
.SYNOPSIS
Exports the conversations of one or more apps by several workers, each to a CSV file of its own.
.DESCRIPTION
Started once for each worker, on one machine or on many, by whatever starts processes: a Kubernetes Job with indexed
completions, child runbooks of Azure Automation, cron. All workers see the same folder, a new one for each export. The first
of them counts and writes the plan, plan.json: one part for each app, state and channel, or for a whole state where it has
conversations without a channel that the module knows. Each worker takes its parts of the plan, the largest first.

A worker that is started again goes on at its checkpoint, however the one before ended: what was written behind it is cut
off and fetched again. Once its file is whole it has nothing more to do, and says so. A failure ends the worker with exit
code 1; starting it again, after a while, is up to what started it. Together, the files hold every conversation once. One
that changes its state or its channel while the workers run can be in two parts or in none.

What is not given comes from the environment variables that Connect-SinchProject knows. The access key is -Credential; else,
in Azure Automation, the credential asset; else SINCH_KEY_ID and SINCH_KEY_SECRET. The files are those of NightlyExport.ps1.
.EXAMPLE
0..3 | ForEach-Object { Start-Process pwsh "-File ./PartitionedExport.ps1 -OutputFolder /srv/export/2026-06-30 -PartIndex $_ -PartCount 4" }
#>
[CmdletBinding()]
param(
    # The folder for the plan and the files, which all workers see. It must be there.
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $OutputFolder,

    # Which worker this is, from 0. Else JOB_COMPLETION_INDEX, which Kubernetes sets.
    [ValidateRange(0, 9999)] [Nullable[int]] $PartIndex = $(if ($env:JOB_COMPLETION_INDEX) { $env:JOB_COMPLETION_INDEX }),

    # How many workers there are. Else PART_COUNT.
    [ValidateRange(1, 10000)] [Nullable[int]] $PartCount = $(if ($env:PART_COUNT) { $env:PART_COUNT }),

    # The apps whose conversations to export. Else SINCH_APP_ID.
    [string[]] $AppId,

    # The project. Else SINCH_PROJECT_ID.
    [string] $ProjectId,

    # The region of the apps: us, eu or br. Else SINCH_CONVERSATION_REGION or SINCH_REGION.
    [string] $Region,

    # The access key: the key ID as user name, the key secret as password.
    [pscredential] $Credential,

    # The credential asset of Azure Automation with the access key.
    [string] $CredentialName = 'SinchAccessKey',

    # What stands between two values.
    [ValidatePattern('^[^"\r\n]$')] [char] $Delimiter = ',',

    # How often a request is repeated before it counts as failed.
    [int] $MaximumRetryCount = 5,

    # How many pages may have to be fetched again after a kill.
    [ValidateRange(1, 100000)] [int] $CheckpointPages = 50,

    # Another address of the Conversation API, such as a proxy's.
    [uri] $ApiUri,

    # Another address of the token service.
    [uri] $AuthUri
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$given = $PSBoundParameters
$columns = 'ConversationId', 'State', 'ActiveChannel', 'LastReceived', 'ContactId', 'AppId', 'CorrelationId', 'MetadataJson', 'Metadata'
$rows = 0

function Write-Log([string] $Text) {
    [DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z' ", [cultureinfo]::InvariantCulture) + "Worker $PartIndex of ${PartCount}: $Text"
}

function Connect-Project {
    $connection = @{ MaximumRetryCount = $MaximumRetryCount; Verify = $true }
    foreach ($name in 'ProjectId', 'Region', 'Credential', 'ApiUri', 'AuthUri') { if ($given.ContainsKey($name)) { $connection[$name] = $given[$name] } }
    $hasAssets = $given.ContainsKey('CredentialName') -or (Get-Command Get-AutomationPSCredential -ErrorAction Ignore)
    if ($hasAssets -and -not $connection.ContainsKey('Credential')) { $connection.Credential = Get-AutomationPSCredential -Name $CredentialName }
    if ($AppId) { $connection.AppId = $AppId[0] }
    Connect-SinchProject @connection
}

# In one step: a reader finds the old file or the new one.
function Move-IntoPlace([string] $From, [string] $To) {
    if ([IO.File]::Exists($To)) { [IO.File]::Replace($From, $To, [NullString]::Value, $true) }
    else { [IO.File]::Move($From, $To) }
}

# A state with conversations that no channel covers is one part, in place of those of its channels.
function Get-Part([string] $App) {
    foreach ($state in Measure-SinchConversation -AppId $App | Group-Object -Property State) {
        if ($state.Group | Where-Object { -not $_.Channel }) {
            [pscustomobject] @{ AppId = $App; State = $state.Name; Channel = $null; Count = ($state.Group | Measure-Object -Property Count -Sum).Sum }
        }
        else { $state.Group | Select-Object -Property @{ Name = 'AppId'; Expression = { $App } }, State, Channel, Count }
    }
}

# Nobody else may have it open, until this process ends, however it ends. Null where somebody has.
function Open-Alone([string] $Path) {
    try { [IO.FileStream]::new($Path, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None) }
    catch [IO.IOException] {
        # A sharing violation on Windows, EAGAIN on Linux and on macOS.
        if ($_.Exception.GetBaseException().HResult -notin -2147024864, 11, 35) { throw }
    }
}

# Whoever comes first plans for all, and the others wait: counted again, it could be another plan.
function Get-Plan([string] $Path) {
    $session = Get-SinchSession
    $apps = @(@(if ($AppId) { $AppId } else { $session.DefaultAppId }) | Select-Object -Unique)
    $own = [ordered] @{ PartCount = $PartCount; Delimiter = "$Delimiter"; ProjectId = $session.ProjectId; Region = $session.Region; AppId = $apps }
    while (-not [IO.File]::Exists($Path)) {
        $lock = Open-Alone "$Path.lock"
        if (-not $lock) { Start-Sleep -Milliseconds 200; continue }
        try {
            if ([IO.File]::Exists($Path)) { break }
            $parts = $apps | ForEach-Object { Get-Part $_ } | Sort-Object -Property @{ Expression = 'Count'; Descending = $true }, AppId, State, Channel
            [IO.File]::WriteAllText("$Path.$PartIndex.new", (ConvertTo-Json ($own + @{ Parts = @($parts) })))
            [IO.File]::Move("$Path.$PartIndex.new", $Path)
        }
        finally { $lock.Dispose() }
    }
    $plan = try { [IO.File]::ReadAllText($Path) | ConvertFrom-Json } catch { }
    # As a power failure can leave it.
    if (-not $plan) { throw "The plan '$Path' cannot be read. Remove everything from its folder, and start all workers again." }
    foreach ($name in $own.Keys) {
        if ("$($plan.$name)" -cne "$($own.$name)") { throw "The plan '$Path' is of another export: its $name is '$($plan.$name)', and that of this worker '$($own.$name)'. Give each export a folder of its own." }
    }
    $plan
}

# The largest part that is left goes to the worker with the least to do; everybody comes to the same.
function Select-Own($Parts) {
    $loads = [long[]]::new($PartCount)
    foreach ($part in $Parts) {
        $worker = [array]::IndexOf($loads, ($loads | Measure-Object -Minimum).Minimum -as [long])
        $loads[$worker] += $part.Count
        if ($worker -eq $PartIndex) { $part }
    }
}

function ConvertTo-Parameter($Part) {
    $parameters = @{ AppId = $Part.AppId; State = $Part.State; All = $true }
    if ($Part.Channel) { $parameters.Channel = $Part.Channel }
    $parameters
}

# Texts only, so that no culture and no time zone has a say.
filter ConvertTo-Row {
    $row = [ordered] @{}
    foreach ($column in $columns) { $row[$column] = "$($_.$column)" }
    if ($_.LastReceived) { $row.LastReceived = $_.LastReceived.ToUniversalTime().ToString('o', [cultureinfo]::InvariantCulture) }
    [pscustomobject] $row
}

function ConvertTo-Line { $input | ConvertTo-Row | ConvertTo-Csv -NoTypeInformation -Delimiter $Delimiter | Select-Object -Skip 1 }

# First the rows are safe, then the note of how far they go.
function Save-Checkpoint([IO.StreamWriter] $Writer, [string] $Path, [int] $Part, [hashtable] $Left) {
    $Writer.Flush()
    $Writer.BaseStream.Flush($true)
    @{ Part = $Part; Left = $Left; Length = $Writer.BaseStream.Position; Rows = $rows } | Export-Clixml -LiteralPath "$Path.new" -Depth 5
    Move-IntoPlace "$Path.new" $Path
}

function Write-Page([IO.StreamWriter] $Writer, [Collections.Generic.List[object]] $Page) {
    foreach ($line in $Page | ConvertTo-Line) { $Writer.WriteLine($line) }
    $script:rows += $Page.Count
    $Page.Clear()
}

# Each page is written as a whole, and what is left is one part: with the first object of the next one, the variable is another.
function Export-Part([IO.StreamWriter] $Writer, [string] $Checkpoint, [int] $Part, [hashtable] $Left) {
    $page = [Collections.Generic.List[object]]::new()
    $seen = $null
    $pages = 0
    Get-SinchConversation @Left -ThrottleLimit 1 -ResumeVariable rest | ForEach-Object {
        if (-not [object]::ReferenceEquals($rest, $seen)) {
            $seen = $rest
            Write-Page $Writer $page
            if (++$pages % $CheckpointPages -eq 0) { Save-Checkpoint $Writer $Checkpoint $Part $rest[0] }
        }
        $page.Add($_)
    }
    Write-Page $Writer $page
    Save-Checkpoint $Writer $Checkpoint ($Part + 1)
}

# Where the worker before was; nothing where its notes are not whole, or go further than its file.
function Read-Checkpoint([string] $Path, [IO.FileStream] $File) {
    if (-not [IO.File]::Exists($Path)) { return }
    try {
        $state = Import-Clixml -LiteralPath $Path
        if ($state.Length -le $File.Length) { $state }
    }
    catch [Xml.XmlException] { Write-Warning (Write-Log "The checkpoint '$Path' cannot be read: the file begins again.") }
}

function Open-Writer([IO.FileStream] $File, $State) {
    $File.SetLength($(if ($State) { $State.Length } else { 0 }))
    $null = $File.Seek(0, [IO.SeekOrigin]::End)
    $writer = [IO.StreamWriter]::new($File, [Text.UTF8Encoding]::new($false))
    $writer.NewLine = "`r`n"
    if (-not $State) { $writer.WriteLine(('' | Select-Object $columns | ConvertTo-Csv -NoTypeInformation -Delimiter $Delimiter | Select-Object -First 1)) }
    $writer
}

function Export-Own([string] $Folder) {
    $target = [IO.Path]::Combine($Folder, ('conversations-{0:d4}.csv' -f $PartIndex))
    $partial, $checkpoint = "$target.partial", "$target.checkpoint"
    if (-not [IO.Directory]::Exists($Folder)) { throw "There is no folder '$Folder': make it first, where all workers see it." }
    Connect-Project
    $parts = @(Select-Own (Get-Plan ([IO.Path]::Combine($Folder, 'plan.json'))).Parts)
    if ([IO.File]::Exists($target)) { return Write-Log "$target is whole already." }
    $lock = Open-Alone "$target.lock"
    if (-not $lock) { throw "Another worker $PartIndex is at work: it holds '$target.lock'. Let it end, or give this one another -PartIndex." }
    $file = $null
    try {
        if ([IO.File]::Exists($target)) { return Write-Log "$target is whole already." }
        $file = [IO.FileStream]::new($partial, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::Read)
        $state = Read-Checkpoint $checkpoint $file
        $first = if ($state) { $state.Part } else { 0 }
        if ($state) { $script:rows = $state.Rows }
        $counted = 0
        foreach ($part in $parts) { $counted += $part.Count }
        Write-Log "$($parts.Count) parts with $counted conversations as counted, $rows of them are there."
        $writer = Open-Writer $file $state
        for ($number = $first; $number -lt $parts.Count; $number++) {
            $left = if ($number -eq $first -and $state -and $state.Left) { $state.Left } else { ConvertTo-Parameter $parts[$number] }
            Export-Part $writer $checkpoint $number $left
            Write-Log "$(($parts[$number].State, $parts[$number].Channel | Where-Object { $_ }) -join ' ') of $($parts[$number].AppId): done, $rows rows."
        }
        $writer.Flush()
        $file.Flush($true)
        $file.Dispose()
        Move-IntoPlace $partial $target
        [IO.File]::Delete($checkpoint)
        if ($rows -lt $counted) { Write-Warning (Write-Log "$rows rows, and $counted conversations were counted: the project changed meanwhile. What changed its state or its channel may be in no file.") }
        Write-Log "Finished: $target, $rows rows."
    }
    finally {
        if ($file) { $file.Dispose() }
        $lock.Dispose()
    }
    [IO.File]::Delete("$target.lock")
}

try {
    if ($null -eq $PartIndex -or $null -eq $PartCount) { throw 'Which part of how many? Give -PartIndex and -PartCount, or set JOB_COMPLETION_INDEX and PART_COUNT.' }
    if ($PartIndex -lt 0 -or $PartIndex -ge $PartCount) { throw "-PartIndex is $PartIndex, and counts from 0: with -PartCount $PartCount, it is at most $($PartCount - 1)." }
    Export-Own $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputFolder)
}
catch {
    # One line for the log; the throw makes the job fail.
    Write-Error (Write-Log "Failed after $rows rows: $($_.Exception.Message -replace '\s+', ' ')") -ErrorAction Continue
    throw
}
finally {
    if (Get-SinchSession) { Disconnect-SinchProject }
}
