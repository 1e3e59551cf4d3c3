<#
.SYNOPSIS
Runs the Pester suite on the packed module. The exit code is 0 when everything passed, else 1.
.DESCRIPTION
Without parameters it takes what 'dotnet build' made. 'dotnet test' has a test for each file; it runs them, some in each
process, in the pwsh and with the Pester that NuGet restored. By hand, it runs in any PowerShell, also in Windows
PowerShell 5.1. Needs Pester 5 and, for the test server, the .NET runtime.
.EXAMPLE
./tests/Pester/Invoke-Suite.ps1 -Path ./tests/Pester/Errors.Tests.ps1
#>
[CmdletBinding()]
param(
    # The zip to test. With it, the tests of the build itself are left out.
    [string] $Package,

    # The test server's DLL.
    [string] $TestServer = "$PSScriptRoot/../SinchConv.TestServer/bin/Debug/net10.0/SinchConv.TestServer.dll",

    # The test files to run.
    [string[]] $Path = $PSScriptRoot,

    # Which Pester: the name of an installed module, or the path of a manifest.
    [string] $Pester = 'Pester'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$repository = Split-Path (Split-Path $PSScriptRoot)
$excluded = if ($Package) { 'Build' } else { @() }
if (-not $Package) {
    $version = (Import-PowerShellDataFile "$repository/SinchConv.psd1").ModuleVersion
    $Package = "$repository/artifacts/package/SinchConv.$version.zip"
}
Import-Module $Pester -MinimumVersion 5.0 -MaximumVersion 5.99.99

$folder = Join-Path ([IO.Path]::GetTempPath()) "SinchConv-$([guid]::NewGuid())"
Expand-Archive -LiteralPath $Package -DestinationPath $folder
try {
    # Found by name, as an installed module is; the child shells of the tests inherit it.
    $env:PSModulePath = $folder + [IO.Path]::PathSeparator + $env:PSModulePath
    $env:SINCHCONV_MODULE = Join-Path $folder SinchConv
    $env:SINCHCONV_PACKAGE = (Resolve-Path -LiteralPath $Package).Path
    $env:SINCHCONV_SERVER = (Resolve-Path -LiteralPath $TestServer).Path
    # What the user has set for real work must not steer a test.
    Get-ChildItem env:SINCH_* | Remove-Item

    $result = Invoke-Pester -Configuration @{
        Run    = @{ Path = $Path; PassThru = $true }
        Filter = @{ ExcludeTag = $excluded }
        Output = @{ Verbosity = 'Normal' }
    }
    # A file that cannot even be read has no failed test; and a run without tests has proved nothing.
    $passed = $result.Result -eq 'Passed' -and $result.PassedCount -gt 0
}
finally {
    # Windows keeps the DLL of a loaded module.
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
}
exit [int](-not $passed)
