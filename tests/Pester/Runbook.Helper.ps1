# What the tests of the runbook share. Each of them dots it in BeforeAll, behind Helper.ps1.

$runbook = (Resolve-Path -LiteralPath (Join-Path $PSScriptRoot '../../examples/NightlyExport.ps1')).Path
$emptyAppId = '01JSANDB0XD1SPATCHM0DEAPP2'

function Quote([string] $Text) { "'$($Text -replace "'", "''")'" }

# A new name in a folder of its own, with a space and a quote in it.
function New-Target {
    $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
    Join-Path $folder.FullName "it's [1] café.csv"
}

# What lies in the folder of a target, by name.
function Get-Neighbour([string] $File) { [IO.Directory]::GetFiles((Split-Path $File)) | Split-Path -Leaf | Sort-Object }

# The parameters that lead the runbook to a server. One that is $null is left out; a script block is code.
function Get-RunbookParameter($Server, [hashtable] $With = @{}) {
    $parameters = @{
        ProjectId         = $Server.ProjectId
        Region            = 'eu'
        AppId             = $Server.AppId
        OutputPath        = $file
        ApiUri            = $Server.Uri
        AuthUri           = $Server.Uri
        MaximumRetryCount = 0
    }
    foreach ($name in $With.Keys) { $parameters[$name] = $With[$name] }
    foreach ($name in @($parameters.Keys)) { if ($null -eq $parameters[$name]) { $parameters.Remove($name) } }
    $parameters
}

# Starts a script in a shell of its own, of the same kind as this one.
function Start-Shell([string] $File, [string[]] $Argument, [hashtable] $Environment = @{}, [string] $Limit) {
    $all = $shellArguments + '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $File + $Argument
    $start = [Diagnostics.ProcessStartInfo]::new($shell)
    $start.Arguments = ($all | ForEach-Object { "`"$_`"" }) -join ' '
    if ($Limit) {
        $start.Arguments = "-c `"$Limit; exec \`"`$0\`" \`"`$@\`"`" `"$shell`" $($start.Arguments)"
        $start.FileName = 'sh'
    }
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    foreach ($name in $Environment.Keys) { $start.EnvironmentVariables[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    [pscustomobject] @{ Process = $process; Out = $process.StandardOutput.ReadToEndAsync(); Error = $process.StandardError.ReadToEndAsync() }
}

function Wait-Shell($Shell) {
    if (-not $Shell.Process.WaitForExit(300000)) {
        $Shell.Process.Kill()
        throw 'The shell did not come to its end.'
    }
    $Shell.Process.WaitForExit()
    [pscustomobject] @{ Text = "$($Shell.Out.Result)$($Shell.Error.Result)".Trim() -replace "`r`n", "`n"; ExitCode = $Shell.Process.ExitCode }
}

# The code of a job with the runbook, with the asset as a function. It does not sleep, but tells how long it would. Before is
# code that runs first; Log is the file for what the job writes to its streams.
function Get-JobCode($Server, [hashtable] $With, [string] $Before, [string] $Secret, [string] $Log) {
    $parameters = Get-RunbookParameter $Server $With
    $given = foreach ($name in $parameters.Keys) {
        $value = $parameters[$name]
        "$name = $(if ($value -is [scriptblock]) { $value } else { Quote $value })"
    }
    @"
function Write-Log([string] `$Text) { [IO.File]::AppendAllText($(Quote $Log), `$Text + "``n") }
function Start-Sleep([int] `$Seconds) { Write-Log "Slept: `$Seconds" }
function Get-AutomationPSCredential([string] `$Name) {
    if (`$Name -ne 'SinchAccessKey') { throw "There is no asset '`$Name'." }
    New-Object pscredential $(Quote $Server.KeyId), (ConvertTo-SecureString $(Quote $Secret) -AsPlainText -Force)
}
$Before
`$parameters = @{
$($given -join "`n")
}
try { & $(Quote $runbook) @parameters *>&1 | ForEach-Object { Write-Log "`$(`$_.GetType().Name): `$_" } }
catch { Write-Log "Thrown: `$(`$_.FullyQualifiedErrorId)"; throw }
"@
}

# What a job wrote to its streams, with <time> and <span> for what differs from run to run.
function Get-JobLog([string] $Log) {
    $lines = if (Test-Path -LiteralPath $Log) { Get-Content -LiteralPath $Log -Encoding UTF8 }
    $lines -replace '\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', '<time>' -replace '\b\d\d:\d\d:\d\d\b', '<span>'
}

# Runs the runbook in this process.
function Invoke-Runbook($Server, [hashtable] $With = @{}, [string] $Before, [string] $Secret = $Server.Secret, [hashtable] $Environment = @{}) {
    $log = Join-Path $TestDrive "$([guid]::NewGuid()).log"
    $job = Invoke-Runspace (Get-JobCode $Server $With $Before $Secret $log) $Environment
    [pscustomobject] @{ HasFailed = $job.HasFailed; Log = @(Get-JobLog $log) }
}

# Starts the runbook in a shell of its own, as a job would.
function Start-Runbook($Server, [hashtable] $With = @{}, [string] $Before, [string] $Secret = $Server.Secret, [hashtable] $Environment = @{}, [string] $Limit) {
    $log = Join-Path $TestDrive "$([guid]::NewGuid()).log"
    $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
    # With a byte order mark: Windows PowerShell would read it as ANSI otherwise.
    [IO.File]::WriteAllText($script, (Get-JobCode $Server $With $Before $Secret $log), [Text.UTF8Encoding]::new($true))
    Start-Shell $script -Environment $Environment -Limit $Limit | Add-Member Log $log -PassThru
}

# Waits for the runbook. Text is what shows beside what it wrote to its streams, such as progress or a question.
function Wait-Runbook($Run) {
    $job = Wait-Shell $Run
    $job | Add-Member Log @(Get-JobLog $Run.Log) -PassThru
}

# Waits until something has come about that other processes bring about.
function Wait-Until([scriptblock] $Condition) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt 300) { throw "This did not come about: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}

# The file that an export of a server gives, made in another way than the runbook makes it.
function Get-ExpectedText($Server, [string] $Delimiter = ',') {
    Connect-TestServer $Server
    $rows = Get-SinchConversation -All | ForEach-Object {
        $received = if ($_.LastReceived) { '{0:yyyy-MM-ddTHH:mm:ss.fffffffZ}' -f $_.LastReceived.ToUniversalTime() } else { '' }
        $texts = $_.ConversationId, $(if ($_.Active) { 'Active' } else { 'Inactive' }), $_.ActiveChannel, $received, $_.ContactId, $_.AppId, $_.CorrelationId, "$($_.MetadataJson)", $_.Metadata
        ($texts | ForEach-Object { '"' + ("$_" -replace '"', '""') + '"' }) -join $Delimiter
    }
    Disconnect-SinchProject
    $header = ('ConversationId', 'State', 'ActiveChannel', 'LastReceived', 'ContactId', 'AppId', 'CorrelationId', 'MetadataJson', 'Metadata' | ForEach-Object { "`"$_`"" }) -join $Delimiter
    (@($header) + $rows | ForEach-Object { "$_`r`n" }) -join ''
}

# With a byte order mark made visible, which comparisons of texts overlook.
function Get-Text([string] $File) { [Text.Encoding]::UTF8.GetString([IO.File]::ReadAllBytes($File)).Replace([string] [char] 0xFEFF, '<BOM>') }
