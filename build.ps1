<#
.SYNOPSIS
Short names for the commands that stand here, for those who have PowerShell at hand. All of them run without it, too.
.EXAMPLE
./build.ps1 Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Demo', 'Bench')]
    [string] $Task = 'Build'
)

Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        Build { dotnet build }
        Test { dotnet test }
        Package { dotnet pack build }
        Demo { dotnet run --project src/SinchConv.PowerShell }
        Bench { dotnet run -c Release --project benchmarks -- all }
    }
}
finally {
    Pop-Location
}
exit $LASTEXITCODE
