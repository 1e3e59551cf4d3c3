# What the tests share. Each file dots it in BeforeAll: . $PSScriptRoot/Helper.ps1

if (-not $env:SINCHCONV_MODULE) { throw 'Run tests/Pester/Invoke-Suite.ps1: it unpacks the module.' }
Import-Module SinchConv
if ((Get-Module SinchConv).ModuleBase -ne $env:SINCHCONV_MODULE) { throw 'Another SinchConv is loaded than the packed one.' }

$IsDesktop = $PSVersionTable.PSEdition -eq 'Desktop'

# What starts a shell of the same kind. Where pwsh is a .NET tool, it has no program of its own.
$shell, $shellArguments = (Get-Process -Id $PID).Path, @()
if ([IO.Path]::GetFileNameWithoutExtension($shell) -eq 'dotnet') { $shellArguments = 'exec', "$PSHOME/pwsh.dll" }

# One process has all the test servers of a run; it ends with this one, whose pipe it reads.
function Get-ServerProcess {
    if (-not $global:SinchConvServers) {
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        $start.Arguments = "`"$env:SINCHCONV_SERVER`" -"
        $start.UseShellExecute = $false
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $global:SinchConvServers = [Diagnostics.Process]::Start($start)
    }
    $global:SinchConvServers
}

# Starts a test server, for example with '--fault', '503@3'.
function Start-TestServer([string[]] $Option) {
    $process = Get-ServerProcess
    $process.StandardInput.WriteLine((@('--port', '0') + $Option) -join ' ')
    $facts = @{}
    while (-not $facts.Secret) {
        $line = $process.StandardOutput.ReadLine()
        switch -Regex ($line) {
            '^Listening on (\S+)' { $facts.Uri = $Matches[1] }
            '^project +(\S+)' { $facts.ProjectId = $Matches[1] }
            '^app +(\S+)' { $facts.AppId = $Matches[1] }
            '^key +(\S+) / (\S+)' { $facts.KeyId = $Matches[1]; $facts.Secret = $Matches[2] }
        }
        if ($null -eq $line) { throw 'The test server did not start.' }
    }
    [pscustomobject] $facts
}

function Stop-TestServer($Server) {
    if (-not $Server) { return }
    $process = Get-ServerProcess
    $process.StandardInput.WriteLine($Server.Uri)
    while ($process.StandardOutput.ReadLine() -notin 'Ended.', $null) { }
}

# Answers every request with the same JSON, for data that the sandbox does not have.
function Start-StubServer([string] $Body) {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $shell = [powershell]::Create().AddScript({
            param($listener, $body)
            $bytes = [Text.Encoding]::UTF8.GetBytes($body)
            $head = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: $($bytes.Length)`r`nConnection: close`r`n`r`n")
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $stream = $client.GetStream()
                $reader = [IO.StreamReader]::new($stream)
                while ($reader.ReadLine()) { }
                $stream.Write($head, 0, $head.Length)
                $stream.Write($bytes, 0, $bytes.Length)
                $client.Dispose()
            }
        }).AddArgument($listener).AddArgument($Body)
    $null = $shell.BeginInvoke()
    [pscustomobject] @{ Uri = "http://$($listener.LocalEndpoint)/"; Listener = $listener; Shell = $shell }
}

function Stop-StubServer($Stub) {
    $Stub.Listener.Stop()
    $Stub.Shell.Dispose()
}

function ConvertTo-Secret([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

# Connects with the server's own key, or with what is given instead. Failures come at once: no retries.
function Connect-TestServer($Server, [hashtable] $With = @{}) {
    $connection = @{
        ProjectId         = $Server.ProjectId
        KeyId             = $Server.KeyId
        KeySecret         = ConvertTo-Secret $Server.Secret
        ApiUri            = $Server.Uri
        AuthUri           = $Server.Uri
        AppId             = $Server.AppId
        MaximumRetryCount = 0
    }
    foreach ($name in $With.Keys) { $connection[$name] = $With[$name] }
    Connect-SinchProject @connection
}

# Runs a script to its end: what it wrote, the errors it went on after, and the one that ended it.
function Get-Outcome([scriptblock] $Script) {
    $ErrorActionPreference = 'Continue'
    $written = [Collections.Generic.List[object]]::new()
    $ended = $null
    try { & $Script 2>&1 | ForEach-Object { $written.Add($_) } }
    catch { $ended = $_ }
    [pscustomobject] @{
        Output = @($written | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] })
        Errors = @($written | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        Ended  = $ended
    }
}

# Runs a script in a runspace of its own, which takes a tenth of the time of a shell. One that fails makes pwsh -File end with exit code 1.
function Invoke-Runspace([string] $Script, [hashtable] $Environment = @{}) {
    $runspace = [powershell]::Create().AddScript($Script)
    $output = [Collections.Generic.List[psobject]]::new()
    $failure = $null
    foreach ($name in $Environment.Keys) { Set-Item -LiteralPath env:$name -Value $Environment[$name] }
    try { $runspace.Invoke($null, $output) }
    catch { $failure = $_.Exception.InnerException.ErrorRecord }
    finally {
        foreach ($name in $Environment.Keys) { Remove-Item -LiteralPath env:$name }
        $text = @($output) + $runspace.Streams.Error + $failure | Out-String
        $runspace.Dispose()
    }
    [pscustomobject] @{ Text = $text.Trim() -replace "`r`n", "`n"; HasFailed = $null -ne $failure }
}

# Runs a script in a fresh shell of the same kind.
function Invoke-ChildShell([string] $Script) {
    $file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).ps1"
    # With a byte order mark: Windows PowerShell would read it as ANSI otherwise.
    [IO.File]::WriteAllText($file, $Script, [Text.UTF8Encoding]::new($true))
    try {
        $text = & $shell $shellArguments -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $file 2>&1 | Out-String -Width 4096
        [pscustomobject] @{ Text = $text.Trim() -replace "`r`n", "`n"; ExitCode = $LASTEXITCODE }
    }
    finally {
        Remove-Item -LiteralPath $file
    }
}
