<#
.SYNOPSIS
Builds, tests and packs the module. Each task is the command that stands here; all but Pester run without PowerShell too.
.EXAMPLE
./build.ps1 Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Package', 'Demo', 'Bench')]
    [string] $Task = 'Build'
)

Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        Build { dotnet build }
        Test { dotnet test }
        Demo { dotnet run --project src/SinchConv.PowerShell }
        Bench { dotnet run -c Release --project tests/SinchConv.Benchmarks -- all }
        Package { dotnet build build/package.proj }
        Pester {
            dotnet build build/package.proj
            if ($LASTEXITCODE -eq 0) { dotnet build tests/SinchConv.TestServer }
            # A shell of its own: this one may have another version of the module loaded.
            if ($LASTEXITCODE -eq 0) { & (Get-Process -Id $PID).Path -NoProfile -File tests/Pester/Invoke-Suite.ps1 }
        }
    }
}
finally {
    Pop-Location
}
exit $LASTEXITCODE
