# What 'dotnet run --project src/SinchConv.PowerShell' starts, in the pwsh that NuGet restored: the tour, or pwsh with the
# arguments that were given. The module that was built is found by name, as an installed one is.
$ErrorActionPreference = 'Stop'
$env:PSModulePath = (Resolve-Path "$PSScriptRoot/../artifacts").Path + [IO.Path]::PathSeparator + $env:PSModulePath
$env:POWERSHELL_TELEMETRY_OPTOUT ??= '1'
$env:POWERSHELL_UPDATECHECK ??= 'Off'
# Without this, colours would go into files and pipes.
if ([Console]::IsOutputRedirected) {
    $env:NO_COLOR = '1'
    $PSStyle.OutputRendering = 'PlainText'
}

if ($args) { dotnet exec "$PSHOME/pwsh.dll" -NoProfile $args }
else { & "$PSScriptRoot/../examples/Tour.ps1" }
exit $LASTEXITCODE
