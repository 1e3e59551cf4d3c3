#Requires -Version 5.1
#Requires -Modules SinchConv

<#
.SYNOPSIS
Exports the conversations of an app to a CSV file, unattended.
.DESCRIPTION
For Azure Automation, Task Scheduler and cron, in Windows PowerShell 5.1 and in PowerShell 7.4 or later. What is not given
comes from the environment variables that Connect-SinchProject knows, such as SINCH_PROJECT_ID. The access key is
-Credential; else, in Azure Automation, the credential asset; else SINCH_KEY_ID and SINCH_KEY_SECRET.

The file is UTF-8 without a byte order mark, its lines end with CR LF, every value is quoted, and LastReceived is UTC in
ISO 8601: machines of any culture and time zone write the same file. A list without conversations gives the header alone.

A run writes to a file of its own beside the target, and only a whole file replaces that of the night before. A lock
beside the target makes a second run fail at once; it ends with its process, however that ends. After a failure that may
pass, the run waits, at least as long as the service asks, and goes on where it broke off. Any other failure is an error:
the target stays as it was, and the exit code of pwsh -File is 1.
.EXAMPLE
./NightlyExport.ps1 -ProjectId $projectId -Region eu -AppId $appId -OutputPath ./conversations.csv -WhatIf

Checks the target, the key, the project and the app, and counts; writes nothing.
.EXAMPLE
./NightlyExport.ps1 -OutputPath /srv/export/conversations.csv -MinimumCount 10000

Takes the rest from the environment, and keeps the file of the night before when fewer than 10,000 conversations come.
.EXAMPLE
./NightlyExport.ps1 -OutputPath /srv/export/conversations.csv -Incremental

Fetches only what has had a message since the last run, whose time is kept in conversations.csv.since.
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    # The project. Else SINCH_PROJECT_ID.
    [string] $ProjectId,

    # The region of the app: us, eu or br. Else SINCH_CONVERSATION_REGION or SINCH_REGION.
    [string] $Region,

    # The app whose conversations to export. Else SINCH_APP_ID.
    [string] $AppId,

    # The file to write. Its folder must be there.
    [Parameter(Mandatory = $true)] [ValidateNotNullOrEmpty()] [string] $OutputPath,

    # The access key: the key ID as user name, the key secret as password.
    [pscredential] $Credential,

    # The credential asset of Azure Automation with the access key.
    [string] $CredentialName = 'SinchAccessKey',

    # Only conversations in this state: Active or Inactive.
    [ValidateSet('Active', 'Inactive')] [string] $State,

    # Only conversations of this channel, such as WHATSAPP.
    [string] $Channel,

    # Fetches only the conversations with a message since the last whole run, and merges them into its file; everything where
    # there is no such run of the same app, state and channel. A conversation that was created without a message, deleted,
    # or changed without a message is not noticed: let a run without this switch follow now and then.
    [switch] $Incremental,

    # What stands between two values.
    [ValidatePattern('^[^"\r\n]$')] [char] $Delimiter = ',',

    # Fewer conversations than these are an error, and the file of the night before stays.
    [ValidateRange(0, [int]::MaxValue)] [int] $MinimumCount = 0,

    # How many requests may be under way at a time. More than 1 divides the list; a conversation that gets a message while it
    # is read can then be in the file twice, the second time with that message.
    [int] $ThrottleLimit = 1,

    # How often a request is repeated before it counts as failed.
    [int] $MaximumRetryCount = 5,

    # How many failures in a row, without a conversation between them, are waited out.
    [ValidateRange(0, [int]::MaxValue)] [int] $MaximumResumeCount = 5,

    # The shortest wait after a failure.
    [ValidateRange(0, 86400)] [int] $ResumeDelaySec = 60,

    # The longest wait. A service that asks for more ends the run.
    [ValidateRange(0, 86400)] [int] $MaximumWaitSec = 10800,

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
$csv = @{ NoTypeInformation = $true; Delimiter = $Delimiter }
$clock = [Diagnostics.Stopwatch]::StartNew()
$session = $null
$changes = @{}
$rows = 0
$resumes = 0

function Add-Time([string] $Text) {
    [DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z' ", [cultureinfo]::InvariantCulture) + $Text
}

function Get-Summary { "$rows rows, $resumes resumes, $([timespan]::FromSeconds([math]::Floor($clock.Elapsed.TotalSeconds)))" }

function Stop-Export([string] $Id, [string] $Message) {
    throw [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new($Message), $Id, 'InvalidOperation', $OutputPath)
}

# Only what was given: what is left out must not reach a command as an empty text.
function Select-Given([string[]] $Name) {
    $chosen = @{}
    foreach ($key in $Name) { if ($given.ContainsKey($key)) { $chosen[$key] = $given[$key] } }
    $chosen
}

function Connect-Project {
    $connection = Select-Given ProjectId, Region, AppId, Credential, ApiUri, AuthUri
    $hasAssets = $given.ContainsKey('CredentialName') -or (Get-Command Get-AutomationPSCredential -ErrorAction Ignore)
    if ($hasAssets -and -not $connection.ContainsKey('Credential')) {
        $connection.Credential = Get-AutomationPSCredential -Name $CredentialName
    }
    $script:session = Connect-SinchProject @connection -MaximumRetryCount $MaximumRetryCount -Verify -PassThru
}

function Get-Filter { (Select-Given State, Channel) + @{ Session = $session } }

# Before the session stands, only an answer of the service is worth a wait: a host that does not exist stays away.
function Test-MayPass($Failure) {
    "$($Failure.Error)" -in 'Throttled', 'Unavailable', 'Timeout' -and ($session -or $Failure.StatusCode) -and $Failure.StatusCode -ne 407
}

function Get-Delay($Failure) {
    $asked = if ($null -ne $Failure.RetryAfter) { $Failure.RetryAfter.TotalSeconds } else { 0.0 }
    [math]::Max($ResumeDelaySec, [math]::Ceiling($asked))
}

# Does the work again after failures that may pass. The work remembers what is left of it.
function Invoke-Resumable([scriptblock] $Work) {
    $failures = 0
    while ($true) {
        $rowsBefore = $rows
        try { return & $Work }
        catch [SinchConv.SinchException] {
            $failures = if ($rows -gt $rowsBefore) { 1 } else { $failures + 1 }
            $delay = Get-Delay $_.Exception
            if (-not (Test-MayPass $_.Exception) -or $failures -gt $MaximumResumeCount -or $delay -gt $MaximumWaitSec) { throw }
            $script:resumes++
            $message = $_.Exception.Message -replace '\s+', ' '
            Write-Warning (Add-Time "Broke off after $rows rows: $message Resuming in $delay seconds ($failures of $MaximumResumeCount).")
            Start-Sleep -Seconds $delay
        }
    }
}

# Texts only, so that no culture and no time zone has a say.
filter ConvertTo-Row {
    $row = [ordered] @{}
    foreach ($column in $columns) { $row[$column] = "$($_.$column)" }
    if ($_.LastReceived) { $row.LastReceived = $_.LastReceived.ToUniversalTime().ToString('o', [cultureinfo]::InvariantCulture) }
    [pscustomobject] $row
}

filter Write-Row([IO.TextWriter] $Writer) {
    $Writer.WriteLine($_)
    $script:rows++
}

# What comes later is newer.
filter Add-Change {
    $changes[$_.ConversationId] = $_
    $script:rows++
}

# Lists the first of the parts, into the file or into the changes. After a failure, what is left of it takes its place.
function Export-Part([Collections.Generic.Queue[hashtable]] $Parts, [IO.TextWriter] $Writer) {
    $part = $Parts.Peek()
    try {
        if ($Writer) { Get-SinchConversation @part | ConvertTo-Row | ConvertTo-Csv @csv | Select-Object -Skip 1 | Write-Row $Writer }
        else { Get-SinchConversation @part | ConvertTo-Row | Add-Change }
        $null = $Parts.Dequeue()
    }
    catch [SinchConv.SinchException] {
        # An error that does not tell what is left leaves the part as it is.
        $rest = $_.Exception.ResumeParameters
        if ($rest.Count -gt 0) { $null = $Parts.Dequeue() }
        foreach ($left in $rest) {
            $left.ThrottleLimit = $ThrottleLimit
            $Parts.Enqueue($left)
        }
        throw
    }
}

function Export-Listing([hashtable] $Filter, [IO.TextWriter] $Writer) {
    $parts = [Collections.Generic.Queue[hashtable]]::new()
    $parts.Enqueue($Filter + @{ All = $true; ThrottleLimit = $ThrottleLimit })
    Invoke-Resumable { while ($parts.Count -gt 0) { Export-Part $parts $Writer } }
}

function Get-Header { '' | Select-Object $columns | ConvertTo-Csv @csv | Select-Object -First 1 }

# What a file is of: another part of the project is not to be merged into it.
function Get-Scope { "$($session.ProjectId) $($session.DefaultAppId) $State $Channel" }

# When the last whole run began; nothing where its file cannot be merged.
function Get-LastStart([string] $Path) {
    if (-not $Incremental -or -not [IO.File]::Exists($Path) -or -not [IO.File]::Exists("$Path.since")) { return }
    $start, $scope = [IO.File]::ReadAllLines("$Path.since")
    $header = Get-Content -LiteralPath $Path -TotalCount 1 -Encoding UTF8
    if ($scope -ceq (Get-Scope) -and $header -ceq (Get-Header)) { $start -as [datetime] }
}

filter Select-Wanted {
    if ((-not $State -or $_.State -eq $State) -and (-not $Channel -or $_.ActiveChannel -eq $Channel)) { $_ }
}

# State and channel are chosen here: a conversation that has left them must leave the file, too.
function Export-Merged([string] $Path, [datetime] $Since, [IO.TextWriter] $Writer) {
    Export-Listing @{ Session = $session; After = $Since }
    $script:rows = 0
    & {
        Import-Csv -LiteralPath $Path -Delimiter $Delimiter -Encoding UTF8 | ForEach-Object {
            $changed = $changes[$_.ConversationId]
            if ($changed) { $changes.Remove($_.ConversationId) }
            if ($changed) { $changed } else { $_ }
        }
        $changes.Values
    } | Select-Wanted | ConvertTo-Csv @csv | Select-Object -Skip 1 | Write-Row $Writer
}

# An empty list is believed only when the service counts zero, too.
function Assert-RowCount {
    $filter = Get-Filter
    $counted = if ($rows -eq 0) { Invoke-Resumable { Measure-SinchConversation @filter -Total } }
    if ($counted) { Stop-Export ExportIncomplete "No conversation came, but the service counts $counted." }
    if ($rows -lt $MinimumCount) { Stop-Export ExportTooSmall "$rows conversations came, and -MinimumCount asks for $MinimumCount." }
}

function Resolve-Target {
    $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
    $folder = [IO.Path]::GetDirectoryName($path)
    if ([IO.Directory]::Exists($path)) { Stop-Export ExportTarget "'$path' is a folder: -OutputPath names a file." }
    if (-not [IO.Directory]::Exists($folder)) { Stop-Export ExportTarget "The folder '$folder' of -OutputPath does not exist." }
    if ([IO.File]::Exists($path)) {
        $item = Get-Item -LiteralPath $path -Force
        if ($item.IsReadOnly) { Stop-Export ExportTarget "'$path' is read-only." }
        # A file would take their place.
        $kind = if ($item.PSObject.Properties['UnixStat']) { "$($item.UnixStat.ItemType)" } else { 'RegularFile' }
        if ($item.Attributes -band [IO.FileAttributes]::ReparsePoint) { Stop-Export ExportTarget "'$path' is a link: name the file itself." }
        if ($kind -notin 'RegularFile', 'File') { Stop-Export ExportTarget "'$path' is no file, but a $kind." }
    }
    $path
}

# The system gives the lock back when the process ends, however it ends. Where a dead run left the file, it locks nothing.
function Lock-Target([string] $Path) {
    try {
        [IO.FileStream]::new("$Path.lock", [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None, 1, [IO.FileOptions]::DeleteOnClose)
    }
    catch [IO.IOException] {
        # A sharing violation on Windows, EAGAIN on Linux and on macOS.
        if ($_.Exception.GetBaseException().HResult -notin -2147024864, 11, 35) { throw }
        Stop-Export ExportLocked "Another run is writing '$Path': it holds the lock '$Path.lock'."
    }
}

# What killed runs left of this target. Only under the lock: then no living run has such a file.
function Remove-Leftover([string] $Path) {
    $pattern = '^{0}\.[0-9a-f]{{32}}\.partial$' -f [regex]::Escape([IO.Path]::GetFileName($Path))
    [IO.Directory]::GetFiles([IO.Path]::GetDirectoryName($Path), '*.partial') |
        Where-Object { [IO.Path]::GetFileName($_) -cmatch $pattern } |
        ForEach-Object { [IO.File]::Delete($_) }
}

function New-Partial([string] $Path) {
    # Without a buffer of its own: closing it after a failed write does not write again.
    $file = [IO.FileStream]::new("$Path.$([guid]::NewGuid().ToString('N')).partial", [IO.FileMode]::CreateNew, [IO.FileAccess]::Write, [IO.FileShare]::Read, 1)
    $writer = [IO.StreamWriter]::new($file, [Text.UTF8Encoding]::new($false), 65536)
    $writer.NewLine = "`r`n"
    $writer
}

# In one step, which Move-Item -Force is not: a reader finds the old file or the new one.
function Move-Partial([string] $Partial, [string] $Path) {
    try {
        if ([IO.File]::Exists($Path)) { [IO.File]::Replace($Partial, $Path, [NullString]::Value, $true) }
        else { [IO.File]::Move($Partial, $Path) }
    }
    catch [Management.Automation.MethodInvocationException] {
        Stop-Export ExportNotInPlace "The export is whole, but could not replace '$Path'. Until the next run it is '$Partial'. $($_.Exception.GetBaseException().Message)"
    }
}

function Export-Target([string] $Path) {
    $lock = $writer = $partial = $null
    try {
        $lock = Lock-Target $Path
        Remove-Leftover $Path
        $writer = New-Partial $Path
        $partial = $writer.BaseStream.Name
        Invoke-Resumable { Connect-Project }
        # The clock of Sinch may be behind.
        $start = [DateTime]::UtcNow.AddMinutes(-5)
        $since = Get-LastStart $Path
        $writer.WriteLine((Get-Header))
        if ($since) { Export-Merged $Path $since $writer } else { Export-Listing (Get-Filter) $writer }
        Assert-RowCount
        $writer.Flush()
        $writer.BaseStream.Flush($true)
        $writer.BaseStream.Dispose()
        $whole, $partial = $partial, $null
        # Without its time, the next run exports everything: never must an older one stand beside the file.
        [IO.File]::Delete("$Path.since")
        Move-Partial $whole $Path
        if ($Incremental) { [IO.File]::WriteAllLines("$Path.since", [string[]] ($start.ToString('o', [cultureinfo]::InvariantCulture), (Get-Scope))) }
    }
    catch [Management.Automation.MethodInvocationException] {
        Stop-Export ExportNotWritten "'$Path' could not be written: $($_.Exception.GetBaseException().Message)"
    }
    finally {
        if ($writer) { $writer.BaseStream.Dispose() }
        if ($partial) { [IO.File]::Delete($partial) }
        if ($lock) { $lock.Dispose() }
    }
}

try {
    $target = Resolve-Target
    if ($PSCmdlet.ShouldProcess($target, 'Export the conversations')) {
        Add-Time "Started: $target"
        Export-Target $target
        Add-Time "Finished: $target, $(Get-Summary)"
    }
    elseif ($WhatIfPreference) {
        Connect-Project
        $filter = Get-Filter
        Add-Time "Would export $(Measure-SinchConversation @filter -Total) conversations to $target"
    }
}
catch {
    # One line for the log; the throw makes the job fail.
    $id = ($_.FullyQualifiedErrorId -split ',')[0]
    $message = $_.Exception.Message -replace '\s+', ' '
    Write-Error (Add-Time "Export failed after $(Get-Summary): $id. $message") -ErrorId $id -ErrorAction Continue
    throw
}
finally {
    if ($session) { Disconnect-SinchProject -Session $session }
}
